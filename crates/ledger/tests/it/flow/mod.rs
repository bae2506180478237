//! Flows, gone through exhaustively: every flow of up to six stages and four seats, every order of what can be done.

mod case;
mod explore;
mod world;

use explore::{Kind, explore};
use world::{World, worlds};

/// Goes through all worlds with so many seats, each with one kind of thing done besides signing, returning, taking back and leaving office.
fn through(seats: usize, kinds: &[Kind]) {
    let (mut states, mut steps, mut count) = (0, 0, 0);
    for world in worlds(seats) {
        for kind in kinds {
            let found = explore(&world, *kind).unwrap_or_else(|wrong| panic!("{wrong}\n{world:?} {kind:?}"));
            states += found.0;
            steps += found.1;
            count += 1;
        }
    }
    println!("{seats} seats: {count} flows, {states} states, {steps} steps");
    assert!(states > count, "something was gone through");
}

#[test]
fn one_and_two_seats_with_everything() {
    through(1, &Kind::ALL);
    through(2, &Kind::ALL);
}

#[test]
fn three_seats() {
    through(3, &Kind::ALL);
}

#[test]
fn four_seats() {
    through(4, &Kind::ALL);
}

#[test]
fn two_seats_of_one_role_take_two_persons() {
    for need in [1, 2] {
        let world = World::pool(need);
        for kind in Kind::ALL {
            explore(&world, kind).unwrap_or_else(|wrong| panic!("{wrong}\n{world:?} {kind:?}"));
        }
    }
}
