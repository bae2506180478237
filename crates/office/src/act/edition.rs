//! A report on its way (报告审签): put forward (送审), checked and approved as any case is, and frozen the moment it is issued (印发).
//!
//! What is put forward is a row that names the entries on which the report stands and the digest of what will be frozen. Who checks it
//! and who approves it sign that row; the last step makes the same of the same entries again, and freezes it when the digest
//! agrees: what is issued is what was signed, whatever was recorded meanwhile.

use super::batch::Batch;
use super::close::{submitted, unfit};
use super::record::Given;
use super::steps::StepGiven;
use crate::ask::{AsOf, Reading};
use crate::district::Office;
use crate::error::Result;
use crate::look::digest;
use crate::session::Session;
use crate::view::ForwardOutcome;
use assess::loops::Cases;
use define::Does;
use define::house::{Edition, NATURE};
use finding::{Finding, Place, has_error};
use ledger::Act;
use std::collections::{BTreeMap, BTreeSet};

/// Most letters of what is said of a report to those who check it, and of its number.
const LONGEST: usize = 2_000;

/// What is said of a report when it is put forward.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forward {
    /// Who may read it once it is issued (公开属性).
    pub disclosed: String,
    /// Its number as an official document (发文字号); may be empty.
    pub document: String,
    /// What is to be said to those who check it (送审说明); may be empty.
    pub note: String,
    /// Whether it is made up for show (数据性质); may be empty.
    pub nature: String,
}

/// What is told of a report that is under way and would be put forward as it stands.
fn unchanged(reading: &Reading, given: &Forward) -> Result<Option<Finding>> {
    let first = reading.pack().report_way().map(|way| way.first.clone()).unwrap_or_default();
    let editions = reading.editions()?.editions;
    let same = editions.first().filter(|line| {
        let said = [&line.disclosed, &line.document, &line.note];
        let says = [given.disclosed.as_str(), given.document.trim(), given.note.trim()];
        line.closed.is_none()
            && line.stage != first
            && line.moved == 0
            && said == says.map(str::to_owned).each_ref()
    });
    Ok(same.map(|line| {
        let sentence = format!("“{}”已经送审，此后没有一句话不同", line.number);
        Finding::error("report.unchanged", Place::whole(&line.number), sentence)
    }))
}

impl Office {
    /// Puts the report of a year forward as it would be written now, and does the first step of its way. One that was put forward before
    /// and is not issued is put forward anew under its number: those who signed what has changed since sign again. Refused when
    /// the report or a row of the year has a finding of grade error.
    ///
    /// # Errors
    /// A store that refuses. What speaks against it is in the outcome.
    pub fn put_forward(&self, session: &Session, year: i32, given: &Forward) -> Result<ForwardOutcome> {
        let reading = self.at(session, &AsOf::Open, Some(year))?;
        let mut findings = unfit(&reading, year)?;
        if [&given.document, &given.note].iter().any(|text| text.chars().count() > LONGEST) {
            let sentence = format!("文字超过{LONGEST}字");
            findings.push(Finding::error("report.too-long", Place::whole(year.to_string()), sentence));
        }
        findings.extend(unchanged(&reading, given)?);
        if has_error(&findings) {
            return Ok(ForwardOutcome { findings, ..ForwardOutcome::default() });
        }
        let act = submitted(&reading, year)?;
        let made = Edition {
            year: u64::try_from(year).ok(),
            size: Some(reading.size()),
            day: Some(reading.today()),
            digest: digest(&act.print()),
            disclosed: given.disclosed.clone(),
            document: given.document.trim().to_owned(),
            note: given.note.trim().to_owned(),
            ..Edition::default()
        };
        drop(reading);
        let (number, committed) = self.commit(session, |batch| {
            batch.findings.append(&mut findings);
            batch.put_forward(made, &given.nature)
        })?;
        Ok(ForwardOutcome { number, entry: committed.first, findings: committed.findings })
    }

    /// What steps would freeze: of each report whose last step is among them, by its number. It is made before the turn to write is
    /// taken, for it takes a while.
    pub(super) fn frozen(&self, session: &Session, given: &[StepGiven]) -> Result<BTreeMap<String, Act>> {
        let mut frozen = BTreeMap::new();
        let reading = self.at(session, &AsOf::Open, None)?;
        let pack = reading.pack().clone();
        let Some(way) = pack.report_way() else { return Ok(frozen) };
        let last = |one: &&StepGiven| {
            let step = way.steps.iter().find(|step| step.name.text == one.step);
            (one.loop_id == way.head.id || one.loop_id == way.head.name)
                && step.is_some_and(|step| way.closes(&step.to))
        };
        let numbers: Vec<&str> = given.iter().filter(last).map(|one| one.case.as_str()).collect();
        if numbers.is_empty() {
            return Ok(frozen);
        }
        drop(reading);
        // What others have written in a round that is open is made durable first: the report stands on entries that are read.
        drop(self.turn());
        for number in numbers {
            let found = self.at(session, &AsOf::Open, None)?.edition_row(number)?;
            let Some(edition) = found else { continue };
            if let Some(act) = self.frozen_of(session, &edition)? {
                frozen.insert(number.to_owned(), act);
            }
        }
        Ok(frozen)
    }

