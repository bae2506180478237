//! 登录: the one page that asks the district and the account. A district's own sign-in answers what comes for it.

use std::sync::Arc;

use askama::Template;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::Clock;

use super::words::{self, Words};
use super::{Town, mount};
use crate::frame::Frame;
use crate::language::Language;
use crate::pages::problem::Problem;
use crate::runs;
use crate::signed::cookie_named;

/// Name of the cookie of a person of the city. No district is brought it.
const COOKIE: &str = "duheng-city";
/// Seconds that a browser keeps it.
const LASTS: u32 = 8 * 3_600;
/// What stands for the city among the districts: no code begins so.
const CITY: &str = "-";
/// Longest body of a form, in bytes.
const LONGEST: usize = 8 << 10;
/// Longest text to look for, in characters.
const LONGEST_LOOKED: usize = 40;

/// The sign-in page.
#[derive(Template)]
#[template(path = "login.html")]
struct Login {
    frame: Frame,
    words: &'static Words,
    /// Districts: code, name, whether it is the one that was chosen.
    districts: Vec<(String, String, bool)>,
    /// Whether the city was chosen; none where nobody of the city comes in here.
    city: Option<bool>,
    /// The text that is looked for.
    q: String,
    /// Why the last try was refused; empty without one.
    refused: &'static str,
}

/// What a text of an address or of a form says under a name, decoded; empty without.
pub(super) fn said(pairs: &str, name: &str) -> String {
    let found = pairs.split('&').filter_map(|pair| pair.split_once('=')).find(|(of, _)| *of == name);
    let text = found.map(|(_, text)| text.replace('+', " ")).unwrap_or_default();
    crate::address::decoded(&text).unwrap_or_default()
}

pub(super) async fn page(State(town): State<Arc<Town>>, uri: Uri, headers: HeaderMap) -> Response {
    let asked = uri.query().unwrap_or_default();
    let q: String = said(asked, "q").trim().chars().take(LONGEST_LOOKED).collect();
    shown(&town, (&uri, &headers), (&said(asked, "district"), q), "").into_response()
}

