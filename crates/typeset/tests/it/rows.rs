//! Rows in, rows on paper.

use crate::{fonts, sample};
use paper::Document;
use proptest::prelude::*;
use typeset::{Kind, Laid, Sheet, pages};

fn listed(widths: &[u32], rows: Vec<Vec<String>>, sheet: &Sheet) -> Laid {
    let mut document = Document::default();
    let head: Vec<String> = (1..=widths.len()).map(|at| format!("第{at}栏")).collect();
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    document.body.table(sample::table(widths, &head, rows));
    pages(&document, fonts(), sheet).unwrap()
}

/// The words of every cell on paper, row by row.
fn on_paper(laid: &Laid) -> Vec<Vec<String>> {
    let nodes = &laid.pages.nodes;
    let mut cells = vec![String::new(); nodes.len()];
    for run in laid.pages.pages.iter().flat_map(|page| &page.runs).filter(|run| run.node < nodes.len()) {
        cells[run.node].extend(run.glyphs.iter().map(|glyph| glyph.letter));
    }
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| node.kind == Kind::Cell) {
        let row = node.within.unwrap();
        match rows.last_mut() {
            Some((last, words)) if *last == row => words.push(cells[at].clone()),
            _ => rows.push((row, vec![cells[at].clone()])),
        }
    }
    rows.into_iter().map(|(_, words)| words).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn rows_in_are_rows_on_paper(
        count in prop_oneof![0_usize..40, 500_usize..3_000],
        widths in prop::collection::vec(1_u32..9, 1..9),
        lengths in prop::collection::vec(prop_oneof![0_usize..30, 30_usize..400, Just(3_000)], 1..7),
        landscape: bool,
    ) {
        let cell = |row: usize, column: usize| {
            let length = if row % 97 == 3 { lengths[(row + column) % lengths.len()] } else { (row + column) % 5 };
            format!("{row}-{column}{}", "字".repeat(length))
        };
        let rows: Vec<Vec<String>> = (0..count).map(|row| (0..widths.len()).map(|column| cell(row, column)).collect()).collect();
        let sheet = if landscape { Sheet::LANDSCAPE } else { Sheet::OFFICIAL };
        let laid = listed(&widths, rows.clone(), &sheet);
        prop_assert_eq!(on_paper(&laid), rows);
        let bottom = sheet.top + sheet.depth;
        for page in &laid.pages.pages {
            prop_assert!(page.fills.iter().all(|fill| fill.y + fill.height <= bottom + 500), "within the type area");
        }
    }
}

#[test]
fn the_head_stands_on_every_page_and_short_rows_are_not_split() {
    let rows: Vec<Vec<String>> =
        (0..200).map(|row| vec![row.to_string(), "教育支出只增不减".repeat(row % 6)]).collect();
    let laid = listed(&[1, 4], rows, &Sheet::OFFICIAL);
    let nodes = &laid.pages.nodes;
    let mut seen = std::collections::BTreeMap::new();
    for (at, page) in laid.pages.pages.iter().enumerate() {
        let first: String = page.runs[0].glyphs.iter().map(|glyph| glyph.letter).collect();
        assert_eq!(first, "第1栏", "page {at}");
        for run in page.runs.iter().filter(|run| run.node < nodes.len()) {
            let row = nodes[run.node].within.unwrap();
            assert_eq!(*seen.entry(row).or_insert(at), at, "a row on two pages");
        }
    }
    assert!(laid.pages.pages.len() > 5);
}

#[test]
fn a_bar_is_as_long_as_its_share_and_takes_no_words_away() {
    let bar = |share, bound| Some(paper::Bar { share, bound });
    let mut table = sample::table(&[1, 1], &["指标", "现值"], vec![vec!["甲".into(), "90.00%".into()]; 3]);
    for (row, bar) in table.rows.iter_mut().zip([bar(900, Some(800)), bar(450, None), None]) {
        row.cells[1].bar = bar;
    }
    let plain = {
        let mut bare = table.clone();
        bare.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| cell.bar = None);
        bare
    };
    let set = |table: paper::Table| {
        let mut document = Document::default();
        document.body.table(table);
        pages(&document, fonts(), &Sheet::OFFICIAL).unwrap()
    };
    let (laid, bare) = (set(table), set(plain));
    assert_eq!(on_paper(&laid), on_paper(&bare));
    let fills = |laid: &Laid| laid.pages.pages.iter().flat_map(|page| page.fills.clone()).collect::<Vec<_>>();
    let red: Vec<_> = fills(&laid).into_iter().filter(|fill| fill.red).collect();
    assert_eq!(red.len(), 1, "the one that is held against something");
    assert_eq!(fills(&laid).len(), fills(&bare).len() + 3, "two bars and a line");
    let rule = fills(&bare)[0].height;
    let mut bars: Vec<_> = fills(&laid)
        .into_iter()
        .filter(|fill| !fill.red && fill.height > rule && fill.width > fill.height * 4)
        .collect();
    bars.sort_by_key(|fill| -fill.width);
    assert!((bars[0].width - 2 * bars[1].width).abs() <= 2, "{} and {}", bars[0].width, bars[1].width);
    let line = red[0];
    assert!(
        bars[0].x < line.x && line.x < bars[0].x + bars[0].width,
        "the threshold stands within what is beyond it"
    );
}
