//! Blocks: headings, paragraphs, points, tables, notes.

use crate::{Drawing, Figure, QrCode, Rendition, Run, Table, Verbatim, numbering};
use serde::Serialize;

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

    /// Adds lines that stay as they are.
    pub fn verbatim<'l>(&mut self, id: impl Into<String>, lines: impl IntoIterator<Item = &'l str>) {
        let lines = lines.into_iter().map(str::to_owned).collect();
        self.blocks.push(Block::Verbatim(Verbatim { id: id.into(), lines }));
    }

    /// Adds a QR code of a text, with words in its place where it cannot be seen.
    pub fn code(&mut self, id: impl Into<String>, text: impl Into<String>, label: impl Into<String>) {
        self.blocks.push(Block::Code(QrCode { id: id.into(), text: text.into(), label: label.into() }));
    }

    /// Adds a drawing.
    pub fn drawing(&mut self, drawing: Drawing) {
        self.blocks.push(Block::Drawing(drawing));
    }

    /// Adds a note of an appendix.
    pub fn note(&mut self, note: Note) {
        self.blocks.push(Block::Note(note));
    }

    /// The runs of a paragraph, or of a point or what leads points, by its id.
    pub fn passage_mut(&mut self, id: &str) -> Option<&mut Vec<Run>> {
        self.blocks.iter_mut().find_map(|block| match block {
            Block::Paragraph(paragraph) if paragraph.id == id => Some(&mut paragraph.runs),
            Block::Points(Points { id: lead, lead: runs, .. }) if lead == id => Some(runs),
            Block::Points(Points { points, .. }) => {
                points.iter_mut().find(|point| point.id == id).map(|point| &mut point.runs)
            }
            _ => None,
        })
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
    /// Lines that stay as they are.
    Verbatim(Verbatim),
    /// A QR code.
    Code(QrCode),
    /// A drawing beside a table.
    Drawing(Drawing),
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
            Block::Verbatim(lines) => &lines.id,
            Block::Code(code) => &code.id,
            Block::Drawing(drawing) => &drawing.id,
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
            Block::Verbatim(_) | Block::Code(_) | Block::Drawing(_) => Box::new(std::iter::empty()),
        }
    }

    /// Takes away the marks behind words of paragraphs and points.
    pub(crate) fn unmark(&mut self) {
        let plain = |runs: &mut Vec<Run>| runs.retain(|run| !matches!(run, Run::Mark { .. }));
        match self {
            Block::Paragraph(paragraph) => plain(&mut paragraph.runs),
            Block::Points(points) => {
                plain(&mut points.lead);
                points.points.iter_mut().for_each(|point| plain(&mut point.runs));
            }
            _ => {}
        }
    }

    /// Does something to every run inside.
    pub(crate) fn runs_mut(&mut self, change: &mut dyn FnMut(&mut Run)) {
        match self {
            Block::Heading(heading) => heading.runs.iter_mut().for_each(change),
            Block::Paragraph(paragraph) => paragraph.runs.iter_mut().for_each(change),
            Block::Points(points) => {
                points.lead.iter_mut().for_each(&mut *change);
                points.points.iter_mut().flat_map(|point| &mut point.runs).for_each(change);
            }
            Block::Table(table) => {
                let rows = table.head.iter_mut().chain(&mut table.rows);
                rows.flat_map(|row| &mut row.cells).flat_map(|cell| &mut cell.runs).for_each(change);
            }
            Block::Note(note) => {
                note.head.iter_mut().for_each(&mut *change);
                note.lines.iter_mut().flat_map(|line| &mut line.runs).for_each(change);
            }
            Block::Verbatim(_) | Block::Code(_) | Block::Drawing(_) => {}
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
        self.line_from(Rendition::Marked, label, runs);
    }

    /// Adds a labelled line that renditions before that one leave out.
    pub fn line_from(&mut self, from: Rendition, label: impl Into<String>, runs: Vec<Run>) {
        self.lines.push(NoteLine { label: label.into(), runs, from });
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
    /// The first rendition that has it.
    pub from: Rendition,
}
