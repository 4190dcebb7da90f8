//! Two entries of one person become one: `from` stays on the roster as a signpost, so that its form's link, its id in
//! the organisation's own list and its addresses lead to `into`. What was moved is kept for 30 days, to be moved back.

use super::act::{Actor, Work, begun, somebody, written};
use super::steps::set_off;
use crate::analysis::fold;
use crate::domain::ids::{ActId, AgentId, MemberId};
use crate::domain::{AgentAct, Role};
use crate::error::{Error, Result};
use crate::services::{look_again, sessions};
use crate::store::agent_acts;
use crate::store::agent_ties::{self as ties, AliasRow, Named};
use crate::store::columns::micros;
use crate::store::members::{self, MemberRow};
use crate::store::roster::{self, AgentRow};
use crate::store::{AnyConnection, organisations, tagging};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// For how long a merging can be taken back.
pub const UNDO: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Who knows of a name that came with a merging.
const MERGED: &str = "merged";

/// What a merging changed beside the cards.
#[derive(Debug, Serialize, Deserialize)]
struct Was {
    from: AgentRow,
    into: AgentRow,
    from_aliases: Vec<AliasRow>,
    into_aliases: Vec<AliasRow>,
    answers: Vec<String>,
    named: Named,
    logins: Vec<Login>,
}

/// How somebody signed in before.
#[derive(Debug, Serialize, Deserialize)]
struct Login {
    member: MemberId,
    agent: Option<AgentId>,
    disabled_at: Option<i64>,
}

pub(super) fn within(at: i64, now: Timestamp) -> bool {
    micros(now) - at <= i64::try_from(UNDO.as_micros()).unwrap_or(i64::MAX)
}

/// Merges `from` into `into`. The roster follows at once, cards by and by.
///
/// # Errors
/// `NotFound`; `Invalid` when they are the same, or `into` is archived.
pub fn merge(
    connection: &mut AnyConnection,
    actor: Actor,
    (from, into): (AgentId, AgentId),
    now: Timestamp,
) -> Result<ActId> {
    let (from, into) = (somebody(connection, actor, from)?, somebody(connection, actor, into)?);
    if from.id == into.id {
        return Err(Error::invalid("Choose somebody else: this is the same entry."));
    }
    if into.archived_at.is_some() {
        return Err(Error::invalid(format!("{} is archived. Bring them back first.", into.name)));
    }
    let house = actor.organisation;
    let mut act = begun(connection, actor, AgentAct::Merged, &from, now)?;
    let from_aliases = ties::aliases(connection, house, from.id)?;
    let into_aliases = ties::aliases(connection, house, into.id)?;
    let named = ties::named(connection, house, from.id)?;
    let answers = ties::move_answers(connection, house, (from.id, into.id), None)?;
    ties::rename(connection, house, &named, into.id)?;
    let logins = move_login(connection, (&from, &into), now)?;

    let mut aliases = into_aliases.clone();
    let known = |aliases: &[AliasRow], name: &str| {
        let form = fold::key(name);
        fold::key(&into.name) == form || aliases.iter().any(|row| fold::key(&row.alias) == form)
    };
    for row in &from_aliases {
        if !known(&aliases, &row.alias) {
            aliases.push(AliasRow { agent_id: into.id, ..row.clone() });
        }
    }
    if !known(&aliases, &from.name) {
        let (alias, source) = (from.name.clone(), MERGED.to_owned());
        aliases.push(AliasRow { organisation_id: house, agent_id: into.id, alias, source, created_at: micros(now) });
    }
    ties::set_aliases(connection, house, from.id, &[])?;
    ties::set_aliases(connection, house, into.id, &aliases)?;
    roster::update_agent(
        connection,
        &AgentRow { merged_into: Some(into.id), archived_at: Some(micros(now)), ..from.clone() },
    )?;
    roster::update_agent(connection, &filled(&from, &into))?;

    act.into_id = Some(into.id);
    act.total = agent_acts::count_ties(connection, house, from.id)?;
    act.work = Some(written(&Work::default())?);
    act.was = Some(written(&Was { from, into, from_aliases, into_aliases, answers, named, logins })?);
    let id = act.id;
    agent_acts::insert(connection, &act)?;
    tagging::bump(connection, house)?;
    look_again::enqueue(connection, house, now)?;
    set_off(connection, (house, id), now)?;
    Ok(id)
}

/// What `into` doesn't say of itself, `from` says.
fn filled(from: &AgentRow, into: &AgentRow) -> AgentRow {
    AgentRow {
        code: into.code.clone().or_else(|| from.code.clone()),
        email: into.email.clone().or_else(|| from.email.clone()),
        team_id: into.team_id.or(from.team_id),
        location: into.location.clone().or_else(|| from.location.clone()),
        ..into.clone()
    }
}

