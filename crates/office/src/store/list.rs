//! Pages of a register: sorted, filtered, quick at a million rows.
//!
//! A page is found by its edge, never by counting past what precedes it: the cursor is the sort value and the number of
//! the last row shown. For what somebody sorts and filters by, an expression index over the present rows is asked for at
//! the first request and made in the background; it is kept up by the database from then on. A search for words inside a field cannot use one and looks
//! at [`SCAN`] rows at a time.

use super::Store;
use super::dialect::Dialect;
use super::engine::{Mode, Take, Value, values};
use crate::condition::Bound;
use crate::error::{Error, Result};
use proof::{Hash as _, Sm3, hex};

/// Rows that one search for words looks at before it answers with what it has.
pub(crate) const SCAN: usize = 50_000;

/// Fields that one index filters by, before the field that it sorts by.
const INDEXED: usize = 2;
/// Indexes kept of one register; each costs every later import of it a little.
const INDEXES: usize = 12;

/// A field that must hold a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Equal {
    pub field: String,
    /// Whether its cells are numbers: 5 then is 5.00.
    pub number: bool,
    pub value: String,
}

impl Equal {
    /// The expression and what it must be.
    fn condition(&self, dialect: &Dialect) -> (String, Sought) {
        match self.value.replace(',', "").parse() {
            Ok(size) if self.number => (rank(dialect, &self.field, true), Sought::Real(size)),
            _ => (text(dialect, &self.field), Sought::Text(self.value.clone())),
        }
    }
}

/// A value that is sought.
#[derive(Clone, Debug)]
enum Sought {
    Integer(i64),
    Real(f64),
    Text(String),
}

impl Sought {
    fn bound(&self) -> Value<'_> {
        match self {
            Sought::Integer(number) => Value::Integer(Some(*number)),
            Sought::Real(size) => Value::Real(*size),
            Sought::Text(text) => Value::Text(Some(text)),
        }
    }
}

/// What a list is sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sort {
    /// A field and whether its cells are numbers; none for the order of recording.
    pub field: Option<(String, bool)>,
    pub descending: bool,
}

/// Which rows of a register are listed, and in which order.
pub(crate) struct Listing<'q> {
    pub sort: Sort,
    pub equal: Vec<Equal>,
    /// Words, and the fields of which one must contain them.
    pub containing: Option<(&'q [&'q str], &'q str)>,
    /// What must hold of the row.
    pub holding: Option<&'q Bound>,
    /// The numbers of all rows that may be shown; all when none.
    pub among: Option<&'q [u64]>,
    /// Entries of the journal that are known; all when none.
    pub at: Option<u64>,
}

/// Where a page begins: behind the row of this sort value and number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cursor {
    pub value: String,
    pub number: u64,
}

/// A page of rows.
pub(crate) struct Page {
    /// Number, key, entry of the version, body.
    pub rows: Vec<(u64, String, u64, String)>,
    /// Where the next page begins; none on the last one.
    pub next: Option<Cursor>,
    /// The search stopped after [`SCAN`] rows; the next page goes on from there.
    pub partial: bool,
    /// Rows passed over.
    pub skipped: usize,
    /// The order that no index gives yet.
    pub wanting: Option<Order>,
}

/// An order of the present rows of a register, which an index can give.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Order {
    register: String,
    columns: String,
}

impl Order {
    /// What the names of all indexes of the register begin with.
    fn family(&self) -> String {
        format!("list_{}_", hex::write(&Sm3::digest(&[self.register.as_bytes()])[..4]))
    }

    fn name(&self) -> String {
        format!("{}{}", self.family(), hex::write(&Sm3::digest(&[self.columns.as_bytes()])[..8]))
    }
}

/// The text of a field, empty when missing.
fn text(dialect: &Dialect, field: &str) -> String {
    format!("COALESCE({}, '')", (dialect.cell)(field))
}

