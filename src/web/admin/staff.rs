//! `GET /settings/staff`: whom a card can mention. A list is pasted, shown with what it would change, and then taken.

use super::organisation::Asked;
use super::pages::{Change, StaffPage};
use super::{Fields, head};
use crate::domain::roster_file::{self, RosterChange};
use crate::domain::wording::counts::counted;
use crate::error::Result;
use crate::services::{access, roster as services};
use crate::store::{organisations, roster};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::session::who::CurrentAdmin;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};

/// Lines of each kind that a page shows; the rest is counted.
const SHOWN: usize = 50;

/// `GET /settings/staff`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn show(state: web::Data<State>, person: CurrentAdmin, asked: web::Query<Asked>) -> Answer {
    let done = (asked.done == "taken").then_some("The list is taken. New cards are read with it at once.");
    let page = page(&state, &person, done, String::new()).await?;
    private(&state, StatusCode::OK, "web/admin/staff.html", &page)
}

async fn page(state: &State, person: &CurrentAdmin, done: Option<&str>, list: String) -> Result<StaffPage> {
    let viewer = person.0.viewer.clone();
    let (organisation, staff) = state
        .database
        .read_async(move |connection| {
            access::may_set_up(&viewer)?;
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            let agents = roster::agents_of(connection, viewer.organisation)?;
            Ok((organisation.name, agents.iter().filter(|agent| agent.archived_at.is_none()).count()))
        })
        .await?;
    Ok(StaffPage {
        head: head(state, &person.0, &organisation, "/settings/staff", done),
        standing: standing(staff),
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
