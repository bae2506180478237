//! A small district in a folder of its own, with a clock and a source of chance that the test holds.

use crate::{at, by, now};
use office::{AsOf, Clock, Entropy, ImportOptions, Office, Shelf, view::ImportOutcome};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// 2023-01-05T08:00:00+08:00.
pub const START: i64 = 1_672_876_800_000;

/// A clock that stands still until it is set.
#[derive(Clone)]
pub struct Hands(pub Arc<AtomicI64>);

impl Clock for Hands {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// As [`Hands`], of a clock that the office does not believe blindly.
pub struct Doubtful(pub Hands);

impl Clock for Doubtful {
    fn now(&self) -> i64 {
        self.0.now()
    }

    fn may_be_wrong(&self) -> bool {
        true
    }
}

/// Bytes that differ from each other and are the same in every run.
pub struct Dice(pub u64);

impl Entropy for Dice {
    fn fill(&mut self, bytes: &mut [u8]) -> office::Result<()> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (self.0 >> 56) as u8;
        }
        Ok(())
    }
}

/// A folder that goes with the test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Folder {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!("duheng-office-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// A district and what it stands on.
pub struct District {
    pub office: Office,
    pub hands: Hands,
    pub folder: Folder,
}

/// The definitions of `tests/pack`, as the door gets them.
pub fn pack() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pack");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                files.push((format!("small/{name}"), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

impl District {
    pub fn new() -> District {
        District::with(&[])
    }

    /// A district whose pack has these files besides.
    pub fn with(more: &[(&str, &str)]) -> District {
        let folder = Folder::new();
        if std::env::var_os(crate::engines::ON_SERVER).is_some() {
            let address = office::Address::read(&crate::server::server().schema()).unwrap();
            address.note(&folder.0.join("district")).unwrap();
        }
        District::in_folder(folder, more)
    }

    /// As [`District::with`], in a folder that may name its database.
    pub fn in_folder(folder: Folder, more: &[(&str, &str)]) -> District {
        District::tried(folder, more).unwrap()
    }

    /// As [`District::in_folder`], where it may not be made.
    pub fn tried(folder: Folder, more: &[(&str, &str)]) -> Result<District, office::Error> {
        let mut files = pack();
        files.extend(more.iter().map(|(path, text)| (format!("small/{path}"), (*text).to_owned())));
        let hands = Hands(Arc::new(AtomicI64::new(START)));
        let (dir, clock, dice) = (folder.0.join("district"), Box::new(hands.clone()), Box::new(Dice(1)));
        let office = Office::init_with(&dir, "small", &files, clock, dice, &Shelf::default())?;
        Ok(District { office, hands, folder })
    }

    /// A district with two years of budget, two schools and three classes.
    pub fn filled() -> District {
        let district = District::new();
        let outcome =
            district.import(&[("教育经费.csv", BUDGET), ("学校.csv", SCHOOLS), ("班级.csv", CLASSES)]);
        assert!(outcome.recorded, "{:?}", outcome.findings);
        district
    }

    pub fn dir(&self) -> PathBuf {
        self.folder.0.join("district")
    }

    pub fn import(&self, files: &[(&str, &str)]) -> ImportOutcome {
        let files: Vec<(String, Vec<u8>)> =
            files.iter().map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())).collect();
        self.office.import(&by(&self.office, "本机"), &files, &ImportOptions::default(), &mut |_| {}).unwrap()
    }

    /// One file of bytes, with options.
    pub fn import_bytes(&self, name: &str, bytes: &[u8], options: &ImportOptions) -> ImportOutcome {
        self.office
            .import(&by(&self.office, "本机"), &[(name.to_owned(), bytes.to_vec())], options, &mut |_| {})
            .unwrap()
    }

    pub fn entries(&self) -> u64 {
        now(&self.office).journal_root().unwrap().size
    }

    /// What is printed of every indicator, by id.
    pub fn printed(&self, as_of: &AsOf) -> Vec<(String, Option<String>, Option<office::view::Verdict>)> {
        let board = at(&self.office, as_of, None).evaluate().unwrap();
        board.indicators.iter().map(|one| (one.id.clone(), one.printed.clone(), one.verdict)).collect()
    }

    /// A copy of the folder as it stands: everything is in the one file, and its key beside it.
    pub fn copy(&self) -> Folder {
        self.behind().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
        copy(&self.dir())
    }

    /// The database, opened behind the office's back.
    pub fn behind(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.dir().join("duheng.db")).unwrap()
    }
}

/// Database and key of a folder that nobody has open, in a folder of their own.
pub fn copy(from: &Path) -> Folder {
    let folder = Folder::new();
    for name in ["duheng.db", "checkpoint.key"] {
        std::fs::copy(from.join(name), folder.0.join(name)).unwrap();
    }
    folder
}

pub const BUDGET: &str = "\u{feff}年度,科目,金额
2021,教育事业费,\"1,528,461,290.00\"
2022,教育事业费,1500000000
2022,基本建设经费,43900000.37
";

pub const SCHOOLS: &str = "学年,标识码,名称,城乡,学生,专任教师,骨干比例
2022,2150000001,样例小学一,城区,900,50,12.5
2022,2150000002,样例小学二,乡村,120,12,
";

pub const CLASSES: &str = "学年,编号,学校,人数
2022,一班,2150000001,45
2022,二班,2150000001,44
2022,三班,2150000002,30
";
