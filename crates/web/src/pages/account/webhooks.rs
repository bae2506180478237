//! Where changes are pushed to (变更推送), on the page of one's own account: set, pushed once more from an entry on, ended.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::show::Me;
use super::{foreign, shown};
use crate::filled::Filled;
use crate::site::{Refusal, Visit};

pub(super) async fn changed(visit: Visit, given: Filled) -> Response {
    if !visit.is_ours(given.text("word")) {
        return foreign(visit).await;
    }
    let again = visit.clone();
    if let Ok(id) = given.text("end").parse::<i64>() {
        return match visit.ask(move |desk| desk.end_webhook(id)).await {
            Ok(()) => Redirect::to("/me").into_response(),
            Err(refusal) => refusal.into_response(),
        };
    }
    let Ok(since) = given.text("from").parse::<u64>() else {
        let said = super::words::of(visit.language()).from_entry_wrong;
        return refused(again, said.to_owned()).await;
    };
    if let Ok(id) = given.text("replay").parse::<i64>() {
        return told(again, visit.ask(move |desk| desk.replay_webhook(id, since)).await).await;
    }
    let allowed = visit.site().pushes().clone();
    match visit.ask(move |desk| desk.set_webhook((given.text("address").trim(), since), &allowed)).await {
        Ok(Ok(key)) => {
            let page = again.page_of_now(move |desk| Ok(Me { key, ..shown(desk, String::new())? }));
            page.await
        }
        Ok(Err(said)) => refused(again, said).await,
        Err(refusal) => refusal.into_response(),
    }
}

async fn told(again: Visit, said: Result<Option<String>, Refusal>) -> Response {
    match said {
        Ok(None) => Redirect::to("/me").into_response(),
        Ok(Some(said)) => refused(again, said).await,
        Err(refusal) => refusal.into_response(),
    }
}

async fn refused(again: Visit, said: String) -> Response {
    let page = again.page_of_now(move |desk| shown(desk, said)).await;
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}
