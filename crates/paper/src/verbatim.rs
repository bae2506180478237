//! Lines kept as they are, and the same as a square of modules: what is copied off paper, by hand or by a camera.

use qrcodegen::{QrCode as Encoded, QrCodeEcc};
use serde::Serialize;

/// Modules of quiet zone around a code (GB/T 18284).
const QUIET: usize = 4;

/// Lines that stay as they are, such as a signed text: no indent, no mark, one line a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verbatim {
    /// Stable id.
    pub id: String,
    /// The lines, without their ends.
    pub lines: Vec<String>,
}

/// A text as a QR code (二维码). Plain text has no such thing: whoever adds one says the words too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QrCode {
    /// Stable id.
    pub id: String,
    /// What a camera reads.
    pub text: String,
    /// What stands in its place where it cannot be seen.
    pub label: String,
}

/// Dark modules side by side in a row of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Column of the first.
    pub x: usize,
    /// Row.
    pub y: usize,
    /// How many.
    pub width: usize,
}

/// The modules of a code with its quiet zone, row by row; dark ones are true.
pub(crate) struct Modules(Vec<Vec<bool>>);

impl QrCode {
    /// The code as a drawing: modules along a side with the quiet zone, and the dark ones as the path of a drawing, one unit a
    /// module. None when the text is too long for any code.
    ///
    /// ```
    /// let code = paper::QrCode { id: "回执".into(), text: "督衡".into(), label: String::new() };
    /// let (side, path) = code.drawing().unwrap();
    /// assert_eq!((side, path.starts_with('M')), (29, true));
    /// ```
    pub fn drawing(&self) -> Option<(usize, String)> {
        self.modules().map(|modules| (modules.side(), modules.path()))
    }

    /// Modules along a side with the quiet zone, and the stretches of dark ones. None when the text is too long for any code.
    pub fn stretches(&self) -> Option<(usize, Vec<Stretch>)> {
        self.modules().map(|modules| (modules.side(), modules.stretches()))
    }

    /// The modules; none when the text is too long for any code.
    pub(crate) fn modules(&self) -> Option<Modules> {
        let code = Encoded::encode_binary(self.text.as_bytes(), QrCodeEcc::Medium).ok()?;
        let (quiet, size) = (QUIET as i32, code.size());
        let around = -quiet..size + quiet;
        // Outside the code every module is light.
        Some(Modules(
            around.clone().map(|y| around.clone().map(|x| code.get_module(x, y)).collect()).collect(),
        ))
    }
}

impl Modules {
    /// Rows of modules as they are.
    pub(crate) fn of(rows: Vec<Vec<bool>>) -> Modules {
        Modules(rows)
    }

    /// Modules along a side.
    pub(crate) fn side(&self) -> usize {
        self.0.len()
    }

    /// The rows from the top.
    pub(crate) fn rows(&self) -> &[Vec<bool>] {
        &self.0
    }

    /// The stretches of dark modules, row after row.
    pub(crate) fn stretches(&self) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        for (y, row) in self.0.iter().enumerate() {
            let mut x = 0;
            for stretch in row.chunk_by(|one, other| one == other) {
                let wide = stretch.len();
                if stretch[0] {
                    stretches.push(Stretch { x, y, width: wide });
                }
                x += wide;
            }
        }
        stretches
    }

    /// The dark modules as the path of a drawing: a stretch of each row after the other, one unit a module.
    pub(crate) fn path(&self) -> String {
        self.stretches()
            .into_iter()
            .map(|Stretch { x, y, width }| format!("M{x} {y}h{width}v1h-{width}z"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader of another hand sees the text in the modules, as long as it fits into a code at all.
    #[test]
    fn a_camera_reads_the_text_to_the_byte() {
        let texts = ["duheng/潼南区\n94\n— 样例 AQ==\n".to_owned(), "检查点\n".repeat(80), "=".repeat(2_331)];
        for text in texts {
            let modules =
                QrCode { id: "code".into(), text: text.clone(), label: String::new() }.modules().unwrap();
            let side = modules.side() * 3;
            let dark = |x: usize, y: usize| modules.rows()[y / 3][x / 3];
            let mut seen = rqrr::PreparedImage::prepare_from_bitmap(side, side, dark);
            let grids = seen.detect_grids();
            assert_eq!(grids.len(), 1);
            assert_eq!(grids[0].decode().unwrap().1, text);
        }
        let long = QrCode { id: "code".into(), text: "=".repeat(2_332), label: String::new() };
        assert!(long.modules().is_none());
    }
}
