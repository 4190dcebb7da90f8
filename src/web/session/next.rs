//! Where somebody goes after a step of signing in: never away from this service.

use super::cookie::put_cookie;
use crate::domain::token::Token;
use crate::web::answer::see;
use crate::web::state::State;
use actix_web::HttpResponse;

/// Into the service, with the new session.
pub(super) fn let_in(state: &State, session: &Token, next: &str) -> HttpResponse {
    let mut answer = see(next);
    put_cookie(&mut answer, state, session);
    answer
}

/// Where the second step is, with the page that was asked for behind it.
pub(super) fn second_step(next: &str) -> String {
    match own_path(next) {
        "/" => "/sign-in/second".to_owned(),
        next => format!("/sign-in/second?next={}", next.replace('%', "%25").replace('&', "%26").replace('#', "%23")),
    }
}

/// Where to go after signing in: a page of ours that can stand in a link as it is; empty for nothing better than the front
/// page.
pub(super) fn onward(next: &str) -> String {
    let plain = next.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte));
    if plain && next.len() < 200 && own_path(next) != "/" { next.to_owned() } else { String::new() }
}

/// A path on this very service, or the front page: a link of ours must not send people elsewhere.
pub(super) fn own_path(next: &str) -> &str {
    let plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if plain && next.starts_with('/') && !next.starts_with("//") { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn signing_in_never_leads_elsewhere() {
        for wrong in ["", "//evil.example", "https://evil.example", "/\\evil.example", "/a\nb", "cards"] {
            assert_eq!(own_path(wrong), "/", "{wrong}");
        }
        assert_eq!(own_path("/cards/1?x=2"), "/cards/1?x=2");
    }
}
