//! Tokens of the interface (接口令牌), on the page of one's own account: one is given for a program, shown once, and ended.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::{foreign, shown};
use crate::filled::Filled;
use crate::site::Visit;

/// Days that a token lasts when nothing is said.
const USUAL: i64 = 90;

pub(super) async fn changed(visit: Visit, given: Filled) -> Response {
    if !visit.is_ours(given.text("word")) {
        return foreign(visit).await;
    }
    let again = visit.clone();
    if let Ok(id) = given.text("end").parse::<i64>() {
        return match visit.ask(move |desk| desk.end_token(id)).await {
            Ok(()) => Redirect::to("/me").into_response(),
            Err(refusal) => refusal.into_response(),
        };
    }
    let days = given.text("days").parse().unwrap_or(USUAL);
    let issued =
        visit.ask(move |desk| desk.issue_token((given.text("name"), given.text("writes") == "yes", days)));
    match issued.await {
        Ok(Ok(token)) => {
            let page = again.page_of_now(move |desk| {
                let page = shown(desk, String::new())?;
                Ok(super::show::Me { token, ..page })
            });
            page.await
        }
        Ok(Err(said)) => {
            let page = again.page_of_now(move |desk| shown(desk, said)).await;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}
