//! All that hangs on an agent beside the roster, to be moved to another entry, given back, or deleted: nicknames,
//! answers, corrections, disputes, addresses on the whole; ties, questions and presets on single cards.

use super::connection::{AnyConnection, each_backend};
use super::mentions::{CandidateRow, MentionRow};
use super::schema::{
    agent_aliases, agents, alias_answers, candidates, cards, corrections, disputes, mail_addresses, mentions,
};
use crate::domain::ids::{AgentId, CardId, CorrectionId, DisputeId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// A name that somebody goes by, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize, Deserialize)]
#[diesel(table_name = agent_aliases)]
pub struct AliasRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Whose.
    pub agent_id: AgentId,
    /// The name.
    pub alias: String,
    /// Who knows of it.
    pub source: String,
    /// UTC microseconds.
    pub created_at: i64,
}

/// The names of an agent.
///
/// # Errors
/// Those of the database.
pub fn aliases(connection: &mut AnyConnection, organisation: OrganisationId, agent: AgentId) -> Result<Vec<AliasRow>> {
    Ok(agent_aliases::table
        .filter(agent_aliases::organisation_id.eq(organisation).and(agent_aliases::agent_id.eq(agent)))
        .order(agent_aliases::alias.asc())
        .select(AliasRow::as_select())
        .load(connection)?)
}

/// Puts these names in the place of all that an agent has. Whoever calls it raises the version of the roster.
///
/// # Errors
/// Those of the database.
pub fn set_aliases(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    rows: &[AliasRow],
) -> Result<()> {
    let theirs = agent_aliases::organisation_id.eq(organisation).and(agent_aliases::agent_id.eq(agent));
    diesel::delete(agent_aliases::table.filter(theirs)).execute(connection)?;
    for row in rows {
        diesel::insert_into(agent_aliases::table).values(row).execute(connection)?;
    }
    Ok(())
}

/// Moves the answers that an agent gave about names; those that `to` has answered stay behind. Says which moved.
///
/// # Errors
/// Those of the database.
pub fn move_answers(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    (from, to): (AgentId, AgentId),
    only: Option<&[String]>,
) -> Result<Vec<String>> {
    let of = |agent: AgentId| {
        alias_answers::table
            .filter(alias_answers::organisation_id.eq(organisation).and(alias_answers::agent_id.eq(agent)))
    };
    let known: Vec<String> = of(to).select(alias_answers::form).load(connection)?;
    let mut moving: Vec<String> =
        of(from).order(alias_answers::form.asc()).select(alias_answers::form).load(connection)?;
    moving.retain(|form| !known.contains(form) && only.is_none_or(|only| only.contains(form)));
    for form in &moving {
        diesel::update(alias_answers::table.find((organisation, from, form)))
            .set(alias_answers::agent_id.eq(to))
            .execute(connection)?;
    }
    Ok(moving)
}

/// What of the log, of the disputes and of the addresses names an agent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Corrections.
    pub corrections: Vec<CorrectionId>,
    /// Disputes.
    pub disputes: Vec<DisputeId>,
    /// Addresses that take letters about them.
    pub addresses: Vec<String>,
}

/// What names an agent.
///
/// # Errors
/// Those of the database.
pub fn named(connection: &mut AnyConnection, organisation: OrganisationId, agent: AgentId) -> Result<Named> {
    Ok(Named {
        corrections: corrections::table
            .filter(corrections::organisation_id.eq(organisation).and(corrections::agent_id.eq(agent)))
            .order(corrections::id.asc())
            .select(corrections::id)
            .load(connection)?,
        disputes: disputes::table
            .filter(disputes::organisation_id.eq(organisation).and(disputes::agent_id.eq(agent)))
            .order(disputes::id.asc())
            .select(disputes::id)
            .load(connection)?,
        addresses: mail_addresses::table
            .filter(mail_addresses::organisation_id.eq(organisation).and(mail_addresses::agent_id.eq(agent)))
            .order(mail_addresses::address.asc())
            .select(mail_addresses::address)
            .load(connection)?,
    })
}

/// Lets these name `agent`, or nobody.
///
/// # Errors
/// Those of the database.
pub fn rename(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    these: &Named,
    agent: AgentId,
) -> Result<()> {
    // A statement holds no more than some thousand values.
    for ids in these.corrections.chunks(500) {
        each_backend!(connection, |inner| {
            let rows = corrections::organisation_id.eq(organisation).and(corrections::id.eq_any(ids));
            diesel::update(corrections::table.filter(rows)).set(corrections::agent_id.eq(agent)).execute(inner)?
        });
    }
    for ids in these.disputes.chunks(500) {
        each_backend!(connection, |inner| {
            let rows = disputes::organisation_id.eq(organisation).and(disputes::id.eq_any(ids));
            diesel::update(disputes::table.filter(rows)).set(disputes::agent_id.eq(agent)).execute(inner)?
        });
    }
    set_addressee(connection, organisation, &these.addresses, Some(agent))
}

