//! Letters at places to lines in the order in which they are read: a line from left to right, columns of prose one after
//! the other, cells of a row parted by tabs, raised figures as such.

use super::glyphs::Letter;
use crate::prose::flow::raised_as;

/// A line as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    /// Where it begins and ends.
    pub(super) x: i64,
    pub(super) end: i64,
    /// The height of its letters.
    pub(super) size: i64,
    /// 0: the page; 1, 2: its left and right column.
    pub(super) column: u8,
}

/// A piece of a line without a wide gap.
#[derive(Debug)]
struct Segment {
    x: i64,
    end: i64,
    y: i64,
    size: i64,
    text: String,
    letters: i64,
}

/// The lines of a page.
pub(super) fn lines(mut letters: Vec<Letter>) -> Vec<Line> {
    letters.sort_by_key(|letter| (letter.y, letter.x));
    let mut segments: Vec<Segment> = rows(letters).into_iter().flat_map(segments).collect();
    let Some(gutter) = gutter(&segments) else { return joined(&segments, 0) };
    // What goes across both columns, a heading or a table, stands between what is above and what is below.
    let mut lines = Vec::new();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for segment in segments.drain(..) {
        if segment.end <= gutter {
            left.push(segment);
        } else if segment.x >= gutter {
            right.push(segment);
        } else {
            lines.extend(joined(&std::mem::take(&mut left), 1));
            lines.extend(joined(&std::mem::take(&mut right), 2));
            lines.extend(joined(&[segment], 0));
        }
    }
    lines.extend(joined(&left, 1));
    lines.extend(joined(&right, 2));
    lines
}

/// Letters that share a baseline, or are raised or lowered from it by less than the half of its letters.
fn rows(letters: Vec<Letter>) -> Vec<Vec<Letter>> {
    let mut rows: Vec<Vec<Letter>> = Vec::new();
    let (mut base, mut size) = (0, 0);
    for letter in letters {
        if letter.letter.is_whitespace() && rows.is_empty() {
            continue;
        }
        let near = letter.y - base <= size.max(letter.size) / 2;
        match rows.last_mut() {
            Some(row) if near => row.push(letter),
            _ => {
                rows.push(vec![letter]);
                (base, size) = (letter.y, letter.size);
                continue;
            }
        }
        if letter.size > size {
            // What came first was raised; this is the line.
            (base, size) = (letter.y, letter.size);
        }
    }
    rows
}

/// The pieces of a row, from left to right.
fn segments(mut row: Vec<Letter>) -> Vec<Segment> {
    row.sort_by_key(|letter| letter.x);
    let mut sizes: Vec<i64> = row.iter().map(|letter| letter.size).collect();
    sizes.sort_unstable();
    let size = sizes[sizes.len() / 2].max(1);
    let full: Vec<i64> =
        row.iter().filter(|letter| letter.size * 10 >= size * 8).map(|letter| letter.y).collect();
    let base = full.iter().max().copied().unwrap_or_default();
    let mut again = None;
    row.retain(|letter| !again.replace(*letter).is_some_and(|before| is_again(&before, letter)));
    let spacing = spacing(&row, size);
    let mut out: Vec<Segment> = Vec::new();
    let mut raised = String::new();
    let mut before: Option<Letter> = None;
    for letter in row {
        let gap = before.map_or(i64::MAX, |before| letter.x - before.end);
        before = Some(letter);
        if letter.size * 10 < size * 8 && base - letter.y > size / 5 && !out.is_empty() && gap <= size * 2 {
            raised.push(letter.letter);
            out.iter_mut().last().into_iter().for_each(|segment| segment.end = segment.end.max(letter.end));
            continue;
        }
        settle(&mut out, &mut raised);
        match out.last_mut() {
            Some(segment) if gap <= (size * 2).max(spacing * 2) => {
                if gap - spacing > size / 4 && !letter.letter.is_whitespace() && !segment.text.ends_with(' ')
                {
                    segment.text.push(' ');
                }
                segment.text.push(letter.letter);
                segment.end = segment.end.max(letter.end);
                segment.letters += 1;
            }
            _ if letter.letter.is_whitespace() => before = None,
            _ => {
                let text = letter.letter.to_string();
                out.push(Segment { x: letter.x, end: letter.end, y: base, size, text, letters: 1 });
            }
        }
    }
    settle(&mut out, &mut raised);
    out
}

/// What was raised is none of the number before it, but a mark, a unit or words.
fn settle(out: &mut [Segment], raised: &mut String) {
    if let Some(segment) = out.last_mut().filter(|_| !raised.is_empty()) {
        let shown = raised_as(raised, &segment.text);
        segment.text.push_str(&shown);
        raised.clear();
    }
}

/// By how much the letters of a row are set apart, when they are so evenly; 0 otherwise.
fn spacing(row: &[Letter], size: i64) -> i64 {
    let pairs = row.windows(2).filter(|two| two.iter().all(|letter| !letter.letter.is_whitespace()));
    let mut gaps: Vec<i64> = pairs.map(|two| two[1].x - two[0].end).collect();
    gaps.sort_unstable();
    let middle = gaps.get(gaps.len() / 2).copied().unwrap_or(0);
    let even = gaps.iter().filter(|gap| (**gap - middle).abs() <= size / 8).count();
    // Cells of one letter each stand evenly too.
    let spaced = gaps.len() >= 4 && middle > size / 4 && middle <= size * 2;
    if spaced && even * 10 >= gaps.len() * 8 { middle } else { 0 }
}

