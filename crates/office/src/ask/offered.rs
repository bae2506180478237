//! What is offered to somebody to do: forms for rows, steps of a case, nil reports. It is decided again when it is done.

use super::Reading;
use super::rows::row_view;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::sight::Sight;
use crate::view::{ChecklistView, Choice, FormView, Naming, StepOffer, WaysView};
use access::{Deed, Sees, Standing};
use define::{Checklist, Does, FieldType, Loop, Pack, Register};
use ledger::Row;
use ledger::flow::Offer;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most rows of another register that are offered to be pointed to.
const OFFERED: usize = 3_000;

impl Reading {
    /// The standing by which somebody acts; none of whoever sits at the machine, who reads alone.
    fn acting(&self) -> Option<(&Standing, &Arc<Pack>)> {
        match &self.sight {
            Sight::Whole => None,
            Sight::Within(within) => Some((&within.standing, &within.pack)),
        }
    }

    /// Whether a row may be put into a register at all.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register that is not there.
    pub fn takes_rows(&self, register: &str) -> Result<bool> {
        let register = self.named(register)?;
        let records = |(standing, pack): (&Standing, &Arc<Pack>)| standing.records(pack, register);
        Ok(self.acting().map(records).is_some_and(|reach| reach != Sees::Nothing))
    }

    /// What may be done with a row.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register that is not there; a store that refuses.
    pub fn ways(&self, register: &str, number: u64) -> Result<WaysView> {
        let register = self.named(register)?;
        let row = self.row_of(register, number)?;
        let Some(((standing, pack), row)) = self.acting().zip(row.as_ref()) else {
            return Ok(WaysView::default());
        };
        let may = |deed: Deed<'_>| standing.may(pack, &deed).is_ok();
        let sensitive = register.fields.iter().any(|field| field.sensitive);
        Ok(WaysView {
            correct: may(Deed::Record { register, before: Some(row), after: row }),
            withdraw: may(Deed::Withdraw { register, before: row }),
            open: sensitive && may(Deed::Open { register, row }),
        })
    }

    /// The form of a register for a new row, or for a row that is there, with the version that it was filled from.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register or a row that is not there, [`Error::Denied`] where none may be put.
    pub fn form(&self, register: &str, number: Option<u64>) -> Result<FormView> {
        let register = self.named(register)?;
        if !self.takes_rows(&register.id)? {
            return Err(Error::Denied(format!("没有记“{}”的权", register.name)));
        }
        let (cells, seen) = match number {
            None => (vec![String::new(); register.fields.len()], None),
            Some(number) => self.filled(register, number)?,
        };
        let choices = register.fields.iter().map(|field| self.choices(&field.kind));
        Ok(FormView {
            register: self.register_view(register, 0),
            number,
            seen,
            keys: register.key.clone(),
            choices: choices.collect::<Result<_>>()?,
            cells,
            checklist: register.checklist.as_ref().map(checklist),
        })
    }

    /// The form of a register with nothing to fill in.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register that is not there.
    pub fn form_of_none(&self, register: &str) -> Result<FormView> {
        let register = self.named(register)?;
        let (keys, cells, choices) = (register.key.clone(), Vec::new(), Vec::new());
        Ok(FormView {
            register: self.register_view(register, 0),
            number: None,
            seen: None,
            keys,
            choices,
            cells,
            checklist: None,
        })
    }

    /// What is looked at on a visit that a register records; none of others.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register that is not there.
    pub fn checklist(&self, register: &str) -> Result<Option<ChecklistView>> {
        Ok(self.named(register)?.checklist.as_ref().map(checklist))
    }

