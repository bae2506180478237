//! Properties over generated registers and formulas, each from a seed of its own.

use crate::district::*;
use formula::{Answer, Asked, Cells, Column, Evaluation, Frame, Kind, Scope, compile};
use quantity::{Decimal, Interval, Truth};
use std::collections::BTreeMap;

/// A linear congruential generator: the upper bits of its state.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn one_of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.roll(list.len() as u64) as usize]
    }
}

/// Schools in up to three stages, in runs or mixed, some cells missing, some pupils nought, some numbers huge.
fn schools(dice: &mut Dice, rows: usize, hostile: bool) -> District {
    let sorted = dice.roll(2) == 0;
    let stages: Vec<&str> = (0..rows)
        .map(|row| if sorted && row * 2 < rows { "小学" } else { dice.one_of(&["小学", "初中"]) })
        .collect();
    let areas: Vec<&str> = (0..rows).map(|_| dice.one_of(&["城区", "镇区", "乡村"])).collect();
    let same = dice.roll(4) == 0;
    let cell = |dice: &mut Dice, least: u64, sides: u64| match dice.roll(if hostile {
        40
    } else {
        u64::MAX >> 33
    }) {
        0 => None,
        1 => Some(Decimal::from(0i64)),
        2 => Some(Decimal::from((1i64 << 52) + 1)),
        _ if same => Some(Decimal::from(7i64)),
        _ => Some(Decimal::from((least + dice.roll(sides)) as i64)),
    };
    let pupils: Vec<Option<Decimal>> = (0..rows).map(|_| cell(dice, 1, 900)).collect();
    let books: Vec<Option<Decimal>> = (0..rows)
        .map(|_| {
            cell(dice, 0, 30_000).map(|n| if same { n } else { n.checked_mul(&Decimal::new(1, 2)).unwrap() })
        })
        .collect();
    let weighted: Vec<Option<Decimal>> = (0..rows).map(|_| cell(dice, 0, 900)).collect();
    District::default().with(
        "学校",
        2022,
        (0..rows as u64).map(|row| row * 10).collect(),
        vec![
            texts("学段", &stages),
            texts("城乡", &areas),
            Column::numbers("学生数", &pupils),
            Column::numbers("图书", &books),
            Column::numbers("折算人数", &weighted),
        ],
    )
}

/// Formulas of the swept shapes with a condition, and one that is not of them.
const ASKED: [(&str, &str); 7] = [
    ("差异系数(学校.图书 / 学校.学生数, 学校.学生数)", "结果 <= 参数.差异系数上限(学段)"),
    (
        "差异系数((学校.图书 * 2 + 图书) * 1.5 / (学校.学生数 + 折算人数), 学校.学生数 + 折算人数)",
        "结果 < 0.5",
    ),
    ("占比(学校, 图书 / 学生数 * 100 >= 参数.差异系数上限(学段) * 1)", "结果 >= 95%"),
    ("占比(学校, 图书 / 学生数 >= 参数.差异系数上限(学段))", "结果 >= 0.5"),
    ("占比(学校, 学生数 < 45)", "结果 > 1"),
    ("占比(学校, (图书 - 图书 * 0.5) / 学生数 > 7)", "结果 <= 0.3333"),
    ("占比(学校, 图书 / 学生数 <= 6.5)", "结果 >= 参数.差异系数上限(学段)"),
];

#[test]
fn a_survey_is_what_the_exact_way_gives() {
    let mut dice = Dice(20_220_901);
    let by = || vec!["学段".to_string(), "城乡".to_string()];
    let mut swept = 0;
    for round in 0..60 {
        let rows = [1, 7, 60, 400, 3000][round % 5];
        let world = schools(&mut dice, rows, round % 3 == 0);
        let evaluation = Evaluation::new(&world, 2022);
        let formulas: Vec<_> = ASKED
            .iter()
            .map(|(source, condition)| {
                let formula = compile(source, &Scope::Indicator { by: by() }, &loose_schema()).expect(source);
                let scope = Scope::Verdict { result: formula.kind().clone(), by: by() };
                (formula, compile(condition, &scope, &loose_schema()).expect(condition))
            })
            .collect();
        let places = dice.roll(7) as u32;
        let asked: Vec<_> =
            formulas.iter().map(|(formula, met)| Asked { formula, places, met_when: Some(met) }).collect();
        for ((survey, asked), (source, _)) in
            evaluation.survey(&asked, 1 + round % 3).iter().zip(&asked).zip(ASKED)
        {
            let exact = evaluation.groups(asked.formula);
            assert_eq!(survey.len(), exact.len());
            swept += survey.len() - survey.recomputed();
            for (position, group) in exact.iter().enumerate() {
                assert_eq!(survey.key(position), group.key);
                let verdict = evaluation.verdict(asked.met_when.unwrap(), &group.value, &group.key).truth();
                assert_eq!(survey.verdict(position), verdict, "{source} {:?} {:?}", group.key, group.value);
                let Answer::Number(value) = &group.value else {
                    assert_eq!(&survey.value(position), &group.value, "{source}");
                    continue;
                };
                assert_eq!(survey.rounded(position), rounded(value, places), "{source} {places} {value}");
                let Answer::Number(near) = survey.value(position) else { panic!("{source}") };
                assert!(
                    near.lo() <= value.hi() && value.lo() <= near.hi(),
                    "{source}: {near} does not hold {value}"
                );
            }
        }
    }
    assert!(swept > 1000, "the sweep decided only {swept} groups");
}

