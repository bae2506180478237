//! Names of bookmarks: an id of the tree as a name that a word processor accepts.

use crate::{Block, Document, Run};
use std::collections::{BTreeMap, BTreeSet};

/// Names are letters, digits and underscores, begin with a letter and have at most 40 characters.
const LONGEST: usize = 40;

/// The bookmark of every id that something leads to.
pub(super) struct Bookmarks {
    names: BTreeMap<String, (usize, String)>,
}

impl Bookmarks {
    /// Gathers what figures, links and notes lead to, so that nothing else is bookmarked.
    pub(super) fn of(document: &Document) -> Self {
        let mut targets: Vec<String> =
            document.attachments.iter().map(|attachment| attachment.id.clone()).collect();
        let bodies = std::iter::once(&document.body).chain(document.attachments.iter().map(|a| &a.body));
        for block in bodies.flat_map(|body| &body.blocks) {
            if let Block::Note(note) = block {
                targets.push(note.id.clone());
                targets.extend(note.back.clone());
            }
            for run in block.runs() {
                if let Run::Link { target, .. } | Run::Mark { target, .. } = run {
                    targets.push(target.clone());
                }
            }
        }
        let mut names = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for target in targets {
            let number = names.len();
            names.entry(target).or_insert_with_key(|target| (number, name(target, number, &mut taken)));
        }
        Bookmarks { names }
    }

    /// The name to lead to, if there is such a bookmark.
    pub(super) fn name(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(|(_, name)| name.as_str())
    }

    /// A mark at a place, for what begins there. A mark that ended behind the last full stop of a paragraph would cost
    /// an empty line in LibreOffice when the full stop hangs in the margin.
    pub(super) fn at(&self, id: &str) -> String {
        let (start, end) = self.around(id);
        start + &end
    }

    /// The marks that begin and end what the id names; empty for ids that nothing leads to.
    pub(super) fn around(&self, id: &str) -> (String, String) {
        match self.names.get(id) {
            Some((number, name)) => (
                format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/>"),
                format!("<w:bookmarkEnd w:id=\"{number}\"/>"),
            ),
            None => (String::new(), String::new()),
        }
    }
}

fn name(id: &str, number: usize, taken: &mut BTreeSet<String>) -> String {
    let kept: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let lead = if kept.starts_with(|c: char| c.is_ascii_alphabetic()) { "" } else { "b" };
    let whole = format!("{lead}{kept}");
    let usable = whole.len() <= LONGEST && id.is_ascii() && taken.insert(whole.to_ascii_lowercase());
    if usable {
        return whole;
    }
    // Cut and told apart by its number; ids are ASCII after the mapping above.
    let short = format!("{}_{number}", &whole[..whole.len().min(LONGEST - 8)]);
    taken.insert(short.to_ascii_lowercase());
    short
}
