//! Finding a definition, and writing a new one, through the real program.

use crate::{Scratch, at, duheng, json, packs, said};
use std::path::{Path, PathBuf};

/// What is said of a pack, and whether it has no errors.
fn checked(folder: &Path) -> (String, bool) {
    let output = duheng(&["pack", "check", at(folder)]);
    (String::from_utf8(output.stderr).unwrap(), output.status.code() == Some(0))
}

/// What a verb says when it cannot do what it is asked, with its code.
fn refused(words: &[&str]) -> (Option<i32>, String) {
    let output = duheng(words);
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_definition_is_found_by_its_name_figure_norm_owner_or_field() {
    let told = said(&["pack", "find", "普惠性幼儿园覆盖率"]);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines[..2],
        [
            "指标 普惠性幼儿园覆盖率（inclusive-share）  F36  教督〔2020〕1号  学前教育科",
            "    chongqing-2023/indicators/A6-学前教育普及普惠/inclusive-share.toml"
        ]
    );
    let ids = |words: &[&str]| -> Vec<String> {
        let found = json(&[&["pack", "find", "--json"], words].concat());
        found.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&["f36"]), ["inclusive-share"]);
    assert_eq!(ids(&["--pack", "base", "普惠认定"]), ["kindergarten"], "a field of the register");
    assert_eq!(ids(&["普惠", "下限"]), ["inclusive-share-floor"], "all words at once");
    assert!(ids(&["教督〔2020〕1号", "学前教育科"]).contains(&"kindergarten".to_owned()));
    let first = &json(&["pack", "find", "--json", "普惠性幼儿园覆盖率"])[0];
    assert_eq!((first["form"].as_str(), first["figure"].as_str()), (Some("indicators"), Some("F36")));
    let (code, told) = refused(&["pack", "find", "没有这回事"]);
    assert_eq!((code, told.as_str()), (Some(1), "定义包“chongqing-2023”里没有“没有这回事”。\n"));
}

#[test]
fn a_file_of_a_folder_is_named_as_it_was_given() {
    let scratch = Scratch::new("find");
    let folder = packs(&scratch.0).join("chongqing-2023");
    let told = said(&["pack", "find", "--pack", at(&folder), "inclusive-share"]);
    let file = folder.join("indicators/A6-学前教育普及普惠/inclusive-share.toml");
    assert!(told.contains(at(&file)) && file.is_file(), "{told}");
}

#[test]
fn every_kind_of_new_definition_says_what_is_still_to_be_filled() {
    let scratch = Scratch::new("new");
    let folder = packs(&scratch.0).join("chongqing-2023");
    let mut all = Vec::new();
    for (kind, form, examples) in [
        ("indicator", "indicators", true),
        ("register", "registers", false),
        ("parameter", "parameters", false),
        ("roster", "rosters", true),
        ("duty", "duties", true),
        ("loop", "loops", true),
        ("draw", "draws", true),
        ("notice", "notices", true),
        ("signal", "signals", true),
        ("plan", "plans", true),
    ] {
        let (id, name) = (format!("new-{kind}"), format!("新写的\"{kind}\""));
        let words = ["pack", "new", kind, &id, "--name", &name, "--aspect", "A6", "--into", at(&folder)];
        let told = said(&words);
        let place = folder.join(form).join("A6-学前教育普及普惠");
        let file = place.join(format!("{id}.toml"));
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(&format!("name = \"新写的\\\"{kind}\\\"\"")), "{text}");
        assert!(text.starts_with("# ") && told.contains(at(&file)), "{told}");
        assert_eq!(place.join(format!("{id}.example.toml")).is_file(), examples, "{kind}");
        let (code, again) = refused(&words);
        assert!(code == Some(2) && again.contains("没有写任何文件"), "{again}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text, "{kind} is left as it was");
        all.push(format!("{form}/A6-学前教育普及普惠/{id}.toml"));
    }
    let (told, clean) = checked(&folder);
    assert!(!clean);
    for file in all {
        let of_file: Vec<&str> = told.lines().filter(|line| line.contains(&format!("{file}:"))).collect();
        assert!(of_file.iter().any(|line| line.contains("不能为空")), "{file} {of_file:?}");
    }
    for code in ["define.toml", "define.key-unknown", "define.key-missing", "define.word", "define.type"] {
        assert!(!told.contains(&format!("[{code}]")), "{told}");
    }
    for line in told.lines().filter(|line| line.starts_with("错误")) {
        assert!(line.contains("/new-"), "only what is new has faults: {line}");
    }
}

