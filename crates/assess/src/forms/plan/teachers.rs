//! Teachers as rows tell them: which subject lacks whom where, and who may be moved how far.

use super::numbers::{numbers, parts};
use super::staff::StaffLine;
use crate::{Record, Records};
use define::{List, StaffNeed, StaffTeachers, Written};
use finding::Finding;
use quantity::Truth;
use std::collections::BTreeMap;

/// A subject at a stage of a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectPost {
    /// Position of the school among the lines of the plan.
    pub line: usize,
    /// The stage.
    pub stage: String,
    /// The subject.
    pub subject: String,
    /// Teachers there.
    pub held: i64,
    /// Teachers needed by the hours taught, in ten thousandths.
    pub needed: i64,
    /// How many come to fill what lacks, and how many go for it.
    pub moves: (i64, i64),
}

impl SubjectPost {
    /// Whole teachers lacking before anybody moves: part of a post is taught by whoever goes from school to school.
    pub fn lacking(&self) -> i64 {
        (self.needed - self.held * 10_000).max(0) / 10_000
    }

    /// Beyond need before anybody moves.
    pub fn beyond(&self) -> i64 {
        (self.held - (self.needed + 9_999) / 10_000).max(0)
    }

    /// Lacking still.
    pub fn left(&self) -> i64 {
        self.lacking() - self.moves.0
    }
}

/// Teachers alike who may be moved: of one post, who live at one place.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub post: usize,
    pub home: String,
    pub backbone: bool,
    pub many: i64,
}

/// Teachers of a year.
pub(super) struct Ground {
    pub posts: Vec<SubjectPost>,
    pub groups: Vec<Group>,
    /// Where each line's school lies.
    pub towns: Vec<String>,
    /// Numbers of the teachers' rows, by line.
    pub rows: Vec<Vec<u64>>,
    /// Minutes of pairs that are near enough.
    minutes: BTreeMap<(String, String), i64>,
    /// Moves that must be, and backbone teachers that a move asks for, in ten thousandths.
    pub due: i64,
    pub backbones: i64,
}

impl Ground {
    /// Minutes from a home to the school of a line; none where that is too far, or not told.
    pub fn minutes(&self, home: &str, line: usize) -> Option<i64> {
        self.minutes.get(&pair(home, &self.towns[line])).copied()
    }
}

fn pair(one: &str, other: &str) -> (String, String) {
    let (from, to) = if one <= other { (one, other) } else { (other, one) };
    (from.to_owned(), to.to_owned())
}

/// Reads a year's teachers; none where no row tells of any.
pub(super) fn ground(
    (of, need): (&StaffTeachers, &StaffNeed),
    lines: &[StaffLine],
    records: &Records,
    year: i32,
    findings: &mut Vec<Finding>,
) -> Option<Ground> {
    let chosen = |list: &List| records.chosen(list, records.standing_year(&list.register.text, year)).0;
    let rows = chosen(&of.list);
    if rows.is_empty() {
        return None;
    }
    let at: BTreeMap<&str, usize> =
        lines.iter().enumerate().map(|(at, line)| (line.school.as_str(), at)).collect();
    let mut posts: BTreeMap<(usize, String, String), SubjectPost> = BTreeMap::new();
    for (nth, subject) in of.subjects.iter().enumerate() {
        let stages = chosen(&need.list);
        let needed = parts(records, (&need.list, &subject.need), &stages, year, findings);
        for row in &stages {
            let (Some(line), Some(needed)) =
                (at.get(row.text(&need.school).as_str()), needed.get(&row.number))
            else {
                continue;
            };
            let (stage, name) = (row.text(&need.stage), subject.name.clone());
            let key = (*line, stage.clone(), format!("{nth:03}"));
            let post =
                SubjectPost { line: *line, stage, subject: name, held: 0, needed: *needed, moves: (0, 0) };
            posts.insert(key, post);
        }
    }
    let posts: Vec<SubjectPost> = posts.into_values().collect();
    let mut ground = Ground {
        posts,
        groups: Vec::new(),
        rows: vec![Vec::new(); lines.len()],
        towns: towns(of, lines, records, year),
        minutes: ways(of, records, year, findings),
        due: 0,
        backbones: 0,
    };
    ground.gather(of, (&rows, &at), records, year, findings);
    Some(ground)
}

impl Ground {
    /// Counts teachers into posts, and those who may be moved into groups.
    fn gather(
        &mut self,
        of: &StaffTeachers,
        (rows, at): (&[Record<'_>], &BTreeMap<&str, usize>),
        records: &Records,
        year: i32,
        findings: &mut Vec<Finding>,
    ) {
        let yes = |formula: &Written| {
            let register = &of.list.register.text;
            let answers = records.answers(formula, register, records.standing_year(register, year));
            move |row: &Record<'_>| answers.get(&row.number).is_some_and(|one| one.truth() == Truth::Yes)
        };
        let (backbone, movable) = (yes(&of.backbone), yes(&of.movable));
        let share = parts(records, (&of.list, &of.share), rows, year, findings);
        let backbones = parts(records, (&of.list, &of.backbones), rows, year, findings);
        let index: BTreeMap<(usize, String, String), usize> = self
            .posts
            .iter()
            .enumerate()
            .map(|(at, post)| ((post.line, post.stage.clone(), post.subject.clone()), at))
            .collect();
        let mut groups: BTreeMap<(usize, bool, String), i64> = BTreeMap::new();
        for row in rows {
            let Some(line) = at.get(row.text(&of.school).as_str()) else { continue };
            let Some(post) = index.get(&(*line, row.text(&of.stage), row.text(&of.subject))) else {
                continue;
            };
            self.posts[*post].held += 1;
            self.rows[*line].push(row.number);
            if movable(row) {
                self.due += share.get(&row.number).copied().unwrap_or(0);
                let home = records.called(row, &of.home, year);
                *groups.entry((*post, !backbone(row), home)).or_default() += 1;
            }
        }
        self.backbones = backbones.values().copied().max().unwrap_or(0);
        let group = |((post, plain, home), many): ((usize, bool, String), i64)| Group {
            post,
            home,
            backbone: !plain,
            many,
        };
        self.groups = groups.into_iter().map(group).collect();
    }
}

/// Where the school of each line lies.
fn towns(of: &StaffTeachers, lines: &[StaffLine], records: &Records, year: i32) -> Vec<String> {
    let list = &of.places.list;
    let rows = records.chosen(list, records.standing_year(&list.register.text, year)).0;
    let told =
        rows.iter().map(|row| (row.text(&of.places.place), records.called(row, &of.places.within, year)));
    let told: BTreeMap<String, String> = told.collect();
    lines.iter().map(|line| told.get(&line.school).cloned().unwrap_or_default()).collect()
}

/// Minutes of the pairs that are near enough.
fn ways(
    of: &StaffTeachers,
    records: &Records,
    year: i32,
    findings: &mut Vec<Finding>,
) -> BTreeMap<(String, String), i64> {
    let list = &of.reach.list;
    let rows = records.chosen(list, records.standing_year(&list.register.text, year)).0;
    let told = numbers(records, (list, &of.reach.minutes), &rows, year, findings);
    let way = |row: &Record<'_>| {
        let minutes = told.get(&row.number)?;
        Some((pair(&row.text(&of.reach.from), &row.text(&of.reach.to)), *minutes))
    };
    rows.iter().filter_map(way).collect()
}
