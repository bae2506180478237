//! Pages (排版): the document tree of `paper` laid out in the grid of GB/T 9704-2012, and written as PDF and OFD.
//!
//! One layout makes [`Pages`]: glyphs at places, rules, links, what belongs to what. Both writers write the same pages, so
//! that a PDF and an OFD say the same by construction, line for line. Lengths are whole thousandths of a point: the same
//! tree and the same fonts give the same bytes. Fonts come in as bytes; nothing is looked for here.
//!
//! | step | |
//! |---|---|
//! | [`Fonts::of`] | which face serves 仿宋, 楷体, 黑体, 小标宋, 宋体, and what is said when one is missing |
//! | [`pages`] | the tree on sheets: lines broken and filled, headings kept with what follows, heads of tables repeated |
//! | [`pdf`] | PDF/A-2a, tagged, with bookmarks |
//! | [`ofd`] | OFD (GB/T 33190-2016), with bookmarks |
//!
//! ```
//! let (fonts, findings) = typeset::Fonts::of([]);
//! assert_eq!(findings[0].code, "typeset.no-font");
//! let document = paper::Document::default();
//! assert!(typeset::pages(&document, &fonts, &typeset::Sheet::OFFICIAL).is_err());
//! ```

mod around;
mod compose;
mod error;
mod face;
mod fonts;
mod letters;
mod line;
mod ofd;
mod page;
mod paginate;
mod pdf;
mod ruler;
mod shape;
mod strip;
mod style;
mod table;
mod tags;
mod whole;
mod words;

pub use error::Error;
pub use fonts::{Fonts, Role};
pub use ofd::ofd;
pub use page::{ARTIFACT, Bookmark, Enclosed, Fill, Glyph, Kind, Length, Link, Node, Page, Pages, Run};
pub use pdf::pdf;
pub use style::Sheet;
pub use whole::{Laid, pages};
