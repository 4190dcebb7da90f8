//! Letters that come in. A letter is stored whole before anything is read, in the transaction that the mail server
//! waits for; reading it is a job that can be run again: the same letter to the same recipient is one card.

use super::directory::House;
use super::jobs::{self, Job};
use super::submission::{self, Submission};
use crate::domain::email_address::EmailAddress;
use crate::domain::ids::{AgentId, FormId, InboundId, OrganisationId, TeamId};
use crate::domain::{Source, names};
use crate::error::{Error, Kind, Result};
use crate::reading::{self, Envelope, Reading, Verdict};
use crate::store::columns::{micros, moment};
use crate::store::inbound::{self, InboundRow};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::{AnyConnection, forms, roster};
use jiff::Timestamp;

/// The largest letter that is taken: what mail systems commonly allow.
pub const LARGEST: usize = 25 * 1024 * 1024;

/// The longest text of a card that comes by mail, in characters; the rest stays in the raw letter.
const LONGEST_TEXT: usize = 20_000;

/// Whose letter it is, by the envelope's recipient. `cards+mill-street@…` is the form `mill-street`, or the agent
/// whom the organisation lists under that id.
struct Addressed {
    organisation: OrganisationRow,
    form: Option<(FormId, Option<TeamId>, Option<String>)>,
    agent: Option<AgentId>,
}

/// Stores a letter and enqueues its reading.
///
/// # Errors
/// `NotFound` for a recipient that isn't ours, `TooLarge`, `Invalid` for an empty letter; those of the database.
pub fn receive(
    connection: &mut AnyConnection,
    recipient: &str,
    sender: &str,
    raw: Vec<u8>,
    now: Timestamp,
) -> Result<InboundId> {
    if raw.len() > LARGEST {
        return Err(Error::new(Kind::TooLarge, "The letter is larger than 25 MB."));
    }
    if raw.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::invalid("The letter is empty."));
    }
    let to =
        addressed(connection, recipient)?.ok_or_else(|| Error::not_found("Nobody reads mail to this address here."))?;
    let row = InboundRow {
        organisation_id: to.organisation.id,
        id: InboundId::at(now),
        recipient: recipient.to_lowercase(),
        sender: names::one_line(sender, 320),
        raw,
        state: "stored".to_owned(),
        reason: None,
        once_key: None,
        card_id: None,
        received_at: micros(now),
        read_at: None,
    };
    inbound::insert(connection, &row)?;
    jobs::enqueue(connection, Some(row.organisation_id), &Job::ReadLetter { inbound: row.id }, now)?;
    Ok(row.id)
}

/// Reads a stored letter and makes a card of it, if it is one. Running it again changes nothing.
///
/// # Errors
/// Those of the database.
pub fn read(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId, now: Timestamp) -> Result<()> {
    let row = inbound::by_id(connection, organisation, id)?;
    if row.state != "stored" {
        return Ok(());
    }
    let received_at = moment(row.received_at)?;
    let envelope = Envelope {
        recipient: Some(row.recipient.clone()),
        sender: Some(row.sender.clone()),
        received_at: Some(received_at),
        marker: None,
    };
    let letter = reading::read(&row.raw, &envelope);
    let key = letter.dedup_key;
    if let Some((_, card)) = inbound::by_once_key(connection, organisation, &key)? {
        // The key stays with the letter that came first.
        return inbound::set_outcome(
            connection,
            (organisation, id),
            &outcome("duplicate", Some("It came in before."), None, card),
            now,
        );
    }
    match letter.verdict {
        Verdict::Card | Verdict::Reply => {
            let Some(to) = addressed(connection, &row.recipient)? else {
                return Err(Error::internal("The recipient of a stored letter is gone."));
            };
            let house = House::read(connection, organisation)?;
            let prepared = submission::prepare(&house, submission_of(&letter, &to, id, received_at))?;
            let stored = submission::store(connection, prepared)?;
            inbound::set_outcome(
                connection,
                (organisation, id),
                &outcome("card", None, Some(&key), Some(stored.card)),
                now,
            )
        }
        Verdict::Machine | Verdict::Bounce => inbound::set_outcome(
            connection,
            (organisation, id),
            &outcome("machine", Some(letter.reason.sentence()), Some(&key), None),
            now,
        ),
        Verdict::Unreadable => {
            // Somebody wrote: the manager sees a card that says so, with the raw letter behind it.
            let Some(to) = addressed(connection, &row.recipient)? else {
                return Err(Error::internal("The recipient of a stored letter is gone."));
            };
            let house = House::read(connection, organisation)?;
            let unreadable =
                Reading { text: "This letter could not be read. Its raw form is kept.".to_owned(), ..letter };
            let prepared = submission::prepare(&house, submission_of(&unreadable, &to, id, received_at))?;
            let stored = submission::store(connection, prepared)?;
            let reason = unreadable.reason.sentence();
            inbound::set_outcome(
                connection,
                (organisation, id),
                &outcome("unreadable", Some(reason), Some(&key), Some(stored.card)),
                now,
            )
        }
    }
}

