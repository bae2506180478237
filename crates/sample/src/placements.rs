//! Children with disabilities by case number: the roll, each child's case from three experts to the decision, and those whom the
//! lists of others name and the roll does not.

use crate::calendar::is_worked;
use crate::cases::Steps;
use crate::chance::Chance;
use crate::day::Day;
use crate::schools::{Area, School, Schools};
use crate::spec::Spec;
use crate::table::{File, Table, yes};

/// Children on other lists who were not on the roll.
const UNMATCHED: usize = 9;
/// Every so manyth child taught at home was not come to for a fortnight.
const NEGLECTED: usize = 19;
/// The special school.
pub(crate) const SPECIAL: &str = "样例特殊教育学校";
/// Experts who assess.
const EXPERTS: u64 = 7;

pub(crate) fn files(spec: &Spec, made: &Schools, steps: &mut Steps) -> Vec<File> {
    let mut chance = Chance::named(spec.seed, "placements");
    let mut homes = Chance::named(spec.seed, "homes of children");
    let mut roll = Table::new("特殊教育安置", "学年 个案编号 学段 镇街 就读学校");
    let mut classes = OrdinaryClasses::new(spec, made);
    let mut cases = Table::new(
        "安置个案",
        "编号 受理日期 学段 镇街 村社区 能到普通学校 能到特校 安置 不能到校理由 决定日期",
    );
    let (ordinary, special, home) = spec.placements;
    for at in 0..ordinary + special + home {
        let (way, ordinary_class, special_school, reason) = match at {
            _ if at < ordinary => ("随班就读", true, true, ""),
            _ if at < ordinary + special => ("特校就读", false, true, ""),
            _ => ("送教上门", false, false, "样例理由：评估认定不能到校"),
        };
        let town = &spec.towns[chance.between(0, spec.towns.len() as u64 - 1) as usize].code;
        let stage = if chance.percent(66) { "小学" } else { "初中" };
        let taken = Day::of(spec.year, 6, 6).after(chance.between(0, 30)).workday();
        let number = spec.number("样例个案", at + 1);
        let school = if way == "随班就读" { classes.next(spec, town) } else { String::new() };
        roll.row(&[&spec.year, &number, &stage, town, &school]);
        let decided = decide(steps, number.clone(), taken, chance.between(0, EXPERTS - 1));
        if way == "送教上门" {
            taught_at_home(spec, at, number.clone(), decided, steps);
        }
        let (to_class, to_school) = (yes(ordinary_class), yes(special_school));
        let village = living(spec, town, &mut homes);
        cases.row(&[&number, &taken, &stage, town, &village, &to_class, &to_school, &way, &reason, &decided]);
    }
    vec![roll.file(), cases.file(), unmatched(spec, steps), special_places(spec, made)]
}

/// Public schools with the children with disabilities whom they take into ordinary classes.
struct OrdinaryClasses<'s> {
    schools: Vec<(&'s School, u64)>,
}

impl OrdinaryClasses<'_> {
    fn new<'s>(spec: &Spec, made: &'s Schools) -> OrdinaryClasses<'s> {
        let public: Vec<&School> = made.schools.iter().filter(|school| school.public).collect();
        let many = crate::money::in_ordinary_classes(spec, made, &public);
        OrdinaryClasses { schools: public.into_iter().zip(many).collect() }
    }

    /// The school of the next child of a town: one there while it has room, any other after it.
    fn next(&mut self, spec: &Spec, town: &str) -> String {
        let free = |school: &(&School, u64)| school.1 > 0;
        let near = |school: &(&School, u64)| free(school) && spec.towns[school.0.town].code == town;
        let at = self.schools.iter().position(near).or_else(|| self.schools.iter().position(free));
        at.map_or(String::new(), |at| {
            self.schools[at].1 -= 1;
            self.schools[at].0.code.clone()
        })
    }
}

/// A village of a town.
fn living(spec: &Spec, town: &str, chance: &mut Chance) -> String {
    let here: Vec<&String> = spec
        .villages
        .iter()
        .filter(|village| spec.towns[village.town].code == town)
        .map(|village| &village.code)
        .collect();
    here.get(chance.between(0, here.len().max(1) as u64 - 1) as usize)
        .map_or(String::new(), |code| (*code).clone())
}

