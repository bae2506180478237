//! A sandbox (沙箱): what somebody else wrote is read in a process of its own, which may die.
//!
//! A document or a table that comes from outside is read by a child of the same executable under limits of address space, processor
//! time, stack and files. Whatever it does to its reader, the house stays: the death of the child is a
//! [`finding::Finding`] about the document. A few children at once, whoever asks; a child whose asker has left is ended.
//!
//! [`Sandbox`] is the one who asks, [`serve_child`] the other end; [`Limits`] what a document may cost.
//!
//! *Never knows* what stands in a document: the reading itself is the pure room `reader`.

mod cancellation;
mod child;
mod frame;
mod limits;
mod pool;
mod question;
mod sandbox;
mod tables;
mod told;

pub use cancellation::{CancelOnDrop, Cancellation};
pub use child::{serve_child, serve_child_by};
pub use limits::{Limits, descriptors};
pub use sandbox::{MARK, Sandbox, VERB};
