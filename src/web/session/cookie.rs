//! The session's cookie: the browser holds a random token, the server only its hash.

use crate::domain::token::Token;
use crate::web::state::State;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};

/// `__Host-` makes a browser refuse it without https, with a domain, or for a part of the site only. On plain http (the
/// demo, a laptop) browsers would refuse that name.
fn name(state: &State) -> &'static str {
    if state.secure { "__Host-smilecard" } else { "smilecard" }
}

/// The cookie of a session that begins.
pub fn started(session: &Token, state: &State) -> Cookie<'static> {
    built(session.reveal().to_owned(), state, Duration::seconds(state.lifetimes.absolute.as_secs()))
}

/// The cookie that makes a browser forget.
pub fn ended(state: &State) -> Cookie<'static> {
    built(String::new(), state, Duration::ZERO)
}

/// The token that a browser sent.
pub fn read(request: &HttpRequest, state: &State) -> Option<Token> {
    request.cookie(name(state)).map(|cookie| Token::from_visitor(cookie.value()))
}

/// Hands a new session to the browser.
pub(super) fn put_cookie(answer: &mut HttpResponse, state: &State, session: &Token) {
    if let Ok(value) = header::HeaderValue::from_str(&started(session, state).to_string()) {
        answer.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn built(value: String, state: &State, max_age: Duration) -> Cookie<'static> {
    Cookie::build(name(state), value)
        .path("/")
        .http_only(true)
        .secure(state.secure)
        .same_site(SameSite::Lax)
        .max_age(max_age)
        .finish()
}
