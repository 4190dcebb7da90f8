//! A provider: what it says of itself, kept for an hour; its keys, asked for again when one is new; the way there and back.

use super::claims::{Claims, Expected, Keys};
use super::wire::Wire;
use crate::config::{Config, OidcSettings, Secret};
use crate::domain::token::Token;
use crate::domain::urls::encoded;
use crate::error::{Error, Kind, Result};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

/// How long what a provider says of itself is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(1);

/// How often its keys are asked for again because a token names one that is new.
const PAUSE: SignedDuration = SignedDuration::from_secs(60);

/// All providers, by the names of their sections.
#[derive(Debug, Default)]
pub struct Providers(BTreeMap<String, Provider>);

impl Providers {
    /// Those of the configuration; none is asked for anything yet.
    pub fn of(config: &Config) -> Self {
        let provider = |(name, settings): (&String, &OidcSettings)| {
            Some((name.clone(), Provider::of(settings, &config.server.public_url.to_string(), name)?))
        };
        Self(config.oidc.iter().filter_map(provider).collect())
    }

    /// One of them.
    pub fn named(&self, name: &str) -> Option<&Provider> {
        self.0.get(name)
    }

    /// Name and what its button says, in order of name.
    pub fn labels(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, provider)| (name.as_str(), provider.label.as_str()))
    }
}

/// What a provider says of itself.
#[derive(Clone, Debug, Deserialize)]
struct Discovered {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

#[derive(Clone, Debug)]
struct Known {
    discovered: Discovered,
    keys: Keys,
    at: Timestamp,
    /// When its keys were asked for again, because of one that was new.
    renewed: Option<Timestamp>,
}

/// One provider.
#[derive(Debug)]
pub struct Provider {
    /// What it is set up as.
    pub settings: OidcSettings,
    label: String,
    issuer: String,
    client_id: String,
    redirect: String,
    wire: Wire,
    known: Mutex<Option<Known>>,
}

/// What is remembered while somebody is away at the provider.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attempt {
    /// The provider's name.
    pub provider: String,
    /// Comes back with the answer.
    pub state: String,
    nonce: String,
    verifier: String,
    /// Where they wanted to go.
    pub next: String,
    /// When they left, in seconds since 1970.
    pub began: i64,
}

/// Where somebody is sent, and what is remembered meanwhile.
#[derive(Debug)]
pub struct Start {
    /// The provider's page.
    pub url: String,
    /// For when they come back.
    pub attempt: Attempt,
}

/// What comes back with them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// What the token is asked for with.
    pub code: String,
    /// What we sent along.
    pub state: String,
    /// Who answers, where the provider says so (RFC 9207).
    pub iss: Option<String>,
    /// Why not, in the provider's own words.
    pub error: Option<String>,
}

#[derive(Deserialize)]
struct Given {
    id_token: String,
    access_token: Option<String>,
}

fn random() -> Result<String> {
    Token::random().map(|token| token.reveal().to_owned())
}

impl Provider {
    fn of(settings: &OidcSettings, public_url: &str, name: &str) -> Option<Self> {
        Some(Self {
            label: settings.label.clone().unwrap_or_else(|| name.to_owned()),
            issuer: settings.issuer.as_ref()?.as_str().to_owned(),
            client_id: settings.client_id.clone()?,
            redirect: format!("{}/sign-in/with/{name}/callback", public_url.trim_end_matches('/')),
            wire: Wire::new(),
            known: Mutex::new(None),
            settings: settings.clone(),
        })
    }

    /// Who it is.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// What it says of itself and its keys; asked for when what is kept is old, or when `missing` says that a key is.
    fn known(&self, now: Timestamp, missing: Option<&str>) -> Result<Known> {
        let kept = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let fresh = kept.filter(|known| now >= known.at && now.duration_since(known.at) < KEPT);
        let known = match (fresh, missing) {
            (Some(known), None) => return Ok(known),
            (Some(known), Some(token)) if known.keys.know(token) => return Ok(known),
            (Some(known), Some(_)) if known.renewed.is_some_and(|at| now.duration_since(at) < PAUSE) => {
                return Ok(known);
            }
            (Some(known), Some(_)) => {
                let keys = Keys::read(&self.wire.get(&known.discovered.jwks_uri, None)?);
                Known { keys, renewed: Some(now), ..known }
            }
            (None, _) => self.discover(now)?,
        };
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(known.clone());
        Ok(known)
    }

