//! A small district from rows to the report, and outlines that do not compile.

mod against;
mod agreement;
mod district;
mod looks;
mod merged;
mod moves;
mod packs;
mod shipped;
mod verified;

use district::{District, pack, pack_with};
use finding::{Finding, Grade, has_error};
use paper::{Block, Notes};

/// Codes with grade error, with places.
fn told(findings: &[Finding]) -> Vec<(&'static str, String)> {
    findings.iter().map(|finding| (finding.code, finding.place.to_string())).collect()
}

#[test]
fn the_report_of_a_small_district_is_as_written_down() {
    let district = District::new(pack());
    let report = district.report();
    assert_eq!(paper::text(&report.document, Notes::Without), include_str!("report.txt"));
    let whole = paper::text(&report.document, Notes::With);
    assert!(whole.contains(&district.pack().hash) && whole.contains(&"ab".repeat(32)), "what it stands on");
    assert!(whole.contains("（非官方") || whole.contains("，非官方）"), "an unofficial pack says so");
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    let bytes = || paper::docx(&District::new(pack()).report().document);
    assert_eq!(bytes(), bytes());
}

#[test]
fn a_changed_row_changes_its_sentences_and_no_other() {
    let before = District::new(pack()).report().document;
    let mut district = District::new(pack());
    district.budget(2022, 150_000_000_000);
    let after = district.report().document;
    let blocks = |document: &paper::Document| document.body.blocks.clone();
    let changed: Vec<String> = blocks(&before)
        .iter()
        .filter(|block| !blocks(&after).contains(block))
        .map(|block| block.id().to_string())
        .collect();
    // The heading of the problem section that was not there before moves the number of the next.
    assert_eq!(changed, ["funding-section-text", "problem-schooling"]);
    let text = paper::text(&after, Notes::Without);
    assert!(text.contains("比2021年15.28亿元下降1.86%。教育经费没有做到只增不减。"), "{text}");
    assert!(text.contains("（一）经费投入需加强\n　　教育经费比上年减少，增长率为-1.86%。"), "{text}");
}

#[test]
fn what_cannot_be_told_is_said_and_not_made_up() {
    let report = District::new(pack()).report();
    let text = paper::text(&report.document, Notes::Without);
    assert!(text.contains("普惠性幼儿园覆盖率为（暂不能得出：2022年没有台账“幼儿园”的数据）。"), "{text}");
    assert!(text.contains("“普惠性幼儿园覆盖率”尚不能判断"), "{text}");
    let warned = report.findings.iter().find(|finding| finding.code == "report.cannot-tell").unwrap();
    assert_eq!(warned.grade, Grade::Warning);
    assert_eq!(warned.place.to_string(), "sample/report/self-evaluation.toml:22:46");
    let mut district = District::new(pack());
    district.kindergarten("样例一园", 270, true);
    district.kindergarten("样例二园", 30, false);
    let text = paper::text(&district.report().document, Notes::Without);
    assert!(text.contains("普惠性幼儿园覆盖率为90.0%。"), "{text}");
}

#[test]
fn every_number_of_the_body_is_a_figure_a_quotation_or_the_year() {
    let report = District::new(pack()).report();
    for block in &report.document.body.blocks {
        for run in block.runs() {
            if let paper::Run::Text(words) = run {
                let rest = words.replace("2022", "").replace("2021", "");
                assert!(!rest.contains(|c: char| c.is_ascii_digit()), "{rest}");
            }
        }
    }
}

#[test]
fn every_indicator_is_answered_and_the_map_leads_to_real_paragraphs() {
    let report = District::new(pack()).report();
    let funding = &report.coverage[0];
    assert_eq!((funding.number, funding.indicator.as_str()), (1, "funding"));
    assert_eq!(funding.answers[0].label, "一、（一）第二点");
    let schooling = &report.coverage[1];
    assert_eq!(schooling.answers[0].label, "一、（二）");
    assert_eq!(schooling.problems[0].label, "二、（一）");
    let mut ids: Vec<&str> = Vec::new();
    for block in &report.document.body.blocks {
        ids.push(block.id());
        if let Block::Points(points) = block {
            ids.extend(points.points.iter().map(|point| point.id.as_str()));
        }
    }
    for paragraph in &report.paragraphs {
        assert!(ids.contains(&paragraph.spot.id.as_str()), "{}", paragraph.spot.id);
    }
    let budget = report.paragraphs.iter().find(|paragraph| paragraph.spot.id == "budget").unwrap();
    // The last one is what is said of it in words: 教育经费实现只增不减.
    assert_eq!(budget.figures, ["F24", "F25", "F26", "F26"]);
}

