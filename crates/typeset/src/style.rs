//! The sheet and the styles of GB/T 9704-2012, as the writer of DOCX has them too.

use crate::fonts::Role;
use crate::page::{Length, millimetres};

/// A4 with its type area and grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Width of the page.
    pub width: Length,
    /// Height of the page.
    pub height: Length,
    /// From the left edge to the type area (订口).
    pub left: Length,
    /// From the top edge to the type area (天头).
    pub top: Length,
    /// Width of the type area (版心).
    pub area: Length,
    /// Height of the type area.
    pub depth: Length,
}

/// Lines of text on a page, and characters on a line (GB/T 9704-2012, 5.2.3).
pub(crate) const LINES: i32 = 22;
pub(crate) const LETTERS: i32 = 28;

impl Sheet {
    /// An official document: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm.
    pub const OFFICIAL: Sheet = Sheet {
        width: millimetres(2_100),
        height: millimetres(2_970),
        left: millimetres(280),
        top: millimetres(370),
        area: millimetres(1_560),
        depth: millimetres(2_250),
    };
    /// A ledger on A4 turned, for tables that are too wide for the other.
    pub const LANDSCAPE: Sheet = Sheet {
        width: millimetres(2_970),
        height: millimetres(2_100),
        left: millimetres(260),
        top: millimetres(280),
        area: millimetres(2_450),
        depth: millimetres(1_560),
    };

    /// From one line of text to the next.
    pub(crate) fn pitch(&self) -> Length {
        Sheet::OFFICIAL.depth / LINES
    }
}

/// Where lines stand between their ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Set {
    /// Filled to both ends, but the last.
    Both,
    Left,
    Center,
    Right,
}

/// How a paragraph looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) role: Role,
    pub(crate) size: Length,
    /// From one line to the next.
    pub(crate) line: Length,
    /// Added to each letter's width.
    pub(crate) track: Length,
    /// Indent of the first line.
    pub(crate) first: Length,
    /// Indent of the other lines.
    pub(crate) rest: Length,
    pub(crate) set: Set,
    /// Whether lines stand on the grid of the page.
    pub(crate) grid: bool,
}

/// 三号, the size of text.
const THREE: Length = 16_000;
/// 四号, the size of the imprint.
pub(crate) const FOUR: Length = 14_000;
/// What each letter of text gives up, so that 28 fill 156 mm.
const TRACK: Length = Sheet::OFFICIAL.area / LETTERS - THREE;
/// A letter of text with its share of the line.
pub(crate) const LETTER: Length = THREE + TRACK;
const PITCH: Length = Sheet::OFFICIAL.depth / LINES;

const fn style(role: Role, size: Length, line: Length, set: Set) -> Style {
    Style { role, size, line, track: 0, first: 0, rest: 0, set, grid: false }
}

const fn text(role: Role) -> Style {
    Style { track: TRACK, grid: true, ..style(role, THREE, PITCH, Set::Both) }
}

pub(crate) const TITLE: Style = style(Role::Title, 22_000, 35_000, Set::Center);
pub(crate) const SUBTITLE: Style = Style { set: Set::Center, ..text(Role::Kai) };
pub(crate) const BODY: Style = Style { first: 2 * LETTER, ..text(Role::Text) };
pub(crate) const FLUSH: Style = text(Role::Text);
pub(crate) const ATTACHMENT: Style = text(Role::Hei);
pub(crate) const TABLE: Style = style(Role::Text, 12_000, 20_000, Set::Left);
pub(crate) const CAPTION: Style = style(Role::Hei, 12_000, 20_000, Set::Center);
pub(crate) const NOTE: Style =
    Style { first: 31_500, rest: 31_500, ..style(Role::Text, 10_500, 15_500, Set::Both) };
pub(crate) const NOTE_HEAD: Style = Style { rest: 31_500, ..style(Role::Hei, 10_500, 15_500, Set::Left) };
pub(crate) const VERBATIM: Style = style(Role::Song, 7_500, 12_000, Set::Left);
pub(crate) const IMPRINT: Style =
    Style { first: FOUR, rest: FOUR, ..style(Role::Text, FOUR, 24_000, Set::Left) };
pub(crate) const SIGNER: Style = text(Role::Kai);
pub(crate) const NUMBER: Style = style(Role::Song, 14_000, 14_000, Set::Left);

/// The mark of the issuing body, as large as stands on one line.
pub(crate) fn mark(letters: Length, area: Length) -> Style {
    let size = (area / letters.max(1) / 1_000 * 1_000).clamp(26_000, 48_000);
    style(Role::Title, size, size * 12 / 10, Set::Center)
}

/// The words of a table at a size.
pub(crate) const fn cell(role: Role, size: Length, set: Set) -> Style {
    Style { role, size, line: size * 5 / 3, set, ..TABLE }
}

/// A heading of a depth from 1: 黑体, 楷体, then as the text.
pub(crate) const fn heading(depth: usize) -> Style {
    let role = match depth {
        1 => Role::Hei,
        2 => Role::Kai,
        _ => Role::Text,
    };
    Style { first: 2 * LETTER, ..text(role) }
}

impl Style {
    /// From the top of a line to its baseline: the square of the letter in the middle, its baseline at 88 of 100.
    pub(crate) const fn baseline(&self) -> Length {
        (self.line - self.size) / 2 + self.size * 88 / 100
    }
}
