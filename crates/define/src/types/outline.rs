//! The outline of the report: parts, sections, points, with placeholders for figures.

use crate::Written;

/// The outline of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// File name without `.toml`: `self-evaluation`.
    pub id: String,
    /// What stands around the text (版头、版记); nothing of it when it is not written.
    pub letterhead: Option<Letterhead>,
    /// Title, one line an entry.
    pub title: Vec<Written>,
    /// The paragraph before the first part.
    pub opening: Option<Written>,
    /// Parts in order: 一、二、三.
    pub parts: Vec<Part>,
    /// The file.
    pub source: String,
}

/// What an official document has around its text (GB/T 9704-2012): what is not written is not printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// 份号.
    pub copy: Option<Written>,
    /// 密级和保密期限.
    pub secrecy: Option<Written>,
    /// 紧急程度.
    pub urgency: Option<Written>,
    /// 发文机关标志.
    pub mark: Option<Written>,
    /// The 发文字号 that a report of made-up rows carries while no edition has one.
    pub sample: Option<Written>,
    /// Of a document that goes upward: the step of the way of reports whose doer is the 签发人.
    pub signer: Option<Written>,
    /// 主送机关.
    pub addressee: Option<Written>,
    /// 发文机关署名.
    pub issuer: Option<Written>,
    /// 附注, without its brackets.
    pub remark: Option<Written>,
    /// 抄送机关.
    pub copies: Vec<Written>,
    /// 印发机关.
    pub printer: Option<Written>,
}

impl Letterhead {
    /// Everything in it that is printed as it is written, in the order of paper.
    pub fn texts(&self) -> impl Iterator<Item = &Written> {
        let above = [&self.copy, &self.secrecy, &self.urgency, &self.mark, &self.sample, &self.addressee];
        let below = [&self.issuer, &self.remark, &self.printer];
        above.into_iter().chain(below).flatten().chain(&self.copies)
    }
}

/// What a part is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Written sentences with figures.
    Written,
    /// Problems, drawn from indicators that are not met.
    Problems,
    /// Next steps, drawn from open commitments.
    NextSteps,
}

/// A part: 一、履行教育职责情况.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Heading without its number.
    pub heading: Written,
    /// What it is made of.
    pub kind: PartKind,
    /// Text before its first section.
    pub lead: Option<Written>,
    /// Sections in order: （一）（二）.
    pub sections: Vec<Section>,
}

/// A section: （三）全力保障教育优先发展。
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Stable id.
    pub id: Written,
    /// Heading without its number.
    pub heading: Written,
    /// Text before the points.
    pub lead: Option<Written>,
    /// Text that always stands (parts of problems and next steps).
    pub text: Option<Written>,
    /// Points: 一是、二是.
    pub points: Vec<Point>,
    /// Ids of indicators whose problems are drawn.
    pub draws: Vec<Written>,
    /// Category of the commitments drawn.
    pub commitments: Option<Written>,
    /// Ids of indicators that the section answers as a whole.
    pub answers: Vec<Written>,
}

/// A point of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Stable id.
    pub id: Written,
    /// Its sentences, with `{F26}`, `{indicator-id}`, `{引:…}`.
    pub text: Written,
    /// Ids of the scheme indicators it answers.
    pub answers: Vec<Written>,
}
