//! Renditions (文本): one tree, for three readers.

use crate::{Attachment, Block, Body, Document, Run};
use serde::Serialize;

/// For whom a document is written. What a rendition has, those after it have too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rendition {
    /// 报送本: what is sent. No marks, no annex of sources.
    #[default]
    Clean,
    /// 标注本: every figure with the mark of its note, and the notes in words.
    Marked,
    /// 溯源本: with algorithms and the receipt of the journal, for whoever examines it.
    Sources,
}

impl Rendition {
    /// All of them.
    pub const ALL: [Rendition; 3] = [Rendition::Clean, Rendition::Marked, Rendition::Sources];

    /// Name in commands and addresses.
    pub fn name(self) -> &'static str {
        match self {
            Rendition::Clean => "clean",
            Rendition::Marked => "marked",
            Rendition::Sources => "sources",
        }
    }

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Rendition::Clean => "报送本",
            Rendition::Marked => "标注本",
            Rendition::Sources => "溯源本",
        }
    }

    /// The rendition of a name or of what it is called.
    ///
    /// ```
    /// assert_eq!(paper::Rendition::named("clean"), Some(paper::Rendition::Clean));
    /// assert_eq!(paper::Rendition::named("标注本"), Some(paper::Rendition::Marked));
    /// ```
    pub fn named(text: &str) -> Option<Rendition> {
        Rendition::ALL.into_iter().find(|one| [one.name(), one.label()].contains(&text))
    }
}

/// The document as a rendition has it. Numbers of notes are the same in all of them.
///
/// ```
/// use paper::{Document, Rendition, Figure, Notes, Run};
/// let mut document = Document::default();
/// document.body.paragraph("p", vec![Run::Figure(Figure {
///     id: "f".into(), text: "1.01%".into(), source: "F26".into(), note: Some(3), mark: None,
/// })]);
/// let text = |rendition| paper::text(&paper::rendition(&document, rendition), Notes::With);
/// assert_eq!(text(Rendition::Clean), "　　1.01%\n");
/// assert_eq!(text(Rendition::Marked), "　　1.01%〔3〕\n");
/// ```
pub fn rendition(document: &Document, rendition: Rendition) -> Document {
    let mut document = document.clone();
    document.attachments.retain(|attachment| attachment.from <= rendition);
    let bodies = document.attachments.iter_mut().map(|Attachment { body, .. }| body);
    for body in bodies.chain([&mut document.body]) {
        as_in(body, rendition);
    }
    document
}

fn as_in(body: &mut Body, rendition: Rendition) {
    for block in &mut body.blocks {
        if rendition == Rendition::Clean {
            block.unmark();
            block.runs_mut(&mut |run| {
                if let Run::Figure(figure) = run {
                    (figure.note, figure.mark) = (None, None);
                }
            });
        }
        if let Block::Note(note) = block {
            note.lines.retain(|line| line.from <= rendition);
        }
    }
}
