//! `/replies`: the answers that are written often. What is taken away can be put back at once.

use super::card::Bare;
use crate::domain::ids::ReplyId;
use crate::error::{Kind, Result};
use crate::services::saved_replies::{self, VARIABLES};
use crate::store::organisations;
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::frame;
use crate::web::session::who::CurrentManager;
use crate::web::shell::Shell;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};

/// `templates/web/manager/replies.html`
#[derive(Debug, Serialize)]
pub struct RepliesPage {
    /// The frame.
    pub shell: Shell,
    /// The replies, in order of name.
    pub replies: Vec<ReplyView>,
    /// True if the reader can change them.
    pub may_act: bool,
    /// What may stand in braces: the word and what it stands for.
    pub variables: Vec<(String, String)>,
    /// A new one as it was typed.
    pub new: ReplyView,
    /// What was just done.
    pub done: Option<String>,
    /// One that was just taken away, to be put back.
    pub gone: Option<ReplyView>,
    /// What was wrong with what was just tried.
    pub error: Option<String>,
}

/// One reply.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReplyView {
    /// Its key; empty for a new one.
    pub id: String,
    /// What managers call it.
    pub name: String,
    /// The language of its words.
    pub language: String,
    /// The words.
    pub text: String,
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    done: Option<String>,
}

/// A reply as it is typed.
#[derive(Debug, Deserialize)]
pub struct ReplyForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    text: String,
}

/// What a page is made with besides what is stored.
#[derive(Default)]
struct Tried {
    typed: Option<ReplyView>,
    gone: Option<ReplyView>,
    done: Option<&'static str>,
    error: Option<String>,
}

/// `GET /replies`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for agents.
pub async fn show(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    let done = match asked.done.as_deref() {
        Some("saved") => Some("Saved."),
        _ => None,
    };
    shown(&state, &person, StatusCode::OK, Tried { done, ..Tried::default() }).await
}

async fn shown(state: &State, person: &CurrentManager, status: StatusCode, tried: Tried) -> Answer {
    let viewer = person.0.viewer.clone();
    let (organisation, rows) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            Ok((organisation, saved_replies::all(connection, &viewer)?))
        })
        .await?;
    let typed = tried.typed.unwrap_or_default();
    let view = |row: &crate::store::saved_replies::ReplyRow| {
        // One that was refused comes back as it was typed.
        if row.id.to_string() == typed.id {
            return typed.clone();
        }
        ReplyView {
            id: row.id.to_string(),
            name: row.name.clone(),
            language: row.language.clone(),
            text: row.text.clone(),
        }
    };
    let new = if typed.id.is_empty() { typed.clone() } else { ReplyView::default() };
    let language = if new.language.is_empty() { organisation.language.clone() } else { new.language.clone() };
    let given = RepliesPage {
        shell: frame::shell(state, &person.0, &organisation.name, "/replies"),
        replies: rows.iter().map(view).collect(),
        may_act: person.0.viewer.may_act(),
        variables: VARIABLES.iter().map(|(word, stands)| (format!("{{{word}}}"), (*stands).to_owned())).collect(),
        new: ReplyView { language, ..new },
        done: tried.done.map(str::to_owned),
        gone: tried.gone,
        error: tried.error,
    };
    private(state, status, "web/manager/replies.html", &given)
}

/// `POST /replies`
///
/// # Errors
/// `Forbidden`. What is wrong with it is said on the page.
pub async fn add(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    form: web::Form<ReplyForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    put(&state, &person, None, form.into_inner()).await
}

/// `POST /replies/{reply}`
///
/// # Errors
/// `Forbidden`, `NotFound`. What is wrong with it is said on the page.
pub async fn change(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    reply: web::Path<String>,
    form: web::Form<ReplyForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    put(&state, &person, Some(reply.parse()?), form.into_inner()).await
}

async fn put(state: &State, person: &CurrentManager, id: Option<ReplyId>, form: ReplyForm) -> Answer {
    let typed = ReplyView {
        id: id.map(|id| id.to_string()).unwrap_or_default(),
        name: form.name,
        language: form.language,
        text: form.text,
    };
    let (now, viewer, sent) = (state.clock.now(), person.0.viewer.clone(), typed.clone());
    let kept: Result<ReplyId> = state
        .database
        .write_async(move |connection| {
            saved_replies::put(connection, &viewer, id, (&sent.name, &sent.language, &sent.text), now)
        })
        .await;
    match kept {
        Ok(_) => Ok(see("/replies?done=saved")),
        Err(error) if error.kind() == Kind::Invalid => {
            let error = Some(error.message().to_owned());
            let tried = Tried { typed: Some(typed), error, ..Tried::default() };
            shown(state, person, StatusCode::UNPROCESSABLE_ENTITY, tried).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /replies/{reply}/removal`
///
/// # Errors
/// `Forbidden`, `NotFound`.
pub async fn remove(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    reply: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (id, viewer): (ReplyId, _) = (reply.parse()?, person.0.viewer.clone());
    let row = state.database.write_async(move |connection| saved_replies::delete(connection, &viewer, id)).await?;
    let gone = ReplyView { id: String::new(), name: row.name, language: row.language, text: row.text };
    shown(&state, &person, StatusCode::OK, Tried { gone: Some(gone), ..Tried::default() }).await
}
