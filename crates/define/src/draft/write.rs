//! The files of a drafted pack: last year's definitions with what the table says put in the place of what stood there.

use super::{Item, Wanted};
use crate::{File, Indicator, Pack};
use std::fmt::Write;

/// `pack.toml`.
pub(super) fn head(old: &Pack, aspects: &[String], wanted: &Wanted<'_>) -> File {
    let mut text = format!(
        "# 由《{document}》的指标表起草；没有核对以前不作依据。没有改动的定义都在 {old} 里。\n\
         id = {id}\nname = {name}\nextends = {extends}\nyear = {year}\nstatus = \"unofficial\"\n\
         source = {{ document = {quoted}, status = \"unofficial\", note = \"由指标表起草，还没有核对\" }}\n\
         partial_points = {partial}\n",
        document = wanted.document,
        old = old.id,
        id = quoted(wanted.id),
        name = quoted(wanted.name),
        extends = quoted(&old.id),
        year = wanted.year,
        quoted = quoted(wanted.document),
        partial = old.partial_points,
    );
    for (at, aspect) in aspects.iter().enumerate() {
        let _ = write!(text, "\n[[aspects]]\nid = \"A{}\"\nname = {}\n", at + 1, quoted(aspect));
    }
    File::new("pack.toml", text)
}

/// A scored indicator: as last year's with number, name, points, owner and criteria of the table, or to be filled in.
pub(super) fn indicator(
    files: &[File],
    before: Option<&Indicator>,
    (number, item): (u32, &Item),
    wanted: &Wanted<'_>,
) -> File {
    let id = before.map_or_else(|| format!("item-{number:02}"), |one| one.id.clone());
    let source = format!("{{ document = {}, status = \"unofficial\" }}", quoted(wanted.document));
    let mut said = vec![
        ("name", quoted(&item.name)),
        ("number", number.to_string()),
        ("aspect", quoted(&format!("A{}", item.aspect + 1))),
        ("source", source),
    ];
    said.extend(item.points.map(|points| ("weight", quoted(&points.to_string()))));
    said.extend((!item.owner.is_empty()).then(|| ("owner", quoted(&item.owner))));
    said.extend((!item.criteria.is_empty()).then(|| ("note", quoted(&item.criteria))));
    let text = match before.and_then(|one| text_of(files, &one.id)) {
        Some(text) => replaced(text, &said),
        None => {
            let lines: String = said.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
            let owner = if item.owner.is_empty() { "owner = \"待定\"\n" } else { "" };
            format!(
                "# 待定义：由哪些分项组成（parts），或者怎样算（formula）。\n{lines}{owner}period = \"calendar-year\"\nparts = []\n"
            )
        }
    };
    File::new(format!("indicators/A{}/{id}.toml", item.aspect + 1), text)
}

/// An indicator that the scheme no longer has: still computed, in no aspect, without points.
pub(super) fn without_number(files: &[File], gone: &Indicator) -> Option<File> {
    let text = text_of(files, &gone.id)?;
    let dropped = ["number", "aspect", "weight", "bonus", "deduct"];
    let kept = text.lines().filter(|line| !dropped.iter().any(|key| is_of(line, key)));
    let text: String = kept.map(|line| format!("{line}\n")).collect();
    Some(File::new(
        format!("indicators/不再评价/{}.toml", gone.id),
        format!("# 今年的方案没有这一条，仍照算，不计分。\n{text}"),
    ))
}

/// What is different from last year.
pub(super) fn changes(
    old: &Pack,
    aspects: &[String],
    before: &Indicator,
    (number, item): (u32, &Item),
) -> Vec<String> {
    let mut changes = Vec::new();
    let mut hold = |what: &str, was: String, is: String| {
        if was != is && !is.is_empty() {
            changes.push(format!("{what} {was}→{is}"));
        }
    };
    hold("序号", before.number.map_or(String::new(), |number| number.to_string()), number.to_string());
    hold("名称", before.name.clone(), item.name.clone());
    let aspect = before.aspect.as_ref().and_then(|id| old.aspects.iter().find(|one| one.id == id.text));
    hold("方面", aspect.map_or(String::new(), |one| one.name.clone()), aspects[item.aspect].clone());
    let weight = before.weight.map_or(String::new(), |weight| weight.to_string());
    hold("分值", weight, item.points.map_or_else(String::new, |points| points.to_string()));
    hold("责任单位", before.owner.clone(), item.owner.clone());
    changes
}

fn text_of<'f>(files: &'f [File], id: &str) -> Option<&'f str> {
    let name = format!("/{id}.toml");
    files
        .iter()
        .find(|file| file.path.starts_with("indicators/") && file.path.ends_with(&name))
        .map(|file| file.text.as_str())
}

/// A definition with other values under keys of one line; keys that it does not have are added before the rest.
fn replaced(text: &str, said: &[(&str, String)]) -> String {
    let mut missing: Vec<&(&str, String)> = said.iter().collect();
    let mut lines = String::new();
    for line in text.lines() {
        let key = said.iter().find(|(key, _)| is_of(line, key));
        match key {
            Some((key, value)) => {
                missing.retain(|(known, _)| known != key);
                let _ = writeln!(lines, "{key} = {value}");
            }
            None => {
                let _ = writeln!(lines, "{line}");
            }
        }
    }
    let added: String = missing.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
    added + &lines
}

/// Whether a line sets a key.
fn is_of(line: &str, key: &str) -> bool {
    line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            letter if letter.is_control() => quoted.push(' '),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
