//! What is looked at before it is a card: the organisation names words and senders, and whatever holds one of them is set
//! aside until somebody lets it in or says that it is spam. Until then nobody is told of it, and no page but this list
//! shows it. Its customer is answered as any other.

use super::access::may_act;
use super::directory::Directory;
use super::kept_cards::settle_with;
use super::letters_in;
use super::submission::{self, Prepared};
use super::submitted::{CameWith, Submission, read_back, written};
use super::trail;
use crate::domain::ids::{CardId, OrganisationId};
use crate::domain::{Kind, Reach, Status, Step, Viewer};
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::store::columns::{micros, moment};
use crate::store::set_aside::{self, AsideRow, CARD, SPAM, WAITING};
use crate::store::{AnyConnection, Database, card_letters, cards, events, retention};
use jiff::{SignedDuration, Timestamp};

/// Rows on one page.
const PAGE: usize = 25;
/// How long nobody is told of a card that was let in: so long it can be taken back.
const BEFORE_TOLD: SignedDuration = SignedDuration::from_mins(10);

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Page {
    /// What was sent, newest first.
    pub rows: Vec<Look>,
    /// The last of the page, when more follow.
    pub older: Option<CardId>,
    /// How many wait.
    pub waiting: u64,
    /// How many were called spam and are still kept.
    pub spam: u64,
}

/// Something that waits for a look.
#[derive(Clone, Debug)]
pub struct Look {
    /// Which.
    pub id: CardId,
    /// Praise or complaint.
    pub kind: Kind,
    /// The words.
    pub text: String,
    /// Why somebody should look.
    pub reason: String,
    /// Where it was left.
    pub place: Option<String>,
    /// When it came in.
    pub received_at: Timestamp,
}

/// Reads the page of what waits, or with `spam` of what was called that, that follows `before`.
///
/// # Errors
/// Those of the database.
pub fn list(connection: &mut AnyConnection, viewer: &Viewer, spam: bool, before: Option<CardId>) -> Result<Page> {
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX) + 1;
    let (organisation, reach) = (viewer.organisation, viewer.reach());
    let state = if spam { SPAM } else { WAITING };
    let mut rows = set_aside::list(connection, organisation, (reach, state), before, limit)?;
    let older = rows.get(PAGE - 1).filter(|_| rows.len() > PAGE).map(|row| row.card_id);
    rows.truncate(PAGE);
    let look = |row: AsideRow| -> Result<Look> {
        Ok(Look {
            id: row.card_id,
            kind: row.kind,
            text: read_back(&row.content)?.0.text,
            reason: row.reason,
            place: row.place,
            received_at: moment(row.received_at)?,
        })
    };
    Ok(Page {
        rows: rows.into_iter().map(look).collect::<Result<_>>()?,
        older,
        waiting: waiting(connection, viewer)?,
        spam: number(set_aside::count(connection, organisation, reach, SPAM)?),
    })
}

/// How many wait for the viewer's look.
///
/// # Errors
/// Those of the database.
pub fn waiting(connection: &mut AnyConnection, viewer: &Viewer) -> Result<u64> {
    Ok(number(set_aside::count(connection, viewer.organisation, viewer.reach(), WAITING)?))
}

fn number(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

/// The row, if the viewer may see and change it: what was sent to one of their teams, or to none.
fn to_change(connection: &mut AnyConnection, viewer: &Viewer, id: CardId) -> Result<AsideRow> {
    let row = set_aside::by_id(connection, viewer.organisation, id)?
        .filter(|row| match viewer.reach() {
            Reach::Everything => true,
            Reach::Teams(teams) => row.team_id.is_none_or(|team| teams.contains(&team)),
            Reach::Nothing => false,
        })
        .ok_or_else(|| Error::not_found("There is nothing under this address."))?;
    may_act(viewer)?;
    Ok(row)
}

fn decided() -> Error {
    Error::new(ErrorKind::Conflict, "Somebody has decided about this already.")
}

/// Something that is about to be let in, read with the roster of now.
pub struct Ready {
    prepared: Prepared,
    with: CameWith,
}

/// Reads what is about to be let in, without a change.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn ready(database: &Database, directory: &Directory, viewer: &Viewer, id: CardId, now: Timestamp) -> Result<Ready> {
    let row = database.read(|connection| to_change(connection, viewer, id))?;
    let (mut sent, with) = read_back(&row.content)?;
    (sent.once_key, sent.received_at) = (row.once_key, moment(row.received_at)?);
    let house = directory.house(database, viewer.organisation, now)?;
    Ok(Ready { prepared: submission::prepare(&house, sent)?.under(id), with })
}

