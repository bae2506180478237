//! The packs that are shipped, and the sample district through them: clean, answered, and every figure as published.

use crate::shipped::{sample, shipped, told};
use assess::{Assessor, Facts, Records};
use define::Date;
use paper::Notes;
use std::sync::Arc;

#[test]
fn the_shipped_packs_have_no_findings_and_their_examples_come_out() {
    let checked = shipped();
    assert!(checked.findings.is_empty(), "{}", told(&checked.findings));
    let pack = Arc::new(checked.pack.unwrap());
    let wrong = assess::run_examples(&pack);
    assert!(wrong.is_empty(), "{}", told(&wrong));
    let wrong = report::check(&pack, &pack.outlines[0]);
    assert!(wrong.is_empty(), "{}", told(&wrong));
    for indicator in &pack.indicators {
        let shown = pack.examples.iter().any(|example| example.indicator == indicator.id);
        assert!(shown, "{} has no example", indicator.id);
    }
    let numbers: Vec<u32> = pack.indicators.iter().filter_map(|indicator| indicator.number).collect();
    assert_eq!(numbers, (1..=26).collect::<Vec<u32>>());
    let points: i128 = pack
        .indicators
        .iter()
        .filter_map(|one| one.weight)
        .map(|w| w.mantissa() * 10 / 10i128.pow(w.scale()))
        .sum();
    assert_eq!(points, 1000, "points add up to a hundred");
}

#[test]
fn no_row_of_the_sample_is_wrong_or_implausible() {
    let sample = sample();
    let pack = sample.pack.clone();
    let mut facts = Facts::new();
    for (name, rows) in &sample.rows {
        facts.add_rows(pack.register(name).unwrap(), rows.clone());
    }
    let assessor = Assessor::new(pack.clone(), facts);
    let mut against = Vec::new();
    for register in &pack.registers {
        for year in 2020..=2023 {
            for (check, answers) in assessor.checks(&register.name, year) {
                let wrong = answers.iter().filter(|answer| answer.truth() == quantity::Truth::No).count();
                if wrong > 0 {
                    let sentence = &register.checks[check].sentence;
                    against.push(format!("{} {year}: {wrong}/{} {sentence}", register.name, answers.len()));
                }
            }
        }
    }
    assert!(against.is_empty(), "{against:#?}");
}

#[test]
fn the_sample_district_prints_every_figure_as_published_and_its_report_is_whole() {
    let sample = sample();
    let pack = sample.pack.clone();
    let mut facts = Facts::new();
    for (name, rows) in &sample.rows {
        facts.add_rows(pack.register(name).unwrap(), rows.clone());
    }
    let records = Records::new(pack.clone(), sample.rows.clone());
    let commitments = report::promised(&pack, &records, Date::new(2022, 12, 31).unwrap());
    let carried: Vec<&str> =
        commitments.iter().filter(|one| one.carried).map(|one| one.commitment.content.as_str()).collect();
    assert_eq!((commitments.len(), carried), (11, vec!["两所镇幼儿园迁建工程开工"]));
    let mut assessor = Assessor::new(pack.clone(), facts);
    let assessment = assessor.assess(2022);
    let golden = include_str!("figures.txt").lines().filter(|line| !line.starts_with('#'));
    let golden: Vec<(&str, &str)> = golden.map(|line| line.split_once(' ').unwrap()).collect();
    assert_eq!(golden.len(), 86);
    for (figure, printed) in golden {
        let outcome = assessment.figure(figure).unwrap_or_else(|| panic!("{figure} has no indicator"));
        assert_eq!(outcome.printed.as_deref(), Some(printed), "{figure} {:?}", outcome.reasons);
    }
    let report = report::write(&report::Input {
        pack: &pack,
        outline: &pack.outlines[0],
        assessor: &assessor,
        assessment: &assessment,
        commitments: &commitments,
        district: "潼南区",
        addressee: None,
        issuer: None,
        date: None,
        remark: Some("样例数据"),
        made_up: false,
        attached: &[],
        wordings: &[],
        log: None,
    });
    let report = report.unwrap_or_else(|findings| panic!("{}", told(&findings)));
    assert!(report.findings.is_empty(), "{}", told(&report.findings));
    let text = paper::text(&report.document, Notes::Without);
    for words in [
        "全年一般公共预算教育经费15.44亿元，与2021年的15.28亿元相比增长1.01%",
        "学前三年毛入园率93.6%，普惠性幼儿园覆盖率99.3%，公办园在园幼儿占比57.34%",
        "初中体育运动场馆的校际差异系数为0.5983，超过上限0.45。",
        "上轮整改：两所镇幼儿园迁建工程开工（区教委，2022年11月28日到期没有完成）。",
    ] {
        assert!(text.contains(words), "{words}");
    }
    assert!(report.coverage.iter().all(|answered| !answered.answers.is_empty()));
    // What is said without a number stands on rows as well.
    let figures: Vec<&str> = report.document.body.figures().map(|figure| figure.text.as_str()).collect();
    for words in ["均已办结，转入持续检查", "各镇街逐月报告，全年没有发生少年儿童溺亡"]
    {
        assert!(figures.contains(&words), "{words}: {figures:?}");
    }
}
