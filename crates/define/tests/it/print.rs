//! What a form prints: its usual columns without a word, what it says otherwise, and findings for what is not there.

use define::{File, PackFiles, Says, check};
use finding::Finding;

/// A pack with a loop over cases that have a number and a subject; `print` stands at the end of its definition.
fn pack(print: &str) -> PackFiles {
    let source = "source = { document = \"样例\", status = \"local\" }\nowner = \"样例\"\n";
    let head = "kind = \"state\"\nperiod = \"none\"\n";
    let case = "name = \"问题\"\nkey = [\"案号\"]\nfields = [\n{ name = \"案号\", type = \"text\", required = true },\n\
                { name = \"事由\", type = \"text\", label = true },\n{ name = \"学生\", type = \"text\", sensitive = true },\n\
                { name = \"人数\", type = \"integer\" },\n{ name = \"发现日期\", type = \"date\" },\n]\n";
    let one = "name = \"整改\"\nfirst = \"在办\"\nstages = [{ name = \"在办\" }, { name = \"办结\", closed = true }]\n\
               steps = [{ name = \"办\", from = [\"在办\"], to = \"办结\" }]\n\
               case = { register = \"问题\", opened = \"发现日期\" }\n";
    PackFiles::new(
        "p",
        vec![
            File::new("pack.toml", "id = \"p\"\nname = \"p\"\nyear = 2022\nstatus = \"unofficial\"\n"),
            File::new("registers/case.toml", format!("{head}{source}{case}")),
            File::new("loops/one.toml", format!("{source}{one}{print}")),
        ],
    )
}

/// Headers of what is printed, each with what stands below it; and what is found wrong with it.
fn told(print: &str) -> (Vec<(String, Says, bool)>, Vec<Finding>) {
    let checked = check(&[pack(print)]);
    let pack = checked.pack.unwrap();
    let columns = pack.printed(&pack.forms.loops[0]).into_iter().flat_map(|table| table.columns);
    let wrong = checked.findings.into_iter().filter(|one| one.code == "define.name-unknown");
    (columns.map(|one| (one.header, one.says, one.number)).collect(), wrong.collect())
}

#[test]
fn a_form_that_says_nothing_prints_what_is_usual() {
    let (columns, wrong) = told("");
    let headers: Vec<&str> = columns.iter().map(|(header, ..)| header.as_str()).collect();
    assert_eq!(headers, ["案号", "案件", "单位", "阶段", "立案日期", "期限", "超期天数（天）", "办结日期"]);
    assert!(wrong.is_empty());
    assert_eq!(columns[1].1, Says::Label { register: "问题".into(), by: "案号".into() });
}

#[test]
fn columns_are_those_that_are_written_and_sensitive_ones_are_masked() {
    let (columns, wrong) = told("[[print]]\ncolumns = [\"阶段\", \"案件.人数\", \"案件.学生\", \"步数\"]\n");
    assert!(wrong.is_empty(), "{wrong:?}");
    let of =
        |field: &str| Says::Field { register: "问题".into(), by: "案号".into(), field: field.into() };
    let expected = [
        ("阶段", Says::Itself, false),
        ("人数", of("人数"), true),
        ("学生", Says::Masked, false),
        ("步数", Says::Itself, true),
    ];
    assert_eq!(columns, expected.map(|(header, says, number)| (header.to_owned(), says, number)));
}

#[test]
fn what_is_not_there_is_told_with_its_place_and_what_is_near() {
    let (_, wrong) = told(
        "[[print]]\ncolumns = [\"阶断\", \"案件.人\", \"阶段.人数\"]\nacross = { by = \"期间\", cell = \"阶段\" }\n\
         [[print]]\ntable = \"应办\"\n",
    );
    let said: Vec<(&str, Option<&str>)> =
        wrong.iter().map(|one| (one.sentence.as_str(), one.hint.as_deref())).collect();
    assert_eq!(said.len(), 5, "{said:?}");
    assert!(wrong.iter().all(|one| one.place.to_string().starts_with("p/loops/one.toml:")));
    let near = |words: &str| said.iter().any(|(_, hint)| hint.is_some_and(|hint| hint.contains(words)));
    assert!(near("阶段") && near("案件.人数"), "{said:?}");
    for words in ["“期间”", "“阶段.人数”", "“应办”"] {
        assert!(said.iter().any(|(sentence, _)| sentence.contains(words)), "{words}: {said:?}");
    }
}
