//! What was done by a letter, with what its undoing restores.

use super::connection::{AnyConnection, each_backend};
use super::schema::mail_acts;
use crate::domain::ids::{ActId, CardId, MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// Something that was done, as it is stored. Moments are UTC microseconds.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = mail_acts, treat_none_as_default_value = false)] // as in cards.rs
pub struct MailActRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key.
    pub id: ActId,
    /// SHA-256 of the token in the link.
    pub token_hash: Vec<u8>,
    /// Who did it.
    pub member_id: MemberId,
    /// To which card.
    pub card_id: CardId,
    /// Which command.
    pub command: String,
    /// What was done, as a sentence.
    pub said: String,
    /// What its undoing restores, as JSON.
    pub was: String,
    /// When it was done.
    pub at: i64,
    /// When it was undone.
    pub undone_at: Option<i64>,
}

/// Keeps what was done.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &MailActRow) -> Result<()> {
    diesel::insert_into(mail_acts::table).values(row).execute(connection)?;
    Ok(())
}

/// What a link undoes; the link works before any tenant is known.
///
/// # Errors
/// Those of the database.
pub fn by_token(connection: &mut AnyConnection, hash: &[u8]) -> Result<Option<MailActRow>> {
    Ok(mail_acts::table
        .filter(mail_acts::token_hash.eq(hash))
        .select(MailActRow::as_select())
        .first(connection)
        .optional()?)
}

/// Marks it as undone; says whether it was not yet.
///
/// # Errors
/// Those of the database.
pub fn undone(connection: &mut AnyConnection, organisation: OrganisationId, id: ActId, now: i64) -> Result<bool> {
    Ok(diesel::update(mail_acts::table.find((organisation, id)).filter(mail_acts::undone_at.is_null()))
        .set(mail_acts::undone_at.eq(now))
        .execute(connection)?
        == 1)
}

/// Deletes what was done to these cards.
///
/// # Errors
/// Those of the database.
pub fn delete_of(connection: &mut AnyConnection, organisation: OrganisationId, cards: &[CardId]) -> Result<()> {
    each_backend!(connection, |inner| {
        let of_cards = mail_acts::organisation_id.eq(organisation).and(mail_acts::card_id.eq_any(cards));
        diesel::delete(mail_acts::table.filter(of_cards)).execute(inner)?
    });
    Ok(())
}
