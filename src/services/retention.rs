//! Keeps what the pages promise: a customer's name, address and number, and the raw letter they came in, are gone
//! after 90 days; a letter that was not accepted is gone after 30; a card is gone after 12 months, with its mentions, its trail and the digests that quote it. Letters that we sent or gave up are
//! gone after 90 days, those with a link to sign in after seven.

use super::agent_acts::UNDO;
use super::attempts;
use crate::domain::ids::OrganisationId;
use crate::error::{Error, Result};
use crate::store::columns::micros;
use crate::store::{
    AnyConnection, agent_acts, card_letters, identity_reads, organisations, outbox, retention, sessions,
};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// "We delete them after 90 days", says the form.
const CONTACT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Absence notes, bounces, refused letters: long enough to find a customer among them.
const APART: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A letter with a link to sign in, which ended long before: to find out why somebody could not get in.
const SIGN_IN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// "After 12 months we delete the card", says the page of thanks.
const CARD_MONTHS: i64 = 12;

/// What a run has forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Cards that no longer say who left them.
    pub contacts: usize,
    /// Letters as they came in, of cards.
    pub letters: usize,
    /// Letters as they came in, that were not accepted.
    pub apart: usize,
    /// Whole cards.
    pub cards: usize,
    /// Digests.
    pub digests: usize,
    /// Letters that we sent, or gave up.
    pub outbox: usize,
}

impl Forgotten {
    /// Everything together; zero when there was nothing left to forget.
    pub fn sum(self) -> usize {
        self.contacts + self.letters + self.apart + self.cards + self.digests + self.outbox
    }
}

/// Forgets what is due `now`, at most `limit` of each class, over all organisations. Run it again until it finds nothing.
///
/// # Errors
/// Those of the database.
pub fn run(connection: &mut AnyConnection, now: Timestamp, limit: i64) -> Result<Forgotten> {
    let mut forgotten = Forgotten::default();
    attempts::forget_old(connection, now)?;
    sessions::delete_before(connection, micros(now - CONTACT), limit)?;
    for organisation in organisations::all(connection)? {
        identity_reads::delete_before(connection, organisation.id, micros(months_before(now)?))?;
        for act in agent_acts::to_make_final(connection, organisation.id, micros(now - UNDO))? {
            agent_acts::make_final(connection, (organisation.id, act))?;
        }
        of_one(connection, organisation.id, now, limit, &mut forgotten)?;
    }
    Ok(forgotten)
}

/// Counts what is due `now` in one organisation, without forgetting it.
///
/// # Errors
/// Those of the database.
pub fn due(connection: &mut AnyConnection, organisation: OrganisationId, now: Timestamp) -> Result<Forgotten> {
    // Ids are 16 bytes each: even years of neglect fit.
    const ALL: i64 = 100_000_000;
    let (contact, card) = (micros(now - CONTACT), micros(months_before(now)?));
    let apart = micros(now - APART);
    Ok(Forgotten {
        contacts: retention::with_contact(connection, organisation, contact, ALL)?.len(),
        letters: retention::letters_before(connection, organisation, false, contact, ALL)?.len(),
        apart: retention::letters_before(connection, organisation, true, apart, ALL)?.len(),
        cards: retention::cards_before(connection, organisation, card, ALL)?.len(),
        digests: retention::digests_before(connection, organisation, card, ALL)?.len(),
        outbox: outbox::done_before(connection, organisation, false, contact, ALL)?.len(),
    })
}

fn of_one(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    now: Timestamp,
    limit: i64,
    forgotten: &mut Forgotten,
) -> Result<()> {
    let left = |done: usize| limit.saturating_sub_unsigned(u64::try_from(done).unwrap_or(u64::MAX)).max(0);
    let (contact, card) = (micros(now - CONTACT), micros(months_before(now)?));

    // Cards first: what is deleted whole needs not be emptied.
    let ids = retention::cards_before(connection, organisation, card, left(forgotten.cards))?;
    retention::delete_cards(connection, organisation, &ids)?;
    forgotten.cards += ids.len();

    let ids = retention::digests_before(connection, organisation, card, left(forgotten.digests))?;
    retention::delete_digests(connection, organisation, &ids)?;
    forgotten.digests += ids.len();

    let ids = retention::with_contact(connection, organisation, contact, left(forgotten.contacts))?;
    retention::forget_contact(connection, organisation, &ids)?;
    forgotten.contacts += ids.len();

    forgotten.contacts += card_letters::forget_before(connection, organisation, contact, left(forgotten.contacts))?;

    let ids = retention::letters_before(connection, organisation, false, contact, left(forgotten.letters))?;
    retention::delete_letters(connection, organisation, &ids)?;
    forgotten.letters += ids.len();

    let before = micros(now - APART);
    let ids = retention::letters_before(connection, organisation, true, before, left(forgotten.apart))?;
    retention::delete_letters(connection, organisation, &ids)?;
    forgotten.apart += ids.len();

    for (sign_in, before) in [(false, contact), (true, micros(now - SIGN_IN))] {
        let ids = outbox::done_before(connection, organisation, sign_in, before, left(forgotten.outbox))?;
        outbox::delete(connection, organisation, &ids)?;
        forgotten.outbox += ids.len();
    }
    Ok(())
}

/// Twelve months ago, by the calendar.
fn months_before(now: Timestamp) -> Result<Timestamp> {
    now.to_zoned(TimeZone::UTC)
        .checked_sub(CARD_MONTHS.months())
        .map(|then| then.timestamp())
        .map_err(|cause| Error::internal("The date can't be counted back by a year.").with_source(cause))
}
