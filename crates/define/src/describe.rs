//! A pack in words, for `duheng pack describe`.

use crate::{FieldType, Indicator, Pack, PackStatus, Register};
use std::fmt::Write;

/// The pack as plain text in Chinese: its standing, aspects with their indicators, registers, parameters.
///
/// ```
/// use define::{File, PackFiles, check, describe};
/// let head = File::new("pack.toml", "id = \"base\"\nname = \"基础包\"");
/// let pack = check(&[PackFiles::new("base", vec![head])]).pack.unwrap();
/// assert!(describe(&pack).starts_with("基础包（base）"));
/// ```
pub fn describe(pack: &Pack) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write_pack(pack, &mut text);
    text
}

fn write_pack(pack: &Pack, text: &mut String) -> std::fmt::Result {
    writeln!(text, "{}（{}）", pack.name, pack.id)?;
    if let Some(extends) = &pack.extends {
        writeln!(text, "  扩展：{extends}")?;
    }
    if let Some(year) = pack.year {
        writeln!(text, "  评价年度：{year}")?;
    }
    let standing = match pack.status {
        PackStatus::Official => "官方原文导入",
        PackStatus::Unofficial => "非官方，待导入原文",
    };
    writeln!(text, "  性质：{standing}")?;
    if let Some(source) = &pack.source {
        writeln!(text, "  依据：{}（{}）", source.document, source.status.label())?;
    }
    writeln!(text, "  杂凑（SM3）：{}", pack.hash)?;
    for aspect in &pack.aspects {
        writeln!(text, "\n{} {}", aspect.id, aspect.name)?;
        let inside =
            |indicator: &&Indicator| indicator.aspect.as_ref().is_some_and(|of| of.text == aspect.id);
        for indicator in pack.indicators.iter().filter(inside) {
            write_indicator(pack, indicator, text)?;
        }
    }
    let mut rest = pack.indicators.iter().filter(|indicator| indicator.aspect.is_none()).peekable();
    if rest.peek().is_some() {
        writeln!(text, "\n其他指标")?;
    }
    for indicator in rest {
        write_indicator(pack, indicator, text)?;
    }
    if !pack.registers.is_empty() {
        writeln!(text, "\n台账")?;
    }
    for register in &pack.registers {
        write_register(register, text)?;
    }
    if !pack.parameters.is_empty() {
        writeln!(text, "\n参数")?;
    }
    for parameter in &pack.parameters {
        writeln!(text, "  {}", parameter.name)?;
        for value in &parameter.values {
            let key = value.key.as_ref().map_or(String::new(), |key| format!("（{key}）"));
            let from = value.from.map_or("起始日未写明".to_string(), |day| format!("{day} 起"));
            let to = value.to.map_or(String::new(), |day| format!("至 {day}"));
            let (document, status) = (&value.source.document, value.source.status.label());
            writeln!(text, "    {}{key}  {from}{to}  {document}（{status}）", value.text.text)?;
        }
    }
    write_grades(pack, text)
}

fn write_indicator(pack: &Pack, indicator: &Indicator, text: &mut String) -> std::fmt::Result {
    let number = indicator.number.map_or(String::new(), |number| format!("{number}. "));
    let figure = indicator.figure.as_ref().map_or(String::new(), |figure| format!("  {figure}"));
    let weight = indicator.weight.map_or(String::new(), |weight| format!("  {weight}分"));
    writeln!(text, "  {number}{}（{}）{figure}{weight}", indicator.name, indicator.id)?;
    if let Some(formula) = &indicator.formula {
        let by: Vec<&str> = indicator.by.iter().map(|by| by.text.as_str()).collect();
        let by = if by.is_empty() { String::new() } else { format!("，按{}分组", by.join("、")) };
        writeln!(text, "     = {}{by}", formula.in_one_line())?;
    }
    if let Some(condition) = &indicator.met_when {
        writeln!(text, "     达标：{}", condition.in_one_line())?;
    }
    for part in &indicator.parts {
        let name = pack.indicator(&part.text).map_or(part.text.as_str(), |part| part.name.as_str());
        writeln!(text, "     - {name}")?;
    }
    writeln!(text, "     依据：{}（{}）", indicator.source.document, indicator.source.status.label())
}

fn write_register(register: &Register, text: &mut String) -> std::fmt::Result {
    let (name, id, period) = (&register.name, &register.id, register.period.label());
    writeln!(text, "  {name}（{id}） 按{period}，主键 {}", register.key.join("、"))?;
    for field in &register.fields {
        let kind = match &field.kind {
            FieldType::Text => "文字".to_string(),
            FieldType::Integer => "整数".to_string(),
            FieldType::Decimal => "小数".to_string(),
            FieldType::Money => "金额".to_string(),
            FieldType::Date => "日期".to_string(),
            FieldType::Boolean => "是否".to_string(),
            FieldType::Choice(choices) => choices.join("/"),
            FieldType::Code { kind, .. } => format!("代码（{}）", kind.key()),
            FieldType::Ref { register, by } => format!("→ {register}.{by}"),
        };
        let unit = field.unit.to_string();
        let unit = if unit.is_empty() { unit } else { format!("，{unit}") };
        let required = if field.required { "，必填" } else { "" };
        let sensitive = if field.sensitive { "，敏感" } else { "" };
        writeln!(text, "     {}  {kind}{unit}{required}{sensitive}", field.name)?;
    }
    for computed in &register.computed {
        writeln!(text, "     {} = {}", computed.name, computed.formula.in_one_line())?;
    }
    Ok(())
}

fn write_grades(pack: &Pack, text: &mut String) -> std::fmt::Result {
    let Some(grades) = &pack.grades else { return Ok(()) };
    writeln!(text, "\n等次  {}（{}）", grades.source.document, grades.source.status.label())?;
    for band in &grades.bands {
        writeln!(text, "  {}：{}分起", band.name, band.from)?;
    }
    for (word, rules) in [("一票否决", &grades.veto), ("降一个等次", &grades.drop), ("不得评优", &grades.bar)]
    {
        for rule in rules {
            let name = pack.indicator(&rule.indicator.text).map_or("", |indicator| indicator.name.as_str());
            writeln!(text, "  {word}：{name}未达标")?;
        }
    }
    Ok(())
}
