//! Roles (角色): what the words before a number make of it.

use crate::sentence::Item;
use quantity::{Form, Quantity, Unit};

/// Which way something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Up,
    Down,
}

/// What a number is in its clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The value of something.
    Value,
    /// What a value is compared with: 比上年15.28亿元. The words between 比 and the number.
    Base(String),
    /// Where a change begins: 由93.1%.
    From,
    /// Where it ends: 提高到93.6%.
    Target,
    /// The amount or rate of a change, and whether the clause compares (比上年增长).
    Change { way: Way, compared: Option<String>, yearly: bool },
    /// A share; the words that name the whole, if any.
    Share(String),
    /// The whole in 占总数2305人的39.44% or 完成预算数60999万元的40.4%.
    Whole,
    /// Compared with something in words that are not understood.
    Other,
}

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// %, ‰, 成.
    Rate,
    /// 百分点.
    Points,
    /// 倍.
    Times,
    /// 1:9.
    Ratio,
    /// Something with a unit.
    Amount,
}

impl Kind {
    pub(crate) fn of(quantity: &Quantity) -> Kind {
        if quantity.form == Form::Ratio {
            return Kind::Ratio;
        }
        let name = quantity.unit.name();
        if !quantity.unit.is_pure()
            || matches!(name, "万" | "亿" | "千" | "百" | "万亿" | "千万" | "百万" | "十万")
        {
            Kind::Amount
        } else if name.ends_with("百分点") {
            Kind::Points
        } else if name.ends_with('倍') {
            Kind::Times
        } else {
            Kind::Rate
        }
    }
}

/// Verbs and nouns of growth, longest first where one ends another.
const UP: &[&str] = &[
    "增长", "增加", "提高", "提升", "上升", "上涨", "增多", "扩大", "上浮", "增幅", "增速", "涨幅", "升幅",
    "增收", "净增", "增支", "多收", "增产", "升高",
];
const DOWN: &[&str] = &[
    "下降", "减少", "降低", "回落", "缩小", "下滑", "下调", "下浮", "降幅", "减幅", "减收", "压减", "缩减",
    "减支", "少收", "减产",
];
/// One character suffices only beside 比 or 较, or for the bare 增 and 减 of budgets.
const UP_BARE: &[&str] = &["高出", "多出", "增", "多", "高", "涨", "升"];
const DOWN_BARE: &[&str] = &["减", "降", "少", "低"];
/// What may stand between the verb and the number.
const FILLERS: &[&str] = &[
    "幅度", "分别", "大约", "将近", "接近", "超过", "突破", "达到", "约", "近", "超", "逾", "达", "为", "是",
    "了", "率", "额", "幅", "共", "：", ":", " ", "\u{3000}", "各",
];
/// Marks that end a clause.
pub(crate) const CLAUSE: &[char] = &['，', ',', '；', ';', '：', ':', '。'];

/// The words since the last clause mark.
pub(crate) fn clause(before: &str) -> &str {
    before.rsplit(CLAUSE).next().unwrap_or(before)
}

fn without_fillers(mut words: &str) -> &str {
    loop {
        words = words.trim_end();
        match FILLERS.iter().find_map(|filler| words.strip_suffix(filler)) {
            Some(rest) => words = rest,
            None => return words,
        }
    }
}

/// The verb of change that ends `words`, and what stands before it.
fn change_at_end(words: &str, bare: bool) -> Option<(Way, &str)> {
    let ending = |list: &[&str]| list.iter().find_map(|verb| words.strip_suffix(verb));
    if let Some(rest) = ending(UP) {
        return Some((Way::Up, rest));
    }
    if let Some(rest) = ending(DOWN) {
        return Some((Way::Down, rest));
    }
    let alone = |rest: &str| bare || rest.is_empty();
    let up = ending(UP_BARE).filter(|rest| alone(rest) && !rest.ends_with('新')).map(|rest| (Way::Up, rest));
    up.or_else(|| ending(DOWN_BARE).filter(|rest| alone(rest)).map(|rest| (Way::Down, rest)))
}

/// Whether `words` hold a verb of change anywhere.
pub(crate) fn speaks_of_change(words: &str) -> bool {
    UP.iter().chain(DOWN).any(|verb| words.contains(verb))
}

