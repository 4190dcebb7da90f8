//! `GET /settings/members` and one member's page: inviting, roles and teams, disabling, a lost phone.

use super::organisation::Asked;
use super::pages::{Choice, MemberPage, MemberRow, MembersPage};
use super::{Fields, head};
use crate::domain::Role;
use crate::domain::ids::MemberId;
use crate::domain::wording::counts::{and_list, counted, sentence_case};
use crate::error::{Error, Kind, Result};
use crate::services::invitations::{self, Invited};
use crate::services::members::{self, Listed};
use crate::services::{access, second_factor};
use crate::store::{AnyConnection, organisations, roster};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::session::who::CurrentAdmin;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use std::sync::Arc;

/// `GET /settings/members`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn show(state: web::Data<State>, person: CurrentAdmin, asked: web::Query<Asked>) -> Answer {
    let done = (asked.done == "invited").then_some("Added, and a letter is on its way to them.");
    let page = list_page(&state, &person, done, &Invited::default()).await?;
    private(&state, StatusCode::OK, "web/admin/members.html", &page)
}

/// What both pages are made of: the organisation's name, its members, its teams.
async fn read(state: &State, person: &CurrentAdmin) -> Result<(String, Vec<Listed>, Vec<String>)> {
    let viewer = person.0.viewer.clone();
    state
        .database
        .read_async(move |connection| {
            access::may_set_up(&viewer)?;
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            let teams = roster::teams_of(connection, viewer.organisation)?;
            let members = members::list(connection, viewer.organisation)?;
            Ok((organisation.name, members, teams.into_iter().map(|team| team.name).collect()))
        })
        .await
}

async fn list_page(state: &State, person: &CurrentAdmin, done: Option<&str>, typed: &Invited) -> Result<MembersPage> {
    let (organisation, members, teams) = read(state, person).await?;
    let agents = members.iter().filter(|one| one.row.role == Role::Agent && one.row.disabled_at.is_none()).count();
    let agents = match u64::try_from(agents).unwrap_or(0) {
        0 => "No agent signs in yet: the staff list gives them an address.".to_owned(),
        1 => "One agent signs in, by the staff list.".to_owned(),
        many => format!("{} sign in, by the staff list.", sentence_case(&counted(many, "agent", "agents"))),
    };
    Ok(MembersPage {
        head: head(state, &person.0, &organisation, "/settings/members", done),
        members: members.iter().filter(|one| one.row.role != Role::Agent).map(row).collect(),
        agents,
        name: typed.name.clone(),
        email: typed.email.clone(),
        roles: roles(typed.role.unwrap_or(Role::Manager), false),
        teams: team_choices(&teams, &typed.teams),
    })
}

fn row(one: &Listed) -> MemberRow {
    MemberRow {
        href: format!("/settings/members/{}", one.row.id),
        name: one.row.name.clone(),
        email: one.row.email.clone(),
        role: match one.row.role {
            Role::Admin => "Admin".to_owned(),
            Role::Auditor => "Auditor".to_owned(),
            Role::Agent => "Agent".to_owned(),
            Role::Manager if one.teams.is_empty() => "Manager, of no team".to_owned(),
            Role::Manager => format!("Manager of {}", and_list(&one.teams)),
        },
        second: if one.second_factor { "Second step is set up".to_owned() } else { String::new() },
        disabled: one.row.disabled_at.is_some(),
    }
}

fn roles(chosen: Role, on_roster: bool) -> Vec<Choice> {
    let choice = |role: Role, label: &str, hint: &str| Choice {
        value: role.word().to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        chosen: role == chosen,
    };
    let mut all = vec![
        choice(Role::Manager, "Manager", "Looks after the cards of the teams below."),
        choice(Role::Admin, "Admin", "Sets everything up and sees every card."),
        choice(Role::Auditor, "Auditor", "Reads everything and changes nothing."),
    ];
    if on_roster {
        all.push(choice(Role::Agent, "Agent only", "Sees what customers say of them, and nothing else."));
    }
    all
}

fn team_choices(teams: &[String], chosen: &[String]) -> Vec<Choice> {
    teams.iter().map(|team| Choice::plain(team, team, chosen.contains(team))).collect()
}

