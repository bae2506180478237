//! An assessor carried from moment to moment says at each what one made anew says, and its clones stay where they were.

use super::changes::{Dice, pledge, school, teacher};
use super::*;
use assess::{Assessment, RowChange};
use define::Written;
use std::collections::BTreeSet;

/// The rows of one moment by register and number, and the claims of zero that are open.
#[derive(Clone, Default)]
struct Moment {
    rows: BTreeMap<(&'static str, u64), Row>,
    open: BTreeSet<&'static str>,
}

const YEARS: [i32; 3] = [2021, 2022, 2023];
const DUTIES: [&str; 2] = ["nil-reports", "drills"];

impl Moment {
    fn assessor(&self, pack: &Arc<Pack>) -> Assessor {
        let mut facts = Facts::new();
        for register in &pack.registers {
            let rows = self.rows.iter().filter(|((name, _), _)| *name == register.name);
            facts.add(register, rows.map(|((_, number), row)| (*number, row)));
        }
        let mut assessor = Assessor::new(pack.clone(), facts);
        assessor.leave_open(2022, self.claims());
        assessor
    }

    fn claims(&self) -> Vec<(String, String)> {
        self.open.iter().map(|duty| (duty.to_string(), format!("{duty}还缺一份"))).collect()
    }

    fn assessed(&self, pack: &Arc<Pack>) -> Vec<Assessment> {
        YEARS.map(|year| self.assessor(pack).assess(year)).to_vec()
    }
}

/// The pack of shapes, with indicators that rest on claims of zero: one alone, one grouped, one that others look at.
fn resting() -> Arc<Pack> {
    let mut pack = Pack::clone(&pack("shapes"));
    for (id, duties) in
        [("no-dropouts", &DUTIES[..]), ("county-area", &DUTIES[..1]), ("pupils", &DUTIES[1..])]
    {
        let indicator = pack.indicators.iter_mut().find(|indicator| indicator.id == id).unwrap();
        indicator.rests_on = duties.iter().map(|duty| Written::new(*duty, "", 1, 1)).collect();
    }
    Arc::new(pack)
}

fn fresh(dice: &mut Dice, name: &str, number: u64) -> Row {
    let year = 2020 + dice.roll(4) as i32;
    match name {
        "学校" => school(dice, number, year),
        "教师" => teacher(dice, number, year),
        _ => pledge(dice, number),
    }
}

/// One moment's changes: few rows or many, of any register; new, changed, moved to another year, withdrawn.
fn changes(dice: &mut Dice, moment: &mut Moment) -> Vec<(&'static str, u64, Option<Row>, Option<Row>)> {
    let mut changes = Vec::new();
    let many = if dice.roll(5) == 0 { 14 } else { 3 };
    for _ in 0..=dice.roll(many) {
        let (name, number) = match dice.roll(6) {
            0 | 1 => ("教师", dice.roll(9)),
            2 => ("承诺", dice.roll(2)),
            _ => ("学校", dice.roll(8)),
        };
        let before = moment.rows.get(&(name, number)).cloned();
        let mut after = (dice.roll(4) > 0).then(|| fresh(dice, name, number));
        if let (Some(before), Some(after), true) = (&before, &mut after, dice.roll(2) == 0) {
            // One cell, the year among them.
            let at = dice.roll(before.values.len() as u64) as usize;
            let cell = std::mem::take(&mut after.values[at]);
            *after = before.clone();
            after.values[at] = cell;
        }
        match &after {
            Some(row) => moment.rows.insert((name, number), row.clone()),
            None => moment.rows.remove(&(name, number)),
        };
        changes.push((name, number, before, after));
    }
    changes
}

#[test]
fn a_carried_assessor_is_the_one_made_anew_and_its_clones_stay_where_they_were() {
    let pack = resting();
    for seed in 0..5 {
        let mut dice = Dice(seed);
        let mut moment = Moment::default();
        let mut carried = moment.assessor(&pack);
        let mut kept: Vec<(Assessor, Moment)> = Vec::new();
        for step in 0..60 {
            let changes = changes(&mut dice, &mut moment);
            let told = changes.iter().map(|(register, number, before, after)| RowChange {
                register,
                number: *number,
                before: before.as_ref(),
                after: after.as_ref(),
            });
            carried.follow(told);
            if dice.roll(3) == 0 {
                let duty = DUTIES[dice.roll(2) as usize];
                if !moment.open.remove(duty) {
                    moment.open.insert(duty);
                }
                carried.leave_open(2022, moment.claims());
            }
            if dice.roll(8) == 0 {
                kept.push((carried.clone(), moment.clone()));
            }
            // Not every year is looked at in every moment.
            for year in YEARS.into_iter().filter(|_| dice.roll(4) > 0) {
                let (again, whole) = (carried.assess(year), moment.assessor(&pack).assess(year));
                for (one, other) in again.outcomes.iter().zip(&whole.outcomes) {
                    assert_eq!(one, other, "seed {seed}, step {step}, {year}: {changes:?}");
                }
                assert_eq!(again, whole);
            }
        }
        for (mut clone, moment) in kept {
            assert_eq!(YEARS.map(|year| clone.assess(year)).to_vec(), moment.assessed(&pack));
        }
    }
}

#[test]
fn an_open_claim_makes_what_rests_on_it_unknown_and_closing_it_tells_again() {
    let pack = resting();
    let tables = [
        ("学校", "学年|标识码|县|学段|学生数|班数|面积\n2022|一|甲县|小学|100|3|600"),
        ("教师", "学年|工号|学校|持证\n2022|1|一|是"),
    ];
    let mut carried = assessor(&pack, &tables);
    let before = carried.assess(2022);
    let touched = carried.leave_open(2022, [("drills".to_string(), "演练没有报全".to_string())]);
    let open = carried.assess(2022);
    let reasons =
        |id: &str| open.outcome(id).unwrap().reasons.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(reasons("no-dropouts"), ["演练没有报全"]);
    assert_eq!(reasons("pupils"), ["演练没有报全"]);
    let growth = reasons("pupils-growth");
    assert_eq!(growth, ["演练没有报全", "2021年没有台账“学校”的数据"], "it looks at 在校学生");
    assert!(touched.outcomes.contains(&("pupils".to_string(), 2022)));
    assert!(Arc::ptr_eq(&before.outcomes[0], &open.outcomes[0]), "what rests on nothing is not said again");
    carried.leave_open(2022, []);
    assert_eq!(carried.assess(2022), before);
    assert_eq!(carried.leave_open(2022, []), assess::Touched::default());
}

#[test]
fn assessors_go_between_threads() {
    fn goes<T: Send>() {}
    goes::<Assessor>();
}
