//! A list of the inbox narrowed by words: the index names cards, and those of the list stay.

use super::cards::CardRow;
use super::connection::AnyConnection;
use super::dialect;
use super::inbox::{self, Filter, Show};
use crate::domain::Reach;
use crate::domain::ids::{CardId, OrganisationId};
use crate::error::Result;

/// Hits that are looked at for one page, at most: a word of every card narrowed to nothing must not read them all.
const MOST_HITS: i64 = 5_000;

/// The cards of one page of a search.
#[derive(Debug, Default)]
pub struct Found {
    /// The cards, the newest in the index first, each with its place there.
    pub cards: Vec<(i32, CardRow)>,
    /// The place after which to look on; none when everything was looked at.
    pub next: Option<i32>,
}

/// The page of `limit` cards after `before` that hold all of `words`, each as the beginning of one of theirs.
///
/// # Errors
/// Those of the database.
pub fn find(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    (reach, show, filter): (Reach<'_>, Show, &Filter),
    words: &[String],
    before: Option<i32>,
    limit: usize,
) -> Result<Found> {
    let (mut found, mut place, mut looked, mut step) = (Found::default(), before, 0, 64_i64);
    while looked < MOST_HITS {
        let hits = dialect::find_words(connection, organisation, words, place, step)?;
        let ids: Vec<CardId> = hits.iter().map(|(_, card)| *card).collect();
        let rows = inbox::among(connection, organisation, (reach, show, filter), &ids)?;
        for (seq, card) in &hits {
            if found.cards.len() == limit {
                found.next = found.cards.last().map(|(seq, _)| *seq);
                return Ok(found);
            }
            if let Some(row) = rows.iter().find(|row| row.id == *card) {
                found.cards.push((*seq, row.clone()));
            }
        }
        place = hits.last().map(|(seq, _)| *seq);
        looked += step;
        if i64::try_from(hits.len()).unwrap_or(i64::MAX) < step {
            return Ok(found);
        }
        step = (step * 4).min(1_024);
    }
    found.next = place;
    Ok(found)
}
