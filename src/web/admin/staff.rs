//! `GET /settings/staff`: whom a card can mention, to be searched; one person at a time is [`super::agents`]'s. A whole
//! list is pasted, shown with what it would change, and then taken.

use super::agents_page::{Change, PeopleList, PersonRow, StaffPage};
use super::{Fields, acts, head};
use crate::domain::roster_file::{self, RosterChange};
use crate::domain::urls::encoded;
use crate::domain::wording::counts::counted;
use crate::error::Result;
use crate::services::agents::{self, Part};
use crate::services::{access, roster as services};
use crate::store::columns::micros;
use crate::store::roster::AgentRow;
use crate::store::{agent_acts, organisations, roster};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::session::who::CurrentAdmin;
use crate::web::shell::Link;
use crate::web::state::State;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

/// Lines of each kind that a page shows; the rest is counted.
const SHOWN: usize = 50;

/// People of one page.
const PAGE: usize = 50;

/// `GET /settings/staff`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn show(state: web::Data<State>, person: CurrentAdmin, asked: web::Query<Wanted>) -> Answer {
    let done = (asked.done == "taken").then_some("The list is taken. New cards are read with it at once.");
    let mut page = page(&state, &person, done, String::new()).await?;
    page.people = Some(people(&state, &person, asked.into_inner()).await?);
    private(&state, StatusCode::OK, "web/admin/staff.html", &page)
}

/// Which people the list shows.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    done: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    show: String,
    #[serde(default)]
    from: usize,
}

async fn people(state: &State, person: &CurrentAdmin, wanted: Wanted) -> Result<PeopleList> {
    let part = if wanted.show == "archived" { Part::Archived } else { Part::Here };
    let (viewer, q, from, now) = (person.0.viewer.clone(), wanted.q.clone(), wanted.from, state.clock.now());
    let (found, others, teams) = state
        .database
        .read_async(move |connection| {
            access::may_set_up(&viewer)?;
            let other = if part == Part::Archived { Part::Here } else { Part::Archived };
            let others = agents::page(connection, viewer.organisation, (other, ""), (0, 1))?.count;
            let found = agents::page(connection, viewer.organisation, (part, &q), (from, PAGE))?;
            Ok((found, others, roster::teams_of(connection, viewer.organisation)?))
        })
        .await?;
    let href = |from: usize| {
        let mut parts = Vec::new();
        if part == Part::Archived {
            parts.push("show=archived".to_owned());
        }
        if !wanted.q.is_empty() {
            parts.push(format!("q={}", encoded(&wanted.q)));
        }
        if from > 0 {
            parts.push(format!("from={from}"));
        }
        format!("/settings/staff?{}", parts.join("&"))
    };
    let count = u64::try_from(found.count).unwrap_or(0);
    let told = match (count, wanted.q.is_empty(), part) {
        (0, true, Part::Here) => String::new(),
        (0, true, Part::Archived) => "Nobody is archived.".to_owned(),
        (0, false, _) => format!("Nobody has “{}” in their name. Try part of a word, or a code.", wanted.q),
        (many, false, _) => format!("Found: {}.", counted(many, "person", "people")),
        (many, true, Part::Archived) => format!("Archived: {}.", counted(many, "person", "people")),
        (_, true, Part::Here) => String::new(),
    };
    let other = match part {
        Part::Archived => Some(Link { href: "/settings/staff".to_owned(), text: "Those who are here".to_owned() }),
        Part::Here if others > 0 => Some(Link {
            href: "/settings/staff?show=archived".to_owned(),
            text: format!("Archived: {}", counted(u64::try_from(others).unwrap_or(0), "person", "people")),
        }),
        Part::Here => None,
    };
    let row = |row: &AgentRow| {
        let starts = row.active_from.is_some_and(|at| at > micros(now)).then_some(" · Starts later");
        PersonRow {
            href: format!("/settings/staff/{}", row.id),
            name: row.name.clone(),
            about: acts::about(row, &teams) + starts.unwrap_or_default(),
        }
    };
    Ok(PeopleList {
        archived: part == Part::Archived,
        rows: found.agents.iter().map(row).collect(),
        told,
        before: (from > 0)
            .then(|| Link { href: href(from.saturating_sub(PAGE)), text: "The people before".to_owned() }),
        after: found.next.map(|next| Link { href: href(next), text: "More people".to_owned() }),
        other,
        wanted: wanted.q,
    })
}

