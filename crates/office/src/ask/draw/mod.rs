//! What is asked of draws: all of them, and one with its certificate made again.

pub(crate) mod record;
mod verdict;

use super::Reading;
use crate::error::{Error, Result};
use crate::state::Needs;
use crate::view::{
    DrawCheckpoint, DrawFloor, DrawList, DrawLists, DrawSlip, DrawState, DrawStratum, DrawView, PublicValue,
    RowRef, SlipOpened,
};
use define::house::{DrawRecord, DrawResult, House};
use define::{Date, Draw, Pack, Register};
use finding::{Finding, Place};
use proof::draw::{self as lots, Certificate, Plan};
use proof::hex;
use record::{Record, State};
use std::collections::BTreeMap;
use std::sync::Arc;
pub use verdict::{explain_draw, verify_draws};

impl Reading {
    /// All draws, newest first, and how far each kind of draw is in its year.
    ///
    /// # Errors
    /// A store that refuses, or lists that are not those committed to.
    pub fn draws(&self) -> Result<Arc<DrawList>> {
        self.sight.needs_all(self.pack(), DrawRecord::HOUSE.register)?;
        self.state.answer("draws", Needs::All, || self.all_draws())
    }

    fn all_draws(&self) -> Result<DrawList> {
        let look = self.look();
        let mut records = look.draw_records(self.size())?;
        records.sort_by_key(|one| std::cmp::Reverse(one.entry));
        let mut draws = Vec::new();
        let mut last: BTreeMap<(&str, i32), (&Record, Option<Certificate>)> = BTreeMap::new();
        for record in &records {
            let mut view = self.brief(record)?;
            if record.state == State::Listed {
                view.damaged(sound(look.plan_again(record))?.err());
            } else {
                let made = sound(look.certificate_again(record))?;
                view.damaged(made.as_ref().err().cloned());
                last.entry((&record.draw, record.year)).or_insert((record, made.ok()));
            }
            draws.push(view);
        }
        let mut floors = Vec::new();
        for ((draw, year), (record, certificate)) in last {
            let drawn = |one: &&Record| one.draw == draw && one.year == year && one.state != State::Listed;
            let done = records.iter().filter(drawn).count() as u32;
            floors.push(self.floor(record, certificate.as_ref(), done));
        }
        Ok(DrawList { draws, floors })
    }

    /// How far a kind of draw is in its year, as of its last draw. Nothing is reached by a draw that is damaged.
    fn floor(&self, record: &Record, certificate: Option<&Certificate>, done: u32) -> DrawFloor {
        let plan = certificate.map(|certificate| &certificate.plan);
        let strata = plan.map(|plan| strata(plan, certificate)).unwrap_or_default();
        let known = self.pack().forms.draws.iter().find(|draw| draw.head.id == record.draw);
        let wanted = plan.map(|plan| plan.draws).or(known.map(|draw| draw.draws)).unwrap_or_default();
        let full = strata.iter().all(|stratum| stratum.drawn >= stratum.least);
        DrawFloor {
            draw: record.draw.clone(),
            name: plan.map_or_else(|| record.draw.clone(), |plan| plan.title.clone()),
            year: record.year,
            done,
            wanted,
            reached: plan.is_some() && done >= wanted && full,
            strata,
        }
    }

    /// One draw by its number, with everything that may be told of it. Of a draw closed until arrival that is the
    /// seals and the slips that were opened.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such draw. One whose outcome made again is not the one recorded is shown as
    /// damaged, with the finding.
    pub fn drawn(&self, number: &str) -> Result<Arc<DrawView>> {
        self.sight.needs_all(self.pack(), DrawRecord::HOUSE.register)?;
        self.state.answer(&format!("drawn {number}"), Needs::All, || self.one_draw(number))
    }

    fn one_draw(&self, number: &str) -> Result<DrawView> {
        let look = self.look();
        let records = look.draw_records(self.size())?;
        let record = records
            .iter()
            .find(|record| record.number == number)
            .ok_or_else(|| Error::Unknown(format!("没有抽取“{number}”")))?;
        let mut view = self.brief(record)?;
        if record.state == State::Listed {
            view.damaged(sound(look.plan_again(record))?.err());
            return Ok(view);
        }
        let certificate = match sound(look.certificate_again(record))? {
            Ok(certificate) => certificate,
            Err(finding) => {
                view.damaged(Some(finding));
                return Ok(view);
            }
        };
        let plan = &certificate.plan;
        view.lists = Some(DrawLists {
            objects: plan.objects.len() as u64,
            inspectors: plan.inspectors.len() as u64,
            conflicts: plan.conflicts.len() as u64,
        });
        view.strata = strata(plan, Some(&certificate));
        let checkpoint = &certificate.registration.signed.checkpoint;
        view.checkpoint = Some(DrawCheckpoint { size: checkpoint.size, time: checkpoint.time.clone() });
        view.seals = certificate.seals().map(|seals| seals.print());
        let opened = look.opened(number, self.size())?;
        let result = &register(self.pack(), &DrawResult::HOUSE)?.id;
        let names: BTreeMap<&str, &str> =
            plan.objects.iter().map(|object| (object.id.as_str(), object.name.as_str())).collect();
        for (at, slip) in certificate.slips.iter().enumerate() {
            let number = at as u64 + 1;
            let recorded = opened.get(&number);
            if recorded.is_none() && record.state == State::Closed {
                continue;
            }
            view.table.push(DrawSlip {
                number,
                object: slip.object.clone(),
                name: names.get(slip.object.as_str()).copied().unwrap_or_default().to_owned(),
                inspectors: slip.inspectors.clone(),
                row: recorded.map(|one| RowRef { register: result.clone(), number: one.row }),
                opened: recorded
                    .filter(|one| !one.by.is_empty())
                    .map(|one| SlipOpened { by: one.by.clone(), day: told(one.day) }),
            });
        }
        if record.state == State::Open {
            let text = certificate.print();
            view.seed = hex::write(&certificate.seed);
            view.page = Some(lots::explain(&certificate, &format!("{number}.draw.txt")));
            view.certificate = Some(text);
        }
        Ok(view)
    }
}

