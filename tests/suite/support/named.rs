//! Whom a card names stands in the card, too, kept by the database itself: whatever a test did, both must say the same.

use diesel::sql_types::BigInt;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use smilecard::store::Database;

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
