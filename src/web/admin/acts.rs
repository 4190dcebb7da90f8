//! Merging two entries of one person (`GET /settings/staff/{agent}/merge`), and `GET /settings/staff/acts`: what was
//! done to people on the roster, by whom and when, how far it has come, and what can be taken back.

use super::act_row::row;
use super::agents_page::{ActRow, ActsPage, Into, MergePage};
use super::organisation::Asked;
use super::pages::Choice;
use super::{Fields, agents, head, made};
use crate::domain::ids::{ActId, AgentId};
use crate::domain::wording::counts::counted;
use crate::domain::{calendar, names};
use crate::error::{Error, Kind, Result};
use crate::services::access;
use crate::services::agent_acts;
use crate::services::agents::{self as services, Part};
use crate::store::roster::{self, AgentRow, TeamRow};
use crate::store::{agent_acts as stored, organisations};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::session::who::CurrentAdmin;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// Acts that the page lists; they are few.
const SHOWN: usize = 200;

/// People to choose from.
const CHOICES: usize = 12;

/// `GET /settings/staff/acts`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn show(state: web::Data<State>, person: CurrentAdmin, asked: web::Query<Asked>) -> Answer {
    let done =
        (asked.done == "gone").then_some("Done: nobody finds the name any more. What hangs on cards follows below.");
    page(&state, &person, StatusCode::OK, done, None).await
}

async fn page(
    state: &State,
    person: &CurrentAdmin,
    status: StatusCode,
    done: Option<&str>,
    error: Option<String>,
) -> Answer {
    let (viewer, now) = (person.0.viewer.clone(), state.clock.now());
    let (organisation, acts) = state
        .database
        .read_async(move |connection| {
            access::may_set_up(&viewer)?;
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            let zone = calendar::zone(&organisation.zone)?;
            let listed = agent_acts::list(connection, viewer.organisation, None, SHOWN)?;
            let acts: Vec<ActRow> = listed.iter().map(|one| row(one, &zone, now)).collect::<Result<_>>()?;
            Ok((organisation.name, acts))
        })
        .await?;
    let mut head = head(state, &person.0, &organisation, "/settings/staff", done);
    head.error = error;
    let page = ActsPage { head, running: acts.iter().any(|act| act.progress.is_some()), acts };
    private(state, status, "web/admin/acts.html", &page)
}

