//! The index of words, which is a table of another kind in each of the two databases.

use super::super::connection::AnyConnection;
use crate::domain::ids::{CardId, OrganisationId};
use crate::error::{Error, Result};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Float, Integer, Text};

/// Whom a card is about, as PostgreSQL's index knows it beside the words: the ids of agents and of its team.
pub(in crate::store) type Whom = Vec<u8>;

/// Stands among those whom a card is about when it is about nobody and was sent to no team: any manager may see it.
pub(in crate::store) const NOBODY: [u8; 16] = [0; 16];

/// Puts words, parted by spaces, into the index under a number, in the place of those that are there. They are letters
/// and digits of ASCII in lower case (see `services::search`), so that neither database takes them apart any further.
/// SQLite keeps no `whom`: its index gives the newest first, and stops.
pub(in crate::store) fn put(connection: &mut AnyConnection, seq: i32, words: &str, whom: &[Whom]) -> Result<()> {
    match connection {
        AnyConnection::Sqlite(inner) => {
            diesel::sql_query("DELETE FROM card_words WHERE rowid = $1").bind::<Integer, _>(seq).execute(inner)?;
            diesel::sql_query("INSERT INTO card_words (rowid, words) VALUES ($1, $2)")
                .bind::<Integer, _>(seq)
                .bind::<Text, _>(words)
                .execute(inner)?;
        }
        AnyConnection::Postgres(inner) => {
            diesel::sql_query(
                "INSERT INTO card_words (seq, words, whom) VALUES ($1, array_to_tsvector(string_to_array($2, ' ')), $3) \
                 ON CONFLICT (seq) DO UPDATE SET words = excluded.words, whom = excluded.whom",
            )
            .bind::<Integer, _>(seq)
            .bind::<Text, _>(words)
            .bind::<Array<Binary>, _>(whom)
            .execute(inner)?;
        }
    }
    Ok(())
}

/// Takes the words under a number out of the index.
pub(in crate::store) fn delete(connection: &mut AnyConnection, seq: i32) -> Result<()> {
    match connection {
        AnyConnection::Sqlite(inner) => {
            diesel::sql_query("DELETE FROM card_words WHERE rowid = $1").bind::<Integer, _>(seq).execute(inner)?
        }
        AnyConnection::Postgres(inner) => {
            diesel::sql_query("DELETE FROM card_words WHERE seq = $1").bind::<Integer, _>(seq).execute(inner)?
        }
    };
    Ok(())
}

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Wanted<'a> {
    /// Whose cards.
    pub(in crate::store) organisation: OrganisationId,
    /// Each the beginning of a word of the card (a single letter: a word of its own).
    pub(in crate::store) words: &'a [String],
    /// Cards that are about none of these may be left out; they need not be.
    pub(in crate::store) whom: Option<&'a [Whom]>,
}

/// How much of the index is looked at in one go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Reading {
    /// The newest cards, whatever they hold: for words that are common.
    Newest,
    /// All cards that hold them: for words that are rare.
    Holding,
}

/// What was found in one go.
#[derive(Debug)]
pub(in crate::store) struct Looked {
    /// The cards, the newest first, each with its place.
    pub(in crate::store) hits: Vec<(i32, CardId)>,
    /// The place below which to look on; none when everything was looked at.
    pub(in crate::store) next: Option<i32>,
}

/// A card that holds the words, and its number in the index.
#[derive(QueryableByName)]
struct Hit {
    #[diesel(sql_type = Integer)]
    seq: i32,
    #[diesel(sql_type = Binary)]
    card_id: Vec<u8>,
}

/// Looks for up to `limit` cards below the place `before`. SQLite is led from the index (`CROSS JOIN`), which gives its numbers
/// in order, so that it stops at the limit however common the words are, and how it is to read makes no difference.
/// PostgreSQL's has no order, and must be told.
pub(in crate::store) fn look(
    connection: &mut AnyConnection,
    wanted: &Wanted<'_>,
    reading: Reading,
    before: Option<i32>,
    limit: i64,
) -> Result<Looked> {
    let before = before.unwrap_or(i32::MAX);
    let (hits, floor) = match connection {
        AnyConnection::Sqlite(inner) => (sqlite(inner, wanted, before, limit)?, None),
        AnyConnection::Postgres(inner) => match reading {
            Reading::Newest => newest(inner, wanted, before, limit)?,
            Reading::Holding => (postgres(inner, None, wanted, before, limit)?, None),
        },
    };
    let card = |hit: Hit| {
        let id = uuid::Uuid::from_slice(&hit.card_id)
            .map_err(|cause| Error::internal("A stored id can't be read.").with_source(cause))?;
        Ok((hit.seq, CardId::from_uuid(id)))
    };
    let hits: Vec<(i32, CardId)> = hits.into_iter().map(card).collect::<Result<_>>()?;
    let full = i64::try_from(hits.len()).unwrap_or(i64::MAX) >= limit;
    let next = if full { hits.last().map(|(seq, _)| *seq) } else { floor };
    Ok(Looked { hits, next })
}

