//! Which relation a change asserts of the value, its base and its amount.

use super::{Reader, without_base};
use crate::claim::{Claim, Reason, Rule};
use crate::judge::{Mention, Proposal, Term, decide, undecided};
use crate::relation::Relation;
use crate::role::{Kind, Way, alike};
use crate::sentence::Item;
use crate::years::mean_change;

impl<'a> Reader<'_, '_, 'a> {
    pub(super) fn changed(&mut self, item: &Item<'a>, way: Way, yearly: bool, found: &mut Vec<Claim>) {
        let rate = matches!(item.kind, Kind::Rate | Kind::Points | Kind::Times);
        let share = self.running.share.filter(|_| item.kind == Kind::Points);
        let new = share.or(self.running.value);
        match (new, self.running.old) {
            (Some(new), Some(old)) => self.with_base(new, old, item, way, yearly, found),
            (Some(new), None) => self.with_delta(new, item, way, yearly, found),
            (None, Some(old)) => self.over_base(old, item, way, yearly, found),
            (None, None) if rate => found.push(without_base(item, way, yearly, &[], Reason::BaseNotStated)),
            (None, None) => {}
        }
    }

    fn rule(&self) -> Rule {
        self.running.rule.unwrap_or(Rule::Stated)
    }

    /// No base: a rate against the amount of the change, in either order.
    fn with_delta(
        &mut self,
        new: Mention<'a>,
        item: &Item<'a>,
        way: Way,
        yearly: bool,
        found: &mut Vec<Claim>,
    ) {
        let doubt = self.doubt;
        match (item.kind, self.running.delta) {
            (Kind::Rate | Kind::Times, Some((delta, same)))
                if !yearly && same == way && alike(delta, new) =>
            {
                found.extend(decide(self.by_delta(new, delta, item, way)));
            }
            (Kind::Amount, _) if alike(item.mention, new) => {
                self.running.delta = Some((item.mention, way));
                let waiting = self.running.waiting.take().filter(|(.., of)| *of == way);
                if let Some((at, rate, _)) = waiting
                    && let Some(claim) =
                        decide(from_delta(new, item.mention, rate, way, self.rule()).doubted(doubt))
                {
                    found[at] = claim;
                }
            }
            (Kind::Rate | Kind::Points | Kind::Times, _) => {
                if item.kind == Kind::Rate && !yearly {
                    self.running.waiting = Some((found.len(), item.mention, way));
                }
                let why = doubt.unwrap_or(Reason::BaseNotStated);
                found.push(without_base(item, way, yearly, &[new], why));
            }
            _ => {}
        }
    }

    fn by_delta(&self, new: Mention<'a>, delta: Mention<'a>, item: &Item<'a>, way: Way) -> Proposal<'a> {
        if item.kind == Kind::Times {
            let operands = vec![Term::Number(new), Term::Number(delta)];
            return Proposal::new(
                Relation::GrowthTimesFromDelta,
                operands,
                Term::Number(item.mention),
                self.rule(),
            );
        }
        from_delta(new, delta, item.mention, way, self.rule()).doubted(self.doubt)
    }

    fn with_base(
        &self,
        new: Mention<'a>,
        old: Mention<'a>,
        item: &Item<'a>,
        way: Way,
        yearly: bool,
        found: &mut Vec<Claim>,
    ) {
        let published = item.mention;
        if yearly && item.kind != Kind::Points {
            found.extend(mean_change(&self.running, (new, old), item, self.doubt));
            return;
        }
        let points = new.unit().is_pure() && !new.unit().name().is_empty() && new.unit().scale() < 0;
        let relation = match (item.kind, way) {
            (Kind::Rate, Way::Up) => Relation::GrowthPct,
            (Kind::Rate, Way::Down) => Relation::DeclinePct,
            (Kind::Points, _) if points && alike(new, old) => Relation::PpDiff,
            (Kind::Times, Way::Up) => Relation::GrowthTimes,
            (Kind::Amount, Way::Up) if alike(published, new) => Relation::Diff,
            (Kind::Amount, Way::Down) if alike(published, new) => Relation::Decrease,
            (Kind::Points, _) => {
                found.push(undecided(Relation::PpDiff, &[new, old], published, Reason::DoubtfulPairing));
                return;
            }
            _ => return,
        };
        let reading = |value| vec![Term::Number(value), Term::Number(old)];
        let mut proposal = Proposal::new(relation, reading(new), Term::Number(published), self.rule());
        if let Some(other) = self.running.or {
            proposal = proposal.or(reading(other));
        }
        if relation == Relation::PpDiff {
            proposal = proposal.going(way);
        }
        let doubt = self.doubt.filter(|_| item.kind == Kind::Rate);
        found.extend(decide(proposal.doubted(doubt)));
    }

    /// 与上年的725482人相比，增加25907人，增长3.57%: the rate of an amount in its base, the new value left unsaid.
    fn over_base(
        &mut self,
        old: Mention<'a>,
        item: &Item<'a>,
        way: Way,
        yearly: bool,
        found: &mut Vec<Claim>,
    ) {
        match (item.kind, self.running.delta) {
            (Kind::Amount, _) if alike(item.mention, old) => self.running.delta = Some((item.mention, way)),
            (Kind::Rate, Some((delta, same))) if same == way && !yearly => {
                let (relation, new) = match way {
                    Way::Up => (Relation::GrowthPct, Term::More(old, delta)),
                    Way::Down => (Relation::DeclinePct, Term::Less(old, delta)),
                };
                let published = Term::Number(item.mention);
                found.extend(decide(Proposal::new(
                    relation,
                    vec![new, Term::Number(old)],
                    published,
                    Rule::Stated,
                )));
            }
            (Kind::Rate | Kind::Points | Kind::Times, _) => {
                found.push(without_base(item, way, yearly, &[old], Reason::BaseNotStated));
            }
            _ => {}
        }
    }
}

fn from_delta<'a>(
    new: Mention<'a>,
    delta: Mention<'a>,
    rate: Mention<'a>,
    way: Way,
    rule: Rule,
) -> Proposal<'a> {
    let relation = if way == Way::Up { Relation::GrowthFromDeltaPct } else { Relation::DeclineFromDeltaPct };
    Proposal::new(relation, vec![Term::Number(new), Term::Number(delta)], Term::Number(rate), rule)
}
