//! Import (导入): files to rows, all or nothing, differences only.

mod choose;
mod good;
mod hand;
mod table;

pub use good::Refused;

use crate::district::Office;
use crate::error::Result;
use crate::session::Session;
use crate::view::ImportOutcome;
use reader::{Encoding, Tables};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is asked of an import.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// Register (id or name) of all tables; found from file name or header when none.
    pub register: Option<String>,
    /// Encoding of text files; detected when none.
    pub encoding: Option<Encoding>,
    /// Check only.
    pub dry_run: bool,
    /// Of rows given by hand, what the giver saw of those that are there: by number the entry that made each what it is. A row
    /// that he did not see as it is, is not written over.
    pub seen: Option<Arc<BTreeMap<u64, u64>>>,
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows dealt with.
    pub done: u64,
    /// Rows in all.
    pub total: u64,
}

/// Rows between two reports of progress.
const STRIDE: u64 = 500;

impl Office {
    /// Imports files of our own making, read in this process. A door reads what comes from outside in a process apart, and
    /// hands over what was read: [`Office::import_read`].
    ///
    /// # Errors
    /// As of [`Office::import_read`].
    pub fn import(
        &self,
        session: &Session,
        files: &[(String, Vec<u8>)],
        options: &ImportOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<ImportOutcome> {
        let read = files.iter().map(|(name, bytes)| reader::tables(name, bytes, options.encoding));
        self.import_read(session, read.collect(), options, progress)
    }

    /// Imports files that were read: nothing is recorded unless every one of them is free of errors, and then only the rows
    /// that differ from those present.
    ///
    /// # Errors
    /// A store that refuses. What is wrong with the files is in the outcome.
    pub fn import_read(
        &self,
        session: &Session,
        files: Vec<Tables>,
        options: &ImportOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<ImportOutcome> {
        let mut outcome = ImportOutcome::default();
        let ((), committed) = self.commit(session, |batch| {
            if options.dry_run {
                batch.stay_dry();
            }
            let pack = batch.pack();
            let tables = choose::tables(files, options, &pack.registers, &mut batch.findings);
            let total = tables.iter().map(|(_, table)| table.lines.len() as u64).sum();
            let mut step = Progress { done: 0, total };
            for (register, table) in &tables {
                batch.table((register, table), options, &mut outcome, &mut step, progress)?;
            }
            progress(Progress { done: total, total });
            Ok(())
        })?;
        outcome.recorded = !options.dry_run && !committed.is_refused();
        outcome.entries = committed.entries;
        outcome.first_entry = committed.first;
        if committed.is_refused() {
            outcome.registers.clear();
            outcome.entries = 0;
        }
        // Who may not put the rows is not told what stands in their place.
        if committed.findings.iter().any(|finding| finding.code.starts_with("access.")) {
            outcome.lines.clear();
            outcome.changes.clear();
        }
        outcome.findings = committed.findings;
        Ok(outcome)
    }
}
