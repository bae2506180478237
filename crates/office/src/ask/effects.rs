//! What indicators would say if something were decided otherwise: all of the scheme, before and after, what changes first.

use super::Reading;
use super::plans::Supposed;
use super::words;
use crate::error::Result;
use crate::view::PlanEffect;
use assess::{Assessment, Outcome};
use std::sync::Arc;

impl Reading {
    /// Every numbered indicator of the year as it is and as it would be, and whatever else would read otherwise.
    pub(super) fn effects(&self, supposed: &[Supposed]) -> Result<Vec<PlanEffect>> {
        let Ok(year) = self.year() else { return Ok(Vec::new()) };
        let now = self.assessment()?;
        let here = match supposed.is_empty() {
            true => now.clone(),
            false => {
                let mut other = self.with_assessor(|assessor| assessor.clone())?;
                other.follow(supposed.iter().map(Supposed::change));
                Arc::new(other.assess(year))
            }
        };
        let pairs = now.outcomes.iter().zip(&here.outcomes);
        let effect = |(one, other): (&Arc<Outcome>, &Arc<Outcome>)| {
            let (adopted, would) = (said(one), said(other));
            let points = [points(&now, &one.id), points(&here, &one.id)];
            PlanEffect {
                id: one.id.clone(),
                name: one.name.clone(),
                number: self.pack().indicator(&one.id).and_then(|own| own.number),
                changed: adopted != would || points[0] != points[1],
                adopted,
                here: would,
                points,
            }
        };
        let mut all: Vec<PlanEffect> = pairs.map(effect).collect();
        all.retain(|one| one.changed || one.number.is_some());
        all.sort_by_key(|one| (!one.changed, one.number.is_none(), one.number));
        Ok(all)
    }
}

/// The printed value and the verdict.
fn said(outcome: &Outcome) -> (String, String) {
    let verdict = outcome.verdict.map_or("", assess::Verdict::key);
    (outcome.printed.clone().unwrap_or_default(), verdict.to_owned())
}

/// Points of how many.
fn points(assessment: &Assessment, id: &str) -> String {
    words::points(assessment, id).map(|one| format!("{}/{}", one.points, one.full)).unwrap_or_default()
}
