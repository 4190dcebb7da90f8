//! `POST /settings/logo`: the organisation's picture, its removal, and putting it back.

use super::organisation::shown;
use super::{Fields, see_settings};
use crate::domain::logo::{LARGEST, Logo};
use crate::error::{Error, Kind};
use crate::services::logo;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::csrf;
use crate::web::session::who::CurrentAdmin;
use crate::web::state::State;
use crate::web::upload::Upload;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};

/// What the fields beside the file may take, in bytes.
const AROUND: usize = 16 * 1024;

/// `POST /settings/logo`
///
/// # Errors
/// `NotFound` for whoever is no admin. A file that can't be shown comes back with the page.
pub async fn choose(state: web::Data<State>, person: CurrentAdmin, request: HttpRequest, body: web::Payload) -> Answer {
    let sent = match Upload::read(&request, body, LARGEST + AROUND).await {
        Ok(sent) => sent,
        Err(error) => return refused(&state, &person, &error).await,
    };
    csrf::check(&state, &request, &person.0.csrf, sent.text("csrf"))?;
    if sent.file("logo").is_empty() {
        return refused(&state, &person, &Error::invalid("Choose a picture first.")).await;
    }
    let named = sent.text("named") == "yes";
    // Opening a picture takes its time: on a thread that may.
    let drawn = match blocking(move || Logo::read(sent.file("logo"))).await {
        Ok(drawn) => drawn,
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::TooLarge) => {
            return refused(&state, &person, &error).await;
        }
        Err(error) => return Err(error.into()),
    };
    let (viewer, now) = (person.0.viewer.clone(), state.clock.now());
    let before =
        state.database.write_async(move |connection| logo::choose(connection, &viewer, (drawn, named), now)).await?;
    state.directory.doubt(person.0.viewer.organisation);
    Ok(see_settings("logo", before.as_deref()))
}

async fn refused(state: &State, person: &CurrentAdmin, error: &Error) -> Answer {
    let status = match error.kind() {
        Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    shown(state, person, status, error).await
}

/// `POST /settings/logo/removal`
///
/// # Errors
/// `NotFound` for whoever is no admin, and when there is none.
pub async fn remove(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let form = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, form.one("csrf"))?;
    let (viewer, now) = (person.0.viewer.clone(), state.clock.now());
    let gone = state.database.write_async(move |connection| logo::remove(connection, &viewer, now)).await?;
    state.directory.doubt(person.0.viewer.organisation);
    Ok(see_settings("logo-gone", Some(&gone)))
}

/// `POST /settings/logo/removal/undo`
///
/// # Errors
/// `NotFound` for whoever is no admin, and when it is no longer kept.
pub async fn put_back(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let form = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, form.one("csrf"))?;
    let (viewer, now, hash) = (person.0.viewer.clone(), state.clock.now(), form.one("logo").to_owned());
    state.database.write_async(move |connection| logo::put_back(connection, &viewer, &hash, now)).await?;
    state.directory.doubt(person.0.viewer.organisation);
    Ok(see_settings("logo-back", None))
}
