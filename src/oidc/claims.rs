//! What an ID token says, once everything about it is right: its signature by a key of the provider, for us, from them, now,
//! and in answer to our own question.

use crate::error::{Error, Kind, Result};
use jiff::Timestamp;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::{Map, Value};

/// Clocks differ.
const SKEW_S: i64 = 60;

/// A token is fetched at once; one that was made long ago was made for something else.
const OLDEST_S: i64 = 600;

/// Signatures by a key that only the provider has. What is signed with our own secret, or not at all, isn't taken.
const SIGNED: [Algorithm; 9] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// The provider's public keys.
#[derive(Clone, Debug, Default)]
pub struct Keys(Vec<Jwk>);

impl Keys {
    /// Reads a JWK set; keys of kinds that we don't know are passed over.
    pub fn read(set: &Value) -> Self {
        let keys = set.get("keys").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        Self(keys.iter().filter_map(|key| serde_json::from_value(key.clone()).ok()).collect())
    }

    /// Whether one has this id; without an id, whether there is just one.
    fn find(&self, id: Option<&str>) -> Option<&Jwk> {
        match id {
            Some(id) => self.0.iter().find(|key| key.common.key_id.as_deref() == Some(id)),
            None => self.0.first().filter(|_| self.0.len() == 1),
        }
    }

    /// Whether the key that signed a token is among them.
    pub fn know(&self, token: &str) -> bool {
        decode_header(token).is_ok_and(|header| self.find(header.kid.as_deref()).is_some())
    }
}

/// What must hold.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// Who it is from.
    pub issuer: &'a str,
    /// Whom it is for: us.
    pub client_id: &'a str,
    /// What we asked with.
    pub nonce: &'a str,
}

/// What is believed.
#[derive(Clone, Debug)]
pub struct Claims(Map<String, Value>);

fn refused(why: &'static str) -> Error {
    Error::new(Kind::Forbidden, why)
}

impl Claims {
    /// Reads an ID token.
    ///
    /// # Errors
    /// `Forbidden` when anything about it isn't right.
    pub fn read(token: &str, keys: &Keys, expected: Expected<'_>, now: Timestamp) -> Result<Self> {
        let unreadable = |cause| refused("The token can't be read.").with_source(cause);
        let header = decode_header(token).map_err(unreadable)?;
        if !SIGNED.contains(&header.alg) {
            return Err(refused("The token isn't signed with a key of the provider's own."));
        }
        let key =
            keys.find(header.kid.as_deref()).ok_or_else(|| refused("The token's key isn't one of the provider's."))?;
        let key = DecodingKey::from_jwk(key).map_err(unreadable)?;
        let mut validation = Validation::new(header.alg);
        validation.set_issuer(&[expected.issuer]);
        validation.set_audience(&[expected.client_id]);
        validation.set_required_spec_claims(&["iss", "aud", "exp", "sub"]);
        // Times are judged below, by the clock that this service has.
        validation.validate_exp = false;
        let claims: Map<String, Value> = decode(token, &key, &validation)
            .map_err(|cause| refused("The token isn't right.").with_source(cause))?
            .claims;
        let claims = Self(claims);
        claims.times(now)?;
        if claims.text("nonce") != Some(expected.nonce) {
            return Err(refused("The token answers another question."));
        }
        let shared = claims.0.get("aud").and_then(Value::as_array).is_some_and(|all| all.len() > 1);
        let party = claims.text("azp");
        if party.is_some_and(|party| party != expected.client_id) || shared && party.is_none() {
            return Err(refused("The token was made for somebody else."));
        }
        if claims.subject().is_empty() {
            return Err(refused("The token names nobody."));
        }
        Ok(claims)
    }

