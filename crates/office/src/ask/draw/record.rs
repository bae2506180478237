//! What was recorded of draws, and their certificates made again from it.

use crate::error::{Error, Result};
use crate::look::Look;
use define::house::{DrawRecord, DrawResult};
use define::{Date, Draw};
use finding::Finding;
use ledger::Row;
use proof::draw::{self as lots, Announced, Certificate, Origin, Plan, Registration};
use proof::{Digest, Hash, Sm3, hex};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How far a draw is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum State {
    /// The lists are sealed.
    #[default]
    Listed,
    /// Drawn, and closed until arrival.
    Closed,
    /// Drawn, and open to all.
    Open,
}

impl State {
    const ALL: [(State, &'static str); 3] =
        [(State::Listed, "名单已封"), (State::Closed, "已抽取未启封"), (State::Open, "已抽取")];

    /// The word in the register.
    pub fn word(self) -> &'static str {
        State::ALL.iter().find(|(state, _)| *state == self).map_or("", |(_, word)| word)
    }
}

/// A draw as recorded; what is not known yet is empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    /// The entry that sealed the lists.
    pub entry: u64,
    pub number: String,
    pub year: i32,
    pub draw: String,
    pub order: u32,
    pub commitment: String,
    pub state: State,
    /// SM3 of the secret, hexadecimal, of a draw sealed until arrival.
    pub secret: String,
    pub source: String,
    pub issue: String,
    pub published: Option<Date>,
    pub public: String,
    pub day: Option<Date>,
    pub root: String,
    pub seed: String,
    pub drawn: u64,
    pub certificate: String,
}

/// A slip as recorded.
pub(crate) struct Opened {
    /// The entry of the row: its number for good.
    pub row: u64,
    pub by: String,
    pub day: Option<Date>,
}

impl Record {
    fn read(row: &assess::Record<'_>) -> Record {
        let told = DrawRecord::read(row);
        let state = State::ALL.iter().find(|(_, known)| *known == told.state);
        Record {
            entry: row.number,
            number: told.number,
            year: told.year.and_then(|year| i32::try_from(year).ok()).unwrap_or_default(),
            draw: told.draw,
            order: told.order.and_then(|order| u32::try_from(order).ok()).unwrap_or_default(),
            commitment: told.commitment,
            state: state.map_or(State::Listed, |(state, _)| *state),
            secret: told.secret,
            source: told.source,
            issue: told.issue,
            published: told.published,
            public: told.public,
            day: told.day,
            root: told.root,
            seed: told.seed,
            drawn: told.drawn.unwrap_or_default(),
            certificate: told.certificate,
        }
    }

    /// What the rule says of the secret; none of a draw that is open from the start.
    pub fn hidden(&self) -> Result<Option<Digest>> {
        if self.secret.is_empty() {
            return Ok(None);
        }
        let digest = hex::read(&self.secret).and_then(|bytes| bytes.try_into().ok());
        digest.map(Some).ok_or_else(|| Error::damaged(format!("“{}”的密数封不是杂凑值", self.number)))
    }

    /// The public value that it waits for, or waited for.
    pub fn announced(&self) -> Announced {
        let day = self.published.map(|day| day.to_string()).unwrap_or_default();
        Announced { source: self.source.clone(), issue: self.issue.clone(), day }
    }

    fn differs(&self, what: &str) -> Error {
        Error::damaged(format!("“{}”重算后{what}不符", self.number))
    }

    /// With what may be told once everything is open.
    pub fn opened(&self, certificate: &Certificate, text: &str) -> Record {
        Record {
            state: State::Open,
            seed: hex::write(&certificate.seed),
            certificate: hex::write(&Sm3::digest(&[text.as_bytes()])),
            ..self.clone()
        }
    }
}

