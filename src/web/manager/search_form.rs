//! The field above a list, and what narrows it beneath: the same words as in the address.

use super::filters::{Listed, STAGES};
use super::tabs::{TABS, code};
use crate::domain::ids::MemberId;
use crate::services::inbox::Choices;
use crate::store::inbox::Show;
use serde::Serialize;

/// The search above a list.
#[derive(Debug, Clone, Serialize)]
pub struct SearchForm {
    /// What was typed.
    pub q: String,
    /// The lists: code, label, whether it is chosen.
    pub shows: Vec<Choice>,
    /// The kinds.
    pub kinds: Vec<Choice>,
    /// How far a card has come.
    pub statuses: Vec<Choice>,
    /// Who looks after it.
    pub owners: Vec<Choice>,
    /// The teams.
    pub teams: Vec<Choice>,
    /// Whether only overdue cards are shown.
    pub overdue: bool,
    /// Whether only cards are shown that are held for too long.
    pub held: bool,
    /// The first day.
    pub since: String,
    /// The last day.
    pub until: String,
    /// An agent whose cards are shown, handed on.
    pub agent: Option<String>,
    /// A team whose manager's view is shown, handed on.
    pub of: Option<String>,
    /// A place whose cards are shown, handed on.
    pub place: Option<String>,
    /// True if something beside the words narrows the list.
    pub open: bool,
    /// "Cards about Derrick Hale with “router”."
    pub told: Option<String>,
    /// The list without any of it.
    pub clear: String,
}

/// One value to choose.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// True if it is chosen.
    pub chosen: bool,
}

/// The form as it stands above `listed`.
pub fn form(listed: &Listed, choices: &Choices, reader: MemberId) -> SearchForm {
    let choice = |value: &str, label: &str, chosen: Option<&str>| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        chosen: chosen == Some(value),
    };
    let shows =
        TABS.iter().map(|(show, code, label)| Choice { chosen: *show == listed.show(), ..choice(code, label, None) });
    let kinds = [
        ("praise", "Praise"),
        ("complaint", "Complaints"),
        ("mixed", "Both at once"),
        ("complaints", "Complaints, or both at once"),
    ];
    let owner = listed.owner.as_deref();
    let mut owners = vec![choice("me", "You", owner), choice("nobody", "Nobody yet", owner)];
    let others = choices.owners.iter().filter(|(id, _)| *id != reader);
    owners.extend(others.map(|(id, name)| choice(&id.to_string(), name, owner)));
    let open = listed.pairs().iter().any(|(name, _)| !matches!(*name, "show" | "q" | "agent"));
    SearchForm {
        q: listed.typed(),
        shows: shows.collect(),
        kinds: kinds.iter().map(|(value, label)| choice(value, label, listed.kind.as_deref())).collect(),
        statuses: STAGES.iter().map(|(value, label, _)| choice(value, label, listed.status.as_deref())).collect(),
        owners,
        teams: choices.teams.iter().map(|(id, name)| choice(&id.to_string(), name, listed.team.as_deref())).collect(),
        overdue: listed.overdue.as_deref() == Some("yes"),
        held: listed.held.as_deref() == Some("yes"),
        since: listed.since.clone().unwrap_or_default(),
        until: listed.until.clone().unwrap_or_default(),
        agent: listed.agent.clone().filter(|_| choices.agent.is_some()),
        of: listed.of.clone(),
        place: listed.place.clone(),
        open,
        told: listed.narrows().then(|| told(listed, choices)),
        clear: if listed.show() == Show::NeedsYou {
            "/inbox".to_owned()
        } else {
            format!("/inbox?show={}", code(listed.show()))
        },
    }
}

/// What is shown, in a sentence.
fn told(listed: &Listed, choices: &Choices) -> String {
    let mut said = String::from("Cards");
    if let Some(name) = &choices.agent {
        said = format!("{said} about {name}");
    }
    if !listed.typed().is_empty() {
        said = format!("{said} with “{}”", listed.typed());
    }
    let more = listed.pairs().iter().filter(|(name, _)| !matches!(*name, "show" | "q" | "agent")).count();
    match more {
        0 => format!("{said}."),
        1 => format!("{said}, narrowed once."),
        2 => format!("{said}, narrowed twice."),
        more => format!("{said}, narrowed {more} times."),
    }
}
