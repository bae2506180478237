//! From cases to what the doors show.

use super::CaseFilter;
use super::signing;
use crate::view::{
    CaseLine, CaseStepView, CaseView, Difference, LoopSummary, LoopView, PlaceView, RankView, RowRef,
    SourceStages, StageView, StayView, StepNeed, StepRuleView, TallyView,
};
use assess::Records;
use assess::loops::{Case, Cases, follows, openings, ranks};
use define::Loop;
use ledger::flow::Offer;
use ledger::loops::Tally;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Whether a case is counted and not shown.
pub(super) fn is_hidden(definition: &Loop, case: &Case<'_>) -> bool {
    let field = definition.case.sensitive.as_ref();
    definition.restricted || field.is_some_and(|field| case.record.yes(field) == Some(true))
}

pub(super) fn summary(cases: &Cases<'_>, records: &Records) -> LoopSummary {
    let definition = cases.definition;
    let head = &definition.head;
    let all = cases.tally(|_| "").into_values().next().unwrap_or_default();
    let sources = definition.case.source.iter().flat_map(|_| cases.tally(|case| &case.source));
    LoopSummary {
        card: crate::card::card(head),
        restricted: definition.restricted,
        tally: tally(String::new(), &all),
        sources: sources.map(|(name, one)| tally(name, &one)).collect(),
        recurring: cases.list.iter().filter(|case| case.recurs.is_some()).count(),
        waiting: openings(definition, records).len(),
        beyond_calendar: beyond_calendar(cases),
    }
}

/// The end of the calendar, when worked days of an open case are counted beyond it.
fn beyond_calendar(cases: &Cases<'_>) -> Option<String> {
    let mut open = cases.list.iter().filter(|case| case.course.closed(cases.definition).is_none()).peekable();
    open.peek()?;
    let reached = open.filter_map(|case| case.course.deadline()).chain([cases.day]).max();
    let end = cases.calendar.known_until();
    reached.filter(|day| end.is_none_or(|end| *day > end))?;
    Some(end.map_or(String::new(), |end| end.to_string()))
}

fn tally(name: String, tally: &Tally) -> TallyView {
    let Tally { found, closed, in_time, overdue } = *tally;
    TallyView { name, found, closed, in_time, overdue }
}

/// The longest overdue first, then the open by deadline, then the closed, the latest first.
fn before(a: &CaseLine, b: &CaseLine) -> Ordering {
    let rank = |line: &CaseLine| match (&line.overdue, &line.closed) {
        (Some(_), _) => 0,
        (None, None) => 1,
        (None, Some(_)) => 2,
    };
    let overdue = |line: &CaseLine| line.overdue.map(|days| u32::MAX - days);
    let deadline = |line: &CaseLine| (line.deadline.is_none(), line.deadline.clone());
    (rank(a), overdue(a))
        .cmp(&(rank(b), overdue(b)))
        .then_with(|| b.closed.cmp(&a.closed))
        .then_with(|| deadline(a).cmp(&deadline(b)))
        .then_with(|| a.id.cmp(&b.id))
}

/// An open case.
pub struct OpenCase {
    /// As a list shows it.
    pub line: CaseLine,
    /// The number of its row.
    pub number: u64,
    /// What those who sign may do.
    pub offers: Vec<Offer>,
    /// Who else was let see it.
    pub copies: Vec<String>,
    /// For whom it waits, where several sign.
    pub with: Vec<String>,
}

/// The open cases that are shown.
pub(super) fn open(cases: &Cases<'_>) -> Vec<OpenCase> {
    let shown = cases.list.iter().filter(|case| !is_hidden(cases.definition, case));
    let open = shown.filter(|case| case.course.closed(cases.definition).is_none());
    let one = |case: &Case<'_>| OpenCase {
        line: line(cases, case),
        number: case.record.number,
        offers: case.course.offers.clone(),
        copies: case.course.circulation.iter().flat_map(|one| one.copies.iter().cloned()).collect(),
        with: signing::with(case),
    };
    let mut open: Vec<OpenCase> = open.map(one).collect();
    open.sort_by(|a, b| before(&a.line, &b.line));
    open
}

pub(super) fn whole(cases: &Cases<'_>, records: &Records, filter: &CaseFilter) -> LoopView {
    let definition = cases.definition;
    let (hidden, shown): (Vec<_>, Vec<_>) = cases.list.iter().partition(|case| is_hidden(definition, case));
    let mut lines: Vec<CaseLine> = shown.into_iter().map(|case| line(cases, case)).collect();
    lines.retain(|line| admits(filter, line));
    lines.sort_by(before);
    let units = match (&definition.case.unit, definition.restricted) {
        (Some(_), false) => cases.tally(|case| &case.unit),
        _ => Default::default(),
    };
    let ranks = ranks(definition, cases).into_iter().map(|ranks| RankView {
        quarter: format!("{}年第{}季度", ranks.year, ranks.quarter),
        group: ranks.group,
        places: ranks
            .places
            .into_iter()
            .map(|place| PlaceView {
                place: place.place,
                unit: place.standing.unit,
                closed: place.standing.closed,
                in_time: place.standing.in_time,
                overdue: place.standing.overdue,
            })
            .collect(),
    });
    LoopView {
        day: cases.day.to_string(),
        summary: summary(cases, records),
        stages: stages(cases, |stage| cases.list.iter().filter(|case| case.course.stage() == stage).count()),
        steps: rules(definition),
        by_stage: by_stage(cases),
        units: units.into_iter().map(|(name, one)| tally(name, &one)).collect(),
        ranks: ranks.filter(|_| !definition.restricted).collect(),
        cases: lines,
        hidden: hidden.len(),
    }
}

