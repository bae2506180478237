//! Who is signed in. Found at the door of everything that is not public, anew on every request: what was ended, disabled or
//! taken away since the last one counts.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use office::Visitor;

use crate::address::with_query;
use crate::language::Language;
use crate::site::Site;
use crate::{api, guard};

/// Name of the cookie that carries a visit's token.
const COOKIE: &str = "duheng";
/// Seconds that a browser keeps it: as long as a visit lasts.
const LASTS: u32 = 12 * 3_600;
/// What may be asked for before a password of one's own is set.
const BEFORE: [&str; 3] = ["/me", "/me/password", "/logout"];

/// Who is signed in.
#[derive(Clone)]
pub(crate) enum Signed {
    /// Whoever started the program and followed the link that it printed: he sits at the machine, and reads.
    Machine,
    /// A person with an account.
    Person(Arc<Visitor>),
}

/// The cookie that signs a browser in; an empty token signs it out.
pub(crate) fn cookie(token: &str, secure: bool) -> HeaderValue {
    let lasts = if token.is_empty() { 0 } else { LASTS };
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{COOKIE}={token}; Path=/; Max-Age={lasts}; HttpOnly; SameSite=Strict{secure}");
    // A token is hexadecimal.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// The token that a browser brings.
fn token(headers: &HeaderMap) -> Option<&str> {
    cookie_named(headers, COOKIE)
}

/// What a browser brings under a name; none of what is empty.
pub(crate) fn cookie_named<'h>(headers: &'h HeaderMap, wanted: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut own = pairs.filter(|(name, token)| *name == wanted && !token.is_empty());
    own.next().map(|(_, token)| token)
}

/// Who brings a token; none when nobody is signed in with it. `local`: whether he came under a name of this machine.
async fn found(site: &Site, token: Option<String>, local: bool) -> Result<Option<Signed>, office::Error> {
    let Some(token) = token else { return Ok(None) };
    if site.is_ticket(&token) {
        // The link is for this machine, and for no name under which others come.
        return Ok(local.then_some(Signed::Machine));
    }
    let (office, demo) = (site.office(), site.is_demo());
    let asked = tokio::task::spawn_blocking(move || office.visitor(&token, demo)).await;
    let visitor = asked.unwrap_or(Ok(None))?;
    Ok(visitor.map(|visitor| Signed::Person(Arc::new(visitor))))
}

/// The token that a program brings. `basic`: programs that know names and passwords alone, such as Excel, bring it as a password;
/// the name says nothing that the token does not.
fn bearer(headers: &HeaderMap, basic: bool) -> Option<String> {
    let said = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (kind, token) = said.split_once(' ')?;
    if kind.eq_ignore_ascii_case("bearer") {
        return Some(token.trim().to_owned());
    }
    let pair = office::base64::read(token.trim()).filter(|_| basic && kind.eq_ignore_ascii_case("basic"))?;
    String::from_utf8(pair).ok()?.split_once(':').map(|(_, password)| password.to_owned())
}

/// For whom a program asks that brings a token.
async fn programme(site: &Site, token: String) -> Result<Option<Signed>, office::Error> {
    let (office, demo) = (site.office(), site.is_demo());
    let asked = tokio::task::spawn_blocking(move || office.bearer(&token, demo)).await;
    let visitor = asked.unwrap_or(Ok(None))?;
    Ok(visitor.map(|visitor| Signed::Person(Arc::new(visitor))))
}

/// Lets in who is signed in; leads everybody else to the sign-in page.
pub(crate) async fn signed(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let words = Language::of(request.uri(), request.headers()).words();
    let token = token(request.headers()).map(str::to_owned);
    let local = guard::is_local(&request);
    let asks_as_program = api::is_for_programs(request.uri().path());
    let speaks_odata = api::is_odata(request.uri().path());
    let found = match bearer(request.headers(), speaks_odata).filter(|_| asks_as_program) {
        Some(bearer) => programme(&site, bearer).await,
        None => found(&site, token, local).await,
    };
    let signed = match found {
        Ok(signed) => signed,
        Err(error) => {
            tracing::error!(error = error.logged(), "nobody could be let in");
            return (StatusCode::INTERNAL_SERVER_ERROR, words.went_wrong).into_response();
        }
    };
    let path = request.uri().path();
    match signed {
        None if asks_as_program => {
            let asked = if speaks_odata { "Basic realm=\"Duheng\", charset=\"UTF-8\"" } else { "Bearer" };
            let asked = (header::WWW_AUTHENTICATE, asked);
            (StatusCode::UNAUTHORIZED, [asked], words.not_signed_in).into_response()
        }
        None if matches!(*request.method(), Method::GET | Method::HEAD) => {
            let asked = request.uri().path_and_query().map_or("/", |asked| asked.as_str());
            let back = if asked == "/" { "" } else { asked };
            Redirect::to(&with_query("/login", &[("next", back)])).into_response()
        }
        None => (StatusCode::UNAUTHORIZED, format!("{}\n", words.not_signed_in)).into_response(),
        Some(Signed::Person(visitor)) if visitor.must_change && !BEFORE.contains(&path) => {
            Redirect::to("/me").into_response()
        }
        Some(signed) => {
            request.extensions_mut().insert(signed);
            next.run(request).await
        }
    }
}

