//! Cases taken off a list (拿下清单). A rate over cases must not rise because a bad one is no longer there: what is overdue is
//! closed by its steps and by nothing else, and a deadline is put off by an extension (延期) alone.

use super::against::place;
use super::cases::case_id;
use super::{Case, Cases};
use crate::forms::Written;
use crate::{Record, Records};
use define::house::Step;
use define::{Date, Loop, Written as Name};
use finding::Finding;
use std::collections::BTreeSet;

/// What speaks against cases that a batch withdraws, or whose rows it changes so that they count otherwise.
pub(super) fn against(definition: &Loop, records: &Records, written: &Written, today: Date) -> Vec<Finding> {
    let register = &definition.case.list.register.text;
    let earlier = written.earlier(records, register);
    if earlier.is_empty() {
        return Vec::new();
    }
    let wanted: BTreeSet<String> = earlier.iter().map(|record| case_id(definition, record)).collect();
    let was = records.before(written, [register.as_str(), Step::HOUSE.register]);
    let before = Cases::of(definition, &was, today, Some(&wanted));
    let present =
        records.chosen_among(&definition.case.list, |record| wanted.contains(&case_id(definition, record)));
    let replaced = |case: &&Case<'_>| earlier.iter().any(|record| record.number == case.record.number);
    let mut findings = Vec::new();
    for case in before.list.iter().filter(replaced) {
        let now = present.iter().find(|record| record.number == case.record.number);
        findings.extend(match case.course.in_time(today) {
            false => otherwise(definition, case, now),
            true => put_off(definition, case, now),
        });
    }
    findings
}

/// A case that was ever over its time and is no more, or that counts among others than before.
fn otherwise(definition: &Loop, case: &Case<'_>, now: Option<&Record<'_>>) -> Option<Finding> {
    let told = match now {
        None => "不能撤回，也不能改得不再是案件".to_owned(),
        Some(now) => {
            let own = &definition.case;
            let counted = [&own.unit, &own.source, &own.group].into_iter().flatten();
            let mut counted = counted.chain([&own.opened]).chain(dues(definition));
            format!("“{}”不能改", counted.find(|field| case.record.text(*field) != now.text(*field))?.text)
        }
    };
    let finding =
        Finding::error("loop.taken-off", place(&case.record), format!("案件“{}”超过期限，{told}", case.id));
    Some(finding.hint("过了期限的照步骤办结；立错的也经复核办结，并写明原因"))
}

/// A case on which something was done already, and whose deadline is moved by hand.
fn put_off(definition: &Loop, case: &Case<'_>, now: Option<&Record<'_>>) -> Option<Finding> {
    let now = now.filter(|_| !case.course.stands.is_empty())?;
    let later = |field: &&Name| {
        case.record.date(*field).is_some_and(|was| now.date(*field).is_none_or(|day| day > was))
    };
    let field = dues(definition).find(later)?;
    let sentence = format!("案件“{}”已在办理，“{}”不能直接改迟", case.id, field.text);
    let finding = Finding::error("loop.deadline-moved", place(&case.record), sentence);
    Some(finding.hint("期限届满前批准延期，记在“延期”里"))
}

/// The fields in which deadlines stand.
fn dues(definition: &Loop) -> impl Iterator<Item = &Name> {
    definition.stages.iter().filter_map(|stage| stage.due.as_ref())
}
