//! Layouts over years: the solver against brute force, the checker against spoiled proofs.

use plan::model::{Action, Layout, LayoutProof, LayoutStep, Point, School, Section, Standing};
use plan::{LayoutRule, Unhurried, check_layout, clash, ease, seat, solve_layout};

/// Numbers that look like chance.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn from(&mut self, least: i64, most: i64) -> i64 {
        least + i64::try_from(self.below((most - least + 1) as u64)).unwrap()
    }
}

/// A small layout: four schools of two stages, seven actions, three years.
fn small(seed: u64) -> Layout {
    let mut dice = Dice(seed);
    let schools = (0..4)
        .map(|at| School {
            name: format!("校{at}"), limit: (dice.below(3) > 0).then(|| dice.from(60, 160))
        });
    let schools: Vec<School> = schools.collect();
    let section = |at: usize, dice: &mut Dice| Section {
        name: format!("部{at}"),
        kind: at % 2,
        school: at / 2,
        classes: dice.from(0, 2),
        norm: if at.is_multiple_of(2) { 45 } else { 50 },
    };
    let sections: Vec<Section> = (0..8).map(|at| section(at, &mut dice)).collect();
    let points = (0..7).map(|at| Point {
        name: format!("村{at}"),
        kind: at % 2,
        pupils: (0..3).map(|_| dice.from(0, 70)).collect(),
        reach: (0..8)
            .filter_map(|to| {
                let (there, length) = (dice.below(3) > 0, dice.from(1, 9));
                (to % 2 == at % 2 && there).then_some((to, length))
            })
            .collect(),
    });
    let points = points.collect();
    let mut actions: Vec<Action> = (0..7)
        .map(|at| Action {
            name: format!("措施{at}"),
            cost: dice.from(1, 20) * 5,
            from: dice.below(3) as usize,
            effects: vec![(dice.below(8) as usize, dice.from(1, 2))],
            standing: Standing::Free,
        })
        .collect();
    // One closes what there is and builds it anew elsewhere; two exclude one another.
    actions[0].effects = vec![(2, -sections[2].classes), (4, 2)];
    actions[1].standing = [Standing::Free, Standing::Open, Standing::Closed][dice.below(3) as usize];
    Layout { years: vec![2023, 2024, 2025], due: 1, points, schools, sections, actions, apart: vec![(2, 3)] }
}

/// The least cost, by trying every set of actions.
fn brute(layout: &Layout) -> Option<i64> {
    let all = 0..1u32 << layout.actions.len();
    let tries = all.map(|set| (0..layout.actions.len()).map(|at| set >> at & 1 == 1).collect::<Vec<bool>>());
    let allowed = |taken: &Vec<bool>| {
        let decided = layout.actions.iter().zip(taken).all(|(action, on)| match action.standing {
            Standing::Free => true,
            Standing::Open => *on,
            Standing::Closed => !*on,
        });
        decided && !layout.apart.iter().any(|(one, other)| taken[*one] && taken[*other])
    };
    let seated = |taken: &Vec<bool>| {
        (layout.due..layout.years.len())
            .all(|year| seat(layout, year, taken).left.iter().all(|left| *left == 0))
    };
    tries.filter(|taken| allowed(taken) && seated(taken)).map(|taken| layout.cost(&taken)).min()
}

/// Pupils that can be seated at most, counted on the side of shortages: for every set of sections, of schools.
fn hall(layout: &Layout, year: usize, taken: &[bool]) -> i64 {
    let rooms = layout.rooms(year, taken);
    let sets = 0..1u32 << (layout.sections.len() + layout.schools.len());
    let worth = |set: u32| {
        let cut = |at: usize| set >> at & 1 == 1;
        let school = |at: usize| cut(layout.sections.len() + at);
        let closed = |at: usize| cut(at) || school(layout.sections[at].school);
        let limits = (0..layout.schools.len()).filter(|at| school(*at));
        let limits = limits.map(|at| layout.schools[at].limit).sum::<Option<i64>>()?;
        let rooms: i64 = (0..rooms.len()).filter(|at| cut(*at)).map(|at| rooms[at]).sum();
        let outside = layout.points.iter().filter(|point| !point.reach.iter().all(|(at, _)| closed(*at)));
        Some(limits + rooms + outside.map(|point| point.pupils[year]).sum::<i64>())
    };
    sets.filter_map(worth).min().unwrap()
}

fn solved(layout: &Layout) -> LayoutProof {
    layout.sound().unwrap();
    solve_layout(layout, &mut Unhurried).expect("nobody stops it")
}

#[test]
fn brute_force_agrees() {
    let (mut with, mut without) = (0, 0);
    for seed in 0..150 {
        let layout = small(seed);
        let proof = solved(&layout);
        check_layout(&proof, &layout).unwrap_or_else(|flaw| panic!("{seed}: {flaw}"));
        assert_eq!((proof.cost, proof.bound), (brute(&layout), brute(&layout)), "{seed}");
        *if proof.cost.is_some() { &mut with } else { &mut without } += 1;
    }
    assert!(with > 30 && without > 10, "{with} with a plan, {without} without");
}

#[test]
fn as_many_are_seated_as_the_tightest_shortage_lets() {
    for seed in 0..6 {
        let layout = small(seed);
        let taken: Vec<bool> = (0..layout.actions.len()).map(|at| (seed >> at) & 1 == 1).collect();
        let left: i64 = seat(&layout, 2, &taken).left.iter().sum();
        assert_eq!(layout.pupils(2) - left, hall(&layout, 2, &taken), "{seed}");
    }
}

