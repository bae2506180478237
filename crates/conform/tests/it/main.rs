//! Drafts as offices write them, well made and spoiled.

mod documents;
mod good;
mod spoiled;
