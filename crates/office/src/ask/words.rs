//! Points and grades in words.

use crate::view::{PointsView, ScoreView};
use assess::Score;
use define::Pack;

/// The points of an indicator as a page shows them.
pub(crate) fn points(score: Option<&Score>, indicator: &str) -> Option<PointsView> {
    let item = score?.item(indicator)?;
    Some(PointsView { points: item.printed(), full: item.weight.to_string() })
}

/// Points and grade as a page shows them.
pub(crate) fn score(pack: &Pack, score: &Score) -> ScoreView {
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
        grade: score.grade.as_ref().map(|graded| graded.bands.join("或")),
        reasons: reasons.collect(),
        document: source.map(|s| format!("{}（{}）", s.document, s.status.label())).unwrap_or_default(),
    }
}
