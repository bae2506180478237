//! A witness over HTTP (见证): the door by which logs hand him their checkpoints, in the words of C2SP `tlog-witness`.
//!
//! `POST /add-checkpoint` takes what `duheng journal request` writes and answers with the line of the cosignature. `POST
//! /add-key` is ours: a log whose key was changed tells its keys, which are taken when the known key signed the new one.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header::CONTENT_TYPE};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use office::{Unsigned, WitnessBooks};

use crate::bounds::Bound;
use crate::guard;

/// Longest request: 63 steps of a proof, a checkpoint and a few signatures.
const REQUEST: usize = 32 << 10;
/// How long a request is worked on, the wait for its turn among it.
const WITHIN: Duration = Duration::from_secs(20);
/// Requests worked on at once; the books are one request's at a time.
const AT_ONCE: usize = 4;

/// What all requests share.
#[derive(Clone)]
struct Desk {
    books: Arc<WitnessBooks>,
    bound: Bound,
}

/// The door of a witness with these books, without a socket.
pub fn router(books: WitnessBooks) -> Router {
    Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .route("/add-key", post(add_key))
        .layer(DefaultBodyLimit::max(REQUEST))
        .layer(from_fn_with_state(WITHIN, guard::in_time))
        .with_state(Desk { books: Arc::new(books), bound: Bound::at_once(AT_ONCE) })
}

async fn add_checkpoint(State(desk): State<Desk>, request: String) -> Response {
    let answer = desk.work(move |books| books.sign(&request, &office::Machine)).await;
    match answer {
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(answer) => match (answer.cosignature, answer.refused) {
            (Some(line), _) => line.into_response(),
            (None, Some(Unsigned::Conflict(size))) => {
                let kind = [(CONTENT_TYPE, "text/x.tlog.size")];
                (StatusCode::CONFLICT, kind, format!("{size}\n")).into_response()
            }
            (None, refused) => status(refused).into_response(),
        },
    }
}

async fn add_key(State(desk): State<Desk>, keys: String) -> Response {
    match desk.work(move |books| books.follow(&keys)).await {
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(Ok(())) => StatusCode::OK.into_response(),
        Some(Err(refused)) => status(Some(refused)).into_response(),
    }
}

fn status(refused: Option<Unsigned>) -> StatusCode {
    match refused {
        Some(Unsigned::Form) => StatusCode::BAD_REQUEST,
        Some(Unsigned::Unknown) => StatusCode::NOT_FOUND,
        Some(Unsigned::Key) => StatusCode::FORBIDDEN,
        Some(Unsigned::Conflict(_)) => StatusCode::CONFLICT,
        Some(Unsigned::Proof) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl Desk {
    /// Does what waits for the disk on a thread of its own; none when it failed, which the log of the witness tells.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&WitnessBooks) -> office::Result<T> + Send + 'static,
    ) -> Option<T> {
        let _turn = self.bound.turn().await?;
        let books = self.books.clone();
        let done = tokio::task::spawn_blocking(move || work(&books)).await.ok()?;
        done.map_err(|error| tracing::error!("witness: {}", error.logged())).ok()
    }
}
