//! What a browser was asked on the way in and has not answered yet. A question is found by its token's hash, taken once,
//! and forgotten after a while.

use super::connection::AnyConnection;
use super::schema::sign_in_questions;
use crate::error::Result;
use diesel::prelude::*;

/// One of them.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = sign_in_questions)]
pub struct QuestionRow {
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    /// What it was asked for.
    pub purpose: String,
    /// The session it was asked in; empty before there is one.
    pub bound: Vec<u8>,
    /// What must be known to judge the answer.
    pub state: Vec<u8>,
    /// UTC microseconds.
    pub expires_at: i64,
}

/// Remembers a question, and forgets those that nobody answered.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &QuestionRow, now: i64) -> Result<()> {
    diesel::delete(sign_in_questions::table.filter(sign_in_questions::expires_at.lt(now))).execute(connection)?;
    diesel::insert_into(sign_in_questions::table).values(row).execute(connection)?;
    Ok(())
}

/// Whether one is remembered.
///
/// # Errors
/// Those of the database.
pub fn is_there(connection: &mut AnyConnection, hash: &[u8]) -> Result<bool> {
    Ok(sign_in_questions::table.find(hash).count().get_result::<i64>(connection)? > 0)
}

/// Takes a question out: whoever comes second finds none. None either when it is too old, or was asked for something
/// else or in another session.
///
/// # Errors
/// Those of the database.
pub fn take(
    connection: &mut AnyConnection,
    hash: &[u8],
    purpose: &str,
    bound: &[u8],
    now: i64,
) -> Result<Option<Vec<u8>>> {
    let row: Option<QuestionRow> =
        sign_in_questions::table.find(hash).select(QuestionRow::as_select()).first(connection).optional()?;
    let taken = diesel::delete(sign_in_questions::table.find(hash)).execute(connection)? > 0;
    Ok(row
        .filter(|row| taken && row.expires_at > now && row.purpose == purpose && row.bound == bound)
        .map(|row| row.state))
}