/// What a field is sorted by: its text, or for numbers their size, missing ones first. Nothing is printed or judged from
/// it.
fn rank(dialect: &Dialect, field: &str, number: bool) -> String {
    let text = text(dialect, field);
    if number {
        (dialect.size)(&format!("CASE WHEN {text} = '' THEN '-1e300' ELSE {text} END"))
    } else {
        text
    }
}

impl Store {
    /// The rows of a register, after a cursor; so many of them are passed over, and so many shown at most.
    pub fn list(
        &self,
        register: &str,
        listing: &Listing<'_>,
        (cursor, skip, limit): (Option<&Cursor>, usize, usize),
    ) -> Result<Page> {
        if !register.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Err(Error::Unknown(format!("没有台账“{register}”")));
        }
        let Listing { sort, equal, containing, holding, among, at } = listing;
        let dialect = self.engine.dialect();
        let rank = sort.field.as_ref().map(|(field, number)| rank(dialect, field, *number));
        let equal: Vec<(String, Sought)> = equal.iter().map(|one| one.condition(dialect)).collect();
        let mut indexed: Vec<&str> =
            equal.iter().take(INDEXED).map(|(expression, _)| expression.as_str()).collect();
        indexed.sort_unstable();
        indexed.extend(rank.as_deref());
        let order = Order { register: register.to_owned(), columns: indexed.join(", ") };
        let wanting = at.is_none() && !indexed.is_empty() && !self.indexes(&order)?.contains(&order.name());
        let known = match at {
            None => "until IS NULL".to_owned(),
            Some(size) => format!("since < {size} AND (until IS NULL OR until >= {size})"),
        };
        let mut search = Search {
            filter: format!("register = '{register}' AND {known}"),
            values: Vec::new(),
            containing: *containing,
            holding: *holding,
            skip,
            limit,
            seen: 0,
            last: None,
            page: Page {
                rows: Vec::new(),
                next: None,
                partial: false,
                skipped: 0,
                wanting: wanting.then_some(order),
            },
        };
        for (expression, value) in equal {
            search.values.push(value);
            search.filter += &format!(" AND {expression} = ?{}", search.values.len());
        }
        if let Some(numbers) = among {
            let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
            search.values.push(Sought::Text(format!("[{}]", numbers.join(","))));
            search.filter += &(dialect.number_among)(search.values.len());
            search.page.wanting = None;
        }
        let (order, beyond) = if sort.descending { ("DESC", "<") } else { ("ASC", ">") };
        let number = |cursor: &Cursor| Sought::Integer(cursor.number as i64);
        match (&rank, cursor) {
            (None, None) => search.run(self, "''", &[], &format!("number {order}"))?,
            (None, Some(cursor)) => {
                let after = [("number", beyond, number(cursor))];
                search.run(self, "''", &after, &format!("number {order}"))?;
            }
            (Some(rank), None) => search.run(self, rank, &[], &format!("{rank} {order}, number {order}"))?,
            (Some(rank), Some(cursor)) => {
                // First the rest of the rows that share the sort value, then those beyond it: each is one stretch of the
                // index, however many rows share a value.
                let numeric = sort.field.as_ref().is_some_and(|(_, number)| *number);
                let value = match cursor.value.parse() {
                    Ok(size) if numeric => Sought::Real(size),
                    _ => Sought::Text(cursor.value.clone()),
                };
                let same = [(rank.as_str(), "=", value.clone()), ("number", beyond, number(cursor))];
                search.run(self, rank, &same, &format!("number {order}"))?;
                let later = [(rank.as_str(), beyond, value)];
                search.run(self, rank, &later, &format!("{rank} {order}, number {order}"))?;
            }
        }
        Ok(search.page)
    }

    /// Names of the indexes of a register, oldest first.
    fn indexes(&self, order: &Order) -> Result<Vec<String>> {
        let family = order.family();
        self.engine.all(self.engine.dialect().indexes, values![family], |row| row.get(0))
    }

    /// Makes the index that gives an order, once. Of each register the newest [`INDEXES`] are kept. The register stands in
    /// front although it is the same in all of it: without statistics a planner trusts an index that begins with a column
    /// held equal, and one that gives the order at the same time wins.
    pub fn make_index(&self, order: &Order) -> Result<()> {
        let Order { register, columns } = order;
        let (made, name) = (self.indexes(order)?, order.name());
        if made.contains(&name) {
            return Ok(());
        }
        let surplus = (made.len() + 1).saturating_sub(INDEXES);
        let dropped: String =
            made.iter().take(surplus).map(|old| format!("DROP INDEX IF EXISTS {old};")).collect();
        self.engine.begin(Mode::Writing)?;
        let made = self.engine.script(&format!(
            "{dropped} CREATE INDEX IF NOT EXISTS {name} ON version (register, {columns}, number)
             WHERE register = '{register}' AND until IS NULL"
        ));
        match made {
            Ok(()) => self.engine.keep(),
            Err(error) => {
                self.engine.undo();
                Err(error)
            }
        }
    }
}

