//! The page after a card: thanks, the card handed back, and what happens now.

use crate::domain::Kind;
use crate::domain::wording::counts::sentence_case;
use crate::domain::wording::{Segment, Words};
use crate::error::Result;
use crate::render::messages::Say;
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
    /// What the form's own people say beside it; may be empty.
    pub own: String,
    /// Praise or complaint.
    pub mark: Mark,
    /// "Praise for Derrick Hale"
    pub title: String,
    /// The words as they were written.
    pub words: Words,
    /// "Sent Friday 14 November, 16:08"
    pub sent: String,
    /// The same for machines.
    pub sent_iso: String,
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
    ///
    /// # Errors
    /// Those of the texts.
    pub fn heading(&self, say: &Say<'_>) -> Result<String> {
        match (self.kind, self.reachable, self.manager) {
            (Kind::Praise, _, _) => say.text("handed-heading-praise"),
            (_, true, Some((manager, _))) => say.with("handed-heading-answer", [("manager", manager.into())]),
            _ => say.text("handed-heading"),
        }
    }

    /// Who the people are, and how many.
    fn people(&self, say: &Say<'_>) -> Result<(String, usize)> {
        let names: Vec<String> = self.agents.iter().map(|name| (*name).to_owned()).collect();
        Ok((say.messages().list(say.language(), &names)?, names.len()))
    }

    /// Who will read it.
    ///
    /// # Errors
    /// Those of the texts.
    pub fn lead(&self, say: &Say<'_>) -> Result<String> {
        let reader = match self.manager {
            Some((full, _)) => full.to_owned(),
            None => say.text("handed-manager")?,
        };
        let first = sentence_case(&reader);
        match (self.kind, self.agents.is_empty()) {
            (Kind::Praise, true) => say.text("handed-looking"),
            (Kind::Praise, false) => {
                let (people, count) = self.people(say)?;
                let given = [("people", people.into()), ("count", count.into()), ("manager", reader.into())];
                match (self.manager, self.duty) {
                    (Some(_), Some(duty)) => {
                        say.with("handed-praise-duty", given.into_iter().chain([("duty", duty.into())]))
                    }
                    _ => say.with("handed-praise", given),
                }
            }
            (_, _) if self.reachable => say.with("handed-answer", [("manager", first.into())]),
            (_, _) => say.with("handed-silent", [("manager", first.into())]),
        }
    }

    /// What happens now.
    ///
    /// # Errors
    /// Those of the texts.
    pub fn steps(&self, say: &Say<'_>) -> Result<Vec<Step>> {
        let step = |when: String, what: String| Step { when, what: vec![Segment::plain(what)] };
        let reader = match self.manager {
            Some((_, first)) => first.to_owned(),
            None => sentence_case(&say.text("handed-manager")?),
        };
        let today = match (self.kind, self.agents.is_empty()) {
            (Kind::Praise, false) => {
                let (people, count) = self.people(say)?;
                say.with("handed-today-praise", [("people", people.into()), ("count", count.into())])?
            }
            (Kind::Praise, true) => say.text("handed-today-looking")?,
            (_, _) => say.with("handed-today-complaint", [("manager", reader.as_str().into())])?,
        };
        let mut steps = vec![step(say.text("handed-today")?, today)];
        if let Some(day) = self.letter_day {
            let line = match self.kind {
                Kind::Praise => say.with("handed-letter-praise", [("manager", reader.into())])?,
                _ => say.text("handed-letter-complaint")?,
            };
            steps.push(step(sentence_case(day), line));
        }
        steps.push(step(say.with("handed-after", [("kept", self.kept.into())])?, say.text("handed-deleted")?));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::messages::Messages;

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
        let messages = Messages::load().unwrap();
        let say = Say::within(&messages, "en");
        let heard = praise();
        assert_eq!(heard.heading(&say).unwrap(), "Thank you. Your card is on its way.");
        assert_eq!(
            heard.lead(&say).unwrap(),
            "Derrick will read it, and so will Ruth Calder, who looks after customer care."
        );
        assert_eq!(heard.steps(&say).unwrap().len(), 3);
        let two = Heard { agents: vec!["Ana", "Tom"], ..praise() };
        assert!(two.steps(&say).unwrap()[0].what[0].text.starts_with("Ana and Tom see your words"));
    }

    #[test]
    fn praise_for_nobody_we_know_says_that_we_are_looking() {
        let messages = Messages::load().unwrap();
        let say = Say::within(&messages, "en");
        let heard = Heard { agents: vec![], ..praise() };
        assert_eq!(heard.lead(&say).unwrap(), "We are finding out who helped you, so that they can read this.");
    }

    #[test]
    fn a_complaint_promises_an_answer_only_to_those_who_left_an_address() {
        let messages = Messages::load().unwrap();
        let say = Say::within(&messages, "en");
        let mut heard = Heard { kind: Kind::Complaint, reachable: true, ..praise() };
        assert_eq!(heard.heading(&say).unwrap(), "Thank you for telling us. Ruth Calder will answer you.");
        heard.reachable = false;
        assert_eq!(heard.heading(&say).unwrap(), "Thank you for telling us.");
        assert!(heard.lead(&say).unwrap().ends_with("so we cannot write back."));
        heard.manager = None;
        assert!(heard.lead(&say).unwrap().starts_with("A manager"));
    }

    #[test]
    fn each_language_says_it_in_its_own_way() {
        let messages = Messages::load().unwrap();
        let lead = |language: &str, agents: Vec<&str>| {
            let heard = Heard { agents: agents.clone(), duty: None, ..praise() };
            heard.lead(&Say::within(&messages, language)).unwrap()
        };
        assert_eq!(lead("es", vec!["Ana"]), "Lo leerá Ana, y también Ruth Calder.");
        assert_eq!(lead("es", vec!["Ana", "Tom"]), "Lo leerán Ana y Tom, y también Ruth Calder.");
        assert_eq!(lead("de", vec!["Ana"]), "Ana und Ruth Calder werden es lesen.");
        assert_eq!(lead("fr", vec!["Ana", "Tom"]), "Ana et Tom vont vous lire, et Ruth Calder aussi.");
    }
}