    fn times(&self, now: Timestamp) -> Result<()> {
        // A moment with a fraction is rounded down.
        let at = |name: &str| {
            let value = self.0.get(name)?;
            value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds as i64))
        };
        let now = now.as_second();
        let (expires, issued) = (at("exp").unwrap_or(0), at("iat").unwrap_or(0));
        if expires.saturating_add(SKEW_S) <= now || issued.saturating_add(OLDEST_S) < now {
            return Err(refused("The token is too old."));
        }
        if issued > now + SKEW_S || at("nbf").is_some_and(|from| from > now + SKEW_S) {
            return Err(refused("The token is of a time to come."));
        }
        Ok(())
    }

    /// Adds what the provider says elsewhere of the same person; what is signed counts first.
    ///
    /// # Errors
    /// `Forbidden` when it is somebody else.
    pub fn add(&mut self, more: Map<String, Value>) -> Result<()> {
        if more.get("sub").and_then(Value::as_str) != Some(self.subject()) {
            return Err(refused("The provider tells of somebody else."));
        }
        for (name, value) in more {
            self.0.entry(name).or_insert(value);
        }
        Ok(())
    }

    /// A claim that is a text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    /// Who it is, in the provider's own words: the same for ever.
    pub fn subject(&self) -> &str {
        self.text("sub").unwrap_or_default()
    }

    /// Whether there is a claim of this name.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Their address, and whether the provider says that it is theirs.
    pub fn email(&self) -> Option<(&str, bool)> {
        // Some providers write the word in place of the value.
        let verified = self.0.get("email_verified");
        let verified = verified.is_some_and(|value| value == &Value::Bool(true) || value == "true");
        self.text("email").map(|email| (email, verified))
    }

    /// A claim that is a text or several.
    pub fn texts(&self, name: &str) -> Vec<&str> {
        match self.0.get(name) {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use jsonwebtoken::{EncodingKey, Header, encode};
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
    use serde_json::json;

    const NOW: i64 = 1_795_000_000;
    const EXPECTED: Expected<'_> =
        Expected { issuer: "https://id.larkspur.example", client_id: "smilecard", nonce: "our own" };

    struct Signer {
        id: &'static str,
        key: EncodingKey,
        public: Value,
    }

    fn signer(id: &'static str) -> Signer {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref(), &random).unwrap();
        let point = pair.public_key().as_ref();
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
        let public = json!({"kty": "EC", "crv": "P-256", "kid": id, "use": "sig", "alg": "ES256", "x": x, "y": y});
        Signer { id, key: EncodingKey::from_ec_der(document.as_ref()), public }
    }

    fn signed(signer: &Signer, claims: &Value) -> String {
        let header = Header { kid: Some(signer.id.to_owned()), ..Header::new(Algorithm::ES256) };
        encode(&header, claims, &signer.key).unwrap()
    }

    fn right() -> Value {
        json!({
            "iss": EXPECTED.issuer, "aud": EXPECTED.client_id, "sub": "u-1", "nonce": EXPECTED.nonce,
            "iat": NOW - 5, "exp": NOW + 300, "email": "ruth@larkspur.example", "email_verified": true,
            "groups": ["billing", "all"], "amr": "mfa",
        })
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn keys(signers: &[&Signer]) -> Keys {
        let mut all: Vec<Value> = signers.iter().map(|signer| signer.public.clone()).collect();
        // A kind of key that is still to be invented doesn't hide the others.
        all.insert(0, json!({"kty": "LATTICE", "kid": "new"}));
        Keys::read(&json!({ "keys": all }))
    }

    #[test]
    fn what_is_signed_for_us_now_and_in_answer_to_us_is_believed() {
        let signer = signer("one");
        let token = signed(&signer, &right());
        let claims = Claims::read(&token, &keys(&[&signer]), EXPECTED, at(NOW)).unwrap();
        assert_eq!((claims.subject(), claims.email()), ("u-1", Some(("ruth@larkspur.example", true))));
        assert_eq!((claims.texts("groups"), claims.texts("amr")), (vec!["billing", "all"], vec!["mfa"]));
        for second in [NOW - 50, NOW + 359] {
            assert!(Claims::read(&token, &keys(&[&signer]), EXPECTED, at(second)).is_ok(), "clocks differ: {second}");
        }
        for second in [NOW - 66, NOW + 360, NOW + 600] {
            assert!(Claims::read(&token, &keys(&[&signer]), EXPECTED, at(second)).is_err(), "{second}");
        }
    }

    #[test]
    fn one_thing_that_is_wrong_is_enough() {
        let signer = signer("one");
        let with = |name: &str, value: Value| {
            let mut claims = right();
            claims[name] = value;
            claims
        };
        for (name, value) in [
            ("iss", json!("https://id.other.example")),
            ("aud", json!("somebody else")),
            ("aud", json!(["smilecard", "somebody else"])),
            ("azp", json!("somebody else")),
            ("nonce", json!("another")),
            ("nonce", Value::Null),
            ("exp", json!(NOW - 60)),
            ("exp", Value::Null),
            ("iat", json!(NOW + 61)),
            ("iat", json!(NOW - 601)),
            ("nbf", json!(NOW + 61)),
            ("sub", json!("")),
        ] {
            let token = signed(&signer, &with(name, value.clone()));
            let refused = Claims::read(&token, &keys(&[&signer]), EXPECTED, at(NOW));
            assert!(refused.is_err_and(|error| error.kind() == Kind::Forbidden), "{name}: {value}");
        }
        let shared = with("aud", json!(["smilecard", "somebody else"]));
        let mut ours = shared;
        ours["azp"] = json!("smilecard");
        assert!(Claims::read(&signed(&signer, &ours), &keys(&[&signer]), EXPECTED, at(NOW)).is_ok());
    }

    #[test]
    fn only_the_providers_own_keys_sign() {
        let (one, other) = (signer("one"), signer("two"));
        let token = signed(&other, &right());
        assert!(!keys(&[&one]).know(&token));
        assert!(Claims::read(&token, &keys(&[&one]), EXPECTED, at(NOW)).is_err(), "an unknown key");
        let impostor = Signer { id: "one", ..other };
        let token = signed(&impostor, &right());
        assert!(Claims::read(&token, &keys(&[&one]), EXPECTED, at(NOW)).is_err(), "a known name, another key");
        // Signed with what everybody knows, and not signed at all.
        let header = Header { kid: Some("one".to_owned()), ..Header::new(Algorithm::HS256) };
        let token = encode(&header, &right(), &EncodingKey::from_secret(b"smilecard")).unwrap();
        assert!(Claims::read(&token, &keys(&[&one]), EXPECTED, at(NOW)).is_err(), "a shared secret");
        let bare = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let token = format!("{}.{}.", bare(&json!({"alg": "none", "kid": "one"})), bare(&right()));
        assert!(Claims::read(&token, &keys(&[&one]), EXPECTED, at(NOW)).is_err(), "no signature");
        for nonsense in ["", "a.b", "a.b.c", "...."] {
            assert!(Claims::read(nonsense, &keys(&[&one]), EXPECTED, at(NOW)).is_err());
        }
    }

    #[test]
    fn what_is_told_elsewhere_is_of_the_same_person_and_overrides_nothing() {
        let signer = signer("one");
        let mut claims = Claims::read(&signed(&signer, &right()), &keys(&[&signer]), EXPECTED, at(NOW)).unwrap();
        let object = |value: Value| value.as_object().unwrap().clone();
        assert!(claims.add(object(json!({"sub": "u-2", "name": "Eve"}))).is_err());
        assert!(claims.add(object(json!({"name": "Eve"}))).is_err());
        claims.add(object(json!({"sub": "u-1", "name": "Ruth", "email": "eve@evil.example"}))).unwrap();
        assert_eq!((claims.text("name"), claims.email().unwrap().0), (Some("Ruth"), "ruth@larkspur.example"));
    }
}
