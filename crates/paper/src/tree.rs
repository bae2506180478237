//! The tree: what a document is made of, before any format.
//!
//! Every block, point and figure has an id that stays the same from one run to the next; anchors, bookmarks and the
//! map from paragraphs to what they answer are made from it.

use crate::{Block, Body, Figure, Imprint, Letterhead, Rendition};
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
    /// What stands above the red line (版头).
    pub head: Letterhead,
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
    /// What is to be observed (附注), without its brackets.
    pub remark: Option<String>,
    /// What stands at the foot of the last page (版记).
    pub imprint: Imprint,
    /// Whether its sheets lie on their side, for a table that is too wide for the other way.
    pub is_turned: bool,
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

/// What follows the text on pages of its own (附件).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Stable id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Blocks.
    pub body: Body,
    /// The first rendition that has it.
    pub from: Rendition,
}

impl Document {
    /// Every figure of the text and the attachments in order of appearance.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.body.figures().chain(self.attachments.iter().flat_map(|attachment| attachment.body.figures()))
    }

    /// The document without attachments of these ids, and without the marks that lead into them.
    pub fn without(&self, ids: &[&str]) -> Document {
        let mut document = self.clone();
        let (gone, kept) = std::mem::take(&mut document.attachments)
            .into_iter()
            .partition::<Vec<_>, _>(|attachment| ids.contains(&attachment.id.as_str()));
        document.attachments = kept;
        if !gone.is_empty() {
            document.body.blocks.iter_mut().for_each(Block::unmark);
        }
        document
    }

    /// Whether the body that issues it, or its day, stands below its text.
    pub(crate) fn is_signed(&self) -> bool {
        self.meta.issuer.as_deref().is_some_and(|issuer| !issuer.is_empty()) || self.meta.date.is_some()
    }

    /// The label of an attachment: 附件 when it is the only one, else 附件1, 附件2.
    pub fn attachment_label(&self, index: usize) -> String {
        if self.attachments.len() == 1 { "附件".to_string() } else { format!("附件{}", index + 1) }
    }
}
