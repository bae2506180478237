//! One datum, one place: typed numbers that look like what rows elsewhere come to.

use crate::{Field, FieldType, Pack, Program, Register, RegisterKind, Written};
use finding::Finding;
use quantity::Unit;
use std::collections::BTreeSet;

/// What follows a noun where it is counted.
const COUNTED: [&str; 6] = ["人数", "次数", "个数", "总数", "合计", "数"];

/// Reports typed numbers that repeat rows, sums or numbers of other registers, unless the register says why they are apart
/// (`apart`), and reasons given for what looks like nothing.
pub fn check(pack: &Pack, program: &Program, findings: &mut Vec<Finding>) {
    for register in &pack.registers {
        let typed = register.fields.iter().filter(|field| is_typed(register, field));
        let mut twins: BTreeSet<&str> = BTreeSet::new();
        for field in typed {
            let Some(told) = twin(pack, program, register, field) else { continue };
            twins.insert(&field.name);
            if register.apart.iter().any(|(name, _)| name.text == field.name) {
                continue;
            }
            let sentence = format!("“{}.{}”像是{told}：一个数只填一处", register.name, field.name);
            let place = field.written.at(0..field.written.text.len());
            let hint = format!(
                "改由公式算出；确实不是一回事的，在台账里写 apart = {{ \"{}\" = \"为什么\" }}",
                field.name
            );
            findings.push(Finding::warning("define.twin", place, sentence).hint(hint));
        }
        for (name, _) in register.apart.iter().filter(|(name, _)| !twins.contains(name.text.as_str())) {
            idle(register, name, findings);
        }
    }
}

fn idle(register: &Register, name: &Written, findings: &mut Vec<Finding>) {
    let sentence = match register.field(&name.text) {
        Some(_) => format!("“{}”没有与别处相像的数，apart 不必写", name.text),
        None => format!("“{}”没有字段“{}”", register.name, name.text),
    };
    let place = name.at(0..name.text.len());
    findings.push(Finding::warning("define.apart-idle", place, sentence));
}

/// A number that somebody types as a fact: no key, no year, with a unit, and not copied from another office.
fn is_typed(register: &Register, field: &Field) -> bool {
    register.declared.is_none()
        && is_number(field)
        && !field.is_key
        && register.period_field.as_ref() != Some(&field.name)
        && field.unit != Unit::default()
}

fn is_number(field: &Field) -> bool {
    matches!(field.kind, FieldType::Integer | FieldType::Decimal | FieldType::Money)
}

/// The noun that a name counts: 成员单位数 counts 成员单位.
fn noun(name: &str) -> &str {
    let cut = |end: &&str| name.strip_suffix(*end).filter(|noun| noun.chars().count() > 1);
    COUNTED.iter().find_map(cut).unwrap_or(name)
}

/// What stands before a noun where all of it is told.
const ALL: [&str; 6] = ["在校", "在园", "在岗", "全部", "现有", "实有"];

/// Whether two names speak of the same: 学生数, 在校学生 and 全部学生 do.
fn alike(one: &str, other: &str) -> bool {
    let bare = |name| {
        let noun = noun(name);
        let cut = |word: &&str| noun.strip_prefix(*word).filter(|rest| rest.chars().count() > 1);
        ALL.iter().find_map(cut).unwrap_or(noun)
    };
    bare(one) == bare(other)
}

/// What a typed number looks like; none when nothing.
fn twin(pack: &Pack, program: &Program, register: &Register, field: &Field) -> Option<String> {
    let others = || pack.registers.iter().filter(|other| other.name != register.name);
    let rows = others().find(|other| counts(pack, register, field, other));
    if let Some(other) = rows {
        return Some(format!("台账“{}”的行数", other.name));
    }
    let near = || others().filter(|other| are_of_one(register, other));
    let sum = near().find_map(|other| {
        let computed = other.computed.iter().find(|computed| {
            computed.unit.as_ref() == Some(&field.unit)
                && alike(&computed.name, &field.name)
                && !follows(pack, program, (other, &computed.name), (register, &field.name))
        });
        Some(format!("“{}.{}”所算的", other.name, computed?.name))
    });
    sum.or_else(|| {
        let state = |one: &Register| one.kind == RegisterKind::Snapshot && one.declared.is_none();
        near().filter(|other| state(register) && state(other)).find_map(|other| {
            let same =
                |one: &&Field| is_number(one) && one.unit == field.unit && alike(&one.name, &field.name);
            Some(format!("“{}.{}”", other.name, other.fields.iter().find(same)?.name))
        })
    })
}

/// Whether rows of another register are what a number counts: they bear its noun as their own name or in one of their choices.
fn counts(pack: &Pack, register: &Register, field: &Field, other: &Register) -> bool {
    let (noun, unit) = (noun(&field.name), Unit::parse(&other.counter).ok());
    if unit.as_ref() != Some(&field.unit) {
        return false;
    }
    let chosen = |one: &Field| matches!(&one.kind, FieldType::Choice(choices) if choices.iter().any(|word| word == noun));
    let named = other.name == noun
        || field.name != noun && alike(&other.name, noun)
        || tail(noun).is_some_and(|tail| {
            tail == other.name || other.name.ends_with(tail) && opened(pack, register, other)
        });
    named || other.fields.iter().any(chosen) && are_of_one(register, other)
}

/// The last two characters of a longer noun: 问题 of 发现问题.
fn tail(noun: &str) -> Option<&str> {
    let (at, _) = noun.char_indices().rev().nth(1)?;
    noun.get(at..).filter(|tail| tail.len() < noun.len())
}

/// Whether rows of a register open cases in another.
fn opened(pack: &Pack, register: &Register, cases: &Register) -> bool {
    let of = pack.forms.loops.iter().filter(|one| one.case.list.register.text == cases.name);
    of.flat_map(|one| &one.opens).any(|opening| opening.list.register.text == register.name)
}

/// Whether two registers speak of the same bodies: one points to the other, both to a third, or both by school code.
fn are_of_one(one: &Register, other: &Register) -> bool {
    let (mine, theirs) = (bodies(one), bodies(other));
    mine.contains(other.name.as_str()) || theirs.contains(one.name.as_str()) || !mine.is_disjoint(&theirs)
}

fn bodies(register: &Register) -> BTreeSet<&str> {
    let pointed = register.fields.iter().filter_map(|field| match &field.kind {
        FieldType::Ref { register, .. } => Some(register.as_str()),
        FieldType::Code { .. } => Some("学校"),
        _ => None,
    });
    pointed.collect()
}

/// Whether a computed field follows from a typed one.
fn follows(pack: &Pack, program: &Program, computed: (&Register, &str), field: (&Register, &str)) -> bool {
    let of = |at: &usize| {
        let column = &program.columns[*at];
        let owner = &pack.registers[column.register];
        owner.name == computed.0.name && owner.computed[column.computed].name == computed.1
    };
    let Some(at) = (0..program.columns.len()).find(of) else { return true };
    let reach = program.reach(pack, &program.columns[at].depends);
    reach.fields.get(&field.0.name).is_some_and(|fields| fields.contains(field.1))
}
