//! What a visitor sees when something fails: a status from the kind of error and a page with one thing to say.
//! Handlers return [`Failure`]; [`pages`] dresses it. What is missing and what isn't yours look the same.

use super::public::notice_page::NoticePage;
use super::shell::Shell;
use super::state::State;
use crate::domain::token::{Token, readable};
use crate::domain::urls::encoded;
use crate::error::{Error, Kind};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::QueryPayloadError;
use actix_web::http::header::{CACHE_CONTROL, ContentType, LOCATION, RETRY_AFTER};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use std::fmt;

/// Seconds after which a busy service is worth another try.
const BUSY_FOR: &str = "30";

/// An error on its way to a visitor.
#[derive(Debug)]
pub struct Failure(pub Error);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        status(self.0.kind())
    }

    /// An empty answer with the right status; [`pages`] puts the page into it.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// The HTTP column of the table of errors.
pub fn status(kind: Kind) -> StatusCode {
    match kind {
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Unauthenticated => StatusCode::SEE_OTHER,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Middleware: gives every [`Failure`] its page.
///
/// # Errors
/// Those of the inner service that are no answer yet.
pub async fn pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let state = request.app_data::<web::Data<State>>().cloned();
    let answered = next.call(request).await?.map_into_boxed_body();
    let (Some(state), Some(error)) = (state, answered.response().error().and_then(|e| e.as_error::<Failure>())) else {
        return Ok(answered);
    };
    let dressed = dress(&state, answered.request(), &error.0);
    Ok(answered.into_response(dressed))
}

/// The answer to an error, with its page and its line in the log.
pub fn dress(state: &State, request: &HttpRequest, error: &Error) -> HttpResponse {
    let reference = log(error);
    let mut answer = HttpResponse::build(status(error.kind()));
    answer.insert_header((CACHE_CONTROL, "no-store"));
    let shell = Shell::public("Smilecard", &state.stylesheet.href, "");
    let page = match error.kind() {
        Kind::Unauthenticated => {
            return answer.insert_header((LOCATION, sign_in_path(request))).finish();
        }
        Kind::NotFound => NoticePage::not_found(shell),
        Kind::RateLimited => NoticePage::too_many(shell),
        Kind::Unavailable => {
            answer.insert_header((RETRY_AFTER, BUSY_FOR));
            NoticePage::busy(shell)
        }
        Kind::Internal => NoticePage::fault(shell, &reference),
        Kind::Invalid | Kind::TooLarge | Kind::Forbidden | Kind::Conflict => said(shell, error),
    };
    match state.templates.render("web/public/error.html", &page) {
        Ok(body) => answer.content_type(ContentType::html()).body(body),
        // The plain sentence is better than nothing when the page itself is broken.
        Err(broken) => {
            log(&broken);
            answer.content_type(ContentType::plaintext()).body(page.heading)
        }
    }
}

/// A page whose one thing to say is the error's own sentence.
fn said(shell: Shell, error: &Error) -> NoticePage {
    NoticePage {
        shell,
        heading: error.message().to_owned(),
        lead: "Nothing was changed. Go back to the page before this one.".to_owned(),
        onward: None,
        reference: None,
    }
}

/// Where to sign in; a page that was asked for is the first one afterwards.
fn sign_in_path(request: &HttpRequest) -> String {
    let asked = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let page = matches!(*request.method(), Method::GET | Method::HEAD) && asked != "/";
    if !page {
        return "/sign-in".to_owned();
    }
    // A slash may stand where it is, and reads better.
    format!("/sign-in?next={}", encoded(asked).replace("%2F", "/"))
}

/// Writes the error to the log as loudly as its kind deserves; returns a number to ask for it by.
fn log(error: &Error) -> String {
    let reference = Token::random().map_or_else(|_| "0".to_owned(), |token| readable(&token.hash()[..5]));
    let (kind, message, causes) = (error.kind(), error.message(), error.causes());
    match kind {
        Kind::Invalid | Kind::NotFound => tracing::debug!(?kind, message, causes, "refused"),
        Kind::TooLarge | Kind::Unauthenticated | Kind::Forbidden | Kind::Conflict | Kind::RateLimited => {
            tracing::info!(?kind, message, causes, "refused")
        }
        Kind::Unavailable => tracing::warn!(message, causes, "could not answer"),
        Kind::Internal => tracing::error!(message, causes, reference, "our own fault"),
    }
    reference
}

/// What is wrong with an address behind whose `?` something stands twice.
pub(super) fn of_query(cause: QueryPayloadError) -> Failure {
    Failure(Error::invalid("This address can't be read: something in it stands twice.").with_source(cause))
}

/// Handler for every address that leads nowhere.
///
/// # Errors
/// `NotFound`, always.
pub async fn nowhere() -> Result<HttpResponse, Failure> {
    Err(Failure(Error::not_found("There is nothing under this address.")))
}
