//! Problems (问题): what is said of indicators that are not met or cannot be told.

use crate::fill::Filler;
use crate::subject::Subject;
use assess::Verdict;
use define::{Indicator, Section, Written};
use paper::Run;

/// Something drawn from facts.
pub(crate) struct Drawn {
    /// The indicators that it is a problem of.
    pub(crate) problems: Vec<String>,
    pub(crate) runs: Vec<Run>,
}

/// Indicators that cannot be told for the same reason.
struct Untold {
    reason: String,
    names: Vec<String>,
    problems: Vec<String>,
}

impl Untold {
    fn add(all: &mut Vec<Untold>, reason: String, name: &str, problems: &[String]) {
        if !all.iter().any(|untold| untold.reason == reason) {
            all.push(Untold { reason: reason.clone(), names: Vec::new(), problems: Vec::new() });
        }
        if let Some(untold) = all.iter_mut().find(|untold| untold.reason == reason) {
            untold.names.push(format!("“{name}”"));
            untold.problems.extend_from_slice(problems);
        }
    }

    fn told(self) -> Drawn {
        let words = format!("{}尚不能判断，原因是", self.names.concat());
        let runs = vec![Run::Text(words), Run::Quotation(self.reason), Run::text("。")];
        Drawn { problems: self.problems, runs }
    }
}

impl<'a> Filler<'a> {
    /// The problems that a section draws: first what is not met, in the order of `draws`, then what cannot be told, by
    /// reason.
    pub(crate) fn problems(&mut self, section: &Section) -> Vec<Drawn> {
        let mut drawn = Vec::new();
        let mut untold = Vec::new();
        for id in &section.draws {
            if let Some(indicator) = self.input.pack.indicator(&id.text) {
                self.problem(indicator, &mut Vec::new(), &mut drawn, &mut untold);
            }
        }
        drawn.extend(untold.into_iter().map(Untold::told));
        drawn
    }

    /// The sentence of an indicator that is not met; of its parts when it has none of its own. What cannot be told goes
    /// to `untold`. `above` are the indicators that this one is a part of.
    fn problem(
        &mut self,
        indicator: &'a Indicator,
        above: &mut Vec<String>,
        drawn: &mut Vec<Drawn>,
        untold: &mut Vec<Untold>,
    ) {
        let Some(subject) = self.subject(indicator, None) else { return };
        let verdict = subject.verdict();
        if !matches!(verdict, Some(Verdict::NotMet | Verdict::CannotTell)) || above.contains(&indicator.id) {
            return;
        }
        above.push(indicator.id.clone());
        if indicator.formula.is_none() && indicator.problem.is_none() {
            for part in &indicator.parts {
                if let Some(part) = self.input.pack.indicator(&part.text) {
                    self.problem(part, above, drawn, untold);
                }
            }
        } else if verdict == Some(Verdict::CannotTell) {
            Untold::add(untold, subject.reason(), &indicator.name, above);
        } else {
            let runs = match &indicator.problem {
                Some(problem) => self.fill(problem, Some(&subject)),
                None => self.not_met(&subject),
            };
            drawn.push(Drawn { problems: above.clone(), runs });
        }
        above.pop();
    }

    /// What is said of an indicator that is not met and has no sentence for it.
    fn not_met(&mut self, subject: &Subject<'a>) -> Vec<Run> {
        let mut words = format!("“{}”未达标", subject.indicator.name);
        if subject.outcome.printed.is_some() {
            words.push_str("，现为{结果}");
        }
        if subject.gap().is_some() {
            words.push_str("，与{界限}的要求相差{差距}");
        }
        words.push('。');
        let written = Written { text: words, ..subject.indicator.written.clone() };
        self.fill(&written, Some(subject))
    }
}
