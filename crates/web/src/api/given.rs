//! What a question is asked with, read by its declarations: everything that is wrong is told at once, and nothing is passed over.

use std::collections::BTreeMap;

use axum::extract::{Query, RawPathParams};
use axum::http::{StatusCode, Uri};
use office::{AsOf, Date, Finding, Place};

use super::problem::Refused;
use super::question::{COMMON, Kind, Parameter, Question};
use crate::site::cut;

/// What a question is asked with.
pub(super) struct Given {
    path: BTreeMap<String, String>,
    query: Vec<(String, String)>,
}

fn wrong(name: &str, code: &'static str, sentence: String) -> Finding {
    Finding::error(code, Place::whole(name), sentence)
}

impl Given {
    /// Reads what is asked, and holds it against what may be.
    pub fn read(question: &Question, path: &RawPathParams, uri: &Uri) -> Result<Given, Refused> {
        let path = path.iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let query = Query::<Vec<(String, String)>>::try_from_uri(uri).map(|Query(query)| query);
        let query = query.map_err(|_| {
            let sentence = "问号后面的内容不是 名=值 的写法，或有读不出的字".to_owned();
            Refused::wrong(StatusCode::BAD_REQUEST, vec![wrong("?", "api.query", sentence)])
        })?;
        let mut findings = Vec::new();
        for (nth, (name, text)) in query.iter().enumerate() {
            let known = question.parameters.iter().chain(&COMMON).find(|one| one.name == *name);
            match known {
                None => {
                    let all: Vec<&str> =
                        question.parameters.iter().chain(&COMMON).map(|one| one.name).collect();
                    let sentence = format!("这里没有参数“{}”；有 {}", cut(name), all.join("、"));
                    findings.push(wrong(&cut(name), "api.parameter.unknown", sentence));
                }
                Some(one)
                    if one.kind != Kind::Equal && query[..nth].iter().any(|(other, _)| other == name) =>
                {
                    findings.push(wrong(name, "api.parameter.twice", format!("参数“{name}”写了两次")));
                }
                Some(one) => findings.extend(unfit(one, text)),
            }
        }
        match findings.is_empty() {
            true => Ok(Given { path, query }),
            false => Err(Refused::wrong(StatusCode::BAD_REQUEST, findings)),
        }
    }

    /// A part of the address.
    pub fn part(&self, name: &str) -> &str {
        self.path.get(name).map(String::as_str).unwrap_or_default()
    }

    /// A number in the address; what is none leads nowhere.
    pub fn number_in(&self, name: &str) -> Result<u64, Refused> {
        self.part(name).parse().map_err(|_| Refused::nothing())
    }

    /// A text behind the `?`; empty when it is not given.
    pub fn text(&self, name: &str) -> &str {
        self.query.iter().find(|(key, _)| key == name).map(|(_, text)| text.as_str()).unwrap_or_default()
    }

    /// A text, none when it is empty.
    pub fn some(&self, name: &str) -> Option<String> {
        Some(self.text(name).to_owned()).filter(|text| !text.is_empty())
    }

    /// A number, 0 when it is not given.
    pub fn number(&self, name: &str) -> u64 {
        self.text(name).parse().unwrap_or_default()
    }

    /// Whether something is wanted.
    pub fn flag(&self, name: &str) -> bool {
        self.text(name) == "true"
    }

    /// A day, none when it is not given.
    pub fn day(&self, name: &str) -> Option<Date> {
        self.text(name).parse().ok()
    }

    /// Pairs of a field and a value.
    pub fn equal(&self, name: &str) -> Vec<(String, String)> {
        let mine = self.query.iter().filter(|(key, _)| key == name);
        mine.filter_map(|(_, text)| text.split_once(':'))
            .map(|(field, value)| (field.to_owned(), value.to_owned()))
            .collect()
    }

    /// The moment that is asked for.
    pub fn as_of(&self) -> Result<AsOf, Refused> {
        match self.text("as_of") {
            "" => Ok(AsOf::Now),
            text => text.parse().map_err(|_: String| Refused::nothing()),
        }
    }
}

/// Why a value is not what a parameter takes.
fn unfit(one: &Parameter, text: &str) -> Option<Finding> {
    let (fits, what) = match one.kind {
        Kind::Text => (
            text.chars().count() <= 200 && !text.chars().any(char::is_control),
            "不超过200个字的一行字".to_owned(),
        ),
        Kind::Equal => {
            (text.split_once(':').is_some_and(|(field, _)| !field.is_empty()), "字段:值".to_owned())
        }
        Kind::Number(most) => {
            let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            (plain && text.parse::<u64>().is_ok_and(|number| number <= most), format!("0到{most}的整数"))
        }
        Kind::Flag => (matches!(text, "true" | "false"), "true 或 false".to_owned()),
        Kind::Day => (text.parse::<Date>().is_ok(), "日期，如 2022-06-01".to_owned()),
        Kind::Moment => (text.parse::<AsOf>().is_ok(), "日志条目数或日期，如 2022-12-31".to_owned()),
        Kind::Language => (matches!(text, "zh" | "en"), "zh 或 en".to_owned()),
    };
    (!fits).then(|| wrong(one.name, "api.parameter.value", format!("参数“{}”应是{what}", one.name)))
}
