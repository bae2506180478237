//! The grid, the breaking of lines, what stays together.

use crate::{fonts, sample};
use paper::{Document, Level, Run};
use typeset::{ARTIFACT, Fill, Page, Pages, Sheet, pages};

/// A line: baseline, left end, words.
type Line = (i32, i32, String);

fn laid(document: &Document) -> Pages {
    pages(document, fonts(), &Sheet::OFFICIAL).unwrap().pages
}

/// Lines of a page from the top: baseline, left end, words. A mark above the line belongs to it.
fn lines(page: &Page) -> Vec<(i32, i32, String)> {
    let mut lines: Vec<(i32, i32, String)> = Vec::new();
    for run in page.runs.iter().filter(|run| run.node != ARTIFACT) {
        let words: String = run.glyphs.iter().map(|glyph| glyph.letter).collect();
        match lines.last_mut() {
            Some((y, _, line)) if (*y - run.y).abs() < 10_000 => *line += &words,
            _ => lines.push((run.y, run.x, words)),
        }
    }
    lines
}

fn paragraph(words: &str) -> Document {
    let mut document = Document::default();
    document.body.paragraph("p", vec![Run::text(words)]);
    document
}

#[test]
fn a_page_has_22_lines_of_28_characters() {
    let pages = laid(&paragraph(&"满".repeat(28 * 50 - 2)));
    let first = lines(&pages.pages[0]);
    assert_eq!(first.len(), 22);
    assert_eq!(first[0].2.chars().count(), 26, "two characters in");
    assert!(first[1..].iter().all(|line| line.2.chars().count() == 28), "{first:?}");
    let steps: Vec<i32> = first.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    assert!(steps.iter().all(|step| *step == 28_990), "22 lines fill 225 mm: {steps:?}");
    let (left, top) = (first[1].1, first[0].0 - 28_990);
    assert!((left - 79_370).abs() < 10 && (80_000..110_000).contains(&top), "28 mm and 37 mm: {left}, {top}");
    assert_eq!(pages.pages.len(), 3);
}

#[test]
fn no_line_begins_or_ends_with_what_may_not() {
    let words =
        "坚持“教育优先、民生为本”（含‘两免’），做到《办法》〔2023〕要求；其中：小学！初中？高中……均达1.01%。";
    for shift in 0..29 {
        let pages = laid(&paragraph(&("字".repeat(shift) + &words.repeat(12))));
        let all: Vec<(i32, i32, String)> = pages.pages.iter().flat_map(lines).collect();
        assert!(all.len() > 18);
        let text: String = all.iter().map(|line| line.2.as_str()).collect();
        assert_eq!(text, "字".repeat(shift) + &words.repeat(12), "nothing is lost");
        for (_, _, line) in &all[1..] {
            assert!(
                !line.starts_with([
                    '，', '。', '、', '；', '：', '！', '？', '”', '’', '）', '》', '〕', '…', '%', '.'
                ]),
                "{line}"
            );
        }
        for (_, _, line) in &all[..all.len() - 1] {
            assert!(!line.ends_with(['“', '‘', '（', '《', '〔']), "{line}");
        }
    }
}

#[test]
fn full_lines_end_at_the_margin_and_hold_their_letters_within() {
    let pages = laid(&sample::document(12));
    let right = Sheet::OFFICIAL.left + Sheet::OFFICIAL.area;
    for page in &pages.pages {
        for run in page.runs.iter().filter(|run| run.size == 16_000) {
            assert!(run.x >= Sheet::OFFICIAL.left - 10 && run.x + run.width <= right + 300, "{run:?}");
        }
    }
    let text = laid(&paragraph(&"一般公共预算教育经费15.44亿元，比上年增长；".repeat(20)));
    let ends = |page: &Page| {
        let mut ends: Vec<(i32, i32)> = Vec::new();
        for run in page.runs.iter().filter(|run| run.node != ARTIFACT) {
            match ends.last_mut() {
                Some((y, end)) if *y == run.y => *end = run.x + run.width,
                _ => ends.push((run.y, run.x + run.width)),
            }
        }
        ends
    };
    let ends = ends(&text.pages[0]);
    assert!(ends[..ends.len() - 1].iter().all(|(_, end)| (end - right).abs() < 300), "{ends:?} {right}");
}

#[test]
fn numbers_and_figures_with_their_marks_stay_whole() {
    for shift in 0..28 {
        let mut document = Document::default();
        let mut runs = vec![Run::text("字".repeat(shift))];
        for _ in 0..12 {
            runs.extend([
                Run::text("经费达到"),
                sample::figure(24, "15.44亿元"),
                Run::text("，共1,234,567名"),
            ]);
        }
        document.body.paragraph("p", runs);
        for (_, _, line) in laid(&document).pages.iter().flat_map(lines) {
            assert_eq!(line.matches("15.44亿元〔24〕").count(), line.matches("15.44").count(), "{line}");
            assert_eq!(line.matches("〔24〕").count(), line.matches('〔').count(), "{line}");
            assert_eq!(line.matches("1,234,567名").count(), line.matches("1,234").count(), "{line}");
        }
    }
}

