//! `GET /first-steps`: three things that bring the first card in. An admin's first page until there is one.

use super::pages::{FirstStepsPage, FormAddress};
use super::staff::standing;
use crate::domain::urls::without_scheme;
use crate::services::settings;
use crate::web::answer::{Answer, private};
use crate::web::frame;
use crate::web::session::qr::Qr;
use crate::web::session::who::CurrentAdmin;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::web;

/// `GET /first-steps`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn show(state: web::Data<State>, person: CurrentAdmin) -> Answer {
    let viewer = person.0.viewer.clone();
    let steps = state.database.read_async(move |connection| settings::first_steps(connection, &viewer)).await?;
    let form = steps
        .form
        .map(|slug| {
            let href = format!("{}/f/{slug}", state.public_url);
            let short = without_scheme(&href).to_owned();
            Qr::of(&href).map(|qr| FormAddress { href, short, qr, poster: format!("/links/poster?form={slug}") })
        })
        .transpose()?;
    let heading = match steps.has_cards {
        true => "Cards are coming in. Three things bring more.",
        false => "No cards yet. Three things bring the first one in.",
    };
    let page = FirstStepsPage {
        shell: frame::shell(&state, &person.0, &steps.organisation.name, "/first-steps"),
        heading: heading.to_owned(),
        form,
        mail_address: steps.organisation.mail_address,
        has_letters: steps.has_letters,
        staff: (steps.staff > 0).then(|| standing(steps.staff)),
    };
    private(&state, StatusCode::OK, "web/admin/first_steps.html", &page)
}
