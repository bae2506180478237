//! Faces (字体): what a font file says of itself, and the glyphs that it has.

use skrifa::instance::{LocationRef, Size};
use skrifa::raw::{FileRef, TableProvider};
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeSet;
use std::sync::Arc;

/// From this weight on a face is bold.
const BOLD: f32 = 600.0;
/// Embedding is forbidden (OpenType, `OS/2`, fsType).
const RESTRICTED: u16 = 2;
/// Units of an em that a font may have (OpenType, `head`).
const EM: std::ops::RangeInclusive<u16> = 16..=16_384;

/// One face of a font file.
#[derive(Clone)]
pub(crate) struct Face {
    /// The whole file.
    pub(crate) bytes: Arc<Vec<u8>>,
    /// Which one of a collection.
    pub(crate) index: u32,
    /// What it is called, in the language of its maker first.
    pub(crate) name: String,
    /// Every name that it answers to.
    names: BTreeSet<String>,
    pub(crate) bold: bool,
    /// Whether its licence forbids to embed it.
    pub(crate) restricted: bool,
    /// Units of an em.
    pub(crate) em: i32,
}

impl Face {
    /// The faces of a file; none when it cannot be read as a font.
    pub(crate) fn of(bytes: &Arc<Vec<u8>>) -> Vec<Face> {
        let count = match FileRef::new(bytes) {
            Ok(FileRef::Font(_)) => 1,
            Ok(FileRef::Collection(all)) => all.len().min(64),
            Err(_) => 0,
        };
        (0..count).filter_map(|index| Face::one(bytes, index)).collect()
    }

    fn one(bytes: &Arc<Vec<u8>>, index: u32) -> Option<Face> {
        let font = FontRef::from_index(bytes, index).ok()?;
        let em = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        if !EM.contains(&em) || !font.charmap().has_map() {
            return None;
        }
        let mut names = BTreeSet::new();
        for id in [StringId::FAMILY_NAME, StringId::FULL_NAME, StringId::TYPOGRAPHIC_FAMILY_NAME] {
            names.extend(font.localized_strings(id).map(|name| name.chars().collect::<String>()));
        }
        let name = font.localized_strings(StringId::FULL_NAME).english_or_first();
        let name = name.map_or_else(|| "无名字体".to_owned(), |name| name.chars().collect());
        let heavy = ["Bold", "Black", "Heavy"].iter().any(|word| name.ends_with(word));
        let bold = heavy || font.attributes().weight.value() >= BOLD;
        let restricted = font.os2().is_ok_and(|table| table.fs_type() & 0xf == RESTRICTED);
        Some(Face { bytes: bytes.clone(), index, name, names, bold, restricted, em: i32::from(em) })
    }

    /// Whether the face is called so.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The face, opened to be measured.
    pub(crate) fn opened(&self) -> Option<Opened<'_>> {
        let font = FontRef::from_index(&self.bytes, self.index).ok()?;
        let (charmap, widths) =
            (font.charmap(), font.glyph_metrics(Size::unscaled(), LocationRef::default()));
        Some(Opened { charmap, widths, em: self.em })
    }
}

/// A face opened to be measured.
pub(crate) struct Opened<'f> {
    charmap: skrifa::charmap::Charmap<'f>,
    widths: skrifa::metrics::GlyphMetrics<'f>,
    em: i32,
}

impl Opened<'_> {
    /// The glyph of a letter and its width in thousandths of an em.
    pub(crate) fn glyph(&self, letter: char) -> Option<(u16, i32)> {
        let glyph = self.charmap.map(letter).filter(|glyph| glyph.to_u32() != 0)?;
        let width = self.widths.advance_width(glyph)? as i32;
        Some((u16::try_from(glyph.to_u32()).ok()?, width.clamp(0, 4 * self.em) * 1000 / self.em))
    }
}
