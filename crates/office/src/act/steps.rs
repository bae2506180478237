//! Acts upon cases: a step done, cases opened by what other registers hold.

use super::batch::Batch;
use super::record::{Given, outcome};
use crate::district::Office;
use crate::error::Result;
use crate::session::Session;
use crate::sight;
use crate::view::RecordOutcome;
use access::Facts;
use assess::Records;
use assess::loops::{Case, Cases, content, follows, steps_of};
use define::Loop;
use define::house::{Edition, Step};
use finding::{Finding, Place};
use ledger::flow::write_content;
use ledger::loops::{Course, Taken};
use std::collections::{BTreeMap, BTreeSet};

/// Most steps of one act.
const STEPS: usize = 5_000;

/// A step as a person does it. Who does it, and in which role, is whose session it is, and his post in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepGiven {
    /// Id or name of the loop.
    pub loop_id: String,
    /// Number of the case.
    pub case: String,
    /// The step.
    pub step: String,
    /// The material (材料); empty when there is none.
    pub evidence: String,
    /// The legal basis (依据).
    pub basis: String,
    /// The reason, the remark (说明).
    pub note: String,
    /// To whom (交给): who is asked, handed to, sent back to; empty for nobody.
    pub to: String,
    /// For whom (代); empty for oneself.
    pub stead: String,
    /// Further cells of 办理步骤, such as 数据性质.
    pub more: Vec<(String, String)>,
}

impl Office {
    /// Does steps, on this day by the office's clock, in one transaction: all of them or none. The number of each step
    /// in its case, who does it in which role, and the fields of the case that follow from it are filled in.
    ///
    /// # Errors
    /// A store that refuses. What speaks against a step is in the outcome.
    pub fn steps(&self, session: &Session, given: &[StepGiven]) -> Result<RecordOutcome> {
        let frozen = self.frozen(session, given)?;
        let (_, committed) = self.commit(session, |batch| {
            if given.len() > STEPS {
                let sentence = format!("一次{}步，超过上限{STEPS}", given.len());
                batch.findings.push(Finding::error(
                    "loop.too-many",
                    Place::whole(Step::HOUSE.register),
                    sentence,
                ));
                return Ok(());
            }
            let issued = batch.do_steps(given)?;
            batch.freeze(&issued, &frozen)
        })?;
        Ok(outcome(committed))
    }
}

impl Office {
    /// Does many steps at one sitting, each done or refused by itself: what speaks against each or kept it from being done, in
    /// their order.
    ///
    /// # Errors
    /// A store that refuses at the end: none of those since it last agreed is there.
    pub fn steps_each(&self, session: &Session, given: &[StepGiven]) -> Result<Vec<Result<Vec<Finding>>>> {
        let one = |office: &Office, step: &StepGiven| {
            Ok(office.steps(session, std::slice::from_ref(step))?.findings)
        };
        self.sitting(|office| given.iter().map(|step| one(office, step)).collect())
    }
}

pub(super) fn unknown(loop_id: &str) -> Finding {
    Finding::error("loop.unknown", Place::whole(loop_id), format!("没有“{loop_id}”这类案件"))
}

/// The rows that steps make.
#[derive(Default)]
struct Made {
    /// The row of each case that changes with them.
    followed: Vec<Given>,
    /// One of 办理步骤 each.
    steps: Vec<Given>,
    /// Reports that are issued by them.
    issued: Vec<Edition>,
}

impl Batch<'_> {
    /// Does steps, and answers with the reports that they issue.
    pub(super) fn do_steps(&mut self, given: &[StepGiven]) -> Result<Vec<Edition>> {
        let made = self.rows_of_steps(given)?;
        if self.is_refused() {
            return Ok(Vec::new());
        }
        self.following(|batch| batch.give(&made.followed))?;
        self.give(&made.steps)?;
        Ok(made.issued)
    }

    fn rows_of_steps(&mut self, given: &[StepGiven]) -> Result<Made> {
        let today = self.today;
        let (by, role) = (self.session.who.name(), self.session.post.clone().unwrap_or_default());
        let facts = sight::facts(&self.head, self.store)?;
        let mut by_loop: BTreeMap<&str, Vec<&StepGiven>> = BTreeMap::new();
        for one in given {
            by_loop.entry(&one.loop_id).or_default().push(one);
        }
        let mut made = Made::default();
        for (loop_id, given) in by_loop {
            let wanted: BTreeSet<String> = given.iter().map(|one| one.case.clone()).collect();
            let Some((definition, records)) = self.loop_records(loop_id, Some(&wanted))? else {
                self.findings.push(unknown(loop_id));
                continue;
            };
            let cases = Cases::of(&definition, &records, today, Some(&wanted));
            let signs = definition.signs();
            let mut pending: BTreeMap<&str, Vec<Taken>> = BTreeMap::new();
            for one in given {
                let Some(case) = cases.list.iter().find(|case| case.id == one.case) else {
                    let sentence = format!("“{}”没有案件“{}”", definition.head.name, one.case);
                    let finding = Finding::error("loop.case-unknown", Place::whole(&one.case), sentence);
                    let register = &definition.case.list.register.text;
                    self.findings.push(finding.hint(format!("先在“{register}”里记录")));
                    continue;
                };
                let mine = pending.entry(&case.id).or_default();
                let taken = Taken {
                    number: 0,
                    nth: (case.taken.len() + mine.len()) as i64 + 1,
                    step: one.step.clone(),
                    day: Some(today),
                    by: by.to_owned(),
                    role: role_of(case, &facts, by, &one.stead)
                        .filter(|_| signs && role.is_empty())
                        .unwrap_or_else(|| role.clone()),
                    evidence: one.evidence.clone(),
                    basis: one.basis.clone(),
                    note: one.note.clone(),
                    to: one.to.clone(),
                    stead: one.stead.clone(),
                    seen: if signs { content(&definition, &case.record) } else { Default::default() },
                };
                if signs && taken.role.is_empty() {
                    let sentence = format!("“{by}”今天没有任职，不能办“{}”", one.step);
                    self.findings.push(Finding::error("flow.no-post", Place::whole(&one.case), sentence));
                    continue;
                }
                made.steps.push(step_row(&definition.head.id, one, &taken));
                mine.push(taken);
            }
            for (id, pending) in pending {
                let Some(case) = cases.list.iter().find(|case| case.id == id) else { continue };
                if !signs {
                    made.followed.extend(followed(&definition, case, &pending));
                    continue;
                }
                let after = cases.after(&records, case, &pending);
                let closes = |course: &Course| course.closed(&definition).is_some();
                if definition.is_of_reports() && closes(&after.course) && !closes(&case.course) {
                    made.issued.push(Edition::read(&case.record));
                }
                made.followed.extend(followed(&definition, &after, &[]));
            }
        }
        Ok(made)
    }
}

