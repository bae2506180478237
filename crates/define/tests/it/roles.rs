//! Roles: what does not fit is told at its place.

use define::{File, PackFiles, check};

const REGISTER: &str = r#"
name = "演练"
kind = "event"
period = "none"
key = ["编号"]
owner = "样例"
source = { document = "样例", status = "unofficial" }
fields = [{ name = "编号", type = "text", required = true }]
"#;

fn codes(role: &str) -> Vec<String> {
    let head =
        "name = \"样例角色\"\nowner = \"样例\"\nsource = { document = \"样例\", status = \"unofficial\" }\n";
    let files = vec![
        File::new("pack.toml", "id = \"p\"\nname = \"样例\""),
        File::new("registers/drill.toml", REGISTER),
        File::new("roles/clerk.toml", format!("{head}{role}")),
    ];
    let findings = check(&[PackFiles::new("p", files)]).findings;
    let house = ["define.house-register", "define.example-missing"];
    let told = findings.iter().filter(|one| !house.contains(&one.code));
    told.map(|one| format!("{}:{} {}", one.code, one.place.line.unwrap_or(0), one.sentence)).collect()
}

#[test]
fn a_role_that_does_not_fit_is_told() {
    let sound = "scope = \"unit\"\n[[grants]]\nright = \"record\"\nover = \"演练\"\n";
    assert_eq!(codes(sound), [] as [String; 0]);
    for (role, told) in [
        (sound.replace("演练\"", "演习\""), "define.name-unknown:7 没有名为“演习”的台账"),
        (sound.replace("unit", "school"), "define.role-scope:7 “演练”没有字段写明一行属于哪个学校"),
        (sound.replace("unit", "all"), "define.word:4 “scope”不能是“all”"),
        (format!("{sound}fields = [\"结果\"]"), "define.name-unknown:8 没有名为“结果”的“演练”字段"),
        (format!("{sound}steps = [\"销号\"]"), "define.key-unfit:5 “记录”不用写 steps"),
        (sound.replace("over = \"演练\"\n", ""), "define.key-missing:5 缺少“over”"),
        (format!("kind = \"audit\"\n{sound}"), "define.role-kind:7 “样例角色”不能有权“记录”"),
        (sound.replace("record", "rotate").replace("over = \"演练\"\n", ""), "define.role-kind:6"),
        ("scope = \"unit\"\n".to_owned(), "define.empty:1 “样例角色”没有一项 [[grants]]"),
    ] {
        let found = codes(&role);
        assert!(found.iter().any(|one| one.starts_with(told)), "{told}: {found:?}");
    }
}
