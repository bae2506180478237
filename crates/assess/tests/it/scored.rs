//! Points and grades.

use super::*;
use assess::{Effect, Score, Verdict, score};
use quantity::Decimal;

/// The score of the pack `shapes` (40 + 30 + 30 points, 2 beyond, 5 off) for the verdicts of
/// area, class size, no dropouts, certificates.
fn scored(verdicts: [Verdict; 4]) -> Score {
    let ids = ["area-per-pupil", "class-size", "no-dropouts", "certified"];
    let verdict = |id: &str| match ids.iter().position(|known| *known == id) {
        Some(at) => Some(verdicts[at]),
        None => Some(Verdict::Met),
    };
    score(&pack("shapes"), verdict).unwrap()
}

fn points(score: &Score) -> (Decimal, Decimal) {
    (score.least, score.most)
}

#[test]
fn points_are_an_interval_while_something_cannot_be_told() {
    use Verdict::{CannotTell, Met, NotMet};
    let decimal = |n: i32| Decimal::from(n);
    let all = scored([Met, Met, Met, Met]);
    assert_eq!(points(&all), (decimal(102), decimal(102)), "bonus points go beyond the full score");
    assert_eq!(all.full, decimal(100));
    assert_eq!(all.grade.unwrap().bands, ["优秀"]);
    let unknown = scored([Met, CannotTell, Met, CannotTell]);
    assert_eq!(points(&unknown), (decimal(65), decimal(102)));
    let grade = unknown.grade.unwrap();
    assert_eq!(grade.bands, ["优秀", "良好", "合格"], "from 65 and barred to 102 and free");
    assert_eq!(grade.rules.len(), 1);
    assert!(!grade.rules[0].certain);
    assert_eq!(points(&scored([Met, Met, Met, NotMet])), (decimal(97), decimal(97)));
}

#[test]
fn rules_move_the_grade_down_and_never_up() {
    use Verdict::{Met, NotMet};
    // Area is 40 points: 62 are left, which is the last band but one already after the drop.
    let dropped = scored([NotMet, Met, Met, Met]).grade.unwrap();
    assert_eq!(dropped.bands, ["不合格"]);
    assert_eq!(dropped.rules[0].effect, Effect::Drop);
    let barred = scored([Met, NotMet, Met, Met]).grade.unwrap();
    assert_eq!((barred.bands.as_slice(), barred.rules[0].effect), (&["合格".to_string()][..], Effect::Bar));
    let vetoed = scored([Met, Met, NotMet, Met]).grade.unwrap();
    assert_eq!(vetoed.bands, ["不合格"]);
    assert_eq!(vetoed.rules[0].sentence.as_deref(), Some("有学生失学"));
    let all = [Verdict::Met, Verdict::NotMet, Verdict::CannotTell];
    let rank = |score: &Score| -> (usize, usize) {
        let order = ["优秀", "良好", "合格", "不合格"];
        let bands = &score.grade.as_ref().unwrap().bands;
        let place = |name: &String| order.iter().position(|known| known == name).unwrap();
        (place(bands.first().unwrap()), place(bands.last().unwrap()))
    };
    for a in all {
        for b in all {
            for c in all {
                for d in all {
                    let (best, worst) = rank(&scored([a, b, c, d]));
                    // Whatever the unknowns turn out to be, the grade lies within what was said.
                    for told in [Verdict::Met, Verdict::NotMet] {
                        let settle = |v: Verdict| if v == Verdict::CannotTell { told } else { v };
                        let (x, y) = rank(&scored([settle(a), settle(b), settle(c), settle(d)]));
                        assert_eq!(x, y);
                        assert!(best <= x && x <= worst, "{a:?} {b:?} {c:?} {d:?}");
                    }
                }
            }
        }
    }
}
