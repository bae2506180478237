//! What every request passes. The door, before any address is looked at: only this machine's own names, only short
//! addresses, and headers that let a page do nothing that it was not made for. Behind it the router decides: a question
//! carries no body, an act comes from a page of ours.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::api::{as_problem, declares, is_for_programs};
use crate::language::Language;
use crate::pages::problem::{Asker, as_page};
use crate::parameters;
use crate::words::{Words, say};

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

/// Under which names the house is known.
#[derive(Clone)]
pub(crate) struct Names {
    /// The name of a proxy that leads here, with a port where it is not the usual one: people sign in under it.
    pub public: Option<Arc<str>>,
    /// Whether people come under it by TLS.
    pub https: bool,
}

/// The mark of a request that came by TLS of our own.
#[derive(Clone, Copy)]
pub(crate) struct Secured;

/// For a year, browsers come by TLS alone.
const HSTS: &str = "max-age=31536000";

/// The door of the house: refuses or lets pass, and puts the headers on whatever is answered.
pub(crate) async fn door(State(names): State<Names>, request: Request, next: Next) -> Response {
    let asked = Language::asked(request.uri());
    let to_program = is_for_programs(request.uri().path());
    let asker = Asker::of(&request);
    let looks = matches!(*request.method(), Method::GET | Method::HEAD);
    let words = Language::of(request.uri(), request.headers()).words();
    let mut response = match turned_away(&request, &names, words) {
        Some(refusal) => refusal,
        None => next.run(request).await,
    };
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        // Which methods an address takes is the router's to say; in words it is said here.
        let allowed = response.headers_mut().remove(header::ALLOW);
        let why = if looks { words.only_sent } else { words.only_read };
        response = refusal(StatusCode::METHOD_NOT_ALLOWED, why);
        response.headers_mut().extend(allowed.map(|allowed| (header::ALLOW, allowed)));
    }
    if to_program {
        response = as_problem(response).await;
    } else if let Some(asker) = &asker {
        response = as_page(response, asker, names.address().as_deref()).await;
    }
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if names.https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    // What a page shows changes with every import, and what it shows may be sensitive.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Some(language) = asked {
        headers.append(header::SET_COOKIE, language.cookie());
    }
    response
}

/// Why a request is not let in at all.
fn turned_away(request: &Request, names: &Names, words: &Words) -> Option<Response> {
    if request.uri().to_string().len() > LONGEST_ADDRESS {
        return Some(refusal(StatusCode::URI_TOO_LONG, words.too_long));
    }
    // A question of the interface says itself what it takes.
    if !declares(request.uri().path()) && !parameters::are_bounded(request.uri()) {
        return Some(refusal(StatusCode::BAD_REQUEST, words.refused_question));
    }
    // A page elsewhere whose name was made to point at this machine is not let in (DNS rebinding).
    let named = host(request).is_some_and(|host| is_loopback(host) || names.leads_to(host));
    if !named {
        let why = match names.address() {
            Some(address) => say(words.our_name, &[&address]),
            None => words.not_our_name.to_owned(),
        };
        return Some(refusal(StatusCode::MISDIRECTED_REQUEST, &why));
    }
    // A page elsewhere may lead its reader here, and may not have him ask a thousand times by pictures.
    is_drawn_in(request.headers()).then(|| refusal(StatusCode::FORBIDDEN, words.not_our_page))
}

impl Names {
    /// The name in a public address: `https://duheng.example.cn/` is known as `duheng.example.cn`.
    pub fn of(url: Option<&str>) -> Names {
        let https = url.is_some_and(|url| url.starts_with("https://"));
        let host = url.map(|url| url.split_once("://").map_or(url, |(_, rest)| rest));
        let host = host.and_then(|rest| rest.split('/').next()).filter(|host| !host.is_empty());
        Names { public: host.map(Into::into), https }
    }

    /// The address that is published, where there is one.
    fn address(&self) -> Option<String> {
        let scheme = if self.https { "https" } else { "http" };
        self.public.as_ref().map(|host| format!("{scheme}://{host}/"))
    }

    /// Whether a name is the public one.
    fn leads_to(&self, host: &str) -> bool {
        self.public.as_deref().is_some_and(|public| public.eq_ignore_ascii_case(host))
    }
}

