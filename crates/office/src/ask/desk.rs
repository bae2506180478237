//! The desk (工作台): what is due of somebody today, what waits for his step, what he did last. It follows from duties and
//! cases as he sees them; nothing of it is stored.

use super::Reading;
use crate::error::Result;
use crate::query::DutyQuery;
use crate::sight::Sight;
use crate::view::{
    CaseOffer, CellState, DeskCase, DeskDone, DeskDuty, DeskRegister, DeskView, NilOffer, StepOffer,
};
use assess::Record;
use define::house::Step;
use ledger::same_person;

use super::cases::OpenCase;

/// Cases and steps that are shown; counts tell of the others.
const SHOWN: usize = 30;
/// Most registers that are offered to be recorded in.
const REGISTERS: usize = 40;
/// Units of one duty whose cells are gone through.
const UNITS: usize = 500;

impl Reading {
    /// What is on somebody's desk today; empty of whoever sits at the machine.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn desk(&self) -> Result<DeskView> {
        let Sight::Within(within) = &self.sight else { return Ok(DeskView::default()) };
        let mandates = within.standing.mandates();
        if mandates.is_empty() {
            return Ok(DeskView::default());
        }
        let (mut cases, waiting) = self.waiting()?;
        cases.sort_by(|a, b| (b.overdue, &a.deadline, &a.id).cmp(&(a.overdue, &b.deadline, &b.id)));
        cases.truncate(SHOWN);
        let (sent, copies) = self.signed_and_copied()?;
        Ok(DeskView {
            day: self.today().to_string(),
            week: self.week()?,
            duties: self.owed()?,
            cases,
            waiting,
            sent,
            copies,
            visits: self.visits()?,
            letters: self.letters_waiting()?,
            registers: self.recordable(),
            done: self.done_by()?,
        })
    }

    /// What units that somebody reports for, or records the facts of, still owe, duty by duty, the most overdue first.
    fn owed(&self) -> Result<Vec<DeskDuty>> {
        let mut duties = Vec::new();
        for duty in self.pack().forms.duties.iter().filter(|duty| self.tells_duty(duty)) {
            let records = match &duty.fact {
                Some(fact) => self.takes_rows(&fact.list.register.text)?,
                None => false,
            };
            let query = DutyQuery { only_gaps: true, limit: UNITS, ..DutyQuery::default() };
            let view = self.duty(&duty.head.id, &query)?;
            let fact = duty.fact.as_ref().filter(|_| records);
            let register = fact.and_then(|fact| self.pack().register(&fact.list.register.text));
            let mut owed = DeskDuty {
                id: duty.head.id.clone(),
                name: duty.head.name.clone(),
                register: register.map(|register| register.id.clone()),
                ..DeskDuty::default()
            };
            for unit in &view.units {
                let nil = self.reports_nil(&duty.head.id, &unit.id);
                if !records && !nil {
                    continue;
                }
                owed.nil |= nil;
                for cell in unit.cells.iter().filter(|cell| cell.state.is_owing()) {
                    owed.overdue += u64::from(cell.state == CellState::Gap);
                    owed.open += u64::from(cell.state != CellState::Gap);
                    if cell.state != CellState::Gap
                        && owed.next.as_ref().is_none_or(|next| cell.deadline < *next)
                    {
                        owed.next = Some(cell.deadline.clone());
                    }
                }
                owed.units += 1;
            }
            if owed.overdue + owed.open > 0 {
                duties.push(owed);
            }
        }
        duties.sort_by(|a, b| {
            (&a.next.is_none(), &a.next, b.overdue).cmp(&(&b.next.is_none(), &b.next, a.overdue))
        });
        Ok(duties)
    }

    /// Nil reports of a duty that somebody may give: of each unit for each period that is still owed.
    ///
    /// # Errors
    /// [`crate::Error::Unknown`] for a duty that is not there or not seen; a store that refuses.
    pub fn nil_offers(&self, duty: &str) -> Result<Vec<NilOffer>> {
        let query = DutyQuery { only_gaps: true, limit: UNITS, ..DutyQuery::default() };
        let view = self.duty(duty, &query)?;
        let mut offers = Vec::new();
        for unit in view.units.iter().filter(|unit| self.reports_nil(&view.summary.card.id, &unit.id)) {
            let owing = unit
                .cells
                .iter()
                .filter(|cell| cell.state.is_owing() && cell.state != CellState::Contradicted);
            offers.extend(owing.map(|cell| NilOffer {
                unit: unit.id.clone(),
                name: unit.name.clone(),
                period: view.periods[cell.period].id.clone(),
                deadline: cell.deadline.clone(),
                overdue: cell.state == CellState::Gap,
            }));
        }
        Ok(offers)
    }

    /// Open cases in which somebody may do the next step, and how many there are.
    fn waiting(&self) -> Result<(Vec<DeskCase>, u64)> {
        let mut cases = Vec::new();
        for of in &self.pack().forms.loops {
            cases.extend(self.waiting_in(of)?.into_iter().map(|offer| offer.case));
        }
        let waiting = cases.len() as u64;
        Ok((cases, waiting))
    }

    /// The open cases of a loop in which somebody may do a step, each with the steps that he may do.
    ///
    /// # Errors
    /// [`crate::Error::Unknown`] for a loop that is not there; a store that refuses.
    pub fn cases_offered(&self, loop_id: &str) -> Result<Vec<CaseOffer>> {
        let of = self.pack().forms.loops.iter().find(|one| one.head.id == loop_id);
        let of = of.ok_or_else(|| crate::Error::Unknown(format!("没有“{loop_id}”这类案件")))?;
        self.waiting_in(of)
    }

    fn waiting_in(&self, of: &define::Loop) -> Result<Vec<CaseOffer>> {
        let mut offers = Vec::new();
        let me = ledger::canonical_name(self.session.who.name());
        for case in self.open_cases(of)?.iter() {
            let waits = case.offers.iter().any(|offer| offer.actor.by == me && offer.has_task());
            if of.signs() && !waits {
                continue;
            }
            let steps = self.steps_at(of, &case.line.stage, case.number, &case.offers)?;
            if !steps.is_empty() {
                offers.push(CaseOffer { case: desk_case(of, case, &steps), steps });
            }
        }
        Ok(offers)
    }

    /// Open cases that somebody signed and that wait for others, and those that he was let see.
    fn signed_and_copied(&self) -> Result<(Vec<DeskCase>, Vec<DeskCase>)> {
        let me = ledger::canonical_name(self.session.who.name());
        let (mut sent, mut copies) = (Vec::new(), Vec::new());
        for of in self.pack().forms.loops.iter().filter(|of| of.signs()) {
            for case in self.open_cases(of)?.iter() {
                let mut mine = case.offers.iter().filter(|offer| offer.actor.by == me).peekable();
                let signed = mine.peek().is_some() && !mine.any(|offer| offer.has_task());
                let into = if signed { &mut sent } else { &mut copies };
                if signed || case.copies.contains(&me) {
                    into.push(desk_case(
                        of,
                        case,
                        &self.steps_at(of, &case.line.stage, case.number, &case.offers)?,
                    ));
                }
            }
        }
        sent.truncate(SHOWN);
        copies.truncate(SHOWN);
        Ok((sent, copies))
    }

    /// The registers into which somebody may put rows; none when they are too many for a desk.
    fn recordable(&self) -> Vec<DeskRegister> {
        let may = |register: &&define::Register| self.takes_rows(&register.id).unwrap_or(false);
        let one = |register: &define::Register| DeskRegister {
            id: register.id.clone(),
            name: register.name.clone(),
        };
        let all: Vec<DeskRegister> = self.pack().registers.iter().filter(may).map(one).collect();
        if all.len() > REGISTERS { Vec::new() } else { all }
    }

    /// The steps that somebody did last.
    fn done_by(&self) -> Result<Vec<DeskDone>> {
        let Some(register) = self.pack().register(Step::HOUSE.register) else { return Ok(Vec::new()) };
        let (rows, name) = (self.state.rows(&self.store, register)?, self.session.who.name());
        let steps =
            rows.iter().rev().map(|(number, row)| Step::read(&Record { register, number: *number, row }));
        let mine = steps.filter(|step| same_person(&step.by, name)).take(SHOWN);
        let done = |step: Step| DeskDone {
            day: step.day.map(|day| day.to_string()).unwrap_or_default(),
            loop_id: step.of,
            case: step.case,
            step: step.step,
        };
        Ok(mine.map(done).collect())
    }
}

fn desk_case(of: &define::Loop, case: &OpenCase, steps: &[StepOffer]) -> DeskCase {
    let line = &case.line;
    DeskCase {
        loop_id: of.head.id.clone(),
        loop_name: of.head.name.clone(),
        id: line.id.clone(),
        label: line.label.clone(),
        unit: line.unit.clone(),
        stage: line.stage.clone(),
        deadline: line.deadline.clone(),
        overdue: line.overdue,
        steps: steps.iter().map(|step| step.name.clone()).collect(),
        with: case.with.clone(),
    }
}
