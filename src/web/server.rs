//! The HTTP server: the order of middleware, limits on everything that comes in, headers on everything that goes out.

use super::error::{self, Failure};
use super::routes;
use super::state::State;
use crate::error::{Error, Kind, Result};
use actix_web::dev::{Server, Service};
use actix_web::http::header;
use actix_web::middleware::{Compress, DefaultHeaders, from_fn};
use actix_web::{App, HttpServer, web};
use futures_util::FutureExt;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

/// Pages may use our own stylesheet and pictures and post to ourselves; nothing else, and nobody may frame them.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// How long a stopping server waits for requests that run.
const LAST_REQUESTS_S: u64 = 15;

/// Takes the address to listen on; a port that is taken is said by name.
///
/// # Errors
/// `Unavailable` when the address can't be had.
pub fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).map_err(|cause| {
        let message = match cause.kind() {
            std::io::ErrorKind::AddrInUse => {
                format!("Port {} is in use already. Choose another with --port, or set server.bind.", address.port())
            }
            _ => format!("{address} can't be listened on."),
        };
        Error::unavailable(message).with_source(cause)
    })
}

/// Starts serving on a listener; the server runs until it is stopped.
///
/// # Errors
/// `Unavailable` when the listener can't be used.
pub fn serve(
    state: Arc<State>,
    listener: TcpListener,
    extra: impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static,
) -> Result<Server> {
    let settings = &state.config.server;
    let (most, workers) = (settings.max_body_bytes(), settings.workers);
    // One deadline for reading the body and doing the work: actix itself never cuts a slow body.
    let deadline = settings.body_timeout() + settings.request_timeout();
    let secure = state.secure;
    let data = web::Data::from(state);
    let mut server = HttpServer::new(move || {
        App::new()
            .app_data(data.clone())
            .app_data(
                web::FormConfig::default().limit(most).error_handler(|cause, _| Failure::from(of_body(cause)).into()),
            )
            .app_data(web::PayloadConfig::new(most))
            .configure(routes::configure)
            .configure(extra.clone())
            .default_service(web::route().to(error::nowhere))
            .wrap_fn(move |request, service| {
                // The request must not be cloned before it is routed; so a late answer is an error without a page.
                actix_web::rt::time::timeout(deadline, service.call(request)).map(|outcome| {
                    let late = || Err(Failure::from(Error::unavailable("The request took too long.")).into());
                    outcome.unwrap_or_else(|_| late())
                })
            })
            .wrap(from_fn(error::pages))
            .wrap(headers(secure))
            .wrap(Compress::default())
    })
    .client_request_timeout(Duration::from_secs(10))
    .client_disconnect_timeout(Duration::from_secs(2))
    .shutdown_timeout(LAST_REQUESTS_S)
    .disable_signals();
    if let Some(workers) = std::num::NonZeroUsize::new(workers) {
        server = server.workers(workers.get());
    }
    let server = server
        .listen(listener)
        .map_err(|cause| Error::unavailable("The server can't be started.").with_source(cause))?;
    Ok(server.run())
}

fn headers(secure: bool) -> DefaultHeaders {
    let headers = DefaultHeaders::new()
        .add((header::CONTENT_SECURITY_POLICY, CONTENT_POLICY))
        .add((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .add((header::REFERRER_POLICY, "same-origin"))
        .add(("cross-origin-opener-policy", "same-origin"))
        .add(("permissions-policy", "camera=(), geolocation=(), microphone=()"));
    if secure { headers.add((header::STRICT_TRANSPORT_SECURITY, "max-age=31536000")) } else { headers }
}

/// What is wrong with a body that could not be read as a form.
fn of_body(cause: actix_web::error::UrlencodedError) -> Error {
    use actix_web::error::UrlencodedError as Wrong;
    let kind = match &cause {
        Wrong::Overflow { .. } => Kind::TooLarge,
        _ => Kind::Invalid,
    };
    let message = match kind {
        Kind::TooLarge => "That is more than a card can hold.",
        _ => "What was sent can't be read as a form.",
    };
    Error::new(kind, message).with_source(cause)
}