/// Rooms with a teacher for children with disabilities (资源教室), special classes, the special school, teaching at home.
fn special_places(spec: &Spec, made: &Schools) -> File {
    let mut table = Table::new("特教学位", "学年 学校 名称 类别 学位");
    let (_, special, home) = spec.placements;
    for (at, school) in made.schools.iter().enumerate() {
        let seats = match school.area {
            Area::Urban => 24,
            Area::Seat => 16,
            Area::Rural if at % 4 == 0 => 8,
            Area::Rural => continue,
        };
        let name = format!("{}资源教室", school.name);
        table.row(&[&spec.year, &school.code, &name, &"资源教室", &seats]);
    }
    for school in made.schools.iter().filter(|school| school.area == Area::Seat).take(2) {
        let name = format!("{}特教班", school.name);
        table.row(&[&spec.year, &school.code, &name, &"特教班", &8]);
    }
    let code = format!("51{}{:06}", spec.serial.0, spec.serial.1 + 1);
    table.row(&[&spec.year, &code, &SPECIAL, &"特教学校", &(special + special / 5 + 1)]);
    table.row(&[&spec.year, &code, &"样例送教点", &"送教上门", &(home + home / 5 + 1)]);
    table.file()
}

/// Three experts, a proposal, the parents, the decision; the day of the last.
fn decide(steps: &mut Steps, number: String, taken: Day, first: u64) -> Day {
    let expert = |nth: u64| format!("样例专家{:02}", (first + nth) % EXPERTS + 1);
    let (proposed, agreed) = (taken.after(8).workday(), taken.after(13).workday());
    let decided = taken.after(19).workday();
    let mut case = steps.of("placement", number);
    for nth in 0..3 {
        case.did("专家评估", taken.after(4).workday(), (&expert(nth), "专家委员会"), ["样例评估表", "", ""]);
    }
    case.did("提出安置建议", proposed, (&expert(0), "专家委员会"), ["样例建议书", "", ""]);
    case.did("家长同意", agreed, ("样例家长", "家长"), ["样例同意书", "", ""]);
    let decision = ["样例决定书", "", "样例：见评估"];
    case.did("决定安置", decided, ("样例分管副主任", "区教委"), decision);
    decided
}

/// A teacher comes once within five working days, all the year, and the parents sign.
fn taught_at_home(spec: &Spec, at: usize, number: String, decided: Day, steps: &mut Steps) {
    let teacher = format!("样例送教教师{:02}", at % 12 + 1);
    let mut case = steps.of("home-teaching", number);
    let last = Day::of(spec.year, 12, 30);
    let (mut day, mut visit) = (decided.after(5).workday(), 0);
    while day <= last {
        visit += 1;
        if at % NEGLECTED != 7 || visit != 11 {
            let mut came = day;
            while !is_worked(came) {
                came = came.after(1);
            }
            case.did("送教", came, (&teacher, "送教教师"), ["样例家长签字单", "", ""]);
        }
        day = day.after(7);
    }
}

/// Every one was found at home; most had moved away, some came to school.
fn unmatched(spec: &Spec, steps: &mut Steps) -> File {
    let mut chance = Chance::named(spec.seed, "unmatched");
    let mut table = Table::new("残疾儿童比对", "编号 比对日期 名册来源 镇街 未入学原因 去向");
    for at in 0..UNMATCHED {
        let number = spec.number("样例比对", at + 1);
        let day = Day::of(spec.year, 9, 19);
        let town = &spec.towns[at * 5 % spec.towns.len()].code;
        let list = chance.pick(&["残联", "卫健", "民政"]);
        let (why, end) = chance.pick(&[("样例：随父母外出", "已迁出"), ("样例：延缓后入学", "已入学")]);
        table.row(&[&number, &day, &list, town, &why, &end]);
        let mut case = steps.of("disabled-unmatched", number);
        let seen = day.after(chance.between(3, 12)).workday();
        case.did("上门核实", seen, ("样例镇街专干", "镇街"), ["样例核实记录", "", why]);
        let closed = seen.after(chance.between(5, 12)).workday();
        case.did("核实无误销号", closed, ("样例指导教师", "特殊教育指导中心"), ["样例回执", "", ""]);
    }
    table.file()
}
