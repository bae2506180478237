//! Claims in which years count: 年均增长, 翻一番, and years that cannot be compared so.

use crate::change::Frame;
use crate::claim::{Claim, Reason, Slip};
use crate::judge::{Proposal, decide, undecided};
use crate::relation::Relation;
use crate::sentence::Item;
use quantity::Quantity;

/// 年均增长 over the years between the two values.
pub(crate) fn mean_growth(
    frame: &Frame<'_>,
    new: &Quantity,
    old: &Quantity,
    published: &Quantity,
    doubt: Option<Reason>,
    found: &mut Vec<Claim>,
) {
    let (Some(to), Some(from)) = frame.years else {
        found.push(undecided(
            Relation::CagrPct,
            &[new, old],
            published,
            doubt.unwrap_or(Reason::BaseNotStated),
        ));
        return;
    };
    let years = i64::from(to) - i64::from(from);
    let mut proposal = Proposal::new(Relation::CagrPct, &[new, old], published);
    proposal.operands.push(crate::claim::Operand {
        text: format!("{years}年"),
        start: new.start,
        end: new.end,
        interval: quantity::Interval::from(years),
        unit: quantity::Unit::none(),
    });
    // Whether the count of years includes the first one is a matter of custom.
    let mut longer = proposal.operands.clone();
    if let Some(last) = longer.last_mut() {
        last.interval = quantity::Interval::from(years + 1);
        last.text = format!("{}年", years + 1);
    }
    proposal.others = vec![longer];
    found.extend(decide(proposal.doubted(doubt)));
}

/// 翻一番, 翻两番: about twice, about four times.
pub(crate) fn doubled(frame: &Frame<'_>, after: &str, found: &mut Vec<Claim>) {
    let (Some(new), Some(old)) = (frame.new, frame.old) else { return };
    let said = [
        ("翻两番", "4.0倍"),
        ("翻了两番", "4.0倍"),
        ("翻一番", "2.0倍"),
        ("翻了一番", "2.0倍"),
        ("翻番", "2.0倍"),
    ];
    let Some((words, times)) = said.iter().find(|(words, _)| after.contains(words)) else { return };
    let Ok(read) = quantity::parse(times) else { return };
    let mut proposal = Proposal::new(Relation::Ratio, &[new, old], new).near();
    // Said of what is nearly or somewhat more than the double.
    let about = quantity::Interval::new(quantity::Decimal::new(95, 2), quantity::Decimal::new(12, 1));
    proposal.published.interval = quantity::Interval::point(read.stated).mul(&about);
    (*words).clone_into(&mut proposal.published.text);
    proposal.published.unit = read.unit;
    found.extend(decide(proposal));
}

/// A value compared with its own year, or with a later one.
pub(crate) fn year_label(new: &Item<'_>, old: &Item<'_>, words: &str, found: &mut Vec<Claim>) {
    let (Some(value), Some(base)) = (new.year, old.year) else { return };
    let states_year = words.trim().trim_end_matches(['的', '末', '底']).ends_with('年');
    let parts_of_year =
        ["月", "季", "上半年", "下半年", "期"].iter().any(|w| new.before.contains(w) || words.contains(w));
    if base < value || !states_year || parts_of_year {
        return;
    }
    let mut claim = undecided(Relation::Period, &[new.quantity], old.quantity, Reason::BaseNotStated);
    claim.verdict = crate::claim::Verdict::Inconsistent;
    claim.reason = None;
    claim.slip = Some(Slip::YearLabel);
    claim.note = format!("{value}年的数与{base}年的数相比；{}", Slip::YearLabel.advice());
    found.push(claim);
}