/// Says whom letters to these addresses are about.
///
/// # Errors
/// Those of the database.
pub fn set_addressee(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    addresses: &[String],
    agent: Option<AgentId>,
) -> Result<()> {
    for address in addresses {
        let row = mail_addresses::organisation_id.eq(organisation).and(mail_addresses::address.eq(address));
        diesel::update(mail_addresses::table.filter(row))
            .set(mail_addresses::agent_id.eq(agent))
            .execute(connection)?;
    }
    Ok(())
}

/// Deletes what an agent answered about names, said of cards, and what was said of them.
///
/// # Errors
/// Those of the database.
pub fn delete_named(connection: &mut AnyConnection, organisation: OrganisationId, agent: AgentId) -> Result<()> {
    let rows = alias_answers::organisation_id.eq(organisation).and(alias_answers::agent_id.eq(agent));
    diesel::delete(alias_answers::table.filter(rows)).execute(connection)?;
    let rows = corrections::organisation_id.eq(organisation).and(corrections::agent_id.eq(agent));
    diesel::delete(corrections::table.filter(rows)).execute(connection)?;
    let rows = disputes::organisation_id.eq(organisation).and(disputes::agent_id.eq(agent));
    diesel::delete(disputes::table.filter(rows)).execute(connection)?;
    Ok(())
}

/// Keeps what was learnt of an agent from naming them: its words are the stand-in's and teach nothing.
///
/// # Errors
/// Those of the database.
pub fn unteach(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    stand_in: &str,
) -> Result<()> {
    let rows = corrections::organisation_id.eq(organisation).and(corrections::agent_id.eq(agent));
    diesel::update(corrections::table.filter(rows))
        .set((corrections::surface.eq(stand_in), corrections::form.eq("")))
        .execute(connection)?;
    let rows = alias_answers::organisation_id.eq(organisation).and(alias_answers::agent_id.eq(agent));
    diesel::delete(alias_answers::table.filter(rows)).execute(connection)?;
    Ok(())
}

/// Deletes an agent's row and names.
///
/// # Errors
/// Those of the database.
pub fn delete_agent(connection: &mut AnyConnection, organisation: OrganisationId, agent: AgentId) -> Result<()> {
    set_aliases(connection, organisation, agent, &[])?;
    diesel::delete(agents::table.find((organisation, agent))).execute(connection)?;
    Ok(())
}

/// Writes a tie as it now is; one of this agent and card must be there.
///
/// # Errors
/// Those of the database.
pub fn set_tie(connection: &mut AnyConnection, agent: AgentId, row: &MentionRow) -> Result<()> {
    diesel::update(mentions::table.find((row.organisation_id, agent, row.card_id)))
        .set((
            mentions::agent_id.eq(row.agent_id),
            mentions::spans.eq(&row.spans),
            mentions::surface.eq(&row.surface),
            mentions::rule.eq(&row.rule),
            mentions::confidence.eq(row.confidence),
            mentions::polarity.eq(row.polarity),
            mentions::why.eq(&row.why),
            mentions::tagged_by.eq(row.tagged_by),
            mentions::created_at.eq(row.created_at),
            mentions::released_at.eq(row.released_at),
            mentions::released_by.eq(row.released_by),
            mentions::release_note.eq(row.release_note.as_deref()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Writes a candidate as it now is.
///
/// # Errors
/// Those of the database.
pub fn set_candidate(connection: &mut AnyConnection, row: &CandidateRow) -> Result<()> {
    diesel::update(candidates::table.find((row.organisation_id, row.card_id, row.question, row.rank)))
        .set((
            candidates::agent_id.eq(row.agent_id),
            candidates::surface.eq(&row.surface),
            candidates::span_start.eq(row.span_start),
            candidates::span_end.eq(row.span_end),
            candidates::why.eq(&row.why),
            candidates::chosen.eq(row.chosen),
        ))
        .execute(connection)?;
    Ok(())
}

/// Takes one candidate away.
///
/// # Errors
/// Those of the database.
pub fn remove_candidate(connection: &mut AnyConnection, row: &CandidateRow) -> Result<()> {
    diesel::delete(candidates::table.find((row.organisation_id, row.card_id, row.question, row.rank)))
        .execute(connection)?;
    Ok(())
}

/// Says by whose own form a card came.
///
/// # Errors
/// Those of the database.
pub fn set_preset(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    agent: Option<AgentId>,
) -> Result<()> {
    diesel::update(cards::table.find((organisation, card)))
        .set(cards::preset_agent_id.eq(agent))
        .execute(connection)?;
    Ok(())
}
