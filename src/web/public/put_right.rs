//! `/put-right/{token}`: a customer says whether their complaint was put right. Opening the page changes nothing; one
//! press of a button is the answer, and the first one counts.

use crate::domain::token::Token;
use crate::domain::wording::Words;
use crate::error::{Error, Kind};
use crate::services::put_right::{self, Asked};
use crate::web::answer::{self, Answer, see};
use crate::web::csrf;
use crate::web::shell::{Picture, Shell};
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};

/// `templates/web/public/put_right.html`
#[derive(Debug, Serialize)]
pub struct PutRightPage {
    /// The frame.
    pub shell: Shell,
    /// Where the buttons post to.
    pub action: String,
    /// "4182"
    pub number: String,
    /// What the customer wrote.
    pub words: Words,
    /// What they said: `yes`, `no`, or nothing yet.
    pub said: Option<String>,
    /// What is still wrong, as it was typed.
    pub typed: String,
    /// What was wrong with what was sent.
    pub error: Option<String>,
}

/// The answer: `yes` or `no`, and what is still wrong.
#[derive(Debug, Deserialize)]
pub struct Said {
    #[serde(default)]
    right: String,
    #[serde(default)]
    words: String,
}

/// `GET /put-right/{token}`
///
/// # Errors
/// `NotFound` when the link leads nowhere any more.
pub async fn show(state: web::Data<State>, token: web::Path<String>) -> Answer {
    page(&state, &token, String::new(), None).await
}

/// `POST /put-right/{token}`
///
/// # Errors
/// As [`show`]; `Forbidden` from another site.
pub async fn answer(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
    form: web::Form<Said>,
) -> Answer {
    csrf::check_origin(&request, &state.public_url)?;
    let form = form.into_inner();
    let right = match form.right.as_str() {
        "yes" => true,
        "no" => false,
        _ => return page(&state, &token, form.words, Some(Error::invalid("Choose yes or no."))).await,
    };
    let (now, held, words) = (state.clock.now(), Token::from_visitor(&token), form.words.clone());
    let answered =
        state.database.write_async(move |connection| put_right::answer(connection, &held, (right, &words), now)).await;
    match answered {
        Ok(()) => Ok(see(&format!("/put-right/{token}"))),
        Err(error) if error.kind() == Kind::Invalid => page(&state, &token, form.words, Some(error)).await,
        Err(error) => Err(error.into()),
    }
}

async fn page(state: &State, token: &str, typed: String, error: Option<Error>) -> Answer {
    let (now, held) = (state.clock.now(), Token::from_visitor(token));
    let asked: Asked = state.database.read_async(move |connection| put_right::read(connection, &held, now)).await?;
    let logo = asked.logo.as_ref().map(|facts| Picture::of(facts, &asked.organisation));
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let given = PutRightPage {
        shell: Shell { logo, ..Shell::public(&asked.organisation, &state.stylesheet.href, "") },
        action: format!("/put-right/{}", Token::from_visitor(token).reveal()),
        number: asked.number.to_string(),
        words: asked.words,
        said: asked.said.map(|right| if right { "yes" } else { "no" }.to_owned()),
        typed,
        error: error.map(|error| error.message().to_owned()),
    };
    answer::private(state, status, "web/public/put_right.html", &given)
}