fn shown(
    town: &Town,
    (uri, headers): (&Uri, &HeaderMap),
    (chosen, q): (&str, String),
    refused: &'static str,
) -> Response {
    let language = Language::of(uri, headers);
    let found = town.houses.iter().map(|house| (house.code.clone(), house.name()));
    let mut found: Vec<(String, String)> =
        found.filter(|(code, name)| q.is_empty() || code.contains(&q) || name.contains(&q)).collect();
    found.sort_by(|(code, name), (other, its)| (name, code).cmp(&(its, other)));
    // The only one that is found need not be chosen.
    let alone = found.len() == 1 && !q.is_empty();
    let districts = found.into_iter().map(|(code, name)| {
        let is_chosen = alone || code == chosen;
        let name = if name == code { name } else { format!("{name}（{code}）") };
        (code, name, is_chosen)
    });
    let frame = Frame { offers: None, ..Frame::new(language, "/login", uri.query()) };
    let page = Login {
        words: words::of(language),
        districts: districts.collect(),
        city: (!town.city.people.is_empty()).then_some(chosen == CITY),
        q,
        refused,
        frame,
    };
    match runs::page(&page, language) {
        Ok(page) => Html(page).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

pub(super) async fn enter(State(town): State<Arc<Town>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LONGEST).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let form = String::from_utf8_lossy(&body).into_owned();
    let chosen = said(&form, "district");
    let words = words::of(Language::of(&head.uri, &head.headers));
    let again = |status: StatusCode, why| {
        (status, shown(&town, (&head.uri, &head.headers), (&chosen, String::new()), why)).into_response()
    };
    if chosen == CITY {
        return match of_city(&town, said(&form, "login"), said(&form, "password")).await {
            Some(token) => {
                let set = (header::SET_COOKIE, cookie(&token, town.is_secure()));
                ([set], Redirect::to("/")).into_response()
            }
            None => again(StatusCode::FORBIDDEN, words.refused),
        };
    }
    let Some(house) = town.house(&chosen) else {
        return again(StatusCode::UNPROCESSABLE_ENTITY, words.choose);
    };
    let Some(open) = town.open(&house).await else {
        return again(StatusCode::SERVICE_UNAVAILABLE, words.shut);
    };
    mount::asked(&house, &open, Request::from_parts(head, Body::from(body)), "/login").await
}

/// Signs in a person of the city: the token of the visit.
async fn of_city(town: &Arc<Town>, name: String, password: String) -> Option<String> {
    let _turn = town.bounds.signing.turn().await;
    let asked = town.clone();
    let tried = tokio::task::spawn_blocking(move || {
        let entered = asked.city.people.sign_in(&name, &password, office::Machine.now()).ok().flatten();
        match &entered {
            Some(_) => tracing::info!(person = name, "somebody of the city came in"),
            None => tracing::warn!("somebody of the city was not let in"),
        }
        entered
    });
    tried.await.ok().flatten()
}

/// Who of the city asks: by the cookie of a visit, or as a program by name and password.
pub(super) async fn overseer(town: &Arc<Town>, headers: &HeaderMap, as_program: bool) -> Option<String> {
    let now = office::Machine.now();
    if let Some(token) = cookie_named(headers, COOKIE) {
        return town.city.people.visitor(token, now);
    }
    let basic = headers.get(header::AUTHORIZATION).filter(|_| as_program)?.to_str().ok()?;
    let (kind, pair) = basic.split_once(' ')?;
    let pair = office::base64::read(pair.trim()).filter(|_| kind.eq_ignore_ascii_case("basic"))?;
    let (name, password) =
        String::from_utf8(pair).ok()?.split_once(':').map(|(a, b)| (a.to_owned(), b.to_owned()))?;
    let _turn = town.bounds.signing.turn().await;
    let asked = town.clone();
    let known = tokio::task::spawn_blocking(move || {
        let known = asked.city.people.knows(&name, &password, now).unwrap_or(false);
        known.then_some(name)
    });
    known.await.ok().flatten()
}

pub(super) async fn leave(State(town): State<Arc<Town>>, headers: HeaderMap, _body: Bytes) -> Response {
    if let Some(token) = cookie_named(&headers, COOKIE) {
        town.city.people.leave(token);
    }
    ([(header::SET_COOKIE, cookie("", town.is_secure()))], Redirect::to("/login")).into_response()
}

/// The cookie of a visit; an empty token ends it.
fn cookie(token: &str, secure: bool) -> HeaderValue {
    let lasts = if token.is_empty() { 0 } else { LASTS };
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{COOKIE}={token}; Path=/; Max-Age={lasts}; HttpOnly; SameSite=Strict{secure}");
    // A token is hexadecimal.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// What is said where nothing is, and of a district that cannot be opened.
pub(super) async fn nothing(
    State(town): State<Arc<Town>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let language = Language::of(&uri, &headers);
    let words = words::of(language);
    let shut = mount::led_to(&town, uri.path()).is_some();
    let reads = matches!(method, Method::GET | Method::HEAD);
    let (status, title, next) = match (shut, reads) {
        (true, _) => (StatusCode::SERVICE_UNAVAILABLE, words.shut, words.shut_next),
        (false, true) => (StatusCode::NOT_FOUND, words.not_found, words.not_found_next),
        (false, false) => return StatusCode::METHOD_NOT_ALLOWED.into_response(),
    };
    let frame = Frame { offers: None, ..Frame::new(language, uri.path(), uri.query()) };
    match runs::page(&Problem::new(frame, title, String::new(), next), language) {
        Ok(page) => (status, Html(page)).into_response(),
        Err(_) => status.into_response(),
    }
}
