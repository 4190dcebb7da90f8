//! `GET /links`: the addresses that customers leave their cards at, each with a QR code to download and a card to print.

use super::links_page::{LinkRow, LinksPage, PosterPage};
use super::qr::{self, Qr};
use crate::domain::ids::AgentId;
use crate::domain::urls::without_scheme;
use crate::error::{Error, Result};
use crate::services::links::{self, AgentLink, FormLink, Links};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::frame;
use crate::web::session::who::CurrentManager;
use crate::web::shell::{Link, Picture, Shell};
use crate::web::state::State;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

const SIZES: [(&str, &str); 3] = [("a6", "Counter card, A6"), ("a4", "Poster, A4"), ("badge", "Badge")];

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: Option<String>,
}

/// Which address, and how it is printed.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    form: String,
    #[serde(default)]
    agent: String,
    #[serde(default)]
    size: String,
}

async fn read(state: &State, person: &CurrentManager) -> Result<Links> {
    let viewer = person.0.viewer.clone();
    state.database.read_async(move |connection| links::read(connection, &viewer)).await
}

/// `GET /links`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for agents.
pub async fn show(state: web::Data<State>, person: CurrentManager, asked: web::Query<Done>) -> Answer {
    let links = read(&state, &person).await?;
    let first = links.forms.first().map(|form| form.slug.clone());
    let may_change = person.0.viewer.may_act();
    let form = |form: &FormLink| LinkRow {
        id: format!("form-{}", form.slug),
        name: form.title.clone(),
        about: form.location.clone(),
        address: format!("{}/f/{}", state.public_url, form.slug),
        query: format!("form={}", form.slug),
        replace: None,
    };
    let agent = |slug: &str, agent: &AgentLink| LinkRow {
        id: format!("agent-{}", agent.id),
        name: agent.name.clone(),
        about: agent.team.clone(),
        address: format!("{}/f/{slug}/a/{}", state.public_url, agent.token),
        query: format!("form={slug}&agent={}", agent.id),
        replace: may_change.then(|| format!("/links/{}/replacement", agent.id)),
    };
    let page = LinksPage {
        shell: frame::shell(&state, &person.0, &links.organisation, "/links"),
        done: (asked.done.as_deref() == Some("replaced"))
            .then(|| "There is a new address. What was printed with the old one leads nowhere now.".to_owned()),
        mail: links.mail.clone(),
        forms: links.forms.iter().map(form).collect(),
        // Without a form there is no address to hand out.
        agents: first.iter().flat_map(|slug| links.agents.iter().map(|one| agent(slug, one))).collect(),
        may_change,
    };
    private(&state, StatusCode::OK, "web/manager/links.html", &page)
}

/// An address to hand out.
struct Chosen {
    address: String,
    query: String,
    name: Option<String>,
    links: Links,
}

async fn chosen(state: &State, person: &CurrentManager, asked: &Asked) -> Result<Chosen> {
    let nowhere = || Error::not_found("There is no such address to hand out.");
    let links = read(state, person).await?;
    let form = links.forms.iter().find(|form| form.slug == asked.form).ok_or_else(nowhere)?;
    let base = format!("{}/f/{}", state.public_url, form.slug);
    if asked.agent.is_empty() {
        return Ok(Chosen { address: base, query: format!("form={}", form.slug), name: None, links });
    }
    let id: AgentId = asked.agent.parse()?;
    let agent = links.agents.iter().find(|agent| agent.id == id).ok_or_else(nowhere)?;
    Ok(Chosen {
        address: format!("{base}/a/{}", agent.token),
        query: format!("form={}&agent={id}", form.slug),
        name: Some(agent.name.clone()),
        links,
    })
}

/// `GET /links/poster`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for what isn't the reader's to hand out.
pub async fn poster(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    let chosen = chosen(&state, &person, &asked).await?;
    let size = SIZES.iter().find(|(size, _)| *size == asked.size).map_or("a6", |(size, _)| size);
    let other = |(of, label): &(&str, &str)| Link {
        href: format!("/links/poster?{}&size={of}", chosen.query),
        text: (*label).to_owned(),
    };
    // An agent's address is too long to be typed from a card.
    let short = chosen.name.is_none().then(|| without_scheme(&chosen.address).to_owned());
    let page = PosterPage {
        shell: Shell {
            logo: chosen.links.logo.as_ref().map(|facts| Picture::of(facts, &chosen.links.organisation)),
            ..frame::shell(&state, &person.0, &chosen.links.organisation, "/links")
        },
        qr: Qr::draw(&chosen.address)?,
        short,
        name: chosen.name,
        mail: chosen.links.mail,
        kept_days: chosen.links.kept_days,
        size,
        sizes: SIZES.iter().filter(|(of, _)| *of != size).map(other).collect(),
        query: chosen.query,
    };
    private(&state, StatusCode::OK, "web/manager/poster.html", &page)
}

/// `GET /links/qr.svg`
///
/// # Errors
/// As [`poster`].
pub async fn svg(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    let chosen = chosen(&state, &person, &asked).await?;
    Ok(file(Qr::draw(&chosen.address)?.svg().into_bytes(), "svg", "image/svg+xml"))
}

/// `GET /links/qr.png`
///
/// # Errors
/// As [`poster`].
pub async fn png(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    let chosen = chosen(&state, &person, &asked).await?;
    Ok(file(qr::png(&chosen.address)?, "png", "image/png"))
}

fn file(body: Vec<u8>, ending: &str, kind: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"comment-card.{ending}\"")))
        .body(body)
}

/// A form with nothing in it but the proof that it is ours.
#[derive(Debug, Deserialize)]
pub struct Bare {
    #[serde(default)]
    csrf: String,
}

/// `POST /links/{agent}/replacement`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn replace(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    agent: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let agent: AgentId = agent.parse()?;
    let viewer = person.0.viewer.clone();
    state.database.write_async(move |connection| links::replace(connection, &viewer, agent)).await?;
    state.directory.doubt(person.0.viewer.organisation);
    Ok(see("/links?done=replaced"))
}
