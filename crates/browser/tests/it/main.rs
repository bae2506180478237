//! Journeys of a reader through the pages, in real Chromium. Nothing here is skipped when Chromium is missing: it fails.

mod axe;
mod claims;
mod crawl;
mod day;
mod desk;
mod edition;
mod grid;
mod journey;
mod lines;
mod office;
mod outside;
mod phone;
mod photo;
mod pieces;
mod plans;
mod reading;
mod signing;
mod site;
mod tap;
mod verifier;
