//! The form of a row and the form of a step.

use askama::Template;

use office::Given;
use view::{DisclosedCell, DisclosedView, FieldKind, FormView, RowOutcome, StepOffer, WaysView};

use super::checklist::{Point, points};
use super::words::{self, Words};
use super::{CELL, ROWS};
use crate::address::{case_address, encoded, register_address, row_address};
use crate::frame::{Frame, Place, Work};
use crate::site::{Desk, Trouble};
use crate::words::say;

/// The form of a row.
#[derive(Template)]
#[template(path = "record/form.html")]
pub struct Form {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// What is recorded.
    pub title: String,
    /// Name of the register, and its page.
    pub register: String,
    /// Its page.
    pub register_href: String,
    /// Where the form goes.
    pub action: String,
    /// The page of the row; empty for a new one.
    pub row_href: String,
    /// What the form carries.
    pub word: String,
    /// Number of the row; empty for a new one.
    pub number: String,
    /// The entry that it was filled from; empty for a new one.
    pub seen: String,
    /// What makes a row that is sent twice one row; empty for one that is there.
    pub once: String,
    /// The points of a visit.
    pub checklist: Vec<Point>,
    /// The fields.
    pub fields: Vec<Field>,
    /// What speaks against it.
    pub findings: Vec<String>,
    /// Whether a reason is asked for what is implausible.
    pub doubts: bool,
    /// The reason given.
    pub reason: String,
    /// Whether somebody else was quicker.
    pub stale: bool,
    /// What may be done with the row beside.
    pub ways: WaysView,
    /// Whether the form may be sent at all.
    pub fills: bool,
    /// Sensitive cells that were opened.
    pub opened: Vec<DisclosedCell>,
    /// The entry that records it, in a sentence; empty when nothing was opened.
    pub noted: String,
}

/// A field of the form.
pub struct Field {
    /// Its name in the form.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What is asked beside the name: unit, whether it must be filled, note.
    pub hint: String,
    /// What stands in it.
    pub text: String,
    /// What somebody else wrote; none where it is the same.
    pub theirs: Option<String>,
    /// What may be chosen: value and label; anything when empty.
    pub choices: Vec<(String, String)>,
    /// Whether only these may be chosen.
    pub closed: bool,
    /// Type of the input.
    pub input: &'static str,
    /// Whether it must be filled.
    pub required: bool,
    /// Whether it stays as it is.
    pub fixed: bool,
    /// What speaks against it.
    pub wrong: Vec<String>,
}

impl Form {
    /// The form for a new row, or for one that is there.
    pub fn new(desk: &Desk, id: &str, number: Option<u64>) -> Result<Form, Trouble> {
        let reading = desk.reading()?;
        let ways = number.map(|number| reading.ways(id, number)).transpose()?.unwrap_or_default();
        let view = reading.form(id, number).or_else(|error| match (error, ways.open || ways.withdraw) {
            // Who may not correct a row may still withdraw it or open what is masked.
            (office::Error::Denied(_), true) => Ok(reading.form_of_none(id)?),
            (error, _) => Err(error),
        })?;
        let frame = desk.frame(ROWS)?;
        let words = words::of(frame.language);
        let fills = number.is_none() || ways.correct;
        let mut fields = fields(&view, words, number.is_some());
        // What the points of a checklist fill in need not be written.
        if let Some(of) = view.checklist.as_ref().filter(|_| number.is_none()) {
            fields
                .iter_mut()
                .filter(|field| field.name == of.looked)
                .for_each(|field| field.required = false);
        }
        let register = view.register.name.clone();
        Ok(Form {
            title: say(if number.is_none() { words.new_row } else { words.edit_row }, &[&register]),
            register_href: register_address(&view.register.id),
            action: format!("/registers/{}/rows", encoded(&view.register.id)),
            row_href: number.map(|number| row_address(&view.register.id, number)).unwrap_or_default(),
            word: desk.word(),
            number: number.map(|number| number.to_string()).unwrap_or_default(),
            once: if number.is_none() { desk.once() } else { String::new() },
            seen: view.seen.map(|seen| seen.to_string()).unwrap_or_default(),
            checklist: if number.is_none() { points(view.checklist.as_ref()) } else { Vec::new() },
            fields,
            register,
            findings: Vec::new(),
            doubts: false,
            reason: String::new(),
            stale: false,
            ways,
            fills,
            opened: Vec::new(),
            noted: String::new(),
            words,
            frame,
        })
    }

    /// The form of a new row with what is known of it already; names of no field say nothing.
    #[must_use]
    pub fn knowing(mut self, known: &[(String, String)]) -> Form {
        for field in &mut self.fields {
            if let Some((_, text)) = known.iter().find(|(name, _)| *name == field.name) {
                field.text.clone_from(text);
            }
        }
        self
    }

