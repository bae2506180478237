//! The small total expression language of indicators (标): parse, unit check, evaluate by columns, trace.
//!
//! A formula is one line of Chinese field names and arithmetic that a clerk can hold against the official document.
//! It has no loops and no recursion: every formula ends, in time linear in the rows it looks at.
//!
//! The way of a formula: [`compile`] checks words, names, kinds and units against a [`Schema`] and tells all
//! [`Problem`]s at once; an [`Evaluation`] computes it over the [`World`]'s [`Frame`]s, exactly; [`Trace`] tells for
//! every aggregate, parameter and indicator in it what it came to and from which rows.

mod answer;
mod calendar;
mod check;
mod depends;
mod describe;
mod evaluation;
mod family;
mod formula;
mod frame;
mod functions;
mod kernel;
mod kind;
mod lex;
mod near;
mod parse;
mod problem;
mod schema;
mod scope;
mod syntax;
mod trace;
mod tree;
mod vector;
mod world;

pub use answer::{Answer, Reason};
pub use calendar::{date, day};
pub use depends::Dependencies;
pub use evaluation::{CellChange, Evaluation, Group};
pub use formula::{Formula, compile};
pub use frame::{Cells, Column, Frame, Missing};
pub use functions::{FUNCTIONS, Function, manual};
pub use kernel::{Asked, Survey};
pub use kind::Kind;
pub use near::nearest;
pub use problem::{Needed, Problem, Span};
pub use schema::{Field, Indicator, Parameter, Reference, Schema, Table};
pub use scope::Scope;
pub use trace::{Source, Term, Trace};
pub use world::World;
