//! Tables.

use crate::Run;
use serde::Serialize;

/// A table.
    Table(Table),
    /// A note of an appendix, to which figures lead.
    Note(Note),
}

impl Block {
    /// The stable id.
    pub fn id(&self) -> &str {
        match self {
            Block::Heading(heading) => &heading.id,
            Block::Paragraph(paragraph) => &paragraph.id,
            Block::Points(points) => &points.id,
            Block::Table(table) => &table.id,
            Block::Note(note) => &note.id,
        }
    }

    /// Every run inside, in order.
    pub fn runs(&self) -> Box<dyn Iterator<Item = &Run> + '_> {
        match self {
            Block::Heading(heading) => Box::new(heading.runs.iter()),
            Block::Paragraph(paragraph) => Box::new(paragraph.runs.iter()),
            Block::Points(points) => {
                Box::new(points.lead.iter().chain(points.points.iter().flat_map(|point| &point.runs)))
            }
            Block::Table(table) => Box::new(
                table.head.iter().chain(&table.rows).flat_map(|row| &row.cells).flat_map(|cell| &cell.runs),
            ),
            Block::Note(note) => {
                Box::new(note.head.iter().chain(note.lines.iter().flat_map(|line| &line.runs)))
            }
        }
    }
}

/// The four levels of headings of an official document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// 一、 in 黑体.
    First,
    /// （一） in 楷体.
    Second,
    /// 1. in 仿宋.
    Third,
    /// （1） in 仿宋.
    Fourth,
}

impl Level {
    /// 1 to 4.
    pub fn depth(self) -> usize {
        self as usize + 1
    }
}

/// A numbered heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Stable id.
    pub id: String,
    /// Level.
    pub level: Level,
    /// Number with its punctuation, given by [`Body::heading`].
    pub number: String,
    /// Words.
    pub runs: Vec<Run>,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Stable id.
    pub id: String,
    /// Words.
    pub runs: Vec<Run>,
}

/// A paragraph that counts its points: 一是……二是…….
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Points {
    /// Stable id.
    pub id: String,
    /// Words before the first point.
    pub lead: Vec<Run>,
    /// The points.
    pub points: Vec<Point>,
}

/// One point of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Point {
    /// Stable id.
    pub id: String,
    /// 一是, 二是; given by [`Body::points`].
    pub number: String,
    /// Words.
    pub runs: Vec<Run>,
}

impl Point {
    /// A point that is not yet numbered.
    pub fn new(id: impl Into<String>, runs: Vec<Run>) -> Self {
        Point { id: id.into(), number: String::new(), runs }
    }
}

/// A table.
    Table(Table),
    /// A note of an appendix, to which figures lead.
    Note(Note),
}

impl Block {
    /// The stable id.
    pub fn id(&self) -> &str {
        match self {
            Block::Heading(heading) => &heading.id,
            Block::Paragraph(paragraph) => &paragraph.id,
            Block::Points(points) => &points.id,
            Block::Table(table) => &table.id,
            Block::Note(note) => &note.id,
        }
    }

    /// Every run inside, in order.
    pub fn runs(&self) -> Box<dyn Iterator<Item = &Run> + '_> {
        match self {
            Block::Heading(heading) => Box::new(heading.runs.iter()),
            Block::Paragraph(paragraph) => Box::new(paragraph.runs.iter()),
            Block::Points(points) => {
                Box::new(points.lead.iter().chain(points.points.iter().flat_map(|point| &point.runs)))
            }
            Block::Table(table) => Box::new(
                table.head.iter().chain(&table.rows).flat_map(|row| &row.cells).flat_map(|cell| &cell.runs),
            ),
            Block::Note(note) => {
                Box::new(note.head.iter().chain(note.lines.iter().flat_map(|line| &line.runs)))
            }
        }
    }
}

/// The four levels of headings of an official document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// 一、 in 黑体.
    First,
    /// （一） in 楷体.
    Second,
    /// 1. in 仿宋.
    Third,
    /// （1） in 仿宋.
    Fourth,
}

impl Level {
    /// 1 to 4.
    pub fn depth(self) -> usize {
        self as usize + 1
    }
}

/// A numbered heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Stable id.
    pub id: String,
    /// Level.
    pub level: Level,
    /// Number with its punctuation, given by [`Body::heading`].
    pub number: String,
    /// Words.
    pub runs: Vec<Run>,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Stable id.
    pub id: String,
    /// Words.
    pub runs: Vec<Run>,
}

/// A paragraph that counts its points: 一是……二是…….
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Points {
    /// Stable id.
    pub id: String,
    /// Words before the first point.
    pub lead: Vec<Run>,
    /// The points.
    pub points: Vec<Point>,
}

/// One point of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Point {
    /// Stable id.
    pub id: String,
    /// 一是, 二是; given by [`Body::points`].
    pub number: String,
    /// Words.
    pub runs: Vec<Run>,
}

impl Point {
    /// A point that is not yet numbered.
    pub fn new(id: impl Into<String>, runs: Vec<Run>) -> Self {
        Point { id: id.into(), number: String::new(), runs }
    }
}

/// A stretch of words of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Run {
    /// Plain words.
    Text(String),
    /// Words that stand out.
    Emphasis(String),
    /// Words taken over as they are, such as the number of a document.
    Quotation(String),
    /// A figure that answers for itself.
    Figure(Figure),
    /// Words that lead to a block, point or figure of this document.
    Link {
        /// The words.
        text: String,
        /// Id to which they lead.
        target: String,
    },
}

impl Run {
    /// Plain words.
    pub fn text(words: impl Into<String>) -> Self {
        Run::Text(words.into())
    }

    /// The words as printed, without a note mark.
    pub fn words(&self) -> &str {
        match self {
            Run::Text(words)
            | Run::Emphasis(words)
            | Run::Quotation(words)
            | Run::Link { text: words, .. } => words,
            Run::Figure(figure) => &figure.text,
        }
    }
}

/// A printed figure together with what it stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Stable id of this occurrence, unique in the document.
    pub id: String,
    /// The figure as printed: 15.44亿元.
    pub text: String,
    /// Id of the source that it was printed from.
    pub source: String,
    /// Number of the note that tells where it comes from.
    pub note: Option<u32>,
    /// A short remark shown behind the note number, such as ※.
    pub mark: Option<String>,
}

impl Figure {
    /// The mark that follows the figure: 〔3〕 or 〔3※〕; nothing without a note and a remark.
    pub fn note_mark(&self) -> Option<String> {
        match (&self.note, &self.mark) {
            (Some(note), Some(mark)) => Some(format!("〔{note}{mark}〕")),
            (Some(note), None) => Some(format!("〔{note}〕")),
            (None, Some(mark)) => Some(format!("〔{mark}〕")),
            (None, None) => None,
        }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Stable id.
    pub id: String,
    /// Words above it.
    pub caption: Option<String>,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows repeated at the top of each page.
    pub head: Vec<Row>,
    /// Rows.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Width relative to the other columns.
    pub width: u32,
    /// Where its words stand.
    pub align: Align,
}

/// Where the words of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// At the left, for words.
    #[default]
    Left,
    /// In the middle, for short marks.
    Center,
    /// At the right, for numbers.
    Right,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Cells from left to right.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A row of plain words.
    pub fn of<W: Into<String>>(words: impl IntoIterator<Item = W>) -> Self {
        Row { cells: words.into_iter().map(|word| Cell { runs: vec![Run::text(word)], span: 1 }).collect() }
    }
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Words.
    pub runs: Vec<Run>,
    /// Number of columns it covers, 1 or more.
    pub span: u32,
}
