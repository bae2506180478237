//! A text with one more column.

use super::Column;
use crate::encoding::decode;
use crate::tables::Rows;
use encoding_rs::GB18030;

/// The text with the column behind its last, in the same encoding, or in UTF-8 with its mark for UTF-16.
pub(super) fn returned(name: &str, bytes: &[u8], column: Option<&Column>) -> Result<Vec<u8>, String> {
    let (text, _) = decode(name, bytes, None).map_err(|finding| finding.sentence)?;
    let Some(column) = column else { return Ok(bytes.to_vec()) };
    let (mut rows, head) = Rows::of(name, &text).map_err(|finding| finding.sentence)?;
    let mut out = head.to_owned();
    let separator = char::from(rows.separator);
    loop {
        let begin = rows.at;
        let Some(line) = rows.next() else { break };
        let line = line.map_err(|finding| finding.sentence)?;
        let record = &rows.text[begin..rows.at];
        let body = record.trim_end_matches(['\r', '\n']);
        let blank = line.cells.iter().all(|cell| cell.trim().is_empty());
        let words = column.words.get(&line.number).map_or("", String::as_str);
        let (at, count) = (column.at as usize - 1, line.cells.len());
        if blank && words.is_empty() {
            out.push_str(body);
        } else if count <= at {
            out.push_str(body);
            (count..=at).for_each(|_| out.push(separator));
            out.push_str(&quoted(words, separator));
        } else {
            let (before, behind) = line.cells.split_at(at);
            let behind = behind.iter().skip(usize::from(column.is_there));
            let cells = before.iter().map(String::as_str).chain([words]).chain(behind.map(String::as_str));
            out.push_str(&joined(cells, separator));
        }
        out.push_str(&record[body.len()..]);
    }
    Ok(encoded(bytes, &out))
}

fn joined<'c>(cells: impl Iterator<Item = &'c str>, separator: char) -> String {
    let cells: Vec<String> = cells.map(|cell| quoted(cell, separator)).collect();
    cells.join(&separator.to_string())
}

fn quoted(cell: &str, separator: char) -> String {
    match cell.contains([separator, '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

fn encoded(bytes: &[u8], text: &str) -> Vec<u8> {
    const MARK: &[u8] = &[0xEF, 0xBB, 0xBF];
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let is_wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    match (is_utf8, is_wide) {
        (true, _) if !bytes.starts_with(MARK) => text.as_bytes().to_vec(),
        (false, false) => GB18030.encode(text).0.into_owned(),
        _ => [MARK, text.as_bytes()].concat(),
    }
}
