//! Which indicator is answered where (指标与正文对照).

use assess::{Verdict, Verified};
use define::house::Verification;
use define::{Indicator, Pack};
use paper::{Align, Body, Cell, Column, Row, Run, Table};

/// Where a scheme indicator is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Number in the scheme, from 1.
    pub number: u32,
    /// Id of the indicator.
    pub indicator: String,
    /// Its name.
    pub name: String,
    /// Who answers for it (责任单位).
    pub owner: String,
    /// Its verdict.
    pub verdict: Option<Verdict>,
    /// Its points of how many, as printed; empty when it carries none.
    pub points: String,
    /// What a reviewer found, and whether it differs; none while nobody did.
    pub verified: Option<(Verified, bool)>,
    /// Paragraphs that answer it.
    pub answers: Vec<Spot>,
    /// Paragraphs that name it as a problem.
    pub problems: Vec<Spot>,
}

/// A paragraph or point of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Id of the block or point in the document.
    pub id: String,
    /// As a reader finds it: 一、（三）第二点.
    pub label: String,
}

/// A paragraph or point and the indicators that it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it is.
    pub spot: Spot,
    /// Ids of the indicators it answers.
    pub answers: Vec<String>,
    /// Ids of the indicators it names as problems.
    pub problems: Vec<String>,
    /// The figures it cites, as [`paper::Figure::source`].
    pub figures: Vec<String>,
}

/// An indicator of the scheme and its verdict.
pub(crate) struct Scheme<'p> {
    pub number: u32,
    pub indicator: &'p Indicator,
    pub verdict: Option<Verdict>,
    pub points: String,
    pub verified: Option<(Verified, bool)>,
}

/// The map the other way round, for the indicators of the scheme in its order. A problem of a part is a problem of the
/// whole.
pub(crate) fn answered<'p>(
    pack: &'p Pack,
    scheme: impl Iterator<Item = Scheme<'p>>,
    paragraphs: &[Paragraph],
) -> Vec<Answered> {
    let spots = |ids: &[&str], of: fn(&Paragraph) -> &Vec<String>| -> Vec<Spot> {
        let here =
            paragraphs.iter().filter(|paragraph| of(paragraph).iter().any(|one| ids.contains(&one.as_str())));
        here.map(|paragraph| paragraph.spot.clone()).collect()
    };
    scheme
        .map(|one| Answered {
            number: one.number,
            indicator: one.indicator.id.clone(),
            name: one.indicator.name.clone(),
            owner: one.indicator.owner.clone(),
            verdict: one.verdict,
            points: one.points,
            verified: one.verified,
            answers: spots(&[&one.indicator.id], |paragraph| &paragraph.answers),
            problems: spots(&family(pack, one.indicator), |paragraph| &paragraph.problems),
        })
        .collect()
}

/// The ids of an indicator and of everything that it gathers.
fn family<'p>(pack: &'p Pack, indicator: &'p Indicator) -> Vec<&'p str> {
    let mut ids = vec![indicator.id.as_str()];
    let mut at = 0;
    while let Some(id) = ids.get(at).copied() {
        let parts = pack.indicator(id).map(|one| one.parts.as_slice()).unwrap_or_default();
        ids.extend(
            parts
                .iter()
                .map(|part| part.text.as_str())
                .filter(|part| !ids.contains(part))
                .collect::<Vec<_>>(),
        );
        at += 1;
    }
    ids
}

/// The appendix; with the points of the whole in its last line, when the scheme gives points.
pub(crate) fn body(coverage: &[Answered], total: Option<[String; 2]>) -> Body {
    let column = |width, align| Column { width, align };
    let mut body = Body::default();
    let rows = coverage.iter().map(|one| {
        let verdict = one.verdict.map_or("", Verdict::label);
        let verified = one.verified.as_ref().map(|(found, _)| found.points.to_string());
        let [number, name, owner] = [one.number.to_string(), one.name.clone(), one.owner.clone()];
        let cells = [number, name, owner, verdict.to_string(), one.points.clone()];
        let mut row = Row::of(cells.into_iter().chain([verified.unwrap_or_default()]));
        row.cells.push(Cell::new(links(&one.answers)));
        row.cells.push(Cell::new(links(&one.problems)));
        row
    });
    body.table(Table {
        id: "coverage-table".into(),
        caption: None,
        columns: vec![
            column(2, Align::Center),
            column(7, Align::Left),
            column(4, Align::Left),
            column(3, Align::Center),
            column(4, Align::Right),
            column(4, Align::Right),
            column(6, Align::Left),
            column(3, Align::Left),
        ],
        head: vec![Row::of([
            "序号",
            "评价指标",
            "负责单位",
            "判定",
            "自评得分",
            Verification::POINTS.name,
            "正文",
            "问题",
        ])],
        rows: rows
            .chain(
                total.map(|[own, found]| Row::of(["", "合计", "", "", own.as_str(), found.as_str(), "", ""])),
            )
            .collect(),
    });
    let otherwise: Vec<&Answered> =
        coverage.iter().filter(|one| one.verified.as_ref().is_some_and(|(_, differs)| *differs)).collect();
    if !otherwise.is_empty() {
        body.paragraph("coverage-differences", vec![Run::text(differences(&otherwise))]);
    }
    body
}

/// Where a reviewer found otherwise than was computed, and why.
fn differences(otherwise: &[&Answered]) -> String {
    let each = otherwise.iter().filter_map(|one| {
        let (found, _) = one.verified.as_ref()?;
        Some(format!(
            "第{}条“{}”自评{}、核定{}，{}（{}，{}）",
            one.number, one.name, one.points, found.points, found.reason, found.by, found.on
        ))
    });
    format!("核定与自评不同的：{}。", each.collect::<Vec<_>>().join("；"))
}

fn links(spots: &[Spot]) -> Vec<Run> {
    let mut runs = Vec::new();
    for (at, spot) in spots.iter().enumerate() {
        if at > 0 {
            runs.push(Run::text("；"));
        }
        runs.push(Run::Link { text: spot.label.clone(), target: spot.id.clone() });
    }
    runs
}
