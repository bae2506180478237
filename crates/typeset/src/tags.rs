//! Tags of a PDF: which words are a heading, a cell, a link (ISO 32000-1, 14.8).

use crate::page::{Kind, Node, Pages};
use krilla::surface::Surface;
use krilla::tagging::{
    ContentTag, Identifier, Node as Tagged, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use std::num::NonZeroU16;

/// What belongs to each node, in the order in which it came onto paper.
pub(crate) struct Tags {
    nodes: Vec<Node>,
    parts: Vec<Vec<Part>>,
    /// Whether a node hangs on what it is within.
    hung: Vec<bool>,
}

enum Part {
    Leaf(Identifier),
    Node(usize),
}

impl Tags {
    pub(crate) fn new(pages: &Pages) -> Self {
        let count = pages.nodes.len();
        Tags {
            nodes: pages.nodes.clone(),
            parts: (0..count).map(|_| Vec::new()).collect(),
            hung: vec![false; count],
        }
    }

    /// Draws what is no part of the text.
    pub(crate) fn artifact(
        &self,
        surface: &mut Surface<'_>,
        tag: ContentTag<'_>,
        draw: impl FnOnce(&mut Surface<'_>),
    ) {
        surface.start_tagged(tag);
        draw(surface);
        surface.end_tagged();
    }

    /// Draws what belongs to a node.
    pub(crate) fn within(
        &mut self,
        surface: &mut Surface<'_>,
        node: usize,
        tag: ContentTag<'_>,
        draw: impl FnOnce(&mut Surface<'_>),
    ) {
        let identifier = surface.start_tagged(tag);
        draw(surface);
        surface.end_tagged();
        self.leaf(node, identifier);
    }

    /// Hangs something on a node.
    pub(crate) fn leaf(&mut self, node: usize, identifier: Identifier) {
        self.hang(node);
        if let Some(parts) = self.parts.get_mut(node) {
            parts.push(Part::Leaf(identifier));
        }
    }

    /// Hangs a node on what it is within, and that on what it is within.
    fn hang(&mut self, node: usize) {
        let mut at = node;
        while let Some(within) = self.nodes.get(at).and_then(|one| one.within) {
            if std::mem::replace(&mut self.hung[at], true) {
                return;
            }
            self.parts[within].push(Part::Node(at));
            at = within;
        }
    }

    /// The tree.
    pub(crate) fn tree(mut self) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some("zh-CN".to_owned()));
        for part in self.children(0) {
            tree.push(part);
        }
        tree
    }

    fn children(&mut self, node: usize) -> Vec<Tagged> {
        let parts = self.parts.get_mut(node).map(std::mem::take).unwrap_or_default();
        parts
            .into_iter()
            .map(|part| match part {
                Part::Leaf(identifier) => identifier.into(),
                Part::Node(at) => {
                    let children = self.children(at);
                    TagGroup::with_children(kind(&self.nodes[at].kind), children).into()
                }
            })
            .collect()
    }
}

fn kind(kind: &Kind) -> TagKind {
    match kind {
        Kind::Document => Tag::Section.into(),
        // PDF 1.7 has no title: it is the first heading.
        Kind::Title => Tag::Hn(NonZeroU16::MIN, None).into(),
        Kind::Heading(depth) => Tag::Hn(NonZeroU16::MIN.saturating_add(*depth), None).into(),
        Kind::Paragraph => Tag::P.into(),
        Kind::Caption => Tag::P.into(),
        Kind::Table => Tag::Table.into(),
        Kind::Row => Tag::TR.into(),
        Kind::Head => Tag::TH(TableHeaderScope::Column).into(),
        Kind::Cell => Tag::TD.into(),
        Kind::Link => Tag::Link.into(),
        Kind::Picture(words) => Tag::Figure(Some(words.clone())).into(),
    }
}
