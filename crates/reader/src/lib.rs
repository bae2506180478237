//! Bytes of files to what stands in them, with places: tables of text cells (CSV, XLSX), paragraphs (DOCX, HTML, PDF, text).
//!
//! A file is read by its content, not by its name, and is bounded before it expands. What cannot be read is a
//! [`finding::Finding`] that says what to do; nothing here knows registers, or what a cell means.
//!
//! Start at [`tables()`] and [`prose()`].

mod attached;
mod codes;
mod container;
mod encoding;
mod package;
mod pasted;
mod prose;
mod returned;
mod table;
mod tables;

pub use attached::{ATTACHED_LIMIT, Attached, attached_text, says_where};
pub use codes::code;
pub use encoding::Encoding;
pub use package::parts;
pub use pasted::{copied, pasted};
pub use prose::{DOCUMENT_LIMIT, Prose, TEXT_LIMIT, prose};
pub use returned::{Column, returned};
pub use table::{Line, Medium, Table};
pub use tables::{FILE_LIMIT, Tables, tables};
