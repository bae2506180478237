//! Pairing numbers of a text with indicators.

use super::mention::{Mention, numbers, places};
use super::subject::{Fit, Subjects, bare, pairs};
use super::value::{Value, significant};
use super::{Facts, Link, Standing, bound};
use claims::Reading;
use define::Indicator;
use std::collections::{BTreeMap, BTreeSet};

/// How well the words must fit, in hundredths, when the value is the indicator's: for a number that is seldom met by
/// chance, for any other, for words that are the indicator's value.
const DISTINCT: u64 = 22;
const COMMON: u64 = 42;
const PHRASE: u64 = 25;
/// How well they must fit for a second mention of an indicator.
const AGAIN: u64 = 60;
/// How well the number's own clause must name an indicator to be held against its value, and by how much better than any
/// other of the same kind.
const NAMED: u64 = 80;
const CLEARLY: u64 = 12;

/// Words that may stand between the beginning of a clause and the subject without narrowing it.
const NEUTRAL: [&str; 26] = [
    "全区", "全县", "全市", "我区", "我县", "本区", "区", "其中", "年", "全年", "截至", "目前", "今年", "共",
    "累计", "已", "现有", "目前", "实现", "完成", "使", "将", "到", "底", "末", "月",
];
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

/// Every number of the text that can be linked, and those that cannot, in its order.
pub(super) fn links(text: &str, reading: &Reading, facts: &Facts<'_>) -> Vec<Link> {
    let subjects = Subjects::of(facts.pack);
    let indicators: Vec<&Indicator> = facts.pack.indicators.iter().collect();
    let values: Vec<Value> = indicators
        .iter()
        .map(|one| facts.assessment.outcome(&one.id).map_or_else(Value::none, Value::of))
        .collect();
    let stated = numbers(text, reading);
    let mut found = agreeing(text, &stated, &subjects, &values);
    found.retain(|one| is_of_its_year(&one.mention, indicators[one.indicator], facts.assessment.year));
    found.sort_by_key(|one| {
        (std::cmp::Reverse(one.score), indicators[one.indicator].figure.is_none(), one.start)
    });
    let mut taken: BTreeMap<usize, Agreement<'_>> = BTreeMap::new();
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for again in [false, true] {
        for one in &found {
            let free = taken
                .range(..one.mention.end)
                .next_back()
                .is_none_or(|(_, kept)| kept.mention.end <= one.start);
            let fits = if again { one.score >= AGAIN } else { !told.contains(&one.indicator) };
            if free && fits {
                told.insert(one.indicator);
                taken.insert(one.start, one.clone());
            }
        }
    }
    let mut links: Vec<Link> = taken
        .into_values()
        .map(|one| {
            let (indicator, value) = (indicators[one.indicator], &values[one.indicator]);
            let note = format!("台账得出{}，与所写相符", value.printed.as_deref().unwrap_or_default());
            link(&one.mention, Standing::Proved, Some(indicator), value, note, facts)
        })
        .collect();
    let linked: BTreeSet<usize> = links.iter().map(|link| link.start).collect();
    let covered: Vec<(usize, usize)> = links.iter().map(|link| (link.start, link.end)).collect();
    for mention in &stated {
        let at = covered.partition_point(|(start, _)| *start <= mention.start);
        let inside = at > 0 && covered[at - 1].1 > mention.start;
        if !linked.contains(&mention.start) && !inside && is_figure(mention) {
            links.push(disputed(mention, &subjects, &values, &indicators, &told, facts));
        }
    }
    links.sort_by_key(|link| link.start);
    links
}

/// Whether a number is one that a report answers for: not a span of time, not a numeral inside words (三个“百分之百”).
fn is_figure(mention: &Mention<'_>) -> bool {
    const SPANS: [&str; 6] = ["年", "月", "天", "周", "学期", "小时"];
    let span = |unit: &quantity::Unit| {
        SPANS.iter().any(|span| quantity::Unit::parse(span).is_ok_and(|span| span.same_dimension(unit)))
    };
    mention.quantity.is_some_and(|quantity| !quantity.chinese && !span(&quantity.unit))
}

/// Whether the words speak of the year that an indicator is about: last year's value where last year is named, this
/// year's where its own clause names no other.
fn is_of_its_year(mention: &Mention<'_>, indicator: &Indicator, year: i32) -> bool {
    if indicator.name.contains("上年") {
        let before = format!("{}年", year - 1);
        let told = |word: &str| mention.lead.contains(word) || mention.earlier.contains(word);
        return ["上年", "去年", &before].into_iter().any(told);
    }
    // The year next to the number; one with another number behind it is that number's: 比2021年15.28亿元增长1.01%.
    let after_numbers = mention.lead.trim_end_matches(|c: char| !c.is_ascii_digit());
    let last = after_numbers
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + after_numbers[at..].chars().next().map_or(0, char::len_utf8));
    mention.quantity.is_none() || years(&after_numbers[last..]).all(|named| named == year)
}

/// The calendar years that words name.
fn years(words: &str) -> impl Iterator<Item = i32> {
    let numbers = words.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    numbers.filter_map(|part| part.parse().ok()).filter(|named| (1949..2100).contains(named))
}

/// A mention whose value is an indicator's.
#[derive(Clone)]
struct Agreement<'a> {
    mention: Mention<'a>,
    start: usize,
    indicator: usize,
    score: u64,
}

