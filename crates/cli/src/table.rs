//! Tables in a terminal, where a Chinese character is two columns wide.

/// Lines of a table: a header, a rule, the rows; columns padded to the widest cell, numbers (cells that begin with a
/// digit or a minus) to the right.
pub fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let columns = header.len();
    let mut widths: Vec<usize> = header.iter().map(|h| width(h)).collect();
    for row in rows {
        for (at, cell) in row.iter().take(columns).enumerate() {
            widths[at] = widths[at].max(width(cell));
        }
    }
    let mut out = String::new();
    let head: Vec<String> = header.iter().map(|h| h.to_string()).collect();
    line(&mut out, &head, &widths);
    out.push_str(&"─".repeat(widths.iter().sum::<usize>() + 2 * columns.saturating_sub(1)));
    out.push('\n');
    for row in rows {
        line(&mut out, row, &widths);
    }
    out
}

fn line(out: &mut String, cells: &[String], widths: &[usize]) {
    for (at, (cell, wide)) in cells.iter().zip(widths).enumerate() {
        let gap = " ".repeat(wide - width(cell).min(*wide));
        let right = cell.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        if at > 0 {
            out.push_str("  ");
        }
        if right {
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
}
