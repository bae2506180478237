//! Decisions over a small pack: scopes, moves, fields, unions, terms.

use access::{Deed, Facts, Sees, Standing};
use define::house::{Appointment, Delegation, Unit};
use define::{Date, File, Pack, PackFiles, check};
use ledger::{Row, Value};

const DRILLS: &str = r#"
name = "演练"
kind = "event"
period = "none"
key = ["编号"]
owner = "安全科"
source = { document = "样例", status = "unofficial" }
fields = [
    { name = "编号", type = "text", required = true },
    { name = "学校", type = "text", belongs = "unit" },
    { name = "班级", type = "text", belongs = "class" },
    { name = "记录人", type = "text", belongs = "person" },
    { name = "结果", type = "text" },
    { name = "电话", type = "text", sensitive = true },
]
"#;

fn role(name: &str, scope: &str, grants: &str) -> String {
    format!(
        "name = \"{name}\"\nowner = \"样例\"\nsource = {{ document = \"样例\", status = \"unofficial\" }}\nscope = \"{scope}\"\n{grants}"
    )
}

fn grant(right: &str, more: &str) -> String {
    format!("[[grants]]\nright = \"{right}\"\nover = \"演练\"\n{more}\n")
}

fn pack() -> Pack {
    let house = |name: &str, fields: &[&str]| {
        let field = |name: &&str| match name.ends_with("日期") {
            true => format!("{{ name = \"{name}\", type = \"date\" }}"),
            false => format!("{{ name = \"{name}\", type = \"text\", required = true }}"),
        };
        let fields: Vec<String> = fields.iter().map(field).collect();
        format!(
            "name = \"{name}\"\nkind = \"state\"\nperiod = \"none\"\nkey = [\"{}\"]\nowner = \"样例\"\nsource = {{ document = \"样例\", status = \"unofficial\" }}\nfields = [{}]",
            if name == "单位树" { "名称" } else { "角色" },
            fields.join(", ")
        )
    };
    let both = grant("see", "") + &grant("record", "");
    let roles = [
        ("clerk", role("学校经办", "school", &both)),
        ("section", role("科室经办", "unit", &both)),
        ("commission", role("委领导", "below", &both)),
        ("teacher", role("班主任", "class", &both)),
        ("visitor", role("督学", "own", &both)),
        ("result", role("结果员", "district", &(grant("see", "") + &grant("record", "fields = [\"结果\"]")))),
        ("stopped", role("停用的", "district", &both).replace("scope", "disabled = true\nscope")),
    ];
    let mut files = vec![
        File::new("pack.toml", "id = \"p\"\nname = \"样例\""),
        File::new("registers/drill.toml", DRILLS),
        File::new("registers/unit.toml", house("单位树", &["名称", "上级单位", "代码"])),
        File::new(
            "registers/appointment.toml",
            house("任职", &["任职人", "人员编号", "角色", "单位", "班级", "起始日期", "截止日期"]),
        ),
        File::new(
            "registers/delegation.toml",
            house("委托", &["委托人", "受托人", "角色", "理由", "起始日期", "截止日期"]),
        ),
    ];
    files.extend(roles.into_iter().map(|(id, text)| File::new(format!("roles/{id}.toml"), text)));
    let checked = check(&[PackFiles::new("p", files)]);
    let errors: Vec<String> = checked
        .findings
        .iter()
        .filter(|one| one.grade == finding::Grade::Error)
        .map(ToString::to_string)
        .collect();
    checked.pack.unwrap_or_else(|| panic!("{errors:?}"))
}

fn day(month: u8, day: u8) -> Date {
    Date::new(2022, month, day).unwrap()
}

fn appointed(person: &str, role: &str, unit: &str) -> Appointment {
    Appointment {
        person: person.into(),
        role: role.into(),
        unit: unit.into(),
        from: Some(day(1, 1)),
        ..Appointment::default()
    }
}

fn facts() -> Facts {
    let unit = |name: &str, above: &str, code: &str| Unit {
        name: name.into(),
        above: above.into(),
        code: code.into(),
    };
    Facts {
        units: vec![
            unit("教委", "", ""),
            unit("安全科", "教委", ""),
            unit("学区", "教委", ""),
            unit("甲校", "学区", "101"),
            unit("乙校", "学区", "102"),
            unit("外校", "", "103"),
        ],
        appointments: vec![
            appointed("甲", "学校经办", "甲校"),
            appointed("乙", "学校经办", "乙校"),
            appointed("丙", "科室经办", "安全科"),
            appointed("丁", "委领导", "学区"),
            Appointment { class: "三1".into(), ..appointed("戊", "班主任", "甲校") },
            Appointment { number: "DX-1".into(), ..appointed("己", "督学", "教委") },
            appointed("庚", "结果员", "教委"),
            appointed("辛", "停用的", "教委"),
            Appointment { to: Some(day(5, 31)), ..appointed("壬", "学校经办", "甲校") },
            appointed("癸", "学校经办", "甲校"),
            appointed("癸", "结果员", "教委"),
        ],
        delegations: vec![Delegation {
            giver: "甲".into(),
            taker: "子".into(),
            role: "学校经办".into(),
            from: Some(day(6, 1)),
            to: Some(day(6, 3)),
            ..Delegation::default()
        }],
    }
}

