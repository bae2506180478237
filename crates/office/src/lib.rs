//! The office: what it can do (`act`) and what it can answer (`ask`).
//!
//! The only room with SQL, the clock and chance. Every act passes one function: it is checked, allowed, written into the
//! journal together with the rows that follow from it, and covered by a signed checkpoint, in one transaction. Every
//! question is asked of a [`Reading`]: one state of the journal, by the definitions in force for the year asked for.
//! The doors above get plain values ([`view`]) and know neither SQL nor rules.
//!
//! It never knows a mechanism by name: registers, fields and rules come from the pack.

mod account;
mod act;
mod ask;
mod audit;
mod backup;
mod card;
mod clock;
mod condition;
mod district;
mod end;
mod error;
mod event;
mod evidence;
mod fault;
mod fonts;
mod health;
mod intake;
mod keys;
mod leaf;
mod letters;
mod look;
mod moving;
mod pace;
mod packs;
mod private;
mod query;
mod refusal;
mod replay;
mod round;
mod row;
mod secret;
mod session;
mod sight;
mod signing;
mod state;
mod store;
mod under_way;
mod verify;
mod within;
mod witness;
mod written;

pub use account::{
    AllowedOrigins, DIRECTORY, Directory, DueWebhook, Known, Overseers, Programme, Push, Shown, SignIn,
    Typed, Visitor,
};
pub use act::{
    Acknowledging, Attaching, Block, Due, Forward, Given, ImportOptions, LetterEvent, Merging, Opened,
    Outbox, Outgoing, Progress, Refused, Reported, Sealing, StepGiven, Taking, verify_opening,
};
pub use ask::STACK;
pub use ask::{
    AsOf, CaseFilter, Checked, CoverageView, EditionReport, ExportKind, Fill, Format, IssuedReport,
    LetterQuery, Listed, MovedReport, Printed, ROWS_SHOWN, Reading, WhatIf, WrittenReport, check,
    explain_draw, trips_view, verify_draws, verify_proof,
};
pub use assess::plan::RoutesTrips;
pub use backup::{Beside, Receipt, Restoring, restore};
pub use clock::{Clock, Entropy, Machine, end_of_day, instant};
pub use condition::{Condition, Part, Relation, Subject};
pub use define::{CatalogueItem, Channel, Crossing, Date, Wanted, is_id as is_definition_id};
pub use district::Office;
pub use error::{Error, Result};
pub use evidence::arriving::Arriving;
pub use fault::{Fault, FaultKind};
pub use finding::{Finding, Grade, Place, has_error};
pub use health::Pulse;
pub use keys::KeyFile;
pub use ledger::letter::{Happening, State as LetterState};
pub use ledger::{Envelope, Likeness, ListPerson, OnRoll, birth, on_roll, repeated};
pub use moving::{Moved, move_to_files, move_to_server};
pub use packs::{
    DraftedPack, PackCheck, aspect_folder, check_pack, describe_pack, draft_pack, find_in_pack, graph_pack,
};
pub use paper::Rendition;
/// Draws as such, for whoever measures them.
pub use proof::base64;
pub use proof::draw as lots;
pub use query::{DutyQuery, EntryQuery, RowQuery};
pub use reader::{
    ATTACHED_LIMIT, Column, DOCUMENT_LIMIT, Encoding, FILE_LIMIT, Prose, Tables, attached_text, copied,
    prose, returned,
};
pub use session::{Session, Via, Who};
pub use state::Shelf;
pub use store::Address;
pub use view;
pub use witness::{Unsigned, WitnessBooks, Witnessed, with_cosignatures, witness, witnessed};
