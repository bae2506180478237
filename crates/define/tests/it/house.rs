//! Registers of the house against packs that declare them otherwise or not at all.

use define::house::{self, Cells, FieldName};
use define::{Date, File, PackFiles, check};
use std::collections::BTreeMap;

/// A pack with one loop, whose case is a row of 问题; `steps` is what it declares as the register of steps.
fn pack(steps: Option<&str>) -> PackFiles {
    let source = "source = { document = \"样例\", status = \"local\" }\n";
    let head = "kind = \"state\"\nperiod = \"none\"\n";
    let case = "name = \"问题\"\nkey = [\"案号\"]\nfields = [\n{ name = \"案号\", type = \"text\", required = true },\n\
                { name = \"发现日期\", type = \"date\" },\n]\n";
    let extension = "name = \"延期\"\nkey = [\"形\"]\nfields = [\n{ name = \"形\", type = \"text\", required = true },\n\
                     { name = \"事项\", type = \"text\" },\n{ name = \"单位\", type = \"text\" },\n\
                     { name = \"新期限\", type = \"date\" },\n{ name = \"理由\", type = \"text\" },\n\
                     { name = \"批准人\", type = \"text\" },\n{ name = \"批准日期\", type = \"date\" },\n]\n";
    let one = "name = \"整改\"\nfirst = \"在办\"\nstages = [{ name = \"在办\" }, { name = \"办结\", closed = true }]\n\
               steps = [{ name = \"办\", from = [\"在办\"], to = \"办结\" }]\n\
               case = { register = \"问题\", opened = \"发现日期\" }\n";
    let mut files = vec![
        File::new("pack.toml", "id = \"p\"\nname = \"p\"\nyear = 2022\nstatus = \"unofficial\"\n"),
        File::new("registers/case.toml", format!("{head}{source}{case}")),
        File::new("registers/extension.toml", format!("{head}{source}{extension}")),
        File::new("loops/one.toml", format!("{source}{one}")),
    ];
    files.extend(steps.map(|steps| {
        let text = format!("name = \"办理步骤\"\nkey = [\"环\"]\n{head}{source}fields = [\n{steps}]\n");
        File::new("registers/step.toml", text)
    }));
    PackFiles::new("p", files)
}

/// The fields of 办理步骤, each with its type.
fn fields(change: impl Fn(&'static str, &'static str) -> Option<&'static str>) -> String {
    let all = house::Step::HOUSE.fields.iter().filter_map(|field| {
        let kind = change(field.name, field.kind.key())?;
        let required = if field.name == "环" { ", required = true" } else { "" };
        Some(format!("{{ name = \"{}\", type = \"{kind}\"{required} }},\n", field.name))
    });
    all.collect()
}

/// What is said about registers of the house: code, place, hint.
fn told(pack: PackFiles) -> Vec<(&'static str, String, String)> {
    let findings = check(&[pack]).findings.into_iter();
    let of_house = findings.filter(|finding| finding.code.starts_with("define.house"));
    of_house.map(|one| (one.code, one.place.to_string(), one.hint.unwrap_or_default())).collect()
}

#[test]
fn a_register_of_the_house_as_it_should_be_is_not_spoken_of() {
    assert_eq!(told(pack(Some(&fields(|_, kind| Some(kind))))), []);
}

#[test]
fn a_form_whose_register_is_not_there_is_told_with_the_fields_to_declare() {
    let told = told(pack(None));
    assert_eq!(told.len(), 1, "{told:?}");
    let (code, place, hint) = &told[0];
    assert_eq!((*code, place.as_str()), ("define.house-register", "p/loops/one.toml:2:9"));
    assert!(hint.contains("环、案号、步次、步骤、日期、经办人、角色"), "{hint}");
}

#[test]
fn a_field_that_is_missing_or_of_another_kind_is_told_at_its_register() {
    let without = fields(|name, kind| (name != "角色").then_some(kind));
    let told_of = told(pack(Some(&without)));
    assert_eq!(told_of.len(), 1, "{told_of:?}");
    assert_eq!((told_of[0].0, told_of[0].1.as_str()), ("define.house-field", "p/registers/step.toml:1:9"));
    assert!(told_of[0].2.contains("name = \"角色\""), "{}", told_of[0].2);

    let wrong = fields(|name, kind| Some(if name == "日期" { "text" } else { kind }));
    let told_of = told(pack(Some(&wrong)));
    assert_eq!(told_of.len(), 1, "{told_of:?}");
    assert_eq!((told_of[0].0, told_of[0].2.as_str()), ("define.house-kind", "写成 type = \"date\""));
}

/// Cells as text, by field.
struct Written(BTreeMap<String, String>);

impl Cells for Written {
    fn text(&self, field: &impl FieldName) -> String {
        self.0.get(field.name()).cloned().unwrap_or_default()
    }

    fn date(&self, field: &impl FieldName) -> Option<Date> {
        self.text(field).parse().ok()
    }
}

#[test]
fn what_is_written_is_what_is_read() {
    let extension = house::Extension {
        form: "rectification".into(),
        matter: "ZG-1".into(),
        unit: "样例小学".into(),
        until: Date::new(2022, 7, 1),
        reason: String::new(),
        by: "样例负责人".into(),
        approved: None,
    };
    let cells = extension.write();
    let names: Vec<&str> = cells.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["形", "事项", "单位", "新期限", "批准人"], "empty cells are left out");
    let row = Written(cells.into_iter().map(|(name, text)| (name.to_owned(), text)).collect());
    assert_eq!(house::Extension::read(&row), extension);
}

#[test]
fn a_case_repeats_what_the_step_says_and_nothing_else() {
    let step = house::Step { day: Date::new(2022, 3, 1), by: "甲".into(), ..house::Step::default() };
    assert_eq!(step.repeated("日期").as_deref(), Some("2022-03-01"));
    assert_eq!(step.repeated("说明").as_deref(), Some(""));
    assert_eq!(step.repeated("案号"), None);
}