/// `POST /settings/members`: invites somebody.
///
/// # Errors
/// `NotFound` for whoever is no admin. What can't be comes back with the page.
pub async fn invite(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let form = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, form.one("csrf"))?;
    let invited = Invited {
        name: form.one("name").to_owned(),
        email: form.one("email").trim().to_owned(),
        role: Role::from_word(form.one("role")),
        teams: form.all("team"),
    };
    let (viewer, now, wanted) = (person.0.viewer.clone(), state.clock.now(), invited.clone());
    let (templates, url) = (Arc::clone(&state.templates), state.public_url.clone());
    let added = state
        .database
        .write_async(move |connection| invitations::invite(connection, (&templates, &url), &viewer, &wanted, now))
        .await;
    match added {
        Ok(_) => {
            (state.ring)();
            Ok(see("/settings/members?done=invited"))
        }
        Err(error) if error.kind() == Kind::Invalid => {
            let mut page = list_page(&state, &person, None, &invited).await?;
            page.head.error = Some(error.message().to_owned());
            private(&state, StatusCode::UNPROCESSABLE_ENTITY, "web/admin/members.html", &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /settings/members/{member}`
///
/// # Errors
/// `NotFound` for a member that isn't there or isn't of this organisation.
pub async fn one(
    state: web::Data<State>,
    person: CurrentAdmin,
    member: web::Path<String>,
    asked: web::Query<Asked>,
) -> Answer {
    let done = match asked.done.as_str() {
        "role" => Some("Saved. They sign in anew."),
        "disabled" => Some("They can't sign in any more, and are signed out everywhere."),
        "enabled" => Some("They can sign in again."),
        "reset" => Some("Their second step is taken away, and they are signed out everywhere."),
        _ => None,
    };
    one_page(&state, &person, member.parse()?, StatusCode::OK, done, None).await
}

async fn one_page(
    state: &State,
    person: &CurrentAdmin,
    member: MemberId,
    status: StatusCode,
    done: Option<&str>,
    error: Option<String>,
) -> Answer {
    let (organisation, members, teams) = read(state, person).await?;
    let one = members
        .into_iter()
        .find(|one| one.row.id == member)
        .ok_or_else(|| Error::not_found("There is nothing under this address."))?;
    let mut head = head(state, &person.0, &organisation, "/settings/members", done);
    head.error = error;
    let page = MemberPage {
        head,
        roles: roles(one.row.role, one.row.agent_id.is_some()),
        teams: team_choices(&teams, &one.teams),
        yourself: one.row.id == person.0.viewer.member,
        member: row(&one),
    };
    private(state, status, "web/admin/member.html", &page)
}

/// Makes a change to one member, and comes back to their page.
async fn change(
    state: &State,
    person: &CurrentAdmin,
    member: MemberId,
    done: &str,
    make: impl FnOnce(&mut AnyConnection) -> Result<()> + Send + 'static,
) -> Answer {
    let viewer = person.0.viewer.clone();
    let made = state
        .database
        .write_async(move |connection| {
            access::may_set_up(&viewer)?;
            make(connection)
        })
        .await;
    match made {
        Ok(()) => Ok(see(&format!("/settings/members/{member}?done={done}"))),
        Err(error) if error.kind() == Kind::Invalid => {
            let said = Some(error.message().to_owned());
            one_page(state, person, member, StatusCode::UNPROCESSABLE_ENTITY, None, said).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /settings/members/{member}/role`
///
/// # Errors
/// As [`one`].
pub async fn set_role(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    member: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let form = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, form.one("csrf"))?;
    let member: MemberId = member.parse()?;
    let role = Role::from_word(form.one("role")).ok_or_else(|| Error::invalid("Choose what they may do."))?;
    let (organisation, teams, now) = (person.0.viewer.organisation, form.all("team"), state.clock.now());
    change(&state, &person, member, "role", move |connection| {
        members::set_role(connection, organisation, member, (role, &teams), now)
    })
    .await
}

/// `POST /settings/members/{member}/disabled`
///
/// # Errors
/// As [`one`].
pub async fn disable(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    member: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, Fields(form.into_inner()).one("csrf"))?;
    let member: MemberId = member.parse()?;
    let (organisation, now) = (person.0.viewer.organisation, state.clock.now());
    change(&state, &person, member, "disabled", move |connection| {
        members::disable(connection, organisation, member, now).map(|_| ())
    })
    .await
}

/// `POST /settings/members/{member}/disabled/undo`
///
/// # Errors
/// As [`one`].
pub async fn enable(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    member: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, Fields(form.into_inner()).one("csrf"))?;
    let member: MemberId = member.parse()?;
    let organisation = person.0.viewer.organisation;
    change(&state, &person, member, "enabled", move |connection| {
        members::enable(connection, organisation, member).map(|_| ())
    })
    .await
}

/// `POST /settings/members/{member}/second-step/removal`
///
/// # Errors
/// As [`one`].
pub async fn reset_second(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    member: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, Fields(form.into_inner()).one("csrf"))?;
    let member: MemberId = member.parse()?;
    let (organisation, now) = (person.0.viewer.organisation, state.clock.now());
    change(&state, &person, member, "reset", move |connection| {
        crate::store::members::by_id(connection, organisation, member)?;
        second_factor::reset(connection, (organisation, member), now).map(|_| ())
    })
    .await
}
