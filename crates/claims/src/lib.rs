//! Text to quantities to claims to verdicts by intervals (断言核对).
//!
//! Official prose asserts things of its own numbers: growth over last year, shares, sums, ratios. Each printed number stands
//! for an interval; a claim is inconsistent only if no values in those intervals make it true. A false accusation costs more
//! than a miss: where the pairing of numbers is doubtful, the verdict is *undetermined*, or the claim is not raised.
//!
//! ```
//! use claims::{Strength, Verdict, read};
//! let reading = read("年报.txt", "2022年一般公共预算教育经费15.44亿元，比2021年15.28亿元增长1.01%。");
//! let growth = &reading.claims[0];
//! assert_eq!((growth.verdict, growth.strength), (Verdict::Consistent, Some(Strength::Compatible)));
//!
//! let wrong = read("年报.txt", "收费33844.74万元，较上年的34583.04万元减少738.30万元，下降1.73%。");
//! assert_eq!(wrong.claims[1].verdict, Verdict::Inconsistent);
//! ```

mod change;
mod claim;
pub mod corpus;
mod count;
mod judge;
mod note;
mod partition;
mod place;
mod rate;
mod relation;
mod repeat;
mod role;
mod sentence;
mod series;
mod share;
mod slip;
mod structure;
mod sum;
mod view;
mod wording;
mod years;

pub use claim::{Claim, Operand, Reason, Slip, Strength, Verdict};
pub use judge::judge;
pub use relation::Relation;
pub use view::{ClaimView, OperandView, QuantityView, View, findings};

use finding::Finding;
use quantity::Quantity;
use sentence::Sentence;

/// Sentences, or paragraphs, between two looks whether the reading is still wanted.
const STRIDE: usize = 256;

/// What was read from a text.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// All numeric expressions, in order.
    pub quantities: Vec<Quantity>,
    /// What the text asserts of them, in order of the published number.
    pub claims: Vec<Claim>,
    /// Remarks on wording.
    pub remarks: Vec<Finding>,
}

impl Reading {
    /// Whether anything contradicts itself.
    pub fn is_wrong(&self) -> bool {
        self.claims.iter().any(|c| c.verdict == Verdict::Inconsistent)
    }

    /// The shape of `duheng claims --json`.
    pub fn view(&self, text: &str) -> View {
        View::of(self, text)
    }
}

/// Reads a text: paragraphs are its lines. `source` names it in findings. Time and memory grow with the text only.
pub fn read(source: &str, text: &str) -> Reading {
    // Always wanted, and so always read.
    read_while(source, text, &|| true).unwrap_or_default()
}

/// As [`read`], as long as somebody wants it: `wanted` is asked again and again, and none is the answer when it says no.
///
/// ```
/// let text = "收费33844.74万元，较上年的34583.04万元下降1.73%。".repeat(1_000);
/// assert!(claims::read_while("年报.txt", &text, &|| false).is_none());
/// assert_eq!(claims::read_while("年报.txt", &text, &|| true).unwrap().claims.len(), claims::read("年报.txt", &text).claims.len());
/// ```
pub fn read_while(source: &str, text: &str, wanted: &dyn Fn() -> bool) -> Option<Reading> {
    let go_on = || wanted().then_some(());
    go_on()?;
    let quantities = quantity::scan(text);
    go_on()?;
    let sentences = sentence::split(text, &quantities);
    let mut claims = Vec::new();
    let main: Vec<&Sentence<'_>> = sentences.iter().filter(|s| !s.inside).collect();
    for (at, sentence) in main.iter().enumerate() {
        if at.is_multiple_of(STRIDE) {
            go_on()?;
        }
        let previous = at.checked_sub(1).map(|p| main[p]).filter(|p| p.paragraph == sentence.paragraph);
        change::claims(sentence, previous, &mut claims);
        share::with_whole(sentence, &main[at.saturating_sub(share::SENTENCES_BACK)..=at], &mut claims);
    }
    go_on()?;
    share::claims(&main, &mut claims);
    go_on()?;
    repeat::claims(&main, &mut claims);
    for remark in sentences.iter().filter(|s| s.inside) {
        change::claims(remark, None, &mut claims);
    }
    for sentence in &sentences {
        count::claims(sentence, &mut claims);
    }
    for (at, paragraph) in main.chunk_by(|a, b| a.paragraph == b.paragraph).enumerate() {
        if at.is_multiple_of(STRIDE) {
            go_on()?;
        }
        structure::claims(paragraph, &mut claims);
        sum::claims(paragraph, &mut claims);
        series::claims(paragraph, &mut claims);
        rate::claims(paragraph, &mut claims);
    }
    go_on()?;
    sum::over_paragraphs(&sentences, &mut claims);
    go_on()?;
    let remarks = wording::remarks(source, text, &quantities, &sentences);
    let mut claims = settle(claims);
    slip::by_neighbours(&mut claims);
    Some(Reading { quantities, claims, remarks })
}

/// One claim for each published number and relation: the certain before the doubtful.
fn settle(mut claims: Vec<Claim>) -> Vec<Claim> {
    let rank = |c: &Claim| match c.verdict {
        Verdict::Consistent => 0,
        Verdict::Inconsistent => 1,
        Verdict::Undetermined => 2,
    };
    claims.sort_by_key(|c| (c.published.start, c.published.end, c.relation, rank(c), c.start));
    claims.dedup_by(|later, kept| {
        later.published.start == kept.published.start
            && later.published.end == kept.published.end
            && later.relation == kept.relation
    });
    claims
}
