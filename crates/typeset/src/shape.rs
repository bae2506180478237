//! Outlines of glyphs in whole units, curves as the quadratic ones of TrueType.

use crate::face::Face;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphFormat, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// A point of an outline, and whether the outline passes through it.
pub(crate) type Corner = (i32, i32, bool);

/// A glyph: its width and closed outlines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) width: i32,
    pub(crate) outlines: Vec<Vec<Corner>>,
}

impl Face {
    /// The shapes of glyphs; one that cannot be drawn is empty.
    pub(crate) fn shapes(&self, glyphs: impl IntoIterator<Item = u16>) -> Vec<Shape> {
        let Ok(font) = FontRef::from_index(&self.bytes, self.index) else {
            return glyphs.into_iter().map(|_| Shape::default()).collect();
        };
        let (all, widths) =
            (font.outline_glyphs(), font.glyph_metrics(Size::unscaled(), LocationRef::default()));
        let one = |glyph: u16| {
            let id = GlyphId::from(u32::from(glyph));
            let mut pen = Pen::default();
            let glyph = all.get(id);
            // Outlines of CFF go round the other way.
            let turned = glyph.as_ref().is_some_and(|glyph| glyph.format() != OutlineGlyphFormat::Glyf);
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            let drawn = glyph.is_some_and(|glyph| glyph.draw(settings, &mut pen).is_ok());
            let mut outlines = if drawn { pen.outlines } else { Vec::new() };
            outlines.retain(|outline| outline.len() > 2);
            if turned {
                outlines.iter_mut().for_each(|outline| outline.reverse());
            }
            Shape { width: widths.advance_width(id).unwrap_or(0.0) as i32, outlines }
        };
        glyphs.into_iter().map(one).collect()
    }
}

/// Collects an outline.
#[derive(Default)]
struct Pen {
    outlines: Vec<Vec<Corner>>,
}

impl Pen {
    fn push(&mut self, corner: Corner) {
        match self.outlines.last_mut() {
            Some(outline) => outline.push(corner),
            None => self.outlines.push(vec![corner]),
        }
    }

    fn last(&self) -> (i32, i32) {
        self.outlines.last().and_then(|outline| outline.last()).map_or((0, 0), |(x, y, _)| (*x, *y))
    }
}

fn whole(value: f32) -> i32 {
    value.round().clamp(-32_000.0, 32_000.0) as i32
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.outlines.push(vec![(whole(x), whole(y), true)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push((whole(x), whole(y), true));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.push((whole(cx), whole(cy), false));
        self.push((whole(x), whole(y), true));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let from = self.last();
        let points = [from, (whole(ax), whole(ay)), (whole(bx), whole(by)), (whole(x), whole(y))];
        quadratic(points).into_iter().for_each(|corner| self.push(corner));
    }

    fn close(&mut self) {
        if let Some(outline) = self.outlines.last_mut()
            && outline.len() > 1
            && outline.first() == outline.last()
        {
            outline.pop();
        }
    }
}

/// A cubic curve as quadratic ones that stay within a unit of it.
fn quadratic(points: [(i32, i32); 4]) -> Vec<Corner> {
    let third = |p: [i32; 4]| (p[3] - 3 * p[2] + 3 * p[1] - p[0]).abs();
    let (xs, ys) = (points.map(|point| point.0), points.map(|point| point.1));
    // The distance is √3/36 of the third difference, and falls with the cube of the parts.
    let far = third(xs).max(third(ys)) / 20;
    let parts = (1..=8).find(|count: &i32| count.pow(3) >= far).unwrap_or(8);
    let mut corners = Vec::new();
    for at in 0..parts {
        let (x, y) = (part(xs, at, parts), part(ys, at, parts));
        corners.push((x.0, y.0, false));
        corners.push((x.1, y.1, true));
    }
    corners
}

/// Of one coordinate: where the quadratic curve of a part is pulled to, and where it ends.
fn part(p: [i32; 4], at: i32, parts: i32) -> (i32, i32) {
    let n = i64::from(parts);
    let cube = n * n * n;
    // Values and slopes of the cubic in parts of n³.
    let value = |t: i64| {
        let s = n - t;
        let [a, b, c, d] = p.map(i64::from);
        a * s * s * s + 3 * b * s * s * t + 3 * c * s * t * t + d * t * t * t
    };
    let slope = |t: i64| {
        let s = n - t;
        let [a, b, c, d] = p.map(i64::from);
        (b - a) * s * s + 2 * (c - b) * s * t + (d - c) * t * t
    };
    let (from, to) = (i64::from(at), i64::from(at) + 1);
    // The middle of both tangents' ends, at half a part: (v₀ + v₁)/2 + (m₀ − m₁)·3/(4n).
    let pulled = 2 * (value(from) + value(to)) + 3 * (slope(from) - slope(to));
    let round = |over: i64, under: i64| (over + under / 2).div_euclid(under) as i32;
    (round(pulled, 4 * cube), round(value(to), cube))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_ends_where_it_ended_and_a_line_stays_one() {
        let corners = quadratic([(0, 0), (0, 552), (448, 1000), (1000, 1000)]);
        assert_eq!(corners.last(), Some(&(1000, 1000, true)));
        assert!(corners.len() >= 4, "{corners:?}");
        for (x, y, on) in corners {
            let far = ((1000 - x) * (1000 - x) + y * y) as i64;
            assert!(!on || (far - 1_000_000).abs() < 3_000, "({x}, {y}) is on the circle");
        }
        let line = quadratic([(0, 0), (100, 0), (200, 0), (300, 0)]);
        assert_eq!(line, [(150, 0, false), (300, 0, true)]);
    }
}
