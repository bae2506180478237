//! A work table filled again where a change bears on some of its lines only.

use super::{Filled, fill};
use crate::Records;
use crate::partial;
use define::{Date, Pack, WorkTable};
use formula::{Cells, Column, Frame};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A table after a change, and which of its cells came out different, by column.
#[derive(Debug)]
pub(crate) struct Refilled {
    pub filled: Filled,
    pub cells: BTreeMap<String, BTreeSet<u32>>,
}

/// Fills the lines again that hold one of some words in their first column. None when lines came or went, or a cell has no room
/// for what it should hold now: then the table is to be filled as a whole.
pub(crate) fn refill(
    pack: &Pack,
    table: &WorkTable,
    old: &Filled,
    words: &BTreeSet<String>,
    (records, day): (Records, Date),
) -> Option<Refilled> {
    let places = lines_of(&old.frame, words);
    let mut refilled = Refilled { filled: old.clone(), cells: BTreeMap::new() };
    if words.is_empty() {
        return Some(refilled);
    }
    let new = fill(pack, table, &records.narrowed(&table.lines, words), day);
    // Of what is gone through in part it may look as if more waited: lines of other words are not meant.
    let of_words = lines_of(&new.frame, words);
    if of_words.len() != places.len() {
        return None;
    }
    let frame: &mut Frame = Arc::make_mut(&mut refilled.filled.frame);
    for (column, new) in frame.columns.iter_mut().zip(&new.frame.columns) {
        let changed = partial::put(column, &places, &partial::take_column(new, &of_words))?;
        if !changed.is_empty() {
            refilled.cells.insert(new.name.clone(), changed);
        }
    }
    let sources = Arc::make_mut(&mut refilled.filled.sources);
    for (at, from) in places.iter().zip(&of_words) {
        sources[*at as usize].clone_from(&new.sources[*from as usize]);
    }
    Some(refilled)
}

/// Where the lines stand that hold one of some words in their first column.
fn lines_of(frame: &Frame, words: &BTreeSet<String>) -> Vec<u32> {
    let Some(Column { cells: Cells::Texts { ids, words: known }, missing, .. }) = frame.columns.first()
    else {
        return Vec::new();
    };
    let meant: BTreeSet<u32> =
        (0_u32..).zip(known.iter()).filter(|(_, word)| words.contains(&***word)).map(|(id, _)| id).collect();
    let holds = |(at, id): &(usize, &u32)| meant.contains(id) && !missing.get(*at);
    ids.iter().enumerate().filter(holds).map(|(at, _)| at as u32).collect()
}
