//! Occurrences, what discharges them, and the proof of a zero: properties over random years.

use define::{Date, Least, Rhythm};
use ledger::duty::{Asked, Done, Matrix, Nil, Owing, Recorded, State, Stretch, Zero};
use ledger::{Calendar, DayKind, Period, days_between, periods, plus_days};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// 2022 as published, with terms of the sample.
fn calendar() -> Calendar {
    let mut days = Vec::new();
    for (name, from, to) in [
        ("元旦", "2022-01-01", "2022-01-03"),
        ("春节", "2022-01-31", "2022-02-06"),
        ("清明节", "2022-04-03", "2022-04-05"),
        ("劳动节", "2022-04-30", "2022-05-04"),
        ("端午节", "2022-06-03", "2022-06-05"),
        ("中秋节", "2022-09-10", "2022-09-12"),
        ("国庆节", "2022-10-01", "2022-10-07"),
        ("元旦", "2022-12-31", "2023-01-02"),
    ] {
        let (from, to) = (day(from), day(to));
        days.extend(
            (0..=days_between(from, to)).map(|at| (plus_days(from, at), DayKind::Holiday, name.to_string())),
        );
    }
    for worked in
        ["2022-01-29", "2022-01-30", "2022-04-02", "2022-04-24", "2022-05-07", "2022-10-08", "2022-10-09"]
    {
        days.push((day(worked), DayKind::Worked, "调休".to_string()));
    }
    let terms = [
        (day("2021-09-01"), day("2022-01-14")),
        (day("2022-02-14"), day("2022-07-08")),
        (day("2022-09-01"), day("2023-01-13")),
    ];
    Calendar::new(days, &terms)
}

fn units(count: usize) -> Vec<Owing> {
    (0..count).map(|at| Owing { id: format!("u{at}"), since: None, until: None }).collect()
}

const ONE: Asked = Asked { least: Least::Number(1), due_days: 0, once: false };

fn matrix(rhythm: Rhythm, count: usize, asked: Asked, recorded: Recorded<'_>, today: &str) -> Matrix {
    Matrix::new(periods(rhythm, None, 2022, &calendar()), 0, units(count), asked, recorded, day(today))
}

fn nothing() -> Recorded<'static> {
    Recorded { done: &[], nil: &[], stretched: &[], incidents: &[] }
}

#[test]
fn the_calendar_decides_what_is_owed() {
    let of = |rhythm| periods(rhythm, None, 2022, &calendar());
    let count = |rhythm| of(rhythm).len();
    assert_eq!((count(Rhythm::HalfYear), count(Rhythm::Quarter), count(Rhythm::Month)), (2, 4, 12));
    assert_eq!((count(Rhythm::Week), count(Rhythm::Day), count(Rhythm::Term)), (52, 365, 2));
    let weeks = of(Rhythm::SchoolWeek);
    assert_eq!(weeks.len(), 41);
    let national = weeks.iter().find(|week| week.id == "2022-W40").unwrap();
    assert_eq!(national.taught, 2, "8 and 9 October are worked for the national holiday");
    let eves: Vec<_> =
        of(Rhythm::BeforeHoliday).into_iter().map(|eve| (eve.id, eve.holiday.unwrap())).collect();
    let expected = [
        ("2022-01-14", "放假"),
        ("2022-04-02", "清明节"),
        ("2022-04-29", "劳动节"),
        ("2022-06-02", "端午节"),
        ("2022-07-08", "放假"),
        ("2022-09-09", "中秋节"),
        ("2022-09-30", "国庆节"),
        ("2022-12-30", "元旦"),
    ];
    assert_eq!(eves, expected.map(|(day, name)| (day.to_string(), name.to_string())));
    let taught: u32 = weeks.iter().map(|week| week.taught).sum();
    assert_eq!(taught as usize, count(Rhythm::SchoolDay), "a week's taught days are its school days");
    assert!(of(Rhythm::SchoolMonth).iter().all(|month| month.id != "2022-08"));
    // Months of winter, across the turn of the year.
    let winter = periods(Rhythm::Month, Some((11, 2)), 2022, &calendar());
    let ids: Vec<&str> = winter.iter().map(|month| month.id.as_str()).collect();
    assert_eq!(ids, ["2022-01", "2022-02", "2022-11", "2022-12"]);
}

