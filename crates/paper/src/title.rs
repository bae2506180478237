//! Breaking a title into lines: a trapezoid or a rhombus, never a rectangle or an hourglass (GB/T 9704-2012, 7.3.1).

/// Full-width characters of 2号 that a line of 156 mm takes.
const LINE: usize = 20;

/// Halves of a full-width character that a text is wide.
pub(crate) fn half_widths(text: &str) -> usize {
    text.chars().map(|c| if (c as u32) < 0x2000 && c != '·' { 1 } else { 2 }).sum()
}

/// The title as lines that fit the page. Lines given are kept; a line too wide is broken near its middle, after a
/// word that a title may pause at, so that no line is wider than the page.
///
/// ```
/// let title = ["样例区人民政府关于2022年度履行教育职责情况的自评报告".to_string()];
/// assert_eq!(paper::title_lines(&title), ["样例区人民政府", "关于2022年度履行教育职责情况的自评报告"]);
/// ```
pub fn title_lines(title: &[String]) -> Vec<String> {
    title.iter().flat_map(|line| broken(line)).collect()
}

fn broken(line: &str) -> Vec<String> {
    if half_widths(line) <= LINE * 2 {
        return vec![line.to_string()];
    }
    let middle = half_widths(line) / 2;
    let letters: Vec<(usize, char)> = line.char_indices().collect();
    let best = letters
        .iter()
        .enumerate()
        .skip(1)
        .filter(|&(index, &(at, letter))| {
            // A digit stays with its year, a bracket with its words.
            let before = letters[index - 1].1;
            let within = before.is_ascii_alphanumeric() && letter.is_ascii_alphanumeric();
            let split = within || "，。、）》”〕年".contains(letter) || "（《“〔".contains(before);
            half_widths(&line[..at]) <= LINE * 2 && !split
        })
        .min_by_key(|&(_, &(at, _))| {
            let away = half_widths(&line[..at]).abs_diff(middle);
            let pause =
                line[at..].starts_with("关于") || line[..at].ends_with('的') || line[..at].ends_with('、');
            away + if pause { 0 } else { LINE }
        })
        .map(|(_, &(at, _))| at);
    match best {
        Some(at) => std::iter::once(line[..at].to_string()).chain(broken(&line[at..])).collect(),
        None => vec![line.to_string()],
    }
}
