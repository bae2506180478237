//! How paragraphs stand: indents in characters, lines on the grid, places of addressee, title, signature and edition
//! (GB/T 9704-2012, 5.2, 7.2 to 7.4).

use crate::draft::Draft;
use crate::fault::{Edit, Fault};
use crate::kind::Kind;
use crate::paragraph::Paragraph;

/// A line of 22 on a page, and what still gives 22.
const LINE: i32 = 579;
const LINES: std::ops::RangeInclusive<i32> = 558..=584;

pub(crate) fn faults(draft: &Draft) -> Vec<Fault> {
    // A grid that is not 22 lines is a fault of its own.
    let by_grid = draft
        .sections
        .iter()
        .all(|section| section.grid.as_ref().is_some_and(|(kind, ..)| kind != "default"));
    let of = |(at, one): (usize, &Paragraph)| {
        let mut faults = place(at, one);
        faults.extend(line(at, one, by_grid && !draft.sections.is_empty()));
        faults
    };
    let mut faults: Vec<Fault> = draft.paragraphs.iter().enumerate().flat_map(of).collect();
    faults.extend(outlines(draft));
    faults
}

fn set(one: &Paragraph, property: &'static str, set: Vec<(&'static str, Option<String>)>) -> Edit {
    Edit::Paragraph { paragraph: one.id, property, set }
}

/// What an indent of the first line is set to; everything else that would move it is taken away.
fn indent(one: &Paragraph, chars: i32) -> Edit {
    let length = chars * one.size() * 10 / 100;
    let attributes = vec![
        ("firstLineChars", Some(chars.to_string())),
        ("firstLine", Some(length.to_string())),
        ("hanging", None),
        ("hangingChars", None),
        ("left", Some("0".to_owned())),
        ("leftChars", Some("0".to_owned())),
        ("start", None),
        ("startChars", None),
    ];
    set(one, "ind", attributes)
}

/// Spaces with which a text begins.
fn spaces(one: &Paragraph) -> usize {
    one.text.iter().take_while(|letter| matches!(letter, ' ' | '\u{3000}' | '\t' | '\u{a0}')).count()
}

fn place(at: usize, one: &Paragraph) -> Vec<Fault> {
    let wide = one.size() * 10;
    let start = one.stand.start(wide);
    let align = one.stand.align.as_deref().unwrap_or("both");
    let mut faults = Vec::new();
    let drop_spaces = |at: usize| Edit::Letters { at, from: 0, to: spaces(one), with: String::new() };
    match one.kind {
        Kind::Text | Kind::Heading(_) | Kind::Remark => {
            let remedy = "首行左空二字，用“首行缩进2字符”";
            if spaces(one) > 0 && !one.stand.numbered.unwrap_or(false) {
                let fault = Fault::of("paper.indent-spaces", at, "段首用空格代替缩进", remedy);
                faults.push(fault.mend(drop_spaces(at)).mend(indent(one, 200)));
            } else if (start - 2 * wide).abs() > wide / 6 {
                let sentence = format!("段首空了{}字", characters(start, wide));
                faults.push(Fault::of("paper.indent", at, sentence, remedy).mend(indent(one, 200)));
            }
            if matches!(align, "center" | "right" | "end") {
                let fault = Fault::of("paper.align", at, "正文没有两端对齐", "正文两端对齐");
                faults.push(fault.mend(set(one, "jc", vec![("val", Some("both".to_owned()))])));
            }
        }
        Kind::Addressee if start.abs() > 40 || spaces(one) > 0 => {
            let fault = Fault::of(
                "paper.addressee-indent",
                at,
                "主送机关没有居左顶格",
                "主送机关居左顶格，回行仍顶格",
            );
            let fault = if spaces(one) > 0 { fault.mend(drop_spaces(at)) } else { fault };
            faults.push(fault.mend(indent(one, 0)));
        }
        Kind::Title if align != "center" || start.abs() > 40 => {
            let fault = Fault::of("paper.title-place", at, "标题没有居中", "标题居中排布，不留首行缩进");
            faults.push(
                fault.mend(set(one, "jc", vec![("val", Some("center".to_owned()))])).mend(indent(one, 0)),
            );
        }
        Kind::Attachments if start + spaces(one) as i32 * wide < 2 * wide - wide / 6 => {
            let fault =
                Fault::of("paper.attachments-indent", at, "附件说明没有左空二字", "附件说明左空二字编排");
            faults.push(fault.mend(indent(one, 200)));
        }
        Kind::Date
            if !matches!(align, "right" | "end" | "center")
                && start + spaces(one) as i32 * wide < 10 * wide =>
        {
            let attributes =
                vec![("rightChars", Some("400".to_owned())), ("right", Some((4 * wide).to_string()))];
            let fault = Fault::of("paper.date-place", at, "成文日期没有居右", "成文日期右空四字编排");
            let fault = fault.mend(indent(one, 0)).mend(set(one, "ind", attributes));
            faults.push(fault.mend(set(one, "jc", vec![("val", Some("right".to_owned()))])));
        }
        Kind::Date if matches!(align, "right" | "end") && one.stand.end(wide) < wide => {
            let attributes =
                vec![("rightChars", Some("400".to_owned())), ("right", Some((4 * wide).to_string()))];
            let fault = Fault::of("paper.date-place", at, "成文日期右边没有空字", "成文日期右空四字编排");
            faults.push(fault.mend(set(one, "ind", attributes)));
        }
        _ => {}
    }
    faults
}

