//! Small packs as files, and what is said about them.

#![allow(clippy::disallowed_methods, reason = "test data are files beside the test")]

mod draft;
mod ground;
mod house;
mod print;
mod roles;
mod states;
mod twins;

use define::{Checked, File, PackFiles, check};
use std::fs;
use std::path::Path;

/// The files of a pack under `tests/packs`.
fn pack(folder: &str) -> PackFiles {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs").join(folder);
    let mut files = Vec::new();
    gather(&root, "", &mut files);
    PackFiles::new(folder, files)
}

fn gather(folder: &Path, inner: &str, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = if inner.is_empty() { name } else { format!("{inner}/{name}") };
        match entry.file_type().unwrap().is_dir() {
            true => gather(&entry.path(), &path, files),
            false if path == "expected.txt" => {}
            false => files.push(File::new(path, fs::read_to_string(entry.path()).unwrap())),
        }
    }
}

fn told(checked: &Checked) -> String {
    checked.findings.iter().map(|finding| format!("{finding}\n")).collect()
}

fn expected(folder: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs").join(folder).join("expected.txt");
    fs::read_to_string(path).unwrap()
}

#[test]
fn a_sound_pack_has_no_findings_and_keeps_what_was_written() {
    let checked = check(&[pack("mini")]);
    assert_eq!(told(&checked), "");
    let pack = checked.pack.unwrap();
    let growth = pack.figure("F26").unwrap();
    assert_eq!(growth.id, "education-budget-growth");
    assert_eq!(growth.unit.as_ref().unwrap().to_string(), "%");
    assert_eq!(pack.indicators[0].id, "education-budget-growth", "numbered indicators come first");
    let floor = pack.parameter("教育经费增长下限").unwrap();
    assert_eq!(floor.value(None, 2018).unwrap().source.status, define::Status::Recalled);
    assert!(floor.value(None, 2017).is_none(), "before its first day there is no value");
    assert!(floor.value(Some("小学"), 2018).is_none(), "nor for a key it does not have");
    let draw = &pack.forms.draws[0];
    assert_eq!(draw.head.id, "audit");
    let share = draw.share("教育事业费").unwrap();
    assert_eq!((share.quota, share.floor), (define::DrawQuota::Share(1_250), 500));
    assert_eq!(draw.share("其他").unwrap().quota, define::DrawQuota::Count(1));
    assert!(pack.program.row(draw.weight.as_ref().unwrap()).is_some());
}

#[test]
fn everything_wrong_with_a_pack_is_told_at_once_with_its_place() {
    let checked = check(&[pack("wrong")]);
    assert_eq!(told(&checked), expected("wrong"));
}

#[test]
fn the_hash_does_not_depend_on_the_order_of_files_and_does_on_every_byte() {
    let one = pack("mini");
    let mut turned = one.clone();
    turned.files.reverse();
    let hash = define::hash(std::slice::from_ref(&one));
    assert_eq!(hash, define::hash(&[turned]));
    for at in 0..one.files.len() {
        let mut changed = one.clone();
        changed.files[at].text.push(' ');
        assert_ne!(hash, define::hash(&[changed]));
    }
}

#[test]
fn a_pack_laid_over_another_replaces_by_id() {
    let head = File::new("pack.toml", "id = \"over\"\nname = \"上层\"\nextends = \"mini\"\nyear = 2023");
    let path = "parameters/growth-floor.toml";
    let text = "name = \"教育经费增长下限\"\nunit = \"%\"\n[[values]]\nvalue = \"1%\"\nsource = { document = \"样例\", status = \"local\" }";
    let checked = check(&[pack("mini"), PackFiles::new("over", vec![head, File::new(path, text)])]);
    assert_eq!(told(&checked), "");
    let pack = checked.pack.unwrap();
    assert_eq!((pack.id.as_str(), pack.year), ("over", Some(2023)));
    assert_eq!(pack.parameters.len(), 1);
    assert_eq!(pack.parameters[0].pack, "over");
    assert_eq!(pack.aspects.len(), 1, "aspects are taken over");
}

#[test]
fn cutting_a_file_anywhere_never_breaks_the_reader() {
    let whole = pack("mini");
    for (at, file) in whole.files.iter().enumerate() {
        for end in (0..file.text.len()).step_by(7).filter(|end| file.text.is_char_boundary(*end)) {
            let mut cut = whole.clone();
            cut.files[at].text.truncate(end);
            check(&[cut]);
        }
    }
    let deep = format!("name = {}1{}", "[".repeat(5_000), "]".repeat(5_000));
    let checked = check(&[PackFiles::new("p", vec![File::new("indicators/deep.toml", deep)])]);
    assert!(checked.findings.iter().any(|finding| finding.code == "define.toml"));
}

#[test]
fn formulas_come_in_an_order_in_which_each_needs_only_earlier_ones() {
    let pack = check(&[pack("mini")]).pack.unwrap();
    let order: Vec<&str> = pack
        .program
        .steps
        .iter()
        .map(|step| match step {
            define::Step::Indicator(at) => {
                pack.indicators[pack.program.indicators[*at].indicator].id.as_str()
            }
            define::Step::Column(_) | define::Step::Table(_) => "",
        })
        .collect();
    let place = |id| order.iter().position(|one| *one == id).unwrap();
    assert!(place("education-budget") < place("education-budget-growth"));
    assert!(place("education-budget") < place("education-budget-before"));
    let growth = pack.program.indicators.iter().find(|one| one.threshold.is_some()).unwrap();
    assert_eq!(growth.threshold.as_ref().unwrap().sign, "≥");
}

