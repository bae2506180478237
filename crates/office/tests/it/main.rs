//! The office on real database files: what is recorded stays, what is wrong is told, what is changed behind its back shows.

mod about;
mod crash;
mod damage;
mod district;
mod draw;
mod duties;
mod journal;
mod lists;
mod record;
mod refusals;
mod rosters;
mod signals;
mod thread;
mod workbook;
