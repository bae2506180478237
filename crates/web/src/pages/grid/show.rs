//! The page of the grid: a text that takes a block, and the block as it was checked.

use std::collections::BTreeMap;

use askama::Template;
use office::{Fill, Taking, copied};
use serde_json::json;
use view::{BlockRow, BlockText, BlockView, BlockWord, FieldKind, RowFate};

use super::words::{self, Words};
use crate::address::{encoded, entry_address, register_address};
use crate::filled::Filled;
use crate::frame::{Frame, Place};
use crate::site::{Desk, Trouble};
use crate::words::say;

/// Most rows that a page lists; a script shows all.
const LISTED: usize = 300;

/// What somebody has written and not recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Cells with TAB between them.
    pub text: String,
    /// Rows that he saw: `12:3400,13:3401`.
    pub seen: String,
    /// Why what is implausible holds.
    pub reason: String,
}

impl Draft {
    /// What a form brought.
    pub fn of(form: &Filled) -> Draft {
        Draft {
            text: form.take("block"),
            seen: form.take("seen"),
            reason: form.text("reason").trim().to_owned(),
        }
    }

    /// The rows that he saw: number and entry.
    pub fn seen(&self) -> BTreeMap<u64, u64> {
        let pair = |pair: &str| {
            let (number, entry) = pair.split_once(':')?;
            Some((number.parse().ok()?, entry.parse().ok()?))
        };
        self.seen.split(',').filter_map(pair).collect()
    }

    /// As it is kept; empty when there is nothing to keep.
    pub fn written(&self) -> String {
        match self.text.trim().is_empty() {
            true => String::new(),
            false => format!("{}\n{}\n{}", self.seen, self.reason.replace('\n', " "), self.text),
        }
    }

    /// As it was kept.
    fn read(text: &str) -> Draft {
        let mut parts = text.splitn(3, '\n').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Draft { seen: next(), reason: next(), text: next() }
    }

    /// Rows that are there, as a draft.
    fn filled(rows: &BlockText) -> Draft {
        let lines: Vec<Vec<String>> = std::iter::once(&rows.header).chain(&rows.rows).cloned().collect();
        let seen: Vec<String> = rows.seen.iter().map(|(number, entry)| format!("{number}:{entry}")).collect();
        Draft { text: copied(&lines), seen: seen.join(","), reason: String::new() }
    }

    /// What is left to do of it after an answer: all, or the rows that were refused. What was shown of rows that are there has
    /// been seen; of those that somebody changed meanwhile only once it was tried to record them.
    pub fn left(&self, view: &BlockView, taking: Taking) -> Draft {
        let recorded = view.first_entry.is_some()
            || (taking != Taking::Check && view.wrong == 0 && view.said.is_empty());
        let mut seen = self.seen();
        for row in view.rows.iter().filter(|row| taking != Taking::Check || !row.stale) {
            seen.extend(row.number.zip(row.seen));
        }
        let seen: Vec<String> = seen.iter().map(|(number, entry)| format!("{number}:{entry}")).collect();
        let text = match recorded {
            false => self.text.clone(),
            true => {
                let wrong = view.rows.iter().zip(&view.cells).filter(|(row, _)| row.fate == RowFate::Wrong);
                let lines: Vec<Vec<String>> = wrong.map(|(_, cells)| cells.clone()).collect();
                match lines.is_empty() {
                    true => String::new(),
                    false => copied(&[vec![view.header.clone()], lines].concat()),
                }
            }
        };
        Draft { text, seen: seen.join(","), reason: self.reason.clone() }
    }
}

/// The page.
#[derive(Template)]
#[template(path = "grid/show.html")]
pub struct Grid {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// What is filled in.
    pub title: String,
    /// Name of the register.
    pub register: String,
    /// Its page.
    pub register_href: String,
    /// Where the form goes.
    pub action: String,
    /// Whether last year's rows may be taken for a beginning.
    pub has_years: bool,
    /// What the form carries.
    pub word: String,
    /// What stands in it.
    pub draft: Draft,
    /// Its fields and words, for the script.
    pub fields: String,
    /// The words that the script says.
    pub says: String,
    /// What became of it, in sentences.
    pub told: Vec<Told>,
    /// Whether a reason is asked for.
    pub reason: bool,
    /// The block as it was checked; none before.
    pub checked: Option<Checked>,
}

