//! Small drawings in SVG: bars against a bound, and the way of an entry up to the root. Whole pixels from scaled
//! integers; a drawing shows a value that stands beside it in digits, and is never the only place where it stands.

use std::fmt::Write as _;

use crate::marks::Verdict;

/// A bar of a chart.
pub struct Bar {
    /// What it is.
    pub label: String,
    /// Its value as digits say it, beside the bar.
    pub printed: String,
    /// Its value as a decimal: `-0.5`, `1543890000.00`. A bar without one is drawn without length.
    pub value: String,
    /// Colour by verdict; not judged is neutral.
    pub verdict: Verdict,
}

const WIDTH: i128 = 760;
const LABEL: i128 = 190;
const PRINTED: i128 = 110;
const HEIGHT: i128 = 26;
/// Bars that are told in words to who sees none; all of them stand in the table beside.
const TOLD: usize = 40;

/// Horizontal bars from zero, with an optional bound drawn through them; negative values go left of zero.
pub fn bars(bars: &[Bar], bound: Option<(&str, &str)>) -> String {
    let values: Vec<Option<i128>> = bars.iter().map(|bar| scaled(&bar.value)).collect();
    let limit = bound.and_then(|(value, _)| scaled(value));
    let every = || values.iter().flatten().copied().chain(limit);
    let (low, high) = (every().min().unwrap_or(0).min(0), every().max().unwrap_or(0).max(0));
    let span = (high - low).max(1);
    let room = WIDTH - LABEL - PRINTED - 24;
    let at = |value: i128| LABEL + 12 + (value - low) * room / span;
    let height = HEIGHT * bars.len() as i128 + if limit.is_some() { 18 } else { 2 };
    let told: Vec<String> =
        bars.iter().take(TOLD).map(|bar| format!("{} {}", bar.label, bar.printed)).collect();
    let told = escaped(&told.join("；"));
    let mut svg =
        format!("<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{told}\">");
    let end = HEIGHT * bars.len() as i128;
    for (nth, (bar, value)) in bars.iter().zip(&values).enumerate() {
        let top = HEIGHT * nth as i128;
        put(
            &mut svg,
            format_args!(
                "<text x=\"{LABEL}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                top + 17,
                escaped(&shortened(&bar.label))
            ),
        );
        put(
            &mut svg,
            format_args!(
                "<rect class=\"track\" x=\"{}\" y=\"{}\" width=\"{room}\" height=\"12\"/>",
                LABEL + 12,
                top + 7
            ),
        );
        if let Some(value) = *value {
            let (from, to) = (at(value.min(0)), at(value.max(0)));
            put(
                &mut svg,
                format_args!(
                    "<rect class=\"value {}\" x=\"{from}\" y=\"{}\" width=\"{}\" height=\"12\"/>",
                    bar.verdict.class(),
                    top + 7,
                    (to - from).max(1)
                ),
            );
        }
        put(
            &mut svg,
            format_args!(
                "<text class=\"strong\" x=\"{WIDTH}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                top + 17,
                escaped(&bar.printed)
            ),
        );
    }
    if let (Some(limit), Some((_, printed))) = (limit, bound) {
        let x = at(limit);
        put(&mut svg, format_args!("<path class=\"bound\" d=\"M{x} 2V{}\"/>", end + 2));
        put(
            &mut svg,
            format_args!(
                "<text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                end + 14,
                escaped(printed)
            ),
        );
    }
    svg.push_str("</svg>");
    svg
}

