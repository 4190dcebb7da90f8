//! `GET /letters`: a manager's own letters, and for an admin those of the whole organisation, plain addresses too. Each can
//! be changed, paused, stopped and begun again; those that were sent can be read as they were sent.

use super::search_form::Choice;
use super::subscriptions_page::{ComingLetter, LetterForm, PastLetter, SubscriptionsPage};
use crate::domain::ids::{DigestId, SubscriptionId};
use crate::domain::wording::dates;
use crate::domain::{Cadence, Shows};
use crate::error::{Error, Kind, Result};
use crate::services::digest::desk::{self, Desk};
use crate::services::letter_samples::Samples;
use crate::services::subscriptions::{self as letters, Wishes};
use crate::store::columns::moment;
use crate::store::subscriptions::SubscriptionRow;
use crate::store::{AnyConnection, organisations};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::frame::{self, Days};
use crate::web::public::letter::document;
use crate::web::session::who::CurrentManager;
use crate::web::shell::Link;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    done: Option<String>,
}

/// What a form posts.
#[derive(Debug, Default, Deserialize)]
pub struct WishesForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    cadence: String,
    #[serde(default)]
    weekday: String,
    #[serde(default)]
    month_day: String,
    #[serde(default)]
    hour: String,
    #[serde(default)]
    zone: String,
    #[serde(default)]
    shows: String,
    #[serde(default)]
    team: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    skip_empty: Option<String>,
    #[serde(default)]
    absent: Option<String>,
    #[serde(default)]
    language: String,
    #[serde(default)]
    paused_until: String,
}

impl WishesForm {
    fn wishes(&self) -> Result<Wishes> {
        let number = |text: &str, what: &str| {
            text.trim().parse::<i32>().map_err(|_| Error::invalid(format!("Write {what} as a number.")))
        };
        let paused_until = match self.paused_until.trim() {
            "" => None,
            day => Some(day.parse().map_err(|_| Error::invalid("Write the day of the pause as in 2026-12-24."))?),
        };
        Ok(Wishes {
            cadence: Cadence::from_word(&self.cadence)
                .ok_or_else(|| Error::invalid("Choose daily, weekly or monthly."))?,
            weekday: number(&self.weekday, "the day of the week")?,
            month_day: number(&self.month_day, "the day of the month")?,
            hour: number(&self.hour, "the hour")?,
            zone: self.zone.trim().to_owned(),
            language: self.language.trim().to_owned(),
            shows: Shows::from_word(&self.shows).ok_or_else(|| Error::invalid("Choose which cards it tells of."))?,
            team: match self.team.as_str() {
                "" => None,
                team => Some(team.parse().map_err(|_| Error::invalid("There is no such team."))?),
            },
            place: Some(self.place.clone()).filter(|place| !place.is_empty()),
            skip_empty: self.skip_empty.is_some(),
            absent: self.absent.is_some(),
            paused_until,
        })
    }
}

/// A form with nothing in it but the proof that it is ours.
#[derive(Debug, Deserialize)]
pub struct Bare {
    #[serde(default)]
    csrf: String,
}

/// `GET /letters`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for agents.
pub async fn show(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    shown(&state, &person, asked.done.as_deref(), None, StatusCode::OK).await
}

async fn shown(
    state: &State,
    person: &CurrentManager,
    done: Option<&str>,
    error: Option<String>,
    status: StatusCode,
) -> Answer {
    let viewer = person.0.viewer.clone();
    let (organisation, desk) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            Ok((organisation, desk::read(connection, &viewer)?))
        })
        .await?;
    let days = Days::of(&person.0, state.clock.now());
    let arranges = desk::may_arrange(&person.0.viewer);
    let fresh = Wishes { zone: person.0.viewer.zone.clone(), ..Wishes::default() };
    let plain = Wishes { zone: organisation.zone.clone(), ..Wishes::default() };
    let languages = Samples::of(&state.templates).languages()?;
    let offered = Offered { desk: &desk, languages: &languages };
    let view = |row: &SubscriptionRow| letter(row, offered, &days);
    let page = SubscriptionsPage {
        done: done.and_then(said).map(str::to_owned),
        error,
        own: desk.own.iter().map(view).collect::<Result<_>>()?,
        others: desk.others.iter().map(view).collect::<Result<_>>()?,
        new: form("new", "/letters", "Begin this letter", &fresh, offered),
        plain: arranges.then(|| LetterForm {
            email: Some(String::new()),
            ..form("plain", "/letters", "Begin this letter", &plain, offered)
        }),
        past: past(&desk, &days)?,
        shell: frame::shell(state, &person.0, &organisation.name, "/letters"),
    };
    private(state, status, "web/manager/subscriptions.html", &page)
}

