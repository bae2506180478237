//! Files as they come.

mod marks;
mod prose;
mod returned;
mod workbook;
