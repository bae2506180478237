//! 登录: signing in and out, one's own account, and whether the server answers.

mod outside;
mod show;
mod tokens;
mod webhooks;
mod words;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use office::{SignIn, Typed};
use serde::Deserialize;

use crate::filled::Filled;
use crate::guard;
use crate::signed::{Signed, back, cookie};
use crate::site::{Desk, Site, Trouble, Visit};
use crate::words::say;
use show::{Login, Me};

/// Longest body of a form of this room.
const LONGEST: usize = 8 << 10;

/// What is open to everybody.
pub(crate) fn open() -> Router<Site> {
    Router::new().route("/login", get(login)).route("/health", get(health)).merge(outside::open())
}

/// Where anybody gives his name and password.
pub(crate) fn entering() -> Router<Site> {
    Router::new().route("/login", post(enter).layer(DefaultBodyLimit::max(LONGEST)))
}

/// The page of one's own account.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/me", get(me))
}

/// What one does with it.
pub(crate) fn acting() -> Router<Site> {
    Router::new()
        .route("/logout", post(leave))
        .route("/me/password", post(change))
        .route("/me/second", post(second))
        .route("/me/visits", post(end))
        .route("/me/tokens", post(tokens::changed))
        .route("/me/webhooks", post(webhooks::changed))
        .layer(DefaultBodyLimit::max(LONGEST))
}

/// The server answers.
async fn health() -> &'static str {
    "ok\n"
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    next: String,
    ticket: String,
}

async fn login(visit: Visit, headers: HeaderMap) -> Response {
    let asked: Asked = match visit.asked() {
        Ok(asked) => asked,
        Err(refusal) => return refusal.into_response(),
    };
    // Whoever holds the link that the program printed on its terminal sits at the machine.
    if !asked.ticket.is_empty() && guard::host_is_local(&headers) && visit.site().is_ticket(&asked.ticket) {
        return entered(back(&asked.next), cookie(&asked.ticket, false));
    }
    page(visit, asked.next, String::new()).await
}

/// The sign-in page.
async fn page(visit: Visit, next: String, refused: String) -> Response {
    visit
        .page_of_now(move |desk| {
            let people = if desk.is_demo() { desk.people()? } else { Vec::new() };
            let ways = desk.providers().oidc.iter();
            let ways = ways.map(|one| (one.id().to_owned(), one.label().to_owned())).collect();
            let other = desk.is_one_of_many();
            Ok(Login { people, ways, other, ..Login::new(desk.closed_frame(), next, refused) })
        })
        .await
}

