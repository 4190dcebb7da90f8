//! What was set aside until somebody has looked at it: kept as it was sent, and shown to its customer as a card. Who looks
//! at it, and what they decide, is left to `looks`.

use super::submission::Prepared;
use super::submitted::{self, CameWith};
use crate::domain::ids::OrganisationId;
use crate::domain::{KindFrom, Status};
use crate::error::Result;
use crate::store::AnyConnection;
use crate::store::cards::{self, CardRow};
use crate::store::columns::micros;
use crate::store::set_aside::{self, AsideRow, CARD, WAITING};

/// Sets a card aside, as it was sent. Doing it twice is doing it once.
///
/// # Errors
/// Those of the database.
pub(super) fn put(connection: &mut AnyConnection, prepared: &Prepared, with: &CameWith, reason: &str) -> Result<()> {
    let (organisation, sent) = (prepared.organisation(), prepared.submission());
    if cards::by_once_key(connection, organisation, &sent.once_key)?.is_some() {
        return Ok(());
    }
    let row = AsideRow {
        organisation_id: organisation,
        card_id: prepared.id(),
        once_key: sent.once_key.clone(),
        reason: reason.to_owned(),
        kind: prepared.kind(),
        team_id: sent.team_id,
        place: sent.location.clone(),
        inbound_id: sent.inbound_id,
        received_at: micros(sent.received_at),
        content: submitted::written(sent, with.clone())?,
        state: WAITING.to_owned(),
        decided_by: None,
        decided_at: None,
    };
    set_aside::insert(connection, &row)
}

/// Whether something was set aside under this key.
///
/// # Errors
/// Those of the database.
pub fn is_aside(connection: &mut AnyConnection, organisation: OrganisationId, key: &[u8]) -> Result<bool> {
    Ok(set_aside::by_once_key(connection, organisation, key)?.is_some())
}

/// What was sent under this key and is no card, as its customer sees it: without a number.
///
/// # Errors
/// Those of the database.
pub(super) fn as_card(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    key: &[u8],
) -> Result<Option<CardRow>> {
    let Some(row) = set_aside::by_once_key(connection, organisation, key)?.filter(|row| row.state != CARD) else {
        return Ok(None);
    };
    let (sent, _) = submitted::read_back(&row.content)?;
    Ok(Some(CardRow {
        organisation_id: organisation,
        id: row.card_id,
        number: 0,
        once_key: row.once_key,
        source: sent.source,
        kind: row.kind,
        kind_from: KindFrom::Customer,
        status: Status::New,
        uncertain: false,
        text: sent.text,
        subject: sent.subject,
        helper: sent.helper,
        customer_name: sent.customer_name,
        customer_email: sent.customer_email,
        customer_phone: sent.customer_phone,
        form_id: sent.form_id,
        preset_agent_id: sent.preset,
        team_id: row.team_id,
        inbound_id: row.inbound_id,
        score: 0.0,
        received_at: row.received_at,
        due_at: None,
        owner_id: None,
        answered_at: None,
        closed_at: None,
        outcome: None,
        outcome_note: None,
    }))
}
