//! Kindergartens (学前教育): children, classes, two teachers and one carer to a class, posts bought, plans.

use crate::cases::Steps;
use crate::chance::Chance;
use crate::day::Day;
use crate::schools::Area;
use crate::share::{share, share_above, share_within};
use crate::spec::Spec;
use crate::table::{File, Table, chinese, hundredths, yes};
use std::collections::BTreeMap;

pub(crate) struct Kindergarten {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) attached: bool,
    pub(crate) public: bool,
    pub(crate) recognised: bool,
    pub(crate) area: Area,
    pub(crate) town: usize,
    pub(crate) children: u64,
    pub(crate) classes: u64,
}

pub(crate) fn kindergartens(spec: &Spec) -> Vec<Kindergarten> {
    let mut chance = Chance::named(spec.seed, "kindergartens");
    let (attached, public, private, other) = spec.kindergartens;
    let seats = spec.towns.len() - spec.streets;
    let town_named = |name: &str| spec.towns.iter().position(|town| town.name == name).filter(|_| spec.real);
    let mut made: Vec<Kindergarten> = Vec::new();
    let mut weights = Vec::new();
    for at in 0..attached + public + private + other {
        let (is_attached, is_public) = (at < attached, at < attached + public);
        let nth = if is_attached { at } else { at - attached };
        let (mut area, mut town) = match (is_attached, is_public) {
            (true, _) => (Area::Rural, spec.streets + (at * 3 + 1) % seats),
            (_, true) if nth < seats => (Area::Seat, spec.streets + nth),
            (_, true) => (Area::Urban, nth % spec.streets),
            _ if nth % 5 < 3 => (Area::Urban, nth % spec.streets),
            _ => (Area::Seat, spec.streets + nth % seats),
        };
        let mut name = match (is_attached, is_public) {
            (true, _) => format!("样例第{}小学附设幼儿班", chinese(30 + at as u64)),
            (_, true) => format!("样例第{}幼儿园", chinese(nth as u64 + 1)),
            _ => format!("样例民办第{}幼儿园", chinese((nth - public) as u64 + 1)),
        };
        if spec.real && is_public && !is_attached {
            // Those that the year's projects speak of.
            for (named, own, seat) in [
                ("同诚天悦幼儿园", public - 1, None),
                ("潼樾府幼儿园", public - 2, None),
                ("塘坝幼儿园", 0, Some("塘坝镇")),
                ("古溪幼儿园", 1, Some("古溪镇")),
            ] {
                match seat.and_then(town_named) {
                    Some(seat) if town == seat && area == Area::Seat => name = format!("{named}（样例）"),
                    None if seat.is_none() && own == nth => {
                        name = format!("{named}（样例）");
                        (area, town) = (Area::Urban, nth % spec.streets);
                    }
                    _ => {}
                }
            }
        }
        weights.push(match (is_attached, is_public, area) {
            (true, ..) => chance.between(20, 60),
            (_, true, Area::Urban) => chance.between(250, 345),
            (_, true, _) => chance.between(110, 240),
            (_, _, Area::Urban) => chance.between(80, 230),
            _ => chance.between(50, 150),
        });
        let (province, base) = spec.serial;
        let (category, slot) = if is_attached { (21, 800 + at) } else { (11, nth + 1) };
        made.push(Kindergarten {
            code: format!("{category}{province}{:06}", base + slot as u64),
            name,
            attached: is_attached,
            public: is_public,
            recognised: !is_public && at < attached + public + private,
            area,
            town,
            children: 0,
            classes: 0,
        });
    }
    let (all, in_public, inclusive, _) = spec.children;
    let edges = [0, attached + public, attached + public + private, made.len()];
    for (part, total) in [in_public, inclusive - in_public, all - inclusive].into_iter().enumerate() {
        let (from, to) = (edges[part], edges[part + 1]);
        let children = share_within(total, &weights[from..to], 18, 420);
        for (kindergarten, children) in made[from..to].iter_mut().zip(children) {
            kindergarten.children = children;
            kindergarten.classes = if children < 84 { children.div_ceil(30) } else { (children + 14) / 27 };
        }
    }
    made
}

