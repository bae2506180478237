//! Kindergartens (学前教育): children, classes, two teachers and one carer to a class, posts bought, plans.

use crate::chance::Chance;
use crate::day::Day;
use crate::schools::Area;
use crate::share::{share, share_above, share_within};
use crate::spec::Spec;
use crate::table::{File, Table, chinese, hundredths, yes};

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

impl Kindergarten {
    /// Two teachers to a class.
    pub(crate) fn teachers(&self) -> u64 {
        self.classes * 2
    }
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

pub(crate) fn files(spec: &Spec, kindergartens: &[Kindergarten]) -> Vec<File> {
    vec![
        list(spec, kindergartens),
        classes(spec, kindergartens),
        bought(spec, kindergartens),
        plans(spec, kindergartens),
    ]
}

fn list(spec: &Spec, kindergartens: &[Kindergarten]) -> File {
    let mut chance = Chance::named(spec.seed, "kindergarten-rooms");
    let mut table = Table::new(
        "幼儿园",
        "学年 标识码 名称 机构类型 办别 普惠认定 城乡 镇街 班数 在园幼儿 教职工 园长 专任教师 保育员 园舍建筑面积 户外游戏场地",
    );
    for k in kindergartens {
        let heads = match (k.attached, k.classes) {
            (true, _) => 0,
            (_, 0..6) => 1,
            _ => 2,
        };
        let others = if k.attached { 0 } else { 1 + k.classes / 2 };
        let teachers = k.teachers();
        table.row(&[
            &spec.year,
            &k.code,
            &k.name,
            &(if k.attached { "小学附设幼儿班" } else { "独立幼儿园" }),
            &(if k.public { "公办" } else { "民办" }),
            &yes(k.recognised),
            &k.area.word(),
            &spec.towns[k.town].code,
            &k.classes,
            &k.children,
            &(teachers + k.classes + heads + others),
            &heads,
            &teachers,
            &k.classes,
            &hundredths(k.children * chance.between(880, 1350)),
            &hundredths(k.children * chance.between(380, 720)),
        ]);
    }
    table.file()
}

fn classes(spec: &Spec, kindergartens: &[Kindergarten]) -> File {
    let mut table = Table::new("幼儿班级", "学年 班级编号 幼儿园 班别 班名 幼儿数 教师 保育员");
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
            table.row(&[
                &spec.year,
                &format!("{}-{:02}", k.code, at + 1),
                &k.code,
                kind,
                &name,
                &children,
                &2,
                &1,
            ]);
        }
    }
    table.file()
}

fn bought(spec: &Spec, kindergartens: &[Kindergarten]) -> File {
    let mut table = Table::new("购买服务岗位", "年度 幼儿园 岗位 人数");
    let public: Vec<&Kindergarten> = kindergartens.iter().filter(|k| k.public && !k.attached).collect();
    let weights: Vec<u64> = public.iter().map(|k| k.classes).collect();
    let posts =
        [("教师", share(spec.bought.0, &weights)), ("保育员", share_above(spec.bought.1, &weights, 1))];
    for (post, counts) in posts {
        for (k, count) in public.iter().zip(counts).filter(|(_, count)| *count > 0) {
            table.row(&[&spec.year, &k.code, &post, &count]);
        }
    }
    table.file()
}

fn plans(spec: &Spec, kindergartens: &[Kindergarten]) -> File {
    const GAPS: [(&str, &str); 6] = [
        ("户外游戏场地偏小", "调整场地分区，错峰使用"),
        ("图书与玩具配备不足", "列入年度添置计划"),
        ("教师持证待补齐", "组织在岗教师参加资格考试"),
        ("专用活动室不足", "利用空余用房改建"),
        ("园舍建筑面积偏紧", "控制招生班数，逐年分流"),
        ("保教质量评估待完善", "结对帮扶，每学期评估一次"),
    ];
    let mut chance = Chance::named(spec.seed, "kindergarten-plans");
    let mut table = Table::new("一园一策", "学年 幼儿园 核查日期 主要差距 措施 责任人 期限 状态");
    let first = Day::of(spec.year, 9, 5);
    for (at, k) in kindergartens.iter().enumerate() {
        let (gap, measure) = chance.pick(&GAPS);
        let checked = first.after(chance.between(0, 70)).workday();
        let due = Day::of(spec.year + 1, chance.between(3, 12) as i64, 28);
        let state = if chance.percent(30) { "已完成" } else { "推进中" };
        table.row(&[
            &spec.year,
            &k.code,
            &checked,
            &gap,
            &measure,
            &format!("样例园长{:03}", at + 1),
            &due,
            &state,
        ]);
    }
    table.file()
}
