//! The rows that a change is said to reach hold all those whose values differ after it, and few others.

use crate::district::*;
use crate::random::{Dice, loose_schema};
use formula::{CellChange, Column, Evaluation, Formula, Scope, compile};
use std::collections::BTreeSet;

/// Row formulas of schools and classes: own cells, references, gathered rows by one tie or two, conditions that look out.
const FORMULAS: [(&str, &str); 11] = [
    ("学校", "图书 / 学生数"),
    ("学校", "合计(学生数, 同 城乡)"),
    ("学校", "合计(学校.学生数, 城乡 = 本.城乡 且 学段 = 本.学段 且 图书 > 300)"),
    ("学校", "学生数 / 合计(折算人数, 同 城乡)"),
    ("学校", "计数(班级, 学校 = 本.标识码)"),
    ("学校", "计数(班级, 学校 = 本.标识码 且 人数 > 45 且 年级 < 7)"),
    ("学校", "合计(班级.人数, 学校 = 本.标识码 且 人数 > 本.折算人数)"),
    ("学校", "若(图书 / 学生数 >= 参数.差异系数上限(学段), 学生数, 最大(图书, 同 学段))"),
    ("班级", "人数 / 学校.学生数"),
    ("班级", "合计(人数, 同 学校) + 年级"),
    ("班级", "若(学校.城乡 = “城区”, 人数, 年级)"),
];

struct Cells {
    schools: Vec<Vec<String>>,
    classes: Vec<Vec<String>>,
}

const SCHOOL: [&str; 6] = ["标识码", "学段", "城乡", "学生数", "图书", "折算人数"];
const CLASS: [&str; 3] = ["学校", "人数", "年级"];

impl Cells {
    fn roll(dice: &mut Dice) -> Cells {
        let schools = (0..12).map(|at| (0..SCHOOL.len()).map(|field| school_cell(dice, at, field)).collect());
        let schools = schools.collect();
        let classes = (0..20).map(|_| (0..CLASS.len()).map(|field| class_cell(dice, field)).collect());
        Cells { schools, classes: classes.collect() }
    }

    fn world(&self) -> District {
        let frame = |rows: &[Vec<String>], names: &[&str], words: usize| -> Vec<Column> {
            let column = |(at, name): (usize, &&str)| {
                let cells: Vec<&str> = rows.iter().map(|row| row[at].as_str()).collect();
                if at < words { texts(name, &cells) } else { numbers(name, &cells) }
            };
            names.iter().enumerate().map(column).collect()
        };
        District::default().with("学校", 2022, (0..12).collect(), frame(&self.schools, &SCHOOL, 3)).with(
            "班级",
            2022,
            (0..20).collect(),
            frame(&self.classes, &CLASS, 1),
        )
    }
}

fn school_cell(dice: &mut Dice, at: usize, field: usize) -> String {
    match field {
        0 => format!("校{at}"),
        1 => ["小学", "初中"][dice.roll(2) as usize].into(),
        2 => ["城区", "镇区", "乡村", ""][dice.roll(4) as usize].into(),
        _ if dice.roll(9) == 0 => String::new(),
        3 => (1 + dice.roll(900)).to_string(),
        4 => dice.roll(700).to_string(),
        _ => dice.roll(60).to_string(),
    }
}

fn class_cell(dice: &mut Dice, field: usize) -> String {
    match field {
        0 => format!("校{}", dice.roll(14)),
        1 if dice.roll(9) > 0 => (30 + dice.roll(30)).to_string(),
        2 => (1 + dice.roll(9)).to_string(),
        _ => String::new(),
    }
}

#[test]
fn every_row_that_differs_after_a_change_was_said_to_be_reached() {
    let mut dice = Dice(44);
    let formulas: Vec<(&str, Formula)> = FORMULAS
        .iter()
        .map(|(register, source)| {
            let scope = Scope::Row { register: (*register).into() };
            (
                *register,
                compile(source, &scope, &loose_schema()).unwrap_or_else(|p| panic!("{source}: {p:#?}")),
            )
        })
        .collect();
    let (mut told, mut reached, mut differing) = (0, 0, 0);
    for round in 0..200 {
        let mut cells = Cells::roll(&mut dice);
        let before = cells.world();
        let school = dice.roll(2) == 0;
        let (register, names) = if school { ("学校", &SCHOOL[..]) } else { ("班级", &CLASS[..]) };
        let mut rows = BTreeSet::new();
        let mut fields = BTreeSet::new();
        for _ in 0..=dice.roll(2) {
            let row = dice.roll(if school { 12 } else { 20 }) as usize;
            let field = dice.roll(names.len() as u64) as usize;
            match school {
                true => cells.schools[row][field] = school_cell(&mut dice, row, field),
                false => cells.classes[row][field] = class_cell(&mut dice, field),
            }
            rows.insert(row as u32);
            fields.insert(names[field]);
        }
        let after = cells.world();
        let change = CellChange { register, rows: &rows, fields: &fields };
        for ((owner, formula), (_, source)) in formulas.iter().zip(FORMULAS) {
            let (old, new) = (Evaluation::new(&before, 2022), Evaluation::new(&after, 2022));
            let (olds, news) = (old.rows(formula), new.rows(formula));
            let differ: BTreeSet<u32> =
                (0..olds.len() as u32).filter(|row| olds[*row as usize] != news[*row as usize]).collect();
            let Some(affected) = new.affected(formula, &change) else { continue };
            assert!(
                differ.is_subset(&affected),
                "round {round}: {source} of {owner}: {differ:?} differ after {change:?}, reached {affected:?}"
            );
            told += 1;
            reached += affected.len();
            differing += differ.len();
            let list: Vec<u32> = affected.into_iter().collect();
            let part = new.column_at(formula, "列", &list).unwrap();
            let whole = new.column(formula, "列").unwrap();
            for (at, row) in list.iter().enumerate() {
                assert_eq!(part.missing.get(at), whole.missing.get(*row as usize), "{source}");
            }
        }
    }
    assert!(told > 1_500 && differing > 300, "{told} told, {differing} differ");
    assert!(reached < told * 6, "{reached} rows reached in {told} cases: too many to spare work");
}
