//! 统一身份: a browser is led to a provider outside and comes back. What it must bring back it keeps itself, in a cookie of its own, so that nobody
//! fills the server with attempts that he never ends.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::get;
use identity::{Attempt, Oidc, Returned};
use office::{Clock, Known, SignIn};
use serde::Deserialize;
use std::sync::Arc;

use super::show::{Left, Through};
use super::{agent, page, words};
use crate::address::{decoded, encoded};
use crate::signed::{back, cookie, cookie_named};
use crate::site::{Desk, Site, Trouble, Visit};

/// The cookie that a browser keeps while it is away, and for how many seconds.
const AWAY: &str = "duheng-away";
const AWAY_LASTS: u32 = 600;
/// Longest way back that is kept in it, in bytes.
const LONGEST: usize = 1_000;

/// What is open to everybody: the way there, and the way back.
pub(super) fn open() -> Router<Site> {
    Router::new()
        .route("/login/outside/{id}", get(leave_for))
        .route("/login/outside/{id}/back", get(returned))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    next: String,
    code: String,
    state: String,
    error: String,
    iss: String,
}

/// Leads to the provider.
async fn leave_for(visit: Visit, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let asked: Asked = match visit.asked() {
        Ok(asked) => asked,
        Err(refusal) => return refusal.into_response(),
    };
    let (Some(provider), Some(secret)) = (visit.site().providers().oidc(&id), crate::ticket()) else {
        return crate::pages::problem::nothing(visit, Method::GET).await;
    };
    let kept = away(&secret, back(&asked.next), visit.site().is_secure());
    let (attempt, redirect) = (Attempt::of(&id, &secret), home(&visit, &headers, &id));
    let (again, among) = (visit.clone(), visit.bounds().outside.clone());
    match visit.ask_among(&among, move |_| Ok(provider.begin(&attempt, &redirect))).await {
        Ok(Ok(address)) => ([(header::SET_COOKIE, kept)], Redirect::to(&address)).into_response(),
        Ok(Err(refused)) => kept_out(again, StatusCode::SERVICE_UNAVAILABLE, refused.to_string()).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// Takes in whoever comes back.
async fn returned(visit: Visit, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let asked: Asked = match visit.asked() {
        Ok(asked) => asked,
        Err(refusal) => return refusal.into_response(),
    };
    let Some(provider) = visit.site().providers().oidc(&id) else {
        return crate::pages::problem::nothing(visit, Method::GET).await;
    };
    let words = words::of(visit.language());
    let (secret, next) = brought(&headers).unwrap_or_default();
    let (secure, agent, redirect) = (visit.site().is_secure(), agent(&headers), home(&visit, &headers, &id));
    let said = Returned { code: asked.code, state: asked.state, error: asked.error, iss: asked.iss };
    let (again, among) = (visit.clone(), visit.bounds().outside.clone());
    let attempt = Attempt::of(&id, &secret);
    let entered =
        visit.ask_among(&among, move |desk| enter(desk, &provider, &attempt, &redirect, &said, &agent));
    match entered.await {
        Ok(Ok(SignIn::Done(token))) => {
            let cookies = [cookie(&token, secure), away("", "", secure)];
            let through = again.page_of_now(move |desk| Ok(Through::new(desk.closed_frame(), back(&next))));
            (AppendHeaders(cookies.map(|one| (header::SET_COOKIE, one))), through.await).into_response()
        }
        Ok(Ok(_)) => kept_out(again, StatusCode::FORBIDDEN, words.stranger.to_owned()).await,
        Ok(Err(refused)) => kept_out(again, StatusCode::FORBIDDEN, refused).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// Asks the provider who it is, and the office whose account that is.
fn enter(
    desk: &Desk,
    provider: &Arc<Oidc>,
    attempt: &Attempt,
    redirect: &str,
    said: &Returned,
    agent: &str,
) -> Result<Result<SignIn, String>, Trouble> {
    let now = office::Machine.now().div_euclid(1_000);
    match provider.finish(attempt, redirect, said, now) {
        Ok(known) => {
            let (subject, claim) = (known.subject.as_str(), known.claim.as_deref());
            let known = Known { provider: provider.id(), subject, claim };
            Ok(Ok(desk.enter_known(&known, agent)?))
        }
        Err(refused) => {
            desk.tell_kept_out(provider.id(), &refused);
            Ok(Err(refused.to_string()))
        }
    }
}

/// The sign-in page with what speaks against a sign-in; what the browser kept is of no more use.
async fn kept_out(visit: Visit, status: StatusCode, why: String) -> Response {
    let secure = visit.site().is_secure();
    let page = page(visit, String::new(), why).await;
    (status, [(header::SET_COOKIE, away("", "", secure))], page).into_response()
}

/// The address to which a provider sends browsers back: under the public name, else under the machine's own one.
fn home(visit: &Visit, headers: &HeaderMap, id: &str) -> String {
    format!("{}/login/outside/{id}/back", visit.site().reached(headers))
}

/// The page after signing out of a visit that began by a provider: one is signed in there still, and may end that too.
pub(super) async fn left(visit: Visit, headers: &HeaderMap, id: &str) -> Option<Response> {
    let provider = visit.site().providers().oidc(id)?;
    let (label, back) = (provider.label().to_owned(), format!("{}/login", visit.site().reached(headers)));
    let (again, among) = (visit.clone(), visit.bounds().outside.clone());
    let end = visit.ask_among(&among, move |_| Ok(provider.leave(&back))).await.ok().flatten()?;
    Some(again.page_of_now(move |desk| Ok(Left::new(desk.closed_frame(), label, end))).await)
}

/// What a browser keeps while it is away. It comes back from another site, so that the cookie is sent along a link from there; it signs nobody in.
fn away(secret: &str, next: &str, secure: bool) -> HeaderValue {
    let next = if next.len() > LONGEST { "/" } else { next };
    let text = if secret.is_empty() { String::new() } else { format!("{secret}.{}", encoded(next)) };
    let lasts = if secret.is_empty() { 0 } else { AWAY_LASTS };
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{AWAY}={text}; Path=/login; Max-Age={lasts}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// What it kept: the secret, and where to go.
fn brought(headers: &HeaderMap) -> Option<(String, String)> {
    let (secret, next) = cookie_named(headers, AWAY)?.split_once('.')?;
    let fits = secret.len() == 48 && secret.bytes().all(|digit| digit.is_ascii_hexdigit());
    fits.then(|| (secret.to_owned(), decoded(next).unwrap_or_default()))
}
