//! Files as they come.

mod prose;
mod workbook;