/// `POST /settings/staff/acts/{act}/undo`: takes a merging back.
///
/// # Errors
/// `NotFound` for an act that isn't there or isn't of this organisation. What can't be is said on the page.
pub async fn undo(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    act: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, Fields(form.into_inner()).one("csrf"))?;
    let (act, now): (ActId, _) = (act.parse()?, state.clock.now());
    let undone = made(&state, &person, move |connection, actor| {
        agent_acts::undo_merge(connection, actor, act, now)?;
        Ok(stored::by_id(connection, actor.organisation, act)?.agent_id)
    })
    .await;
    match undone {
        Ok(agent) => Ok(see(&format!("/settings/staff/{agent}?done=unmerged"))),
        Err(error) if error.kind() == Kind::Invalid => {
            let said = Some(error.message().to_owned());
            page(&state, &person, StatusCode::UNPROCESSABLE_ENTITY, None, said).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Whom somebody may be the same as.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: Option<String>,
    #[serde(default)]
    into: Option<String>,
}

/// `GET /settings/staff/{agent}/merge`: choosing the entry that stays, and then what merging would do.
///
/// # Errors
/// `NotFound` for whoever is no admin, and for somebody who isn't of this organisation.
pub async fn choose(
    state: web::Data<State>,
    person: CurrentAdmin,
    agent: web::Path<String>,
    wanted: web::Query<Wanted>,
) -> Answer {
    let agent: AgentId = agent.parse()?;
    let into: Option<AgentId> = wanted.into.as_deref().map(str::parse).transpose()?;
    merge_page(&state, &person, (agent, into, wanted.q.clone()), StatusCode::OK, None).await
}

async fn merge_page(
    state: &State,
    person: &CurrentAdmin,
    (agent, into, wanted): (AgentId, Option<AgentId>, Option<String>),
    status: StatusCode,
    error: Option<String>,
) -> Answer {
    let viewer = person.0.viewer.clone();
    let (organisation, mut page) = state
        .database
        .read_async(move |connection| {
            access::may_set_up(&viewer)?;
            let house = viewer.organisation;
            let organisation = organisations::by_id(connection, house)?;
            let teams = roster::teams_of(connection, house)?;
            let row = services::one(connection, house, agent)?;
            let into = into.map(|id| services::one(connection, house, id)).transpose()?;
            // Duplicates most often share a first name.
            let wanted = wanted.unwrap_or_else(|| names::first_name(&row.name).to_owned());
            let found = services::page(connection, house, (Part::Here, &wanted), (0, CHOICES + 1))?;
            let choices: Vec<Choice> = found
                .agents
                .iter()
                .filter(|other| other.id != agent)
                .take(CHOICES)
                .map(|other| Choice {
                    value: format!("/settings/staff/{agent}/merge?into={}", other.id),
                    label: other.name.clone(),
                    hint: about(other, &teams),
                    chosen: false,
                })
                .collect();
            let cards = stored::count_ties(connection, house, agent)?;
            let page = MergePage {
                head: super::pages::Head::default(),
                href: format!("/settings/staff/{agent}"),
                about: about(&row, &teams),
                said: choices.is_empty().then(|| format!("Nobody else here has “{wanted}” in their name.")),
                into: into.map(|into| Into {
                    value: into.id.to_string(),
                    about: about(&into, &teams),
                    lines: lines(&row, &into, u64::try_from(cards).unwrap_or(0)),
                    name: into.name,
                }),
                name: row.name,
                wanted,
                choices,
            };
            Ok((organisation.name, page))
        })
        .await?;
    page.head = head(state, &person.0, &organisation, "/settings/staff", None);
    page.head.error = error;
    private(state, status, "web/admin/merge.html", &page)
}

/// "Billing line. Id 1042. Code 4512"
pub(super) fn about(row: &AgentRow, teams: &[TeamRow]) -> String {
    let team = teams.iter().find(|team| Some(team.id) == row.team_id).map(|team| team.name.clone());
    let code = row.code.as_ref().map(|code| format!("Code {code}"));
    let parts = [team, Some(format!("Id {}", row.external_id)), code, row.location.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn lines(row: &AgentRow, into: &AgentRow, cards: u64) -> Vec<String> {
    let moved = match cards {
        0 => "No card has to move.".to_owned(),
        many => format!(
            "{} of {} move to {}.",
            crate::domain::wording::counts::sentence_case(&counted(many, "card", "cards")),
            row.name,
            into.name
        ),
    };
    let mut lines = vec![
        moved,
        format!("Cards that say “{}” are tagged to {} from now on.", row.name, into.name),
        "Nicknames, corrections, links, printed codes, addresses and the way to sign in move, too.".to_owned(),
    ];
    if row.code.is_some() && into.code.is_some() && row.code != into.code {
        let (old, new) = (row.code.as_deref().unwrap_or_default(), into.code.as_deref().unwrap_or_default());
        lines.push(format!("The code {new} stays; {old} is no longer looked for on cards."));
    }
    lines.push("Cards of one who is merged count once: where both were tagged, one tag stays.".to_owned());
    lines
}

/// `POST /settings/staff/{agent}/merge`
///
/// # Errors
/// As [`choose`]. What can't be comes back with the page.
pub async fn merge(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    agent: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let form = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, form.one("csrf"))?;
    let (agent, now): (AgentId, _) = (agent.parse()?, state.clock.now());
    let chosen = form.one("into").parse::<AgentId>().ok();
    let outcome = made(&state, &person, move |connection, actor| {
        let into = chosen.ok_or_else(|| Error::invalid("Choose the entry that stays."));
        services::one(connection, actor.organisation, agent)?;
        agent_acts::merge(connection, actor, (agent, into?), now)
    })
    .await;
    match (outcome, chosen) {
        (Ok(_), Some(into)) => agents::settle(&state, &person, (into, None), Ok(()), "merged").await,
        (Err(error), _) if error.kind() == Kind::Invalid => {
            let said = Some(error.message().to_owned());
            merge_page(&state, &person, (agent, None, None), StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        (Err(error), _) => Err(error.into()),
        (Ok(_), None) => Ok(see("/settings/staff")),
    }
}
