//! Spoiled documents: each has one thing wrong, which is found and mended, and nothing else is.

use crate::documents::{Hand, NOTICE, OPINIONS, Parts, REPORT, REQUEST, document};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// What stands before the words of a text that one hand wrote.
const TEXT: &str = "<w:rFonts w:ascii=\"仿宋_GB2312\" w:hAnsi=\"仿宋_GB2312\" w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr><w:t>";

/// What is wrong, the code under which it must be found, and whether it needs a person.
struct Spoil {
    what: &'static str,
    code: &'static str,
    parts: Parts,
    whole: Parts,
}

fn spoil(what: &'static str, code: &'static str, whole: Parts, spoiled: impl Fn(Parts) -> Parts) -> Spoil {
    Spoil { what, code, parts: spoiled(whole.clone()), whole }
}

fn all() -> Vec<Spoil> {
    let notice = |hand| document(NOTICE, hand);
    let direct = || notice(Hand::Direct);
    let main = "word/document.xml";
    vec![
        // The page.
        spoil("Letter paper", "paper.page-size", direct(), |p| {
            p.once("w:w=\"11906\" w:h=\"16838\"", "w:w=\"12240\" w:h=\"15840\"")
        }),
        spoil("usual margins", "paper.page-edges", direct(), |p| {
            p.once(
                "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\"",
                "w:top=\"1440\" w:right=\"1800\" w:bottom=\"1440\" w:left=\"1800\"",
            )
        }),
        spoil("a grid of 44 lines", "paper.grid", notice(Hand::Mixed), |p| {
            p.once("w:linePitch=\"579\"", "w:linePitch=\"287\"")
        }),
        spoil("a grid of 39 characters", "paper.grid", notice(Hand::Mixed), |p| {
            p.once("w:charSpace=\"-849\"", "w:charSpace=\"-19000\"")
        }),
        spoil("no page numbers", "paper.page-number", direct(), |p| {
            p.once("<w:footerReference w:type=\"default\" r:id=\"rId7\"/><w:footerReference w:type=\"even\" r:id=\"rId8\"/>", "")
        }),
        spoil("page numbers without dashes", "paper.page-number-form", direct(), |p| {
            p.other("word/footer1.xml", "— ", "").other("word/footer1.xml", " —", "")
        }),
        spoil("page numbers of 五号", "paper.page-number-type", direct(), |p| {
            p.other("word/footer1.xml", "w:sz w:val=\"28\"", "w:sz w:val=\"21\"")
        }),
        spoil("page numbers in the middle", "paper.page-number-side", direct(), |p| {
            p.other("word/footer1.xml", "<w:jc w:val=\"right\"/>", "<w:jc w:val=\"center\"/>")
        }),
        spoil("left and right pages alike", "paper.page-number-side", direct(), |p| {
            p.other("word/settings.xml", "<w:evenAndOddHeaders/>", "")
        }),
        // Fonts: the traps of tools.
        spoil("the theme's font over the written one", "paper.theme-font", direct(), |p| {
            p.once("w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr><w:t>为做好", "w:eastAsia=\"仿宋_GB2312\" w:eastAsiaTheme=\"minorEastAsia\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr><w:t>为做好")
        }),
        spoil("text in the theme's font", "paper.theme-font", notice(Hand::Themed), |p| {
            p.once(
                &format!("{TEXT}请于2022年9月"),
                "<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr><w:t>请于2022年9月",
            )
        }),
        spoil("quotation marks in a font for letters", "paper.mark-font", direct(), |p| {
            p.once("w:hAnsi=\"仿宋_GB2312\" w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr><w:t>为做好", "w:hAnsi=\"Times New Roman\" w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr><w:t>为做好")
        }),
        spoil("dashes in a font for letters", "paper.mark-font", notice(Hand::Mixed), |p| {
            p.other(main, " w:hint=\"eastAsia\"", "")
        }),
        spoil("no 小标宋, 宋体 in its place", "paper.font", direct(), |p| {
            p.once(
                "w:eastAsia=\"方正小标宋简体\"/><w:sz w:val=\"44\"/>",
                "w:eastAsia=\"宋体\"/><w:sz w:val=\"44\"/>",
            )
        }),
        spoil("the file's name for a font", "paper.font", direct(), |p| {
            p.once("w:eastAsia=\"黑体\"", "w:eastAsia=\"msyh\"")
        }),
        spoil("a first heading in 仿宋", "paper.font", direct(), |p| {
            p.once("w:eastAsia=\"黑体\"", "w:eastAsia=\"仿宋_GB2312\"")
        }),
        spoil("a second heading in 黑体", "paper.font", document(OPINIONS, Hand::Direct), |p| {
            p.once("w:eastAsia=\"楷体_GB2312\"", "w:eastAsia=\"黑体\"")
        }),
        spoil("text of 四号", "paper.size", direct(), |p| {
            p.once(
                "<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr><w:t>为做好",
                "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr><w:t>为做好",
            )
        }),
        spoil("a style of 小四", "paper.size", notice(Hand::Styles), |p| {
            p.other(
                "word/styles.xml",
                "w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/>",
                "w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"24\"/>",
            )
        }),
        spoil("text in blue", "paper.colour", direct(), |p| {
            p.once(
                "<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr><w:t>为做好",
                "<w:color w:val=\"0000FF\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr><w:t>为做好",
            )
        }),
        // Where things stand.
        spoil("spaces for an indent", "paper.indent-spaces", direct(), |p| {
            p.once(&format!("<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr>{TEXT}为做好"), &format!("<w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr>{TEXT}　　为做好"))
        }),
        spoil("an indent in centimetres", "paper.indent", notice(Hand::Plain), |p| {
            p.once("ns0:firstLine=\"640\"", "ns0:firstLine=\"420\"")
        }),
        spoil("an addressee that is indented", "paper.addressee-indent", direct(), |p| {
            p.once(&format!("<w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr>{TEXT}各中小学"), &format!("<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr>{TEXT}各中小学"))
        }),
        spoil("lines of 1.5", "paper.line", direct(), |p| {
            p.once(&format!("<w:spacing w:line=\"579\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr>{TEXT}为做好"), &format!("<w:spacing w:line=\"360\" w:lineRule=\"auto\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr>{TEXT}为做好"))
        }),
        spoil("lines lower than their letters", "paper.line-clipped", direct(), |p| {
            p.once("w:line=\"700\" w:lineRule=\"exact\"", "w:line=\"400\" w:lineRule=\"exact\"")
        }),
        spoil("lines of 28 points in a table", "paper.line-table", direct(), |p| {
            p.once("<w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii=\"宋体\"", "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii=\"宋体\"")
        }),
        spoil("a title to the left", "paper.title-place", document(REQUEST, Hand::Direct), |p| {
            p.once("<w:jc w:val=\"center\"/>", "<w:jc w:val=\"left\"/>")
        }),
        spoil("the day at the left", "paper.date-place", document(REQUEST, Hand::Direct), |p| {
            p.once(&format!("<w:ind w:rightChars=\"400\" w:right=\"1280\"/><w:jc w:val=\"right\"/></w:pPr><w:r><w:rPr>{TEXT}2022"), &format!("<w:jc w:val=\"left\"/></w:pPr><w:r><w:rPr>{TEXT}2022"))
        }),
        spoil(
            "a heading a level too deep in the outline",
            "paper.outline",
            document(REPORT, Hand::Direct),
            |p| p.once("<w:outlineLvl w:val=\"0\"/>", "<w:outlineLvl w:val=\"1\"/>"),
        ),
        // What is written.
        spoil("a heading's number left out", "paper.heading-order", direct(), |p| {
            p.once("三、工作要求", "四、工作要求")
        }),
        spoil("headings with the wrong mark", "paper.heading-mark", direct(), |p| {
            p.once("一、总体", "一.总体")
        }),
        spoil("half-width brackets of a heading", "paper.heading-mark", direct(), |p| {
            p.once("（一）控制", "(一)控制")
        }),
        spoil("a comma after an Arabic number", "paper.heading-mark", direct(), |p| {
            p.once("1.小学", "1、小学")
        }),
        spoil("square brackets of a document's number", "paper.document-number", direct(), |p| {
            p.once("样教委〔2022〕15号", "样教委[2022]15号")
        }),
        spoil("第 and a nought in a document's number", "paper.document-number", direct(), |p| {
            p.once("渝教〔2021〕9号", "渝教〔2021〕第09号")
        }),
        spoil("the day in Chinese figures", "paper.date", direct(), |p| {
            p.once("<w:t>2022年8月20日", "<w:t>二〇二二年八月二十日")
        }),
        spoil("the day with points", "paper.date", document(REQUEST, Hand::Themed), |p| {
            p.once("<w:t>2022年11月3日", "<w:t>2022.11.3")
        }),
        spoil("a month with a nought", "paper.date", direct(), |p| {
            p.once("请于2022年9月10日", "请于2022年09月10日")
        }),
        spoil("a full stop after an attachment's name", "paper.attachments-end", direct(), |p| {
            p.once("2.经费测算表", "2.经费测算表。")
        }),
        spoil("a half-width colon after 附件", "paper.attachments-mark", direct(), |p| {
            p.once("附件：1.", "附件:1.")
        }),
        spoil("a half-width colon after the addressee", "paper.addressee-end", direct(), |p| {
            p.once("幼儿园：", "幼儿园:")
        }),
        spoil("no full stop after the copies", "paper.copies", direct(), |p| {
            p.once("区财政局。", "区财政局")
        }),
        spoil("a full stop after the title", "paper.title-end", document(REQUEST, Hand::Direct), |p| {
            p.once("资金的请示", "资金的请示。")
        }),
        spoil("straight quotation marks", "paper.mark-straight", direct(), |p| p.once("“双减”", "\"双减\"")),
        spoil("half-width commas", "paper.mark-width", direct(), |p| {
            p.once("坚持一校一策，", "坚持一校一策,")
        }),
        spoil("half-width brackets", "paper.mark-width", document(OPINIONS, Hand::Direct), |p| {
            p.once("公办园在", "(公)在")
        }),
    ]
}

