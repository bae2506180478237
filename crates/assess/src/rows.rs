//! The rows of a register in the order of their numbers, shared with whoever keeps them: a copy shares all of it, and a row that
//! is put into a copy costs the rows beside it and no others.

use ledger::Row;
use std::sync::Arc;

/// Rows that lie together; one chunk more begins beyond.
const CHUNK: usize = 256;

/// Rows by their numbers.
///
/// ```
/// use assess::Rows;
/// use ledger::Row;
/// use std::sync::Arc;
/// let row = || Arc::new(Row { values: vec![None] });
/// let rows: Rows = (0..1_000).map(|number| (number * 2, row())).collect();
/// let mut more = rows.clone();
/// more.put(3, row());
/// more.take(998);
/// assert_eq!((rows.len(), more.len()), (1_000, 1_000));
/// assert!(rows.get(3).is_none() && more.get(3).is_some() && more.get(998).is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// None of them empty.
    chunks: Vec<Arc<Vec<Numbered>>>,
    len: usize,
}

/// A row with its number.
type Numbered = (u64, Arc<Row>);

impl Rows {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Numbered> + Clone {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    /// The row of a number.
    pub fn get(&self, number: u64) -> Option<&Arc<Row>> {
        let chunk = self.chunks.get(self.chunk_of(number))?;
        let at = chunk.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        Some(&chunk[at].1)
    }

    /// The row at a place, counted from 0, with its number.
    pub fn nth(&self, mut at: usize) -> Option<&Numbered> {
        for chunk in &self.chunks {
            match chunk.get(at) {
                Some(row) => return Some(row),
                None => at -= chunk.len(),
            }
        }
        None
    }

    /// Puts a row in the place of the one of that number, which is given back, or as a new one.
    pub fn put(&mut self, number: u64, row: Arc<Row>) -> Option<Arc<Row>> {
        let last = self.chunks.last().and_then(|chunk| chunk.last());
        if last.is_none_or(|(last, _)| *last < number) {
            self.push(number, row);
            return None;
        }
        let place = self.chunk_of(number);
        let chunk = Arc::make_mut(&mut self.chunks[place]);
        match chunk.binary_search_by_key(&number, |(number, _)| *number) {
            Ok(at) => Some(std::mem::replace(&mut chunk[at].1, row)),
            Err(at) => {
                chunk.insert(at, (number, row));
                self.len += 1;
                if chunk.len() > 2 * CHUNK {
                    let rest = chunk.split_off(CHUNK);
                    self.chunks.insert(place + 1, Arc::new(rest));
                }
                None
            }
        }
    }

    /// Takes the row of a number out.
    pub fn take(&mut self, number: u64) -> Option<Arc<Row>> {
        self.get(number)?;
        let place = self.chunk_of(number);
        let chunk = Arc::make_mut(&mut self.chunks[place]);
        let at = chunk.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        let (_, row) = chunk.remove(at);
        self.len -= 1;
        if chunk.is_empty() {
            self.chunks.remove(place);
        }
        Some(row)
    }

    /// Puts a row behind all others.
    fn push(&mut self, number: u64, row: Arc<Row>) {
        self.len += 1;
        match self.chunks.last_mut().filter(|chunk| chunk.len() < CHUNK) {
            Some(chunk) => Arc::make_mut(chunk).push((number, row)),
            None => self.chunks.push(Arc::new(vec![(number, row)])),
        }
    }

    /// The chunk in which a number lies, or would lie.
    fn chunk_of(&self, number: u64) -> usize {
        self.chunks.partition_point(|chunk| chunk.last().is_some_and(|(last, _)| *last < number))
    }
}

impl FromIterator<Numbered> for Rows {
    /// Of rows in any order; of two with one number the later.
    fn from_iter<I: IntoIterator<Item = Numbered>>(all: I) -> Rows {
        let mut rows = Rows::default();
        for (number, row) in all {
            rows.put(number, row);
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn rows_that_come_and_go_are_those_of_a_map() {
        let (mut rows, mut map, mut seed) = (Rows::default(), BTreeMap::new(), 1_u64);
        for turn in 0..20_000_u64 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let number = (seed >> 33) % 3_000;
            let row = Arc::new(Row { values: vec![Some(ledger::Value::Number((turn as i32).into()))] });
            if seed >> 32 & 3 == 0 {
                assert_eq!(rows.take(number), map.remove(&number));
            } else {
                assert_eq!(rows.put(number, row.clone()), map.insert(number, row));
            }
            assert_eq!(rows.get(number), map.get(&number));
        }
        assert_eq!(rows.len(), map.len());
        assert!(rows.iter().map(|(number, row)| (number, row)).eq(&map));
        assert!(rows.chunks.len() > 4 && rows.chunks.iter().all(|chunk| !chunk.is_empty()));
        assert_eq!(rows.nth(1_000).map(|(number, _)| number), map.keys().nth(1_000));
        assert!(rows.nth(rows.len()).is_none());
        let kept = rows.clone();
        map.keys().for_each(|number| assert!(rows.take(*number).is_some()));
        assert!(rows.is_empty() && rows.chunks.is_empty() && kept.len() == map.len());
    }
}
