//! The desk (工作台): what is due of somebody today, what waits for his step, what he did last. It follows from duties and
//! cases as he sees them; nothing of it is stored.

use super::{CaseFilter, Reading};
use crate::error::Result;
use crate::query::DutyQuery;
use crate::sight::Sight;
use crate::view::{CellState, DeskCase, DeskDone, DeskDuty, DeskView};
use assess::Record;
use define::house::Step;
use ledger::same_person;

/// Cases and steps that are shown; counts tell of the others.
const SHOWN: usize = 30;
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
        Ok(DeskView {
            day: self.today().to_string(),
            duties: self.owed()?,
            cases,
            waiting,
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
            let mine = view.units.iter().filter(|unit| records || self.reports_nil(&duty.head.id, &unit.id));
            let mut owed =
                DeskDuty { id: duty.head.id.clone(), name: duty.head.name.clone(), ..DeskDuty::default() };
            for unit in mine {
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

    /// Open cases in which somebody may do the next step, and how many there are.
    fn waiting(&self) -> Result<(Vec<DeskCase>, u64)> {
        let (mut cases, today) = (Vec::new(), self.today());
        for of in &self.pack().forms.loops {
            let filter = CaseFilter { open: true, ..CaseFilter::default() };
            let view = self.cases(&of.head.id, &filter, Some(today))?;
            for case in &view.cases {
                let steps = self.steps_offered(&of.head.id, &case.id)?;
                if steps.is_empty() {
                    continue;
                }
                cases.push(DeskCase {
                    loop_id: of.head.id.clone(),
                    loop_name: of.head.name.clone(),
                    id: case.id.clone(),
                    label: case.label.clone(),
                    unit: case.unit.clone(),
                    stage: case.stage.clone(),
                    deadline: case.deadline.clone(),
                    overdue: case.overdue,
                    steps: steps.into_iter().map(|step| step.name).collect(),
                });
            }
        }
        let waiting = cases.len() as u64;
        Ok((cases, waiting))
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
