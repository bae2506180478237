//! Whatever the solver says of small problems is what trying everything says.

use crate::cases::{Dice, FAMILIES};
use crate::problem;
use crate::smallest::smallest;
use plan::{Found, Unhurried};

/// Problems of each family.
const SEEDS: u64 = 25;

#[test]
fn the_solver_finds_and_proves_what_trying_everything_finds() {
    let (mut plans, mut none) = (0, 0);
    for (format, write) in FAMILIES {
        for seed in 1..=SEEDS {
            let text = write(&mut Dice::new(seed));
            let problem = problem(&text, format);
            match (plan::solve(&problem, seed, &mut Unhurried), smallest(&problem)) {
                (Found::Plan(certificate), Some(least)) => {
                    let claim =
                        plan::check(&certificate, &problem).unwrap_or_else(|flaw| panic!("{flaw}\n{text}"));
                    assert!(claim.is_proven(), "{claim:?}\n{text}");
                    assert_eq!(claim.objective, i128::from(least), "{text}");
                    plans += 1;
                }
                (Found::Nothing(conflict), None) => {
                    assert!(!conflict.0.is_empty(), "{text}");
                    none += 1;
                }
                (found, least) => panic!("{found:?}, but trying everything gives {least:?}\n{text}"),
            }
        }
    }
    assert!(plans > 60 && none > 4, "{plans} with a solution, {none} without");
}

#[test]
fn the_same_seed_gives_the_same_certificate() {
    for (format, write) in FAMILIES {
        let problem = problem(&write(&mut Dice::new(7)), format);
        let again = |seed| match plan::solve(&problem, seed, &mut Unhurried) {
            Found::Plan(certificate) => certificate.text(),
            other => format!("{other:?}"),
        };
        assert_eq!(again(3), again(3));
    }
}
