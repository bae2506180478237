//! A small document with every kind of block and run, and words that markup must not take for its own.

use paper::{
    Align, Attachment, Cell, Column, Day, Document, Figure, Level, Note, Point, Rendition, Row, Run, Table,
};

pub fn figure(id: &str, source: &str, text: &str, note: u32) -> Run {
    let mark = (source == "F26").then(|| "※".to_string());
    Run::Figure(Figure { id: id.into(), text: text.into(), source: source.into(), note: Some(note), mark })
}

pub fn document() -> Document {
    let mut document = Document::default();
    document.meta.title = vec!["样例区人民政府".into(), "关于2022年度履行教育职责的自评报告".into()];
    document.meta.subtitle = Some("（样例数据）".into());
    document.meta.addressee = Some("样例市人民政府".into());
    document.meta.issuer = Some("样例区人民政府".into());
    document.meta.date = Day::new(2023, 3, 1);
    crate::around::around(&mut document);
    let text = |words: &str| Run::text(words);
    let body = &mut document.body;
    body.paragraph(
        "opening",
        vec![
            text("根据"),
            Run::Quotation("样例函〔2023〕1号".into()),
            text("，现将有关情况报告如下：<script>alert('1')</script>\u{1}"),
        ],
    );
    body.heading("performance", Level::First, vec![text("履行教育职责情况")]);
    body.heading("funding", Level::Second, vec![text("全力保障教育优先发展")]);
    body.points(
        "funding-points",
        vec![Run::Emphasis("逐项落实。".into())],
        vec![
            Point::new(
                "budget",
                vec![
                    text("一般公共预算教育经费"),
                    figure("figure-F24", "F24", "15.44亿元", 1),
                    text("，比上年"),
                    figure("figure-F25", "F25", "15.28亿元", 2),
                    text("增长"),
                    figure("figure-F26", "F26", "1.01%", 3),
                    text("。"),
                ],
            ),
            Point::new(
                "again",
                vec![text("再说一遍"), figure("figure-F24-2", "F24", "15.44亿元", 1), text("。")],
            ),
        ],
    );
    let mut sources = paper::Body::default();
    for (number, source, words) in [(1, "F24", "15.44亿元"), (2, "F25", "15.28亿元"), (3, "F26", "1.01%")]
    {
        let mut note = Note::new(number, Some(format!("figure-{source}")), vec![text(words)]);
        note.line("台账", vec![text("教育经费，3行")]);
        if number == 3 {
            let link = Run::Link { text: "〔1〕".into(), target: "note-1".into() };
            note.line(
                "指标",
                vec![link, text("÷"), Run::Link { text: "〔2〕".into(), target: "note-2".into() }],
            );
        }
        sources.note(note);
    }
    document.attachments.push(Attachment {
        id: "sources".into(),
        title: "数字来源".into(),
        body: sources,
        from: Rendition::Marked,
    });
    let mut answers = paper::Body::default();
    let mut spanning = Row::of(["合计"]);
    spanning.cells[0].span = 2;
    let link = Run::Link { text: "一、（一）第一点".into(), target: "budget".into() };
    answers.table(Table {
        id: "answers".into(),
        caption: Some("评价指标与正文对照表".into()),
        columns: vec![Column { width: 1, align: Align::Center }, Column { width: 3, align: Align::Left }],
        head: vec![Row::of(["序号", "正文"])],
        rows: vec![Row { cells: vec![Cell::new(vec![text("10")]), Cell::new(vec![link])] }, spanning],
    });
    document.attachments.push(Attachment {
        id: "coverage".into(),
        title: "指标对照".into(),
        body: answers,
        from: Rendition::Clean,
    });
    let mut receipt = paper::Body::default();
    receipt.verbatim("signed", ["duheng/样例区", "94", "— 样例 <AQ==>"]);
    receipt.code("signed-code", "duheng/样例区\n94\n", "\"二维码\"");
    document.attachments.push(Attachment {
        id: "receipt".into(),
        title: "日志收据".into(),
        body: receipt,
        from: Rendition::Sources,
    });
    document
}
