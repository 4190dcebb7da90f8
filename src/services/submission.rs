//! A new card, from whichever door: read, tagged and made ready without a connection, then stored in one transaction.
//! The same key stored twice is one card.

use super::directory::House;
use super::submitted::Submission;
use super::tagging::{self, Read};
use crate::domain::ids::{CardId, OrganisationId};
use crate::domain::{Kind, KindFrom, Status, calendar};
use crate::error::{Error, Result};
use crate::store::AnyConnection;
use crate::store::cards::{self, CardRow};
use crate::store::columns::{micros, moment};
use crate::store::mentions::{self, CandidateRow, MentionRow};
use crate::store::search;

/// A card with its mentions and questions, ready to be stored.
#[derive(Clone, Debug)]
pub struct Prepared {
    card: CardRow,
    mentions: Vec<MentionRow>,
    candidates: Vec<CandidateRow>,
    /// The form's place, or the one that was chosen.
    location: Option<String>,
    /// Why somebody should look at it before it is a card.
    look: Option<String>,
}

impl Prepared {
    /// Whose card it is.
    pub(super) fn organisation(&self) -> OrganisationId {
        self.card.organisation_id
    }

    /// Praise or complaint.
    pub(super) fn kind(&self) -> Kind {
        self.card.kind
    }

    /// Why somebody should look at it before it is a card; none for most.
    pub(super) fn look(&self) -> Option<&str> {
        self.look.as_deref()
    }

    /// What was sent.
    pub(super) fn submission(&self) -> Submission {
        let card = self.card.clone();
        Submission {
            once_key: card.once_key,
            source: card.source,
            kind: (card.kind_from == KindFrom::Customer).then_some(card.kind),
            text: card.text,
            subject: card.subject,
            helper: card.helper,
            customer_name: card.customer_name,
            customer_email: card.customer_email,
            customer_phone: card.customer_phone,
            form_id: card.form_id,
            team_id: card.team_id,
            location: self.location.clone(),
            preset: card.preset_agent_id,
            inbound_id: card.inbound_id,
            received_at: moment(card.received_at).unwrap_or_default(),
        }
    }

    /// The same under an id that it was given before.
    pub(super) fn under(self, id: CardId) -> Self {
        let (location, look) = (self.location.clone(), self.look.clone());
        let (card, mentions, candidates) = self.into_rows(id);
        Self { card, mentions, candidates, location, look }
    }

    /// The words.
    pub(super) fn text(&self) -> &str {
        &self.card.text
    }

    /// The id that it was given.
    pub(super) fn id(&self) -> CardId {
        self.card.id
    }

    /// The rows as they would stand under an id that is there already.
    pub(super) fn into_rows(self, id: CardId) -> (CardRow, Vec<MentionRow>, Vec<CandidateRow>) {
        let Self { mut card, mut mentions, mut candidates, .. } = self;
        card.id = id;
        mentions.iter_mut().for_each(|row| row.card_id = id);
        candidates.iter_mut().for_each(|row| row.card_id = id);
        (card, mentions, candidates)
    }
}

/// Reads and tags a card. Needs no connection, so that the writing thread isn't kept from other cards.
///
/// # Errors
/// `Internal` when the organisation's time zone can't be read.
pub fn prepare(house: &House, submission: Submission) -> Result<Prepared> {
    let now = submission.received_at;
    let (id, look) = (CardId::at(now), house.looks.reason(&submission));
    let Read { kind, score, mentions, candidates } = tagging::read(house, &submission, id);
    let due = if kind.wants_an_answer() {
        let zone = calendar::zone(&house.organisation.zone)?;
        Some(micros(calendar::answer_due_between(now, &zone, &house.calendar, &house.holidays)))
    } else {
        None
    };
    let card = CardRow {
        organisation_id: house.organisation.id,
        id,
        number: 0,
        once_key: submission.once_key,
        source: submission.source,
        kind,
        kind_from: if submission.kind.is_some() { KindFrom::Customer } else { KindFrom::Inferred },
        status: Status::New,
        uncertain: !candidates.is_empty(),
        text: submission.text,
        subject: submission.subject,
        helper: submission.helper,
        customer_name: submission.customer_name,
        customer_email: submission.customer_email,
        customer_phone: submission.customer_phone,
        form_id: submission.form_id,
        preset_agent_id: submission.preset,
        team_id: submission.team_id,
        inbound_id: submission.inbound_id,
        score,
        received_at: micros(now),
        due_at: due,
        owner_id: None,
        answered_at: None,
        closed_at: None,
        outcome: None,
        outcome_note: None,
    };
    Ok(Prepared { card, mentions, candidates, location: submission.location, look })
}

/// Stores a prepared card and returns its id, or that of the card that is there already under the same key.
///
/// # Errors
/// Those of the database.
pub fn store(connection: &mut AnyConnection, prepared: &Prepared) -> Result<CardId> {
    let card = &prepared.card;
    let one = match prepared.mentions.as_slice() {
        [mention] => Some(mention.agent_id),
        _ => None,
    };
    if !cards::insert_naming(connection, card, one)? {
        let first = cards::by_once_key(connection, card.organisation_id, &card.once_key)?;
        return first.map(|first| first.id).ok_or_else(|| Error::internal("A card was there and is gone."));
    }
    mentions::insert(connection, &prepared.mentions)?;
    mentions::insert_candidates(connection, &prepared.candidates)?;
    search::mark_new(connection, card.organisation_id, card.id)?;
    Ok(card.id)
}