/// The way of a leaf up to the root: a step for every hash joined in, above the line when it stands right of the path.
pub fn way_up(joined_right: &[bool], leaf: &str, root: &str) -> String {
    let steps = joined_right.len() as i128 + 1;
    let room = 700 / steps;
    let x = |nth: i128| 30 + nth * room;
    let told = escaped(&format!("{leaf} → {} → {root}", joined_right.len()));
    let mut svg =
        format!("<svg class=\"chart way\" viewBox=\"0 0 760 92\" role=\"img\" aria-label=\"{told}\">");
    put(&mut svg, format_args!("<path class=\"path\" d=\"M{} 46H{}\"/>", x(0), x(steps)));
    for (nth, right) in joined_right.iter().enumerate() {
        let (from, to) = (x(nth as i128), x(nth as i128 + 1));
        let y = if *right { 18 } else { 74 };
        put(&mut svg, format_args!("<path class=\"join\" d=\"M{from} {y}L{to} 46\"/>"));
        put(&mut svg, format_args!("<circle class=\"beside\" cx=\"{from}\" cy=\"{y}\" r=\"4\"/>"));
    }
    for nth in 1..steps {
        put(&mut svg, format_args!("<circle class=\"node\" cx=\"{}\" cy=\"46\" r=\"3\"/>", x(nth)));
    }
    put(
        &mut svg,
        format_args!("<rect class=\"end\" x=\"{}\" y=\"40\" width=\"12\" height=\"12\" rx=\"2\"/>", x(0) - 6),
    );
    put(&mut svg, format_args!("<circle class=\"end\" cx=\"{}\" cy=\"46\" r=\"7\"/>", x(steps)));
    let y = if joined_right.first() == Some(&false) { 34 } else { 66 };
    put(
        &mut svg,
        format_args!(
            "<text class=\"strong\" x=\"{}\" y=\"{y}\" text-anchor=\"middle\">{}</text>",
            x(0),
            escaped(leaf)
        ),
    );
    put(
        &mut svg,
        format_args!(
            "<text class=\"strong\" x=\"{}\" y=\"70\" text-anchor=\"middle\">{}</text>",
            x(steps),
            escaped(root)
        ),
    );
    svg.push_str("</svg>");
    svg
}

fn put(svg: &mut String, piece: std::fmt::Arguments<'_>) {
    svg.write_fmt(piece).expect("writing to a String does not fail");
}

/// A label cut to the room it has, a Chinese character counted as two Latin ones.
fn shortened(label: &str) -> String {
    let mut room = 32;
    let mut out = String::new();
    for letter in label.chars() {
        let width = if letter.is_ascii() { 1 } else { 2 };
        if room < width {
            out.push('…');
            break;
        }
        room -= width;
        out.push(letter);
    }
    out
}

/// Text inside a drawing, with what XML would read as its own replaced.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A plain decimal in millionths, cut; `None` for anything else, or beyond any figure of a district.
fn scaled(decimal: &str) -> Option<i128> {
    let (negative, digits) = match decimal.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, decimal),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let figures = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 24 || !figures(whole) || !figures(part) {
        return None;
    }
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    let value = whole.parse::<i128>().ok()? * 1_000_000 + part.parse::<i128>().ok()?;
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(label: &str, value: &str) -> Bar {
        Bar { label: label.into(), printed: value.into(), value: value.into(), verdict: Verdict::None }
    }

    #[test]
    fn decimals_are_scaled_and_nothing_else_is() {
        assert_eq!(scaled("0.5153"), Some(515_300));
        assert_eq!(scaled("-1.01"), Some(-1_010_000));
        assert_eq!(scaled("1543890000.005"), Some(1_543_890_000_005_000));
        for odd in ["", "-", "1e9", "一", "1.2.3", "9999999999999999999999999"] {
            assert_eq!(scaled(odd), None, "{odd}");
        }
    }

    #[test]
    fn the_longest_bar_fills_the_room_and_half_of_it_half() {
        let svg = bars(&[bar("2021", "5"), bar("2022", "10")], None);
        let room = WIDTH - LABEL - PRINTED - 24;
        assert!(svg.contains(&format!("y=\"7\" width=\"{}\"", room / 2)), "{svg}");
        assert!(svg.contains(&format!("y=\"33\" width=\"{room}\"")), "{svg}");
    }

    #[test]
    fn a_long_label_is_cut_to_its_room() {
        assert_eq!(shortened("一般公共预算教育经费"), "一般公共预算教育经费");
        assert_eq!(shortened(&"预算".repeat(20)), format!("{}…", "预算".repeat(8)));
    }

    #[test]
    fn a_label_cannot_leave_the_drawing() {
        let svg = bars(&[bar("<script>\"&", "1")], Some(("0.5", "</svg>")));
        assert!(svg.contains("&lt;script&gt;&quot;&amp;") && svg.matches("</svg>").count() == 1, "{svg}");
    }
}
