//! What is refused before a page is asked: said in a sentence, by whatever part of the server, and shown to whoever reads with a
//! browser as a page with a way on.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;

use super::show::Problem;
use crate::frame::Frame;
use crate::language::Language;
use crate::runs;
use crate::signed::back;

/// Longest sentence that is taken over.
const LONGEST: usize = 2 << 10;

/// What is known of whoever asked, when he is refused.
pub(crate) struct Asker {
    language: Language,
    method: Method,
    uri: Uri,
    /// The page of ours that he came from.
    from: Option<String>,
}

impl Asker {
    /// Whoever sends a request, if he reads with a browser. A household's letter has no way on, and a script reads the sentence
    /// alone.
    pub(crate) fn of(request: &Request) -> Option<Asker> {
        let (uri, headers) = (request.uri(), request.headers());
        let said = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let reads = said(header::ACCEPT).is_some_and(|kinds| kinds.contains("text/html"));
        (reads && !uri.path().starts_with("/k/")).then(|| Asker {
            language: Language::of(uri, headers),
            method: request.method().clone(),
            uri: uri.clone(),
            from: came_from(headers),
        })
    }

    fn reads(&self) -> bool {
        matches!(self.method, Method::GET | Method::HEAD)
    }
}

/// The path of the page that a request was sent from, when it is of this very server.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let said = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let from: Uri = said(header::REFERER)?.parse().ok()?;
    let ours = from.authority()?.as_str().eq_ignore_ascii_case(said(header::HOST)?);
    ours.then(|| back(from.path_and_query().map_or("/", |path| path.as_str())).to_owned())
}

/// An answer as a page, if it refuses in words or with none; `published` is the address that leads here from elsewhere.
pub(crate) async fn as_page(response: Response, asker: &Asker, published: Option<&str>) -> Response {
    let (status, kind) = (response.status(), response.headers().get(header::CONTENT_TYPE));
    let is_plain = kind.is_none_or(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/plain")));
    if !is_plain || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let text = to_bytes(body, LONGEST).await.unwrap_or_default();
    let said = sentence(status, String::from_utf8_lossy(&text).trim(), asker.language);
    let (path, query) = if asker.reads() { (asker.uri.path(), asker.uri.query()) } else { ("/", None) };
    let frame = Frame { offers: None, ..Frame::new(asker.language, path, query) };
    let mut page = Problem::new(frame, said, String::new(), "");
    page = match (status, &asker.from, published) {
        // Under a wrong name no page of ours can be reached.
        (StatusCode::MISDIRECTED_REQUEST, _, published) => {
            page.ways.clear();
            match published {
                Some(address) => page.with_way(address.to_owned(), |words| words.go_there),
                None => page,
            }
        }
        (StatusCode::BAD_REQUEST, ..) if asker.reads() => page.without_conditions(&asker.uri),
        (_, Some(from), _) => page.with_way(from.clone(), |words| words.go_back),
        _ => page,
    };
    let Ok(html) = runs::page(&page, asker.language) else {
        return Response::from_parts(parts, Body::from(text));
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    Response::from_parts(parts, Body::from(html))
}

/// What was said, or what the status means where nothing was said, or in a language that the reader did not choose: so does the
/// library that reads forms.
fn sentence(status: StatusCode, said: &str, language: Language) -> String {
    let words = language.words();
    if !said.is_empty() && (language == Language::English || !said.is_ascii()) {
        return said.to_owned();
    }
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => words.too_large,
        StatusCode::NOT_FOUND => words.not_found,
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => words.not_our_page,
        status if status.is_client_error() => words.not_a_form,
        _ => words.went_wrong,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_a_page_of_this_server() {
        let from = |referer: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static("duheng.test"));
            headers.insert(header::REFERER, HeaderValue::from_static(referer));
            came_from(&headers)
        };
        assert_eq!(from("https://duheng.test/registers/guard?q=x").as_deref(), Some("/registers/guard?q=x"));
        assert_eq!(from("https://elsewhere.test/registers"), None);
        // What looks like a path of ours may be another server to a browser.
        assert_eq!(from("https://duheng.test//elsewhere.test/").as_deref(), Some("/"));
    }
}
