//! What stands behind the `?` of an entity set (OData part 2, §5.1): `$select $filter $orderby $top $skip $count` and where a next page
//! begins. Everything else is refused by its name, all at once.

use axum::extract::Query;
use axum::http::{StatusCode, Uri};
use office::{AsOf, Condition, Finding, Place, RowQuery};

use super::filter;
use super::names::{Column, From};
use crate::address::with_query;
use crate::api::problem::Refused;
use crate::site::cut;

/// Rows of one answer.
pub(super) const ROWS: usize = RowQuery::MOST;
/// Rows that may be passed over; who wants more follows the pages.
const FURTHEST: usize = 100_000;
/// Names that are known.
const NAMES: [&str; 11] = [
    "$select",
    "$filter",
    "$orderby",
    "$top",
    "$skip",
    "$count",
    "$skiptoken",
    "$format",
    "year",
    "as_of",
    "lang",
];

/// The pairs behind the `?`.
pub(super) struct Pairs(Vec<(String, String)>);

fn wrong(name: &str, code: &'static str, sentence: String) -> Finding {
    Finding::error(code, Place::whole(name), sentence)
}

fn refused(findings: Vec<Finding>) -> Refused {
    Refused::wrong(StatusCode::BAD_REQUEST, findings)
}

impl Pairs {
    /// Reads them; `known` are those that this address takes.
    pub fn read(uri: &Uri, known: impl Fn(&str) -> bool) -> Result<Pairs, Refused> {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(uri).map(|Query(pairs)| pairs);
        let pairs = pairs.map_err(|_| {
            let sentence = "问号后面的内容不是 名=值 的写法，或有读不出的字".to_owned();
            refused(vec![wrong("?", "odata.query", sentence)])
        })?;
        let mut findings = Vec::new();
        for (nth, (name, value)) in pairs.iter().enumerate() {
            let (shown, is_known) = (cut(name), NAMES.contains(&name.as_str()) && known(name));
            if !is_known {
                let all: Vec<&str> = NAMES.into_iter().filter(|name| known(name)).collect();
                let sentence = format!("这里不认识“{shown}”；有 {}", all.join("、"));
                findings.push(wrong(&shown, "odata.option.unknown", sentence));
            } else if pairs[..nth].iter().any(|(other, _)| other == name) {
                findings.push(wrong(&shown, "odata.option.twice", format!("“{shown}”写了两次")));
            } else if let Some(sentence) = unfit(name, value) {
                findings.push(wrong(&shown, "odata.option.value", sentence));
            }
        }
        if findings.is_empty() { Ok(Pairs(pairs)) } else { Err(refused(findings)) }
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The moment that is asked for.
    pub fn as_of(&self) -> Result<AsOf, Refused> {
        self.value("as_of").map_or(Ok(AsOf::Now), |text| text.parse().map_err(|_| Refused::nothing()))
    }
}

/// Why a value is none that an option takes.
fn unfit(name: &str, value: &str) -> Option<String> {
    let number = |most: usize| {
        let fits = value.bytes().all(|byte| byte.is_ascii_digit())
            && value.parse::<usize>().is_ok_and(|number| number <= most);
        (!fits).then(|| format!("“{name}”应是0到{most}的整数"))
    };
    match name {
        "$top" => number(usize::from(u16::MAX) * 1_000),
        "$skip" => number(FURTHEST),
        "year" => number(2_200),
        "$count" => (!matches!(value, "true" | "false")).then(|| "“$count”应是 true 或 false".to_owned()),
        "$format" => {
            let kind = value.split(';').next().map(str::trim);
            (!matches!(kind, Some("json" | "application/json"))).then(|| "这里只有 json".to_owned())
        }
        "as_of" => value.parse::<AsOf>().is_err().then(|| "“as_of”应是日志条目数或日期".to_owned()),
        "lang" => (!matches!(value, "zh" | "en")).then(|| "“lang”应是 zh 或 en".to_owned()),
        _ => None,
    }
}

/// What is asked of an entity set.
pub(super) struct Options {
    /// Places of the columns that are wanted; all when none.
    pub select: Option<Vec<usize>>,
    holding: Option<Condition>,
    sort: Option<String>,
    descending: bool,
    pub top: Option<usize>,
    pub skip: usize,
    /// Whether is told how many there are.
    pub count: bool,
    after: Option<String>,
}

impl Options {
    /// Reads them for the columns of a register.
    pub fn read(pairs: &Pairs, columns: &[Column]) -> Result<Options, Refused> {
        let mut findings = Vec::new();
        let mut told =
            |name: &str, sentence: String| findings.push(wrong(name, "odata.option.value", sentence));
        let select = pairs.value("$select").and_then(|text| match selected(text, columns) {
            Ok(select) => select,
            Err(sentence) => {
                told("$select", sentence);
                None
            }
        });
        let holding = pairs.value("$filter").filter(|text| !text.trim().is_empty());
        let holding = holding.and_then(|text| match filter::read(text, columns) {
            Ok(condition) => Some(condition),
            Err(sentence) => {
                told("$filter", sentence);
                None
            }
        });
        let order = pairs.value("$orderby").map_or(Ok((None, false)), |text| order(text, columns));
        let (sort, descending) = order.unwrap_or_else(|sentence| {
            told("$orderby", sentence);
            (None, false)
        });
        if !findings.is_empty() {
            return Err(refused(findings));
        }
        let number = |name| pairs.value(name).and_then(|text| text.parse().ok());
        Ok(Options {
            select,
            holding,
            sort,
            descending,
            top: number("$top"),
            skip: number("$skip").unwrap_or_default(),
            count: pairs.value("$count") == Some("true"),
            after: pairs.value("$skiptoken").map(str::to_owned),
        })
    }

