//! What was changed within a paragraph: stretches of sentences that read otherwise.

use super::figures::{Fate, fates, strange};
use super::{Became, Changed, Contest, Merged, Passage, Returned, figures_of};
use crate::wording::{Wording, spoken};
use finding::{Finding, Place};
use paper::Run;
use std::ops::Range;

/// What ends a sentence.
pub(super) const ENDS: [char; 4] = ['。', '；', '！', '？'];

/// A paragraph found again.
pub(super) struct Found<'m> {
    pub(super) returned: &'m Returned<'m>,
    pub(super) line: u32,
    pub(super) contests: bool,
    pub(super) merged: &'m mut Merged,
}

impl Found<'_> {
    /// Holds a passage against what came back of it.
    pub(super) fn passage(&mut self, passage: &Passage<'_>, text: &str) {
        if text == passage.printed() {
            return;
        }
        if passage.is_heading {
            return self.heading(passage, text);
        }
        // The number of a point is the report's own.
        let text = text.strip_prefix(passage.lead).unwrap_or(text);
        let was: Vec<String> = passage.sentences.iter().map(|runs| spoken(runs)).collect();
        let now: Vec<String> = text.split_inclusive(ENDS).map(str::to_owned).collect();
        for (old, new) in stretches(&was, &now) {
            self.stretch(passage, &passage.sentences[old.clone()], &was[old].concat(), &now[new].concat());
        }
    }

    fn heading(&mut self, passage: &Passage<'_>, text: &str) {
        let finding = self.finding("report.heading-changed", text, "标题改了，没有收下", None);
        self.merged
            .findings
            .push(Finding { grade: finding::Grade::Warning, ..finding }.hint("标题在定义包的提纲里改"));
        self.changed(passage, passage.printed(), text.to_owned(), Became::NotKept);
    }

    /// Sentences that read otherwise: kept, unless a figure of theirs does.
    fn stretch(&mut self, passage: &Passage<'_>, sentences: &[Vec<Run>], was: &str, now: &str) {
        if now.trim().is_empty() {
            let sentence = format!("这一段的文字都删了，报告里仍然印：“{}”", super::pairing::short(was));
            let finding = self.finding("report.paragraph-gone", now, &sentence, None);
            self.merged.findings.push(Finding { grade: finding::Grade::Warning, ..finding });
            return self.changed(passage, was.to_owned(), String::new(), Became::NotKept);
        }
        let figures = figures_of(sentences);
        let fates = fates(was, sentences, now);
        let mut kept = now.to_owned();
        let (mut is_refused, mut is_contested) = (false, false);
        for (figure, fate) in figures.iter().zip(&fates).rev() {
            let Fate::Changed { says, from, to } = fate else { continue };
            self.contest(passage, figure, says, now);
            (is_refused, is_contested) = (is_refused || !self.contests, true);
            kept.replace_range(*from..*to, &figure.text);
        }
        for number in strange(sentences, now, &figures, &fates) {
            let sentence = format!("“{number}”不是报告印的数字，措辞里不能另写数字");
            let finding = self.finding("report.number-added", now, &sentence, Some(&number));
            self.merged.findings.push(finding.hint("数字由台账得出：记进台账，在提纲里引用它"));
            is_refused = true;
        }
        let became = match (is_refused, is_contested) {
            (true, _) => Became::Refused,
            (_, true) => Became::Contested,
            _ => Became::Worded,
        };
        self.changed(passage, was.to_owned(), now.to_owned(), became);
        if !is_refused && kept != was {
            let passage = passage.id.to_owned();
            self.merged.wordings.push(Wording {
                passage,
                was: was.to_owned(),
                now: kept,
                ..Wording::default()
            });
        }
    }

    fn contest(&mut self, passage: &Passage<'_>, figure: &paper::Figure, says: &str, now: &str) {
        let contest = Contest {
            passage: passage.id.to_owned(),
            figure: figure.source.clone(),
            printed: figure.text.clone(),
            says: says.to_owned(),
            sentence: now.to_owned(),
        };
        if !self.contests {
            let sentence = match says.is_empty() {
                true => format!("印的数字“{}”没有了", figure.text),
                false => format!("印的数字是“{}”，改成了“{says}”", figure.text),
            };
            let finding = self.finding("report.figure-changed", now, &sentence, Some(says));
            self.merged.findings.push(finding.hint(format!(
                "数字由台账得出（duheng explain 数据目录 {}）：台账错了改台账；认为它不对的，加 --claims 记为待答的异议",
                figure.source
            )));
        }
        self.merged.contests.push(contest);
    }

    fn finding(&self, code: &'static str, words: &str, sentence: &str, mark: Option<&str>) -> Finding {
        let line = self.returned.text.lines().nth(self.line as usize - 1).unwrap_or_default();
        let at = line.find(words.trim()).unwrap_or(0);
        let column = line[..at].chars().count() as u32 + 1;
        let mark = mark
            .filter(|mark| !mark.is_empty())
            .and_then(|mark| words.find(mark).map(|at| (at, at + mark.len())));
        let place = Place::at(self.returned.source, self.line, column);
        Finding::error(code, place.excerpt(words, mark), sentence)
    }

    fn changed(&mut self, passage: &Passage<'_>, was: String, now: String, became: Became) {
        let (passage, line) = (passage.id.to_owned(), Some(self.line));
        self.merged.changed.push(Changed { passage, line, was, now, became });
    }
}