fn rounded(value: &Interval, places: u32) -> Option<Decimal> {
    let (low, high) = (value.lo().round(places), value.hi().round(places));
    (low == high).then_some(low)
}

/// The schema without units, so that conditions may compare anything.
pub(crate) fn loose_schema() -> formula::Schema {
    let mut schema = schema();
    for field in schema.tables.iter_mut().flat_map(|table| &mut table.fields) {
        if matches!(field.kind, Kind::Number(_)) {
            field.kind = Kind::Number(quantity::Unit::none());
        }
    }
    schema
}

#[test]
fn aggregates_agree_with_a_plain_loop() {
    let mut dice = Dice(7);
    for round in 0..40 {
        let world = schools(&mut dice, [0, 1, 2, 50, 300][round % 5], false);
        let frame: &Frame = &world.frames[&("学校".to_string(), 2022)];
        let Cells::Numbers { mantissas, .. } = &frame.column("学生数").unwrap().cells else { panic!() };
        let Cells::Texts { ids, words } = &frame.column("城乡").unwrap().cells else { panic!() };
        let mut by_area: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
        for (pupils, id) in mantissas.iter().zip(ids) {
            let area = by_area.entry(&*words[*id as usize]).or_default();
            *area = (area.0 + pupils, area.1 + 1);
        }
        let evaluation = Evaluation::new(&world, 2022);
        let sums = evaluation.groups(&grouped("合计(学校.学生数)", &["城乡"]));
        let told: Vec<_> = sums.iter().map(|g| (shown(&g.key[0], 0), shown(&g.value, 0))).collect();
        let expected: Vec<_> =
            by_area.iter().map(|(area, (sum, _))| (area.to_string(), sum.to_string())).collect();
        assert_eq!(told, expected);
        for (area, (sum, count)) in &by_area {
            assert_eq!(value(&world, &format!("合计(学校.学生数, 城乡 = “{area}”)")), sum.to_string());
            assert_eq!(value(&world, &format!("计数(学校, 城乡 = “{area}”)")), count.to_string());
        }
        let windows = evaluation.rows(&row("学校", "合计(学生数, 同 城乡)"));
        for (answer, id) in windows.iter().zip(ids) {
            assert_eq!(shown(answer, 0), by_area[&*words[*id as usize]].0.to_string());
        }
    }
}