    /// Whether rows of a register ask for cases, and somebody may record all of these.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register that is not there.
    pub fn opens_cases_of(&self, register: &str) -> Result<bool> {
        let name = &self.named(register)?.name;
        let asks = |of: &&define::Loop| of.opens.iter().any(|one| one.list.register.text == *name);
        let mut all = self.pack().forms.loops.iter().filter(asks).peekable();
        if all.peek().is_none() {
            return Ok(false);
        }
        for of in all {
            if !self.takes_rows(&of.case.list.register.text)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The cells of a row for a form, what is masked left empty, and the entry that made it so.
    fn filled(&self, register: &Register, number: u64) -> Result<(Vec<String>, Option<u64>)> {
        let unknown = || Error::Unknown(format!("台账“{}”没有第{number}号记录", register.name));
        if !self.admits(register, number)? {
            return Err(unknown());
        }
        let version = self.store.version(&register.id, number, self.size())?.ok_or_else(unknown)?;
        let row = row_view(register, &version)?;
        let open =
            |(field, cell): (&define::Field, String)| if field.sensitive { String::new() } else { cell };
        Ok((register.fields.iter().zip(row.cells).map(open).collect(), Some(version.since)))
    }

    /// What a field may point to or hold, each with its name.
    fn choices(&self, kind: &FieldType) -> Result<Vec<Choice>> {
        let FieldType::Ref { register, by } = kind else { return Ok(Vec::new()) };
        let Some(register) = self.pack().register(register) else { return Ok(Vec::new()) };
        let Some((at, field)) = register.field(by) else { return Ok(Vec::new()) };
        let rows = self.state.rows(&self.store, register)?;
        if field.sensitive || rows.len() > OFFERED {
            return Ok(Vec::new());
        }
        let label = register.label().filter(|label| !label.sensitive).map(|label| label.name.clone());
        let label = label.and_then(|name| register.field(&name)).map(|(at, _)| at);
        let word = |row: &Row, at: usize| row.values[at].as_ref().map(ToString::to_string);
        let choice =
            |row: &Row| Some((word(row, at)?, label.and_then(|at| word(row, at)).unwrap_or_default()));
        let all: BTreeSet<(String, String)> = rows.iter().filter_map(|(_, row)| choice(row)).collect();
        let mut all: Vec<Choice> = all.into_iter().map(|(value, label)| Choice { value, label }).collect();
        all.dedup_by(|one, other| one.value == other.value);
        Ok(all)
    }

    /// The steps of a case that somebody may do now, with the role in which he does each.
    ///
    /// # Errors
    /// As [`Reading::case`].
    pub fn steps_offered(&self, id: &str, case: &str) -> Result<Vec<StepOffer>> {
        let Some((_, pack)) = self.acting() else { return Ok(Vec::new()) };
        let known = self.case(id, case, Some(self.today()))?;
        let Some(of) = pack.forms.loops.iter().find(|one| one.head.id == known.what.loop_id) else {
            return Ok(Vec::new());
        };
        let number = known.what.row.number;
        let open = self.open_cases(of)?;
        let offers = open.iter().find(|case| case.number == number).map(|case| case.offers.as_slice());
        self.steps_at(of, &known.what.case.stage, number, offers.unwrap_or_default())
    }

    /// The steps that somebody may do of a case of a loop, by the number of its row, in a stage.
    /// Where several sign, those alone that `offers` tells of him.
    pub(super) fn steps_at(
        &self,
        of: &Loop,
        stage: &str,
        number: u64,
        offers: &[Offer],
    ) -> Result<Vec<StepOffer>> {
        let Some((standing, pack)) = self.acting() else { return Ok(Vec::new()) };
        let Some(register) = pack.register(&of.case.list.register.text) else { return Ok(Vec::new()) };
        let rows = self.state.rows(&self.store, register)?;
        let Some(row) = rows.get(number) else { return Ok(Vec::new()) };
        let by = self.session.who.name();
        let may = |step: &str| {
            standing.may(pack, &Deed::Step { of, step, case: Some((register, row)), by }).is_ok()
        };
        let steps = of.ways(stage).filter(|step| may(&step.name.text));
        if of.signs() {
            let me = ledger::canonical_name(by);
            let mine = offers.iter().filter(|offer| offer.actor.by == me);
            return Ok(steps
                .flat_map(|step| mine.clone().filter_map(|offer| signing(step, offer)))
                .collect());
        }
        let offer = |step: &define::LoopStep| StepOffer {
            name: step.name.text.clone(),
            role: step.role.first().cloned().unwrap_or_default(),
            to: step.to.clone(),
            evidence: step.evidence,
            basis: step.basis,
            reason: step.reason,
            names: Naming::Nobody,
            persons: Vec::new(),
            stead: String::new(),
        };
        Ok(steps.map(offer).collect())
    }

    /// The name of a kind of cases by its id.
    pub fn name_of_loop(&self, id: &str) -> Option<String> {
        Some(self.pack().forms.loops.iter().find(|one| one.head.id == id)?.head.name.clone())
    }

    /// The role in which a step of a loop is done, by its definition; empty where there is none.
    pub fn role_of_step(&self, id: &str, step: &str) -> String {
        let of = self.pack().forms.loops.iter().find(|one| one.head.id == id || one.head.name == id);
        let known = of.and_then(|of| of.steps.iter().find(|one| one.name.text == step));
        known.and_then(|step| step.role.first().cloned()).unwrap_or_default()
    }

    /// Whether somebody may give nil reports of a duty for a unit.
    pub fn reports_nil(&self, duty: &str, unit: &str) -> bool {
        let by = self.session.who.name();
        self.acting().is_some_and(|(standing, pack)| {
            let allowed = pack.forms.duties.iter().any(|one| one.head.id == duty && one.nil);
            allowed && standing.may(pack, &Deed::Nil { duty, unit, by }).is_ok()
        })
    }

    pub(super) fn named(&self, name: &str) -> Result<&Register> {
        let pack = self.pack();
        let found = pack.register_by_id(name).or_else(|| pack.register(name));
        found.ok_or_else(|| Error::Unknown(format!("没有台账“{name}”")))
    }
}

/// A step of a flow, as one who signs may do it.
fn signing(step: &define::LoopStep, offer: &Offer) -> Option<StepOffer> {
    let persons = offer.does.get(&step.does)?.clone();
    let names = match step.does {
        Does::Returns => Naming::Anybody,
        does if does.names_somebody() => Naming::Somebody,
        _ => Naming::Nobody,
    };
    if names == Naming::Somebody && persons.is_empty() {
        return None;
    }
    Some(StepOffer {
        name: step.name.text.clone(),
        role: offer.role.clone(),
        to: step.to.clone(),
        evidence: step.evidence,
        basis: step.basis,
        reason: step.reason,
        names,
        persons,
        stead: offer.actor.stead.clone().unwrap_or_default(),
    })
}

impl Office {
    /// Whether rows of a register may stand on a checklist: false where the pack in force is known and has none for it. Asks
    /// nothing of the store.
    pub fn may_have_checklist(&self, register: &str) -> bool {
        let known = self.house.archive.newest_pack();
        let known = known.as_ref().and_then(|pack| pack.register_by_id(register));
        known.is_none_or(|register| register.checklist.is_some())
    }
}

fn checklist(of: &Checklist) -> ChecklistView {
    ChecklistView {
        looked: of.looked.text.clone(),
        found: of.found.text.clone(),
        items: of.items.iter().map(|item| item.text.clone()).collect(),
    }
}
