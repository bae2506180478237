//! The report (文): outline and assessment as one document, in every format from one tree.

use super::Reading;
use crate::error::{Error, Result};
use crate::state::{Needs, State};
use assess::Record;
use define::Right;
use define::house::{self, Commitment, District};
use finding::Finding;
use ledger::Row;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// To whom the report goes, where its outline does not say so.
const ADDRESSEE: &str = "市人民政府教育督导室";

/// A written report.
pub struct WrittenReport {
    pub(super) document: paper::Document,
    /// Where each indicator of the scheme is answered.
    pub coverage: Vec<CoverageView>,
    /// What there is to say about it.
    pub findings: Vec<Finding>,
    /// Number of entries that it stands on.
    pub size: u64,
}

/// Where an indicator of the scheme is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoverageView {
    /// Number in the scheme.
    pub number: u32,
    /// Id.
    pub indicator: String,
    /// Name.
    pub name: String,
    /// Ids and labels of the paragraphs that answer it.
    pub answers: Vec<(String, String)>,
}

impl WrittenReport {
    /// The whole report as plain text.
    pub fn text(&self) -> String {
        paper::text(&self.document, paper::Notes::With)
    }

    /// The sentences of the report in their order, as they would be read out.
    pub fn sentences(&self) -> Vec<String> {
        let text = paper::text(&self.document, paper::Notes::Without);
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// The article alone, as HTML, without a link but those inside it.
    pub fn article_bare(&self) -> String {
        paper::article(&self.document, &|_| None)
    }

    /// The article alone, as HTML, each figure leading where `link` says for its id (F26, or an indicator's id).
    pub fn article(&self, link: &dyn Fn(&str) -> String) -> String {
        paper::article(&self.document, &|figure| Some(link(&figure.source)))
    }
}

impl Reading {
    /// Writes the report of the reading's year. The same reading writes it once.
    ///
    /// # Errors
    /// [`Error::Pack`] with the findings when the outline does not compile.
    pub fn report(&self) -> Result<Arc<WrittenReport>> {
        self.sight.needs(Right::Evaluation)?;
        let year = self.year()?;
        let looked = self.looked()?;
        self.judged.answer(&format!("report {year} {looked}"), Needs::All, || self.write_report())
    }

    /// Whether any row says of itself that it is made up.
    fn is_synthetic(&self, state: &State) -> Result<bool> {
        for register in &state.pack.registers {
            let Some((at, _)) = register.field(house::NATURE) else { continue };
            let made_up =
                |row: &Row| matches!(&row.values[at], Some(value) if value.to_string() == house::SYNTHETIC);
            if state.rows(&self.store, register)?.iter().any(|(_, row)| made_up(row)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the report is one of made-up rows.
    pub(crate) fn is_made_up(&self) -> Result<bool> {
        self.is_synthetic(&self.judged)
    }

    /// The commitments that are not kept on the last day looked at.
    fn promised(&self, pack: &define::Pack) -> Result<Vec<report::Promised>> {
        let mine = |one: &&define::Loop| one.case.list.register.text == Commitment::HOUSE.register;
        let mut names: BTreeSet<String> = [Commitment::HOUSE.register.to_owned()].into();
        names.extend(
            pack.forms.loops.iter().find(mine).iter().flat_map(|one| assess::registers_of(pack, *one)),
        );
        names.retain(|name| pack.register(name).is_some());
        let records = self.judged.records(&self.store, &names)?;
        Ok(report::promised(pack, &records, self.looked()?))
    }

    /// Writes it, with sentences as persons worded them.
    pub(super) fn write_report(&self) -> Result<WrittenReport> {
        self.write_worded(&self.wordings()?)
    }

    /// Writes it with these wordings and no others.
    pub(super) fn write_worded(&self, wordings: &[report::Wording]) -> Result<WrittenReport> {
        let (state, district) = (&self.judged, self.district()?);
        let (pack, standing) = (&state.pack, self.standing_of(state)?);
        let commitments = self.promised(pack)?;
        let outline =
            pack.outlines.first().ok_or_else(|| Error::Unknown("定义包里没有报告提纲".to_owned()))?;
        let attached = self.attached_of(state)?;
        let issuer = (!district.is_empty()).then(|| format!("{district}人民政府"));
        let mut remarks = Vec::new();
        let made_up = self.is_synthetic(state)?;
        if made_up {
            remarks.push("样例数据，非真实情况");
        }
        if pack.status == define::PackStatus::Unofficial {
            remarks.push("指标框架为非官方骨架");
        }
        let (remark, assessment) = (remarks.join("；"), self.assessment()?);
        let written = state.with_assessor(&self.store, self.looked()?, |assessor| {
            let input = report::Input {
                pack,
                outline,
                assessor,
                assessment: &assessment,
                commitments: &commitments,
                district: &district,
                addressee: Some(ADDRESSEE),
                issuer: issuer.as_deref(),
                date: day(&standing.time),
                remark: Some(remark.as_str()).filter(|remark| !remark.is_empty()),
                made_up,
                attached: &attached,
                wordings,
                log: Some(report::Log { size: state.size, root: standing.root.clone() }),
            };
            report::write(&input)
        })?;
        let mut written = written.map_err(Error::Pack)?;
        written.document.attachments.extend(self.receipt(state)?);
        Ok(WrittenReport {
            document: written.document,
            coverage: written
                .coverage
                .into_iter()
                .map(|answered| CoverageView {
                    number: answered.number,
                    indicator: answered.indicator,
                    name: answered.name,
                    answers: answered.answers.into_iter().map(|spot| (spot.id, spot.label)).collect(),
                })
                .collect(),
            findings: written.findings,
            size: state.size,
        })
    }

    /// The district's name; empty before its register has a row.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn district(&self) -> Result<String> {
        let Some(register) = self.pack().register(District::HOUSE.register) else { return Ok(String::new()) };
        let rows = self.whole.rows(&self.store, register)?;
        let name = rows
            .iter()
            .next()
            .map(|(number, row)| District::read(&Record { register, number: *number, row }).name);
        Ok(name.unwrap_or_default())
    }
}

/// The day of an instant written in RFC 3339.
fn day(time: &str) -> Option<paper::Day> {
    let mut parts = time.get(..10)?.split('-');
    paper::Day::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)
}
