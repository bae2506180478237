//! Steps of cases: one, and many at one sitting, each done or refused by itself. Sent once more under the same key nothing is done, and
//! the answer is that of the first time.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use office::{Finding, StepGiven};
use serde::{Deserialize, Serialize};

use super::acts::{Done, brought, once, refused, used, wrong};
use super::problem::Refused;
use crate::site::{Desk, Site, Trouble, Visit};

/// Longest body, in bytes, and most steps of one.
const LONGEST: usize = 1 << 20;
pub(super) const MOST: usize = 1_000;

/// A step of a case.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct StepTaken {
    /// Its name in the definition.
    step: String,
    /// Evidence.
    #[serde(default)]
    evidence: String,
    /// The ground.
    #[serde(default)]
    basis: String,
    /// What else is to be said.
    #[serde(default)]
    note: String,
    /// To whom, where the step names somebody.
    #[serde(default)]
    to: String,
    /// For whom, of who stands in for him.
    #[serde(default)]
    stead: String,
}

/// One step of many.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct CaseStep {
    /// The number of the case.
    case: String,
    /// Its name in the definition.
    step: String,
    /// Evidence.
    #[serde(default)]
    evidence: String,
    /// The ground.
    #[serde(default)]
    basis: String,
    /// What else is to be said.
    #[serde(default)]
    note: String,
    /// To whom, where the step names somebody.
    #[serde(default)]
    to: String,
    /// For whom, of who stands in for him.
    #[serde(default)]
    stead: String,
}

/// Steps of many cases, up to 1,000.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct StepsTaken {
    /// One after the other.
    steps: Vec<CaseStep>,
}

/// What became of many steps.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct StepsDone {
    /// How many were done.
    done: usize,
    /// What became of each, in their order.
    outcomes: Vec<StepDone>,
}

/// What became of one of them.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct StepDone {
    /// The number of the case.
    case: String,
    /// The status that it would have had alone: 201 when it was done.
    status: u16,
    /// What speaks against it.
    findings: Vec<Finding>,
}

/// The addresses. Each stands in the document of the interface too (`document`), which a test holds against these.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/api/cases/{loop}/{case}/steps", post(step))
        .route("/api/cases/{loop}/steps", post(steps))
        .layer(DefaultBodyLimit::max(LONGEST))
}

/// Does what comes under a key once, and says what is answered to it.
async fn by_key(
    visit: Visit,
    (key, content): (Result<String, Refused>, Vec<u8>),
    status: StatusCode,
    deed: impl FnOnce(&Desk) -> Result<String, Refused> + Send + 'static,
) -> Response {
    let language = visit.language();
    let key = match key {
        Ok(key) => key,
        Err(refused) => return refused.said(language),
    };
    let told = visit.told(move |desk| desk.answer_by_key((&key, &content), || deed(desk)));
    match told.await {
        Ok(Some(answer)) => (status, [(header::CONTENT_TYPE, "application/json")], answer).into_response(),
        Ok(None) => used().said(language),
        Err(refused) => refused.said(language),
    }
}

fn written(answer: &impl Serialize) -> Result<String, Refused> {
    serde_json::to_string(answer).map_err(|_| Refused::from(Trouble::Lost))
}

async fn step(
    visit: Visit,
    Path((loop_id, case)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let taken: StepTaken = match brought(&visit, &headers, &body) {
        Ok(taken) => taken,
        Err(refused) => return refused.said(visit.language()),
    };
    let sent = (once(&headers), [loop_id.as_bytes(), b"\n", case.as_bytes(), b"\n", &body].concat());
    by_key(visit, sent, StatusCode::CREATED, move |desk| {
        let StepTaken { step, evidence, basis, note, to, stead } = taken;
        let taken =
            StepGiven { loop_id, case, step, evidence, basis, note, to, stead, ..StepGiven::default() };
        let findings = desk.step(taken)?;
        if !findings.is_empty() {
            return Err(refused(findings));
        }
        written(&Done { number: None, findings })
    })
    .await
}

async fn steps(visit: Visit, Path(loop_id): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let language = visit.language();
    let taken: StepsTaken = match brought(&visit, &headers, &body) {
        Ok(taken) => taken,
        Err(refused) => return refused.said(language),
    };
    if taken.steps.is_empty() || taken.steps.len() > MOST {
        let sentence = format!("一次办1到{MOST}件");
        return wrong(StatusCode::UNPROCESSABLE_ENTITY, "api.steps", "steps", &sentence).said(language);
    }
    let sent = (once(&headers), [loop_id.as_bytes(), b"\n", &body].concat());
    by_key(visit, sent, StatusCode::OK, move |desk| {
        let given = |one: CaseStep| {
            let CaseStep { case, step, evidence, basis, note, to, stead } = one;
            let loop_id = loop_id.clone();
            StepGiven { loop_id, case, step, evidence, basis, note, to, stead, ..StepGiven::default() }
        };
        let given: Vec<StepGiven> = taken.steps.into_iter().map(given).collect();
        let mut outcomes = Vec::with_capacity(given.len());
        // A step is done in the role in which it is done: those of one name at one sitting.
        for alike in given.chunk_by(|one, other| one.step == other.step) {
            for (one, told) in alike.iter().zip(desk.steps_each(alike)?) {
                outcomes.push(outcome(&one.case, told));
            }
        }
        let done = outcomes.iter().filter(|one| one.status == StatusCode::CREATED.as_u16()).count();
        written(&StepsDone { done, outcomes })
    })
    .await
}

/// What became of one of many, as it would have been said of it alone.
fn outcome(case: &str, told: Result<Vec<Finding>, Trouble>) -> StepDone {
    let (status, findings) = match told {
        Ok(findings) if findings.is_empty() => (StatusCode::CREATED.as_u16(), findings),
        Ok(findings) => refused(findings).in_short(),
        Err(trouble) => Refused::from(trouble).in_short(),
    };
    StepDone { case: case.to_owned(), status, findings }
}