impl Batch<'_> {
    /// Puts the row of a case as it follows from its steps, now that one of them is withdrawn.
    pub(super) fn follow(&mut self, withdrawn: &Step) -> Result<()> {
        let wanted = BTreeSet::from([withdrawn.case.clone()]);
        let Some((definition, records)) = self.loop_records(&withdrawn.of, Some(&wanted))? else {
            return Ok(());
        };
        let cases = Cases::of(&definition, &records, self.today, Some(&wanted));
        let rows: Vec<Given> =
            cases.list.iter().filter_map(|case| followed(&definition, case, &[])).collect();
        self.following(|batch| batch.give(&rows))
    }

    /// The records and the definition of a loop, for an act; with the steps of some cases alone, where these are named.
    pub(super) fn loop_records(
        &self,
        id: &str,
        cases: Option<&BTreeSet<String>>,
    ) -> Result<Option<(Loop, Records)>> {
        let pack = self.pack();
        let Some(definition) = pack.forms.loops.iter().find(|one| one.head.id == id || one.head.name == id)
        else {
            return Ok(None);
        };
        let reach = cases.map(|cases| steps_of(definition, &pack, cases)).unwrap_or_default();
        let records = self.within(&assess::registers_of(&pack, definition), &reach)?;
        Ok(Some((definition.clone(), records)))
    }
}

/// The row of a case as it follows from its steps and further ones; none when it says that already.
fn followed(definition: &Loop, case: &Case<'_>, next: &[Taken]) -> Option<Given> {
    let fields = follows(definition, case, next);
    if fields.iter().all(|(field, text)| case.record.text(*field) == *text) {
        return None;
    }
    let register = case.record.register;
    let cells = register.fields.iter().filter_map(|field| {
        let text = fields.iter().find(|(name, _)| name.text == field.name);
        let text = text.map_or_else(|| case.record.text(field), |(_, text)| text.clone());
        (!text.is_empty()).then(|| (field.name.clone(), text))
    });
    Some(Given { register: register.name.clone(), cells: cells.collect() })
}

/// The role in which somebody signs a case, for himself or for another.
fn role_of(case: &Case<'_>, facts: &Facts, by: &str, stead: &str) -> Option<String> {
    let by = ledger::canonical_name(by);
    let stead = Some(ledger::canonical_name(stead)).filter(|stead| !stead.is_empty());
    let offers = case.course.offers.iter().find(|offer| offer.actor.by == by && offer.actor.stead == stead);
    let held = || facts.appointments.iter().find(|one| ledger::same_person(&one.person, &by));
    offers.map(|offer| offer.role.clone()).or_else(|| held().map(|one| one.role.clone()))
}

fn step_row(loop_id: &str, given: &StepGiven, taken: &Taken) -> Given {
    let step = Step {
        of: loop_id.to_owned(),
        case: given.case.clone(),
        nth: u64::try_from(taken.nth).ok(),
        step: given.step.clone(),
        day: taken.day,
        by: taken.by.clone(),
        role: taken.role.clone(),
        evidence: given.evidence.clone(),
        basis: given.basis.clone(),
        note: given.note.clone(),
        to: given.to.clone(),
        stead: given.stead.clone(),
        seen: write_content(&taken.seen),
    };
    let mut row = Given::new(Step::HOUSE.register, &[]);
    let cells = step.write().into_iter().map(|(field, text)| (field.to_owned(), text));
    row.cells = cells.chain(given.more.iter().cloned()).collect();
    row
}