pub(crate) fn files(spec: &Spec, kindergartens: &[Kindergarten], steps: &mut Steps) -> Vec<File> {
    vec![
        list(spec, kindergartens),
        classes(spec, kindergartens),
        staff(spec, kindergartens),
        plans(spec, kindergartens, steps),
    ]
}

fn list(spec: &Spec, kindergartens: &[Kindergarten]) -> File {
    let mut chance = Chance::named(spec.seed, "kindergarten-rooms");
    let mut table = Table::new(
        "幼儿园",
        "学年 标识码 名称 机构类型 办别 普惠认定 城乡 镇街 园长 其他教职工 园舍建筑面积 户外游戏场地",
    );
    for k in kindergartens {
        let heads = match (k.attached, k.classes) {
            (true, _) => 0,
            (_, 0..6) => 1,
            _ => 2,
        };
        let others = if k.attached { 0 } else { 1 + k.classes / 2 };
        table.row(&[
            &spec.year,
            &k.code,
            &k.name,
            &(if k.attached { "小学附设幼儿班" } else { "独立幼儿园" }),
            &(if k.public { "公办" } else { "民办" }),
            &yes(k.recognised),
            &k.area.word(),
            &spec.towns[k.town].code,
            &heads,
            &others,
            &hundredths(k.children * chance.between(880, 1350)),
            &hundredths(k.children * chance.between(380, 720)),
        ]);
    }
    table.file()
}

fn classes(spec: &Spec, kindergartens: &[Kindergarten]) -> File {
    let mut table = Table::new("幼儿班级", "学年 班级编号 幼儿园 班别 班名 幼儿数");
    for k in kindergartens {
        let kinds: Vec<(&str, u64)> = match k.classes {
            1 | 2 => vec![("混合班", 27); k.classes as usize],
            count => {
                (0..count).map(|at| [("小班", 24), ("中班", 27), ("大班", 30)][(at % 3) as usize]).collect()
            }
        };
        let weights: Vec<u64> = kinds.iter().map(|(_, usual)| *usual).collect();
        for (at, ((kind, _), children)) in kinds.iter().zip(share(k.children, &weights)).enumerate() {
            let name = format!("{}{kind}{}", k.name, at + 1);
            table.row(&[&spec.year, &format!("{}-{:02}", k.code, at + 1), &k.code, kind, &name, &children]);
        }
    }
    table.file()
}

/// Posts of a class: two teachers and one carer.
const POSTS: [(&str, u64); 2] = [("教师", 2), ("保育员", 1)];

/// Teachers and carers, a row each. Some of those at public kindergartens the district pays for; of these some left in summer
/// and others came in their stead.
fn staff(spec: &Spec, kindergartens: &[Kindergarten]) -> File {
    let mut table =
        Table::new("幼儿园保教人员", "人员编号 幼儿园 班级 岗位 用工形式 合同编号 到岗日期 离岗日期");
    let bought = bought(spec, kindergartens, &mut table);
    let mut number = 0;
    for k in kindergartens {
        for (at, (post, a_class)) in POSTS.into_iter().enumerate() {
            let paid = bought.get(&k.code).map_or(0, |counts| counts[at]);
            for nth in paid..k.classes * a_class {
                number += 1;
                let form = if k.public && nth % 3 < 2 { "在编" } else { "自聘" };
                let from = Day::of(spec.year - 1 - (number % 9) as i64, 9, 1);
                let (id, class) = (spec.number("BJ", number), class(k, nth / a_class));
                table.row(&[&id, &k.code, &class, &post, &form, &"", &from, &""]);
            }
        }
    }
    table.file()
}

