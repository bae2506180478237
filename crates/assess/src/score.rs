//! Points and grade of a scheme (评分与等次).
//!
//! An indicator that cannot be told is worth between nothing and its weight; the points are therefore an interval and
//! the grade is told only when both ends come to the same band.

use crate::Verdict;
use define::{Grades, Indicator, Pack, Rule};
use quantity::Decimal;

/// The points of one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Id of the indicator.
    pub indicator: String,
    /// Points for being met.
    pub weight: Decimal,
    /// Least points, whatever the unknowns turn out to be. Negative when points are taken off (扣分).
    pub least: Decimal,
    /// Most points. Above the weight when there are points beyond the full score (加分).
    pub most: Decimal,
}

/// Points and grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Sum of the weights.
    pub full: Decimal,
    /// Least points.
    pub least: Decimal,
    /// Most points.
    pub most: Decimal,
    /// Indicator by indicator, in the order of the pack.
    pub items: Vec<Item>,
    /// The grade, when the scheme grades.
    pub grade: Option<Graded>,
}

/// A grade with what moved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graded {
    /// Names of the bands it may come to, from the best; one name when it can be told.
    pub bands: Vec<String>,
    /// Rules that bite, or that might.
    pub rules: Vec<Applied>,
}

/// A rule of grading that bites, or that might when its indicator cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// What it does.
    pub effect: Effect,
    /// Id of its indicator.
    pub indicator: String,
    /// What the pack says about it.
    pub sentence: Option<String>,
    /// False when its indicator cannot be told.
    pub certain: bool,
}

/// What a rule does to the grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// To the lowest band (一票否决).
    Veto,
    /// Down one band (降一个等次).
    Drop,
    /// Not the best band (不得评优).
    Bar,
}

impl Effect {
    /// The word shown to a reader.
    pub fn label(self) -> &'static str {
        match self {
            Effect::Veto => "一票否决",
            Effect::Drop => "降一个等次",
            Effect::Bar => "不得评优",
        }
    }
}

/// Points and grade of a pack from the verdicts of its indicators. None when no indicator carries points.
pub fn score(pack: &Pack, verdict: impl Fn(&str) -> Option<Verdict>) -> Option<Score> {
    let zero = Decimal::from(0);
    let add = |a: Decimal, b: Decimal| a.checked_add(&b).unwrap_or(a);
    let mut items = Vec::new();
    for indicator in &pack.indicators {
        if indicator.weight.is_none() && indicator.bonus.is_none() && indicator.deduct.is_none() {
            continue;
        }
        let told = verdict(&indicator.id).unwrap_or(Verdict::CannotTell);
        items.push(item(indicator, told));
    }
    if items.is_empty() {
        return None;
    }
    let full = items.iter().fold(zero, |sum, item| add(sum, item.weight));
    let least = items.iter().fold(zero, |sum, item| add(sum, item.least));
    let most = items.iter().fold(zero, |sum, item| add(sum, item.most));
    let grade = pack.grades.as_ref().map(|grades| grade(grades, least, most, &verdict));
    Some(Score { full, least, most, items, grade })
}

fn item(indicator: &Indicator, told: Verdict) -> Item {
    let zero = Decimal::from(0);
    let weight = indicator.weight.unwrap_or(zero);
    let met = indicator.bonus.and_then(|bonus| weight.checked_add(&bonus)).unwrap_or(weight);
    let not_met = indicator.deduct.map_or(zero, |deduct| deduct.negated());
    let (least, most) = match told {
        Verdict::Met => (met, met),
        Verdict::NotMet => (not_met, not_met),
        Verdict::CannotTell => (not_met, met),
    };
    Item { indicator: indicator.id.clone(), weight, least, most }
}

fn grade(
    grades: &Grades,
    least: Decimal,
    most: Decimal,
    verdict: &impl Fn(&str) -> Option<Verdict>,
) -> Graded {
    let last = grades.bands.len().saturating_sub(1);
    let band = |points: Decimal| grades.bands.iter().position(|band| points >= band.from).unwrap_or(last);
    let (mut best, mut worst) = (band(most), band(least));
    let mut rules = Vec::new();
    let steps: [(Effect, &[Rule]); 3] =
        [(Effect::Drop, &grades.drop), (Effect::Bar, &grades.bar), (Effect::Veto, &grades.veto)];
    for (effect, list) in steps {
        for rule in list {
            let told = verdict(&rule.indicator.text).unwrap_or(Verdict::CannotTell);
            if told == Verdict::Met {
                continue;
            }
            let certain = told == Verdict::NotMet;
            let moved = |band: usize| match effect {
                Effect::Drop => (band + 1).min(last),
                Effect::Bar => band.max(1).min(last),
                Effect::Veto => last,
            };
            worst = moved(worst);
            best = if certain { moved(best) } else { best };
            rules.push(Applied {
                effect,
                indicator: rule.indicator.text.clone(),
                sentence: rule.sentence.clone(),
                certain,
            });
        }
    }
    let bands = grades.bands.get(best..=worst.max(best)).unwrap_or_default();
    Graded { bands: bands.iter().map(|band| band.name.clone()).collect(), rules }
}