/// A row: school, class, who recorded it, what came of it.
fn row(cells: [&str; 4]) -> Row {
    let text = |cell: &str| (!cell.is_empty()).then(|| Value::Text(cell.to_owned()));
    let [school, class, by, result] = cells.map(text);
    Row { values: vec![Some(Value::Text("1".into())), school, class, by, result, None] }
}

fn sees(pack: &Pack, person: &str, on: Date) -> Sees {
    Standing::of(pack, &facts(), person, on).sees(pack, pack.register("演练").unwrap())
}

fn may(pack: &Pack, person: &str, before: Option<&Row>, after: &Row) -> bool {
    let register = pack.register("演练").unwrap();
    Standing::of(pack, &facts(), person, day(6, 2))
        .may(pack, &Deed::Record { register, before, after })
        .is_ok()
}

#[test]
fn every_scope_reaches_its_rows_and_no_other() {
    let pack = pack();
    let rows = [
        row(["101", "三1", "某人", ""]),
        row(["甲校", "三2", "某人", ""]),
        row(["102", "三1", "DX-1", ""]),
        row(["103", "", "己", ""]),
        row(["", "", "", ""]),
    ];
    for (person, seen) in [
        ("甲", [true, true, false, false, false]),
        ("乙", [false, false, true, false, false]),
        ("丙", [true; 5]),
        ("丁", [true, true, true, false, false]),
        ("戊", [true, false, false, false, false]),
        ("己", [false, false, true, true, false]),
        ("庚", [true; 5]),
        ("辛", [false; 5]),
        ("壬", [false; 5]),
        ("子", [true, true, false, false, false]),
        ("丑", [false; 5]),
    ] {
        let sees = sees(&pack, person, day(6, 2));
        assert_eq!(rows.each_ref().map(|row| sees.admits(row)), seen, "{person}");
    }
}

#[test]
fn terms_hold_from_their_first_day_to_their_last() {
    let pack = pack();
    let mine = row(["101", "", "", ""]);
    for (person, on, seen) in [
        ("壬", day(5, 31), true),
        ("壬", day(6, 1), false),
        ("子", day(5, 31), false),
        ("子", day(6, 1), true),
        ("子", day(6, 3), true),
        ("子", day(6, 4), false),
        ("甲", Date::new(2021, 12, 31).unwrap(), false),
    ] {
        assert_eq!(sees(&pack, person, on).admits(&mine), seen, "{person} {on}");
    }
}

#[test]
fn a_row_that_moves_needs_both_sides_and_a_row_of_two_is_neithers() {
    let pack = pack();
    let (own, other) = (row(["101", "", "", ""]), row(["102", "", "", ""]));
    assert!(may(&pack, "甲", None, &own) && may(&pack, "甲", Some(&own), &row(["甲校", "", "", "好"])));
    assert!(!may(&pack, "甲", Some(&own), &other) && !may(&pack, "甲", Some(&other), &own));
    assert!(may(&pack, "丁", Some(&own), &other), "both lie below it");
    assert!(!may(&pack, "丁", Some(&own), &row(["103", "", "", ""])));
}

#[test]
fn a_right_over_one_field_is_over_no_other_and_rights_do_not_multiply() {
    let pack = pack();
    let before = row(["102", "三1", "某人", ""]);
    assert!(may(&pack, "庚", Some(&before), &row(["102", "三1", "某人", "好"])));
    assert!(!may(&pack, "庚", Some(&before), &row(["102", "三2", "某人", "好"])));
    assert!(!may(&pack, "庚", None, &before), "a new row is more than its result");
    // All of one's own school and one field of all: not all of all.
    assert!(may(&pack, "癸", Some(&before), &row(["102", "三1", "某人", "好"])));
    assert!(!may(&pack, "癸", Some(&before), &row(["101", "三1", "某人", ""])), "to take a row over");
    assert!(may(&pack, "癸", None, &row(["101", "", "", "好"])));
}