impl Look<'_> {
    /// Every draw recorded when the journal had `size` entries.
    pub fn draw_records(&self, size: u64) -> Result<Vec<Record>> {
        let state = self.state(size)?;
        let register = super::register(&state.pack, &DrawRecord::HOUSE)?;
        let rows = state.rows(self.store, register)?;
        let read = |(number, row): &(u64, Arc<Row>)| {
            Record::read(&assess::Record { register, number: *number, row })
        };
        Ok(rows.iter().map(read).collect())
    }

    /// The slips of a draw that are recorded, by number from 1.
    pub fn opened(&self, number: &str, size: u64) -> Result<BTreeMap<u64, Opened>> {
        let state = self.state(size)?;
        let register = super::register(&state.pack, &DrawResult::HOUSE)?;
        let mut opened = BTreeMap::new();
        for (at, row) in state.rows(self.store, register)?.iter() {
            let slip = DrawResult::read(&assess::Record { register, number: *at, row });
            if let Some(order) = slip.order.filter(|_| slip.number == number) {
                opened.insert(order, Opened { row: *at, by: slip.by, day: slip.day });
            }
        }
        Ok(opened)
    }

    /// The plan of a draw over the rows known when the journal had `size` entries.
    pub fn plan(&self, draw: &Draw, record: &Record, size: u64) -> Result<(Plan, Vec<Finding>)> {
        let state = self.state(size)?;
        let records = state.records(self.store, &assess::registers_of(&state.pack, draw))?;
        Ok(assess::draw::plan(draw, &records, (record.year, record.order), record.announced()))
    }

    /// The plan of a draw that is sealed, made again from what was known then.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is not the one committed to.
    pub fn plan_again(&self, record: &Record) -> Result<Arc<Plan>> {
        let plans = &self.house.archive.plans;
        if let Some(plan) = plans.find(record.entry, &record.commitment) {
            return Ok(plan);
        }
        let state = self.state(record.entry)?;
        let definition = super::definition(&state.pack, &record.draw)?;
        let (mut plan, _) = self.plan(definition, record, record.entry)?;
        plan.sealed = record.hidden()?;
        if hex::write(&plan.commitment().whole) != record.commitment {
            return Err(record.differs(DrawRecord::COMMITMENT.name));
        }
        let plan = Arc::new(plan);
        plans.keep(record.entry, &record.commitment, plan.clone());
        Ok(plan)
    }

    /// The certificate of a draw that was drawn, made again from what was known when its lists were sealed.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the lists are not those committed to, or another outcome follows from them.
    pub fn certificate_again(&self, record: &Record) -> Result<Certificate> {
        let plan = self.plan_again(record)?;
        let certificate = self
            .certificate(&plan, record)?
            .map_err(|refusal| Error::damaged(format!("“{}”不能重算：{refusal}", record.number)))?;
        let root = certificate.seals().map(|seals| hex::write(&seals.root)).unwrap_or_default();
        if root != record.root {
            return Err(record.differs(DrawRecord::ROOT.name));
        }
        if record.state == State::Open {
            let digest = hex::write(&Sm3::digest(&[certificate.print().as_bytes()]));
            if digest != record.certificate {
                return Err(record.differs("证书"));
            }
        }
        Ok(certificate)
    }

    /// Draws with the public value of the record. The same record gives the same certificate at any later time.
    pub fn certificate(
        &self,
        plan: &Plan,
        record: &Record,
    ) -> Result<std::result::Result<Certificate, lots::Refusal>> {
        let registration = self.registration(record)?;
        let secret = plan.sealed.map(|seal| self.secret_of(&record.number, &seal)).transpose()?;
        let origin = Origin { value: record.public.clone(), secret };
        Ok(Certificate::draw(plan.clone(), origin, registration))
    }

    /// That the commitment of a draw stood in the journal: its entry, under the first checkpoint behind it.
    fn registration(&self, record: &Record) -> Result<Registration> {
        let entry = record.entry;
        let missing = || Error::damaged("封存名单之后没有检查点");
        let behind = self.store.checkpoint_beyond(entry)?.ok_or_else(missing)?;
        let audit = &self.house.archive.audit;
        let sealed = audit.of(self.store, behind)?;
        let signed = sealed.signed.clone().ok_or_else(missing)?;
        // Where the key was changed in the same place two keys signed: a certificate names one.
        let key = audit.keys().of(behind).next().cloned().ok_or_else(missing)?;
        let signed = signed.only(&key);
        let view = audit.entry(self.store, entry, behind)?.ok_or_else(missing)?;
        let path = audit.prove(self.store, entry, behind)?.path;
        let (Some(body), Some(salt)) = (view.body, view.salt) else {
            return Err(Error::damaged(format!("封存名单的第{entry}条已依法删除，证书无从证明名单先行入账")));
        };
        let text = crate::leaf::sealed(view.at, &view.author, &String::from_utf8_lossy(&body));
        Ok(Registration { entry, text, salt, path, signed, key })
    }
}
