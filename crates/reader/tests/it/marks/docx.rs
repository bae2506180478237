//! Marks of word processors, and packages of every writing.

use super::{SENTENCE, everywhere, lines};
use crate::prose::container;

const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const STYLES: &str = "<w:styles><w:style w:type=\"character\" w:styleId=\"Mark\"><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\
    <w:style w:type=\"character\" w:styleId=\"Own\"><w:basedOn w:val=\"Mark\"/></w:style>\
    <w:style w:type=\"character\" w:styleId=\"Unseen\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

fn looking(look: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>")
}

fn document(paragraphs: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:document {NAMES}><w:body>{paragraphs}<w:sectPr/></w:body></w:document>"
    )
}

fn with_styles(body: &str) -> Vec<u8> {
    container(&[("word/document.xml", &document(body)), ("word/styles.xml", STYLES)])
}

/// What may stand between two letters and is none of the sentence.
fn marks() -> Vec<(&'static str, String)> {
    let boxed = "<w:txbxContent><w:p><w:r><w:t>框内99所</w:t></w:r></w:p></w:txbxContent>";
    vec![
        ("nothing", String::new()),
        ("raised mark", looking("<w:vertAlign w:val=\"superscript\"/>", "12")),
        ("raised mark in brackets", looking("<w:vertAlign w:val=\"superscript\"/>", "[3]")),
        ("mark of a style", looking("<w:rStyle w:val=\"Mark\"/>", "〔7※〕")),
        ("mark of a style based on one", looking("<w:rStyle w:val=\"Own\"/>", "4")),
        ("lifted mark", looking("<w:position w:val=\"8\"/><w:sz w:val=\"16\"/>", "5")),
        ("reference to a note", "<w:r><w:footnoteReference w:id=\"1\"/></w:r>".to_owned()),
        ("hidden words", looking("<w:vanish/>", "99.99")),
        ("hidden by a style", looking("<w:rStyle w:val=\"Unseen\"/>", "99")),
        ("struck words", looking("<w:strike/>", "99.9")),
        ("twice struck words", looking("<w:dstrike w:val=\"true\"/>", "9")),
        ("deleted words", "<w:del><w:r><w:delText>88</w:delText></w:r></w:del>".to_owned()),
        ("moved words", format!("<w:moveFrom>{}</w:moveFrom>", run("77"))),
        (
            "a field without result",
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> =99 </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
                .to_owned(),
        ),
        (
            "a field inside the code of a field",
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>66</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
                .to_owned(),
        ),
        ("the page ended here when it was saved", "<w:r><w:lastRenderedPageBreak/></w:r>".to_owned()),
        ("bookmarks and spelling", "<w:bookmarkStart w:id=\"1\"/><w:proofErr w:type=\"spellStart\"/>".to_owned()),
        ("a letter without width", run("\u{200B}")),
        ("a place to hyphenate", run("\u{AD}").replace("<w:t", "<w:softHyphen/><w:t")),
        ("a changed format", "<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr></w:r>".to_owned()),
        (
            "a text box",
            format!(
                "<w:r><mc:AlternateContent><mc:Choice>{boxed}</mc:Choice><mc:Fallback>{boxed}</mc:Fallback></mc:AlternateContent></w:r>"
            ),
        ),
        ("a text box of old", format!("<w:r><w:pict><v:textbox>{boxed}</v:textbox></w:pict></w:r>")),
    ]
}

#[test]
fn no_mark_anywhere_changes_a_sentence() {
    for (what, mark) in marks() {
        for (before, after) in everywhere() {
            let body = format!("<w:p>{}{mark}{}</w:p>", run(before), run(after));
            let read = lines("a.docx", &with_styles(&body));
            assert_eq!(read[0], SENTENCE, "{what} behind {before}");
            let boxed = usize::from(what.contains("box"));
            assert_eq!(read.len(), 1 + boxed, "{what} behind {before}: {read:?}");
        }
    }
}

#[test]
fn what_is_spoken_over_a_letter_is_not_read() {
    for (at, letter) in SENTENCE.char_indices() {
        let (before, rest) = SENTENCE.split_at(at);
        let ruby = format!(
            "<w:r><w:ruby><w:rubyPr/><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
            run("yi12"),
            run(&letter.to_string())
        );
        let body = format!("<w:p>{}{ruby}{}</w:p>", run(before), run(&rest[letter.len_utf8()..]));
        assert_eq!(lines("a.docx", &with_styles(&body)), [SENTENCE]);
    }
}

#[test]
fn a_sentence_goes_on_behind_the_end_of_a_page_and_behind_a_deleted_end_of_a_paragraph() {
    let page = "<w:r><w:br w:type=\"page\"/></w:r>";
    let joined = |how: &str| format!("</w:p><w:p><w:pPr><w:rPr>{how}</w:rPr></w:pPr>");
    for (before, after) in everywhere() {
        let numeral = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if !(numeral(before.chars().next_back()) && numeral(after.chars().next())) && after != "。" {
            let body = format!("<w:p>{}{page}{}</w:p>", run(before), run(after));
            assert_eq!(lines("a.docx", &with_styles(&body)), [SENTENCE], "behind {before}");
        }
        // The mark of the first paragraph's end is deleted.
        let deleted = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>";
        let body = format!("{deleted}{}</w:p><w:p>{}</w:p>", run(before), run(after));
        assert_eq!(lines("a.docx", &with_styles(&body)), [SENTENCE], "behind {before}");
        // That of the second is hidden: the third goes on in it.
        let body = format!(
            "<w:p>{}{}{}</w:p><w:p>{}</w:p>",
            run("首段。"),
            joined("<w:vanish/>"),
            run(before),
            run(after)
        );
        assert_eq!(lines("a.docx", &with_styles(&body)), ["首段。", SENTENCE], "behind {before}");
    }
}

