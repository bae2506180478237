//! The report's DOCX edited as word processors do it, and merged: runs split, revisions tracked, bookmarks gone, paragraphs moved.

use crate::rights::{A, House, guard, house};
use office::view::MergeFate;
use office::{AsOf, Format, Grade, Merging, Prose, Rendition};
use std::io::{Cursor, Read, Write};

const SENTENCE: &str = "教育议题定期上会。";
const WORDED: &str = "教育议题按期上会，常抓不懈。";

/// A paper with its main part changed.
fn edited(docx: &[u8], change: impl Fn(String) -> String) -> Prose {
    let mut from = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        if name == "word/document.xml" {
            let before = String::from_utf8(bytes).unwrap();
            let after = change(before.clone());
            assert_ne!(before, after, "it changes something");
            bytes = after.into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&bytes).unwrap();
    }
    office::prose("改后.docx", &to.finish().unwrap().into_inner()).unwrap()
}

fn docx(house: &House, rendition: Rendition) -> Vec<u8> {
    house.see("督导丁").report_as(Format::Docx, rendition).unwrap().bytes
}

fn text(house: &House, rendition: Rendition) -> String {
    let reading = house.office.at(&house.page("督导丁"), &AsOf::Open, Some(2022)).unwrap();
    String::from_utf8(reading.report_as(Format::Text, rendition).unwrap().bytes).unwrap()
}

/// Without the marks of places, as some tools write a document again.
fn without_bookmarks(xml: &str) -> String {
    let kept = |piece: &str| match piece.starts_with("<w:bookmark") {
        true => String::new(),
        false => piece.to_owned(),
    };
    xml.split_inclusive('>')
        .map(|piece| match piece.find("<w:bookmark") {
            Some(at) => piece[..at].to_owned() + &kept(&piece[at..]),
            None => piece.to_owned(),
        })
        .collect()
}

#[test]
fn wording_comes_back_through_whatever_a_word_processor_does() {
    let house = house();
    house.given(&[guard("BA-1", A, "样例保安一"), guard("BA-2", A, "样例保安二")]);
    let whole = docx(&house, Rendition::Marked);
    let came = edited(&whole, |xml| {
        let run = |words: &str| format!("<w:t>{words}</w:t></w:r>");
        let open = "<w:r><w:rPr><w:b/></w:rPr>";
        // The sentence is split into runs, and its second half was replaced with revisions tracked.
        let split = format!(
            "教育议题</w:t></w:r>{open}<w:t>按期</w:t></w:r><w:del w:id=\"90\" w:author=\"样例\"><w:r><w:delText>定期</w:delText></w:r></w:del>\
             <w:ins w:id=\"91\" w:author=\"样例\">{open}{}</w:ins>{open}<w:t xml:space=\"preserve\">",
            run("上会，常抓不懈。")
        );
        assert!(xml.contains(SENTENCE));
        without_bookmarks(&xml.replacen(SENTENCE, &split, 1))
    });
    let session = house.page("督导丁");
    let dry =
        house.office.merge(&session, Some(2022), &came, Merging { dry: true, ..Merging::default() }).unwrap();
    assert_eq!((dry.changed.len(), dry.wordings, dry.entry), (1, 1, None), "{dry:?}");
    assert!(!text(&house, Rendition::Clean).contains(WORDED), "only looked at");
    let outcome = house.office.merge(&session, Some(2022), &came, Merging::default()).unwrap();
    assert!(outcome.entry.is_some() && outcome.findings.iter().all(|one| one.grade != Grade::Error));
    assert_eq!((outcome.changed[0].was.as_str(), outcome.changed[0].now.as_str()), (SENTENCE, WORDED));
    let clean = text(&house, Rendition::Clean);
    assert!(clean.contains(WORDED) && !clean.contains(SENTENCE) && !clean.contains("〔改"));
    let marked = text(&house, Rendition::Marked);
    assert!(marked.contains(&format!("{WORDED}〔改1〕")) && marked.contains("督导丁于"), "who and when");
    // What is printed now comes back as it is: nothing more to record.
    let again = edited(&docx(&house, Rendition::Clean), |xml| without_bookmarks(&xml) + " ");
    let outcome = house.office.merge(&session, Some(2022), &again, Merging::default()).unwrap();
    assert_eq!((outcome.wordings, outcome.entry), (0, None), "{outcome:?}");
}

