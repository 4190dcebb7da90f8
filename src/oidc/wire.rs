//! Asking a provider: small answers, soon, over TLS, and never sent on elsewhere.

use crate::domain::names::one_line;
use crate::error::{Error, Kind, Result};
use serde_json::Value;
use std::time::Duration;
use ureq::tls::{RootCerts, TlsConfig};

/// A set of keys or a token is some kilobytes.
const LARGEST: u64 = 256 * 1024;

/// Somebody waits in front of their browser.
const LONGEST: Duration = Duration::from_secs(8);

/// Asks with these manners.
#[derive(Clone, Debug)]
pub(super) struct Wire(ureq::Agent);

impl Wire {
    pub(super) fn new() -> Self {
        let tls = TlsConfig::builder().root_certs(RootCerts::WebPki).build();
        let agent = ureq::Agent::config_builder()
            .tls_config(tls)
            .proxy(None)
            .timeout_global(Some(LONGEST))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent("smilecard")
            .build()
            .new_agent();
        Self(agent)
    }

    /// A document.
    pub(super) fn get(&self, url: &str, bearer: Option<&str>) -> Result<Value> {
        let mut request = self.0.get(url).header("Accept", "application/json");
        if let Some(token) = bearer {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        read(request.call().map_err(unreachable)?)
    }

    /// What a form is answered.
    pub(super) fn post(&self, url: &str, basic: Option<&str>, form: &[(&str, &str)]) -> Result<Value> {
        let mut request = self.0.post(url).header("Accept", "application/json");
        if let Some(basic) = basic {
            request = request.header("Authorization", format!("Basic {basic}"));
        }
        read(request.send_form(form.iter().copied()).map_err(unreachable)?)
    }
}

fn unreachable(cause: ureq::Error) -> Error {
    Error::unavailable("The provider can't be reached.").with_source(cause)
}

fn read(mut answer: ureq::http::Response<ureq::Body>) -> Result<Value> {
    let status = answer.status();
    let text = answer
        .body_mut()
        .with_config()
        .limit(LARGEST)
        .read_to_string()
        .map_err(|cause| Error::unavailable("The provider's answer broke off.").with_source(cause))?;
    // serde's own words would quote a token.
    let value: Option<Value> = serde_json::from_str(&text).ok();
    if status.is_success() {
        return value.ok_or_else(|| Error::unavailable("The provider's answer can't be read."));
    }
    let said = |name: &str| value.as_ref().and_then(|told| told.get(name)).and_then(Value::as_str).unwrap_or_default();
    let words = one_line(&format!("{} {} {}", status.as_u16(), said("error"), said("error_description")), 300);
    let kind = if status.is_client_error() { Kind::Forbidden } else { Kind::Unavailable };
    Err(Error::new(kind, format!("The provider refuses: {words}")))
}
