//! One person of the roster: `GET /settings/staff/new` and `/settings/staff/{agent}`, what is known of them and the
//! names they go by. The list they stand in is [`super::staff`]'s, how they leave it [`super::leaving`]'s.

use super::agents_page::{AgentFields, AgentPage, NameRow, NewAgentPage};
use super::organisation::Asked;
use super::{Fields, act_row, head, made};
use crate::domain::ids::AgentId;
use crate::domain::wording::counts::counted;
use crate::domain::wording::dates::Moment;
use crate::error::{Error, Kind, Result};
use crate::services::agent_acts::{self, Actor};
use crate::services::agents::{self as services, Typed};
use crate::services::{access, names};
use crate::store::columns::moment;
use crate::store::roster::{self, AgentRow};
use crate::store::{agent_acts as stored, aliases, members, organisations};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::session::who::CurrentAdmin;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use jiff::Timestamp;

/// Acts that the page of one person shows.
const ACTS: usize = 20;

fn typed(form: &Fields) -> Typed {
    let field = |name: &str| form.one(name).to_owned();
    Typed {
        id: field("id"),
        name: field("name"),
        nicknames: field("nicknames"),
        code: field("code"),
        email: field("email"),
        team: field("team"),
        location: field("location"),
        starts: field("starts"),
    }
}

fn fields(typed: Typed, teams: Vec<String>, with_nicknames: bool) -> AgentFields {
    AgentFields {
        name: typed.name,
        id: typed.id,
        code: typed.code,
        email: typed.email,
        team: typed.team,
        teams,
        location: typed.location,
        starts: typed.starts,
        nicknames: with_nicknames.then_some(typed.nicknames),
    }
}

/// `GET /settings/staff/new`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn blank(state: web::Data<State>, person: CurrentAdmin) -> Answer {
    new_page(&state, &person, StatusCode::OK, Typed::default(), None).await
}

async fn new_page(
    state: &State,
    person: &CurrentAdmin,
    status: StatusCode,
    typed: Typed,
    error: Option<String>,
) -> Answer {
    let viewer = person.0.viewer.clone();
    let (organisation, teams) = state
        .database
        .read_async(move |connection| {
            access::may_set_up(&viewer)?;
            let teams = roster::teams_of(connection, viewer.organisation)?;
            Ok((organisations::by_id(connection, viewer.organisation)?.name, teams))
        })
        .await?;
    let mut head = head(state, &person.0, &organisation, "/settings/staff", None);
    head.error = error;
    let teams = teams.into_iter().map(|team| team.name).collect();
    let page = NewAgentPage { head, fields: fields(typed, teams, true) };
    private(state, status, "web/admin/agent_new.html", &page)
}

