//! 数字: one figure, from the printed value down to rows, entries and proof.

use askama::Template;
use view::{IndicatorView, Known, Lineage, RegisterView};

use super::formula::{self, Span};
use super::pictures;
use super::terms::{self, Rows, Term};

use super::words::{self, Words};
use crate::address::entry_address;
use crate::frame::Frame;
use crate::marks::{Mark as _, Verdict};
use crate::numbers::measured;
use crate::pages::judged::{Judged, gap, verified};
use crate::words::say;
use view::Status;

/// The page.
#[derive(Template)]
#[template(path = "figure/show.html")]
pub struct Figure {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// `F26`, or the indicator's id.
    pub id: String,
    /// Name of the indicator.
    pub name: String,
    /// Name and address of its aspect.
    pub aspect: Option<(String, String)>,
    /// As the report prints it.
    pub printed: String,
    /// The exact value, or the interval it lies in.
    pub exact: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Its points of how many; empty when it carries none.
    pub points: String,
    /// What a reviewer found, by whom, when and why, and whether it differs.
    pub verified: Option<(String, String, bool)>,
    /// That later acts changed what was verified; empty when they did not.
    pub reopened: String,
    /// What of it is copied from another office, a sentence each.
    pub declared: Vec<String>,
    /// How far from what is required.
    pub gap: String,
    /// The year it is about.
    pub year: String,
    /// Who answers for it.
    pub owner: String,
    /// The document behind the definition.
    pub document: String,
    /// How well it is known.
    pub status: Status,
    /// Why it cannot be told.
    pub reasons: Vec<String>,
    /// The formula, with its terms marked.
    pub formula: Vec<Span>,
    /// The formula in words.
    pub in_words: String,
    /// What exactly it means.
    pub note: String,
    /// When it is met.
    pub condition: String,
    /// The terms with their values, those of other indicators under them.
    pub terms: Vec<Term>,
    /// The parts that it gathers.
    pub parts: Vec<Judged>,
    /// Pictures of its groups, or of its terms side by side.
    pub charts: Vec<Chart>,
    /// The rows that entered, by register and year.
    pub rows: Vec<Rows>,
    /// The parameters it used.
    pub parameters: Vec<Parameter>,
    /// Commands that compute it again.
    pub commands: Vec<String>,
    /// Where its rows stand in the log.
    pub proof: Option<Proof>,
}

/// A picture.
pub struct Chart {
    /// Its title.
    pub title: &'static str,
    /// The drawing, from [`crate::chart`].
    pub svg: String,
    /// Groups that are not drawn: too many for a picture, or without a number.
    pub groups: Vec<Group>,
}

/// A group with its value.
pub struct Group {
    /// The group in words.
    pub key: String,
    /// As printed, or why it cannot be told.
    pub printed: String,
    /// Its verdict.
    pub verdict: Verdict,
}

/// A parameter that the figure used.
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its value in force.
    pub value: String,
    /// The document that sets it.
    pub document: String,
    /// How well that document is known.
    pub status: Status,
}

/// Where the rows stand in the log.
pub struct Proof {
    /// In words.
    pub said: String,
    /// The root of the log.
    pub root: String,
    /// Page of the first entry's proof.
    pub href: String,
    /// What the link says.
    pub link: String,
}

impl Figure {
    /// A figure with its lineage. `aspect` is the name and id of the aspect it belongs to, `folder` the district's
    /// folder as a command line would name it.
    pub fn new(
        frame: Frame,
        lineage: &Known<Lineage>,
        registers: &[RegisterView],
        aspect: Option<(&str, &str)>,
        folder: &str,
    ) -> Figure {
        let words = words::of(frame.language);
        let view = &lineage.indicator;
        let id = view.figure.clone().unwrap_or_else(|| view.id.clone());
        let known: Vec<&IndicatorView> = lineage.parts.iter().collect();
        let parts: Vec<Judged> = lineage.parts.iter().map(|v| Judged::new(v, &known, words)).collect();
        let rows = terms::rows(&lineage.terms, registers, words);
        let parameter = |p: &view::ParameterView| Parameter {
            name: p.name.clone(),
            value: p.value.clone(),
            document: p.source.document.clone(),
            status: p.source.status,
        };
        let exact = view.value.as_deref().map(|value| measured(value, &view.unit));
        Figure {
            aspect: aspect.map(|(name, id)| (name.to_owned(), format!("/indicators#{id}"))),
            printed: view.printed.clone().unwrap_or_else(|| match parts.is_empty() {
                true => "—".into(),
                false => Judged::new(view, &known, words).parts_met,
            }),
            exact: exact.unwrap_or_default(),
            verdict: Verdict::of(view.verdict),
            points: view
                .points
                .as_ref()
                .map(|one| format!("{}/{}", one.points, one.full))
                .unwrap_or_default(),
            verified: verified(view).map(|one| {
                let said = say(words.verified_by, &[&one.by, &one.on, &one.reason]);
                (one.points.clone(), said, one.differs)
            }),
            reopened: String::new(),
            declared: lineage.declared.iter().map(view::DeclaredView::sentence).collect(),
            gap: gap(view, &parts, words),
            year: say(words.year_of, &[&lineage.year.to_string()]),
            owner: view.owner.clone(),
            document: lineage.source.document.clone(),
            status: lineage.source.status,
            reasons: view.reasons.clone(),
            formula: formula::spans(lineage.formula.as_deref().unwrap_or(""), &lineage.terms),
            in_words: lineage.words.clone().unwrap_or_default(),
            note: lineage.note.clone().unwrap_or_default(),
            condition: lineage.condition.clone().unwrap_or_default(),
            terms: terms::list(&lineage.terms, words),
            charts: pictures::pictures(lineage, words),
            parameters: lineage.parameters.iter().map(parameter).collect(),
            commands: vec![
                format!("duheng explain {folder} {id}"),
                format!("duheng journal verify {folder}"),
            ],
            proof: terms::first_entry(&lineage.terms).map(|entry| Proof {
                said: say(words.rows_all, &[&crate::numbers::counted(lineage.rows)]),
                root: lineage.standing.root.clone(),
                href: format!("{}#proof", entry_address(entry)),
                link: say(words.open_proof, &[&entry.to_string()]),
            }),
            name: view.name.clone(),
            id,
            parts,
            rows,
            words,
            frame,
        }
    }
}
