//! An audit of everything (全库稽核): whether the rows as they stand on the disk are those that the newest checkpoint signed,
//! whoever reads or writes meanwhile. What came of it is kept for whoever asks.

use crate::audit::Audit;
use crate::clock::instant;
use crate::district::{House, Office};
use crate::error::{Error, Result};
use crate::fault::FaultKind;
use crate::store::{AUDITED, Store};
use crate::view::AuditView;
use finding::{Finding, Place};

impl Office {
    /// Reads all rows by a connection of its own, so that nothing is believed that is in memory, and holds them against the
    /// newest checkpoint. With a disagreement nothing that was checked before counts any more.
    ///
    /// # Errors
    /// A store that refuses for a while. What does not agree is in the answer.
    pub fn audit(&self) -> Result<AuditView> {
        let (house, at) = (&self.house, self.now());
        let (size, finding) = match house.read_all() {
            Ok(size) => (size, None),
            Err(error) if speaks_against(&error) => {
                house.archive.forget();
                let sentence = error.to_string();
                (0, Some(Finding::error("audit.differs", Place::whole("数据目录"), sentence)))
            }
            Err(error) => return Err(error),
        };
        let told = AuditView { time: instant(at), size, finding };
        // One that cannot be noted is told by this process all the same.
        let noted =
            (told.time.as_str(), size, told.finding.as_ref().map(|finding| finding.sentence.as_str()));
        if let Ok(text) = serde_json::to_string(&noted) {
            self.turn().store.set_meta(AUDITED, &text).ok();
        }
        *crate::state::locked(&house.audited) = Some(told.clone());
        Ok(told)
    }

    /// What the last audit found, of this process or of another one; none before the first.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn audited(&self) -> Result<Option<AuditView>> {
        let own = crate::state::locked(&self.house.audited).clone();
        let noted = self.house.lend()?.meta(AUDITED)?;
        let noted = noted.and_then(|text| serde_json::from_str::<(String, u64, Option<String>)>(&text).ok());
        let noted = noted.map(|(time, size, sentence)| AuditView {
            time,
            size,
            finding: sentence.map(|said| Finding::error("audit.differs", Place::whole("数据目录"), said)),
        });
        Ok(match (own, noted) {
            (Some(own), Some(noted)) if noted.time > own.time => Some(noted),
            (own, noted) => own.or(noted),
        })
    }
}

impl House {
    /// Holds everything in the file against the newest checkpoint; the entries that it covers.
    pub(crate) fn read_all(&self) -> Result<u64> {
        let store = Store::reading(&self.home)?;
        store.begin_reading()?;
        let audit = Audit::new(self.archive.audit.keys().as_ref().clone());
        audit.sound(&store)?;
        let size = audit.newest(&store)?.size;
        for register in store.summed()?.iter().filter(|name| !name.starts_with('#')) {
            audit.agree(&store, register, size)?;
        }
        audit.adoptions(&store, size)?;
        audit.closing(&store, 0, size)?;
        audit.erased(&store)?;
        // Questions read by indexes and verification past them: that they agree SQLite itself looks at.
        store.is_whole()?;
        Ok(size)
    }
}

/// Whether an error says of what is stored that it is not what was written; others pass.
fn speaks_against(error: &Error) -> bool {
    match error {
        Error::Altered(_) | Error::Damaged(_) => true,
        Error::Store(fault) => matches!(fault.kind(), FaultKind::Shape | FaultKind::Corrupt),
        _ => false,
    }
}
