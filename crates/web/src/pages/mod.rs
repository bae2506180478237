//! The pages, one room each: `routes`, what is asked, the page beside its template, and its words. A page's struct holds
//! what is shown, in words; it is made from a view.

pub mod account;
pub mod cases;
pub mod claims;
pub mod desk;
pub mod devices;
pub mod draw;
pub mod duty;
pub mod edition;
pub mod evidence;
pub mod figure;
pub mod grid;
pub mod home;
pub mod indicators;
pub mod journal;
pub mod notice;
pub mod people;
pub mod plans;
pub mod printed;
pub mod problem;
pub mod record;
pub mod register;
pub mod report;
pub mod roster;
pub mod school;
pub mod tap;

mod cell;
mod judged;
mod outcome;

#[cfg(test)]
mod tests;
