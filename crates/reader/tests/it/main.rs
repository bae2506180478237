//! Files as they come.

mod marks;
mod prose;
mod workbook;
