//! Whom a card names stands in the card, too, kept by the database itself, and on PostgreSQL in the index of words, kept by the
//! worker: whatever a test did, they must say the same.

use diesel::sql_types::BigInt;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use smilecard::store::{AnyConnection, Database};

#[derive(QueryableByName)]
struct Wrong {
    #[diesel(sql_type = BigInt)]
    cards: i64,
}

/// How many cards say something else about whom they name than their mentions do; none where that can't be asked any more.
pub fn wrong(database: &Database) -> Option<i64> {
    let asked = "SELECT count(*) AS cards FROM cards c WHERE named <> (SELECT count(*) FROM mentions m \
         WHERE m.organisation_id = c.organisation_id AND m.card_id = c.id) \
         OR (named = 1) <> (named_agent_id IS NOT NULL) \
         OR (named = 1 AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.organisation_id = c.organisation_id \
         AND m.card_id = c.id AND m.agent_id = c.named_agent_id))";
    database.read(|connection| Ok(sql_query(asked).get_result::<Wrong>(connection)?.cards)).ok()
}

/// How many cards a search would miss that is narrowed to somebody whom they are about; none where that can't be asked any more.
/// Cards whose words wait are not counted.
pub fn missed(database: &Database) -> Option<i64> {
    let asked = "SELECT count(*) AS cards FROM card_words w JOIN card_search s ON s.seq = w.seq \
         JOIN cards c ON c.organisation_id = s.organisation_id AND c.id = s.card_id \
         WHERE NOT EXISTS (SELECT 1 FROM card_search_waiting t WHERE t.organisation_id = c.organisation_id AND t.card_id = c.id) \
         AND NOT w.whom @> ARRAY(SELECT agent_id FROM mentions m \
           WHERE m.organisation_id = c.organisation_id AND m.card_id = c.id \
           UNION SELECT agent_id FROM candidates q \
           WHERE q.organisation_id = c.organisation_id AND q.card_id = c.id AND q.decided_at IS NULL AND c.uncertain \
           UNION SELECT c.team_id WHERE c.team_id IS NOT NULL \
           UNION SELECT decode(repeat('00', 16), 'hex') WHERE c.named = 0 AND c.team_id IS NULL)";
    let ask = |connection: &mut AnyConnection| match connection {
        AnyConnection::Sqlite(_) => Ok(0),
        AnyConnection::Postgres(inner) => Ok(sql_query(asked).get_result::<Wrong>(inner)?.cards),
    };
    database.read(ask).ok()
}
