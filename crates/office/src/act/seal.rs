//! Sealing a draw: lists and rule are committed to in the journal, with the public value that will be waited for, on a day
//! before that value is published.

use super::batch::Batch;
use super::draw::{record_row, refused};
use crate::ask::draw::record::{Record, State};
use crate::ask::draw::{awaited, definition};
use crate::clock::days_after;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::session::Session;
use crate::view::DrawOutcome;
use define::{Date, Draw};
use finding::has_error;
use proof::draw::{self as lots, Plan};
use proof::hex;
use std::sync::Arc;

/// What is asked of a sealing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sealing<'a> {
    /// Id or name of the definition.
    pub draw: &'a str,
    /// The year; without one that of the pack.
    pub year: Option<i32>,
    /// Whether the outcome stays hidden until arrival: the rule commits to a secret as well, without which nobody can tell
    /// from lists and seed who was drawn.
    pub hidden: bool,
    /// Which issue of the public value; without one as the definition says.
    pub issue: Option<&'a str>,
    /// The day before which it is not published; without one as early as the definition allows.
    pub day: Option<Date>,
}

impl Office {
    /// Seals the lists and the rule of a draw: their commitment is written into the journal. A draw that is sealed
    /// already stays as it is.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a draw that is not defined; a store that refuses.
    pub fn seal_draw(&self, session: &Session, asked: &Sealing<'_>) -> Result<DrawOutcome> {
        let (mut outcome, committed) = self.commit(session, |batch| batch.seal(asked))?;
        if let Some(first) = committed.first {
            outcome.entry = first;
        }
        outcome.findings = committed.findings;
        Ok(outcome)
    }
}

/// The year asked for, or that of the pack.
pub(super) fn year_of(asked: Option<i32>, pack: &define::Pack) -> Result<i32> {
    asked.or(pack.year).ok_or_else(|| Error::Unknown("定义包没有写评价年度，请用 --year 写明".to_owned()))
}

impl Batch<'_> {
    fn seal(&mut self, asked: &Sealing<'_>) -> Result<DrawOutcome> {
        let (pack, size, look) = (self.pack(), self.first(), self.look());
        let definition: &Draw = definition(&pack, asked.draw)?;
        let year = year_of(asked.year, &pack)?;
        let mut records = look.draw_records(size)?;
        records.retain(|record| record.draw == definition.head.id && record.year == year);
        if let Some(record) = records.iter().find(|record| record.state == State::Listed) {
            return self.sealed_already(definition, record, asked);
        }
        for record in records.iter().filter(|record| record.state == State::Closed) {
            let left = record.drawn - look.opened(&record.number, size)?.len() as u64;
            let sentence = format!("第{}次抽取还有{left}签没有启封，启封完才能抽下一次", record.order);
            self.findings.push(refused(&definition.head.name, &sentence));
        }
        let order = records.len() as u32 + 1;
        let mut record = Record {
            number: assess::draw::number(definition, year, order),
            year,
            draw: definition.head.id.clone(),
            order,
            source: definition.public.source.clone(),
            issue: asked.issue.unwrap_or(&definition.public.issue).trim().to_owned(),
            published: Some(self.published(definition, asked)),
            entry: size,
            ..Record::default()
        };
        let secret = match asked.hidden {
            true => Some(lots::seal(&look.secret(&record.number)?)),
            false => None,
        };
        let (mut plan, findings) = look.plan(definition, &record, size)?;
        plan.sealed = secret;
        self.findings.extend(findings);
        record.secret = secret.map(|secret| hex::write(&secret)).unwrap_or_default();
        record.commitment = hex::write(&plan.commitment().whole);
        if !has_error(&self.findings) {
            self.draw_row(record_row(&pack, &record)?)?;
        }
        let outcome = outcome(definition, &record, &plan);
        // When it is drawn it need not be made from the rows of today again.
        look.house.archive.plans.keep(record.entry, &record.commitment, Arc::new(plan));
        Ok(outcome)
    }

    /// The day before which the value is not published: as asked, or as early as may be. One that may be known when the
    /// lists are sealed is refused.
    fn published(&mut self, definition: &Draw, asked: &Sealing<'_>) -> Date {
        let (today, first) = (self.today, days_after(self.today, definition.public.delay));
        let day = asked.day.unwrap_or(first);
        if day < first {
            let sentence = format!(
                "公开值的日期{day}太早：今天{today}封存，至少过{}天公布的才算（{first}起），否则封存时可能已为人所知",
                definition.public.delay
            );
            self.findings.push(refused(&definition.head.name, &sentence));
        }
        day
    }

    /// What is sealed stays: neither the value waited for nor the secret is changed afterwards.
    fn sealed_already(
        &mut self,
        definition: &Draw,
        record: &Record,
        asked: &Sealing<'_>,
    ) -> Result<DrawOutcome> {
        let number = &record.number;
        let mut refuse = |sentence: String| self.findings.push(refused(&definition.head.name, &sentence));
        if asked.hidden && record.secret.is_empty() {
            refuse(format!("“{number}”的名单已封，规则里没有密数，不能再改为到达前密封"));
        }
        let (issue, day) = (asked.issue.unwrap_or(&record.issue), asked.day.or(record.published));
        if issue.trim() != record.issue || day != record.published {
            let day = record.published.map(|day| day.to_string()).unwrap_or_default();
            refuse(format!("“{number}”的名单已封，等的公开值已写定（{}，{day}），不能再改", record.issue));
        }
        let plan = self.look().plan_again(record)?;
        Ok(outcome(definition, record, &plan))
    }
}

pub(super) fn outcome(definition: &Draw, record: &Record, plan: &Plan) -> DrawOutcome {
    DrawOutcome {
        draw: definition.head.id.clone(),
        name: definition.head.name.clone(),
        number: record.number.clone(),
        commitment: record.commitment.clone(),
        objects: plan.objects.len() as u64,
        inspectors: plan.inspectors.len() as u64,
        public: awaited(record),
        entry: record.entry,
        slips: 0,
        certificate: None,
        seals: None,
        findings: Vec::new(),
    }
}
