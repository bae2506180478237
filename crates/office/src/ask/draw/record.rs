//! What was recorded of draws, and their certificates made again from it.

use crate::error::{Error, Result};
use crate::leaf::sealed;
use crate::look::Look;
use crate::store::NodeReader;
use define::house::{DrawRecord, DrawResult};
use define::{Date, Draw};
use finding::Finding;
use ledger::Row;
use proof::draw::{self as lots, Certificate, Origin, Plan, Public, Registration};
use proof::{Digest, Hash, Signed, Sm3, hex};
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
    pub public: String,
    pub source: String,
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
            public: told.public,
            source: told.source,
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
    pub fn plan(&self, draw: &Draw, year: i32, order: u32, size: u64) -> Result<(Plan, Vec<Finding>)> {
        let state = self.state(size)?;
        let records = state.records(self.store, &assess::registers_of(&state.pack, draw))?;
        Ok(assess::draw::plan(draw, &records, year, order))
    }

    /// The certificate of a draw that was drawn, made again from what was known when its lists were sealed.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the lists are not those committed to, or another outcome follows from them.
    pub fn certificate_again(&self, record: &Record) -> Result<Certificate> {
        let state = self.state(record.entry)?;
        let definition = super::definition(&state.pack, &record.draw)?;
        let (mut plan, _) = self.plan(definition, record.year, record.order, record.entry)?;
        plan.sealed = record.hidden()?;
        let differs = |what: &str| Error::damaged(format!("“{}”重算后{what}不符", record.number));
        if hex::write(&plan.commitment().whole) != record.commitment {
            return Err(differs(DrawRecord::COMMITMENT.name));
        }
        let public = (!record.public.is_empty()).then(|| (record.public.clone(), record.source.clone()));
        let certificate = self
            .certificate(plan, record, record.entry, public)?
            .map_err(|refusal| Error::damaged(format!("“{}”不能重算：{refusal}", record.number)))?;
        let root = certificate.seals().map(|seals| hex::write(&seals.root)).unwrap_or_default();
        if root != record.root {
            return Err(differs(DrawRecord::ROOT.name));
        }
        if record.state == State::Open {
            let digest = hex::write(&Sm3::digest(&[certificate.print().as_bytes()]));
            if digest != record.certificate {
                return Err(differs("证书"));
            }
        }
        Ok(certificate)
    }

    /// Draws with the first checkpoint behind the entry that sealed the lists. The same record gives the same certificate
    /// at any later time.
    pub fn certificate(
        &self,
        plan: Plan,
        record: &Record,
        entry: u64,
        public: Option<(String, String)>,
    ) -> Result<std::result::Result<Certificate, lots::Refusal>> {
        let checkpoints = self.store.checkpoints()?;
        let behind = checkpoints.iter().find(|(size, _)| *size > entry);
        let signed = behind
            .and_then(|(_, text)| Signed::read(text))
            .ok_or_else(|| Error::damaged("封存名单之后没有检查点"))?;
        let view = self.store.entry(entry)?.ok_or_else(|| Error::damaged(format!("没有第{entry}条")))?;
        let size = signed.checkpoint.size;
        let path = proof::inclusion::<Sm3>(&NodeReader(self.store), entry, size)
            .ok_or_else(|| Error::damaged(format!("第{entry}条的证明缺少结点")))?;
        let public = public.map(|(value, source)| Public { value, source });
        let secret = plan.sealed.is_some().then(|| self.secret(&record.number));
        let origin = Origin { checkpoint: signed.checkpoint.clone(), public, secret };
        let certificate = match Certificate::draw(plan, origin) {
            Ok(certificate) => certificate.signed(&signed),
            Err(refusal) => return Ok(Err(refusal)),
        };
        // Without body and salt, once they were lawfully erased, the certificate does without this proof.
        let (Some(body), Some(salt)) = (view.body, view.salt) else { return Ok(Ok(certificate)) };
        let text = sealed(view.at, &view.author, &String::from_utf8_lossy(&body));
        Ok(Ok(certificate.registered(Registration { entry, text, salt, path })))
    }
}
