//! A TrueType font (OpenType 1.9) of given letters: what is embedded says no more than what is printed.

use crate::shape::{Corner, Shape};

/// Largest number that a glyph may have.
const MOST: usize = 65_000;

/// A font of the letters with their shapes, in order of the letters. The same shapes give the same bytes.
pub(super) fn truetype(name: &str, em: i32, letters: &[(char, Shape)]) -> Vec<u8> {
    let letters = &letters[..letters.len().min(MOST)];
    let absent = Shape { width: em, ..Shape::default() };
    let shapes: Vec<&Shape> =
        std::iter::once(&absent).chain(letters.iter().map(|(_, shape)| shape)).collect();
    let (glyf, loca) = glyphs(&shapes);
    let count = shapes.len() as u16;
    let bounds = shapes
        .iter()
        .filter_map(|shape| bounds(shape))
        .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
    let bounds = bounds.unwrap_or([0; 4]);
    let mut tables: Vec<([u8; 4], Vec<u8>)> = vec![
        (*b"OS/2", os2(em, letters)),
        (*b"cmap", cmap(letters)),
        (*b"glyf", glyf),
        (*b"head", head(em, bounds)),
        (*b"hhea", hhea(em, &shapes, bounds)),
        (*b"hmtx", hmtx(&shapes)),
        (*b"loca", loca),
        (*b"maxp", maxp(count, &shapes)),
        (*b"name", names(name)),
        (*b"post", Out::default().long(0x0003_0000).zeros(28).0),
    ];
    let mut file = assembled(&tables);
    let adjust = 0xb1b0_afba_u32.wrapping_sub(sum(&file));
    if let Some((_, head)) = tables.iter_mut().find(|(tag, _)| tag == b"head") {
        head[8..12].copy_from_slice(&adjust.to_be_bytes());
        let kept = assembled_with(&tables, true);
        file = kept;
    }
    file
}

/// Bytes in the order of the network.
#[derive(Default)]
struct Out(Vec<u8>);

impl Out {
    fn long(mut self, value: u32) -> Self {
        self.0.extend(value.to_be_bytes());
        self
    }

    fn short(mut self, value: i32) -> Self {
        self.0.extend((value as u16).to_be_bytes());
        self
    }

    fn shorts(self, values: impl IntoIterator<Item = i32>) -> Self {
        values.into_iter().fold(self, Out::short)
    }

    fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend(bytes);
        self
    }

    fn zeros(mut self, count: usize) -> Self {
        self.0.resize(self.0.len() + count, 0);
        self
    }
}