/// How many cases of each source are in each stage; none where no source is told.
fn by_stage(cases: &Cases<'_>) -> Vec<SourceStages> {
    let definition = cases.definition;
    if definition.case.source.is_none() {
        return Vec::new();
    }
    let mut found: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for case in &cases.list {
        let counts = found.entry(&case.source).or_insert_with(|| vec![0; definition.stages.len()]);
        let at = definition.stages.iter().position(|stage| stage.name == case.course.stage());
        if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    found.into_iter().map(|(name, cases)| SourceStages { name: name.to_owned(), cases }).collect()
}

fn admits(filter: &CaseFilter, line: &CaseLine) -> bool {
    let contains = |text: &String| {
        [&line.id, &line.label, &line.unit, &line.stage, &line.source]
            .into_iter()
            .any(|cell| cell.contains(text.as_str()))
    };
    (!filter.overdue || line.overdue.is_some())
        && (!filter.open || line.closed.is_none())
        && filter.source.as_ref().is_none_or(|source| *source == line.source)
        && filter.containing.as_ref().is_none_or(contains)
}

fn stages(cases: &Cases<'_>, count: impl Fn(&str) -> usize) -> Vec<StageView> {
    let stage = |stage: &define::Stage| StageView {
        name: stage.name.clone(),
        days: stage.days,
        due: stage.due.as_ref().map(|due| due.text.clone()),
        closed: stage.closed,
        cases: count(&stage.name),
    };
    cases.definition.stages.iter().map(stage).collect()
}

fn rules(definition: &Loop) -> Vec<StepRuleView> {
    let rule = |step: &define::LoopStep| {
        let with = [
            (step.evidence, StepNeed::Evidence),
            (step.basis, StepNeed::Basis),
            (step.reason, StepNeed::Reason),
        ];
        StepRuleView {
            name: step.name.text.clone(),
            from: step.from.clone(),
            to: step.to.clone(),
            role: step.role.clone(),
            with: with.into_iter().filter(|(needed, _)| *needed).map(|(_, what)| what).collect(),
            other_than: step.other_than.clone(),
            when: step.when.as_ref().map(|when| when.text.clone()),
        }
    };
    definition.steps.iter().map(rule).collect()
}

fn line(cases: &Cases<'_>, case: &Case<'_>) -> CaseLine {
    let overdue = case.overdue(&cases.calendar, cases.day);
    let day = |day: Option<define::Date>| day.map(|day| day.to_string());
    let closed = case.course.closed(cases.definition);
    let label = case.record.label();
    CaseLine {
        label: if label == case.id { String::new() } else { label },
        id: case.id.clone(),
        unit: case.unit.clone(),
        source: case.source.clone(),
        opened: case.opened.to_string(),
        stage: case.course.stage().to_owned(),
        closed: day(closed),
        deadline: day(case.course.deadline().filter(|_| closed.is_none())),
        overdue,
        late: !case.course.in_time(cases.day),
        escalated: cases.definition.escalated(overdue).map(str::to_owned),
        recurs: case.recurs.clone(),
    }
}

pub(super) fn case(cases: &Cases<'_>, case: &Case<'_>) -> CaseView {
    let definition = cases.definition;
    let stage = case.course.stage();
    let steps = case.taken.iter().enumerate().map(|(at, taken)| {
        let wrong = case.course.wrong.iter().filter(|wrong| wrong.number == taken.number);
        let wrong: Vec<&str> = wrong.map(|wrong| wrong.sentence.as_str()).collect();
        let stands = case.course.stands.contains(&at);
        CaseStepView {
            nth: taken.nth,
            step: taken.step.clone(),
            day: taken.day.map(|day| day.to_string()).unwrap_or_default(),
            by: taken.by.clone(),
            role: taken.role.clone(),
            evidence: taken.evidence.clone(),
            basis: taken.basis.clone(),
            note: taken.note.clone(),
            to: taken.to.clone(),
            stead: taken.stead.clone(),
            number: taken.number,
            wrong: match (stands, wrong.is_empty()) {
                (true, _) => String::new(),
                (false, true) => "前一步没有成立".to_owned(),
                (false, false) => wrong.join("；"),
            },
        }
    });
    let stays = case.course.stays.iter().map(|stay| StayView {
        stage: stay.stage.clone(),
        from: stay.from.to_string(),
        to: stay.to.map(|day| day.to_string()),
        deadline: stay.deadline.map(|day| day.to_string()),
        late: stay.is_late(cases.day),
    });
    let differs = follows(definition, case, &[]).into_iter().filter_map(|(field, expected)| {
        let found = case.record.text(field);
        let field = field.text.clone();
        (found != expected).then_some(Difference { field, there: found, steps: expected })
    });
    CaseView {
        day: cases.day.to_string(),
        loop_id: definition.head.id.clone(),
        loop_name: definition.head.name.clone(),
        stages: stages(cases, |name| usize::from(name == stage)),
        rules: rules(definition),
        case: line(cases, case),
        row: RowRef { register: case.record.register.id.clone(), number: case.record.number },
        steps: steps.collect(),
        stays: stays.collect(),
        ways: definition.ways(stage).map(|step| step.name.text.clone()).collect(),
        differs: differs.collect(),
        chairs: signing::chairs(definition, case),
        copies: case.course.circulation.iter().flat_map(|one| one.copies.iter().cloned()).collect(),
        changed: signing::changed(definition, case),
    }
}
