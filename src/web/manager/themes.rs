//! `GET /report/themes`: the words that the report looks for, and changing them.

use super::card_list::Undo;
use super::themes_page::{ThemeForm, ThemesPage};
use crate::domain::{Role, Viewer};
use crate::error::{Error, Kind, Result};
use crate::services::themes;
use crate::store::{AnyConnection, organisations};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::frame;
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

const PATH: &str = "/report/themes";

/// What was just done, and to which theme.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    done: Option<String>,
    #[serde(default)]
    theme: Option<i32>,
}

/// A theme as it was typed.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    words: String,
}

/// What is handed back when something is wrong with it.
struct Tried {
    error: String,
    number: Option<i32>,
    typed: Typed,
}

/// `GET /report/themes`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for agents.
pub async fn show(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    shown(&state, &person, &asked, None).await
}

async fn shown(state: &State, person: &CurrentManager, asked: &Asked, tried: Option<Tried>) -> Answer {
    let organisation = person.0.viewer.organisation;
    let (name, rows, untouched) = state
        .database
        .read_async(move |connection| {
            let name = organisations::by_id(connection, organisation)?.name;
            Ok((name, themes::of(connection, organisation)?, themes::untouched(connection, organisation)?))
        })
        .await?;
    let mut list: Vec<ThemeForm> =
        rows.into_iter().map(|row| ThemeForm { number: row.number, name: row.name, words: row.words }).collect();
    let mut new = ThemeForm::default();
    let (status, error) = match tried {
        None => (StatusCode::OK, None),
        Some(Tried { error, number, typed }) => {
            let place = number.and_then(|number| list.iter_mut().find(|theme| theme.number == number));
            let place = place.unwrap_or(&mut new);
            (place.name, place.words) = (typed.name, typed.words);
            (StatusCode::UNPROCESSABLE_ENTITY, Some(error))
        }
    };
    let page = ThemesPage {
        shell: frame::shell(state, &person.0, &name, PATH),
        done: asked.done.as_deref().and_then(done).map(str::to_owned),
        undo: asked
            .theme
            .filter(|_| asked.done.as_deref() == Some("removed"))
            .map(|number| Undo { action: format!("{PATH}/{number}/removal/undo"), label: "Put it back".to_owned() }),
        error,
        themes: list,
        new,
        may_change: person.0.viewer.role == Role::Admin,
        untouched,
    };
    private(state, status, "web/manager/themes.html", &page)
}

fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "added" => "Added. The report counts with it from now on, also in the weeks that have been.",
        "changed" => "Changed. The report counts anew, also in the weeks that have been.",
        "removed" => "Taken away.",
        "back" => "It is back.",
        "start" => "The words that everybody begins with are back.",
        _ => return None,
    })
}

/// Makes a change and goes back to the page with a word about it; what is wrong with it is said there.
async fn make(
    state: &State,
    person: &CurrentManager,
    done: &str,
    (number, typed): (Option<i32>, Typed),
    change: impl FnOnce(&mut AnyConnection, &Viewer) -> Result<()> + Send + 'static,
) -> Answer {
    let viewer = person.0.viewer.clone();
    match state.database.write_async(move |connection| change(connection, &viewer)).await {
        Ok(()) => {
            let theme = number.map_or_else(String::new, |number| format!("&theme={number}"));
            Ok(see(&format!("{PATH}?done={done}{theme}")))
        }
        Err(error) if error.kind() == Kind::Invalid => {
            let tried = Tried { error: error.message().to_owned(), number, typed };
            shown(state, person, &Asked::default(), Some(tried)).await
        }
        Err(error) => Err(error.into()),
    }
}

fn number(path: &str) -> Result<i32> {
    path.parse().map_err(|_| Error::not_found("There is no such theme."))
}

/// `POST /report/themes`
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn add(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    form: web::Form<Typed>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let typed = form.into_inner();
    let (name, words) = (typed.name.clone(), typed.words.clone());
    make(&state, &person, "added", (None, typed), move |connection, viewer| {
        themes::save(connection, viewer, None, (&name, &words)).map(|_| ())
    })
    .await
}

/// `POST /report/themes/{number}`
///
/// # Errors
/// `NotFound`; `Forbidden` for all but admins.
pub async fn change(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    path: web::Path<String>,
    form: web::Form<Typed>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (number, typed) = (number(&path)?, form.into_inner());
    let (name, words) = (typed.name.clone(), typed.words.clone());
    make(&state, &person, "changed", (Some(number), typed), move |connection, viewer| {
        themes::save(connection, viewer, Some(number), (&name, &words)).map(|_| ())
    })
    .await
}

/// `POST /report/themes/{number}/removal`
///
/// # Errors
/// `NotFound`; `Forbidden` for all but admins.
pub async fn remove(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    path: web::Path<String>,
    form: web::Form<Typed>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (number, now) = (number(&path)?, state.clock.now());
    make(&state, &person, "removed", (Some(number), Typed::default()), move |connection, viewer| {
        themes::remove(connection, viewer, number, Some(now))
    })
    .await
}

/// `POST /report/themes/{number}/removal/undo`
///
/// # Errors
/// `NotFound`; `Forbidden` for all but admins.
pub async fn put_back(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    path: web::Path<String>,
    form: web::Form<Typed>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let number = number(&path)?;
    make(&state, &person, "back", (None, Typed::default()), move |connection, viewer| {
        themes::remove(connection, viewer, number, None)
    })
    .await
}

/// `POST /report/themes/start`
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn start_again(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    form: web::Form<Typed>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    make(&state, &person, "start", (None, Typed::default()), themes::start_again).await
}
