//! What is asked of loops (环): all in numbers, one with its cases, one case with its steps.

mod show;
mod signing;

use super::Reading;
use crate::error::{Error, Result};
use crate::view::{CaseView, Known, LoopView, LoopsView};
use assess::loops::Cases;
use define::{Date, Form, Loop, Pack};
use std::sync::Arc;

pub(super) use show::OpenCase;

/// Which cases of a loop are asked for; all without any of these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Only those that are overdue.
    pub overdue: bool,
    /// Only those that are open.
    pub open: bool,
    /// Only those of this source.
    pub source: Option<String>,
    /// Only those whose number, subject or unit contains this.
    pub containing: Option<String>,
}

impl Reading {
    /// All loops on a day. Without a day: today, or the last day of the evaluation year once that is over.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn loops(&self, day: Option<Date>) -> Result<Known<LoopsView>> {
        let usual = day.is_none();
        let (pack, day) = (self.pack(), self.day(day)?);
        let needs = self.needing(pack.forms.loops.iter().map(|one| one as &dyn Form));
        self.known_when(usual, &format!("loops {day}"), needs, || {
            let mut loops = Vec::new();
            for definition in &pack.forms.loops {
                let records = self.records(definition)?;
                loops.push(show::summary(&Cases::of(definition, &records, day, None), &records));
            }
            Ok(LoopsView { day: day.to_string(), loops })
        })
    }

    /// One loop (by id or name) with its cases, the overdue first. Of a restricted loop, and of sensitive cases of
    /// others, there are numbers alone.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a loop that is not there.
    pub fn cases(&self, id: &str, filter: &CaseFilter, day: Option<Date>) -> Result<Known<LoopView>> {
        let usual = day.is_none() && filter.source.is_none() && filter.containing.is_none();
        let (definition, day) = (known(self.pack(), id)?, self.day(day)?);
        let key = format!("cases {} {day} {} {}", definition.head.id, filter.overdue, filter.open);
        self.known_when(usual, &key, self.needing([definition as &dyn Form]), || {
            let records = self.records(definition)?;
            let cases = Cases::of(definition, &records, day, None);
            Ok(show::whole(&cases, &records, filter))
        })
    }

    /// The open cases of a loop today, each with the number of its row, those that are only counted left out: made once as long as
    /// nothing of the loop changes.
    pub(super) fn open_cases(&self, definition: &Loop) -> Result<Arc<Vec<OpenCase>>> {
        let day = self.today();
        let key = format!("open cases {} {day}", definition.head.id);
        self.state.answer(&key, self.needing([definition as &dyn Form]), || {
            let records = self.records(definition)?;
            Ok(show::open(&Cases::of(definition, &records, day, None)))
        })
    }

    /// One case of a loop with its steps. Without a day as of [`Reading::loops`], and one that was opened after that day as it is
    /// today: an address that leads to a case leads to it in every year.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a loop or a case that is not there, or that is not shown.
    pub fn case(&self, id: &str, case: &str, day: Option<Date>) -> Result<Known<CaseView>> {
        match self.case_on(id, case, day) {
            Err(Error::Unknown(_)) if day.is_none() && self.day(None)? < self.today() => {
                self.case_on(id, case, Some(self.today()))
            }
            known => known,
        }
    }

    fn case_on(&self, id: &str, case: &str, day: Option<Date>) -> Result<Known<CaseView>> {
        let usual = day.is_none();
        let (definition, day) = (known(self.pack(), id)?, self.day(day)?);
        let key = format!("case {} {day} {case}", definition.head.id);
        self.known_when(usual, &key, self.needing([definition as &dyn Form]), || {
            let records = self.records(definition)?;
            let wanted = [case.to_owned()].into();
            let cases = Cases::of(definition, &records, day, Some(&wanted));
            let found = cases.list.iter().find(|one| one.id == case);
            let unknown = || Error::Unknown(format!("“{}”没有案件“{case}”", definition.head.name));
            let found = found.ok_or_else(unknown)?;
            if show::is_hidden(definition, found) {
                let sentence = format!("“{}”的这个案件只计数，不显示内容", definition.head.name);
                return Err(Error::Unknown(sentence));
            }
            Ok(show::case(&cases, found))
        })
    }
}

fn known<'p>(pack: &'p Pack, id: &str) -> Result<&'p Loop> {
    let found = pack.forms.loops.iter().find(|one| one.head.id == id || one.head.name == id);
    found.ok_or_else(|| {
        let names: Vec<&str> = pack.forms.loops.iter().map(|one| one.head.id.as_str()).collect();
        Error::Unknown(format!("没有“{id}”这类案件；现有 {}", names.join("、")))
    })
}
