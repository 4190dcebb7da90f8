//! What should be looked at before it is a card: the words and senders that an organisation names. What becomes of it is
//! left to `set_aside` and `looks`.

use super::submitted::Submission;
use crate::analysis::themes::{Finder, Theme};
use crate::domain::holding::HoldRule;
use crate::domain::names::one_line;

/// The words and senders of one organisation, ready to be looked for.
pub struct Looks {
    rule: HoldRule,
    finder: Option<Finder>,
}

impl Looks {
    /// Prepares a rule.
    pub fn new(rule: HoldRule) -> Self {
        let words = rule.words.clone();
        let finder = (!words.trim().is_empty()).then(|| Finder::new(&[Theme { name: String::new(), words }])).flatten();
        Self { rule, finder }
    }

    /// Why somebody should look at what was sent; none when nothing of it is on the lists. Words are whole ones, whatever
    /// their accents and capitals.
    pub fn reason(&self, sent: &Submission) -> Option<String> {
        if let Some(entry) = sent.customer_email.as_deref().and_then(|address| self.rule.meets(address)) {
            return Some(format!("It is from {}.", one_line(entry, 120)));
        }
        let finder = self.finder.as_ref()?;
        let fields = [Some(sent.text.as_str()), sent.subject.as_deref(), sent.helper.as_deref()];
        let met = fields.into_iter().chain([sent.customer_name.as_deref()]).flatten().find_map(|text| {
            let found = finder.find(text).into_iter().next()?;
            text.get(found.span).map(|word| one_line(word, 80))
        })?;
        Some(format!("It says “{met}”."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Source;
    use jiff::Timestamp;

    fn sent(text: &str) -> Submission {
        Submission {
            once_key: vec![1],
            source: Source::Form,
            kind: None,
            text: text.to_owned(),
            subject: None,
            helper: None,
            customer_name: None,
            customer_email: None,
            customer_phone: None,
            form_id: None,
            team_id: None,
            location: None,
            preset: None,
            inbound_id: None,
            received_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn whole_words_are_met_whatever_their_accents_and_nothing_else_is() {
        let rule = HoldRule { words: "crétin, cash prize\nwin*".to_owned(), ..HoldRule::default() };
        let looks = Looks::new(rule);
        let said = |text: &str| looks.reason(&sent(text));
        assert_eq!(said("You CRETIN!").as_deref(), Some("It says “CRETIN”."));
        assert_eq!(said("A cash\n prize for you").as_deref(), Some("It says “cash prize”."));
        assert_eq!(said("winner").as_deref(), Some("It says “win”."));
        for plain in ["cretinous", "cash prizes", "I won", ""] {
            assert_eq!(said(plain), None, "{plain}");
        }
        let named = Submission { customer_name: Some("Cash Prize".to_owned()), ..sent("Hello") };
        assert_eq!(looks.reason(&named).as_deref(), Some("It says “Cash Prize”."));
    }

    #[test]
    fn a_sender_is_met_and_no_list_meets_nobody() {
        let looks = Looks::new(HoldRule { senders: "@spam.example".to_owned(), ..HoldRule::default() });
        let from = |address: &str| Submission { customer_email: Some(address.to_owned()), ..sent("Hello") };
        assert_eq!(looks.reason(&from("a@spam.example")).as_deref(), Some("It is from @spam.example."));
        assert_eq!(looks.reason(&from("a@ham.example")), None);
        assert_eq!(Looks::new(HoldRule::default()).reason(&from("a@spam.example")), None);
    }
}
