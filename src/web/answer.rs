//! Turns a page into an answer.

use super::error::Failure;
use super::state::State;
use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use serde::Serialize;

/// A page for one person's eyes: no cache keeps it.
///
/// # Errors
/// `Internal` when the page can't be rendered.
pub fn private(
    state: &State,
    status: StatusCode,
    template: &str,
    page: &impl Serialize,
) -> Result<HttpResponse, Failure> {
    let body = state.templates.render(template, page)?;
    Ok(HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(body))
}

/// What a handler returns.
pub type Answer = Result<HttpResponse, Failure>;

/// Sends the browser to a path of ours with a GET.
pub fn see(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}
