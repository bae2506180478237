//! Writes a page full of text as DOCX to standard output, to count its lines and characters:
//! `cargo run -p paper --example page > page.docx`.

use paper::{
    Align, Attachment, Body, Cell, Column, Day, Document, Figure, Level, Note, Point, Rendition, Row, Run,
    Table,
};
use std::io::Write;

fn figure(id: &str, text: &str, note: u32) -> Run {
    Run::Figure(Figure {
        id: format!("figure-{id}"),
        text: text.into(),
        source: id.into(),
        note: Some(note),
        mark: None,
    })
}

fn main() -> std::io::Result<()> {
    let mut document = Document::default();
    let meta = &mut document.meta;
    meta.title = vec!["样例区人民政府".into(), "关于2022年度履行教育职责的自评报告".into()];
    meta.addressee = Some("样例市人民政府教育督导室".into());
    meta.issuer = Some("样例区人民政府".into());
    meta.date = Day::new(2023, 3, 1);
    let body = &mut document.body;
    body.paragraph("opening", vec![Run::text("字".repeat(28 * 3 - 2))]);
    body.heading("performance", Level::First, vec![Run::text("履行教育职责情况")]);
    body.heading("funding", Level::Second, vec![Run::text("全力保障教育优先发展")]);
    let text = |words: &str| Run::text(words);
    body.points(
        "funding-points",
        vec![text("教育经费投入只增不减。")],
        vec![
            Point::new(
                "budget",
                vec![
                    text("坚持教育投入优先。2022年一般公共预算教育经费"),
                    figure("F24", "15.44亿元", 1),
                    text("，比上年"),
                    figure("F25", "15.28亿元", 2),
                    text("增长"),
                    figure("F26", "1.01%", 3),
                    text("，“两个只增不减”逐项落实——样例文字，用于核对版面。"),
                ],
            ),
            Point::new(
                "rest",
                vec![text(&"引号“内”与逗号，句号。换行时不得居于行首；数字1,234,567不拆开。".repeat(12))],
            ),
        ],
    );
    body.heading("a", Level::Third, vec![text("三级标题")]);
    body.heading("b", Level::Fourth, vec![text("四级标题")]);
    body.paragraph("full", vec![Run::text("满".repeat(28 * 30))]);
    let mut sources = Body::default();
    for (number, (id, words)) in
        [("F24", "15.44亿元"), ("F25", "15.28亿元"), ("F26", "1.01%")].into_iter().enumerate()
    {
        let mut note = Note::new(number as u32 + 1, Some(format!("figure-{id}")), vec![text(words)]);
        note.line("算法", vec![text("合计（教育经费.金额）")]);
        note.line("台账", vec![text("教育经费，12行")]);
        sources.note(note);
    }
    document.attachments.push(Attachment {
        id: "sources".into(),
        title: "数字来源".into(),
        body: sources,
        from: Rendition::Marked,
    });
    let mut answers = Body::default();
    let column = |width, align| Column { width, align };
    answers.table(Table {
        id: "answers".into(),
        caption: Some("评价指标与正文对照表".into()),
        columns: vec![column(1, Align::Center), column(4, Align::Left), column(4, Align::Left)],
        head: vec![Row::of(["序号", "指标", "正文"])],
        rows: (1..=60)
            .map(|number| {
                let mut row = Row::of([number.to_string(), "样例指标".to_string()]);
                let link = Run::Link { text: "一、（一）".into(), target: "funding".into() };
                row.cells.push(Cell::new(vec![link]));
                row
            })
            .collect(),
    });
    document.attachments.push(Attachment {
        id: "coverage".into(),
        title: "评价指标与正文对照".into(),
        body: answers,
        from: Rendition::Clean,
    });
    std::io::stdout().write_all(&paper::docx(&document))
}
