//! Permission (权限): the one place where it is decided whether a session may do what it asks for.
//!
//! | who | may |
//! |---|---|
//! | a person by a page or a program | what his roles allow ([`access`]), of rows as they are and as they will be |
//! | a household | acknowledge its letter, and nothing else |
//! | anybody | give no row of a register that the office alone writes ([`define::house::BY_OFFICE`]) |
//! | whoever works at the machine, standing work, devices through their intake | what the act itself allows |
//!
//! Rows that follow from a deed by rule (the case from its step, the reason from a doubt) are allowed with it: nobody gave them.

use super::batch::{Batch, Planned};
use crate::error::Result;
use crate::letters::Registers;
use crate::session::{Session, Who};
use crate::sight;
use access::{Deed, Standing};
use assess::Record;
use define::house::{BY_OFFICE, DrawRecord, DrawResult, House, Letter, LetterEvent, NilReport, Notice, Step};
use define::{NoticeWay, Register, Right};
use finding::{Finding, Place};
use ledger::letter::Happening;
use ledger::{Act, Row};
use std::collections::BTreeSet;

/// The decision that a session may do certain acts. Entries are written against one and without it not at all: nobody
/// but [`decide`] makes it.
pub(super) struct Allowed<'s> {
    session: &'s Session,
}

impl Allowed<'_> {
    /// Whose acts they are.
    pub fn session(&self) -> &Session {
        self.session
    }
}

/// Decides about the acts of a batch: allowed, or the findings that say why not.
pub(super) fn decide<'s>(
    session: &'s Session,
    batch: &Batch<'_>,
) -> Result<std::result::Result<Allowed<'s>, Vec<Finding>>> {
    if session.who.name().trim().is_empty() && !batch.is_empty() {
        let finding = Finding::error("access.nobody", Place::whole("会话"), "没有写明是谁在办理");
        return Ok(Err(vec![finding.hint("请写明姓名")]));
    }
    let found = by_hand(batch);
    if !found.is_empty() {
        return Ok(Err(found));
    }
    let found = match (&session.who, sight::is_judged(session)) {
        (_, false) => Vec::new(),
        (Who::Person(name), true) => by_roles(name, batch)?,
        _ => by_letter(batch),
    };
    Ok(if found.is_empty() { Ok(Allowed { session }) } else { Err(found) })
}

/// What nobody may give, whoever he is: rows that the office alone writes.
fn by_hand(batch: &Batch<'_>) -> Vec<Finding> {
    let own = BY_OFFICE.map(|house| batch.head.pack.register(house.register));
    let given = batch.planned.iter().filter(|one| !one.follows);
    let register = given.filter_map(|one| match &one.act {
        Act::Record { register, .. } | Act::Withdraw { register, .. } => Some(register),
        _ => None,
    });
    let register = register.chain(batch.repeated.iter().map(|(register, _)| register));
    let denied = |id: &String| own.iter().flatten().find(|own| own.id == *id);
    let found = register.filter_map(denied).next();
    let finding = |own: &&Register| {
        Finding::error(
            "access.denied",
            Place::whole(&own.name),
            "这本台账由系统自己记，不能手工记，也不能撤下",
        )
    };
    found.map(finding).into_iter().collect()
}

/// What a household may not do: anything but tell that it has read.
fn by_letter(batch: &Batch<'_>) -> Vec<Finding> {
    let event = batch.head.pack.register(LetterEvent::HOUSE.register).map(|register| register.id.as_str());
    let other = batch
        .planned
        .iter()
        .find(|one| !matches!(&one.act, Act::Record { register, .. } if Some(register.as_str()) == event));
    let finding = |_| Finding::error("access.denied", Place::whole("会话"), "家庭只能应答自己的通知");
    other.map(finding).into_iter().collect()
}

/// What the roles of a person do not allow of a batch, each once.
fn by_roles(name: &str, batch: &Batch<'_>) -> Result<Vec<Finding>> {
    let facts = sight::facts(&batch.head, batch.store)?;
    let standing = Standing::of(&batch.head.pack, &facts, name, batch.today);
    let mut found: Vec<Finding> = Vec::new();
    let given = batch.planned.iter().filter(|one| !one.follows).map(|one| judged(&standing, one, batch));
    // That a row says what was given is told to nobody who may not put it.
    let repeated = batch.repeated.iter().map(|(register, row)| repeated(&standing, register, row, batch));
    for decided in given.chain(repeated) {
        if let Err(finding) = decided?
            && !found.iter().any(|other| (other.code, &other.sentence) == (finding.code, &finding.sentence))
        {
            found.push(finding);
        }
    }
    Ok(found)
}

fn repeated(
    standing: &Standing,
    register: &str,
    row: &Row,
    batch: &Batch<'_>,
) -> Result<std::result::Result<(), Finding>> {
    let pack = &*batch.head.pack;
    let Some(register) = pack.register_by_id(register) else { return Ok(Ok(())) };
    match of_the_house(standing, register, row, batch)? {
        Some(decided) => Ok(decided),
        None => Ok(standing.may(pack, &Deed::Record { register, before: Some(row), after: row })),
    }
}

