//! Tokens made to be believed and not to be.

use super::super::keys::Keys;
use super::*;
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::json;

const NOW: i64 = 1_700_000_000;

struct Provider {
    pair: Ed25519KeyPair,
    keys: Keys,
}

fn encode(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

fn provider(more: Value) -> Provider {
    let pair = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
    let pair = Ed25519KeyPair::from_pkcs8(pair.as_ref()).unwrap();
    let mut key =
        json!({"kty": "OKP", "crv": "Ed25519", "kid": "a", "x": encode(pair.public_key().as_ref())});
    key.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let keys = Keys::read(&json!({"keys": [{"kty": "oct", "k": "AAAA"}, key]})).unwrap();
    Provider { pair, keys }
}

impl Provider {
    fn token(&self, header: &Value, claims: &Value) -> String {
        let text =
            format!("{}.{}", encode(header.to_string().as_bytes()), encode(claims.to_string().as_bytes()));
        format!("{text}.{}", encode(self.pair.sign(text.as_bytes()).as_ref()))
    }

    fn believes(&self, token: &str) -> Result<Value, &'static str> {
        let key = self.keys.of(&header(token)?).ok_or("密钥")?;
        let expected = Expected { issuer: "https://id", audience: "duheng", nonce: "n", now: NOW };
        believed(token, &key, &expected)
    }
}

fn head() -> Value {
    json!({"alg": "EdDSA", "kid": "a"})
}

fn claims() -> Value {
    json!({"iss": "https://id", "aud": "duheng", "sub": "7", "nonce": "n", "exp": NOW + 60, "iat": NOW})
}

/// The claims with another one in the place of one, or without it.
fn with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    match value {
        Value::Null => _ = claims.as_object_mut().unwrap().remove(name),
        value => claims[name] = value,
    }
    claims
}

#[test]
fn a_token_of_this_attempt_is_believed() {
    let provider = provider(json!({"alg": "EdDSA", "use": "sig"}));
    assert_eq!(provider.believes(&provider.token(&head(), &claims())).unwrap()["sub"], "7");
    for (name, value) in [
        ("exp", json!(NOW - 119)),
        ("iat", json!(NOW + 119)),
        ("aud", json!(["duheng"])),
        ("exp", json!(1_700_000_060.5)),
        ("azp", json!("duheng")),
    ] {
        assert!(provider.believes(&provider.token(&head(), &with(name, value))).is_ok(), "{name}");
    }
    let mut several = with("aud", json!(["duheng", "other"]));
    several["azp"] = json!("duheng");
    assert!(provider.believes(&provider.token(&head(), &several)).is_ok());
    // Without a number the only key that fits is meant.
    assert!(provider.believes(&provider.token(&json!({"alg": "EdDSA"}), &claims())).is_ok());
}

#[test]
fn what_is_of_another_attempt_time_party_or_provider_is_not() {
    let provider = provider(json!({}));
    for (name, value) in [
        ("iss", json!("https://evil")),
        ("iss", json!("https://id/")),
        ("aud", json!("other")),
        ("aud", json!([])),
        ("aud", json!(["duheng", "other"])),
        ("aud", Value::Null),
        ("azp", json!("other")),
        ("nonce", json!("m")),
        ("nonce", Value::Null),
        ("exp", json!(NOW - 120)),
        ("exp", Value::Null),
        ("exp", json!("1800000000")),
        ("iat", json!(NOW + 121)),
        ("iat", json!(NOW - 3_601)),
        ("iat", Value::Null),
        ("nbf", json!(NOW + 121)),
        ("sub", json!("")),
        ("sub", Value::Null),
    ] {
        let refused = provider.believes(&provider.token(&head(), &with(name, value.clone())));
        assert!(refused.is_err(), "{name} {value}");
    }
}

#[test]
fn nobody_else_signs_and_no_key_is_taken_for_another_kind() {
    let (ours, other) = (provider(json!({})), provider(json!({})));
    assert_eq!(ours.believes(&other.token(&head(), &claims())), Err("签名不对"));
    // Without a signature, and with the public key as a shared secret.
    let text = |alg: &str| {
        let header = json!({"alg": alg, "kid": "a"}).to_string();
        format!("{}.{}", encode(header.as_bytes()), encode(claims().to_string().as_bytes()))
    };
    for alg in ["none", "None", ""] {
        assert_eq!(ours.believes(&format!("{}.", text(alg))), Err("签名的算法不收（alg）"));
    }
    let shared = hmac::Key::new(hmac::HMAC_SHA256, ours.pair.public_key().as_ref());
    let forged =
        format!("{}.{}", text("HS256"), encode(hmac::sign(&shared, text("HS256").as_bytes()).as_ref()));
    assert_eq!(ours.believes(&forged), Err("签名的算法不收（alg）"));
    // The number of a key of one kind with the algorithm of another.
    for alg in ["RS256", "ES256", "PS256"] {
        assert_eq!(
            ours.believes(&ours.token(&json!({"alg": alg, "kid": "a"}), &claims())),
            Err("密钥"),
            "{alg}"
        );
    }
    for header in [json!({"alg": "EdDSA", "kid": "b"}), json!({"alg": "EdDSA", "kid": "a", "crit": ["b64"]})]
    {
        assert!(ours.believes(&ours.token(&header, &claims())).is_err(), "{header}");
    }
    // A key for encryption signs nothing; one for another algorithm neither.
    for more in [json!({"use": "enc"}), json!({"alg": "ES256"})] {
        let provider = provider(more);
        assert_eq!(provider.believes(&provider.token(&head(), &claims())), Err("密钥"));
    }
}

#[test]
fn what_is_damaged_is_refused_and_breaks_nothing() {
    let provider = provider(json!({}));
    let token = provider.token(&head(), &claims());
    for at in 0..token.len() {
        let mut bytes = token.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(bytes).unwrap();
        assert!(provider.believes(&changed).is_err(), "{at}");
        assert!(provider.believes(&token[..at]).is_err(), "{at}");
    }
    for text in ["", ".", "..", "...", "a.b.c", &format!("{token}.x"), &"x".repeat(100_000)] {
        assert!(provider.believes(text).is_err());
    }
}