/// Whether a letter is painted a second time over itself, as bold print is imitated.
fn is_again(before: &Letter, letter: &Letter) -> bool {
    let near = letter.size / 4;
    before.letter == letter.letter && (letter.x - before.x).abs() < near && (letter.y - before.y).abs() < near
}

/// Where a page of two columns of prose is parted: a place that few lines cross, with long lines on both sides.
fn gutter(segments: &[Segment]) -> Option<i64> {
    const STEP: usize = 100;
    let left = segments.iter().map(|segment| segment.x).min()?;
    let right = segments.iter().map(|segment| segment.end).max()?;
    let width = right - left;
    let crossed = |at: i64| segments.iter().filter(|segment| segment.x < at && at < segment.end).count();
    let places = (left + width * 3 / 10..left + width * 7 / 10).step_by(STEP);
    // Pages of very many pieces are tables; looking at each place again and again would cost more than it tells.
    let places = places.take(if segments.len() > 2_000 { 0 } else { 1_000 });
    let best = places.map(|at| (crossed(at), at)).min()?;
    let sides: [Vec<&Segment>; 2] = [
        segments.iter().filter(|segment| segment.end <= best.1).collect(),
        segments.iter().filter(|segment| segment.x >= best.1).collect(),
    ];
    let is_prose = |side: &[&Segment]| {
        let letters: i64 = side.iter().map(|segment| segment.letters).sum();
        side.len() >= 4 && letters >= 12 * i64::try_from(side.len()).unwrap_or(i64::MAX)
    };
    (best.0 * 5 <= segments.len() && sides.iter().all(|side| is_prose(side))).then_some(best.1)
}

/// Pieces to lines: those of one row are its cells.
fn joined(segments: &[Segment], column: u8) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut row: Option<i64> = None;
    for segment in segments {
        let text = segment.text.trim_end();
        match (row, lines.last_mut()) {
            (Some(y), Some(line)) if (segment.y - y).abs() <= segment.size / 2 && segment.x >= line.end => {
                line.text.push('\t');
                line.text.push_str(text);
                line.end = segment.end;
            }
            _ => {
                let (x, end, size) = (segment.x, segment.end, segment.size);
                lines.push(Line { text: text.to_owned(), x, end, size, column });
            }
        }
        row = Some(segment.y);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of letters of a size at a place, as a typesetter sets them.
    fn set(text: &str, x: i64, y: i64, size: i64) -> Vec<Letter> {
        let mut at = x;
        let place = |letter: char| {
            let width = if (letter as u32) < 0x2E80 { size / 2 } else { size };
            at += width;
            Letter { x: at - width, end: at, y, size, letter }
        };
        text.chars().map(place).collect()
    }

    fn texts(letters: Vec<Letter>) -> Vec<String> {
        lines(letters).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn letters_that_are_set_apart_are_words_all_the_same() {
        let mut letters = set("教育经费15.44亿元，增长1.01%", 0, 2_000, 1_000);
        for (nth, letter) in (0..).zip(&mut letters) {
            letter.x += nth * 600;
            letter.end += nth * 600;
        }
        assert_eq!(texts(letters), ["教育经费15.44亿元，增长1.01%"]);
    }

    #[test]
    fn a_line_is_read_from_left_to_right_whatever_was_painted_first() {
        let letters = [set("增长1.01%", 5_000, 2_000, 1_000), set("教育经费", 1_000, 2_000, 1_000)].concat();
        assert_eq!(texts(letters), ["教育经费增长1.01%"]);
    }

    #[test]
    fn a_raised_figure_is_none_of_the_number() {
        let letters =
            [set("15.44", 0, 2_000, 1_000), set("2", 2_500, 1_600, 600), set("亿元", 2_800, 2_000, 1_000)];
        assert_eq!(texts(letters.concat()), ["15.44亿元"]);
    }

    #[test]
    fn cells_of_a_row_are_parted_and_bold_print_is_read_once() {
        let letters = [
            set("合计", 0, 1_000, 1_000),
            set("979", 9_000, 1_000, 1_000),
            set("合计", 20, 1_010, 1_000),
            set("小学", 0, 3_000, 1_000),
        ];
        assert_eq!(texts(letters.concat()), ["合计\t979", "小学"]);
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut letters = set("全区教育事业发展情况公报", 10_000, 0, 1_600);
        for nth in 0..6 {
            let y = 3_000 + nth * 1_500;
            letters.extend(set(&format!("左栏第{nth}行共有十四个字连成一行"), 0, y, 1_000));
            letters.extend(set(&format!("右栏第{nth}行共有十四个字连成一行"), 20_000, y + 200, 1_000));
        }
        let lines = texts(letters);
        assert_eq!(lines[0], "全区教育事业发展情况公报");
        assert!(lines[1..7].iter().all(|line| line.starts_with("左栏")), "{lines:?}");
        assert!(lines[7..].iter().all(|line| line.starts_with("右栏")), "{lines:?}");
    }
}