    fn discover(&self, now: Timestamp) -> Result<Known> {
        let url = format!("{}/.well-known/openid-configuration", self.issuer.trim_end_matches('/'));
        let unfit = |why: &str| Error::unavailable(format!("The provider at {url} can't be used: {why}."));
        let discovered: Discovered = serde_json::from_value(self.wire.get(&url, None)?)
            .map_err(|cause| unfit("its discovery document lacks something").with_source(cause))?;
        if discovered.issuer != self.issuer {
            return Err(unfit("it calls itself by another issuer"));
        }
        let places = [&discovered.authorization_endpoint, &discovered.token_endpoint, &discovered.jwks_uri];
        // A provider on this machine speaks http; any other, https and nothing else.
        let scheme = if self.issuer.starts_with("https://") { "https://" } else { "http" };
        if !places.into_iter().chain(&discovered.userinfo_endpoint).all(|place| place.starts_with(scheme)) {
            return Err(unfit("it names a place without https"));
        }
        let keys = Keys::read(&self.wire.get(&discovered.jwks_uri, None)?);
        Ok(Known { discovered, keys, at: now, renewed: None })
    }

    /// Where to send somebody. May take seconds: run it where waiting is allowed.
    ///
    /// # Errors
    /// `Unavailable` when the provider can't be asked who it is.
    pub fn start(&self, name: &str, next: &str, now: Timestamp) -> Result<Start> {
        let known = self.known(now, None)?;
        let attempt = Attempt {
            provider: name.to_owned(),
            state: random()?,
            nonce: random()?,
            verifier: random()?,
            next: next.to_owned(),
            began: now.as_second(),
        };
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(attempt.verifier.as_bytes()));
        let scopes = self.settings.scopes.join(" ");
        let place = &known.discovered.authorization_endpoint;
        let mut url = place.clone();
        let mut mark = if place.contains('?') { '&' } else { '?' };
        for (key, value) in [
            ("response_type", "code"),
            ("client_id", self.client_id.as_str()),
            ("redirect_uri", self.redirect.as_str()),
            ("scope", scopes.as_str()),
            ("state", attempt.state.as_str()),
            ("nonce", attempt.nonce.as_str()),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
        ] {
            let _ = write!(url, "{mark}{key}={}", encoded(value));
            mark = '&';
        }
        Ok(Start { url, attempt })
    }

    /// Who came back. May take seconds: run it where waiting is allowed.
    ///
    /// # Errors
    /// `Forbidden` when what the provider says isn't right; `Unavailable` when it can't be asked.
    pub fn finish(&self, attempt: &Attempt, answer: &Answer, now: Timestamp) -> Result<Claims> {
        let known = self.known(now, None)?;
        let place = &known.discovered;
        let told = answer.iss.as_deref();
        if told.is_some_and(|issuer| issuer != self.issuer)
            || told.is_none() && place.authorization_response_iss_parameter_supported
        {
            return Err(Error::new(Kind::Forbidden, "Another provider answered."));
        }
        let given = self.fetch(place, attempt, &answer.code)?;
        let keys = self.known(now, Some(&given.id_token))?.keys;
        let expected = Expected { issuer: &self.issuer, client_id: &self.client_id, nonce: &attempt.nonce };
        let mut claims = Claims::read(&given.id_token, &keys, expected, now)?;
        let enough =
            claims.has("email") && (self.settings.groups.is_empty() || claims.has(&self.settings.groups_claim));
        if let (false, Some(userinfo), Some(token)) = (enough, &place.userinfo_endpoint, &given.access_token) {
            match self.wire.get(userinfo, Some(token))? {
                Value::Object(more) => claims.add(more)?,
                _ => return Err(Error::unavailable("The provider's answer can't be read.")),
            }
        }
        Ok(claims)
    }

    fn fetch(&self, place: &Discovered, attempt: &Attempt, code: &str) -> Result<Given> {
        let secret = self.settings.client_secret.as_ref().map(Secret::expose);
        let methods = &place.token_endpoint_auth_methods_supported;
        // Where nothing is said, the header is meant (Discovery 1.0, section 3).
        let by_header = methods.is_empty() || methods.iter().any(|method| method == "client_secret_basic");
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", self.redirect.as_str()),
            ("code_verifier", attempt.verifier.as_str()),
        ];
        let basic = match secret {
            Some(secret) if by_header => {
                Some(STANDARD.encode(format!("{}:{}", encoded(&self.client_id), encoded(secret))))
            }
            Some(secret) => {
                form.extend([("client_id", self.client_id.as_str()), ("client_secret", secret)]);
                None
            }
            None => {
                form.push(("client_id", self.client_id.as_str()));
                None
            }
        };
        serde_json::from_value(self.wire.post(&place.token_endpoint, basic.as_deref(), &form)?)
            .map_err(|_| Error::unavailable("The provider's answer holds no ID token."))
    }
}
