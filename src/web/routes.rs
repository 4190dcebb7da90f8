//! Every URL on one page. A GET or HEAD never writes; what changes something is a POST to a noun.

use super::{agent, error, manager};
use actix_web::web::{self, FormConfig, ServiceConfig};
use actix_web::{Route, guard};

/// A note of 2,000 characters, each written as `%XX` up to four times, with room for the rest of the form.
const FORM_BYTES: usize = 64 * 1024;

/// Mounts every page. Needs `web::Data<State>` and the middleware [`error::pages`].
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.app_data(FormConfig::default().limit(FORM_BYTES).error_handler(error::unreadable_form));

    // --- for customers: form, thanks, static files (public/)
    // --- signing in and out (session/)

    // --- everybody's first page
    cfg.service(web::resource("/").route(reading().to(manager::home)));

    // --- an agent's own page
    cfg.service(web::resource("/me").route(reading().to(agent::show)));

    // --- the inbox and its cards
    cfg.service(web::resource("/inbox").route(reading().to(manager::inbox::show)));
    cfg.service(web::resource("/cards/{card}").route(reading().to(manager::card::show)));
    cfg.service(web::resource("/cards/{card}/owner").route(web::post().to(manager::card::take)));
    cfg.service(web::resource("/cards/{card}/answer").route(web::post().to(manager::card::answered)));
    cfg.service(web::resource("/cards/{card}/kind").route(web::post().to(manager::card::set_kind)));
    cfg.service(web::resource("/cards/{card}/release").route(web::post().to(manager::release::release)));
    cfg.service(web::resource("/cards/{card}/release/undo").route(web::post().to(manager::release::withhold)));
    cfg.service(web::resource("/cards/{card}/closure").route(web::post().to(manager::closure::close)));
    cfg.service(web::resource("/cards/{card}/closure/undo").route(web::post().to(manager::closure::reopen)));
    cfg.service(web::resource("/cards/{card}/triage/{question}").route(web::post().to(manager::triage::decide)));
    cfg.service(web::resource("/cards/{card}/triage/{question}/undo").route(web::post().to(manager::triage::undo)));
    cfg.service(web::resource("/cards/{card}/mentions/{agent}/removal").route(web::post().to(manager::triage::untag)));

    cfg.default_service(web::to(error::nowhere));
}

/// GET, and HEAD for those who only ask whether it is there.
fn reading() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}
