//! Making a district: its folder, its key, its first entry.

use crate::clock::{Clock, Entropy, Machine, Shared};
use crate::district::Office;
use crate::error::{Error, Result};
use crate::session::{Session, Via, Who};
use crate::signing::{KEY, ORIGIN, PUBLIC_KEY, own_key};
use crate::state::{Shelf, chain};
use crate::store::{DATABASE, Home, MAKING, Store};
use finding::has_error;
use proof::Signer as _;
use std::path::Path;

/// Who makes a district.
const MAKER: &str = "新建区县";

impl Office {
    /// Makes a new district in `dir`, which must not hold one, with the pack `id` out of `files` (path from the folder
    /// of packs, text). Where the folder names a database on a server ([`crate::Address::note`]), that is filled.
    ///
    /// # Errors
    /// [`Error::Taken`], [`Error::Pack`] with the findings, or a file or database that refuses.
    pub fn init(dir: &Path, id: &str, files: &[(String, String)]) -> Result<Office> {
        Office::init_with(dir, id, files, Box::new(Machine), Box::new(Machine), &Shelf::default())
    }

    /// As [`Office::init`], with a clock and a source of chance of the caller's, and a shelf of packs that the caller
    /// shares between districts.
    ///
    /// # Errors
    /// As [`Office::init`].
    pub fn init_with(
        dir: &Path,
        id: &str,
        files: &[(String, String)],
        clock: Box<dyn Clock>,
        mut entropy: Box<dyn Entropy>,
        shelf: &Shelf,
    ) -> Result<Office> {
        let chain = chain(id, files)?;
        let pack = shelf.taken(&chain)?;
        let database = dir.join(DATABASE);
        if database.exists() {
            return Err(Error::Taken(dir.to_owned()));
        }
        crate::private::folder(dir)?;
        let key = own_key(&dir.join(KEY), &mut *entropy)?.public_key();
        let making = dir.join(MAKING);
        let home = Home::planned(dir, &making)?;
        for left in [making.clone(), dir.join(format!("{MAKING}-wal")), dir.join(format!("{MAKING}-shm"))] {
            match std::fs::remove_file(&left) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::File(left, error));
                }
                _ => {}
            }
        }
        let mut store = Store::create(&home)?;
        let mut salt = [0; 8];
        entropy.fill(&mut salt)?;
        let origin = format!("duheng/{}/{}", pack.id, proof::hex::write(&salt));
        store.write(|store| {
            store.set_meta(ORIGIN, &origin)?;
            store.set_meta(PUBLIC_KEY, &key.lines(&origin))?;
            crate::backup::note_place(store)?;
            store.put_pack(&pack.hash, &chain)?;
            Ok((true, ()))
        })?;
        let clock = Shared::new(clock);
        let office = Office::over(dir, store, home.clone(), clock.clone(), entropy, shelf)?;
        let session = Session::new(Who::Service(MAKER.to_owned()), Via::Command, clock.now());
        let year = pack.year;
        let (_, committed) =
            office.commit_under(&session, Some(pack.clone()), |batch| batch.adopt(&pack, year, true))?;
        if has_error(&committed.findings) {
            return Err(Error::Pack(committed.findings));
        }
        office.turn().store.made()?;
        // Closing it brings everything into the one file.
        let entropy = office.close_down();
        if let Home::File(making) = &home {
            std::fs::rename(making, &database).map_err(Error::file(&database))?;
        }
        Office::open_sharing(dir, clock, entropy, shelf)
    }
}
