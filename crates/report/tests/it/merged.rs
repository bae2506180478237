//! A report that comes back from a word processor: wording is kept for as long as its figures stand, figures are not.

use crate::district::{District, pack};
use paper::{Notes, Rendition, rendition};
use report::{Became, Merged, Returned, Wording, merge};

const GROWTH: &str = "2022年一般公共预算教育经费15.44亿元，比2021年15.28亿元增长1.01%。";

/// The paper of a district as text, one paragraph a line, as it is written for some reader.
fn paper_of(district: &District, of: Rendition) -> String {
    paper::text(&rendition(&district.report().document, of), Notes::With)
}

/// What comes back of a district's clean paper after a change.
fn back(district: &District, from: &str, to: &str) -> Merged {
    let text = paper_of(district, Rendition::Clean);
    assert!(text.contains(from), "{from} does not stand in {text}");
    merged(district, &text.replacen(from, to, 1), false)
}

/// The document as it follows from the outline alone is what a text is held against.
fn merged(district: &District, text: &str, contests: bool) -> Merged {
    let mut plain = District::new(pack());
    plain.clone_rows(district);
    let returned = Returned { source: "改后.docx", text };
    merge(&plain.report().document, &district.wordings, &returned, contests)
}

fn codes(merged: &Merged) -> Vec<&'static str> {
    merged.findings.iter().map(|one| one.code).collect()
}

fn by(merged: Merged) -> Vec<Wording> {
    let sign = |one: Wording| Wording { by: "样例甲".into(), day: "2023-03-02".into(), ..one };
    merged.wordings.into_iter().map(sign).collect()
}

#[test]
fn what_was_not_touched_is_no_change_in_any_rendition() {
    let district = District::new(pack());
    for of in Rendition::ALL {
        let merged = merged(&district, &paper_of(&district, of), false);
        assert_eq!(merged, Merged::default(), "{of:?}");
    }
}

#[test]
fn wording_is_kept_until_a_figure_of_it_moves() {
    let mut district = District::new(pack());
    let new = "我区2022年一般公共预算教育经费达到15.44亿元，在2021年15.28亿元的基础上增长1.01%，实属不易。";
    let came = back(&district, GROWTH, new);
    assert_eq!(codes(&came), [] as [&str; 0]);
    assert_eq!((came.changed.len(), came.changed[0].became), (1, Became::Worded));
    assert_eq!((came.wordings[0].was.as_str(), came.wordings[0].passage.as_str()), (GROWTH, "budget"));
    district.wordings = by(came);
    let report = district.report();
    assert!(report.findings.iter().all(|one| one.code != "report.wording-stale"));
    let clean = paper_of(&district, Rendition::Clean);
    assert!(clean.contains(new) && !clean.contains(GROWTH) && !clean.contains("〔改"), "{clean}");
    let marked = paper_of(&district, Rendition::Marked);
    assert!(marked.contains("增长1.01%〔3〕，实属不易。〔改1〕"), "figures keep their notes: {marked}");
    assert!(
        marked.contains("样例甲于2023-03-02改写") && marked.contains(GROWTH),
        "who, when, instead of what"
    );
    assert!(report.document.figures().any(|figure| figure.text == "1.01%"));
    // Printed again and sent back untouched, nothing is new.
    let again = merged(&district, &clean, false);
    assert_eq!(again.wordings.iter().map(|one| one.now.as_str()).collect::<Vec<_>>(), [new]);
    // A figure of it moves: what the rows say is printed, and the wording is told as stale.
    district.budget(2022, 150_000_000_000);
    let report = district.report();
    let text = paper::text(&report.document, Notes::Without);
    assert!(text.contains("比2021年15.28亿元下降1.86%。") && !text.contains("实属不易"), "{text}");
    let stale = report.findings.iter().find(|one| one.code == "report.wording-stale").expect("told");
    assert!(stale.sentence.contains("样例甲在2023-03-02") && stale.sentence.contains("实属不易"));
}

/// Two persons edit the same paper one after the other: what came from the first is not undone by the second.
#[test]
fn what_somebody_else_worded_meanwhile_stands() {
    let mut district = District::new(pack());
    let before = paper_of(&district, Rendition::Clean);
    district.wordings = by(back(&district, "落实“五主”联动机制。", "“五主”联动机制落到实处。"));
    let came = merged(&district, &before.replacen("切实保障财政投入。", "足额保障财政投入。", 1), false);
    assert_eq!(codes(&came), ["report.wording-stands"]);
    assert_eq!(came.wordings.iter().map(|one| one.now.as_str()).collect::<Vec<_>>(), ["足额保障财政投入。"]);
    district.wordings.extend(by(came));
    let clean = paper_of(&district, Rendition::Clean);
    assert!(clean.contains("落到实处。") && clean.contains("足额保障"), "{clean}");
    // Worded again, the newer words stand in the place of the sentence that the outline has.
    let again = merged(&district, &clean.replacen("落到实处。", "落实到位。", 1), false);
    let of_plan: Vec<&Wording> = again.wordings.iter().filter(|one| one.passage == "plan").collect();
    assert!(of_plan[0].was.ends_with("落实“五主”联动机制。") && of_plan[0].now.ends_with("落实到位。"));
}

