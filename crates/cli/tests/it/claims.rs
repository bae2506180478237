//! `duheng claims`: a text alone, against the sample district, beside last year's.

use crate::{Scratch, at, duheng, json, replace, said};
use std::path::PathBuf;

fn text(scratch: &Scratch, name: &str, words: &str) -> PathBuf {
    let path = scratch.path(name);
    std::fs::write(&path, words).unwrap();
    path
}

/// Our own wording of what the sample district did.
const SOUND: &str = "样例自评\n2022年全区一般公共预算教育经费15.44亿元，比2021年15.28亿元增长1.01%。\
学前三年毛入园率为93.6%，普惠性幼儿园覆盖率为99.3%，公办园在园幼儿占比为57.34%。\n\
全年指导开展应急演练184次，发放安全宣传资料2万余份，配备专业安保人员483名。\n";

#[test]
fn a_text_that_contradicts_itself_ends_with_one_and_is_marked() {
    let scratch = Scratch::new("claims-alone");
    let path = text(&scratch, "年报.txt", "事业收入33844.74万元，比上年34583.04万元下降1.73%。");
    let output = duheng(&["claims", at(&path)]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let shown = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines[0], "不符 年报.txt:1:31：下降率");
    assert_eq!(lines[1], "    事业收入33844.74万元，比上年34583.04万元下降1.73%");
    assert_eq!(lines[2], "            ------------        ------------    ^^^^^");
    assert!(lines[3].contains("= 2.1348—2.1349%，与所写1.73%不符"), "{}", lines[3]);
    assert!(lines[4].starts_with("    → "), "{}", lines[4]);
}

#[test]
fn the_json_has_the_shape_that_is_promised() {
    let scratch = Scratch::new("claims-json");
    let shown = json(&["claims", at(&text(&scratch, "a.txt", SOUND)), "--json"]);
    let growth =
        shown["claims"].as_array().unwrap().iter().find(|one| one["relation"] == "growth_pct").unwrap();
    assert_eq!((&growth["verdict"], &growth["strength"]), (&"consistent".into(), &"compatible".into()));
    for key in ["span", "start", "end", "operands", "published", "implied", "note"] {
        assert!(growth.get(key).is_some(), "{key}");
    }
    assert!(growth["implied"][0].as_str().unwrap().starts_with("0.98"));
    let money = &shown["quantities"].as_array().unwrap().iter().find(|q| q["text"] == "15.44亿元").unwrap();
    assert_eq!(
        (&money["lo"], &money["hi"], &money["unit"]),
        (&"15.435".into(), &"15.445".into(), &"亿元".into())
    );
    let hedged = shown["quantities"].as_array().unwrap().iter().find(|q| q["text"] == "2万余份").unwrap();
    assert_eq!(hedged["hedge"], "余");
    // Places are characters of the text, from 0.
    let start = money["start"].as_u64().unwrap() as usize;
    assert_eq!(SOUND.chars().skip(start).take(7).collect::<String>(), "15.44亿元");
}