#[test]
fn a_line_is_broken_in_the_sentence_or_between_two() {
    let body =
        |first: &str, second: &str| format!("<w:p>{}<w:r><w:br/></w:r>{}</w:p>", run(first), run(second));
    let cases = [
        ("教育经费15.44亿元，比上年15.28亿元", "增长2.01%。", 1),
        ("教育经费15.44", "亿元。", 1),
        ("小学三所。", "初中两所。", 2),
        ("小学三所", "初中两所", 2),
        ("一、投入", "教育经费15.44亿元。", 2),
        ("共3所", "（一）小学", 2),
    ];
    for (first, second, count) in cases {
        assert_eq!(lines("a.docx", &with_styles(&body(first, second))).len(), count, "{first}|{second}");
    }
}

#[test]
fn cells_keep_their_columns_and_two_numbers_of_a_cell_stay_two() {
    let cell =
        |more: &str, words: &str| format!("<w:tc><w:tcPr>{more}</w:tcPr><w:p>{}</w:p></w:tc>", run(words));
    let wide = "<w:gridSpan w:val=\"2\"/>";
    let body = format!(
        "<w:tbl><w:tr>{}{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("", "项目"),
        cell("", "2022年"),
        cell("", "2021年"),
        cell(wide, "合计"),
        cell("", "979"),
        cell("", "小学"),
        cell("", "12</w:t></w:r></w:p><w:p><w:r><w:t>345"),
        cell("", "")
    );
    assert_eq!(
        lines("a.docx", &with_styles(&body)),
        ["项目\t2022年\t2021年", "合计\t\t979", "小学\t12；345\t"]
    );
}

#[test]
fn a_package_is_read_however_it_names_its_parts() {
    let main = document(&format!("<w:p>{}</w:p>", run(SENTENCE)));
    let rels = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"{kind}/officeDocument\" Target=\"{target}\"/></Relationships>"
        )
    };
    let usual = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let named = [
        ("word/document.xml", "word/document.xml", usual),
        ("word/document2.xml", "word/document2.xml", usual),
        ("word/document.xml", "/word/document.xml", strict),
        ("word\\document.xml", "word/document.xml", usual),
        ("word\\document.xml", "word\\document.xml", strict),
        ("Word/Document.xml", "word/document.xml", usual),
        ("doc/document.xml", "doc/document.xml", strict),
    ];
    for (part, target, kind) in named {
        let rels_name = if part.contains('\\') { "_rels\\.rels" } else { "_rels/.rels" };
        let bytes = container(&[(rels_name, &rels(kind, target)), (part, &main)]);
        assert_eq!(lines("a.docx", &bytes), [SENTENCE], "{part} {target}");
    }
    let wide: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(main.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let bytes = crate::prose::container_of(&[("word/document.xml", &wide)]);
    assert_eq!(lines("a.docx", &bytes), [SENTENCE]);
}

#[test]
fn notes_heads_and_feet_are_read_once_and_numbers_of_pages_are_not() {
    let main = document(&format!("<w:p>{}</w:p>", run(SENTENCE)));
    let links = "<Relationships>\
        <Relationship Id=\"rId1\" Type=\"x/header\" Target=\"head.xml\"/><Relationship Id=\"rId2\" Type=\"x/footer\" Target=\"foot.xml\"/>\
        <Relationship Id=\"rId3\" Type=\"x/header\" Target=\"head2.xml\"/><Relationship Id=\"rId4\" Type=\"x/footnotes\" Target=\"notes.xml\"/>\
        </Relationships>";
    let head = format!("<w:hdr><w:p>{}</w:p></w:hdr>", run("全区学校253所"));
    let foot = format!("<w:ftr><w:p>{}</w:p></w:ftr>", run("— 3 —"));
    let notes =
        format!("<w:footnotes><w:footnote><w:p>{}</w:p></w:footnote></w:footnotes>", run("按年末数。"));
    let bytes = container(&[
        ("word/document.xml", &main),
        ("word/_rels/document.xml.rels", links),
        ("word/head.xml", &head),
        ("word/head2.xml", &head),
        ("word/foot.xml", &foot),
        ("word/notes.xml", &notes),
    ]);
    assert_eq!(lines("a.docx", &bytes), [SENTENCE, "按年末数。", "全区学校253所"]);
}

#[test]
fn what_was_left_out_is_told() {
    let body = format!(
        "<w:p>{}{}{}<w:ins>{}</w:ins></w:p>",
        run("甲"),
        looking("<w:vanish/>", "9"),
        looking("<w:strike/>", "8"),
        run("乙")
    );
    let prose = reader::prose("a.docx", &with_styles(&body)).unwrap();
    assert_eq!(prose.text, "甲乙\n");
    let told: Vec<&str> = prose.notes.iter().map(|note| note.code).collect();
    assert_eq!(told, ["prose.unseen", "prose.revisions"]);
    assert!(prose.notes[0].sentence.contains("隐藏的文字1处、划去的文字1处"), "{}", prose.notes[0]);
}