fn agreeing<'a>(
    text: &'a str,
    stated: &[Mention<'a>],
    subjects: &Subjects,
    values: &[Value],
) -> Vec<Agreement<'a>> {
    let mut found = Vec::new();
    for mention in stated {
        let Some(quantity) = mention.quantity else { continue };
        let fits = subjects.fit(&mention.context());
        let least = if significant(&quantity.text) >= 3 { DISTINCT } else { COMMON };
        for (indicator, value) in values.iter().enumerate() {
            if fits[indicator].any >= least && value.is_stated_by(quantity) {
                // Counted in the very same unit fits a little better.
                let score = fits[indicator].any + if value.same_unit(quantity) { 5 } else { 0 };
                found.push(Agreement { mention: mention.clone(), start: mention.start, indicator, score });
            }
        }
    }
    let known: BTreeSet<(usize, usize)> = found.iter().map(|one| (one.start, one.indicator)).collect();
    // Values that are words, or are printed with words that the number alone does not have.
    let mut words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (indicator, value) in values.iter().enumerate() {
        if let Some(printed) = value.printed.as_deref().filter(|printed| printed.chars().count() > 1) {
            words.entry(printed).or_default().push(indicator);
        }
    }
    for (printed, of) in words {
        if of.iter().all(|indicator| values[*indicator].is_number()) && plain_number(printed) {
            continue;
        }
        let long = printed.chars().count() >= 6;
        for mention in places(text, printed) {
            let fits = subjects.fit(&mention.context());
            for indicator in &of {
                let fit = fits[*indicator].any;
                if (fit >= PHRASE || long) && !known.contains(&(mention.start, *indicator)) {
                    let (start, indicator) = (mention.start, *indicator);
                    found.push(Agreement { mention: mention.clone(), start, indicator, score: fit });
                }
            }
        }
    }
    found
}

/// Whether the printed words are a number that the reading finds by itself.
fn plain_number(printed: &str) -> bool {
    quantity::parse(printed).is_ok_and(|q| q.is_measure() && !q.unit.name().is_empty())
}

/// A number that no value agrees with: it contradicts an indicator that its clause names, is out of date, or is borne out
/// by nothing.
fn disputed(
    mention: &Mention<'_>,
    subjects: &Subjects,
    values: &[Value],
    indicators: &[&Indicator],
    told: &BTreeSet<usize>,
    facts: &Facts<'_>,
) -> Link {
    let unsupported =
        |note: &str| link(mention, Standing::Unsupported, None, &Value::none(), note.to_owned(), facts);
    let Some(quantity) = mention.quantity else { return unsupported("") };
    let fits = subjects.fit(&mention.own());
    let Some(best) = named(&fits, quantity, values, indicators) else {
        return unsupported("台账中没有与之对应的指标");
    };
    let (indicator, value) = (indicators[best], &values[best]);
    let with = |standing, note: String| link(mention, standing, Some(indicator), value, note, facts);
    if !value.is_known() {
        return with(Standing::Unsupported, "台账暂不能得出这一指标，不能证明".to_owned());
    }
    if told.contains(&best) || !speaks_of_now(mention, indicator, facts.assessment.year) {
        return unsupported("没有找到可证明它的台账记录");
    }
    let printed = value.printed.as_deref().unwrap_or_default();
    if !value.is_denied_by(quantity) {
        return unsupported("没有找到可证明它的台账记录");
    }
    for (moment, earlier) in facts.earlier {
        if earlier.outcome(&indicator.id).is_some_and(|outcome| Value::of(outcome).is_stated_by(quantity)) {
            return with(Standing::OutOfDate, format!("{moment}台账得出此数，现已是{printed}"));
        }
    }
    let before = facts.before.and_then(|before| before.outcome(&indicator.id));
    if before.is_some_and(|outcome| Value::of(outcome).is_stated_by(quantity)) {
        let year = facts.assessment.year - 1;
        return with(Standing::OutOfDate, format!("这是{year}年的数，本年台账得出{printed}"));
    }
    with(Standing::Contradicts, format!("台账得出{printed}，与所写不符"))
}

/// The one indicator that a clause names, among those of the same kind as the number.
fn named(
    fits: &[Fit],
    quantity: &quantity::Quantity,
    values: &[Value],
    indicators: &[&Indicator],
) -> Option<usize> {
    let mut best: Option<usize> = None;
    let mut second = 0;
    for (at, fit) in fits.iter().enumerate() {
        let comparable = if values[at].is_known() {
            values[at].same_unit(quantity)
        } else {
            indicators[at].unit.as_ref().is_some_and(|unit| unit.same_dimension(&quantity.unit))
        };
        if !comparable {
            continue;
        }
        match best {
            Some(kept) if fits[kept].name >= fit.name => second = second.max(fit.name),
            _ => {
                second = second.max(best.map_or(0, |kept| fits[kept].name));
                best = Some(at);
            }
        }
    }
    best.filter(|at| fits[*at].name >= NAMED && fits[*at].name >= second + CLEARLY)
}

/// Whether the clause speaks of the indicator in this year, without a narrower scope, a plan or a change.
fn speaks_of_now(mention: &Mention<'_>, indicator: &Indicator, year: i32) -> bool {
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

fn link(
    mention: &Mention<'_>,
    standing: Standing,
    indicator: Option<&Indicator>,
    value: &Value,
    note: String,
    facts: &Facts<'_>,
) -> Link {
    let held = indicator
        .zip(mention.quantity)
        .and_then(|(indicator, stated)| bound::held(facts.pack, facts.assessment, indicator, stated));
    Link {
        start: mention.start,
        end: mention.end,
        standing,
        indicator: indicator.map(|one| one.id.clone()),
        name: indicator.map(|one| one.name.clone()).unwrap_or_default(),
        figure: indicator.and_then(|one| one.figure.clone()),
        printed: value.printed.clone(),
        held,
        note,
    }
}
