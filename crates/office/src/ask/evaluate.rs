//! Evaluation (测算): the rows known at an entry, judged by the pack in force for the year.

use super::Reading;
use super::explain::rows_behind;
use crate::error::Result;
use crate::view::*;
use assess::{Assessment, Outcome};
use define::{Pack, PackStatus};
use std::sync::Arc;

impl Reading {
    /// All indicators of the reading's year.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn evaluate(&self) -> Result<Known<Board>> {
        let year = self.year()?;
        self.judged(&format!("board {year}"), || self.board())
    }

    fn board(&self) -> Result<Board> {
        let (pack, assessment) = (&self.judged.pack, self.assessment()?);
        let view = |outcome: &Arc<Outcome>| indicator(pack, outcome, &assessment);
        let mut indicators: Vec<IndicatorView> = Vec::new();
        let mut aspects = Vec::new();
        for aspect in &pack.aspects {
            let mut own: Vec<IndicatorView> = assessment
                .outcomes
                .iter()
                .filter(|outcome| in_aspect(pack, outcome, &aspect.id))
                .map(view)
                .collect();
            own.sort_by_key(|indicator| (indicator.number.is_none(), indicator.number));
            let ids = own.iter().map(|indicator| indicator.id.clone()).collect();
            aspects.push(AspectView { id: aspect.id.clone(), name: aspect.name.clone(), indicators: ids });
            indicators.extend(own);
        }
        let others = assessment
            .outcomes
            .iter()
            .filter(|outcome| pack.indicator(&outcome.id).is_none_or(|indicator| indicator.aspect.is_none()));
        indicators.extend(others.map(view));
        Ok(Board {
            pack: info(pack),
            year: assessment.year,
            aspects,
            indicators,
            score: assessment.score.as_ref().map(|score| super::words::score(pack, &assessment, score)),
        })
    }

    /// Every figure of the report in the order of their numbers.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn figures(&self) -> Result<Known<FiguresView>> {
        let year = self.year()?;
        self.judged(&format!("figures {year}"), || {
            let assessment = self.assessment()?;
            let figure = |outcome: &Arc<Outcome>| {
                let id = outcome.figure.clone()?;
                Some((id, outcome.clone()))
            };
            let found: Vec<_> = assessment.outcomes.iter().filter_map(figure).collect();
            let mut figures = self.with_assessor(|assessor| {
                let view = |(id, outcome): (String, Arc<Outcome>)| FigureView {
                    id,
                    indicator: outcome.id.clone(),
                    name: outcome.name.clone(),
                    printed: outcome.printed.clone(),
                    value: outcome.value.clone(),
                    unit: outcome.unit.clone(),
                    rows: rows_behind(assessor, &assessment, &outcome.id).len() as u64,
                };
                found.into_iter().map(view).collect::<Vec<_>>()
            })?;
            figures.sort_by_cached_key(|figure| figure_order(&figure.id));
            Ok(FiguresView { figures })
        })
    }

    /// The scheme in force for the reading's year.
    pub fn scheme(&self) -> PackInfo {
        info(&self.judged.pack)
    }
}

/// F9 before F10, F79a behind F79.
fn figure_order(id: &str) -> (u32, String) {
    let digits: String = id.chars().filter(char::is_ascii_digit).collect();
    (digits.parse().unwrap_or(u32::MAX), id.to_owned())
}

fn in_aspect(pack: &Pack, outcome: &Outcome, aspect: &str) -> bool {
    pack.indicator(&outcome.id).is_some_and(|one| one.aspect.as_ref().is_some_and(|own| own.text == aspect))
}

pub(crate) fn info(pack: &Pack) -> PackInfo {
    PackInfo {
        id: pack.id.clone(),
        name: pack.name.clone(),
        hash: pack.hash.clone(),
        year: pack.year.unwrap_or_default(),
        official: pack.status == PackStatus::Official,
        document: pack.source.as_ref().map(|source| source.document.clone()).unwrap_or_default(),
    }
}

pub(super) fn verdict(verdict: assess::Verdict) -> Verdict {
    match verdict {
        assess::Verdict::Met => Verdict::Met,
        assess::Verdict::NotMet => Verdict::NotMet,
        assess::Verdict::CannotTell => Verdict::CannotTell,
    }
}

pub(crate) fn indicator(pack: &Pack, outcome: &Outcome, assessment: &Assessment) -> IndicatorView {
    let definition = pack.indicator(&outcome.id);
    let gap = outcome.gap.as_ref();
    let tell = |reasons: &[formula::Reason]| reasons.iter().map(ToString::to_string).collect();
    IndicatorView {
        id: outcome.id.clone(),
        name: outcome.name.clone(),
        number: definition.and_then(|one| one.number),
        figure: outcome.figure.clone(),
        value: outcome.value.clone(),
        unit: outcome.unit.clone(),
        printed: outcome.printed.clone(),
        verdict: outcome.verdict.map(verdict),
        points: super::words::points(assessment, &outcome.id),
        threshold: gap.map(|gap| format!("{} {}", gap.sign, gap.threshold)),
        gap: gap.map(|gap| format!("{}{}", if gap.good { "" } else { "−" }, gap.printed)),
        good: gap.map(|gap| gap.good),
        reasons: tell(&outcome.reasons),
        status: crate::card::status(outcome.status),
        owner: definition.map(|one| one.owner.clone()).unwrap_or_default(),
        groups: outcome
            .groups
            .iter()
            .map(|group| GroupView {
                key: group.key.join("、"),
                printed: group.printed.clone(),
                verdict: group.verdict.map(verdict),
                reasons: tell(&group.reasons),
            })
            .collect(),
        parts: outcome.parts.iter().map(|(id, _)| id.clone()).collect(),
        pack: pack.hash.clone(),
    }
}
