//! Quotients that are not divided come to what the divided ones come to, to the last digit, also where they touch a limit.

use crate::district::*;
use crate::random::{Dice, loose_schema};
use formula::{Answer, Cells, Column, Evaluation, Missing, Scope, compile};
use quantity::{Decimal, Interval};
use std::collections::BTreeMap;

/// Rows of a dividend, a divisor and the factor behind them.
struct Case {
    above: Vec<Decimal>,
    below: Vec<Decimal>,
    factor: Option<Decimal>,
}

impl Case {
    fn roll(dice: &mut Dice) -> Case {
        let rows = [1, 2, 3, 9, 40][dice.roll(5) as usize];
        let wide = [10, 1_000, 900_000, 1 << 30][dice.roll(4) as usize];
        let number = |dice: &mut Dice, least: u64, scale: u32| {
            let long = if dice.roll(20) == 0 { 1 << 30 } else { 1 };
            Decimal::new(i128::from(least + dice.roll(wide)) * i128::from(long), scale)
        };
        let (one, other) = (dice.roll(3) as u32, [0, 0, 2][dice.roll(3) as usize]);
        let mut above: Vec<Decimal> = (0..rows).map(|_| number(dice, 0, one)).collect();
        let below: Vec<Decimal> = (0..rows).map(|_| number(dice, 1, other)).collect();
        if dice.roll(4) == 0 {
            // All quotients alike, ending or not: no variation at all.
            let (n, d) = (1 + dice.roll(9) as i64, Decimal::from(1 + dice.roll(7) as i64));
            above = below.iter().map(|below| below.checked_mul(&Decimal::from(n)).unwrap()).collect();
            let below = below.iter().map(|below| below.checked_mul(&d).unwrap()).collect();
            return Case { above, below, factor: None };
        }
        let factor = [None, Some("100"), Some("1.5"), Some("3"), Some("0.01")][dice.roll(5) as usize];
        Case { above, below, factor: factor.map(decimal) }
    }

    /// What dividing each row gives.
    fn divided(&self) -> Vec<Interval> {
        let one = |(above, below): (&Decimal, &Decimal)| {
            let quotient = Interval::point(*above).div(&Interval::point(*below)).unwrap();
            self.factor.map_or(quotient, |factor| quotient.mul(&Interval::point(factor)))
        };
        self.above.iter().zip(&self.below).map(one).collect()
    }

    /// The dividends as 图书, the divisors as 学生数, and the quotients divided as 折算人数.
    fn world(&self) -> District {
        let known = |cells: &[Decimal]| cells.iter().copied().map(Some).collect::<Vec<_>>();
        let quotients = Column {
            name: "折算人数".into(),
            cells: Cells::Spans(self.divided()),
            missing: Missing::none(),
            reasons: BTreeMap::new(),
        };
        District::default().with(
            "学校",
            2022,
            (0..self.above.len() as u64).collect(),
            vec![
                Column::numbers("图书", &known(&self.above)),
                Column::numbers("学生数", &known(&self.below)),
                quotients,
            ],
        )
    }

    fn source(&self) -> String {
        match self.factor {
            Some(factor) if factor == decimal("3") => "3 * (学校.图书 / 学校.学生数)".into(),
            Some(factor) => format!("学校.图书 / 学校.学生数 * {factor}"),
            None => "学校.图书 / 学校.学生数".into(),
        }
    }

    /// Limits that lie on quotients, or one unit of the ninth decimal beside them.
    fn limits(&self, dice: &mut Dice) -> Vec<Decimal> {
        let divided = self.divided();
        let on = divided[dice.roll(divided.len() as u64) as usize];
        let places = dice.roll(10) as u32;
        let unit = Decimal::new(1, places);
        let near = on.hi().round(places);
        vec![near, near.checked_add(&unit).unwrap(), near.checked_sub(&unit).unwrap().abs()]
    }
}

