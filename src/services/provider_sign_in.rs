//! Signing in by an organisation's own provider: whom it vouches for, which of our members that is, and what their groups
//! make of them here. What the provider says was checked before (`src/oidc`).

use super::members::{self, NewMember};
use super::second_factor;
use super::sessions::{self, Device, Lifetimes};
use super::sign_in::Begun;
use super::subscriptions::{self, NewSubscription};
use crate::domain::email_address::EmailAddress;
use crate::domain::ids::OrganisationId;
use crate::domain::names;
use crate::domain::token::Token;
use crate::domain::{NextStep, Role};
use crate::error::Result;
use crate::store::columns::micros;
use crate::store::members::{self as rows, MemberRow};
use crate::store::sign_in_questions::{self, QuestionRow};
use crate::store::{AnyConnection, identities, organisations, roster, second_factors, sessions as store};
use jiff::{SignedDuration, Timestamp};

/// What an answer that was taken is remembered as, so that it isn't taken twice.
const TAKEN: &str = "provider";

/// What a group means here.
#[derive(Clone, Debug)]
pub struct GroupRule {
    /// The group.
    pub group: String,
    /// What its people may do.
    pub role: Role,
    /// The team that a manager leads.
    pub team: Option<String>,
}

/// What a provider says, and how far it is believed.
#[derive(Clone, Debug)]
pub struct Vouched {
    /// The organisation's slug.
    pub organisation: String,
    /// Who says so.
    pub issuer: String,
    /// Its own name for somebody: the same for ever.
    pub subject: String,
    /// Their address, if it is verified.
    pub email: Option<String>,
    /// Their name.
    pub name: Option<String>,
    /// Their groups.
    pub groups: Vec<String>,
    /// What groups mean; empty: nothing.
    pub rules: Vec<GroupRule>,
    /// Whether somebody of a group becomes a member.
    pub create: bool,
    /// Whether the provider asked for a second factor, and that is enough.
    pub second_step: bool,
}

/// Why somebody doesn't come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The answer was taken before.
    Taken,
    /// No verified address came with it.
    Unverified,
    /// Nobody here has the address.
    Unknown,
    /// None of their groups means anything here.
    NoGroup,
    /// Their way in is closed.
    Disabled,
    /// Another account of the provider signs in as this member.
    Other,
    /// What their groups ask for can't be.
    Unfit,
}

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    /// A session has begun.
    In(Begun),
    /// None has.
    Refused(Refusal),
}