fn sqlite(connection: &mut SqliteConnection, wanted: &Wanted<'_>, before: i32, limit: i64) -> Result<Vec<Hit>> {
    let words: Vec<String> =
        wanted.words.iter().map(|word| format!("\"{word}\"{}", if word.len() > 1 { "*" } else { "" })).collect();
    Ok(diesel::sql_query(
        "SELECT w.rowid AS seq, s.card_id AS card_id FROM card_words w CROSS JOIN card_search s ON s.seq = w.rowid \
         WHERE w.card_words MATCH $1 AND w.rowid < $2 AND s.organisation_id = $3 ORDER BY w.rowid DESC LIMIT $4",
    )
    .bind::<Text, _>(words.join(" AND "))
    .bind::<Integer, _>(before)
    .bind::<Binary, _>(wanted.organisation)
    .bind::<BigInt, _>(limit)
    .load(connection)?)
}

/// How many of the newest cards are looked through one by one.
const NEWEST: i32 = 8_192;

/// More than can come in between two statements of one look.
const LATE: i32 = 256;

/// Cards of a sample, and how many of them hold words that are common.
const SAMPLE: (f32, i64) = (1_024.0, 16);

/// Whether words are so common that the newest cards show them sooner than the index of words, which reads all that hold them:
/// told from a sample of pages from all over the table. SQLite's index stops when it has enough.
pub(in crate::store) fn are_common(connection: &mut AnyConnection, wanted: &Wanted<'_>) -> Result<bool> {
    #[derive(QueryableByName)]
    struct Held {
        #[diesel(sql_type = BigInt)]
        cards: i64,
    }
    let AnyConnection::Postgres(inner) = connection else { return Ok(true) };
    let about = about(wanted, "$3");
    let query = format!(
        "SELECT count(*) AS cards FROM card_words w TABLESAMPLE SYSTEM \
         (least(100, 100 * $1 / (SELECT coalesce(max(seq), 0) + 1 FROM card_words))) REPEATABLE (1) \
         WHERE w.words @@ $2::tsquery AND {about}"
    );
    let held: Held = diesel::sql_query(query)
        .bind::<Float, _>(SAMPLE.0)
        .bind::<Text, _>(phrase(wanted))
        .bind::<Array<Binary>, _>(wanted.whom.unwrap_or_default())
        .get_result(inner)?;
    Ok(held.cards >= SAMPLE.1)
}

/// What must hold of those whom a card is about, who are bound as `place`.
fn about(wanted: &Wanted<'_>, place: &str) -> String {
    if wanted.whom.is_some() { format!("w.whom && {place}") } else { format!("cardinality({place}) = 0") }
}

/// The words as PostgreSQL asks for them.
fn phrase(wanted: &Wanted<'_>) -> String {
    let words: Vec<String> =
        wanted.words.iter().map(|word| format!("'{word}'{}", if word.len() > 1 { ":*" } else { "" })).collect();
    words.join(" & ")
}

/// The hits among the newest cards, and the place below these; none when there are no older. The place is asked for first: cards
/// that come in meanwhile are looked at with the others, and none is looked at twice or passed over.
fn newest(
    connection: &mut PgConnection,
    wanted: &Wanted<'_>,
    before: i32,
    limit: i64,
) -> Result<(Vec<Hit>, Option<i32>)> {
    #[derive(QueryableByName)]
    struct Oldest {
        #[diesel(sql_type = diesel::sql_types::Nullable<Integer>)]
        seq: Option<i32>,
    }
    let oldest: Oldest = diesel::sql_query(
        "SELECT (SELECT seq FROM card_words WHERE seq < $1 ORDER BY seq DESC OFFSET $2 LIMIT 1) AS seq",
    )
    .bind::<Integer, _>(before)
    .bind::<Integer, _>(NEWEST - 1)
    .get_result(connection)?;
    let hits = postgres(connection, Some(oldest.seq.unwrap_or(i32::MIN)), wanted, before, limit)?;
    Ok((hits, oldest.seq))
}

/// PostgreSQL guesses that every beginning of a word stands in one card of two hundred, and would look through a million cards
/// one by one for a word that none has: so it is told where to look, and in which order. From the place `down_to` on one by
/// one; without it the index of words is asked.
fn postgres(
    connection: &mut PgConnection,
    down_to: Option<i32>,
    wanted: &Wanted<'_>,
    before: i32,
    limit: i64,
) -> Result<Vec<Hit>> {
    let (source, order) = match down_to {
        // The limit leads the planner down the numbers, to stop when there are enough, instead of to the index of words.
        Some(_) => {
            let few = NEWEST + LATE;
            (
                format!("(SELECT seq, words, whom FROM card_words WHERE seq < $2 ORDER BY seq DESC LIMIT {few}) w"),
                "w.seq",
            )
        }
        // No index is in the order of a sum: the index of words says which, and those are put in order.
        None => ("card_words w".to_owned(), "(w.seq + 0)"),
    };
    let about = about(wanted, "$5");
    let query = format!(
        "SELECT w.seq AS seq, s.card_id AS card_id FROM {source} JOIN card_search s ON s.seq = w.seq \
         WHERE w.words @@ $1::tsquery AND w.seq < $2 AND w.seq >= $6 AND s.organisation_id = $3 AND {about} \
         ORDER BY {order} DESC LIMIT $4"
    );
    Ok(diesel::sql_query(query)
        .bind::<Text, _>(phrase(wanted))
        .bind::<Integer, _>(before)
        .bind::<Binary, _>(wanted.organisation)
        .bind::<BigInt, _>(limit)
        .bind::<Array<Binary>, _>(wanted.whom.unwrap_or_default())
        .bind::<Integer, _>(down_to.unwrap_or(i32::MIN))
        .load(connection)?)
}