    /// The form as it was given, with what speaks against it.
    pub fn again(
        desk: &Desk,
        id: &str,
        number: Option<u64>,
        given: &Given,
        outcome: RowOutcome,
        reason: &str,
    ) -> Result<Form, Trouble> {
        let mut form = Form::new(desk, id, number)?;
        form.reason = reason.to_owned();
        form.doubts = outcome.findings.iter().any(|finding| finding.code == "record.doubt");
        for (at, field) in form.fields.iter_mut().enumerate() {
            let text = given.cells.iter().find(|(name, _)| *name == field.name).map(|(_, text)| text.clone());
            let theirs = outcome.theirs.as_ref().and_then(|cells| cells.get(at)).cloned();
            field.text = text.unwrap_or_default();
            field.theirs = theirs.filter(|theirs| *theirs != field.text);
            let own = format!("{}.{}", form.register, field.name);
            let mine = outcome.findings.iter().filter(|finding| finding.place.source == own);
            field.wrong = mine.map(told).collect();
        }
        let placed = |finding: &&office::Finding| {
            !form
                .fields
                .iter()
                .any(|field| finding.place.source == format!("{}.{}", form.register, field.name))
        };
        form.findings = outcome.findings.iter().filter(placed).map(told).collect();
        form.stale = outcome.theirs.is_some();
        // Who saves now has seen what somebody else wrote.
        if let Some(seen) = outcome.seen {
            form.seen = seen.to_string();
        }
        Ok(form)
    }

    /// The form of a row with what speaks against what was asked.
    pub fn said(desk: &Desk, id: &str, number: u64, findings: Vec<office::Finding>) -> Result<Form, Trouble> {
        Ok(Form { findings: findings.iter().map(told).collect(), ..Form::new(desk, id, Some(number))? })
    }

    /// The form of a row with what was opened of it.
    pub fn opened(desk: &Desk, id: &str, number: u64, opened: DisclosedView) -> Result<Form, Trouble> {
        let form = Form::said(desk, id, number, opened.findings)?;
        let noted =
            opened.entry.map(|entry| say(form.words.opened, &[&entry.to_string()])).unwrap_or_default();
        Ok(Form { opened: opened.cells, noted, ..form })
    }
}

fn told(finding: &office::Finding) -> String {
    match &finding.hint {
        Some(hint) => format!("{}（{hint}）", finding.sentence),
        None => finding.sentence.clone(),
    }
}

fn fields(view: &FormView, words: &Words, is_there: bool) -> Vec<Field> {
    let all = view.register.fields.iter().zip(&view.cells).zip(&view.choices);
    let field = |((field, text), choices): ((&view::FieldView, &String), &Vec<view::Choice>)| {
        let fixed = is_there && view.keys.contains(&field.name);
        let mut hint: Vec<&str> = vec![&field.unit];
        let kept = field.sensitive && is_there;
        hint.extend([
            if field.required { words.required } else { "" },
            if kept { words.kept } else { "" },
            if fixed { words.key_stays } else { "" },
            field.note.as_deref().unwrap_or_default(),
        ]);
        hint.retain(|part| !part.is_empty());
        let listed = field.choices.iter().map(|word| (word.clone(), word.clone()));
        let pointed = choices.iter().map(|one| (one.value.clone(), format!("{} {}", one.value, one.label)));
        Field {
            key: format!("{CELL}{}", field.name),
            name: field.name.clone(),
            hint: hint.join(" · "),
            text: text.clone(),
            theirs: None,
            choices: listed.chain(pointed).collect(),
            closed: !field.choices.is_empty(),
            input: match field.kind {
                FieldKind::Date => "date",
                _ => "text",
            },
            required: field.required && !kept,
            fixed,
            wrong: Vec::new(),
        }
    };
    all.map(field).collect()
}

/// The form of a step.
#[derive(Template)]
#[template(path = "record/step.html")]
pub struct Step {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// What is done.
    pub title: String,
    /// The case's page.
    pub case_href: String,
    /// Where it is now.
    pub stage: String,
    /// What the form carries.
    pub word: String,
    /// The steps that may be done.
    pub steps: Vec<StepOffer>,
    /// What speaks against what was asked.
    pub findings: Vec<String>,
}

impl Step {
    /// The steps of a case that may be done now.
    pub fn new(desk: &Desk, id: &str, case: &str, findings: Vec<office::Finding>) -> Result<Step, Trouble> {
        let reading = desk.reading()?;
        let today = reading.today();
        let known = reading.case(id, case, Some(today))?;
        let steps = reading.steps_offered(id, case)?;
        let frame = desk.frame(Place::Work(Work::Cases))?;
        let words = words::of(frame.language);
        let line = &known.what.case;
        Ok(Step {
            title: say(words.do_case, &[&format!("{} {}", line.id, line.label)]),
            case_href: case_address(id, case, &today.to_string()),
            stage: line.stage.clone(),
            word: desk.word(),
            steps,
            findings: findings.iter().map(told).collect(),
            words,
            frame,
        })
    }
}
