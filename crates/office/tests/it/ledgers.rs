//! Forms of work on paper: what their pages show is what is printed, in every format, with the state of the journal below it.

use crate::rights::{A, B, House, guard, house, house_of};
use crate::signals::packs;
use office::{CaseFilter, ExportKind};
use std::io::Read;

/// The lines of each table of what is printed, without their headers.
fn tables(house: &House, who: &str, what: &str) -> Vec<Vec<String>> {
    let bytes = house.see(who).print(what, None, ExportKind::Lines).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let table = |table: &str| table.trim_end().split("\r\n").skip(1).map(str::to_owned).collect();
    text.split("\r\n\r\n").map(table).collect()
}

fn count(house: &House, who: &str, what: &str) -> usize {
    tables(house, who, what).iter().map(Vec::len).sum()
}

#[test]
fn what_a_form_shows_is_what_is_printed() {
    let house = house();
    let reading = house.see("督导丁");
    let mut printed = 0;
    for one in &reading.rosters(None).unwrap().rosters {
        let view = reading.roster(&one.card.id, None, None).unwrap();
        let holders: usize = view.posts.iter().map(|post| post.holders.len()).sum();
        assert_eq!(count(&house, "督导丁", &one.card.id), view.posts.len() + holders, "{}", one.card.id);
        printed += view.posts.len();
    }
    for one in &reading.duties(None).unwrap().duties {
        let view = reading.duty(&one.card.id, &office::DutyQuery::default()).unwrap();
        let owing = view.units.iter().filter(|unit| !unit.cells.is_empty()).count();
        assert_eq!(count(&house, "督导丁", &one.card.id), owing, "{}", one.card.id);
        printed += owing;
    }
    for one in &reading.loops(None).unwrap().loops {
        let view = reading.cases(&one.card.id, &CaseFilter::default(), None).unwrap();
        assert_eq!(count(&house, "督导丁", &one.card.id), view.cases.len(), "{}", one.card.id);
    }
    assert!(printed > 0, "something is there to be printed");
    assert!(reading.print("没有这本账", None, ExportKind::Pdf).is_err());
    house.given(&[guard("BA-1", A, "样例保安一"), guard("BA-2", B, "样例保安二")]);
    let guards = |who: &str| count(&house, who, "保安员");
    assert_eq!((guards("督导丁"), guards("学校甲")), (2, 1), "nobody prints what he does not see");
}

/// Every form of every pack prints, whatever kind it is; who sees too little of it is told so and gets nothing.
#[test]
fn every_form_of_the_pack_prints() {
    let house = house();
    house.given(&[guard("BA-1", A, "样例保安一"), guard("BA-2", B, "样例保安二")]);
    let (texts, reading) = (packs(), house.see("督导丁"));
    let forms: Vec<String> = define::FORMS
        .iter()
        .flat_map(|(folder, _)| {
            let is_of =
                move |path: &&str| path.contains(&format!("/{folder}/")) && !path.contains(".example.");
            texts.iter().map(|(path, _)| path.as_str()).filter(is_of)
        })
        .filter_map(|path| Some(path.rsplit_once('/')?.1.strip_suffix(".toml")?.to_owned()))
        .collect();
    let (mut printed, mut denied) = (0, 0);
    for form in &forms {
        match reading.print(form, None, ExportKind::Workbook) {
            Ok(bytes) => {
                let rows = part(&bytes, "xl/worksheets/sheet1.xml").matches("<row>").count();
                assert_eq!(rows - 1, tables(&house, "督导丁", form)[0].len(), "{form}");
                printed += 1;
            }
            Err(office::Error::Denied(_)) => denied += 1,
            Err(error) => panic!("{form}: {error}"),
        }
    }
    assert!(printed > 40 && denied * 4 < printed, "{printed} printed, {denied} denied");
}

/// What is printed is what the definition says, and nothing else: columns, their order, fields of the row that one points to.
#[test]
fn a_definition_says_what_is_printed() {
    let mut texts = packs();
    let roster = texts.iter_mut().find(|(path, _)| path.ends_with("/campus-guards.toml")).expect("a roster");
    let table = |family: &str, columns: &str| {
        format!("\n[[print]]\ntable = \"{family}\"\ntitle = \"样例{family}\"\ncolumns = {columns}\n")
    };
    roster.1 += &table("在岗", r#"["人员", "对象.城乡", "对象"]"#);
    let house = house_of(&texts);
    house.given(&[guard("BA-1", A, "样例保安一"), guard("BA-2", B, "样例保安二")]);
    let bytes = house.see("督导丁").print("campus-guards", None, ExportKind::Lines).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "人员,城乡,对象");
    assert!(lines.contains(&"样例保安一,城区,甲小学"), "{text}");
    assert_eq!(lines.len(), 3, "{text}");
    // The same in a document: a caption and a row for each.
    let docx = house.see("督导丁").print("campus-guards", None, ExportKind::Docx).unwrap();
    let xml = part(&docx, "word/document.xml");
    assert!(xml.contains("样例在岗") && xml.matches("<w:tr>").count() == 3, "{xml}");
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_printed_ledger_says_which_journal_it_is_of_and_carries_its_checkpoint() {
    let house = house();
    let reading = house.see("督导丁");
    let root = reading.standing().unwrap().root;
    for (kind, ending, _) in ExportKind::ALL {
        let bytes = reading.print("校园安防", None, kind).unwrap();
        assert!(!bytes.is_empty(), "{ending}");
        if kind == ExportKind::Docx {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            let mut xml = String::new();
            archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
            assert!(xml.contains(&root) && xml.contains("<w:drawing>"), "root and code");
            assert!(xml.contains("w:orient=\"landscape\"") && xml.contains("<w:tblHeader/>"));
        }
    }
}