/// Every way in which a proof may be spoiled: one number of it is another.
fn spoiled(proof: &LayoutProof, dice: &mut Dice) -> Option<LayoutProof> {
    let mut bad = proof.clone();
    let some = |length: usize, dice: &mut Dice| (length > 0).then(|| dice.below(length as u64) as usize);
    match dice.below(10) {
        0 => bad.cost = Some(bad.cost? - dice.from(1, 9)),
        1 => bad.bound = Some(bad.bound? + dice.from(1, 9)),
        2 => drop(bad.tree.remove(some(bad.tree.len(), dice)?)),
        3 => {
            let year = some(bad.placings.len(), dice)?;
            let at = some(bad.placings[year].flows.len(), dice)?;
            bad.placings[year].flows[at].2 += [-1, 1][dice.below(2) as usize];
        }
        4 => {
            let year = some(bad.placings.len(), dice)?;
            let at = some(bad.placings[year].flows.len(), dice)?;
            bad.placings[year].flows[at].1 += 1;
        }
        5 => {
            let taken = bad.taken.as_mut()?;
            taken.remove(some(taken.len(), dice)?);
        }
        6 => drop(bad.placings.pop()?),
        7 => {
            // A section that a shortage leaves out.
            let at = some(bad.cuts.len(), dice)?;
            bad.cuts[at].sections.pop()?;
        }
        8 => {
            let at = bad.tree.iter().position(|step| matches!(step, LayoutStep::Leaf(_)))?;
            bad.tree[at] = LayoutStep::Empty(0);
        }
        _ => {
            let year = some(bad.placings.len(), dice)?;
            let prices = &mut bad.placings[year].prices.sections;
            let at = some(prices.len(), dice)?;
            prices[at] += 1_000;
        }
    }
    (bad != *proof).then(|| bad.sealed())
}

#[test]
fn the_checker_refuses_what_was_spoiled() {
    let mut dice = Dice(7);
    let (mut tried, mut weaker) = (0, 0);
    for seed in 0..60 {
        let layout = small(seed);
        let proof = solved(&layout);
        for _ in 0..170 {
            let Some(bad) = spoiled(&proof, &mut dice) else { continue };
            tried += 1;
            if check_layout(&bad, &layout).is_ok() {
                // A price that nobody pays, or a node whose like stands beside it, changes nothing that is claimed.
                assert_eq!(
                    (bad.cost, bad.bound, &bad.taken),
                    (proof.cost, proof.bound, &proof.taken),
                    "{seed}"
                );
                assert!(
                    bad.placings.iter().map(|one| &one.flows).eq(proof.placings.iter().map(|one| &one.flows))
                );
                weaker += 1;
            }
        }
    }
    assert!(tried > 4_000, "{tried}");
    assert!(weaker * 20 < tried, "{weaker} of {tried} spoiled proofs pass, though each claims nothing more");
}

#[test]
fn a_seal_holds_against_slips() {
    let layout = small(3);
    let mut proof = solved(&layout);
    proof.seal = proof.seal.replace(|digit: char| digit.is_ascii_digit(), "x");
    assert!(check_layout(&proof, &layout).is_err());
    assert!(check_layout(&solved(&small(4)), &layout).is_err(), "of another layout");
}

/// One village of 130 pupils beside a school of two classes.
fn village(cost: i64) -> Layout {
    let point = Point { name: "甲村".into(), kind: 0, pupils: vec![130], reach: vec![(0, 3)] };
    let build =
        Action { name: "扩建".into(), cost, from: 0, effects: vec![(0, 1)], standing: Standing::Free };
    Layout {
        years: vec![2025],
        due: 0,
        points: vec![point],
        schools: vec![School { name: "一小".into(), limit: Some(2_000) }],
        sections: vec![Section { name: "一小".into(), kind: 0, school: 0, classes: 2, norm: 45 }],
        actions: vec![build],
        apart: vec![],
    }
}

#[test]
fn what_clashes_is_named_and_the_least_that_gives_way() {
    let mut layout = village(70);
    assert_eq!(clash(&layout, Some(70), &mut Unhurried), Some(vec![]));
    assert_eq!(clash(&layout, Some(69), &mut Unhurried), Some(vec![LayoutRule::Budget, LayoutRule::Norm]));
    // Two classes of 65 hold 130.
    let easing = ease(&layout, Some(69), &mut Unhurried);
    assert_eq!((easing.cost, easing.norm), (Some(70), Some(20)));
    layout.schools[0].limit = Some(129);
    assert_eq!(clash(&layout, None, &mut Unhurried), Some(vec![LayoutRule::Limit]));
    assert_eq!(ease(&layout, None, &mut Unhurried).cost, None);
    layout.actions[0].standing = Standing::Closed;
    layout.schools[0].limit = None;
    assert_eq!(clash(&layout, None, &mut Unhurried), Some(vec![LayoutRule::Decided, LayoutRule::Norm]));
}

#[test]
fn an_unsound_layout_says_why() {
    let wrong = |change: fn(&mut Layout)| {
        let mut layout = village(70);
        change(&mut layout);
        layout.sound().unwrap_err()
    };
    assert!(wrong(|layout| layout.actions[0].cost = -1).contains("费用是负数"));
    assert!(wrong(|layout| layout.points[0].pupils = vec![]).contains("不是每年都有人数"));
    assert!(wrong(|layout| layout.points[0].reach = vec![(0, 3), (0, 3)]).contains("重了"));
    assert!(wrong(|layout| layout.points[0].reach = vec![(7, 3)]).contains("去的地方没有"));
    assert!(wrong(|layout| layout.sections[0].school = 9).contains("班数或班额不对"));
    assert!(wrong(|layout| layout.due = 4).contains("达标年"));
}
