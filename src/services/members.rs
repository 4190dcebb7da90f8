//! Those who sign in: added by an admin or with the roster.

use super::organisations::team_named;
use super::second_factor;
use super::sessions;
use crate::domain::email_address::EmailAddress;
use crate::domain::ids::{AgentId, MemberId, OrganisationId, TeamId};
use crate::domain::{Role, calendar, names};
use crate::error::{Error, Result};
use crate::store::columns::micros;
use crate::store::members::{self, MemberRow};
use crate::store::{AnyConnection, roster};
use jiff::Timestamp;
use std::collections::HashMap;

/// Somebody to be added.
#[derive(Clone, Debug)]
pub struct NewMember<'a> {
    /// Address.
    pub email: &'a str,
    /// Name for people.
    pub name: &'a str,
    /// What they may do.
    pub role: Role,
    /// IANA time zone.
    pub zone: &'a str,
    /// Names of the teams they lead; new ones are made.
    pub teams: &'a [String],
    /// The agent that they are.
    pub agent: Option<AgentId>,
}

/// Adds a member.
///
/// # Errors
/// `Invalid` for an address, name or zone that can't be; `Conflict` when the address is a member's already.
pub fn add(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    new: &NewMember<'_>,
    now: Timestamp,
) -> Result<MemberRow> {
    calendar::zone(new.zone)?;
    let name = names::one_line(new.name, 120);
    if name.is_empty() {
        return Err(Error::invalid("Give the member a name."));
    }
    let email = EmailAddress::parse(new.email)?.key();
    if members::by_email(connection, organisation, &email)?.is_some() {
        return Err(Error::invalid(format!("{email} is a member already.")));
    }
    let row = MemberRow {
        organisation_id: organisation,
        id: MemberId::at(now),
        email,
        name,
        role: new.role,
        zone: new.zone.to_owned(),
        agent_id: new.agent,
        created_at: micros(now),
        disabled_at: None,
    };
    members::insert(connection, &row)?;
    for team in new.teams {
        let team = team_to_lead(connection, organisation, team, now)?;
        roster::let_lead(connection, organisation, team, row.id)?;
    }
    Ok(row)
}

/// The team of this name. The first team of an organisation may be named here; after that a misspelt name must not
/// quietly make a new team whose cards nobody sees.
fn team_to_lead(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    name: &str,
    now: Timestamp,
) -> Result<TeamId> {
    let teams = roster::teams_of(connection, organisation)?;
    if teams.is_empty() || teams.iter().any(|team| team.name == name) {
        return team_named(connection, organisation, name, now);
    }
    let known: Vec<_> = teams.iter().map(|team| team.name.as_str()).collect();
    Err(Error::invalid(format!("There is no team \"{name}\". The teams are: {}.", known.join(", "))))
}

/// Gives a member another role and other teams. Whoever may do something else from now on signs in anew: all their
/// sessions end.
///
/// # Errors
/// `NotFound`; `Invalid` for the last admin, for a manager of no team, for a team that isn't there, and for an agent:
/// agents follow the roster.
pub fn set_role(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    member: MemberId,
    (role, teams): (Role, &[String]),
    now: Timestamp,
) -> Result<()> {
    let row = members::by_id(connection, organisation, member)?;
    if role == Role::Agent && row.agent_id.is_none() {
        return Err(Error::invalid(format!("{} is not on the roster, so they can't be an agent only.", row.name)));
    }
    if role == Role::Manager && teams.is_empty() {
        return Err(Error::invalid("Say which team they lead."));
    }
    if role != Role::Admin {
        keep_an_admin(connection, &row)?;
    }
    members::set_role(connection, organisation, member, role)?;
    roster::stop_leading_all(connection, organisation, member)?;
    for team in teams.iter().filter(|_| role == Role::Manager) {
        let team = team_to_lead(connection, organisation, team, now)?;
        roster::let_lead(connection, organisation, team, member)?;
    }
    sessions::end_all(connection, (organisation, member), now)
}

/// Keeps a member from signing in, and ends all their sessions. Their name stays on what they did.
///
/// # Errors
/// `NotFound`; `Invalid` for the last admin.
pub fn disable(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    member: MemberId,
    now: Timestamp,
) -> Result<MemberRow> {
    let row = members::by_id(connection, organisation, member)?;
    keep_an_admin(connection, &row)?;
    let row = MemberRow { disabled_at: row.disabled_at.or(Some(micros(now))), ..row };
    members::update(connection, &row)?;
    sessions::end_all(connection, (organisation, member), now)?;
    Ok(row)
}

