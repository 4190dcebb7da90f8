//! `/account/letters`: which letters somebody gets, in which language, and when they want quiet. The same page for managers and
//! agents; each sees what concerns them.

use crate::domain::Role;
use crate::error::{Error, Result};
use crate::services::choices::{self, Alerts, Choices};
use crate::services::letter_samples::Samples;
use crate::store::organisations;
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::frame;
use crate::web::session::who::SignedIn;
use crate::web::shell::Shell;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};

/// `templates/web/session/letters.html`
#[derive(Debug, Clone, Serialize)]
pub struct LettersPage {
    /// The frame.
    pub shell: Shell,
    /// Their address.
    pub email: String,
    /// What was just done.
    pub done: bool,
    /// The languages.
    pub languages: Vec<Choice>,
    /// How complaints are told; empty for those who get none.
    pub alerts: Vec<Choice>,
    /// Hours from which on they want quiet; the first is "never".
    pub from: Vec<Choice>,
    /// Hours until which.
    pub until: Vec<Choice>,
    /// Whether praise is written at once; none for those who are no agents.
    pub praise: Option<bool>,
    /// Their zone, for the hours.
    pub zone: String,
    /// The page of all letters, for admins.
    pub samples: Option<String>,
}

/// One of several.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub text: String,
    /// Whether it holds.
    pub chosen: bool,
}

/// What is posted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    csrf: String,
    language: String,
    alerts: String,
    from: String,
    until: String,
    praise: String,
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// `GET /account/letters`
///
/// # Errors
/// `Unauthenticated`.
pub async fn show(state: web::Data<State>, person: SignedIn, asked: web::Query<Asked>) -> Answer {
    let viewer = person.viewer.clone();
    let (organisation, held) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            Ok((organisation, choices::of(connection, viewer.organisation, viewer.member)?))
        })
        .await?;
    let reads_cards = matches!(person.viewer.role, Role::Admin | Role::Manager);
    let page = LettersPage {
        email: person.viewer.email.clone(),
        done: asked.done == "yes",
        languages: languages(&state, &held, &organisation.language)?,
        alerts: if reads_cards { alerts(&held) } else { Vec::new() },
        from: hours(held.quiet.map(|(from, _)| from), Some("No quiet hours")),
        until: hours(Some(held.quiet.map_or(7, |(_, until)| until)), None),
        praise: person.viewer.agent.map(|_| held.praise),
        zone: person.viewer.zone.clone(),
        samples: (person.viewer.role == Role::Admin).then(|| "/letter-samples".to_owned()),
        shell: frame::shell(&state, &person, &organisation.name, "/account/letters"),
    };
    private(&state, StatusCode::OK, "web/session/letters.html", &page)
}

fn languages(state: &State, held: &Choices, own: &str) -> Result<Vec<Choice>> {
    let messages = state.templates.messages();
    let usual = messages.plain(messages.closest(own), "language")?;
    let mut all = vec![Choice {
        value: String::new(),
        text: format!("As the organisation has it ({usual})"),
        chosen: held.language.is_none(),
    }];
    for (code, name) in Samples::of(&state.templates).languages()? {
        all.push(Choice { chosen: held.language.as_deref() == Some(code.as_str()), value: code, text: name });
    }
    Ok(all)
}

fn alerts(held: &Choices) -> Vec<Choice> {
    let text = |alerts| match alerts {
        Alerts::Once => "At once",
        Alerts::Hourly => "Together, at most once an hour",
        Alerts::Never => "In the weekly letter only",
    };
    Alerts::ALL
        .into_iter()
        .map(|(one, word)| Choice { value: word.to_owned(), text: text(one).to_owned(), chosen: one == held.alerts })
        .collect()
}

fn hours(held: Option<i32>, none: Option<&str>) -> Vec<Choice> {
    let none = none.map(|text| Choice { value: String::new(), text: text.to_owned(), chosen: held.is_none() });
    let all = (0..24).map(|hour| Choice {
        value: hour.to_string(),
        text: format!("{hour:02}:00"),
        chosen: held == Some(hour),
    });
    none.into_iter().chain(all).collect()
}

/// `POST /account/letters`
///
/// # Errors
/// `Invalid` for what isn't among the choices.
pub async fn choose(
    state: web::Data<State>,
    person: SignedIn,
    request: HttpRequest,
    chosen: web::Form<Chosen>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &chosen.csrf)?;
    let language = match chosen.language.as_str() {
        "" => None,
        code if state.templates.messages().languages().any(|known| known == code) => Some(code.to_owned()),
        _ => return Err(Error::invalid("Choose one of the languages.").into()),
    };
    let quiet = match chosen.from.as_str() {
        "" => None,
        from => Some((hour(from)?, hour(&chosen.until)?)),
    };
    let reads_cards = matches!(person.viewer.role, Role::Admin | Role::Manager);
    let alerts = match Alerts::from_word(&chosen.alerts) {
        Some(alerts) => alerts,
        None if !reads_cards => Alerts::Once,
        None => return Err(Error::invalid("Choose how you want to hear of complaints.").into()),
    };
    let praise = person.viewer.agent.is_none() || chosen.praise == "yes";
    let choices = Choices { language, alerts, quiet, praise };
    let (organisation, member) = (person.viewer.organisation, person.viewer.member);
    state.database.write_async(move |connection| choices::set(connection, organisation, member, &choices)).await?;
    Ok(see("/account/letters?done=yes"))
}

fn hour(text: &str) -> Result<i32> {
    text.parse().ok().filter(|hour| (0..24).contains(hour)).ok_or_else(|| Error::invalid("Choose an hour."))
}
