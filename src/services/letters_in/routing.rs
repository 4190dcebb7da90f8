//! Whose letter it is (R32). `cards+mill-street@…` is the form `mill-street`, `cards+A1@…` the agent A1, and
//! `cards+mill-street.A1@…` both; an organisation may have further addresses, of a form or an agent of its own. A tag
//! that nobody knows does no harm: the words tell who is meant, and the card says that the tag is unknown.

use crate::domain::email_address::EmailAddress;
use crate::domain::ids::{AgentId, FormId, TeamId};
use crate::domain::mail_tag::Tag;
use crate::error::Result;
use crate::store::forms::FormRow;
use crate::store::mail_addresses::{self, MailAddressRow};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::roster::AgentRow;
use crate::store::{AnyConnection, forms, roster};

/// What mail servers put between an address and its tag.
pub const SEPARATORS: [char; 5] = ['+', '-', '=', '_', '#'];

/// Where an organisation says nothing, as Postfix, Exim and most providers have it (RFC 5233).
pub const USUAL: char = '+';

/// What an address says about a letter.
#[derive(Clone, Debug)]
pub(in crate::services) struct Addressed {
    /// Whose it is.
    pub(in crate::services) organisation: OrganisationRow,
    pub(super) place: Place,
    /// A tag of ours: an answer, or a bounce.
    pub(in crate::services) ours: Option<Tag>,
}

/// Form and agent that an address names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) form: Option<(FormId, Option<TeamId>, Option<String>)>,
    pub(super) agent: Option<(AgentId, Option<TeamId>)>,
    /// The tag, or the part of it, that names nothing we know.
    pub(super) unknown: Option<String>,
}

impl Place {
    pub(super) fn is_known(&self) -> bool {
        self.form.is_some() || self.agent.is_some()
    }

    /// The team whose managers see what was sent here.
    pub(super) fn team(&self) -> Option<TeamId> {
        let of_agent = self.agent.as_ref().and_then(|(_, team)| *team);
        self.form.as_ref().and_then(|(_, team, _)| *team).or(of_agent)
    }
}

/// Finds out whose address this is; none when nobody's here.
///
/// # Errors
/// Those of the database.
pub(in crate::services) fn addressed(connection: &mut AnyConnection, recipient: &str) -> Result<Option<Addressed>> {
    let Ok(address) = EmailAddress::parse(recipient) else { return Ok(None) };
    let key = address.key();
    if let Some((organisation, row)) = exactly(connection, &key)? {
        let place = of_row(connection, &organisation, row)?;
        return Ok(Some(Addressed { organisation, place, ours: None }));
    }
    let Some((local, domain)) = key.rsplit_once('@') else { return Ok(None) };
    for (at, separator) in local.char_indices().filter(|(_, letter)| SEPARATORS.contains(letter)) {
        let (base, tag) = (&local[..at], &local[at + separator.len_utf8()..]);
        if base.is_empty() || tag.is_empty() {
            continue;
        }
        let Some((organisation, row)) = exactly(connection, &format!("{base}@{domain}"))? else { continue };
        if mail_addresses::separator(connection, organisation.id)?.unwrap_or(USUAL) != separator {
            continue;
        }
        let ours = Tag::read(tag);
        let mut place = of_row(connection, &organisation, row)?;
        if ours.is_none() {
            let named = of_tag(connection, &organisation, tag)?;
            place =
                Place { form: named.form.or(place.form), agent: named.agent.or(place.agent), unknown: named.unknown };
        }
        return Ok(Some(Addressed { organisation, place, ours }));
    }
    Ok(None)
}

type Found = (OrganisationRow, Option<MailAddressRow>);

/// The organisation that has exactly this address.
fn exactly(connection: &mut AnyConnection, address: &str) -> Result<Option<Found>> {
    if let Some(organisation) = organisations::by_mail_address(connection, address)? {
        return Ok(Some((organisation, None)));
    }
    let Some(row) = mail_addresses::find(connection, address)? else { return Ok(None) };
    Ok(Some((organisations::by_id(connection, row.organisation_id)?, Some(row))))
}

fn of_row(
    connection: &mut AnyConnection,
    organisation: &OrganisationRow,
    row: Option<MailAddressRow>,
) -> Result<Place> {
    let Some(row) = row else { return Ok(Place::default()) };
    let form = match row.form_id {
        Some(id) => forms::of_organisation(connection, organisation.id)?.into_iter().find(|form| form.id == id),
        None => None,
    };
    let agent = match row.agent_id {
        Some(id) => roster::agents_by_id(connection, organisation.id, &[id])?.pop(),
        None => None,
    };
    let agent = agent.filter(|agent| agent.archived_at.is_none());
    Ok(Place { form: form.map(of_form), agent: agent.as_ref().map(of_agent), unknown: None })
}

