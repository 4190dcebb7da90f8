//! `GET /not-accepted`: what came by mail and is no card, with its reasons, and the two things to do about it. Also
//! `GET /blocked`: the addresses from which nothing is read.

use super::card::Bare;
use super::letters::download;
use super::not_accepted_page::{BlockedAddress, BlockedPage, NotAcceptedPage, RefusedLetter, Suppressed};
use crate::domain::ids::InboundId;
use crate::domain::urls::encoded;
use crate::domain::wording::dates::Moment;
use crate::services::not_accepted::{self, Group, Row};
use crate::services::{letters_in, suppressed};
use crate::store::organisations;
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::frame::{self, Days};
use crate::web::manager::card_list::Tab;
use crate::web::session::who::{CurrentManager, SignedIn};
use crate::web::shell::Link;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    why: Option<String>,
    #[serde(default)]
    before: Option<String>,
    #[serde(default)]
    done: Option<String>,
    #[serde(default)]
    letter: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

/// What was just done: a code in the address, its sentence, and what undoes it (the end of its address, its label).
struct Done {
    code: &'static str,
    said: &'static str,
    undo: Option<(&'static str, &'static str)>,
}

const DONE: [Done; 4] = [
    Done { code: "card", said: "It is a card now.", undo: Some(("card/undo", "Undo: it is no card")) },
    Done { code: "no-card", said: "It is no card any more.", undo: None },
    Done {
        code: "blocked",
        said: "Nothing more is read from this address.",
        undo: Some(("block/undo", "Undo: read from it again")),
    },
    Done { code: "unblocked", said: "Letters from this address are read again.", undo: None },
];

/// What the code in an address stands for; none for any other.
fn done(code: Option<&str>) -> Option<&'static Done> {
    DONE.iter().find(|done| Some(done.code) == code)
}

/// `GET /not-accepted`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for agents.
pub async fn show(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    let group = Group::from_word(asked.why.as_deref().unwrap_or_default());
    let before = asked.before.as_deref().map(str::parse::<InboundId>).transpose()?;
    let days = Days::of(&person.0, state.clock.now());
    let viewer = person.0.viewer.clone();
    let (organisation, page, back) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            let back = suppressed::notices(connection, &viewer)?;
            Ok((organisation.name, not_accepted::list(connection, &viewer, group, before)?, back))
        })
        .await?;
    let may_act = person.0.viewer.may_act();
    let word = Group::ALL.iter().find(|(known, _, _)| *known == group).map_or("all", |(_, word, _)| word);
    let done = done(asked.done.as_deref());
    // Only an id of ours goes into the form's address.
    let letter = asked.letter.as_deref().and_then(|letter| letter.parse::<InboundId>().ok());
    let undo = done.and_then(|done| done.undo).zip(letter).filter(|_| may_act);
    let given = NotAcceptedPage {
        shell: frame::shell(&state, &person.0, &organisation, "/not-accepted"),
        tabs: tabs(group),
        empty: page.rows.is_empty().then(|| empty(group).to_owned()),
        letters: page.rows.iter().enumerate().map(|(index, row)| letter_view(index, row, &person.0, &days)).collect(),
        older: page.older.map(|before| Link {
            href: format!("/not-accepted?why={word}&before={before}"),
            text: "Older letters".to_owned(),
        }),
        done: done.map(|done| done.said.to_owned()),
        undo: undo.map(|((action, label), letter)| super::card_list::Undo {
            action: format!("/not-accepted/{letter}/{action}"),
            label: label.to_owned(),
        }),
        suppressed: back.into_iter().map(|(address, why)| Suppressed { address, why }).collect(),
    };
    private(&state, StatusCode::OK, "web/manager/not_accepted.html", &given)
}

fn tabs(shown: Group) -> Vec<Tab> {
    Group::ALL
        .iter()
        .map(|(group, word, label)| Tab {
            label: (*label).to_owned(),
            href: if *group == Group::All { "/not-accepted".to_owned() } else { format!("/not-accepted?why={word}") },
            count: None,
            current: *group == shown,
        })
        .collect()
}

fn empty(group: Group) -> &'static str {
    match group {
        Group::All => "Every letter became a card. What doesn’t will stand here, with its reason.",
        Group::Replies => "No automatic replies.",
        Group::Programs => "Nothing from lists or programs.",
        Group::Returned => "No letter came back.",
        Group::Unreadable => "Every letter could be read.",
        Group::Refused => "Nothing was refused.",
    }
}

fn letter_view(index: usize, row: &Row, person: &SignedIn, days: &Days) -> RefusedLetter {
    let may_act = person.viewer.may_act();
    let path = format!("/not-accepted/{}", row.letter);
    RefusedLetter {
        id: format!("letter-{index}"),
        title: if row.subject.is_empty() { "No subject".to_owned() } else { row.subject.clone() },
        from: row.from.clone(),
        at: Moment::day_and_time(days.local(row.received_at), days.today()),
        reason: row.reason.to_owned(),
        preview: row.preview.clone(),
        raw: format!("{path}/raw"),
        card: row.card.map(|(card, number)| Link { href: format!("/cards/{card}"), text: format!("Card {number}") }),
        make: (may_act && row.card.is_none()).then(|| format!("{path}/card")),
        block: (may_act && row.address.is_some() && !row.blocked).then(|| format!("{path}/block")),
        blocked: row.blocked,
    }
}

