//! Templates filled from an assessment: words, figures with their notes, and plain speech where nothing can be told.

use crate::names;
use crate::sources::Sources;
use crate::subject::{Subject, holds, without_minus};
use crate::template::{self, Case, Name, OWN, Piece, Variable};
use crate::write::Input;
use define::{Indicator, Written};
use finding::Finding;
use paper::Run;
use quantity::Interval;

/// Fills templates and gathers the notes of the figures on the way.
pub(crate) struct Filler<'a> {
    pub input: &'a Input<'a>,
    pub sources: Sources<'a>,
    pub findings: Vec<Finding>,
}

/// Where in a template we are.
#[derive(Clone, Copy)]
pub(crate) struct Within<'w, 'a> {
    pub written: &'w Written,
    /// The indicator whose own figure `{结果}` is.
    own: Option<&'w Subject<'a>>,
    /// Inside the words for a decrease: its figure is told without the minus.
    fell: bool,
}

/// How many runs there are, and how long the words of the last one.
fn end_of(runs: &[Run]) -> (usize, usize) {
    match runs.last() {
        Some(Run::Text(words)) => (runs.len(), words.len()),
        _ => (runs.len(), 0),
    }
}

/// What pauses or ends a sentence.
const PAUSES: [char; 7] = ['，', '。', '；', '、', '：', '（', '）'];

impl<'a> Filler<'a> {
    pub(crate) fn new(input: &'a Input<'a>) -> Self {
        Filler { input, sources: Sources::default(), findings: Vec::new() }
    }

    /// A template as runs. `own` is the indicator that the template belongs to, if it is one's sentence.
    pub(crate) fn fill(&mut self, written: &Written, own: Option<&Subject<'a>>) -> Vec<Run> {
        let pieces = template::parse(written, &mut self.findings);
        let mut runs = Vec::new();
        self.pieces(&pieces, Within { written, own, fell: false }, &mut runs);
        runs
    }

    /// A template as words, for titles.
    pub(crate) fn words(&mut self, written: &Written) -> String {
        self.fill(written, None).iter().map(Run::words).collect()
    }

    /// An indicator and its outcome.
    pub(crate) fn subject(&self, indicator: &'a Indicator, group: Option<&str>) -> Option<Subject<'a>> {
        let outcome = self.input.assessment.outcome(&indicator.id)?;
        let group = group.map(|key| {
            let known = outcome.groups.iter().map(|group| &**group).find(|group| group.key.join("、") == key);
            (key.to_string(), known)
        });
        Some(Subject { indicator, outcome, group })
    }

    pub(crate) fn named(&mut self, name: &Name, within: Within<'_, 'a>) -> Option<Subject<'a>> {
        if let (true, Some(own)) = (OWN.contains(&name.text.as_str()), within.own) {
            return match &name.group {
                Some(group) => self.subject(own.indicator, Some(group)),
                None => Some(own.clone()),
            };
        }
        match names::find_or_tell(self.input.pack, within.written, name) {
            Ok(indicator) => self.subject(indicator, name.group.as_deref()),
            Err(finding) => {
                self.findings.push(*finding);
                None
            }
        }
    }

    fn pieces(&mut self, all: &[Piece], within: Within<'_, 'a>, runs: &mut Vec<Run>) {
        for piece in all {
            match piece {
                Piece::Words(span) => push_words(runs, &within.written.text[span.clone()]),
                Piece::Quotation(span) => {
                    runs.push(Run::Quotation(within.written.text[span.clone()].to_string()));
                }
                Piece::Variable(variable) => {
                    let year = self.input.assessment.year;
                    push_words(
                        runs,
                        &match variable {
                            Variable::Year => year.to_string(),
                            Variable::YearBefore => (year - 1).to_string(),
                            Variable::District => self.input.district.to_string(),
                        },
                    );
                }
                Piece::Together(said) => self.together(said, within, runs),
                Piece::Figure(name) => {
                    if let Some(subject) = self.named(name, within) {
                        self.figure(&subject, name, within, runs);
                    }
                }
                Piece::Sentence(name) => {
                    let Some(subject) = self.named(name, within) else { continue };
                    if let Some(sentence) = &subject.indicator.sentence {
                        runs.extend(self.fill(sentence, Some(&subject)));
                    }
                }
                Piece::Choice(name, branches) => {
                    let Some(subject) = self.named(name, within) else { continue };
                    match branches.iter().find(|(case, _)| holds(*case, &subject)) {
                        Some((case, pieces)) => {
                            let (fell, from) = (*case == Case::Fell, end_of(runs));
                            self.pieces(pieces, Within { own: Some(&subject), fell, ..within }, runs);
                            // 增长 before a figure that is printed beside it needs no note of its own.
                            let beside = |piece: &Piece| matches!(piece, Piece::Figure(other) if other.text == name.text && other.group == name.group);
                            if !all.iter().any(beside) {
                                self.vouched(&subject, from, runs);
                            }
                        }
                        None => self.figure(&subject, name, within, runs),
                    }
                }
            }
        }
    }

