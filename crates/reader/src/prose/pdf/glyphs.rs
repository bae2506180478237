//! The letters of a page with the places at which they stand.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

/// Hundredths of a point: places are whole numbers from here on.
const UNIT: f64 = 100.0;
/// The em of a glyph.
const EM: f64 = 1000.0;
const HALF_EM: f64 = 500.0;
/// Most letters of a page; a newspaper page has some 20,000.
const LETTERS_LIMIT: usize = 500_000;

/// A letter at its place, in hundredths of a point from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// Where it begins.
    pub x: i64,
    /// Where it ends.
    pub end: i64,
    /// Where it stands: its baseline, downwards.
    pub y: i64,
    /// Its height.
    pub size: i64,
    /// What it is.
    pub letter: char,
}

/// What is on a page.
#[derive(Default)]
pub(super) struct Glyphs {
    /// Letters of upright lines, as they were painted.
    pub letters: Vec<Letter>,
    /// Runs that stand across the page, such as a watermark, each as it was painted.
    pub across: Vec<String>,
    /// Glyphs of which the file does not say what letter they are.
    pub unknown: usize,
}

/// What is thrown to end the painting of a page that has no end.
pub(super) struct TooMany;

impl Glyphs {
    fn take(&mut self, glyph: &Glyph<'_>, place: Affine, across: &mut Option<String>) {
        let Some(said) = glyph.as_unicode() else {
            self.unknown += 1;
            return;
        };
        let [begin, side, top] = [(0.0, 0.0), (advance(glyph, &said), 0.0), (0.0, EM)]
            .map(|(x, y)| whole(place * Point::new(x, y)));
        let size = (begin.1 - top.1).abs();
        // Upright: what goes on, goes on to the right.
        let upright =
            (side.1 - begin.1).abs() * 10 <= (side.0 - begin.0).abs() || size * 2 > (begin.0 - top.0).abs();
        let said = match said {
            BfString::Char(letter) => letter.to_string(),
            BfString::String(letters) => letters,
        };
        if !upright {
            across.get_or_insert_default().push_str(&said);
            return;
        }
        // Letters of one glyph share its width.
        let count = i64::try_from(said.chars().count()).unwrap_or(1).max(1);
        for (nth, letter) in (0..).zip(said.chars().filter(|letter| !letter.is_control())) {
            let at = |part: i64| begin.0 + (side.0 - begin.0) * part / count;
            self.letters.push(Letter { x: at(nth), end: at(nth + 1), y: begin.1, size, letter });
        }
        if self.letters.len() > LETTERS_LIMIT {
            // A page is interpreted to its end or not at all; no other way leads out of it.
            std::panic::resume_unwind(Box::new(TooMany));
        }
    }
}

/// How far a glyph goes, in thousandths of its size; by its kind of letter where the file does not say.
fn advance(glyph: &Glyph<'_>, said: &BfString) -> f64 {
    let told = match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        // Drawn in a space of its own, whose scale is in the transform.
        Glyph::Type3(own) => own.advance_width(),
    };
    let wide = matches!(said, BfString::Char(letter) if (*letter as u32) >= 0x2E80);
    match told {
        Some(told) if told > 0.0 => f64::from(told),
        _ if wide => EM,
        _ => HALF_EM,
    }
}

/// A place in whole numbers; what a file puts beyond any paper stands at the edge.
fn whole(point: Point) -> (i64, i64) {
    const EDGE: i64 = 1 << 32;
    ((point.x as i64).clamp(-EDGE, EDGE), (point.y as i64).clamp(-EDGE, EDGE))
}

impl<'a> Device<'a> for Glyphs {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let mut across = None;
        for glyph in run.glyphs() {
            let place = Affine::scale(UNIT) * props.transform * glyph.transform();
            self.take(glyph, place, &mut across);
        }
        self.across.extend(across);
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
