//! Verdicts by intervals. Which numbers belong together is decided before, by words alone: outside this module a number of the
//! text is a [`Mention`], which has a place, a unit and a hedge, and no value. Nobody who pairs can look whether it fits.

mod term;
mod verdict;

pub(crate) use term::Term;
pub use verdict::judge;

use crate::claim::{Claim, Operand, Reason, Rule, Slip, Verdict};
use crate::relation::Relation;
use crate::role::Way;
use quantity::{Decimal, Form, Hedge, Interval, Quantity, Unit};

/// A number of the text without its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention<'a> {
    quantity: &'a Quantity,
}

impl<'a> Mention<'a> {
    pub(crate) fn of(quantity: &'a Quantity) -> Mention<'a> {
        Mention { quantity }
    }

    pub(crate) fn unit(self) -> &'a Unit {
        &self.quantity.unit
    }

    pub(crate) fn form(self) -> Form {
        self.quantity.form
    }

    pub(crate) fn hedge(self) -> Hedge {
        self.quantity.hedge
    }

    /// The hedge word in front.
    pub(crate) fn lead(self) -> Option<&'static str> {
        self.quantity.before
    }

    pub(crate) fn start(self) -> usize {
        self.quantity.start
    }

    pub(crate) fn end(self) -> usize {
        self.quantity.end
    }

    /// How many terms a ratio has.
    pub(crate) fn terms(self) -> usize {
        self.quantity.parts.len()
    }

    /// Digits behind the point.
    pub(crate) fn places(self) -> u32 {
        self.quantity.places
    }

    /// Whether a ratio has a bare 1 on one side: 1:9, 2.16:1.
    pub(crate) fn is_to_one(self) -> bool {
        let one = |term: &str| term == "1";
        self.quantity.text.split([':', '：', '∶', '︰', '比']).any(one)
    }
}

/// How far the parts of a sum reach.
#[derive(Clone, Debug)]
pub(crate) enum Extent<'a> {
    /// They are all there is.
    Whole,
    /// There may be others; `apart` when none is counted twice, so that they cannot exceed the whole.
    Some { apart: bool },
    /// They are all there is if these shares make a hundred.
    Shares { shares: Vec<Mention<'a>>, apart: bool },
}

/// What the words assert.
#[derive(Clone, Debug)]
pub(crate) struct Proposal<'a> {
    pub(crate) relation: Relation,
    /// The operands; further readings that the words would allow as well stand behind the first.
    pub(crate) readings: Vec<Vec<Term<'a>>>,
    pub(crate) published: Term<'a>,
    /// Other values that the words may as well mean by the whole of a sum.
    pub(crate) rivals: Vec<Mention<'a>>,
    /// By which rule of grammar the operands were found.
    pub(crate) rule: Rule,
    /// Why a mismatch would prove nothing, although the pairing is certain.
    pub(crate) doubt: Option<Reason>,
    pub(crate) extent: Extent<'a>,
    /// Which way a difference in points is said to go.
    pub(crate) way: Option<Way>,
    /// Whether it is one of several that are made to add to a hundred.
    pub(crate) structure: bool,
}

impl<'a> Proposal<'a> {
    pub(crate) fn new(
        relation: Relation,
        operands: Vec<Term<'a>>,
        published: Term<'a>,
        rule: Rule,
    ) -> Proposal<'a> {
        Proposal {
            relation,
            readings: vec![operands],
            published,
            rivals: Vec::new(),
            rule,
            doubt: None,
            extent: Extent::Whole,
            way: None,
            structure: false,
        }
    }

    pub(crate) fn doubted(mut self, doubt: Option<Reason>) -> Self {
        self.doubt = doubt;
        self
    }

    pub(crate) fn or(mut self, operands: Vec<Term<'a>>) -> Self {
        self.readings.push(operands);
        self
    }

    pub(crate) fn reaching(mut self, extent: Extent<'a>) -> Self {
        self.extent = extent;
        self
    }

    pub(crate) fn going(mut self, way: Way) -> Self {
        self.way = Some(way);
        self
    }
}

/// Judges what the words assert; `None` if it says nothing worth telling.
pub(crate) fn decide(proposal: Proposal<'_>) -> Option<Claim> {
    let published = proposal.published.published(proposal.relation)?;
    let read = |terms: &Vec<Term<'_>>| terms.iter().map(Term::operand).collect::<Option<Vec<Operand>>>();
    let readings: Vec<Vec<Operand>> = proposal.readings.iter().filter_map(read).collect();
    let operands = readings.first()?.clone();
    let found = verdict::of(&proposal, &readings, &published)?;
    let (mut verdict, mut reason) = (found.verdict, found.reason);
    if verdict == Verdict::Inconsistent && proposal.doubt.is_some() {
        (verdict, reason) = (Verdict::Undetermined, proposal.doubt);
    }
    let slip = (verdict == Verdict::Inconsistent).then_some(()).and_then(|()| {
        found
            .slip
            .or_else(|| crate::slip::likely(proposal.relation, &operands, &published, found.implied.as_ref()))
    });
    let strength = found.strength.filter(|_| verdict == Verdict::Consistent);
    let factor = Decimal::ten_to(-published.unit.scale());
    let implied = found.implied.map(|i| i.mul(&Interval::point(factor)));
    Some(Claim::told(
        proposal.relation,
        operands,
        published,
        proposal.rule,
        (verdict, strength, slip, reason),
        implied,
    ))
}

/// A claim that cannot be decided, for a number whose partner is missing.
pub(crate) fn undecided(
    relation: Relation,
    operands: &[Mention<'_>],
    published: Mention<'_>,
    reason: Reason,
) -> Claim {
    let operands: Vec<Operand> = operands.iter().map(|m| Operand::of(m.quantity)).collect();
    let published = Operand::of(published.quantity);
    let outcome = (Verdict::Undetermined, None, None, Some(reason));
    Claim::told(relation, operands, published, Rule::None, outcome, None)
}

/// A claim that is settled by words alone: two years that cannot be compared, one bandwidth in two wordings.
pub(crate) fn settled(
    relation: Relation,
    operand: Mention<'_>,
    published: Mention<'_>,
    wrong: Option<Slip>,
    note: &str,
) -> Claim {
    let verdict = if wrong.is_some() { Verdict::Inconsistent } else { Verdict::Consistent };
    let strength = wrong.is_none().then_some(crate::claim::Strength::Entailed);
    let (operands, number) = (vec![Operand::of(operand.quantity)], Operand::of(published.quantity));
    let mut claim =
        Claim::told(relation, operands, number, Rule::Stated, (verdict, strength, wrong, None), None);
    claim.note = match wrong {
        Some(slip) => format!("{note}；{}", slip.advice()),
        None => format!("{} = {}，{note}", operand.quantity.text, published.quantity.text),
    };
    claim
}

/// Whether two numbers are one in other words.
pub(crate) fn same_value(one: Mention<'_>, other: Mention<'_>) -> bool {
    one.quantity.value() == other.quantity.value()
}
