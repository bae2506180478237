//! What is shown beside what it was: sentences of the report that acts have changed since a day or since its year was closed (改动了的句子),
//! and indicators that they have changed since somebody verified them.

use super::day_end::size_at_end;
use super::{Reading, WrittenReport};
use crate::clock::{day_before, day_of};
use crate::error::{Error, Result};
use crate::view::{MovedSentence, MovedView, ReopenedView};
use assess::Record;
use define::Date;
use define::house::Verification;
use ledger::ClosedValue;
use std::sync::Arc;

/// Indicators by name, each with its value.
type Values = Vec<(String, ClosedValue)>;

/// The report with its sentences that read otherwise.
pub struct MovedReport {
    written: Arc<WrittenReport>,
    moved: Vec<paper::Moved>,
    /// Which they are, and since when.
    pub view: MovedView,
}

impl MovedReport {
    /// A report with what is told of its sentences.
    pub(super) fn of(written: Arc<WrittenReport>, moved: Vec<paper::Moved>, view: MovedView) -> MovedReport {
        MovedReport { written, moved, view }
    }

    /// The report as such.
    pub fn written(&self) -> &WrittenReport {
        &self.written
    }

    /// The article alone, as HTML, as of [`WrittenReport::article`], each sentence that moved in a `<mark>` that says what it was.
    pub fn article(&self, link: &dyn Fn(&str) -> String) -> String {
        paper::article_marked(&self.written.document, &|figure| Some(link(&figure.source)), &self.moved)
    }
}

impl Reading {
    /// The report of the reading's year beside what it was at the end of a day: of yesterday when none is named. Of a closed
    /// year, what was submitted beside what would be written now. Both are looked at from the same day, so that only acts tell them apart. None where
    /// nothing stands beside it: no entry since, or no pack yet at that time.
    ///
    /// # Errors
    /// As [`Reading::report`]; [`Error::Unknown`] for a day that is not over.
    pub fn report_moved(&self, since: Option<Date>) -> Result<Option<MovedReport>> {
        let written = self.report()?;
        let closed = self.closing.is_some();
        let (day, other) = match &self.closing {
            Some(closing) => (day_of(closing.at), self.beside(self.now)?),
            None => {
                let day = since.unwrap_or_else(|| day_before(self.today()));
                if day >= self.today() {
                    return Err(Error::Unknown(format!("{day} 还没有过完，请选今天以前的一天")));
                }
                let size = size_at_end(&self.house, &self.store, &day.to_string(), self.now)?;
                (day, self.beside(size)?)
            }
        };
        let Some(other) = other else { return Ok(None) };
        let moved = paper::moved(&written.document, &other.document);
        let sentence = |one: &paper::Moved| MovedSentence {
            id: one.id.clone(),
            shown: one.now.clone(),
            other: one.was.clone(),
        };
        let sentences = moved.iter().map(sentence).collect();
        let view = MovedView { since: day.to_string(), closed, sentences };
        Ok(Some(MovedReport { written, moved, view }))
    }

    /// Of an indicator that was verified (得分核定), what it was then and what later acts have made of it: its verification is open again, and
    /// that of no other. None where it stands as it was verified, or never was.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn reopened(&self, indicator: &str) -> Result<Option<ReopenedView>> {
        self.needs(define::Right::Evaluation)?;
        let year = self.year()?;
        let Some(register) = self.judged.pack.register(Verification::HOUSE.register) else { return Ok(None) };
        let rows = self.judged.rows(&self.store, register)?;
        let of = |(number, row): &(u64, &Arc<ledger::Row>)| {
            let record = Record { register, number: *number, row };
            row.year(register) == Some(year) && record.says(&Verification::INDICATOR, indicator)
        };
        let Some((number, _)) = rows.iter().map(|(number, row)| (*number, row)).find(of) else {
            return Ok(None);
        };
        let version = self.store.version(&register.id, number, self.judged.size)?;
        let Some(size) = version.map(|version| version.since + 1) else { return Ok(None) };
        let Some(then) = self.values_at(size)? else { return Ok(None) };
        let now = self.values()?;
        let find = |all: &[(String, ClosedValue)]| {
            all.iter().map(|(_, value)| value).find(|value| value.id == indicator).cloned()
        };
        let (Some(was), Some(now)) = (find(&then), find(&now)) else { return Ok(None) };
        let differs = (&was.value, &was.verdict) != (&now.value, &now.verdict);
        Ok(differs.then_some(ReopenedView { was: was.printed, now: now.printed }))
    }

    /// The values of the year as the first `size` entries give them.
    fn values_at(&self, size: u64) -> Result<Option<Arc<Values>>> {
        if size == self.judged.size {
            return Ok(None);
        }
        self.of_earlier("values", (size, self.looked), |earlier| earlier.values())
    }

    /// The same report of the first `size` entries, looked at from the same day; none where it is the very same, or there was no pack.
    fn beside(&self, size: u64) -> Result<Option<Arc<WrittenReport>>> {
        if size == self.judged.size {
            return Ok(None);
        }
        self.report_of(size, self.looked)
    }

    /// The report of the first `size` entries, looked at from a day; none before there was a pack.
    pub(super) fn report_of(&self, size: u64, day: Date) -> Result<Option<Arc<WrittenReport>>> {
        self.of_earlier("report", (size, day), Reading::write_report)
    }

    /// What follows from the first `size` entries, looked at from a day; it is kept for the next who asks.
    fn of_earlier<T: Send + Sync + 'static>(
        &self,
        what: &str,
        (size, day): (u64, Date),
        make: impl FnOnce(&Reading) -> Result<T>,
    ) -> Result<Option<Arc<T>>> {
        let Some(earlier) = self.as_it_was(size, day)? else { return Ok(None) };
        let key = format!("{what} {size} {} {:?} {}", earlier.judged.pack.hash, self.year, earlier.looked()?);
        if let Some(kept) = self.house.archive.beside(&key) {
            return Ok(Some(kept));
        }
        let made = Arc::new(make(&earlier)?);
        self.house.archive.keep_beside(key, made.clone());
        Ok(Some(made))
    }

    /// A reading of the first `size` entries, looked at from a day; none before there was a pack.
    pub(crate) fn as_it_was(&self, size: u64, day: Date) -> Result<Option<Reading>> {
        let archive = &self.house.archive;
        let pack = match archive.pack_of(&self.store, size, self.year) {
            Err(Error::Unknown(_)) => return Ok(None),
            pack => pack?,
        };
        let judged = archive.state(&self.store, size, &pack)?;
        Ok(Some(Reading {
            house: self.house.clone(),
            session: self.session.clone(),
            store: self.house.lend()?,
            whole: judged.clone(),
            state: archive.seen(&judged, self.sight.within()),
            judged,
            sight: self.sight.clone(),
            closing: None,
            looked: day,
            now: self.now,
            year: self.year,
        }))
    }
}
