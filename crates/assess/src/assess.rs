//! The assessment of a year: outcomes in the order of the pack.

use crate::assessor::Assessor;
use crate::{Assessment, Outcome, Told, Verdict, judge, score};
use define::Step;
use formula::Evaluation;
use std::sync::Arc;

impl Assessor {
    /// Everything that the pack says of a year. Only what was not computed before, or depends on a change since, is
    /// computed.
    pub fn assess(&mut self, year: i32) -> Assessment {
        self.look_from(year);
        self.prepare(year);
        let pack = self.pack.clone();
        {
            let evaluation = Evaluation::new(self, year);
            for step in &pack.program.steps {
                if let Step::Indicator(at) = step {
                    self.value_by(&evaluation, *at, year);
                }
            }
            for at in 0..pack.indicators.len() {
                self.outcome_by(&evaluation, at, year, 0);
            }
        }
        let verified = self.verified(year);
        let state = self.state();
        let outcomes: Vec<Arc<Outcome>> =
            (0..pack.indicators.len()).filter_map(|at| state.outcomes.get(&(year, at)).cloned()).collect();
        let told = |id: &str| {
            let at = pack.indicators.iter().position(|indicator| indicator.id == id)?;
            let outcome = state.outcomes.get(&(year, at))?;
            let parts = outcome.parts.iter().map(|(_, verdict)| *verdict).collect();
            Some(Told { verdict: outcome.verdict, parts })
        };
        let score = score(&pack, told);
        Assessment { pack: pack.id.clone(), hash: pack.hash.clone(), year, outcomes, score, verified }
    }

    /// What the pack says of one indicator of a year; only what it needs is computed. None when there is no indicator
    /// of that id.
    pub fn outcome(&mut self, id: &str, year: i32) -> Option<Arc<Outcome>> {
        self.look_from(year);
        self.prepare(year);
        let at = self.pack.indicators.iter().position(|indicator| indicator.id == id)?;
        Some(self.outcome_by(&Evaluation::new(self, year), at, year, 0))
    }

    /// The outcome of the indicator at a position in the pack. `depth` guards against parts in a circle, which the
    /// check of the pack refuses.
    fn outcome_by(&self, evaluation: &Evaluation<'_>, at: usize, year: i32, depth: usize) -> Arc<Outcome> {
        if let Some(outcome) = self.state().outcomes.get(&(year, at)) {
            return outcome.clone();
        }
        let pack = &self.pack;
        let indicator = &pack.indicators[at];
        let mut parts: Vec<(String, Verdict)> = Vec::new();
        for part in &indicator.parts {
            let position = pack.indicators.iter().position(|other| other.id == part.text);
            let verdict = match position.filter(|_| depth < pack.indicators.len()) {
                Some(position) => {
                    let outcome = self.outcome_by(evaluation, position, year, depth + 1);
                    let unknown = matches!(outcome.answer, Some(formula::Answer::Unknown(_)));
                    outcome.verdict.or(unknown.then_some(Verdict::CannotTell))
                }
                None => Some(Verdict::CannotTell),
            };
            parts.extend(verdict.map(|verdict| (part.text.clone(), verdict)));
        }
        let program = pack.program.indicators.iter().position(|formula| formula.indicator == at);
        let outcome = match program {
            Some(program) => judge::computed(self, evaluation, program, year, parts),
            None => judge::gathered(pack, indicator, year, parts),
        };
        let outcome = Arc::new(outcome);
        self.state_mut().outcomes.insert((year, at), outcome.clone());
        outcome
    }
}