/// All parts of a package by name.
fn parts(docx: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    names
        .into_iter()
        .map(|name| {
            let mut text = String::new();
            archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
            (name, text)
        })
        .collect()
}

/// The words of a part, without its markup.
fn words(part: &str) -> String {
    let mut text = String::new();
    let mut rest = part;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
    }
    text
}

#[test]
fn each_spoiled_document_is_told_and_mended() {
    let spoils = all();
    let mut missed = Vec::new();
    for one in &spoils {
        let docx = one.parts.docx();
        let faults = conform::faults(&docx).unwrap();
        if !faults.iter().any(|fault| fault.code == one.code) {
            missed.push(format!(
                "{}: {} is not among {:?}",
                one.what,
                one.code,
                faults.iter().map(|f| f.code).collect::<Vec<_>>()
            ));
            continue;
        }
        assert!(faults.iter().all(|fault| fault.hint.is_some()), "{}", one.what);
        let others: Vec<_> = faults.iter().filter(|fault| fault.code != one.code).collect();
        assert!(others.is_empty(), "{} brings others with it: {others:#?}", one.what);
        let mended = conform::mended(&docx).unwrap();
        assert_eq!(conform::faults(&mended.bytes).unwrap(), [], "{} is mended", one.what);
        assert_eq!(mended.left, [], "{}", one.what);
        // Nothing else is touched: the words are those of the whole document again, and so are all parts that have no fault.
        let (was, spoiled, is) = (parts(&one.whole.docx()), parts(&docx), parts(&mended.bytes));
        if one.what != "half-width brackets" {
            assert_eq!(words(&is["word/document.xml"]), words(&was["word/document.xml"]), "{}", one.what);
        }
        for (name, text) in &spoiled {
            let numbers = one.code.starts_with("paper.page-number");
            let may = name == "word/document.xml"
                || (numbers && !name.contains("styles") && !name.contains("theme"));
            assert!(may || is[name] == *text, "{}: {name} was changed", one.what);
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
    assert!(spoils.len() >= 30);
}

#[test]
fn two_faults_at_one_place_are_both_mended() {
    let parts = document(NOTICE, Hand::Mixed)
        .once("w:linePitch=\"579\"", "w:linePitch=\"312\"")
        .once("控制班额", "控制,班额")
        .other("word/document.xml", " w:hint=\"eastAsia\"", "");
    let mended = conform::mended(&parts.docx()).unwrap();
    assert!(mended.mended.len() >= 2, "{:#?}", mended.mended);
    assert_eq!(conform::faults(&mended.bytes).unwrap(), []);
}

#[test]
fn revisions_are_left_to_a_person() {
    let parts = document(REQUEST, Hand::Direct)
        .once("<w:t>妥否", "<w:t>")
        .once("</w:body>", "</w:body>")
        .once("<w:sectPr>", "<w:p><w:ins w:id=\"1\"><w:r><w:t>妥</w:t></w:r></w:ins></w:p><w:sectPr>");
    let mended = conform::mended(&parts.docx()).unwrap();
    assert!(mended.left.iter().any(|fault| fault.code == "paper.revised"), "{:#?}", mended.left);
}

#[test]
fn a_draft_with_nothing_but_words_becomes_a_document() {
    let lines = [
        "关于样例事项的通知",
        "各学校:",
        "请于2022年9月1日前报送,逾期不候。",
        "样例区教育委员会",
        "2022.8.20",
    ];
    let body: String = lines.iter().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let docx = paper::packed(&[
        (
            "[Content_Types].xml",
            b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_vec(),
        ),
        (
            "word/document.xml",
            format!("<w:document xmlns:w=\"{main}\"><w:body>{body}</w:body></w:document>").into_bytes(),
        ),
    ]);
    let mended = conform::mended(&docx).unwrap();
    assert_eq!(mended.left, []);
    assert_eq!(conform::faults(&mended.bytes).unwrap(), []);
    let text = words(&parts(&mended.bytes)["word/document.xml"]);
    assert_eq!(
        text,
        "关于样例事项的通知各学校：请于2022年9月1日前报送，逾期不候。样例区教育委员会2022年8月20日"
    );
}
