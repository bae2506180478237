//! Drafts as offices write them, well made and spoiled.

#[path = "../../../paper/tests/it/around.rs"]
mod around;
mod documents;
mod good;
mod spoiled;
