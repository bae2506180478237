//! A state that the next one would overwrite is told; in the key, dated or once it is not.

use define::{File, PackFiles, check};

const SOURCE: &str = "source = { document = \"样例\", status = \"unofficial\" }";

fn field(name: &str, kind: &str) -> String {
    format!("[[fields]]\nname = \"{name}\"\ntype = \"{kind}\"\n")
}

fn register(id: &str, name: &str, key: &str, head: &str, fields: &str) -> File {
    let text = format!(
        "name = \"{name}\"\nkind = \"state\"\nperiod = \"none\"\nkey = [{key}]\nowner = \"样例\"\n{SOURCE}\n{head}\n[[fields]]\nname = \"编号\"\ntype = \"text\"\nrequired = true\n{fields}"
    );
    File::new(format!("registers/{id}.toml"), text)
}

fn people(key: &str, head: &str) -> File {
    let fields = [
        field("校园", "text"),
        field("上岗日期", "date") + "required = true\n",
        field("最近考核日期", "date"),
    ];
    register("people", "人员", key, head, &(fields.concat() + &field("考核结论", "text")))
}

fn tests(key: &str, conclusion: &str) -> File {
    let person =
        "[[fields]]\nname = \"人员\"\ntype = \"ref\"\nto = \"人员\"\nby = \"编号\"\nrequired = true\n";
    let fields =
        person.to_owned() + &field("日期", "date") + "required = true\n" + &field("结论", conclusion);
    let text = format!(
        "name = \"历次考核\"\nkind = \"event\"\nperiod = \"none\"\nkey = [{key}]\nowner = \"样例\"\n{SOURCE}\n{fields}"
    );
    File::new("registers/tests.toml", text)
}

const DATED: &str = "[[dated]]\nday = \"最近考核日期\"\nearlier = \"历次考核\"\nof = \"人员\"\nfields = { \"最近考核日期\" = \"日期\", \"考核结论\" = \"结论\" }";

fn told(files: Vec<File>) -> Vec<String> {
    let roster = format!(
        "name = \"在岗\"\nowner = \"样例\"\n{SOURCE}\nlinks = {{ register = \"人员\", person = \"编号\", object = \"校园\", from = \"上岗日期\" }}\nobjects = {{ register = \"人员\" }}"
    );
    let head = File::new("pack.toml", "id = \"p\"\nname = \"样例\"");
    let files = [vec![head, File::new("rosters/posts.toml", roster)], files].concat();
    let checked = check(&[PackFiles::new("p", files)]);
    let codes = ["define.overwritten", "define.once-idle", "define.dated"];
    let found = checked.findings.into_iter().filter(|one| codes.contains(&one.code));
    found.map(|one| format!("{} {}", one.code, one.sentence)).collect()
}

#[test]
fn the_first_day_of_a_term_and_the_last_test_must_not_be_overwritten() {
    let bare = told(vec![people("\"编号\"", "")]);
    assert_eq!(bare.len(), 2, "{bare:?}");
    assert!(bare[0].starts_with("define.overwritten “人员”的下一次“上岗日期”会盖掉上一次"), "{bare:?}");
    assert!(bare[1].starts_with("define.overwritten “人员”的下一次“最近考核日期”会盖掉上一次"), "{bare:?}");
    let keyed = told(vec![people("\"编号\", \"上岗日期\"", "once = { \"最近考核日期\" = \"只考一次\" }")]);
    assert_eq!(keyed, [] as [String; 0]);
    let once = "once = { \"上岗日期\" = \"再来另编号\" }";
    let kept = vec![people("\"编号\"", &format!("{once}\n{DATED}")), tests("\"人员\", \"日期\"", "text")];
    assert_eq!(told(kept), [] as [String; 0]);
}

#[test]
fn what_is_dated_must_go_on_where_it_says_and_an_idle_reason_is_told() {
    let once = "once = { \"上岗日期\" = \"再来另编号\", \"编号\" = \"没有\" }";
    let people = || people("\"编号\"", &format!("{once}\n{DATED}"));
    let idle = "define.once-idle “编号”不会被下一次盖掉，once 不必写";
    let one_row = told(vec![people(), tests("\"人员\"", "text")]);
    assert_eq!(one_row, ["define.dated “历次考核”的主键应当是“人员”和“日期”：一次一行", idle]);
    let other = told(vec![people(), tests("\"人员\", \"日期\"", "boolean")]);
    assert_eq!(other, ["define.dated “人员.考核结论”和“历次考核.结论”不是同一类", idle]);
}
