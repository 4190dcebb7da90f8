//! `GET /settings/teams`: the teams, their managers, and what they are called.

use super::organisation::Asked;
use super::pages::{TeamRow, TeamsPage};
use super::{Fields, head};
use crate::domain::ids::TeamId;
use crate::domain::wording::counts::{and_list, counted};
use crate::error::{Kind, Result};
use crate::services::teams::{self, Listed};
use crate::store::organisations;
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::session::who::CurrentAdmin;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};

/// `GET /settings/teams`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn show(state: web::Data<State>, person: CurrentAdmin, asked: web::Query<Asked>) -> Answer {
    let done = match asked.done.as_str() {
        "added" => Some("Added."),
        "renamed" => Some("Saved. Use the new name in the staff list, too."),
        _ => None,
    };
    page(&state, &person, StatusCode::OK, done, None).await
}

async fn page(
    state: &State,
    person: &CurrentAdmin,
    status: StatusCode,
    done: Option<&str>,
    error: Option<String>,
) -> Answer {
    let viewer = person.0.viewer.clone();
    let (organisation, listed) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            Ok((organisation.name, teams::list(connection, &viewer)?))
        })
        .await?;
    let mut head = head(state, &person.0, &organisation, "/settings/teams", done);
    head.error = error;
    let page = TeamsPage { head, teams: listed.iter().map(row).collect() };
    private(state, status, "web/admin/teams.html", &page)
}

fn row(team: &Listed) -> TeamRow {
    let agents = counted(u64::try_from(team.agents).unwrap_or(0), "agent", "agents");
    let led = match team.managers.is_empty() {
        true => "Nobody looks after its cards: only admins see them.".to_owned(),
        false => format!("Looked after by {}.", and_list(&team.managers)),
    };
    TeamRow {
        action: format!("/settings/teams/{}/name", team.id),
        id: format!("t-{}", team.id),
        name: team.name.clone(),
        about: format!("{led} In it: {agents}."),
    }
}

async fn settle(state: &State, person: &CurrentAdmin, outcome: Result<()>, done: &str) -> Answer {
    match outcome {
        Ok(()) => {
            state.directory.doubt(person.0.viewer.organisation);
            Ok(see(&format!("/settings/teams?done={done}")))
        }
        Err(error) if error.kind() == Kind::Invalid => {
            let said = Some(error.message().to_owned());
            page(state, person, StatusCode::UNPROCESSABLE_ENTITY, None, said).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /settings/teams`
///
/// # Errors
/// `NotFound` for whoever is no admin. What can't be comes back with the page.
pub async fn add(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let form = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, form.one("csrf"))?;
    let (viewer, name, now) = (person.0.viewer.clone(), form.one("name").to_owned(), state.clock.now());
    let added =
        state.database.write_async(move |connection| teams::add(connection, &viewer, &name, now).map(|_| ())).await;
    settle(&state, &person, added, "added").await
}

/// `POST /settings/teams/{team}/name`
///
/// # Errors
/// `NotFound` for a team that isn't there or isn't of this organisation.
pub async fn rename(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    team: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let form = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, form.one("csrf"))?;
    let team: TeamId = team.parse()?;
    let (viewer, name, now) = (person.0.viewer.clone(), form.one("name").to_owned(), state.clock.now());
    let renamed =
        state.database.write_async(move |connection| teams::rename(connection, &viewer, team, &name, now)).await;
    settle(&state, &person, renamed, "renamed").await
}
