//! 报告: the report, every figure a link to its page.

use askama::Template;
use office::{Format, Rendition, WrittenReport};
use view::FigureView;

use super::moved::Moved;
use super::outline::{self, Heading};

use super::words::{self, Words};
use crate::address::figure_address;
use crate::frame::Frame;
use crate::numbers::{counted, measured};
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "report/show.html")]
pub struct Report {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The article, as office writes it: escaped, without script or style.
    pub body: String,
    /// The documents to take away.
    pub downloads: Vec<Taking>,
    /// Headings.
    pub outline: Vec<Heading>,
    /// Indicators answered.
    pub coverage: Coverage,
    /// What each figure stands on.
    pub figures: Vec<About>,
    /// What there is to say about the report.
    pub findings: Vec<String>,
    /// The sentences that acts changed.
    pub moved: Moved,
    /// Since when they did, in a sentence.
    pub moved_lead: String,
}

/// A rendition to take away.
pub struct Taking {
    /// What it is called.
    pub name: &'static str,
    /// Its files.
    pub files: Vec<Download>,
}

/// A document to take away.
pub struct Download {
    /// Where it is.
    pub href: String,
    /// What it is.
    pub name: &'static str,
}

/// Which indicators the report answers.
pub struct Coverage {
    /// `26/26`.
    pub counted: String,
    /// Those it does not.
    pub unanswered: Vec<Unanswered>,
}

/// An indicator that no paragraph answers.
pub struct Unanswered {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
}

/// What a figure stands on.
pub struct About {
    /// The figure's id.
    pub id: String,
    /// Its indicator.
    pub name: String,
    /// Exactly.
    pub exact: String,
    /// The rows behind it, in words.
    pub rows: String,
}

impl Report {
    /// The report with its outline and what each figure stands on.
    pub fn new(frame: Frame, written: &WrittenReport, figures: &[FigureView], mut moved: Moved) -> Report {
        let words = words::of(frame.language);
        let body = moved.article.take().unwrap_or_else(|| written.article(&figure_address));
        let unanswered: Vec<Unanswered> = written
            .coverage
            .iter()
            .filter(|one| one.answers.is_empty())
            .map(|one| Unanswered { href: figure_address(&one.indicator), name: one.name.clone() })
            .collect();
        let about = |figure: &FigureView| About {
            id: figure.id.clone(),
            name: figure.name.clone(),
            exact: figure.value.as_deref().map(|v| measured(v, &figure.unit)).unwrap_or_default(),
            rows: say(words.rows_all, &[&counted(figure.rows)]),
        };
        Report {
            downloads: downloads(words),
            outline: outline::headings(&body),
            coverage: Coverage {
                counted: format!("{}/{}", written.coverage.len() - unanswered.len(), written.coverage.len()),
                unanswered,
            },
            figures: figures.iter().map(about).collect(),
            findings: written.findings.iter().map(|finding| finding.sentence.clone()).collect(),
            moved_lead: moved.lead(words),
            moved,
            body,
            words,
            frame,
        }
    }
}

/// Every rendition in every format.
fn downloads(words: &'static Words) -> Vec<Taking> {
    let names = [words.clean, words.marked, words.sources];
    let file = |rendition: Rendition, format: Format| Download {
        href: format!("/report.{}?rendition={}", format.ending(), rendition.name()),
        name: match format {
            Format::Pdf => "PDF",
            Format::Ofd => "OFD",
            Format::Docx => "DOCX",
            Format::Html => "HTML",
            Format::Text => words.text_file,
        },
    };
    let taking =
        |(rendition, name)| Taking { name, files: Format::ALL.map(|format| file(rendition, format)).into() };
    Rendition::ALL.into_iter().zip(names).map(taking).collect()
}