/// The number of a class of a kindergarten, from 0; none beyond its last.
fn class(k: &Kindergarten, at: u64) -> String {
    if at < k.classes { format!("{}-{:02}", k.code, at + 1) } else { String::new() }
}

/// Those whom the district pays for; how many teachers and carers of each kindergarten.
fn bought(spec: &Spec, kindergartens: &[Kindergarten], table: &mut Table) -> BTreeMap<String, [u64; 2]> {
    let mut chance = Chance::named(spec.seed, "bought");
    let mut number = 0;
    let public: Vec<&Kindergarten> = kindergartens.iter().filter(|k| k.public && !k.attached).collect();
    let weights: Vec<u64> = public.iter().map(|k| k.classes).collect();
    let counts = [share(spec.bought.0, &weights), share_above(spec.bought.1, &weights, 1)];
    for ((post, a_class), counts) in POSTS.into_iter().zip(&counts) {
        for (k, count) in public.iter().zip(counts) {
            for nth in 0..*count {
                let mut row = |from: Day, to: &str| {
                    number += 1;
                    let (id, class) = (spec.number("GM", number), class(k, nth / a_class));
                    let contract = format!("样例合同{:02}", number % 4 + 1);
                    table.row(&[&id, &k.code, &class, &post, &"购买服务", &contract, &from, &to]);
                };
                let autumn = Day::of(spec.year, 9, 1);
                match chance.percent(4) {
                    true => {
                        row(Day::of(spec.year - 1, 9, 1), &Day::of(spec.year, 7, 8).to_string());
                        row(autumn, "");
                    }
                    false => row(Day::of(spec.year - 1, 9, 1), ""),
                }
            }
        }
    }
    let of = |at: usize| (public[at].code.clone(), [counts[0][at], counts[1][at]]);
    (0..public.len()).map(of).collect()
}

/// What was found at each, and, where it is made good, that the kindergarten did it and another verified.
fn plans(spec: &Spec, kindergartens: &[Kindergarten], steps: &mut Steps) -> File {
    const GAPS: [(&str, &str); 6] = [
        ("户外游戏场地偏小", "调整场地分区，错峰使用"),
        ("图书与玩具配备不足", "列入年度添置计划"),
        ("教师持证待补齐", "组织在岗教师参加资格考试"),
        ("专用活动室不足", "利用空余用房改建"),
        ("园舍建筑面积偏紧", "控制招生班数，逐年分流"),
        ("保教质量评估待完善", "结对帮扶，每学期评估一次"),
    ];
    let mut chance = Chance::named(spec.seed, "kindergarten-plans");
    let mut table = Table::new("一园一策", "学年 幼儿园 核查日期 主要差距 措施 责任人 期限");
    let first = Day::of(spec.year, 9, 5);
    for (at, k) in kindergartens.iter().enumerate() {
        let (gap, measure) = chance.pick(&GAPS);
        let checked = first.after(chance.between(0, 70)).workday();
        let due = Day::of(spec.year + 1, chance.between(3, 12) as i64, 28);
        let head = format!("样例园长{:03}", at + 1);
        let mut case = steps.of("kindergarten-gaps", format!("{}/{}", spec.year, k.code));
        if chance.percent(40) {
            let filled = checked.after(chance.between(14, 24)).workday();
            case.did("补齐", filled, (&head, "幼儿园"), ["样例补齐照片", "", ""]);
            let again = filled.after(chance.between(3, 8)).workday();
            match chance.percent(90) {
                true => case.did("复查通过", again, ("样例科员乙", "学前教育科"), ["样例复查表", "", ""]),
                false => {
                    case.did("复查未过", again, ("样例科员乙", "学前教育科"), ["", "", "样例：差距仍在"])
                }
            }
        }
        table.row(&[&spec.year, &k.code, &checked, &gap, &measure, &head, &due]);
    }
    table.file()
}