#[test]
fn weeks_are_of_the_year_of_their_thursday() {
    let of = |year| periods(Rhythm::Week, None, year, &Calendar::default());
    let (last, first) = (of(2020).pop().unwrap(), of(2021).remove(0));
    assert_eq!((last.id.as_str(), last.to), ("2020-W53", day("2021-01-03")));
    assert_eq!((first.id.as_str(), first.from), ("2021-W01", day("2021-01-04")));
}

#[test]
fn once_is_owed_from_the_day_on_which_a_unit_begins() {
    let whole = vec![Period {
        id: "once".into(),
        holiday: None,
        from: day("2022-01-01"),
        to: day("2022-12-31"),
        taught: 0,
    }];
    let asked = Asked { due_days: 30, once: true, ..ONE };
    let unit = |id: &str, since: &str| Owing { id: id.into(), since: Some(day(since)), until: None };
    let units = vec![unit("a", "2022-03-01"), unit("b", "2022-03-01"), unit("c", "2021-03-01")];
    let done = [
        Done { row: 1, unit: "a".into(), date: day("2022-03-31"), period: None, amount: 1 },
        Done { row: 2, unit: "b".into(), date: day("2022-04-01"), period: None, amount: 1 },
    ];
    let matrix =
        Matrix::new(whole, 0, units, asked, Recorded { done: &done, ..nothing() }, day("2022-12-31"));
    let states: Vec<State> = matrix.occurrences.iter().map(|one| one.state).collect();
    assert_eq!(states, [State::Done, State::Late], "what began the year before was owed then");
}

#[test]
fn an_extension_moves_the_deadline_and_ends() {
    let stretched = [Stretch { unit: "u0".into(), period: "2022-Q2".into(), until: day("2022-07-10") }];
    let state = |today: &str, done: &[Done]| {
        let recorded = Recorded { done, stretched: &stretched, ..nothing() };
        matrix(Rhythm::Quarter, 1, ONE, recorded, today).at(0, 1).unwrap().state
    };
    assert_eq!(state("2022-06-30", &[]), State::Open);
    assert_eq!(state("2022-07-10", &[]), State::Extended);
    assert_eq!(state("2022-07-11", &[]), State::Gap);
    let done = [Done { row: 1, unit: "u0".into(), date: day("2022-07-09"), period: None, amount: 1 }];
    assert_eq!(state("2022-07-11", &done), State::Done);
}

fn rhythm() -> impl Strategy<Value = Rhythm> {
    prop_oneof![
        Just(Rhythm::Year),
        Just(Rhythm::HalfYear),
        Just(Rhythm::Quarter),
        Just(Rhythm::Month),
        Just(Rhythm::Week),
        Just(Rhythm::Day),
    ]
}

fn any_rhythm() -> impl Strategy<Value = Rhythm> {
    prop_oneof![
        rhythm(),
        Just(Rhythm::SchoolMonth),
        Just(Rhythm::SchoolWeek),
        Just(Rhythm::SchoolDay),
        Just(Rhythm::BeforeHoliday),
        Just(Rhythm::Term),
    ]
}

/// Facts of three units, some of them before or behind the year.
fn facts() -> impl Strategy<Value = Vec<Done>> {
    let one = (0..3usize, -20..390i32, 1..3u64);
    prop::collection::vec(one, 0..60).prop_map(|all| {
        let fact = |(row, (unit, at, amount)): (usize, (usize, i32, u64))| Done {
            row: row as u64,
            unit: format!("u{unit}"),
            date: plus_days(day("2022-01-01"), at),
            period: None,
            amount,
        };
        all.into_iter().enumerate().map(fact).collect()
    })
}

fn discharged(matrix: &Matrix) -> BTreeSet<(usize, usize)> {
    let met =
        matrix.occurrences.iter().filter(|one| matches!(one.state, State::Done | State::Late | State::Nil));
    met.map(|one| (one.unit, one.period)).collect()
}

