//! A document tree and its writers: DOCX, HTML, plain text; and a plain workbook.
//!
//! The tree is what an official document is made of: a title, numbered headings, paragraphs, points, tables, notes.
//! Figures are runs of their own that carry the id of their source and the number of their note, so that each writer
//! can lead from a printed number to where it comes from. Numbers of headings are computed in the tree; writers for
//! further formats find everything they need in it (it is serialisable). The same tree gives the same bytes.
//!
//! ```
//! use paper::{Document, Figure, Level, Notes, Run};
//! let mut document = Document::default();
//! document.meta.title = vec!["样例区人民政府".into(), "关于2022年度履行教育职责的自评报告".into()];
//! document.body.heading("funding", Level::First, vec![Run::text("全力保障教育优先发展")]);
//! document.body.paragraph("budget", vec![
//!     Run::text("一般公共预算教育经费"),
//!     Run::Figure(Figure {
//!         id: "figure-F24".into(), text: "15.44亿元".into(), source: "F24".into(), note: Some(1), mark: None,
//!     }),
//!     Run::text("。"),
//! ]);
//! assert!(paper::text(&document, Notes::With).contains("一、全力保障教育优先发展\n　　一般公共预算教育经费15.44亿元〔1〕。"));
//! assert!(paper::html(&document, &|figure| Some(format!("/figures/{}", figure.source))).contains("/figures/F24"));
//! assert_eq!(paper::docx(&document)[..2], *b"PK");
//! ```

mod blank;
mod block;
mod docx;
mod drawing;
mod escape;
mod html;
mod ledger;
mod letterhead;
mod listing;
mod moved;
mod numbering;
mod package;
mod rendition;
mod run;
mod sheets;
mod table;
mod text;
mod title;
mod tree;
mod verbatim;
mod workbook;

pub use blank::{BlankColumn, BlankKind, blank};
pub use block::{Block, Body, Heading, Level, Note, NoteLine, Paragraph, Point, Points};
pub use docx::{docx, page_number};
pub use drawing::Drawing;
pub use escape::escaped;
pub use html::{article, article_marked, html};
pub use ledger::ledger;
pub use letterhead::{Imprint, Letterhead};
pub use listing::{Listing, ListingColumn, listing, listing_csv};
pub use moved::{Moved, moved, sentences};
pub use numbering::chinese_numeral;
pub use package::packed;
pub use rendition::{Rendition, rendition};
pub use run::{Figure, Run};
pub use table::{Align, Bar, Cell, Column, Row, Table};
pub use text::{Notes, text};
pub use title::title_lines;
pub use tree::{Attachment, Day, Document, Meta};
pub use verbatim::{QrCode, Stretch, Verbatim};
pub use workbook::workbook;
