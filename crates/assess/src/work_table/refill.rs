//! A work table filled again where a change bears on some of its lines only.

use super::{Filled, fill};
use crate::Records;
use crate::partial;
use define::words::family;
use define::{Date, Pack, WorkTable};
use formula::{Cells, Column, Frame};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A table after a change.
#[derive(Debug)]
pub(crate) struct Refilled {
    pub filled: Filled,
    /// Which of its cells came out different, by column; none when lines came or went.
    pub cells: Option<BTreeMap<String, BTreeSet<u32>>>,
}

/// Fills the lines again that hold one of some words in their first column. None when a cell has no room for what it should hold
/// now, or lines came or went and it is not known where: then the table is to be filled as a whole.
pub(crate) fn refill(
    pack: &Pack,
    table: &WorkTable,
    old: &Filled,
    words: &BTreeSet<String>,
    (records, day): (Records, Date),
) -> Option<Refilled> {
    let places = lines_of(&old.frame, words);
    let mut refilled = Refilled { filled: old.clone(), cells: Some(BTreeMap::new()) };
    if words.is_empty() {
        return Some(refilled);
    }
    let new = fill(pack, table, &records.narrowed(table, words), day);
    // Of what is gone through in part it may look as if more waited: lines of other words are not meant.
    let of_words = lines_of(&new.frame, words);
    // One word may have lost a line that another one gained.
    let same = |(at, from): (&u32, &u32)| word_of(&old.frame, *at) == word_of(&new.frame, *from);
    if of_words.len() != places.len() || !places.iter().zip(&of_words).all(same) {
        // The lines of an object stand together wherever everybody on the roster is listed.
        let together = table.family == family::HOLDER;
        let filled = together.then(|| spliced(old, &places, &new, &of_words)).flatten()?;
        return Some(Refilled { filled, cells: None });
    }
    let mut cells = BTreeMap::new();
    let frame: &mut Frame = Arc::make_mut(&mut refilled.filled.frame);
    for (column, new) in frame.columns.iter_mut().zip(&new.frame.columns) {
        let changed = partial::put(column, &places, &partial::take_column(new, &of_words))?;
        if !changed.is_empty() {
            cells.insert(new.name.clone(), changed);
        }
    }
    let sources = Arc::make_mut(&mut refilled.filled.sources);
    for (at, from) in places.iter().zip(&of_words) {
        sources[*at as usize].clone_from(&new.sources[*from as usize]);
    }
    refilled.cells = Some(cells);
    Some(refilled)
}

/// Puts new lines in the place of the old ones of the same words. None where a word had no lines, or had them apart.
fn spliced(old: &Filled, places: &[u32], new: &Filled, of_words: &[u32]) -> Option<Filled> {
    let mut coming: BTreeMap<Arc<str>, Vec<u32>> = BTreeMap::new();
    for at in of_words {
        coming.entry(word_of(&new.frame, *at)?).or_default().push(*at);
    }
    let going: BTreeSet<u32> = places.iter().copied().collect();
    // Lines as they will stand: where each comes from in the old table, or in the new one.
    let (mut lines, mut last) = (Vec::new(), None);
    let mut done: BTreeSet<Arc<str>> = BTreeSet::new();
    for at in 0..old.frame.len() as u32 {
        if !going.contains(&at) {
            lines.push((at, None));
            last = None;
            continue;
        }
        let word = word_of(&old.frame, at)?;
        if last.as_ref() == Some(&word) {
            continue;
        }
        if !done.insert(word.clone()) {
            return None;
        }
        lines.extend(coming.remove(&word).unwrap_or_default().into_iter().map(|line| (0, Some(line))));
        last = Some(word);
    }
    if !coming.is_empty() {
        return None;
    }
    let from_old: Vec<u32> = lines.iter().map(|(old, _)| *old).collect();
    let placed = (0_u32..).zip(&lines).filter_map(|(at, (_, new))| Some((at, (*new)?)));
    let (at, from_new): (Vec<u32>, Vec<u32>) = placed.unzip();
    let mut frame = Frame::new((0..lines.len() as u64).collect());
    for (column, new) in old.frame.columns.iter().zip(&new.frame.columns) {
        let mut column = partial::take_column(column, &from_old);
        partial::put(&mut column, &at, &partial::take_column(new, &from_new))?;
        frame.columns.push(column);
    }
    let source = |(at, from): &(u32, Option<u32>)| match from {
        Some(line) => new.sources[*line as usize].clone(),
        None => old.sources[*at as usize].clone(),
    };
    Some(Filled { frame: Arc::new(frame), sources: Arc::new(lines.iter().map(source).collect()) })
}

/// The word in the first column of a line.
fn word_of(frame: &Frame, line: u32) -> Option<Arc<str>> {
    match &frame.columns.first()?.cells {
        Cells::Texts { ids, words } => words.get(*ids.get(line as usize)? as usize).cloned(),
        _ => None,
    }
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
