//! The row of a draw and the rows of its slips.

use super::plan::{register, text};
use super::{RECORD, RESULT, written};
use crate::district::Inner;
use crate::writer::row;
use crate::{Error, Result};
use define::{Pack, Register};
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
    pub day: String,
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
    pub day: String,
}

impl Record {
    fn read(register: &Register, entry: u64, row: &Row) -> Record {
        let cell = |name: &str| text(register, row, name);
        let word = cell("状态");
        Record {
            entry,
            number: cell("抽取编号"),
            year: cell("年度").parse().unwrap_or_default(),
            draw: cell("抽取"),
            order: cell("次序").parse().unwrap_or_default(),
            commitment: cell("承诺值"),
            state: State::ALL
                .iter()
                .find(|(_, known)| *known == word)
                .map_or(State::Listed, |(state, _)| *state),
            secret: cell("密数封"),
            public: cell("公开值"),
            source: cell("公开值出处"),
            day: cell("抽取日期"),
            root: cell("封签根"),
            seed: cell("种子"),
            drawn: cell("抽中").parse().unwrap_or_default(),
            certificate: cell("证书杂凑"),
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
        let record = register(pack, RECORD)?;
        let drawn = if self.state == State::Listed { String::new() } else { self.drawn.to_string() };
        let cells = [
            ("抽取编号", self.number.as_str()),
            ("年度", &self.year.to_string()),
            ("抽取", &self.draw),
            ("次序", &self.order.to_string()),
            ("承诺值", &self.commitment),
            ("状态", self.state.word()),
            ("密数封", &self.secret),
            ("公开值", &self.public),
            ("公开值出处", &self.source),
            ("抽取日期", &self.day),
            ("封签根", &self.root),
            ("种子", &self.seed),
            ("抽中", &drawn),
            ("证书杂凑", &self.certificate),
        ];
        Ok((record, written(record, &cells)?))
    }
}

/// The row of the slip at a position from 0; with who opened it and when, of a draw sealed until arrival.
pub(super) fn slip<'p>(
    pack: &'p Pack,
    record: &Record,
    certificate: &Certificate,
    at: usize,
    opened: Option<(&str, &str)>,
) -> Result<(&'p Register, Row)> {
    let result = register(pack, RESULT)?;
    let slip = certificate.slips.get(at).ok_or_else(|| Error::damaged(format!("没有第{}签", at + 1)))?;
    let objects = &certificate.plan.objects;
    let found = objects.binary_search_by(|object| object.id.as_str().cmp(&slip.object));
    let name = found.ok().and_then(|at| objects.get(at)).map_or("", |object| object.name.as_str());
    let (by, day) = opened.unwrap_or_default();
    let cells = [
        ("抽取编号", record.number.as_str()),
        ("年度", &record.year.to_string()),
        ("序号", &(at + 1).to_string()),
        ("抽取", &record.draw),
        ("对象", &slip.object),
        // A name that is sensitive in its register is not in the certificate; the key must do.
        ("名称", if name.is_empty() { &slip.object } else { name }),
        ("检查人员", &slip.inspectors.join("、")),
        ("启封人", by),
        ("启封日期", day),
    ];
    Ok((result, written(result, &cells)?))
}

impl Inner {
    /// Every draw recorded when the journal had `size` entries.
    pub(super) fn draw_records(&self, pack: &Pack, size: u64) -> Result<Vec<Record>> {
        let record = register(pack, RECORD)?;
        let mut records = Vec::new();
        self.store.each_version(&record.id, size, |version| {
            records.push(Record::read(record, version.number, &row(record, &version.body)?));
            Ok(())
        })?;
        Ok(records)
    }

    /// The slips of a draw that are recorded, by number from 1.
    pub(super) fn opened(&self, pack: &Pack, number: &str, size: u64) -> Result<BTreeMap<u64, Opened>> {
        let result = register(pack, RESULT)?;
        let mut opened = BTreeMap::new();
        self.store.each_version(&result.id, size, |version| {
            let found = row(result, &version.body)?;
            let cell = |name: &str| text(result, &found, name);
            if cell("抽取编号") == number
                && let Ok(at) = cell("序号").parse()
            {
                opened.insert(at, Opened { row: version.number, by: cell("启封人"), day: cell("启封日期") });
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
            return Err(differs("承诺值"));
        }
        let public = (!record.public.is_empty()).then(|| (record.public.clone(), record.source.clone()));
        let certificate = self
            .certificate(plan, record, record.entry, public)?
            .map_err(|refusal| Error::damaged(format!("“{}”不能重算：{refusal}", record.number)))?;
        let root = certificate.seals().map(|seals| hex::write(&seals.root)).unwrap_or_default();
        if root != record.root {
            return Err(differs("封签根"));
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
