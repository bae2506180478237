//! Classes into which things are known to fall (划分): only where a list names all of them may a missing rest be called an error.

/// Words of one class each; a whole must hold one of `whole`, if any are given.
struct Division {
    whole: &'static [&'static str],
    classes: &'static [&'static [&'static str]],
    /// Whether its classes are all there are.
    all: bool,
}

const fn all(classes: &'static [&'static [&'static str]]) -> Division {
    Division { whole: &[], classes, all: true }
}

const fn of(whole: &'static [&'static str], classes: &'static [&'static [&'static str]]) -> Division {
    Division { whole, classes, all: true }
}

/// Classes beside which there may be others.
const fn some(classes: &'static [&'static [&'static str]]) -> Division {
    Division { whole: &[], classes, all: false }
}

const DIVISIONS: &[Division] = &[
    all(&[&["公办"], &["民办"]]),
    all(&[&["男"], &["女"]]),
    all(&[&["城镇", "城市", "市区"], &["农村", "乡村"]]),
    all(&[&["城区", "县城", "城市"], &["镇区"], &["乡村", "农村"]]),
    all(&[&["城区", "县城"], &["乡镇", "农村", "镇街"]]),
    all(&[&["第一产业", "一产"], &["第二产业", "二产"], &["第三产业", "三产"]]),
    of(&["第二产业", "二产"], &[&["工业"], &["建筑业"]]),
    all(&[&["夏粮"], &["秋粮"]]),
    of(&["耕地", "农田"], &[&["旱地"], &["水田", "水浇地"]]),
    all(&[&["基本支出"], &["项目支出"]]),
    of(&["基本支出"], &[&["人员经费"], &["公用经费"]]),
    all(&[&["税收收入", "税收"], &["非税"]]),
    all(&[&["中央", "中直"], &["地方"]]),
    all(&[&["专任教师"], &["非专任"]]),
    all(&[&["家庭户"], &["集体户"]]),
    of(
        &["高中阶段", "高中教育"],
        &[&["普通高中", "普高"], &["中等职业", "中职", "职业", "职高", "中专", "县职"]],
    ),
    of(&["义务教育"], &[&["小学", "小学生"], &["初中"]]),
    of(&["义务教育"], &[&["小学"], &["初中"], &["教学点"]]),
    all(&[&["本县", "本区", "县内", "区内"], &["县外", "区外", "外县", "外区"]]),
    all(&[&["新建"], &["改扩建", "改建", "扩建"]]),
    of(&["消费品零售", "零售总额"], &[&["批发零售", "批零", "商品零售"], &["住宿餐饮", "餐饮"]]),
    some(&[
        &["幼儿园", "学前", "在园幼儿"],
        &["小学"],
        &["初中"],
        &["普通高中", "高中"],
        &["中等职业", "中职", "职业"],
        &["高等", "大学"],
        &["特殊教育", "特教"],
        &["九年一贯制"],
        &["教学点"],
        &["村小"],
    ]),
    some(&[&["中央"], &["省级", "市级"], &["区级", "县级"]]),
    some(&[&["初级"], &["中级"], &["高级"]]),
    some(&[&["因公出国"], &["公务用车"], &["公务接待"]]),
    some(&[&["完工", "竣工"], &["主体"], &["在建", "施工"], &["招标"], &["未开工"]]),
    some(&[&["东部"], &["中部"], &["西部"], &["东北"]]),
];

fn class(division: &Division, name: &str) -> Option<usize> {
    // The longest word decides: 非税收入 is no 税收收入, 乡镇小学 is 小学.
    let longest = |words: &[&str]| words.iter().filter(|w| name.contains(**w)).map(|w| w.len()).max();
    let found = division.classes.iter().enumerate().filter_map(|(at, words)| Some((longest(words)?, at)));
    found.max_by_key(|(length, _)| *length).map(|(_, at)| at)
}

/// 非X beside X: 非税收入 and 税收收入, 非公有制 and 公有制.
fn denied(one: &str, other: &str) -> bool {
    let not = |no: &str, yes: &str| {
        let Some((_, rest)) = no.split_once('非') else { return false };
        let Some(first) = rest.chars().next() else { return false };
        !yes.contains('非') && yes.contains(first)
    };
    not(one, other) || not(other, one)
}

/// Whether two names are different classes of one division.
pub(crate) fn are_mates(one: &str, other: &str) -> bool {
    // Most names are of no class: the other is not looked at then.
    let differ = |d: &Division| class(d, one).is_some_and(|a| class(d, other).is_some_and(|b| a != b));
    DIVISIONS.iter().any(differ) || denied(one, other) || (banded(one) && banded(other) && one != other)
}

/// An age, a size, a time that goes from here to there: 35岁以下, 0—14岁, 60岁及以上.
fn banded(name: &str) -> bool {
    name.contains("以下")
        || name.contains("以上")
        || name.contains("以内")
        || (name.contains('岁') && name.contains(['—', '-', '～', '~', '至']))
}

/// Whether these names are all the parts of the whole, each once.
pub(crate) fn complete(whole: &str, names: &[&str]) -> bool {
    let Some(last) = names.last().filter(|_| names.len() >= 2) else { return false };
    let rest = ["其他", "其它", "其余", "剩余"]
        .iter()
        .any(|w| last.starts_with(w) || last.contains(&format!("{w}类")));
    let bands = names.iter().all(|n| banded(n))
        && names.iter().any(|n| n.contains("以下") || n.contains("以内") || n.starts_with('0'))
        && names.iter().any(|n| n.contains("以上"));
    let two = names.len() == 2 && denied(names[0], names[1]);
    rest || bands || two || spelled(whole, names) || DIVISIONS.iter().any(|d| divides(d, whole, names))
}

fn divides(division: &Division, whole: &str, names: &[&str]) -> bool {
    let fits = division.whole.is_empty() || division.whole.iter().any(|w| whole.contains(w));
    if !division.all || !fits || names.len() != division.classes.len() {
        return false;
    }
    let mut found: Vec<usize> = names.iter().filter_map(|n| class(division, n)).collect();
    found.sort_unstable();
    found.dedup();
    found.len() == names.len()
}

/// 乡镇 are 乡 and 镇: the whole spells its parts.
fn spelled(whole: &str, names: &[&str]) -> bool {
    let short = names.iter().all(|n| n.chars().count() == 1);
    short && names.len() >= 2 && whole.contains(&names.concat())
}

/// Whether the names hold all classes of a division beside others: then something is told twice.
pub(crate) fn overfull(whole: &str, names: &[&str]) -> bool {
    names.len() > 2 && (2..names.len()).any(|count| complete(whole, &names[..count]))
}

/// Whether the names are all classes of a known division, so that nothing can follow.
pub(crate) fn exhausted(whole: &str, names: &[&str]) -> bool {
    spelled(whole, names) || DIVISIONS.iter().any(|d| divides(d, whole, names))
}

/// The classes of a whole that is named by its division: 普通高中 and 中职 of 高中阶段.
pub(crate) fn of_whole(whole: &str) -> Option<&'static [&'static [&'static str]]> {
    let named =
        |d: &&Division| d.all && d.whole.iter().any(|w| whole.contains(w)) && class(d, whole).is_none();
    DIVISIONS.iter().find(named).map(|d| d.classes)
}

/// Attributes that cut across any division: a woman may be a member and a head of school.
pub(crate) fn cuts_across(name: &str) -> bool {
    const ACROSS: [&str; 23] = [
        "党员",
        "少数民族",
        "学历",
        "职称",
        "骨干",
        "特级",
        "持证",
        "寄宿",
        "留守",
        "随迁",
        "贫困",
        "残疾",
        "困难",
        "优秀",
        "合格",
        "处分",
        "以上",
        "以下",
        "新增",
        "流动",
        "双师",
        "普惠",
        "受益",
    ];
    ACROSS.iter().any(|w| name.contains(w))
}

/// What is measured; two that differ here are not parts of one list.
pub(crate) fn measure(name: &str) -> Option<usize> {
    const MEASURES: [&[&str]; 16] = [
        &["收入"],
        &["支出"],
        &["增加值", "生产总值", "GDP"],
        &["零售额", "零售总额"],
        &["进出口", "出口", "进口"],
        &["存款"],
        &["贷款"],
        &["固定资产投资"],
        &["产量"],
        &["学生", "在校生", "幼儿", "儿童", "毕业生", "新生", "学员", "寄宿生"],
        &["教师", "教职工", "职工", "保育员", "教练", "工勤"],
        &["人口"],
        &["面积"],
        &["学位"],
        &["床位"],
        &["户"],
    ];
    let ending = |words: &[&str]| words.iter().any(|w| name.ends_with(w));
    MEASURES
        .iter()
        .position(|words| ending(words))
        .or_else(|| MEASURES.iter().position(|words| words.iter().any(|w| name.contains(w))))
}
