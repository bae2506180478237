//! Next year's pack out of an official table as the offices send it: a workbook and a document with cells merged over rows and
//! columns, several lines in a cell, points in brackets behind names.

use crate::workbook::workbook;
use office::{DraftedPack, Wanted};
use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::{SimpleFileOptions, ZipWriter};

const WANTED: Wanted<'_> =
    Wanted { id: "chongqing-2024", name: "2024年方案", year: 2023, document: "样例函〔2024〕1号" };

fn packs(folder: &Path, under: &str, files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{under}{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => packs(&entry.path(), &format!("{path}/"), files),
            false if path.ends_with(".toml") => {
                files.push((path, std::fs::read_to_string(entry.path()).unwrap()));
            }
            false => {}
        }
    }
}

fn drafted(name: &str, bytes: &[u8]) -> DraftedPack {
    let mut files = Vec::new();
    packs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs"), "", &mut files);
    office::draft_pack(("chongqing-2023", &files), (name, bytes), &WANTED).unwrap()
}

/// The cells of the table; the same in both files. An empty cell is covered by the one above it or to its left.
const ROWS: [[&str; 5]; 9] = [
    ["评价指标", "", "评价标准", "分值", "责任单位"],
    ["一级指标", "二级指标", "", "", ""],
    ["一、优先规划与投入（9分）", "1.教育规划与学校布局", "印发规划", "2分", "发展规划科"],
    ["", "", "学位够用", "2分", ""],
    ["", "2.两个只增不减落实（5分）", "总额不减\n生均不减", "5", "区财政局\n财政科"],
    ["二、教师队伍", "3.编制使用与区管校聘", "不超编", "4", "区委编办"],
    ["", "4.乡村教师荣誉", "有制度", "1", "人事科"],
    ["合计", "", "", "14", ""],
    ["注：各项得分不低于零分。", "", "", "", ""],
];

/// What both come to.
fn is_as_read(draft: &DraftedPack) {
    let crossed: Vec<(Option<u32>, &str, Option<&str>, String)> = draft
        .crosswalk
        .iter()
        .filter(|one| one.number.is_some())
        .map(|one| {
            let before = one.before.as_ref().map(|(id, ..)| id.as_str());
            let points = one.changes.iter().filter(|change| change.starts_with("分值"));
            (one.number, one.name.as_str(), before, points.cloned().collect())
        })
        .collect();
    assert_eq!(
        crossed,
        [
            (Some(1), "教育规划与学校布局", Some("planning-and-layout"), "分值 2.5→4".to_owned()),
            (Some(2), "两个只增不减落实", Some("only-rise"), "分值 2.5→5".to_owned()),
            (Some(3), "编制使用与区管校聘", Some("staffing"), String::new()),
            (Some(4), "乡村教师荣誉", None, String::new()),
        ]
    );
    let codes: Vec<&str> = draft.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["draft.remark", "draft.undefined"], "{:?}", draft.findings);
    let text = |id: &str| {
        let file = draft.files.iter().find(|file| file.path.ends_with(&format!("/{id}.toml")));
        file.unwrap_or_else(|| panic!("no {id}")).text.clone()
    };
    let layout = text("planning-and-layout");
    assert!(layout.contains("weight = \"4\"") && layout.contains("note = \"印发规划 学位够用\""), "{layout}");
    let rise = text("only-rise");
    assert!(
        rise.contains("owner = \"区财政局、财政科\"") && rise.contains("note = \"总额不减 生均不减\""),
        "{rise}"
    );
    assert!(draft.files[0].text.contains("name = \"优先规划与投入\""), "{}", draft.files[0].text);
}

#[test]
fn a_workbook_with_merged_cells() {
    let cell = |row: usize, column: usize, words: &str| {
        let place = format!("{}{}", char::from(b'A' + column as u8), row + 3);
        format!(r#"<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>"#)
    };
    let mut rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>附件1</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>对区县人民政府履行教育职责评价指标表</t></is></c></row>"#.to_owned();
    for (at, cells) in ROWS.iter().enumerate() {
        let held = cells.iter().enumerate().filter(|(_, words)| !words.is_empty());
        let cells: String = held.map(|(column, words)| cell(at, column, words)).collect();
        rows += &format!(r#"<row r="{}">{cells}</row>"#, at + 3);
    }
    let merged = [
        "A2:E2", "A3:B3", "C3:C4", "D3:D4", "E3:E4", "A5:A7", "B5:B6", "E5:E6", "A8:A9", "A10:C10", "A11:E11",
    ];
    let areas: String = merged.iter().map(|area| format!(r#"<mergeCell ref="{area}"/>"#)).collect();
    let merged = format!(r#"<mergeCells count="11">{areas}</mergeCells>"#);
    is_as_read(&drafted("指标表.xlsx", &workbook(&rows, &merged)));
}

#[test]
fn a_document_with_merged_cells() {
    let paragraph = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let mut body = paragraph("附件1") + &paragraph("对区县人民政府履行教育职责评价指标表") + "<w:tbl>";
    for (at, cells) in ROWS.iter().enumerate() {
        body += "<w:tr>";
        // The head, the total and the note lie over several columns, all else over several rows.
        let span = match at {
            0 => 2,
            7 => 3,
            8 => 5,
            _ => 1,
        };
        for (column, words) in cells.iter().enumerate() {
            if (1..span).contains(&column) {
                continue;
            }
            let width = if column == 0 { span } else { 1 };
            let covered = words.is_empty() && column != 2;
            let merge = if covered { "<w:vMerge/>" } else { r#"<w:vMerge w:val="restart"/>"# };
            let said: String = words.split('\n').map(paragraph).collect();
            body += &format!(r#"<w:tc><w:tcPr><w:gridSpan w:val="{width}"/>{merge}</w:tcPr>{said}</w:tc>"#);
        }
        body += "</w:tr>";
    }
    body += "</w:tbl>";
    is_as_read(&drafted("指标表.docx", &docx(&body)));
}

fn docx(body: &str) -> Vec<u8> {
    const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in
        [("[Content_Types].xml", TYPES), ("_rels/.rels", ROOT), ("word/document.xml", &document)]
    {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
