//! Random draws (抽取): the lists are sealed in the journal, the seed comes from the checkpoint behind them, the outcome
//! is recorded with the digest of its certificate.

mod plan;

use crate::district::{Inner, Office};
use crate::store::{NodeReader, Version};
use crate::view::DrawOutcome;
use crate::writer::{Writer, row};
use crate::{Error, Result};
use define::{Draw, Pack, Register};
use finding::{Finding, Place, has_error};
use ledger::{Row, Value};
use plan::{register, text};
use proof::draw::{self as lots, Certificate, Origin, Plan, Public, Registration};
use proof::{Hash, Signed, Sm3, hex};
use std::collections::BTreeMap;

/// Names of the registers in which draws are recorded.
const RECORD: &str = "抽取记录";
const RESULT: &str = "抽取结果";

impl Office {
    /// Seals the lists and the rule of a draw: their commitment is written into the journal. A draw that is sealed
    /// already stays as it is.
    pub fn seal_draw(&self, id: &str, year: Option<i32>) -> Result<DrawOutcome> {
        let inner = &mut *self.turn();
        inner.pending(id, year).map(|(_, outcome, _)| outcome)
    }

    /// Draws: seals the lists unless that was done, makes the seed from the first checkpoint behind them (and a public
    /// value and its source, when given), records the outcome. The outcome carries the certificate.
    pub fn draw(&self, id: &str, year: Option<i32>, public: Option<(String, String)>) -> Result<DrawOutcome> {
        let inner = &mut *self.turn();
        let (definition, mut outcome, plan) = inner.pending(id, year)?;
        let Some(plan) = plan else { return Ok(outcome) };
        let (pack, entry) = (inner.pack(outcome.entry)?, outcome.entry);
        let certificate = inner.certificate(plan, entry, public)?;
        let certificate = match certificate {
            Ok(certificate) => certificate,
            Err(refusal) => {
                outcome.findings.push(refused(&definition.name, &refusal.to_string()));
                return Ok(outcome);
            }
        };
        let text = certificate.print();
        let seed = hex::write(&certificate.seed);
        let digest = hex::write(&Sm3::digest(&[text.as_bytes()]));
        let drawn = certificate.slips.len().to_string();
        let (record, result) = (register(&pack, RECORD)?, register(&pack, RESULT)?);
        let (number, plan) = (outcome.number.clone(), &certificate.plan);
        let (year, order) = (plan.year.to_string(), plan.draw.to_string());
        let mut acts = vec![(
            record,
            written(
                record,
                &[
                    ("抽取编号", &number),
                    ("年度", &year),
                    ("抽取", &definition.id),
                    ("次序", &order),
                    ("承诺值", &outcome.commitment),
                    ("状态", "已抽取"),
                    ("种子", &seed),
                    ("抽中", &drawn),
                    ("证书杂凑", &digest),
                ],
            )?,
        )];
        let names: BTreeMap<&str, &str> =
            plan.objects.iter().map(|object| (object.id.as_str(), object.name.as_str())).collect();
        for (at, slip) in certificate.slips.iter().enumerate() {
            let cells = [
                ("抽取编号", number.as_str()),
                ("年度", &year),
                ("序号", &(at + 1).to_string()),
                ("抽取", &definition.id),
                ("对象", &slip.object),
                ("名称", names.get(slip.object.as_str()).copied().unwrap_or_default()),
                ("检查人员", &slip.inspectors.join("、")),
            ];
            acts.push((result, written(result, &cells)?));
        }
        inner.write_rows(&acts)?;
        outcome.slips = certificate.slips.len() as u64;
        outcome.certificate = Some(text);
        Ok(outcome)
    }
}

impl Inner {
    /// The draw that is sealed and not yet drawn, sealing it first when there is none. Without a plan when the findings
    /// say why not.
    fn pending(&mut self, id: &str, year: Option<i32>) -> Result<(Draw, DrawOutcome, Option<Plan>)> {
        let size = self.store.size()?;
        let pack = self.pack(size)?;
        let definition = known(&pack, id)?.clone();
        let Some(year) = year.or(pack.year) else {
            return Err(Error::Unknown("定义包没有写评价年度，请用 --year 写明".to_owned()));
        };
        let record = register(&pack, RECORD)?;
        let cell = |row: &Row, name: &str| text(record, row, name);
        let mut sealed = None;
        let mut done = 0;
        self.store.each_version(&record.id, size, |version| {
            let found = row(record, &version.body)?;
            if cell(&found, "抽取") == definition.id && cell(&found, "年度") == year.to_string() {
                match cell(&found, "状态").as_str() {
                    "名单已封" => {
                        sealed = Some((version.since, cell(&found, "抽取编号"), cell(&found, "承诺值")));
                    }
                    _ => done += 1,
                }
            }
            Ok(())
        })?;
        let before = sealed.as_ref().map_or(size, |(entry, _, _)| *entry);
        let (plan, findings) = self.plan(&definition, year, done + 1, before)?;
        let commitment = hex::write(&plan.commitment().whole);
        let mut outcome = DrawOutcome {
            draw: definition.id.clone(),
            name: definition.name.clone(),
            number: format!("{}-{year}-{}", definition.id, done + 1),
            commitment,
            objects: plan.objects.len() as u64,
            inspectors: plan.inspectors.len() as u64,
            entry: before,
            slips: 0,
            certificate: None,
            findings,
        };
        if has_error(&outcome.findings) {
            return Ok((definition, outcome, None));
        }
        match sealed {
            Some((_, _, stated)) if stated != outcome.commitment => {
                return Err(Error::damaged("封存的名单重算后承诺值不符"));
            }
            Some(_) => {}
            None => {
                let cells = [
                    ("抽取编号", outcome.number.as_str()),
                    ("年度", &year.to_string()),
                    ("抽取", &definition.id),
                    ("次序", &(done + 1).to_string()),
                    ("承诺值", &outcome.commitment),
                    ("状态", "名单已封"),
                ];
                let act = (record, written(record, &cells)?);
                outcome.entry = self.write_rows(&[act])?;
            }
        }
        Ok((definition, outcome, Some(plan)))
    }

    /// Draws with the first checkpoint behind the entry that sealed the lists.
    fn certificate(
        &mut self,
        plan: Plan,
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
        let origin = Origin { checkpoint: signed.checkpoint.clone(), public, secret: None };
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

/// A row of these cells; the register's definition decides how they are read.
fn written(register: &Register, cells: &[(&str, &str)]) -> Result<Row> {
    let mut values: Vec<Option<Value>> = vec![None; register.fields.len()];
    for (name, text) in cells {
        let (at, field) = register.field(name).ok_or_else(|| {
            Error::Unknown(format!("台账“{}”没有字段“{name}”，抽取无处可记", register.name))
        })?;
        values[at] = ledger::read_cell(field, text, None)
            .map_err(|fault| Error::Unknown(format!("台账“{}”：{}", register.name, fault.sentence)))?
            .0;
    }
    Ok(Row { values })
}

fn known<'p>(pack: &'p Pack, id: &str) -> Result<&'p Draw> {
    let found = pack.draws.iter().find(|draw| draw.id == id || draw.name == id);
    found.ok_or_else(|| {
        let names: Vec<&str> = pack.draws.iter().map(|draw| draw.id.as_str()).collect();
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