/// A page being filled.
struct Search<'s> {
    filter: String,
    values: Vec<Sought>,
    /// Words, and the fields of which one must contain them.
    containing: Option<(&'s [&'s str], &'s str)>,
    holding: Option<&'s Bound>,
    skip: usize,
    limit: usize,
    /// Rows looked at.
    seen: usize,
    /// The last row looked at.
    last: Option<Cursor>,
    page: Page,
}

impl Search<'_> {
    /// Takes rows of one stretch until the page is full.
    fn run(
        &mut self,
        store: &Store,
        rank: &str,
        stretch: &[(&str, &str, Sought)],
        order: &str,
    ) -> Result<()> {
        if self.page.next.is_some() {
            return Ok(());
        }
        let mut sql = format!("SELECT number, key, since, body, {rank} FROM version WHERE {}", self.filter);
        let mut values = self.values.clone();
        for (expression, compare, value) in stretch {
            values.push(value.clone());
            sql += &format!(" AND {expression} {compare} ?{}", values.len());
        }
        sql += &format!(" ORDER BY {order}");
        let values: Vec<Value<'_>> = values.iter().map(Sought::bound).collect();
        store.engine.each(&sql, &values, Take::Pieces, &mut |row| {
            let is_full = self.page.skipped == self.skip && self.page.rows.len() == self.limit;
            if is_full || self.seen == SCAN {
                self.page.partial = self.page.rows.len() < self.limit;
                self.page.next = self.last.take();
                return Ok(false);
            }
            let is_sought = self.containing.is_some() || self.holding.is_some();
            self.seen += usize::from(is_sought);
            let number = row.get(0)?;
            self.last = Some(Cursor { value: row.printed(4)?, number });
            let body = row.text(3).map_err(|_| Error::damaged("一行不是文字"))?;
            let since = row.get(2)?;
            let fits = self.containing.is_none_or(|(fields, words)| contains(body, fields, words))
                && self.holding.is_none_or(|bound| bound.holds(number, since, body));
            match fits && self.page.skipped < self.skip {
                true => self.page.skipped += 1,
                false if fits => self.page.rows.push((number, row.get(1)?, since, body.to_owned())),
                false => {}
            }
            Ok(true)
        })
    }
}

fn contains(body: &str, fields: &[&str], words: &str) -> bool {
    // Most rows do not hold the words anywhere: look before reading the object.
    if !body.contains(words) {
        return false;
    }
    let cells: serde_json::Map<String, serde_json::Value> = serde_json::from_str(body).unwrap_or_default();
    let matches = |cell: &serde_json::Value| cell.as_str().is_some_and(|text| text.contains(words));
    fields.iter().any(|field| cells.get(*field).is_some_and(matches))
}
