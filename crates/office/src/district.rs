//! An open district: its folder, its store, its key, its definitions.

use crate::clock::{Clock, Entropy, Machine, Shared};
use crate::signals::Intake;
use crate::store::Store;
use crate::writer::Writer;
use crate::{Error, Result};
use define::{Checked, File, Pack, PackFiles, Register};
use ledger::Act;
use proof::{Signer, Sm2Signer};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

/// Name of the database in the data folder.
const DATABASE: &str = "duheng.db";
/// Its name while it is being made: a making that was cut off is begun again.
const MAKING: &str = "duheng.db.new";
/// Name of the signing key in the data folder.
const KEY: &str = "checkpoint.key";
/// States of the journal whose evaluation is kept.
const KEPT: usize = 4;
/// Packs that a process keeps ready: definitions by their content hash, which never change.
const PACKS_KEPT: usize = 8;
static PACKS: Mutex<Vec<Arc<Pack>>> = Mutex::new(Vec::new());
/// Most packs in one chain of `extends`.
const CHAIN_LIMIT: usize = 8;

/// A district's data folder, open.
///
/// Every method is one question or one act, and one transaction. Methods may be called from several threads; they take
/// turns.
pub struct Office {
    dir: PathBuf,
    inner: Mutex<Inner>,
    pub(crate) clock: Shared,
    pub(crate) intake: Mutex<Option<Arc<Intake>>>,
}

/// What a turn holds.
pub(crate) struct Inner {
    pub store: Store,
    pub signer: Box<dyn Signer + Send>,
    pub origin: String,
    pub actor: String,
    pub clock: Shared,
    pub entropy: Box<dyn Entropy>,
    /// Evaluations by the size of the journal that they stand on, newest last.
    pub evaluations: Vec<(u64, crate::evaluate::Evaluated)>,
    packs: BTreeMap<String, Arc<Pack>>,
}

impl Office {
    /// Makes a new district in `dir`, which must not hold one, with the pack `id` out of `files` (path from the folder
    /// of packs, text).
    ///
    /// # Errors
    /// [`Error::Taken`], [`Error::Pack`] with the findings, or a file or database that refuses.
    pub fn init(dir: &Path, id: &str, files: &[(String, String)]) -> Result<Office> {
        Office::init_with(dir, id, files, Box::new(Machine), Box::new(Machine))
    }

