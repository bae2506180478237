//! From values to outcomes: printing, verdict, gap, sentences.

use crate::assessor::{Assessor, Valued};
use crate::tally::GroupTally;
use crate::yardstick::Yardstick;
use crate::{GroupOutcome, Outcome, ParameterUse, Verdict};
use define::{Indicator, IndicatorFormula, Pack};
use formula::{Answer, Evaluation, Kind, Reason};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The outcome of an indicator that has a formula.
pub(crate) fn computed(
    assessor: &Assessor,
    evaluation: &Evaluation<'_>,
    at: usize,
    year: i32,
    parts: Vec<(String, Verdict)>,
) -> Outcome {
    let pack = &assessor.pack;
    let program = &pack.program.indicators[at];
    let indicator = &pack.indicators[program.indicator];
    let value = assessor.value_by(evaluation, at, year);
    let mut outcome = blank(pack, indicator, Some(program), year);
    match &*value {
        Valued::One(answer) => {
            let judged = Yardstick::new(evaluation, indicator, program).judge(answer, &[]);
            outcome.answer = Some(answer.clone());
            outcome.value = judged.value;
            outcome.printed = judged.printed;
            outcome.verdict = judged.verdict;
            outcome.gap = judged.gap;
            outcome.reasons = judged.reasons;
        }
        Valued::Groups(groups) => {
            let yardstick = Yardstick::new(evaluation, indicator, program);
            let judged = groups.iter().map(|group| yardstick.judge(&group.value, &group.key));
            outcome.groups = judged.map(Arc::new).collect();
        }
    }
    finish(&mut outcome, indicator, parts);
    outcome
}

/// The outcome of an indicator that only gathers parts, or whose formula could not be read and so cannot be told.
pub(crate) fn gathered(
    pack: &Pack,
    indicator: &Indicator,
    year: i32,
    parts: Vec<(String, Verdict)>,
) -> Outcome {
    let mut outcome = blank(pack, indicator, None, year);
    if indicator.formula.is_some() {
        outcome.answer = Some(Answer::Unknown(Vec::new()));
        outcome.verdict = indicator.met_when.as_ref().map(|_| Verdict::CannotTell);
    }
    finish(&mut outcome, indicator, parts);
    outcome
}

/// What follows from groups and parts: verdict, reasons, sentences. Does nothing twice.
pub(crate) fn finish(outcome: &mut Outcome, indicator: &Indicator, parts: Vec<(String, Verdict)>) {
    let tally = GroupTally::of(&outcome.groups);
    finish_by(outcome, indicator, parts, &tally);
}

/// The same, where what the groups come to is known.
pub(crate) fn finish_by(
    outcome: &mut Outcome,
    indicator: &Indicator,
    parts: Vec<(String, Verdict)>,
    tally: &GroupTally,
) {
    if !indicator.by.is_empty() {
        outcome.verdict = match (indicator.met_when.is_some(), outcome.groups.is_empty()) {
            (false, _) => None,
            (true, true) => Some(Verdict::CannotTell),
            (true, false) => Some(tally.verdict()),
        };
        outcome.reasons = tally.reasons(&outcome.groups);
        outcome.printed = groups_printed(outcome, |_| true);
    }
    if !indicator.parts.is_empty() {
        let told = parts.iter().map(|(_, verdict)| *verdict).chain(outcome.verdict);
        outcome.verdict = Some(Verdict::all(told));
        outcome.parts = parts;
    }
    outcome.sentence = indicator.sentence.as_ref().and_then(|words| fill(&words.text, outcome));
    outcome.problem = match outcome.verdict {
        Some(Verdict::NotMet) => indicator.problem.as_ref().and_then(|words| fill(&words.text, outcome)),
        _ => None,
    };
}

fn blank(pack: &Pack, indicator: &Indicator, program: Option<&IndicatorFormula>, year: i32) -> Outcome {
    let parameters = program.map_or(Vec::new(), |program| parameters(pack, program, year));
    let status = parameters.iter().map(|used| used.status).fold(indicator.source.status, weaker);
    let unit = match (&indicator.unit, program.map(|program| program.formula.kind())) {
        (Some(unit), _) => unit.to_string(),
        (None, Some(Kind::Number(unit))) => unit.base().to_string(),
        _ => String::new(),
    };
    Outcome {
        id: indicator.id.clone(),
        name: indicator.name.clone(),
        figure: indicator.figure.clone(),
        year,
        unit,
        answer: None,
        value: None,
        printed: None,
        verdict: None,
        gap: None,
        sentence: None,
        problem: None,
        reasons: Vec::new(),
        groups: Vec::new(),
        parts: Vec::new(),
        parameters,
        status,
    }
}

