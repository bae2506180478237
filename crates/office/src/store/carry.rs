//! Carrying (搬运) all rows of a part from one database into another, whatever engines keep them. Rows come in the order of
//! their keys, a batch a transaction: what was cut off goes on behind the last row that is there.

use super::engine::{Engine, Mode, Owned, Part, Table, Take, Value};
use super::home::Home;
use super::{MOVED, MOVING, PLACE, Store, VERSION, tables, version};
use crate::error::{Error, Result};
use proof::Hash as _;

/// Rows of a transaction.
const BATCH: usize = 2_000;

/// Facts that are a database's own: where it lies, which tables it has, that it is being filled, and that it was left.
const OWN: [&str; 4] = [VERSION, PLACE, MOVING, MOVED];

/// The parts beside the journal.
const BESIDE: [Part; 2] = [Part::Signals, Part::Accounts];

/// A district on its way from one home to another. Nobody else writes into the old one meanwhile.
pub(crate) struct Carrying {
    from: Store,
    to: Store,
    homes: (Home, Home),
    /// The parts beside the journal that are there, held as the journal is.
    beside: Vec<(Part, Box<dyn Engine>)>,
}

impl Carrying {
    /// Begins, or goes on where it was cut off. None when the old home was left for the new one before.
    ///
    /// # Errors
    /// [`Error::Taken`] when there is a district in the new home, [`Error::Moved`] when it was moved to a third one.
    pub fn begin(from: &Home, to: &Home) -> Result<Option<Carrying>> {
        let source = Store::unfinished(from)?;
        if source.meta(VERSION)? != Some(version(from)) {
            return Err(Error::OtherVersion(from.to_string().into()));
        }
        match source.meta(MOVED)? {
            Some(left) if left == to.to_string() => return Ok(None),
            Some(left) => return Err(Error::Moved(left)),
            None => {}
        }
        hold(&*source.engine, Part::Journal)?;
        let mut beside = Vec::new();
        for part in BESIDE.into_iter().filter(|part| from.has(*part)) {
            let engine = from.writer(part)?;
            hold(&*engine, part)?;
            beside.push((part, engine));
        }
        let target = begun(to, &mark(&source)?)?;
        Ok(Some(Carrying { from: source, to: target, homes: (from.clone(), to.clone()), beside }))
    }

    /// The old home.
    pub fn from(&self) -> &Store {
        &self.from
    }

    /// The new one.
    pub fn to(&self) -> &Store {
        &self.to
    }

    /// Rows in all.
    pub fn rows(&self) -> Result<u64> {
        let count = |engine: &dyn Engine, part| -> Result<u64> {
            let mut all = 0;
            for table in tables::of(part) {
                all += engine.cell::<u64>(&format!("SELECT COUNT(*) FROM {}", table.name), &[])?;
            }
            Ok(all)
        };
        let mut all = count(&*self.from.engine, Part::Journal)?;
        for (part, engine) in &self.beside {
            all += count(&**engine, *part)?;
        }
        Ok(all)
    }

    /// Carries every row that is not there yet; what lies beside the journal is small and is carried whole.
    pub fn carry(&mut self, told: &mut dyn FnMut(u64)) -> Result<()> {
        let mut told = |rows| {
            told(rows);
            Ok(())
        };
        carry(&*self.from.engine, &*self.to.engine, Part::Journal, &mut told)?;
        for (part, engine) in &self.beside {
            let to = self.homes.1.begun(*part)?;
            for table in tables::of(*part) {
                to.script(&format!("DELETE FROM {}", table.name))?;
            }
            carry(&**engine, &*to, *part, &mut told)?;
            to.rest()?;
        }
        Ok(())
    }

    /// Leaves the old home for good, and opens the new one.
    pub fn close(self) -> Result<()> {
        self.to.empty_log()?;
        self.from.set_meta(MOVED, &self.homes.1.to_string())?;
        self.from.engine.keep()?;
        self.from.empty_log()?;
        self.to.made()?;
        self.to.empty_log()
    }
}

/// Nobody else writes from here on, whether he takes turns or not.
fn hold(engine: &dyn Engine, part: Part) -> Result<()> {
    engine.begin(Mode::Writing)?;
    let names: Vec<&str> = tables::of(part).iter().map(|table| table.name).collect();
    engine.close_to_others(&names)
}

