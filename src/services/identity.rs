//! Who read which customer's identity. A page or letter that shows it is noted before it leaves, once per person, card
//! and half hour; what can't be noted isn't shown. See docs/decisions/0010.

use crate::domain::Viewer;
use crate::domain::ids::{CardId, EventId};
use crate::error::Result;
use crate::store::columns::micros;
use crate::store::identity_reads::{self, ReadLine, ReadRow};
use crate::store::{AnyConnection, Database};
use jiff::{SignedDuration, Timestamp};

/// Lines on one page of the list.
const PAGE: usize = 50;

/// A second look so soon is the same look.
const ONE_LOOK: SignedDuration = SignedDuration::from_mins(30);

/// Where an identity stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a card's page.
    Card,
    /// In a letter as it came.
    Letter,
}

impl Place {
    fn word(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Letter => "letter",
        }
    }
}

/// Notes that the viewer is about to have the identity of this card's customer before their eyes. Costs one read when it
/// was noted a moment ago, otherwise one short change.
///
/// # Errors
/// Those of the database: then the identity is not to be shown.
pub async fn note(database: &Database, viewer: &Viewer, card: CardId, place: Place, now: Timestamp) -> Result<()> {
    let (organisation, member) = (viewer.organisation, viewer.member);
    let since = micros(now - ONE_LOOK);
    let noted = database
        .read_async(move |connection| {
            identity_reads::is_noted(connection, (organisation, card, member), place.word(), since)
        })
        .await?;
    if noted {
        return Ok(());
    }
    database
        .write_async(move |connection| {
            let row = ReadRow {
                organisation_id: organisation,
                id: EventId::at(now),
                card_id: card,
                member_id: member,
                place: place.word().to_owned(),
                at: micros(now),
            };
            identity_reads::insert(connection, &row)
        })
        .await
}

/// The page of lines that follows `before`, newest first, and where the next one begins.
///
/// # Errors
/// Those of the database.
pub fn list(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: Option<CardId>,
    before: Option<EventId>,
) -> Result<(Vec<ReadLine>, Option<EventId>)> {
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX) + 1;
    let mut lines = identity_reads::list(connection, viewer.organisation, card, before, limit)?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let next = lines.last().filter(|_| more).map(|line| line.id);
    Ok((lines, next))
}
