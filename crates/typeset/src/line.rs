//! Lines: letters set one beside the other, broken where they may be, filled where they must.

use crate::letters::{Half, half, may_break, of_word};
use crate::page::{Glyph, Length, Run};
use crate::ruler::Measured;
use crate::style::{Set, Style};

/// A letter on its way to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Atom {
    pub(crate) letter: char,
    pub(crate) drawn: Measured,
    pub(crate) size: Length,
    /// How far it stands above the line.
    pub(crate) rise: Length,
    /// Width with its share of the line, before anything is narrowed.
    pub(crate) width: Length,
    /// How far the ink is moved to the left, where its empty half is taken away.
    pub(crate) shift: Length,
    /// Whether it stays with the letter before it.
    pub(crate) joined: bool,
    pub(crate) node: usize,
    /// What begins here, by its place among the anchors.
    pub(crate) anchor: Option<usize>,
}

impl Atom {
    /// The half of its square that may go, when it is a mark that fills the other.
    fn spare(&self) -> Length {
        let full = self.drawn.width >= 900;
        if full && half(self.letter).is_some() { self.size / 2 } else { 0 }
    }

    fn breaks_after(&self, next: &Atom) -> bool {
        !next.joined && may_break(self.letter, next.letter)
    }
}

/// Takes away the empty halves between marks that stand side by side.
pub(crate) fn narrow(atoms: &mut [Atom]) {
    for at in 1..atoms.len() {
        let (before, after) = (atoms[at - 1], atoms[at]);
        if before.size != after.size || before.spare() == 0 || after.spare() == 0 {
            continue;
        }
        match (half(before.letter), half(after.letter)) {
            (Some(Half::Left), Some(_)) => atoms[at - 1].width -= before.spare(),
            (Some(Half::Right), Some(Half::Right)) => {
                atoms[at].width -= after.spare();
                atoms[at].shift = after.spare();
            }
            _ => {}
        }
    }
}

/// A line as broken: which atoms, and how wide they are in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Broken {
    from: usize,
    to: usize,
    indent: Length,
}

/// Sets a paragraph: runs line by line, the baseline of each at 0.
pub(crate) fn set(atoms: &[Atom], style: &Style, width: Length) -> Vec<Vec<Run>> {
    let lines = broken(atoms, style, width);
    let last = lines.len().saturating_sub(1);
    let one = |(at, line): (usize, &Broken)| {
        filled(&atoms[line.from..line.to], style, line.indent, width, at == last)
    };
    lines.iter().enumerate().map(one).collect()
}

fn broken(atoms: &[Atom], style: &Style, width: Length) -> Vec<Broken> {
    let mut lines = Vec::new();
    let mut from = 0;
    while from < atoms.len() {
        let indent = if lines.is_empty() { style.first } else { style.rest };
        let to = end(atoms, from, width - indent);
        lines.push(Broken { from, to, indent });
        from = to;
        // A space at which a line ended begins no line.
        while atoms.get(from).is_some_and(|atom| atom.letter == ' ') {
            from += 1;
        }
    }
    lines
}

/// Where the line that begins at `from` ends.
fn end(atoms: &[Atom], from: usize, room: Length) -> usize {
    let (mut wide, mut spare, mut best) = (0, 0, None);
    for at in from..atoms.len() {
        let atom = &atoms[at];
        if at > from && atoms[at - 1].breaks_after(atom) {
            best = Some(at);
        }
        let after = wide + atom.width;
        let ends = atoms.get(at + 1).is_none_or(|next| atom.breaks_after(next));
        if after > room && atom.letter != ' ' {
            // A mark may give up its empty half at the end of a line, and all of them a part of it to take one more in.
            let hangs = if half(atom.letter) == Some(Half::Left) { atom.spare() } else { 0 };
            if ends && hangs > 0 && after - hangs <= room + spare / 2 {
                return at + 1;
            }
            // A word wider than the line ends behind a stroke, else wherever the line does.
            let stroke = || (from + 1..at).rev().find(|cut| atoms[cut - 1].letter == '/');
            return best.or_else(stroke).unwrap_or(at.max(from + 1));
        }
        wide = after;
        if half(atom.letter) == Some(Half::Left) && atom.width > atom.size * 3 / 4 {
            spare += atom.spare();
        }
    }
    atoms.len()
}