/// Lengths as characters, to a tenth.
fn characters(length: i32, wide: i32) -> String {
    let tenths = length * 10 / wide.max(1);
    format!("{}.{}", tenths / 10, (tenths % 10).abs())
}

/// Lines of text stand 22 on a page; a line is never lower than its letters; lines of a table are not those of the text.
fn line(at: usize, one: &Paragraph, by_grid: bool) -> Option<Fault> {
    let (size, line) = (one.size() * 10, one.stand.line.unwrap_or(240));
    let is_exact = one.stand.exact.as_deref() == Some("exact");
    if one.text.is_empty() || (is_exact && line >= size && one.kind == Kind::Above) {
        return None;
    }
    if is_exact && line < size {
        let sentence = format!("行距固定为{}磅，比字还矮，字会被切掉", line / 20);
        let fault = Fault::of("paper.line-clipped", at, sentence, "行距不小于字号");
        let value = if matches!(one.kind, Kind::Table) { size * 3 / 2 } else { LINE.max(size * 3 / 2) };
        return Some(fault.mend(set(one, "spacing", vec![("line", Some(value.to_string()))])));
    }
    if one.in_table && is_exact && line * 10 >= size * 19 {
        let sentence = format!("表格里的行距固定为{}磅，会把表行撑开", line / 20);
        let fault = Fault::of("paper.line-table", at, sentence, "表格里用单倍行距");
        let attributes = vec![("line", Some("240".to_owned())), ("lineRule", Some("auto".to_owned()))];
        return Some(fault.mend(set(one, "spacing", attributes)));
    }
    if !matches!(one.kind, Kind::Text | Kind::Heading(_) | Kind::Addressee) {
        return None;
    }
    let is_single = matches!(one.stand.exact.as_deref(), None | Some("auto")) && (228..=252).contains(&line);
    let is_right = match is_exact {
        true => LINES.contains(&line),
        false => by_grid && is_single && one.stand.on_grid != Some(false),
    };
    if is_right {
        return None;
    }
    let sentence = match one.stand.exact.as_deref() {
        Some("exact") => format!("行距固定为{}磅", line / 20),
        Some("atLeast") => format!("行距是最小值{}磅", line / 20),
        _ => format!("行距是{}.{}倍，不在网格上", line / 240, line % 240 * 10 / 240),
    };
    let attributes = vec![("line", Some(LINE.to_string())), ("lineRule", Some("exact".to_owned()))];
    let fault = Fault::of("paper.line", at, sentence, "每面22行，行距固定为28.95磅");
    Some(fault.mend(set(one, "spacing", attributes)))
}

/// Levels of the outline follow those of the headings: a title counted as a heading shifts none.
fn outlines(draft: &Draft) -> Vec<Fault> {
    let levels = |level: u8| -> Vec<(usize, i32)> {
        let of = draft.paragraphs.iter().enumerate().filter(|(_, one)| one.kind == Kind::Heading(level));
        of.filter_map(|(at, one)| Some((at, one.stand.outline.filter(|outline| *outline < 9)?))).collect()
    };
    let firsts = levels(1);
    let base = firsts.iter().map(|(_, outline)| *outline).min().unwrap_or(0);
    let mut faults = Vec::new();
    for level in 1..=4 {
        let should = base + i32::from(level) - 1;
        for (at, outline) in levels(level) {
            // Those of lower levels may be left out of an outline, or be counted from their own first.
            let is_right = if level == 1 { outline == base } else { outline > base || firsts.is_empty() };
            if !is_right {
                let fault = Fault::of(
                    "paper.outline",
                    at,
                    "大纲级别与标题的层次不一致",
                    "“一、”“（一）”“1.”“（1）”依次为一至四级",
                );
                let one = &draft.paragraphs[at];
                faults.push(fault.mend(set(one, "outlineLvl", vec![("val", Some(should.to_string()))])));
            }
        }
    }
    faults
}
