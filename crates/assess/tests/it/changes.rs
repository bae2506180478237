//! A change computes again what depends on it, and comes to what everything computed anew comes to.

use super::*;
use ledger::Value;
use std::collections::BTreeSet;

/// A small generator, the same on every run (SplitMix64).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, of: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % of
    }

    fn number(&mut self, most: u64, scale: u32) -> Option<Value> {
        let digits = i128::from(self.roll(most));
        (self.roll(12) > 0).then(|| Value::Number(quantity::Decimal::new(digits, scale)))
    }

    fn word(&mut self, words: &[&str]) -> Option<Value> {
        Some(Value::Text(words[self.roll(words.len() as u64) as usize].to_string()))
    }
}

pub(super) fn school(dice: &mut Dice, number: u64, year: i32) -> Row {
    let wide = if dice.roll(20) == 0 { u64::MAX } else { 3_000 };
    Row {
        values: vec![
            Some(Value::Number(year.into())),
            Some(Value::Text(format!("样例{number}"))),
            dice.word(&["甲县", "乙县", "丙县", "丁县"]),
            if dice.roll(9) == 0 { None } else { dice.word(&["城区", "镇区", "乡村"]) },
            dice.word(&["小学", "初中"]),
            dice.number(1_500, 0),
            dice.number(40, 0),
            dice.number(900_000, 2),
            dice.number(wide, 4),
            None,
        ],
    }
}

pub(super) fn teacher(dice: &mut Dice, number: u64, year: i32) -> Row {
    let school = format!("样例{}", dice.roll(14));
    Row {
        values: vec![
            Some(Value::Number(year.into())),
            Some(Value::Text(format!("工号{number}"))),
            Some(Value::Text(school)),
            if dice.roll(15) == 0 { None } else { Some(Value::Boolean(dice.roll(10) > 0)) },
        ],
    }
}

pub(super) fn pledge(dice: &mut Dice, number: u64) -> Row {
    Row { values: vec![Some(Value::Text(format!("项{number}"))), dice.number(90, 0)] }
}

type Kept = BTreeMap<(String, i32, u64), Row>;

fn anew(pack: &Arc<Pack>, kept: &Kept) -> Assessor {
    let mut facts = Facts::new();
    for register in &pack.registers {
        let rows = kept.iter().filter(|((name, ..), _)| *name == register.name);
        facts.add(register, rows.map(|((_, _, number), row)| (*number, row)));
    }
    // A register or a year that has lost its last row was still reported.
    for (name, year) in [("学校", 2021), ("学校", 2022), ("教师", 2021), ("教师", 2022), ("承诺", 2022)]
    {
        facts.add_empty(pack.register(name).unwrap(), year);
    }
    Assessor::new(pack.clone(), facts)
}

#[test]
fn after_every_change_the_assessment_is_the_one_computed_anew() {
    let pack = pack("shapes");
    for seed in 0..6 {
        let mut dice = Dice(seed);
        let mut kept = Kept::new();
        for number in 0..14 {
            for year in [2021, 2022] {
                kept.insert(("学校".into(), year, number), school(&mut dice, number, year));
            }
        }
        for number in 0..30 {
            kept.insert(("教师".into(), 2022, number), teacher(&mut dice, number, 2022));
        }
        kept.insert(("承诺".into(), 0, 1), pledge(&mut dice, 1));
        let mut changing = anew(&pack, &kept);
        changing.assess(2022);
        for step in 0..120 {
            let year = if dice.roll(3) == 0 { 2021 } else { 2022 };
            let (name, number) = match dice.roll(8) {
                0 | 1 => ("教师", dice.roll(34)),
                2 => ("承诺", dice.roll(3)),
                _ => ("学校", dice.roll(17)),
            };
            let of = if name == "承诺" { 0 } else { year };
            let key = (name.to_string(), of, number);
            let touched = match dice.roll(9) {
                0 => {
                    kept.remove(&key);
                    changing.remove(name, year, number)
                }
                1..5 if kept.contains_key(&key) => {
                    // One cell of a row that is there.
                    let fresh = match name {
                        "学校" => school(&mut dice, number, year),
                        "教师" => teacher(&mut dice, number, year),
                        _ => pledge(&mut dice, number),
                    };
                    let row = kept.get_mut(&key).unwrap();
                    let at = 1 + dice.roll(row.values.len() as u64 - 1) as usize;
                    row.values[at] = fresh.values[at].clone();
                    changing.put(name, number, &row.clone())
                }
                _ => {
                    let row = match name {
                        "学校" => school(&mut dice, number, year),
                        "教师" => teacher(&mut dice, number, year),
                        _ => pledge(&mut dice, number),
                    };
                    kept.insert(key.clone(), row.clone());
                    changing.put(name, number, &row)
                }
            };
            let again = changing.assess(2022);
            let whole = anew(&pack, &kept).assess(2022);
            for (one, other) in again.outcomes.iter().zip(&whole.outcomes) {
                assert_eq!(one, other, "seed {seed}, step {step}: {key:?} touched {touched:?}");
            }
            assert_eq!(again, whole);
        }
    }
}

#[test]
fn a_change_says_anew_only_what_depends_on_it() {
    let pack = pack("shapes");
    let mut assessor = assessor(
        &pack,
        &[
            (
                "学校",
                "学年|标识码|县|城乡|学段|学生数|班数|面积\n2022|一|甲县|城区|小学|100|3|600\n2022|二|乙县|乡村|初中|200|5|900\n2021|一|甲县|城区|小学|90|3|600",
            ),
            ("教师", "学年|工号|学校|持证\n2022|1|一|是\n2022|2|二|是"),
        ],
    );
    let before = assessor.assess(2022);
    let register = pack.register("学校").unwrap();
    let row = rows(register, "学年|标识码|县|城乡|学段|学生数|班数|面积\n2022|一|甲县|城区|小学|100|3|700")
        .remove(0);
    let touched = assessor.put("学校", 1, &row);
    let fields: Vec<&str> = touched.fields.iter().map(|(_, field, _)| field.as_str()).collect();
    assert_eq!(fields, ["生均面积", "面积"], "the floor is met as before, so 面积达标 did not change");
    let again = assessor.assess(2022);
    let mut differ: BTreeSet<&str> = BTreeSet::new();
    for (one, other) in before.outcomes.iter().zip(&again.outcomes) {
        match one == other {
            true => assert!(Arc::ptr_eq(one, other) || one.groups.len() > 1, "{} was said again", one.id),
            false => {
                differ.insert(&one.id);
            }
        }
    }
    let expected = BTreeSet::from(["county-area", "above-average"]);
    assert_eq!(differ, expected);
    let (old, new) = (before.outcome("county-area").unwrap(), again.outcome("county-area").unwrap());
    let kept: Vec<bool> =
        old.groups.iter().zip(&new.groups).map(|(old, new)| Arc::ptr_eq(old, new)).collect();
    assert_eq!(kept, [true, false], "乙县 was not judged again, 甲县 was");
    let said: BTreeSet<&str> = touched.outcomes.iter().map(|(id, _)| id.as_str()).collect();
    assert!(differ.is_subset(&said));
    assert_eq!(
        assessor.put("学校", 1, &row),
        assess::Touched::default(),
        "the same row again changes nothing"
    );
}
