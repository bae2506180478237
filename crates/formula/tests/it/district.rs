//! A small world: schools, classes, guards, money.

use formula::{
    Answer, Column, Evaluation, Field, Formula, Frame, Indicator, Kind, Parameter, Reference, Schema, Scope,
    Table, World, compile,
};
use quantity::{Decimal, Interval, Unit};
use std::collections::BTreeMap;
use std::sync::Arc;

pub fn unit(text: &str) -> Unit {
    Unit::parse(text).expect(text)
}

pub fn decimal(text: &str) -> Decimal {
    text.parse().expect(text)
}

fn number(name: &str, of: &str) -> Field {
    Field::new(name, Kind::Number(unit(of)))
}

fn choice(name: &str, choices: &[&str]) -> Field {
    Field { choices: choices.iter().map(|c| c.to_string()).collect(), ..Field::new(name, Kind::Text) }
}

fn pointer(name: &str, register: &str) -> Field {
    let reference = Some(Reference { register: register.into(), by: "标识码".into() });
    Field { reference, ..Field::new(name, Kind::Text) }
}

pub fn schema() -> Schema {
    let school = Table {
        name: "学校".into(),
        counter: unit("所"),
        fields: vec![
            Field::new("标识码", Kind::Text),
            Field::new("名称", Kind::Text),
            choice("学段", &["小学", "初中"]),
            choice("城乡", &["城区", "镇区", "乡村"]),
            number("学生数", "人"),
            number("图书", "册"),
            Field::new("寄宿", Kind::Boolean),
            number("折算人数", "人"),
        ],
    };
    let class = Table {
        name: "班级".into(),
        counter: unit("个"),
        fields: vec![pointer("学校", "学校"), number("人数", "人"), number("年级", "")],
    };
    let guard = Table {
        name: "保安员".into(),
        counter: unit("人"),
        fields: vec![
            pointer("学校", "学校"),
            Field::new("姓名", Kind::Text),
            Field::new("上岗日期", Kind::Date),
        ],
    };
    let money = Table {
        name: "教育经费".into(),
        counter: unit("笔"),
        fields: vec![number("金额", "元"), choice("学段", &["小学", "初中"])],
    };
    Schema {
        families: Vec::new(),
        tables: vec![school, class, guard, money],
        parameters: vec![
            Parameter {
                name: "差异系数上限".into(),
                unit: unit(""),
                keys: vec!["小学".into(), "初中".into()],
            },
            Parameter { name: "兜底".into(), unit: unit("万元"), keys: vec![] },
        ],
        indicators: vec![Indicator {
            name: "一般公共预算教育经费".into(),
            kind: Kind::Number(unit("元")),
            by: vec![],
        }],
    }
}

#[derive(Default)]
pub struct District {
    pub frames: BTreeMap<(String, i32), Arc<Frame>>,
}

impl World for District {
    fn frame(&self, register: &str, year: i32) -> Option<Arc<Frame>> {
        self.frames.get(&(register.to_string(), year)).cloned()
    }

    fn parameter(&self, name: &str, key: Option<&str>, year: i32) -> Option<Interval> {
        let value = match (name, key) {
            ("差异系数上限", Some("小学")) => "0.50",
            ("差异系数上限", Some("初中")) => "0.45",
            ("兜底", None) if year >= 2022 => "300000",
            _ => return None,
        };
        Some(Interval::point(decimal(value)))
    }

    fn indicator(&self, name: &str, _: Option<&str>, year: i32) -> Option<Answer> {
        let value = match (name, year) {
            ("一般公共预算教育经费", 2022) => "1543500000",
            ("一般公共预算教育经费", 2021) => "1528066528.07",
            _ => return None,
        };
        Some(Answer::Number(Interval::point(decimal(value))))
    }
}

impl District {
    pub fn with(mut self, register: &str, year: i32, rows: Vec<u64>, columns: Vec<Column>) -> District {
        self.frames.insert((register.into(), year), Arc::new(Frame { rows, columns }));
        self
    }
}

pub fn numbers(name: &str, cells: &[&str]) -> Column {
    let cells: Vec<Option<Decimal>> = cells.iter().map(|c| (!c.is_empty()).then(|| decimal(c))).collect();
    Column::numbers(name, &cells)
}

pub fn texts(name: &str, cells: &[&str]) -> Column {
    let cells: Vec<Option<&str>> = cells.iter().map(|c| (!c.is_empty()).then_some(*c)).collect();
    Column::texts(name, &cells)
}

/// The five schools of the worked example of 教督〔2012〕3号 trainings: pupils and books.
pub fn five_schools() -> District {
    District::default().with(
        "学校",
        2022,
        vec![11, 12, 13, 14, 15],
        vec![
            texts("标识码", &["甲", "乙", "丙", "丁", "戊"]),
            texts("名称", &["样例一小", "样例二小", "样例三小", "样例四中", "样例五中"]),
            texts("学段", &["小学", "小学", "小学", "初中", "初中"]),
            texts("城乡", &["城区", "镇区", "乡村", "城区", "乡村"]),
            numbers("学生数", &["45", "37", "89", "76", "55"]),
            numbers("图书", &["279", "137", "935", "160", "402"]),
            Column::booleans("寄宿", &[Some(true), Some(false), Some(true), None, Some(false)]),
        ],
    )
}

pub fn indicator(source: &str) -> Formula {
    grouped(source, &[])
}

pub fn grouped(source: &str, by: &[&str]) -> Formula {
    let scope = Scope::Indicator { by: by.iter().map(|b| b.to_string()).collect() };
    compile(source, &scope, &schema()).unwrap_or_else(|problems| panic!("{source}: {problems:#?}"))
}

pub fn row(register: &str, source: &str) -> Formula {
    let scope = Scope::Row { register: register.into() };
    compile(source, &scope, &schema()).unwrap_or_else(|problems| panic!("{source}: {problems:#?}"))
}

/// The answer as a short text: a number to `places` decimals where both bounds agree.
pub fn shown(answer: &Answer, places: u32) -> String {
    match answer {
        Answer::Number(number) => {
            let (low, high) = (number.lo().round(places), number.hi().round(places));
            if low == high { low.to_string() } else { format!("{low}~{high}") }
        }
        Answer::Text(text) => text.to_string(),
        Answer::Boolean(truth) => if truth.is_yes() { "是" } else { "否" }.into(),
        Answer::Date(day) => format!("{:?}", formula::date(*day)),
        Answer::Unknown(reasons) => {
            format!("说不清：{}", reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("；"))
        }
    }
}

pub fn value(world: &District, source: &str) -> String {
    shown(&Evaluation::new(world, 2022).value(&indicator(source)), 4)
}
