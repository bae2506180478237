//! Points and grades.

use super::*;
use assess::{Effect, Points, Score, Told, Verdict, score};
use quantity::Decimal;

/// The score of the pack `shapes` (40 + 30 + 30 points, 2 beyond, 5 off) for the verdicts of
/// area, class size, no dropouts, certificates.
fn scored(verdicts: [Verdict; 4]) -> Score {
    let ids = ["area-per-pupil", "class-size", "no-dropouts", "certified"];
    let told = |id: &str| {
        let at = ids.iter().position(|known| *known == id);
        Some(Told::from(at.map_or(Verdict::Met, |at| verdicts[at])))
    };
    score(&pack("shapes"), told).unwrap()
}

fn points(score: &Score) -> (Points, Points) {
    (score.least, score.most)
}

#[test]
fn points_are_an_interval_while_something_cannot_be_told() {
    use Verdict::{CannotTell, Met, NotMet};
    let decimal = |n: i32| Points::of(Decimal::from(n));
    let all = scored([Met, Met, Met, Met]);
    assert_eq!(points(&all), (decimal(102), decimal(102)), "bonus points go beyond the full score");
    assert_eq!(all.full, Decimal::from(100));
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

#[test]
fn what_is_met_in_part_is_worth_its_part_where_the_scheme_says_so() {
    use Verdict::{CannotTell, Met, NotMet};
    let mut shapes = define::Pack::clone(&pack("shapes"));
    let of = |pack: &define::Pack, parts: &[Verdict], verdict: Verdict| {
        let told = |id: &str| match id {
            "area-per-pupil" => Some(Told { verdict: Some(verdict), parts: parts.to_vec() }),
            _ => Some(Told::from(Met)),
        };
        let score = score(pack, told).unwrap();
        (score.item("area-per-pupil").unwrap().printed(), score.printed())
    };
    let text = |item: &str, whole: &str| (item.to_string(), whole.to_string());
    assert_eq!(of(&shapes, &[Met, Met, NotMet], NotMet), text("0", "62"));
    shapes.partial_points = true;
    assert_eq!(of(&shapes, &[Met, Met, NotMet], NotMet), text("26.67", "88.67"));
    assert_eq!(of(&shapes, &[Met, CannotTell, NotMet], NotMet), text("13.33～26.67", "75.33～88.67"));
    assert_eq!(of(&shapes, &[Met, CannotTell, Met], CannotTell), text("26.67～40", "88.67～102"));
    assert_eq!(of(&shapes, &[], NotMet), text("0", "62"));
}

#[test]
fn points_are_exact_until_they_are_printed() {
    let third = Points::of(Decimal::from(10)).share(1, 3);
    let sum = (0..3).fold(Points::ZERO, |sum, _| sum.plus(third));
    assert_eq!(sum, Points::of(Decimal::from(10)));
    assert_eq!(third.to_string(), "3.33");
    let sixteen = Points::of("2.5".parse().unwrap()).share(13, 16);
    assert_eq!(sixteen.to_string(), "2.03");
    assert!(
        sixteen < Points::of("2.0313".parse().unwrap()) && sixteen > Points::of("2.0312".parse().unwrap())
    );
    let all =
        (1..=16).fold(Points::ZERO, |sum, parts| sum.plus(Points::of(Decimal::ONE).share(parts - 1, parts)));
    assert!(all > Points::of("12.6192".parse().unwrap()) && all < Points::of("12.6193".parse().unwrap()));
}
