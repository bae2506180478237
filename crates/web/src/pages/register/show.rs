//! 台账: the rows of a register, sorted, filtered, a page at a time.

use askama::Template;
use office::ExportKind;

use view::RowPage;

use super::kind::about_register;
use super::words::{self, Words};
use crate::address::register_address;
use crate::address::with_query;
use crate::frame::Frame;
use crate::numbers::counted;
use crate::pages::cell::{Line, Referred};
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "register/show.html")]
pub struct Register {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Name of the register.
    pub name: String,
    /// What it is, who keeps it.
    pub about: String,
    /// Where a row is recorded; empty for who may not.
    pub new_href: String,
    /// Its path, without a query.
    pub path: String,
    /// What exactly a row is.
    pub note: String,
    /// Fields that can be filtered by.
    pub fields: Vec<Choice>,
    /// The text looked for.
    pub q: String,
    /// The sort, as the address writes it.
    pub sort: String,
    /// Whether a filter is on.
    pub filtered: bool,
    /// How many rows, in words.
    pub counted: String,
    /// Only the rows for which a computed field does not hold.
    pub failing: Vec<Failing>,
    /// Columns with their sort links.
    pub columns: Vec<Column>,
    /// The rows of this page.
    pub rows: Vec<Line>,
    /// What to say when there are none.
    pub empty: Empty,
    /// Where all of these rows are taken away: the kind of file, the address.
    pub exports: Vec<(&'static str, String)>,
    /// The ways to other pages; none where there is one page alone, or nobody knows how many there are.
    pub pages: Option<Pages>,
    /// The page after.
    pub next: Option<String>,
}

/// What is known beside the rows of a page.
#[derive(Default)]
pub struct Beside<'b> {
    /// How many rows are found; none where they were not counted.
    pub found: Option<usize>,
    /// The district's folder as a command line would name it.
    pub folder: &'b str,
    /// What the cells point to.
    pub referred: Referred,
}

/// What the address asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A field to sort by, with `-` before it for the greatest first.
    pub sort: String,
    /// The field to look in; any when empty.
    pub field: String,
    /// The text to look for.
    pub q: String,
    /// A computed field: only rows for which it does not hold.
    pub failing: String,
    /// Where the page begins; without it, where its number says.
    pub after: String,
    /// Which page it is: 1 is the first.
    pub page: usize,
}

impl Asked {
    /// Which page it is.
    pub fn number(&self) -> usize {
        self.page.max(1)
    }

    /// The field sorted by, and whether the greatest comes first.
    pub fn order(&self) -> (&str, bool) {
        match self.sort.strip_prefix('-') {
            Some(field) => (field, true),
            None => (&self.sort, false),
        }
    }
}

