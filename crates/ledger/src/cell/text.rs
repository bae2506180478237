//! Reading a text of a cell: what spreadsheets make of texts is told, and keys come in their one form.

use super::{CellFault, TEXT_LIMIT};
use crate::name::is_invisible;
use crate::{Value, written_key};
use define::{Field, FieldType};

/// What a spreadsheet shows in place of a result (ECMA-376 part 1 §18.17.3, and those of later programs).
const ERRORS: [&str; 14] = [
    "#N/A",
    "#REF!",
    "#DIV/0!",
    "#VALUE!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#FIELD!",
    "#BLOCKED!",
    "#UNKNOWN!",
    "#BUSY!",
];

pub(super) fn read(field: &Field, text: &str) -> Result<Value, CellFault> {
    let name = &field.name;
    if text.chars().count() > TEXT_LIMIT {
        return Err(CellFault::error("import.cell.too-long", format!("“{name}”超过{TEXT_LIMIT}字")));
    }
    if ERRORS.contains(&text) || text.len() > 2 && text.bytes().all(|byte| byte == b'#') {
        let sentence = format!("“{name}”这里是公式错误 {text}，不是文字");
        let fault = CellFault::error("import.cell.formula-error", sentence);
        return Err(fault.hint("请在原来的表格里改好公式，再导出一次".to_string()));
    }
    if is_scientific(text) {
        let sentence = format!("“{name}”这里是“{text}”：表格软件把一串数字当成了数，后面的几位已经丢了");
        let fault = CellFault::error("import.cell.scientific", sentence);
        return Err(fault.hint("请把这一列设为“文本”格式，再重新键入完整的编号".to_string()));
    }
    Ok(Value::Text(match (&field.kind, field.is_key) {
        (FieldType::Ref { .. }, _) | (_, true) => one_line(&written_key(text)),
        _ if field.label => one_line(&without_unseen(text)),
        _ => without_unseen(text).replace("\r\n", "\n"),
    }))
}

/// A number as spreadsheets show it when it is too long for them: `5.00152E+17`.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    whole.len() == 1
        && digits(whole)
        && digits(fraction)
        && exponent.strip_prefix('+').is_some_and(|rest| digits(rest) && rest.len() >= 2)
}

/// Without letters that are not seen and mean nothing; those that choose the form of a letter stay.
fn without_unseen(text: &str) -> String {
    let stays =
        |letter: char| matches!(letter, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    let seen = text.chars().filter(|letter| letter.is_control() || !is_invisible(*letter) || stays(*letter));
    seen.collect::<String>().trim().to_string()
}

/// A name on one line: a line end between Chinese letters is none of it, between words it is a space.
fn one_line(text: &str) -> String {
    if !text.contains(['\n', '\r']) {
        return text.to_string();
    }
    let mut out = String::new();
    for part in text.split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty()) {
        let words = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        if words(out.chars().last()) && words(part.chars().next()) {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}
