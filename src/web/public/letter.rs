//! `GET /letter/{token}`: a digest in a browser, word for word as it was sent. The link in the letter is the key; it opens
//! nothing but this letter, and for a while only.

use crate::services::digest::desk;
use crate::web::answer::Answer;
use crate::web::state::State;
use actix_web::http::header;
use actix_web::{HttpResponse, web};

/// A letter carries its styles in attributes, which our pages forbid: it is shown as a document of its own, which can run,
/// load and post nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'; sandbox allow-popups allow-top-navigation-by-user-activation";

/// `GET /letter/{token}`
///
/// # Errors
/// `NotFound` when there is none or its time has run out.
pub async fn show(state: web::Data<State>, token: web::Path<String>) -> Answer {
    let (now, token) = (state.clock.now(), token.into_inner());
    let digest = state.database.read_async(move |connection| desk::by_link(connection, &token, now)).await?;
    Ok(document(digest.body_html))
}

/// The HTML of a letter as an answer.
pub fn document(html: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .body(html)
}