/// What follows the last 比 or 较 that compares.
pub(crate) fn compared(words: &str) -> Option<&str> {
    let mut found = None;
    for (at, c) in words.char_indices() {
        let (head, rest) = (&words[..at], &words[at + c.len_utf8()..]);
        let before = head.chars().next_back();
        let after = rest.chars().next();
        let word = match c {
            '比' => {
                before.is_some_and(|c| "占同环对之相好百配反".contains(c))
                    || after.is_some_and(|c| "例重率较如赛拼值照学划".contains(c))
            }
            '较' => {
                before.is_some_and(|c| "比相计".contains(c))
                    || after.is_some_and(|c| "为大好强多少差真量".contains(c))
            }
            _ => true,
        };
        if !word {
            found = Some(rest);
        }
    }
    found
}

fn after_word<'a>(words: &'a str, word: &str, not_before: &str, not_after: &str) -> Option<&'a str> {
    let at = words.rfind(word)?;
    let rest = &words[at + word.len()..];
    let compound = words[..at].chars().next_back().is_some_and(|c| not_before.contains(c))
        || rest.chars().next().is_some_and(|c| not_after.contains(c));
    (!compound).then_some(rest)
}

/// 占 that speaks of a share.
pub(crate) fn share_words(words: &str) -> Option<&str> {
    after_word(words, "占", "抢挤侵强独", "地用有据领道线")
}

const LONGEST_NAME: usize = 30;

/// The role of a number from the words before it; `after` are those behind it.
pub(crate) fn role(item: &Item<'_>, after: &str) -> Role {
    let kind = item.kind;
    let clause = clause(&item.before);
    let words = item.quantity.before.and_then(|hedge| clause.strip_suffix(hedge)).unwrap_or(clause);
    if kind == Kind::Rate
        && let Some(rest) = share_words(&item.before)
        && rest.chars().count() <= LONGEST_NAME
        && !speaks_of_change(rest)
        && !rest.contains(['；', ';'])
    {
        return Role::Share(name_of_whole(rest));
    }
    if let Some(remark) = words.trim_start().strip_prefix(['（', '('])
        && !remark.trim().is_empty()
        && is_period(remark)
    {
        return Role::Base(remark.to_owned());
    }
    let comparison = compared(words);
    if comparison.is_none()
        && let Some(rest) = words.trim_end().strip_suffix(['到', '至', '为', '成'])
        && change_at_end(rest, false).is_some_and(|(_, head)| {
            !rest.ends_with('幅') && !rest.ends_with('速') && head.len() < rest.len()
        })
    {
        return Role::Target;
    }
    // 提高到2022年的93.6%: the period may stand between.
    if let Some((at, verb)) =
        UP.iter().chain(DOWN).filter_map(|v| words.rfind(v).map(|at| (at, *v))).max_by_key(|(at, _)| *at)
    {
        let rest = &words[at + verb.len()..];
        if (rest.starts_with('到') || rest.starts_with('至')) && is_period(&rest['到'.len_utf8()..]) {
            return Role::Target;
        }
    }
    let bare = without_fillers(words);
    if let Some((way, head)) = change_at_end(bare, comparison.is_some()) {
        let compared = comparison.map(|rest| {
            let length = rest.len().min(rest.len().saturating_sub(words.len() - head.len()));
            rest[..length].trim_end_matches("同口径").to_owned()
        });
        let yearly = ["年均", "年平均", "平均每年", "每年平均", "年递增"].iter().any(|w| head.contains(w));
        let compared = compared.or_else(|| head.contains("同比").then(|| "上年".to_owned()));
        return Role::Change { way, compared, yearly };
    }
    let completed = ["完成", "为", "占", "达", "相当于"].iter().any(|w| words.contains(w));
    if kind == Kind::Amount && after.trim() == "的" && completed && comparison.is_none() {
        return Role::Whole;
    }
    if let Some(rest) = comparison {
        let base = rest.chars().count() <= LONGEST_NAME && !speaks_of_change(rest) && names_base(rest);
        return if base { Role::Base(rest.to_owned()) } else { Role::Other };
    }
    let with =
        after_word(words, "与", "参授给赋", "会").or_else(|| after_word(words, "同", "共合相不", "时样"));
    if let Some(rest) = with
        && (after.starts_with("相比") || after.starts_with("比较"))
    {
        return Role::Base(rest.to_owned());
    }
    let origin =
        after_word(words, "由", "理自经", "于此").or_else(|| after_word(words, "从", "服听无", "事而严"));
    if let Some(rest) = origin
        && rest.chars().count() <= LONGEST_NAME
        && !speaks_of_change(rest)
    {
        return Role::From;
    }
    if kind == Kind::Amount
        && let Some(rest) = share_words(words)
        && rest.chars().count() <= LONGEST_NAME
    {
        return Role::Whole;
    }
    Role::Value
}

