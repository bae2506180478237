//! Tables in a terminal, where a Chinese character is two columns wide.

use finding::one_line;

/// Lines of a table: a header, a rule, the rows; columns padded to the widest cell, columns of plain numbers to the
/// right. A cell stays on its line whatever it holds.
pub fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let columns = header.len();
    let plain = |row: &Vec<String>| row.iter().map(|cell| one_line(cell).into_owned()).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(plain).collect();
    let mut widths: Vec<usize> = header.iter().map(|h| width(h)).collect();
    for row in &rows {
        for (at, cell) in row.iter().take(columns).enumerate() {
            widths[at] = widths[at].max(width(cell));
        }
    }
    let mut out = String::new();
    let number = |cell: &String| cell.chars().all(|c| c.is_ascii_digit() || ".,-".contains(c));
    let right: Vec<bool> =
        (0..columns).map(|at| rows.iter().all(|row| row.get(at).is_none_or(number))).collect();
    let head: Vec<String> = header.iter().map(|h| h.to_string()).collect();
    line(&mut out, &head, &widths, &right);
    out.push_str(&"─".repeat(widths.iter().sum::<usize>() + 2 * columns.saturating_sub(1)));
    out.push('\n');
    for row in &rows {
        line(&mut out, row, &widths, &right);
    }
    out
}

fn line(out: &mut String, cells: &[String], widths: &[usize], right: &[bool]) {
    for (at, (cell, wide)) in cells.iter().zip(widths).enumerate() {
        let gap = " ".repeat(wide - width(cell).min(*wide));
        if at > 0 {
            out.push_str("  ");
        }
        if right[at] {
            out.push_str(&gap);
            out.push_str(cell);
        } else {
            out.push_str(cell);
            out.push_str(&gap);
        }
    }
    while out.ends_with(' ') {
        out.pop();
    }
    out.push('\n');
}

/// Columns that a terminal gives to a text.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if (c as u32) < 0x1100 || c == '─' { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_counts_double_and_numbers_stand_right() {
        let shown = table(
            &["指标", "值"],
            &[vec!["增长率".into(), "1.01%".into()], vec!["人".into(), "483名".into()]],
        );
        assert_eq!(shown, "指标    值\n─────────────\n增长率  1.01%\n人      483名\n");
    }

    #[test]
    fn a_cell_begins_no_line_and_acts_on_no_terminal() {
        let shown = table(&["名称"], &[vec!["甲\n全部核对无误\u{1b}[2J".into()]]);
        assert_eq!(shown.lines().count(), 3, "{shown}");
        assert!(shown.contains("甲␊全部核对无误␛[2J"), "{shown}");
    }
}
