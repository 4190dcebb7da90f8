//! `GET /settings/mail`: the addresses that take letters, what to ask of whoever runs the mail server, and how it goes.

use super::mail_page::{AddressRow, MailPage, MailboxLine, PutBack};
use super::pages::Choice;
use super::{Fields, head};
use crate::domain::urls::{encoded, without_scheme};
use crate::domain::wording::counts::counted;
use crate::domain::wording::dates::Moment;
use crate::error::{Kind, Result};
use crate::services::letters_in::SEPARATORS;
use crate::services::mail_addresses::{self, Listed, MailRoom};
use crate::services::mailbox_health::Standing;
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::frame::Days;
use crate::web::session::who::CurrentAdmin;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

const PATH: &str = "/settings/mail";

/// What was just done, and to which address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: String,
    address: String,
    form: String,
    agent: String,
}

/// `GET /settings/mail`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn show(state: web::Data<State>, person: CurrentAdmin, asked: web::Query<Asked>) -> Answer {
    page(&state, &person, &asked, None, ("", "", "")).await
}

async fn page(
    state: &State,
    person: &CurrentAdmin,
    asked: &Asked,
    error: Option<&str>,
    (address, form, agent): (&str, &str, &str),
) -> Answer {
    let (viewer, now) = (person.0.viewer.clone(), state.clock.now());
    let room = state.database.read_async(move |connection| mail_addresses::read(connection, &viewer, now)).await?;
    let days = Days::of(&person.0, now);
    let done = match asked.done.as_str() {
        "added" => Some("Added. Letters to it are taken as soon as your mail server hands them over."),
        "removed" => Some("Taken away. Letters to it are refused from now on; cards that came by it stay."),
        "separator" => Some("Saved."),
        "receipts" => Some("Whoever mails a card gets a receipt from now on."),
        "no-receipts" => Some("Nobody who mails a card gets a receipt any more."),
        _ => None,
    };
    let mut head = head(state, &person.0, &room.organisation.name, PATH, done);
    head.error = error.map(str::to_owned);
    let undo = (asked.done == "removed" && !asked.address.is_empty()).then(|| PutBack {
        address: asked.address.clone(),
        form: asked.form.clone(),
        agent: asked.agent.clone(),
    });
    let own = &room.organisation.mail_address;
    let tag = room.forms.first().map_or("mill-street", |(slug, _)| slug.as_str());
    let page = MailPage {
        head,
        undo,
        addresses: room.addresses.iter().map(|(listed, last)| row(listed, *last, own, &days)).collect(),
        standing: standing(&room, &days),
        works: room.last.is_some(),
        mailboxes: room.mailboxes.iter().map(|one| mailbox(one, &days)).collect(),
        receipts: room.receipts,
        request: request(&room, &state.public_url),
        address: address.to_owned(),
        forms: choices(&room.forms, form, "No form"),
        agents: choices(&room.agents, agent, "Nobody"),
        separators: SEPARATORS
            .iter()
            .map(|separator| Choice::plain(*separator, *separator, *separator == room.separator))
            .collect(),
        example: own.replacen('@', &format!("{}{tag}@", room.separator), 1),
    };
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    private(state, status, "web/admin/mail.html", &page)
}

fn choices(known: &[(String, String)], chosen: &str, nothing: &str) -> Vec<Choice> {
    let choice = |value: &str, label: String| Choice::plain(value, label, value == chosen);
    let known = known.iter().map(|(value, label)| choice(value, format!("{label} ({value})")));
    std::iter::once(choice("", nothing.to_owned())).chain(known).collect()
}

fn row(listed: &Listed, last: Option<jiff::Timestamp>, own: &str, days: &Days) -> AddressRow {
    let about = match (&listed.form, &listed.agent) {
        _ if listed.address == own => "The organisation’s own.".to_owned(),
        (Some(form), _) => format!("For the form {form}, with its team and place."),
        (None, Some(agent)) => format!("Its cards are about {agent}."),
        (None, None) => "Another name of the organisation’s own.".to_owned(),
    };
    AddressRow {
        removable: listed.address != own,
        address: listed.address.clone(),
        about,
        last: last.map(|at| Moment::day_and_time(days.local(at), days.today())),
    }
}

fn standing(room: &MailRoom, days: &Days) -> String {
    match room.last {
        None => "No letter has come yet. Send one yourself: it is here a few seconds later.".to_owned(),
        Some((at, via)) => {
            let at = Moment::day_and_time(days.local(at), days.today()).text;
            format!("The last letter came on {at}, by {}.", way(via))
        }
    }
}

