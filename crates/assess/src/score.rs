//! Points and grade of a scheme (评分与等次).
//!
//! An indicator that cannot be told is worth between nothing and its weight; the points are therefore an interval and
//! the grade is told only when both ends come to the same band. Where a scheme gives points by part (按部分给分), an
//! indicator that is not met is worth the share of its parts that are.

use crate::{Points, Verdict};
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
    pub least: Points,
    /// Most points. Above the weight when there are points beyond the full score (加分).
    pub most: Points,
}

impl Item {
    /// As printed: 3.33, or 3.33～5 while something cannot be told.
    pub fn printed(&self) -> String {
        span(self.least, self.most)
    }
}

/// Least and most points as printed.
fn span(least: Points, most: Points) -> String {
    if least == most { least.to_string() } else { format!("{least}～{most}") }
}

/// What is said of an indicator and of its parts, as points need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Its verdict.
    pub verdict: Option<Verdict>,
    /// The verdicts of its parts.
    pub parts: Vec<Verdict>,
}

impl From<Verdict> for Told {
    fn from(verdict: Verdict) -> Told {
        Told { verdict: Some(verdict), parts: Vec::new() }
    }
}

/// Points and grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Sum of the weights.
    pub full: Decimal,
    /// Least points.
    pub least: Points,
    /// Most points.
    pub most: Points,
    /// Indicator by indicator, in the order of the pack.
    pub items: Vec<Item>,
    /// The grade, when the scheme grades.
    pub grade: Option<Graded>,
}

impl Score {
    /// As printed: 71, or 71～83 while something cannot be told.
    pub fn printed(&self) -> String {
        span(self.least, self.most)
    }

    /// What an indicator is worth; none when it carries no points.
    pub fn item(&self, indicator: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.indicator == indicator)
    }
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

/// Points and grade of a pack from what is said of its indicators. None when no indicator carries points.
pub fn score(pack: &Pack, told: impl Fn(&str) -> Option<Told>) -> Option<Score> {
    let mut items = Vec::new();
    for indicator in &pack.indicators {
        if indicator.weight.is_none() && indicator.bonus.is_none() && indicator.deduct.is_none() {
            continue;
        }
        items.push(item(indicator, &told(&indicator.id).unwrap_or_default(), pack.partial_points));
    }
    if items.is_empty() {
        return None;
    }
    let full = items.iter().fold(Decimal::ZERO, |sum, item| sum.checked_add(&item.weight).unwrap_or(sum));
    let least = items.iter().fold(Points::ZERO, |sum, item| sum.plus(item.least));
    let most = items.iter().fold(Points::ZERO, |sum, item| sum.plus(item.most));
    let verdict = |id: &str| told(id)?.verdict;
    let grade = pack.grades.as_ref().map(|grades| grade(grades, least, most, &verdict));
    Some(Score { full, least, most, items, grade })
}

fn item(indicator: &Indicator, told: &Told, partial: bool) -> Item {
    let weight = indicator.weight.unwrap_or(Decimal::ZERO);
    let met = Points::of(indicator.bonus.and_then(|bonus| weight.checked_add(&bonus)).unwrap_or(weight));
    let count = |one: Verdict| told.parts.iter().filter(|part| **part == one).count();
    let (reached, open, parts) = (count(Verdict::Met), count(Verdict::CannotTell), told.parts.len());
    let nothing = Points::of(indicator.deduct.map_or(Decimal::ZERO, Decimal::negated));
    // Points that are taken off are taken off as a whole.
    let shared = partial && parts > 0 && indicator.deduct.is_none();
    let share = |some: usize| if shared { Points::of(weight).share(some, parts) } else { nothing };
    let (least, most) = match told.verdict.unwrap_or(Verdict::CannotTell) {
        Verdict::Met => (met, met),
        Verdict::NotMet => (share(reached), share(reached + open)),
        Verdict::CannotTell => (share(reached), met),
    };
    Item { indicator: indicator.id.clone(), weight, least, most }
}

fn grade(grades: &Grades, least: Points, most: Points, verdict: &impl Fn(&str) -> Option<Verdict>) -> Graded {
    let last = grades.bands.len().saturating_sub(1);
    let band =
        |points: Points| grades.bands.iter().position(|band| points >= Points::of(band.from)).unwrap_or(last);
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