/// Signs somebody in whom a provider vouches for; `state` makes the answer good once.
///
/// # Errors
/// `NotFound` when there is no such organisation.
pub fn sign_in(
    connection: &mut AnyConnection,
    vouched: &Vouched,
    (state, old): (&str, Option<&Token>),
    device: &Device,
    lifetimes: Lifetimes,
    now: Timestamp,
) -> Result<Outcome> {
    if !is_first(connection, state, now)? {
        return Ok(Outcome::Refused(Refusal::Taken));
    }
    let organisation = organisations::by_slug(connection, &vouched.organisation)?.id;
    let row = match found(connection, organisation, vouched, now)? {
        Ok(row) => row,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    let key = (organisation, row.id);
    if let Some(old) = old {
        store::revoke(connection, &old.hash(), micros(now))?;
    }
    let has_one = second_factor::has_one(connection, key)?;
    let asked = second_factors::policy(connection, key.0)?.after_link(row.role, has_one) != NextStep::In;
    let complete = vouched.second_step || !asked;
    let session = sessions::begin(connection, key, complete, device, lifetimes, now)?;
    Ok(Outcome::In(Begun { session, complete }))
}

fn is_first(connection: &mut AnyConnection, state: &str, now: Timestamp) -> Result<bool> {
    let hash = Token::from_visitor(state).hash();
    if sign_in_questions::is_there(connection, &hash)? {
        return Ok(false);
    }
    // As long as the browser remembers that it asked, and longer.
    let until = micros(now + SignedDuration::from_mins(30));
    let row = QuestionRow {
        token_hash: hash.to_vec(),
        purpose: TAKEN.to_owned(),
        bound: Vec::new(),
        state: Vec::new(),
        expires_at: until,
    };
    sign_in_questions::insert(connection, &row, micros(now))?;
    Ok(true)
}

/// What somebody's groups make of them here.
struct Meant {
    role: Role,
    teams: Vec<String>,
}

fn meant(vouched: &Vouched) -> Option<Meant> {
    let theirs = || vouched.rules.iter().filter(|rule| vouched.groups.contains(&rule.group));
    let role = theirs().next()?.role;
    let mut teams: Vec<String> =
        theirs().filter(|_| role == Role::Manager).filter_map(|rule| rule.team.clone()).collect();
    teams.sort();
    teams.dedup();
    Some(Meant { role, teams })
}

/// The member whom a provider vouches for, as their groups say that they are.
fn found(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    vouched: &Vouched,
    now: Timestamp,
) -> Result<std::result::Result<MemberRow, Refusal>> {
    let account = (vouched.issuer.as_str(), vouched.subject.as_str());
    let meant = meant(vouched);
    if !vouched.rules.is_empty() && meant.is_none() {
        return Ok(Err(Refusal::NoGroup));
    }
    let row = match identities::member(connection, organisation, account)? {
        Some(id) => rows::by_id(connection, organisation, id)?,
        None => {
            let Some(email) = vouched.email.as_deref().and_then(|email| EmailAddress::parse(email).ok()) else {
                return Ok(Err(Refusal::Unverified));
            };
            let row = match (rows::by_email(connection, organisation, &email.key())?, &meant) {
                (Some(row), _) => row,
                (None, Some(meant)) if vouched.create => {
                    // A team that isn't there is the operator's slip: nobody comes in by half.
                    if !teams_are_there(connection, organisation, &meant.teams)? {
                        return Ok(Err(Refusal::Unfit));
                    }
                    add(connection, organisation, (vouched, &email.key()), meant, now)?
                }
                (None, _) => return Ok(Err(Refusal::Unknown)),
            };
            if identities::subject(connection, (organisation, row.id), &vouched.issuer)?.is_some() {
                return Ok(Err(Refusal::Other));
            }
            identities::insert(connection, (organisation, row.id), account, micros(now))?;
            row
        }
    };
    if row.disabled_at.is_some() {
        return Ok(Err(Refusal::Disabled));
    }
    match meant {
        Some(meant) => follow(connection, organisation, row, &meant, now),
        None => Ok(Ok(row)),
    }
}

fn teams_are_there(connection: &mut AnyConnection, organisation: OrganisationId, teams: &[String]) -> Result<bool> {
    let known = roster::teams_of(connection, organisation)?;
    Ok(teams.iter().all(|team| known.iter().any(|known| &known.name == team)))
}

fn add(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    (vouched, email): (&Vouched, &str),
    meant: &Meant,
    now: Timestamp,
) -> Result<MemberRow> {
    let zone = organisations::by_id(connection, organisation)?.zone;
    let name = names::one_line(vouched.name.as_deref().unwrap_or_default(), 120);
    let new = NewMember {
        email,
        name: if name.is_empty() { email } else { &name },
        role: meant.role,
        zone: &zone,
        teams: &meant.teams,
        agent: None,
    };
    let row = members::add(connection, organisation, &new, now)?;
    // As whoever is invited: the weekly letter comes, until they stop it.
    if meant.role != Role::Auditor {
        let wanted = NewSubscription { member: Some(row.id), ..NewSubscription::default() };
        subscriptions::create(connection, organisation, &wanted, now)?;
    }
    tracing::info!(member = %row.id, "a provider's groups made a member");
    Ok(row)
}

/// Gives a member the role and teams of their groups, if they have others.
fn follow(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    row: MemberRow,
    meant: &Meant,
    now: Timestamp,
) -> Result<std::result::Result<MemberRow, Refusal>> {
    let led = roster::teams_led_by(connection, organisation, row.id)?;
    let mut names: Vec<String> = roster::teams_of(connection, organisation)?
        .into_iter()
        .filter(|team| led.contains(&team.id))
        .map(|team| team.name)
        .collect();
    names.sort();
    if row.role == meant.role && (meant.role != Role::Manager || names == meant.teams) {
        return Ok(Ok(row));
    }
    if !teams_are_there(connection, organisation, &meant.teams)? {
        return Ok(Err(Refusal::Unfit));
    }
    if members::is_last_admin(connection, &row)? && meant.role != Role::Admin {
        return Ok(Err(Refusal::Unfit));
    }
    members::set_role(connection, organisation, row.id, (meant.role, &meant.teams), now)?;
    tracing::info!(member = %row.id, role = meant.role.word(), "a provider's groups changed a member's role");
    Ok(Ok(MemberRow { role: meant.role, ..row }))
}
