//! What is asked of plans of money (经费): each school's sum with its reason, and a draft held against law before it is voted. A
//! draft is laid over the rows of the reading and written nowhere.

use super::Reading;
use super::evaluate::verdict;
use super::plans::{Supposed, WhatIf};
use crate::error::{Error, Result};
use crate::view::{
    FundsPartView, FundsRule, FundsScenario, FundsSchool, FundsSummary, FundsThreshold, FundsView, Known,
    LawTest, PlanEffect,
};
use assess::plan::{FundsLine, FundsShare, FundsSheet, scenarios};
use assess::{Assessment, RowChange};
use define::house::PlanScenario;
use define::{Date, FundsPlan, Plan, PlanWork, Register};
use finding::{Finding, Place, has_error};
use ledger::{Row, Value, read_table};
use quantity::Decimal;
use reader::{Table, Tables};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Reading {
    /// A scenario of a plan of money in full, with the tables of a draft laid over the rows: each names its register as an
    /// imported file does.
    ///
    /// # Errors
    /// As [`Reading::places`].
    pub fn funds(
        &self,
        plan: Option<&str>,
        day: Option<Date>,
        asked: &WhatIf,
        draft: Vec<Tables>,
    ) -> Result<Known<FundsView>> {
        let first =
            self.pack().forms.plans.iter().find(|plan| is_of_money(plan)).map(|plan| plan.head.id.clone());
        let (plan, day) = (self.plan(plan.or(first.as_deref()).unwrap_or_default())?, self.day(day)?);
        let PlanWork::Funds(funds) = &plan.work else {
            return Err(Error::Unknown(format!("“{}”不是经费规划", plan.head.name)));
        };
        let (drafted, mut findings) = (!draft.is_empty(), Vec::new());
        let laid = self.drafted(draft, &mut findings)?;
        let supposed: Vec<Supposed> = self.supposed(plan, asked)?.into_iter().chain(laid).collect();
        let records = self.supposing_rows(plan, asked, &supposed)?;
        let sheet = FundsSheet::of(plan, &records, day, None);
        let sheet = sheet.ok_or_else(|| Error::Unknown(format!("“{}”还没有采用的情景", plan.head.name)))?;
        let tests = self.tests(funds, sheet.year, &supposed)?;
        let effects = self.effects(&supposed)?;
        findings.extend(sheet.findings.iter().cloned());
        let mut view = whole(plan, &sheet, day, (tests, effects));
        (view.drafted, view.findings) = (drafted, findings);
        Ok(Known { standing: self.standing()?, what: Arc::new(view) })
    }

    /// A plan of money with its scenarios.
    pub(super) fn funds_summary(&self, plan: &Plan, day: Date) -> Result<FundsSummary> {
        let records = self.records(plan)?;
        let all = scenarios(plan, &records);
        let all = all.iter().filter(|one| one.says.state != PlanScenario::DROPPED);
        let sheets = all.filter_map(|one| FundsSheet::of(plan, &records, day, Some(&one.says.id)));
        let line = |sheet: FundsSheet| FundsScenario {
            id: sheet.scenario.says.id.clone(),
            name: sheet.scenario.says.name.clone(),
            adopted: sheet.scenario.says.state == PlanScenario::ADOPTED,
            year: sheet.year,
            due: total(&sheet, |line| line.due),
            budget: total(&sheet, |line| line.budget),
            short: total(&sheet, FundsLine::short),
            rules: rules(&sheet),
        };
        Ok(FundsSummary { card: crate::card::card(&plan.head), scenarios: sheets.map(line).collect() })
    }

    /// The rows of a draft; none when one of its cells is wrong.
    fn drafted(&self, draft: Vec<Tables>, findings: &mut Vec<Finding>) -> Result<Vec<Supposed>> {
        let mut out = Vec::new();
        for read in draft {
            findings.extend(read.findings);
            for table in read.tables {
                match self.register_of(&table) {
                    Some(register) => out.extend(self.laid(register, &table, out.len(), findings)?),
                    None => {
                        let sentence = "看不出是哪本台账：文件名写台账的名称";
                        let place = Place::whole(&table.source);
                        findings.push(Finding::error("plan.draft", place, sentence));
                    }
                }
            }
        }
        Ok(if has_error(findings) { Vec::new() } else { out })
    }

    /// The register whose name a file or a sheet bears.
    fn register_of(&self, table: &Table) -> Option<&Register> {
        let (file, sheet) = table.source.rsplit_once('#').unwrap_or((&table.source, ""));
        let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let named = |name: &str| self.pack().register(name).or_else(|| self.pack().register_by_id(name));
        named(sheet).or_else(|| named(stem))
    }

    /// The rows of a table as they would be; a column that it does not have stays as it is.
    fn laid(
        &self,
        register: &Register,
        table: &Table,
        taken: usize,
        findings: &mut Vec<Finding>,
    ) -> Result<Vec<Supposed>> {
        self.sight.needs_all(self.pack(), &register.name)?;
        let mut reading = read_table(&open(register), table, None);
        findings.append(&mut reading.findings);
        let present = self.state.rows_of(&self.store, &[register.name.clone()].into())?;
        let present = present.get(&register.name);
        let keyed = present.into_iter().flat_map(|rows| rows.iter());
        let keyed: BTreeMap<String, (u64, &Arc<Row>)> =
            keyed.filter_map(|(number, row)| Some((row.key(register)?, (*number, row)))).collect();
        let rows = std::mem::take(&mut reading.rows);
        let laid = rows.into_iter().enumerate().map(|(nth, read)| {
            let before = keyed.get(&read.key).copied();
            let kept = |at: usize| -> Option<Value> { before?.1.values[at].clone() };
            let cells = read.row.values.into_iter().enumerate();
            let cells = cells.map(|(at, cell)| if reading.feeds(at) { cell } else { kept(at) });
            Supposed {
                register: register.name.clone(),
                number: before.map_or(u64::MAX - (taken + nth) as u64, |(number, _)| number),
                before: before.map(|(_, row)| row.clone()),
                after: Arc::new(Row { values: cells.collect() }),
            }
        });
        Ok(laid.collect())
    }

    /// The tests of law in a year, as the rows would be and as they are.
    fn tests(&self, funds: &FundsPlan, year: i32, supposed: &[Supposed]) -> Result<Vec<LawTest>> {
        let mut assessor = self.with_assessor(|assessor| assessor.clone())?;
        let written = assessor.assess(year);
        assessor.follow(supposed.iter().map(Supposed::change));
        let here = assessor.assess(year);
        let of = |assessment: &Assessment, id: &str| {
            assessment.outcomes.iter().find(|outcome| outcome.id == id).cloned()
        };
        let test = |test: &define::FundsTest| {
            let id = &test.indicator.text;
            let (outcome, before) = (of(&here, id)?, of(&written, id)?);
            let based = |base: &define::Written| {
                let outcome = of(&here, &base.text)?;
                Some((outcome.name.clone(), outcome.printed.clone().unwrap_or_default()))
            };
            let ground = self.pack().indicator(id).map(|one| one.source.document.clone());
            let gap = outcome.gap.as_ref();
            Some(LawTest {
                id: id.clone(),
                name: outcome.name.clone(),
                asked: gap.map(|gap| format!("{}{}", gap.sign, gap.threshold)).unwrap_or_default(),
                value: outcome.printed.clone().unwrap_or_default(),
                verdict: outcome.verdict.map(verdict),
                written: before.printed.clone().unwrap_or_default(),
                bases: test.bases.iter().filter_map(based).collect(),
                ground: ground.unwrap_or_default(),
            })
        };
        Ok(funds.tests.iter().filter_map(test).collect())
    }
}