/// `GET /settings/staff.csv`: the roster in force, to be changed and taken again.
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn file(state: web::Data<State>, person: CurrentAdmin) -> Answer {
    let viewer = person.0.viewer.clone();
    let rows = state
        .database
        .read_async(move |connection| {
            access::may_set_up(&viewer)?;
            services::current(connection, viewer.organisation)
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"staff.csv\""))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(roster_file::write(&rows)))
}

async fn page(state: &State, person: &CurrentAdmin, done: Option<&str>, list: String) -> Result<StaffPage> {
    let viewer = person.0.viewer.clone();
    let (organisation, staff, acts) = state
        .database
        .read_async(move |connection| {
            access::may_set_up(&viewer)?;
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            let agents = roster::agents_of(connection, viewer.organisation)?;
            let acts = !agent_acts::newest(connection, viewer.organisation, 1)?.is_empty();
            Ok((organisation.name, agents.iter().filter(|agent| agent.archived_at.is_none()).count(), acts))
        })
        .await?;
    Ok(StaffPage {
        head: head(state, &person.0, &organisation, "/settings/staff", done),
        standing: standing(staff),
        people: None,
        acts,
        list,
        problems: Vec::new(),
        change: None,
    })
}

/// "12 people can be mentioned."
pub(super) fn standing(staff: usize) -> String {
    match staff {
        0 => "Nobody can be mentioned yet.".to_owned(),
        1 => "One person can be mentioned.".to_owned(),
        many => format!("{} can be mentioned.", counted(u64::try_from(many).unwrap_or(0), "person", "people")),
    }
}

/// `POST /settings/staff/preview`: what a list would change. Changes nothing.
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn preview(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let form = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, form.one("csrf"))?;
    shown(&state, &person, form.one("list")).await
}

async fn shown(state: &State, person: &CurrentAdmin, list: &str) -> Answer {
    let mut page = page(state, person, None, list.to_owned()).await?;
    match roster_file::read(list.as_bytes()) {
        Ok(rows) => {
            let organisation = person.0.viewer.organisation;
            let change = state
                .database
                .read_async(move |connection| services::difference(connection, organisation, &rows))
                .await?;
            page.change = Some(told(&change));
            private(state, StatusCode::OK, "web/admin/staff.html", &page)
        }
        Err(problems) => {
            page.head.error = Some("The list can't be read; nothing was changed.".to_owned());
            page.problems = problems.0.iter().take(SHOWN).map(ToString::to_string).collect();
            private(state, StatusCode::UNPROCESSABLE_ENTITY, "web/admin/staff.html", &page)
        }
    }
}

/// `POST /settings/staff`: takes a list.
///
/// # Errors
/// `NotFound` for whoever is no admin; `Conflict` when another list was taken at the same moment.
pub async fn take(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let form = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, form.one("csrf"))?;
    let Ok(rows) = roster_file::read(form.one("list").as_bytes()) else {
        return shown(&state, &person, form.one("list")).await;
    };
    let (viewer, now) = (person.0.viewer.clone(), state.clock.now());
    state
        .database
        .write_async(move |connection| {
            access::may_set_up(&viewer)?;
            services::import(connection, viewer.organisation, &rows, now)
        })
        .await?;
    state.directory.doubt(person.0.viewer.organisation);
    (state.ring)();
    Ok(see("/settings/staff?done=taken"))
}

fn told(change: &RosterChange) -> Change {
    let many = |list: &[_]| list.len();
    let named = |row: &roster_file::RosterRow| match &row.team {
        Some(team) => format!("{}, {team}", row.name),
        None => row.name.clone(),
    };
    let changed = change.changed.iter().map(|row| {
        let fields: Vec<String> = row
            .fields
            .iter()
            .map(|field| {
                let shown = |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("“{text}”") };
                format!("{} from {} to {}", field.column, shown(&field.before), shown(&field.after))
            })
            .collect();
        format!("{}: {}", row.row.name, fields.join("; "))
    });
    Change {
        summary: format!(
            "{} would be added, {} changed, {} archived; {} would stay as they are.",
            many(&change.added),
            change.changed.len(),
            many(&change.archived),
            change.unchanged
        ),
        added: first(change.added.iter().map(named)),
        changed: first(changed),
        archived: first(change.archived.iter().map(named)),
        nothing: change.is_empty(),
    }
}

/// The first lines, and how many more there are.
fn first(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = lines.collect();
    if all.len() > SHOWN {
        let more = all.len() - SHOWN;
        all.truncate(SHOWN);
        all.push(format!("and {more} more"));
    }
    all
}
