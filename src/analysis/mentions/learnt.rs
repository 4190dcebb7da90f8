//! What an organisation's managers taught the tagger. It is a list a person can read: aliases with
//! their counts, forms that are no person, words that are plain words here; each line can be taken
//! back, and the whole is what replaying the corrections gives.
use crate::analysis::fold;
use crate::analysis::lexicon::ByHash;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Corrections of a form to one agent after which it tags without asking.
pub const SURE: u32 = 2;

/// One decision of a manager about one name on one card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Correction {
    /// The words name this agent (also when a tag was moved from somebody else).
    Means { surface: String, agent: String },
    /// The words name nobody of the roster.
    NotAPerson { surface: String },
    /// This agent is not who the words name.
    NotThisAgent { surface: String, agent: String },
    /// A card used the word as a plain word, or as a name; counted without a question.
    Seen { surface: String, as_name: bool },
    /// The correction at this place of the log is taken back.
    Undone { index: usize },
}

/// What was learnt about one form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Form {
    pub surface: String,
    /// Agents the form was said to mean, and how often.
    pub agents: BTreeMap<String, u32>,
    /// How often it was said to be nobody.
    pub nobody: u32,
    /// How often it was said not to be the agent.
    pub not: BTreeMap<String, u32>,
    pub as_name: u32,
    pub as_word: u32,
    /// Somebody of the roster bears the form as a name: it is never passed over.
    pub registered: bool,
    /// Somebody else than who was meant bears it: it is a question for ever.
    pub contested: bool,
}

impl Form {
    /// The form tags alone: two confirmations or more, and nothing against them.
    pub fn is_sure(&self) -> bool {
        !self.contested
            && self.nobody == 0
            && self.agents.len() == 1
            && self.agents.iter().all(|(a, n)| *n >= SURE && !self.not.contains_key(a))
    }
}

/// Everything learnt, by form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Learnt {
    forms: ByHash<Form>,
}

impl Learnt {
    /// Replays a log of corrections; the order of the log does not matter, save for what undoes what.
    pub fn replay(log: &[Correction]) -> Self {
        let undone: Vec<usize> =
            log.iter().filter_map(|c| if let Correction::Undone { index } = c { Some(*index) } else { None }).collect();
        let mut learnt = Self::default();
        for (n, correction) in log.iter().enumerate() {
            if !undone.contains(&n) {
                learnt.add(correction);
            }
        }
        learnt
    }

    /// Holds the forms against the roster's own names; `bearers` gives the ids of those who bear one. However often
    /// managers picked one of two namesakes, the next card asks again; and a customer's friend called Maria, who is
    /// nobody of ours, does not silence the colleague of that name.
    pub fn beside_names(mut self, bearers: impl Fn(&str) -> Vec<String>) -> Self {
        for form in self.forms.values_mut() {
            let bearers = bearers(&form.surface);
            form.registered = !bearers.is_empty();
            form.contested = form.agents.keys().any(|agent| bearers.iter().any(|bearer| bearer != agent));
        }
        self
    }

    fn add(&mut self, correction: &Correction) {
        let surface = match correction {
            Correction::Means { surface, .. }
            | Correction::NotAPerson { surface }
            | Correction::NotThisAgent { surface, .. }
            | Correction::Seen { surface, .. } => surface,
            Correction::Undone { .. } => return,
        };
        let key = fold::key(surface);
        if key.is_empty() {
            return;
        }
        let form = self.forms.entry(fold::hash(key.as_bytes())).or_default();
        if form.surface.is_empty() {
            form.surface = surface.trim().to_owned();
        }
        match correction {
            Correction::Means { agent, .. } => *form.agents.entry(agent.clone()).or_insert(0) += 1,
            Correction::NotAPerson { .. } => {
                form.nobody += 1;
                form.as_word += 1;
            }
            Correction::NotThisAgent { agent, .. } => *form.not.entry(agent.clone()).or_insert(0) += 1,
            Correction::Seen { as_name: true, .. } => form.as_name += 1,
            Correction::Seen { as_name: false, .. } => form.as_word += 1,
            Correction::Undone { .. } => {}
        }
    }

    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Every form with what was learnt of it, in the order of the alphabet.
    pub fn forms(&self) -> Vec<&Form> {
        let mut all: Vec<&Form> = self.forms.values().collect();
        all.sort_by(|a, b| a.surface.cmp(&b.surface));
        all
    }