#[test]
fn an_indicator_filled_in_is_accepted_and_computes() {
    let scratch = Scratch::new("filled");
    let folder = packs(&scratch.0).join("chongqing-2023");
    let into = at(&folder);
    said(&[
        "pack",
        "new",
        "indicator",
        "rural-share",
        "--name",
        "乡村园占比",
        "--subject",
        "学前",
        "--into",
        into,
    ]);
    let place = folder.join("indicators/学前");
    fill(
        &place.join("rural-share.toml"),
        &[
            ("formula = ''", "formula = '占比(幼儿园, 城乡 = \"乡村\")'"),
            ("met_when = ''", "met_when = '结果 >= 参数.普惠性幼儿园覆盖率下限'"),
            ("owner = \"\"", "owner = \"学前教育科\""),
            ("document = \"\"", "document = \"样例\""),
            ("\"calendar-year\"", "\"school-year\""),
        ],
    );
    let rows = |rural: usize| {
        let row = |at: usize| {
            let area = if at < rural { "乡村" } else { "城区" };
            format!("  {{ \"学年\" = 2022, \"标识码\" = \"115090000{at}\", \"城乡\" = \"{area}\" }},\n")
        };
        format!("\"幼儿园\" = [\n{}]", (0..5).map(row).collect::<String>())
    };
    let example = place.join("rural-share.example.toml");
    fill(
        &example,
        &[
            ("\"台账名称\" = [\n  { \"字段\" = 1 },\n]", &rows(4)),
            ("\"台账名称\" = [\n  { \"字段\" = 0 },\n]", &rows(3)),
            ("value = \"\"    ", "value = \"80.0%\""),
            ("value = \"\"\n", "value = \"60.0%\"\n"),
        ],
    );
    let (told, clean) = checked(&folder);
    assert!(clean && told.is_empty(), "{told}");
    fill(&example, &[("value = \"60.0%\"", "value = \"61.0%\"")]);
    let (told, _) = checked(&folder);
    assert!(told.contains("indicators/学前/rural-share.example.toml:"), "the example is computed: {told}");
}

/// Puts words in the place of others, each of which must be there.
fn fill(file: &PathBuf, words: &[(&str, &str)]) {
    let mut text = std::fs::read_to_string(file).unwrap();
    for (from, to) in words {
        assert!(text.contains(from), "{from} in {text}");
        text = text.replacen(from, to, 1);
    }
    std::fs::write(file, text).unwrap();
}

#[test]
fn what_cannot_be_written_is_refused_with_the_reason() {
    let scratch = Scratch::new("not-new");
    let folder = packs(&scratch.0).join("chongqing-2023");
    let into = at(&folder);
    for (words, reason) in [
        (vec!["Inclusive", "--name", "甲", "--into", into], "不能作标识"),
        (vec!["one", "--name", " ", "--into", into], "中文名不能为空"),
        (vec!["one", "--name", "甲", "--into", at(&scratch.0)], "没有 pack.toml"),
        (vec!["one", "--name", "甲", "--aspect", "A11", "--into", into], "没有方面“A11”（A1 党的全面领导、"),
        (vec!["one", "--name", "甲", "--subject", "../上", "--into", into], "只分一层文件夹"),
        (vec!["inclusive-share", "--name", "甲", "--into", into], "inclusive-share.toml。没有写任何文件"),
        (vec!["rectification", "--name", "甲", "--into", into], "loops/A3-依法治教与问题整改/rectification"),
    ] {
        let (code, told) = refused(&[vec!["pack", "new", "indicator"], words].concat());
        assert!(code == Some(2) && told.contains(reason), "{reason}: {told}");
    }
    let (told, clean) = checked(&folder);
    assert!(clean && told.is_empty(), "nothing was written: {told}");
}

#[test]
fn a_file_of_another_ending_is_told() {
    let scratch = Scratch::new("ending");
    let folder = packs(&scratch.0).join("chongqing-2023");
    std::fs::write(folder.join("indicators/A6-学前教育普及普惠/inclusive.tom"), "name = 1").unwrap();
    let (told, clean) = checked(&folder);
    assert!(clean, "a warning only");
    assert!(
        told.contains(
            "警告 chongqing-2023/indicators/A6-学前教育普及普惠/inclusive.tom：定义包里只放 .toml 文件"
        ),
        "{told}"
    );
}