    /// The question to the office.
    pub fn query(&self) -> RowQuery {
        RowQuery {
            sort: self.sort.clone(),
            descending: self.descending,
            holding: self.holding.clone(),
            skip: self.skip,
            after: self.after.clone(),
            limit: self.top.unwrap_or(ROWS).clamp(1, ROWS),
            ..RowQuery::default()
        }
    }

    /// The address of the next page, after so many rows of this one.
    pub fn next(&self, address: &str, pairs: &Pairs, (shown, after): (usize, &str)) -> Option<String> {
        let left = self.top.map(|top| top.saturating_sub(shown));
        if left == Some(0) {
            return None;
        }
        let left = left.map(|left| left.to_string()).unwrap_or_default();
        let kept = ["$select", "$filter", "$orderby", "year", "as_of", "lang"];
        let mut all: Vec<(&str, &str)> =
            kept.iter().filter_map(|name| Some((*name, pairs.value(name)?))).collect();
        all.extend([("$top", left.as_str()), ("$skiptoken", after)]);
        Some(with_query(address, &all))
    }
}

fn selected(text: &str, columns: &[Column]) -> Result<Option<Vec<usize>>, String> {
    if text.trim() == "*" {
        return Ok(None);
    }
    let place = |name: &str| {
        let at = columns.iter().position(|column| column.name == name);
        at.ok_or_else(|| format!("没有列“{}”", cut(name)))
    };
    let mut all: Vec<usize> = text.split(',').map(|name| place(name.trim())).collect::<Result<_, _>>()?;
    all.sort_unstable();
    all.dedup();
    Ok(Some(all))
}

fn order(text: &str, columns: &[Column]) -> Result<(Option<String>, bool), String> {
    if text.contains(',') {
        return Err("一次只能按一列排序".to_owned());
    }
    let mut words = text.split_whitespace();
    let name = words.next().unwrap_or_default();
    let column = columns.iter().find(|column| column.name == name);
    let column = column.ok_or_else(|| format!("没有列“{}”", cut(name)))?;
    filter::open(column)?;
    let descending = match (words.next(), words.next()) {
        (None | Some("asc"), None) => false,
        (Some("desc"), None) => true,
        _ => return Err("列后面只能写 asc 或 desc".to_owned()),
    };
    match column.from {
        // The order of recording is that of the numbers.
        From::Number => Ok((None, descending)),
        From::Entry => Err(format!("不能按“{}”排序", column.name)),
        _ => Ok((Some(column.field.clone()), descending)),
    }
}
