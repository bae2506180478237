//! Random district-years through the real executable: what must hold holds, and a planted fault is found and replayed.

use crate::{duheng, json};
use serde_json::Value;

fn simulate(words: &[&str]) -> Value {
    let said = duheng(&[&["simulate", "--json"], words].concat());
    serde_json::from_slice(&said.stdout).unwrap_or_else(|_| panic!("{said:?}"))
}

fn violations(outcome: &Value) -> Vec<&str> {
    outcome["violations"].as_array().unwrap().iter().map(|one| one["what"].as_str().unwrap()).collect()
}

#[test]
fn random_years_with_cuts_and_lost_answers_break_nothing() {
    let outcome = json(&["simulate", "--seed", "100", "--years", "12", "--json"]);
    assert_eq!(violations(&outcome), [""; 0]);
    let played = &outcome["played"];
    for what in ["recorded", "refused", "cuts", "lost", "reopened"] {
        assert!(played[what].as_u64().unwrap() > 0, "{what}: {played}");
    }
}

#[test]
fn a_planted_fault_is_found_and_one_seed_replays_it() {
    for plant in ["forgetful", "hand"] {
        let found = simulate(&["--seed", "500", "--years", "20", "--plant", plant]);
        let first = &found["violations"][0];
        let replay: Vec<&str> = first["replay"].as_str().unwrap().split(' ').skip(2).collect();
        let again = simulate(&replay);
        assert!(violations(&again).contains(&first["what"].as_str().unwrap()), "{plant}: {first} {again}");
    }
}
