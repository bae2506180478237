//! The DOCX package, opened again.

use crate::markup::{Tag, tags};
use crate::sample;
use std::io::{Cursor, Read};

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let stamp = file.last_modified().unwrap();
            assert_eq!((stamp.year(), stamp.month(), stamp.day()), (1980, 1, 1), "no clock in the package");
            let mut bytes = Vec::new();
            let name = file.name().unwrap().into_owned();
            file.read_to_end(&mut bytes).unwrap();
            (name, bytes)
        })
        .filter(|(name, _)| !name.ends_with(".png"))
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
        .collect()
}

fn part(name: &str) -> String {
    let all = parts(&paper::docx(&sample::document()));
    all.into_iter().find(|(part, _)| part == name).unwrap_or_else(|| panic!("{name}")).1
}

fn named<'t>(tags: &'t [Tag], name: &str) -> Vec<&'t Tag> {
    tags.iter().filter(|tag| tag.name == name).collect()
}

#[test]
fn every_part_is_well_formed_and_declared() {
    let all = parts(&paper::docx(&sample::document()));
    assert_eq!(all[0].0, "[Content_Types].xml");
    for (name, xml) in &all {
        assert!(!tags(xml).is_empty(), "{name}");
        let declared =
            name.ends_with(".rels") || name.starts_with('[') || all[0].1.contains(&format!("\"/{name}\""));
        assert!(declared, "{name} is not declared");
    }
}

#[test]
fn the_page_is_that_of_gb_t_9704() {
    let tags = tags(&part("word/document.xml"));
    let page = named(&tags, "w:pgSz")[0];
    let margin = named(&tags, "w:pgMar")[0];
    let twips = |tag: &Tag, name: &str| tag.get(name).unwrap().parse::<u32>().unwrap();
    let tenths = |twips: u32| (twips * 254 + 720) / 1440; // of a millimetre
    assert_eq!((tenths(twips(page, "w:w")), tenths(twips(page, "w:h"))), (2100, 2970));
    let sides = ["w:top", "w:bottom", "w:left", "w:right"].map(|side| tenths(twips(margin, side)));
    assert_eq!(sides, [370, 350, 280, 260]);
    let grid = named(&tags, "w:docGrid")[0];
    assert_eq!((grid.get("w:type"), grid.get("w:linePitch")), (Some("lines"), Some("579")));
    let (height, width) = (16838 - 2098 - 1984, 11906 - 1588 - 1474);
    assert_eq!(height / 579, 22, "lines a page");
    assert_eq!(width / (320 - 5), 28, "characters a line");
}