/// Stretches that differ. Sentences put in or taken out go with the one before them, or behind them, so that what is kept always
/// stands in the place of something.
fn stretches(was: &[String], now: &[String]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut all: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let same = common(was, now);
    let (mut old, mut new) = (0, 0);
    for (was_at, now_at) in same.iter().copied().chain([(was.len(), now.len())]) {
        if old < was_at || new < now_at {
            all.push((old..was_at, new..now_at));
        }
        (old, new) = (was_at + 1, now_at + 1);
    }
    let mut wide: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (mut old, mut new) in all {
        if old.is_empty() || new.is_empty() {
            if old.start > 0 && new.start > 0 {
                (old.start, new.start) = (old.start - 1, new.start - 1);
            } else if old.end < was.len() && new.end < now.len() {
                (old.end, new.end) = (old.end + 1, new.end + 1);
            }
        }
        match wide.last_mut() {
            Some(before) if before.0.end > old.start => (before.0.end, before.1.end) = (old.end, new.end),
            _ => wide.push((old, new)),
        }
    }
    // As many sentences as before are taken one for one.
    wide.into_iter()
        .flat_map(|(old, new)| match old.len() == new.len() {
            true => old.zip(new).map(|(old, new)| (old..old + 1, new..new + 1)).collect::<Vec<_>>(),
            false => vec![(old, new)],
        })
        .filter(|(old, new)| was[old.clone()] != now[new.clone()])
        .collect()
}

/// The sentences that both have in their order, by their places.
fn common(was: &[String], now: &[String]) -> Vec<(usize, usize)> {
    let (wide, high) = (now.len() + 1, was.len() + 1);
    let mut best = vec![0_usize; wide * high];
    for old in (0..was.len()).rev() {
        for new in (0..now.len()).rev() {
            best[old * wide + new] = match was[old] == now[new] {
                true => best[(old + 1) * wide + new + 1] + 1,
                false => best[(old + 1) * wide + new].max(best[old * wide + new + 1]),
            };
        }
    }
    let (mut old, mut new, mut same) = (0, 0, Vec::new());
    while old < was.len() && new < now.len() {
        if was[old] == now[new] {
            same.push((old, new));
            (old, new) = (old + 1, new + 1);
        } else if best[(old + 1) * wide + new] >= best[old * wide + new + 1] {
            old += 1;
        } else {
            new += 1;
        }
    }
    same
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(was: &[&str], now: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
        let all = |words: &[&str]| words.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        stretches(&all(was), &all(now))
    }

    #[test]
    fn what_is_put_in_or_taken_out_goes_with_a_neighbour() {
        assert_eq!(told(&["甲。", "乙。"], &["甲。", "新。", "乙。"]), [(0..1, 0..2)]);
        assert_eq!(told(&["甲。", "乙。"], &["新。", "甲。", "乙。"]), [(0..1, 0..2)]);
        assert_eq!(told(&["甲。", "乙。", "丙。"], &["甲。", "丙。"]), [(0..2, 0..1)]);
        assert_eq!(told(&["甲。", "乙。"], &["改。", "换。"]), [(0..1, 0..1), (1..2, 1..2)]);
        assert_eq!(told(&["甲。"], &["甲。"]), []);
    }
}
