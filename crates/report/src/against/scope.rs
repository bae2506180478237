//! Of what a clause speaks beside its subject: which year, which part of a whole, a plan or a change.

use super::mention::Mention;
use super::subject::{bare, pairs};
use define::Indicator;

/// Words that may stand between the beginning of a clause and the subject without narrowing it.
const NEUTRAL: [&str; 26] = [
    "全区", "全县", "全市", "我区", "我县", "本区", "区", "其中", "年", "全年", "截至", "目前", "今年", "共",
    "累计", "已", "现有", "目前", "实现", "完成", "使", "将", "到", "底", "末", "月",
];
/// Words of a part of a whole.
const PARTS: [&str; 33] = [
    "其中",
    "城区",
    "乡村",
    "农村",
    "城镇",
    "镇街",
    "片区",
    "民办",
    "公办",
    "普惠",
    "小学",
    "初中",
    "高中",
    "普高",
    "中职",
    "职教",
    "幼儿园",
    "特教",
    "男",
    "女",
    "部分",
    "个别",
    "首批",
    "新增",
    "新建",
    "新",
    "每",
    "季度",
    "上半年",
    "下半年",
    "暑期",
    "平均",
    "人均",
];
/// Words of other times and of plans, where 规划 may be what was talked about.
const LATER: [&str; 11] =
    ["上年", "去年", "同期", "上一年", "此前", "原来", "力争", "计划", "目标", "预计", "拟"];
/// Words of plans, requirements and other times, which say nothing of this year's value.
const OTHERWISE: [&str; 22] = [
    "上年",
    "去年",
    "同期",
    "上一年",
    "此前",
    "原来",
    "力争",
    "计划",
    "规划",
    "目标",
    "预计",
    "拟",
    "将",
    "要求",
    "不低于",
    "不高于",
    "不超过",
    "标准",
    "底前",
    "增长",
    "下降",
    "提高",
];

/// Whether the words speak of the year that an indicator is about: last year's value where last year is named, this
/// year's where its own clause names no other.
pub(super) fn is_of_its_year(mention: &Mention<'_>, indicator: &Indicator, year: i32) -> bool {
    if indicator.name.contains("上年") {
        let before = format!("{}年", year - 1);
        let told = |word: &str| mention.lead.contains(word) || mention.earlier.contains(word);
        return ["上年", "去年", &before].into_iter().any(told);
    }
    // The year next to the number; one with another number behind it is that number's: 比2021年15.28亿元增长1.01%.
    let lead = without_titles(mention.lead);
    let after_numbers = lead.trim_end_matches(|c: char| !c.is_ascii_digit());
    let last = after_numbers
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + after_numbers[at..].chars().next().map_or(0, char::len_utf8));
    mention.quantity.is_none() || years(&after_numbers[last..]).all(|named| named == year)
}

/// Words without the titles of documents in them, whose years are theirs.
fn without_titles(words: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    for letter in words.chars() {
        match letter {
            '《' | '〔' => depth += 1,
            '》' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out
}

/// The calendar years that words name.
fn years(words: &str) -> impl Iterator<Item = i32> {
    let numbers = words.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    numbers.filter_map(|part| part.parse().ok()).filter(|named| (1949..2100).contains(named))
}

/// Whether a clause speaks of a whole in this year: of no part of it that the indicator does not name, of no plan and no change.
pub(super) fn is_of_no_part(mention: &Mention<'_>, indicator: &Indicator, year: i32) -> bool {
    let near = format!("{}{}", mention.lead, mention.tail.chars().take(4).collect::<String>());
    // Schools that are listed are not the part of a whole that their names sound like.
    let listed = mention.lead.trim_end().ends_with('等');
    let parts = |word: &&str| !listed && near.contains(*word) && !indicator.name.contains(*word);
    let said = |word: &&&str| near.contains(**word) || mention.earlier.contains(**word);
    let plans = LATER.iter().filter(|word| !indicator.name.contains(**word)).any(|word| said(&word));
    let change = ["增长", "下降", "提高", "增加", "减少", "同比", "较", "比"].iter().any(parts);
    // What grew is told of two years.
    let grows = indicator.name.contains("上年") || indicator.name.contains("增长");
    let of_year = is_of_its_year(mention, indicator, year)
        && years(&without_titles(mention.earlier)).all(|named| named == year || grows && named == year - 1);
    !plans && !change && !PARTS.iter().any(parts) && of_year
}

/// Whether the clause speaks of the indicator in this year, without a narrower scope, a plan or a change.
pub(super) fn speaks_of_now(mention: &Mention<'_>, indicator: &Indicator, year: i32) -> bool {
    let name = bare(&indicator.name);
    let first = pairs(name).next();
    let otherwise = |word: &&&str| !name.contains(**word);
    let near = format!("{}{}", mention.lead, mention.tail.chars().take(4).collect::<String>());
    if OTHERWISE.iter().filter(otherwise).any(|word| near.contains(word)) {
        return false;
    }
    if OTHERWISE[..12].iter().filter(otherwise).any(|word| mention.earlier.contains(word)) {
        return false;
    }
    if years(mention.lead).chain(years(mention.earlier)).any(|named| named != year) {
        return false;
    }
    let begins = first.and_then(|pair| mention.lead.find(&pair.iter().collect::<String>()));
    let Some(mut scope) = begins.map(|at| mention.lead[..at].trim().to_owned()) else { return false };
    scope.retain(|c| !c.is_ascii_digit() && !c.is_whitespace());
    while let Some(rest) = NEUTRAL.iter().find_map(|word| scope.strip_prefix(word)) {
        scope = rest.to_owned();
    }
    scope.is_empty()
}
