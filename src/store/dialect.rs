//! The SQL in which the two databases truly differ, side by side, and nowhere else (for the index of words: in `words`).

pub(super) mod words;

use super::columns::micros;
use super::connection::AnyConnection;
use super::schema::cards;
use crate::domain::holding::HeldBefore;
use crate::domain::ids::{OrganisationId, TeamId};
use crate::error::Result;
use diesel::backend::Backend;
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
/// those whose customer wrote again. Both databases keep an index on exactly these: `cards_needing`, whose words stand here.
#[derive(Clone, Copy, Debug, QueryId, ValidGrouping)]
pub(super) struct Needing;

impl Expression for Needing {
    type SqlType = Bool;
}

impl AppearsOnTable<cards::table> for Needing {}

impl<DB: Backend> QueryFragment<DB> for Needing {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql(
            "(cards.uncertain OR (cards.closed_at IS NULL AND cards.due_at IS NOT NULL AND cards.kind <> 'praise') \
             OR cards.status = 'again')",
        );
        Ok(())
    }
}

/// Is true for complaints, and cards that hold both. In the words of the index `cards_complaining`: a bound value could be
/// any, and neither database would take that index for it.
#[derive(Clone, Copy, Debug, QueryId, ValidGrouping)]
pub(super) struct Complaining;

impl Expression for Complaining {
    type SqlType = Bool;
}

impl AppearsOnTable<cards::table> for Complaining {}

impl<DB: Backend> QueryFragment<DB> for Complaining {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("(cards.kind <> 'praise')");
        Ok(())
    }
}

/// Is true for open complaints that came in before a moment and about which nobody has decided: somebody whom they complain
/// about may not read them yet (or, by the stricter rule, whom they praise), and nobody has said that they are about a
/// rule or a tool. The same for both databases; written out because what hangs on a card is asked of two tables.
#[derive(Clone, Copy, Debug, QueryId, ValidGrouping)]
pub(super) struct HeldLong(pub(super) HeldBefore);

impl Expression for HeldLong {
    type SqlType = Bool;
}

impl AppearsOnTable<cards::table> for HeldLong {}

/// The same words for both.
macro_rules! held_long {
    ($($backend:ty),+) => {$(
        impl QueryFragment<$backend> for HeldLong {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, $backend>) -> QueryResult<()> {
                out.push_sql(
                    "(cards.closed_at IS NULL AND cards.due_at IS NOT NULL AND cards.kind <> 'praise' \
                     AND cards.received_at < ",
                );
                out.push_bind_param::<BigInt, _>(&self.0.before)?;
                out.push_sql(
                    " AND EXISTS (SELECT 1 FROM mentions AS held WHERE held.organisation_id = cards.organisation_id \
                     AND held.card_id = cards.id AND held.released_at IS NULL AND (held.polarity IN ('complaint', 'mixed') \
                     OR (held.polarity = 'praise' AND cards.received_at >= ",
                );
                out.push_bind_param::<BigInt, _>(&self.0.praise_since)?;
                out.push_sql(
                    "))) AND NOT EXISTS (SELECT 1 FROM card_care AS care WHERE care.organisation_id = cards.organisation_id \
                     AND care.card_id = cards.id AND care.about IN ('rule', 'tool')))",
                );
                Ok(())
            }
        }
    )+};
}
held_long! { Sqlite, Pg }

/// Is true for the cards that somebody who leads these teams may see: sent to one of them; naming, or asking about, one of
/// their people; or nobody's at all. Whom a card names stands in the card, as long as it is one: only those of several are
/// asked for their mentions. Written out because diesel has no `CASE` that is a condition.
#[derive(Clone, Copy, Debug, ValidGrouping)]
pub(super) struct OfTeams<'a>(pub(super) OrganisationId, pub(super) &'a [TeamId]);

// How many teams there are is part of the text.
impl QueryId for OfTeams<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Expression for OfTeams<'_> {
    type SqlType = Bool;
}

impl AppearsOnTable<cards::table> for OfTeams<'_> {}

/// The same words for both, but for what keeps PostgreSQL from reading all open questions first.
macro_rules! of_teams {
    ($($backend:ty: $one_by_one:literal),+) => {$(
        impl QueryFragment<$backend> for OfTeams<'_> {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, $backend>) -> QueryResult<()> {
                let Self(organisation, teams) = self;
                // Of no team at all: IN () is no SQL everywhere, and nothing equals NULL.
                macro_rules! teams {
                    () => {
                        out.push_sql(" IN (NULL");
                        for team in *teams {
                            out.push_sql(", ");
                            out.push_bind_param::<Binary, _>(team)?;
                        }
                        out.push_sql(")");
                    };
                }
                macro_rules! theirs {
                    () => {
                        out.push_sql(" IN (SELECT agents.id FROM agents WHERE agents.organisation_id = ");
                        out.push_bind_param::<Binary, _>(organisation)?;
                        out.push_sql(" AND agents.team_id");
                        teams!();
                        out.push_sql(")");
                    };
                }
                out.push_sql("(cards.team_id");
                teams!();
                out.push_sql(" OR CASE cards.named WHEN 0 THEN cards.team_id IS NULL WHEN 1 THEN cards.named_agent_id");
                theirs!();
                // Not EXISTS: PostgreSQL would look each of those named up in the roster, where it can read the team once.
                out.push_sql(" ELSE (SELECT max(CASE WHEN mentions.agent_id");
                theirs!();
                out.push_sql(
                    " THEN 1 ELSE 0 END) FROM mentions WHERE mentions.organisation_id = cards.organisation_id \
                     AND mentions.card_id = cards.id) = 1 END OR (cards.uncertain AND EXISTS (SELECT 1 FROM candidates \
                     WHERE candidates.organisation_id = cards.organisation_id AND candidates.card_id = cards.id",
                );
                out.push_sql($one_by_one);
                out.push_sql(" AND candidates.decided_at IS NULL AND candidates.agent_id");
                theirs!();
                out.push_sql(")))");
                Ok(())
            }
        }
    )+};
}
of_teams! { Sqlite: "", Pg: " AND candidates.card_id <= cards.id" }

/// Says nothing new of the rows that hang on a card: their card is the card. PostgreSQL, when asked whether a card has such a
/// row, prefers to read all of the organisation's into memory first, even for one page of a list, unless the two are
/// compared by more than equality. SQLite would be led astray by that, and is spared it.
macro_rules! one_by_one {
    ($($name:ident: $sql:literal),+) => {$(
        #[derive(Clone, Copy, Debug, QueryId, ValidGrouping)]
        pub(super) struct $name;

        impl Expression for $name {
            type SqlType = Bool;
        }

        impl<Table> AppearsOnTable<Table> for $name {}

        impl QueryFragment<Sqlite> for $name {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
                out.push_sql("TRUE");
                Ok(())
            }
        }

        impl QueryFragment<Pg> for $name {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
                out.push_sql($sql);
                Ok(())
            }
        }
    )+};
}
one_by_one! { MentionsOneByOne: "mentions.card_id <= cards.id" }

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
