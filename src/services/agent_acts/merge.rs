//! Two entries of one person become one: `from` stays on the roster as a signpost, so that its form's link, its id in
//! the organisation's own list and its addresses lead to `into`. What was moved is kept for 30 days, to be moved back.

use super::{Actor, BATCH, Work, begun, finish, set_off, somebody, written};
use crate::analysis::fold;
use crate::domain::ids::{ActId, AgentId, CardId, MemberId, OrganisationId};
use crate::domain::{AgentAct, Polarity, Role};
use crate::error::{Error, Result};
use crate::services::{look_again, sessions};
use crate::store::agent_acts::{self, ActRow};
use crate::store::agent_ties::{self as ties, AliasRow, Named};
use crate::store::columns::micros;
use crate::store::members::{self, MemberRow};
use crate::store::mentions::{self, CandidateRow, MentionRow};
use crate::store::roster::{self, AgentRow};
use crate::store::{AnyConnection, cards, organisations, search, tagging};
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

/// What a merging changed on one card.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct CardWas {
    /// The tie was `from`'s alone.
    #[serde(default)]
    moved: bool,
    /// Both had one, and these were they: `from`'s and `into`'s.
    #[serde(default)]
    both: Option<Box<(MentionRow, MentionRow)>>,
    /// Candidates that were `from`: question and rank.
    #[serde(default)]
    asked: Vec<(i32, i32)>,
    /// Candidates that went, for `into` was one already; and whether that one was chosen by it.
    #[serde(default)]
    dropped: Vec<(CandidateRow, bool)>,
    /// It came by `from`'s own form.
    #[serde(default)]
    preset: bool,
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

/// One batch of cards.
pub(super) fn step(connection: &mut AnyConnection, mut row: ActRow, now: Timestamp) -> Result<bool> {
    let (house, from) = (row.organisation_id, row.agent_id);
    let Some(into) = row.into_id else { return finish(connection, row, now) };
    let batch = agent_acts::cards_of(connection, house, from, row.cursor, BATCH)?;
    let Some(last) = batch.last().copied() else {
        return finish(connection, row, now);
    };
    let tied = mentions::of_cards(connection, house, &batch)?;
    let asked = mentions::candidates_of(connection, house, &batch)?;
    let rows = cards::by_ids(connection, house, &batch)?;
    for card in &batch {
        let of = |agent: AgentId| tied.iter().find(|tie| tie.card_id == *card && tie.agent_id == agent);
        let mut was = CardWas::default();
        match (of(from), of(into)) {
            (Some(tie), None) => {
                ties::set_tie(connection, from, &MentionRow { agent_id: into, ..tie.clone() })?;
                was.moved = true;
            }
            (Some(tie), Some(other)) => {
                mentions::remove(connection, house, from, *card)?;
                ties::set_tie(connection, into, &both(tie, other))?;
                was.both = Some(Box::new((tie.clone(), other.clone())));
            }
            (None, _) => {}
        }
        let questions: Vec<&CandidateRow> = asked.iter().filter(|one| one.card_id == *card).collect();
        for one in questions.iter().filter(|one| one.agent_id == from) {
            let other = questions.iter().find(|other| other.agent_id == into && other.question == one.question);
            if let Some(other) = other {
                mentions_dropped(connection, one, other)?;
                was.dropped.push(((*one).clone(), one.chosen && !other.chosen));
            } else {
                ties::set_candidate(connection, &CandidateRow { agent_id: into, ..(*one).clone() })?;
                was.asked.push((one.question, one.rank));
            }
        }
        if rows.iter().any(|row| row.id == *card && row.preset_agent_id == Some(from)) {
            ties::set_preset(connection, house, *card, Some(into))?;
            was.preset = true;
        }
        agent_acts::keep_card(connection, (house, row.id), *card, &written(&was)?)?;
        search::mark(connection, house, *card)?;
    }
    row.done += i64::try_from(batch.len()).unwrap_or(0);
    row.total = row.total.max(row.done);
    row.cursor = Some(last);
    // A card that another instance tagged by its last second's roster may lie behind the last one.
    if agent_acts::cards_of(connection, house, from, Some(last), 1)?.is_empty() {
        row.cursor = None;
        if agent_acts::cards_of(connection, house, from, None, 1)?.is_empty() {
            return finish(connection, row, now);
        }
    }
    agent_acts::update(connection, &row)?;
    Ok(true)
}

