//! Documents to proof-read, and what is asserted in them.

use crate::run::{Shape, Target, gist, tried};

/// A text within its limit, or a finding that the house knows.
fn document(name: &str, input: &[u8]) -> String {
    match reader::prose(name, input) {
        Ok(prose) => {
            assert!(prose.text.len() <= reader::TEXT_LIMIT && !prose.text.trim().is_empty());
            format!("{} {}", prose.notes.len(), prose.text.len().ilog2())
        }
        Err(finding) => {
            assert!(reader::code(finding.code).is_some() && finding.hint.is_some(), "{finding}");
            gist(&format!("{} {}", finding.code, finding.sentence))
        }
    }
}

#[test]
fn docx() {
    let words = &[
        "<w:p>",
        "</w:p>",
        "<w:tbl><w:tr><w:tc>",
        "</w:tc></w:tr></w:tbl>",
        "<w:t xml:space=\"preserve\">",
        "&#x4E00;",
        "&#0;",
        "<w:txbxContent>",
        "<w:del>",
        "<w:br/>",
        "<w:br w:type=\"page\"/>",
        "<w:tab/>",
        "<w:r>",
        "<w:rPr><w:vanish/></w:rPr>",
        "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>",
        "<w:rPr><w:rStyle w:val=\"a\"/></w:rPr>",
        "<w:fldChar w:fldCharType=\"begin\"/>",
        "<w:fldChar w:fldCharType=\"separate\"/>",
        "<w:gridSpan w:val=\"99\"/>",
        "<w:ruby><w:rt>",
        "<w:basedOn w:val=\"a\"/>",
        "<!--",
        "<![CDATA[",
        "<?x?>",
        "<!DOCTYPE d [<!ENTITY e \"9\">]>",
        "&e;",
    ];
    let reads = |input: &[u8]| document("a.docx", input);
    tried(&Target { name: "docx", shape: Shape::Container, words, reads, grows: true });
}

#[test]
fn html() {
    let words = &[
        "<p>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "<script>",
        "</script>",
        "<style>",
        "<!--",
        "-->",
        "<textarea>",
        "<title>",
        "&nbsp;",
        "&#50;",
        "&#x110000;",
        "<![CDATA[",
        "<br>",
        "<a href='",
        "<meta charset=gbk>",
        "<pre>",
        "<sup>",
        "<ruby>1<rt>",
        "<span style='display:none'>",
        "<del>",
        "<td rowspan=\"9\" colspan=\"9\">",
        "</",
    ];
    let reads = |input: &[u8]| document("a.html", input);
    tried(&Target { name: "html", shape: Shape::Bytes, words, reads, grows: true });
}

/// Its growth is not held here: what is damaged is repaired by a crate from elsewhere, which looks from every object to the
/// end of the file. The processor time of the child bounds it.
#[test]
fn pdf() {
    let words = &[
        " obj",
        "endobj",
        "stream\n",
        "endstream",
        "/Kids[",
        "/Parent 2 0 R",
        "/Contents 4 0 R",
        "/Length ",
        "/Filter/FlateDecode",
        "/Filter/LZWDecode",
        "/Filter/ASCII85Decode",
        "/Filter/RunLengthDecode",
        "/DecodeParms<</Predictor 12/Columns 4>>",
        "/X Do ",
        "q ",
        "Q ",
        "BT /F 9 Tf (1) Tj ET ",
        "1 0 0 1 9 9 cm ",
        "Tm ",
        "TJ",
        "[",
        "]",
        "<<",
        ">>",
        "<0041>",
        "beginbfrange",
        "begincidrange",
        "/Encoding/Identity-H",
        "/ToUnicode 6 0 R",
        "xref",
        "trailer",
        "startxref",
        "/Prev 9",
        "/ObjStm",
        "/XRef",
        "/W[1 2 1]",
        "5 0 R",
        "1e99",
        "-1",
        "4294967296",
    ];
    let reads = |input: &[u8]| document("a.pdf", input);
    tried(&Target { name: "pdf", shape: Shape::Bytes, words, reads, grows: false });
}

#[test]
fn txt() {
    let words = &["\u{feff}", "\r\n", "一亿", "1,234.56", "％", "\u{3000}"];
    let reads = |input: &[u8]| document("a.txt", input);
    tried(&Target { name: "txt", shape: Shape::Bytes, words, reads, grows: true });
}

/// What is asserted in a text, by every rule.
#[test]
fn claims() {
    let words = &[
        "比上年增长",
        "占",
        "%",
        "个百分点",
        "其中",
        "合计",
        "分别为",
        "、",
        "，",
        "。",
        "；",
        "亿元",
        "万",
        "所",
        "人",
        "增加",
        "减少",
        "达到",
        "2022年",
        "以上",
        "不低于",
        "约",
        "余",
        "（",
        "）",
        "\n",
        "\t",
        "十五",
        "三分之二",
        "9999999999999999",
        "0.0001",
        "－",
        "倍",
        "翻一番",
    ];
    let reads = |input: &[u8]| match office::check("a.txt", input) {
        Ok(checked) => {
            let (view, told) = (checked.view(), checked.told());
            let length = checked.prose.text.len();
            assert!(told.iter().all(|one| one.start <= one.end && one.end <= length));
            let kinds: std::collections::BTreeSet<_> = told.iter().map(|one| gist(&one.title)).collect();
            format!("{} {kinds:?}", serde_json::to_string(&view).unwrap().len().ilog2())
        }
        Err(finding) => gist(&finding.sentence),
    };
    tried(&Target { name: "claims", shape: Shape::Text, words, reads, grows: true });
}
