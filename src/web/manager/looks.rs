//! `GET /inbox/looks`: what was set aside, to be let in or called spam; either can be taken back.

use super::card_list::{Tab, Undo};
use super::inbox_view;
use super::looks_page::{LookRow, LooksPage};
use super::tabs::TABS;
use crate::domain::Kind;
use crate::domain::ids::CardId;
use crate::domain::wording::Words;
use crate::domain::wording::ages::age;
use crate::domain::wording::counts::{counted, plural};
use crate::domain::wording::dates::Moment;
use crate::error::Result;
use crate::services::inbox;
use crate::services::looks::{self, Look, Page};
use crate::store::{AnyConnection, organisations};
use crate::web::answer::{Answer, private, see};
use crate::web::blocking::blocking;
use crate::web::csrf;
use crate::web::frame::{self, Days};
use crate::web::session::who::CurrentManager;
use crate::web::shell::{Link, Mark};
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

const PATH: &str = "/inbox/looks";

/// Which list, and what was just done on it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    show: String,
    before: Option<String>,
    done: String,
    look: String,
}

/// A form with nothing in it but the proof that it is ours.
#[derive(Debug, Deserialize)]
pub struct Bare {
    #[serde(default)]
    csrf: String,
}

/// The tab of this list beside those of the inbox.
pub(super) fn tab(waiting: u64, current: bool) -> Tab {
    Tab { label: "Have a look".to_owned(), href: PATH.to_owned(), count: Some(waiting), current }
}

/// `GET /inbox/looks`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for agents and for a `before` that is no id.
pub async fn show(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    let (spam, viewer) = (asked.show == "spam", person.0.viewer.clone());
    let before = asked.before.as_deref().map(str::parse::<CardId>).transpose()?;
    let (organisation, page, counts) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?.name;
            let counts = inbox::counts(connection, &viewer)?;
            Ok((organisation, looks::list(connection, &viewer, spam, before)?, counts))
        })
        .await?;
    let days = Days::of(&person.0, state.clock.now());
    let mut tabs: Vec<Tab> = TABS
        .iter()
        .map(|(tab, _, label)| Tab {
            label: (*label).to_owned(),
            href: inbox_view::href(*tab),
            count: inbox_view::count(*tab, counts),
            current: false,
        })
        .collect();
    tabs.push(tab(page.waiting, !spam));
    let may_act = person.0.viewer.may_act();
    let (done, undo) = said(&asked, may_act);
    let given = LooksPage {
        shell: frame::shell(&state, &person.0, &organisation, "/inbox"),
        tabs,
        lead: lead(&page, spam),
        done,
        undo,
        empty: page.rows.is_empty().then(|| empty(spam).to_owned()),
        rows: page.rows.iter().map(|look| row(look, &days)).collect(),
        other: other(&page, spam),
        older: page.older.map(|last| Link {
            href: format!("{PATH}?{}before={last}", if spam { "show=spam&" } else { "" }),
            text: "Older ones".to_owned(),
        }),
        spam,
        may_act,
    };
    private(&state, StatusCode::OK, "web/manager/looks.html", &given)
}

fn lead(page: &Page, spam: bool) -> String {
    if spam {
        return format!(
            "{} spam. It is kept for as long as the details of customers.",
            counted(page.spam, "card is", "cards are")
        );
    }
    let it = plural(page.waiting, "it", "them");
    format!(
        "{} for your look. Nobody sees {it} before you let {it} in.",
        counted(page.waiting, "card waits", "cards wait")
    )
}

fn empty(spam: bool) -> &'static str {
    if spam { "Nothing was called spam." } else { "Nothing waits for a look." }
}

fn other(page: &Page, spam: bool) -> Option<Link> {
    let link = |href: &str, text: String| Some(Link { href: href.to_owned(), text });
    match (spam, page.spam) {
        (true, _) => link(PATH, "What waits for a look".to_owned()),
        (false, 0) => None,
        (false, count) => link("/inbox/looks?show=spam", format!("What was called spam ({count})")),
    }
}

