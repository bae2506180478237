//! The receipt at the end of a report: whoever keeps the report can tell later whether the journal is still the one that it
//! was written from.

use crate::district::{BUDGET, District};
use crate::{at, by, now};
use office::{AsOf, Format, Office, Rendition};
use proof::Signed;

fn report(office: &Office, as_of: &AsOf) -> String {
    String::from_utf8(at(office, as_of, None).report_as(Format::Text, Rendition::Sources).unwrap().bytes)
        .unwrap()
}

fn codes(office: &Office, receipt: &str) -> (Option<u64>, Vec<&'static str>) {
    let check = office.journal_verify(&by(office, "审计"), None, Some(receipt)).unwrap();
    (check.receipt, check.findings.iter().map(|finding| finding.code).collect())
}

#[test]
fn the_report_carries_the_checkpoint_of_the_state_that_it_was_written_from() {
    let district = District::filled();
    let first = report(&district.office, &AsOf::Now);
    let root = now(&district.office).journal_root().unwrap();
    let signed = Signed::find(&first).unwrap();
    assert_eq!(signed.text(), root.checkpoint);
    assert!(first.contains(&root.key) && first.contains(&format!("前{}条写成", root.size)), "{first}");
    let kept = district.copy();
    district.import(&[("教育经费.csv", &BUDGET.replace("1500000000", "1500000001"))]);
    assert_ne!(report(&district.office, &AsOf::Now), first);
    assert_eq!(report(&district.office, &AsOf::Entries(root.size)), first, "the same state, the same bytes");
    assert_eq!(codes(&district.office, &first), (Some(root.size), vec![]), "the whole report is a receipt");
    let late = report(&district.office, &AsOf::Now);
    let office = Office::open(&kept.0).unwrap();
    assert_eq!(codes(&office, &late), (None, vec!["consistent.tail-lost"]));
    // Inside a batch no checkpoint ends: the one behind it covers the entries.
    let inside = report(&district.office, &AsOf::Entries(root.size - 2));
    assert_eq!(Signed::find(&inside), Some(signed));
    assert!(inside.contains(&format!(
        "前{}条写成；它们之后的第一个检查点签下前{}条",
        root.size - 2,
        root.size
    )));
}

#[test]
fn a_receipt_is_read_as_anyone_would_copy_it() {
    let district = District::filled();
    let (size, text) = (district.entries(), report(&district.office, &AsOf::Now));
    let note = Signed::find(&text).unwrap().text();
    let copies = [
        note.replace('\n', "\r\n"),
        note.replace('\n', "   \n"),
        note.replace('\n', "\n\n\n"),
        note.trim_end().to_owned(),
        format!("\u{feff}附件3\n　　{}\n二维码", note.replace('\n', "\n　　")),
        note.replace('\n', "\u{a0}\r\n\t"),
    ];
    for copy in &copies {
        assert_eq!(codes(&district.office, copy), (Some(size), vec![]), "{copy:?}");
        assert_eq!(now(&district.office).consistent(copy).unwrap().findings, []);
    }
    let without: Vec<&str> = note.lines().filter(|line| !line.starts_with('—')).collect();
    assert_eq!(codes(&district.office, &without.join("\n")).1, ["consistent.form"]);
    assert_eq!(codes(&district.office, "").1, ["consistent.form"]);
    let changed = note.replacen(&format!("\n{size}\n"), &format!("\n{}\n", size - 1), 1);
    assert_eq!(codes(&district.office, &changed), (None, vec!["consistent.signature"]));
}

#[test]
fn paper_carries_it_for_a_camera_too() {
    let district = District::filled();
    let report = now(&district.office).report().unwrap();
    let written = |format| now(&district.office).report_as(format, Rendition::Sources).unwrap().bytes;
    let html = String::from_utf8(written(Format::Html)).unwrap();
    assert_eq!(html.matches("<svg class=\"code\" id=\"receipt-code\" role=\"img\"").count(), 1);
    let pre = html.split("<pre id=\"receipt-checkpoint\">").nth(1).unwrap().split("</pre>").next().unwrap();
    assert_eq!(Signed::find(pre).unwrap().text(), now(&district.office).journal_root().unwrap().checkpoint);
    assert!(
        !report.sentences().iter().any(|sentence| sentence.contains("检查点")),
        "no word of the report itself"
    );
    let docx = written(Format::Docx);
    let name = b"word/media/code-1.png";
    assert!(docx.windows(name.len()).any(|window| window == name));
}
