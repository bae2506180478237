//! How long pages take: `cargo run --release -p typeset --example timed -- ROWS FONT…` for a ledger of so many rows and a report of thirty pages.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "an example measures")]

use paper::{Document, Level, Listing, ListingColumn, Run};
use std::time::Instant;
use typeset::{Fonts, Sheet};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let rows: usize = arguments.next().and_then(|rows| rows.parse().ok()).unwrap_or(1_000);
    let files: Vec<_> =
        arguments.filter_map(|path| Some((path.clone(), std::fs::read(&path).ok()?))).collect();
    let began = Instant::now();
    let (fonts, _) = Fonts::of(files);
    println!("fonts {:?}", began.elapsed());
    let columns: Vec<ListingColumn> =
        (1..=8).map(|at| ListingColumn { header: format!("第{at}栏"), number: at > 5 }).collect();
    let cell = |row: usize, at: usize| {
        if at > 4 { (row * at).to_string() } else { format!("样例学校{row}的第{at}项") }
    };
    let cells: Vec<Vec<String>> = (0..rows).map(|row| (0..8).map(|at| cell(row, at)).collect()).collect();
    timed(
        &format!("{rows} rows"),
        &paper::ledger("样例台账", "", &[Listing { columns, rows: cells, ..Listing::default() }], &[]),
        &fonts,
        &Sheet::LANDSCAPE,
    );
    let mut report = Document::default();
    for at in 0..90 {
        report.body.heading(format!("h{at}"), Level::Second, vec![Run::text("全力保障教育优先发展")]);
        let words = "坚持“教育优先、民生为本”，一般公共预算教育经费15.44亿元，比上年增长1.01%；".repeat(5);
        report.body.paragraph(format!("p{at}"), vec![Run::text(words)]);
    }
    timed("report", &report, &fonts, &Sheet::OFFICIAL);
}

fn timed(name: &str, document: &Document, fonts: &Fonts, sheet: &Sheet) {
    let began = Instant::now();
    let Ok(laid) = typeset::pages(document, fonts, sheet) else { return };
    println!("{name}: {} pages, layout {:?}", laid.pages.pages.len(), began.elapsed());
    let began = Instant::now();
    let pdf = typeset::pdf(&laid.pages, fonts).map(|bytes| bytes.len());
    println!("{name}: PDF {pdf:?} {:?}", began.elapsed());
    let began = Instant::now();
    println!("{name}: OFD {} {:?}", typeset::ofd(&laid.pages, fonts).len(), began.elapsed());
    let began = Instant::now();
    println!(
        "{name}: DOCX {}, text {} {:?}",
        paper::docx(document).len(),
        paper::text(document, paper::Notes::With).len(),
        began.elapsed()
    );
}
