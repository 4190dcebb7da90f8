//! Where customers leave their cards: each form's address, and each agent's own.

use crate::domain::ids::{AgentId, TeamId};
use crate::domain::{Reach, Viewer};
use crate::error::{Error, Kind, Result};
use crate::services::roster as people;
use crate::store::logos::{self, LogoFacts};
use crate::store::{AnyConnection, forms, organisations, retention_rules, roster};

/// A form that takes cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormLink {
    /// Its name in addresses.
    pub slug: String,
    /// Its heading.
    pub title: String,
    /// Where it hangs.
    pub location: Option<String>,
}

/// An agent with an address of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentLink {
    /// Who.
    pub id: AgentId,
    /// "Derrick Hale"
    pub name: String,
    /// "Billing line"
    pub team: Option<String>,
    /// The unguessable part of the address.
    pub token: String,
}

/// All that the viewer may hand out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    /// The organisation's name.
    pub organisation: String,
    /// Where cards can be mailed to.
    pub mail: String,
    /// Forms that take cards, in order of their name in addresses.
    pub forms: Vec<FormLink>,
    /// Agents who work here, in order of name.
    pub agents: Vec<AgentLink>,
    /// For how many days contact details are kept.
    pub kept_days: i32,
    /// Its picture.
    pub logo: Option<LogoFacts>,
}

/// What the viewer may hand out: every open form, and the agents of their teams.
///
/// # Errors
/// Those of the database.
pub fn read(connection: &mut AnyConnection, viewer: &Viewer) -> Result<Links> {
    let organisation = organisations::by_id(connection, viewer.organisation)?;
    let teams = roster::teams_of(connection, viewer.organisation)?;
    let team = |id: Option<TeamId>| teams.iter().find(|row| Some(row.id) == id).map(|row| row.name.clone());
    let forms = forms::of_organisation(connection, viewer.organisation)?;
    let agents = roster::agents_of(connection, viewer.organisation)?;
    Ok(Links {
        logo: logos::current(connection, viewer.organisation)?,
        kept_days: retention_rules::of(connection, viewer.organisation)?.current().contact_days,
        organisation: organisation.name,
        mail: organisation.mail_address,
        forms: forms
            .into_iter()
            .filter(|form| form.closed_at.is_none())
            .map(|form| FormLink { slug: form.slug, title: form.title, location: form.location })
            .collect(),
        agents: agents
            .into_iter()
            .filter(|agent| agent.archived_at.is_none() && within(viewer, agent.team_id))
            .map(|agent| AgentLink {
                id: agent.id,
                name: agent.name,
                team: team(agent.team_id),
                token: agent.link_token,
            })
            .collect(),
    })
}

/// Gives an agent a new address; the old one stops working at once.
///
/// # Errors
/// `Forbidden` for those who only read; `NotFound` for agents out of reach.
pub fn replace(connection: &mut AnyConnection, viewer: &Viewer, agent: AgentId) -> Result<()> {
    let row = roster::agent(connection, viewer.organisation, agent)?;
    if row.archived_at.is_some() || !within(viewer, row.team_id) {
        return Err(Error::not_found("There is nobody of yours under this address."));
    }
    if !viewer.may_act() {
        return Err(Error::new(Kind::Forbidden, "You can read these addresses but not replace one."));
    }
    people::rotate_link(connection, viewer.organisation, agent).map(|_| ())
}

fn within(viewer: &Viewer, team: Option<TeamId>) -> bool {
    match viewer.reach() {
        Reach::Everything => true,
        Reach::Teams(teams) => team.is_some_and(|team| teams.contains(&team)),
        Reach::Nothing => false,
    }
}