/// A sentence above the grid.
pub struct Told {
    /// Whether it speaks against the block.
    pub alarm: bool,
    /// What it says.
    pub text: String,
    /// Where it leads; empty nowhere.
    pub href: String,
}

/// A block as it was checked.
pub struct Checked {
    /// Names of the columns.
    pub header: Vec<String>,
    /// How many rows do what, in a sentence.
    pub tally: String,
    /// That not all are listed; empty when all are.
    pub more: String,
    /// Rows.
    pub rows: Vec<Line>,
}

/// A row of it.
pub struct Line {
    /// Its number from 1.
    pub nth: usize,
    /// What becomes of it.
    pub fate: &'static str,
    /// The same as a key of the style sheet.
    pub key: &'static str,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// What is said of the whole.
    pub said: Vec<BlockWord>,
}

/// A cell of it.
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// What that is called elsewhere; empty for nothing.
    pub label: String,
    /// What stands in the row that is there, where it differs.
    pub before: Option<String>,
    /// What is said of it.
    pub said: Vec<BlockWord>,
    /// Key of the gravest.
    pub grade: &'static str,
}

impl Grid {
    /// The grid with what somebody has begun, or filled with rows.
    pub fn new(desk: &Desk, id: &str, fill: Option<Fill>) -> Result<Grid, Trouble> {
        let form = desk.reading()?.form(id, None)?;
        let mut told = Vec::new();
        let frame = desk.frame(Place::Registers)?;
        let words = words::of(frame.language);
        let draft = match fill {
            Some(fill) => {
                let rows = desk.reading()?.fill(id, fill)?;
                if rows.more {
                    told.push(Told { alarm: false, text: words.more_rows.to_owned(), href: String::new() });
                }
                Draft::filled(&rows)
            }
            None => desk.draft(&form.register.id)?.map(|text| Draft::read(&text)).unwrap_or_default(),
        };
        let field = |field: &view::FieldView| {
            json!({
                "name": field.name, "unit": field.unit, "required": field.required,
                "key": form.keys.contains(&field.name), "kind": field.kind.key(), "choices": field.choices,
                "sensitive": field.sensitive, "note": field.note,
            })
        };
        let fields: Vec<serde_json::Value> = form.register.fields.iter().map(field).collect();
        Ok(Grid {
            title: say(words.grid_of, &[&form.register.name]),
            register_href: register_address(&form.register.id),
            action: format!("/registers/{}/grid", encoded(&form.register.id)),
            has_years: desk.reading()?.has_years(id)?,
            word: desk.word(),
            fields: serde_json::Value::from(fields).to_string(),
            says: says(words),
            register: form.register.name,
            reason: !draft.reason.is_empty(),
            draft,
            told,
            checked: None,
            words,
            frame,
        })
    }

    /// The same while rows of it are being recorded: so many of so many.
    pub fn while_recording(mut self, count: Option<(u64, u64)>) -> Grid {
        if let Some((done, total)) = count {
            let text = say(self.words.under_way, &[&done.to_string(), &total.to_string()]);
            self.told.insert(0, Told { alarm: false, text, href: String::new() });
        }
        self
    }

    /// The grid with what was made of a block.
    pub fn checked(
        desk: &Desk,
        id: &str,
        given: Draft,
        view: BlockView,
        taking: Taking,
    ) -> Result<Grid, Trouble> {
        let mut page = Grid::new(desk, id, None)?;
        let labels = labels(desk, id, &view.header)?;
        page.draft = given.left(&view, taking);
        page.reason = view.reason || !given.reason.is_empty();
        page.told = sentences(&view, taking, page.words);
        if view.rows.iter().any(|row| row.fate != RowFate::Left) && !page.draft.text.is_empty() {
            page.checked = Some(checked(view, &labels, page.words));
        }
        Ok(page)
    }
}

/// The words that a script says, by their names.
fn says(words: &Words) -> String {
    json!({
        "row": words.row, "undo": words.undo, "redo": words.redo, "fillDown": words.fill_down, "fillAll": words.fill_all,
        "deleteRows": words.delete_rows, "kept": words.kept, "unkept": words.unkept, "tally": words.tally,
        "recorded": words.recorded, "nothing": words.nothing, "refused": words.refused, "stale": words.stale,
        "lost": words.lost, "underWay": words.under_way, "keys": words.keys,
        "fates": { "new": words.fate_new, "changed": words.fate_changed, "same": words.fate_same,
            "wrong": words.fate_wrong, "left": words.fate_left },
    })
    .to_string()
}

