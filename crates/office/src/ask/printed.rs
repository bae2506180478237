//! Documents as files: one tree in every format and rendition.

use super::Reading;
use crate::error::{Error, Result};
use finding::Finding;
use paper::{Document, Rendition};
use typeset::{Fonts, Sheet};

/// A format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Word processor document in the layout of GB/T 9704-2012.
    Docx,
    /// A page that stands alone.
    Html,
    /// Plain text.
    Text,
    /// PDF/A-2a, the pages of GB/T 9704-2012.
    Pdf,
    /// OFD (GB/T 33190-2016), the same pages.
    Ofd,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 5] = [Format::Docx, Format::Html, Format::Text, Format::Pdf, Format::Ofd];

    /// The ending of file names.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Html => "html",
            Format::Text => "txt",
            Format::Pdf => "pdf",
            Format::Ofd => "ofd",
        }
    }

    /// The media type.
    pub const fn media(self) -> &'static str {
        match self {
            Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Format::Html => "text/html; charset=utf-8",
            Format::Text => "text/plain; charset=utf-8",
            Format::Pdf => "application/pdf",
            Format::Ofd => "application/ofd",
        }
    }
}

impl std::str::FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Format, String> {
        let asked = if text.trim() == "text" { "txt" } else { text.trim() };
        let known = Format::ALL.map(Format::ending);
        Format::ALL
            .into_iter()
            .find(|format| format.ending() == asked)
            .ok_or_else(|| format!("不认识的格式“{asked}”：现有 {}", known.join("、")))
    }
}

/// A document as a file.
pub struct Printed {
    /// Its bytes: the same document and fonts give the same.
    pub bytes: Vec<u8>,
    /// What there is to say of it: fonts replaced, letters that none has.
    pub findings: Vec<Finding>,
}

impl Reading {
    /// The report as a file.
    ///
    /// # Errors
    /// As [`Reading::report`]; [`Error::Paper`] when there is no font for pages.
    pub fn report_as(&self, format: Format, rendition: Rendition) -> Result<Printed> {
        let document = paper::rendition(&self.official()?, rendition);
        self.printed(&document, format, &Sheet::OFFICIAL)
    }

    /// A document as a file.
    pub(super) fn printed(&self, document: &Document, format: Format, sheet: &Sheet) -> Result<Printed> {
        let plain = |bytes| Ok(Printed { bytes, findings: Vec::new() });
        match format {
            Format::Docx => plain(paper::docx(document)),
            Format::Html => plain(paper::html(document, &|_| None).into_bytes()),
            Format::Text => plain(paper::text(document, paper::Notes::With).into_bytes()),
            Format::Pdf => self.set(document, sheet, typeset::pdf),
            Format::Ofd => self.set(document, sheet, |pages, fonts| Ok(typeset::ofd(pages, fonts))),
        }
    }

    /// A document on pages, written by one of their writers.
    fn set(&self, document: &Document, sheet: &Sheet, write: Writer) -> Result<Printed> {
        let (fonts, told) = self.house.fonts();
        let laid = typeset::pages(document, fonts, sheet).map_err(Error::Paper)?;
        let bytes = write(&laid.pages, fonts).map_err(Error::Paper)?;
        Ok(Printed { bytes, findings: told.iter().cloned().chain(laid.findings).collect() })
    }
}

/// The sheet on which a document stands: turned, when it says so.
pub(super) fn sheet_of(document: &Document) -> Sheet {
    if document.meta.is_turned { Sheet::LANDSCAPE } else { Sheet::OFFICIAL }
}

/// A writer of pages.
type Writer = fn(&typeset::Pages, &Fonts) -> std::result::Result<Vec<u8>, typeset::Error>;
