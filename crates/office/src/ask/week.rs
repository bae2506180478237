//! The ten matters of the week (本周十件事) on the desk of whoever oversees the work: they follow from what is judged, from cases,
//! duties and posts as they stand today, are stored nowhere, and go when the work is done.
//!
//! *The order* is that of [`MatterKind`], the gravest first; within a kind the most overdue, then the most, then the nearest
//! deadline, then the id. *The ten* are the first of each kind, and the places that are left go to the next in that order: so no kind of trouble hides another one.

use super::Reading;
use crate::error::Result;
use crate::view::{IndicatorView, Matter, MatterKind, Verdict};
use assess::covered_duty;
use assess::loops::Cases;
use define::{Date, Duty, Form, FormHead, Loop, Right};
use ledger::duty::State;
use ledger::{plus_days, weekday_of};
use std::cmp::Reverse;

/// How many matters a week has.
const MATTERS: usize = 10;
/// Parts of an indicator that are named.
const NAMED: usize = 3;
/// How many of each kind come before the others.
const EACH: usize = 1;

impl Reading {
    /// The ten matters of the week; none of who may not see them.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn week(&self) -> Result<Vec<Matter>> {
        let sees =
            |right| self.sight.within().is_some_and(|within| within.standing.has(&within.pack, right, ""));
        if !sees(Right::Week) {
            return Ok(Vec::new());
        }
        let mut all = if sees(Right::Evaluation) { self.indicators_of_the_week()? } else { Vec::new() };
        for of in &self.pack().forms.loops {
            all.extend(self.cases_of_the_week(of)?);
        }
        for duty in self.pack().forms.duties.iter().filter(|duty| self.tells_duty(duty)) {
            all.extend(self.duty_of_the_week(duty)?);
        }
        for roster in &self.rosters(Some(self.today()))?.rosters {
            let (vacant, card) = (roster.vacant as u64, &roster.card);
            all.extend(counted(MatterKind::Vacant, (&card.id, &card.name, &card.owner), vacant, None, None));
        }
        Ok(ten(all))
    }

    fn indicators_of_the_week(&self) -> Result<Vec<Matter>> {
        let board = self.evaluate()?;
        let vetoes = self.pack().grades.iter().flat_map(|grades| &grades.veto);
        let vetoes: Vec<&str> = vetoes.map(|rule| rule.indicator.text.as_str()).collect();
        let matter = |one: &&IndicatorView| {
            let kind = match one.verdict {
                Some(Verdict::NotMet) if vetoes.contains(&one.id.as_str()) => MatterKind::Veto,
                Some(Verdict::NotMet) => MatterKind::NotMet,
                Some(Verdict::CannotTell) => MatterKind::CannotTell,
                _ => return None,
            };
            let head = (one.id.as_str(), one.name.as_str(), one.owner.as_str());
            let mut matter = counted(kind, head, 1, None, None)?;
            let unmet = one.parts.iter().filter_map(|id| board.indicator(id));
            let told = |part: &IndicatorView| match &part.printed {
                Some(printed) => format!("{} {printed}", part.name),
                None => part.name.clone(),
            };
            let unmet = unmet.filter(|part| part.verdict == one.verdict).map(told);
            let printed = one.printed.clone();
            let printed = printed.unwrap_or_else(|| unmet.take(NAMED).collect::<Vec<_>>().join("、"));
            matter.value = [printed, one.threshold.clone().unwrap_or_default()];
            Some(matter)
        };
        Ok(board.scheme().iter().filter_map(matter).collect())
    }

    fn cases_of_the_week(&self, of: &Loop) -> Result<Vec<Matter>> {
        let today = self.today();
        let key = format!("week {} {today}", of.head.id);
        let made = self.state.answer(&key, self.needing([of as &dyn Form]), || {
            let records = self.records(of)?;
            let cases = Cases::of(of, &records, today, None);
            let calendar = records.calendar();
            let (mut late, mut returned, mut due) = ((0, None), 0, Due::default());
            for case in cases.list.iter().filter(|case| case.course.closed(of).is_none()) {
                if let Some(days) = case.overdue(&calendar, today).filter(|days| *days > 0) {
                    late = (late.0 + 1, late.1.max(Some(days)));
                }
                // A step for which a reason must be given sends a case back.
                let last = case
                    .taken
                    .last()
                    .and_then(|taken| of.steps.iter().find(|step| step.name.text == taken.step));
                returned += u64::from(last.is_some_and(|step| step.reason));
                due.take(case.course.deadline(), today);
            }
            let all = [
                counted(MatterKind::Overdue, head(&of.head), late.0, late.1, None),
                counted(MatterKind::Returned, head(&of.head), returned, None, None),
                counted(MatterKind::DueCases, head(&of.head), due.count, None, due.next),
            ];
            Ok(all.into_iter().flatten().collect::<Vec<Matter>>())
        })?;
        Ok((*made).clone())
    }

    fn duty_of_the_week(&self, duty: &Duty) -> Result<Vec<Matter>> {
        let (today, year) = (self.today(), self.year_of_duties());
        let key = format!("week {} {year} {today}", duty.head.id);
        let made = self.state.answer(&key, self.needing([duty as &dyn Form]), || {
            let covered = covered_duty(duty, &self.records(duty)?, year, today);
            let (mut gaps, mut due) = (0, Due::default());
            for one in &covered.matrix.occurrences {
                match one.state {
                    State::Gap => gaps += 1,
                    State::Open | State::Extended => due.take(Some(one.deadline), today),
                    _ => {}
                }
            }
            let all = [
                counted(MatterKind::Gap, head(&duty.head), gaps, None, None),
                counted(MatterKind::DueDuties, head(&duty.head), due.count, None, due.next),
            ];
            Ok(all.into_iter().flatten().collect::<Vec<Matter>>())
        })?;
        Ok((*made).clone())
    }
}