#[test]
fn an_outline_with_a_naked_number_is_not_written() {
    let broken = pack_with(|outline| outline.replace("落实“五主”联动机制", "召开会议13次"));
    let district = District::new(broken);
    let findings = district.try_report().unwrap_err();
    assert_eq!(
        told(&findings),
        [("report.naked-number", "sample/report/self-evaluation.toml:13:22".to_string())]
    );
    let shown = findings[0].to_string();
    assert!(shown.contains("^^^^") && shown.contains("{引:13次}"), "{shown}");
}

#[test]
fn an_unknown_placeholder_is_told_with_the_nearest_name() {
    let broken = pack_with(|outline| outline.replace("{F25}", "{budget-befor}"));
    let findings = report::check(&broken, &broken.outlines[0]);
    assert_eq!(findings[0].code, "report.figure-unknown");
    assert_eq!(findings[0].hint.as_deref(), Some("是否想写“{budget-before}”？"));
    let by_name = pack_with(|outline| outline.replace("{F24}", "{一般公共预算教育经费}"));
    assert_eq!(
        report::check(&by_name, &by_name.outlines[0])[0].hint.as_deref(),
        Some("是否想写“{budget}”？")
    );
}

#[test]
fn everything_wrong_with_an_outline_is_told_at_once() {
    type Break = fn(String) -> String;
    let cases: [(Break, &str); 7] = [
        (|o| o.replace("answers = [\"funding\"]", "answers = []"), "report.indicator-unanswered"),
        (|o| o.replace("draws = [\"funding\"]", "text = \"要加强。\""), "report.problem-undrawn"),
        (|o| o.replace("{F36}", "{schooling}"), "report.figure-without-value"),
        (|o| o.replace("{F24}", "{F24:小学}"), "report.group-unknown"),
        (|o| o.replace("|持平=持平", ""), "report.branch-missing"),
        (|o| o.replace("{F36}", "{界限}"), "report.result-outside"),
        (|o| o.replace("commitments = \"队伍\"", "commitments = \"对伍\""), "report.commitments"),
    ];
    let mut all: Box<dyn Fn(String) -> String> = Box::new(|outline| outline);
    for (change, code) in cases {
        let broken = pack_with(change);
        let findings = report::check(&broken, &broken.outlines[0]);
        assert!(findings.iter().any(|finding| finding.code == code), "{code}: {findings:?}");
        let before = all;
        all = Box::new(move |outline| change(before(outline)));
    }
    let broken = pack_with(all);
    let findings = report::check(&broken, &broken.outlines[0]);
    assert!(has_error(&findings));
    for (_, code) in cases {
        // Two of the changes touch the same words; the first of them wins.
        let told = findings.iter().any(|finding| finding.code == code);
        assert!(told || code == "report.result-outside", "{code}: {findings:?}");
    }
}

#[test]
fn a_rise_that_fell_is_told() {
    let wrong =
        pack_with(|outline| outline.replace("{F26|增长=增长{结果}|下降=下降{结果}|持平=持平}", "增长{F26}"));
    let mut district = District::new(wrong);
    assert!(!told(&district.report().findings).iter().any(|(code, _)| *code == "report.direction"));
    district.budget(2022, 150_000_000_000);
    let report = district.report();
    assert!(told(&report.findings).iter().any(|(code, _)| *code == "report.direction"));
}

#[test]
fn figures_lead_to_their_notes_and_notes_tell_rows_and_parameters() {
    let report = District::new(pack()).report();
    let sources = &report.document.attachments[0].body;
    let notes: Vec<&paper::Note> = sources
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Note(note) => Some(note),
            _ => None,
        })
        .collect();
    let of = |key: &str| {
        let id = format!("figure-{key}");
        let figure = report.document.body.figures().find(|figure| figure.id == id).unwrap();
        (figure, notes[figure.note.unwrap() as usize - 1])
    };
    let line = |note: &paper::Note, label: &str| -> String {
        let line = note.lines.iter().find(|line| line.label == label);
        line.map_or(String::new(), |line| line.runs.iter().map(paper::Run::words).collect())
    };
    let (growth, note) = of("F26");
    assert_eq!(growth.text, "1.01%");
    assert_eq!(note.back.as_deref(), Some(growth.id.as_str()));
    assert_eq!(line(note, "出自"), "台账“教育经费”（2021年）2行，台账“教育经费”（2022年）2行");
    assert_eq!(line(note, "另见"), "〔1〕");
    let (class, note) = of("F28.小学");
    assert_eq!((class.source.as_str(), class.mark.as_deref()), ("F28", Some("※")), "the cap is recalled");
    assert!(
        line(note, "参数").contains("班额上限（小学）45人，样例〔2019〕1号（凭记忆）"),
        "{}",
        line(note, "参数")
    );
    assert!(line(note, "判定").contains("未达标"), "{}", line(note, "判定"));
}