/// Whoever signed in as `from` signs in as `into`, unless somebody does already: then nobody signs in as `from`.
fn move_login(
    connection: &mut AnyConnection,
    (from, into): (&AgentRow, &AgentRow),
    now: Timestamp,
) -> Result<Vec<Login>> {
    let house = from.organisation_id;
    let Some(theirs) = members::by_agent(connection, house, from.id)? else { return Ok(Vec::new()) };
    let was = vec![Login { member: theirs.id, agent: theirs.agent_id, disabled_at: theirs.disabled_at }];
    let taken = members::by_agent(connection, house, into.id)?.is_some();
    let mut row = MemberRow { agent_id: (!taken).then_some(into.id), ..theirs };
    if taken && row.role == Role::Agent {
        row.disabled_at = row.disabled_at.or(Some(micros(now)));
        sessions::end_all(connection, (house, row.id), now)?;
    }
    members::update(connection, &row)?;
    Ok(was)
}

/// Takes a merging back: everything that was moved goes where it was; what came since stays where it is.
///
/// # Errors
/// `NotFound`; `Invalid` when it was taken back, is not done yet, is older than 30 days, or when something later stands
/// on it.
pub fn undo_merge(connection: &mut AnyConnection, actor: Actor, act: ActId, now: Timestamp) -> Result<()> {
    let house = actor.organisation;
    let mut row = agent_acts::by_id(connection, house, act)?;
    if row.kind != AgentAct::Merged || row.undone_at.is_some() {
        return Err(Error::invalid("This was taken back already."));
    }
    if row.work.is_some() {
        return Err(Error::invalid("The cards are still being moved. Try again in a minute."));
    }
    let Some(was) = row.was.take().filter(|_| within(row.at, now)) else {
        return Err(Error::invalid("This can't be taken back any more."));
    };
    let was: Was = serde_json::from_str(&was)
        .map_err(|cause| Error::internal("This merging can't be read.").with_source(cause))?;
    let (from, into) = (was.from.id, was.into.id);
    let now_into = roster::agent(connection, house, into)?;
    if now_into.merged_into.is_some() || now_into.stand_in {
        return Err(Error::invalid("Something was done to them since. Take that back first."));
    }
    somebody(connection, actor, into)?;

    organisations::bump_roster_version(connection, house)?;
    row.version = organisations::roster_version(connection, house)?;
    let moved = |name: &str| was.from_aliases.iter().any(|one| one.alias == name) || was.from.name == name;
    let mut aliases = ties::aliases(connection, house, into)?;
    aliases.retain(|one| !moved(&one.alias) || was.into_aliases.iter().any(|before| before.alias == one.alias));
    ties::set_aliases(connection, house, into, &aliases)?;
    ties::set_aliases(connection, house, from, &was.from_aliases)?;
    ties::move_answers(connection, house, (into, from), Some(&was.answers))?;
    ties::rename(connection, house, &was.named, from)?;
    for login in &was.logins {
        let member = members::by_id(connection, house, login.member)?;
        // Whom somebody has shut out since stays out; the merging's own doing, or that of archiving `into`, is undone.
        let ours = |at: i64| at == row.at || Some(at) == now_into.archived_at;
        let disabled_at = member.disabled_at.filter(|at| login.disabled_at.is_some() || !ours(*at));
        members::update(connection, &MemberRow { agent_id: login.agent, disabled_at, ..member })?;
    }
    roster::update_agent(connection, &emptied(now_into, &was))?;
    roster::update_agent(connection, &was.from)?;

    row.undone_at = Some(micros(now));
    row.undone_by = actor.member;
    row.finished_at = None;
    row.total = agent_acts::count_kept(connection, (house, act))?;
    row.done = 0;
    row.work = Some(written(&Work::default())?);
    agent_acts::update(connection, &row)?;
    tagging::bump(connection, house)?;
    look_again::enqueue(connection, house, now)?;
    set_off(connection, (house, act), now)
}

/// What `from` said of `into` goes, unless somebody has said something else since.
fn emptied(now: AgentRow, was: &Was) -> AgentRow {
    fn back<T: PartialEq + Clone>(now: Option<T>, before: &Option<T>, from: &Option<T>) -> Option<T> {
        if before.is_none() && now == *from { None } else { now }
    }
    AgentRow {
        code: back(now.code, &was.into.code, &was.from.code),
        email: back(now.email, &was.into.email, &was.from.email),
        team_id: back(now.team_id, &was.into.team_id, &was.from.team_id),
        location: back(now.location, &was.into.location, &was.from.location),
        ..now
    }
}
