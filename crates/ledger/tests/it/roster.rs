//! Rosters against countings that know nothing of how they are made: day by day, person by person, step by step.

use define::Date;
use ledger::plus_days;
use ledger::roster::{Break, Cell, CheckIn, Link, Need, Tree, coverage, doubled, gaps, loads, peak, shifts};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Days of the little world in which all terms lie.
const DAYS: i32 = 40;

fn day(nth: i32) -> Date {
    plus_days(Date::new(2022, 8, 20).unwrap(), nth)
}

fn links() -> impl Strategy<Value = Vec<Link>> {
    let end = || prop_oneof![1 => Just(None), 4 => (0..DAYS).prop_map(Some)];
    let link =
        (0..4usize, 0..4usize, 0..2usize, end(), end()).prop_map(|(person, object, role, from, to)| Link {
            number: 0,
            person: ["甲", "乙", "丙", "丁"][person].into(),
            object: ["一小", "二小", "三小", "四小"][object].into(),
            role: ["教师", "家长"][role].into(),
            from: from.map(day),
            to: to.map(day),
        });
    prop::collection::vec(link, 0..14).prop_map(|mut links| {
        (0..).zip(&mut links).for_each(|(number, link)| link.number = number);
        links
    })
}

fn needs(least: u32) -> Vec<Need> {
    let need = |object: &str, role: Option<&str>| Need {
        object: object.into(),
        role: role.map(str::to_string),
        least,
    };
    vec![need("一小", None), need("二小", Some("教师")), need("三小", Some("家长")), need("无人小学", None)]
}

/// Who holds a post on a day, by looking at every link.
fn holders<'l>(need: &Need, links: &'l [Link], on: Date) -> BTreeSet<&'l str> {
    let mut holders = BTreeSet::new();
    for link in links {
        let begun = link.from.is_none_or(|from| from <= on);
        let running = link.to.is_none_or(|to| to >= on);
        let mine = link.object == need.object && need.role.as_ref().is_none_or(|role| link.role == *role);
        if begun && running && mine {
            holders.insert(link.person.as_str());
        }
    }
    holders
}

