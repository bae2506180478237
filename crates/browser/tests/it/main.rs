//! Journeys of a reader through the pages, in real Chromium. Nothing here is skipped when Chromium is missing: it fails.

mod claims;
mod desk;
mod grid;
mod journey;
mod office;
mod outside;
mod phone;
mod reading;
mod site;
mod verifier;
