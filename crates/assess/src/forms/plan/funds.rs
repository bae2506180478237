//! Money (经费): what the rules give each school part by part, which rule gave it, and whether the parts add up to what the
//! register says.

use super::bound::{Scenario, scenarios};
use super::numbers::parts;
use crate::{Record, Records};
use define::house::PlanScenario;
use define::{Date, FundsPlan, Plan, PlanWork, Written};
use finding::{Finding, Place};
use std::collections::BTreeMap;

/// Ten thousandths of one, in which counts and rates are held.
const PARTS: i64 = 10_000;
/// Of these as many as make a fen.
const FEN: i64 = 100;

/// A part of a school's sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundsShare {
    /// What it is called.
    pub name: String,
    /// How many, in ten thousandths; none where the part is a sum of its own.
    pub count: Option<i64>,
    /// Yuan for each, in ten thousandths.
    pub rate: i64,
    /// Together, in fen.
    pub amount: i64,
}

/// A school with its money, in fen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundsLine {
    /// What names it from year to year.
    pub school: String,
    /// Its name.
    pub name: String,
    /// Pupils.
    pub pupils: i64,
    /// What is budgeted.
    pub budget: i64,
    /// What the rules give.
    pub due: i64,
    /// The rule under which it stands; empty when none of its parts says one.
    pub rule: String,
    /// What makes the sum; parts of nought are left out.
    pub parts: Vec<FundsShare>,
    /// Number of its row.
    pub row: u64,
}

impl FundsLine {
    /// How much less is budgeted than is due.
    pub fn short(&self) -> i64 {
        (self.due - self.budget).max(0)
    }
}

/// A scenario of money.
#[derive(Clone, Debug)]
pub struct FundsSheet {
    /// The scenario.
    pub scenario: Scenario,
    /// The year whose standards hold.
    pub year: i32,
    /// The year of which the rows are: the same, or the last one known.
    pub known: i32,
    /// Every school.
    pub lines: Vec<FundsLine>,
    /// Numbers of pupils at which a rule begins to hold, in ten thousandths.
    pub thresholds: Vec<(String, i64)>,
    /// What speaks against the rows.
    pub findings: Vec<Finding>,
}

impl FundsSheet {
    /// A scenario of a plan of money, by id or name; the adopted one without. None where there is no such.
    pub fn of(plan: &Plan, records: &Records, day: Date, scenario: Option<&str>) -> Option<FundsSheet> {
        let PlanWork::Funds(funds) = &plan.work else { return None };
        let all = scenarios(plan, records);
        let wanted = |one: &&Scenario| match scenario {
            Some(name) => one.says.id == name || one.says.name == name,
            None => one.says.state == PlanScenario::ADOPTED,
        };
        let scenario = all.iter().find(wanted)?.clone();
        let year = scenario.says.due.and_then(|year| i32::try_from(year).ok()).unwrap_or(day.year);
        let years = records.all(&funds.schools.list.register.text).filter_map(|row| row.year());
        let known = years.filter(|known| *known <= year).max().unwrap_or(year);
        let rolled = (known != year).then(|| records.rolled(year));
        Some(reckon(funds, rolled.as_ref().unwrap_or(records), scenario, (year, known)))
    }

    /// What may be spent in all, in fen; none without a bound.
    pub fn limit(&self) -> Option<i64> {
        self.scenario.says.budget.and_then(|budget| i64::try_from(budget.scaled(2)?).ok())
    }
}

fn reckon(funds: &FundsPlan, records: &Records, scenario: Scenario, (year, known): (i32, i32)) -> FundsSheet {
    let mut findings = Vec::new();
    let schools = &funds.schools;
    let rows = records.chosen(&schools.list, year).0;
    let mut numbers = |formula: &Written| {
        let mut unknown = Vec::new();
        let found = parts(records, (&schools.list, formula), &rows, year, &mut unknown);
        findings.append(&mut unknown);
        found
    };
    let (budget, due, pupils) = (numbers(&schools.budget), numbers(&schools.due), numbers(&schools.pupils));
    let shares: Vec<Share<'_>> = funds
        .parts
        .iter()
        .map(|part| (part, part.count.as_ref().map(&mut numbers), numbers(&part.rate)))
        .collect();
    let thresholds = funds.lines.iter().filter_map(|line| {
        let of_each = numbers(&line.pupils);
        Some((line.name.clone(), *of_each.values().next()?))
    });
    let thresholds = thresholds.collect();
    let line = |row: &Record<'_>| {
        let fen = |all: &BTreeMap<u64, i64>| Some(all.get(&row.number)? / FEN);
        let (parts, rule) = made_of(&shares, row.number)?;
        Some(FundsLine {
            school: row.text(&schools.school),
            name: row.label(),
            pupils: pupils.get(&row.number)? / PARTS,
            budget: fen(&budget)?,
            due: fen(&due)?,
            rule,
            parts,
            row: row.number,
        })
    };
    let lines: Vec<FundsLine> = rows.iter().filter_map(line).collect();
    let apart =
        lines.iter().filter(|line| line.parts.iter().map(|part| part.amount).sum::<i64>() != line.due);
    findings.extend(apart.map(|line| {
        let sentence = format!("各项相加不等于“{}”算出的数", schools.due.text);
        Finding::error("plan.parts", Place::whole(&line.name), sentence)
    }));
    FundsSheet { scenario, year, known, lines, thresholds, findings }
}

/// A part with its counts and rates by row.
type Share<'p> = (&'p define::FundsPart, Option<BTreeMap<u64, i64>>, BTreeMap<u64, i64>);

/// The parts of a school that are not nought, and the rule that the last of them says; none where one cannot be told.
fn made_of(shares: &[Share<'_>], row: u64) -> Option<(Vec<FundsShare>, String)> {
    let (mut parts, mut rule) = (Vec::new(), String::new());
    for (part, counts, rates) in shares {
        let count = match counts {
            Some(counts) => Some(*counts.get(&row)?),
            None => None,
        };
        let rate = *rates.get(&row)?;
        // Ten thousandths of ten thousandths of a yuan, to fen.
        let product = i128::from(count.unwrap_or(PARTS)) * i128::from(rate);
        let amount = i64::try_from(product / i128::from(PARTS * FEN)).ok()?;
        if amount != 0 {
            rule = part.rule.clone().unwrap_or(rule);
            parts.push(FundsShare { name: part.name.clone(), count, rate, amount });
        }
    }
    Some((parts, rule))
}