/// What a block came to, in sentences.
fn sentences(view: &BlockView, taking: Taking, words: &Words) -> Vec<Told> {
    let told = |alarm, text: &str| Told { alarm, text: text.to_owned(), href: String::new() };
    let mut all: Vec<Told> = Vec::new();
    let number = |number: u64| number.to_string();
    if let Some(first) = view.first_entry {
        let text = say(words.recorded, &[&number(view.new + view.changed), &number(first)]);
        all.push(Told { href: entry_address(first), ..told(false, &text) });
    } else if taking != Taking::Check {
        let stale = view.rows.iter().any(|row| row.stale);
        match view.wrong {
            0 if view.said.is_empty() => all.push(told(false, words.nothing)),
            0 => {}
            _ if stale => all.push(told(true, words.stale)),
            _ => all.push(told(true, words.refused)),
        }
    }
    all.extend(view.said.iter().map(|word| told(word.grade == office::Grade::Error, &word.text)));
    all
}

/// By column, what its codes are called.
fn labels(desk: &Desk, id: &str, header: &[String]) -> Result<Vec<BTreeMap<String, String>>, Trouble> {
    let form = desk.reading()?.form(id, None)?;
    let of = |name: &String| {
        let at = form.register.fields.iter().position(|field| field.name == name.trim())?;
        let is_ref = form.register.fields[at].kind == FieldKind::Ref;
        let pairs = form.choices[at].iter().map(|one| (one.value.clone(), one.label.clone()));
        is_ref.then(|| pairs.collect::<BTreeMap<_, _>>())
    };
    Ok(header.iter().map(|name| of(name).unwrap_or_default()).collect())
}

fn checked(view: BlockView, labels: &[BTreeMap<String, String>], words: &Words) -> Checked {
    let number = |number: u64| number.to_string();
    let tally = [view.new, view.changed, view.same, view.wrong].map(number);
    let mut order: Vec<usize> = (0..view.rows.len()).collect();
    if order.len() > LISTED {
        order.sort_by_key(|at| (view.rows[*at].said.is_empty(), *at));
        order.truncate(LISTED);
    }
    let more = if view.rows.len() > LISTED { say(words.more, &[&LISTED.to_string()]) } else { String::new() };
    let line = |at: usize| line_of(at, &view.rows[at], (&view.cells[at], view.header.len()), labels, words);
    Checked {
        tally: say(words.tally, &tally.each_ref().map(String::as_str)),
        more,
        rows: order.into_iter().map(line).collect(),
        header: view.header,
    }
}

fn line_of(
    at: usize,
    row: &BlockRow,
    (cells, width): (&[String], usize),
    labels: &[BTreeMap<String, String>],
    words: &Words,
) -> Line {
    let cell = |at: usize| {
        let text = cells.get(at).cloned().unwrap_or_default();
        let said: Vec<BlockWord> = row.said.iter().filter(|word| word.at == Some(at)).cloned().collect();
        let grade = said.iter().map(|word| word.grade).max().map_or("", grade);
        let before = row.before.iter().find(|(of, _)| *of == at).map(|(_, text)| text.clone());
        let label = labels.get(at).and_then(|labels| labels.get(text.trim())).cloned().unwrap_or_default();
        Cell { text, label, before, said, grade }
    };
    Line {
        nth: at + 1,
        fate: match row.fate {
            RowFate::New => words.fate_new,
            RowFate::Changed => words.fate_changed,
            RowFate::Same => words.fate_same,
            RowFate::Wrong => words.fate_wrong,
            RowFate::Left => words.fate_left,
        },
        key: row.fate.key(),
        cells: (0..width).map(cell).collect(),
        said: row.said.iter().filter(|word| word.at.is_none_or(|at| at >= width)).cloned().collect(),
    }
}

fn grade(grade: office::Grade) -> &'static str {
    match grade {
        office::Grade::Note => "",
        office::Grade::Warning => "warning",
        office::Grade::Doubt => "doubt",
        office::Grade::Error => "error",
    }
}