fn outcome<'a>(
    state: &'a str,
    reason: Option<&'a str>,
    once_key: Option<&'a [u8]>,
    card: Option<crate::domain::ids::CardId>,
) -> inbound::Outcome<'a> {
    inbound::Outcome { state, reason, once_key, card }
}

fn submission_of(letter: &Reading, to: &Addressed, inbound: InboundId, received_at: Timestamp) -> Submission {
    let (form_id, team_id, location) = match &to.form {
        Some((form, team, location)) => (Some(*form), *team, location.clone()),
        None => (None, None, None),
    };
    let subject = names::one_line(&letter.subject, 300);
    let words = letter.text.trim();
    // A letter may say all it has to say in its subject.
    let text: String = if words.is_empty() { subject.clone() } else { words.chars().take(LONGEST_TEXT).collect() };
    Submission {
        once_key: letter.dedup_key[..16].to_vec(),
        source: Source::Email,
        kind: None,
        text,
        subject: (!subject.is_empty()).then_some(subject),
        helper: None,
        customer_name: letter.name.as_deref().map(|name| names::one_line(name, 120)).filter(|name| !name.is_empty()),
        customer_email: letter.reply_to.as_ref().or(letter.from.as_ref()).map(|address| names::one_line(address, 320)),
        customer_phone: None,
        form_id,
        team_id,
        location,
        preset: to.agent,
        inbound_id: Some(inbound),
        received_at,
    }
}

/// Finds out whose address this is; the tag behind `+` may name a form or an agent.
fn addressed(connection: &mut AnyConnection, recipient: &str) -> Result<Option<Addressed>> {
    let Ok(address) = EmailAddress::parse(recipient) else { return Ok(None) };
    let key = address.key();
    let Some((local, domain)) = key.rsplit_once('@') else { return Ok(None) };
    let (base, tag) = local.split_once('+').map_or((local, None), |(base, tag)| (base, Some(tag)));
    let organisation = match organisations::by_mail_address(connection, &key)? {
        Some(organisation) => return Ok(Some(Addressed { organisation, form: None, agent: None })),
        None => organisations::by_mail_address(connection, &format!("{base}@{domain}"))?,
    };
    let (Some(organisation), Some(tag)) = (organisation, tag) else { return Ok(None) };
    let form = forms::of_organisation(connection, organisation.id)?
        .into_iter()
        .find(|form| form.slug == tag)
        .map(|form| (form.id, form.team_id, form.location));
    let agent = if form.is_some() {
        None
    } else {
        roster::agents_of(connection, organisation.id)?
            .into_iter()
            .find(|agent| agent.archived_at.is_none() && agent.external_id.eq_ignore_ascii_case(tag))
            .map(|agent| agent.id)
    };
    Ok(Some(Addressed { organisation, form, agent }))
}
