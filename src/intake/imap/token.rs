//! Tokens to sign in with (R27): asked for by client credentials (RFC 6749, section 4.4) or with a refresh token
//! (section 6), kept until shortly before they end, never written anywhere.

use crate::config::{ImapSettings, Secret};
use crate::domain::names::one_line;
use crate::error::{Error, Kind, Result};
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;
use tokio_rustls::rustls::pki_types::CertificateDer;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// A token that ends within this time is no longer used: signing in takes some of it.
const MARGIN: SignedDuration = SignedDuration::from_secs(60);
/// When the server doesn't say how long a token lasts (RFC 6749 only recommends it).
const USUAL: i64 = 3600;
/// An answer is some kilobytes.
const LARGEST_ANSWER: u64 = 64 * 1024;
/// For the whole question.
const LONGEST: Duration = Duration::from_secs(20);

/// The tokens of one mailbox.
pub(super) struct Tokens {
    agent: ureq::Agent,
    url: String,
    form: Vec<(&'static str, Secret)>,
    refresh: Option<Secret>,
    kept: Option<(Secret, Timestamp)>,
}

#[derive(serde::Deserialize)]
struct Given {
    access_token: String,
    expires_in: Option<serde_json::Value>,
    refresh_token: Option<String>,
}

#[derive(serde::Deserialize)]
struct Refused {
    error: String,
    error_description: Option<String>,
}

impl Tokens {
    /// None for a mailbox that is opened by password.
    pub(super) fn of(settings: &ImapSettings, authorities: &[CertificateDer<'static>]) -> Option<Self> {
        let url = settings.token_url()?;
        let own = |der: &CertificateDer<'static>| Certificate::from_der(der).to_owned();
        let roots = match authorities.is_empty() {
            true => RootCerts::WebPki,
            false => authorities.iter().map(own).collect::<Vec<_>>().into(),
        };
        let tls = TlsConfig::builder().root_certs(roots);
        let agent = ureq::Agent::config_builder()
            .tls_config(tls.build())
            .timeout_global(Some(LONGEST))
            // A token's answer never sends us on, and IMAP goes past any proxy, too.
            .max_redirects(0)
            .proxy(None)
            .http_status_as_error(false)
            .user_agent("smilecard")
            .build()
            .new_agent();
        let mut form = vec![("client_id", Secret::new(settings.client_id.clone().unwrap_or_default()))];
        form.extend(settings.client_secret.clone().map(|secret| ("client_secret", secret)));
        form.extend(settings.scope().map(|scope| ("scope", Secret::new(scope))));
        Some(Self { agent, url, form, refresh: settings.refresh_token.clone(), kept: None })
    }

    /// A token that is good for a while yet, and whether it was used before.
    ///
    /// # Errors
    /// `Unauthenticated` when the server refuses us, `Unavailable` when it can't be asked.
    pub(super) async fn get(&mut self, now: Timestamp) -> Result<(Secret, bool)> {
        if let Some((token, until)) = &self.kept
            && *until - MARGIN > now
        {
            return Ok((token.clone(), true));
        }
        let (agent, url, mut form) = (self.agent.clone(), self.url.clone(), self.form.clone());
        match &self.refresh {
            Some(refresh) => {
                form.push(("grant_type", Secret::new("refresh_token")));
                form.push(("refresh_token", refresh.clone()));
            }
            None => form.push(("grant_type", Secret::new("client_credentials"))),
        }
        let given = tokio::task::spawn_blocking(move || ask(&agent, &url, &form))
            .await
            .unwrap_or_else(|_| Err(Error::internal("Asking for a token broke off.")))?;
        let lasts = match &given.expires_in {
            Some(serde_json::Value::Number(number)) => number.as_i64(),
            // Some servers write the number as a text.
            Some(serde_json::Value::String(text)) => text.parse().ok(),
            _ => None,
        };
        let until = now.checked_add(SignedDuration::from_secs(lasts.unwrap_or(USUAL))).unwrap_or(now);
        // A server may replace the refresh token; the old one then ends some day.
        if let Some(next) = given.refresh_token.filter(|_| self.refresh.is_some()) {
            self.refresh = Some(Secret::new(next));
        }
        let token = Secret::new(given.access_token);
        self.kept = Some((token.clone(), until));
        Ok((token, false))
    }

    /// The mail server doesn't want the token that was kept.
    pub(super) fn forget(&mut self) {
        self.kept = None;
    }
}

fn ask(agent: &ureq::Agent, url: &str, form: &[(&str, Secret)]) -> Result<Given> {
    let form = form.iter().map(|(name, value)| (*name, value.expose()));
    let mut answer = agent
        .post(url)
        .header("Accept", "application/json")
        .send_form(form)
        .map_err(|cause| Error::unavailable("The server that gives tokens can't be reached.").with_source(cause))?;
    let status = answer.status();
    let text = answer.body_mut().with_config().limit(LARGEST_ANSWER).read_to_string().map_err(|cause| {
        Error::unavailable("The answer of the server that gives tokens broke off.").with_source(cause)
    })?;
    if status.is_success() {
        // serde's own words would quote the token.
        return serde_json::from_str(&text)
            .map_err(|_| Error::unavailable("The server that gives tokens answered without one."));
    }
    let told = serde_json::from_str::<Refused>(&text).ok();
    let words = told.map_or_else(
        || format!("status {}", status.as_u16()),
        |told| format!("{} ({})", told.error, told.error_description.unwrap_or_default()),
    );
    let kind =
        if status.is_client_error() && status.as_u16() != 429 { Kind::Unauthenticated } else { Kind::Unavailable };
    Err(Error::new(kind, format!("The server that gives tokens refuses: {}", one_line(&words, 300))))
}
