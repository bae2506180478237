//! Drawings (图) beside a table: dark squares on a raster, the same in every format — vectors in PDF, OFD and SVG, a picture in DOCX. Its
//! marks are numbers; what they stand for is said in the table.

use crate::Stretch;
use crate::verbatim::Modules;
use serde::Serialize;

/// Most units along a side.
pub const MOST: usize = 1_200;

/// A drawing of dark squares.
///
/// ```
/// let mut drawing = paper::Drawing::new("map", "样例图", 40, 20);
/// drawing.line((0, 0), (39, 19));
/// drawing.number((3, 2), 12);
/// assert!(drawing.stretches().len() > 20);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drawing {
    /// Stable id.
    pub id: String,
    /// What stands in its place where it cannot be seen.
    pub label: String,
    /// Units across.
    pub width: usize,
    /// Units down.
    pub height: usize,
    /// The dark ones, row after row.
    #[serde(skip)]
    dark: Vec<Vec<bool>>,
}

impl Drawing {
    /// An empty one; a side is at least one unit and at most [`MOST`].
    pub fn new(id: impl Into<String>, label: impl Into<String>, width: usize, height: usize) -> Drawing {
        let (width, height) = (width.clamp(1, MOST), height.clamp(1, MOST));
        let dark = vec![vec![false; width]; height];
        Drawing { id: id.into(), label: label.into(), width, height, dark }
    }

    /// Makes a square dark; one outside is none.
    pub fn dot(&mut self, (x, y): (i64, i64)) {
        let place = usize::try_from(x).ok().zip(usize::try_from(y).ok());
        if let Some(square) = place.and_then(|(x, y)| self.dark.get_mut(y)?.get_mut(x)) {
            *square = true;
        }
    }

    /// A line from one square to another, both in it.
    pub fn line(&mut self, from: (i64, i64), to: (i64, i64)) {
        let (wide, high) = (to.0 - from.0, to.1 - from.1);
        let steps = wide.abs().max(high.abs()).max(1);
        if steps > 4 * MOST as i64 {
            return;
        }
        for step in 0..=steps {
            self.dot((from.0 + wide * step / steps, from.1 + high * step / steps));
        }
    }

    /// A filled rectangle around a square, reaching so far to each side.
    pub fn block(&mut self, (x, y): (i64, i64), reach: i64) {
        for down in -reach..=reach {
            (-reach..=reach).for_each(|right| self.dot((x + right, y + down)));
        }
    }

    /// The frame of such a rectangle.
    pub fn frame(&mut self, (x, y): (i64, i64), reach: i64) {
        let corners =
            [(x - reach, y - reach), (x + reach, y - reach), (x + reach, y + reach), (x - reach, y + reach)];
        (0..4).for_each(|at| self.line(corners[at], corners[(at + 1) % 4]));
    }

    /// A filled triangle that points up, around a square.
    pub fn triangle(&mut self, (x, y): (i64, i64), reach: i64) {
        for down in 0..=2 * reach {
            self.line((x - down / 2, y - reach + down), (x + down / 2, y - reach + down));
        }
    }

    /// A number whose upper left corner is a square.
    pub fn number(&mut self, (x, y): (i64, i64), number: usize) {
        for (nth, digit) in (0..).zip(number.to_string().bytes()) {
            for (down, row) in (0..).zip(DIGITS[usize::from(digit - b'0')]) {
                (0..5)
                    .filter(|at| row >> (4 - at) & 1 == 1)
                    .for_each(|at| self.dot((x + nth * 6 + at, y + down)));
            }
        }
    }

    /// The stretches of dark squares, row after row.
    pub fn stretches(&self) -> Vec<Stretch> {
        self.modules().stretches()
    }

    pub(crate) fn modules(&self) -> Modules {
        Modules::of(self.dark.clone())
    }
}

/// The digits, five by seven squares each.
const DIGITS: [[u8; 7]; 10] = [
    [0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110],
    [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110],
    [0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111],
    [0b11111, 0b00010, 0b00100, 0b00010, 0b00001, 0b10001, 0b01110],
    [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010],
    [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110],
    [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110],
    [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000],
    [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110],
    [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100],
];

#[cfg(test)]
mod tests {
    use super::*;

    fn told(drawing: &Drawing) -> Vec<String> {
        let row = |row: &Vec<bool>| row.iter().map(|dark| if *dark { '#' } else { '.' }).collect();
        drawing.dark.iter().map(row).collect()
    }

    #[test]
    fn what_is_drawn_stands_where_it_is_said() {
        let mut drawing = Drawing::new("a", "", 12, 7);
        drawing.number((0, 0), 14);
        assert_eq!(told(&drawing)[4], "..#...#####.", "the bar of a four");
        let mut drawing = Drawing::new("a", "", 5, 5);
        drawing.frame((2, 2), 2);
        assert_eq!(told(&drawing), ["#####", "#...#", "#...#", "#...#", "#####"]);
        let mut drawing = Drawing::new("a", "", 5, 5);
        drawing.triangle((2, 2), 2);
        assert_eq!(told(&drawing)[0], "..#..");
        assert_eq!(told(&drawing)[4], "#####");
    }

    #[test]
    fn what_lies_outside_is_left_out() {
        let mut drawing = Drawing::new("a", "", 0, 9_999);
        assert_eq!((drawing.width, drawing.height), (1, MOST));
        drawing.line((-5, -5), (5, 5));
        drawing.line((i64::from(i32::MIN), 0), (i64::from(i32::MAX), 3));
        drawing.number((-3, 1_198), 7);
        assert!(drawing.stretches().iter().all(|one| one.x == 0 && one.width == 1));
    }
}
