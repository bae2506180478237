//! Random draws (抽取): the lists are sealed in the journal, the seed comes from the checkpoint behind them, the outcome
//! is recorded with the digest of its certificate. The certificate itself is kept nowhere: it is made again from the rows
//! of the entry that sealed the lists whenever somebody asks, and must come out with the digest recorded.

mod record;
mod reveal;
mod shown;

use crate::district::{Inner, Office};
use crate::store::{NodeReader, Version};
use crate::view::DrawOutcome;
use crate::writer::Writer;
use crate::{Error, Result};
use define::house::House;
use define::{Draw, Pack, Register};
use finding::{Finding, Place, has_error};
use ledger::Row;
use proof::draw::{self as lots, Certificate, Origin, Plan, Public, Registration};
use proof::{Digest, Signed, Sm3, hex};
use record::{Record, State};
pub use reveal::verify_opening;

impl Office {
    /// Seals the lists and the rule of a draw: their commitment is written into the journal. A draw that is sealed
    /// already stays as it is.
    pub fn seal_draw(&self, id: &str, year: Option<i32>) -> Result<DrawOutcome> {
        let inner = &mut *self.turn();
        inner.pending(id, year, false).map(|pending| pending.outcome)
    }

    /// As [`Office::seal_draw`], for a draw whose outcome stays hidden until arrival: the rule commits to a secret as
    /// well, without which nobody can tell from lists and seed who was drawn.
    pub fn seal_draw_until_arrival(&self, id: &str, year: Option<i32>) -> Result<DrawOutcome> {
        let inner = &mut *self.turn();
        inner.pending(id, year, true).map(|pending| pending.outcome)
    }

    /// Draws: seals the lists unless that was done, makes the seed from the first checkpoint behind them (and a public
    /// value and its source, when given), records the outcome. The outcome carries the certificate; of a draw sealed
    /// until arrival it carries the seals instead, and only their root is recorded.
    pub fn draw(&self, id: &str, year: Option<i32>, public: Option<(String, String)>) -> Result<DrawOutcome> {
        let inner = &mut *self.turn();
        let Pending { definition, mut outcome, plan, record } = inner.pending(id, year, false)?;
        let Some(plan) = plan else { return Ok(outcome) };
        let pack = inner.pack(outcome.entry)?;
        let certificate = match inner.certificate(plan, &record, outcome.entry, public.clone())? {
            Ok(certificate) => certificate,
            Err(refusal) => {
                outcome.findings.push(refused(&definition.head.name, &refusal.to_string()));
                return Ok(outcome);
            }
        };
        let (public, source) = public.unwrap_or_default();
        let day = Some(inner.today());
        let record = Record { public, source, day, drawn: certificate.slips.len() as u64, ..record };
        outcome.slips = record.drawn;
        if let Some(seals) = certificate.seals() {
            let record = Record { state: State::Closed, root: hex::write(&seals.root), ..record };
            let act = record.act(&pack)?;
            inner.write_rows(&[act])?;
            outcome.seals = Some(seals.print());
            return Ok(outcome);
        }
        let text = certificate.print();
        let mut acts = vec![record.opened(&certificate, &text).act(&pack)?];
        for at in 0..certificate.slips.len() {
            acts.push(record::slip(&pack, &record, &certificate, at, None)?);
        }
        inner.write_rows(&acts)?;
        outcome.certificate = Some(text);
        Ok(outcome)
    }
}

/// A draw that is sealed and not yet drawn; without a plan when the findings say why there is none.
struct Pending {
    definition: Draw,
    outcome: DrawOutcome,
    plan: Option<Plan>,
    record: Record,
}