#[test]
fn a_heading_is_never_the_last_of_a_page() {
    for before in 15..24 {
        let mut document = paragraph(&"字".repeat(28 * before - 2));
        document.body.heading("a", Level::First, vec![Run::text("标题一")]);
        document.body.heading("b", Level::Second, vec![Run::text("标题二")]);
        document.body.paragraph("q", vec![Run::text("正文".repeat(30))]);
        let pages = laid(&document);
        for page in &pages.pages {
            let last = lines(page).pop().unwrap().2;
            assert!(!last.contains("标题"), "{before}: {last}");
        }
    }
}

#[test]
fn page_numbers_stand_outside_and_bookmarks_where_headings_are() {
    let pages = laid(&sample::document(12));
    let number = |at: usize| pages.pages[at].runs.iter().rfind(|run| run.node == ARTIFACT).unwrap();
    let words = |at: usize| number(at).glyphs.iter().map(|glyph| glyph.letter).collect::<String>();
    assert_eq!((words(0), words(1)), ("— 1 —".into(), "— 2 —".into()));
    let (left, right) = (Sheet::OFFICIAL.left, Sheet::OFFICIAL.left + Sheet::OFFICIAL.area);
    assert_eq!(number(0).x + number(0).width, right - 14_000);
    assert_eq!(number(1).x, left + 14_000);
    let marks: Vec<&str> = pages.outline.iter().map(|mark| mark.words.as_str()).collect();
    assert_eq!(marks[..2], ["一、履行教育职责情况", "（一）全力保障教育优先发展"]);
    assert_eq!(marks[marks.len() - 1], "日志收据");
}

#[test]
fn a_mark_leads_to_its_note_and_the_note_back() {
    let pages = laid(&sample::document(3));
    let links: Vec<_> = pages
        .pages
        .iter()
        .enumerate()
        .flat_map(|(at, page)| page.links.iter().map(move |link| (at, link)))
        .collect();
    let first = links.iter().find(|(at, _)| *at == 0).unwrap();
    let sources = pages.outline.iter().find(|mark| mark.words == "数字来源").unwrap().page;
    assert_eq!(first.1.to.0, sources, "from a figure to its note");
    let back = links.iter().find(|(at, _)| *at == sources).unwrap();
    assert_eq!(back.1.to.0, 0, "and back");
}

/// The lines of the first page and of the last one, and the rules that go all the way across.
fn edges(document: &Document) -> (Vec<Line>, Vec<Line>, Vec<Fill>, Vec<Fill>) {
    let laid = laid(document);
    let across = |page: &Page| -> Vec<Fill> {
        page.fills.iter().copied().filter(|fill| fill.width == Sheet::OFFICIAL.area).collect()
    };
    let (first, last) = (&laid.pages[0], laid.pages.last().unwrap());
    (lines(first), lines(last), across(first), across(last))
}

#[test]
fn the_head_stands_where_the_norm_has_it() {
    let (sheet, millimetre) = (Sheet::OFFICIAL, 2_835);
    let (lines, _, across, _) = edges(&sample::document(2));
    let words: Vec<&str> = lines.iter().map(|line| line.2.as_str()).collect();
    let expected = ["000001", "秘密★1年", "特急", "样例区人民政府文件", "样例府报〔2023〕1号签发人：样例甲"];
    assert_eq!(words[..5], expected);
    assert!(lines[..3].iter().all(|line| line.1 == sheet.left), "flush");
    let page = &laid(&sample::document(2)).pages[0];
    let red: Vec<_> = page.runs.iter().filter(|run| run.red).collect();
    assert!(!red.is_empty() && red.iter().all(|run| run.y == lines[3].0), "the mark alone is red");
    // The square of the mark begins 35 mm below the edge, within half a millimetre for its own leading.
    let top = red[0].y - red[0].size * 88 / 100 - sheet.top;
    assert!((top - 35 * millimetre).abs() < 2 * millimetre, "{top}");
    let middle = red[0].x + red[0].width / 2;
    assert!((middle - sheet.left - sheet.area / 2).abs() < 1_000);
    // The number one character in, who signed one character from the other edge.
    let signer = page.runs.iter().rfind(|run| (run.y - lines[4].0).abs() < 10).unwrap();
    let letter = sheet.area / 28;
    assert!((lines[4].1 - sheet.left - letter).abs() < 20);
    assert!((signer.x + signer.width - (sheet.left + sheet.area - letter)).abs() < 200);
    let rule = across.iter().find(|fill| fill.red).expect("a red line");
    let below = rule.y - lines[4].0;
    assert!((3 * millimetre..7 * millimetre).contains(&below), "4 mm below the number's line: {below}");
    // A document that goes to those below has its number in the middle, and no copy number takes nothing away above the mark.
    let mut down = sample::document(2);
    down.meta.head.signer = None;
    down.meta.head.copy = None;
    let (down, ..) = edges(&down);
    assert_eq!(down[3].2, "样例府报〔2023〕1号");
    assert!(down[3].1 > sheet.left + sheet.area / 4);
    assert_eq!(down[2].0, lines[3].0, "the mark stays where it was");
}

