//! A search that is stopped keeps its best, and says no more than is proven.

use crate::cases::{Dice, FAMILIES};
use crate::problem;
use crate::smallest::smallest;
use plan::{Found, Progress, Watch};

/// Says no after so many questions.
struct Patience(u32);

impl Watch for Patience {
    fn go_on(&mut self) -> bool {
        self.0 = self.0.saturating_sub(1);
        self.0 > 0
    }

    fn tell(&mut self, progress: &Progress, _: u32) {
        if let (Some(objective), Some(bound)) = (progress.objective, progress.bound) {
            assert!(bound <= objective, "{progress:?}");
        }
    }
}

#[test]
fn whenever_it_is_stopped_its_certificate_holds() {
    let (mut unproven, mut proven) = (0, 0);
    for (format, write) in FAMILIES {
        for seed in 1..=8 {
            let problem = problem(&write(&mut Dice::new(seed)), format);
            let least = smallest(&problem).map(i128::from);
            for patience in [0, 1, 2, 3, 5, 8, 30] {
                match plan::solve(&problem, 1, &mut Patience(patience)) {
                    Found::Plan(certificate) => {
                        let claim = plan::check(&certificate, &problem).unwrap();
                        let least = least.expect("there is a plan");
                        assert!(claim.bound <= least && least <= claim.objective, "{claim:?}, best {least}");
                        *(if claim.is_proven() { &mut proven } else { &mut unproven }) += 1;
                    }
                    Found::Nothing(_) => assert_eq!(least, None),
                    Found::Stopped => {}
                }
            }
        }
    }
    assert!(unproven > 3 && proven > 10, "{unproven} {proven}");
}