/// The name of the whole in 占幼儿园总数的比例为: 幼儿园总数.
fn name_of_whole(rest: &str) -> String {
    let mut name = rest.trim();
    for tail in ["约", "近", "达到", "达", "为", "是", "的", "比例", "比重", "份额", "百分比", "的"]
    {
        name = name.strip_suffix(tail).unwrap_or(name).trim_end();
    }
    if matches!(name, "比" | "全部" | "总数" | "总量" | "其中") {
        String::new()
    } else {
        name.to_owned()
    }
}

/// Whether the words between 比 and a number can name a base: a period, or a noun such as 全市平均水平, and no verb.
fn names_base(rest: &str) -> bool {
    const PERIODS: &[&str] = &[
        "上年同期",
        "去年同期",
        "上年",
        "去年",
        "前年",
        "同期",
        "年初",
        "上期",
        "上月",
        "上季度",
        "上学年",
        "上一年",
        "此前",
        "原来",
    ];
    let rest = rest.trim();
    let year = rest.find('年').filter(|at| rest[..*at].chars().all(|c| c.is_ascii_digit()));
    let behind = match (PERIODS.iter().find_map(|p| rest.strip_prefix(p)), year) {
        (Some(behind), _) => behind,
        (None, Some(at)) => &rest[at + '年'.len_utf8()..],
        (None, None) => {
            let verbs = ["减", "增", "支", "收", "完成", "实现", "新", "多", "少", "高", "低"];
            return !verbs.iter().any(|v| rest.contains(v));
        }
    };
    let behind = behind.trim();
    behind.ends_with('的')
        || matches!(behind, "" | "末" | "底" | "同期" | "数" | "为" | "决算数" | "完成数" | "预算数" | "度")
}

/// Words that only name a period: 2022年的, 上年同期.
pub(crate) fn is_period(words: &str) -> bool {
    let words = words.trim().trim_end_matches('的');
    words.is_empty()
        || words.ends_with('年')
        || (words.contains('年') && ["同期", "数", "为", "度"].iter().any(|w| words.ends_with(w)))
        || words.ends_with("年底")
        || words.ends_with("年末")
        || ["上年", "去年", "同期", "现在", "目前", "今年", "当年", "年初", "上期"]
            .iter()
            .any(|w| words.contains(w))
}

/// The noun before a number, without year, list mark and verb: 全市普通小学 of 2022年全市普通小学为.
pub(crate) fn subject(before: &str) -> String {
    let clause = before
        .rsplit(|c| CLAUSE.contains(&c) || c == '、')
        .find(|part| !part.trim().is_empty())
        .unwrap_or("");
    let mut name = clause.trim();
    for lead in ["其中", "包括", "分别是", "分别为", "同时", "另有", "以及", "和", "与", "及"]
    {
        name = name.strip_prefix(lead).unwrap_or(name).trim_start();
    }
    if let Some(at) = name.find('年').filter(|at| name[..*at].chars().all(|c| c.is_ascii_digit())) {
        name = name[at + '年'.len_utf8()..].trim_start_matches(['度', '末', '底']);
    }
    loop {
        let shorter = [
            "分别为",
            "达到",
            "共计",
            "合计",
            "总计",
            "共有",
            "一共",
            "完成",
            "实现",
            "为",
            "达",
            "有",
            "是",
            "共",
            "约",
            "近",
            "的",
            "：",
            ":",
            "已",
        ]
        .iter()
        .find_map(|tail| name.strip_suffix(tail));
        match shorter {
            Some(rest) => name = rest.trim_end(),
            None => return name.to_owned(),
        }
    }
}

/// Whether two numbers measure the same, so that they may be added and compared. Bare 万 goes with anything counted in it.
pub(crate) fn alike(one: &Unit, other: &Unit) -> bool {
    one.same_dimension(other)
}