#[test]
fn a_changed_figure_is_refused_and_as_a_claim_waits_for_an_answer() {
    let house = house();
    house.given(&[guard("BA-1", A, "样例保安一"), guard("BA-2", A, "样例保安二")]);
    let clean = docx(&house, Rendition::Clean);
    let figures = house.see("督导丁").figures().unwrap().figures.clone();
    let figure = figures.iter().find(|one| {
        one.printed
            .as_deref()
            .is_some_and(|text| text.chars().any(|letter| letter.is_ascii_digit()) && clean_has(&clean, text))
    });
    let printed =
        figure.and_then(|one| one.printed.clone()).expect("a figure with digits stands in a run of its own");
    let came = edited(&clean, |xml| xml.replacen(&format!(">{printed}<"), ">987654<", 1));
    let session = house.page("督导丁");
    let refused = house.office.merge(&session, Some(2022), &came, Merging::default()).unwrap();
    let codes: Vec<&str> = refused.findings.iter().map(|one| one.code).collect();
    assert_eq!((codes.as_slice(), refused.entry), (&["report.figure-changed"][..], None), "{refused:?}");
    let how = Merging { contests: true, dry: false };
    let taken = house.office.merge(&session, Some(2022), &came, how).unwrap();
    assert_eq!((taken.contests, taken.wordings, taken.findings.len()), (1, 0, 0), "{taken:?}");
    let rows = house.see("督导丁").rows("数字异议", &office::RowQuery::default()).unwrap().rows;
    assert!(rows.len() == 1 && rows[0].key.contains("987654"));
    assert!(
        !text(&house, Rendition::Clean).contains("987654"),
        "the report prints what follows from the rows"
    );
    let denied = house.office.merge(&house.page("学校甲"), Some(2022), &came, how);
    assert!(matches!(denied, Err(office::Error::Denied(_))), "a school words no report");
}

/// Whether words stand in a run of their own.
fn clean_has(docx: &[u8], words: &str) -> bool {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml.matches(&format!(">{words}<")).count() == 1
}

fn main_part(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml
}

/// A stretch of a long line of the text that stands in one run of the main part, and nowhere else.
fn said_whole(line: &str, xml: &str) -> Option<String> {
    let once = |words: &&str| words.chars().count() > 7 && xml.matches(*words).count() == 1;
    let words = line.split(['，', '。', '、', '：']).map(str::trim).find(once);
    words.filter(|_| line.chars().count() > 60).map(str::to_owned)
}

/// The paragraph of the main part that holds some words, whole.
fn paragraph_with(xml: &str, words: &str) -> String {
    let at = xml.find(words).expect("it is said");
    let from = xml[..at].rfind("<w:p>").unwrap();
    let to = at + xml[at..].find("</w:p>").unwrap() + "</w:p>".len();
    xml[from..to].to_owned()
}

