//! Evidence (佐证材料): files attached to rows. What is journalled is the digest with name, kind and days; the bytes lie in the data
//! folder under it, and are read by whoever sees a row to which they are attached.
//!
//! | | |
//! |---|---|
//! | `arriving` | a file that comes in pieces, and goes on where it stopped |
//! | `bytes` | where the bytes lie |
//! | `verify` | that every file is there and is what was journalled |

pub(crate) mod arriving;
pub(crate) mod bytes;
pub(crate) mod verify;
