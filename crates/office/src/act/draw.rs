//! Random draws (抽取): the lists are sealed in the journal (`seal`), the public value that they wait for makes the seed, the
//! outcome is recorded with the digest of its certificate. The certificate itself is kept nowhere: it is made again from the
//! rows of the entry that sealed the lists whenever somebody asks, and must come out with the digest recorded.

use super::batch::Batch;
use super::seal::{outcome, year_of};
use crate::ask::draw::record::{Record, State};
use crate::ask::draw::{awaited, definition, register};
use crate::district::Office;
use crate::error::{Error, Result};
use crate::row;
use crate::session::Session;
use crate::view::DrawOutcome;
use define::house::{DrawRecord, DrawResult};
use define::{Date, Pack, Register};
use finding::{Finding, Place};
use ledger::Row;
use proof::draw::Certificate;
use proof::hex;

/// Most letters of a public value.
const LONGEST: usize = 200;

impl Office {
    /// Draws what is sealed, with the public value that it waited for, and records the outcome. The outcome carries the
    /// certificate; of a draw sealed until arrival it carries the seals instead, and only their root is recorded. Lists that
    /// are not sealed, and a value whose day has not come, are refused.
    ///
    /// # Errors
    /// As [`Office::seal_draw`].
    pub fn draw(&self, session: &Session, id: &str, year: Option<i32>, value: &str) -> Result<DrawOutcome> {
        let (mut outcome, committed) = self.commit(session, |batch| batch.draw(id, year, value.trim()))?;
        outcome.findings = committed.findings;
        Ok(outcome)
    }
}

impl Batch<'_> {
    fn draw(&mut self, id: &str, year: Option<i32>, value: &str) -> Result<DrawOutcome> {
        let (pack, look) = (self.pack(), self.look());
        let definition = definition(&pack, id)?;
        let year = year_of(year, &pack)?;
        let records = look.draw_records(self.first())?;
        let mine = |record: &&Record| record.draw == definition.head.id && record.year == year;
        let Some(record) = records.iter().filter(mine).find(|record| record.state == State::Listed) else {
            let name = &definition.head.name;
            let command = format!("duheng draw seal 数据目录 {} --year {year}", definition.head.id);
            let finding = refused(name, "名单还没有封存：先封存名单，等到公开值公布再抽");
            self.findings.push(finding.hint(command));
            return Ok(DrawOutcome {
                name: name.clone(),
                draw: definition.head.id.clone(),
                ..DrawOutcome::default()
            });
        };
        let plan = look.plan_again(record)?;
        let mut outcome = outcome(definition, record, &plan);
        if let Some(why) = self.unfit(record, value) {
            self.findings.push(refused(&record.number, &why));
            return Ok(outcome);
        }
        let record = Record { public: value.to_owned(), ..record.clone() };
        match look.certificate(&plan, &record)? {
            Ok(certificate) => self.outcome(&record, &certificate, &mut outcome)?,
            Err(refusal) => self.findings.push(refused(&record.number, &refusal.to_string())),
        }
        Ok(outcome)
    }

    /// Why this value cannot be the one waited for.
    fn unfit(&self, record: &Record, value: &str) -> Option<String> {
        let Some(day) = record.published else {
            return Some("没有记下等哪一天的公开值".to_owned());
        };
        match value {
            "" => Some("没有写公开值".to_owned()),
            _ if value.chars().count() > LONGEST => Some(format!("公开值超过{LONGEST}字")),
            _ if self.today < day => Some(format!(
                "等的是{}（{}），{day}以后才公布；今天{}",
                record.issue, record.source, self.today
            )),
            _ => None,
        }
    }

    /// Puts what came of a draw: its record, and its slips unless they stay closed until arrival.
    fn outcome(
        &mut self,
        record: &Record,
        certificate: &Certificate,
        outcome: &mut DrawOutcome,
    ) -> Result<()> {
        let pack = self.pack();
        let (day, drawn) = (Some(self.today), certificate.slips.len() as u64);
        let record = Record { day, drawn, ..record.clone() };
        (outcome.slips, outcome.public) = (record.drawn, awaited(&record));
        if let Some(seals) = certificate.seals() {
            let record = Record { state: State::Closed, root: hex::write(&seals.root), ..record };
            self.draw_row(record_row(&pack, &record)?)?;
            outcome.seals = Some(seals.print());
            return Ok(());
        }
        let text = certificate.print();
        self.draw_row(record_row(&pack, &record.opened(certificate, &text))?)?;
        for at in 0..certificate.slips.len() {
            self.draw_row(slip_row(&pack, &record, certificate, at, None)?)?;
        }
        outcome.certificate = Some(text);
        Ok(())
    }

    /// Puts a row of a draw.
    pub(super) fn draw_row(&mut self, (register, row): (&Register, Row)) -> Result<()> {
        self.announce(register, std::iter::once(&row));
        self.put(register, row, None, Place::whole(&register.name)).map(|_| ())
    }
}

/// The row of a draw.
pub(super) fn record_row<'p>(pack: &'p Pack, draw: &Record) -> Result<(&'p Register, Row)> {
    let record = register(pack, &DrawRecord::HOUSE)?;
    let told = DrawRecord {
        number: draw.number.clone(),
        year: u64::try_from(draw.year).ok(),
        draw: draw.draw.clone(),
        order: Some(draw.order.into()),
        commitment: draw.commitment.clone(),
        state: draw.state.word().to_owned(),
        secret: draw.secret.clone(),
        source: draw.source.clone(),
        issue: draw.issue.clone(),
        published: draw.published,
        public: draw.public.clone(),
        day: draw.day,
        root: draw.root.clone(),
        seed: draw.seed.clone(),
        drawn: (draw.state != State::Listed).then_some(draw.drawn),
        certificate: draw.certificate.clone(),
    };
    Ok((record, row::made(record, &told.write())?))
}

/// The row of the slip at a position from 0; with who opened it and when, of a draw sealed until arrival.
pub(super) fn slip_row<'p>(
    pack: &'p Pack,
    record: &Record,
    certificate: &Certificate,
    at: usize,
    opened: Option<(&str, Date)>,
) -> Result<(&'p Register, Row)> {
    let result = register(pack, &DrawResult::HOUSE)?;
    let slip = certificate.slips.get(at).ok_or_else(|| Error::damaged(format!("没有第{}签", at + 1)))?;
    let objects = &certificate.plan.objects;
    let found = objects.binary_search_by(|object| object.id.as_str().cmp(&slip.object));
    let name = found.ok().and_then(|at| objects.get(at)).map_or("", |object| object.name.as_str());
    let (by, day) = opened.map_or((String::new(), None), |(by, day)| (by.to_owned(), Some(day)));
    let told = DrawResult {
        number: record.number.clone(),
        year: u64::try_from(record.year).ok(),
        order: Some(at as u64 + 1),
        draw: record.draw.clone(),
        object: slip.object.clone(),
        // A name that is sensitive in its register is not in the certificate; the key must do.
        name: if name.is_empty() { slip.object.clone() } else { name.to_owned() },
        inspectors: slip.inspectors.join("、"),
        by,
        day,
    };
    Ok((result, row::made(result, &told.write())?))
}

pub(super) fn refused(name: &str, sentence: &str) -> Finding {
    Finding::error("draw.refused", Place::whole(name), sentence)
}
