//! The page after a card: thanks, the card handed back, and what happens now.

use crate::domain::Kind;
use crate::domain::wording::counts::{and_list, sentence_case};
use crate::domain::wording::dates::Moment;
use crate::domain::wording::{Segment, Words};
use crate::web::shell::{Mark, Shell};
use serde::Serialize;

/// `templates/web/public/thanks.html`
#[derive(Debug, Clone, Serialize)]
pub struct ThanksPage {
    /// The frame.
    pub shell: Shell,
    /// "Thank you. Your card is on its way."
    pub heading: String,
    /// Who will read it.
    pub lead: String,
    /// Praise or complaint.
    pub mark: Mark,
    /// "Praise for Derrick Hale"
    pub title: String,
    /// The words as they were written.
    pub words: Words,
    /// When it came.
    pub sent: Moment,
    /// What the card is called by: "4176".
    pub number: String,
    /// What the postmark says: "14 NOV" and "2025".
    pub postmark: (String, String),
    /// The link that opens the card, where there is such a page.
    pub private_link: Option<PrivateLink>,
    /// What happens now, step by step.
    pub steps: Vec<Step>,
    /// The form, for another card.
    pub again: String,
}

/// "Keep this part".
#[derive(Debug, Clone, Serialize)]
pub struct PrivateLink {
    /// Where it leads.
    pub href: String,
    /// The same without its scheme, to be read or written down.
    pub shown: String,
    /// What it is good for.
    pub purpose: String,
    /// How long: "14 February 2026".
    pub until: String,
}

/// One line of "What happens now".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// "Today", "Monday", "After 12 months".
    pub when: String,
    /// What happens then; a mark is set bold.
    pub what: Vec<Segment>,
}

/// What the page promises, from what is known when the card is stored.
#[derive(Debug, Clone)]
pub struct Heard<'a> {
    /// Praise or complaint.
    pub kind: Kind,
    /// What the people it mentions are called, surely matched ones only.
    pub agents: Vec<&'a str>,
    /// The manager who reads it, in full and by first name.
    pub manager: Option<(&'a str, &'a str)>,
    /// What the manager looks after: "customer care".
    pub duty: Option<&'a str>,
    /// True if the customer can be answered.
    pub reachable: bool,
    /// The weekday of the manager's letter: "Monday".
    pub letter_day: Option<&'a str>,
    /// How long a card is kept: "12 months".
    pub kept: &'a str,
}

impl Heard<'_> {
    /// The sentence at the top.
    pub fn heading(&self) -> String {
        match (self.kind, self.reachable, self.manager) {
            (Kind::Praise, _, _) => "Thank you. Your card is on its way.".to_owned(),
            (_, true, Some((manager, _))) => {
                format!("Thank you for telling us. {manager} will answer you.")
            }
            _ => "Thank you for telling us.".to_owned(),
        }
    }

    /// Who will read it.
    pub fn lead(&self) -> String {
        let reader = self.manager.map_or("a manager", |(full, _)| full);
        let first = sentence_case(reader);
        match (self.kind, self.agents.is_empty()) {
            (Kind::Praise, true) => "We are finding out who helped you, so that they can read this.".to_owned(),
            (Kind::Praise, false) => {
                let duty = match (self.manager, self.duty) {
                    (Some(_), Some(duty)) => format!(", who looks after {duty}"),
                    _ => String::new(),
                };
                format!("{} will read it, and so will {reader}{duty}.", and_list(&self.agents))
            }
            (_, _) if self.reachable => {
                format!("{first} reads every complaint, finds out what happened, and writes back.")
            }
            (_, _) => format!(
                "{first} reads every complaint and finds out what happened. You left no address, \
                 so we cannot write back."
            ),
        }
    }

    /// What happens now.
    pub fn steps(&self) -> Vec<Step> {
        let step = |when: &str, what: String| Step { when: when.to_owned(), what: vec![Segment::plain(what)] };
        let reader = self.manager.map_or("A manager", |(_, first)| first);
        let people = and_list(&self.agents);
        let mut steps = Vec::new();
        match (self.kind, self.agents.is_empty()) {
            (Kind::Praise, false) => steps.push(step(
                "Today",
                format!(
                    "{people} {} your words on a page of praise. Your name and details stay hidden.",
                    if self.agents.len() == 1 { "sees" } else { "see" }
                ),
            )),
            (Kind::Praise, true) => steps.push(step(
                "Today",
                "We look for the person you mean. Your name and details stay hidden from them.".to_owned(),
            )),
            (_, _) => {
                steps.push(step("Today", format!("{reader} has your card. Nobody you complained about can see it.")))
            }
        }
        if let Some(day) = self.letter_day {
            let line = match self.kind {
                Kind::Praise => {
                    format!("{reader} reads it in the weekly letter, with everyone else who wrote.")
                }
                _ => "It stands at the top of the weekly letter until it is put right.".to_owned(),
            };
            steps.push(step(day, line));
        }
        steps.push(step(&format!("After {}", self.kept), "we delete the card.".to_owned()));
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn praise() -> Heard<'static> {
        Heard {
            kind: Kind::Praise,
            agents: vec!["Derrick"],
            manager: Some(("Ruth Calder", "Ruth")),
            duty: Some("customer care"),
            reachable: false,
            letter_day: Some("Monday"),
            kept: "12 months",
        }
    }

    #[test]
    fn praise_says_who_will_read_it() {
        let heard = praise();
        assert_eq!(heard.heading(), "Thank you. Your card is on its way.");
        assert_eq!(heard.lead(), "Derrick will read it, and so will Ruth Calder, who looks after customer care.");
        assert_eq!(heard.steps().len(), 3);
        let two = Heard { agents: vec!["Ana", "Tom"], ..praise() };
        assert!(two.steps()[0].what[0].text.starts_with("Ana and Tom see your words"));
    }

    #[test]
    fn praise_for_nobody_we_know_says_that_we_are_looking() {
        let heard = Heard { agents: vec![], ..praise() };
        assert_eq!(heard.lead(), "We are finding out who helped you, so that they can read this.");
    }

    #[test]
    fn a_complaint_promises_an_answer_only_to_those_who_left_an_address() {
        let mut heard = Heard { kind: Kind::Complaint, reachable: true, ..praise() };
        assert_eq!(heard.heading(), "Thank you for telling us. Ruth Calder will answer you.");
        heard.reachable = false;
        assert_eq!(heard.heading(), "Thank you for telling us.");
        assert!(heard.lead().ends_with("so we cannot write back."));
        heard.manager = None;
        assert!(heard.lead().starts_with("A manager"));
    }
}
