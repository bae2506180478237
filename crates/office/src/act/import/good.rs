//! The good rows of files, and the clerk's own files back with the others.

use super::{ImportOptions, Progress, choose};
use crate::AsOf;
use crate::district::Office;
use crate::error::Result;
use crate::session::Session;
use crate::view::{ImportOutcome, PutLine};
use finding::{Finding, Grade};
use reader::{Column, Medium, Table, Tables};
use std::collections::{BTreeMap, BTreeSet};

/// What a row is refused for, by the table's source and the row's number.
pub type Refused = BTreeMap<(String, u32), Vec<String>>;

/// How often rows that are refused are left out and the rest is tried again: those that point to them are refused next.
const ROUNDS: usize = 100;
/// How often some rows are tried without being recorded, to find which of them it is that is wrong.
const TRIALS: usize = 200;

impl Office {
    /// Imports the rows that are good and leaves out the others: each round is an import as any, all or nothing. What remains
    /// refused stands in the second answer; the findings of all rounds stand in the outcome. Nothing is recorded when what is
    /// wrong is not the fault of a row.
    ///
    /// # Errors
    /// As of [`Office::import_read`].
    pub fn import_good(
        &self,
        session: &Session,
        files: &[Tables],
        options: &ImportOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(ImportOutcome, Refused)> {
        // Who waits for a check is told what is said of no row as it is.
        let left = if options.dry_run && options.seen.is_some() { 0 } else { TRIALS };
        let mut trial = Trial { office: self, session, files, options, refused: Refused::new(), left };
        let (mut told, mut lines): (Vec<Finding>, Vec<PutLine>) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let left = trial.files_of(&trial.rows());
            let mut outcome = self.import_read(session, left, options, progress)?;
            let wrong: Vec<Finding> =
                outcome.findings.iter().filter(|one| refuses(one, &outcome)).cloned().collect();
            let before = trial.refused.len();
            if !outcome.recorded && finding::has_error(&outcome.findings) {
                trial.blame(&wrong)?;
            }
            if trial.refused.len() == before {
                // Notes of the last round are those of the earlier ones.
                outcome.findings.splice(0..0, told);
                outcome.lines.append(&mut lines);
                outcome.refused = trial.refused.len() as u64;
                return Ok((outcome, trial.refused));
            }
            told.extend(wrong);
            let gone: BTreeSet<u32> = trial.refused.keys().map(|(_, line)| *line).collect();
            lines.extend(outcome.lines.into_iter().filter(|one| gone.contains(&one.line)));
        }
        let left = trial.files_of(&trial.rows());
        Ok((self.import_read(session, left, options, progress)?, trial.refused))
    }

    /// What is to be written into the files that come back: beside each refused row why, beside each other that it is
    /// recorded. `recorded` says whether those are.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn returned_columns(
        &self,
        session: &Session,
        files: &[Tables],
        options: &ImportOptions,
        (refused, recorded): (&Refused, bool),
    ) -> Result<BTreeMap<String, Column>> {
        let reading = self.at(session, &AsOf::Now, None)?;
        let chosen = choose::tables(files.to_vec(), options, &reading.pack().registers, &mut Vec::new());
        let column = |register, table: &Table| {
            let (header_row, there) = ledger::header_of(register, table);
            let lines = table.lines.iter().map(|line| (line.number, line.cells.len()));
            let widths = lines.chain([(table.header_row, table.header.len())]);
            // A text has room behind its header; a workbook where no row has a cell.
            let own = |row: u32| table.medium == Medium::Workbook || row == header_row;
            let width = widths.filter(|(row, _)| own(*row)).map(|(_, width)| width).max().unwrap_or(0);
            let at = table.first_column + there.unwrap_or(width) as u32;
            let is_there = there.is_some();
            let mut words = BTreeMap::from([(header_row, ledger::ERRORS.to_owned())]);
            for line in table.lines.iter().filter(|line| line.number > header_row) {
                let why = refused.get(&(table.source.clone(), line.number));
                let said = why.map(|why| why.join("\n")).or(recorded.then(|| ledger::RECORDED.to_owned()));
                words.extend(said.map(|said| (line.number, said)));
            }
            Column { at, header_row, is_there, words }
        };
        Ok(chosen.iter().map(|(register, table)| (table.source.clone(), column(register, table))).collect())
    }
}

/// A row of a file: the table's source and its number.
type Place = (String, u32);

