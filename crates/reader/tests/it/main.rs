//! Files as they come.

mod prose;
