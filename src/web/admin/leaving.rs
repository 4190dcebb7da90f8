//! `GET /settings/staff/{agent}/leaving`: three different acts for somebody who leaves, each in plain words, and what
//! stays of them. Archiving can be taken back; the other two begin with the name typed by hand.

use super::agents_page::LeavingPage;
use super::{Fields, agents, head, made};
use crate::domain::Role;
use crate::domain::ids::{ActId, AgentId};
use crate::domain::wording::counts::counted;
use crate::error::{Kind, Result};
use crate::services::agent_acts::{self, Actor};
use crate::services::{access, agents as services};
use crate::store::{AnyConnection, agent_acts as stored, members, organisations};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::session::who::CurrentAdmin;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};

/// `GET /settings/staff/{agent}/leaving`
///
/// # Errors
/// `NotFound` for whoever is no admin, and for somebody who isn't of this organisation.
pub async fn show(state: web::Data<State>, person: CurrentAdmin, agent: web::Path<String>) -> Answer {
    page(&state, &person, agent.parse()?, StatusCode::OK, None).await
}

async fn page(
    state: &State,
    person: &CurrentAdmin,
    agent: AgentId,
    status: StatusCode,
    error: Option<String>,
) -> Answer {
    let viewer = person.0.viewer.clone();
    let (organisation, row, cards, member, stand_in) = state
        .database
        .read_async(move |connection| {
            access::may_set_up(&viewer)?;
            let row = services::one(connection, viewer.organisation, agent)?;
            let cards = stored::count_ties(connection, viewer.organisation, agent)?;
            let member = members::by_agent(connection, viewer.organisation, agent)?;
            let stand_in = agent_acts::next_stand_in(connection, viewer.organisation)?;
            let organisation = organisations::by_id(connection, viewer.organisation)?.name;
            Ok((organisation, row, cards, member.is_some_and(|one| one.role != Role::Agent), stand_in))
        })
        .await?;
    let mut head = head(state, &person.0, &organisation, "/settings/staff", None);
    head.error = error;
    let page = LeavingPage {
        head,
        href: format!("/settings/staff/{agent}"),
        name: row.name,
        cards: counted(u64::try_from(cards).unwrap_or(0), "card", "cards"),
        archived: row.archived_at.is_some(),
        member,
        stand_in,
    };
    private(state, status, "web/admin/leaving.html", &page)
}

/// `POST /settings/staff/{agent}/archive`
///
/// # Errors
/// As [`show`].
pub async fn archive(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    agent: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, Fields(form.into_inner()).one("csrf"))?;
    let (agent, now) = (agent.parse()?, state.clock.now());
    let outcome =
        made(&state, &person, move |connection, actor| agent_acts::archive(connection, actor, agent, now)).await;
    agents::settle(&state, &person, (agent, None), outcome, "archived").await
}

/// `POST /settings/staff/{agent}/archive/undo`
///
/// # Errors
/// As [`show`].
pub async fn bring_back(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    agent: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, Fields(form.into_inner()).one("csrf"))?;
    let (agent, now) = (agent.parse()?, state.clock.now());
    let outcome =
        made(&state, &person, move |connection, actor| agent_acts::bring_back(connection, actor, agent, now)).await;
    agents::settle(&state, &person, (agent, None), outcome, "returned").await
}

/// `POST /settings/staff/{agent}/stand-in`: their name goes, for good.
///
/// # Errors
/// As [`show`]. Another name than theirs comes back with the page.
pub async fn replace(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    agent: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let form = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, form.one("csrf"))?;
    let (agent, name, now) = (agent.parse()?, form.one("name").to_owned(), state.clock.now());
    forget(&state, &person, agent, move |connection, actor| {
        agent_acts::replace_by_stand_in(connection, actor, (agent, &name), now)
    })
    .await
}

/// `POST /settings/staff/{agent}/erasure`: they go, for good.
///
/// # Errors
/// As [`show`]. Another name than theirs comes back with the page.
pub async fn erase(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    agent: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let form = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, form.one("csrf"))?;
    let (agent, name, now) = (agent.parse()?, form.one("name").to_owned(), state.clock.now());
    forget(&state, &person, agent, move |connection, actor| agent_acts::erase(connection, actor, (agent, &name), now))
        .await
}

async fn forget(
    state: &State,
    person: &CurrentAdmin,
    agent: AgentId,
    act: impl FnOnce(&mut AnyConnection, Actor) -> Result<ActId> + Send + 'static,
) -> Answer {
    match made(state, person, act).await {
        Ok(_) => Ok(see("/settings/staff/acts?done=gone")),
        Err(error) if error.kind() == Kind::Invalid => {
            let said = Some(error.message().to_owned());
            page(state, person, agent, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => Err(error.into()),
    }
}
