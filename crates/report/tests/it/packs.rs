//! The packs that are shipped, and the sample district through them: clean, answered, and every figure as published.

use assess::{Assessor, Facts, Record};
use define::house::Commitment;
use define::{Checked, File, Pack, PackFiles};
use finding::Finding;
use ledger::{Line, Row, Table, read_table};
use paper::Notes;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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

fn shipped() -> Checked {
    let packs = ["base", "chongqing-2023"].map(|id| {
        let folder = root().join("packs").join(id);
        let file = |(path, text): (PathBuf, String)| {
            File::new(path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/"), text)
        };
        PackFiles::new(id, texts(&folder).into_iter().map(file).collect())
    });
    define::check(&packs)
}

/// A file of the sample: UTF-8, no quoted cells.
fn table(name: &str, text: &str) -> Table {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(|line| {
        assert!(!line.contains('"'), "{name}: a quoted cell");
        line.split(',').map(str::to_string).collect::<Vec<String>>()
    });
    let header = lines.next().unwrap();
    let lines = (2..).zip(lines).map(|(number, cells)| Line { number, cells }).collect();
    Table { source: name.into(), header_row: 1, first_column: 1, header, lines, merged: Vec::new() }
}

fn told(findings: &[Finding]) -> String {
    findings.iter().map(|finding| format!("{finding}\n")).collect()
}

#[test]
fn the_shipped_packs_have_no_findings_and_their_examples_come_out() {
    let checked = shipped();
    assert!(checked.findings.is_empty(), "{}", told(&checked.findings));
    let pack = Arc::new(checked.pack.unwrap());
    let wrong = assess::run_examples(&pack);
    assert!(wrong.is_empty(), "{}", told(&wrong));
    let wrong = report::check(&pack, &pack.outlines[0]);
    assert!(wrong.is_empty(), "{}", told(&wrong));
    for indicator in &pack.indicators {
        let shown = pack.examples.iter().any(|example| example.indicator == indicator.id);
        assert!(shown, "{} has no example", indicator.id);
    }
    let numbers: Vec<u32> = pack.indicators.iter().filter_map(|indicator| indicator.number).collect();
    assert_eq!(numbers, (1..=26).collect::<Vec<u32>>());
    let points: i128 = pack
        .indicators
        .iter()
        .filter_map(|one| one.weight)
        .map(|w| w.mantissa() * 10 / 10i128.pow(w.scale()))
        .sum();
    assert_eq!(points, 1000, "points add up to a hundred");
}

/// The rows of the sample district, and its commitments.
fn sample(pack: &Pack) -> (Facts, Vec<Commitment>) {
    let mut facts = Facts::new();
    let mut commitments: Vec<Commitment> = Vec::new();
    for (path, text) in texts(&root().join("samples/tongnan-2022")) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Some(register) =
            pack.register(&name).filter(|_| path.extension().is_some_and(|end| end == "csv"))
        else {
            continue;
        };
        let reading = read_table(register, &table(&name, &text), Some("50"));
        assert!(!finding::has_error(&reading.findings), "{}", told(&reading.findings));
        let rows: Vec<Row> = reading.rows.into_iter().map(|read| read.row).collect();
        facts.add_rows(register, Arc::new((1..).zip(rows.iter().cloned().map(Arc::new)).collect()));
        if name == "工作承诺" {
            let commitment = |row| Commitment::read(&Record { register, number: 0, row });
            commitments = rows.iter().map(commitment).collect();
        }
    }
    (facts, commitments)
}

#[test]
fn no_row_of_the_sample_is_wrong_or_implausible() {
    let pack = Arc::new(shipped().pack.unwrap());
    let assessor = Assessor::new(pack.clone(), sample(&pack).0);
    let mut against = Vec::new();
    for register in &pack.registers {
        for year in 2020..=2023 {
            for (check, answers) in assessor.checks(&register.name, year) {
                let wrong = answers.iter().filter(|answer| answer.truth() == quantity::Truth::No).count();
                if wrong > 0 {
                    let sentence = &register.checks[check].sentence;
                    against.push(format!("{} {year}: {wrong}/{} {sentence}", register.name, answers.len()));
                }
            }
        }
    }
    assert!(against.is_empty(), "{against:#?}");
}

#[test]
fn the_sample_district_prints_every_figure_as_published_and_its_report_is_whole() {
    let pack = Arc::new(shipped().pack.unwrap());
    let (facts, commitments) = sample(&pack);
    let mut assessor = Assessor::new(pack.clone(), facts);
    let assessment = assessor.assess(2022);
    let golden = include_str!("figures.txt").lines().filter(|line| !line.starts_with('#'));
    let golden: Vec<(&str, &str)> = golden.map(|line| line.split_once(' ').unwrap()).collect();
    assert_eq!(golden.len(), 86);
    for (figure, printed) in golden {
        let outcome = assessment.figure(figure).unwrap_or_else(|| panic!("{figure} has no indicator"));
        assert_eq!(outcome.printed.as_deref(), Some(printed), "{figure} {:?}", outcome.reasons);
    }
    let report = report::write(&report::Input {
        pack: &pack,
        outline: &pack.outlines[0],
        assessor: &assessor,
        assessment: &assessment,
        commitments: &commitments,
        district: "潼南区",
        addressee: None,
        issuer: None,
        date: None,
        remark: Some("样例数据"),
        log: None,
    });
    let report = report.unwrap_or_else(|findings| panic!("{}", told(&findings)));
    assert!(report.findings.is_empty(), "{}", told(&report.findings));
    let text = paper::text(&report.document, Notes::Without);
    for words in [
        "全年一般公共预算教育经费15.44亿元，与2021年的15.28亿元相比增长1.01%",
        "学前三年毛入园率93.6%，普惠性幼儿园覆盖率99.3%，公办园在园幼儿占比57.34%",
        "初中体育运动场馆的校际差异系数为0.5983，超过上限0.45。",
    ] {
        assert!(text.contains(words), "{words}");
    }
    assert!(report.coverage.iter().all(|answered| !answered.answers.is_empty()));
}
