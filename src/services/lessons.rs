//! What an organisation's corrections have taught, replayed from the log for the tagger. As a list that people read it is
//! `learnt`'s.

use crate::analysis::fold;
use crate::analysis::mentions::{Correction, Learnt};
use crate::analysis::roster::Roster;
use crate::domain::Said;
use crate::domain::ids::OrganisationId;
use crate::error::Result;
use crate::store::AnyConnection;
use crate::store::corrections::{self, Lesson};

/// Replays an organisation's log. A form that is also somebody else's name stays a question.
///
/// # Errors
/// Those of the database.
pub(super) fn read(connection: &mut AnyConnection, organisation: OrganisationId, roster: &Roster) -> Result<Learnt> {
    Ok(replay(corrections::lessons(connection, organisation)?, roster))
}

/// What these lessons teach beside this roster.
pub(super) fn replay(lessons: Vec<Lesson>, roster: &Roster) -> Learnt {
    let log: Vec<Correction> = lessons.into_iter().flat_map(corrections_of).collect();
    Learnt::replay(&log).beside_names(|surface| bearers(roster, surface))
}

/// A word that means somebody was used as a name, too; that weighs against its use as a plain word.
fn corrections_of((said, surface, agent): Lesson) -> Vec<Correction> {
    match (said, agent) {
        (Said::Means, Some(agent)) => {
            let seen = Correction::Seen { surface: surface.clone(), as_name: true };
            vec![Correction::Means { surface, agent: agent.to_string() }, seen]
        }
        (Said::Nobody, _) => vec![Correction::NotAPerson { surface }],
        (Said::NotThem, Some(agent)) => vec![Correction::NotThisAgent { surface, agent: agent.to_string() }],
        (Said::Means | Said::NotThem, None) | (Said::Polarity | Said::Kind, _) => Vec::new(),
    }
}

/// Whoever works here and has `surface` as a given name, family name or nickname.
fn bearers(roster: &Roster, surface: &str) -> Vec<String> {
    let hash = fold::hash(fold::key(surface).as_bytes());
    let mut found = Vec::new();
    roster.given(hash, &mut found);
    roster.nick(hash, &mut found);
    roster.family(hash, &mut found);
    let entries = found.into_iter().filter_map(|place| roster.agent(place)).map(|found| &found.entry);
    entries.filter(|entry| entry.active_until.is_none()).map(|entry| entry.id.clone()).collect()
}
