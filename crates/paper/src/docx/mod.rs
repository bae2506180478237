//! DOCX (ECMA-376, WordprocessingML) in the layout of GB/T 9704-2012. The same tree gives the same bytes.

mod around;
mod bookmarks;
mod content;
mod package;
mod picture;
mod styles;

pub use package::page_number;

use crate::package::packed;
use crate::{Block, Document};

/// Writes a document as DOCX: A4, type area 156 × 225 mm, 22 lines of 28 characters, fonts by name, headings with
/// outline levels, page numbers outside, figures linked to their notes.
///
/// Fonts are named, not embedded: 方正小标宋简体, 仿宋_GB2312, 楷体_GB2312, 黑体, 宋体.
pub fn docx(document: &Document) -> Vec<u8> {
    let pictures = pictures(document);
    let text = |text: String| text.into_bytes();
    let mut parts = vec![
        ("[Content_Types].xml", text(package::CONTENT_TYPES.to_string())),
        ("_rels/.rels", text(package::RELATIONSHIPS.to_string())),
        ("docProps/app.xml", text(package::APPLICATION.to_string())),
        ("docProps/core.xml", text(package::core(document))),
        ("word/_rels/document.xml.rels", text(package::relationships(&pictures))),
        ("word/document.xml", text(content::document(document))),
        ("word/fontTable.xml", text(styles::fonts())),
        ("word/footer-even.xml", text(package::footer("left"))),
        ("word/footer-odd.xml", text(package::footer("right"))),
        ("word/settings.xml", text(package::SETTINGS.to_string())),
        ("word/styles.xml", text(styles::styles())),
    ];
    for (name, bytes) in &pictures {
        parts.push((name, bytes.clone()));
    }
    packed(&parts)
}

/// The pictures in the order in which they stand: name of the part, and bytes.
fn pictures(document: &Document) -> Vec<(String, Vec<u8>)> {
    let bodies = std::iter::once(&document.body).chain(document.attachments.iter().map(|one| &one.body));
    let drawn = bodies.flat_map(|body| &body.blocks).flat_map(|block| -> Vec<Vec<u8>> {
        match block {
            Block::Code(code) => code.modules().iter().map(picture::png).collect(),
            Block::Drawing(drawing) => vec![picture::drawing(&drawing.modules())],
            Block::Table(table) => table.bars().map(picture::bar).collect(),
            _ => Vec::new(),
        }
    });
    let named = |(at, bytes)| (format!("word/media/code-{}.png", at + 1), bytes);
    drawn.enumerate().map(named).collect()
}
