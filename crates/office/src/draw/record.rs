//! The row of a draw and the rows of its slips.

use super::register;
use crate::district::Inner;
use crate::writer::{row, written};
use crate::{Error, Result};
use define::house::{DrawRecord, DrawResult};
use define::{Date, Pack, Register};
use ledger::Row;
use proof::draw::Certificate;
use proof::{Digest, Hash, Sm3, hex};
use std::collections::BTreeMap;

/// How far a draw is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
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
pub(super) struct Record {
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
pub(super) struct Opened {
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

    /// The row to write.
    pub fn act<'p>(&self, pack: &'p Pack) -> Result<(&'p Register, Row)> {
        let record = register(pack, &DrawRecord::HOUSE)?;
        let told = DrawRecord {
            number: self.number.clone(),
            year: u64::try_from(self.year).ok(),
            draw: self.draw.clone(),
            order: Some(self.order.into()),
            commitment: self.commitment.clone(),
            state: self.state.word().to_owned(),
            secret: self.secret.clone(),
            public: self.public.clone(),
            source: self.source.clone(),
            day: self.day,
            root: self.root.clone(),
            seed: self.seed.clone(),
            drawn: (self.state != State::Listed).then_some(self.drawn),
            certificate: self.certificate.clone(),
        };
        Ok((record, written(record, &told.write())?))
    }
}

/// The row of the slip at a position from 0; with who opened it and when, of a draw sealed until arrival.
pub(super) fn slip<'p>(
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
    Ok((result, written(result, &told.write())?))
}

impl Inner {
    /// Every draw recorded when the journal had `size` entries.
    pub(super) fn draw_records(&self, pack: &Pack, size: u64) -> Result<Vec<Record>> {
        let register = register(pack, &DrawRecord::HOUSE)?;
        let mut records = Vec::new();
        self.store.each_version(&register.id, size, |version| {
            let row = row(register, &version.body)?;
            records.push(Record::read(&assess::Record { register, number: version.number, row: &row }));
            Ok(())
        })?;
        Ok(records)
    }

    /// The slips of a draw that are recorded, by number from 1.
    pub(super) fn opened(&self, pack: &Pack, number: &str, size: u64) -> Result<BTreeMap<u64, Opened>> {
        let register = register(pack, &DrawResult::HOUSE)?;
        let mut opened = BTreeMap::new();
        self.store.each_version(&register.id, size, |version| {
            let row = row(register, &version.body)?;
            let slip = DrawResult::read(&assess::Record { register, number: version.number, row: &row });
            if let Some(order) = slip.order.filter(|_| slip.number == number) {
                opened.insert(order, Opened { row: version.number, by: slip.by, day: slip.day });
            }
            Ok(())
        })?;
        Ok(opened)
    }

    /// The certificate of a draw that was drawn, made again from what was known when its lists were sealed.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the lists are not those committed to, or another outcome follows from them.
    pub(super) fn certificate_again(&mut self, record: &Record) -> Result<Certificate> {
        let pack = self.pack(record.entry)?;
        let definition = super::known(&pack, &record.draw)?.clone();
        let (mut plan, _) = self.plan(&definition, record.year, record.order, record.entry)?;
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
}
