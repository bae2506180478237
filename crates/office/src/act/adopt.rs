//! Adopting a pack (采用定义包) for a year, in a district that lives: findings first, all or nothing.

use super::batch::Batch;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::session::Session;
use crate::state::chain;
use crate::view::{AdoptionOutcome, DefinitionChange, PackChange};
use assess::run_examples;
use define::{Checked, Pack, PackFiles, Register};
use finding::{Finding, Place, has_error};
use ledger::Act;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Rows of a register that are named when they do not fit.
const NAMED: usize = 3;

impl Office {
    /// Adopts the pack `id` out of `files` for a year. The years before keep theirs; one that was adopted for the same
    /// year is replaced, and the difference is told. Refused when the pack has errors, or would no longer read rows that
    /// are there.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a pack that is not among the files; a store that refuses. What speaks against the pack is in
    /// the outcome.
    pub fn adopt(
        &self,
        session: &Session,
        id: &str,
        files: &[(String, String)],
        year: i32,
    ) -> Result<AdoptionOutcome> {
        let chain = chain(id, files)?;
        let Checked { pack, mut findings } = define::check(&chain).into_use();
        let Some(pack) = pack.map(Arc::new).filter(|_| !has_error(&findings)) else {
            return Ok(AdoptionOutcome { findings, ..AdoptionOutcome::default() });
        };
        findings.extend(run_examples(&pack));
        findings.extend(pack.outlines.iter().flat_map(|outline| report::check(&pack, outline)));
        if has_error(&findings) {
            return Ok(AdoptionOutcome { findings, ..AdoptionOutcome::default() });
        }
        let house = &self.house;
        let (mut outcome, committed) = self.commit(session, |batch| {
            batch.findings.extend(std::mem::take(&mut findings));
            let adoptions = batch.store.adoptions(batch.first())?;
            let newest =
                adoptions.iter().filter_map(|one| one.year).max().is_none_or(|newest| year >= newest);
            let before = house.archive.pack_of(batch.store, batch.first(), Some(year))?;
            let mut outcome = AdoptionOutcome { pack: pack.id.clone(), year, ..AdoptionOutcome::default() };
            if before.hash == pack.hash && adoptions.iter().any(|one| one.year == Some(year)) {
                let sentence = format!("{year}年采用的就是这个定义包，内容没有不同");
                batch.findings.push(Finding::note("adopt.same", Place::whole(&pack.id), sentence));
                return Ok(outcome);
            }
            outcome.changes = changes(&files_of(batch, &before)?, &chain);
            batch.fits(&pack, newest)?;
            if !batch.is_refused() {
                batch.store.put_pack(&pack.hash, &chain)?;
                batch.adopt(&pack, Some(year), newest)?;
            }
            Ok(outcome)
        })?;
        outcome.entry = committed.first;
        outcome.findings = committed.findings;
        Ok(outcome)
    }
}

fn files_of(batch: &Batch<'_>, pack: &Pack) -> Result<Vec<PackFiles>> {
    let files = batch.store.pack(&pack.hash)?;
    files.ok_or_else(|| Error::damaged(format!("没有定义包 {}", pack.hash)))
}

impl Batch<'_> {
    /// Puts the adoption of a pack that is kept; when it is the newest, the registers are made readable as tables by it.
    pub(super) fn adopt(&mut self, pack: &Pack, year: Option<i32>, newest: bool) -> Result<()> {
        self.act(Act::AdoptPack { pack: pack.id.clone(), hash: pack.hash.clone(), year }, None, None)?;
        if newest { self.store.put_views(&pack.registers) } else { Ok(()) }
    }

    /// Whether a pack reads the rows that are there. Of one that is to be written by from now on every register with rows
    /// must be there, with its key; of one for an earlier year those that it has.
    fn fits(&mut self, pack: &Pack, newest: bool) -> Result<()> {
        let present = self.pack();
        for old in &present.registers {
            let rows = self.head.rows(self.store, old)?;
            if rows.is_empty() {
                continue;
            }
            let Some(new) = pack.register_by_id(&old.id) else {
                if newest {
                    let sentence = format!("台账“{}”有{}行，新的定义包里没有它", old.name, rows.len());
                    self.findings.push(Finding::error(
                        "adopt.register-gone",
                        Place::whole(&old.name),
                        sentence,
                    ));
                }
                continue;
            };
            if new.key != old.key {
                let sentence = format!(
                    "台账“{}”有{}行，主键不能从“{}”改成“{}”",
                    old.name,
                    rows.len(),
                    old.key.join("、"),
                    new.key.join("、")
                );
                self.findings.push(Finding::error("adopt.key", Place::whole(&old.name), sentence));
                continue;
            }
            if newest && new.fields != old.fields {
                self.rows_fit(pack, old, new, &rows);
            }
        }
        Ok(())
    }

    /// Whether every row of a register passes the rules of its new definition.
    fn rows_fit(&mut self, pack: &Pack, old: &Register, new: &Register, rows: &assess::Rows) {
        let mut broken: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
        for (_, row) in rows.iter() {
            let key = row.key(old).unwrap_or_default();
            for (at, field) in old.fields.iter().enumerate() {
                let Some(value) = &row.values[at] else { continue };
                let text = value.to_string();
                let why = match new.field(&field.name) {
                    None => format!("“{}”已填写，新的定义里没有这个字段", field.name),
                    Some((_, now)) if ledger::read_cell(now, &text, None).is_err() => {
                        format!("“{}”里的内容不合新的定义", field.name)
                    }
                    Some(_) => continue,
                };
                let (count, named) = broken.entry(why).or_default();
                *count += 1;
                if named.len() < NAMED {
                    named.push(key.clone());
                }
            }
            for field in new.fields.iter().filter(|field| field.required) {
                let filled = old.field(&field.name).is_some_and(|(at, _)| row.values[at].is_some());
                if !filled {
                    let (count, named) =
                        broken.entry(format!("“{}”改为必填，却没有内容", field.name)).or_default();
                    *count += 1;
                    if named.len() < NAMED {
                        named.push(key.clone());
                    }
                }
            }
        }
        let place = Place::whole(format!("{}：{}", pack.name, new.name));
        for (why, (count, named)) in broken {
            let sentence = format!("台账“{}”现有{count}行读不成：{why}（如 {}）", old.name, named.join("、"));
            self.findings.push(Finding::error("adopt.row", place.clone(), sentence));
        }
    }
}

/// The definitions of two chains of packs that differ, file by file.
fn changes(before: &[PackFiles], after: &[PackFiles]) -> Vec<PackChange> {
    fn texts(chain: &[PackFiles]) -> BTreeMap<String, &str> {
        let all = chain.iter().flat_map(|pack| &pack.files).filter(|file| file.path.ends_with(".toml"));
        // A definition is the same wherever its file lies: its form and its id name it.
        let name = |path: &str| {
            let folder = path.split('/').next().unwrap_or_default();
            let file = path.rsplit('/').next().unwrap_or_default();
            if folder == file { file.to_owned() } else { format!("{folder}/{file}") }
        };
        all.map(|file| (name(&file.path), file.text.as_str())).collect()
    }
    let (before, after) = (texts(before), texts(after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let change = |name: &String| {
        let what = match (before.get(name), after.get(name)) {
            (None, Some(_)) => DefinitionChange::Added,
            (Some(_), None) => DefinitionChange::Removed,
            (Some(old), Some(new)) if old != new => DefinitionChange::Changed,
            _ => return None,
        };
        Some(PackChange { definition: name.trim_end_matches(".toml").to_owned(), change: what })
    };
    names.into_iter().filter_map(change).collect()
}
