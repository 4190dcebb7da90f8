//! The public form: shows it, takes a card, hands it back. Works without a script, a login or a cookie, in the language
//! that its reader chose or their browser asks for.

use super::check::{Checked, Sent, check};
use super::closed_page::ClosedPage;
use super::form_fields::{FormErrors, FormValues};
use super::form_page::{Around, FormPage, shell};
use super::language::{self, Asked, Chosen};
use super::page_key::{PageKey, once_key};
use super::thanks;
use crate::domain::Source;
use crate::domain::ids::AgentId;
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::render::messages::Say;
use crate::services::directory::House;
use crate::services::submitted::{CameWith, Submission};
use crate::services::{kept_cards, receipt, set_aside, submission};
use crate::store::forms::FormRow;
use crate::store::{AnyConnection, cards, roster};
use crate::web::blocking::blocking;
use crate::web::error::Failure;
use crate::web::state::State;
use crate::web::{answer, csrf, peer};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use jiff::Timestamp;
use std::sync::Arc;

/// Who asks for which form, and when.
struct Visit {
    form: Arc<FormRow>,
    house: Arc<House>,
    chosen: Chosen,
    now: Timestamp,
}

impl Visit {
    async fn of(state: &web::Data<State>, request: &HttpRequest, slug: &str, asked: &str) -> Result<Self> {
        let now = state.clock.now();
        let (form, house) = found(state, slug, now).await?;
        let own = &house.organisation.language;
        let chosen = language::choose(state.templates.messages(), &form.design(), own, asked, request);
        Ok(Self { form, house, chosen, now })
    }

    fn say<'a>(&'a self, state: &'a State) -> Say<'a> {
        Say::within(state.templates.messages(), &self.chosen.code)
    }
}

