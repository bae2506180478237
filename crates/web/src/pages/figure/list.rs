//! The figures that the report cites.

use askama::Template;

use view::{Board, FigureView};

use super::words::{self, Words};
use crate::address::figure_address;
use crate::frame::Frame;
use crate::marks::Verdict;
use crate::numbers::{counted, measured};

/// The page.
#[derive(Template)]
#[template(path = "figure/list.html")]
pub struct Figures {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The text looked for.
    pub q: String,
    /// The figures found.
    pub figures: Vec<Cited>,
}

impl Figures {
    /// The figures whose number or name holds `q`.
    pub fn new(frame: Frame, q: &str, figures: &[FigureView], board: &Board) -> Figures {
        let verdict = |id: &str| Verdict::of(board.indicator(id).and_then(|one| one.verdict));
        let wanted = q.trim().to_lowercase();
        let found = figures.iter().filter(|figure| {
            figure.id.to_lowercase().contains(&wanted) || figure.name.to_lowercase().contains(&wanted)
        });
        let cited = found.map(|figure| Cited {
            id: figure.id.clone(),
            href: figure_address(&figure.id),
            name: figure.name.clone(),
            printed: figure.printed.clone().unwrap_or_else(|| "—".into()),
            exact: figure.value.as_deref().map(|v| measured(v, &figure.unit)).unwrap_or_default(),
            rows: counted(figure.rows),
            verdict: verdict(&figure.indicator),
        });
        Figures { q: q.to_owned(), figures: cited.collect(), words: words::of(frame.language), frame }
    }
}

/// A figure of the report.
pub struct Cited {
    /// `F26`.
    pub id: String,
    /// Its page.
    pub href: String,
    /// The indicator behind it.
    pub name: String,
    /// As printed.
    pub printed: String,
    /// Exactly.
    pub exact: String,
    /// How many rows are behind it.
    pub rows: String,
    /// The verdict.
    pub verdict: Verdict,
}
