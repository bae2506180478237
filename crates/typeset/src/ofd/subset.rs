//! The fonts of a document, each cut to the letters that are used.

use super::truetype::truetype;
use crate::fonts::{Fonts, Role};
use crate::page::Pages;
use crate::shape::Shape;
use std::collections::BTreeMap;

/// The fonts that pages use.
pub(super) struct Subsets {
    pub(super) fonts: Vec<Subset>,
    numbers: BTreeMap<usize, usize>,
}

/// A font cut to what is used.
pub(super) struct Subset {
    /// Its number in the document.
    pub(super) number: usize,
    /// The family that it stands for.
    pub(super) name: String,
    /// TrueType.
    pub(super) bytes: Vec<u8>,
}

impl Subsets {
    pub(super) fn of(pages: &Pages, fonts: &Fonts) -> Self {
        let mut used: BTreeMap<usize, BTreeMap<char, u16>> = BTreeMap::new();
        for run in pages.pages.iter().flat_map(|page| &page.runs) {
            let letters = used.entry(run.face).or_default();
            letters.extend(run.glyphs.iter().map(|glyph| (glyph.letter, glyph.id)));
        }
        let mut subsets = Subsets { fonts: Vec::new(), numbers: BTreeMap::new() };
        for (face, letters) in used {
            let number = subsets.fonts.len() + 1;
            let Some(font) = fonts.faces.get(face) else { continue };
            let name = family(fonts, face);
            let shapes: Vec<(char, Shape)> = font
                .shapes(letters.values().copied())
                .into_iter()
                .zip(letters.keys())
                .map(|(shape, letter)| (*letter, shape))
                .collect();
            subsets.fonts.push(Subset { number, bytes: truetype(&name, font.em, &shapes), name });
            subsets.numbers.insert(face, number);
        }
        subsets
    }

    /// The number of a face's font.
    pub(super) fn number(&self, face: usize) -> usize {
        self.numbers.get(&face).copied().unwrap_or(1)
    }
}

/// The family that official documents name in the place of a face; its own name when it serves none.
fn family(fonts: &Fonts, face: usize) -> String {
    let served = [Role::Text, Role::Hei, Role::Kai, Role::Title, Role::Song]
        .into_iter()
        .find(|role| fonts.face(*role) == face);
    match served {
        Some(Role::Text) => "仿宋_GB2312".to_owned(),
        Some(Role::Kai) => "楷体_GB2312".to_owned(),
        Some(Role::Title) => "方正小标宋简体".to_owned(),
        Some(role) => role.label().to_owned(),
        None => fonts.faces[face].name.clone(),
    }
}
