//! ID tokens (JWT, RFC 7519; OpenID Connect Core 3.1.3.7): what must hold before one is believed.

use super::keys::{Key, Keys};
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Map, Value};

/// Seconds by which clocks may differ.
const SKEW: i64 = 120;
/// Seconds after which a token is no more of this attempt.
const OLDEST: i64 = 3_600;
/// Longest token that is read.
const LONGEST: usize = 32 << 10;

/// How a token may be signed: by keys of which the public half is public. *none* and those with a shared secret are not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Rs256,
    Ps256,
    Es256,
    EdDsa,
}

impl Algorithm {
    const ALL: [Algorithm; 4] = [Algorithm::Rs256, Algorithm::Ps256, Algorithm::Es256, Algorithm::EdDsa];

    /// Its name in headers (RFC 7518, 8037).
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Rs256 => "RS256",
            Algorithm::Ps256 => "PS256",
            Algorithm::Es256 => "ES256",
            Algorithm::EdDsa => "EdDSA",
        }
    }
}

/// What a token says of its signature.
pub(super) struct Header {
    pub algorithm: Algorithm,
    pub key: Option<String>,
}

/// What a token must say.
pub(super) struct Expected<'e> {
    pub issuer: &'e str,
    pub audience: &'e str,
    pub nonce: &'e str,
    pub now: i64,
}

/// Reads what a token says of its signature.
pub(super) fn header(token: &str) -> Result<Header, &'static str> {
    let (header, _, _) = parts(token)?;
    let header = object(header)?;
    let algorithm = header.get("alg").and_then(Value::as_str).unwrap_or_default();
    let algorithm = Algorithm::ALL.into_iter().find(|one| one.name() == algorithm);
    let algorithm = algorithm.ok_or("签名的算法不收（alg）")?;
    // What a token asks to be understood and nobody here understands (RFC 7515, 4.1.11).
    if header.contains_key("crit") {
        return Err("令牌要求的扩展不认识（crit）");
    }
    Ok(Header { algorithm, key: header.get("kid").and_then(Value::as_str).map(str::to_owned) })
}

/// What a token says, if it is to be believed.
pub(super) fn believed(token: &str, key: &Key, expected: &Expected<'_>) -> Result<Value, &'static str> {
    let (_, claims, signature) = parts(token)?;
    let signed = token.rsplit_once('.').map_or(token, |(signed, _)| signed);
    let signature = Base64UrlUnpadded::decode_vec(signature).map_err(|_| "看不懂")?;
    if !key.signed(header(token)?.algorithm, signed.as_bytes(), &signature) {
        return Err("签名不对");
    }
    let claims = object(claims)?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("iss") != Some(expected.issuer) {
        return Err("令牌是别家发的（iss）");
    }
    is_for(&claims, expected.audience)?;
    in_time(&claims, expected.now)?;
    if text("nonce") != Some(expected.nonce) {
        return Err("令牌是另一次登录的（nonce）");
    }
    if text("sub").is_none_or(str::is_empty) {
        return Err("没有说是谁（sub）");
    }
    Ok(Value::Object(claims))
}

/// Who somebody is by a token under a set of keys as they are written, in an attempt of known words.
pub(crate) fn believed_of(keys: &str, token: &str, now: i64) -> Result<String, &'static str> {
    let keys: Value = serde_json::from_str(keys).map_err(|_| "看不懂")?;
    let key = Keys::read(&keys).and_then(|keys| Some(keys.of(&header(token).ok()?))).flatten();
    let expected = Expected { issuer: "https://id", audience: "duheng", nonce: "n", now };
    let claims = believed(token, &key.ok_or("没有这把钥匙")?, &expected)?;
    Ok(claims.get("sub").and_then(Value::as_str).unwrap_or_default().to_owned())
}

/// A token is for whom it names, and where it names several, for who asked.
fn is_for(claims: &Map<String, Value>, audience: &str) -> Result<(), &'static str> {
    let named: Vec<&str> = match claims.get("aud") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let party = claims.get("azp").and_then(Value::as_str);
    let asked = party.map_or(named.len() == 1, |party| party == audience);
    if named.contains(&audience) && asked { Ok(()) } else { Err("令牌是发给别人的（aud）") }
}

fn in_time(claims: &Map<String, Value>, now: i64) -> Result<(), &'static str> {
    let seconds =
        |name: &str| claims.get(name).and_then(|value| value.as_i64().or(value.as_f64().map(|s| s as i64)));
    let (Some(end), Some(made)) = (seconds("exp"), seconds("iat")) else {
        return Err("令牌没有写时间");
    };
    if end.saturating_add(SKEW) <= now {
        return Err("令牌过期了（exp）");
    }
    let begins = seconds("nbf").unwrap_or(made).max(made);
    if begins.saturating_sub(SKEW) > now {
        return Err("令牌还没生效（iat、nbf）；请看机器的时间准不准");
    }
    if made.saturating_add(OLDEST) < now {
        return Err("令牌太旧（iat）");
    }
    Ok(())
}

/// Header, claims and signature, as they are written.
fn parts(token: &str) -> Result<(&str, &str, &str), &'static str> {
    let mut parts = token.split('.');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(header), Some(claims), Some(signature), None) if token.len() <= LONGEST => {
            Ok((header, claims, signature))
        }
        _ => Err("看不懂"),
    }
}

fn object(part: &str) -> Result<Map<String, Value>, &'static str> {
    let bytes = Base64UrlUnpadded::decode_vec(part).map_err(|_| "看不懂")?;
    serde_json::from_slice(&bytes).map_err(|_| "看不懂")
}

#[cfg(test)]
mod tests;