/// Lets a member sign in again.
///
/// # Errors
/// `NotFound`.
pub fn enable(connection: &mut AnyConnection, organisation: OrganisationId, member: MemberId) -> Result<MemberRow> {
    let row = MemberRow { disabled_at: None, ..members::by_id(connection, organisation, member)? };
    members::update(connection, &row)?;
    Ok(row)
}

/// Whether nobody else could set things up.
///
/// # Errors
/// Those of the database.
pub fn is_last_admin(connection: &mut AnyConnection, row: &MemberRow) -> Result<bool> {
    let is_one = row.role == Role::Admin && row.disabled_at.is_none();
    Ok(is_one && members::count_active(connection, row.organisation_id, Role::Admin)? <= 1)
}

/// Somebody must be left who can set things up.
fn keep_an_admin(connection: &mut AnyConnection, row: &MemberRow) -> Result<()> {
    if is_last_admin(connection, row)? {
        return Err(Error::invalid(format!("{} is the last admin. Make somebody else one first.", row.name)));
    }
    Ok(())
}

/// A member as lists show them.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The member.
    pub row: MemberRow,
    /// Names of the teams they lead.
    pub teams: Vec<String>,
    /// Whether they have set up a second step.
    pub second_factor: bool,
}

/// Every member with what there is to know of them, in order of name.
///
/// # Errors
/// Those of the database.
pub fn list(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<Listed>> {
    let teams = roster::teams_of(connection, organisation)?;
    let mut leads: HashMap<MemberId, Vec<String>> = HashMap::new();
    for team in teams {
        for leader in roster::leaders_of(connection, organisation, team.id)? {
            leads.entry(leader).or_default().push(team.name.clone());
        }
    }
    let with = second_factor::members_with(connection, organisation)?;
    let rows = members::of_organisation(connection, organisation)?;
    Ok(rows
        .into_iter()
        .map(|row| Listed {
            teams: leads.remove(&row.id).unwrap_or_default(),
            second_factor: with.contains(&row.id),
            row,
        })
        .collect())
}

/// Keeps an agent's way of signing in as the roster has it: none without an address, disabled when archived. Somebody
/// who is a manager under the same address becomes that agent as well. `before` is what the roster had of them: whom an
/// admin has shut out by hand stays out, whatever else is changed.
///
/// # Errors
/// `Invalid` when the address is another member's.
pub fn follow_agent(
    connection: &mut AnyConnection,
    (agent, before): (&roster::AgentRow, Option<&roster::AgentRow>),
    zone: &str,
    now: Timestamp,
) -> Result<()> {
    let organisation = agent.organisation_id;
    let email = agent.email.as_deref().filter(|_| agent.archived_at.is_none());
    let known = members::by_agent(connection, organisation, agent.id)?;
    match (known, email) {
        (None, None) => Ok(()),
        (None, Some(email)) => match members::by_email(connection, organisation, email)? {
            Some(member) => members::update(connection, &MemberRow { agent_id: Some(agent.id), ..member }),
            None => {
                let new =
                    NewMember { email, name: &agent.name, role: Role::Agent, zone, teams: &[], agent: Some(agent.id) };
                add(connection, organisation, &new, now).map(|_| ())
            }
        },
        (Some(member), email) if member.role == Role::Agent => {
            // The roster opens what it closed: it was archived at that moment, or had no address.
            let by_roster = before.is_none_or(|row| {
                row.email.is_none() || row.archived_at.is_some() && row.archived_at == member.disabled_at
            });
            let disabled_at = match email {
                Some(_) => member.disabled_at.filter(|_| !by_roster),
                None => member.disabled_at.or(Some(micros(now))),
            };
            if let Some(other) = email.map(|email| members::by_email(connection, organisation, email)).transpose()?
                && let Some(other) = other.filter(|other| other.id != member.id)
            {
                return Err(Error::invalid(format!("This address is that of {}, who signs in with it.", other.name)));
            }
            let email = email.map_or_else(|| member.email.clone(), str::to_owned);
            if disabled_at.is_some() && member.disabled_at.is_none() {
                sessions::end_all(connection, (organisation, member.id), now)?;
            }
            members::update(connection, &MemberRow { email, name: agent.name.clone(), disabled_at, ..member })
        }
        // A manager keeps the address they were added with.
        (Some(_), _) => Ok(()),
    }
}
