//! Standing (身份): a person with his mandates on a day, and what he may do and see.

use crate::extent::extent;
use crate::{Deed, Facts, Mandate, Sees, mandates};
use define::house::{Appointment, Delegation};
use define::{Date, EVERYTHING, Field, Grant, Loop, Notice, Pack, Register, Right, Role, Scope};
use finding::{Finding, Place};
use ledger::{Row, same_person};

/// A person with his mandates on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    person: String,
    mandates: Vec<Mandate>,
}

impl Standing {
    /// Who somebody is on a day.
    pub fn of(pack: &Pack, facts: &Facts, person: &str, day: Date) -> Standing {
        Standing { person: person.to_owned(), mandates: mandates(pack, facts, person, day) }
    }

    /// His mandates.
    pub fn mandates(&self) -> &[Mandate] {
        &self.mandates
    }

    /// The grants of a right with the mandates that they come from.
    fn grants<'s>(
        &'s self,
        pack: &'s Pack,
        right: Right,
    ) -> impl Iterator<Item = (&'s Mandate, &'s Role, &'s Grant)> {
        let of = |mandate: &'s Mandate| {
            Some((mandate, pack.forms.roles.iter().find(|role| role.head.id == mandate.role)?))
        };
        let held = self.mandates.iter().filter_map(of);
        let grants =
            held.flat_map(|(mandate, role)| role.grants.iter().map(move |grant| (mandate, role, grant)));
        grants.filter(move |(.., grant)| grant.right == right)
    }

    /// Whether he has a right: one that is over nothing, or over the thing of that id; over anything when none is named.
    pub fn has(&self, pack: &Pack, right: Right, over: &str) -> bool {
        self.grants(pack, right)
            .any(|(_, _, grant)| over.is_empty() || grant.over.is_empty() || grant.is_over(over))
    }

    /// What he sees of a register.
    pub fn sees(&self, pack: &Pack, register: &Register) -> Sees {
        self.reach(pack, register, Right::See, |_| true)
    }

    /// Of which rows he may look at a field that is masked.
    pub fn opens(&self, pack: &Pack, register: &Register, field: &Field) -> Sees {
        self.reach(pack, register, Right::Open, |grant| names(grant, &field.name))
    }

    /// Which rows of a register he may put and correct; forms are offered for it when it is not nothing.
    pub fn records(&self, pack: &Pack, register: &Register) -> Sees {
        self.reach(pack, register, Right::Record, |_| true)
    }

    /// Of which recipients of a notice he may record that their household has acknowledged it: a household is his when one of its rows
    /// is.
    pub fn acknowledges(&self, pack: &Pack, notice: &Notice, register: &Register) -> Sees {
        let over = self.grants(pack, Right::Acknowledge).filter(|(.., grant)| grant.is_over(&notice.head.id));
        let each = over
            .map(|(mandate, role, grant)| extent(pack, register, grant.scope.unwrap_or(role.scope), mandate));
        each.fold(Sees::Nothing, Sees::and)
    }

    fn reach(&self, pack: &Pack, register: &Register, right: Right, fits: impl Fn(&Grant) -> bool) -> Sees {
        // What was delegated is not delegated further.
        let further = |mandate: &Mandate| {
            mandate.is_delegated && right != Right::See && register.name == Delegation::HOUSE.register
        };
        let over = self
            .grants(pack, right)
            .filter(|(mandate, _, grant)| grant.is_over(&register.name) && fits(grant) && !further(mandate));
        let each = over
            .map(|(mandate, role, grant)| extent(pack, register, grant.scope.unwrap_or(role.scope), mandate));
        each.fold(Sees::Nothing, Sees::and)
    }

    /// Whether he may do something.
    ///
    /// # Errors
    /// The finding that says why not.
    pub fn may(&self, pack: &Pack, deed: &Deed<'_>) -> Result<(), Finding> {
        let (allowed, right, over) = match *deed {
            Deed::Record { register, before, after } => {
                self.not_himself(register, before.into_iter().chain([after]))?;
                (self.may_record(pack, register, before, after), Right::Record, register.name.clone())
            }
            Deed::Withdraw { register, before } => {
                self.not_himself(register, [before].into_iter())?;
                let reach = self.reach(pack, register, Right::Withdraw, |_| true);
                (reach.covers(before), Right::Withdraw, register.name.clone())
            }
            Deed::Open { register, row } => {
                let reach = self.reach(pack, register, Right::Open, |_| true);
                let seen = self.sees(pack, register).admits(row);
                (seen && reach.admits(row), Right::Open, register.name.clone())
            }
            Deed::Step { of, step, case, by } => {
                self.himself(by)?;
                (self.may_step(pack, of, step, case), Right::Step, format!("{}·{step}", of.head.name))
            }
            Deed::Nil { duty, unit, by } => {
                self.himself(by)?;
                (self.may_report(pack, duty, unit), Right::Nil, duty.to_owned())
            }
            Deed::Acknowledge { notice, rows, by } => {
                self.himself(by)?;
                let sends = self.has(pack, Right::Send, &notice.head.id);
                let reaches = |(register, row): &(&Register, &Row)| {
                    self.acknowledges(pack, notice, register).admits(row)
                };
                (sends || rows.iter().any(reaches), Right::Acknowledge, notice.head.id.clone())
            }
            Deed::Whole { right, over } => (self.has(pack, right, over), right, over.to_owned()),
        };
        allowed.then_some(()).ok_or_else(|| self.refused(pack, right, &over))
    }

    /// Whether grants that are about every field that changes reach the row as it is and as it will be.
    fn may_record(&self, pack: &Pack, register: &Register, before: Option<&Row>, after: &Row) -> bool {
        let changed = changed(register, before, after);
        let fits = |grant: &Grant| changed.iter().all(|field| names(grant, field));
        let reach = self.reach(pack, register, Right::Record, fits);
        before.is_none_or(|row| reach.covers(row)) && reach.covers(after)
    }

    /// Whether a grant over the loop names the step and reaches the case.
    fn may_step(&self, pack: &Pack, of: &Loop, step: &str, case: Option<(&Register, &Row)>) -> bool {
        let Some((register, row)) = case else { return false };
        self.grants(pack, Right::Step).filter(|(.., grant)| grant.is_over(&of.head.id)).any(
            |(mandate, role, grant)| {
                let does = grant.steps.is_empty() || grant.steps.iter().any(|one| one.text == step);
                does && extent(pack, register, grant.scope.unwrap_or(role.scope), mandate).admits(row)
            },
        )
    }

    /// Whether a grant over the duty reaches the unit that is reported for.
    fn may_report(&self, pack: &Pack, duty: &str, unit: &str) -> bool {
        self.grants(pack, Right::Nil).filter(|(.., grant)| grant.is_over(duty)).any(
            |(mandate, role, grant)| match grant.scope.unwrap_or(role.scope) {
                Scope::District => true,
                Scope::Below => mandate.below.contains(unit),
                Scope::Unit | Scope::School => mandate.own.contains(unit),
                Scope::Class | Scope::Own => false,
            },
        )
    }

    /// Nobody appoints himself, nor takes a mandate by a delegation that he writes.
    fn not_himself<'r>(
        &self,
        register: &Register,
        mut rows: impl Iterator<Item = &'r Row>,
    ) -> Result<(), Finding> {
        let field = match register.name.as_str() {
            name if name == Appointment::HOUSE.register => Appointment::PERSON,
            name if name == Delegation::HOUSE.register => Delegation::TAKER,
            _ => return Ok(()),
        };
        let Some((at, _)) = register.field(field.name) else { return Ok(()) };
        let names_himself = |row: &Row| {
            let name = row.values.get(at).and_then(|cell| cell.as_ref().map(ToString::to_string));
            name.is_some_and(|name| same_person(&name, &self.person))
        };
        match rows.any(names_himself) {
            true => {
                let sentence = format!("“{}”不能给自己任职或委托", self.person);
                let finding = Finding::error("access.self-grant", Place::whole(&register.name), sentence);
                Err(finding.hint("请另一位安全管理员办理"))
            }
            false => Ok(()),
        }
    }

    /// Who signs an act is who acts.
    fn himself(&self, by: &str) -> Result<(), Finding> {
        match same_person(by, &self.person) {
            true => Ok(()),
            false => {
                let sentence = format!("登录的是“{}”，不能记在“{by}”名下", self.person);
                Err(Finding::error("access.other-person", Place::whole("会话"), sentence))
            }
        }
    }

    fn refused(&self, pack: &Pack, right: Right, over: &str) -> Finding {
        let what = if over.is_empty() { String::new() } else { format!("（{over}）") };
        let sentence = match self.mandates.is_empty() {
            true => format!("“{}”现在没有任职，不能{}{what}", self.person, right.label()),
            false => {
                let titles: Vec<String> = self.mandates.iter().map(Mandate::title).collect();
                format!("“{}”以{}的身份不能{}{what}", self.person, titles.join("、"), right.label())
            }
        };
        let finding = Finding::error("access.denied", Place::whole(over), sentence);
        match self.grants(pack, right).next() {
            Some(_) => finding.hint("这一行不在所管的范围里"),
            None => finding.hint("需要这项权的，请安全管理员任职"),
        }
    }
}

/// Whether a grant is about a field: it names none, or this one.
fn names(grant: &Grant, field: &str) -> bool {
    grant.fields.is_empty() || grant.fields.iter().any(|one| one.text == field || one.text == EVERYTHING)
}

/// The fields that a row changes; of a new one those that hold something, without its key.
fn changed<'r>(register: &'r Register, before: Option<&Row>, after: &Row) -> Vec<&'r str> {
    let was = |at: usize| before.and_then(|row| row.values.get(at)?.as_ref());
    let fields = register.fields.iter().enumerate().zip(&after.values);
    let differs =
        fields.filter(|((at, field), now)| was(*at) != now.as_ref() && !(before.is_none() && field.is_key));
    differs.map(|((_, field), _)| field.name.as_str()).collect()
}
