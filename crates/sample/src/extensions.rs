//! Deadlines put off (延期), each with a reason and approved before the old one was over.

use crate::day::Day;
use crate::spec::Spec;
use crate::table::{File, Table};

/// The member unit that may report later.
pub(crate) const MEMBER: &str = "区体育局";

/// The day on which that unit reports: after the deadline of all, before its own.
pub(crate) fn reported(spec: &Spec) -> Day {
    Day::of(spec.year, 12, 20)
}

/// A problem that takes longer: number of its case, unit, deadline.
pub(crate) type Longer = (String, String, Day);

/// The yearly report of one member unit, and one problem that is still being dealt with.
pub(crate) fn file(spec: &Spec, problem: Option<Longer>) -> File {
    let mut table = Table::new("延期", "形 事项 单位 新期限 理由 批准人 批准日期");
    let asked = Day::of(spec.year, 12, 9);
    let reason = "数据须待年终决算后核定";
    table.row(&[
        &"member-reports-yearly",
        &spec.year,
        &MEMBER,
        &Day::of(spec.year, 12, 26),
        &reason,
        &"样例秘书组负责人",
        &asked,
    ]);
    if let Some((number, unit, due)) = problem {
        let reason = "施工须等到寒假";
        let granted = Day::of(spec.year, 12, 28);
        let new = due.after(40).workday();
        table.row(&[&"rectification", &number, &unit, &new, &reason, &"样例督导室主任", &granted]);
    }
    table.file()
}
