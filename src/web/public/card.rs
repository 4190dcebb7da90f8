//! The public form: shows it, takes a card, hands it back. Works without a script, a login or a cookie.

use super::form_page::{FormErrors, FormPage, FormValues, says};
use super::notice_page::NoticePage;
use super::page_key::{PageKey, once_key};
use super::thanks;
use crate::domain::email_address::EmailAddress;
use crate::domain::ids::AgentId;
use crate::domain::{Kind, Source, names};
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::services::directory::House;
use crate::services::{kept_cards, receipt, submission, submitted::Submission};
use crate::store::forms::FormRow;
use crate::store::{AnyConnection, cards, roster};
use crate::web::error::Failure;
use crate::web::shell::Shell;
use crate::web::state::State;
use crate::web::{answer, csrf, peer};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use jiff::Timestamp;
use serde::Deserialize;
use std::sync::Arc;

/// The longest text of a card, in characters: some 3,000 words.
const LONGEST_WORDS: usize = 20_000;
/// The longest one-line answer.
const LONGEST_LINE: usize = 200;

/// What the form sends. Everything may be missing: whoever calls this may be no browser.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    key: String,
    kind: String,
    words: String,
    who: String,
    name: String,
    reach: String,
    receipt: String,
}

/// `GET /f/{form}`
pub async fn show(state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, Failure> {
    let now = state.clock.now();
    let (form, house) = found(&state, &path, now).await?;
    blank(&state, &form, &house, None, now)
}

/// `GET /f/{form}/a/{link}`
pub async fn show_for_agent(
    state: web::Data<State>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let now = state.clock.now();
    let (form, house) = found(&state, &path.0, now).await?;
    let preset = preset(&state, &form, &path.1).await?;
    blank(&state, &form, &house, Some(&preset), now)
}

/// `POST /f/{form}`
pub async fn take(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<String>,
    sent: web::Form<Sent>,
) -> Result<HttpResponse, Failure> {
    let now = state.clock.now();
    let (form, house) = found(&state, &path, now).await?;
    receive(&state, &request, &form, &house, None, sent.into_inner(), now).await
}

/// `POST /f/{form}/a/{link}`
pub async fn take_for_agent(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    sent: web::Form<Sent>,
) -> Result<HttpResponse, Failure> {
    let now = state.clock.now();
    let (form, house) = found(&state, &path.0, now).await?;
    let preset = preset(&state, &form, &path.1).await?;
    receive(&state, &request, &form, &house, Some(preset), sent.into_inner(), now).await
}

/// `GET /f/{form}/card/{code}`: the card, handed back to whoever holds its private link.
pub async fn handed_back(state: web::Data<State>, path: web::Path<(String, String)>) -> Result<HttpResponse, Failure> {
    let now = state.clock.now();
    let (form, house) = found(&state, &path.0, now).await?;
    let receipt = {
        let (state, form, key) = (state.clone(), Arc::clone(&form), once_key(&path.1));
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
    let page = thanks::page(&state, &form, &house, &path.1, &receipt, now)?;
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

/// On a thread that may wait for the database.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    web::block(work).await.map_err(|cause| {
        Error::unavailable("The service is stopping. Please try again in a minute.").with_source(cause)
    })?
}

async fn preset(state: &State, form: &FormRow, link: &str) -> Result<Preset> {
    let (organisation, token) = (form.organisation_id, link.to_owned());
    let agent =
        state.database.read_async(move |connection| roster::agent_by_link(connection, organisation, &token)).await?;
    let agent = agent.ok_or_else(|| Error::not_found("This link is no longer in use."))?;
    Ok(Preset { agent: agent.id, name: agent.name, link: agent.link_token })
}

fn blank(
    state: &State,
    form: &FormRow,
    house: &House,
    preset: Option<&Preset>,
    now: Timestamp,
) -> Result<HttpResponse, Failure> {
    if form.closed_at.is_some() {
        let page = NoticePage::form_closed(shell(state, house));
        return answer::private(state, StatusCode::GONE, "web/public/gone.html", &page);
    }
    let page = page(state, form, house, preset, FormValues::default(), FormErrors::default(), now);
    answer::private(state, StatusCode::OK, "web/public/form.html", &page)
}

