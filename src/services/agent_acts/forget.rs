//! Two ways in which somebody's name goes for good. A stand-in keeps the figures: cards stay tied to it, and it stands
//! where the name stood in words and letters. Erasing keeps the customers' cards as they wrote them, and nothing that
//! ties them to the person. Both begin with the name typed by hand, and neither can be taken back.

use super::act::{Actor, Work, begun, somebody, written};
use super::forget_steps::same_person;
use super::steps::set_off;
use crate::analysis::fold;
use crate::domain::AgentAct;
use crate::domain::Role;
use crate::domain::ids::{ActId, AgentId, OrganisationId};
use crate::domain::token::Token;
use crate::error::{Error, Result};
use crate::services::{look_again, second_factor};
use crate::store::agent_acts::{self, ActRow};
use crate::store::columns::micros;
use crate::store::members::{self, MemberRow};
use crate::store::roster::{self, AgentRow};
use crate::store::{AnyConnection, agent_ties as ties, corrections, disputes, tagging};
use jiff::Timestamp;

/// Who stands where somebody was erased, in letters of ours.
const ERASED: &str = "a former colleague";

/// Puts "Former colleague 3" in the place of a name and all nicknames, for good. `typed` is the name, typed by hand.
///
/// # Errors
/// `NotFound`; `Invalid` when the typed name is another.
pub fn replace_by_stand_in(
    connection: &mut AnyConnection,
    actor: Actor,
    (agent, typed): (AgentId, &str),
    now: Timestamp,
) -> Result<ActId> {
    let row = typed_name(connection, actor, agent, typed)?;
    let stand_in = next_stand_in(connection, actor.organisation)?;
    begin(connection, actor, AgentAct::StandIn, (row, &stand_in), now)
}

/// What the next stand-in is called: "Former colleague 3".
///
/// # Errors
/// Those of the database.
pub fn next_stand_in(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<String> {
    let earlier = agent_acts::count_of(connection, organisation, AgentAct::StandIn)?;
    Ok(format!("Former colleague {}", earlier + 1))
}

/// Removes somebody, and what ties cards to them; the cards stay. `typed` is the name, typed by hand.
///
/// # Errors
/// `NotFound`; `Invalid` when the typed name is another.
pub fn erase(
    connection: &mut AnyConnection,
    actor: Actor,
    (agent, typed): (AgentId, &str),
    now: Timestamp,
) -> Result<ActId> {
    let row = typed_name(connection, actor, agent, typed)?;
    begin(connection, actor, AgentAct::Erased, (row, ERASED), now)
}

fn typed_name(connection: &mut AnyConnection, actor: Actor, agent: AgentId, typed: &str) -> Result<AgentRow> {
    let row = somebody(connection, actor, agent)?;
    let (key, name) = (fold::key(typed), fold::key(&row.name));
    // A name without a letter, such as "😀", has no key.
    if key != name || name.is_empty() && typed.trim() != row.name {
        return Err(Error::invalid(format!("Type the name as it stands here, {}. Nothing was changed.", row.name)));
    }
    Ok(row)
}

fn begin(
    connection: &mut AnyConnection,
    actor: Actor,
    kind: AgentAct,
    (agent, stand_in): (AgentRow, &str),
    now: Timestamp,
) -> Result<ActId> {
    let house = actor.organisation;
    let mut act = begun(connection, actor, kind, &agent, now)?;
    let everybody = roster::agents_of(connection, house)?;
    let same = same_person(&everybody, agent.id);
    let mut work = Work { stand_in: stand_in.to_owned(), ..Work::default() };
    for row in &same {
        work.names.extend(parts(&row.name));
        work.names.extend(ties::aliases(connection, house, row.id)?.into_iter().map(|alias| alias.alias));
        work.addresses.extend(row.email.clone());
        let named = ties::named(connection, house, row.id)?;
        ties::set_addressee(connection, house, &named.addresses, None)?;
        for ids in named.corrections.chunks(500) {
            work.extra.extend(corrections::cards_of(connection, house, ids)?);
        }
        work.extra.extend(disputes::of_agent(connection, house, row.id, i64::MAX)?.into_iter().map(|one| one.card_id));
    }
    work.extra.sort_unstable();
    work.extra.dedup();
    let others = everybody.iter().filter(|row| !row.stand_in && same.iter().all(|one| one.id != row.id));
    let aliases = roster::aliases_of(connection, house)?;
    let foreign = aliases.iter().filter(|(of, ..)| same.iter().all(|one| one.id != *of)).map(|(_, alias, _)| alias);
    let taken: Vec<String> =
        others.flat_map(|row| parts(&row.name)).chain(foreign.cloned()).map(|name| fold::key(&name)).collect();
    work.only = work.names.iter().filter(|name| !taken.contains(&fold::key(name))).cloned().collect();

    for (place, row) in same.iter().enumerate() {
        forget_login(connection, row, (&work.stand_in, place), now)?;
        ties::set_aliases(connection, house, row.id, &[])?;
        if kind == AgentAct::Erased {
            ties::delete_named(connection, house, row.id)?;
        } else {
            ties::unteach(connection, house, row.id, stand_in)?;
        }
        let token: String = Token::random()?.reveal().chars().take(22).collect();
        let nobody = AgentRow {
            external_id: format!("left-{token}"),
            name: stand_in.to_owned(),
            code: None,
            email: None,
            link_token: token,
            archived_at: row.archived_at.or(Some(micros(now))),
            active_from: None,
            stand_in: true,
            ..(*row).clone()
        };
        roster::update_agent(connection, &nobody)?;
    }
    for earlier in agent_acts::about(connection, house, &same.iter().map(|row| row.id).collect::<Vec<_>>())? {
        let about_them = same.iter().any(|row| row.id == earlier.agent_id);
        let shown = if about_them { stand_in.to_owned() } else { earlier.shown.clone() };
        agent_acts::update(connection, &ActRow { shown, ..earlier.clone() })?;
        // What taking it back would restore has their name in it.
        agent_acts::make_final(connection, (house, earlier.id))?;
    }
    act.shown = stand_in.to_owned();
    act.total = agent_acts::count_ties(connection, house, agent.id)?;
    act.work = Some(written(&work)?);
    let id = act.id;
    agent_acts::insert(connection, &act)?;
    tagging::bump(connection, house)?;
    look_again::enqueue(connection, house, now)?;
    set_off(connection, (house, id), now)?;
    Ok(id)
}

/// A name, and each word of it that could stand alone: "José van der Berg" is José and Berg.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![name.to_owned()];
    parts.extend(
        [name.split_whitespace().next(), name.split_whitespace().last()].into_iter().flatten().map(str::to_owned),
    );
    parts.dedup();
    parts
}

/// Nobody signs in as them any more. Whoever is a manager, too, stays one; they are told so on the page.
fn forget_login(
    connection: &mut AnyConnection,
    agent: &AgentRow,
    (stand_in, place): (&str, usize),
    now: Timestamp,
) -> Result<()> {
    let house = agent.organisation_id;
    let Some(member) = members::by_agent(connection, house, agent.id)? else { return Ok(()) };
    if member.role != Role::Agent {
        return members::update(connection, &MemberRow { agent_id: None, ..member });
    }
    second_factor::reset(connection, (house, member.id), now)?;
    let gone = MemberRow {
        // Nobody's: the domain is reserved for addresses that can't be (RFC 2606).
        email: format!("left-{}-{place}@left.invalid", member.id),
        name: stand_in.to_owned(),
        agent_id: None,
        disabled_at: member.disabled_at.or(Some(micros(now))),
        ..member
    };
    members::update(connection, &gone)
}
