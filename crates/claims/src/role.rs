//! Roles (角色): what the words before a number make of it.

use crate::judge::Mention;
use crate::sentence::Item;
use crate::verb::{change_at_end, compared, last_verb, speaks_of_change, without_fillers};
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
    Change {
        way: Way,
        compared: Option<String>,
        yearly: bool,
        /// What changed, where the clause says so itself.
        subject: String,
    },
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
        } else if name.ends_with("分点") {
            Kind::Points
        } else if name.ends_with('倍') {
            Kind::Times
        } else {
            Kind::Rate
        }
    }
}

/// Marks that end a clause.
pub(crate) const CLAUSE: &[char] = &['，', ',', '；', ';', '：', ':', '。'];

/// The words since the last clause mark.
pub(crate) fn clause(before: &str) -> &str {
    before.rsplit(CLAUSE).next().unwrap_or(before)
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
    let at = words.rfind('占')?;
    let rest = &words[at + '占'.len_utf8()..];
    let compound = words[..at].ends_with(['抢', '挤', '侵', '强', '独'])
        || (rest.starts_with(['地', '用', '有', '据', '领', '道', '线'])
            && !rest.starts_with("地方")
            && !rest.starts_with("地区"));
    (!compound).then_some(rest)
}

const LONGEST_NAME: usize = 30;

/// The role of a number from the words before it; `after` are those behind it.
pub(crate) fn role(item: &Item<'_>, after: &str) -> Role {
    let kind = item.kind;
    let clause = clause(&item.before);
    let words = item.mention.lead().and_then(|hedge| clause.strip_suffix(hedge)).unwrap_or(clause);
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
    if kind == Kind::Rate
        && let Some(plan) = fulfilled(words)
    {
        return Role::Share(plan);
    }
    let comparison = compared(words);
    if kind == Kind::Rate && is_rate_compared(words, comparison, after) {
        return Role::Base(String::new());
    }
    if comparison.is_none()
        && let Some(rest) = words.trim_end().strip_suffix(['到', '至', '为', '成'])
        && change_at_end(rest, false).is_some_and(|(_, head)| {
            !rest.ends_with('幅') && !rest.ends_with('速') && head.len() < rest.len()
        })
    {
        return Role::Target;
    }
    // 提高到2022年的93.6%: the period may stand between.
    if words.contains(['到', '至'])
        && let Some((at, verb)) = last_verb(words)
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
        return Role::Change { way, compared, yearly, subject: subject_of_change(head) };
    }
    let multiplied = ["是", "为", "相当于"].iter().any(|w| words.trim_start().starts_with(w));
    if kind == Kind::Amount
        && multiplied
        && after.trim().trim_end_matches(['近', '约']) == "的"
        && comparison.is_none()
    {
        return Role::Base(words.trim_start_matches(['是', '为']).to_owned());
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
        after_word(words, "由", "理自经", "于此").or_else(|| after_word(words, "从", "服听无", "事而严业"));
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

/// What is fulfilled in 完成年初计划的, 为预算的.
fn fulfilled(words: &str) -> Option<String> {
    let plan = words.trim().strip_suffix('的')?;
    let plan = ["完成", "为", "达到", "达"].iter().find_map(|verb| plan.strip_prefix(verb))?;
    let known = ["预算", "计划", "目标", "任务"].iter().any(|w| plan.contains(w));
    (known && plan.chars().count() <= LONGEST_NAME).then(|| plan.to_owned())
}

/// 比前十年的年均增速1.50%, 高于用电量8.20%的增幅: a rate of change to which another is compared.
fn is_rate_compared(words: &str, comparison: Option<&str>, after: &str) -> bool {
    const RATES: [&str; 6] = ["增长率", "增速", "增幅", "降幅", "涨幅", "下降率"];
    let named =
        comparison.is_some_and(|rest| RATES.iter().any(|w| rest.trim().trim_end_matches('的').ends_with(w)));
    let above = ["高于", "低于", "快于", "慢于"].iter().any(|w| words.contains(w));
    let behind = after.strip_prefix('的').is_some_and(|rest| RATES.iter().any(|w| rest.starts_with(w)));
    named || (above && behind)
}

/// What changed in the words before the verb: nothing where only adverbs and the comparison stand there.
fn subject_of_change(head: &str) -> String {
    const ADVERBS: [&str; 34] = [
        "同比",
        "环比",
        "净",
        "实际",
        "累计",
        "继续",
        "分别",
        "依次",
        "平均每年",
        "每年平均",
        "年均",
        "年平均",
        "也",
        "均",
        "又",
        "再",
        "仍",
        "则",
        "却",
        "约",
        "逐年",
        "共",
        "同口径",
        "名义",
        "并",
        "都",
        "比重",
        "共计",
        "合计",
        "各",
        "总体",
        "比例",
        "增幅",
        "相比",
    ];
    let mut words = head;
    let at = compared(words).map(|rest| head.len() - rest.len());
    if let Some(at) = at {
        let cut = words[..at].char_indices().next_back().map_or(0, |(i, _)| i);
        words = &words[..cut];
    }
    let mut words = words.trim();
    while let Some(rest) = ADVERBS.iter().find_map(|adverb| words.strip_suffix(adverb)) {
        words = rest.trim_end();
    }
    let name = crate::name::bare(words);
    if is_period(&name) || ["与", "和", "同"].iter().any(|w| name.starts_with(w)) {
        String::new()
    } else {
        name
    }
}

/// The name of the whole in 占幼儿园总数的比例为: 幼儿园总数.
fn name_of_whole(rest: &str) -> String {
    const TAILS: [&str; 13] =
        ["约", "近", "达到", "达", "为", "是", "的", "比例", "比重", "份额", "百分比", "分别", "依次"];
    let mut name = rest.trim();
    while let Some(shorter) = TAILS.iter().find_map(|tail| name.strip_suffix(tail)) {
        name = shorter.trim_end();
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
            let verbs = ["减", "增", "支", "收", "完成", "实现", "新", "多", "少", "高", "低", "快", "慢"];
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

/// Whether two numbers measure the same, so that they may be added and compared. Bare 万 goes with anything counted.
pub(crate) fn alike(one: Mention<'_>, other: Mention<'_>) -> bool {
    let (a, b) = (one.unit(), other.unit());
    let bare = |scale: &Unit, thing: &Unit| scale.is_pure() && scale.scale() >= 4 && thing.is_counted();
    a.same_dimension(b) || bare(a, b) || bare(b, a)
}