fn row(look: &Look, days: &Days) -> LookRow {
    let at = days.local(look.received_at);
    LookRow {
        id: format!("look-{}", look.id),
        mark: if look.kind == Kind::Praise { Mark::Praise } else { Mark::Complaint },
        title: match look.kind {
            Kind::Praise => "Praise",
            Kind::Complaint => "A complaint",
            Kind::Mixed => "Praise and a complaint",
        }
        .to_owned(),
        age: Moment { iso: at.date().to_string(), text: age(look.received_at, days.now) },
        reason: match &look.place {
            Some(place) => format!("{} Left at {place}.", look.reason),
            None => look.reason.clone(),
        },
        words: Words::new(&look.text, &[]),
        path: format!("{PATH}/{}", look.id),
    }
}

/// What was just done, and the way back.
fn said(asked: &Asked, may_act: bool) -> (Option<String>, Option<Undo>) {
    let back = |to: &str| {
        let look = asked.look.parse::<CardId>().ok().filter(|_| may_act)?;
        Some(Undo { action: format!("{PATH}/{look}/{to}/undo"), label: "Undo".to_owned() })
    };
    let (done, undo) = match asked.done.as_str() {
        "in" => ("It is a card now. Whoever it is for is told in ten minutes.", back("card")),
        "spam" => ("It is spam, and no card.", back("spam")),
        "back" => ("It waits for a look again.", None),
        _ => return (None, None),
    };
    (Some(done.to_owned()), undo)
}

/// What is done with one of them, in a transaction of its own.
async fn decide(
    state: &State,
    person: &CurrentManager,
    request: &HttpRequest,
    (look, csrf): (&str, &str),
    act: impl FnOnce(&mut AnyConnection, CardId) -> Result<()> + Send + 'static,
    done: &str,
) -> Answer {
    csrf::check(state, request, &person.0.csrf, csrf)?;
    let look: CardId = look.parse()?;
    state.database.write_async(move |connection| act(connection, look)).await?;
    (state.ring)();
    Ok(see(&format!("{PATH}?done={done}&look={look}")))
}

/// `POST /inbox/looks/{look}/card`
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when somebody has decided.
pub async fn accept(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    look: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (id, viewer, now) = (look.parse::<CardId>()?, person.0.viewer.clone(), state.clock.now());
    let (tools, reader) = (state.clone(), viewer.clone());
    let ready = blocking(move || looks::ready(&tools.database, &tools.directory, &reader, id, now)).await?;
    let act = move |connection: &mut AnyConnection, id| looks::accept(connection, &viewer, id, &ready, now);
    decide(&state, &person, &request, (look.as_str(), form.csrf.as_str()), act, "in").await
}

/// `POST /inbox/looks/{look}/card/undo`
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when somebody was told of the card or has worked on it.
pub async fn take_back(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    look: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    let (viewer, now) = (person.0.viewer.clone(), state.clock.now());
    let act = move |connection: &mut AnyConnection, id| looks::take_back(connection, &viewer, id, now);
    decide(&state, &person, &request, (look.as_str(), form.csrf.as_str()), act, "back").await
}

/// `POST /inbox/looks/{look}/spam`
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when somebody has decided.
pub async fn spam(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    look: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    let (viewer, now) = (person.0.viewer.clone(), state.clock.now());
    let act = move |connection: &mut AnyConnection, id| looks::call_spam(connection, &viewer, id, now);
    decide(&state, &person, &request, (look.as_str(), form.csrf.as_str()), act, "spam").await
}

/// `POST /inbox/looks/{look}/spam/undo`
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when it isn't called spam.
pub async fn not_spam(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    look: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    let viewer = person.0.viewer.clone();
    let act = move |connection: &mut AnyConnection, id| looks::not_spam(connection, &viewer, id);
    decide(&state, &person, &request, (look.as_str(), form.csrf.as_str()), act, "back").await
}
