//! For whoever watches over the service: `/healthz` says that the process answers, `/readyz` that it can store.

use crate::error::Kind;
use crate::store::organisations;
use crate::web::state::State;
use actix_web::{HttpResponse, web};

/// `GET /healthz`
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// `GET /readyz`: asks the database.
pub async fn ready(state: web::Data<State>) -> HttpResponse {
    let outcome =
        state.database.read_async(|connection| organisations::instance_value(connection, "signing key")).await;
    match outcome {
        Ok(_) => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"),
        Err(error) => {
            let kind = if error.kind() == Kind::Unavailable {
                "the database is out of reach"
            } else {
                "the database can't be read"
            };
            HttpResponse::ServiceUnavailable()
                .content_type("text/plain; charset=utf-8")
                .body(format!("not ready: {kind}\n"))
        }
    }
}
