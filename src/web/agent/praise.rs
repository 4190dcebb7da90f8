//! `GET /me/praise`: an agent's own praise to print, and as a signed file; `/praise/verify` for whoever is shown one.

use crate::domain::wording::Words;
use crate::domain::wording::counts::counted;
use crate::error::{Error, Kind, Result};
use crate::services::take_home::{self, SignedPraise, TakeHome};
use crate::web::answer::{Answer, private};
use crate::web::blocking::blocking;
use crate::web::csrf;
use crate::web::frame;
use crate::web::session::who::CurrentAgent;
use crate::web::shell::Shell;
use crate::web::state::State;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

/// `templates/web/agent/praise.html`
#[derive(Debug, Serialize)]
pub struct PraisePage {
    /// The frame.
    pub shell: Shell,
    /// Whose praise.
    pub name: String,
    /// "12 cards of praise, as customers wrote them."
    pub lead: String,
    /// The cards, newest first.
    pub cards: Vec<PrintedCard>,
}

/// One card on paper.
#[derive(Debug, Serialize)]
pub struct PrintedCard {
    /// The words.
    pub words: Words,
    /// "2026-11-14, by the form"
    pub by: String,
}

/// `templates/web/public/verify_praise.html`
#[derive(Debug, Serialize)]
pub struct VerifyPage {
    /// The frame.
    pub shell: Shell,
    /// What was pasted.
    pub typed: String,
    /// What was found wrong.
    pub error: Option<String>,
    /// The copy, when its signature is right.
    pub found: Option<FoundPraise>,
}

/// A copy whose signature is right.
#[derive(Debug, Serialize)]
pub struct FoundPraise {
    /// "Signed by Larkspur Mobile."
    pub signed: String,
    /// True if the key is one of this service's.
    pub here: bool,
    /// Whose praise.
    pub name: String,
    /// The day on which it was made.
    pub made: String,
    /// The public key.
    pub key: String,
    /// The cards.
    pub cards: Vec<PrintedCard>,
}

async fn gathered(state: &web::Data<State>, person: &CurrentAgent) -> Result<TakeHome> {
    let (now, viewer, agent, data) = (state.clock.now(), person.0.viewer.clone(), person.1, state.clone());
    blocking(move || {
        let house = data.directory.house(&data.database, viewer.organisation, now)?;
        data.database.read(|connection| take_home::gather(connection, &viewer, (agent, &house), now))
    })
    .await
}

/// `GET /me/praise`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for those who are no agent.
pub async fn show(state: web::Data<State>, person: CurrentAgent) -> Answer {
    let TakeHome { praise, words } = gathered(&state, &person).await?;
    let count = u64::try_from(praise.cards.len()).unwrap_or(0);
    let given = PraisePage {
        shell: frame::shell(&state, &person.0, &praise.organisation, "/me/praise"),
        lead: match count {
            0 => "No praise yet. When a customer writes about you, their words will stand here.".to_owned(),
            _ => format!("{} of praise, as customers wrote them.", counted(count, "card", "cards")),
        },
        cards: words
            .into_iter()
            .zip(&praise.cards)
            .map(|(words, card)| PrintedCard { words, by: format!("{}, {}", card.day, card.came) })
            .collect(),
        name: praise.name,
    };
    private(&state, StatusCode::OK, "web/agent/praise.html", &given)
}

/// `GET /me/praise.json`
///
/// # Errors
/// As [`show`].
pub async fn file(state: web::Data<State>, person: CurrentAgent) -> Answer {
    let organisation = person.0.viewer.organisation;
    let copy = take_home::sign(&state.key, organisation, gathered(&state, &person).await?.praise)?;
    let body = serde_json::to_string_pretty(&copy)
        .map_err(|cause| Error::internal("This can't be written down.").with_source(cause))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/json; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"praise.json\""))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(body))
}

/// A copy to be checked.
#[derive(Debug, Deserialize)]
pub struct Pasted {
    #[serde(default)]
    copy: String,
}

/// `GET /praise/verify`
///
/// # Errors
/// `Internal` when the page can't be rendered.
pub async fn ask(state: web::Data<State>) -> Answer {
    verified(&state, StatusCode::OK, String::new(), None, None)
}

/// `POST /praise/verify`: reads, and writes nothing.
///
/// # Errors
/// `Forbidden` from another site. What is wrong with the copy is said on the page.
pub async fn verify(state: web::Data<State>, request: HttpRequest, form: web::Form<Pasted>) -> Answer {
    csrf::check_origin(&request, &state.public_url)?;
    let typed = form.into_inner().copy;
    match take_home::verify(&typed) {
        Ok(copy) => {
            let (key, asked) = (state.key.clone(), copy.clone());
            let here =
                state.database.read_async(move |connection| take_home::signed_here(connection, &key, &asked)).await?;
            verified(&state, StatusCode::OK, typed, None, Some(found(copy, here)))
        }
        Err(error) if error.kind() == Kind::Invalid => {
            verified(&state, StatusCode::UNPROCESSABLE_ENTITY, typed, Some(error.message().to_owned()), None)
        }
        Err(error) => Err(error.into()),
    }
}

fn found(copy: SignedPraise, here: Option<String>) -> FoundPraise {
    let card = |card: &take_home::PraiseCard| PrintedCard {
        words: Words::new(&card.words, &[]),
        by: format!("{}, {}", card.day, card.came),
    };
    FoundPraise {
        signed: match &here {
            Some(organisation) => format!("Signed by {organisation}, and unchanged since."),
            None => {
                "Unchanged since it was signed, but not signed here. Ask whoever signed it for their key.".to_owned()
            }
        },
        here: here.is_some(),
        cards: copy.said.cards.iter().map(card).collect(),
        name: copy.said.name,
        made: copy.said.made,
        key: copy.key,
    }
}

fn verified(
    state: &State,
    status: StatusCode,
    typed: String,
    error: Option<String>,
    found: Option<FoundPraise>,
) -> Answer {
    let page = VerifyPage { shell: Shell::public("Smilecard", &state.stylesheet.href, ""), typed, error, found };
    private(state, status, "web/public/verify_praise.html", &page)
}
