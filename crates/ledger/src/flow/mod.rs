//! Flows (流转): a case goes from who files it to those who sign, and back, until enough have signed in every stage.
//!
//! How a case stands follows from its marks alone: it is in the first stage in which not enough have signed what there is to be read.
//! Whatever is done puts a mark or takes one off, so a case can be lost nowhere: sending back (退回) takes one mark off,
//! and what others signed stays as long as what they answer for says the same.

mod content;
mod moves;
mod offered;
mod people;
mod plan;
mod state;
mod tasks;

pub use content::{digest, read_content, write_content};
pub use moves::Refused;
pub use offered::Offer;
pub use people::{People, StandIn, Term};
pub use plan::{Flow, Node};
pub use state::{Chair, Circulation, Content, Mark, Moment};
pub use tasks::{Actor, Landing, Task, Why};
