//! Lays a made-up document out and writes it: `cargo run -p typeset --example pages OUT FONT…`.
#![allow(clippy::disallowed_methods, reason = "an example reads fonts and writes what it shows")]

use paper::{
    Align, Attachment, Cell, Column, Day, Document, Figure, Level, Note, Point, Rendition, Row, Run, Table,
};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().unwrap_or_else(|| "样例.pdf".to_owned());
    let files = arguments.filter_map(|path| Some((path.clone(), std::fs::read(&path).ok()?)));
    let (fonts, findings) = typeset::Fonts::of(files);
    findings.iter().for_each(|finding| eprintln!("{}", finding.sentence));
    let laid = typeset::pages(&document(), &fonts, &typeset::Sheet::OFFICIAL);
    let pdf = laid.and_then(|laid| {
        laid.findings.iter().for_each(|finding| eprintln!("{}", finding.sentence));
        if out.ends_with(".ofd") {
            Ok(typeset::ofd(&laid.pages, &fonts))
        } else {
            typeset::pdf(&laid.pages, &fonts)
        }
    });
    match pdf {
        Ok(bytes) => std::fs::write(&out, bytes).unwrap_or_else(|error| eprintln!("{out}: {error}")),
        Err(error) => eprintln!("{error}"),
    }
}

fn figure(id: u32, text: &str) -> Run {
    Run::Figure(Figure {
        id: format!("figure-{id}"),
        text: text.into(),
        source: format!("F{id}"),
        note: Some(id),
        mark: None,
    })
}

fn document() -> Document {
    let mut document = Document::default();
    document.meta.title = vec!["样例区人民政府关于2022年度履行教育职责情况的自评报告".into()];
    document.meta.subtitle = Some("（样例数据，非真实情况）".into());
    document.meta.addressee = Some("样例市人民政府教育督导室".into());
    document.meta.issuer = Some("样例区人民政府".into());
    document.meta.date = Day::new(2023, 3, 1);
    let body = &mut document.body;
    body.paragraph("opening", vec![Run::text("根据《样例市区县人民政府履行教育职责评价办法》（样例函〔2023〕1号）要求，我区对2022年度履行教育职责情况进行了全面自评，现将有关情况报告如下。")]);
    for part in 1..=3 {
        body.heading(format!("part-{part}"), Level::First, vec![Run::text("履行教育职责情况")]);
        for section in 1..=3 {
            body.heading(
                format!("s-{part}-{section}"),
                Level::Second,
                vec![Run::text("全力保障教育优先发展")],
            );
            body.points(
                format!("p-{part}-{section}"),
                vec![Run::text("坚持“教育优先、民生为本”，做到“三个优先”：")],
                vec![
                    Point::new(format!("a-{part}-{section}"), vec![
                        Run::text("经费保障。一般公共预算教育经费"), figure(1, "15.44亿元"),
                        Run::text("，比上年"), figure(2, "15.28亿元"), Run::text("增长"), figure(3, "1.01%"),
                        Run::text("；生均公用经费（含“两免一补”）按1,250.00元/人拨付……其中小学、初中、高中——三个学段均达标。"),
                    ]),
                    Point::new(format!("b-{part}-{section}"), vec![
                        Run::text("队伍建设。教职工编制总量保持在4,321名，“县管校聘”（教师交流轮岗）完成312人次，班主任津贴按月发放；"),
                        Run::text("参见 https://example.invalid/a/very/long/address/that/does/not/end?query=1234567890 一文。"),
                    ]),
                ],
            );
        }
    }
    let mut sources = paper::Body::default();
    for (number, words) in [(1, "15.44亿元"), (2, "15.28亿元"), (3, "1.01%")] {
        let mut note = Note::new(
            number,
            Some(format!("figure-{number}")),
            vec![Run::text(format!("{words}　一般公共预算教育经费"))],
        );
        note.line(
            "台账",
            vec![Run::text(
                "教育经费，3行：2022年度、2021年度的预算执行数，由财政局年度决算录入；按月核对。",
            )],
        );
        sources.note(note);
    }
    document.attachments.push(Attachment {
        id: "sources".into(),
        title: "数字来源".into(),
        body: sources,
        from: Rendition::Marked,
    });
    let mut answers = paper::Body::default();
    let rows = (1..=60).map(|at| {
        let link = Run::Link { text: "一、（一）第一点".into(), target: "a-1-1".into() };
        let words = "教育支出只增不减".repeat(at as usize % 4 + 1);
        Row {
            cells: vec![
                Cell { runs: vec![Run::text(at.to_string())], span: 1 },
                Cell { runs: vec![Run::text(words)], span: 1 },
                Cell { runs: vec![Run::text("达标")], span: 1 },
                Cell { runs: vec![link], span: 1 },
            ],
        }
    });
    answers.table(Table {
        id: "answers".into(),
        caption: Some("评价指标与正文对照表".into()),
        columns: [(2, Align::Center), (8, Align::Left), (3, Align::Center), (5, Align::Left)]
            .into_iter()
            .map(|(width, align)| Column { width, align })
            .collect(),
        head: vec![Row::of(["序号", "评价指标", "判定", "正文"])],
        rows: rows.collect(),
    });
    document.attachments.push(Attachment {
        id: "coverage".into(),
        title: "指标对照".into(),
        body: answers,
        from: Rendition::Clean,
    });
    let mut receipt = paper::Body::default();
    receipt.verbatim("signed", ["duheng/样例区", "94", "— 样例 <AQ==>"]);
    receipt.code("signed-code", "duheng/样例区\n94\n", "二维码");
    document.attachments.push(Attachment {
        id: "receipt".into(),
        title: "日志收据".into(),
        body: receipt,
        from: Rendition::Sources,
    });
    document
}
