//! The way from an address of the server to a district and back. The district's pages are asked without what stands before them, and
//! what they answer is put under it again ([`super::under`]).

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use tower::ServiceExt;

use super::Town;
use super::house::{House, Open};
use super::under;

/// What the addresses of districts begin with.
const DISTRICTS: &str = "/d/";

/// Answers for a district what is asked under its address; everything else is the server's own.
pub(super) async fn dispatched(State(town): State<Arc<Town>>, request: Request, next: Next) -> Response {
    let Some((house, path)) = led_to(&town, request.uri().path()) else { return next.run(request).await };
    if path.is_empty() {
        return Redirect::permanent(&format!("{}/", house.base)).into_response();
    }
    let path = path.to_owned();
    match town.open(&house).await {
        Some(open) => asked(&house, &open, request, &path).await,
        // It is said on a page of the server's own.
        None => next.run(request).await,
    }
}

/// The district that an address leads to, and the address within it.
pub(super) fn led_to<'p>(town: &Town, path: &'p str) -> Option<(Arc<House>, &'p str)> {
    let rest = path.strip_prefix(DISTRICTS)?;
    let (code, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    Some((town.house(code)?, path))
}

/// Asks a district with a request that came under the server's address; `path` is the address within the district.
pub(super) async fn asked(house: &House, open: &Open, mut request: Request, path: &str) -> Response {
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    let Ok(uri) = Uri::try_from(format!("{path}{query}")) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    // The name under which it was asked stands in the head of a request as well where it stands in the address.
    if let (None, Some(host)) = (request.headers().get(header::HOST), request.uri().authority())
        && let Ok(host) = HeaderValue::from_str(host.as_str())
    {
        request.headers_mut().insert(header::HOST, host);
    }
    *request.uri_mut() = uri;
    under::brought(&house.code, request.headers_mut());
    let answer = open.router.clone().oneshot(request).await;
    put_under(house, answer.unwrap_or_else(|never| match never {})).await
}

async fn put_under(house: &House, answer: Response) -> Response {
    let (mut head, body) = answer.into_parts();
    let text = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
    if let Some(location) = head.headers.get(header::LOCATION).and_then(text)
        && let Ok(location) = HeaderValue::from_str(&under::address(&house.base, &location))
    {
        head.headers.insert(header::LOCATION, location);
    }
    let cookies: Vec<String> = head.headers.get_all(header::SET_COOKIE).iter().filter_map(text).collect();
    head.headers.remove(header::SET_COOKIE);
    for cookie in cookies {
        if let Ok(cookie) = HeaderValue::from_str(&under::cookie(&house.base, &house.code, &cookie)) {
            head.headers.append(header::SET_COOKIE, cookie);
        }
    }
    if !is_page(&head.headers) {
        return Response::from_parts(head, body);
    }
    let Ok(page) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    head.headers.remove(header::CONTENT_LENGTH);
    let body = match std::str::from_utf8(&page) {
        Ok(page) => Body::from(under::page(&house.base, page)),
        Err(_) => Body::from(page),
    };
    Response::from_parts(head, body)
}

/// Whether an answer is a page of ours. What is taken away is a file, which stays to the byte as it is.
fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
        && !headers.contains_key(header::CONTENT_DISPOSITION)
}