#[test]
fn a_pack_in_words_and_as_a_graph() {
    let pack = check(&[pack("mini")]).pack.unwrap();
    let told = define::describe(&pack).replace(&pack.hash, "（杂凑）");
    let graph = define::Graph::of(&pack, Some("education-budget-growth"));
    assert_eq!(told + "\n" + &graph.dot() + "\n" + &graph.mermaid(), expected("mini"));
}

/// What is said of the sound pack with more files laid into it, one line a finding: place, sentence, code, hint.
fn told_of(more: &[(&str, &str)]) -> Vec<String> {
    let mut pack = pack("mini");
    pack.files.extend(more.iter().map(|(path, text)| File::new(*path, *text)));
    let line = |finding: &finding::Finding| {
        let hint = finding.hint.as_ref().map_or(String::new(), |hint| format!(" → {hint}"));
        format!("{} {} [{}]{hint}", finding.place, finding.sentence, finding.code)
    };
    check(&[pack]).findings.iter().map(line).collect()
}

#[test]
fn a_file_that_lies_where_nothing_is_read_is_told() {
    let text = "name = \"某\"";
    assert_eq!(
        told_of(&[
            ("one.toml", text),
            ("indicator/two.toml", text),
            ("examples/education-budget.toml", text),
            ("indicators/经费/增长/three.toml", text),
            ("indicators/经费/four.tml", text),
            ("INDEX.md", "# 目录"),
            ("indicators/README.md", "# 说明"),
        ]),
        [
            "mini/examples/education-budget.toml 不认识的位置，这个文件没有读 [define.file-unknown] → 示例放在定义旁边，名为 <标识>.example.toml",
            "mini/indicator/two.toml 不认识的位置，这个文件没有读 [define.file-unknown] → 是否想放在 indicators/ 下？",
            "mini/indicators/README.md 定义包里只放 .toml 文件，这个文件没有读 [define.file-unknown]",
            "mini/indicators/经费/four.tml 定义包里只放 .toml 文件，这个文件没有读 [define.file-unknown]",
            "mini/indicators/经费/增长/three.toml indicators/ 下只分一层文件夹，这个文件放得太深，没有读 [define.file-unknown] → 放在 indicators/<类目>/ 下",
            "mini/one.toml 不认识的位置，这个文件没有读 [define.file-unknown]",
        ]
    );
}

#[test]
fn an_id_is_used_once_in_all_folders_and_an_example_lies_beside_its_definition() {
    let files = pack("mini").files;
    let text = |path: &str| files.iter().find(|file| file.path == path).unwrap().text.as_str();
    let floor = text("parameters/growth-floor.toml").replace("教育经费增长下限", "另一个下限");
    let example = text("indicators/经费/education-budget.example.toml");
    let told = told_of(&[
        ("parameters/经费/growth-floor.toml", &floor),
        ("indicators/规划/education-budget.example.toml", example),
        ("registers/education-budget.example.toml", example),
    ]);
    let told: Vec<&str> = told.iter().map(String::as_str).filter(|line| !line.contains("unused")).collect();
    assert_eq!(
        told,
        [
            "mini/indicators/规划/education-budget.example.toml 标识“education-budget”已在 mini/indicators/经费/education-budget.example.toml 用过 [define.id-twice]",
            "mini/parameters/经费/growth-floor.toml 标识“growth-floor”已在 mini/parameters/growth-floor.toml 用过 [define.id-twice]",
            "mini/indicators/规划/education-budget.example.toml 示例没有放在定义旁边，定义在 mini/indicators/经费/education-budget.toml [define.example-apart]",
            "mini/registers/education-budget.example.toml registers/ 里的定义不写示例 [define.example-apart]",
        ]
    );
}

#[test]
fn the_hash_covers_the_folder_that_a_file_lies_in() {
    let one = pack("mini");
    let mut moved = one.clone();
    let file = moved.files.iter_mut().find(|file| file.path == "parameters/growth-floor.toml").unwrap();
    file.path = "parameters/经费/growth-floor.toml".to_owned();
    assert_ne!(define::hash(std::slice::from_ref(&one)), define::hash(&[moved]));
    let mut with_page = one.clone();
    with_page.files.push(File::new("INDEX.md", "# 目录"));
    assert_eq!(define::hash(&[one]), define::hash(&[with_page]), "a page for people defines nothing");
}

#[test]
fn a_finding_in_a_formula_of_several_lines_points_to_its_own_line() {
    let text = "name = \"某\"\nunit = \"元\"\nformula = '''\n  合计(教育经费.金额)\n  + 合计(教育经费.金额)\n  - 合计(教育经费.金颜)\n'''\n\
        print = { decimals = 2 }\nsource = { document = \"样例\", status = \"local\" }\n";
    for text in [text.to_owned(), text.replace('\n', "\r\n"), text.replace("'''", "\"\"\"")] {
        let mut pack = pack("mini");
        pack.files.push(File::new("indicators/several.toml", text.as_str()));
        let findings = check(&[pack]).findings;
        let wrong = findings.iter().find(|finding| finding.code == "formula.unknown-field").unwrap();
        assert_eq!(wrong.place.to_string(), "mini/indicators/several.toml:6:13", "{text:?}");
        assert_eq!(wrong.place.excerpt.as_deref(), Some("  - 合计(教育经费.金颜)"));
    }
}