/// Whether the browser says that a page of somebody else asks, and not its reader by following a link.
fn is_drawn_in(headers: &HeaderMap) -> bool {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let elsewhere = said("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let followed = said("sec-fetch-mode") == Some("navigate")
        && said("sec-fetch-dest").is_none_or(|what| what == "document");
    elsewhere && !followed
}

/// Answers within a time, or says that it takes too long.
pub(crate) async fn in_time(State(most): State<Duration>, request: Request, next: Next) -> Response {
    let words = Language::of(request.uri(), request.headers()).words();
    match tokio::time::timeout(most, next.run(request)).await {
        Ok(answer) => answer,
        Err(_) => {
            let mut answer = refusal(StatusCode::SERVICE_UNAVAILABLE, words.too_busy);
            answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            answer
        }
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
    let secured = request.extensions().get::<Secured>().is_some();
    let ours = host(&request).is_some_and(|host| is_own(request.headers(), host, secured));
    if ours || *request.method() != Method::POST {
        return next.run(request).await;
    }
    let words = Language::of(request.uri(), request.headers()).words();
    refusal(StatusCode::FORBIDDEN, words.not_our_page)
}

fn refusal(status: StatusCode, why: &str) -> Response {
    (status, format!("{why}\n")).into_response()
}

/// Whether a request comes under a name of this machine itself.
pub(crate) fn is_local(request: &Request) -> bool {
    host(request).is_some_and(is_loopback)
}

/// The same, of its head alone.
pub(crate) fn host_is_local(headers: &HeaderMap) -> bool {
    headers.get(header::HOST).and_then(|host| host.to_str().ok()).is_some_and(is_loopback)
}

/// The name under which this server was asked.
fn host(request: &Request) -> Option<&str> {
    let said = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    said.or(request.uri().authority().map(|authority| authority.as_str()))
}

/// Whether the page that sent a form is of this very server.
fn is_own(headers: &HeaderMap, host: &str, secured: bool) -> bool {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let site = said("sec-fetch-site").is_none_or(|site| site == "same-origin");
    let origin = said("origin").and_then(|origin| match origin.strip_prefix("https://") {
        // A proxy before a public name speaks TLS.
        Some(public) => (secured || !is_loopback(public)).then_some(public),
        None => origin.strip_prefix("http://").filter(|_| !secured),
    });
    site && origin.is_some_and(|origin| origin.eq_ignore_ascii_case(host))
}

/// Whether a `Host` header names this machine itself, with or without a port.
fn is_loopback(host: &str) -> bool {
    let is_port = |port: &str| {
        port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok())
    };
    if let Some(rest) = host.strip_prefix('[') {
        return rest.split_once(']').is_some_and(|(address, port)| address == "::1" && is_port(port));
    }
    let (name, port) = host.split_at(host.find(':').unwrap_or(host.len()));
    if !is_port(port) {
        return false;
    }
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{HeaderMap, HeaderName, HeaderValue, is_drawn_in, is_loopback};

    #[test]
    fn a_link_is_followed_and_a_picture_is_not_drawn() {
        let says = |said: &[(&'static str, &'static str)]| {
            let pair = |(name, value): &(&'static str, &'static str)| {
                (HeaderName::from_static(name), HeaderValue::from_static(value))
            };
            is_drawn_in(&said.iter().map(pair).collect::<HeaderMap>())
        };
        let (site, mode, dest) = ("sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest");
        for own in
            [&[][..], &[(site, "same-origin"), (mode, "no-cors")], &[(site, "none"), (mode, "navigate")]]
        {
            assert!(!says(own), "{own:?}");
        }
        assert!(!says(&[(site, "cross-site"), (mode, "navigate"), (dest, "document")]));
        for drawn in [
            &[(site, "cross-site"), (mode, "no-cors"), (dest, "image")][..],
            &[(site, "same-site"), (mode, "cors")],
            &[(site, "cross-site")],
            &[(site, "cross-site"), (mode, "navigate"), (dest, "iframe")],
        ] {
            assert!(says(drawn), "{drawn:?}");
        }
    }

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
            "[::1]x",
            "localhost:evil",
            "localhost:",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
