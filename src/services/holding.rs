//! Holding: which cards wait for a manager before their agent reads them, and what happens when one has waited for as long
//! as the organisation allows. It never reaches its agent by itself: those who look after it and the admins are told.

use super::access::may_set_up;
use super::jobs::{self, Job};
use super::letters_out::Notice;
use crate::domain::calendar::{self, Holiday, WorkCalendar};
use crate::domain::holding::{HeldBefore, HoldRule};
use crate::domain::ids::{CardId, OrganisationId};
use crate::domain::{About, Polarity, Reach, Viewer};
use crate::error::Result;
use crate::store::cards::CardRow;
use crate::store::columns::{micros, moment};
use crate::store::inbox::{Filter, Show};
use crate::store::mentions::{MarkRow, MentionRow};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::{AnyConnection, card_care, cards, hold_rules, inbox, tagging, work_calendars};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::HashSet;

/// A rule with the working hours that it counts by.
#[derive(Clone, Debug)]
pub struct Holding {
    /// The rule.
    pub rule: HoldRule,
    zone: TimeZone,
    calendar: WorkCalendar,
    holidays: Vec<Holiday>,
}

impl Holding {
    /// The rule of an organisation.
    ///
    /// # Errors
    /// `NotFound`; those of the database.
    pub fn of(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Self> {
        Ok(Self {
            rule: hold_rules::of(connection, organisation)?,
            zone: calendar::zone(&organisations::by_id(connection, organisation)?.zone)?,
            calendar: work_calendars::of(connection, organisation)?,
            holidays: work_calendars::holidays(connection, organisation)?,
        })
    }

    /// Until when this card may be held; none without an end.
    ///
    /// # Errors
    /// `Internal` for a stored moment that can't be read.
    pub fn until(&self, card: &CardRow) -> Result<Option<Timestamp>> {
        Ok(self.rule.until(moment(card.received_at)?, &self.zone, &self.calendar, &self.holidays))
    }

    /// What finds the cards whose time is over; none without an end.
    pub fn over(&self, now: Timestamp) -> Option<HeldBefore> {
        let before = self.rule.over_before(now, &self.zone, &self.calendar, &self.holidays)?;
        Some(HeldBefore { before: micros(before), praise_since: self.rule.praise_since.unwrap_or(i64::MAX) })
    }

    /// Whether a card waits for somebody to decide about it: it is an open complaint, about a person, and somebody whom it
    /// complains about (or, by the stricter rule, whom it praises) may not read it yet.
    pub fn waits(&self, card: &CardRow, about: Option<About>, ties: &[MentionRow]) -> bool {
        card.kind.wants_an_answer()
            && card.closed_at.is_none()
            && matches!(about, None | Some(About::Person))
            && ties.iter().any(|tie| tie.card_id == card.id && tie.released_at.is_none() && self.holds(card, tie))
    }

    /// Whether a tie is one that a manager is to decide about.
    fn holds(&self, card: &CardRow, tie: &MentionRow) -> bool {
        match tie.polarity {
            Polarity::Complaint | Polarity::Mixed => true,
            Polarity::Praise => self.rule.holds_praise(card.kind, card.received_at),
            // Named in passing: there is nothing that they would have to hear.
            Polarity::Neutral => false,
        }
    }
}

/// Among these ties' cards, those whose praise waits for a manager, too.
///
/// # Errors
/// Those of the database.
pub(super) fn praise_held(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    ties: impl IntoIterator<Item = MarkRow>,
) -> Result<HashSet<CardId>> {
    let rule = hold_rules::of(connection, organisation)?;
    if rule.praise_since.is_none() {
        return Ok(HashSet::new());
    }
    let ids: Vec<CardId> = ties.into_iter().filter(|tie| tie.polarity.is_free()).map(|tie| tie.card_id).collect();
    let mut held = HashSet::new();
    for some in ids.chunks(500) {
        let rows = cards::by_ids(connection, organisation, some)?;
        held.extend(rows.iter().filter(|card| rule.holds_praise(card.kind, card.received_at)).map(|card| card.id));
    }
    Ok(held)
}

/// Whether an agent may read what a tie says of them: praise at once, unless it is held; anything else when it is shared.
pub(super) fn is_open(tie: MarkRow, praise_held: &HashSet<CardId>) -> bool {
    tie.released_at.is_some() || (tie.polarity.is_free() && !praise_held.contains(&tie.card_id))
}

/// Whether an agent may read what a tie says of them; where many are asked about, [`praise_held`] is cheaper.
///
/// # Errors
/// Those of the database.
pub(super) fn may_read(connection: &mut AnyConnection, tie: &MentionRow) -> Result<bool> {
    let held = praise_held(connection, tie.organisation_id, [tie.mark()])?;
    Ok(is_open(tie.mark(), &held))
}

/// Whether a card waits for somebody to decide about it, and until when it may.
///
/// # Errors
/// Those of the database.
pub(super) fn waiting_until(
    connection: &mut AnyConnection,
    card: &CardRow,
    ties: &[MentionRow],
) -> Result<Option<Timestamp>> {
    if !card.kind.wants_an_answer() || card.closed_at.is_some() {
        return Ok(None);
    }
    let holding = Holding::of(connection, card.organisation_id)?;
    let about = card_care::of(connection, card.organisation_id, card.id)?.about;
    if holding.waits(card, about, ties) { holding.until(card) } else { Ok(None) }
}

/// What finds the cards of the viewer's organisation whose time is over; none of them where it never is.
///
/// # Errors
/// Those of the database.
pub fn over(connection: &mut AnyConnection, viewer: &Viewer, now: Timestamp) -> Result<HeldBefore> {
    let over = Holding::of(connection, viewer.organisation)?.over(now);
    Ok(over.unwrap_or(HeldBefore { before: i64::MIN, praise_since: i64::MAX }))
}

/// The rule of the viewer's organisation, with the organisation itself.
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub fn rule_for(connection: &mut AnyConnection, viewer: &Viewer) -> Result<(OrganisationRow, HoldRule)> {
    may_set_up(viewer)?;
    let rule = hold_rules::of(connection, viewer.organisation)?;
    Ok((organisations::by_id(connection, viewer.organisation)?, rule))
}

/// Chooses which cards are held and for how long. A stricter rule holds for what comes in from now on: what an agent has
/// read stays theirs. The hours of cards that wait already are watched by the new time.
///
/// # Errors
/// `NotFound` for whoever is no admin; `Invalid` for a time that is not offered.
pub fn choose(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (praise, longest_days): (bool, i32),
    now: Timestamp,
) -> Result<()> {
    may_set_up(viewer)?;
    let before = hold_rules::of(connection, viewer.organisation)?;
    let praise_since = praise.then(|| before.praise_since.unwrap_or_else(|| micros(now)));
    let rule = HoldRule { praise_since, longest_days, ..before.clone() }.checked()?;
    hold_rules::set(connection, viewer.organisation, &rule)?;
    if rule.longest_days != before.longest_days && rule.longest_days > 0 {
        jobs::enqueue(connection, Some(viewer.organisation), &Job::HoldWatch { before: None }, now)?;
    }
    tagging::bump(connection, viewer.organisation)
}

/// Chooses which words and senders are looked at first, from now on.
///
/// # Errors
/// `NotFound` for whoever is no admin; `Invalid` for a list that can't be kept.
pub fn choose_looks(connection: &mut AnyConnection, viewer: &Viewer, (words, senders): (&str, &str)) -> Result<()> {
    may_set_up(viewer)?;
    let tidy = |list: &str| list.replace("\r\n", "\n").replace('\0', "").trim().to_owned();
    let before = hold_rules::of(connection, viewer.organisation)?;
    let rule = HoldRule { words: tidy(words), senders: tidy(senders), ..before }.checked()?;
    hold_rules::set(connection, viewer.organisation, &rule)?;
    tagging::bump(connection, viewer.organisation)
}

/// Cards that are watched in one piece of work.
const SOME: i64 = 200;

/// Watches the hours of open complaints older than `before` by a time that was chosen anew, and goes on where there are
/// more.
///
/// # Errors
/// Those of the database.
pub fn watch_some(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    before: Option<CardId>,
    now: Timestamp,
) -> Result<()> {
    let holding = Holding::of(connection, organisation)?;
    let wanted = (Show::NeedsYou, &Filter::default());
    let rows = inbox::list(connection, organisation, Reach::Everything, wanted, before, SOME)?;
    for card in rows.iter().filter(|card| card.kind.wants_an_answer()) {
        if let Some(until) = holding.until(card)? {
            jobs::enqueue_at(connection, organisation, &due(card.id), now, until)?;
        }
    }
    match rows.last() {
        Some(last) if i64::try_from(rows.len()).is_ok_and(|count| count == SOME) => {
            jobs::enqueue(connection, Some(organisation), &Job::HoldWatch { before: Some(last.id) }, now)
        }
        _ => Ok(()),
    }
}

/// The work of the hour at which a card has been held for as long as it may.
pub(super) fn due(card: CardId) -> Job {
    Job::AnswerDue { card, stage: Notice::Held }
}
