//! What was frozen of a year (封存), and what would be otherwise since.

use super::{AsOf, Reading};
use crate::clock::instant;
use crate::district::Office;
use crate::error::Result;
use crate::session::Session;
use crate::view::{ClosedView, SinceClosed};
use assess::Outcome;
use finding::{Finding, Grade, Place};
use ledger::ClosedValue;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Office {
    /// Of a closed year: when it was closed, and what later acts would have changed. None of a year that is open.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn since_closed(&self, session: &Session, year: i32) -> Result<Option<ClosedView>> {
        let submitted = self.at(session, &AsOf::Now, Some(year))?;
        submitted.sight.needs(define::Right::Evaluation)?;
        let Some(closing) = &submitted.closing else { return Ok(None) };
        let open = self.at(session, &AsOf::Open, Some(year))?;
        let before: BTreeMap<&str, &ClosedValue> =
            closing.values.iter().map(|value| (value.id.as_str(), value)).collect();
        let mut changes = Vec::new();
        for (name, now) in open.values()? {
            let was = before.get(now.id.as_str());
            if was.is_none_or(|was| **was != now) {
                changes.push(SinceClosed {
                    id: now.id.clone(),
                    name,
                    was: was.map(|was| was.printed.clone()).unwrap_or_default(),
                    now: now.printed,
                });
            }
        }
        // What is recomputed of the frozen state must be what was frozen: a program that judges otherwise is told.
        let kept = submitted.values()?.into_iter().map(|(_, value)| value).eq(closing.values.iter().cloned());
        let closed = instant(closing.at);
        Ok(Some(ClosedView { year, entry: closing.seq, at: closed, size: closing.size, kept, changes }))
    }
}

impl Reading {
    /// The values of the reading's year in the order of the pack, each with its name.
    pub(crate) fn values(&self) -> Result<Vec<(String, ClosedValue)>> {
        let value = |outcome: &Arc<Outcome>| {
            let value = ClosedValue {
                id: outcome.id.clone(),
                printed: outcome.printed.clone().unwrap_or_default(),
                value: outcome.value.clone().unwrap_or_default(),
                verdict: outcome.verdict.map(|verdict| verdict.key().to_owned()).unwrap_or_default(),
            };
            (outcome.name.clone(), value)
        };
        Ok(self.assessment()?.outcomes.iter().map(value).collect())
    }

    /// The sentences that were frozen; none of a year that is open.
    pub fn closed_sentences(&self) -> Option<&[String]> {
        self.closing.as_ref().map(|closing| closing.sentences.as_slice())
    }

    /// The row checks that rows of a year break.
    pub(crate) fn broken_checks(&self, year: i32) -> Result<Vec<Finding>> {
        let pack = self.pack().clone();
        self.whole.with_assessor(&self.store, self.looked()?, |assessor| {
            let of = |register: &define::Register| {
                let name = register.name.clone();
                let place = |number: u64| Some(Place::whole(format!("{name}第{number}号")));
                assessor.broken_checks(&register.name, year, place)
            };
            let all = pack.registers.iter().filter(|register| !register.checks.is_empty()).flat_map(of);
            all.filter(|finding| finding.grade == Grade::Error).collect()
        })
    }
}