impl Inner {
    /// The draw that is sealed and not yet drawn, sealing it first when there is none.
    fn pending(&mut self, id: &str, year: Option<i32>, hidden: bool) -> Result<Pending> {
        let size = self.store.size()?;
        let pack = self.pack(size)?;
        let definition = known(&pack, id)?.clone();
        let Some(year) = year.or(pack.year) else {
            return Err(Error::Unknown("定义包没有写评价年度，请用 --year 写明".to_owned()));
        };
        let mut records = self.draw_records(&pack, size)?;
        records.retain(|record| record.draw == definition.head.id && record.year == year);
        let done = records.iter().filter(|record| record.state != State::Listed).count() as u32;
        let closed = records.iter().find(|record| record.state == State::Closed).cloned();
        let listed = records.into_iter().find(|record| record.state == State::Listed);
        let number = format!("{}-{year}-{}", definition.head.id, done + 1);
        let before = listed.as_ref().map_or(size, |record| record.entry);
        let secret = match &listed {
            Some(record) => record.hidden()?,
            None => hidden.then(|| lots::seal(&self.secret(&number))),
        };
        let (mut plan, mut findings) = self.plan(&definition, year, done + 1, before)?;
        plan.sealed = secret;
        if let Some(closed) = closed {
            let left = closed.drawn - self.opened(&pack, &closed.number, size)?.len() as u64;
            let sentence = format!("第{}次抽取还有{left}签没有启封，启封完才能抽下一次", closed.order);
            findings.push(refused(&definition.head.name, &sentence));
        }
        if hidden && listed.as_ref().is_some_and(|record| record.secret.is_empty()) {
            let sentence = format!("“{number}”的名单已封，规则里没有密数，不能再改为到达前密封");
            findings.push(refused(&definition.head.name, &sentence));
        }
        let commitment = hex::write(&plan.commitment().whole);
        let mut outcome = DrawOutcome {
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
            findings,
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
        if has_error(&outcome.findings) {
            return Ok(Pending { definition, outcome, plan: None, record: fresh });
        }
        let record = match listed {
            Some(record) if record.commitment != outcome.commitment => {
                return Err(Error::damaged("封存的名单重算后承诺值不符"));
            }
            Some(record) => record,
            None => {
                let act = fresh.act(&pack)?;
                outcome.entry = self.write_rows(&[act])?;
                Record { entry: outcome.entry, ..fresh }
            }
        };
        Ok(Pending { definition, outcome, plan: Some(plan), record })
    }

    /// The plan of a draw over the rows known when the journal had `size` entries.
    fn plan(&mut self, draw: &Draw, year: i32, order: u32, size: u64) -> Result<(Plan, Vec<Finding>)> {
        let records = self.records(draw, size)?;
        Ok(assess::draw::plan(draw, &records, year, order))
    }

    /// The secret of a draw sealed until arrival: made from the district's key and the number of the draw, so that it
    /// needs no keeping and is in no backup of the database.
    fn secret(&self, number: &str) -> Digest {
        self.signer.secret(&format!("draw/{number}"))
    }

    /// Draws with the first checkpoint behind the entry that sealed the lists. The same record gives the same certificate
    /// at any later time.
    fn certificate(
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
        let path = proof::inclusion::<Sm3>(&NodeReader(&self.store), entry, size)
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
        let text = crate::journal::sealed(view.at, &view.actor, &String::from_utf8_lossy(&body));
        Ok(Ok(certificate.registered(Registration { entry, text, salt, path })))
    }

    /// Records rows in one transaction and seals it; the number of the first entry.
    fn write_rows(&mut self, acts: &[(&Register, Row)]) -> Result<u64> {
        let registers = self.registers()?;
        let Inner { store, signer, origin, actor, clock, entropy, .. } = self;
        let at = clock.now();
        store.write(|store| {
            let mut writer = Writer::begin(store, at, actor, &mut **entropy)?;
            let first = writer.size();
            for (register, row) in acts {
                let key =
                    row.key(register).ok_or_else(|| Error::damaged(format!("{}缺主键", register.name)))?;
                let act = ledger::record(register, &key, row, None);
                let before: Option<Version> = store.present(&register.id, &key)?;
                writer.record(&act, before.as_ref(), &registers)?;
            }
            writer.seal(origin, &**signer)?;
            Ok((true, first))
        })
    }
}

/// A register of the house, as a pack with draws has it.
fn register<'p>(pack: &'p Pack, house: &House) -> Result<&'p Register> {
    let name = house.register;
    pack.register(name).ok_or_else(|| Error::Unknown(format!("定义包没有登记“{name}”")))
}

fn known<'p>(pack: &'p Pack, id: &str) -> Result<&'p Draw> {
    let found = pack.forms.draws.iter().find(|draw| draw.head.id == id || draw.head.name == id);
    found.ok_or_else(|| {
        let names: Vec<&str> = pack.forms.draws.iter().map(|draw| draw.head.id.as_str()).collect();
        Error::Unknown(format!("没有抽取“{id}”；现有 {}", names.join("、")))
    })
}

fn refused(name: &str, sentence: &str) -> Finding {
    Finding::error("draw.refused", Place::whole(name), sentence)
}

/// What an outsider says of a certificate: nothing differs, or everything that does. The second is what it leaves open.
pub fn verify_draw(text: &str) -> (Vec<Finding>, Vec<String>) {
    match lots::verify(text) {
        Ok(verified) => (Vec::new(), verified.remarks.iter().map(ToString::to_string).collect()),
        Err(differences) => {
            let finding = |difference: &lots::Difference| {
                Finding::error("draw.differs", Place::whole("证书"), difference.to_string())
            };
            (differences.iter().map(finding).collect(), Vec::new())
        }
    }
}

/// A certificate on one page, for a reader with a hash command; `file` is its name in the commands.
///
/// # Errors
/// The finding that says where the text is not a certificate.
pub fn explain_draw(text: &str, file: &str) -> std::result::Result<String, Box<Finding>> {
    let read = Certificate::parse(text);
    let finding =
        |misread: lots::Misread| Finding::error("draw.form", Place::whole(file), misread.to_string());
    read.map(|certificate| lots::explain(&certificate, file)).map_err(|misread| Box::new(finding(misread)))
}
