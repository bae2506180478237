//! What a placeholder stands for: an indicator, what is known of it, and how that reads.

use crate::template::Case;
use assess::{Gap, GroupOutcome, Outcome, Verdict};
use define::Indicator;
use quantity::{Interval, Style, Truth};

/// What a placeholder stands for.
#[derive(Clone)]
pub(crate) struct Subject<'a> {
    pub indicator: &'a Indicator,
    pub outcome: &'a Outcome,
    /// The group asked for, and what is known of it.
    pub group: Option<(String, Option<&'a GroupOutcome>)>,
}

impl<'a> Subject<'a> {
    /// The number, when it is known.
    pub(crate) fn value(&self) -> Option<&'a Interval> {
        match &self.group {
            Some((_, group)) => (*group)?.answer.number(),
            None => self.outcome.answer.as_ref()?.number(),
        }
    }

    fn truth(&self) -> Truth {
        match &self.group {
            Some((_, group)) => group.map_or(Truth::Unknown, |group| group.answer.truth()),
            None => self.outcome.answer.as_ref().map_or(Truth::Unknown, |answer| answer.truth()),
        }
    }

    pub(crate) fn verdict(&self) -> Option<Verdict> {
        match &self.group {
            Some((_, group)) => group.and_then(|group| group.verdict),
            None => self.outcome.verdict,
        }
    }

    pub(crate) fn printed(&self) -> Option<&'a str> {
        match &self.group {
            Some((_, group)) => (*group)?.printed.as_deref(),
            None => self.outcome.printed.as_deref(),
        }
    }

    pub(crate) fn gap(&self) -> Option<&'a Gap> {
        match &self.group {
            Some((_, group)) => (*group)?.gap.as_ref(),
            None => self.outcome.gap.as_ref(),
        }
    }

    /// The groups that are not met with their values: 城区1.2%、乡村0.8%.
    pub(crate) fn groups_not_met(&self) -> Option<String> {
        let groups = self.outcome.groups.iter().filter(|group| group.verdict == Some(Verdict::NotMet));
        let words: Option<Vec<String>> =
            groups.map(|group| Some(format!("{}{}", group.key.join(""), group.printed.as_ref()?))).collect();
        words.filter(|words| !words.is_empty()).map(|words| words.join("、"))
    }

    /// Why it cannot be told, in one clause.
    pub(crate) fn reason(&self) -> String {
        let reasons = match &self.group {
            Some((key, None)) => return format!("没有“{key}”这一组的数据"),
            Some((_, Some(group))) => &group.reasons,
            None => &self.outcome.reasons,
        };
        match reasons.as_slice() {
            [] if self.outcome.groups.iter().any(|group| group.printed.is_none()) => {
                "有的分组没有数值".to_string()
            }
            [] => "数值所在的范围跨过了两种印法".to_string(),
            [one] => one.to_string(),
            [first, rest @ ..] => format!("{first}等{}处", rest.len() + 1),
        }
    }

    /// F26, or the id of an indicator without a figure number.
    pub(crate) fn source(&self) -> &'a str {
        self.indicator.figure.as_deref().unwrap_or(&self.indicator.id)
    }

    /// The source with the group, which tells one note from another.
    pub(crate) fn note_key(&self) -> String {
        match &self.group {
            Some((key, _)) => format!("{}.{key}", self.source()),
            None => self.source().to_string(),
        }
    }
}

/// Whether a branch fits what is known.
pub(crate) fn holds(case: Case, subject: &Subject<'_>) -> bool {
    let zero = Interval::from(0);
    let compared = |compare: fn(&Interval, &Interval) -> Truth| {
        subject.value().is_some_and(|value| compare(value, &zero).is_yes())
    };
    match case {
        Case::Grew => compared(Interval::gt),
        Case::Fell => compared(Interval::lt),
        Case::Level => compared(Interval::eq_truth),
        Case::Met => subject.verdict() == Some(Verdict::Met),
        Case::NotMet => subject.verdict() == Some(Verdict::NotMet),
        Case::CannotTell => match subject.verdict() {
            Some(verdict) => verdict == Verdict::CannotTell,
            None => subject.printed().is_none(),
        },
        Case::Yes => subject.truth() == Truth::Yes,
        Case::No => subject.truth() == Truth::No,
        // What cannot be told is not an "otherwise".
        Case::Otherwise => subject.verdict() != Some(Verdict::CannotTell) && !unknown(subject),
    }
}

fn unknown(subject: &Subject<'_>) -> bool {
    let gathers = subject.indicator.formula.is_none();
    !gathers && subject.printed().is_none()
}

/// The figure of a decrease without its minus, printed by the indicator's own style.
pub(crate) fn without_minus(subject: &Subject<'_>) -> Option<String> {
    let value = subject.value()?;
    let style = Style { form: None, ..subject.indicator.print.clone() };
    let unit = quantity::Unit::parse(&subject.outcome.unit).ok()?;
    quantity::print(&value.abs(), &unit, &style).ok()
}
