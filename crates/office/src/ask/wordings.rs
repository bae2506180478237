//! Sentences of the report that persons worded (报告措辞), and a report that comes back from a word processor held against what follows
//! from outline and rows.

use super::Reading;
use crate::error::Result;
use assess::Record;
use define::house::Wording;
use reader::Prose;
use report::{Merged, Returned};

impl Reading {
    /// The wordings of the reading's year.
    pub(super) fn wordings(&self) -> Result<Vec<report::Wording>> {
        let year = u64::try_from(self.year()?).ok();
        let Some(register) = self.judged.pack.register(Wording::HOUSE.register) else {
            return Ok(Vec::new());
        };
        let rows = self.judged.rows(&self.store, register)?;
        let rows = rows.iter().map(|(number, row)| Wording::read(&Record { register, number: *number, row }));
        let one = |row: Wording| report::Wording {
            passage: row.passage,
            was: row.was,
            now: row.now,
            by: row.by,
            day: row.day.map(|day| day.to_string()).unwrap_or_default(),
        };
        Ok(rows.filter(|row| row.year == year).map(one).collect())
    }

    /// What a report that came back comes to, beside the wordings that are kept already: nothing is written.
    pub(crate) fn merged(&self, prose: &Prose, contests: bool) -> Result<Merged> {
        let plain = self.write_worded(&[])?;
        let returned = Returned { source: &prose.source, text: &prose.text };
        let present = self.wordings()?;
        let mut merged = report::merge(&plain.document, &present, &returned, contests);
        // What is kept already in these very words stays with who gave it.
        merged.wordings.retain(|new| {
            !present
                .iter()
                .any(|one| (&one.passage, &one.was, &one.now) == (&new.passage, &new.was, &new.now))
        });
        Ok(merged)
    }
}