#[test]
fn true_numbers_are_proved_by_rows() {
    let district = Scratch::district("claims-proved");
    let shown =
        json(&["claims", at(&text(&district, "a.txt", SOUND)), "--against", at(&district.0), "--json"]);
    let figures: Vec<&str> =
        shown["against"]["figures"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    for figure in ["F18", "F24", "F25", "F26", "F35", "F36", "F37", "F75"] {
        assert!(figures.contains(&figure), "{figure} is not linked: {figures:?}");
    }
    let links = shown["against"]["links"].as_array().unwrap();
    assert!(links.iter().all(|link| link["standing"] == "proved"), "{links:#?}");
    let inclusive = links.iter().find(|link| link["figure"] == "F36").unwrap();
    assert_eq!(inclusive["threshold"]["holds"], "yes");
    assert!(inclusive["rows"].as_u64().unwrap() > 100);
    assert!(
        !shown["against"]["unanswered"].as_array().unwrap().is_empty(),
        "most of the scheme is not spoken of"
    );
}

#[test]
fn other_numbers_contradict_rows_and_thresholds_are_held_against_them() {
    let district = Scratch::district("claims-contradicted");
    let wrong = SOUND.replace("99.3%", "79.3%").replace("184次", "148次");
    let path = text(&district, "a.txt", &wrong);
    let output = duheng(&["claims", at(&path), "--against", at(&district.0)]);
    assert_eq!(output.status.code(), Some(1));
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(
        shown.contains("普惠性幼儿园覆盖率（F36）") && shown.contains("台账得出99.3%，与所写不符"),
        "{shown}"
    );
    assert!(shown.contains("台账得出184次，与所写不符"), "{shown}");
    assert!(shown.contains("未达界限") && shown.contains("要求≥80%"), "{shown}");
    assert!(shown.contains("与台账不符2，"), "nothing else is accused: {shown}");
}

#[test]
fn a_narrower_scope_another_year_and_a_plan_are_not_accused() {
    let district = Scratch::district("claims-scope");
    let words = "其中城区普惠性幼儿园覆盖率为82.1%。2020年普惠性幼儿园覆盖率为88.2%。\
力争到2025年普惠性幼儿园覆盖率达到99.9%。公办园在园幼儿占比比上年提高2.1个百分点。\
学前三年毛入园率为90.0%的目标已经实现。";
    let shown =
        json(&["claims", at(&text(&district, "a.txt", words)), "--against", at(&district.0), "--json"]);
    for link in shown["against"]["links"].as_array().unwrap() {
        assert_ne!(link["standing"], "contradicts", "{link:#}");
    }
}

#[test]
fn a_value_of_before_is_out_of_date() {
    let district = Scratch::district("claims-old");
    // Of 2021, told as this year's.
    let words = "2022年，一般公共预算教育经费15.28亿元。";
    let shown =
        json(&["claims", at(&text(&district, "a.txt", words)), "--against", at(&district.0), "--json"]);
    let links = shown["against"]["links"].as_array().unwrap();
    assert_eq!(
        (&links[0]["standing"], &links[0]["figure"]),
        (&"out-of-date".into(), &"F24".into()),
        "{links:#?}"
    );
    assert!(links[0]["note"].as_str().unwrap().contains("2021年的数，本年台账得出15.44亿元"));
    // Of this year, before a row was changed.
    let projects = district.path("files").join("建设项目.csv");
    replace(&projects, "城区,1747.00,12,30,", "城区,1747.00,13,30,");
    said(&["import", at(&district.0), at(&projects)]);
    let words = "新增公办幼儿园学位720个。";
    let shown =
        json(&["claims", at(&text(&district, "b.txt", words)), "--against", at(&district.0), "--json"]);
    let link = &shown["against"]["links"][0];
    assert_eq!((&link["standing"], &link["printed"]), (&"out-of-date".into(), &"750个".into()), "{link:#}");
    assert!(link["note"].as_str().unwrap().contains("日志前"), "{link:#}");
}

#[test]
fn last_years_text_shows_what_fell_vanished_and_repeats() {
    let scratch = Scratch::new("claims-before");
    let old = text(
        &scratch,
        "上年.txt",
        "2021年，全区配备专业安保人员490名。开展家访1200次。坚持五育并举，深化课程教学改革工作。",
    );
    let new =
        text(&scratch, "本年.txt", "2022年，全区配备专业安保人员483名。坚持五育并举，深化课程教学改革工作。");
    let shown = said(&["claims", at(&new), "--before", at(&old)]);
    assert!(shown.contains("490名 → 483名"), "{shown}");
    assert!(shown.contains("消失 开展家访1200次"), "{shown}");
    assert!(shown.contains("照抄 坚持五育并举，深化课程教学改革工作。"), "{shown}");
    let before = json(&["claims", at(&new), "--before", at(&old), "--json"]);
    assert_eq!(before["before"]["fell"].as_array().unwrap().len(), 1);
}

#[test]
fn the_page_stands_alone_without_script() {
    let scratch = Scratch::new("claims-page");
    let path = text(
        &scratch,
        "年报.txt",
        "收入33844.74万元，比上年34583.04万元下降1.73%。<script>alert(1)</script>",
    );
    let out = scratch.path("核对.html");
    let output = duheng(&["claims", at(&path), "--html", at(&out)]);
    assert_eq!(output.status.code(), Some(1));
    let page = std::fs::read_to_string(&out).unwrap();
    assert!(page.contains("<a class=\"marked not-met\" href=\"#claim-1\">1.73%</a>"));
    assert!(!page.contains("<script") && !page.contains("<link") && page.contains("@media print"));
}

#[test]
fn our_own_report_survives_its_own_check() {
    let district = Scratch::district("claims-own");
    let out = district.path("own");
    said(&["report", at(&district.0), "--out", at(&out), "--format", "docx,html,txt"]);
    for ending in ["docx", "html", "txt"] {
        let path = out.join(format!("自评报告.{ending}"));
        let shown = json(&["claims", at(&path), "--against", at(&district.0), "--json"]);
        let wrong = |claim: &&serde_json::Value| claim["verdict"] == "inconsistent";
        assert_eq!(shown["claims"].as_array().unwrap().iter().filter(wrong).count(), 0, "{ending}");
        let linked = shown["against"]["figures"].as_array().unwrap().len();
        assert!(linked >= 60, "{ending}: {linked} figures");
        let denied = |link: &&serde_json::Value| link["standing"] == "contradicts";
        let links = shown["against"]["links"].as_array().unwrap();
        assert!(!links.iter().any(|link| denied(&link)), "{ending}");
        assert!(shown["against"]["unanswered"].as_array().unwrap().is_empty(), "{ending}");
    }
}

#[test]
fn what_cannot_be_read_ends_with_two() {
    let scratch = Scratch::new("claims-refused");
    for (name, bytes) in [
        ("空.txt", &b"  \n"[..]),
        ("坏.docx", b"PK\x03\x04....."),
        ("旧.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("坏.pdf", b"%PDF-1.7\nnothing"),
    ] {
        let path = scratch.path(name);
        std::fs::write(&path, bytes).unwrap();
        let output = duheng(&["claims", at(&path)]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        let why = String::from_utf8(output.stderr).unwrap();
        assert!(why.contains(name) && why.contains("→") && !why.contains("panicked"), "{why}");
    }
    assert_eq!(duheng(&["claims", at(&scratch.path("没有.txt"))]).status.code(), Some(2));
}
