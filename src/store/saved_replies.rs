//! Answers that are written often.

use super::connection::AnyConnection;
use super::schema::saved_replies;
use crate::domain::ids::{MemberId, OrganisationId, ReplyId};
use crate::error::Result;
use diesel::prelude::*;

/// One of them.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = saved_replies)]
pub struct ReplyRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key.
    pub id: ReplyId,
    /// What managers call it.
    pub name: String,
    /// BCP 47 language of its words.
    pub language: String,
    /// The words, with `{customer}` and the like.
    pub text: String,
    /// Who wrote it last.
    pub member_id: Option<MemberId>,
    /// When, UTC microseconds.
    pub changed_at: i64,
}

/// All of them, in order of name.
///
/// # Errors
/// Those of the database.
pub fn of_organisation(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<ReplyRow>> {
    Ok(saved_replies::table
        .filter(saved_replies::organisation_id.eq(organisation))
        .order((saved_replies::name.asc(), saved_replies::id.asc()))
        .select(ReplyRow::as_select())
        .load(connection)?)
}

/// Stores one, new or changed.
///
/// # Errors
/// Those of the database.
pub fn put(connection: &mut AnyConnection, row: &ReplyRow) -> Result<()> {
    delete(connection, row.organisation_id, row.id)?;
    diesel::insert_into(saved_replies::table).values(row).execute(connection)?;
    Ok(())
}

/// Deletes one; says whether it was there.
///
/// # Errors
/// Those of the database.
pub fn delete(connection: &mut AnyConnection, organisation: OrganisationId, id: ReplyId) -> Result<bool> {
    Ok(diesel::delete(saved_replies::table.find((organisation, id))).execute(connection)? > 0)
}
