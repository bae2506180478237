//! The report (文): outline and assessment as one document, in every format from one tree.

use crate::district::{Inner, Office};
use crate::evaluate::AsOf;
use crate::{Error, Result};
use assess::Record;
use define::house::{self, Commitment, District};
use finding::Finding;
use serde::Serialize;

/// To whom the report goes.
const ADDRESSEE: &str = "市人民政府教育督导室";

/// A format of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Word processor document in the layout of GB/T 9704-2012.
    Docx,
    /// A page that stands alone.
    Html,
    /// Plain text.
    Text,
}

impl Format {
    /// The ending of file names.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Html => "html",
            Format::Text => "txt",
        }
    }
}

impl std::str::FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Format, String> {
        match text.trim() {
            "docx" => Ok(Format::Docx),
            "html" => Ok(Format::Html),
            "txt" | "text" => Ok(Format::Text),
            other => Err(format!("不认识的格式“{other}”：现有 docx、html、txt")),
        }
    }
}

/// A written report.
pub struct WrittenReport {
    document: paper::Document,
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
    /// The report in a format; the same report gives the same bytes.
    pub fn bytes(&self, format: Format) -> Vec<u8> {
        match format {
            Format::Docx => paper::docx(&self.document),
            Format::Html => paper::html(&self.document, &|_| None).into_bytes(),
            Format::Text => paper::text(&self.document, paper::Notes::With).into_bytes(),
        }
    }

    /// The article alone, as HTML, each figure leading where `link` says for its id (F26, or an indicator's id).
    pub fn article(&self, link: &dyn Fn(&str) -> String) -> String {
        paper::article(&self.document, &|figure| Some(link(&figure.source)))
    }
}

impl Office {
    /// Writes the report of the pack's evaluation year as known at a moment.
    ///
    /// # Errors
    /// [`Error::Pack`] with the findings when the outline does not compile.
    pub fn report(&self, as_of: &AsOf) -> Result<WrittenReport> {
        let inner = &mut *self.turn();
        let size = inner.size_as_of(as_of)?;
        let standing = inner.standing(size)?;
        let district = inner.district_name(size)?;
        let pack = inner.pack(size)?;
        let commitments = match pack.register(Commitment::HOUSE.register) {
            None => Vec::new(),
            Some(register) => crate::evaluate::rows(&inner.store, register, size)?
                .iter()
                .map(|(number, row)| Commitment::read(&Record { register, number: *number, row }))
                .collect(),
        };
        let outline =
            pack.outlines.first().ok_or_else(|| Error::Unknown("定义包里没有报告提纲".to_owned()))?;
        let issuer = (!district.is_empty()).then(|| format!("{district}人民政府"));
        let mut remarks = Vec::new();
        if inner.store.any_cell(house::NATURE, house::SYNTHETIC, size)? {
            remarks.push("样例数据，非真实情况");
        }
        if pack.status == define::PackStatus::Unofficial {
            remarks.push("指标框架为非官方骨架");
        }
        let remark = remarks.join("；");
        let (evaluated, assessment) = inner.assessment(size, None)?;
        let input = report::Input {
            pack: &pack,
            outline,
            assessor: &evaluated.assessor,
            assessment: &assessment,
            commitments: &commitments,
            district: &district,
            addressee: Some(ADDRESSEE),
            issuer: issuer.as_deref(),
            date: day(&standing.time),
            remark: Some(remark.as_str()).filter(|remark| !remark.is_empty()),
            log: Some(report::Log { size, root: standing.root }),
        };
        let written = report::write(&input).map_err(Error::Pack)?;
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
            size,
        })
    }

    /// The district's name; empty before its register has a row.
    pub fn district(&self) -> Result<String> {
        let inner = &mut *self.turn();
        let size = inner.store.size()?;
        inner.district_name(size)
    }
}

impl Inner {
    fn district_name(&mut self, size: u64) -> Result<String> {
        let pack = self.pack(size)?;
        let Some(register) = pack.register(District::HOUSE.register) else { return Ok(String::new()) };
        let rows = crate::evaluate::rows(&self.store, register, size)?;
        let name =
            rows.first().map(|(number, row)| District::read(&Record { register, number: *number, row }).name);
        Ok(name.unwrap_or_default())
    }
}

/// The day of an instant written in RFC 3339.
fn day(time: &str) -> Option<paper::Day> {
    let mut parts = time.get(..10)?.split('-');
    paper::Day::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)
}
