//! What speaks against a plan, told before there is a seed.

use super::Plan;
use super::plan::{Quota, WHOLE};
use std::collections::{BTreeMap, BTreeSet};
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
pub fn faults(plan: &Plan) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut say = |code, place: &str, sentence: String| {
        faults.push(Fault { code, place: place.to_owned(), sentence });
    };
    if plan.title.trim().is_empty() {
        say("draw.title", "", "没有写明抽取的名目".to_owned());
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
    strata(plan, &mut say);
    objects(plan, &mut say);
    inspectors(plan, &mut say);
    faults
}

type Say<'s> = &'s mut dyn FnMut(&'static str, &str, String);

fn strata(plan: &Plan, say: Say<'_>) {
    let mut names = BTreeSet::new();
    if plan.strata.is_empty() {
        say("draw.strata", "", "没有写明抽多少".to_owned());
    }
    for stratum in &plan.strata {
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
        let inside = plan.objects.iter().filter(|object| object.stratum == stratum.name);
        let urn = inside.filter(|object| plan.in_urn(object)).count() as u64;
        let quota = plan.quota(stratum);
        if quota > urn {
            say("draw.urn", &place, format!("要抽{quota}个，可抽的只有{urn}个"));
        }
    }
    let drawn: u64 = plan.strata.iter().map(|stratum| plan.quota(stratum)).sum();
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

fn objects(plan: &Plan, say: Say<'_>) {
    let strata: BTreeSet<&str> = plan.strata.iter().map(|stratum| stratum.name.as_str()).collect();
    let mut ids = BTreeSet::new();
    for object in &plan.objects {
        let place = || format!("对象“{}”", object.id);
        if object.id.is_empty() {
            say("draw.object-id", &object.name, "对象没有编号".to_owned());
        }
        if !ids.insert(object.id.as_str()) {
            say("draw.object-twice", &place(), "名单里出现两次".to_owned());
        }
        if !strata.contains(object.stratum.as_str()) {
            say("draw.stratum-unknown", &place(), format!("层“{}”没有写明抽多少", object.stratum));
        }
        if object.weight == 0 || object.weight > Plan::MOST_WEIGHT {
            let sentence = format!("权重是{}；应在1到{}之间", object.weight, Plan::MOST_WEIGHT);
            say("draw.weight", &place(), sentence);
        }
    }
}

fn inspectors(plan: &Plan, say: Say<'_>) {
    let mut ids = BTreeSet::new();
    for inspector in &plan.inspectors {
        let place = format!("检查人员“{}”", inspector.id);
        if inspector.id.is_empty() {
            say("draw.inspector-id", &inspector.name, "检查人员没有编号".to_owned());
        }
        if !ids.insert(inspector.id.as_str()) {
            say("draw.inspector-twice", &place, "名单里出现两次".to_owned());
        }
    }
    let known: BTreeMap<&str, &str> = match plan.conflicts.is_empty() {
        true => BTreeMap::new(),
        false => plan.objects.iter().map(|object| (object.id.as_str(), object.name.as_str())).collect(),
    };
    let mut pairs = BTreeSet::new();
    for conflict in &plan.conflicts {
        let place = format!("回避“{}—{}”", conflict.inspector, conflict.object);
        if !ids.contains(conflict.inspector.as_str()) {
            say("draw.conflict-inspector", &place, "检查人员不在名单里".to_owned());
        }
        if !known.contains_key(conflict.object.as_str()) {
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
    for (object, barred) in plan.barred() {
        let left = everybody - barred.len();
        let object = &plan.objects[object];
        if left < plan.team as usize && plan.in_urn(object) {
            let sentence = format!(
                "“{}”除去回避只剩{left}名检查人员，须派{}名；抽中它便无人可派",
                object.name, plan.team
            );
            say("draw.withdrawn", &format!("对象“{}”", object.id), sentence);
        }
    }
}