/// The less sure of two.
fn weaker(one: define::Status, other: define::Status) -> define::Status {
    use define::Status::{Confirmed, Derived, Local, Recalled, Secondary, Unofficial};
    let order = [Confirmed, Local, Derived, Secondary, Recalled, Unofficial];
    let rank = |status| order.iter().position(|known| *known == status);
    if rank(one) >= rank(other) { one } else { other }
}

fn parameters(pack: &Pack, program: &IndicatorFormula, year: i32) -> Vec<ParameterUse> {
    let mut names: BTreeSet<(String, i32)> = program.depends.parameters.clone();
    names.extend(program.met_when.iter().flat_map(|condition| condition.depends().parameters));
    let mut used = Vec::new();
    for (name, shift) in names {
        let Some(parameter) = pack.parameter(&name) else { continue };
        let mut keys: Vec<Option<&str>> = Vec::new();
        for value in &parameter.values {
            let key = value.key.as_deref();
            if keys.contains(&key) {
                continue;
            }
            keys.push(key);
            if let Some(value) = parameter.value(key, year + shift) {
                used.push(ParameterUse {
                    name: name.clone(),
                    key: value.key.clone(),
                    value: value.text.text.clone(),
                    document: value.source.document.clone(),
                    status: value.source.status,
                });
            }
        }
    }
    used
}

/// Most groups that are told one by one.
const GROUPS_TOLD: usize = 40;

/// Groups as one text: 小学0.70%、初中0.87%. None when one of those told is unknown.
fn groups_printed(outcome: &Outcome, of: impl Fn(&GroupOutcome) -> bool) -> Option<String> {
    let mut chosen = outcome.groups.iter().filter(|group| of(group));
    let words: Option<Vec<String>> = chosen
        .by_ref()
        .take(GROUPS_TOLD)
        .map(|group| Some(format!("{}{}", group.key.join(""), group.printed.as_ref()?)))
        .collect();
    let words = words.filter(|words| !words.is_empty())?;
    let all = words.len() + chosen.count();
    let more = if all > words.len() { format!("等{all}组") } else { String::new() };
    Some(words.join("、") + &more)
}

/// A sentence with its places filled: `{结果}` the value as printed (group by group for a grouped indicator),
/// `{结果:小学}` that of one group, `{年度}` the year, `{界限}` the threshold, `{差距}` how far the value is from it,
/// `{未达标}` the groups that are not met with their values. None when something named is unknown.
pub(crate) fn fill(words: &str, outcome: &Outcome) -> Option<String> {
    let mut filled = String::new();
    let mut rest = words;
    while let Some(open) = rest.find('{') {
        let close = open + rest[open..].find('}')?;
        filled.push_str(&rest[..open]);
        let name = &rest[open + 1..close];
        rest = &rest[close + 1..];
        match name.split_once([':', '：']) {
            Some(("结果", key)) => {
                let group = outcome.groups.iter().find(|group| group.key.join("、") == key)?;
                filled.push_str(group.printed.as_ref()?);
            }
            None if name == "结果" => filled.push_str(outcome.printed.as_ref()?),
            None if name == "年度" => filled.push_str(&outcome.year.to_string()),
            None if name == "界限" => filled.push_str(&outcome.gap.as_ref()?.threshold),
            None if name == "差距" => filled.push_str(&outcome.gap.as_ref()?.printed),
            None if name == "未达标" => {
                filled.push_str(&groups_printed(outcome, |group| group.verdict == Some(Verdict::NotMet))?);
            }
            _ => return None,
        }
    }
    filled.push_str(rest);
    Some(filled)
}

/// A reason as a sentence, with a row's own words where the caller can give them.
///
/// ```
/// use formula::Reason;
/// let reason = Reason::MissingCell { register: "幼儿园".into(), year: 2022, row: 7, field: "在园幼儿".into() };
/// let told = assess::tell_reason(&reason, |_, _| Some("样例一园".to_string()));
/// assert_eq!(told, "2022年“幼儿园”里样例一园的“在园幼儿”没有填");
/// ```
pub fn tell_reason(reason: &Reason, row: impl Fn(&str, u64) -> Option<String>) -> String {
    match reason {
        Reason::MissingCell { register, year, row: number, field } => match row(register, *number) {
            Some(label) => format!("{year}年“{register}”里{label}的“{field}”没有填"),
            None => reason.to_string(),
        },
        Reason::NoSuchRow { register, year, row: number, field, to } => match row(register, *number) {
            Some(label) => format!("{year}年“{register}”里{label}的“{field}”在“{to}”中找不到"),
            None => reason.to_string(),
        },
        _ => reason.to_string(),
    }
}