/// `GET /not-accepted/{letter}/raw`
///
/// # Errors
/// `NotFound` when it is out of reach or no longer kept; `Conflict` while it may hold somebody's link to sign in.
pub async fn raw(state: web::Data<State>, person: CurrentManager, letter: web::Path<String>) -> Answer {
    let letter: InboundId = letter.parse()?;
    let (now, link, viewer) = (state.clock.now(), state.lifetimes.link, person.0.viewer.clone());
    let bytes =
        state.database.read_async(move |connection| not_accepted::raw(connection, &viewer, letter, link, now)).await?;
    Ok(download(&format!("letter-{letter}.eml.txt"), "text/plain; charset=utf-8", bytes))
}

/// `POST /not-accepted/{letter}/card`
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when it is one already.
pub async fn make_card(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    letter: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let letter: InboundId = letter.parse()?;
    let (now, viewer, rules) = (state.clock.now(), person.0.viewer.clone(), state.rules.clone());
    let wanted =
        state.database.read_async(move |connection| not_accepted::want(connection, &viewer, &rules, letter)).await?;
    let viewer = person.0.viewer;
    let (directory, database) = (std::sync::Arc::clone(&state.directory), state.database.clone());
    let (organisation, member) = (viewer.organisation, viewer.member);
    // Reading a large letter takes a while: not on a thread that answers others.
    let read = web::block(move || {
        let house = directory.house(&database, organisation, now)?;
        letters_in::read(wanted.opened, wanted.known, &house, Some(member))
    })
    .await
    .map_err(|cause| crate::error::Error::internal("The letter's reading was broken off.").with_source(cause))??;
    state
        .database
        .write_async(move |connection| not_accepted::make_card(connection, &viewer, letter, read, now))
        .await?;
    Ok(see(&format!("/not-accepted?done=card&letter={letter}")))
}

/// `POST /not-accepted/{letter}/card/undo`
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when somebody has worked on it.
pub async fn unmake_card(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    letter: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let letter: InboundId = letter.parse()?;
    let (now, viewer) = (state.clock.now(), person.0.viewer);
    state.database.write_async(move |connection| not_accepted::unmake_card(connection, &viewer, letter, now)).await?;
    Ok(see("/not-accepted?done=no-card"))
}

/// `POST /not-accepted/{letter}/block`
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` when it names no address.
pub async fn block(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    letter: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let letter: InboundId = letter.parse()?;
    let (now, viewer) = (state.clock.now(), person.0.viewer);
    state.database.write_async(move |connection| not_accepted::block(connection, &viewer, letter, now)).await?;
    Ok(see(&format!("/not-accepted?done=blocked&letter={letter}")))
}

/// `POST /not-accepted/{letter}/block/undo`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn unblock_sender(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    letter: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let letter: InboundId = letter.parse()?;
    let viewer = person.0.viewer;
    state.database.write_async(move |connection| not_accepted::unblock_sender(connection, &viewer, letter)).await?;
    Ok(see("/not-accepted?done=unblocked"))
}

/// `GET /blocked`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for agents.
pub async fn blocked(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    let days = Days::of(&person.0, state.clock.now());
    let (viewer, after) = (person.0.viewer.clone(), asked.after.clone().unwrap_or_default());
    let (organisation, rows, next) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            let (rows, next) = not_accepted::blocked(connection, &viewer, &after)?;
            Ok((organisation.name, rows, next))
        })
        .await?;
    let done = done(asked.done.as_deref());
    let given = BlockedPage {
        shell: frame::shell(&state, &person.0, &organisation, "/not-accepted"),
        may_act: person.0.viewer.may_act(),
        addresses: rows
            .into_iter()
            .map(|row| {
                let at = crate::store::columns::moment(row.created_at)?;
                Ok(BlockedAddress { since: Moment::day(days.local(at).date(), days.today()), address: row.address })
            })
            .collect::<crate::error::Result<_>>()?,
        more: next.map(|after| Link {
            href: format!("/blocked?after={}", encoded(&after)),
            text: "More addresses".to_owned(),
        }),
        done: done.map(|done| done.said.to_owned()),
    };
    private(&state, StatusCode::OK, "web/manager/blocked.html", &given)
}

/// Which address to read from again.
#[derive(Debug, Deserialize)]
pub struct UnblockForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    address: String,
}

/// `POST /blocked/undo`
///
/// # Errors
/// `Forbidden`.
pub async fn unblock(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    form: web::Form<UnblockForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (viewer, address) = (person.0.viewer, form.into_inner().address);
    state.database.write_async(move |connection| not_accepted::unblock(connection, &viewer, &address)).await?;
    Ok(see("/blocked?done=unblocked"))
}
