//! What every request passes. The door, before any address is looked at: only this machine's own names, only short
//! addresses, and headers that let a page do nothing that it was not made for. Behind it the router decides: a question
//! carries no body, an act comes from a page of ours.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::language::Language;
use crate::words::Words;

/// Longest address answered, in bytes; a filter in Chinese takes nine bytes a character.
const LONGEST_ADDRESS: usize = 8 * 1024;

/// Pages load nothing from elsewhere, run no inline script or style, are not framed, and send forms only home.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // To this server alone: without it a form would not say which page sent it.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    ),
];

/// The door of the house: refuses or lets pass, and puts the headers on whatever is answered.
pub(crate) async fn door(request: Request, next: Next) -> Response {
    let asked = Language::asked(request.uri());
    let words = Language::of(request.uri(), request.headers()).words();
    let mut response = match turned_away(&request, words) {
        Some(refusal) => refusal,
        None => next.run(request).await,
    };
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        // Which methods an address takes is the router's to say; in words it is said here.
        let allowed = response.headers_mut().remove(header::ALLOW);
        response = refusal(StatusCode::METHOD_NOT_ALLOWED, words.only_read);
        response.headers_mut().extend(allowed.map(|allowed| (header::ALLOW, allowed)));
    }
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // What a page shows changes with every import, and what it shows may be sensitive.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Some(language) = asked {
        headers.append(header::SET_COOKIE, language.cookie());
    }
    response
}

/// Why a request is not let in at all.
fn turned_away(request: &Request, words: &Words) -> Option<Response> {
    if request.uri().to_string().len() > LONGEST_ADDRESS {
        return Some(refusal(StatusCode::URI_TOO_LONG, words.too_long));
    }
    // A page elsewhere whose name was made to point at this machine is not let in (DNS rebinding).
    match host(request).is_some_and(is_loopback) {
        true => None,
        false => Some(refusal(StatusCode::MISDIRECTED_REQUEST, words.not_our_name)),
    }
}

/// A question carries no body. What is no question is left to the router, which knows what the address takes.
pub(crate) async fn reading(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) && carries(request.headers()) {
        let words = Language::of(request.uri(), request.headers()).words();
        return refusal(StatusCode::PAYLOAD_TOO_LARGE, words.no_body);
    }
    next.run(request).await
}

/// Whether something comes with a request.
fn carries(headers: &HeaderMap) -> bool {
    let said = |name: HeaderName| headers.get(name).is_some_and(|value| value != "0");
    said(header::CONTENT_LENGTH) || said(header::TRANSFER_ENCODING)
}

/// An act comes from a page of this very server: the browser says whose page sent it.
pub(crate) async fn acting(request: Request, next: Next) -> Response {
    let ours = host(&request).is_some_and(|host| is_own(request.headers(), host));
    if ours || *request.method() != Method::POST {
        return next.run(request).await;
    }
    let words = Language::of(request.uri(), request.headers()).words();
    refusal(StatusCode::FORBIDDEN, words.not_our_page)
}

fn refusal(status: StatusCode, why: &str) -> Response {
    (status, format!("{why}\n")).into_response()
}

/// The name under which this server was asked.
fn host(request: &Request) -> Option<&str> {
    let said = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    said.or(request.uri().authority().map(|authority| authority.as_str()))
}

/// Whether the page that sent a form is of this very server.
fn is_own(headers: &HeaderMap, host: &str) -> bool {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let site = said("sec-fetch-site").is_none_or(|site| site == "same-origin");
    let origin = said("origin").and_then(|origin| origin.strip_prefix("http://"));
    site && origin.is_some_and(|origin| origin.eq_ignore_ascii_case(host))
}

/// Whether a `Host` header names this machine itself, with or without a port.
fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => return rest.split_once(']').is_some_and(|(address, _)| address == "::1"),
        None => host.split(':').next().unwrap_or(""),
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_the_names_of_this_machine_are_its_own() {
        for host in ["localhost", "LOCALHOST:8642", "127.0.0.1", "127.0.0.1:1", "[::1]:8642", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "",
            "127.0.0.1.example.org",
            "example.org:80",
            "localhost.example.org",
            "10.0.0.1",
            "[::2]",
            "[::1",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