fn way(via: &str) -> String {
    match via {
        "lmtp" | "smtp" | "http" | "imap" => via.to_uppercase(),
        other => other.to_owned(),
    }
}

fn mailbox(one: &Standing, days: &Days) -> MailboxLine {
    let said = |at| Moment::day_and_time(days.local(at), days.today()).text;
    let letters = counted(u64::try_from(one.letters).unwrap_or(0), "letter", "letters");
    let looked = match one.looked_at {
        Some(at) => format!("Looked through on {}.", said(at)),
        None => "Not looked through yet.".to_owned(),
    };
    let stalled = one.stalled_since.map(|since| format!("Nothing could be fetched since {}.", said(since)));
    let trouble: Vec<String> = stalled.into_iter().chain(one.last_error.clone()).collect();
    MailboxLine {
        name: one.name.clone(),
        about: format!("{letters} so far. {looked}"),
        trouble: (!trouble.is_empty()).then(|| trouble.join(" ")),
        left: one.left.iter().map(|(number, why)| format!("Letter {number}: {why}")).collect(),
    }
}

/// What to ask of whoever runs the mail server, ready to be sent to them.
fn request(room: &MailRoom, public_url: &str) -> String {
    let addresses: Vec<&str> = room.addresses.iter().map(|(listed, _)| listed.address.as_str()).collect();
    let host = without_scheme(public_url);
    let own = &room.organisation.mail_address;
    let tagged = own.replacen('@', &format!("{}anything@", room.separator), 1);
    format!(
        "Please hand letters to these addresses over to Smilecard, which runs at {host}:\n\n{}\n\n\
         The same with a tag, as in {tagged}: answers to its letters come back that way. Hand each letter over as it \
         came, with all its headers. It takes them by LMTP or a pipe (Postfix, Exim), by SMTP as the domain’s MX, by \
         HTTP, or fetches them from a mailbox by IMAP; its guide docs/mail.md has the lines for each. Letters that \
         Smilecard sends leave by the relay in its configuration.\n",
        addresses.join("\n"),
    )
}

/// `POST /settings/mail`
///
/// # Errors
/// `NotFound` for whoever is no admin. What can't be comes back with the page.
pub async fn add(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let fields = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, fields.one("csrf"))?;
    let typed = [fields.one("address"), fields.one("form"), fields.one("agent")].map(str::to_owned);
    let (viewer, now, wanted) = (person.0.viewer.clone(), state.clock.now(), typed.clone());
    let added: Result<()> = state
        .database
        .write_async(move |connection| {
            let [address, form, agent] = &wanted;
            mail_addresses::add_for(connection, &viewer, (address, form, agent), now)
        })
        .await;
    match added {
        Ok(()) => Ok(see(&format!("{PATH}?done=added"))),
        Err(error) if error.kind() == Kind::Invalid => {
            let [address, form, agent] = &typed;
            page(&state, &person, &Asked::default(), Some(error.message()), (address, form, agent)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /settings/mail/removal`
///
/// # Errors
/// `NotFound` where there is no such address, and for whoever is no admin.
pub async fn remove(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let fields = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, fields.one("csrf"))?;
    let (viewer, address) = (person.0.viewer.clone(), fields.one("address").to_owned());
    let gone = address.clone();
    let (form, agent) =
        state.database.write_async(move |connection| mail_addresses::remove_for(connection, &viewer, &gone)).await?;
    let (address, form, agent) = (encoded(&address), encoded(&form), encoded(&agent));
    Ok(see(&format!("{PATH}?done=removed&address={address}&form={form}&agent={agent}")))
}

/// `POST /settings/mail/separator`
///
/// # Errors
/// `NotFound` for whoever is no admin. What can't be comes back with the page.
pub async fn separate(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let fields = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, fields.one("csrf"))?;
    let (viewer, separator) = (person.0.viewer.clone(), fields.one("separator").to_owned());
    let set = state
        .database
        .write_async(move |connection| mail_addresses::separate_for(connection, &viewer, &separator))
        .await;
    match set {
        Ok(()) => Ok(see(&format!("{PATH}?done=separator"))),
        Err(error) if error.kind() == Kind::Invalid => {
            page(&state, &person, &Asked::default(), Some(error.message()), ("", "", "")).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /settings/mail/receipts`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn receipts(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let fields = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, fields.one("csrf"))?;
    let (viewer, now, wanted) = (person.0.viewer.clone(), state.clock.now(), fields.one("receipts") == "yes");
    let change = move |connection: &mut _| mail_addresses::receipts_for(connection, &viewer, wanted, now);
    state.database.write_async(change).await?;
    Ok(see(&format!("{PATH}?done={}", if wanted { "receipts" } else { "no-receipts" })))
}
