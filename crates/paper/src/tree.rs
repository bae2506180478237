//! The tree: what a document is made of, before any format.
//!
//! Every block, point and figure has an id that stays the same from one run to the next; anchors, bookmarks and the
//! map from paragraphs to what they answer are made from it.

use crate::numbering;
use serde::Serialize;
use std::fmt;

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Document {
    /// What stands around the text.
    pub meta: Meta,
    /// The text.
    pub body: Body,
    /// What follows the text, each on a page of its own.
    pub attachments: Vec<Attachment>,
}

/// What stands around the text of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// Title, one entry a line. Lines that are too wide for the page are broken by the writers, see [`crate::title_lines`].
    pub title: Vec<String>,
    /// A line in brackets under the title, such as （样例数据）.
    pub subtitle: Option<String>,
    /// The body that issues the document (发文机关署名).
    pub issuer: Option<String>,
    /// To whom it is addressed (主送机关), without the colon.
    pub addressee: Option<String>,
    /// The day of the document (成文日期).
    pub date: Option<Day>,
}

/// A calendar day, printed as 2023年3月1日: months and days are not padded with zeros (GB/T 9704-2012, 7.3.5.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Day {
    /// Year, 1 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl Day {
    /// A day, or nothing if there is no such month or day number.
    ///
    /// ```
    /// assert_eq!(paper::Day::new(2023, 3, 1).unwrap().to_string(), "2023年3月1日");
    /// assert_eq!(paper::Day::new(2023, 13, 1), None);
    /// ```
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let fits = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then_some(Day { year, month, day })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}年{}月{}日", self.year, self.month, self.day)
    }
}

/// Blocks in order. Headings are numbered as they are added.
///
/// ```
/// use paper::{Block, Body, Level, Run};
/// let mut body = Body::default();
/// body.heading("performance", Level::First, vec![Run::text("履行教育职责情况")]);
/// body.heading("funding", Level::Second, vec![Run::text("全力保障教育优先发展")]);
/// let Block::Heading(funding) = &body.blocks[1] else { unreachable!() };
/// assert_eq!(funding.number, "（一）");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Body {
    /// The blocks.
    pub blocks: Vec<Block>,
}

impl Body {
    /// Adds a heading and numbers it: 一、, （一）, 1., （1）.
    pub fn heading(&mut self, id: impl Into<String>, level: Level, runs: Vec<Run>) {
        let number = numbering::next_heading(&self.blocks, level);
        self.blocks.push(Block::Heading(Heading { id: id.into(), level, number, runs }));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, id: impl Into<String>, runs: Vec<Run>) {
        self.blocks.push(Block::Paragraph(Paragraph { id: id.into(), runs }));
    }

    /// Adds a paragraph of points, 一是……二是……, led by words that may be none. A point alone is not counted.
    pub fn points(&mut self, id: impl Into<String>, lead: Vec<Run>, points: Vec<Point>) {
        let alone = points.len() == 1;
        let lead_of = |index| if alone { String::new() } else { numbering::point_lead(index) };
        let points = points
            .into_iter()
            .enumerate()
            .map(|(index, point)| Point { number: lead_of(index), ..point })
            .collect();
        self.blocks.push(Block::Points(Points { id: id.into(), lead, points }));
    }

    /// Adds a table.
    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(table));
    }

    /// Adds a note of an appendix.
    pub fn note(&mut self, note: Note) {
        self.blocks.push(Block::Note(note));
    }

    /// Every figure in order of appearance.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.blocks.iter().flat_map(Block::runs).filter_map(|run| match run {
            Run::Figure(figure) => Some(figure),
            _ => None,
        })
    }
}

/// One block of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A paragraph of numbered points.
    Points(Points),
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

/// A note of an appendix: a numbered head and labelled lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// `note-3`, made from the number, since figures carry the number alone.
    pub id: String,
    /// Number, from 1, the one that figures carry.
    pub number: u32,
    /// Id of the first figure that leads here.
    pub back: Option<String>,
    /// What the note is about.
    pub head: Vec<Run>,
    /// Lines with a label: 算法, 依据.
    pub lines: Vec<NoteLine>,
}

impl Note {
    /// A note without lines.
    pub fn new(number: u32, back: Option<String>, head: Vec<Run>) -> Self {
        Note { id: note_id(number), number, back, head, lines: Vec::new() }
    }

    /// Adds a labelled line.
    pub fn line(&mut self, label: impl Into<String>, runs: Vec<Run>) {
        self.lines.push(NoteLine { label: label.into(), runs });
    }
}

/// The id of the note of that number.
pub(crate) fn note_id(number: u32) -> String {
    format!("note-{number}")
}

/// A labelled line of a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoteLine {
    /// Label without the colon.
    pub label: String,
    /// Words.
    pub runs: Vec<Run>,
}

/// What follows the text on pages of its own (附件).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Stable id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Blocks.
    pub body: Body,
}

impl Document {
    /// Every figure of the text and the attachments in order of appearance.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.body.figures().chain(self.attachments.iter().flat_map(|attachment| attachment.body.figures()))
    }

    /// The label of an attachment: 附件 when it is the only one, else 附件1, 附件2.
    pub(crate) fn attachment_label(&self, index: usize) -> String {
        if self.attachments.len() == 1 { "附件".to_string() } else { format!("附件{}", index + 1) }
    }
}
