//! The year before: a child drowned, the town was vetoed, appealed, and the veto stood; how all towns were appraised.

use crate::cases::Steps;
use crate::chance::Chance;
use crate::day::Day;
use crate::spec::Spec;
use crate::table::{File, Table};

/// The town that was vetoed, by its place.
const VETOED: usize = 10;

pub(crate) fn files(spec: &Spec, steps: &mut Steps) -> Vec<File> {
    vec![incident(spec, steps), appraisals(spec)]
}

/// One child; who looked into it, who vetoed, who appealed and who decided on that are four.
fn incident(spec: &Spec, steps: &mut Steps) -> File {
    let mut table = Table::new("溺亡事件", "编号 发生日期 地点 镇街 责任单位");
    let Some(town) = spec.towns.get(VETOED) else { return table.file() };
    let number = spec.number(&format!("NS{}", spec.year - 1), 1);
    let day = Day::of(spec.year - 1, 7, 6);
    table.row(&[&number, &day, &"样例河段", &town.code, &town.name]);
    let mut case = steps.of("drowning-veto", number);
    let on = |days: u64| day.after(days).workday();
    case.did("责任倒查", on(14), ("样例调查组长", "联合调查组"), ["样例倒查报告", "", ""]);
    let decision = ["样例否决决定", "", "汛期巡查记录中断两周"];
    case.did("一票否决", on(26), ("样例考核专员", "区委考核办"), decision);
    let appeal = ["样例申诉书", "", "警示牌和救生器材已经按要求设置"];
    case.did("申诉", on(33), ("样例镇街负责人", "责任单位"), appeal);
    let upheld = ["样例会议纪要", "", "设施到位不能代替巡查到位"];
    case.did("维持", on(54), ("样例常委会秘书", "区委常委会"), upheld);
    table.file()
}

/// One row a town.
fn appraisals(spec: &Spec) -> File {
    let mut chance = Chance::named(spec.seed, "appraisals");
    let mut table = Table::new("单位年度考核", "年度 单位 评定等次");
    for town in &spec.towns {
        let grade = chance.pick(&["优秀", "良好", "良好", "合格"]);
        table.row(&[&(spec.year - 1), &town.name, &grade]);
    }
    table.file()
}
