//! `GET /settings`: the organisation's name, zone, language, postal line, and whether a second step is asked for.

use super::pages::{Choice, OrganisationPage};
use super::{Fields, head};
use crate::domain::SecondFactor;
use crate::error::{Error, Kind, Result};
use crate::services::logo;
use crate::services::settings::{self, Choices};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::session::who::CurrentAdmin;
use crate::web::shell::Picture;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub(super) done: String,
    /// The hash of a logo that was in use before.
    pub(super) logo: String,
}

/// `GET /settings`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn show(state: web::Data<State>, person: CurrentAdmin, asked: web::Query<Asked>) -> Answer {
    let done = match asked.done.as_str() {
        "saved" => Some("Saved."),
        "logo" => Some("Saved. Customers see the logo from now on."),
        "logo-gone" => Some("The logo is removed."),
        "logo-back" => Some("The logo is back."),
        _ => None,
    };
    let mut page = page(&state, &person, done).await?;
    page.logo_before = Some(asked.logo.clone()).filter(|hash| done.is_some() && !hash.is_empty());
    private(&state, StatusCode::OK, "web/admin/organisation.html", &page)
}

async fn page(state: &State, person: &CurrentAdmin, done: Option<&str>) -> Result<OrganisationPage> {
    let viewer = person.0.viewer.clone();
    let (row, policy, logo) = state
        .database
        .read_async(move |connection| {
            let (row, policy) = settings::read(connection, &viewer)?;
            Ok((row, policy, logo::current(connection, &viewer)?))
        })
        .await?;
    Ok(OrganisationPage {
        head: head(state, &person.0, &row.name, "/settings", done),
        logo: logo.map(|facts| Picture::of(&facts, &row.name)),
        logo_before: None,
        name: row.name,
        zone: row.zone,
        postal_line: row.postal_line,
        mail_address: row.mail_address,
        second: second(policy),
        languages: languages(state, &row.language),
    })
}

/// The page with what was wrong with a picture.
pub(super) async fn shown(state: &State, person: &CurrentAdmin, status: StatusCode, error: &Error) -> Answer {
    let mut page = page(state, person, None).await?;
    page.head.error = Some(error.message().to_owned());
    private(state, status, "web/admin/organisation.html", &page)
}

/// The languages that there are, with the one that holds.
fn languages(state: &State, holds: &str) -> Vec<Choice> {
    let messages = state.templates.messages();
    let holds = messages.closest(holds);
    let choice = |code: &str| {
        Choice::plain(code, messages.plain(code, "language").unwrap_or_else(|_| code.to_owned()), code == holds)
    };
    messages.languages().map(choice).collect()
}

fn second(holds: SecondFactor) -> Vec<Choice> {
    let choice = |policy: SecondFactor, label: &str, hint: &str| Choice {
        value: policy.word().to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        chosen: policy == holds,
    };
    vec![
        choice(
            SecondFactor::Required,
            "Required",
            "Managers, admins and auditors give a code from their phone. Whoever has none yet sets it up next time.",
        ),
        choice(SecondFactor::Optional, "Left to each", "Whoever has set it up is asked for it."),
        choice(SecondFactor::Off, "Off", "The link in the mail is enough for everybody."),
    ]
}

/// `POST /settings`
///
/// # Errors
/// `NotFound` for whoever is no admin. What can't be comes back with the page.
pub async fn save(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let form = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, form.one("csrf"))?;
    let policy = SecondFactor::from_word(form.one("second")).unwrap_or(SecondFactor::Required);
    let new = Choices {
        name: form.one("name").to_owned(),
        zone: form.one("zone").to_owned(),
        postal_line: form.one("postal").to_owned(),
        language: form.one("language").to_owned(),
        second_factor: policy,
    };
    let (viewer, now, wanted) = (person.0.viewer.clone(), state.clock.now(), new.clone());
    let saved = state.database.write_async(move |connection| settings::save(connection, &viewer, &wanted, now)).await;
    match saved {
        Ok(()) => {
            state.directory.doubt(person.0.viewer.organisation);
            Ok(see("/settings?done=saved"))
        }
        Err(error) if error.kind() == Kind::Invalid => {
            let mut page = page(&state, &person, None).await?;
            page.head.error = Some(error.message().to_owned());
            (page.name, page.zone, page.postal_line) = (new.name, new.zone, new.postal_line);
            page.second = second(policy);
            if !new.language.is_empty() {
                page.languages = languages(&state, &new.language);
            }
            private(&state, StatusCode::UNPROCESSABLE_ENTITY, "web/admin/organisation.html", &page)
        }
        Err(error) => Err(error.into()),
    }
}
