//! What the customer sees of their own card by its private link: the words, whom they reached, and who will read them.

use super::set_aside;
use crate::domain::ids::{OrganisationId, TeamId};
use crate::domain::keeping::Keeping;
use crate::domain::{Polarity, Role};
use crate::error::{Error, Result};
use crate::store::cards::{self, CardRow};
use crate::store::columns::moment;
use crate::store::forms::FormRow;
use crate::store::members::{self, MemberRow};
use crate::store::mentions::{self, MentionRow};
use crate::store::roster::AgentRow;
use crate::store::{AnyConnection, retention_rules, roster, subscriptions};
use jiff::{SignedDuration, Timestamp};

/// Until when the private link opens a card: as long as the contact details are kept.
///
/// # Errors
/// `Internal` when the stored moment can't be read.
pub fn link_until(received_at: i64, keeping: Keeping) -> Result<Timestamp> {
    Ok(moment(received_at)? + SignedDuration::from_hours(24 * i64::from(keeping.contact_days)))
}

/// A card as its own customer may see it.
#[derive(Debug)]
pub struct Receipt {
    /// The card.
    pub card: CardRow,
    /// Whom it surely mentions.
    pub mentions: Vec<(MentionRow, AgentRow)>,
    /// The manager who reads it.
    pub manager: Option<MemberRow>,
    /// The weekday of that manager's weekly letter, 1 for Monday; none without one.
    pub letter_weekday: Option<i32>,
    /// How long it is kept.
    pub keeping: Keeping,
}

impl Receipt {
    /// The names of those whom the card praises, and of those it complains about.
    pub fn people(&self) -> (Vec<&AgentRow>, Vec<&AgentRow>) {
        let of = |complaint: bool| {
            self.mentions
                .iter()
                .filter(|(mention, _)| (mention.polarity == Polarity::Complaint) == complaint)
                .map(|(_, agent)| agent)
                .collect()
        };
        (of(false), of(true))
    }
}

/// Finds the card that was left on this form under this key.
///
/// # Errors
/// `NotFound` when there is none, it belongs to another form, or the link's time has run out.
pub fn read(connection: &mut AnyConnection, form: &FormRow, once_key: &[u8], now: Timestamp) -> Result<Receipt> {
    let gone = || Error::not_found("There is no card under this link.");
    let card = match cards::by_once_key(connection, form.organisation_id, once_key)? {
        Some(card) => Some(card),
        // Its customer reads the same of a card that somebody looks at first.
        None => set_aside::as_card(connection, form.organisation_id, once_key)?,
    };
    let card = card.filter(|card| card.form_id == Some(form.id)).ok_or_else(gone)?;
    let keeping = retention_rules::of(connection, form.organisation_id)?.promised(card.received_at);
    if link_until(card.received_at, keeping)? <= now {
        return Err(gone());
    }
    let ties = mentions::of_cards(connection, form.organisation_id, &[card.id])?;
    let ids: Vec<_> = ties.iter().map(|tie| tie.agent_id).collect();
    let agents = roster::agents_by_id(connection, form.organisation_id, &ids)?;
    let mentions: Vec<(MentionRow, AgentRow)> = ties
        .into_iter()
        .filter_map(|tie| {
            let agent = agents.iter().find(|agent| agent.id == tie.agent_id)?.clone();
            Some((tie, agent))
        })
        .collect();
    let team = mentions.iter().find_map(|(_, agent)| agent.team_id).or(card.team_id);
    let manager = reader(connection, form.organisation_id, team)?;
    let letter_weekday = match &manager {
        Some(manager) => letter_weekday(connection, manager)?,
        None => None,
    };
    Ok(Receipt { card, mentions, manager, letter_weekday, keeping })
}

/// The weekday of the letter that comes to this manager first.
fn letter_weekday(connection: &mut AnyConnection, manager: &MemberRow) -> Result<Option<i32>> {
    let letters = subscriptions::of_organisation(connection, manager.organisation_id)?;
    let own = letters.iter().filter(|letter| letter.member_id == Some(manager.id) && letter.stopped_at.is_none());
    let weekly = own.filter(|letter| letter.cadence == crate::domain::Cadence::Weekly);
    Ok(weekly.min_by_key(|letter| letter.due_at).map(|letter| letter.weekday))
}

/// The manager of the team, else any manager, else an admin: the first by name who may sign in.
///
/// # Errors
/// Those of the database.
pub(super) fn reader(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    team: Option<TeamId>,
) -> Result<Option<MemberRow>> {
    if let Some(team) = team {
        let leaders = roster::leaders_of(connection, organisation, team)?;
        let mut leaders = members::by_ids(connection, organisation, &leaders)?;
        leaders.retain(|leader| leader.disabled_at.is_none());
        // Whoever was asked first to look after the team answers for it.
        if let Some(leader) = leaders.into_iter().min_by_key(|leader| leader.id) {
            return Ok(Some(leader));
        }
    }
    let mut everybody = members::of_organisation(connection, organisation)?;
    everybody.retain(|member| member.disabled_at.is_none());
    let first =
        |role: Role| everybody.iter().filter(|member| member.role == role).min_by_key(|member| member.id).cloned();
    Ok(first(Role::Manager).or_else(|| first(Role::Admin)))
}