    fn frozen_of(&self, session: &Session, edition: &Edition) -> Result<Option<Act>> {
        let year = edition.year.and_then(|year| i32::try_from(year).ok());
        let Some(((year, size), day)) = year.zip(edition.size).zip(edition.day) else { return Ok(None) };
        let reading = self.at(session, &AsOf::Open, Some(year))?;
        if size > reading.size() {
            return Ok(None);
        }
        let earlier = reading.as_it_was(size, day)?;
        earlier.map(|earlier: Reading| submitted(&earlier, year)).transpose()
    }
}

impl Batch<'_> {
    /// Puts the row of a report, and does the first step of its way. Answers with its number.
    fn put_forward(&mut self, mut made: Edition, nature: &str) -> Result<String> {
        let pack = self.pack();
        let whole = Place::whole(Edition::HOUSE.register);
        let Some(id) = pack.report_way().map(|way| way.head.id.clone()) else {
            let finding = Finding::error("report.no-way", whole, "定义包里没有报告审签的环节");
            self.findings.push(finding.hint(format!("在定义包里为“{}”写一个环", Edition::HOUSE.register)));
            return Ok(String::new());
        };
        let Some((definition, records)) = self.loop_records(&id, None)? else { return Ok(String::new()) };
        let cases = Cases::of(&definition, &records, self.today, None);
        let of_year = cases.list.iter().map(|case| (case, Edition::read(&case.record)));
        let of_year = of_year.filter(|(_, edition)| edition.year == made.year);
        let last = of_year.max_by_key(|(_, edition)| edition.order);
        made.order = Some(match &last {
            Some((case, edition)) if case.course.closed(&definition).is_none() => edition.order.unwrap_or(1),
            last => last.as_ref().and_then(|(_, edition)| edition.order).unwrap_or(0) + 1,
        });
        let (year, order) = (made.year.unwrap_or_default(), made.order.unwrap_or_default());
        made.number = format!("BG-{year}-{order}");
        let signs =
            |step: &&define::LoopStep| step.does == Does::Signs && step.from.contains(&definition.first);
        let Some(step) = definition.steps.iter().find(signs) else {
            let sentence = format!("“{}”的“{}”没有送审的步骤", definition.head.name, definition.first);
            self.findings.push(Finding::error("report.no-way", whole, sentence));
            return Ok(String::new());
        };
        let mut row = Given::new(Edition::HOUSE.register, &[]);
        let cells = made.write().into_iter().map(|(field, text)| (field.to_owned(), text));
        let nature = Some((NATURE.to_owned(), nature.to_owned())).filter(|(_, nature)| !nature.is_empty());
        row.cells = cells.filter(|(_, text)| !text.is_empty()).chain(nature.clone()).collect();
        self.give(&[row])?;
        if self.is_refused() {
            return Ok(String::new());
        }
        let stage = self.stage_of(&id, &made.number)?;
        if stage != definition.first {
            // One that is under way goes back to those who signed what has changed of it.
            return Ok(made.number);
        }
        let step = StepGiven {
            loop_id: id,
            case: made.number.clone(),
            step: step.name.text.clone(),
            more: nature.into_iter().collect(),
            ..StepGiven::default()
        };
        self.do_steps(&[step])?;
        Ok(made.number)
    }

    /// The stage that a case is in, with what this batch has put.
    fn stage_of(&self, id: &str, case: &str) -> Result<String> {
        let wanted = BTreeSet::from([case.to_owned()]);
        let Some((definition, records)) = self.loop_records(id, Some(&wanted))? else {
            return Ok(String::new());
        };
        let cases = Cases::of(&definition, &records, self.today, Some(&wanted));
        Ok(cases.list.first().map(|case| case.course.stage().to_owned()).unwrap_or_default())
    }

    /// Freezes the reports that are issued, each as it was signed.
    pub(super) fn freeze(&mut self, issued: &[Edition], frozen: &BTreeMap<String, Act>) -> Result<()> {
        for edition in issued {
            let act = frozen.get(&edition.number).filter(|act| digest(&act.print()) == edition.digest);
            let Some(act) = act else {
                let sentence = format!(
                    "“{}”按它所依的{}条重算，与送审时的不同，不能印发",
                    edition.number,
                    edition.size.unwrap_or_default()
                );
                let finding = Finding::error("report.differs", Place::whole(&edition.number), sentence);
                self.findings.push(finding.hint("退回拟稿的人，重新送审"));
                continue;
            };
            self.following(|batch| batch.act(act.clone(), None, None))?;
        }
        Ok(())
    }

    /// What a closing without signatures is told, where reports have a way: one that is under way is not passed by.
    pub(super) fn beside_editions(&mut self, year: i32) -> Result<()> {
        let pack = self.pack();
        let Some(id) = pack.report_way().map(|way| way.head.id.clone()) else { return Ok(()) };
        let Some((definition, records)) = self.loop_records(&id, None)? else { return Ok(()) };
        let cases = Cases::of(&definition, &records, self.today, None);
        let open = cases.list.iter().find(|case| {
            let edition = Edition::read(&case.record);
            edition.year == u64::try_from(year).ok() && case.course.closed(&definition).is_none()
        });
        let place = Place::whole(year.to_string());
        self.findings.push(match open {
            Some(case) => {
                let sentence = format!("{year}年的报告“{}”正在审签，印发时自然封存", case.id);
                Finding::error("close.under-way", place, sentence).hint("办完它的审签，或者先退回、撤回")
            }
            None => Finding::warning("close.unsigned", place, format!("{year}年的封存没有经过报告审签")),
        });
        Ok(())
    }
}
