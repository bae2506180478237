//! The people of the sample district (样例人员): units, and who is in which role. All are made up, and say so.

use crate::households;
use crate::schools;
use crate::spec::Spec;
use crate::year::Given;

/// Sections that answer for registers.
const SECTIONS: [&str; 9] = [
    "督导室",
    "安全稳定科",
    "基础教育科",
    "学前教育科",
    "人事科",
    "财政科",
    "校外教育培训监管科",
    "特殊教育指导中心",
    "办公室",
];
/// Schools that have a clerk.
pub(crate) const CLERKS: [&str; 3] = ["样例陈校办", "样例刘校办", "样例林校办"];

/// The teacher of a class of the first school.
const TEACHER: &str = "样例孙班主任";

/// The tree of units, then who is in which role from the first day of the year.
///
/// ```
/// let (units, posts) = sample::people(&sample::Spec::tongnan_2022());
/// assert!(units.iter().all(|row| row.register == "单位树") && posts.iter().all(|row| row.register == "任职"));
/// ```
pub fn people(spec: &Spec) -> (Vec<Given>, Vec<Given>) {
    let made = schools::schools(spec);
    let mut units = vec![unit("区教委", "", ""), unit("区政府办公室", "", "")];
    units.extend(SECTIONS.iter().map(|section| unit(section, "区教委", "")));
    units.extend(spec.towns.iter().map(|town| unit(&town.name, "区政府办公室", &town.code)));
    units.extend(made.schools.iter().map(|school| unit(&school.name, "区教委", &school.code)));
    let since = format!("{}-01-01", spec.year);
    let post = |person: &str, role: &str, unit: &str, number: &str| {
        let cells =
            [("任职人", person), ("人员编号", number), ("角色", role), ("单位", unit), ("起始日期", &since)];
        given("任职", &cells)
    };
    let mut posts = vec![
        post("样例李督导", "督导室经办", "督导室", ""),
        post("样例王安全", "科室经办", "安全稳定科", ""),
        post("样例赵基教", "科室经办", "基础教育科", ""),
        post("样例苏特教", "特教经办", "特殊教育指导中心", ""),
        post("样例吴督学", "责任督学", "督导室", &spec.number("DX", 1)),
        post("样例郑区长", "区领导", "区政府办公室", ""),
        post("样例钱评审", "市级评审", "督导室", ""),
        post("样例冯审批", "审批人", "基础教育科", ""),
        post("样例褚审批", "审批人", "财政科", ""),
        post("样例卫审批", "审批人", "督导室", ""),
        post("样例蒋主任", "审批人", "区教委", ""),
        post("样例方系统", "系统管理员", "办公室", ""),
        post("样例高安全", "安全管理员", "办公室", ""),
        post("样例宋审计", "审计管理员", "办公室", ""),
    ];
    posts.extend(spec.towns.iter().take(1).map(|town| post("样例何镇办", "镇街经办", &town.name, "")));
    if let Some(school) = made.schools.first() {
        let mut teacher = post(TEACHER, "班主任", &school.name, "");
        teacher.cells.push(("班级".to_owned(), households::first_class(spec)));
        posts.push(teacher);
    }
    let schools = made.schools.iter().zip(CLERKS);
    posts.extend(schools.map(|(school, clerk)| post(clerk, "学校经办", &school.name, "")));
    (units, posts)
}

/// The post of whoever was drawn to visit a training institution and has not gone yet, by his number: the visit waits on his desk.
///
/// ```
/// let post = sample::drawn(&sample::Spec::tongnan_2022(), "500152-RY-004");
/// assert!(post.cells.contains(&("人员编号".to_string(), "500152-RY-004".to_string())));
/// ```
pub fn drawn(spec: &Spec, number: &str) -> Given {
    let since = format!("{}-01-01", spec.year);
    let cells = [("任职人", "样例周执法"), ("人员编号", number), ("角色", "科室经办")];
    given("任职", &[&cells[..], &[("单位", "校外教育培训监管科"), ("起始日期", &since)]].concat())
}

fn unit(name: &str, above: &str, code: &str) -> Given {
    given("单位树", &[("名称", name), ("上级单位", above), ("代码", code)])
}

pub(crate) fn given(register: &str, cells: &[(&str, &str)]) -> Given {
    let filled = cells.iter().filter(|(_, text)| !text.is_empty());
    let cells = filled.map(|(field, text)| ((*field).to_owned(), (*text).to_owned()));
    Given {
        register: register.to_owned(),
        cells: cells.chain([("数据性质".to_owned(), "样例".to_owned())]).collect(),
    }
}