fn judged(standing: &Standing, one: &Planned, batch: &Batch<'_>) -> Result<std::result::Result<(), Finding>> {
    let pack = &*batch.head.pack;
    let whole = |right| standing.may(pack, &Deed::Whole { right, over: "" });
    let id = match &one.act {
        Act::AdoptPack { .. } => return Ok(whole(Right::Adopt)),
        Act::Erase { .. } => return Ok(whole(Right::Erase)),
        Act::Close { .. } => return Ok(whole(Right::Close)),
        Act::RotateKey { .. } => return Ok(whole(Right::Rotate)),
        Act::Record { register, .. } | Act::Withdraw { register, .. } => register,
    };
    let Some(register) = pack.register_by_id(id) else { return Ok(Ok(())) };
    let before = one.before.as_ref().filter(|version| !version.is_erased());
    let before = before.map(|version| crate::row::read(register, &version.body)).transpose()?;
    let after = one.moved.as_ref().and_then(|(_, _, row)| row.as_deref());
    let Some(row) = after.or(before.as_ref()) else { return Ok(Ok(())) };
    if let Some(decided) = of_the_house(standing, register, row, batch)? {
        return Ok(decided);
    }
    Ok(match (after, &before) {
        (Some(after), before) => {
            standing.may(pack, &Deed::Record { register, before: before.as_ref(), after })
        }
        (None, Some(before)) => standing.may(pack, &Deed::Withdraw { register, before }),
        (None, None) => Ok(()),
    })
}

/// The decision about a row of a register that stands for a deed of its own kind: a step, a nil report, a draw, a notice.
fn of_the_house(
    standing: &Standing,
    register: &Register,
    row: &Row,
    batch: &Batch<'_>,
) -> Result<Option<std::result::Result<(), Finding>>> {
    let pack = &*batch.head.pack;
    let is = |house: House| register.name == house.register;
    let record = Record { register, number: 0, row };
    if is(Step::HOUSE) {
        return step(standing, &Step::read(&record), batch).map(Some);
    }
    let whole = |right, over: &str| Some(standing.may(pack, &Deed::Whole { right, over }));
    Ok(if is(DrawRecord::HOUSE) {
        whole(Right::Draw, &DrawRecord::read(&record).draw)
    } else if is(Notice::HOUSE) {
        whole(Right::Send, &Notice::read(&record).definition)
    } else if is(NilReport::HOUSE) {
        let nil = NilReport::read(&record);
        Some(standing.may(pack, &Deed::Nil { duty: &nil.duty, unit: &nil.unit, by: &nil.by }))
    } else if is(DrawResult::HOUSE) {
        whole(Right::Draw, "")
    } else if is(LetterEvent::HOUSE) {
        return letter_event(standing, &LetterEvent::read(&record), batch).map(Some);
    } else if is(Letter::HOUSE) {
        whole(Right::Send, "")
    } else {
        None
    })
}

fn step(standing: &Standing, step: &Step, batch: &Batch<'_>) -> Result<std::result::Result<(), Finding>> {
    let pack = &*batch.head.pack;
    let Some(of) = pack.forms.loops.iter().find(|one| one.head.id == step.of) else {
        let sentence = format!("没有“{}”这类案件", step.of);
        return Ok(Err(Finding::error("loop.unknown", Place::whole(&step.of), sentence)));
    };
    let kept = &of.case.list.register.text;
    let records = batch.records(&BTreeSet::from([kept.clone()]))?;
    let case = records.all(kept).find(|record| assess::loops::case_id(of, record) == step.case);
    let case = case.as_ref().map(|record| (record.register, record.row));
    Ok(standing.may(pack, &Deed::Step { of, step: &step.step, case, by: &step.by }))
}

/// An acknowledgement that somebody records takes a right over the household; whatever else happens to a letter its sender tells.
fn letter_event(
    standing: &Standing,
    event: &LetterEvent,
    batch: &Batch<'_>,
) -> Result<std::result::Result<(), Finding>> {
    let pack = &*batch.head.pack;
    let sends = || standing.may(pack, &Deed::Whole { right: Right::Send, over: "" });
    let recorded = event.event == Happening::Acknowledged.word() && event.way == NoticeWay::Record.word();
    let registers = Registers::of(pack)?;
    let sent = registers.sent(batch.store, &event.notice)?.filter(|_| recorded);
    let notice = sent.and_then(|sent| pack.forms.notices.iter().find(|one| one.head.id == sent.definition));
    let Some(notice) = notice else { return Ok(sends()) };
    let kept = registers.letter(batch.store, notice, &event.notice, &event.household)?;
    let members = kept.map(|kept| kept.members).unwrap_or_default();
    let of = &notice.recipients.register.text;
    let records = batch.records(&BTreeSet::from([of.clone()]))?;
    let rows = records
        .all(of)
        .filter(|record| record.row.key(record.register).is_some_and(|key| members.contains(&key)));
    let rows: Vec<(&Register, &Row)> = rows.map(|record| (record.register, record.row)).collect();
    Ok(standing.may(pack, &Deed::Acknowledge { notice, rows: &rows, by: &event.by }))
}