/// What a state of the journal is known by.
fn mark(store: &Store) -> Result<String> {
    let size = store.size()?;
    let text = store.checkpoint_of(size)?.unwrap_or_default();
    Ok(format!("{size} {}", proof::hex::write(&proof::Sm3::digest(&[text.as_bytes()]))))
}

/// The new home: the one that was begun for this very state, else a new one.
fn begun(to: &Home, mark: &str) -> Result<Store> {
    if let Ok(store) = Store::unfinished(to)
        && store.meta(VERSION)? == Some(version(to))
        && store.meta(MOVING)?.as_deref() == Some(mark)
    {
        return Ok(store);
    }
    to.remove()?;
    let store = Store::create(to)?;
    store.set_meta(MOVING, mark)?;
    Ok(store)
}

/// Carries every table of a part on from where it is; `told` hears of the rows of each batch.
pub(super) fn carry(
    from: &dyn Engine,
    to: &dyn Engine,
    part: Part,
    told: &mut dyn FnMut(u64) -> Result<()>,
) -> Result<()> {
    tables::of(part).iter().try_for_each(|table| carry_table(from, to, table, told))
}

fn carry_table(
    from: &dyn Engine,
    to: &dyn Engine,
    table: &Table,
    told: &mut dyn FnMut(u64) -> Result<()>,
) -> Result<()> {
    let mut last = last_key(to, table)?;
    loop {
        let rows = batch(from, table, last.as_deref())?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = Some(end[..table.key].to_vec());
        let bound: Vec<Vec<Value<'_>>> = rows
            .iter()
            .filter(|row| !is_own(table, row))
            .map(|row| row.iter().map(Owned::bound).collect())
            .collect();
        to.begin(Mode::Writing)?;
        match to.insert(table, &bound).and_then(|()| to.keep()) {
            Ok(()) => told(rows.len() as u64)?,
            Err(error) => {
                to.undo();
                return Err(error);
            }
        }
    }
}

fn is_own(table: &Table, row: &[Owned]) -> bool {
    let name = |own: &&str| row.first() == Some(&Owned::Text(Some((**own).to_owned())));
    table.name == "meta" && OWN.iter().any(name)
}

/// The columns that name a row.
fn keys(table: &Table) -> String {
    let names: Vec<&str> = table.columns.iter().take(table.key).map(|(name, _)| *name).collect();
    names.join(", ")
}

/// The key of the last row that is there; of the facts about the store none, so that all are looked at again.
fn last_key(to: &dyn Engine, table: &Table) -> Result<Option<Vec<Owned>>> {
    if table.name == "meta" {
        to.script(&format!("DELETE FROM meta WHERE name NOT IN ('{}')", OWN.join("', '")))?;
        return Ok(None);
    }
    let keys = keys(table);
    let backwards = keys.replace(',', " DESC,");
    let sql = format!("SELECT {keys} FROM {} ORDER BY {backwards} DESC LIMIT 1", table.name);
    let kinds = &table.columns[..table.key];
    to.one(&sql, &[], |row| {
        kinds.iter().enumerate().map(|(at, (_, kind))| Owned::of(row, at, *kind)).collect()
    })
}

/// The next rows behind a key.
fn batch(from: &dyn Engine, table: &Table, last: Option<&[Owned]>) -> Result<Vec<Vec<Owned>>> {
    let keys = keys(table);
    let places: Vec<String> = (1..=table.key).map(|place| format!("?{place}")).collect();
    let behind = last.map_or(String::new(), |_| format!(" WHERE ({keys}) > ({})", places.join(", ")));
    let sql = format!("SELECT {} FROM {}{behind} ORDER BY {keys} LIMIT {BATCH}", table.names(), table.name);
    let values: Vec<Value<'_>> = last.unwrap_or_default().iter().map(Owned::bound).collect();
    let mut rows = Vec::new();
    from.each(&sql, &values, Take::Whole, &mut |row| {
        let cells = table.columns.iter().enumerate().map(|(at, (_, kind))| Owned::of(row, at, *kind));
        rows.push(cells.collect::<Result<Vec<_>>>()?);
        Ok(true)
    })?;
    Ok(rows)
}