/// The letters of a line at their places.
fn filled(atoms: &[Atom], style: &Style, indent: Length, width: Length, last: bool) -> Vec<Run> {
    let kept = atoms.iter().rposition(|atom| atom.letter != ' ').map_or(0, |at| at + 1);
    let mut atoms = atoms[..kept].to_vec();
    let room = width - indent;
    let sum = |atoms: &[Atom]| atoms.iter().map(|atom| atom.width).sum::<Length>();
    if let Some(end) = atoms.last_mut()
        && half(end.letter) == Some(Half::Left)
        && end.width > end.size * 3 / 4
        && !last
        && end.spare() > 0
    {
        end.width -= end.spare();
    }
    let over = sum(&atoms) - room;
    if over > 0 {
        give_up(&mut atoms, over);
    }
    let left = room - sum(&atoms);
    let (start, stretch) = match style.set {
        Set::Both if !last && left > 0 => (indent, left),
        Set::Both | Set::Left => (indent, 0),
        Set::Center => (indent + left.max(0) / 2, 0),
        Set::Right => (indent + left.max(0), 0),
    };
    runs(&atoms, start, stretch)
}

/// Takes from the marks inside a line what it is too wide by.
fn give_up(atoms: &mut [Atom], over: Length) {
    let gives = |atom: &Atom| {
        half(atom.letter) == Some(Half::Left) && atom.width > atom.size * 3 / 4 && atom.spare() > 0
    };
    let count = atoms.iter().filter(|atom| gives(atom)).count() as Length;
    let mut rest = over;
    let mut left = count;
    for atom in atoms.iter_mut() {
        if left > 0 && gives(atom) {
            let part = (rest / left).min(atom.size / 2);
            atom.width -= part;
            rest -= part;
            left -= 1;
        }
    }
}

/// The letters as runs, what is to be filled shared among the places where letters may part.
fn runs(atoms: &[Atom], start: Length, stretch: Length) -> Vec<Run> {
    let parts = |at: usize| {
        atoms
            .get(at + 1)
            .is_some_and(|next| next.rise == 0 && !(of_word(atoms[at].letter) && of_word(next.letter)))
    };
    let gaps = (0..atoms.len()).filter(|at| parts(*at)).count() as Length;
    // A line that would be torn apart is left as it is.
    let most = atoms.first().map_or(0, |atom| atom.size);
    let stretch = if gaps > 0 && stretch / gaps <= most { stretch } else { 0 };
    let mut runs: Vec<Run> = Vec::new();
    let (mut x, mut passed, mut given) = (start, 0, 0);
    for (at, atom) in atoms.iter().enumerate() {
        let mut width = atom.width;
        if parts(at) {
            passed += 1;
            let due = (i64::from(stretch) * i64::from(passed) / i64::from(gaps.max(1))) as Length;
            width += due - given;
            given = due;
        }
        let same = |run: &Run| {
            (run.face, run.size, run.y, run.node) == (atom.drawn.face, atom.size, -atom.rise, atom.node)
        };
        if !runs.last().is_some_and(same) {
            runs.push(Run {
                face: atom.drawn.face,
                size: atom.size,
                x,
                y: -atom.rise,
                width: 0,
                glyphs: Vec::new(),
                node: atom.node,
                red: false,
            });
        }
        if let Some(run) = runs.last_mut() {
            run.glyphs.push(Glyph { id: atom.drawn.glyph, letter: atom.letter, x: x - run.x - atom.shift });
            run.width = x + width - run.x;
        }
        x += width;
    }
    runs
}
