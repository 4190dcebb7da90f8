//! Letters that come in. A letter is stored whole before anything is read, in the transaction that the mail server
//! waits for; reading it is a job that can be run again: the same letter to the same recipient is one card.

use super::arrivals::UNKNOWN_SENDER;
pub use super::arrivals::{Arrival, LARGEST, receive};
use super::directory::House;
use super::submission::{self, Prepared};
use super::submitted::Submission;
use crate::domain::email_address::EmailAddress;
use crate::domain::ids::{AgentId, FormId, InboundId, OrganisationId, TeamId};
use crate::domain::{Source, names};
use crate::error::{Error, Result};
use crate::reading::{self, Envelope, Reading, Verdict};
use crate::store::columns::moment;
use crate::store::inbound::{self, InboundRow};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::{AnyConnection, forms, roster};
use jiff::Timestamp;

/// The longest text of a card that comes by mail, in characters; the rest stays in the raw letter.
const LONGEST_TEXT: usize = 20_000;

/// Whose letter it is, by the envelope's recipient. `cards+mill-street@…` is the form `mill-street`, or the agent
/// whom the organisation lists under that id.
pub(super) struct Addressed {
    pub(super) organisation: OrganisationRow,
    form: Option<(FormId, Option<TeamId>, Option<String>)>,
    agent: Option<AgentId>,
}

/// A stored letter that waits to be read.
pub struct Waiting {
    row: InboundRow,
    raw: Vec<u8>,
    to: Addressed,
}

/// Takes a stored letter up for reading; none when it was read already.
///
/// # Errors
/// `NotFound`; those of the database.
pub fn take_up(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId) -> Result<Option<Waiting>> {
    let row = inbound::by_id(connection, organisation, id)?;
    if row.state != "stored" {
        return Ok(None);
    }
    let to = addressed(connection, &row.recipient)?
        .ok_or_else(|| Error::internal("The recipient of a stored letter is gone."))?;
    let raw = inbound::raw(connection, organisation, id)?;
    Ok(Some(Waiting { row, raw, to }))
}

/// How many bytes a stored letter has.
///
/// # Errors
/// Those of the database.
pub fn size(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId) -> Result<i64> {
    inbound::size(connection, organisation, id)
}

/// A letter that was read, with the card that it became.
pub struct ReadLetter {
    inbound: (OrganisationId, InboundId),
    once_key: [u8; 32],
    state: &'static str,
    reason: Option<&'static str>,
    card: Option<Prepared>,
}

/// Reads a letter. Needs no connection: a large letter must not keep others from being stored.
///
/// # Errors
/// `Internal` when the organisation's time zone can't be read.
pub fn read(waiting: Waiting, house: &House) -> Result<ReadLetter> {
    let Waiting { row, raw, to } = waiting;
    let received_at = moment(row.received_at)?;
    let envelope = Envelope {
        recipient: Some(row.recipient),
        sender: Some(row.sender).filter(|sender| sender != UNKNOWN_SENDER),
        received_at: Some(received_at),
        marker: None,
    };
    let mut letter = reading::read(&raw, &envelope);
    let reason = Some(letter.reason.sentence());
    let (state, reason) = match letter.verdict {
        Verdict::Card | Verdict::Reply => ("card", None),
        Verdict::Machine | Verdict::Bounce => ("machine", reason),
        Verdict::Unreadable => ("unreadable", reason),
    };
    if letter.verdict == Verdict::Unreadable {
        // Somebody wrote: the manager sees a card that says so, with the raw letter behind it.
        "This letter could not be read. Its raw form is kept.".clone_into(&mut letter.text);
    }
    let card = match letter.verdict {
        Verdict::Machine | Verdict::Bounce => None,
        Verdict::Card | Verdict::Reply | Verdict::Unreadable => {
            Some(submission::prepare(house, submission_of(&letter, &to, row.id, received_at))?)
        }
    };
    Ok(ReadLetter { inbound: (row.organisation_id, row.id), once_key: letter.dedup_key, state, reason, card })
}

/// Stores what was read. The same letter to the same recipient is stored once, however often it came.
///
/// # Errors
/// Those of the database.
pub fn settle(connection: &mut AnyConnection, letter: ReadLetter, now: Timestamp) -> Result<()> {
    let organisation = letter.inbound.0;
    if let Some((first, card)) = inbound::by_once_key(connection, organisation, &letter.once_key)? {
        if first == letter.inbound.1 {
            return Ok(());
        }
        // The key stays with the letter that came first.
        let again = inbound::Outcome { state: "duplicate", reason: Some("It came in before."), once_key: None, card };
        return inbound::set_outcome(connection, letter.inbound, &again, now);
    }
    let card = letter.card.map(|card| submission::store(connection, &card)).transpose()?;
    let outcome =
        inbound::Outcome { state: letter.state, reason: letter.reason, once_key: Some(&letter.once_key), card };
    inbound::set_outcome(connection, letter.inbound, &outcome, now)
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
pub(super) fn addressed(connection: &mut AnyConnection, recipient: &str) -> Result<Option<Addressed>> {
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
