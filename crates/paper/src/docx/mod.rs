//! DOCX (ECMA-376, WordprocessingML) in the layout of GB/T 9704-2012. The same tree gives the same bytes.

mod bookmarks;
mod content;
mod package;
mod styles;

use crate::Document;
use crate::package::packed;

/// Writes a document as DOCX: A4, type area 156 × 225 mm, 22 lines of 28 characters, fonts by name, headings with
/// outline levels, page numbers outside, figures linked to their notes.
///
/// Fonts are named, not embedded: 方正小标宋简体, 仿宋_GB2312, 楷体_GB2312, 黑体, 宋体.
pub fn docx(document: &Document) -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", package::CONTENT_TYPES.to_string()),
        ("_rels/.rels", package::RELATIONSHIPS.to_string()),
        ("docProps/app.xml", package::APPLICATION.to_string()),
        ("docProps/core.xml", package::core(document)),
        ("word/_rels/document.xml.rels", package::DOCUMENT_RELATIONSHIPS.to_string()),
        ("word/document.xml", content::document(document)),
        ("word/fontTable.xml", styles::fonts()),
        ("word/footer-even.xml", package::footer("left")),
        ("word/footer-odd.xml", package::footer("right")),
        ("word/settings.xml", package::SETTINGS.to_string()),
        ("word/styles.xml", styles::styles()),
    ];
    packed(&parts)
}
