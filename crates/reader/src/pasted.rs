//! What a spreadsheet puts on the clipboard: cells with TAB between them, a row a line, cells with TAB, line ends or quotes in
//! quotes.

/// The rows of a pasted block, each with its cells. Blank lines at its end are no rows.
///
/// ```
/// let rows = reader::pasted("编号\t备注\nB-1\t\"第一行\n第二行，\"\"引\"\"\"\n");
/// assert_eq!(rows, [vec!["编号", "备注"], vec!["B-1", "第一行\n第二行，\"引\""]]);
/// ```
pub fn pasted(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let (mut rows, mut row, mut rest) = (Vec::new(), Vec::new(), text.as_str());
    loop {
        let (cell, length) = match quoted(rest) {
            Some(found) => found,
            None => {
                let length = rest.find(['\t', '\n']).unwrap_or(rest.len());
                (rest[..length].to_owned(), length)
            }
        };
        row.push(cell);
        rest = &rest[length..];
        match rest.bytes().next() {
            Some(b'\t') => rest = &rest[1..],
            Some(_) => {
                rows.push(std::mem::take(&mut row));
                rest = &rest[1..];
            }
            None => {
                rows.push(row);
                break;
            }
        }
    }
    let is_blank = |row: &Vec<String>| row.iter().all(|cell| cell.trim().is_empty());
    while rows.last().is_some_and(is_blank) {
        rows.pop();
    }
    rows
}

/// Rows as a spreadsheet puts them on the clipboard: what [`pasted`] reads back.
///
/// ```
/// let rows = [vec!["B-1".to_owned(), "5\" 管\n两段".to_owned()]];
/// assert_eq!(reader::pasted(&reader::copied(&rows)), rows);
/// ```
pub fn copied(rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| match cell.contains(['\t', '\n', '"']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.clone(),
    };
    let line = |cells: &Vec<String>| cells.iter().map(cell).collect::<Vec<_>>().join("\t");
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A cell in quotes at the beginning of a text, and how long it is there; none where the quote is a letter as any.
fn quoted(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix('"')?;
    let (mut cell, mut from) = (String::new(), 0);
    loop {
        let at = from + inside[from..].find('"')?;
        cell.push_str(&inside[from..at]);
        match inside[at + 1..].bytes().next() {
            Some(b'"') => {
                cell.push('"');
                from = at + 2;
            }
            None | Some(b'\t' | b'\n') => return Some((cell, at + 2)),
            Some(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::pasted;

    #[test]
    fn a_quote_inside_a_cell_is_a_letter_and_blank_lines_at_the_end_are_none() {
        assert_eq!(pasted("5\" 管\t\"引\"用\r\n\t\r\n\r\n"), [["5\" 管", "\"引\"用"]]);
        assert_eq!(pasted("a\n\nb"), [vec!["a"], vec![""], vec!["b"]]);
        assert!(pasted("").is_empty());
        assert_eq!(pasted("\"没有结束\tb"), [["\"没有结束", "b"]]);
    }
}
