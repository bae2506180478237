//! What is asked of loops (环): all in numbers, one with its cases, one case with its steps.

mod act;
mod show;

pub use act::StepGiven;

use crate::district::{Inner, Office};
use crate::view::{CaseView, LoopView, LoopsView};
use crate::{AsOf, Error, Result};
use assess::Records;
use assess::loops::Cases;
use define::{Date, Loop, Pack};

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

impl Office {
    /// All loops on a day. Without a day: today, or the last day of the evaluation year once that is over.
    ///
    /// # Errors
    /// A moment of the journal that is not there, or a store that refuses.
    pub fn loops(&self, day: Option<Date>, as_of: &AsOf) -> Result<LoopsView> {
        let inner = &mut *self.turn();
        let size = inner.size_as_of(as_of)?;
        let pack = inner.pack(size)?;
        let day = inner.day_of(day, &pack);
        let mut loops = Vec::new();
        for definition in &pack.forms.loops {
            let records = inner.records(definition, size)?;
            loops.push(show::summary(&Cases::of(definition, &records, day, None), &records));
        }
        Ok(LoopsView { day: day.to_string(), standing: inner.standing(size)?, loops })
    }

    /// One loop (by id or name) with its cases, the overdue first. Of a restricted loop, and of sensitive cases of
    /// others, there are numbers alone.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a loop that is not there.
    pub fn cases(&self, id: &str, filter: &CaseFilter, day: Option<Date>, as_of: &AsOf) -> Result<LoopView> {
        let inner = &mut *self.turn();
        let size = inner.size_as_of(as_of)?;
        let pack = inner.pack(size)?;
        let definition = known(&pack, id)?;
        let day = inner.day_of(day, &pack);
        let records = inner.records(definition, size)?;
        let cases = Cases::of(definition, &records, day, None);
        Ok(show::whole(&cases, &records, filter, inner.standing(size)?))
    }

    /// One case of a loop with its steps.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a loop or a case that is not there, or that is not shown.
    pub fn case(&self, id: &str, case: &str, day: Option<Date>, as_of: &AsOf) -> Result<CaseView> {
        let inner = &mut *self.turn();
        let size = inner.size_as_of(as_of)?;
        let pack = inner.pack(size)?;
        let definition = known(&pack, id)?;
        let day = inner.day_of(day, &pack);
        let records = inner.records(definition, size)?;
        let cases = Cases::of(definition, &records, day, None);
        let standing = inner.standing(size)?;
        let found = cases.list.iter().find(|one| one.id == case);
        let found =
            found.ok_or_else(|| Error::Unknown(format!("“{}”没有案件“{case}”", definition.head.name)))?;
        if show::is_hidden(definition, found) {
            let sentence = format!("“{}”的这个案件只计数，不显示内容", definition.head.name);
            return Err(Error::Unknown(sentence));
        }
        Ok(show::case(&cases, found, standing))
    }
}

impl Inner {
    /// The records and the definition of a loop now, for an act.
    fn loop_records(&mut self, id: &str) -> Result<Option<(Loop, Records)>> {
        let size = self.store.size()?;
        let pack = self.pack(size)?;
        let Some(definition) = pack.forms.loops.iter().find(|one| one.head.id == id || one.head.name == id)
        else {
            return Ok(None);
        };
        Ok(Some((definition.clone(), self.records(definition, size)?)))
    }
}

fn known<'p>(pack: &'p Pack, id: &str) -> Result<&'p Loop> {
    let found = pack.forms.loops.iter().find(|one| one.head.id == id || one.head.name == id);
    found.ok_or_else(|| {
        let names: Vec<&str> = pack.forms.loops.iter().map(|one| one.head.id.as_str()).collect();
        Error::Unknown(format!("没有环“{id}”；现有 {}", names.join("、")))
    })
}