/// A register of which a draft may leave open everything but the key: by what document it will be declared is not known yet.
fn open(register: &Register) -> Register {
    let mut open = register.clone();
    for field in open.fields.iter_mut().filter(|field| !register.key.contains(&field.name)) {
        field.required = false;
    }
    open
}

impl Supposed {
    /// As an assessor follows it.
    pub(super) fn change(&self) -> RowChange<'_> {
        RowChange {
            register: &self.register,
            number: self.number,
            before: self.before.as_deref(),
            after: Some(&self.after),
        }
    }
}

/// Whether a plan is one of money.
pub(super) fn is_of_money(plan: &Plan) -> bool {
    matches!(plan.work, PlanWork::Funds(_))
}

/// Something of every school together.
fn total(sheet: &FundsSheet, of: impl Fn(&FundsLine) -> i64) -> String {
    yuan(sheet.lines.iter().map(of).sum())
}

/// Rules with the schools under them.
fn rules(sheet: &FundsSheet) -> Vec<FundsRule> {
    let mut rules: BTreeMap<&str, (usize, i64)> = BTreeMap::new();
    for line in &sheet.lines {
        let rule = rules.entry(&line.rule).or_default();
        *rule = (rule.0 + 1, rule.1 + line.due);
    }
    let rule = |(rule, (schools, due)): (&str, (usize, i64))| FundsRule {
        rule: rule.to_owned(),
        schools,
        due: yuan(due),
    };
    rules.into_iter().map(rule).collect()
}

