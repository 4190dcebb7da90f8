//! Is it our own page that posts this? A browser says so by `Sec-Fetch-Site` or `Origin`; forms of signed-in people
//! also carry a token that only their own pages hold.

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

/// Lets a signed-in person's form through if it came from their own page: the token that was sent is the one that
/// their session holds.
///
/// # Errors
/// `Forbidden`.
pub fn check(state: &State, request: &HttpRequest, held: &str, sent: &str) -> Result<()> {
    check_origin(request, &state.public_url)?;
    if bool::from(held.as_bytes().ct_eq(sent.as_bytes())) { Ok(()) } else { Err(refused()) }
}

/// Lets a form through that no other site posts: for pages without a session. What the browser says of the site that
/// sends it counts first; an older one names its origin; one that says neither is old, not foreign.
///
/// # Errors
/// `Forbidden`.
pub fn check_origin(request: &HttpRequest, public_url: &str) -> Result<()> {
    let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    let ours = match (header("sec-fetch-site"), header("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        // A page that keeps its address to itself (`no-referrer`) sends "null" with its own forms, too.
        (None, None | Some("null")) => true,
        (None, Some(origin)) => origin.eq_ignore_ascii_case(origin_of(public_url)),
    };
    if ours { Ok(()) } else { Err(refused()) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_our_own_pages_may_post() {
        let passes = |headers: &[(&'static str, &'static str)]| {
            let request = headers.iter().fold(TestRequest::post(), |request, header| request.insert_header(*header));
            check_origin(&request.to_http_request(), "https://cards.example/base").is_ok()
        };
        assert!(passes(&[]));
        assert!(passes(&[("sec-fetch-site", "same-origin"), ("origin", "null")]));
        assert!(passes(&[("origin", "https://cards.example")]));
        assert!(!passes(&[("origin", "https://cards.example.evil.example")]));
        assert!(!passes(&[("origin", "http://cards.example")]));
        for site in ["cross-site", "same-site", "something"] {
            assert!(!passes(&[("sec-fetch-site", site), ("origin", "https://cards.example")]), "{site}");
        }
    }
}
