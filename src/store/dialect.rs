//! The SQL in which the two databases truly differ, side by side, and nowhere else.

use super::columns::micros;
use super::connection::AnyConnection;
use super::schema::cards;
use crate::domain::ids::OrganisationId;
use crate::error::Result;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Binary, Bool};
use diesel::sqlite::Sqlite;
use jiff::Timestamp;

/// The next card's number, worked out inside the statement that stores the card. SQLite has one writer, so the highest
/// number plus one leaves no gap; PostgreSQL takes a sequence, for a counter row would make each card of an organisation
/// wait for the commit of the last.
#[derive(Clone, Copy, Debug, QueryId, ValidGrouping)]
pub(super) struct NextNumber(pub(super) OrganisationId);

impl Expression for NextNumber {
    type SqlType = BigInt;
}

impl<Table> AppearsOnTable<Table> for NextNumber {}

impl QueryFragment<Sqlite> for NextNumber {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("(SELECT coalesce(max(number), 0) + 1 FROM cards WHERE organisation_id = ");
        out.push_bind_param::<Binary, _>(&self.0)?;
        out.push_sql(")");
        Ok(())
    }
}

impl QueryFragment<Pg> for NextNumber {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("nextval('card_numbers')");
        Ok(())
    }
}

/// Is true for the cards of an organisation that need somebody: open complaints, those that ask who is meant, and
/// those whose customer wrote again. Both
/// databases keep an index on exactly these (`cards_needing`, whose words stand here). SQLite takes it only when nothing
/// but its columns is asked for, hence the inner query, which PostgreSQL would answer by reading all cards.
#[derive(Clone, Copy, Debug, QueryId, ValidGrouping)]
pub(super) struct Needing(pub(super) OrganisationId);

impl Expression for Needing {
    type SqlType = Bool;
}

impl AppearsOnTable<cards::table> for Needing {}

impl QueryFragment<Sqlite> for Needing {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("cards.id IN (SELECT needing.id FROM cards AS needing WHERE needing.organisation_id = ");
        out.push_bind_param::<Binary, _>(&self.0)?;
        out.push_sql(
            " AND (needing.uncertain OR \
             (needing.closed_at IS NULL AND needing.due_at IS NOT NULL AND needing.kind <> 'praise') \
             OR needing.status = 'again'))",
        );
        Ok(())
    }
}

impl QueryFragment<Pg> for Needing {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(
            "(cards.uncertain OR (cards.closed_at IS NULL AND cards.due_at IS NOT NULL AND cards.kind <> 'praise') \
             OR cards.status = 'again')",
        );
        Ok(())
    }
}

/// What a worker has claimed: organisation and id, in bytes.
#[derive(QueryableByName)]
pub(super) struct Claimed {
    #[diesel(sql_type = diesel::sql_types::Binary)]
    pub(super) organisation_id: Vec<u8>,
    #[diesel(sql_type = diesel::sql_types::Binary)]
    pub(super) id: Vec<u8>,
}

/// Takes up to `limit` waiting rows of a queue table until `lease_until`. A row whose lease has run out is taken
/// again: its worker has died. PostgreSQL skips rows that another instance is taking at this moment; SQLite has
/// one writer, so nobody else is.
pub(super) fn claim(
    connection: &mut AnyConnection,
    table: Queue,
    now: Timestamp,
    lease_until: Timestamp,
    limit: i64,
) -> Result<Vec<Claimed>> {
    let name = match table {
        Queue::Outbox => "outbox",
        Queue::Jobs => "jobs",
    };
    let skip = match connection {
        AnyConnection::Sqlite(_) => "",
        AnyConnection::Postgres(_) => "FOR UPDATE SKIP LOCKED",
    };
    let query = format!(
        "UPDATE {name} SET lease_until = $1, attempts = attempts + 1, run_at = $2 \
         WHERE (organisation_id, id) IN (\
           SELECT organisation_id, id FROM {name} \
           WHERE state = 'waiting' AND run_at <= $3 ORDER BY run_at LIMIT $4 {skip}\
         ) RETURNING organisation_id, id"
    );
    let query = diesel::sql_query(query)
        .bind::<BigInt, _>(micros(lease_until))
        .bind::<BigInt, _>(micros(lease_until))
        .bind::<BigInt, _>(micros(now))
        .bind::<BigInt, _>(limit);
    match connection {
        AnyConnection::Sqlite(inner) => Ok(query.load(inner)?),
        AnyConnection::Postgres(inner) => Ok(query.load(inner)?),
    }
}

/// The two tables that a worker takes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Queue {
    /// Letters.
    Outbox,
    /// Background work.
    Jobs,
}
