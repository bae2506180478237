//! Pages: what stands where, before any format. Lengths are thousandths of a point; y grows downward from the top edge.

/// A length in thousandths of a point.
pub type Length = i32;

/// A millimetre.
pub(crate) const fn millimetres(tenths: i64) -> Length {
    // 72 points are 25.4 millimetres.
    (tenths * 72_000 / 254) as Length
}

/// Pages with what leads into and through them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// Title of the document, in one line.
    pub title: String,
    /// Who issues it.
    pub author: String,
    /// Its day: year, month, day.
    pub day: Option<(u16, u8, u8)>,
    /// The pages.
    pub pages: Vec<Page>,
    /// What the runs belong to; the first is the document.
    pub nodes: Vec<Node>,
    /// The headings, for bookmarks.
    pub outline: Vec<Bookmark>,
    /// What goes with the document as files of its own, where a format has such.
    pub enclosed: Vec<Enclosed>,
}

/// A text that goes with a document as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// What it is, for readers.
    pub label: String,
    /// What it says.
    pub text: String,
}

impl Pages {
    /// The text of all pages in order of reading, one line a line, without page numbers.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for page in &self.pages {
            let mut line = None;
            for run in page.runs.iter().filter(|run| run.node != ARTIFACT) {
                if line.is_some_and(|before| before != (run.y, run.node)) {
                    text.push('\n');
                }
                line = Some((run.y, run.node));
                text.extend(run.glyphs.iter().map(|glyph| glyph.letter));
            }
            text.push('\n');
        }
        text
    }
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Width.
    pub width: Length,
    /// Height.
    pub height: Length,
    /// Words.
    pub runs: Vec<Run>,
    /// Rules and dark squares: filled rectangles.
    pub fills: Vec<Fill>,
    /// What leads to another place.
    pub links: Vec<Link>,
}

/// A run that belongs to no node: a page number.
pub const ARTIFACT: usize = usize::MAX;

/// Glyphs of one face and size on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Face, by its place among the fonts.
    pub face: usize,
    /// Size.
    pub size: Length,
    /// Left end.
    pub x: Length,
    /// Baseline.
    pub y: Length,
    /// Width.
    pub width: Length,
    /// Glyphs.
    pub glyphs: Vec<Glyph>,
    /// What it belongs to, see [`Pages::nodes`].
    pub node: usize,
    /// Whether it is in red: the mark of the issuing body.
    pub red: bool,
}

/// A glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Number in the face.
    pub id: u16,
    /// The letter that it shows.
    pub letter: char,
    /// From the run's left end to the glyph's origin.
    pub x: Length,
}

/// A filled rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Left.
    pub x: Length,
    /// Top.
    pub y: Length,
    /// Width.
    pub width: Length,
    /// Height.
    pub height: Length,
    /// What it belongs to; [`ARTIFACT`] for a rule.
    pub node: usize,
    /// Whether it is red.
    pub red: bool,
}

/// A place that leads to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Left.
    pub x: Length,
    /// Top.
    pub y: Length,
    /// Width.
    pub width: Length,
    /// Height.
    pub height: Length,
    /// The node whose words lead.
    pub node: usize,
    /// Page and height to which it leads.
    pub to: (usize, Length),
}

/// What something on the pages is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Kind.
    pub kind: Kind,
    /// What it is within; none for the document.
    pub within: Option<usize>,
}

/// Kinds of nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The whole.
    Document,
    /// The title.
    Title,
    /// A heading of a depth from 1.
    Heading(u16),
    /// A paragraph.
    Paragraph,
    /// A caption of a table.
    Caption,
    /// A table.
    Table,
    /// A row.
    Row,
    /// A cell of the head.
    Head,
    /// A cell.
    Cell,
    /// Words that lead elsewhere.
    Link,
    /// A picture, with the words in its place.
    Picture(String),
}

/// A heading as a bookmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// Depth from 1.
    pub depth: usize,
    /// Words.
    pub words: String,
    /// Page, from 0.
    pub page: usize,
    /// Height on it.
    pub y: Length,
}