/// The search for the rows that keep the others from being recorded.
struct Trial<'t> {
    office: &'t Office,
    session: &'t Session,
    files: &'t [Tables],
    options: &'t ImportOptions,
    refused: Refused,
    /// Trials that may still be made.
    left: usize,
}

impl Trial<'_> {
    /// The rows that are not refused.
    fn rows(&self) -> Vec<Place> {
        let tables = self.files.iter().flat_map(|file| &file.tables);
        let rows =
            tables.flat_map(|table| table.lines.iter().map(|line| (table.source.clone(), line.number)));
        rows.filter(|row| !self.refused.contains_key(row)).collect()
    }

    /// The files with some of their rows.
    fn files_of(&self, rows: &[Place]) -> Vec<Tables> {
        let rows: BTreeSet<(&str, u32)> = rows.iter().map(|(source, row)| (source.as_str(), *row)).collect();
        let mut files = self.files.to_vec();
        for table in files.iter_mut().flat_map(|file| &mut file.tables) {
            let source = table.source.clone();
            table.lines.retain(|line| rows.contains(&(source.as_str(), line.number)));
        }
        files
    }

    /// Refuses the rows that findings name; when they name none, those without which there is nothing to say.
    fn blame(&mut self, wrong: &[Finding]) -> Result<()> {
        let listed = self.rows();
        let rows: BTreeSet<Place> = listed.iter().cloned().collect();
        // What is wrong with a file or its header is the fault of no row.
        if wrong.iter().any(|one| one.code.starts_with("import.") && row_of(one, &rows).is_none()) {
            return Ok(());
        }
        let named: Vec<(Place, &Finding)> =
            wrong.iter().filter_map(|one| Some((row_of(one, &rows)?, one))).collect();
        if named.is_empty() {
            return self.search(&listed);
        }
        for (row, finding) in named {
            let words = in_words(finding);
            let why = self.refused.entry(row).or_default();
            if !why.contains(&words) {
                why.push(words);
            }
        }
        Ok(())
    }

    /// Halves rows of which something is said as a whole, until it is said of one; whether anything was said.
    fn search(&mut self, rows: &[Place]) -> Result<()> {
        let said = self.said(rows)?;
        let before = self.refused.len();
        match rows {
            _ if said.is_empty() => return Ok(()),
            [] => return Ok(()),
            [row] => {
                self.refused.insert(row.clone(), said);
                return Ok(());
            }
            _ => {
                let (first, second) = rows.split_at(rows.len() / 2);
                self.search(first)?;
                self.search(second)?;
            }
        }
        // Neither half alone: the last row is one too many.
        if let Some(row) = rows.last().filter(|_| self.refused.len() == before) {
            self.refused.insert(row.clone(), said);
        }
        Ok(())
    }

    /// What keeps some rows from being recorded, and is said of none of them.
    fn said(&mut self, rows: &[Place]) -> Result<Vec<String>> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(Vec::new()) };
        self.left = left;
        let options = ImportOptions { dry_run: true, ..self.options.clone() };
        let outcome = self.office.import_read(self.session, self.files_of(rows), &options, &mut |_| {})?;
        let rows: BTreeSet<Place> = rows.iter().cloned().collect();
        let wrong = outcome.findings.iter().filter(|one| refuses(one, &outcome));
        Ok(wrong.filter(|one| row_of(one, &rows).is_none()).map(in_words).collect())
    }
}

/// Whether a finding keeps rows from being recorded: without a reason, what is doubted does too.
fn refuses(finding: &Finding, outcome: &ImportOutcome) -> bool {
    let doubted = || outcome.findings.iter().any(|one| one.code == "record.doubt");
    match finding.grade {
        Grade::Error => finding.code != "record.doubt",
        grade => grade == Grade::Doubt && doubted(),
    }
}

/// The row of a file that a finding speaks of; none when it speaks of the header or of no row.
fn row_of(finding: &Finding, rows: &BTreeSet<Place>) -> Option<Place> {
    let place = &finding.place;
    let of_cell =
        || place.cell.as_deref()?.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok();
    let row = (place.source.clone(), place.line.or_else(of_cell)?);
    (!finding.code.starts_with("import.header") && rows.contains(&row)).then_some(row)
}

fn in_words(finding: &Finding) -> String {
    let cell = finding.place.cell.as_deref().map_or(String::new(), |cell| format!("{cell}："));
    let hint = finding.hint.as_deref().map_or(String::new(), |hint| format!("。{hint}"));
    format!("{cell}{}{hint}", finding.sentence)
}
