//! Teachers by subject (学科): which school lacks whom, who goes where, and whether enough move.

use serde::Serialize;

/// What the hours taught need of every subject, and the moves.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubjectsView {
    /// Teachers of all schools of the plan who have a row.
    pub teachers: i64,
    /// Whole posts that lack, subject by subject and school by school.
    pub lacking: i64,
    /// Of them those that moves fill, one move a post.
    pub filled: i64,
    /// Lacking still: nobody of the subject is beyond need within reach.
    pub left: i64,
    /// Whether other code has found that no moves fill more.
    pub checked: bool,
    /// Teachers who have been at their school long enough to be moved.
    pub movable: i64,
    /// How many must move, and how many of those who do must be backbone teachers.
    pub least: [i64; 2],
    /// How many move, and how many of them are backbone teachers.
    pub moving: [i64; 2],
    /// Whether other code has found that enough move, within reach, and nobody twice.
    pub enough: bool,
    /// Subject by subject.
    pub subjects: Vec<SubjectLine>,
    /// Schools in which whole posts lack, most first.
    pub posts: Vec<SubjectGap>,
    /// Who goes where, those who fill what lacks first.
    pub moves: Vec<SubjectMoveView>,
}

/// A subject of a stage.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubjectLine {
    /// The stage.
    pub stage: String,
    /// The subject.
    pub subject: String,
    /// Teachers.
    pub held: i64,
    /// Teachers needed by the hours taught, a decimal.
    pub needed: String,
    /// Whole posts that lack.
    pub lacking: i64,
    /// Teachers beyond the need of their school.
    pub beyond: i64,
    /// Lacking still.
    pub left: i64,
}

/// A subject that a school lacks.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubjectGap {
    /// The school.
    pub school: String,
    /// The stage.
    pub stage: String,
    /// The subject.
    pub subject: String,
    /// Teachers there.
    pub held: i64,
    /// Teachers needed by the hours taught, a decimal.
    pub needed: String,
    /// Whole posts that lack.
    pub lacking: i64,
    /// Lacking still.
    pub left: i64,
}

/// Teachers of a subject who go from one school to another.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubjectMoveView {
    /// From where.
    pub from: String,
    /// Where to.
    pub to: String,
    /// The stage.
    pub stage: String,
    /// The subject.
    pub subject: String,
    /// How many.
    pub people: i64,
    /// How many of them are backbone teachers.
    pub backbones: i64,
    /// Minutes from home to the new school that nobody of them exceeds, in whole quarters of an hour: an exact way would tell
    /// where somebody lives.
    pub minutes: i64,
    /// Whether it fills what lacks; otherwise somebody comes in exchange.
    pub fills: bool,
}
