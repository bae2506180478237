//! What is said when there is no other page.

mod said;
mod show;
mod words;

use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::site::{Trouble, Visit};
pub(crate) use said::{Asker, as_page};
pub use show::Problem;

/// The answer at an address where nothing is: a page to whoever reads, a refusal to whoever sends.
pub(crate) async fn nothing(visit: Visit, method: Method) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET,HEAD")]).into_response();
    }
    visit.page_of_now::<Problem>(|_| Err(Trouble::Nothing)).await
}
