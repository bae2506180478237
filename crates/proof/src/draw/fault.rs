//! What speaks against a plan, told before there is a seed.

use super::lists::Lists;
use super::plan::WHOLE;
use super::{Plan, Quota};
use std::collections::BTreeSet;
use std::fmt;

/// Something wrong with a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Stable code: `draw.team`.
    pub code: &'static str,
    /// What it is about: a stratum, an object, a person.
    pub place: String,
    /// The fault in Chinese.
    pub sentence: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            f.write_str(&self.sentence)
        } else {
            write!(f, "{}：{}", self.place, self.sentence)
        }
    }
}

/// Every fault of the plan, in the order of its sections.
pub(super) fn faults(plan: &Plan, lists: &Lists<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut say = |code, place: &str, sentence: String| {
        faults.push(Fault { code, place: place.to_owned(), sentence });
    };
    if plan.title.trim().is_empty() {
        say("draw.title", "", "没有写明抽取的名目".to_owned());
    }
    let Plan { number, public, .. } = plan;
    if number.trim().is_empty() {
        say("draw.number", "", "没有写明抽取编号".to_owned());
    }
    if public.source.trim().is_empty() || public.issue.trim().is_empty() || !public.has_day() {
        let sentence = "没有写明种子等哪一个公开值：出处、期号和公布日期（如2022-12-20）";
        say("draw.public", "", sentence.to_owned());
    }
    if plan.sections().iter().any(|section| super::lines::unshown(section)) {
        say("draw.letter", "", "名单或规则里有控制字符，证书上看不出来".to_owned());
    }
    if plan.team < 2 {
        say("draw.team", "", format!("每个对象派{}名检查人员；至少2名", plan.team));
    }
    if plan.load == 0 {
        say("draw.load", "", "每名检查人员至多0个对象，无人可派".to_owned());
    }
    if plan.draw == 0 || plan.draws == 0 {
        say("draw.draws", "", "第几次抽取和全年最少次数都从1起".to_owned());
    }
    strata(plan, lists, &mut say);
    objects(plan, lists, &mut say);
    inspectors(plan, lists, &mut say);
    faults
}

type Say<'s> = &'s mut dyn FnMut(&'static str, &str, String);

fn strata(plan: &Plan, lists: &Lists<'_>, say: Say<'_>) {
    let mut names = BTreeSet::new();
    if plan.strata.is_empty() {
        say("draw.strata", "", "没有写明抽多少".to_owned());
    }
    for (stratum, inside) in lists.each() {
        let place = format!("层“{}”", stratum.name);
        if !names.insert(stratum.name.as_str()) {
            say("draw.stratum-twice", &place, "写了两次".to_owned());
            continue;
        }
        let parts = match stratum.quota {
            Quota::Count(_) => stratum.floor,
            Quota::Share(parts) => parts.max(stratum.floor),
        };
        if u64::from(parts) > WHOLE {
            say("draw.share", &place, format!("比例是{parts}个万分点，超过全部"));
        }
        if stratum.floor > 0 && plan.repeat {
            let sentence = "定了全年下限，抽过的对象就不能再放回：重复抽到的不增加覆盖";
            say("draw.floor-repeat", &place, sentence.to_owned());
        }
        let (quota, urn) = (lists.quota(stratum, inside), inside.urn.len() as u64);
        if quota > urn {
            say("draw.urn", &place, format!("要抽{quota}个，可抽的只有{urn}个"));
        }
    }
    let drawn: u64 = lists.each().map(|(stratum, inside)| lists.quota(stratum, inside)).sum();
    if drawn == 0 && !plan.strata.is_empty() {
        say("draw.empty", "", "按这个规则一个也不抽".to_owned());
    }
    let (seats, room) =
        (drawn.saturating_mul(u64::from(plan.team)), plan.inspectors.len() as u64 * u64::from(plan.load));
    if seats > room {
        let sentence = format!(
            "抽{drawn}个对象、每个派{}人，共{seats}人次；检查人员{}名、每人至多{}个对象，只有{room}人次",
            plan.team,
            plan.inspectors.len(),
            plan.load
        );
        say("draw.room", "", sentence);
    }
}

fn objects(plan: &Plan, lists: &Lists<'_>, say: Say<'_>) {
    let place = |at: usize| format!("对象“{}”", plan.objects[at].id);
    for at in &lists.astray {
        let sentence = format!("层“{}”没有写明抽多少", plan.objects[*at].stratum);
        say("draw.stratum-unknown", &place(*at), sentence);
    }
    for at in lists.objects_twice() {
        say("draw.object-twice", &place(at), "名单里出现两次".to_owned());
    }
    for (at, object) in plan.objects.iter().enumerate() {
        if object.id.is_empty() {
            say("draw.object-id", &object.name, "对象没有编号".to_owned());
        }
        if object.weight == 0 || object.weight > Plan::MOST_WEIGHT {
            let sentence = format!("权重是{}；应在1到{}之间", object.weight, Plan::MOST_WEIGHT);
            say("draw.weight", &place(at), sentence);
        }
    }
}

fn inspectors(plan: &Plan, lists: &Lists<'_>, say: Say<'_>) {
    for at in lists.inspectors_twice() {
        let place = format!("检查人员“{}”", plan.inspectors[at].id);
        say("draw.inspector-twice", &place, "名单里出现两次".to_owned());
    }
    for inspector in plan.inspectors.iter().filter(|inspector| inspector.id.is_empty()) {
        say("draw.inspector-id", &inspector.name, "检查人员没有编号".to_owned());
    }
    let mut pairs = BTreeSet::new();
    for conflict in &plan.conflicts {
        let place = format!("回避“{}—{}”", conflict.inspector, conflict.object);
        if lists.inspector(&conflict.inspector).is_none() {
            say("draw.conflict-inspector", &place, "检查人员不在名单里".to_owned());
        }
        if lists.object(&conflict.object).is_none() {
            say("draw.conflict-object", &place, "对象不在名单里".to_owned());
        }
        if !pairs.insert((conflict.inspector.as_str(), conflict.object.as_str())) {
            say("draw.conflict-twice", &place, "写了两次".to_owned());
        }
    }
    let everybody = plan.inspectors.len();
    if everybody < plan.team as usize {
        let sentence = format!("检查人员只有{everybody}名，每个对象须派{}名", plan.team);
        say("draw.inspectors", "", sentence);
        return;
    }
    for (object, barred) in lists.barred() {
        let left = everybody - barred.len();
        let object = &plan.objects[object];
        if left < plan.team as usize && (plan.repeat || object.drawn == 0) {
            let sentence = format!(
                "“{}”除去回避只剩{left}名检查人员，须派{}名；抽中它便无人可派",
                object.name, plan.team
            );
            say("draw.withdrawn", &format!("对象“{}”", object.id), sentence);
        }
    }
}
