//! Keeps what the pages promise: by the usual rule a customer's name, address and number, and the raw letter they came
//! in, are gone after 90 days; a letter that was not accepted is gone after 30; a card is gone after 12 months, with its
//! mentions, its trail and the digests that quote it. An admin may choose other times (`domain/keeping.rs`). Letters that
//! we sent or gave up go with the names, those with a link to sign in after seven days.

use super::access::may_set_up;
use super::agent_acts::UNDO;
use super::{attempts, looks};
use crate::domain::Viewer;
use crate::domain::ids::OrganisationId;
use crate::domain::keeping::{Keeping, Rules};
use crate::error::Result;
use crate::store::columns::micros;
use crate::store::organisations::{self, OrganisationRow};
use crate::store::{
    AnyConnection, agent_acts, card_letters, identity_reads, outbox, retention, retention_rules, sessions, tagging,
};
use jiff::{SignedDuration, Timestamp};

/// Sessions that ended are forgotten after this, in every organisation.
const SESSIONS: SignedDuration = SignedDuration::from_hours(90 * 24);

/// A letter with a link to sign in, which ended long before: to find out why somebody could not get in.
const SIGN_IN: SignedDuration = SignedDuration::from_hours(7 * 24);

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
    sessions::delete_before(connection, micros(now - SESSIONS), limit)?;
    for organisation in organisations::all(connection)? {
        let rules = retention_rules::of(connection, organisation.id)?;
        identity_reads::delete_before(connection, organisation.id, rules.cards_before(now)?)?;
        for act in agent_acts::to_make_final(connection, organisation.id, micros(now - UNDO))? {
            agent_acts::make_final(connection, (organisation.id, act))?;
        }
        of_one(connection, organisation.id, &rules, now, limit, &mut forgotten)?;
    }
    Ok(forgotten)
}

/// Counts what is due `now` in one organisation, without forgetting it.
///
/// # Errors
/// Those of the database.
pub fn due(connection: &mut AnyConnection, organisation: OrganisationId, now: Timestamp) -> Result<Forgotten> {
    let rules = retention_rules::of(connection, organisation)?;
    due_by(connection, organisation, &rules, now)
}

fn due_by(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    rules: &Rules,
    now: Timestamp,
) -> Result<Forgotten> {
    // Ids are 16 bytes each: even years of neglect fit.
    const ALL: i64 = 100_000_000;
    let (contact, card, apart) = (rules.contact_before(now)?, rules.cards_before(now)?, rules.apart_before(now)?);
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
    rules: &Rules,
    now: Timestamp,
    limit: i64,
    forgotten: &mut Forgotten,
) -> Result<()> {
    let left = |done: usize| limit.saturating_sub_unsigned(u64::try_from(done).unwrap_or(u64::MAX)).max(0);
    let (contact, card) = (rules.contact_before(now)?, rules.cards_before(now)?);

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

    forgotten.contacts += looks::forget(connection, organisation, (contact, card), left(forgotten.contacts))?;

    forgotten.contacts += card_letters::forget_before(connection, organisation, contact, left(forgotten.contacts))?;

    let ids = retention::letters_before(connection, organisation, false, contact, left(forgotten.letters))?;
    retention::delete_letters(connection, organisation, &ids)?;
    forgotten.letters += ids.len();

    let before = rules.apart_before(now)?;
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

/// For how long the viewer's organisation keeps what.
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub fn rules_for(connection: &mut AnyConnection, viewer: &Viewer) -> Result<(OrganisationRow, Rules)> {
    may_set_up(viewer)?;
    let rules = retention_rules::of(connection, viewer.organisation)?;
    Ok((organisations::by_id(connection, viewer.organisation)?, rules))
}

/// Chooses other times, from now on. Unless they are `sure`, what that would delete at once is told instead, and nothing
/// is changed.
///
/// # Errors
/// `NotFound` for whoever is no admin; `Invalid` for times that can't be.
pub fn choose(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    keeping: Keeping,
    sure: bool,
    now: Timestamp,
) -> Result<Option<Forgotten>> {
    may_set_up(viewer)?;
    let (keeping, organisation) = (keeping.checked()?, viewer.organisation);
    let rules = retention_rules::of(connection, organisation)?;
    if rules.current() == keeping {
        return Ok(None);
    }
    if !sure {
        let already = due_by(connection, organisation, &rules, now)?;
        let due = due_by(connection, organisation, &rules.with(keeping, now), now)?;
        if due.sum() > already.sum() {
            return Ok(Some(due));
        }
    }
    retention_rules::add(connection, organisation, keeping, viewer.member, micros(now))?;
    // Forms say how long: they look again when this number has risen.
    tagging::bump(connection, organisation)?;
    Ok(None)
}