#[test]
fn a_changed_figure_is_refused_with_its_place_or_contested() {
    let district = District::new(pack());
    let came = back(&district, "15.44亿元", "15.54亿元");
    assert_eq!(codes(&came), ["report.figure-changed"]);
    let told = &came.findings[0];
    assert!(told.sentence.contains("“15.44亿元”") && told.sentence.contains("“15.54亿元”"), "{told}");
    assert!(told.place.to_string().starts_with("改后.docx:"), "{}", told.place);
    assert!(came.wordings.is_empty() && came.contests.is_empty() && came.is_refused());
    // Asked as a contest, the rest of the sentence is kept with the figure as printed.
    let text =
        paper_of(&district, Rendition::Marked).replacen("教育经费15.44亿元", "教育经费已达15.54亿元", 1);
    let came = merged(&district, &text, true);
    assert_eq!(codes(&came), [] as [&str; 0]);
    assert_eq!(came.changed[0].became, Became::Contested);
    let contest = &came.contests[0];
    assert_eq!((contest.figure.as_str(), contest.printed.as_str()), ("F24", "15.44亿元"));
    assert_eq!(contest.says, "15.54亿元");
    assert!(came.wordings[0].now.contains("教育经费已达15.44亿元"), "{:?}", came.wordings);
    // Struck out, put in: neither is wording.
    let struck = back(&district, "增长1.01%。教育", "有增长。教育");
    assert_eq!(codes(&struck), ["report.figure-changed"]);
    let added = back(&district, "联动机制。", "联动机制，覆盖38所学校。");
    assert_eq!(codes(&added), ["report.number-added"]);
    assert!(added.findings[0].sentence.contains("38") && added.wordings.is_empty());
    // All of it or none: a changed figure keeps other wording out too.
    let both = paper_of(&district, Rendition::Clean).replacen("联动机制。", "联动机制不放松。", 1);
    let both = merged(&district, &both.replacen("1.01%", "1.10%", 1), false);
    assert!(both.wordings.is_empty() && both.changed.len() == 2, "{both:?}");
}

#[test]
fn paragraphs_are_found_again_wherever_they_stand() {
    let district = District::new(pack());
    let text = paper_of(&district, Rendition::Clean);
    let line = text.lines().find(|line| line.contains("最大班额小学")).unwrap();
    let moved =
        text.replacen(&format!("{line}\n"), "", 1).replacen("　　一、", &format!("{line}\n　　一、"), 1);
    let came = merged(&district, &moved, false);
    assert_eq!(came.changed.iter().map(|one| one.became).collect::<Vec<_>>(), [Became::Moved]);
    // Points on lines of their own are the same points.
    let parted = text.replace("。二是", "。\n二是");
    assert_eq!(merged(&district, &parted, false), Merged::default());
    let gone = text.replacen(&format!("{line}\n"), "", 1);
    assert_eq!(codes(&merged(&district, &gone, false)), ["report.paragraph-gone"]);
    let more = text.replacen(line, &format!("{line}\n　　群众满意度持续提升。"), 1);
    let came = merged(&district, &more, false);
    assert_eq!(codes(&came), ["report.paragraph-added"]);
    assert!(came.wordings.is_empty());
    // Before the first paragraph, and behind the last one: told as well.
    let before = text.replacen("　　一、", "　　现将情况报告如下。\n　　一、", 1);
    assert_eq!(codes(&merged(&district, &before, false)), ["report.paragraph-added"]);
    let last = text.lines().rfind(|line| line.contains("切实保障财政投入。")).unwrap();
    let behind = text.replacen(last, &format!("{last}\n　　以上报告，请予审议。"), 1);
    assert_eq!(codes(&merged(&district, &behind, false)), ["report.paragraph-added"]);
    assert_eq!(codes(&merged(&district, "另一份材料。\n与此无关。", false)), ["report.other-document"]);
}

/// A row that somebody typed into the register by hand brings no number into the report.
#[test]
fn a_wording_with_a_number_of_its_own_is_not_printed() {
    let mut district = District::new(pack());
    let was = "坚持教育规划优先，落实“五主”联动机制。".to_owned();
    let now = "坚持教育规划优先，新增学位900个。".to_owned();
    district.wordings =
        vec![Wording { passage: "plan".into(), was, now, by: "样例乙".into(), day: "2023-03-02".into() }];
    let report = district.report();
    assert!(!paper::text(&report.document, Notes::With).contains("900"));
    assert!(report.findings.iter().any(|one| one.code == "report.wording-number"));
}

/// Evidence behind a figure stands in the list once, with whoever attached it and what rests on it; evidence behind none does not.
#[test]
fn every_piece_of_evidence_behind_a_figure_is_listed() {
    let mut district = District::new(pack());
    assert!(!paper_of(&district, Rendition::Sources).contains("佐证材料清单"), "nothing is attached");
    let file = |register: &str, row, digest: &str| report::Attached {
        register: register.into(),
        row,
        name: format!("样例决算{digest}.pdf"),
        kind: "PDF".into(),
        digest: digest.repeat(32),
        day: "2022-12-20".into(),
        by: "样例丙".into(),
    };
    district.attached = vec![
        file("教育经费", 1, "be"),
        file("教育经费", 2, "be"),
        file("工作承诺", 1, "cd"),
        file("教育经费", 99, "ef"),
    ];
    let marked = paper_of(&district, Rendition::Marked);
    assert!(marked.contains("佐证材料清单") && marked.contains("附有下列材料1件"), "{marked}");
    let line = marked.lines().find(|line| line.contains(&"be".repeat(32))).expect("its digest");
    assert!(
        line.contains("“教育经费”第1号、“教育经费”第2号") && line.contains("2022-12-20　｜　样例丙"),
        "{line}"
    );
    assert!(line.contains("〔2〕〔3〕"), "the figures of last year and of the growth rest on it: {line}");
    assert!(!marked.contains(&"cd".repeat(32)) && !marked.contains(&"ef".repeat(32)));
    assert!(!paper_of(&district, Rendition::Clean).contains("样例丙"), "not in what is sent");
    let report = district.report().document.without(&report::INTERNAL);
    assert!(!paper::text(&report, Notes::With).contains("样例丙"), "nor for everybody");
}