    /// Whether the words were said to be nobody.
    pub fn is_nobody(&self, surface: &str) -> bool {
        self.nobody(fold::hash(fold::key(surface).as_bytes()))
    }

    pub(super) fn alias(&self, hash: u64) -> Option<&BTreeMap<String, u32>> {
        self.forms.get(&hash).map(|f| &f.agents).filter(|a| !a.is_empty())
    }

    pub(super) fn uncontested(&self, hash: u64) -> bool {
        self.forms.get(&hash).is_some_and(Form::is_sure)
    }

    /// The form was said to be nobody, at least as often as somebody, and is no colleague's name.
    pub(super) fn nobody(&self, hash: u64) -> bool {
        self.forms
            .get(&hash)
            .is_some_and(|f| f.nobody > 0 && !f.registered && f.nobody >= f.agents.values().sum::<u32>())
    }

    /// How often the form was said not to be this agent; on a colleague's own name it counts twice at most: the name
    /// is doubted and asked about, but however often it was said, other words of a card can still speak for it.
    pub(super) fn against(&self, hash: u64, agent: &str) -> u32 {
        let Some(form) = self.forms.get(&hash) else { return 0 };
        let said = form.not.get(agent).copied().unwrap_or(0);
        if form.registered { said.min(2) } else { said }
    }

    /// How often the confirmed namesake was meant, as an addition to the score.
    pub(super) fn prior(&self, hash: u64, agent: &str) -> f32 {
        let Some(form) = self.forms.get(&hash) else { return 0.0 };
        let meant = form.agents.get(agent).copied().unwrap_or(0) as f32;
        // Between namesakes the count says who is asked about first, not who is meant.
        (meant * 1.2).min(if form.contested { 1.2 } else { 3.0 })
    }

    /// The share of plain use among all uses that were counted; 0 with fewer than five.
    pub(super) fn plain_share(&self, hash: u64) -> f32 {
        self.forms.get(&hash).map_or(0.0, |f| {
            let all = f.as_name + f.as_word;
            if all < 5 { 0.0 } else { f.as_word as f32 / all as f32 }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(surface: &str, agent: &str) -> Correction {
        Correction::Means { surface: surface.to_owned(), agent: agent.to_owned() }
    }

    fn hash(surface: &str) -> u64 {
        fold::hash(fold::key(surface).as_bytes())
    }

    #[test]
    fn a_name_that_a_colleague_bears_never_tags_for_another_and_is_never_passed_over() {
        let nobody = Correction::NotAPerson { surface: "Maria".to_owned() };
        let log =
            [means("Dez", "hale"), means("Dez", "hale"), means("Maria", "ortiz"), means("maria", "ortiz"), nobody];
        let bearers = |surface: &str| match fold::key(surface).as_str() {
            "maria" => vec!["ortiz".to_owned(), "lindqvist".to_owned()],
            _ => vec![],
        };
        let learnt = Learnt::replay(&log).beside_names(bearers);
        assert!(learnt.uncontested(hash("DEZ")) && !learnt.uncontested(hash("Maria")));
        assert!(learnt.prior(hash("Maria"), "ortiz") <= 1.2);
        assert!(!learnt.is_nobody("Maria"));
        let word = Learnt::replay(&[Correction::NotAPerson { surface: "Sky".to_owned() }]);
        assert!(word.is_nobody("sky"));
    }
}