impl Register {
    /// A page of rows as asked for.
    pub fn new(frame: Frame, page: &RowPage, asked: &Asked, beside: &Beside<'_>) -> Register {
        let Beside { found, folder, referred } = beside;
        let words = words::of(frame.language);
        let register = &page.register;
        let path = register_address(&register.id);
        let (sorted, descending) = asked.order();
        let at = |sort: &str, (after, page): (&str, &str)| {
            with_query(
                &path,
                &[
                    ("sort", sort),
                    ("field", &asked.field),
                    ("q", &asked.q),
                    ("failing", &asked.failing),
                    ("after", after),
                    ("page", page),
                ],
            )
        };
        let file = |kind: &'static str| {
            let sort = ("sort", asked.sort.as_str());
            let asked = [sort, ("field", &asked.field), ("q", &asked.q), ("failing", &asked.failing)];
            (kind, with_query(&format!("{path}/{}", kind.to_lowercase()), &asked))
        };
        // What would be refused for its size is not offered.
        let kinds = [
            ("XLSX", ExportKind::Workbook),
            ("CSV", ExportKind::Lines),
            ("DOCX", ExportKind::Docx),
            ("PDF", ExportKind::Pdf),
            ("OFD", ExportKind::Ofd),
        ];
        let rows = found.map_or(register.rows, |found| found as u64);
        let fits = kinds.into_iter().filter(|(_, kind)| rows <= kind.most() as u64);
        let exports = fits.map(|(name, _)| file(name)).collect();
        let columns = register.fields.iter().map(|field| {
            let here = field.name == sorted;
            Column {
                name: field.name.clone(),
                unit: field.unit.clone(),
                number: field.is_number(),
                order: here.then_some(if descending { "descending" } else { "ascending" }),
                href: (!field.sensitive).then(|| {
                    at(
                        &if here && !descending { format!("-{}", field.name) } else { field.name.clone() },
                        ("", ""),
                    )
                }),
                words: None,
            }
        });
        let mut columns: Vec<Column> = columns.collect();
        if page.rows.first().is_none_or(|row| row.computed.len() == register.computed.len()) {
            let lead = register.lead.min(columns.len());
            columns.splice(lead..lead, register.computed.iter().map(Column::computed));
        }
        let failing = register.computed.iter().filter(|field| field.truth).map(|field| Failing {
            name: say(words.failing, &[&field.name]),
            href: with_query(&path, &[("failing", &field.name)]),
            current: field.name == asked.failing,
        });
        let filtered = !asked.q.is_empty() || !asked.failing.is_empty();
        let total = counted(register.rows);
        Register {
            new_href: String::new(),
            name: register.name.clone(),
            about: about_register(register, words),
            note: register.note.clone().unwrap_or_default(),
            fields: register
                .fields
                .iter()
                .filter(|f| !f.sensitive)
                .map(|f| Choice { name: f.name.clone(), chosen: f.name == asked.field })
                .collect(),
            q: asked.q.clone(),
            sort: asked.sort.clone(),
            filtered,
            counted: match (filtered, page.partial) {
                (false, _) => say(words.rows_total, &[&total]),
                (true, _) => match (found, asked.failing.is_empty()) {
                    (None, _) => words.rows_partial.into(),
                    (Some(found), false) => {
                        say(words.rows_failing, &[&asked.failing, &counted(*found as u64), &total])
                    }
                    (Some(found), true) => {
                        say(words.rows_matched, &[&asked.q, &counted(*found as u64), &total])
                    }
                },
            },
            failing: failing.collect(),
            columns,
            rows: page.rows.iter().map(|row| Line::whole(row, register, referred)).collect(),
            empty: match filtered {
                true => Empty { title: words.no_match, next: words.no_match_next, command: String::new() },
                false => Empty {
                    title: words.no_rows,
                    next: words.no_rows_next,
                    command: format!(
                        "duheng import {folder} {}.csv --register {}",
                        register.name, register.id
                    ),
                },
            },
            exports,
            pages: found.and_then(|found| Pages::of(found, asked, |page| at(&asked.sort, ("", page)))),
            next: page.next.as_ref().map(|next| at(&asked.sort, (next, &(asked.number() + 1).to_string()))),
            path,
            words,
            frame,
        }
    }
}

/// The ways to the pages of what was found.
pub struct Pages {
    /// Which page this is, and how many there are.
    pub number: usize,
    pub last: usize,
    /// Where the first, the one before and the last are.
    pub to_first: Option<String>,
    pub to_before: Option<String>,
    pub to_last: Option<String>,
    /// What a form that leads to a page carries beside its number.
    pub carried: Vec<(&'static str, String)>,
}

impl Pages {
    fn of(found: usize, asked: &Asked, at: impl Fn(&str) -> String) -> Option<Pages> {
        let (number, last) = (asked.number(), found.div_ceil(super::ROWS));
        let carried =
            [("sort", &asked.sort), ("field", &asked.field), ("q", &asked.q), ("failing", &asked.failing)];
        let carried = carried.into_iter().filter(|(_, text)| !text.is_empty());
        (last > 1).then(|| Pages {
            number,
            last,
            to_first: (number > 1).then(|| at("")),
            to_before: (number > 1).then(|| at(&(number - 1).to_string())),
            to_last: (number < last).then(|| at(&last.to_string())),
            carried: carried.map(|(name, text)| (name, text.clone())).collect(),
        })
    }
}

/// A field to filter by.
pub struct Choice {
    /// Its name.
    pub name: String,
    /// Whether it is the one chosen.
    pub chosen: bool,
}

/// A column.
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Whether it holds numbers.
    pub number: bool,
    /// `ascending` or `descending` when the rows are sorted by it.
    pub order: Option<&'static str>,
    /// Sorts by it, or the other way round; none for masked cells, whose order would tell them, and for computed ones.
    pub href: Option<String>,
    /// Of a computed one, how it is computed.
    pub words: Option<String>,
}

impl Column {
    fn computed(field: &view::ComputedView) -> Column {
        let note = field.note.as_ref().map(|note| format!("（{note}）")).unwrap_or_default();
        Column {
            name: field.name.clone(),
            unit: field.unit.clone(),
            number: field.number,
            order: None,
            href: None,
            words: Some(format!("{}{note}", field.words)),
        }
    }
}

/// A choice of the rows for which a computed field does not hold.
pub struct Failing {
    /// What it says.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is chosen.
    pub current: bool,
}

/// What a page without rows says.
#[derive(Default)]
pub struct Empty {
    /// What is the case.
    pub title: &'static str,
    /// What to do next.
    pub next: &'static str,
    /// The command that does it.
    pub command: String,
}