async fn enter(visit: Visit, headers: HeaderMap, given: Filled) -> Response {
    let words = words::of(visit.language());
    let agent = agent(&headers);
    let secure = visit.site().is_secure();
    // A directory may take its time, and nobody else's password is to wait for it.
    let among = match visit.site().providers().ldap {
        Some(_) => visit.bounds().outside.clone(),
        None => visit.bounds().signing.clone(),
    };
    let again = visit.clone();
    let [login, password, number, person, next] =
        ["login", "password", "number", "person", "next"].map(|name| given.take(name));
    let entered_as = visit.ask_among(&among, move |desk| match person.is_empty() {
        false => desk.enter_as(&person, &agent).map(|token| token.map_or(SignIn::Refused, SignIn::Done)),
        true => desk.enter(Typed { login: &login, password: &password, number: &number }, &agent),
    });
    match entered_as.await {
        Ok(SignIn::Done(token)) => entered(back(&next), cookie(&token, secure)),
        Ok(refused) => {
            let (status, why) = match refused {
                SignIn::Locked => (StatusCode::FORBIDDEN, words.locked.to_owned()),
                SignIn::Closed(why) => (StatusCode::FORBIDDEN, say(words.closed, &[&why])),
                SignIn::Away => (StatusCode::SERVICE_UNAVAILABLE, words.away.to_owned()),
                _ => (StatusCode::FORBIDDEN, words.refused.to_owned()),
            };
            (status, page(again, next, why).await).into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}

fn entered(next: &str, cookie: HeaderValue) -> Response {
    ([(header::SET_COOKIE, cookie)], Redirect::to(next)).into_response()
}

/// What a browser says it is.
fn agent(headers: &HeaderMap) -> String {
    let said = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    said.unwrap_or_default().to_owned()
}

async fn me(visit: Visit) -> Response {
    visit.page_of_now(|desk| shown(desk, String::new())).await
}

fn shown(desk: &Desk, said: String) -> Result<Me, Trouble> {
    match desk.signed() {
        Some(Signed::Person(visitor)) => {
            let frame = if visitor.must_change { desk.closed_frame() } else { desk.frame_of_none()? };
            let roles = if visitor.must_change { Vec::new() } else { desk.reading()?.offers().roles };
            let offers = visitor.has_password && !visitor.has_second && !visitor.must_change;
            let second = if offers { Some(desk.offer_second(visitor)?) } else { None };
            let page = Me::of(frame, visitor, roles, desk.visits(visitor)?);
            let tokens = if visitor.must_change { Vec::new() } else { desk.tokens(visitor)? };
            let webhooks = if visitor.must_change { Vec::new() } else { desk.webhooks(visitor)? };
            Ok(Me { said, second, tokens, webhooks, pushes: !desk.pushes.is_empty(), ..page })
        }
        _ => Ok(Me::machine(desk.frame_of_none()?)),
    }
}

async fn change(visit: Visit, headers: HeaderMap, given: Filled) -> Response {
    let words = words::of(visit.language());
    if !visit.is_ours(given.text("word")) {
        return foreign(visit).await;
    }
    let (agent, secure, among) = (agent(&headers), visit.site().is_secure(), visit.bounds().signing.clone());
    let again = visit.clone();
    let changed = visit.ask_among(&among, move |desk| match given.text("new") == given.text("again") {
        true => desk.change_password(given.text("old"), given.text("new"), &agent),
        false => Ok(Err(words.not_alike.to_owned())),
    });
    match changed.await {
        Ok(Ok(token)) => entered("/", cookie(&token, secure)),
        Ok(Err(said)) => {
            let page = again.page_of_now(move |desk| shown(desk, said)).await;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}

async fn second(visit: Visit, given: Filled) -> Response {
    if !visit.is_ours(given.text("word")) {
        return foreign(visit).await;
    }
    let (again, among) = (visit.clone(), visit.bounds().signing.clone());
    let changed =
        visit.ask_among(&among, move |desk| desk.change_second(given.text("secret"), given.text("proof")));
    match changed.await {
        Ok(Ok(())) => Redirect::to("/me").into_response(),
        Ok(Err(said)) => {
            let page = again.page_of_now(move |desk| shown(desk, said)).await;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}

async fn end(visit: Visit, given: Filled) -> Response {
    if !visit.is_ours(given.text("word")) {
        return foreign(visit).await;
    }
    match visit.ask(move |desk| desk.end_visit(given.text("visit").parse().ok().or(Some(0)))).await {
        Ok(()) => Redirect::to("/me").into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

async fn leave(visit: Visit, headers: HeaderMap, given: Filled) -> Response {
    if !visit.is_ours(given.text("word")) {
        return foreign(visit).await;
    }
    let (secure, again) = (visit.site().is_secure(), visit.clone());
    let provider = match visit.signed() {
        Some(Signed::Person(visitor)) => visitor.provider.clone(),
        _ => String::new(),
    };
    match visit.ask(|desk| desk.end_visit(None)).await {
        Ok(()) => match outside::left(again, &headers, &provider).await {
            Some(page) => ([(header::SET_COOKIE, cookie("", secure))], page).into_response(),
            None => entered("/login", cookie("", secure)),
        },
        Err(refusal) => refusal.into_response(),
    }
}

/// A form that no page of his sent.
async fn foreign(visit: Visit) -> Response {
    let words = visit.language().words();
    (StatusCode::FORBIDDEN, format!("{}\n", words.not_our_page)).into_response()
}
