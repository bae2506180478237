//! Moving (搬迁) a district's databases to a server, or back into files: the same rows, the same journal, in another engine. Whenever
//! it is cut off, it is begun again and ends right: until the last step the district is where it was, and after it nowhere else.

use crate::Progress;
use crate::backup::{covered, note_place};
use crate::clock::{Machine, Shared};
use crate::district::Office;
use crate::error::{Error, Result};
use crate::state::Shelf;
use crate::store::{Address, Carrying, Home, Store};
use std::path::Path;

/// What was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Entries of the journal.
    pub entries: u64,
    /// The root over them in hex, the same before and after.
    pub root: String,
}

/// Moves the databases of the district in `dir` to a server. Nobody may have it open. Keys, evidence and settings stay in the folder,
/// which names the server from then on; the old files stay beside as `….moved`.
///
/// # Errors
/// [`Error::Taken`] when there is a district in the database; a store that refuses; [`Error::Altered`] when what is stored is not
/// what was signed. The district is where it was then, and the same can be begun again.
pub fn move_to_server(dir: &Path, address: &Address, progress: &mut dyn FnMut(Progress)) -> Result<Moved> {
    let to = Home::Server(address.clone());
    let from = match Home::of(dir)? {
        // Cut off behind its last step but one.
        Home::Server(named) if named.is_same(address) => {
            Home::file_in(dir).put_aside()?;
            return ended(&to);
        }
        from => from,
    };
    let moved = relocated(dir, &from, &to, progress)?;
    address.note_instead(dir)?;
    from.put_aside()?;
    Ok(moved)
}

/// Moves the databases of the district in `dir` from its server back into files of the folder.
///
/// # Errors
/// As [`move_to_server`]; [`Error::Unknown`] when the folder names another database.
pub fn move_to_files(dir: &Path, address: &Address, progress: &mut dyn FnMut(Progress)) -> Result<Moved> {
    let from = match Home::of(dir)? {
        Home::Server(named) if named.is_same(address) => Home::Server(named),
        Home::Server(named) => return Err(Error::Unknown(format!("这个数据目录的数据库在 {named}"))),
        file => return ended(&file),
    };
    let to = Home::making_in(dir);
    let moved = if to.is_begun() || !Home::file_in(dir).is_begun() {
        let moved = relocated(dir, &from, &to, progress)?;
        to.put_in_place()?;
        moved
    } else {
        ended(&Home::file_in(dir))?
    };
    Address::forget(dir)?;
    Ok(moved)
}

/// The journal of databases that are in their place.
fn ended(home: &Home) -> Result<Moved> {
    let (signed, _) = covered(&Store::open(home)?)?;
    Ok(Moved { entries: signed.checkpoint.size, root: proof::hex::write(&signed.checkpoint.root) })
}

/// Carries everything, holds it against what was signed, and closes what was left.
fn relocated(dir: &Path, from: &Home, to: &Home, progress: &mut dyn FnMut(Progress)) -> Result<Moved> {
    let mut carrying = match Carrying::begin(from, to)? {
        Some(carrying) => carrying,
        // Closed before, and perhaps not opened yet.
        None => {
            Store::unfinished(to)?.made()?;
            return ended(to);
        }
    };
    let (source, _) = covered(carrying.from())?;
    let total = carrying.rows()?;
    let mut done = 0;
    carrying.carry(&mut |rows| {
        done += rows;
        progress(Progress { done, total });
    })?;
    let (target, _) = covered(carrying.to())?;
    if (source.checkpoint.size, source.checkpoint.root, source.checkpoint.rows)
        != (target.checkpoint.size, target.checkpoint.root, target.checkpoint.rows)
    {
        return Err(Error::altered("搬过去的日志"));
    }
    note_place(carrying.to())?;
    agrees(dir, to)?;
    carrying.close()?;
    Ok(Moved { entries: target.checkpoint.size, root: proof::hex::write(&target.checkpoint.root) })
}

/// Puts the views of registers there, and reads every row as an audit does.
fn agrees(dir: &Path, to: &Home) -> Result<()> {
    let (store, clock) = (Store::unfinished(to)?, Shared::new(Box::new(Machine)));
    let office = Office::over(dir, store, to.clone(), clock, Box::new(Machine), &Shelf::default())?;
    let reading = office.house.lend()?;
    let pack = office.house.archive.pack_of(&reading, reading.size()?, None)?;
    drop(reading);
    office.turn().store.put_views(&pack.registers)?;
    office.house.read_all().map(drop)
}
