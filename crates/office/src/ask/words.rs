//! Points and grades in words.

use crate::view::{PointsView, ScoreView, VerifiedView};
use assess::{Assessment, Score};
use define::Pack;

/// The points of an indicator as a page shows them.
pub(crate) fn points(assessment: &Assessment, indicator: &str) -> Option<PointsView> {
    let item = assessment.score.as_ref()?.item(indicator)?;
    let verified = assessment.verified.get(indicator).map(|one| VerifiedView {
        points: one.points.to_string(),
        differs: one.differs(item.least, item.most),
        reason: one.reason.clone(),
        by: one.by.clone(),
        on: one.on.clone(),
    });
    Some(PointsView { points: item.printed(), full: item.weight.to_string(), verified })
}

/// Points and grade as a page shows them.
pub(crate) fn score(pack: &Pack, assessment: &Assessment, score: &Score) -> ScoreView {
    let reasons = score.grade.iter().flat_map(|graded| &graded.rules).map(|rule| {
        let name = pack.indicator(&rule.indicator).map_or(rule.indicator.as_str(), |one| one.name.as_str());
        let sure = if rule.certain { "" } else { "（尚不能判断）" };
        let told = rule.sentence.as_ref().map(|sentence| format!("：{sentence}")).unwrap_or_default();
        format!("{}{sure}——{name}{told}", rule.effect.label())
    });
    let source = pack.grades.as_ref().map(|grades| &grades.source);
    ScoreView {
        points: score.printed(),
        full: score.full.to_string(),
        verified: assessment.verified_total().map(|(count, sum)| (count, sum.to_string())),
        grade: score.grade.as_ref().map(|graded| graded.bands.join("或")),
        reasons: reasons.collect(),
        document: source.map(|s| format!("{}（{}）", s.document, s.status.label())).unwrap_or_default(),
    }
}
