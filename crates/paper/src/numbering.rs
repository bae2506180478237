//! Numbers of headings and points, computed in the tree so that every writer shows the same one.
//!
//! GB/T 9704-2012, 7.3.3: the levels of a text are numbered 一、, （一）, 1. and （1）.

use crate::{Block, Level};

/// A counting number in Chinese characters, 1 to 99; beyond that in Arabic digits.
///
/// ```
/// assert_eq!(paper::chinese_numeral(3), "三");
/// assert_eq!(paper::chinese_numeral(26), "二十六");
/// assert_eq!(paper::chinese_numeral(10), "十");
/// ```
pub fn chinese_numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match number {
        1..=9 => DIGITS[number].to_string(),
        10..=19 => format!("十{}", DIGITS[number - 10]),
        20..=99 => format!("{}十{}", DIGITS[number / 10], DIGITS[number % 10]),
        _ => number.to_string(),
    }
}

/// The number that the next heading of a level gets after `blocks`, with its punctuation: 一、, （一）, 1., （1）.
pub(crate) fn next_heading(blocks: &[Block], level: Level) -> String {
    let mut number = 1;
    for block in blocks.iter().rev() {
        if let Block::Heading(heading) = block {
            if heading.level < level {
                break;
            }
            if heading.level == level {
                number += 1;
            }
        }
    }
    match level {
        Level::First => format!("{}、", chinese_numeral(number)),
        Level::Second => format!("（{}）", chinese_numeral(number)),
        Level::Third => format!("{number}."),
        Level::Fourth => format!("（{number}）"),
    }
}

/// What leads a point inside a paragraph: 一是, 二是.
pub(crate) fn point_lead(index: usize) -> String {
    format!("{}是", chinese_numeral(index + 1))
}
