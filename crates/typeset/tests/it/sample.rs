//! A made-up report with every kind of block.

use paper::{
    Align, Attachment, Cell, Column, Day, Document, Figure, Level, Note, Point, Rendition, Row, Run, Table,
};

/// A figure with its note.
pub fn figure(number: u32, text: &str) -> Run {
    Run::Figure(Figure {
        id: format!("figure-{number}"),
        text: text.into(),
        source: format!("F{number}"),
        note: Some(number),
        mark: None,
    })
}

/// A table of rows of words.
pub fn table(widths: &[u32], head: &[&str], rows: Vec<Vec<String>>) -> Table {
    Table {
        id: "table".into(),
        caption: None,
        columns: widths.iter().map(|width| Column { width: *width, align: Align::Left }).collect(),
        head: vec![Row::of(head.iter().copied())],
        rows: rows.into_iter().map(Row::of).collect(),
    }
}

/// A document of `sections` sections.
pub fn document(sections: usize) -> Document {
    let mut document = Document::default();
    document.meta.title = vec!["样例区人民政府关于2022年度履行教育职责情况的自评报告".into()];
    document.meta.subtitle = Some("（样例数据，非真实情况）".into());
    document.meta.addressee = Some("样例市人民政府教育督导室".into());
    document.meta.issuer = Some("样例区人民政府".into());
    document.meta.date = Day::new(2023, 3, 1);
    crate::around::around(&mut document);
    let body = &mut document.body;
    body.heading("part", Level::First, vec![Run::text("履行教育职责情况")]);
    for at in 1..=sections {
        body.heading(format!("s-{at}"), Level::Second, vec![Run::text("全力保障教育优先发展")]);
        let budget = vec![
            Run::text("经费保障。一般公共预算教育经费"),
            figure(1, "15.44亿元"),
            Run::text("，比上年"),
            figure(2, "15.28亿元"),
            Run::text("增长"),
            figure(3, "1.01%"),
            Run::text(
                "；生均公用经费（含“两免一补”）按1,250.00元/人拨付……小学、初中、高中——三个学段均达标。",
            ),
        ];
        let staff = Run::text(
            "教职工编制总量4,321名，“县管校聘”（教师交流轮岗）完成312人次；见《办法》（样例函〔2023〕1号）。",
        );
        let points = vec![Point::new(format!("a-{at}"), budget), Point::new(format!("b-{at}"), vec![staff])];
        body.points(format!("p-{at}"), vec![Run::text("坚持“教育优先、民生为本”，做到“三个优先”：")], points);
    }
    let attach =
        |id: &str, title: &str, body, from| Attachment { id: id.into(), title: title.into(), body, from };
    let mut sources = paper::Body::default();
    for number in 1..=3 {
        let mut note =
            Note::new(number, Some(format!("figure-{number}")), vec![Run::text("一般公共预算教育经费")]);
        note.line("台账", vec![Run::text("教育经费，3行：由财政局年度决算录入，按月核对。".repeat(3))]);
        note.line_from(Rendition::Sources, "算法", vec![Run::text("本年÷上年−1")]);
        sources.note(note);
    }
    let mut answers = paper::Body::default();
    let rows = (1..=40).map(|at| {
        let link = Run::Link { text: "一、（一）第一点".into(), target: "a-1".into() };
        let words = [at.to_string(), "教育支出只增不减".repeat(at % 4 + 1), "达标".into()];
        let mut row = Row::of(words);
        row.cells.push(Cell::new(vec![link]));
        row
    });
    let mut one = table(&[2, 8, 3, 5], &["序号", "评价指标", "判定", "正文"], Vec::new());
    one.rows = rows.collect();
    answers.table(one);
    let mut receipt = paper::Body::default();
    receipt.verbatim("signed", ["duheng/样例区", "94", "— 样例 <AQ==>"]);
    receipt.code("signed-code", "duheng/样例区\n94\n", "二维码");
    document.attachments = vec![
        attach("sources", "数字来源", sources, Rendition::Marked),
        attach("coverage", "评价指标与正文对照表", answers, Rendition::Clean),
        attach("receipt", "日志收据", receipt, Rendition::Sources),
    ];
    document
}
