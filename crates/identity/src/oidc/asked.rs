//! What is asked of a provider: where its doors are, its keys, a token for a code.

use super::keys::{Key, Keys};
use super::token::Header;
use super::{Client, Refused, word};
use base64ct::{Base64, Encoding};
use courier::{Answer, Target, encoded};
use serde::Deserialize;
use serde_json::Value;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a provider may take over one answer.
const PATIENCE: Duration = Duration::from_secs(6);
/// How long what it says of itself is taken for true.
const LASTS: Duration = Duration::from_secs(3_600);
/// How often its keys are asked for at most: a token with a made-up key costs no question.
const REST: Duration = Duration::from_secs(5);

/// What a provider says of itself.
#[derive(Deserialize)]
pub(super) struct Metadata {
    issuer: String,
    pub authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    pub end_session_endpoint: Option<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

/// What is known of it, and since when.
#[derive(Default)]
pub(super) struct Known {
    metadata: Option<(Instant, Arc<Metadata>)>,
    keys: Option<(Instant, Keys)>,
}

/// Where its doors are. Nobody waits for somebody else's question.
pub(super) fn metadata(client: &Client, known: &Mutex<Known>) -> Result<Arc<Metadata>, Refused> {
    if let Some((_, known)) = locked(known).metadata.as_ref().filter(|(since, _)| since.elapsed() < LASTS) {
        return Ok(known.clone());
    }
    let issuer = client.issuer.trim_end_matches('/');
    let said = json(get(client, &format!("{issuer}/.well-known/openid-configuration"))?)?;
    let metadata: Metadata = serde_json::from_value(said).map_err(|_| strange())?;
    if metadata.issuer != client.issuer {
        return Err(Refused::NotBelieved("它自称是别家（issuer）"));
    }
    let doors = [&metadata.authorization_endpoint, &metadata.token_endpoint, &metadata.jwks_uri];
    for door in doors.into_iter().chain(&metadata.end_session_endpoint) {
        safe(door)?;
    }
    let metadata = Arc::new(metadata);
    locked(known).metadata = Some((Instant::now(), metadata.clone()));
    Ok(metadata)
}

/// The key that a token's header names. Providers change theirs, so that for one that is not known they are asked once more.
pub(super) fn key(
    client: &Client,
    known: &Mutex<Known>,
    of: &Metadata,
    header: &Header,
) -> Result<Option<Key>, Refused> {
    if let Some((since, keys)) = locked(known).keys.as_ref().filter(|(since, _)| since.elapsed() < LASTS) {
        let key = keys.of(header);
        if key.is_some() || since.elapsed() < REST {
            return Ok(key);
        }
    }
    let keys = Keys::read(&json(get(client, &of.jwks_uri)?)?).ok_or_else(strange)?;
    let key = keys.of(header);
    locked(known).keys = Some((Instant::now(), keys));
    Ok(key)
}

/// What a panic of ours left behind is still what was known.
fn locked(known: &Mutex<Known>) -> MutexGuard<'_, Known> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives a code in for a token.
pub(super) fn exchange(
    client: &Client,
    of: &Metadata,
    code: &str,
    redirect: &str,
    verifier: &str,
) -> Result<String, Refused> {
    let mut fields = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", redirect),
        ("code_verifier", verifier),
    ];
    let methods = of.token_endpoint_auth_methods_supported.as_deref().unwrap_or_default();
    let takes = |method: &str| methods.iter().any(|one| one == method);
    let by_form = takes("client_secret_post") && !takes("client_secret_basic");
    let mut authorization = String::new();
    match &client.secret {
        Some(secret) if !by_form => {
            let pair = format!("{}:{}", encoded(&client.client_id), encoded(secret));
            authorization = format!("Basic {}", Base64::encode_string(pair.as_bytes()));
        }
        Some(secret) => fields.extend([("client_id", client.client_id.as_str()), ("client_secret", secret)]),
        None => fields.push(("client_id", &client.client_id)),
    }
    let (mut server, path) = server(client, &of.token_endpoint)?;
    let answer = server.post_form(&path, &fields, &authorization).map_err(|why| away(&why))?;
    let status = answer.status;
    let said: Value = serde_json::from_str(&answer.body).map_err(|_| strange())?;
    if status != 200 {
        let why = said.get("error").and_then(Value::as_str).map(word);
        return Err(Refused::Denied(why.unwrap_or_else(|| format!("状态 {status}"))));
    }
    let token = said.get("id_token").and_then(Value::as_str).map(str::to_owned);
    token.ok_or(Refused::NotBelieved("没有给身份令牌（id_token）"))
}

fn get(client: &Client, address: &str) -> Result<Answer, Refused> {
    let (mut server, path) = server(client, address)?;
    server.get(&path).map_err(|why| away(&why))
}

/// The server of an address, and the path there.
fn server(client: &Client, address: &str) -> Result<(courier::Client, String), Refused> {
    let after = address.find("://").map_or(0, |at| at + 3);
    let end = address[after..].find(['/', '?']).map_or(address.len(), |at| after + at);
    let (origin, path) = address.split_at(end);
    let target = Target::parse(origin).map_err(|_| strange())?;
    let server = courier::Client::new(target, PATIENCE);
    let server = match &client.trust {
        Some(trust) => server.trusting(trust.clone()),
        None => server,
    };
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    Ok((server, path))
}

/// A door is asked under TLS, unless it is of this very machine.
fn safe(door: &str) -> Result<(), Refused> {
    let safe = Target::parse(door).is_ok_and(|target| target.is_secured() || target.is_local());
    if safe { Ok(()) } else { Err(Refused::NotBelieved("它的地址不走 https")) }
}

fn json(answer: Answer) -> Result<Value, Refused> {
    match answer.status {
        200 => serde_json::from_str(&answer.body).map_err(|_| strange()),
        status => Err(Refused::Away(format!("状态 {status}"))),
    }
}

fn away(why: &courier::Failure) -> Refused {
    Refused::Away(why.to_string())
}

fn strange() -> Refused {
    Refused::NotBelieved("看不懂")
}
