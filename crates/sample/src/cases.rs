//! Steps of cases: who planned, fixed, reviewed and decided, so that the stage of every case follows from what was done.

use crate::day::Day;
use crate::spec::Spec;
use crate::table::{File, Table};

/// The file of steps being written.
pub(crate) struct Steps {
    table: Table,
}

/// A case being worked on.
pub(crate) struct Case<'s> {
    steps: &'s mut Steps,
    of: &'static str,
    number: String,
    nth: usize,
}

impl Steps {
    pub(crate) fn new() -> Steps {
        Steps {
            table: Table::new("办理步骤", "环 案号 步次 步骤 日期 经办人 角色 材料 依据 说明")
        }
    }

    /// The steps of a case of a loop.
    pub(crate) fn of(&mut self, of: &'static str, number: String) -> Case<'_> {
        Case { steps: self, of, number, nth: 0 }
    }

    pub(crate) fn file(self) -> File {
        self.table.file()
    }
}

impl Case<'_> {
    /// A step with the material that belongs to it; `basis` and `note` may be empty.
    pub(crate) fn did(&mut self, step: &str, day: Day, by: (&str, &str), with: [&str; 3]) {
        self.nth += 1;
        let [material, basis, note] = with;
        let (person, role) = by;
        let cells: [&dyn std::fmt::Display; 10] =
            [&self.of, &self.number, &self.nth, &step, &day, &person, &role, &material, &basis, &note];
        self.steps.table.row(&cells);
    }
}

/// The laws that a decision may rest on, each from the day on which it is in force.
pub(crate) fn laws() -> File {
    let mut table = Table::new("法律依据", "名称 施行日期 失效日期 可信程度").recorded(true);
    for (name, from, status) in [
        (PRIVATE_EDUCATION, Day::of(2021, 9, 1), "confirmed"),
        ("行政处罚法（2021修订）", Day::of(2021, 7, 15), "recalled"),
        ("校外培训行政处罚暂行办法（教育部令第53号）", Day::of(2023, 10, 15), "confirmed"),
    ] {
        table.row(&[&name, &from, &"", &status]);
    }
    table.file()
}

/// The regulation that penalties of 2022 rest on.
pub(crate) const PRIVATE_EDUCATION: &str = "民办教育促进法实施条例（国务院令第741号）";

/// The way of a penalty from filing to execution. Two persons take evidence, a third decides: to close, to punish, or both.
pub(crate) fn penalty(
    spec: &Spec,
    steps: &mut Steps,
    at: usize,
    (filed, decided): (Day, Day),
    (closed, punished): (bool, bool),
) {
    let officer = |nth: usize| format!("样例检查员{:02}", (at * 2 + nth) % 20 + 3);
    let (first, second) = (officer(0), officer(1));
    let mut case = steps.of("penalty", spec.number("AJ", at + 1));
    let paper = |name: &'static str| [name, "", ""];
    case.did("指定办案人员", filed.after(1).workday(), ("样例科长", "校外教育培训监管科"), ["", "", ""]);
    case.did("调查取证", filed.after(4).workday(), (&first, "办案人员"), paper("样例笔录"));
    case.did("调查取证", filed.after(4).workday(), (&second, "办案人员"), paper("样例照片"));
    case.did("调查终结", filed.after(14).workday(), (&first, "办案人员"), paper("样例终结报告"));
    case.did("事先告知", filed.after(18).workday(), (&first, "办案人员"), paper("样例告知书"));
    for (done, step, decision) in
        [(closed, "决定取缔", "样例取缔决定书"), (punished, "决定处罚", "样例处罚决定书")]
    {
        if done {
            case.did(step, decided, ("样例分管副主任", "区教委负责人"), [decision, PRIVATE_EDUCATION, ""]);
        }
    }
    case.did("执行完毕", decided.after(12).workday(), (&second, "办案人员"), paper("样例执行回执"));
}