proptest! {
    #[test]
    fn coverage_agrees_with_looking_at_every_link(links in links(), on in 0..DAYS) {
        let needs = needs(1);
        for (need, held) in needs.iter().zip(coverage(&needs, &links, day(on))) {
            let persons: Vec<&str> = held.iter().map(|at| links[*at].person.as_str()).collect();
            let distinct: BTreeSet<&str> = persons.iter().copied().collect();
            prop_assert_eq!(persons.len(), distinct.len(), "a person counts once");
            prop_assert_eq!(distinct, holders(need, &links, day(on)));
        }
    }

    #[test]
    fn gaps_are_exactly_the_days_with_too_few(links in links(), least in 0..3u32, from in 0..DAYS, length in 0..DAYS) {
        let forward: Vec<Link> = links.iter().filter(|link| !link.backward()).cloned().collect();
        for need in needs(least) {
            let found = gaps(&need, &links, day(from), day(from + length));
            for pair in found.windows(2) {
                prop_assert!(plus_days(pair[0].1, 1) < pair[1].0, "gaps that touch are one: {pair:?}");
            }
            for nth in from..=from + length {
                let lacking = holders(&need, &forward, day(nth)).len() < least as usize;
                let told = found.iter().any(|(first, last)| (*first..=*last).contains(&day(nth)));
                prop_assert_eq!(told, lacking, "{} {:?}", day(nth), found);
            }
        }
    }

    /// Nobody whose links pass the bound holds more than that on any day, and whoever is refused does.
    #[test]
    fn nobody_beyond_the_load_is_accepted(links in links(), most in 0..4usize) {
        for person in ["甲", "乙", "丙", "丁"] {
            let mine: Vec<&Link> = links.iter().filter(|link| link.person == person && !link.backward()).collect();
            let on = |on: Date| mine.iter().filter(|link| link.holds(on)).map(|link| link.object.as_str()).collect::<BTreeSet<_>>();
            let worst = (-1..=DAYS).map(|nth| on(day(nth)).len()).max().unwrap_or(0);
            let (held, since) = peak(links.iter().filter(|link| link.person == person));
            prop_assert_eq!(held, worst);
            prop_assert_eq!(held > most, worst > most);
            if let Some(since) = since {
                prop_assert_eq!(on(since).len(), held, "the day that is named is one of them");
                prop_assert!(on(plus_days(since, -1)).len() < held, "and it was not so before");
            }
        }
        for nth in 0..DAYS {
            let there = loads(&links, day(nth));
            for (person, objects) in there {
                let (held, _) = peak(links.iter().filter(|link| link.person == person && !link.backward()));
                prop_assert!(objects.len() <= held);
            }
        }
    }

    #[test]
    fn doubled_agrees_with_trying_every_pair(links in links()) {
        let mut pairs = Vec::new();
        for (at, one) in links.iter().enumerate() {
            for (behind, two) in links.iter().enumerate().skip(at + 1) {
                let same = (&one.person, &one.object, &one.role) == (&two.person, &two.object, &two.role);
                let apart = |one: &Link, two: &Link| one.to.zip(two.from).is_some_and(|(to, from)| to < from);
                if same && (one.from, one.to) != (two.from, two.to) && !apart(one, two) && !apart(two, one) {
                    pairs.push((at, behind));
                }
            }
        }
        if links.iter().all(|link| !link.backward()) {
            prop_assert_eq!(doubled(&links), pairs);
        }
    }

    /// A chain climbs parent by parent; it ends at a cell of the top level, or says where it breaks and that is true.
    #[test]
    fn a_chain_reaches_the_root_or_says_where_it_breaks(
        parents in prop::collection::vec(prop::option::weighted(0.8, 0..9usize), 1..9),
        levels in prop::collection::vec(prop::option::weighted(0.9, 0..4usize), 9),
        start in 0..9usize,
    ) {
        let name = |at: usize| format!("格{at}");
        let cells: Vec<Cell> = parents
            .iter()
            .enumerate()
            .map(|(at, parent)| Cell { id: name(at), parent: parent.map(name), level: levels[at] })
            .collect();
        let chain = Tree::new(&cells).chain(&name(start));
        for pair in chain.steps.windows(2) {
            prop_assert_eq!(cells[pair[0]].parent.as_ref(), Some(&cells[pair[1]].id));
        }
        let distinct: BTreeSet<usize> = chain.steps.iter().copied().collect();
        prop_assert_eq!(distinct.len(), chain.steps.len(), "no cell is called twice");
        let last = chain.steps.last().map(|at| &cells[*at]);
        match &chain.broken {
            None => {
                let root = last.unwrap();
                prop_assert_eq!((root.level, &root.parent), (Some(0), &None));
                let climbed: Vec<usize> = chain.steps.iter().map(|at| cells[*at].level.unwrap()).collect();
                prop_assert!(climbed.windows(2).all(|pair| pair[0] > pair[1]), "{climbed:?}");
            }
            Some(Break::Missing(cell)) => prop_assert!(cells.iter().all(|one| one.id != *cell)),
            Some(Break::Rootless(cell)) => {
                prop_assert_eq!(&last.unwrap().id, cell);
                prop_assert!(last.unwrap().parent.is_none() && last.unwrap().level != Some(0));
            }
            Some(Break::Circle(cell)) => {
                let mut at = cells.iter().position(|one| one.id == *cell).unwrap();
                let begun = at;
                for step in 1..=cells.len() {
                    let parent = cells[at].parent.clone().unwrap();
                    at = cells.iter().position(|one| one.id == parent).unwrap();
                    if at == begun {
                        break;
                    }
                    prop_assert!(step < cells.len(), "it does come back");
                }
            }
            Some(Break::Level(cell)) => {
                let below = cells.iter().find(|one| one.id == *cell).unwrap();
                let above = below.parent.as_ref().and_then(|parent| cells.iter().find(|one| one.id == *parent));
                let level = |cell: Option<&Cell>| cell.and_then(|cell| cell.level);
                let out_of_order = level(above).is_some_and(|above| below.level.is_some_and(|below| below <= above));
                prop_assert!(below.level.is_none() || out_of_order);
            }
        }
    }

    #[test]
    fn a_cell_is_circular_when_climbing_from_it_comes_back(
        parents in prop::collection::vec(prop::option::weighted(0.9, 0..7usize), 7),
    ) {
        let cells: Vec<Cell> = parents
            .iter()
            .enumerate()
            .map(|(at, parent)| Cell { id: at.to_string(), parent: parent.map(|p| p.to_string()), level: None })
            .collect();
        let tree = Tree::new(&cells);
        for at in 0..cells.len() {
            let mut reached = BTreeSet::new();
            let mut next = parents[at];
            while let Some(above) = next.filter(|above| reached.insert(*above)) {
                next = parents[above];
            }
            prop_assert_eq!(tree.circular(at), reached.contains(&at));
        }
    }

    #[test]
    fn a_shift_is_missed_when_nobody_on_the_roster_checked_in(
        links in links(),
        came in prop::collection::vec((0..DAYS, 0..3usize, 0..4usize), 0..60),
    ) {
        let needs = [
            Need { object: "一小".into(), role: Some("教师".into()), least: 1 },
            Need { object: "二小".into(), role: Some("家长".into()), least: 1 },
        ];
        let came: BTreeMap<CheckIn, u64> = came
            .into_iter()
            .enumerate()
            .map(|(row, (nth, place, person))| (CheckIn {
                day: day(nth),
                object: ["一小", "二小", "三小"][place].into(),
                role: ["教师", "家长", "教师"][place].into(),
                person: ["甲", "乙", "丙", "戊"][person].into(),
            }, row as u64))
            .collect();
        let days: Vec<Date> = (0..DAYS).map(day).collect();
        let all = shifts(&needs, &links, &days, &came);
        let due = all.len() as u64;
        let missed: Vec<_> = all.iter().filter(|due| due.rows.is_empty()).map(|due| &due.shift).collect();
        let mut expected: BTreeMap<(Date, String), bool> = BTreeMap::new();
        for need in &needs {
            for on in &days {
                if holders(need, &links, *on).is_empty() {
                    continue;
                }
                let any = Need { role: None, ..need.clone() };
                let rostered = holders(&any, &links, *on);
                let came = came.keys().any(|one| {
                    one.day == *on
                        && one.object == need.object
                        && Some(&one.role) == need.role.as_ref()
                        && rostered.contains(one.person.as_str())
                });
                expected.insert((*on, need.object.clone()), came);
            }
        }
        prop_assert_eq!(due, expected.len() as u64);
        let not: Vec<(Date, String)> = expected.into_iter().filter(|(_, came)| !came).map(|(key, _)| key).collect();
        let told: Vec<(Date, String)> = missed.into_iter().map(|shift| (shift.day, shift.object.clone())).collect();
        prop_assert_eq!(told, not);
    }
}

#[test]
fn a_hand_over_on_the_next_day_leaves_no_gap_and_a_day_later_leaves_one() {
    let link = |person: &str, from: &str, to: &str| Link {
        number: 0,
        person: person.into(),
        object: "一小".into(),
        role: String::new(),
        from: from.parse().ok(),
        to: to.parse().ok(),
    };
    let need = Need { object: "一小".into(), role: None, least: 1 };
    let span = |text: &str| text.parse::<Date>().unwrap();
    let first = link("甲", "2022-01-01", "2022-08-31");
    let (on_time, late) = (link("乙", "2022-09-01", "2022-12-31"), link("乙", "2022-09-02", "2022-12-31"));
    let year = (span("2022-01-01"), span("2022-12-31"));
    assert_eq!(gaps(&need, &[first.clone(), on_time], year.0, year.1), []);
    assert_eq!(gaps(&need, &[first, late], year.0, year.1), [(span("2022-09-01"), span("2022-09-01"))]);
}