fn answer(world: &District, source: &str) -> Answer {
    let formula = compile(source, &Scope::Indicator { by: Vec::new() }, &loose_schema())
        .unwrap_or_else(|problems| panic!("{source}: {problems:#?}"));
    Evaluation::new(world, 2022).value(&formula)
}

#[test]
fn what_is_made_of_quotients_is_what_is_made_of_the_divided_ones() {
    let mut dice = Dice(2_017);
    let mut decided = 0;
    for round in 0..300 {
        let case = Case::roll(&mut dice);
        let (world, source) = (case.world(), case.source());
        let mut asked: Vec<String> = [
            "差异系数({}, 学校.学生数)",
            "加权标准差({}, 学校.学生数)",
            "加权平均({}, 学校.学生数)",
            "合计({})",
            "最大({})",
            "合计(-({}))",
            "合计({} + 学校.学生数)",
            "去重计数({})",
        ]
        .map(str::to_string)
        .to_vec();
        for limit in case.limits(&mut dice) {
            for operator in ["<", "<=", ">", ">=", "=", "<>"] {
                asked.push(format!("占比(学校, {{}} {operator} {limit})"));
                asked.push(format!("计数(学校, {limit} {operator} {{}})"));
            }
        }
        for one in asked {
            let lazily = answer(&world, &one.replace("{}", &source));
            let divided = answer(&world, &one.replace("{}", "学校.折算人数"));
            decided += usize::from(matches!(lazily, Answer::Number(_)));
            match (&lazily, &divided) {
                // Reasons tell where in the formula; the two formulas differ.
                (Answer::Unknown(_), Answer::Unknown(_)) => {}
                _ => assert_eq!(lazily, divided, "round {round}: {one} with {source}"),
            }
        }
    }
    assert!(decided > 10_000, "only {decided} were told");
}

#[test]
fn whole_numbers_and_bounds_come_to_the_same_variation() {
    let mut dice = Dice(6);
    let mut compared = 0;
    for round in 0..400 {
        let world = Case::roll(&mut dice).world();
        let whole = answer(&world, "差异系数(学校.折算人数, 学校.学生数)");
        // Weights too heavy for whole numbers are summed as bounds; only their proportions matter.
        let bounds = answer(&world, "差异系数(学校.折算人数, 学校.学生数 * 100000000000000)");
        let (Answer::Number(whole), Answer::Number(bounds)) = (whole, bounds) else { continue };
        compared += 1;
        assert!(whole.meets(&bounds), "round {round}: {whole} and {bounds}");
        // Bounds that cannot tell the twelfth decimal are no narrower.
        let told = whole.round(12).is_some() || bounds.round(12).is_none();
        assert!(told, "round {round}: {whole} beside {bounds}");
    }
    assert!(compared > 300, "only {compared} were compared");
}

#[test]
fn a_part_says_of_its_rows_what_the_whole_says() {
    // The same rows held as whole numbers, with needless decimals, or as spans come to one answer.
    let pupils = ["45", "37", "89", "76", "55"];
    let books = ["279", "137", "935", "160", "402"];
    let plain = District::default().with(
        "学校",
        2022,
        vec![1, 2, 3, 4, 5],
        vec![numbers("学生数", &pupils), numbers("图书", &books)],
    );
    let long = |name: &str, cells: &[&str]| Column {
        name: name.into(),
        cells: Cells::Wide {
            mantissas: cells.iter().map(|cell| decimal(cell).mantissa() * 10i128.pow(14)).collect(),
            scale: 14,
        },
        missing: Missing::none(),
        reasons: BTreeMap::new(),
    };
    let held = District::default().with(
        "学校",
        2022,
        vec![1, 2, 3, 4, 5],
        vec![long("学生数", &pupils), long("图书", &books)],
    );
    for source in [
        "差异系数(学校.图书 / 学校.学生数, 学校.学生数)",
        "差异系数(学校.图书, 学校.学生数)",
        "占比(学校, 图书 / 学生数 >= 6.2)",
    ] {
        assert_eq!(answer(&plain, source), answer(&held, source), "{source}");
    }
}
