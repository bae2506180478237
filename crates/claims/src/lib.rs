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

mod across;
mod balance;
mod book;
mod change;
mod claim;
mod classes;
pub mod corpus;
mod count;
mod frame;
mod judge;
mod lists;
mod mean;
mod name;
mod note;
mod pair;
mod place;
mod relation;
mod repeat;
mod role;
mod script;
mod sentence;
mod series;
mod share;
mod slip;
mod structure;
mod sum;
mod table;
mod unit;
mod verb;
mod view;
mod wording;
mod years;

pub use claim::{Claim, Operand, Reason, Rule, Slip, Strength, Verdict};
pub use judge::judge;
pub use relation::Relation;
pub use view::{ClaimView, OperandView, QuantityView, View, findings};

use book::Book;
use finding::Finding;
use quantity::Quantity;

/// One kind of claim read from a text.
type Reads<'r> = &'r dyn Fn(&mut Vec<Claim>);

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
    let simplified = script::simplify(text);
    let quantities = quantities(text, &simplified);
    go_on()?;
    let sentences = sentence::split(&simplified, &quantities);
    go_on()?;
    let book = Book::of(&simplified, &sentences);
    let mut claims = Vec::new();
    let readers: [Reads<'_>; 11] = [
        &|found| change::claims(&book, &simplified, found),
        &|found| share::claims(&book, found),
        &|found| pair::claims(&book, found),
        &|found| sum::claims(&book.frames, &book.lists, found),
        &|found| structure::claims(&book, found),
        &|found| mean::claims(&book, found),
        &|found| series::claims(&book, found),
        &|found| balance::claims(&book, found),
        &|found| table::claims(&simplified, &quantities, found),
        &|found| repeat::claims(&book.sentences, found),
        &|found| {
            for sentence in &sentences {
                count::claims(sentence, &simplified, found);
                sum::hundreds(sentence, found);
            }
        },
    ];
    for reader in readers {
        go_on()?;
        reader(&mut claims);
    }
    go_on()?;
    let remarks = wording::remarks(source, text, &quantities, &sentences);
    let mut claims = settle(claims);
    slip::by_neighbours(&mut claims);
    Some(Reading { quantities, claims, remarks })
}

/// The numbers of a text, read in simplified characters and shown as they are written.
fn quantities(text: &str, simplified: &str) -> Vec<Quantity> {
    let mut quantities = quantity::scan(simplified);
    unit::carried_back(simplified, &mut quantities);
    unit::doubled_scale(simplified, &mut quantities);
    if text != simplified {
        for quantity in &mut quantities {
            text[quantity.start..quantity.end].clone_into(&mut quantity.text);
        }
    }
    quantities
}

/// One claim for each published number and relation, the certain before the doubtful; of sums one for each list of parts.
fn settle(mut claims: Vec<Claim>) -> Vec<Claim> {
    let rank = |c: &Claim| match c.verdict {
        Verdict::Consistent => 0,
        Verdict::Inconsistent => 1,
        Verdict::Undetermined => 2,
    };
    let parts =
        |c: &Claim| if c.relation == Relation::Sum { c.operands.first().map_or(0, |o| o.start) } else { 0 };
    claims.sort_by_key(|c| (c.published.start, c.published.end, c.relation, parts(c), rank(c), c.start));
    claims.dedup_by(|later, kept| {
        later.published.start == kept.published.start
            && later.published.end == kept.published.end
            && later.relation == kept.relation
            && parts(later) == parts(kept)
    });
    claims
}
