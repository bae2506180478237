//! Words of the tree to letters that can be set.

use crate::line::{self, Atom, narrow};
use crate::page::{self, Kind, Length, Node};
use crate::ruler::Ruler;
use crate::strip::Strip;
use crate::style::Style;
use paper::{Figure, Run};

/// Numbers up to so many letters stay on one line.
const WHOLE: usize = 10;
/// Size and rise of a note's mark, in hundredths of the text's size.
const MARK: (Length, Length) = (50, 42);

/// Everything that letters are made with, and what they lead to.
pub(crate) struct Words<'f> {
    pub(crate) ruler: Ruler<'f>,
    pub(crate) nodes: Vec<Node>,
    /// Ids, by the place that atoms carry.
    pub(crate) anchors: Vec<String>,
    /// Nodes that lead to an id.
    pub(crate) targets: Vec<(usize, String)>,
}

impl<'f> Words<'f> {
    pub(crate) fn new(ruler: Ruler<'f>) -> Self {
        let document = Node { kind: Kind::Document, within: None };
        Words { ruler, nodes: vec![document], anchors: Vec::new(), targets: Vec::new() }
    }

    /// A new node.
    pub(crate) fn node(&mut self, kind: Kind, within: usize) -> usize {
        self.nodes.push(Node { kind, within: Some(within) });
        self.nodes.len() - 1
    }

    /// The letters of runs, behind those of `lead`.
    pub(crate) fn atoms(&mut self, style: &Style, lead: &str, runs: &[Run], node: usize) -> Vec<Atom> {
        let mut atoms = Vec::new();
        self.push(&mut atoms, style, lead, node);
        self.runs(&mut atoms, style, runs, node);
        narrow(&mut atoms);
        atoms
    }

    /// Adds letters. Spaces and marks are not yet narrowed.
    pub(crate) fn push(&mut self, atoms: &mut Vec<Atom>, style: &Style, words: &str, node: usize) {
        for letter in words.chars() {
            let letter = if letter.is_control() { ' ' } else { letter };
            let Some(drawn) = self.ruler.measure(style.role, letter) else { continue };
            let width = style.size * drawn.width / 1000 + style.track;
            let size = style.size;
            atoms.push(Atom {
                letter,
                drawn,
                size,
                rise: 0,
                width,
                shift: 0,
                joined: false,
                node,
                anchor: None,
            });
        }
    }

    /// Adds runs.
    pub(crate) fn runs(&mut self, atoms: &mut Vec<Atom>, style: &Style, runs: &[Run], node: usize) {
        for run in runs {
            match run {
                Run::Text(words) | Run::Emphasis(words) | Run::Quotation(words) => {
                    self.push(atoms, style, words, node);
                }
                Run::Link { text, target } => {
                    let link = self.link(target, node);
                    self.push(atoms, style, text, link);
                }
                Run::Figure(figure) => self.figure(atoms, style, figure, node),
                Run::Mark { text, target } => {
                    let link = self.link(target, node);
                    self.raised(atoms, style, text, link);
                }
            }
        }
    }

    /// A node that leads to an id.
    pub(crate) fn link(&mut self, target: &str, within: usize) -> usize {
        let link = self.node(Kind::Link, within);
        self.targets.push((link, target.to_owned()));
        link
    }

    /// A figure whole, its mark small above the line and never apart from it.
    fn figure(&mut self, atoms: &mut Vec<Atom>, style: &Style, figure: &Figure, node: usize) {
        let from = atoms.len();
        self.push(atoms, style, &figure.text, node);
        let number = figure.text.chars().any(|letter| letter.is_ascii_digit());
        let whole = number && atoms.len() - from <= WHOLE;
        atoms[from..].iter_mut().skip(1).filter(|_| whole).for_each(|atom| atom.joined = true);
        if let Some(first) = atoms.get_mut(from) {
            self.anchors.push(figure.id.clone());
            first.anchor = Some(self.anchors.len() - 1);
        }
        let Some(mark) = figure.note_mark() else { return };
        let node = match figure.note {
            Some(note) => self.link(&format!("note-{note}"), node),
            None => node,
        };
        self.raised(atoms, style, &mark, node);
    }

    /// A mark, small above the line and never apart from what stands before it.
    fn raised(&mut self, atoms: &mut Vec<Atom>, style: &Style, mark: &str, node: usize) {
        let small = Style { size: style.size * MARK.0 / 100, track: 0, ..*style };
        let from = atoms.len();
        self.push(atoms, &small, mark, node);
        for atom in &mut atoms[from..] {
            atom.rise = style.size * MARK.1 / 100;
            atom.joined = true;
        }
        narrow_mark(&mut atoms[from..]);
    }

    /// Lines of letters as strips.
    pub(crate) fn strips(&self, atoms: &[Atom], style: &Style, width: Length) -> Vec<Strip> {
        let lines = line::set(atoms, style, width);
        // Anchors are few: each goes to the line that holds its letter.
        let mut begun = 0;
        let one = |runs: Vec<page::Run>| {
            let count: usize = runs.iter().map(|run| run.glyphs.len()).sum();
            let end = (begun + count).min(atoms.len());
            let anchors = atoms[begun..end]
                .iter()
                .filter_map(|atom| atom.anchor)
                .map(|at| self.anchors[at].clone())
                .collect();
            begun = end;
            // Spaces at which lines end are left out of them.
            while atoms.get(begun).is_some_and(|atom| atom.letter == ' ') {
                begun += 1;
            }
            let mut strip = Strip { height: style.line, grid: style.grid, anchors, ..Strip::default() };
            strip.runs = runs;
            strip.runs.iter_mut().for_each(|run| run.y += style.baseline());
            strip
        };
        lines.into_iter().map(one).collect()
    }
}

/// The brackets of a mark give up their empty halves: it stands as close as its digits.
fn narrow_mark(atoms: &mut [Atom]) {
    for atom in atoms {
        let spare = if atom.drawn.width >= 900 { atom.size / 2 } else { 0 };
        match atom.letter {
            '〔' => {
                atom.width -= spare;
                atom.shift = spare;
            }
            '〕' => atom.width -= spare,
            _ => {}
        }
    }
}
