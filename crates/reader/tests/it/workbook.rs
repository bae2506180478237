//! Workbooks made by a generator: what their cells show is what is read, whatever the format and the epoch.

use reader::{Tables, tables};
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

const ROOT: &str = r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const LINKS: &str = r#"<Relationships><Relationship Id="s" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="f" Type="x/styles" Target="styles.xml"/></Relationships>"#;

/// A workbook of one sheet with this markup of rows, these number formats (style 1 on) and this epoch.
fn workbook(rows: &str, formats: &[String], from_1904: bool) -> Vec<u8> {
    let codes: String = formats
        .iter()
        .enumerate()
        .map(|(at, code)| {
            format!(r#"<numFmt numFmtId="{}" formatCode="{}"/>"#, at + 200, code.replace('"', "&quot;"))
        })
        .collect();
    let styles: String = (0..formats.len()).map(|at| format!(r#"<xf numFmtId="{}"/>"#, at + 200)).collect();
    let epoch = if from_1904 { r#"<workbookPr date1904="1"/>"# } else { "<workbookPr/>" };
    let parts = [
        ("_rels/.rels", ROOT.to_owned()),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook>{epoch}<sheets><sheet name="一" sheetId="1" r:id="s"/></sheets></workbook>"#
            ),
        ),
        ("xl/_rels/workbook.xml.rels", LINKS.to_owned()),
        (
            "xl/styles.xml",
            format!(
                r#"<styleSheet><numFmts>{codes}</numFmts><cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>"#
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What is read of cells, each with its style and its value, one a row.
fn read(cells: &[(usize, String)], formats: &[String], from_1904: bool) -> Tables {
    let head = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>头</t></is></c></row>"#.to_owned();
    let row = |(at, (style, value)): (usize, &(usize, String))| {
        format!(r#"<row r="{0}"><c r="A{0}" s="{style}"><v>{value}</v></c></row>"#, at + 2)
    };
    let rows: String = cells.iter().enumerate().map(row).collect();
    tables("表.xlsx", &workbook(&(head + &rows), formats, from_1904), None)
}

/// Days of the calendar from 1900-01-01 on, counted one by one, with their number in the spreadsheet of 1900.
fn days() -> Vec<(u32, String)> {
    let mut out = Vec::new();
    let mut serial = 0;
    for year in 1900..=2101_u32 {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        for (month, length) in
            (1..).zip([31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
        {
            for day in 1..=length {
                serial += 1;
                // That spreadsheet counts a 29 February 1900.
                serial += u32::from(serial == 60);
                out.push((serial, format!("{year:04}-{month:02}-{day:02}")));
            }
        }
    }
    out
}

#[test]
fn a_day_is_the_day_that_is_shown_in_every_format_of_both_epochs() {
    let formats = [
        "yyyy-mm-dd",
        "yyyy/m/d;@",
        "yyyy\"年\"m\"月\"d\"日\"",
        "[$-804]yyyy\"年\"m\"月\"d\"日\" dddd;@",
        "e-m-d",
        "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@",
        "yyyy-mm-dd hh:mm:ss",
        "m/d/yy h:mm AM/PM",
        "d-mmm-yyyy",
    ]
    .map(str::to_owned);
    for from_1904 in [false, true] {
        let first = if from_1904 { 1_462 } else { 0 };
        let all = days();
        // Every day of the first years and about a leap day, and every 53rd of the others.
        let some = all
            .iter()
            .enumerate()
            .filter(|(at, (serial, _))| *serial > first && (*at < 2_000 || at % 53 == 0));
        let mut cells = Vec::new();
        let mut wanted = Vec::new();
        for (at, (serial, day)) in some {
            let fraction = ["", ".25", ".999999", ".5000000001"][at % 4];
            cells.push((1 + at % formats.len(), format!("{}{fraction}", serial - first)));
            wanted.push(day);
        }
        let read = read(&cells, &formats, from_1904);
        assert!(read.findings.iter().all(|one| one.code == "import.cell.yearless"), "{:?}", read.findings);
        assert_eq!(read.tables[0].lines.len(), wanted.len());
        for (line, (day, cell)) in read.tables[0].lines.iter().zip(wanted.iter().zip(&cells)) {
            assert_eq!(line.cells[0].split(' ').next(), Some(day.as_str()), "{cell:?} {from_1904}");
            assert_eq!(line.days.is_empty(), line.cells[0].contains(' '), "a day without a time is marked");
        }
    }
}

#[test]
fn a_number_is_the_number_that_was_typed_though_stored_by_the_nearest_binary_one() {
    let formats = ["0.00%", "0", "#,##0.00", "00000", "_ ¥* #,##0.00_ ", "0.0000"].map(str::to_owned);
    let mut random: u64 = 20_220_901;
    let (mut cells, mut wanted) = (Vec::new(), Vec::new());
    for round in 0..4_000_usize {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let typed = (random >> 33) as i64 * if round % 7 == 0 { -1 } else { 1 };
        let places = round % 5;
        let plain = |number: i64, places: usize| {
            let (sign, digits) = (if number < 0 { "-" } else { "" }, number.abs().to_string());
            let digits = format!("{digits:0>width$}", width = places + 1);
            let (whole, fraction) = digits.split_at(digits.len() - places);
            let fraction = fraction.trim_end_matches('0');
            let point = if fraction.is_empty() { "" } else { "." };
            format!("{sign}{whole}{point}{fraction}")
        };
        let style = round % (formats.len() + 1);
        let number: f64 = plain(typed, places).parse().unwrap();
        // All seventeen digits, as programs write them.
        cells.push((style, format!("{number:.16e}")));
        let shown = plain(typed, places);
        wanted.push(match style {
            1 => format!("{}%", plain(typed * 100, places)),
            4 => {
                let (sign, bare) = shown.strip_prefix('-').map_or(("", shown.as_str()), |bare| ("-", bare));
                let (whole, rest) =
                    bare.split_once('.').map_or((bare, String::new()), |(w, f)| (w, format!(".{f}")));
                format!("{sign}{whole:0>5}{rest}")
            }
            _ => shown,
        });
    }
    let read = read(&cells, &formats, false);
    assert!(read.findings.iter().all(|one| one.code == "import.cell.more-digits"), "{:?}", read.findings);
    for (line, (wanted, cell)) in read.tables[0].lines.iter().zip(wanted.iter().zip(&cells)) {
        assert_eq!(&line.cells[0], wanted, "{cell:?}");
    }
}

#[test]
fn what_cannot_be_seen_is_told_and_never_read_as_something_else() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>头</t></is></c></row>
        <row r="2"><c r="A2"><f>1+1</f><v></v></c></row>
        <row r="3"><c r="A3"><f>1+1</f></c></row>
        <row r="4"><c r="A4" t="e"><v>#DIV/0!</v></c></row>
        <row r="5"><c r="A5" s="1"><v>12345</v></c></row>
        <row r="6"><c r="A6" t="str"><f>""</f><v></v></c></row>
        <row r="7" hidden="1"><c r="A7"><v>7</v></c></row>
        <row r="8"><c r="A8" t="d"><v>2022-09-01T00:00:00.000</v></c></row>"#;
    let read = tables("表.xlsx", &workbook(rows, &["0.0,".to_owned()], false), None);
    let told: Vec<_> = read.findings.iter().map(|one| (one.code, one.place.cell.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("import.cell.formula-unsaved", Some("A2")),
            ("import.cell.formula-unsaved", Some("A3")),
            ("import.cell.formula-error", Some("A4")),
            ("import.cell.scaled", Some("A5")),
        ]
    );
    let table = &read.tables[0];
    let lines: Vec<(u32, &str)> =
        table.lines.iter().map(|line| (line.number, line.cells[0].as_str())).collect();
    assert_eq!(lines, [(7, "7"), (8, "2022-09-01")]);
    assert_eq!((table.hidden_rows.as_slice(), table.lines[1].days.as_slice()), (&[7][..], &[0][..]));
}