    /// As [`Office::init`], with a clock and a source of chance of the caller's.
    pub fn init_with(
        dir: &Path,
        id: &str,
        files: &[(String, String)],
        clock: Box<dyn Clock>,
        mut entropy: Box<dyn Entropy>,
    ) -> Result<Office> {
        let chain = chain(id, files)?;
        let pack = ready(&chain)?;
        let database = dir.join(DATABASE);
        if database.exists() {
            return Err(Error::Taken(dir.to_owned()));
        }
        std::fs::create_dir_all(dir).map_err(Error::file(dir))?;
        let key = dir.join(KEY);
        let signer = match read_key(&key) {
            Ok(signer) => signer,
            Err(_) => new_key(&key, &mut *entropy)?,
        };
        let making = dir.join(MAKING);
        for left in [making.clone(), dir.join(format!("{MAKING}-wal")), dir.join(format!("{MAKING}-shm"))] {
            match std::fs::remove_file(&left) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::File(left, error));
                }
                _ => {}
            }
        }
        let mut store = Store::create(&making)?;
        let mut salt = [0; 8];
        entropy.fill(&mut salt)?;
        let origin = format!("duheng/{}/{}", pack.id, proof::hex::write(&salt));
        let (actor, at) = (actor(), clock.now());
        let act = Act::AdoptPack { pack: pack.id.clone(), hash: pack.hash.clone() };
        store.write(|store| {
            store.set_meta("origin", &origin)?;
            store.put_pack(&pack.hash, &pack.id, &chain)?;
            store.put_views(&pack.registers)?;
            let mut writer = Writer::begin(store, at, &actor, &mut *entropy)?;
            writer.record(&act, None, &BTreeMap::new())?;
            writer.seal(&origin, &signer)?;
            Ok((true, ()))
        })?;
        // Closing it brings everything into the one file.
        drop(store);
        std::fs::rename(&making, &database).map_err(Error::file(&database))?;
        Office::open_with(dir, clock, entropy)
    }

    /// Opens the district in `dir`.
    ///
    /// # Errors
    /// [`Error::NoDistrict`] when there is none, [`Error::Damaged`] when key or database cannot be read.
    pub fn open(dir: &Path) -> Result<Office> {
        Office::open_with(dir, Box::new(Machine), Box::new(Machine))
    }

    /// As [`Office::open`], with a clock and a source of chance of the caller's.
    pub fn open_with(dir: &Path, clock: Box<dyn Clock>, entropy: Box<dyn Entropy>) -> Result<Office> {
        let database = dir.join(DATABASE);
        if !database.is_file() {
            return Err(Error::NoDistrict(dir.to_owned()));
        }
        let store = Store::open(&database)?;
        let origin = store.meta("origin")?.ok_or_else(|| Error::damaged("数据库没有写明日志的来源"))?;
        let clock = Shared::new(clock);
        let inner = Inner {
            store,
            signer: Box::new(read_key(&dir.join(KEY))?),
            origin,
            actor: actor(),
            clock: clock.clone(),
            entropy,
            evaluations: Vec::new(),
            packs: BTreeMap::new(),
        };
        Ok(Office { dir: dir.to_owned(), inner: Mutex::new(inner), clock, intake: Mutex::new(None) })
    }

    /// From here on the store fails after so many of its smallest steps, in whatever statement that is, and goes on
    /// failing: what a simulation does to cut the power. A district opened anew is whole.
    pub fn cut_power_after(&self, steps: u64) {
        self.turn().store.cut_after(steps);
    }

    /// The data folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Takes a turn. A turn that ended in a panic of ours leaves nothing half done: its transaction was undone.
    pub(crate) fn turn(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Inner {
    /// The pack in force when the journal had `size` entries.
    pub fn pack(&mut self, size: u64) -> Result<Arc<Pack>> {
        let mut adopted = None;
        self.store.each_adoption(size, |body| {
            if let Ok(Act::AdoptPack { hash, .. }) = Act::parse(body) {
                adopted = Some(hash);
            }
        })?;
        let hash = adopted.ok_or_else(|| Error::Unknown("在这一时点还没有采用定义包".to_owned()))?;
        if let Some(pack) = self.packs.get(&hash) {
            return Ok(pack.clone());
        }
        let files = self.store.pack(&hash)?.ok_or_else(|| Error::damaged(format!("没有定义包 {hash}")))?;
        if define::hash(&files) != hash {
            return Err(Error::damaged(format!("定义包的内容与其杂凑值 {hash} 不符")));
        }
        let pack = ready(&files)?;
        self.packs.insert(hash, pack.clone());
        Ok(pack)
    }

    /// Registers by id of the pack in force now.
    pub fn registers(&mut self) -> Result<Arc<BTreeMap<String, Register>>> {
        let size = self.store.size()?;
        Ok(by_id(&*self.pack(size)?))
    }

    /// Forgets evaluations beyond the newest [`KEPT`].
    pub fn keep_few(&mut self) {
        let surplus = self.evaluations.len().saturating_sub(KEPT);
        self.evaluations.drain(..surplus);
    }
}

/// Registers by id, made once for each pack.
pub(crate) fn by_id(pack: &Pack) -> Arc<BTreeMap<String, Register>> {
    type Registers = Arc<BTreeMap<String, Register>>;
    static MADE: Mutex<Vec<(String, Registers)>> = Mutex::new(Vec::new());
    let mut made = MADE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some((_, registers)) = made.iter().find(|(hash, _)| *hash == pack.hash) {
        return registers.clone();
    }
    let all = pack.registers.iter().map(|register| (register.id.clone(), register.clone()));
    let registers = Arc::new(all.collect::<BTreeMap<_, _>>());
    made.push((pack.hash.clone(), registers.clone()));
    let surplus = made.len().saturating_sub(PACKS_KEPT);
    made.drain(..surplus);
    registers
}

/// The files of the pack `id` and of those it extends, from the ground up.
pub(crate) fn chain(id: &str, files: &[(String, String)]) -> Result<Vec<PackFiles>> {
    let mut chain = Vec::new();
    let mut next = Some(id.to_owned());
    while let Some(id) = next {
        let prefix = format!("{id}/");
        let own = files
            .iter()
            .filter_map(|(path, text)| Some(File::new(path.strip_prefix(&prefix)?, text.clone())));
        let pack = PackFiles::new(&id, own.collect());
        if pack.files.is_empty() {
            return Err(Error::Unknown(format!("没有定义包“{id}”")));
        }
        if chain.len() == CHAIN_LIMIT {
            return Err(Error::Unknown("定义包的 extends 绕成了圈".to_owned()));
        }
        let head = pack.files.iter().filter(|file| file.path == "pack.toml").cloned();
        let head = define::check(&[PackFiles::new(&id, head.collect())]).pack;
        next = head.and_then(|pack| pack.extends);
        chain.push(pack);
    }
    chain.reverse();
    Ok(chain)
}

/// The checked definitions of a pack with those it extends; what was checked once is not checked again.
fn ready(files: &[PackFiles]) -> Result<Arc<Pack>> {
    let hash = define::hash(files);
    let kept = || PACKS.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(pack) = kept().iter().find(|pack| pack.hash == hash) {
        return Ok(pack.clone());
    }
    let pack = Arc::new(accepted(define::check(files))?);
    let mut packs = kept();
    packs.retain(|pack| pack.hash != hash);
    packs.push(pack.clone());
    let surplus = packs.len().saturating_sub(PACKS_KEPT);
    packs.drain(..surplus);
    Ok(pack)
}

fn accepted(checked: Checked) -> Result<Pack> {
    let errors: Vec<_> =
        checked.findings.into_iter().filter(|finding| finding.grade == finding::Grade::Error).collect();
    match checked.pack {
        Some(pack) if errors.is_empty() => Ok(pack),
        _ => Err(Error::Pack(errors)),
    }
}

/// Who acts, while there are no accounts: whoever sits at this machine.
fn actor() -> String {
    "本机".to_owned()
}

fn new_key(path: &Path, entropy: &mut dyn Entropy) -> Result<Sm2Signer> {
    loop {
        let mut secret = [0; 32];
        entropy.fill(&mut secret)?;
        // Nought and numbers beyond the curve's order are no keys; the next draw will do.
        if let Some(signer) = Sm2Signer::from_secret(&secret) {
            write_private(path, proof::hex::write(&secret).as_bytes())?;
            return Ok(signer);
        }
    }
}

fn read_key(path: &Path) -> Result<Sm2Signer> {
    let text = std::fs::read_to_string(path).map_err(Error::file(path))?;
    proof::hex::read(text.trim())
        .and_then(|secret| Sm2Signer::from_secret(&secret))
        .ok_or_else(|| Error::damaged(format!("{} 不是签名私钥", path.display())))
}

/// Writes a file that only its owner may read.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(Error::file(path))?;
    #[cfg(unix)]
    {
        // One left over from a making that was cut off may be open to others.
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(std::fs::Permissions::from_mode(0o600)).map_err(Error::file(path))?;
    }
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::file(path))
}
