//! Is it our own page that posts this? A browser says so by `Sec-Fetch-Site` or `Origin`; forms of signed-in people
//! also carry a token that only their own pages hold.

use super::session::who::SignedIn;
use super::state::State;
use crate::domain::token::{SigningKey, Token};
use crate::error::{Error, Kind, Result};
use actix_web::HttpRequest;
use std::fmt::Write as _;
use subtle::ConstantTimeEq;

/// The token of a session's pages: bound to the session, so that another's is worth nothing.
pub fn token(key: &SigningKey, session: &Token) -> String {
    let signature: [u8; 32] = key.sign("csrf", &session.hash());
    signature.iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Lets a signed-in person's form through if it came from their own page.
///
/// # Errors
/// `Forbidden`.
pub fn check(state: &State, request: &HttpRequest, person: &SignedIn, sent: &str) -> Result<()> {
    from_our_pages(state, request)?;
    if bool::from(person.csrf.as_bytes().ct_eq(sent.as_bytes())) { Ok(()) } else { Err(refused()) }
}

/// Lets a form through that no other site posts: for pages without a session. A browser that says neither where it
/// comes from nor from what kind of site is old, not foreign.
///
/// # Errors
/// `Forbidden`.
pub fn from_our_pages(state: &State, request: &HttpRequest) -> Result<()> {
    let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    let site = header("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    // A page under `no-referrer` sends `Origin: null` with its own form; the fetch site tells it from a foreign one.
    let origin = match header("origin") {
        None => true,
        Some("null") => header("sec-fetch-site").is_some(),
        Some(origin) => origin.eq_ignore_ascii_case(origin_of(&state.public_url)),
    };
    if site && origin { Ok(()) } else { Err(refused()) }
}

/// Scheme, host and port of a URL.
fn origin_of(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find('/').map_or(url.len(), |at| host + at);
    &url[..end]
}

fn refused() -> Error {
    Error::new(Kind::Forbidden, "This form did not come from its own page. Open the page again and send it from there.")
}