/// The sentence for a code in the address.
fn said(code: &str) -> Option<&'static str> {
    Some(match code {
        "begun" => "The letter begins.",
        "changed" => "Saved. The next letter begins where the last one ended.",
        "stopped" => "The letter is stopped.",
        "resumed" => "The letter comes again.",
        _ => return None,
    })
}

/// Makes a change and goes back to the page; what is wrong with it is said there.
async fn make(
    state: &web::Data<State>,
    person: &CurrentManager,
    done: &str,
    change: impl FnOnce(&mut AnyConnection) -> Result<()> + Send + 'static,
) -> Answer {
    match state.database.write_async(change).await {
        Ok(()) => Ok(see(&format!("/letters?done={done}"))),
        Err(error) if error.kind() == Kind::Invalid => wrong(state, person, &error).await,
        Err(error) => Err(error.into()),
    }
}

async fn wrong(state: &State, person: &CurrentManager, error: &Error) -> Answer {
    shown(state, person, None, Some(error.message().to_owned()), StatusCode::UNPROCESSABLE_ENTITY).await
}

/// `POST /letters`
///
/// # Errors
/// `NotFound` for a plain address by somebody who is no admin. What can't be wished for is said on the page.
pub async fn begin(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    form: web::Form<WishesForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (now, viewer, email) = (state.clock.now(), person.0.viewer.clone(), form.email.clone());
    let wishes = match form.wishes() {
        Ok(wishes) => wishes,
        Err(error) => return wrong(&state, &person, &error).await,
    };
    make(&state, &person, "begun", move |connection| {
        desk::begin(connection, &viewer, email.as_deref(), wishes, now).map(|_| ())
    })
    .await
}

/// `POST /letters/{letter}`
///
/// # Errors
/// `NotFound` for a letter that isn't theirs. What can't be wished for is said on the page.
pub async fn change(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    letter: web::Path<String>,
    form: web::Form<WishesForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let id: SubscriptionId = letter.parse()?;
    let (now, viewer) = (state.clock.now(), person.0.viewer.clone());
    let wishes = match form.wishes() {
        Ok(wishes) => wishes,
        Err(error) => return wrong(&state, &person, &error).await,
    };
    make(&state, &person, "changed", move |connection| {
        let row = desk::subscription(connection, &viewer, id)?;
        letters::change(connection, &row, wishes, now).map(|_| ())
    })
    .await
}

/// `POST /letters/{letter}/stop`
///
/// # Errors
/// `NotFound` for a letter that isn't theirs.
pub async fn stop(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    letter: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let id: SubscriptionId = letter.parse()?;
    let (now, viewer) = (state.clock.now(), person.0.viewer.clone());
    make(&state, &person, "stopped", move |connection| {
        let row = desk::subscription(connection, &viewer, id)?;
        letters::stop(connection, &row.stop_token, now).map(|_| ())
    })
    .await
}

/// `POST /letters/{letter}/stop/undo`
///
/// # Errors
/// `NotFound` for a letter that isn't theirs.
pub async fn resume(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    letter: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let id: SubscriptionId = letter.parse()?;
    let (now, viewer) = (state.clock.now(), person.0.viewer.clone());
    make(&state, &person, "resumed", move |connection| {
        let row = desk::subscription(connection, &viewer, id)?;
        if row.stopped_at.is_some() { letters::resume(connection, &row, now) } else { Ok(()) }
    })
    .await
}

/// `GET /letters/sent/{digest}`
///
/// # Errors
/// `NotFound` for a letter that wasn't theirs.
pub async fn sent(state: web::Data<State>, person: CurrentManager, digest: web::Path<String>) -> Answer {
    let (id, viewer): (DigestId, _) = (digest.parse()?, person.0.viewer.clone());
    let digest = state.database.read_async(move |connection| desk::sent(connection, &viewer, id)).await?;
    Ok(document(digest.body_html))
}

fn past(desk: &Desk, days: &Days) -> Result<Vec<PastLetter>> {
    let day = |micros| Ok::<_, Error>(days.local(moment(micros)?).date());
    desk.past
        .iter()
        .map(|digest| {
            let (first, end) = (day(digest.period_start)?, day(digest.period_end)?);
            let last = end.yesterday().unwrap_or(end);
            let text = match first >= last {
                true => dates::long_day(last, days.today()),
                false => dates::period(first, last, days.today()),
            };
            Ok(PastLetter {
                link: Link { href: format!("/letters/sent/{}", digest.id), text },
                subject: digest.subject.clone(),
                skipped: digest.state == "skipped",
            })
        })
        .collect()
}

