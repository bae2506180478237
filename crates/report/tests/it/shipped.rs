//! What is shipped, read once: the packs and the sample district's rows.

use assess::{Assessor, Records, Rows};
use define::{Checked, Date, File, PackFiles};
use finding::Finding;
use ledger::{Line, Table, read_table};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Texts of the files of a folder and of its folders, in order of their names.
#[allow(clippy::disallowed_methods, reason = "a test reads the files that are shipped")]
fn texts(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut paths: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| match path.is_dir() {
        true => texts(&path),
        false => {
            let text = std::fs::read_to_string(&path).unwrap();
            vec![(path, text)]
        }
    };
    paths.into_iter().flat_map(read).collect()
}

/// The packs, checked.
pub fn shipped() -> Checked {
    define::check(&packs())
}

/// The packs, as they lie in their folders.
pub fn packs() -> Vec<PackFiles> {
    let packs = ["base", "chongqing-2023"].map(|id| {
        let folder = root().join("packs").join(id);
        let file = |(path, text): (PathBuf, String)| {
            File::new(path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/"), text)
        };
        PackFiles::new(id, texts(&folder).into_iter().map(file).collect())
    });
    packs.into()
}

/// A file of the sample: UTF-8, no quoted cells.
fn table(name: &str, text: &str) -> Table {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(|line| {
        assert!(!line.contains('"'), "{name}: a quoted cell");
        line.split(',').map(str::to_string).collect::<Vec<String>>()
    });
    let header = lines.next().unwrap();
    let lines = (2..).zip(lines).map(|(number, cells)| Line { number, cells, ..Line::default() }).collect();
    Table { source: name.into(), header_row: 1, first_column: 1, header, lines, ..Table::default() }
}

/// Findings, a line each.
pub fn told(findings: &[Finding]) -> String {
    findings.iter().map(|finding| format!("{finding}\n")).collect()
}

/// The sample district: the pack of its year, and its rows by the name of their register.
pub struct Sample {
    pub pack: Arc<define::Pack>,
    pub rows: BTreeMap<String, assess::Rows>,
}

/// The sample district as it lies in `samples`.
pub fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let pack = Arc::new(shipped().pack.unwrap());
        let mut rows = BTreeMap::new();
        for (path, text) in texts(&root().join("samples/tongnan-2022")) {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let csv = path.extension().is_some_and(|end| end == "csv");
            let Some(register) = pack.register(&name).filter(|_| csv) else { continue };
            let reading = read_table(register, &table(&name, &text), Some("50"));
            assert!(!finding::has_error(&reading.findings), "{}", told(&reading.findings));
            let read = reading.rows.into_iter().map(|read| Arc::new(read.row));
            rows.insert(name, (1..).zip(read).collect());
        }
        Sample { pack, rows }
    })
}

/// The report of the sample's year over rows.
pub fn written(assessor: &mut Assessor, rows: &BTreeMap<String, Rows>, year: i32) -> report::Report {
    let pack = &sample().pack;
    let assessment = assessor.assess(year);
    let records = Records::new(pack.clone(), rows.clone());
    let commitments = report::promised(pack, &records, Date::new(year, 12, 31).unwrap());
    let report = report::write(&report::Input {
        pack,
        outline: &pack.outlines[0],
        assessor,
        assessment: &assessment,
        commitments: &commitments,
        district: "潼南区",
        addressee: None,
        issuer: None,
        date: None,
        remark: None,
        made_up: false,
        attached: &[],
        wordings: &[],
        log: None,
    });
    report.unwrap()
}
