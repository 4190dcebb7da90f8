//! Who reads a digest, and how far they may see. Asked again for every letter: a manager who lost a team yesterday
//! reads nothing of it today.

use crate::domain::ids::{MemberId, OrganisationId, TeamId};
use crate::domain::rhythm::Rhythm;
use crate::domain::{Reach, Role, calendar, names};
use crate::error::Result;
use crate::store::members::MemberRow;
use crate::store::organisations::OrganisationRow;
use crate::store::subscriptions::SubscriptionRow;
use crate::store::{AnyConnection, members, roster, subscriptions};
use jiff::tz::TimeZone;

/// Which cards a reader is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of the organisation's.
    Everything,
    /// Those of these teams.
    Teams(Vec<TeamId>),
    /// None.
    Nothing,
}

/// Somebody a digest is written for.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Their name on one line; may be empty.
    pub name: String,
    /// Where the letter goes.
    pub email: String,
    /// The member they are; none for a plain address.
    pub member: Option<MemberId>,
    /// Which cards they are told of.
    pub scope: Scope,
    /// In which their days and hours are told.
    pub zone: TimeZone,
    /// "Mondays"
    pub days: &'static str,
    /// The unguessable part of the link that stops the letter; none in a preview for nobody.
    pub stop_token: Option<String>,
}

impl Reader {
    /// The reader of a subscription as they are now; none if they may no longer sign in.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of(connection: &mut AnyConnection, subscription: &SubscriptionRow) -> Result<Option<Self>> {
        let rhythm = Rhythm::new(subscription.weekday, subscription.hour, &subscription.zone)?;
        let organisation = subscription.organisation_id;
        let mut reader = Self {
            name: names::one_line(&subscription.name, 80),
            email: subscription.email.clone(),
            member: subscription.member_id,
            scope: Scope::Everything,
            zone: rhythm.zone().clone(),
            days: rhythm.days(),
            stop_token: Some(subscription.stop_token.clone()),
        };
        if let Some(member) = subscription.member_id {
            let row = members::by_id(connection, organisation, member)?;
            if row.disabled_at.is_some() {
                return Ok(None);
            }
            reader.become_member(connection, &row)?;
        }
        Ok(Some(reader))
    }

    /// Whoever reads letters at this address, for a preview: a subscriber, a member without a subscription, or
    /// somebody at a plain address, who is told of the whole organisation.
    ///
    /// # Errors
    /// Those of the database.
    pub fn at_address(connection: &mut AnyConnection, organisation: &OrganisationRow, email: &str) -> Result<Self> {
        let running = subscriptions::of_organisation(connection, organisation.id)?;
        for row in running.iter().filter(|row| row.stopped_at.is_none()) {
            if let Some(reader) = Self::of(connection, row)?.filter(|reader| reader.email == email) {
                return Ok(reader);
            }
        }
        let mut reader = Self::plain(email, &organisation.zone)?;
        if let Some(row) = members::by_email(connection, organisation.id, email)? {
            reader.zone = calendar::zone(&row.zone)?;
            reader.become_member(connection, &row)?;
        }
        Ok(reader)
    }

    /// Somebody at a plain address: sees the whole organisation.
    ///
    /// # Errors
    /// `Invalid` when there is no such zone.
    pub fn plain(email: &str, zone: &str) -> Result<Self> {
        Ok(Self {
            name: String::new(),
            email: email.to_owned(),
            member: None,
            scope: Scope::Everything,
            zone: calendar::zone(zone)?,
            days: "Mondays",
            stop_token: None,
        })
    }

    fn become_member(&mut self, connection: &mut AnyConnection, row: &MemberRow) -> Result<()> {
        self.scope = scope(connection, row.organisation_id, row.id, row.role)?;
        self.member = Some(row.id);
        self.name = names::one_line(&row.name, 80);
        self.email.clone_from(&row.email);
        Ok(())
    }

    /// The same as the store's questions take it.
    pub fn reach(&self) -> Reach<'_> {
        match &self.scope {
            Scope::Everything => Reach::Everything,
            Scope::Teams(teams) => Reach::Teams(teams),
            Scope::Nothing => Reach::Nothing,
        }
    }
}

fn scope(connection: &mut AnyConnection, organisation: OrganisationId, member: MemberId, role: Role) -> Result<Scope> {
    Ok(match role {
        Role::Admin | Role::Auditor => Scope::Everything,
        Role::Manager => Scope::Teams(roster::teams_led_by(connection, organisation, member)?),
        Role::Agent => Scope::Nothing,
    })
}
