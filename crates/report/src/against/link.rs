//! Pairing numbers of a text with indicators.

use super::mention::{Mention, numbers, places};
use super::scope::{is_of_its_year, is_of_no_part, speaks_of_now};
use super::subject::{Fit, Subjects, pairs};
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
/// The same for a clause that speaks of it as the outline of the report does, by itself or within its sentence.
const WORDED: u64 = 45;
const ALONE: u64 = 17;
const TOUCHED: u64 = 30;
const WITHIN: u64 = 60;

/// Every number of the text that can be linked, and those that cannot, in its order.
pub(super) fn links(text: &str, reading: &Reading, facts: &Facts<'_>) -> Vec<Link> {
    let indicators: Vec<&Indicator> = facts.pack.indicators.iter().collect();
    let values: Vec<Value> = indicators
        .iter()
        .map(|one| facts.assessment.outcome(&one.id).map_or_else(Value::none, Value::of))
        .collect();
    let words = |at: usize| values[at].printed.as_deref().filter(|_| !values[at].is_number());
    let subjects = Subjects::of(facts.pack, &words);
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
    let year = facts.assessment.year;
    let worded = worded(&fits, &subjects.fit(&mention.context()), quantity, values)
        .filter(|at| is_head(mention, *at, subjects) && is_of_no_part(mention, indicators[*at], year));
    let Some(best) = named(&fits, quantity, values, indicators).or(worded) else {
        return unsupported("台账中没有与之对应的指标");
    };
    let (indicator, value) = (indicators[best], &values[best]);
    let with = |standing, note: String| link(mention, standing, Some(indicator), value, note, facts);
    if !value.is_known() {
        return with(Standing::Unsupported, "台账暂不能得出这一指标，不能证明".to_owned());
    }
    let of_now = worded == Some(best) || speaks_of_now(mention, indicator, year);
    if told.contains(&best) || !of_now {
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

/// The one indicator of the number's unit that a clause speaks of as the report does, by its name or by its outline; or that
/// it alone touches, when its sentence speaks of it.
fn worded(own: &[Fit], sentence: &[Fit], quantity: &quantity::Quantity, values: &[Value]) -> Option<usize> {
    let alike = (0..own.len()).filter(|at| values[*at].is_known() && values[*at].same_unit(quantity));
    let mut alike: Vec<usize> = alike.collect();
    alike.sort_by_key(|at| std::cmp::Reverse(own[*at].any));
    let best = *alike.first()?;
    let leads = |fits: &[Fit], least: u64| {
        let second = alike[1..].iter().map(|at| fits[*at].any).max().unwrap_or(0);
        fits[best].any >= least && fits[best].any >= second + ALONE
    };
    (leads(own, WORDED) || leads(own, TOUCHED) && leads(sentence, WITHIN)).then_some(best)
}

/// Whether what is counted or measured is the indicator's own: the last words before the number, or the first behind it.
fn is_head(mention: &Mention<'_>, indicator: usize, subjects: &Subjects) -> bool {
    const VERBS: [&str; 16] = [
        "为", "达到", "达", "是", "共", "有", "的", "增长", "下降", "等", "共计", "约", "已", "仅", "只",
        "率先",
    ];
    let mut lead = mention.lead.trim_end();
    while let Some(rest) = VERBS.iter().find_map(|verb| lead.strip_suffix(verb)) {
        lead = rest.trim_end();
    }
    let [last, first] = [pairs(lead).last(), pairs(mention.tail).next()];
    [last, first].into_iter().flatten().any(|pair| subjects.knows(indicator, pair))
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