impl Reading {
    fn brief(&self, record: &Record) -> Result<DrawView> {
        let opened = self.look().opened(&record.number, self.size())?.len() as u64;
        let known = self.pack().forms.draws.iter().find(|draw| draw.head.id == record.draw);
        Ok(DrawView {
            number: record.number.clone(),
            draw: record.draw.clone(),
            name: known.map_or(&record.draw, |draw| &draw.head.name).clone(),
            year: record.year,
            order: record.order,
            state: match record.state {
                State::Listed => DrawState::Listed,
                State::Closed => DrawState::Closed,
                State::Open => DrawState::Open,
            },
            commitment: record.commitment.clone(),
            entry: record.entry,
            hidden: !record.secret.is_empty(),
            day: told(record.day),
            slips: record.drawn,
            opened,
            lists: None,
            strata: Vec::new(),
            checkpoint: None,
            public: awaited(record),
            root: record.root.clone(),
            seed: record.seed.clone(),
            digest: record.certificate.clone(),
            table: Vec::new(),
            certificate: None,
            seals: None,
            page: None,
            findings: Vec::new(),
        })
    }
}

/// What could be made again, or the finding of what is damaged: one draw that is must not hide the others. What the store
/// refuses stays an error.
fn sound<T>(made: Result<T>) -> Result<std::result::Result<T, Finding>> {
    match made {
        Ok(made) => Ok(Ok(made)),
        Err(error @ (Error::Damaged(_) | Error::Altered(_) | Error::Unknown(_) | Error::KeyLost(_))) => Ok(
            Err(Finding::error("draw.damaged", Place::whole(DrawRecord::HOUSE.register), error.to_string())),
        ),
        Err(error) => Err(error),
    }
}

/// The public value that a draw waits for; its value is empty until it is drawn.
pub(crate) fn awaited(record: &Record) -> PublicValue {
    PublicValue {
        source: record.source.clone(),
        issue: record.issue.clone(),
        day: told(record.published),
        value: record.public.clone(),
    }
}

/// The strata of a plan, with what was drawn in the year up to and with the certificate. Counts alone tell nobody who
/// was drawn: how many a stratum gives follows from the rule.
fn strata(plan: &Plan, certificate: Option<&Certificate>) -> Vec<DrawStratum> {
    let stratum_of: BTreeMap<&str, &str> =
        plan.objects.iter().map(|object| (object.id.as_str(), object.stratum.as_str())).collect();
    let mut now: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for slip in certificate.into_iter().flat_map(|certificate| &certificate.slips) {
        if let Some(stratum) = stratum_of.get(slip.object.as_str()) {
            now.entry(stratum).or_default().push(&slip.object);
        }
    }
    let view = |stratum: &lots::Stratum| {
        let inside: Vec<&lots::Object> =
            plan.objects.iter().filter(|object| object.stratum == stratum.name).collect();
        let drawn = now.get(stratum.name.as_str()).cloned().unwrap_or_default();
        let before = inside.iter().filter(|object| object.drawn > 0);
        let again = before.clone().filter(|object| drawn.contains(&object.id.as_str())).count();
        let size = inside.len() as u64;
        DrawStratum {
            name: stratum.name.clone(),
            size,
            quota: plan.quota(stratum),
            drawn: (before.count() + drawn.len() - again) as u64,
            floor: stratum.floor,
            least: (size * u64::from(stratum.floor)).div_ceil(10_000),
        }
    };
    plan.strata.iter().map(view).collect()
}

/// A day as views tell it; empty before it has come.
fn told(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A register of the house, as a pack with draws has it.
pub(crate) fn register<'p>(pack: &'p Pack, house: &House) -> Result<&'p Register> {
    let name = house.register;
    pack.register(name).ok_or_else(|| Error::Unknown(format!("定义包没有台账“{name}”")))
}

/// The definition of that id or name.
pub(crate) fn definition<'p>(pack: &'p Pack, id: &str) -> Result<&'p Draw> {
    let found = pack.forms.draws.iter().find(|draw| draw.head.id == id || draw.head.name == id);
    found.ok_or_else(|| {
        let names: Vec<&str> = pack.forms.draws.iter().map(|draw| draw.head.id.as_str()).collect();
        Error::Unknown(format!("没有抽取“{id}”；现有 {}", names.join("、")))
    })
}