/// Fen as yuan.
fn yuan(fen: i64) -> String {
    decimal(fen, 2)
}

fn decimal(number: i64, places: u32) -> String {
    Decimal::checked_new(number.into(), places).map(|one| one.to_string()).unwrap_or_default()
}

fn whole(
    plan: &Plan,
    sheet: &FundsSheet,
    day: Date,
    (tests, effects): (Vec<LawTest>, Vec<PlanEffect>),
) -> FundsView {
    let threshold =
        |(name, pupils): &(String, i64)| FundsThreshold { name: name.clone(), pupils: decimal(*pupils, 4) };
    FundsView {
        day: day.to_string(),
        card: crate::card::card(&plan.head),
        scenario: sheet.scenario.says.name.clone(),
        year: sheet.year,
        known: sheet.known,
        drafted: false,
        due: total(sheet, |line| line.due),
        budget: total(sheet, |line| line.budget),
        short: total(sheet, FundsLine::short),
        limit: sheet.limit().map(yuan),
        rules: rules(sheet),
        thresholds: sheet.thresholds.iter().map(threshold).collect(),
        schools: sheet.lines.iter().map(school).collect(),
        tests,
        effects,
        findings: Vec::new(),
    }
}

fn school(line: &FundsLine) -> FundsSchool {
    let part = |one: &FundsShare| FundsPartView {
        name: one.name.clone(),
        count: one.count.map(|count| decimal(count, 4)),
        rate: decimal(one.rate, 4),
        amount: yuan(one.amount),
    };
    FundsSchool {
        school: line.school.clone(),
        name: line.name.clone(),
        pupils: line.pupils,
        rule: line.rule.clone(),
        due: yuan(line.due),
        budget: yuan(line.budget),
        short: yuan(line.short()),
        reason: reason(line),
        parts: line.parts.iter().map(part).collect(),
    }
}

/// How a school's sum came to be: 小学生72人×650元＝46800元；补足到兜底额235000元；合计300000元.
fn reason(line: &FundsLine) -> String {
    let part = |one: &FundsShare| match one.count {
        Some(count) => {
            format!("{}{}人×{}元＝{}元", one.name, decimal(count, 4), decimal(one.rate, 4), yuan(one.amount))
        }
        None => format!("{}{}元", one.name, yuan(one.amount)),
    };
    let parts: Vec<String> = line.parts.iter().map(part).collect();
    format!("{}；合计{}元", parts.join("；"), yuan(line.due))
}