/// Lets it in: from now on it is a card as any other, with the hour of its answer as its customer was promised it.
/// Nobody is told of it for some minutes, so that it can be taken back.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when somebody has decided.
pub fn accept(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    id: CardId,
    ready: &Ready,
    now: Timestamp,
) -> Result<()> {
    let row = to_change(connection, viewer, id)?;
    if row.state != WAITING {
        return Err(decided());
    }
    let organisation = viewer.organisation;
    let card = submission::store(connection, &ready.prepared)?;
    set_aside::decide(connection, (organisation, id), CARD, Some((viewer.member, micros(now))))?;
    if let Some(letter) = row.inbound_id {
        letters_in::bind(connection, (organisation, letter), Some(card), now)?;
    }
    trail::note(connection, (organisation, card), Some(viewer.member), Step::LetIn, &row.reason, now)?;
    settle_with(connection, (organisation, card), &ready.with, now, now + BEFORE_TOLD)
}

/// Takes that back, as long as nobody has worked on the card or was told of it.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict`.
pub fn take_back(connection: &mut AnyConnection, viewer: &Viewer, id: CardId, now: Timestamp) -> Result<()> {
    let row = to_change(connection, viewer, id)?;
    let organisation = viewer.organisation;
    if row.state != CARD {
        return Err(decided());
    }
    let quiet = events::of_card(connection, organisation, id)?
        .iter()
        .all(|event| matches!(event.kind, Step::LetIn | Step::Seen));
    let untouched = matches!(cards::by_id(connection, organisation, id)?.status, Status::New | Status::Seen);
    let told = row.decided_at.map(moment).transpose()?.is_none_or(|at| at + BEFORE_TOLD <= now);
    if !quiet || !untouched || told || !card_letters::of_card(connection, organisation, id)?.is_empty() {
        return Err(Error::new(ErrorKind::Conflict, "Somebody has worked on this card, or was told of it: it stays."));
    }
    retention::delete_cards(connection, organisation, &[id])?;
    if let Some(letter) = row.inbound_id {
        letters_in::bind(connection, (organisation, letter), None, now)?;
    }
    set_aside::decide(connection, (organisation, id), WAITING, None)
}

/// Says that it is spam: it becomes no card, and is kept for as long as the details of customers.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when somebody has decided.
pub fn call_spam(connection: &mut AnyConnection, viewer: &Viewer, id: CardId, now: Timestamp) -> Result<()> {
    if to_change(connection, viewer, id)?.state != WAITING {
        return Err(decided());
    }
    set_aside::decide(connection, (viewer.organisation, id), SPAM, Some((viewer.member, micros(now))))
}

/// Takes that back: it waits for a look again.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when it isn't called spam.
pub fn not_spam(connection: &mut AnyConnection, viewer: &Viewer, id: CardId) -> Result<()> {
    if to_change(connection, viewer, id)?.state != SPAM {
        return Err(decided());
    }
    set_aside::decide(connection, (viewer.organisation, id), WAITING, None)
}

/// Forgets what has been kept for as long as was promised: with the time of contact details spam and what became a
/// card, and of the rest who sent it; with the time of cards all of it. Says how much.
///
/// # Errors
/// Those of the database.
pub(super) fn forget(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    (contact, card): (i64, i64),
    limit: i64,
) -> Result<usize> {
    let mut old = set_aside::before(connection, organisation, &[WAITING, SPAM, CARD], card, limit)?;
    old.extend(set_aside::before(connection, organisation, &[SPAM, CARD], contact, limit)?);
    let ids: Vec<CardId> = old.iter().map(|row| row.card_id).collect();
    set_aside::delete(connection, organisation, &ids)?;
    let mut forgotten = 0;
    for row in set_aside::before(connection, organisation, &[WAITING], contact, limit)? {
        let (sent, with) = read_back(&row.content)?;
        let known = [&sent.customer_name, &sent.customer_email, &sent.customer_phone].into_iter().any(Option::is_some);
        if !known && with.receipt.is_none() {
            continue;
        }
        let sent = Submission { customer_name: None, customer_email: None, customer_phone: None, ..sent };
        let content = written(sent, CameWith { receipt: None, ..with })?;
        set_aside::set_content(connection, (organisation, row.card_id), &content)?;
        forgotten += 1;
    }
    Ok(ids.len() + forgotten)
}
