//! What an organisation's corrections have taught the tagger, as a list that people read and take lines out of.

use super::access::may_act;
use super::directory::House;
use super::{lessons, look_again};
use crate::analysis::fold;
use crate::analysis::mentions::learnt::Form;
use crate::domain::Viewer;
use crate::domain::ids::{ActId, AgentId, CardId, CorrectionId, OrganisationId};
use crate::error::{Error, Result};
use crate::store::columns::micros;
use crate::store::corrections::{self, CorrectionRow};
use crate::store::{AnyConnection, inbox, tagging};
use jiff::Timestamp;
use std::collections::HashMap;

/// Forms on one page.
const PAGE: usize = 50;

/// Cards that a line names; more are counted.
const CARDS: usize = 5;

/// One page of what was learnt.
#[derive(Clone, Debug)]
pub struct LearntView {
    /// The forms, in order of the alphabet.
    pub lines: Vec<LearntLine>,
    /// The last form of the page, when more follow.
    pub after: Option<String>,
    /// How many forms there are.
    pub count: usize,
}

/// What was learnt of one form.
#[derive(Clone, Debug)]
pub struct LearntLine {
    /// The key.
    pub form: String,
    /// The words as a card had them.
    pub surface: String,
    /// What follows from it.
    pub state: State,
    /// Whom it was said to mean and how often, most often first.
    pub means: Vec<(String, u32)>,
    /// Who it was said not to mean, and how often.
    pub not: Vec<(String, u32)>,
    /// How often it was said to be nobody of ours.
    pub nobody: u32,
    /// The cards it was learnt from that the reader may open: number and id.
    pub cards: Vec<(i64, CardId)>,
    /// How many other cards it was learnt from.
    pub other_cards: usize,
}

/// What follows from what was learnt of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A card with it is tagged without asking.
    Tags,
    /// A card with it is a question.
    Asks,
    /// It is a question, since somebody else bears it as a name.
    AsksBeside,
    /// It is passed over.
    Nobody,
    /// It was said to be nobody, but a colleague has that name: it is read as ever.
    Read,
    /// It only weighs against whom it was not.
    Weighs,
}

fn state(form: &Form) -> State {
    let meant: u32 = form.agents.values().sum();
    if form.nobody > 0 && form.nobody >= meant {
        if form.registered { State::Read } else { State::Nobody }
    } else if form.agents.is_empty() {
        State::Weighs
    } else if form.is_sure() {
        State::Tags
    } else if form.contested {
        State::AsksBeside
    } else {
        State::Asks
    }
}

/// Reads the page that follows the form `after`.
///
/// # Errors
/// Those of the database.
pub fn page(connection: &mut AnyConnection, viewer: &Viewer, house: &House, after: Option<&str>) -> Result<LearntView> {
    let mut keyed: Vec<(String, &Form)> =
        house.learnt.forms().into_iter().map(|form| (fold::key(&form.surface), form)).collect();
    keyed.sort_by(|one, other| one.0.cmp(&other.0));
    let count = keyed.len();
    let mut rest = keyed.into_iter().filter(|(key, _)| after.is_none_or(|after| key.as_str() > after));
    let shown: Vec<(String, &Form)> = rest.by_ref().take(PAGE).collect();
    let more = rest.next().is_some();
    let keys: Vec<String> = shown.iter().map(|(key, _)| key.clone()).collect();
    let lines = corrections::of_forms(connection, viewer.organisation, &keys)?;
    let readable = readable(connection, viewer, &lines)?;
    let name = |id: &String| {
        let found = house.roster.find(id).and_then(|place| house.roster.agent(place));
        found.map_or_else(|| "somebody who has left".to_owned(), |agent| agent.entry.name.clone())
    };
    let named = |counts: &std::collections::BTreeMap<String, u32>| {
        let mut named: Vec<(String, u32)> = counts.iter().map(|(id, times)| (name(id), *times)).collect();
        named.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        named
    };
    let line = |(key, form): &(String, &Form)| {
        let mut ids: Vec<CardId> =
            lines.iter().filter(|line| line.form == *key).filter_map(|line| line.card_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let cards: Vec<(i64, CardId)> =
            ids.iter().rev().filter_map(|id| Some((*readable.get(id)?, *id))).take(CARDS).collect();
        LearntLine {
            form: key.clone(),
            surface: form.surface.clone(),
            state: state(form),
            means: named(&form.agents),
            not: named(&form.not),
            nobody: form.nobody,
            other_cards: ids.len() - cards.len(),
            cards,
        }
    };
    let after = if more { keys.last().cloned() } else { None };
    Ok(LearntView { lines: shown.iter().map(line).collect(), after, count })
}

/// The numbers of the cards that the reader may open.
fn readable(connection: &mut AnyConnection, viewer: &Viewer, lines: &[CorrectionRow]) -> Result<HashMap<CardId, i64>> {
    let mut ids: Vec<CardId> = lines.iter().filter_map(|line| line.card_id).collect();
    ids.sort_unstable();
    ids.dedup();
    // The newest: a page of forms must not grow with the cards that taught them.
    let ids: Vec<CardId> = ids.into_iter().rev().take(PAGE * CARDS).collect();
    inbox::numbers(connection, viewer.organisation, viewer.reach(), &ids)
}

/// The key under which a name is learnt.
pub fn key(name: &str) -> String {
    fold::key(name)
}

/// Forgets everything that was learnt of a form, and says by which act, to take it back. The cards stay as they are,
/// but for what the tagger tagged by this form alone: those are looked at again.
///
/// # Errors
/// `Forbidden`; `NotFound` when nothing was learnt of it.
pub fn forget(connection: &mut AnyConnection, viewer: &Viewer, form: &str, now: Timestamp) -> Result<ActId> {
    may_act(viewer)?;
    let lines = corrections::of_forms(connection, viewer.organisation, &[form.to_owned()])?;
    if form.is_empty() || lines.is_empty() {
        return Err(Error::not_found("Nothing is learnt of that."));
    }
    let ids: Vec<CorrectionId> = lines.iter().map(|line| line.id).collect();
    let act = ActId::at(now);
    corrections::take_back(connection, viewer.organisation, &ids, act, micros(now))?;
    changed(connection, viewer.organisation, now)?;
    Ok(act)
}

/// Learns again what `act` had forgotten.
///
/// # Errors
/// `Forbidden`; `NotFound` when there is nothing to learn again.
pub fn remember(connection: &mut AnyConnection, viewer: &Viewer, act: ActId, now: Timestamp) -> Result<()> {
    may_act(viewer)?;
    if corrections::restore(connection, viewer.organisation, act)? == 0 {
        return Err(Error::not_found("There is nothing to take back."));
    }
    changed(connection, viewer.organisation, now)
}

fn changed(connection: &mut AnyConnection, organisation: OrganisationId, now: Timestamp) -> Result<()> {
    tagging::bump(connection, organisation)?;
    look_again::enqueue(connection, organisation, now)
}

/// Names that agents were confirmed by, which nobody has registered: what their own page asks about.
///
/// # Errors
/// Those of the database.
pub fn confirmed_names(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    house: &House,
) -> Result<Vec<Form>> {
    let id = agent.to_string();
    let keys = corrections::forms_of_agent(connection, organisation, agent)?;
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows = corrections::of_forms(connection, organisation, &keys)?;
    let of_forms = rows.into_iter().map(|row| (row.said, row.surface, row.agent_id)).collect();
    let learnt = lessons::replay(of_forms, &house.roster);
    let own = |form: &&Form| form.is_sure() && form.agents.contains_key(&id);
    Ok(learnt.forms().into_iter().filter(own).cloned().collect())
}
