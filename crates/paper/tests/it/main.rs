//! The writers over one document that has everything in it.

mod around;
mod docx;
mod markup;
mod sample;

use paper::{Level, Notes, Run};

#[test]
fn the_same_tree_gives_the_same_bytes() {
    let document = sample::document();
    assert_eq!(paper::docx(&document), paper::docx(&sample::document()));
    assert_eq!(paper::html(&document, &|_| None), paper::html(&sample::document(), &|_| None));
}

#[test]
fn text_is_as_written_down() {
    let document = sample::document();
    assert_eq!(paper::text(&document, Notes::With), include_str!("with-notes.txt"));
    assert_eq!(paper::text(&document, Notes::Without), include_str!("without-notes.txt"));
}

#[test]
fn headings_count_within_what_is_above_them() {
    let mut body = paper::Body::default();
    for (level, expected) in [
        (Level::First, "一、"),
        (Level::Second, "（一）"),
        (Level::Third, "1."),
        (Level::Third, "2."),
        (Level::Fourth, "（1）"),
        (Level::Second, "（二）"),
        (Level::Third, "1."),
        (Level::First, "二、"),
        (Level::Second, "（一）"),
    ] {
        body.heading("h", level, vec![Run::text("样例")]);
        let Some(paper::Block::Heading(heading)) = body.blocks.last() else { panic!("a heading") };
        assert_eq!(heading.number, expected);
    }
    for _ in 0..10 {
        body.heading("h", Level::First, vec![]);
    }
    let Some(paper::Block::Heading(twelfth)) = body.blocks.last() else { panic!("a heading") };
    assert_eq!(twelfth.number, "十二、");
}

#[test]
fn every_line_of_a_title_fits_the_page() {
    let seed = "重庆市样例区人民政府关于2022年度履行教育职责情况和年度重点工作完成情况的自评报告";
    let lines = paper::title_lines(&[seed.to_string()]);
    assert_eq!(lines.concat(), seed);
    assert!(lines.len() == 2 || lines.len() == 3, "{lines:?}");
    for line in &lines {
        assert!(line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() <= 40, "{line}");
        assert!(!line.starts_with(['的', '，', '年']), "{line}");
    }
}

#[test]
fn the_tree_is_readable_as_data() {
    let json = serde_json::to_value(sample::document()).unwrap();
    assert_eq!(json["body"]["blocks"][1]["kind"], "heading");
    assert_eq!(json["body"]["blocks"][3]["points"][0]["runs"][1]["figure"]["source"], "F24");
}
