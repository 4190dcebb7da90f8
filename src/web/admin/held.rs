//! `GET /settings/held`: which cards are held from their agents and for how long, and what is looked at before it is a card.

use super::organisation::Asked;
use super::pages::{Choice, Head};
use super::{Fields, head};
use crate::domain::holding::{HoldRule, LONGEST_DAYS, LONGEST_LIST};
use crate::domain::wording::counts::counted;
use crate::error::{Error, Kind};
use crate::services::holding;
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::session::who::CurrentAdmin;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::Serialize;

const PATH: &str = "/settings/held";

/// `templates/web/admin/held.html`
#[derive(Debug, Clone, Serialize)]
pub struct HeldPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// Which cards are held.
    pub rules: Vec<Choice>,
    /// For how many working days at most.
    pub longest: Vec<Choice>,
    /// Words that are looked at first.
    pub words: String,
    /// Senders that are looked at first.
    pub senders: String,
    /// Characters that each list may have.
    pub longest_list: usize,
}

/// `GET /settings/held`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn show(state: web::Data<State>, person: CurrentAdmin, asked: web::Query<Asked>) -> Answer {
    let done = match asked.done.as_str() {
        "saved" => Some("Saved. It holds for what comes in from now on."),
        _ => None,
    };
    page(&state, &person, done, |_| {}, None).await
}

async fn page(
    state: &State,
    person: &CurrentAdmin,
    done: Option<&str>,
    typed: impl FnOnce(&mut HoldRule),
    error: Option<Error>,
) -> Answer {
    let viewer = person.0.viewer.clone();
    let (organisation, mut rule) =
        state.database.read_async(move |connection| holding::rule_for(connection, &viewer)).await?;
    typed(&mut rule);
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut head = head(state, &person.0, &organisation.name, PATH, done);
    head.error = error.map(|error| error.message().to_owned());
    let days = |days: &i32| {
        let label = match *days {
            0 => "No end".to_owned(),
            days => counted(u64::from(days.unsigned_abs()), "working day", "working days"),
        };
        Choice::plain(days.to_string(), label, *days == rule.longest_days)
    };
    let choice = |value: &str, label: &str, hint: &str, chosen: bool| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        chosen,
    };
    let strict = rule.praise_since.is_some();
    let page = HeldPage {
        rules: vec![
            choice(
                "complaints",
                "Complaints",
                "What complains about somebody, or only names them. Praise reaches them at once, on a card that complains \
                 about a colleague, too.",
                !strict,
            ),
            choice(
                "praise",
                "All but plain praise",
                "Praise, too, where the same card complains about anybody or anything.",
                strict,
            ),
        ],
        longest: LONGEST_DAYS.iter().map(days).collect(),
        words: rule.words.clone(),
        senders: rule.senders.clone(),
        longest_list: LONGEST_LIST,
        head,
    };
    private(state, status, "web/admin/held.html", &page)
}

/// `POST /settings/held`
///
/// # Errors
/// `NotFound` for whoever is no admin. What can't be comes back with the page.
pub async fn save(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let fields = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, fields.one("csrf"))?;
    let (praise, days) = (fields.one("rule") == "praise", fields.one("longest").parse::<i32>().unwrap_or(-1));
    let (viewer, now) = (person.0.viewer.clone(), state.clock.now());
    let kept =
        state.database.write_async(move |connection| holding::choose(connection, &viewer, (praise, days), now)).await;
    let typed = move |rule: &mut HoldRule| rule.praise_since = praise.then_some(0);
    settled(&state, &person, kept, typed).await
}

/// `POST /settings/held/looks`
///
/// # Errors
/// As [`save`].
pub async fn save_looks(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let fields = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, fields.one("csrf"))?;
    let (words, senders) = (fields.one("words").to_owned(), fields.one("senders").to_owned());
    let (viewer, lists) = (person.0.viewer.clone(), (words.clone(), senders.clone()));
    let kept = state
        .database
        .write_async(move |connection| holding::choose_looks(connection, &viewer, (&lists.0, &lists.1)))
        .await;
    let typed = move |rule: &mut HoldRule| (rule.words, rule.senders) = (words, senders);
    settled(&state, &person, kept, typed).await
}

async fn settled(
    state: &State,
    person: &CurrentAdmin,
    kept: Result<(), Error>,
    typed: impl FnOnce(&mut HoldRule),
) -> Answer {
    match kept {
        Ok(()) => {
            state.directory.doubt(person.0.viewer.organisation);
            (state.ring)();
            Ok(see(&format!("{PATH}?done=saved")))
        }
        Err(error) if error.kind() == Kind::Invalid => page(state, person, None, typed, Some(error)).await,
        Err(error) => Err(error.into()),
    }
}