#[test]
fn no_text_makes_the_language_stumble() {
    let words = [
        "合计",
        "计数",
        "占比",
        "差异系数",
        "若",
        "在",
        "上年",
        "(",
        ")",
        "（",
        "）",
        ",",
        "，",
        "+",
        "-",
        "*",
        "/",
        "÷",
        "=",
        "<",
        ">",
        "<=",
        "≠",
        "且",
        "或",
        "非",
        "是",
        "否",
        "同",
        "本",
        ".",
        "学校",
        "学生数",
        "学段",
        "保安员",
        "教育经费",
        "金额",
        "参数",
        "指标",
        "年度",
        "结果",
        "30万元",
        "85%",
        "2022-09-01",
        "“小学”",
        "\"",
        "「",
        "」",
        "3.5",
        "升",
        " ",
        "?",
        "\u{3000}",
        "名单",
        "1e9",
        "99999999999999999999999999999999999999999999",
        "·",
    ];
    let mut dice = Dice(99);
    let schema = schema();
    let world = five_schools();
    let evaluation = Evaluation::new(&world, 2022);
    let mut computed = 0;
    for round in 0..20_000 {
        let length = 1 + dice.roll(14);
        let source: String = (0..length)
            .map(|_| dice.one_of(&words))
            .collect::<Vec<_>>()
            .join(if round % 2 == 0 { "" } else { " " });
        for scope in [Scope::Indicator { by: vec![] }, Scope::Row { register: "学校".into() }] {
            match compile(&source, &scope, &schema) {
                Ok(formula) => {
                    computed += 1;
                    formula.describe();
                    formula.depends();
                    if matches!(scope, Scope::Row { .. }) {
                        assert_eq!(evaluation.rows(&formula).len(), 5, "{source}");
                    } else {
                        evaluation.trace(&formula);
                    }
                }
                Err(problems) => {
                    assert!(!problems.is_empty());
                    for problem in problems {
                        assert!(source.get(problem.span.range()).is_some(), "{source:?} {problem:?}");
                        problem.show(&source);
                    }
                }
            }
        }
    }
    assert!(computed > 500, "only {computed} of the texts were formulas");
}

#[test]
fn verdicts_of_a_survey_follow_the_exact_limit() {
    // Two schools in equal parts: exactly half meet, so ≥ 0.5 holds and > 0.5 does not.
    let world = District::default().with(
        "学校",
        2022,
        vec![1, 2],
        vec![
            texts("学段", &["小学", "小学"]),
            numbers("学生数", &["10", "10"]),
            numbers("图书", &["65", "64"]),
        ],
    );
    let evaluation = Evaluation::new(&world, 2022);
    let by = vec!["学段".to_string()];
    let share =
        compile("占比(学校, 图书 / 学生数 >= 6.5)", &Scope::Indicator { by: by.clone() }, &loose_schema())
            .unwrap();
    for (condition, expected) in
        [("结果 >= 50%", Truth::Yes), ("结果 > 50%", Truth::No), ("结果 < 0.5", Truth::No)]
    {
        let scope = Scope::Verdict { result: share.kind().clone(), by: by.clone() };
        let met = compile(condition, &scope, &loose_schema()).unwrap();
        let survey = &evaluation.survey(&[Asked { formula: &share, places: 0, met_when: Some(&met) }], 1)[0];
        assert_eq!(survey.verdict(0), expected, "{condition}");
        assert_eq!(survey.rounded(0), Some(Decimal::from(1i64)), "half up");
        assert_eq!(survey.recomputed(), 0);
    }
}

#[test]
fn a_school_exactly_at_the_standard_meets_it_and_does_not_exceed_it() {
    // 9 teachers for 1000 pupils are 0.9 for a hundred, though 9 ÷ 1000 × 100 falls below 0.9 in floats.
    let pupils: Vec<Option<Decimal>> = vec![Some(Decimal::from(1000i64)); 9];
    let teachers: Vec<Option<Decimal>> = (0..9).map(|more| Some(Decimal::from(9 + more / 3))).collect();
    for huge in [false, true] {
        // With a row of large numbers beside them the comparison goes through whole numbers.
        let big = |cells: &[Option<Decimal>]| {
            let mut cells = cells.to_vec();
            cells.push(Some(Decimal::from(if huge { (1i64 << 40) - 1 } else { 1 })));
            cells
        };
        let rows = (0..10).collect();
        let world = District::default().with(
            "学校",
            2022,
            rows,
            vec![
                texts("学段", &["小学"; 10]),
                Column::numbers("学生数", &big(&pupils)),
                Column::numbers("图书", &big(&teachers)),
            ],
        );
        let evaluation = Evaluation::new(&world, 2022);
        for (operator, among_nine, last) in
            [(">=", 9, true), (">", 6, true), ("<=", 3, false), ("<", 0, false)]
        {
            let (factor, limit) = if huge { ("100000", "900") } else { ("100", "0.9") };
            let source = format!("占比(学校, 图书 / 学生数 * {factor} {operator} {limit})");
            let scope = Scope::Indicator { by: vec!["学段".to_string()] };
            let formula = compile(&source, &scope, &loose_schema()).expect(&source);
            let survey = &evaluation.survey(&[Asked { formula: &formula, places: 1, met_when: None }], 1)[0];
            let expected = Decimal::new(among_nine + i128::from(last), 1);
            assert_eq!((survey.rounded(0), survey.recomputed()), (Some(expected), 0), "{source} {huge}");
        }
    }
}
