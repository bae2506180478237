//! Claims of prose written for the purpose, planted slips, and what must hold for every text.

mod planted;
mod properties;
mod prose;