fn shell(state: &State, house: &House) -> Shell {
    Shell {
        lang: house.organisation.language.clone(),
        ..Shell::public(&house.organisation.name, &state.stylesheet.href, "")
    }
}

fn page(
    state: &State,
    form: &FormRow,
    house: &House,
    preset: Option<&Preset>,
    values: FormValues,
    errors: FormErrors,
    now: Timestamp,
) -> FormPage {
    let action =
        preset.map_or_else(|| format!("/f/{}", form.slug), |preset| format!("/f/{}/a/{}", form.slug, preset.link));
    FormPage {
        shell: shell(state, house),
        heading: form.title.clone(),
        lead: "A few words are enough. Every card is read by a person.".to_owned(),
        action,
        idempotency_key: PageKey::new(now).seal(&state.key, &form.slug),
        preset: preset.map(|preset| preset.name.clone()),
        values,
        problems: errors.problems(),
        errors,
        mail_address: Some(house.organisation.mail_address.clone()),
        longest_words: LONGEST_WORDS,
        longest_line: LONGEST_LINE,
    }
}

/// Reads, checks and stores what was sent. Whatever is wrong, the page comes back with everything that was typed.
async fn receive(
    state: &State,
    request: &HttpRequest,
    form: &FormRow,
    house: &House,
    preset: Option<Preset>,
    sent: Sent,
    now: Timestamp,
) -> Result<HttpResponse, Failure> {
    csrf::check_origin(request, &state.public_url)?;
    if form.closed_at.is_some() {
        return blank(state, form, house, preset.as_ref(), now);
    }
    let page_key = PageKey::open(&sent.key, &state.key, &form.slug);
    let checked = check(&sent, page_key.is_none_or(|key| key.is_stale(now)));
    let (kind, reach) = match checked {
        Ok(checked) => checked,
        Err(errors) => {
            let values = FormValues {
                kind: sent.kind,
                words: sent.words,
                who: sent.who,
                name: sent.name,
                reach: sent.reach,
                receipt: sent.receipt == "yes",
            };
            let mut page = page(state, form, house, preset.as_ref(), values, *errors, now);
            // A page that is still good keeps its key, so that the corrected card is the same act of sending.
            if page_key.is_some_and(|key| !key.is_stale(now)) {
                page.idempotency_key = sent.key;
            }
            return answer::private(state, StatusCode::UNPROCESSABLE_ENTITY, "web/public/form.html", &page);
        }
    };
    let Some(page_key) = page_key else { return Err(Error::internal("A card without a key.").into()) };
    let code = page_key.code(&state.key);
    if !state.budget.allows(peer::network(peer::address(request, &state.config.server))) {
        // A browser that sends a stored card once more is told so, however much its network has sent.
        let (organisation, key) = (form.organisation_id, once_key(&code));
        let known = state.database.read_async(move |connection| {
            let stored = cards::by_once_key(connection, organisation, &key)?.is_some();
            Ok(stored || kept_cards::is_kept(connection, organisation, &key)?)
        });
        return match known.await? {
            true => Ok(handed_to(form, &code)),
            false => Err(Error::new(ErrorKind::RateLimited, "That was a lot at once.").into()),
        };
    }
    let (email, phone) = reach.map_or((None, None), Reach::parts);
    let receipt = (sent.receipt == "yes" && email.is_some()).then(|| code.clone());
    let submission = Submission {
        once_key: once_key(&code),
        source: Source::Form,
        kind: Some(kind),
        text: sent.words.trim().replace("\r\n", "\n").replace('\0', ""),
        subject: None,
        helper: line(&sent.who),
        customer_name: line(&sent.name),
        customer_email: email,
        customer_phone: phone,
        form_id: Some(form.id),
        team_id: form.team_id,
        location: form.location.clone(),
        preset: preset.map(|preset| preset.agent),
        inbound_id: None,
        received_at: now,
    };
    keep_or_store(state, form, house, submission, receipt, now).await?;
    (state.ring)();
    Ok(handed_to(form, &code))
}

