//! Correcting whether a card is praise or a complaint. A complaint gets a day by which to answer; praise needs none.

use super::access::card_to_change;
use super::corrections::{Act, Line, Was};
use super::trail;
use super::triage::polarity_of;
use crate::domain::ids::{ActId, CardId};
use crate::domain::{Kind, KindFrom, Polarity, Said, Step, Viewer, calendar};
use crate::error::Result;
use crate::store::columns::{micros, moment};
use crate::store::mentions::{self, MentionRow};
use crate::store::{AnyConnection, cards, organisations, work_calendars};
use jiff::Timestamp;

/// Sets the kind of a card. What it says of somebody goes along where it said the same of all: a complaint that was
/// taken for praise leaves its agent's page. Where it praises one and blames another, each stays as it was read.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn set(connection: &mut AnyConnection, viewer: &Viewer, card: CardId, kind: Kind, now: Timestamp) -> Result<ActId> {
    let row = card_to_change(connection, viewer, card)?;
    let organisation = organisations::by_id(connection, viewer.organisation)?;
    let due = if kind.wants_an_answer() {
        let (zone, work) = (calendar::zone(&organisation.zone)?, work_calendars::of(connection, viewer.organisation)?);
        let holidays = work_calendars::holidays(connection, viewer.organisation)?;
        Some(micros(calendar::answer_due_between(moment(row.received_at)?, &zone, &work, &holidays)))
    } else {
        None
    };
    let tags = going_along(mentions::of_cards(connection, viewer.organisation, &[card])?, row.kind, kind);
    for tag in &tags {
        mentions::set_polarity(connection, &MentionRow { polarity: polarity_of(kind), ..tag.clone() })?;
    }
    cards::set_kind(connection, viewer.organisation, card, kind, KindFrom::Manager, due)?;
    let act = Act::new(viewer, card, now);
    let was = Was::Card { kind: row.kind, kind_from: row.kind_from, due_at: row.due_at, tags };
    act.write(connection, Line { question: None, said: Said::Kind, surface: "", agent: None, was })?;
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::KindChanged, kind.word(), now)?;
    Ok(act.id)
}

/// The tags that said what the card said, if all of them did. A mixed card says nothing that could go along, and a card
/// that becomes mixed says both only of a single person.
fn going_along(tags: Vec<MentionRow>, from: Kind, to: Kind) -> Vec<MentionRow> {
    let alike = match from {
        Kind::Praise => tags.iter().all(|tag| tag.polarity == Polarity::Praise),
        Kind::Complaint => tags.iter().all(|tag| matches!(tag.polarity, Polarity::Complaint | Polarity::Mixed)),
        Kind::Mixed => tags.len() == 1,
    };
    if alike && (to != Kind::Mixed || tags.len() == 1) { tags } else { Vec::new() }
}