/// `POST /settings/staff/new`
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
    let (typed, now) = (typed(&form), state.clock.now());
    let wanted = typed.clone();
    match made(&state, &person, move |connection, actor| services::add(connection, actor, &wanted, now)).await {
        Ok(row) => Ok(see(&format!("/settings/staff/{}?done=added", row.id))),
        Err(error) if error.kind() == Kind::Invalid => {
            let said = Some(error.message().to_owned());
            new_page(&state, &person, StatusCode::UNPROCESSABLE_ENTITY, typed, said).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /settings/staff/{agent}`
///
/// # Errors
/// `NotFound` for whoever is no admin, and for somebody who isn't of this organisation.
pub async fn show(
    state: web::Data<State>,
    person: CurrentAdmin,
    agent: web::Path<String>,
    asked: web::Query<Asked>,
) -> Answer {
    let done = match asked.done.as_str() {
        "added" => Some("Added. The next card can be about them."),
        "saved" => Some("Saved. The next card is read with it."),
        "named" => Some("Kept. Cards with that name are tagged to them from now on."),
        "unnamed" => Some("Taken away. Cards with that name are asked about again."),
        "archived" => Some("Archived. Their cards stay; new ones aren’t tagged to them."),
        "returned" => Some("Here again, as before."),
        "merged" => Some("Merged. It can be taken back below, for 30 days."),
        "unmerged" => Some("Taken back. Both entries are as they were."),
        _ => None,
    };
    page(&state, &person, (agent.parse()?, None), StatusCode::OK, done, None).await
}

/// The page of one person, with what was typed instead of what is known.
async fn page(
    state: &State,
    person: &CurrentAdmin,
    (agent, typed): (AgentId, Option<Typed>),
    status: StatusCode,
    done: Option<&str>,
    error: Option<String>,
) -> Answer {
    let (viewer, now) = (person.0.viewer.clone(), state.clock.now());
    let (mut page, organisation) = state
        .database
        .read_async(move |connection| {
            access::may_set_up(&viewer)?;
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            let row = services::one(connection, viewer.organisation, agent)?;
            let teams = roster::teams_of(connection, viewer.organisation)?;
            let teams: Vec<String> = teams.into_iter().map(|team| team.name).collect();
            let known = services::typed(connection, &row)?;
            let cards = stored::count_ties(connection, viewer.organisation, agent)?;
            let login = members::by_agent(connection, viewer.organisation, agent)?;
            let zone = crate::domain::calendar::zone(&organisation.zone)?;
            let today = now.to_zoned(zone.clone()).date();
            let archived = match row.archived_at {
                Some(at) => Some(Moment::day(moment(at)?.to_zoned(zone.clone()).date(), today)),
                None => None,
            };
            let listed = agent_acts::list(connection, viewer.organisation, Some(agent), ACTS)?;
            let page = AgentPage {
                // The frame is made below, where the state is at hand.
                head: super::pages::Head::default(),
                href: format!("/settings/staff/{agent}"),
                told: told(&row, cards, login.filter(|one| one.disabled_at.is_none()).map(|one| one.email), now),
                name: row.name,
                archived,
                fields: fields(typed.unwrap_or(known), teams, false),
                names: names_of(aliases::of_agent(connection, viewer.organisation, agent)?),
                acts: listed.iter().map(|one| act_row::row(one, &zone, now)).collect::<Result<_>>()?,
            };
            Ok((page, organisation.name))
        })
        .await?;
    page.head = head(state, &person.0, &organisation, "/settings/staff", done);
    page.head.error = error;
    private(state, status, "web/admin/agent.html", &page)
}

fn told(row: &AgentRow, cards: i64, email: Option<String>, now: Timestamp) -> String {
    let cards = match u64::try_from(cards).unwrap_or(0) {
        0 => "No card is about them yet.".to_owned(),
        many => format!(
            "{} about them.",
            crate::domain::wording::counts::sentence_case(&counted(many, "card is", "cards are"))
        ),
    };
    let signs = match email {
        Some(email) => format!("They sign in from {email}."),
        None => "They have no address to sign in from.".to_owned(),
    };
    let begins = row.active_from.is_some_and(|at| at > crate::store::columns::micros(now));
    let begins = if begins { " Cards are tagged to them from their first day on." } else { "" };
    format!("{cards} {signs}{begins}")
}

fn names_of(all: Vec<(String, String)>) -> Vec<NameRow> {
    all.into_iter()
        .zip(0_usize..)
        .map(|((alias, source), place)| NameRow {
            id: format!("n-{place}"),
            alias,
            source: match source.as_str() {
                "roster" => "From the staff list. Take it away there.",
                "learnt" => "Their customers used it, and they said yes.",
                "agent" => "They added it themselves.",
                "merged" => "Came with an entry that was merged.",
                _ => "Added by hand.",
            }
            .to_owned(),
            removable: source != "roster",
        })
        .collect()
}

/// Comes back to somebody's page with a word, or with what was wrong.
pub(super) async fn settle<T>(
    state: &State,
    person: &CurrentAdmin,
    (agent, typed): (AgentId, Option<Typed>),
    outcome: Result<T>,
    done: &str,
) -> Answer {
    match outcome {
        Ok(_) => Ok(see(&format!("/settings/staff/{agent}?done={done}"))),
        Err(error) if error.kind() == Kind::Invalid => {
            let said = Some(error.message().to_owned());
            page(state, person, (agent, typed), StatusCode::UNPROCESSABLE_ENTITY, None, said).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /settings/staff/{agent}`
///
/// # Errors
/// As [`show`]. What can't be comes back with the page.
pub async fn change(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    agent: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let form = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, form.one("csrf"))?;
    let agent: AgentId = agent.parse()?;
    let (typed, now) = (typed(&form), state.clock.now());
    let wanted = typed.clone();
    let changed =
        made(&state, &person, move |connection, actor| services::change(connection, actor, agent, &wanted, now)).await;
    settle(&state, &person, (agent, Some(typed)), changed, "saved").await
}

/// `POST /settings/staff/{agent}/names`: one more name.
///
/// # Errors
/// As [`show`]. What can't be comes back with the page.
pub async fn add_name(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    agent: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    rename(&state, &person, request, &agent, Fields(form.into_inner()), "named").await
}

/// `POST /settings/staff/{agent}/names/removal`: one name less.
///
/// # Errors
/// As [`show`].
pub async fn remove_name(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    agent: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    rename(&state, &person, request, &agent, Fields(form.into_inner()), "unnamed").await
}

async fn rename(
    state: &State,
    person: &CurrentAdmin,
    request: HttpRequest,
    agent: &str,
    form: Fields,
    done: &'static str,
) -> Answer {
    csrf::check(state, &request, &person.0.csrf, form.one("csrf"))?;
    let agent: AgentId = agent.parse()?;
    let (alias, now) = (form.one("alias").to_owned(), state.clock.now());
    let outcome = made(state, person, move |connection, actor: Actor| {
        services::one(connection, actor.organisation, agent)?;
        let whom = (agent, alias.as_str());
        match done {
            "named" => names::add_to(connection, actor.organisation, whom, now),
            _ => names::remove_of(connection, actor.organisation, whom, now).map_err(|error| match error.kind() {
                // Somebody else took it away first.
                Kind::NotFound => Error::invalid("That name is not theirs any more."),
                _ => error,
            }),
        }
    })
    .await;
    settle(state, person, (agent, None), outcome, done).await
}
