//! Random draws (抽取): the lists are sealed in the journal, the seed comes from the checkpoint behind them, the outcome
//! is recorded with the digest of its certificate. The certificate itself is kept nowhere: it is made again from the rows
//! of the entry that sealed the lists whenever somebody asks, and must come out with the digest recorded.

use super::batch::Batch;
use crate::ask::draw::record::{Record, State};
use crate::ask::draw::{definition, register};
use crate::district::Office;
use crate::error::{Error, Result};
use crate::row;
use crate::session::Session;
use crate::view::DrawOutcome;
use define::house::{DrawRecord, DrawResult};
use define::{Date, Draw, Pack, Register};
use finding::{Finding, Place, has_error};
use ledger::Row;
use proof::draw::{self as lots, Certificate, Plan};
use proof::hex;

/// What is asked of a draw.
struct Asked<'a> {
    id: &'a str,
    year: Option<i32>,
    /// Whether the outcome stays hidden until arrival.
    hidden: bool,
}

impl Office {
    /// Seals the lists and the rule of a draw: their commitment is written into the journal. A draw that is sealed
    /// already stays as it is.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a draw that is not defined; a store that refuses.
    pub fn seal_draw(&self, session: &Session, id: &str, year: Option<i32>) -> Result<DrawOutcome> {
        self.pending(session, &Asked { id, year, hidden: false }).map(|pending| pending.outcome)
    }

    /// As [`Office::seal_draw`], for a draw whose outcome stays hidden until arrival: the rule commits to a secret as
    /// well, without which nobody can tell from lists and seed who was drawn.
    ///
    /// # Errors
    /// As [`Office::seal_draw`].
    pub fn seal_draw_until_arrival(
        &self,
        session: &Session,
        id: &str,
        year: Option<i32>,
    ) -> Result<DrawOutcome> {
        self.pending(session, &Asked { id, year, hidden: true }).map(|pending| pending.outcome)
    }

    /// Draws: seals the lists unless that was done, makes the seed from the first checkpoint behind them (and a public
    /// value and its source, when given), records the outcome. The outcome carries the certificate; of a draw sealed
    /// until arrival it carries the seals instead, and only their root is recorded.
    ///
    /// # Errors
    /// As [`Office::seal_draw`].
    pub fn draw(
        &self,
        session: &Session,
        id: &str,
        year: Option<i32>,
        public: Option<(String, String)>,
    ) -> Result<DrawOutcome> {
        let Pending { name, mut outcome, plan, record } =
            self.pending(session, &Asked { id, year, hidden: false })?;
        let Some(plan) = plan else { return Ok(outcome) };
        let ((), committed) = self.commit(session, |batch| {
            // Between the two entries somebody else may have drawn: then there is nothing left to draw.
            let still = batch.look().draw_records(batch.first())?.into_iter();
            if !still.into_iter().any(|one| one.number == record.number && one.state == State::Listed) {
                batch.findings.push(refused(&name, "这次抽取已由他人完成"));
                return Ok(());
            }
            let drawn = batch.look().certificate(plan, &record, outcome.entry, public.clone())?;
            match drawn {
                Ok(certificate) => batch.outcome(&record, &certificate, public, &mut outcome)?,
                Err(refusal) => batch.findings.push(refused(&name, &refusal.to_string())),
            }
            Ok(())
        })?;
        outcome.findings.extend(committed.findings);
        Ok(outcome)
    }

    /// The draw that is sealed and not yet drawn, sealing it first when there is none.
    fn pending(&self, session: &Session, asked: &Asked<'_>) -> Result<Pending> {
        let (mut pending, committed) = self.commit(session, |batch| batch.pending(asked))?;
        if let Some(first) = committed.first {
            pending.outcome.entry = first;
            pending.record.entry = first;
        }
        if has_error(&committed.findings) {
            pending.plan = None;
        }
        pending.outcome.findings = committed.findings;
        Ok(pending)
    }
}

/// A draw that is sealed and not yet drawn; without a plan when the findings say why there is none.
struct Pending {
    name: String,
    outcome: DrawOutcome,
    plan: Option<Plan>,
    record: Record,
}

impl Batch<'_> {
    fn pending(&mut self, asked: &Asked<'_>) -> Result<Pending> {
        let (pack, size, look) = (self.pack(), self.first(), self.look());
        let definition: &Draw = definition(&pack, asked.id)?;
        let Some(year) = asked.year.or(pack.year) else {
            return Err(Error::Unknown("定义包没有写评价年度，请用 --year 写明".to_owned()));
        };
        let mut records = look.draw_records(size)?;
        records.retain(|record| record.draw == definition.head.id && record.year == year);
        let done = records.iter().filter(|record| record.state != State::Listed).count() as u32;
        let closed = records.iter().find(|record| record.state == State::Closed).cloned();
        let listed = records.into_iter().find(|record| record.state == State::Listed);
        let number = format!("{}-{year}-{}", definition.head.id, done + 1);
        let before = listed.as_ref().map_or(size, |record| record.entry);
        let secret = match &listed {
            Some(record) => record.hidden()?,
            None => asked.hidden.then(|| lots::seal(&look.secret(&number))),
        };
        let (mut plan, findings) = look.plan(definition, year, done + 1, before)?;
        self.findings.extend(findings);
        plan.sealed = secret;
        if let Some(closed) = closed {
            let left = closed.drawn - look.opened(&closed.number, size)?.len() as u64;
            let sentence = format!("第{}次抽取还有{left}签没有启封，启封完才能抽下一次", closed.order);
            self.findings.push(refused(&definition.head.name, &sentence));
        }
        if asked.hidden && listed.as_ref().is_some_and(|record| record.secret.is_empty()) {
            let sentence = format!("“{number}”的名单已封，规则里没有密数，不能再改为到达前密封");
            self.findings.push(refused(&definition.head.name, &sentence));
        }
        let commitment = hex::write(&plan.commitment().whole);
        let outcome = DrawOutcome {
            draw: definition.head.id.clone(),
            name: definition.head.name.clone(),
            number: number.clone(),
            commitment: commitment.clone(),
            objects: plan.objects.len() as u64,
            inspectors: plan.inspectors.len() as u64,
            entry: before,
            slips: 0,
            certificate: None,
            seals: None,
            findings: Vec::new(),
        };
        let fresh = Record {
            number,
            year,
            draw: definition.head.id.clone(),
            order: done + 1,
            commitment,
            secret: secret.map(|secret| hex::write(&secret)).unwrap_or_default(),
            ..Record::default()
        };
        let name = definition.head.name.clone();
        if self.is_refused() {
            return Ok(Pending { name, outcome, plan: None, record: fresh });
        }
        let record = match listed {
            Some(record) if record.commitment != outcome.commitment => {
                return Err(Error::damaged("封存的名单重算后承诺值不符"));
            }
            Some(record) => record,
            None => {
                self.draw_row(record_row(&pack, &fresh)?)?;
                fresh
            }
        };
        Ok(Pending { name, outcome, plan: Some(plan), record })
    }

    /// Puts what came of a draw: its record, and its slips unless they stay closed until arrival.
    fn outcome(
        &mut self,
        record: &Record,
        certificate: &Certificate,
        public: Option<(String, String)>,
        outcome: &mut DrawOutcome,
    ) -> Result<()> {
        let pack = self.pack();
        let (public, source) = public.unwrap_or_default();
        let (day, drawn) = (Some(self.today), certificate.slips.len() as u64);
        let record = Record { public, source, day, drawn, ..record.clone() };
        outcome.slips = record.drawn;
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
        public: draw.public.clone(),
        source: draw.source.clone(),
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
