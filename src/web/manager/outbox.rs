//! `GET /outbox`: for admins, the letters that could not be sent and those that still wait, with the two things to do
//! about one: send it again, or don't.

use super::card::Bare;
use super::card_list::{Tab, Undo};
use super::outbox_page::{OutboxPage, StuckLetter};
use crate::domain::ids::LetterId;
use crate::domain::wording::counts::counted;
use crate::domain::wording::dates::Moment;
use crate::services::outbox as letters;
use crate::store::columns::moment;
use crate::store::organisations;
use crate::store::outbox::{OutboxRow, Which};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::frame::{self, Days};
use crate::web::session::who::CurrentManager;
use crate::web::shell::Link;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    show: Option<String>,
    #[serde(default)]
    before: Option<String>,
    #[serde(default)]
    done: Option<String>,
    #[serde(default)]
    letter: Option<String>,
}

/// `GET /outbox`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for everybody but admins and auditors.
pub async fn show(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    let waiting = asked.show.as_deref() == Some("waiting");
    let which = if waiting { Which::In("waiting") } else { Which::Stuck };
    let before = asked.before.as_deref().map(str::parse::<LetterId>).transpose()?;
    let days = Days::of(&person.0, state.clock.now());
    let viewer = person.0.viewer.clone();
    let (organisation, page) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            Ok((organisation.name, letters::page(connection, &viewer, which, before)?))
        })
        .await?;
    let may_act = person.0.viewer.may_act();
    let done = match asked.done.as_deref() {
        Some("again") => Some("It goes out now. If it can’t be sent this time either, it will stand here again."),
        Some("dropped") => Some("It won’t be sent."),
        Some("kept") => Some("It stands here again."),
        _ => None,
    };
    // Only an id of ours goes into the form's address.
    let dropped = asked.letter.as_deref().filter(|_| asked.done.as_deref() == Some("dropped") && may_act);
    let dropped = dropped.and_then(|letter| letter.parse::<LetterId>().ok());
    let shown = if waiting { "waiting" } else { "stuck" };
    let given = OutboxPage {
        shell: frame::shell(&state, &person.0, &organisation, "/outbox"),
        tabs: vec![tab("Not sent", "/outbox", !waiting), tab("Waiting", "/outbox?show=waiting", waiting)],
        empty: page.rows.is_empty().then(|| empty(waiting).to_owned()),
        letters: page
            .rows
            .iter()
            .enumerate()
            .map(|(index, row)| view(index, row, may_act, &days))
            .collect::<crate::error::Result<_>>()?,
        older: page.older.map(|before| Link {
            href: format!("/outbox?show={shown}&before={before}"),
            text: "Older letters".to_owned(),
        }),
        done: done.map(str::to_owned),
        undo: dropped.map(|letter| Undo {
            action: format!("/outbox/{letter}/drop/undo"),
            label: "Undo: keep it here".to_owned(),
        }),
    };
    private(&state, StatusCode::OK, "web/manager/outbox.html", &given)
}

fn tab(label: &str, href: &str, current: bool) -> Tab {
    Tab { label: label.to_owned(), href: href.to_owned(), count: None, current }
}

fn empty(waiting: bool) -> &'static str {
    if waiting {
        "No letter waits: all have gone out."
    } else {
        "Every letter could be sent. One that can’t will stand here, with what the mail server said."
    }
}

fn view(index: usize, row: &OutboxRow, may_act: bool, days: &Days) -> crate::error::Result<StuckLetter> {
    let path = format!("/outbox/{}", row.id);
    Ok(StuckLetter {
        id: format!("letter-{index}"),
        kind: letters::kind(&row.kind),
        subject: if row.subject.is_empty() { "No subject".to_owned() } else { row.subject.clone() },
        to: row.to_address.clone(),
        written: Moment::day_and_time(days.local(moment(row.created_at)?), days.today()),
        story: story(row),
        said: row.last_error.clone().filter(|_| row.state != "withheld"),
        card: row.card_id.map(|card| Link { href: format!("/cards/{card}"), text: "The card".to_owned() }),
        again: may_act.then(|| format!("{path}/again")),
        drop: may_act.then(|| format!("{path}/drop")),
    })
}

fn story(row: &OutboxRow) -> String {
    let tried = counted(u64::try_from(row.attempts).unwrap_or(0), "time", "times");
    match (row.state.as_str(), &row.last_error) {
        ("withheld", Some(why)) => format!("Not sent: {}.", why.trim_end_matches('.')),
        ("dead", Some(_)) => format!("Given up. Tried {tried}. The last answer:"),
        (_, Some(_)) => format!("Tried {tried}, and will be tried again. The last answer:"),
        _ if row.lease_until.is_some() => "It is being sent.".to_owned(),
        _ => "It waits for its turn.".to_owned(),
    }
}

/// `POST /outbox/{letter}/again`
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when it can't go out.
pub async fn again(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    letter: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let letter: LetterId = letter.parse()?;
    let (now, viewer) = (state.clock.now(), person.0.viewer);
    state.database.write_async(move |connection| letters::send_again(connection, &viewer, letter, now)).await?;
    (state.ring)();
    Ok(see("/outbox?done=again"))
}

/// `POST /outbox/{letter}/drop`
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when it was sent or is being sent.
pub async fn drop_letter(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    letter: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let letter: LetterId = letter.parse()?;
    let (now, viewer) = (state.clock.now(), person.0.viewer);
    state.database.write_async(move |connection| letters::drop_by(connection, &viewer, letter, now)).await?;
    Ok(see(&format!("/outbox?done=dropped&letter={letter}")))
}

/// `POST /outbox/{letter}/drop/undo`
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when it was not dropped.
pub async fn undrop(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    letter: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let letter: LetterId = letter.parse()?;
    let viewer = person.0.viewer;
    state.database.write_async(move |connection| letters::undrop(connection, &viewer, letter)).await?;
    Ok(see("/outbox?done=kept"))
}
