//! Rows of a table that a person gives by hand: held against what he saw, and told line by line.

use super::table::Read;
use crate::act::batch::{Batch, Put};
use crate::error::Result;
use crate::store::Version;
use crate::view::{ImportOutcome, PutLine};
use define::Register;
use finding::{Finding, Grade};
use ledger::{ReadRow, Row, Table, read_cell};
use std::collections::BTreeMap;

impl Batch<'_> {
    /// The table with what is masked of rows that the giver saw put where he left it empty: it stays as it is.
    pub(super) fn with_masked(
        &self,
        register: &Register,
        table: &Table,
        seen: &BTreeMap<u64, u64>,
    ) -> Result<Table> {
        let mut table = table.clone();
        let column = |name: &str| table.header.iter().position(|head| head.trim() == name);
        let masked: Vec<(usize, usize)> = register
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.sensitive && !field.is_key)
            .filter_map(|(at, field)| Some((at, column(&field.name)?)))
            .collect();
        let keys: Option<Vec<(usize, usize)>> =
            register.key.iter().map(|name| Some((register.field(name)?.0, column(name)?))).collect();
        let (Some(keys), false) = (keys, masked.is_empty() || seen.is_empty()) else { return Ok(table) };
        for line in &mut table.lines {
            let is_empty = |at: usize| line.cells.get(at).is_none_or(|cell| cell.trim().is_empty());
            let left: Vec<(usize, usize)> = masked.iter().copied().filter(|(_, at)| is_empty(*at)).collect();
            if left.is_empty() {
                continue;
            }
            let mut row = Row { values: vec![None; register.fields.len()] };
            for (field, at) in &keys {
                let text = line.cells.get(*at).map_or("", String::as_str);
                row.values[*field] =
                    read_cell(&register.fields[*field], text, None).ok().and_then(|(value, _)| value);
            }
            let Some(key) = row.key(register) else { continue };
            let Some(version) = self.store.present(&register.id, &key)? else { continue };
            if version.is_erased() || !seen.contains_key(&version.number) {
                continue;
            }
            let present = crate::row::read(register, &version.body)?;
            for (field, at) in left {
                if line.cells.len() <= at {
                    line.cells.resize(at + 1, String::new());
                }
                line.cells[at] = present.values[field].as_ref().map(ToString::to_string).unwrap_or_default();
            }
        }
        Ok(table)
    }

    /// Tells what became of a line, and refuses one whose row the giver did not see as it is.
    pub(super) fn line_by_hand(
        &mut self,
        read: &Read<'_>,
        row: &ReadRow,
        (put, before, known): (Put, Option<&Row>, Option<&Version>),
        outcome: &mut ImportOutcome,
    ) {
        let Read { register, table, reading, options } = *read;
        let (same, number) = match put {
            Put::Recorded(number) => (false, number),
            Put::Present => (true, known.map_or(0, |version| version.number)),
            Put::Refused => return,
        };
        let differ = |at: &usize| before.is_some_and(|before| before.values[*at] != row.row.values[*at]);
        let shown = |at: usize| {
            let value = before.and_then(|before| before.values[at].as_ref());
            value.map(|value| ledger::shown_value(&register.fields[at], value)).unwrap_or_default()
        };
        outcome.lines.push(PutLine {
            line: row.number,
            number,
            seen: known.map(|version| version.since),
            same,
            before: (0..register.fields.len()).filter(differ).map(|at| (at, shown(at))).collect(),
        });
        let (Some(version), Some(seen)) = (known.filter(|_| !same), &options.seen) else { return };
        let as_seen = seen.get(&version.number);
        let sentence = match as_seen {
            Some(entry) if *entry == version.since => return,
            Some(_) => "您看过以后，别人已改过这一行；两边的值都在这里，请看过再定",
            None => "已有同一主键的一行，内容不同；原来的值在旁边，请看过再定",
        };
        let at = register.key.last().and_then(|name| register.field(name)).map_or(0, |(at, _)| at);
        let finding = Finding::error("record.stale", reading.place(table, row.number, at), sentence);
        // A check shows what would be changed; it writes over nothing.
        let grade = if options.dry_run { Grade::Warning } else { Grade::Error };
        if as_seen.is_some() || !options.dry_run {
            self.findings.push(Finding { grade, ..finding });
        }
    }
}
