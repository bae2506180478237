//! What went wrong, as a program reads it: problem details of RFC 9457. The type is that of the status alone; `code` and
//! `findings` say more, in the same stable codes that a person is told.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::Finding;
use serde::Serialize;

use crate::language::Language;
use crate::site::Trouble;

/// The kind of such an answer.
const KIND: &str = "application/problem+json";
/// Longest sentence that is taken over from an answer in words.
const LONGEST: usize = 2 << 10;

/// A problem.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Problem {
    /// `about:blank`: it is the status that says what kind it is.
    pub r#type: &'static str,
    /// The status in words.
    pub title: String,
    /// The status.
    pub status: u16,
    /// A sentence for whoever reads the log of the program.
    pub detail: String,
    /// A stable code.
    pub code: &'static str,
    /// What is wrong with what was given, all at once.
    pub findings: Vec<Finding>,
    /// Of a row that somebody else has changed meanwhile, what stands there now, in the order of its fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theirs: Option<Vec<String>>,
}

/// Why there is no answer.
pub(super) enum Refused {
    Trouble(Trouble),
    Wrong(StatusCode, Vec<Finding>, Option<Vec<String>>),
}

impl From<Trouble> for Refused {
    fn from(trouble: Trouble) -> Refused {
        Refused::Trouble(trouble)
    }
}

impl From<office::Error> for Refused {
    fn from(error: office::Error) -> Refused {
        Refused::Trouble(Trouble::Office(error))
    }
}

impl Refused {
    /// What was given is wrong.
    pub fn wrong(status: StatusCode, findings: Vec<Finding>) -> Refused {
        Refused::Wrong(status, findings, None)
    }

    /// There is nothing at the address.
    pub fn nothing() -> Refused {
        Refused::Trouble(Trouble::Nothing)
    }

    /// Status and findings alone, as of one of many.
    pub fn in_short(self) -> (u16, Vec<Finding>) {
        match self {
            Refused::Wrong(status, findings, _) => (status.as_u16(), findings),
            Refused::Trouble(trouble) => {
                let (status, code, detail, mut findings) = told(trouble, Language::Chinese.words());
                if findings.is_empty() {
                    findings.push(Finding::error(code, office::Place::whole("案件"), detail));
                }
                (status.as_u16(), findings)
            }
        }
    }

    /// The answer that says it.
    pub fn said(self, language: Language) -> Response {
        let words = language.words();
        let (status, code, detail, findings, theirs) = match self {
            Refused::Wrong(status, findings, theirs) => {
                let code = findings.first().map_or("api.refused", |finding| finding.code);
                let detail = findings.first().map(|finding| finding.sentence.clone()).unwrap_or_default();
                (status, code, detail, findings, theirs)
            }
            Refused::Trouble(trouble) => {
                let (status, code, detail, findings) = told(trouble, words);
                (status, code, detail, findings, None)
            }
        };
        written(Problem { theirs, ..Problem::of(status, code, detail, findings) })
    }
}

fn told(trouble: Trouble, words: &crate::words::Words) -> (StatusCode, &'static str, String, Vec<Finding>) {
    match trouble {
        Trouble::Nothing => (StatusCode::NOT_FOUND, "api.not-found", words.not_found.to_owned(), Vec::new()),
        Trouble::NotUnderstood => {
            (StatusCode::BAD_REQUEST, "api.not-understood", words.refused_question.to_owned(), Vec::new())
        }
        Trouble::NotOffered(what) => (StatusCode::BAD_REQUEST, "api.not-understood", what, Vec::new()),
        Trouble::Office(office::Error::Unknown(what)) => {
            (StatusCode::NOT_FOUND, "api.not-found", what, Vec::new())
        }
        Trouble::Office(office::Error::Denied(what)) => {
            (StatusCode::FORBIDDEN, "api.denied", what, Vec::new())
        }
        Trouble::Office(office::Error::Pack(findings)) => {
            (StatusCode::CONFLICT, "api.definitions", words.no_report.to_owned(), findings)
        }
        Trouble::Office(error) => {
            tracing::error!(error = error.logged(), "a program could not be answered");
            (StatusCode::INTERNAL_SERVER_ERROR, "api.failed", words.went_wrong.to_owned(), Vec::new())
        }
        Trouble::Lost => {
            (StatusCode::INTERNAL_SERVER_ERROR, "api.failed", words.went_wrong.to_owned(), Vec::new())
        }
    }
}

impl Problem {
    fn of(status: StatusCode, code: &'static str, detail: String, findings: Vec<Finding>) -> Problem {
        let title = status.canonical_reason().unwrap_or_default().to_owned();
        Problem {
            r#type: "about:blank",
            title,
            status: status.as_u16(),
            detail,
            code,
            findings,
            theirs: None,
        }
    }
}

fn written(problem: Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let json = serde_json::to_vec(&problem).unwrap_or_default();
    (status, [(header::CONTENT_TYPE, KIND)], json).into_response()
}

/// Of an answer to a program that says in words or on a page what went wrong, the problem. What is one already is left alone.
pub(crate) async fn as_problem(response: Response) -> Response {
    let (status, kind) = (response.status(), response.headers().get(header::CONTENT_TYPE).cloned());
    if !(status.is_client_error() || status.is_server_error())
        || kind.as_ref().is_some_and(|kind| kind == KIND)
    {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let plain = kind.is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/plain")));
    let text = match plain {
        true => to_bytes(body, LONGEST).await.unwrap_or_default(),
        false => Default::default(),
    };
    let detail = String::from_utf8_lossy(&text).trim().to_owned();
    let (_, json) = written(Problem::of(status, "api.refused", detail, Vec::new())).into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(KIND));
    Response::from_parts(parts, Body::new(json))
}