/// Tells in the journal that a deed was refused to whoever is signed in: one that he may not do, of a row that he does not see, by a
/// form that no page of his sent. What the office refuses inside a deed it tells itself.
pub(crate) async fn watched(State(site): State<Site>, request: Request, next: Next) -> Response {
    let signed = request.extensions().get::<Signed>().cloned();
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let refused = matches!(response.status(), StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
    if let (Some(Signed::Person(visitor)), true) = (signed, refused) {
        let (office, status) = (site.office(), response.status());
        let told = tokio::task::spawn_blocking(move || {
            office.tell_turned_away(&visitor.person, &path, status.as_u16())
        });
        told.await.ok();
    }
    response
}

/// Tells in the journal what somebody asked for that is not for him: what he has no right to, and by its address what is there and is
/// others'. An address that leads nowhere, such as a mistyped one, is not told; whether it leads anywhere is asked after he was
/// answered, so that no answer takes longer for what it hides.
pub(crate) async fn noticed(State(site): State<Site>, request: Request, next: Next) -> Response {
    let signed = request.extensions().get::<Signed>().cloned();
    let (uri, headers, found) =
        (request.uri().clone(), request.headers().clone(), request.extensions().clone());
    let again = next.clone();
    let response = next.run(request).await;
    if let Some(Signed::Person(visitor)) = signed {
        match response.status() {
            StatusCode::FORBIDDEN => tell(&site, visitor, &uri),
            StatusCode::NOT_FOUND => {
                let mut whole = Request::new(Body::empty());
                (*whole.uri_mut(), *whole.headers_mut()) = (uri.clone(), headers);
                *whole.extensions_mut() = found;
                whole.extensions_mut().insert(Signed::Machine);
                tokio::spawn(async move {
                    if again.run(whole).await.status().is_success() {
                        tell(&site, visitor, &uri);
                    }
                });
            }
            _ => {}
        }
    }
    response
}

/// Tells it off the threads that answer others; nobody waits for it.
fn tell(site: &Site, visitor: Arc<Visitor>, uri: &Uri) {
    let (office, path) = (site.office(), uri.path().to_owned());
    tokio::task::spawn_blocking(move || office.tell_not_shown(&visitor.person, &path));
}

/// Where somebody goes after he signed in: an address of ours, whatever stands in the form.
pub(crate) fn back(next: &str) -> &str {
    let path = next.split(['?', '#']).next().unwrap_or_default();
    let climbs = path
        .split('/')
        .any(|part| matches!(part.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | ".."));
    let ours =
        next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n']) && !climbs;
    if ours { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_in_the_house() {
        assert_eq!(back("/registers/guard?q=x"), "/registers/guard?q=x");
        for outside in [
            "",
            "https://example.org",
            "//example.org",
            "/\\example.org",
            "javascript:alert(1)",
            "/a\r\nb",
            "/../b/x",
            "/a/%2E./x",
        ] {
            assert_eq!(back(outside), "/", "{outside}");
        }
    }

    #[test]
    fn a_cookie_is_for_this_site_alone_and_no_script_reads_it() {
        let text = cookie("00ff", true).to_str().unwrap().to_owned();
        for part in ["duheng=00ff", "HttpOnly", "SameSite=Strict", "Path=/", "Secure"] {
            assert!(text.contains(part), "{text}");
        }
        assert!(!cookie("00ff", false).to_str().unwrap().contains("Secure"));
        assert!(cookie("", false).to_str().unwrap().contains("Max-Age=0"));
    }

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("lang=en; duheng=abc; x=duheng=no"));
        assert_eq!(token(&headers), Some("abc"));
        assert_eq!(token(&HeaderMap::new()), None);
    }
}