/// What has its deadline from today to Sunday.
#[derive(Default)]
struct Due {
    count: u64,
    next: Option<Date>,
}

impl Due {
    fn take(&mut self, deadline: Option<Date>, today: Date) {
        let sunday = plus_days(today, 6 - i32::from(weekday_of(today)));
        if let Some(day) = deadline.filter(|day| today <= *day && *day <= sunday) {
            self.count += 1;
            self.next = Some(self.next.map_or(day, |next| next.min(day)));
        }
    }
}

fn head(head: &FormHead) -> (&str, &str, &str) {
    (&head.id, &head.name, &head.owner)
}

/// A matter; none where nothing is counted.
fn counted(
    kind: MatterKind,
    (id, name, owner): (&str, &str, &str),
    count: u64,
    worst: Option<u32>,
    next: Option<Date>,
) -> Option<Matter> {
    (count > 0).then(|| Matter {
        kind,
        id: id.to_owned(),
        name: name.to_owned(),
        owner: owner.to_owned(),
        count,
        worst,
        next: next.map(|day| day.to_string()),
        value: Default::default(),
    })
}

/// The ten of all matters, in their order.
fn ten(mut all: Vec<Matter>) -> Vec<Matter> {
    all.sort_by(|a, b| {
        let key = |one: &Matter| (one.kind, Reverse(one.worst), Reverse(one.count));
        key(a).cmp(&key(b)).then_with(|| (&a.next, &a.id).cmp(&(&b.next, &b.id)))
    });
    let nth = |at: usize| all[..at].iter().filter(|one| one.kind == all[at].kind).count();
    let (first, rest): (Vec<usize>, Vec<usize>) = (0..all.len()).partition(|at| nth(*at) < EACH);
    let mut chosen: Vec<usize> = first.into_iter().chain(rest).take(MATTERS).collect();
    chosen.sort_unstable();
    chosen.into_iter().map(|at| all[at].clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matter(kind: MatterKind, id: &str, count: u64, worst: Option<u32>) -> Matter {
        counted(kind, (id, "", ""), count, worst, None).unwrap()
    }

    #[test]
    fn the_gravest_come_first_and_no_kind_hides_another() {
        let mut all: Vec<Matter> =
            (0..20).map(|nth| matter(MatterKind::Gap, &format!("gap-{nth:02}"), 100 - nth, None)).collect();
        all.push(matter(MatterKind::DueCases, "due", 1, None));
        all.push(matter(MatterKind::Overdue, "late", 1, Some(40)));
        all.push(matter(MatterKind::Overdue, "later", 9, Some(3)));
        all.push(matter(MatterKind::Veto, "veto", 1, None));
        let ids: Vec<String> = ten(all).into_iter().map(|one| one.id).collect();
        let gaps = (0..6).map(|nth| format!("gap-{nth:02}"));
        let wanted: Vec<String> = ["veto", "late", "later"]
            .map(str::to_owned)
            .into_iter()
            .chain(gaps)
            .chain(["due".to_owned()])
            .collect();
        assert_eq!(ids, wanted);
        assert!(
            ten(Vec::new()).is_empty() && counted(MatterKind::Gap, ("", "", ""), 0, None, None).is_none()
        );
    }

    #[test]
    fn a_week_ends_on_sunday() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let mut due = Due::default();
        for one in ["2022-06-14", "2022-06-15", "2022-06-19", "2022-06-20"] {
            due.take(Some(day(one)), day("2022-06-15"));
        }
        due.take(None, day("2022-06-15"));
        assert_eq!((due.count, due.next), (2, Some(day("2022-06-15"))));
    }
}
