//! An agent's own page: the week in the customers' words, twelve weeks of marks, what was shared.
//!
//! What an agent may not see is not in here at all: no customer's name, no address.

use super::strip::Strip;
use crate::domain::wording::Words;
use crate::domain::wording::counts::{number_word, plural, sentence_case};
use crate::domain::wording::dates::Moment;
use crate::web::shell::{Link, Mark, Shell};
use serde::Serialize;

/// `templates/web/agent/page.html`
#[derive(Debug, Clone, Serialize)]
pub struct AgentPage {
    /// The frame.
    pub shell: Shell,
    /// Whose page it is, for the title.
    pub name: String,
    /// The week: "10 to 16 November".
    pub week: Moment,
    /// "Five people went home happier, Derrick."
    pub heading: String,
    /// The sentence beneath.
    pub lead: String,
    /// Twelve weeks of marks; none before the first card.
    pub strip: Option<Strip>,
    /// What the words above the quotes are: "This week’s smiles".
    pub smiles_heading: String,
    /// This week's praise; in an empty week an older one.
    pub smiles: Vec<Smile>,
    /// The rest of them, on a page of their own.
    pub more: Option<Link>,
    /// "Shared with you by Ruth"
    pub shared_heading: String,
    /// Complaints that a manager released.
    pub shared: Vec<SharedCard>,
    /// What was just done.
    pub done: Option<String>,
    /// What was wrong with what was just tried.
    pub error: Option<String>,
    /// Names that customers use: is that them?
    pub asked_names: Vec<AskedName>,
    /// Names that they said yes to.
    pub own_names: Vec<OwnName>,
    /// Names that they added themselves.
    pub added_names: Vec<String>,
    /// What they said of cards, and what was decided.
    pub history: Vec<History>,
    /// Whether praise is written to them at once.
    pub praise_at_once: bool,
    /// Who else can open this page.
    pub footer: String,
}

/// "Customers call you Del. Is that you?"
#[derive(Debug, Clone, Serialize)]
pub struct AskedName {
    /// What is posted as `form`.
    pub form: String,
    /// "Customers call you “Del”. Is that you?"
    pub question: String,
    /// How that is known.
    pub hint: String,
}

/// A name that they said yes to.
#[derive(Debug, Clone, Serialize)]
pub struct OwnName {
    /// What is posted as `form`, to be asked again.
    pub form: String,
    /// "You are tagged as “Del”, too."
    pub told: String,
}

/// "Not me", as far as it has come.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NotMe {
    /// Unique on the page.
    pub id: String,
    /// Where it is posted to; none once it was said.
    pub action: Option<String>,
    /// What stands there instead.
    pub said: Option<String>,
}

/// A card that they said isn't about them.
#[derive(Debug, Clone, Serialize)]
pub struct History {
    /// "You said it on Tuesday 11 November."
    pub when: String,
    /// Their reason.
    pub reason: Words,
    /// "Ruth Calder decided: it is about you."
    pub decided: String,
    /// Their note.
    pub note: Option<Words>,
}

/// One card of praise.
#[derive(Debug, Clone, Serialize)]
pub struct Smile {
    /// Unique on the page.
    pub id: String,
    /// True for the first: set large.
    pub large: bool,
    /// What the customer wrote.
    pub words: Words,
    /// "A customer, by the form"
    pub from: String,
    /// When.
    pub day: Moment,
    /// "Ruth confirmed it was you", if somebody did.
    pub note: Option<String>,
    /// "Ruth says: Great work"
    pub said: Option<String>,
    /// Where thanks to the customer are posted to.
    pub thanks: Option<String>,
    /// What stands there instead.
    pub thanked: Option<String>,
    /// Saying that it isn't about them.
    pub not_me: NotMe,
}

/// A complaint that a manager released.
#[derive(Debug, Clone, Serialize)]
pub struct SharedCard {
    /// Unique on the page.
    pub id: String,
    /// Put right or not yet.
    pub mark: Mark,
    /// "A complaint, put right"
    pub title: String,
    /// When it came.
    pub day: Moment,
    /// What the customer wrote.
    pub words: Words,
    /// "Ruth’s note"
    pub note_heading: String,
    /// What the manager wrote.
    pub note: Words,
    /// Who shared it and when, and what isn't shown.
    pub signed: String,
    /// What the agent has answered.
    pub answers: Vec<String>,
    /// Where an answer is posted to.
    pub answer: String,
    /// "Answer Ruth"
    pub answer_label: String,
    /// Saying that it isn't about them.
    pub not_me: NotMe,
}

/// The sentence at the top of the page.
pub fn heading(first_name: &str, smiles: u64) -> String {
    match smiles {
        0 => format!("A quiet week, {first_name}."),
        count => format!(
            "{} {} went home happier, {first_name}.",
            sentence_case(&number_word(count)),
            plural(count, "person", "people")
        ),
    }
}

/// The sentence beneath it: what was said, and whether somebody was let down.
pub fn lead(smiles: u64, shared: u64, put_right: u64, manager: &str, has_older: bool) -> String {
    let said = match (smiles, has_older) {
        (0, true) => "No cards this week. They come in bunches; here is one you may have forgotten.",
        (0, false) => "No cards yet. When a customer writes about you, their words will stand here.",
        (_, _) => "They took the trouble to say so.",
    };
    if shared == 0 {
        return said.to_owned();
    }
    let customers = format!(
        "{}{} {} {} let down",
        sentence_case(&number_word(shared)),
        if smiles == 0 { "" } else { " other" },
        plural(shared, "customer", "customers"),
        plural(shared, "was", "were"),
    );
    let (that, note) = if shared == 1 { ("that", "a note") } else { ("those", "notes") };
    if put_right >= shared {
        format!("{said} {customers}; {manager} has put {that} right and left you {note}.")
    } else {
        format!("{said} {customers}; {manager} has left you {note}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_counts_people() {
        assert_eq!(heading("Derrick", 5), "Five people went home happier, Derrick.");
        assert_eq!(heading("Ana", 1), "One person went home happier, Ana.");
        assert_eq!(heading("Ana", 0), "A quiet week, Ana.");
    }

    #[test]
    fn the_lead_tells_of_complaints_only_when_they_were_shared() {
        assert_eq!(lead(5, 0, 0, "Ruth", true), "They took the trouble to say so.");
        assert_eq!(
            lead(5, 1, 1, "Ruth", true),
            "They took the trouble to say so. One other customer was let down; Ruth has put that \
             right and left you a note."
        );
        assert_eq!(
            lead(0, 2, 0, "Ruth", false),
            "No cards yet. When a customer writes about you, their words will stand here. Two \
             customers were let down; Ruth has left you notes."
        );
    }
}
