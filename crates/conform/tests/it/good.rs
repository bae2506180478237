//! Well-made documents have no fault, whoever's hand wrote them, and come back as they were.

use crate::documents::{HANDS, LETTERS, document};

#[test]
fn thirty_well_made_documents_are_without_a_fault() {
    let mut count = 0;
    for (nth, lines) in LETTERS.iter().enumerate() {
        for hand in HANDS {
            let docx = document(lines, hand).docx();
            let faults = conform::faults(&docx).unwrap();
            assert!(faults.is_empty(), "document {nth} by {hand:?}: {faults:#?}");
            assert_eq!(conform::mended(&docx).unwrap().bytes, docx, "what has no fault is not touched");
            count += 1;
        }
    }
    assert_eq!(count, 30);
}

#[test]
fn what_the_program_writes_itself_has_no_fault() {
    let plain = own();
    assert_eq!(conform::faults(&paper::docx(&plain)).unwrap(), []);
    let whole = framed(own());
    assert_eq!(conform::faults(&paper::docx(&whole)).unwrap(), []);
    let mut downward = framed(own());
    downward.meta.head.signer = None;
    downward.meta.head.copy = None;
    downward.attachments.clear();
    assert_eq!(conform::faults(&paper::docx(&downward)).unwrap(), []);
    // Head, day and imprint are looked at: a number in wrong brackets is told.
    downward.meta.head.number = Some("样例府报[2023]01号".into());
    let codes: Vec<&str> =
        conform::faults(&paper::docx(&downward)).unwrap().iter().map(|one| one.code).collect();
    assert_eq!(codes, ["paper.document-number"]);
}

/// The same with everything around its text that the norm has.
fn framed(mut document: paper::Document) -> paper::Document {
    crate::around::around(&mut document);
    let mut body = paper::Body::default();
    body.paragraph("a", vec![paper::Run::text("附件的文字。")]);
    document.attachments.push(paper::Attachment {
        id: "attachment".into(),
        title: "样例清单".into(),
        body,
        from: paper::Rendition::Clean,
    });
    document
}

fn own() -> paper::Document {
    let mut document = paper::Document::default();
    document.meta.title = vec!["样例区人民政府".into(), "关于2022年履行教育职责情况的报告".into()];
    document.meta.addressee = Some("市人民政府教育督导委员会".into());
    document.meta.issuer = Some("样例区人民政府".into());
    document.meta.date = Some(paper::Day { year: 2023, month: 1, day: 12 });
    let text = |words: &str| vec![paper::Run::Text(words.into())];
    let heading = |level, number: &str, words: &str| {
        paper::Block::Heading(paper::Heading {
            id: number.into(),
            level,
            number: number.into(),
            runs: text(words),
        })
    };
    let paragraph =
        |words: &str| paper::Block::Paragraph(paper::Paragraph { id: String::new(), runs: text(words) });
    document.body.blocks = vec![
        heading(paper::Level::First, "一、", "优先发展"),
        heading(paper::Level::Second, "（一）", "经费投入"),
        paragraph("“两个只增不减”逐项核对，公用经费增长1.1%——均有台账。"),
        heading(paper::Level::First, "二、", "存在问题"),
        paragraph("城区个别学校班额偏大。"),
    ];
    document
}

#[test]
fn what_is_no_docx_is_refused_with_a_sentence() {
    for bytes in [&b"GB/T 9704-2012"[..], b"", b"PK\x03\x04"] {
        let refused = conform::faults(bytes).unwrap_err();
        assert_eq!(refused.code, "paper.unreadable");
        assert!(refused.hint.is_some());
    }
    let empty = paper::packed(&[("word/document.xml", b"<w:document/>".to_vec())]);
    assert!(conform::faults(&empty).unwrap_err().sentence.contains("没有正文"));
    let deep = format!("<w:document><w:body>{}", "<w:sdt>".repeat(100_000));
    let deep = paper::packed(&[("word/document.xml", deep.into_bytes())]);
    assert!(conform::faults(&deep).unwrap_err().sentence.contains("嵌套"));
}
