//! The report that everybody may read (公开页): its text, and what it is held against.

use askama::Template;
use office::IssuedReport;

use super::words::{self, Words};
use crate::language::Language;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "edition/issued.html")]
pub struct Issued {
    /// The language.
    pub language: Language,
    /// Words of all pages.
    pub all: &'static crate::words::Words,
    /// The words of the room.
    pub words: &'static Words,
    /// Its title.
    pub title: String,
    /// The article; empty where there is none.
    pub body: String,
    /// When it was issued, under which number.
    pub lead: String,
    /// What it is held against: name and value.
    pub facts: Vec<(&'static str, String)>,
    /// What is to be taken away: address and name.
    pub files: Vec<(String, &'static str)>,
}

impl Issued {
    /// The page of a report.
    pub fn new(language: Language, report: &IssuedReport) -> Issued {
        let (words, view) = (words::of(language), &report.view);
        Issued {
            title: say(words.issued_title, &[&view.district, &view.year.to_string()]),
            body: report.article(),
            lead: say(words.issued_lead, &[&view.issued, &view.number, &view.document]),
            facts: vec![
                (words.fact_entry, view.entry.to_string()),
                (words.fact_size, view.size.to_string()),
                (words.fact_digest, view.digest.clone()),
                (words.fact_key, view.key.clone()),
            ],
            files: [("pdf", "PDF"), ("ofd", "OFD"), ("txt", words.text_file)]
                .map(|(ending, name)| (format!("/public/{}/report.{ending}", view.year), name))
                .to_vec(),
            all: language.words(),
            words,
            language,
        }
    }

    /// The page of a year of which there is none.
    pub fn none(language: Language) -> Issued {
        let words = words::of(language);
        Issued {
            title: words.issued_none.to_owned(),
            body: String::new(),
            lead: words.issued_none_next.to_owned(),
            facts: Vec::new(),
            files: Vec::new(),
            all: language.words(),
            words,
            language,
        }
    }
}