    /// Words chosen by what a figure turned out to be stand on its rows as much as the figure does: where they do not print
    /// it, they bear its note themselves (没有超过期限的〔46〕).
    fn vouched(&mut self, subject: &Subject<'a>, (mut from, words): (usize, usize), runs: &mut Vec<Run>) {
        let cited = |run: &Run| matches!(run, Run::Figure(figure) if figure.source == subject.source());
        if runs[from..].iter().any(cited) {
            return;
        }
        // Words run on in the run before them.
        if let Some(Run::Text(before)) = from.checked_sub(1).and_then(|last| runs.get_mut(last))
            && before.len() > words
        {
            let own = before.split_off(words);
            if before.is_empty() {
                from -= 1;
                runs.remove(from);
            }
            runs.insert(from, Run::text(own));
        }
        let worded = |run: &Run| matches!(run, Run::Text(words) if !words.trim_matches(PAUSES).is_empty());
        let Some(at) = runs[from..].iter().position(worded) else { return };
        let Run::Text(words) = runs.remove(from + at) else { return };
        let bare = words.trim_matches(PAUSES);
        let start = words.find(bare).unwrap_or(0);
        let (before, after) = (&words[..start], &words[start + bare.len()..]);
        let figure = Run::Figure(self.sources.cite(subject, bare));
        let parts = [Some(Run::text(before)).filter(|_| !before.is_empty()), Some(figure)];
        let after = Some(Run::text(after)).filter(|_| !after.is_empty());
        runs.splice(from + at..from + at, parts.into_iter().chain([after]).flatten());
    }

    /// A figure, or why there is none.
    pub(crate) fn figure(
        &mut self,
        subject: &Subject<'a>,
        name: &Name,
        within: Within<'_, 'a>,
        runs: &mut Vec<Run>,
    ) {
        let plain = || match within.fell {
            true => without_minus(subject).or_else(|| subject.printed().map(str::to_string)),
            false => subject.printed().map(str::to_string),
        };
        let text = match name.text.as_str() {
            "界限" => subject.gap().map(|gap| gap.threshold.clone()),
            "差距" => subject.gap().map(|gap| gap.printed.clone()),
            "未达标" => subject.groups_not_met(),
            _ => plain(),
        };
        let text = match text {
            Some(text) => text,
            None => {
                let reason = subject.reason();
                let place = within.written.at(name.span.clone());
                let sentence = format!("“{}”不能得出：{reason}，报告中已如实写明", subject.indicator.name);
                self.findings.push(Finding::warning("report.cannot-tell", place, sentence));
                format!("（暂不能得出：{reason}）")
            }
        };
        self.check_direction(subject, name, within, runs);
        let figure = self.sources.cite(subject, &text);
        runs.push(Run::Figure(figure));
    }

    /// 增长 before a figure that fell, 下降 before one that grew.
    fn check_direction(&mut self, subject: &Subject<'a>, name: &Name, within: Within<'_, 'a>, runs: &[Run]) {
        let (Some(value), Some(Run::Text(before))) = (subject.value(), runs.last()) else { return };
        let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
        let zero = Interval::from(0);
        let wrong = (ends(&["增长", "增加", "上升", "提高"]) && value.lt(&zero).is_yes())
            || (!within.fell && ends(&["下降", "减少", "降低"]) && value.gt(&zero).is_yes());
        let own_words = subject.indicator.print.form.as_deref() == Some("change");
        if wrong || (own_words && ends(&["增长", "下降"])) {
            let sentence = format!("“{}”的升降与前面的文字不合", subject.indicator.name);
            let hint = format!("写成 {{{}|增长=增长{{结果}}|下降=下降{{结果}}|持平=持平}}", subject.source());
            let place = within.written.at(name.span.clone());
            self.findings.push(Finding::warning("report.direction", place, sentence).hint(hint));
        }
    }
}

/// Adds words, joining them to words before.
pub(crate) fn push_words(runs: &mut Vec<Run>, words: &str) {
    match runs.last_mut() {
        Some(Run::Text(before)) => before.push_str(words),
        _ if words.is_empty() => {}
        _ => runs.push(Run::text(words)),
    }
}