#[test]
fn headings_are_real_and_numbered() {
    let xml = part("word/document.xml");
    assert!(xml.contains("<w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">一、</w:t>"));
    let styles = part("word/styles.xml");
    for (style, font, level) in
        [("Heading1", "黑体", "0"), ("Heading2", "楷体_GB2312", "1"), ("Heading3", "仿宋_GB2312", "2")]
    {
        let at = styles.find(&format!("w:styleId=\"{style}\"")).unwrap();
        let one = &styles[at..at + styles[at..].find("</w:style>").unwrap()];
        assert!(one.contains(font) && one.contains(&format!("<w:outlineLvl w:val=\"{level}\"/>")), "{one}");
    }
}

#[test]
fn note_marks_lead_to_bookmarks_that_are_there_once() {
    let tags = tags(&part("word/document.xml"));
    let marks: Vec<&str> =
        named(&tags, "w:bookmarkStart").iter().map(|tag| tag.get("w:name").unwrap()).collect();
    let links: Vec<&str> =
        named(&tags, "w:hyperlink").iter().map(|tag| tag.get("w:anchor").unwrap()).collect();
    assert!(
        links.iter().filter(|link| **link == "note_1").count() >= 3,
        "two figures and a note lead to note 1"
    );
    for link in &links {
        assert_eq!(marks.iter().filter(|mark| mark == &link).count(), 1, "{link}");
    }
    for mark in &marks {
        assert!(mark.len() <= 40 && mark.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{mark}");
    }
    let mut numbers: Vec<&str> =
        named(&tags, "w:bookmarkStart").iter().map(|tag| tag.get("w:id").unwrap()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), marks.len());
}

#[test]
fn the_head_of_a_table_is_repeated_and_its_widths_fill_the_line() {
    let tags = tags(&part("word/document.xml"));
    assert_eq!(named(&tags, "w:tblHeader").len(), 1);
    let widths: u32 =
        named(&tags, "w:gridCol").iter().map(|tag| tag.get("w:w").unwrap().parse::<u32>().unwrap()).sum();
    assert_eq!(widths, 8844);
    assert_eq!(named(&tags, "w:gridSpan")[0].get("w:val"), Some("2"));
}

#[test]
fn page_numbers_stand_outside() {
    assert!(part("word/footer-odd.xml").contains("<w:jc w:val=\"right\"/>"));
    assert!(part("word/footer-even.xml").contains("<w:jc w:val=\"left\"/>"));
    assert!(part("word/settings.xml").contains("<w:evenAndOddHeaders/>"));
    let core = part("docProps/core.xml");
    assert!(
        core.contains("样例区人民政府关于2022年度履行教育职责的自评报告")
            && core.contains("2023-03-01T00:00:00Z")
    );
}

#[test]
fn a_code_is_a_picture_that_the_text_calls_by_its_relation() {
    let bytes = paper::docx(&sample::document());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut png = Vec::new();
    archive.by_name("word/media/code-1.png").unwrap().read_to_end(&mut png).unwrap();
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n") && png.ends_with(b"IEND\xae\x42\x60\x82"));
    let [wide, high] = [16, 20].map(|at| u32::from_be_bytes(png[at..at + 4].try_into().unwrap()));
    // Version 2 at the medium level has 25 modules, and a quiet zone of 4 on each side; 4 pixels each.
    assert_eq!((wide, high), (132, 132));
    let relations = tags(&part("word/_rels/document.xml.rels"));
    let target = relations.iter().find(|tag| tag.get("Target") == Some("media/code-1.png")).unwrap();
    let text = tags(&part("word/document.xml"));
    let blip = named(&text, "a:blip")[0];
    assert_eq!(blip.get("r:embed"), target.get("Id"));
    assert!(part("[Content_Types].xml").contains("Extension=\"png\" ContentType=\"image/png\""));
}

#[test]
fn a_bar_is_a_picture_in_its_cell_and_is_seen_on_pages() {
    let mut document = paper::Document::default();
    let mut row = paper::Row::of(["甲", "90.00%"]);
    row.cells[1].bar = paper::Bar::of(90, 100, Some(80));
    document.body.table(paper::Table {
        id: "chart".into(),
        columns: vec![paper::Column { width: 1, align: paper::Align::Left }; 2],
        rows: vec![row],
        ..paper::Table::default()
    });
    let mut archive = zip::ZipArchive::new(Cursor::new(paper::docx(&document))).unwrap();
    let mut png = Vec::new();
    archive.by_name("word/media/code-1.png").unwrap().read_to_end(&mut png).unwrap();
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (1_000, 10));
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    assert!(xml.find("90.00%").unwrap() < xml.find("<w:drawing>").unwrap(), "under its words");
    let html = paper::html(&document, &|_| None);
    assert!(html.contains("M0 3h900v4") && html.contains("M800 0h4"), "{html}");
    assert_eq!(
        paper::text(&document, paper::Notes::With).trim(),
        "甲\u{3000}｜\u{3000}90.00%",
        "plain text has none"
    );
}

/// A signature stays with the last words above it, a code with the lines above it: no page has either alone.
#[test]
fn what_belongs_together_is_kept_together() {
    let xml = part("word/document.xml");
    let paragraphs: Vec<&str> = xml.split("<w:p>").collect();
    let of = |style: &str| -> Vec<usize> {
        let named = format!("<w:pStyle w:val=\"{style}\"/>");
        (0..paragraphs.len()).filter(|at| paragraphs[*at].contains(&named)).collect()
    };
    let kept = |at: usize| paragraphs[at].contains("<w:keepNext/>");
    let (signed, listed, codes) = (of("Signature"), of("AttachmentList"), of("Picture"));
    let (first, last) = (*listed.first().or(signed.first()).unwrap(), *signed.last().unwrap());
    assert!(signed.len() == 2 && (first - 1..last).all(kept), "an empty line, the list, the issuer");
    assert!(!kept(last), "but not what follows");
    assert!(!codes.is_empty() && codes.iter().all(|at| kept(at - 1)), "a code has its words above it");
}