proptest! {
    #[test]
    fn periods_part_the_year(rhythm in rhythm(), year in 2000..2100i32) {
        let all = periods(rhythm, None, year, &Calendar::default());
        for pair in all.windows(2) {
            prop_assert_eq!(plus_days(pair[0].to, 1), pair[1].from);
        }
        let next = periods(rhythm, None, year + 1, &Calendar::default());
        prop_assert_eq!(plus_days(all.last().unwrap().to, 1), next[0].from, "no day between two years");
        let ids: BTreeSet<&str> = all.iter().map(|one| one.id.as_str()).collect();
        prop_assert_eq!(ids.len(), all.len());
    }

    #[test]
    fn a_fact_inside_a_period_discharges_that_occurrence_and_no_other(rhythm in any_rhythm(), unit in 0..3usize, at in 0..365i32) {
        let date = plus_days(day("2022-01-01"), at);
        let done = [Done { row: 9, unit: format!("u{unit}"), date, period: None, amount: 1 }];
        let of = matrix(rhythm, 3, ONE, Recorded { done: &done, ..nothing() }, "2023-03-01");
        let inside = of.periods.iter().position(|one| (one.from..=one.to).contains(&date));
        let found: Vec<_> = of.occurrences.iter().filter(|one| one.state == State::Done).collect();
        match inside {
            Some(period) => {
                prop_assert_eq!(found.len(), 1);
                prop_assert_eq!((found[0].unit, found[0].period), (unit, period));
                prop_assert_eq!(&found[0].facts, &vec![9]);
            }
            None => prop_assert!(found.is_empty()),
        }
    }

    #[test]
    fn no_fact_counts_twice(rhythm in any_rhythm(), done in facts(), due_days in 0..20i32) {
        let asked = Asked { due_days, ..ONE };
        let of = matrix(rhythm, 3, asked, Recorded { done: &done, ..nothing() }, "2023-03-01");
        let mut seen = BTreeSet::new();
        for row in of.occurrences.iter().flat_map(|one| &one.facts) {
            prop_assert!(seen.insert(*row), "row {} counts twice", row);
        }
    }

    #[test]
    fn one_more_fact_never_makes_a_gap(
        rhythm in any_rhythm(),
        mut done in facts(),
        least in 1..4u32,
        due_days in -5..20i32,
        more in (0..3usize, 0..380i32, 1..3u64),
    ) {
        let asked = Asked { least: Least::Number(least), due_days, once: false };
        let before = discharged(&matrix(rhythm, 3, asked, Recorded { done: &done, ..nothing() }, "2023-03-01"));
        let date = plus_days(day("2022-01-01"), more.1);
        done.push(Done { row: 999, unit: format!("u{}", more.0), date, period: None, amount: more.2 });
        let after = discharged(&matrix(rhythm, 3, asked, Recorded { done: &done, ..nothing() }, "2023-03-01"));
        prop_assert!(before.is_subset(&after), "{:?}", before.difference(&after).collect::<Vec<_>>());
    }

    #[test]
    fn a_zero_is_never_proved_while_one_report_is_missing(quarter in 0..4usize, unit in 0..3usize, incident in any::<bool>()) {
        let all = matrix(Rhythm::Quarter, 3, ONE, nothing(), "2022-12-31");
        let mut nil: Vec<Nil> = all
            .occurrences
            .iter()
            .map(|one| Nil {
                row: (one.unit * 4 + one.period) as u64,
                unit: format!("u{}", one.unit),
                period: all.periods[one.period].id.clone(),
                date: all.periods[one.period].to,
            })
            .collect();
        let with = |nil: &[Nil], incidents: &[(String, Date, u64)]| {
            matrix(Rhythm::Quarter, 3, ONE, Recorded { nil, incidents, ..nothing() }, "2023-01-01").zero(incidents)
        };
        prop_assert_eq!(with(&nil, &[]), Zero::Proved);
        if incident {
            let happened = [(format!("u{unit}"), all.periods[quarter].from, 77)];
            prop_assert_eq!(with(&nil, &happened), Zero::Contradicted(vec![77]));
            let recorded = Recorded { nil: &nil, incidents: &happened, ..nothing() };
            let shown = matrix(Rhythm::Quarter, 3, ONE, recorded, "2023-01-01");
            let one = shown.at(unit, quarter).unwrap();
            prop_assert_eq!((one.state, one.incident), (State::Contradicted, Some(77)));
        } else {
            nil.retain(|one| one.row != (unit * 4 + quarter) as u64);
            prop_assert_eq!(with(&nil, &[]), Zero::Open(vec![unit * 4 + quarter]));
        }
    }
}