fn of_form(form: FormRow) -> (FormId, Option<TeamId>, Option<String>) {
    (form.id, form.team_id, form.location)
}

fn of_agent(agent: &AgentRow) -> (AgentId, Option<TeamId>) {
    (agent.id, agent.team_id)
}

/// What a tag names: a form, an agent, or `form.agent`.
fn of_tag(connection: &mut AnyConnection, organisation: &OrganisationRow, tag: &str) -> Result<Place> {
    let forms = forms::of_organisation(connection, organisation.id)?;
    let form = |name: &str| forms.iter().find(|form| form.slug.eq_ignore_ascii_case(name)).cloned().map(of_form);
    if let Some(form) = form(tag) {
        return Ok(Place { form: Some(form), ..Place::default() });
    }
    let mut agents = roster::agents_of(connection, organisation.id)?;
    let merged: Vec<AgentRow> = agents.iter().filter(|agent| agent.merged_into.is_some()).cloned().collect();
    agents.retain(|agent| agent.archived_at.is_none());
    // An id or code of an entry that was merged leads on to the one that is left; a name is among that one's.
    for row in merged {
        let left = roster::today(connection, organisation.id, row.id)?;
        let left = agents.iter().find(|agent| agent.id == left).cloned();
        agents.extend(left.map(|left| AgentRow { external_id: row.external_id, code: row.code, ..left }));
    }
    if let Some(agent) = agent_named(&agents, tag) {
        return Ok(Place { agent: Some(agent), ..Place::default() });
    }
    let mut half = None;
    for (at, _) in tag.match_indices('.') {
        let (left, right) = (&tag[..at], &tag[at + 1..]);
        match (form(left), agent_named(&agents, right)) {
            (Some(form), Some(agent)) => {
                return Ok(Place { form: Some(form), agent: Some(agent), unknown: None });
            }
            (Some(form), None) => {
                half = Some(Place { form: Some(form), agent: None, unknown: Some(right.to_owned()) });
            }
            (None, Some(agent)) if half.is_none() => {
                half = Some(Place { form: None, agent: Some(agent), unknown: Some(left.to_owned()) });
            }
            (None, _) => {}
        }
    }
    Ok(half.unwrap_or_else(|| Place { unknown: Some(tag.to_owned()), ..Place::default() }))
}

/// The agent listed under this id or code; else the only one whose address or name begins so.
fn agent_named(agents: &[AgentRow], tag: &str) -> Option<(AgentId, Option<TeamId>)> {
    let same = |text: &str| text.eq_ignore_ascii_case(tag);
    let by_key = agents.iter().find(|agent| same(&agent.external_id) || agent.code.as_deref().is_some_and(same));
    if let Some(agent) = by_key {
        return Some(of_agent(agent));
    }
    let folded = |text: &str| text.to_lowercase().replace(['.', '-', '_', ' '], "");
    let tag = folded(tag);
    let called = |agent: &&AgentRow| {
        let local = agent.email.as_deref().and_then(|email| email.split_once('@')).map(|(local, _)| folded(local));
        local.as_deref() == Some(tag.as_str())
            || folded(&agent.name) == tag
            || folded(crate::domain::names::first_name(&agent.name)) == tag
    };
    let mut found = agents.iter().filter(called);
    match (found.next(), found.next()) {
        (Some(only), other) if other.is_none_or(|other| other.id == only.id) => Some(of_agent(only)),
        // Two Marias: the words must tell which.
        _ => None,
    }
}

/// Form and agent by the further addresses that a letter names, where the envelope's says nothing: `Delivered-To`
/// and its like first, then To and Cc. Only addresses of the same organisation count.
///
/// # Errors
/// Those of the database.
pub(super) fn by_header(
    connection: &mut AnyConnection,
    organisation: &OrganisationRow,
    recipients: &[String],
) -> Result<(Option<Place>, Option<Tag>)> {
    let (mut place, mut ours, mut unknown) = (None, None, None);
    // A letter to hundreds of people names us among the first.
    for recipient in recipients.iter().take(20) {
        let Some(found) = addressed(connection, recipient)?.filter(|found| found.organisation.id == organisation.id)
        else {
            continue;
        };
        ours = ours.or(found.ours);
        if found.place.is_known() {
            place = place.or(Some(found.place));
        } else if found.place.unknown.is_some() {
            unknown = unknown.or(Some(found.place));
        }
    }
    Ok((place.or(unknown), ours))
}