/// Stores a card; in a rush it is only kept, and read after it. Either way it is on disk when this returns.
async fn keep_or_store(
    state: &State,
    form: &FormRow,
    house: &House,
    submission: Submission,
    receipt: Option<String>,
    now: Timestamp,
) -> Result<()> {
    let organisation = form.organisation_id;
    let _waiting = state.rush.enter();
    if state.database.commits_in_groups() && state.rush.keeps() {
        let row = kept_cards::row(organisation, submission, receipt)?;
        return state.database.write_repeatable_async(move |connection| kept_cards::keep(connection, &row)).await;
    }
    let prepared = submission::prepare(house, submission)?;
    let store = move |connection: &mut AnyConnection| {
        kept_cards::store(connection, organisation, &prepared, receipt.as_deref(), now)
    };
    state.database.write_repeatable_async(store).await
}

/// To the page that hands the card back.
fn handed_to(form: &FormRow, code: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, format!("/f/{}/card/{code}", form.slug))).finish()
}

fn line(text: &str) -> Option<String> {
    Some(names::one_line(text, LONGEST_LINE)).filter(|line| !line.is_empty())
}

/// How the customer can be answered.
#[derive(Debug, PartialEq, Eq)]
enum Reach {
    Email(String),
    Phone(String),
}

impl Reach {
    fn parts(self) -> (Option<String>, Option<String>) {
        match self {
            Self::Email(address) => (Some(address), None),
            Self::Phone(number) => (None, Some(number)),
        }
    }

    /// An address, or a telephone number of 6 to 15 digits (ITU-T E.164) with the marks that people write.
    fn read(text: &str) -> Option<Self> {
        if text.contains('@') {
            let address = EmailAddress::parse(text).ok()?;
            return address.domain().contains('.').then(|| Self::Email(address.to_string()));
        }
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let only_marks = text.chars().all(|letter| letter.is_ascii_digit() || " +-()./".contains(letter));
        (only_marks && (6..=15).contains(&digits)).then(|| Self::Phone(text.to_owned()))
    }
}

fn check(sent: &Sent, stale: bool) -> Result<(Kind, Option<Reach>), Box<FormErrors>> {
    let mut errors = FormErrors::default();
    let kind = match sent.kind.as_str() {
        "praise" => Some(Kind::Praise),
        "complaint" => Some(Kind::Complaint),
        _ => None,
    };
    if kind.is_none() {
        errors.kind = Some(says::KIND.to_owned());
    }
    let length = sent.words.trim().chars().count();
    if length == 0 {
        errors.words = Some(says::WORDS.to_owned());
    } else if length > LONGEST_WORDS {
        errors.words = Some(format!("Keep it under 20,000 characters. Yours has {length}"));
    }
    for (text, slot) in [(&sent.who, &mut errors.who), (&sent.name, &mut errors.name)] {
        if text.chars().count() > LONGEST_LINE {
            *slot = Some("Keep this under 200 characters".to_owned());
        }
    }
    let written = names::one_line(&sent.reach, LONGEST_LINE);
    let reach = Reach::read(&written);
    if !written.is_empty() && reach.is_none() {
        errors.reach = Some(says::REACH.to_owned());
    }
    if stale {
        errors.card = Some(says::STALE.to_owned());
    }
    match kind {
        Some(kind) if errors.problems().is_empty() => Ok((kind, reach)),
        _ => Err(Box::new(errors)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_or_a_number_can_be_answered() {
        assert_eq!(Reach::read("jo@mail.example"), Some(Reach::Email("jo@mail.example".to_owned())));
        assert_eq!(Reach::read("+44 (0)1632 960-123"), Some(Reach::Phone("+44 (0)1632 960-123".to_owned())));
        for wrong in ["janet.pruett@mail", "jo@", "12345", "call me", "1234567890123456"] {
            assert_eq!(Reach::read(wrong), None, "{wrong}");
        }
    }
}
