//! Workbooks given back: as others write them, with names in a space of their own, widths to the end, cells without places.

use crate::prose::container;
use reader::{Column, returned, tables};

fn book(sheet: &str, styles: &str) -> Vec<u8> {
    container(&[
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook><sheets><sheet name="一" sheetId="1" r:id="s"/><sheet name="说明" sheetId="2" r:id="n"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="s" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="n" Type="x/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="f" Type="x/styles" Target="styles.xml"/></Relationships>"#,
        ),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", sheet),
        (
            "xl/worksheets/sheet2.xml",
            r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>填表说明</t></is></c></row></sheetData></worksheet>"#,
        ),
    ])
}

const STYLES: &str = r#"<x:styleSheet><x:fonts count="1"><x:font/></x:fonts><x:cellXfs count="2"><x:xf numFmtId="0"/><x:xf numFmtId="10"/></x:cellXfs></x:styleSheet>"#;

fn column(at: u32, is_there: bool) -> Column {
    let words =
        [(1, "导入错误".to_owned()), (2, "第一处<错>\n第二处&错".to_owned()), (3, "已入账".to_owned())];
    Column { at, header_row: 1, is_there, words: words.into() }
}

fn back(sheet: &str, column: Column) -> reader::Tables {
    let columns = [("表.xlsx#一".to_owned(), column)].into();
    let bytes = returned("表.xlsx", &book(sheet, STYLES), &columns).unwrap();
    let read = tables("表.xlsx", &bytes, None);
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    assert_eq!(read.tables[1].header, ["填表说明"]);
    read
}

#[test]
fn a_sheet_of_any_writing_keeps_its_cells_and_bears_the_words() {
    let cells = r#"<c t="inlineStr"><is><t>号</t></is></c><c t="inlineStr"><is><t>率</t></is></c>"#;
    let rows = |row: &str, p: &str| {
        format!(
            r#"<{p}row>{cells}</{p}row><{p}row spans="1:2"><c><v>1</v></c><c s="1"><v>0.5</v></c></{p}row><{row}/>"#
        )
        .replace("<c", &format!("<{p}c"))
        .replace("</c", &format!("</{p}c"))
        .replace("<is>", &format!("<{p}is>"))
        .replace("</is>", &format!("</{p}is>"))
        .replace("<t>", &format!("<{p}t>"))
        .replace("</t>", &format!("</{p}t>"))
        .replace("<v>", &format!("<{p}v>"))
        .replace("</v>", &format!("</{p}v>"))
    };
    for (p, widths) in [("", ""), ("x:", ""), ("", r#"<cols><col min="1" max="16384" width="9"/></cols>"#)] {
        let sheet = format!(
            "<{p}worksheet>{widths}<{p}sheetData>{}</{p}sheetData></{p}worksheet>",
            rows(&format!("{p}row"), p)
        );
        let read = back(&sheet, column(3, false));
        assert_eq!(read.tables[0].header, ["号", "率", "导入错误"], "{p}{widths}");
        let lines: Vec<&[String]> = read.tables[0].lines.iter().map(|line| line.cells.as_slice()).collect();
        assert_eq!(lines[0], ["1", "50%", "第一处<错>\n第二处&错"], "{p}{widths}");
        assert_eq!(lines[1].last().map(String::as_str), Some("已入账"));
    }
}

#[test]
fn the_column_of_the_time_before_is_written_over_wherever_it_stands() {
    let text =
        |cell: &str, words: &str| format!(r#"<c r="{cell}" t="inlineStr"><is><t>{words}</t></is></c>"#);
    let sheet = format!(
        r#"<worksheet><sheetData><row r="1">{}{}{}</row><row r="2">{}{}{}</row><row r="3">{}{}</row></sheetData></worksheet>"#,
        text("A1", "号"),
        text("B1", "导入错误"),
        text("C1", "名"),
        text("A2", "1"),
        text("B2", "旧话"),
        text("C2", "甲"),
        text("A3", "2"),
        text("C3", "乙")
    );
    let read = back(&sheet, column(2, true));
    assert_eq!(read.tables[0].header, ["号", "导入错误", "名"]);
    let lines: Vec<&[String]> = read.tables[0].lines.iter().map(|line| line.cells.as_slice()).collect();
    assert_eq!(lines, [&["1", "第一处<错>\n第二处&错", "甲"][..], &["2", "已入账", "乙"][..]]);
}
