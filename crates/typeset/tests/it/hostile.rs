//! Material made to be a burden: clear findings, no panic, nothing lost.

use crate::{fonts, said, sample};
use paper::{Document, Run};
use typeset::{Error, Fonts, Sheet, ofd, pages, pdf};

#[test]
fn broken_fonts_are_told_and_the_others_serve() {
    let path = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc";
    let whole = std::fs::read(path).unwrap_or_else(|error| panic!("{path}: {error}; install fonts-noto-cjk"));
    let mut broken: Vec<(String, Vec<u8>)> = vec![
        ("空.ttf".into(), Vec::new()),
        ("乱.otf".into(), (0..9_999).map(|at| (at * 7 % 256) as u8).collect()),
        ("半.ttc".into(), whole[..4_000].to_vec()),
    ];
    let (none, findings) = Fonts::of(broken.clone());
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(
        codes,
        ["typeset.font-unreadable", "typeset.font-unreadable", "typeset.font-unreadable", "typeset.no-font"]
    );
    assert_eq!(pages(&Document::default(), &none, &Sheet::OFFICIAL).unwrap_err(), Error::NoFont);
    broken.push(("好.ttc".into(), whole));
    let (fonts, findings) = Fonts::of(broken);
    assert!(!fonts.is_empty());
    assert_eq!(findings.iter().filter(|finding| finding.code == "typeset.font-unreadable").count(), 3);
    assert!(
        findings.iter().any(|finding| finding.code == "typeset.font-replaced"),
        "黑体 is something else: {findings:?}"
    );
}

#[test]
fn a_font_damaged_anywhere_ends_nothing() {
    let path = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc";
    let whole = std::fs::read(path).unwrap_or_else(|error| panic!("{path}: {error}; install fonts-noto-cjk"));
    for seed in 0..12_usize {
        let mut bytes = whole.clone();
        for at in 0..400 {
            let place =
                (seed * 7_919 + at * 104_729 * (seed + 1)) % if at % 2 == 0 { 4_096 } else { bytes.len() };
            bytes[place] ^= (1 + at % 255) as u8;
        }
        let (fonts, _) = Fonts::of([("坏.ttc".to_owned(), bytes)]);
        if let Ok(laid) = pages(&sample::document(1), &fonts, &Sheet::OFFICIAL) {
            let _ = (pdf(&laid.pages, &fonts), ofd(&laid.pages, &fonts));
        }
    }
}

#[test]
fn a_cell_of_30_000_letters_goes_over_pages_whole() {
    let long: String = (0..30_000).map(|at| ['教', '育', '督', '导', '，', '7'][at % 6]).collect();
    let mut document = Document::default();
    let rows = vec![vec!["1".into(), long.clone()], vec!["2".into(), "短".into()]];
    document.body.table(sample::table(&[1, 5], &["序号", "说明"], rows));
    let laid = pages(&document, fonts(), &Sheet::OFFICIAL).unwrap();
    assert!(laid.pages.pages.len() > 20);
    let text = said(&laid.pages.text());
    assert!(text.contains("短"));
    assert_eq!(text.matches('督').count(), 5_000);
    pdf(&laid.pages, fonts()).unwrap();
}

#[test]
fn a_table_of_60_columns_goes_on_below() {
    let mut document = Document::default();
    let head: Vec<String> = (0..60).map(|at| format!("栏{at}")).collect();
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let rows = (0..5).map(|row| (0..60).map(|at| format!("值{row}之{at}")).collect()).collect();
    document.body.table(sample::table(&[1; 60], &head, rows));
    let laid = pages(&document, fonts(), &Sheet::LANDSCAPE).unwrap();
    let text = said(&laid.pages.text());
    for row in 0..5 {
        for at in 0..60 {
            assert!(text.contains(&format!("值{row}之{at}")), "{row}, {at}");
        }
    }
    let right = Sheet::LANDSCAPE.left + Sheet::LANDSCAPE.area + 1_000;
    let runs = laid.pages.pages.iter().flat_map(|page| &page.runs);
    assert!(runs.clone().all(|run| run.x + run.width <= right), "nothing runs over the edge");
}

#[test]
fn letters_beyond_the_first_plane_and_letters_that_nobody_has() {
    let mut document = Document::default();
    document.body.paragraph("p", vec![Run::text("𠀀𠮷珺镕㎡，\u{1F600}\u{10FFFD}末\u{200b}\u{feff}\u{0}尾")]);
    let laid = pages(&document, fonts(), &Sheet::OFFICIAL).unwrap();
    assert_eq!(laid.findings.len(), 1, "{:?}", laid.findings);
    let said_of = &laid.findings[0].sentence;
    assert!(
        laid.findings[0].code == "typeset.glyph-missing"
            && said_of.contains('\u{1F600}')
            && !said_of.contains('𠮷'),
        "{said_of}"
    );
    let text = said(&laid.pages.text());
    assert_eq!(text, "𠀀𠮷珺镕㎡，\u{1F600}\u{10FFFD}末尾");
    pdf(&laid.pages, fonts()).unwrap();
    assert!(!ofd(&laid.pages, fonts()).is_empty());
}

#[test]
fn nothing_and_next_to_nothing_are_pages_too() {
    let mut narrow = Document::default();
    narrow.body.table(sample::table(&[1; 200], &[], vec![vec!["字".into(); 200]]));
    narrow.body.table(sample::table(&[], &[], vec![Vec::new()]));
    for document in [Document::default(), narrow] {
        let laid = pages(&document, fonts(), &Sheet::OFFICIAL).unwrap();
        assert!(!laid.pages.pages.is_empty());
        pdf(&laid.pages, fonts()).unwrap();
    }
}
