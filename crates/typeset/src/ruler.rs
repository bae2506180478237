//! The ruler: letters to glyphs of known width, in the face of a role or in whichever has them.

use crate::face::Opened;
use crate::fonts::{Fonts, Role};
use crate::letters::private;
use std::collections::{BTreeMap, BTreeSet};

/// What stands where no font has the letter (〓, the printer's turned sort).
const ABSENT: [char; 3] = ['〓', '□', '?'];

/// A letter as it will be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Measured {
    /// Which face.
    pub(crate) face: usize,
    /// Which glyph of it.
    pub(crate) glyph: u16,
    /// Its width in thousandths of an em.
    pub(crate) width: i32,
}

/// Measures letters and keeps what it measured.
pub(crate) struct Ruler<'f> {
    fonts: &'f Fonts,
    opened: Vec<Option<Opened<'f>>>,
    known: BTreeMap<(Role, char), Option<Measured>>,
    /// Letters that no font has.
    pub(crate) missing: BTreeSet<char>,
}

impl<'f> Ruler<'f> {
    pub(crate) fn new(fonts: &'f Fonts) -> Self {
        let opened = fonts.faces.iter().map(|face| face.opened()).collect();
        Ruler { fonts, opened, known: BTreeMap::new(), missing: BTreeSet::new() }
    }

    /// How a letter is drawn; none for what is not to be seen.
    pub(crate) fn measure(&mut self, role: Role, letter: char) -> Option<Measured> {
        if let Some(known) = self.known.get(&(role, letter)) {
            return *known;
        }
        let measured = if unseen(letter) { None } else { self.found(role, letter) };
        self.known.insert((role, letter), measured);
        measured
    }

    fn found(&mut self, role: Role, letter: char) -> Option<Measured> {
        let measured = if private(letter) { None } else { self.anywhere(role, letter) };
        if measured.is_some() {
            return measured;
        }
        self.missing.insert(letter);
        ABSENT.into_iter().find_map(|other| self.anywhere(role, other))
    }

    /// The letter in the face of the role, else in those of the other roles, else in any.
    fn anywhere(&self, role: Role, letter: char) -> Option<Measured> {
        let roles = [role, Role::Text, Role::Song, Role::Hei, Role::Kai, Role::Title];
        let order = roles.into_iter().map(|role| self.fonts.face(role)).chain(0..self.opened.len());
        order.into_iter().find_map(|face| {
            let (glyph, width) = self.opened.get(face)?.as_ref()?.glyph(letter)?;
            Some(Measured { face, glyph, width })
        })
    }
}

/// Letters that carry no ink and no width: joiners, selectors, marks of direction, controls.
fn unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}
