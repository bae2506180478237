//! Flows, gone through exhaustively: every flow of up to six stages and four seats, with every way in which those who sign and who
//! files are the same or different persons, and every order of what can be done. Signing, sending back and taking back are
//! without a bound; of what else there is (somebody leaves, hands on, asks besides, stands in, a field is changed, the time is up)
//! so many are done in between as is said.

mod case;
mod explore;
mod world;

use explore::explore;
use world::{World, worlds};

/// Goes through all flows of so many seats, a part of them each, with at most so many other things in between.
fn through(seats: usize, most: u8, part: usize, parts: usize) {
    let (mut states, mut steps, mut count) = (0, 0, 0);
    for world in worlds(seats).into_iter().skip(part).step_by(parts) {
        let found = explore(&world, most).unwrap_or_else(|wrong| panic!("{wrong}\n{world:?}"));
        states += found.0;
        steps += found.1;
        count += 1;
    }
    println!("{seats} seats, {most} others: {count} flows, {states} states, {steps} steps");
    assert!(states > count, "something was gone through");
}

/// Parts of the flows of three seats, of which one is gone through when not all of it is asked for.
const PARTS: usize = 6;

/// Whether more is gone through, for many minutes: `DUHENG_FLOWS=1 cargo test -p ledger --test it flow::`.
fn all() -> bool {
    std::env::var_os("DUHENG_FLOWS").is_some()
}

#[test]
fn one_seat_with_two_other_things() {
    through(1, 2, 0, 1);
}

#[test]
fn two_seats_with_other_things() {
    through(2, if all() { 2 } else { 1 }, 0, 1);
}

#[test]
fn three_seats_with_one_other_thing() {
    let (part, parts) = if all() { (0, 1) } else { (1, PARTS) };
    through(3, 1, part, parts);
}

#[test]
fn three_and_four_seats() {
    through(3, 0, 0, 1);
    through(4, 0, 0, 1);
}

#[test]
fn two_seats_of_one_role_take_two_persons() {
    for need in [1, 2] {
        let world = World::pool(need);
        explore(&world, 1).unwrap_or_else(|wrong| panic!("{wrong}\n{world:?}"));
    }
}