/// What can be chosen from: teams and places, and the languages with their own names.
#[derive(Clone, Copy)]
struct Offered<'a> {
    desk: &'a Desk,
    languages: &'a [(String, String)],
}

fn letter(row: &SubscriptionRow, offered: Offered<'_>, days: &Days) -> Result<ComingLetter> {
    let wishes = Wishes::of(row)?;
    let rhythm = letters::rhythm(row)?;
    let mut said = rhythm.days();
    if let Some(first) = said.get(..1).map(str::to_uppercase) {
        said.replace_range(..1, &first);
    }
    let team = offered.desk.teams.iter().find(|team| Some(team.id) == row.team_id).map(|team| team.name.clone());
    let mut of: Vec<String> = team.into_iter().chain(row.place.clone()).collect();
    match row.shows {
        Shows::All => {}
        Shows::Praise => of.push("praise alone".to_owned()),
        Shows::Complaints => of.push("complaints alone".to_owned()),
    }
    let about = if of.is_empty() { "Of everything".to_owned() } else { format!("Of {}", of.join(", ")) };
    let next = moment(row.due_at)?.to_zoned(rhythm.zone().clone());
    let next = match row.stopped_at {
        Some(_) => "It is stopped.".to_owned(),
        None => format!("The next one comes on {}.", dates::long_day(next.date(), days.today())),
    };
    let id = row.id.to_string();
    Ok(ComingLetter {
        title: format!("{said} at {:02}:00", row.hour),
        email: row.email.clone(),
        about: format!("{about}. {} time. {next}", row.zone),
        stopped: row.stopped_at.is_some(),
        stop: format!("/letters/{id}/stop{}", if row.stopped_at.is_some() { "/undo" } else { "" }),
        form: form(&id, &format!("/letters/{id}"), "Save", &wishes, offered),
        id,
    })
}

fn form(id: &str, action: &str, button: &str, wishes: &Wishes, offered: Offered<'_>) -> LetterForm {
    let desk = offered.desk;
    let choice = |value: String, label: String, chosen: bool| Choice { value, label, chosen };
    let cadences =
        [(Cadence::Daily, "Every day"), (Cadence::Weekly, "Once a week"), (Cadence::Monthly, "Once a month")];
    let kinds = [
        (Shows::All, "Praise and complaints"),
        (Shows::Praise, "Praise alone"),
        (Shows::Complaints, "Complaints alone"),
    ];
    let team = wishes.team.map(|team| team.to_string()).unwrap_or_default();
    let place = wishes.place.clone().unwrap_or_default();
    let optional = |all: &str, chosen: &str, known: Vec<(String, String)>| -> Vec<Choice> {
        let mut choices: Vec<Choice> =
            known.into_iter().map(|(value, label)| choice(value.clone(), label, value == chosen)).collect();
        if choices.is_empty() {
            return choices;
        }
        choices.insert(0, choice(String::new(), all.to_owned(), chosen.is_empty()));
        choices
    };
    LetterForm {
        id: format!("f-{id}"),
        action: action.to_owned(),
        button: button.to_owned(),
        email: None,
        cadence: cadences
            .into_iter()
            .map(|(one, label)| choice(one.word().to_owned(), label.to_owned(), one == wishes.cadence))
            .collect(),
        weekday: (1..=7)
            .map(|day| {
                choice(day.to_string(), dates::weekday(day).unwrap_or_default().to_owned(), day == wishes.weekday)
            })
            .collect(),
        month_day: wishes.month_day.to_string(),
        hour: (0..24).map(|hour| choice(hour.to_string(), format!("{hour:02}:00"), hour == wishes.hour)).collect(),
        zone: wishes.zone.clone(),
        language: wishes
            .language
            .is_empty()
            .then(|| choice(String::new(), "As all my letters".to_owned(), true))
            .into_iter()
            .chain(
                offered
                    .languages
                    .iter()
                    .map(|(code, name)| choice(code.clone(), name.clone(), *code == wishes.language)),
            )
            .collect(),
        shows: kinds
            .into_iter()
            .map(|(one, label)| choice(one.word().to_owned(), label.to_owned(), one == wishes.shows))
            .collect(),
        team: optional(
            "All that I may see",
            &team,
            desk.teams.iter().map(|row| (row.id.to_string(), row.name.clone())).collect(),
        ),
        place: optional(
            "Every place",
            &place,
            desk.places.iter().map(|place| (place.clone(), place.clone())).collect(),
        ),
        skip_empty: wishes.skip_empty,
        absent: wishes.absent,
        paused_until: wishes.paused_until.map(|day| day.to_string()).unwrap_or_default(),
    }
}
