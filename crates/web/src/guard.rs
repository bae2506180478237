//! What every answer is wrapped in: only GET (and a document to proof-read, from our own page), only from this machine's own names, only short addresses, and headers
//! that let a page do nothing that it was not made for.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::language::Language;

/// Longest address answered, in bytes; a filter in Chinese takes nine bytes a character.
const LONGEST_ADDRESS: usize = 8 * 1024;

/// The one door that takes something in: a document to proof-read.
const CLAIMS: &str = "/claims";
/// The door at which a household acknowledges: its address is the permission.
const TAP: &str = "/k/";

/// Whether something may be sent to that path.
fn takes(path: &str) -> bool {
    path == CLAIMS || path == SIGNALS || path.starts_with(TAP)
}
/// The door of devices, which have keys of their own and no browser.
const SIGNALS: &str = "/signals";

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

/// Lets a request pass or refuses it, and puts the headers on the answer.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let asked = Language::asked(request.uri());
    let claims = takes(request.uri().path());
    let mut response = match refusal(&request) {
        Some((status, why)) => (status, why).into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // What a page shows changes with every import, and what it shows may be sensitive.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        let allowed = if claims { "GET, HEAD, POST" } else { "GET, HEAD" };
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allowed));
    }
    if let Some(language) = asked {
        response.headers_mut().append(header::SET_COOKIE, language.cookie());
    }
    response
}

fn refusal(request: &Request) -> Option<(StatusCode, &'static str)> {
    let path = request.uri().path();
    let given = request.method() == Method::POST && takes(path);
    if !given && request.method() != Method::GET && request.method() != Method::HEAD {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "These pages are read-only: GET.\n"));
    }
    if request.uri().to_string().len() > LONGEST_ADDRESS {
        return Some((StatusCode::URI_TOO_LONG, "The address is too long.\n"));
    }
    let carries = |name: HeaderName| request.headers().get(name).is_some_and(|v| v != "0");
    if !given && (carries(header::CONTENT_LENGTH) || carries(header::TRANSFER_ENCODING)) {
        return Some((StatusCode::PAYLOAD_TOO_LARGE, "A question carries no body.\n"));
    }
    // A page elsewhere whose name was made to point at this machine is not let in (DNS rebinding).
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|h| h.to_str().ok())
        .or(request.uri().authority().map(|a| a.as_str()));
    match host {
        // A form of a page elsewhere is not taken: the browser says whose page sent it.
        Some(host) if is_loopback(host) && given && path != SIGNALS && !is_own(request, host) => {
            Some((StatusCode::FORBIDDEN, "Only a page of this server may send a document.\n"))
        }
        Some(host) if is_loopback(host) => None,
        _ => Some((
            StatusCode::MISDIRECTED_REQUEST,
            "Only this machine's own names are answered: localhost, 127.0.0.1.\n",
        )),
    }
}

/// Whether the page that sent a form is of this very server.
fn is_own(request: &Request, host: &str) -> bool {
    let said = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
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