/// A new paragraph in the style of the text.
fn paragraph(words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// All at once, without a bookmark left: a paragraph is struck out, one is put in the middle and one at the end, a sentence is worded
/// otherwise. Everything is told with its place and why; the wording alone is kept.
#[test]
fn struck_out_and_added_paragraphs_are_told_and_nothing_else_is_lost() {
    const MIDDLE: &str = "群众对教育的满意度持续提升。";
    const END: &str = "以上报告，请予审议。";
    let house = house();
    house.given(&[guard("BA-1", A, "样例保安一"), guard("BA-2", A, "样例保安二")]);
    let whole = docx(&house, Rendition::Clean);
    let before = text(&house, Rendition::Clean);
    let main = main_part(&whole);
    let lines: Vec<String> = before
        .lines()
        .filter(|line| !line.contains(SENTENCE))
        .filter_map(|line| said_whole(line, &main))
        .collect();
    let (gone, last) = (lines.first().expect("a paragraph to strike out"), lines.last().unwrap());
    let came = edited(&whole, |xml| {
        let struck = paragraph_with(&xml, gone);
        let worded = paragraph_with(&xml, SENTENCE);
        let end = paragraph_with(&xml, last);
        assert!(struck != worded && end != worded && struck != end);
        let xml = xml.replacen(&end, &(end.clone() + &paragraph(END)), 1).replacen(&struck, "", 1);
        let reworded = worded.replacen(SENTENCE, WORDED, 1) + &paragraph(MIDDLE);
        without_bookmarks(&xml.replacen(&worded, &reworded, 1))
    });
    let outcome = house.office.merge(&house.page("督导丁"), Some(2022), &came, Merging::default()).unwrap();
    let fate = |of: MergeFate| outcome.changed.iter().filter(move |one| one.fate == of).collect::<Vec<_>>();
    let (kept, left) = (fate(MergeFate::Kept), fate(MergeFate::NotKept));
    assert_eq!((kept.len(), kept[0].now.as_str()), (1, WORDED), "{outcome:?}");
    assert!(left.iter().any(|one| one.now.is_empty() && one.was.contains(gone)), "{left:?}");
    for added in [MIDDLE, END] {
        assert!(
            left.iter().any(|one| one.was.is_empty() && one.now == added && one.line.is_some()),
            "{left:?}"
        );
    }
    let told = |code: &str, words: &str| {
        let one = outcome.findings.iter().find(|one| one.code == code && one.sentence.contains(words));
        one.is_some_and(|one| one.grade == Grade::Warning && one.hint.is_some())
    };
    assert!(told("report.paragraph-added", MIDDLE) && told("report.paragraph-added", END), "{outcome:?}");
    assert!(told("report.paragraph-gone", "报告里仍然印"), "{outcome:?}");
    assert!(outcome.entry.is_some() && outcome.wordings == 1, "what was only worded is kept");
    let after = text(&house, Rendition::Clean);
    assert!(after.contains(WORDED) && after.contains(gone), "the outline's paragraph is printed still");
    assert!(!after.contains(MIDDLE) && !after.contains(END));
}

/// A claimed figure stands on the desk of those who may answer it until another person than who claimed it has done so.
#[test]
fn a_claim_waits_on_a_desk_until_somebody_else_answers() {
    let house = house();
    house.given(&[guard("BA-1", A, "样例保安一"), guard("BA-2", A, "样例保安二")]);
    let office = [("任职人", "审批壬"), ("角色", "审批人"), ("单位", "督导室"), ("起始日期", "2022-01-01")];
    house.given(&[office::Given::new("任职", &office)]);
    let clean = docx(&house, Rendition::Clean);
    let figures = house.see("督导丁").figures().unwrap().figures.clone();
    let printed = figures
        .iter()
        .filter_map(|one| one.printed.clone())
        .find(|text| text.chars().any(|letter| letter.is_ascii_digit()) && clean_has(&clean, text))
        .expect("a figure");
    let came = edited(&clean, |xml| xml.replacen(&format!(">{printed}<"), ">987654<", 1));
    let waiting = |name: &str| -> Vec<String> {
        let desk = house.see(name).desk().unwrap();
        desk.cases.into_iter().filter(|case| case.loop_id == "figure-contests").map(|case| case.id).collect()
    };
    assert_eq!(waiting("审批壬"), [] as [String; 0]);
    let how = Merging { contests: true, dry: false };
    house.office.merge(&house.page("督导丁"), Some(2022), &came, how).unwrap();
    let cases = waiting("审批壬");
    assert!(cases.len() == 1 && cases[0].contains("987654"), "{cases:?}");
    let answer = office::StepGiven {
        loop_id: "figure-contests".to_owned(),
        case: cases[0].clone(),
        step: "维持原数".to_owned(),
        note: "台账核对无误".to_owned(),
        ..office::StepGiven::default()
    };
    let codes = |name: &str, post: &str| -> Vec<&'static str> {
        let session = house.page(name).in_post(post);
        let outcome = house.office.steps(&session, std::slice::from_ref(&answer)).unwrap();
        outcome.findings.iter().filter(|one| one.grade == Grade::Error).map(|one| one.code).collect()
    };
    assert_eq!(codes("督导丁", "督导室经办"), ["loop.condition"], "nobody answers himself");
    assert_eq!(waiting("审批壬"), cases, "it stands");
    assert_eq!(codes("审批壬", "审批人"), [] as [&str; 0]);
    assert_eq!(waiting("审批壬"), [] as [String; 0]);
    let rows = house.see("督导丁").rows("数字异议", &office::RowQuery::default()).unwrap();
    assert!(rows.rows[0].cells.iter().any(|cell| cell == "台账核对无误"), "the answer stands in its row");
}
