//! `GET /settings/keeping`: for how long what is kept. A shorter time deletes what is older, so it is asked about first.

use super::organisation::Asked;
use super::pages::{Choice, Head};
use super::{Fields, head};
use crate::domain::keeping::{APART_DAYS, CARD_MONTHS, CONTACT_DAYS, Keeping};
use crate::domain::wording::counts::counted;
use crate::error::{Error, Kind};
use crate::services::retention::{self, Forgotten};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::session::who::CurrentAdmin;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::Serialize;

const PATH: &str = "/settings/keeping";

/// `templates/web/admin/keeping.html`
#[derive(Debug, Clone, Serialize)]
pub struct KeepingPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// Days for names, addresses, numbers.
    pub contact: Vec<Choice>,
    /// Days for letters that were not accepted.
    pub apart: Vec<Choice>,
    /// Months for cards.
    pub cards: Vec<Choice>,
    /// What the chosen times would delete within the hour; none until somebody asks for less.
    pub asking: Option<Vec<String>>,
}

/// `GET /settings/keeping`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn show(state: web::Data<State>, person: CurrentAdmin, asked: web::Query<Asked>) -> Answer {
    let done = (asked.done == "saved")
        .then_some("Saved. A longer time holds for what comes in from now on: whoever wrote before was promised less.");
    page(&state, &person, done, None, None).await
}

async fn page(
    state: &State,
    person: &CurrentAdmin,
    done: Option<&str>,
    typed: Option<Keeping>,
    asking: Option<Result<Forgotten, Error>>,
) -> Answer {
    let viewer = person.0.viewer.clone();
    let (organisation, rules) =
        state.database.read_async(move |connection| retention::rules_for(connection, &viewer)).await?;
    let shown = typed.unwrap_or_else(|| rules.current());
    let mut head = head(state, &person.0, &organisation.name, PATH, done);
    let choices = |offered: &[i32], holds: i32, unit: (&str, &str)| -> Vec<Choice> {
        let choice = |length: &i32| {
            let label = counted(u64::from(length.unsigned_abs()), unit.0, unit.1);
            Choice::plain(length.to_string(), label, *length == holds)
        };
        offered.iter().map(choice).collect()
    };
    let (status, asking) = match asking {
        None => (StatusCode::OK, None),
        Some(Ok(due)) => (StatusCode::OK, Some(lines(due))),
        Some(Err(error)) => {
            head.error = Some(error.message().to_owned());
            (StatusCode::UNPROCESSABLE_ENTITY, None)
        }
    };
    let page = KeepingPage {
        head,
        contact: choices(&CONTACT_DAYS, shown.contact_days, ("day", "days")),
        apart: choices(&APART_DAYS, shown.apart_days, ("day", "days")),
        cards: choices(&CARD_MONTHS, shown.card_months, ("month", "months")),
        asking,
    };
    private(state, status, "web/admin/keeping.html", &page)
}

fn lines(due: Forgotten) -> Vec<String> {
    [
        (
            due.cards,
            "card, with all that was said and done about it",
            "cards, with all that was said and done about them",
        ),
        (due.contacts, "name, address or number of a customer", "names, addresses and numbers of customers"),
        (due.letters, "letter as it came in", "letters as they came in"),
        (due.apart, "letter that was not accepted", "letters that were not accepted"),
        (due.digests, "digest", "digests"),
        (due.outbox, "letter that we sent", "letters that we sent"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| counted(u64::try_from(count).unwrap_or(u64::MAX), one, many))
    .collect()
}

/// `POST /settings/keeping`
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
    let number = |name: &str| fields.one(name).parse::<i32>().unwrap_or(0);
    let keeping =
        Keeping { contact_days: number("contact"), apart_days: number("apart"), card_months: number("cards") };
    let (viewer, now, sure) = (person.0.viewer.clone(), state.clock.now(), fields.one("sure") == "yes");
    let kept =
        state.database.write_async(move |connection| retention::choose(connection, &viewer, keeping, sure, now)).await;
    match kept {
        Ok(None) => {
            state.directory.doubt(person.0.viewer.organisation);
            Ok(see(&format!("{PATH}?done=saved")))
        }
        Ok(Some(due)) => page(&state, &person, None, Some(keeping), Some(Ok(due))).await,
        Err(error) if error.kind() == Kind::Invalid => {
            page(&state, &person, None, Some(keeping), Some(Err(error))).await
        }
        Err(error) => Err(error.into()),
    }
}