/// `GET /f/{form}`
pub async fn show(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<String>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Failure> {
    let visit = Visit::of(&state, &request, &path, &asked.lang).await?;
    blank(&state, &visit, None)
}

/// `GET /f/{form}/a/{link}`
pub async fn show_for_agent(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Failure> {
    let visit = Visit::of(&state, &request, &path.0, &asked.lang).await?;
    let preset = preset(&state, &visit.form, &path.1).await?;
    blank(&state, &visit, Some(&preset))
}

/// `POST /f/{form}`
pub async fn take(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<String>,
    asked: web::Query<Asked>,
    sent: web::Form<Sent>,
) -> Result<HttpResponse, Failure> {
    let visit = Visit::of(&state, &request, &path, &asked.lang).await?;
    receive(&state, &request, visit, None, sent.into_inner()).await
}

/// `POST /f/{form}/a/{link}`
pub async fn take_for_agent(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    asked: web::Query<Asked>,
    sent: web::Form<Sent>,
) -> Result<HttpResponse, Failure> {
    let visit = Visit::of(&state, &request, &path.0, &asked.lang).await?;
    let preset = preset(&state, &visit.form, &path.1).await?;
    receive(&state, &request, visit, Some(preset), sent.into_inner()).await
}

/// `GET /f/{form}/card/{code}`: the card, handed back to whoever holds its private link.
pub async fn handed_back(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Failure> {
    let visit = Visit::of(&state, &request, &path.0, &asked.lang).await?;
    let key = once_key(&path.1);
    let (form, now) = (Arc::clone(&visit.form), visit.now);
    let receipt = {
        let state = state.clone();
        blocking(move || {
            let read = || state.database.read(|connection| receipt::read(connection, &form, &key, now));
            match read() {
                // Sent in a rush, and looked at before it was read.
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    let organisation = form.organisation_id;
                    match kept_cards::read_one(&state.database, &state.directory, organisation, &key, now)? {
                        true => read(),
                        false => Err(error),
                    }
                }
                other => other,
            }
        })
        .await?
    };
    let say = visit.say(&state);
    let page =
        thanks::page(&state, &visit.form, &visit.house, (&path.1, &visit.chosen.query), &receipt, (&say, visit.now))?;
    answer::private(&state, StatusCode::OK, "web/public/thanks.html", &page)
}

/// An agent whose own link was used.
struct Preset {
    agent: AgentId,
    name: String,
    link: String,
}

/// The form and its house: at hand on a busy form, else from the database.
async fn found(state: &web::Data<State>, slug: &str, now: Timestamp) -> Result<(Arc<FormRow>, Arc<House>)> {
    if let Some(both) = state.directory.at_hand(slug, now) {
        return Ok(both);
    }
    let (state, slug) = (state.clone(), slug.to_owned());
    blocking(move || {
        let form = state.directory.form(&state.database, &slug, now)?;
        let house = state.directory.house(&state.database, form.organisation_id, now)?;
        Ok((form, house))
    })
    .await
}

async fn preset(state: &State, form: &FormRow, link: &str) -> Result<Preset> {
    let (organisation, token) = (form.organisation_id, link.to_owned());
    let agent =
        state.database.read_async(move |connection| roster::agent_by_link(connection, organisation, &token)).await?;
    let agent = agent.ok_or_else(|| Error::not_found("This link is no longer in use."))?;
    Ok(Preset { agent: agent.id, name: agent.name, link: agent.link_token })
}

fn blank(state: &State, visit: &Visit, preset: Option<&Preset>) -> Result<HttpResponse, Failure> {
    if visit.form.closed_at.is_some() {
        return closed(state, visit, String::new());
    }
    let page = page(state, visit, preset, FormValues::default(), FormErrors::default())?;
    answer::private(state, StatusCode::OK, "web/public/form.html", &page)
}

/// The page of a form that takes no cards; what was typed meanwhile stands on it.
fn closed(state: &State, visit: &Visit, words: String) -> Result<HttpResponse, Failure> {
    let (organisation, say) = (&visit.house.organisation, visit.say(state));
    let page = ClosedPage {
        shell: shell(&organisation.name, visit.house.logo.as_ref(), &state.stylesheet.href, &say)?,
        mail_address: organisation.mail_address.clone(),
        words,
    };
    answer::private(state, StatusCode::GONE, "web/public/closed.html", &page)
}

fn page(
    state: &State,
    visit: &Visit,
    preset: Option<&Preset>,
    values: FormValues,
    errors: FormErrors,
) -> Result<FormPage> {
    let form = &visit.form;
    let around = Around {
        path: preset
            .map_or_else(|| format!("/f/{}", form.slug), |preset| format!("/f/{}/a/{}", form.slug, preset.link)),
        query: visit.chosen.query.clone(),
        key: PageKey::new(visit.now).seal(&state.key, &form.slug),
        preset: preset.map(|preset| preset.name.clone()),
        stylesheet: state.stylesheet.href.clone(),
        kept_days: i64::from(visit.house.keeping.contact_days),
        logo: visit.house.logo.clone(),
    };
    FormPage::new(form, &visit.house.organisation, around, (values, errors), &visit.say(state))
}

/// Reads, checks and stores what was sent. Whatever is wrong, the page comes back with everything that was typed.
async fn receive(
    state: &State,
    request: &HttpRequest,
    mut visit: Visit,
    preset: Option<Preset>,
    sent: Sent,
) -> Result<HttpResponse, Failure> {
    csrf::check_origin(request, &state.public_url)?;
    let (now, form) = (visit.now, Arc::clone(&visit.form));
    let page_key = PageKey::open(&sent.key, &state.key, &form.slug);
    let fresh = page_key.filter(|key| !key.is_stale(now));
    // Whoever had the page open when the form was closed has written in good faith: their card is taken.
    if form.closed_at.is_some_and(|closed| !fresh.is_some_and(|key| key.was_open_at(closed))) {
        return closed(state, &visit, sent.words);
    }
    let back = |visit: &Visit, status: StatusCode, sent: Sent, errors: FormErrors| -> Result<HttpResponse, Failure> {
        let key = sent.key.clone();
        let mut page = page(state, visit, preset.as_ref(), sent.values(), errors)?;
        // A page that is still good keeps its key, so that the corrected card is the same act of sending.
        if fresh.is_some() {
            page.idempotency_key = key;
        }
        answer::private(state, status, "web/public/form.html", &page)
    };
    let design = form.design();
    if !sent.to.is_empty() {
        let own = &visit.house.organisation.language;
        visit.chosen = language::choose(state.templates.messages(), &design, own, &sent.to, request);
        return back(&visit, StatusCode::OK, sent, FormErrors::default());
    }
    let checked = check(&sent, &design, fresh.is_none(), &visit.say(state))?;
    let Checked { kind, helper, place, name, email, phone } = match checked {
        Ok(checked) => checked,
        Err(errors) => return back(&visit, StatusCode::UNPROCESSABLE_ENTITY, sent, *errors),
    };
    let Some(page_key) = page_key else { return Err(Error::internal("A card without a key.").into()) };
    let code = page_key.code(&state.key);
    if !state.budget.allows(peer::network(peer::address(request, &state.config.server))) {
        // A browser that sends a stored card once more is told so, however much its network has sent.
        let (organisation, key) = (form.organisation_id, once_key(&code));
        let known = state.database.read_async(move |connection| {
            let stored = cards::by_once_key(connection, organisation, &key)?.is_some();
            Ok(stored
                || kept_cards::is_kept(connection, organisation, &key)?
                || set_aside::is_aside(connection, organisation, &key)?)
        });
        return match known.await? {
            true => Ok(handed_to(&visit, &code)),
            false => Err(Error::new(ErrorKind::RateLimited, "That was a lot at once.").into()),
        };
    }
    let own = state.templates.messages().closest(&visit.house.organisation.language);
    let with = CameWith {
        receipt: (sent.receipt == "yes" && email.is_some()).then(|| code.clone()),
        place: place.clone(),
        language: (visit.chosen.code != own).then(|| visit.chosen.code.clone()),
    };
    let submission = Submission {
        once_key: once_key(&code),
        source: Source::Form,
        kind: Some(kind),
        text: sent.words.trim().replace("\r\n", "\n").replace('\0', ""),
        subject: None,
        helper,
        customer_name: name,
        customer_email: email,
        customer_phone: phone,
        form_id: Some(form.id),
        team_id: form.team_id,
        location: place.or_else(|| form.location.clone()),
        preset: preset.map(|preset| preset.agent),
        inbound_id: None,
        received_at: now,
    };
    keep_or_store(state, &visit, submission, with).await?;
    (state.ring)();
    Ok(handed_to(&visit, &code))
}

/// Stores a card; in a rush it is only kept, and read after it. Either way it is on disk when this returns.
async fn keep_or_store(state: &State, visit: &Visit, submission: Submission, with: CameWith) -> Result<()> {
    let (organisation, now) = (visit.form.organisation_id, visit.now);
    let _waiting = state.rush.enter();
    if state.database.commits_in_groups() && state.rush.keeps() {
        let row = kept_cards::row(organisation, submission, with)?;
        return state.database.write_repeatable_async(move |connection| kept_cards::keep(connection, &row)).await;
    }
    let prepared = submission::prepare(&visit.house, submission)?;
    let store =
        move |connection: &mut AnyConnection| kept_cards::store(connection, organisation, &prepared, &with, now);
    state.database.write_repeatable_async(store).await
}

/// To the page that hands the card back.
fn handed_to(visit: &Visit, code: &str) -> HttpResponse {
    let path = format!("/f/{}/card/{code}{}", visit.form.slug, visit.chosen.query);
    HttpResponse::SeeOther().insert_header((header::LOCATION, path)).finish()
}
