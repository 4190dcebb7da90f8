//! `GET /learnt`: what managers' corrections have taught, the other names of colleagues, and how sure a tag must be.
//! Each line can be taken out.

mod view;

use crate::domain::Role;
use crate::domain::ids::{ActId, AgentId};
use crate::error::{Error, Kind, Result};
use crate::services::caution::{self, Caution};
use crate::services::{learnt, names, people_search};
use crate::store::AnyConnection;
use crate::web::answer::{Answer, private, see};
use crate::web::blocking::blocking;
use crate::web::csrf;
use crate::web::frame;
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::Deserialize;
use view::{Given, Tried};

/// Which page, and what was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    after: Option<String>,
    #[serde(default)]
    done: Option<String>,
    #[serde(default)]
    act: Option<String>,
}

/// `GET /learnt`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for agents.
pub async fn show(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    shown(&state, &person, &asked, StatusCode::OK, Tried::default()).await
}

async fn shown(
    state: &web::Data<State>,
    person: &CurrentManager,
    asked: &Asked,
    status: StatusCode,
    tried: Tried,
) -> Answer {
    let (data, viewer, after) = (state.clone(), person.0.viewer.clone(), asked.after.clone());
    let now = state.clock.now();
    let (organisation, given) = blocking(move || {
        let house = data.directory.house(&data.database, viewer.organisation, now)?;
        let given = data.database.read(|connection| {
            Ok(Given {
                learnt: learnt::page(connection, &viewer, &house, after.as_deref())?,
                aliases: names::aliases_of(connection, viewer.organisation)?,
                people: people_search::find(connection, viewer.organisation, "")?,
                thresholds: house.thresholds,
            })
        })?;
        Ok((house.organisation.name.clone(), given))
    })
    .await?;
    let act = asked.act.as_deref().and_then(|act| act.parse::<ActId>().ok());
    let shell = frame::shell(state, &person.0, &organisation, "/learnt");
    let page = view::page(shell, &person.0, given, (asked.done.as_deref(), act), tried);
    private(state, status, "web/manager/learnt.html", &page)
}

/// Makes a change and goes back to the page with a word about it; what is wrong with it is said there.
async fn make(
    state: &web::Data<State>,
    person: &CurrentManager,
    done: &str,
    tried: Tried,
    change: impl FnOnce(&mut AnyConnection) -> Result<Option<ActId>> + Send + 'static,
) -> Answer {
    match state.database.write_async(change).await {
        Ok(act) => {
            state.directory.doubt(person.0.viewer.organisation);
            (state.ring)();
            let act = act.map_or_else(String::new, |act| format!("&act={act}"));
            Ok(see(&format!("/learnt?done={done}{act}")))
        }
        Err(error) if error.kind() == Kind::Invalid => {
            let tried = Tried { error: Some(error.message().to_owned()), ..tried };
            shown(state, person, &Asked::default(), StatusCode::UNPROCESSABLE_ENTITY, tried).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Which name.
#[derive(Debug, Deserialize)]
pub struct FormForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    form: String,
}

/// `POST /learnt/removal`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn forget(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    form: web::Form<FormForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (now, viewer, name) = (state.clock.now(), person.0.viewer.clone(), form.into_inner().form);
    make(&state, &person, "forgotten", Tried::default(), move |connection| {
        learnt::forget(connection, &viewer, &name, now).map(Some)
    })
    .await
}

/// A form with nothing in it but the proof that it is ours.
#[derive(Debug, Deserialize)]
pub struct Bare {
    #[serde(default)]
    csrf: String,
}

/// `POST /learnt/removals/{act}/undo`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn remember(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    act: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let act: ActId = act.parse()?;
    let (now, viewer) = (state.clock.now(), person.0.viewer.clone());
    make(&state, &person, "remembered", Tried::default(), move |connection| {
        learnt::remember(connection, &viewer, act, now).map(|()| None)
    })
    .await
}

/// Another name, and whose.
#[derive(Debug, Deserialize)]
pub struct AliasForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    agent: String,
    #[serde(default)]
    alias: String,
}

/// `POST /learnt/names`
///
/// # Errors
/// `Forbidden`.
pub async fn add_alias(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    form: web::Form<AliasForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let AliasForm { who, alias, .. } = form.into_inner();
    let tried = Tried { error: None, who: who.clone(), alias: alias.clone() };
    let (now, viewer) = (state.clock.now(), person.0.viewer.clone());
    make(&state, &person, "named", tried, move |connection| {
        names::add(connection, &viewer, (&who, &alias), now).map(|()| None)
    })
    .await
}

/// `POST /learnt/names/removal`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn remove_alias(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    form: web::Form<AliasForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let agent: AgentId = form.agent.parse()?;
    let (now, viewer, alias) = (state.clock.now(), person.0.viewer.clone(), form.into_inner().alias);
    make(&state, &person, "unnamed", Tried::default(), move |connection| {
        names::remove(connection, &viewer, (agent, &alias), now).map(|()| None)
    })
    .await
}

/// How sure a tag must be, in a word.
#[derive(Debug, Deserialize)]
pub struct CautionForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    caution: String,
}

/// `POST /learnt/caution`
///
/// # Errors
/// `Forbidden` for all but admins: it is the whole organisation's.
pub async fn set_caution(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    form: web::Form<CautionForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    if person.0.viewer.role != Role::Admin {
        return Err(Error::new(Kind::Forbidden, "Only an admin chooses how sure a tag must be.").into());
    }
    let chosen =
        Caution::from_word(&form.caution).ok_or_else(|| Error::invalid("Choose careful, balanced or eager."))?;
    let organisation = person.0.viewer.organisation;
    make(&state, &person, "caution", Tried::default(), move |connection| {
        caution::set(connection, organisation, &chosen.thresholds()).map(|()| None)
    })
    .await
}
