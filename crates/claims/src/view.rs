//! What the outside is shown: the JSON shape of `duheng claims`, and findings for page and terminal.

use crate::Reading;
use crate::claim::{Claim, Operand, Verdict};
use crate::place::{Characters, Lines};
use finding::Finding;
use quantity::{Decimal, Interval, Quantity, Unit};
use serde::Serialize;

/// A reading with places in characters (Unicode scalar values, counted from 0) and numbers as decimal strings in the unit
/// as written.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// All numbers with a value.
    pub quantities: Vec<QuantityView>,
    /// All claims, in the order of the text.
    pub claims: Vec<ClaimView>,
    /// Remarks on wording.
    pub remarks: Vec<Finding>,
}

/// One number.
#[derive(Clone, Debug, Serialize)]
pub struct QuantityView {
    /// As written.
    pub text: String,
    /// First character.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// The number as written, without its hedge.
    pub value: String,
    /// Least value in `unit`; absent without bound.
    pub lo: Option<String>,
    /// Greatest value in `unit`; absent without bound.
    pub hi: Option<String>,
    /// Unit as written.
    pub unit: String,
    /// The hedge words, or nothing.
    pub hedge: Option<String>,
}

/// One claim.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimView {
    /// The words from the first number of the claim to the last; of numbers that stand pages apart, the published one alone.
    pub span: String,
    /// First character.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// What is asserted.
    pub relation: &'static str,
    /// The numbers it follows from.
    pub operands: Vec<OperandView>,
    /// The number asserted.
    pub published: OperandView,
    /// By which rule of grammar they were put together: `stated`, `subject`, `listed` ….
    pub rule: &'static str,
    /// `consistent`, `inconsistent` or `undetermined`.
    pub verdict: &'static str,
    /// `entailed` or `compatible` for a consistent claim.
    pub strength: Option<&'static str>,
    /// What the operands imply, in the unit of `published`.
    pub implied: Option<(String, String)>,
    /// The likely slip.
    pub slip: Option<&'static str>,
    /// Why nothing can be said.
    pub reason: Option<&'static str>,
    /// One line for the reader.
    pub note: String,
}

/// One number of a claim.
#[derive(Clone, Debug, Serialize)]
pub struct OperandView {
    /// As written.
    pub text: String,
    /// First character.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// Least value in `unit`; absent without bound.
    pub lo: Option<String>,
    /// Greatest value in `unit`; absent without bound.
    pub hi: Option<String>,
    /// Unit as written.
    pub unit: String,
}

fn ends(interval: &Interval, unit: &Unit) -> (Option<String>, Option<String>) {
    let factor = Interval::point(Decimal::ten_to(-unit.scale()));
    let shown = interval.mul(&factor);
    let end = |value: Decimal, whole: Decimal| (whole.abs() != Decimal::MAX).then(|| value.to_string());
    (end(shown.lo(), interval.lo()), end(shown.hi(), interval.hi()))
}

impl View {
    /// The view of a reading of `text`.
    pub fn of(reading: &Reading, text: &str) -> View {
        let characters = Characters::of(text);
        let quantities =
            reading.quantities.iter().filter(|q| q.is_measure()).map(|q| number(q, text, &characters));
        View {
            quantities: quantities.collect(),
            claims: reading.claims.iter().map(|c| claim(c, text, &characters)).collect(),
            remarks: reading.remarks.clone(),
        }
    }
}

fn number(quantity: &Quantity, text: &str, characters: &Characters) -> QuantityView {
    let (lo, hi) = ends(&quantity.interval, &quantity.unit);
    let words: Vec<&str> = [quantity.before, quantity.after].into_iter().flatten().collect();
    QuantityView {
        text: quantity.text.clone(),
        start: characters.at(text, quantity.start),
        end: characters.at(text, quantity.end),
        value: quantity.stated.to_string(),
        lo,
        hi,
        unit: quantity.unit.to_string(),
        hedge: (!words.is_empty()).then(|| words.join("…")),
    }
}

fn operand(operand: &Operand, text: &str, characters: &Characters) -> OperandView {
    let (lo, hi) = ends(&operand.interval, &operand.unit);
    OperandView {
        text: operand.text.clone(),
        start: characters.at(text, operand.start),
        end: characters.at(text, operand.end),
        lo,
        hi,
        unit: operand.unit.to_string(),
    }
}

/// Longest stretch of text quoted as the words of one claim, in bytes. A total that is told again twenty pages later does
/// not quote them all.
const LONGEST_SPAN: usize = 3000;

fn claim(claim: &Claim, text: &str, characters: &Characters) -> ClaimView {
    let far = claim.end - claim.start > LONGEST_SPAN;
    let (start, end) =
        if far { (claim.published.start, claim.published.end) } else { (claim.start, claim.end) };
    ClaimView {
        span: text[start..end].to_owned(),
        start: characters.at(text, start),
        end: characters.at(text, end),
        relation: claim.relation.name(),
        operands: claim.operands.iter().map(|o| operand(o, text, characters)).collect(),
        published: operand(&claim.published, text, characters),
        rule: claim.rule.name(),
        verdict: claim.verdict.name(),
        strength: claim.strength.map(|s| s.name()),
        implied: claim.implied.map(|i| (i.lo().floor(8).to_string(), i.hi().ceil(8).to_string())),
        slip: claim.slip.map(|s| s.name()),
        reason: claim.reason.map(|r| r.name()),
        note: claim.note.clone(),
    }
}

/// Inconsistent claims as findings of grade error, then remarks on wording.
pub fn findings(reading: &Reading, source: &str, text: &str) -> Vec<Finding> {
    let lines = Lines::of(text);
    let wrong = reading.claims.iter().filter(|c| c.verdict == Verdict::Inconsistent).map(|c| {
        let place = lines.place(source, text, c.published.start, c.published.end);
        let sentence = c.note.split_once('；').map_or(c.note.as_str(), |(sum, _)| sum).to_owned();
        let hint = c.note.split_once('；').map_or("请核对原始数据", |(_, advice)| advice).to_owned();
        Finding::error("claims.inconsistent", place, sentence).hint(hint)
    });
    wrong.chain(reading.remarks.iter().cloned()).collect()
}
