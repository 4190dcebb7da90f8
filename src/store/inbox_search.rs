//! A list of the inbox narrowed by words: the index names cards, and those of the list stay.

use super::cards::CardRow;
use super::connection::{AnyConnection, each_backend};
use super::dialect::words::{self, NOBODY, Reading, Whom};
use super::inbox::{self, Filter, Show};
use super::schema::agents;
use crate::domain::Reach;
use crate::domain::ids::{AgentId, CardId, OrganisationId, TeamId};
use crate::error::Result;
use diesel::prelude::*;

/// Hits that are looked at for one page, at most: a word of every card narrowed to nothing must not read them all.
const MOST_HITS: i64 = 5_000;

/// Hits of one look into the index, at most, and in the first.
const STEPS: (i64, i64) = (1_024, 64);

/// Hits that are compared with the list at once.
const AT_ONCE: usize = 128;

/// Looks at the newest cards after which words that fill no page are looked up in the index of words, for the list has left
/// most of the hits out.
const FIRST_LOOKS: usize = 3;

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
    let whom = about(connection, organisation, reach, filter)?;
    let wanted = words::Wanted { organisation, words, whom: whom.as_deref() };
    let (mut found, mut place, mut looked) = (Found::default(), before, 0);
    let (mut step, mut reading, mut looks) = (STEPS.1, Reading::Newest, 0);
    while looked < MOST_HITS {
        let look = words::look(connection, &wanted, reading, place, step)?;
        for hits in look.hits.chunks(AT_ONCE) {
            let ids: Vec<CardId> = hits.iter().map(|(_, card)| *card).collect();
            let rows = inbox::among(connection, organisation, (reach, show, filter), &ids)?;
            for (seq, card) in hits {
                if found.cards.len() == limit {
                    found.next = found.cards.last().map(|(seq, _)| *seq);
                    return Ok(found);
                }
                if let Some(row) = rows.iter().find(|row| row.id == *card) {
                    found.cards.push((*seq, row.clone()));
                }
            }
        }
        if look.next.is_none() {
            return Ok(found);
        }
        place = look.next;
        looked += step;
        looks += 1;
        // What fills a page within six looks at the newest is found sooner so than by reading all that hold the words.
        let enough = if looks < FIRST_LOOKS { limit / 6 } else { limit * 2 };
        if reading == Reading::Newest
            && look.hits.len() < enough
            && !(looks < FIRST_LOOKS && words::are_common(connection, &wanted)?)
        {
            reading = Reading::Holding;
        }
        step = if reading == Reading::Newest { (step * 4).min(STEPS.0) } else { STEPS.0 };
    }
    found.next = place;
    Ok(found)
}

/// Whom a card of this list must be about, at least one of them; none where it may be about anybody. The list itself is
/// narrower: this spares it the cards that can't be its.
fn about(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    reach: Reach<'_>,
    filter: &Filter,
) -> Result<Option<Vec<Whom>>> {
    if let Some(agent) = filter.agent {
        return Ok(Some(vec![agent.as_bytes().to_vec()]));
    }
    let (teams, nobody): (&[TeamId], bool) = match (&filter.team, reach) {
        (Some(team), _) => (std::slice::from_ref(team), false),
        (None, Reach::Teams(teams)) => (teams, true),
        (None, Reach::Everything | Reach::Nothing) => return Ok(None),
    };
    let theirs: Vec<AgentId> = each_backend!(connection, |inner| {
        agents::table
            .filter(agents::organisation_id.eq(organisation).and(agents::team_id.eq_any(teams)))
            .select(agents::id)
            .load(inner)?
    });
    let people = theirs.iter().map(AgentId::as_bytes);
    let teams = teams.iter().map(TeamId::as_bytes);
    let nobody = nobody.then_some(&NOBODY[..]);
    Ok(Some(people.chain(teams).chain(nobody).map(<[u8]>::to_vec).collect()))
}