fn sum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0_u32, |sum, four| {
        let mut word = [0; 4];
        word[..four.len()].copy_from_slice(four);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

fn assembled(tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    assembled_with(tables, false)
}

/// Directory and tables. The sum of `head` is taken without the adjustment that it may carry.
fn assembled_with(tables: &[([u8; 4], Vec<u8>)], adjusted: bool) -> Vec<u8> {
    let count = tables.len() as u32;
    let log = count.ilog2();
    let range = 16 << log;
    let mut out = Out::default()
        .long(0x0001_0000)
        .short(count as i32)
        .short(range)
        .short(log as i32)
        .short(count as i32 * 16 - range);
    let mut at = 12 + 16 * count;
    for (tag, bytes) in tables {
        let mut plain = bytes.clone();
        if adjusted && tag == b"head" {
            plain[8..12].fill(0);
        }
        out = out.bytes(tag).long(sum(&plain)).long(at).long(bytes.len() as u32);
        at += (bytes.len() as u32).next_multiple_of(4);
    }
    for (_, bytes) in tables {
        out = out.bytes(bytes);
        let padding = out.0.len().next_multiple_of(4) - out.0.len();
        out = out.zeros(padding);
    }
    out.0
}

/// Left, bottom, right, top.
fn bounds(shape: &Shape) -> Option<[i32; 4]> {
    let corners = shape.outlines.iter().flatten();
    corners
        .map(|(x, y, _)| [*x, *y, *x, *y])
        .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
}

/// `glyf` and `loca`.
fn glyphs(shapes: &[&Shape]) -> (Vec<u8>, Vec<u8>) {
    let mut glyf = Vec::new();
    let mut loca = Out::default();
    for shape in shapes {
        loca = loca.long(glyf.len() as u32);
        if let Some(bounds) = bounds(shape) {
            glyf.extend(glyph(shape, bounds));
            glyf.resize(glyf.len().next_multiple_of(4), 0);
        }
    }
    let end = glyf.len() as u32;
    (glyf, loca.long(end).0)
}

fn glyph(shape: &Shape, bounds: [i32; 4]) -> Vec<u8> {
    let mut ends = Vec::new();
    let mut corners: Vec<Corner> = Vec::new();
    for outline in &shape.outlines {
        corners.extend(outline);
        ends.push(corners.len() as i32 - 1);
    }
    let mut out = Out::default().short(ends.len() as i32).shorts(bounds).shorts(ends).short(0);
    // One flag a corner: on the curve or not; steps in words, or none where nothing changes.
    let steps = |of: fn(&Corner) -> i32| {
        let mut before = 0;
        corners
            .iter()
            .map(|corner| of(corner) - std::mem::replace(&mut before, of(corner)))
            .collect::<Vec<i32>>()
    };
    let (xs, ys) = (steps(|corner| corner.0), steps(|corner| corner.1));
    for (at, corner) in corners.iter().enumerate() {
        let flag = |step: i32, short: u8, same: u8| match step {
            0 => same,
            1..=255 => short | same,
            -255..=-1 => short,
            _ => 0,
        };
        out.0.push(u8::from(corner.2) | flag(xs[at], 2, 16) | flag(ys[at], 4, 32));
    }
    for steps in [xs, ys] {
        for step in steps {
            match step {
                0 => {}
                -255..=255 => out.0.push(step.unsigned_abs() as u8),
                _ => out = out.short(step),
            }
        }
    }
    out.0
}

/// `cmap` with a table of all letters, and one of those within the first plane for readers that know no other.
fn cmap(letters: &[(char, Shape)]) -> Vec<u8> {
    let mapped: Vec<(u32, u32)> =
        letters.iter().zip(1..).map(|((letter, _), glyph)| (*letter as u32, glyph)).collect();
    let runs: Vec<(u32, u32, u32)> = mapped.iter().fold(Vec::new(), |mut runs, (letter, glyph)| {
        match runs.last_mut() {
            Some((_, end, _)) if *end + 1 == *letter => *end = *letter,
            _ => runs.push((*letter, *letter, *glyph)),
        }
        runs
    });
    let first: Vec<(u32, u32, u32)> = runs.iter().copied().filter(|(_, end, _)| *end < 0xffff).collect();
    let four = format4(&first);
    let mut twelve =
        Out::default().short(12).short(0).long(16 + 12 * runs.len() as u32).long(0).long(runs.len() as u32);
    for (from, to, glyph) in runs {
        twelve = twelve.long(from).long(to).long(glyph);
    }
    let at = 4 + 2 * 8;
    let head = Out::default()
        .short(0)
        .short(2)
        .short(3)
        .short(1)
        .long(at)
        .short(3)
        .short(10)
        .long(at + four.len() as u32);
    head.bytes(&four).bytes(&twelve.0).0
}

fn format4(runs: &[(u32, u32, u32)]) -> Vec<u8> {
    // A run that would make the table longer than it can say is left to the other one.
    let runs = &runs[..runs.len().min(8_000)];
    let count = runs.len() as i32 + 1;
    let log = count.ilog2();
    let range = 2 << log;
    let end = |value: fn(&(u32, u32, u32)) -> i32, last: i32| {
        runs.iter().map(value).chain([last]).collect::<Vec<i32>>()
    };
    Out::default()
        .shorts([4, 16 + 8 * count, 0, 2 * count, range, log as i32, 2 * count - range])
        .shorts(end(|run| run.1 as i32, 0xffff))
        .short(0)
        .shorts(end(|run| run.0 as i32, 0xffff))
        .shorts(end(|run| run.2 as i32 - run.0 as i32, 1))
        .shorts(vec![0; count as usize])
        .0
}

fn head(em: i32, bounds: [i32; 4]) -> Vec<u8> {
    let out =
        Out::default().long(0x0001_0000).long(0x0001_0000).long(0).long(0x5f0f_3cf5).short(0x000b).short(em);
    // No clock: made on the first day that a font can name.
    out.zeros(16).shorts(bounds).shorts([0, 8, 2, 1, 0]).0
}

fn hhea(em: i32, shapes: &[&Shape], bounds: [i32; 4]) -> Vec<u8> {
    let widest = shapes.iter().map(|shape| shape.width).max().unwrap_or(em);
    let out = Out::default().long(0x0001_0000).shorts([
        em * 88 / 100,
        -em * 12 / 100,
        0,
        widest,
        bounds[0],
        0,
        bounds[2],
        1,
        0,
        0,
    ]);
    out.zeros(10).short(shapes.len() as i32).0
}

fn hmtx(shapes: &[&Shape]) -> Vec<u8> {
    let pairs = shapes.iter().flat_map(|shape| [shape.width, bounds(shape).map_or(0, |bounds| bounds[0])]);
    Out::default().shorts(pairs).0
}

fn maxp(count: u16, shapes: &[&Shape]) -> Vec<u8> {
    let points =
        shapes.iter().map(|shape| shape.outlines.iter().map(Vec::len).sum::<usize>()).max().unwrap_or(0);
    let outlines = shapes.iter().map(|shape| shape.outlines.len()).max().unwrap_or(0);
    let out =
        Out::default().long(0x0001_0000).shorts([i32::from(count), points as i32, outlines as i32, 0, 0, 2]);
    out.zeros(16).0
}

/// Its names, for readers that look for the family.
fn names(name: &str) -> Vec<u8> {
    let texts: [(i32, String); 4] = [
        (1, name.to_owned()),
        (2, "Regular".to_owned()),
        (4, name.to_owned()),
        (6, "DuhengSubset".to_owned()),
    ];
    let mut strings = Vec::new();
    let mut out = Out::default().short(0).short(texts.len() as i32).short(6 + 12 * texts.len() as i32);
    for (number, text) in texts {
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        out = out.shorts([3, 1, 0x0804, number, bytes.len() as i32, strings.len() as i32]);
        strings.extend(bytes);
    }
    out.bytes(&strings).0
}

fn os2(em: i32, letters: &[(char, Shape)]) -> Vec<u8> {
    let code = |at: Option<&(char, Shape)>| at.map_or(0, |(letter, _)| (*letter as u32).min(0xffff) as i32);
    let out = Out::default()
        .shorts([3, em, 400, 5, 0])
        .zeros(20)
        .short(0)
        .zeros(10 + 16)
        .bytes(b"DUHE")
        .short(0x40);
    out.shorts([
        code(letters.first()),
        code(letters.last()),
        em * 88 / 100,
        -em * 12 / 100,
        0,
        em * 88 / 100,
        em * 12 / 100,
    ])
    .zeros(8)
    .shorts([em / 2, em * 7 / 10, 0, 0x20, 1])
    .0
}