fn mentions_dropped(connection: &mut AnyConnection, one: &CandidateRow, other: &CandidateRow) -> Result<()> {
    ties::remove_candidate(connection, one)?;
    if one.chosen && !other.chosen {
        ties::set_candidate(connection, &CandidateRow { chosen: true, ..other.clone() })?;
    }
    Ok(())
}

/// One tie of what two said. What one of them held back stays held back.
fn both(from: &MentionRow, into: &MentionRow) -> MentionRow {
    let mut spans: Vec<(usize, usize)> = [&from.spans, &into.spans]
        .into_iter()
        .flat_map(|spans| serde_json::from_str::<Vec<(usize, usize)>>(spans).unwrap_or_default())
        .collect();
    spans.sort_unstable();
    spans.dedup();
    let held =
        |row: &MentionRow| matches!(row.polarity, Polarity::Complaint | Polarity::Mixed) && row.released_at.is_none();
    let polarity = match (from.polarity, into.polarity) {
        (one, other) if one == other => one,
        (Polarity::Neutral, other) | (other, Polarity::Neutral) => other,
        _ => Polarity::Mixed,
    };
    let shared = if into.released_at.is_some() { into } else { from };
    let shared = (!held(from) && !held(into)).then_some(shared);
    MentionRow {
        spans: written(&spans).unwrap_or_else(|_| into.spans.clone()),
        polarity,
        confidence: from.confidence.max(into.confidence),
        tagged_by: into.tagged_by.or(from.tagged_by),
        released_at: shared.and_then(|row| row.released_at),
        released_by: shared.and_then(|row| row.released_by),
        release_note: shared.and_then(|row| row.release_note.clone()),
        ..into.clone()
    }
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

/// One batch of cards, back.
pub(super) fn step_back(connection: &mut AnyConnection, mut row: ActRow, now: Timestamp) -> Result<bool> {
    let (house, from) = (row.organisation_id, row.agent_id);
    let Some(into) = row.into_id else { return finish(connection, row, now) };
    let kept = agent_acts::kept_cards(connection, (house, row.id), BATCH)?;
    if kept.is_empty() {
        return finish(connection, row, now);
    }
    let ids: Vec<CardId> = kept.iter().map(|(card, _)| *card).collect();
    let tied = mentions::of_cards(connection, house, &ids)?;
    let asked = mentions::candidates_of(connection, house, &ids)?;
    for (card, was) in kept {
        let was: CardWas = serde_json::from_str(&was)
            .map_err(|cause| Error::internal("This card's merging can't be read.").with_source(cause))?;
        card_back(connection, (house, card), (from, into), was, (&tied, &asked))?;
        search::mark(connection, house, card)?;
    }
    agent_acts::drop_cards(connection, (house, row.id), &ids)?;
    row.done += i64::try_from(ids.len()).unwrap_or(0);
    agent_acts::update(connection, &row)?;
    Ok(true)
}

fn card_back(
    connection: &mut AnyConnection,
    (house, card): (OrganisationId, CardId),
    (from, into): (AgentId, AgentId),
    was: CardWas,
    (tied, asked): (&[MentionRow], &[CandidateRow]),
) -> Result<()> {
    // A tie that somebody has taken away since stays away.
    if let Some(tie) = tied.iter().find(|tie| tie.card_id == card && tie.agent_id == into) {
        if was.moved {
            ties::set_tie(connection, into, &MentionRow { agent_id: from, ..tie.clone() })?;
        } else if let Some(both) = was.both {
            ties::set_tie(connection, into, &both.1)?;
            mentions::insert(connection, &[both.0])?;
        }
    }
    let of_card: Vec<&CandidateRow> = asked.iter().filter(|one| one.card_id == card).collect();
    for one in &of_card {
        if one.agent_id == into && was.asked.contains(&(one.question, one.rank)) {
            ties::set_candidate(connection, &CandidateRow { agent_id: from, ..(*one).clone() })?;
        }
    }
    for (dropped, chosen) in was.dropped {
        let of_question = || of_card.iter().filter(|one| one.question == dropped.question);
        if of_question().next().is_none() || of_question().any(|one| one.rank == dropped.rank) {
            continue;
        }
        if let Some(other) = of_question().find(|one| chosen && one.agent_id == into && one.chosen) {
            ties::set_candidate(connection, &CandidateRow { chosen: false, ..(*other).clone() })?;
        }
        mentions::insert_candidates(connection, &[dropped])?;
    }
    if was.preset {
        ties::set_preset(connection, house, card, Some(from))?;
    }
    Ok(())
}
