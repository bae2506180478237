//! Forms of work on paper: what their pages show is what is printed, in every format, with the state of the journal below it.

use crate::rights::{A, B, House, guard, house};
use office::{CaseFilter, ExportKind};
use std::io::Read;

fn lines(house: &House, who: &str, what: &str) -> Vec<Vec<String>> {
    let bytes = house.see(who).print(what, None, ExportKind::Lines).unwrap();
    reader::tables("纸本.csv", &bytes, None).tables[0].lines.iter().map(|line| line.cells.clone()).collect()
}

#[test]
fn what_a_form_shows_is_what_is_printed() {
    let house = house();
    let reading = house.see("督导丁");
    let mut printed = 0;
    for one in &reading.rosters(None).unwrap().rosters {
        let view = reading.roster(&one.card.id, None, None).unwrap();
        let expected: usize = view.posts.iter().map(|post| post.holders.len().max(1)).sum();
        assert_eq!(lines(&house, "督导丁", &one.card.id).len(), expected, "{}", one.card.id);
        printed += expected;
    }
    for one in &reading.duties(None).unwrap().duties {
        let view = reading.duty(&one.card.id, &office::DutyQuery::default()).unwrap();
        assert_eq!(lines(&house, "督导丁", &one.card.id).len(), view.units.len(), "{}", one.card.id);
        printed += view.units.len();
    }
    for one in &reading.loops(None).unwrap().loops {
        let view = reading.cases(&one.card.id, &CaseFilter::default(), None).unwrap();
        assert_eq!(lines(&house, "督导丁", &one.card.id).len(), view.cases.len(), "{}", one.card.id);
    }
    assert!(printed > 0, "something is there to be printed");
    assert!(reading.print("没有这本账", None, ExportKind::Pdf).is_err());
    house.given(&[guard("BA-1", A, "样例保安一"), guard("BA-2", B, "样例保安二")]);
    let guards = |who: &str| lines(&house, who, "保安员").len();
    assert_eq!((guards("督导丁"), guards("学校甲")), (2, 1), "nobody prints what he does not see");
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
