//! Exchanges and seatings: the solver by what must hold, the checkers against spoiled answers.

use plan::model::{Crowd, Exchange, Layout, Point, School, Section};
use plan::{ExchangeFlaw, LayoutFlaw, check_exchange, check_seating, exchange, seat, shortage};

/// Numbers that look like chance.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % most).unwrap()
    }
}

/// Twelve crowds of three subjects at five schools.
fn asked(seed: u64) -> Exchange {
    let mut dice = Dice(seed);
    let crowd = |dice: &mut Dice| {
        let school = dice.below(5);
        let reach = (0..5).filter(|to| *to == school || dice.below(3) > 0);
        let reach = reach.collect::<Vec<usize>>().into_iter().map(|to| (to, dice.below(60) as i64)).collect();
        let (kind, many, backbone) = (dice.below(3), 1 + dice.below(4) as i64, dice.below(4) == 0);
        Crowd { kind, school, area: school % 2, many, backbone, reach }
    };
    let crowds: Vec<Crowd> = (0..12).map(|_| crowd(&mut dice)).collect();
    let gone = crowds.iter().map(|crowd| (dice.below(3) as i64).min(crowd.many)).collect();
    Exchange { crowds, gone, due: 5_000 * dice.below(40) as i64, backbones: 2_000 }
}

#[test]
fn exchanges_are_as_few_as_can_be_and_spoiled_ones_are_refused() {
    let mut enough = 0;
    for seed in 0..300 {
        let asked = asked(seed);
        let pairs = exchange(&asked);
        let filled: i64 = asked.gone.iter().sum();
        let Ok((moves, backbones)) = check_exchange(&asked, &pairs) else { continue };
        enough += 1;
        assert!(moves >= asked.least() && backbones >= asked.least_backbones(moves), "{seed}");
        // A pair moves two: never more than one move beyond what is asked, unless backbone teachers were short.
        let fewer = moves - 2;
        assert!(
            pairs.is_empty() || fewer < asked.least() || backbones - 2 < asked.least_backbones(fewer),
            "{seed}: {moves} of {} and {filled}",
            asked.least()
        );
        let Some((one, other, many)) = pairs.last().copied() else { continue };
        let spoil = |pair: (usize, usize, i64)| [&pairs[..pairs.len() - 1], &[pair]].concat();
        assert_eq!(check_exchange(&asked, &spoil((one, one, many))), Err(ExchangeFlaw::Pair(one, one)));
        assert!(matches!(check_exchange(&asked, &spoil((one, other, 99))), Err(ExchangeFlaw::Many(_))));
        let mut far = asked.clone();
        let there = far.crowds[other].school;
        far.crowds[one].reach.retain(|(to, _)| *to != there);
        assert!(matches!(check_exchange(&far, &pairs), Err(ExchangeFlaw::Far(_))), "{seed}");
        let mut more = asked.clone();
        more.due = (moves + 1) * 10_000;
        assert!(matches!(check_exchange(&more, &pairs), Err(ExchangeFlaw::Few { .. })), "{seed}");
    }
    assert!(enough > 100, "{enough}");
}

/// Posts that lack, groups that give, a limit on what a school gives.
fn layout(seed: u64) -> Layout {
    let mut dice = Dice(seed);
    let schools = (0..3).map(|at| School { name: format!("校{at}"), limit: Some(dice.below(4) as i64) });
    let schools: Vec<School> = schools.collect();
    let section = |at: usize, dice: &mut Dice| {
        let (school, classes) = (at / 2, 1 + dice.below(2) as i64);
        Section { name: format!("组{at}"), kind: 0, school, classes, norm: 1 }
    };
    let sections: Vec<Section> = (0..6).map(|at| section(at, &mut dice)).collect();
    let point = |at: usize, dice: &mut Dice| {
        let reach = (0..6).filter(|_| dice.below(2) > 0).collect::<Vec<usize>>();
        let reach = reach.into_iter().map(|to| (to, dice.below(60) as i64)).collect();
        Point { name: format!("缺{at}"), kind: 0, pupils: vec![dice.below(3) as i64], reach }
    };
    let points = (0..4).map(|at| point(at, &mut dice)).collect();
    Layout { years: vec![2000], due: 0, points, schools, sections, actions: vec![], apart: vec![] }
}

/// The most that can be seated, by trying every seat of every pupil.
fn most(layout: &Layout) -> i64 {
    let waiting: Vec<usize> = (0..layout.points.len())
        .flat_map(|at| std::iter::repeat_n(at, usize::try_from(layout.points[at].pupils[0]).unwrap()))
        .collect();
    fn tried(layout: &Layout, waiting: &[usize], held: &mut [i64]) -> i64 {
        let Some((point, rest)) = waiting.split_first() else { return 0 };
        let mut best = tried(layout, rest, held);
        for (section, _) in &layout.points[*point].reach {
            let school = layout.sections[*section].school;
            let of_school: i64 =
                (0..held.len()).filter(|at| layout.sections[*at].school == school).map(|at| held[at]).sum();
            let free = held[*section] < layout.sections[*section].classes;
            if free && Some(of_school) < layout.schools[school].limit {
                held[*section] += 1;
                best = best.max(1 + tried(layout, rest, held));
                held[*section] -= 1;
            }
        }
        best
    }
    tried(layout, &waiting, &mut vec![0; layout.sections.len()])
}

#[test]
fn no_seating_has_fewer_left_than_the_shortage_says() {
    let mut short = 0;
    for seed in 0..200 {
        let layout = layout(seed);
        let (seating, cut) = (seat(&layout, 0, &[]), shortage(&layout, 0));
        let left = check_seating(&layout, 0, &seating.flows, cut.as_ref()).unwrap();
        let all: i64 = layout.points.iter().map(|point| point.pupils[0]).sum();
        assert_eq!(left, all - most(&layout), "{seed}");
        let Some(cut) = cut else { continue };
        short += 1;
        // One fewer seated, one more said to lack, a school left out of the shortage: none of them holds.
        if let Some((_, fewer)) = seating.flows.split_last() {
            assert!(check_seating(&layout, 0, fewer, Some(&cut)).is_err(), "{seed}");
        }
        assert!(check_seating(&layout, 0, &seating.flows, None).is_err(), "{seed}");
        let mut opened = cut.clone();
        if opened.schools.pop().is_some() || opened.sections.pop().is_some() {
            let found = check_seating(&layout, 0, &seating.flows, Some(&opened));
            assert!(found.is_err(), "{seed}: {found:?}");
        }
        let doubled: Vec<_> = seating.flows.iter().map(|(point, to, many)| (*point, *to, many * 9)).collect();
        let found = check_seating(&layout, 0, &doubled, Some(&cut));
        let refused = matches!(found, Err(LayoutFlaw::Overfull { .. } | LayoutFlaw::Seated { .. }));
        assert!(refused || doubled.is_empty(), "{seed}: {found:?}");
    }
    assert!(short > 40, "{short}");
}
