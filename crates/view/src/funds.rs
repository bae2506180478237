//! Plans of money (经费): what the rules give each school, and the tests of law that a budget is held against.
//!
//! Amounts are decimals of yuan, as texts: a fen is never lost.

use crate::{Card, PlanEffect, Verdict};
use finding::Finding;
use serde::Serialize;

/// A scenario of money in full.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FundsView {
    /// The day looked at.
    pub day: String,
    /// The plan.
    pub card: Card,
    /// Name of the scenario.
    pub scenario: String,
    /// The year whose standards hold, and whose laws are asked.
    pub year: i32,
    /// The year of which schools and pupils are: the same, or the last one known.
    pub known: i32,
    /// Whether a draft is laid over the rows; nothing of it is written.
    pub drafted: bool,
    /// What the rules give all schools.
    pub due: String,
    /// What is budgeted for all schools.
    pub budget: String,
    /// How much less is budgeted than is due, school by school.
    pub short: String,
    /// What may be spent in all; none without a bound.
    pub limit: Option<String>,
    /// How many schools stand under which rule, with what it gives them.
    pub rules: Vec<FundsRule>,
    /// At how many pupils a rule begins to hold.
    pub thresholds: Vec<FundsThreshold>,
    /// Every school.
    pub schools: Vec<FundsSchool>,
    /// The tests of law.
    pub tests: Vec<LawTest>,
    /// Indicators that read otherwise than as written.
    pub effects: Vec<PlanEffect>,
    /// What speaks against the rows, or the draft.
    pub findings: Vec<Finding>,
}

/// A rule with the schools under it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FundsRule {
    /// What it is called.
    pub rule: String,
    /// How many schools.
    pub schools: usize,
    /// What they are due together.
    pub due: String,
}

/// A number of pupils below which a rule holds.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FundsThreshold {
    /// Of which schools.
    pub name: String,
    /// Pupils, a decimal.
    pub pupils: String,
}

/// A school with its money.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FundsSchool {
    /// What names it from year to year.
    pub school: String,
    /// Its name.
    pub name: String,
    /// Pupils.
    pub pupils: i64,
    /// The rule under which it stands.
    pub rule: String,
    /// What the rules give it.
    pub due: String,
    /// What is budgeted.
    pub budget: String,
    /// How much less is budgeted than is due.
    pub short: String,
    /// How its sum came to be, in a sentence.
    pub reason: String,
    /// What makes the sum, part by part.
    pub parts: Vec<FundsPartView>,
}

/// A part of a school's sum.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FundsPartView {
    /// What it is called.
    pub name: String,
    /// How many; none where it is a sum of its own.
    pub count: Option<String>,
    /// Yuan for each.
    pub rate: String,
    /// Together.
    pub amount: String,
}

/// A test of law, judged by an indicator.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LawTest {
    /// Id of the indicator.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The value as printed; empty when unknown.
    pub value: String,
    /// Whether it is met; none where nothing is asked.
    pub verdict: Option<Verdict>,
    /// What is asked of it: ≥ 5%; empty when that cannot be said so.
    pub asked: String,
    /// The value as written, without the draft.
    pub written: String,
    /// What it is reckoned from: name and printed value.
    pub bases: Vec<(String, String)>,
    /// The document behind it.
    pub ground: String,
}

/// A plan of money with its scenarios.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FundsSummary {
    /// What it is called, who answers for it, on what ground.
    #[serde(flatten)]
    pub card: Card,
    /// Its scenarios; dropped ones are not among them.
    pub scenarios: Vec<FundsScenario>,
}

/// A scenario of money in numbers.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FundsScenario {
    /// What it is called by.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is the one that holds.
    pub adopted: bool,
    /// The year whose standards hold.
    pub year: i32,
    /// What the rules give all schools.
    pub due: String,
    /// What is budgeted for them.
    pub budget: String,
    /// How much less is budgeted than is due, school by school.
    pub short: String,
    /// How many schools stand under which rule.
    pub rules: Vec<FundsRule>,
}