#[test]
fn the_imprint_ends_with_the_type_area_of_the_last_page() {
    let sheet = Sheet::OFFICIAL;
    for sections in 1..6 {
        let mut document = sample::document(sections);
        document.attachments.clear();
        let (_, lines, _, across) = edges(&document);
        let words: Vec<&str> = lines.iter().map(|line| line.2.as_str()).collect();
        let printed = words.len() - 1;
        assert_eq!(words[printed], "样例区人民政府办公室2023年3月1日印发", "{sections}");
        let copies = words.iter().position(|line| line.starts_with("抄送：")).unwrap();
        assert!(words[copies..printed].concat().ends_with("样例区政协办公室。"), "{words:?}");
        assert_eq!(lines[copies + 1].1, sheet.left + 4 * 14_000, "under the first letter behind 抄送：");
        let rules: Vec<i32> = across.iter().filter(|fill| !fill.red).map(|fill| fill.height).collect();
        assert_eq!(rules.len(), 3, "above, between, below");
        assert!(rules[0] > rules[1] && rules[2] == rules[0], "0.35, 0.25, 0.35 mm: {rules:?}");
        let last = across.last().unwrap();
        assert!((last.y + last.height - sheet.top - sheet.depth).abs() < 10);
        assert!(lines[..copies].iter().all(|line| line.0 < across[across.len() - 3].y), "nothing under it");
    }
}

#[test]
fn the_day_ends_four_characters_from_the_edge_over_its_remark() {
    let mut document = sample::document(1);
    document.attachments.clear();
    let laid = laid(&document);
    let page = laid.pages.last().unwrap();
    let all = lines(page);
    let at = all.iter().position(|line| line.2 == "2023年3月1日").unwrap();
    let run = page.runs.iter().rfind(|run| run.y == all[at].0).unwrap();
    let end = Sheet::OFFICIAL.left + Sheet::OFFICIAL.area - (run.x + run.width);
    assert!((end - 4 * Sheet::OFFICIAL.area / 28).abs() < 400, "{end}");
    assert_eq!(all[at - 1].2, "样例区人民政府");
    assert_eq!(all[at + 1].2, "（样例附注）");
}

/// However many rows a ledger has, its code is never alone on a page: something that it is of stands beside it.
#[test]
fn no_page_has_a_code_alone() {
    for rows in 1..60_usize {
        for about in [2, 12] {
            let mut annex = paper::Body::default();
            let cells = (0..rows).map(|row| vec![format!("第{row}所"), "样例".to_owned()]).collect();
            annex.table(sample::table(&[3, 2], &["学校", "性质"], cells));
            let about: Vec<String> = (0..about).map(|at| format!("说明{at}")).collect();
            annex.verbatim("from", about.iter().map(String::as_str));
            annex.code("proof", "duheng/样例区\n94\n".repeat(12), "二维码");
            let document = annexed(annex);
            for (sheet, turned) in [(Sheet::OFFICIAL, false), (Sheet::LANDSCAPE, true)] {
                let laid = pages(&document, fonts(), &sheet).unwrap().pages;
                let last = laid.pages.last().unwrap();
                assert!(last.fills.iter().any(|fill| fill.node != ARTIFACT), "the code stands last");
                let words = last.runs.iter().filter(|run| run.node != ARTIFACT).count();
                assert!(words > 0, "{rows} rows, turned {turned}: the code stands alone");
            }
        }
    }
}

/// However long a text is, no page has a single line of it when it ends there.
#[test]
fn the_last_page_of_a_text_has_more_than_one_line() {
    for more in 0..60 {
        let words = "满".repeat(28 * 20 + more * 14);
        for document in [paragraph(&words), annexed(paragraph(&words).body)] {
            let pages = laid(&document);
            let last = lines(pages.pages.last().unwrap()).len();
            assert!(pages.pages.len() == 1 || last > 1, "{more}: {last} on the last page");
        }
    }
}

/// A document with one annex.
fn annexed(body: paper::Body) -> Document {
    let mut document = paragraph("正文。");
    let (id, title, from) = ("annex".to_owned(), "样例清单".to_owned(), paper::Rendition::Clean);
    document.attachments.push(paper::Attachment { id, title, body, from });
    document
}
