//! Who is looking, and how far they may see. Every query that shows cards to a member takes a [`Viewer`].

use super::Role;
use super::ids::{AgentId, MemberId, OrganisationId, TeamId};
use super::rhythm::Shows;

/// A signed-in member with their reach.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// Their tenant.
    pub organisation: OrganisationId,
    /// Themselves.
    pub member: MemberId,
    /// Their name for people.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// IANA time zone in which they read dates.
    pub zone: String,
    /// The teams they lead.
    pub teams: Vec<TeamId>,
    /// The agent that they are, if they are one.
    pub agent: Option<AgentId>,
}

/// Which cards a member may see in the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach<'a> {
    /// All of the tenant's.
    Everything,
    /// Those of these teams, and those that belong to no team yet.
    Teams(&'a [TeamId]),
    /// None.
    Nothing,
}

/// What a letter tells of: a reach, narrowed by kind and place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight<'a> {
    /// Which cards may be seen at all.
    pub reach: Reach<'a>,
    /// Of which kind.
    pub shows: Shows,
    /// Left at this place, or about somebody who works there.
    pub place: Option<&'a str>,
}

impl<'a> Sight<'a> {
    /// All that a reach lets through.
    pub fn all(reach: Reach<'a>) -> Self {
        Self { reach, shows: Shows::All, place: None }
    }
}

impl Viewer {
    /// Which cards they may see in the inbox.
    pub fn reach(&self) -> Reach<'_> {
        match self.role {
            Role::Admin | Role::Auditor => Reach::Everything,
            Role::Manager => Reach::Teams(&self.teams),
            Role::Agent => Reach::Nothing,
        }
    }

    /// Whether they may change a card that they can see.
    pub fn may_act(&self) -> bool {
        match self.role {
            Role::Admin | Role::Manager => true,
            Role::Auditor | Role::Agent => false,
        }
    }
}
