//! Packs and the formulas in them.

use super::text;
use crate::run::{Shape, Target, gist, tried};
use define::{File, PackFiles};
use formula::{Field, Kind, Schema, Scope, Table, compile};
use quantity::Unit;

/// A pack: the line `#! path` begins a file.
#[test]
fn pack() {
    let words = &[
        "\n#! indicators/a.toml\n",
        "\n#! registers/a.toml\n",
        "\n#! rosters/a.toml\n",
        "\n#! draws/a.toml\n",
        "\n#! report/a.toml\n",
        "\n#! a.example.toml\n",
        "[[fields]]\n",
        "name = \"",
        "formula = \"",
        "type = \"",
        "[[",
        "]]",
        "= [",
        "'''",
        "\"\"\"",
        "{ a = 1 }",
        "nan",
        "1979-05-27",
        "1e400",
        "a.b.c = 1",
        "合计(",
        "\\u0000",
        "extends = \"p\"",
        "unit = \"亿元\"",
        "by = [\"",
        "{{",
        "}}",
    ];
    let reads = |input: &[u8]| {
        let text = text(input);
        let files = text.split("#! ").filter(|part| !part.is_empty());
        let files = files.map(|part| part.split_once('\n').unwrap_or((part, "")));
        let files: Vec<File> = files.map(|(path, text)| File::new(path.trim(), text.to_owned())).collect();
        let checked = define::check(&[PackFiles::new("p", files)]);
        let said = checked.findings.first().map(|finding| format!("{} {}", finding.code, finding.sentence));
        format!("{} {}", checked.pack.is_some(), gist(&said.unwrap_or_default()))
    };
    tried(&Target { name: "pack", shape: Shape::Text, words, reads, grows: true });
}

fn schema() -> Schema {
    let money = Kind::Number(Unit::parse("元").unwrap());
    let people = Kind::Number(Unit::parse("人").unwrap());
    let fields = vec![
        Field::new("金额", money.clone()),
        Field::new("年度", Kind::Number(Unit::parse("年").unwrap())),
        Field::new("人数", people),
    ];
    let table =
        |name: &str| Table {
            name: name.into(), counter: Unit::parse("笔").unwrap(), fields: fields.clone()
        };
    let parameter = formula::Parameter {
        name: "下限".into(),
        unit: Unit::parse("元").unwrap(),
        keys: vec!["小学".into()],
    };
    let indicator = formula::Indicator { name: "经费".into(), kind: money, by: vec![] };
    Schema {
        families: vec!["责任".into()],
        tables: vec![table("教育经费"), table("学校")],
        parameters: vec![parameter],
        indicators: vec![indicator],
    }
}

#[test]
fn formula() {
    let words = &[
        "合计(",
        "上年(",
        "计数(",
        "教育经费",
        ".金额",
        "参数.下限",
        "(小学)",
        "指标.经费",
        "若",
        "且",
        "或",
        "非",
        "≥",
        "<=",
        "≠",
        "'",
        "“",
        "”",
        "(",
        ")",
        "9999999999999999999999999999",
        "0.1",
        "%",
        "亿元",
        "-",
        "中位数(",
        "差异系数(",
        "年末",
        "日期(",
        ",",
        "，",
        "；",
    ];
    let reads = |input: &[u8]| {
        static SCHEMA: std::sync::LazyLock<Schema> = std::sync::LazyLock::new(schema);
        let text = text(input);
        let scopes = [Scope::Indicator { by: vec![] }, Scope::Row { register: "教育经费".into() }];
        let said = scopes.map(|scope| match compile(&text, &scope, &SCHEMA) {
            Ok(formula) => gist(&formula.describe()),
            Err(problems) => {
                assert!(!problems.is_empty());
                problems.iter().for_each(|problem| drop(problem.show(&text)));
                problems[0].code.to_owned()
            }
        });
        said.concat()
    };
    tried(&Target { name: "formula", shape: Shape::Text, words, reads, grows: true });
}
