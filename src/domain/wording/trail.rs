//! A card's history in sentences: "You took it on." Who did it stands first.

use super::counts::and_list;
use crate::domain::{About, Kind, Outcome, Polarity, Source, Step};

/// The way a card came, as it stands behind a day: "by the form".
pub fn by(source: Source) -> &'static str {
    match source {
        Source::Form => "by the form",
        Source::Email => "by email",
        Source::Api => "from another program",
        Source::Kiosk => "at the counter",
        Source::Phone => "by phone",
        Source::Import => "from an older list",
    }
}

/// The first line: "Card came in by the form. Tagged Derrick Hale."
pub fn came_in<S: AsRef<str>>(source: Source, tagged: &[S]) -> String {
    let came = format!("Card came in {}.", by(source));
    if tagged.is_empty() { came } else { format!("{came} Tagged {}.", and_list(tagged)) }
}

/// One later line. `who` is "You" or a name; none for the service itself.
pub fn line(who: Option<&str>, step: Step, detail: &str) -> String {
    let who = who.unwrap_or("Smilecard");
    match step {
        Step::Seen => format!("{who} read it."),
        Step::LetIn => format!("{who} looked at it first and let it in. {detail}"),
        Step::Taken => format!("{who} took it on."),
        Step::Assigned => format!("{who} gave it to {detail}."),
        Step::Noted => format!("{who} noted: “{detail}”"),
        Step::About => about(who, detail),
        Step::AgentSaid => match detail.split_once(": ") {
            Some((name, words)) => format!("{name} answered: “{words}”"),
            None => format!("{detail} answered."),
        },
        Step::StepBack => format!("{who} undid that."),
        Step::AskedRight => "The customer was asked whether it was put right.".to_owned(),
        Step::SaidRight => "The customer said that it was put right.".to_owned(),
        Step::SaidNotRight if detail.is_empty() => "The customer said that it was not put right.".to_owned(),
        Step::SaidNotRight => format!("The customer said that it was not put right: “{detail}”"),
        Step::Answered => format!("{who} marked it as answered."),
        Step::Closed => closed(who, detail),
        Step::Reopened => format!("{who} opened it again."),
        Step::Released => format!("{who} shared it with {detail}."),
        Step::Withheld => format!("{who} stopped sharing it with {detail}."),
        Step::Tagged => format!("{who} said that it is {detail}."),
        Step::Untagged => format!("{who} said that it is not {detail}."),
        Step::Nobody => format!("{who} said that “{detail}” is nobody of ours."),
        Step::Undecided => format!("{who} asked again who “{detail}” is."),
        Step::KindChanged => format!("{who} said that it is {}.", kind(detail)),
        Step::Moved => match detail.split_once(" → ") {
            Some((from, to)) => format!("{who} said that it is {to}, not {from}."),
            None => format!("{who} said that it is somebody else."),
        },
        Step::PolarityChanged => polarity(who, detail),
        Step::TakenBack => format!("{who} took that back."),
        Step::LookedAgain if detail.is_empty() => format!("{who} looked at it again."),
        Step::LookedAgain => format!("{who} looked at it again: {detail}"),
        Step::NotMe => match detail.split_once(": ") {
            Some((name, reason)) => format!("{name} said: not me. “{reason}”"),
            None => format!("{detail} said: not me."),
        },
        Step::Kept => format!("{who} said that it is {detail} all the same."),
        Step::InDigest => "In the weekly letter.".to_owned(),
        Step::WroteAgain => "The customer wrote again.".to_owned(),
        Step::Wrote => format!("{who} wrote to the customer."),
        Step::CameBack => format!("The letter to the customer came back: {detail}"),
        Step::Linked => format!("Somebody answered from another address: {detail}."),
        Step::MadeCard => format!("{who} made it a card."),
        Step::Thanked => format!("{detail} said thanks to the customer."),
        Step::Praised => match detail.split_once(": ") {
            Some((name, words)) => format!("{who} said to {name}: “{words}”"),
            None => format!("{who} thanked {detail}."),
        },
    }
}

/// How a card ended, as it stands behind a name: "put it right".
pub fn ended(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::PutRight => "marked it as put right",
        Outcome::Explained => "closed it: it could be explained",
        Outcome::NothingToDo => "closed it: there was nothing to do",
    }
}

fn about(who: &str, word: &str) -> String {
    match About::from_word(word) {
        Some(About::Rule) => format!("{who} said that it is about a rule, not a person."),
        Some(About::Tool) => format!("{who} said that it is about a tool, not a person."),
        Some(About::Person) | None => format!("{who} said that it is about a person."),
    }
}

/// The detail of a closing is the outcome's word and the note.
fn closed(who: &str, detail: &str) -> String {
    let (word, note) = detail.split_once(": ").unwrap_or((detail, ""));
    let said = Outcome::from_word(word).map_or("closed it", ended);
    if note.is_empty() { format!("{who} {said}.") } else { format!("{who} {said}, and noted: “{note}”") }
}

/// The detail is what it says and of whom.
fn polarity(who: &str, detail: &str) -> String {
    let (word, name) = detail.split_once(": ").unwrap_or((detail, "them"));
    match Polarity::from_word(word) {
        Some(Polarity::Praise) => format!("{who} said that it praises {name}."),
        Some(Polarity::Complaint) => format!("{who} said that it complains about {name}."),
        Some(Polarity::Mixed) => format!("{who} said that it praises {name} and complains."),
        Some(Polarity::Neutral) => format!("{who} said that it names {name} in passing."),
        None => format!("{who} changed what it says of {name}."),
    }
}

fn kind(word: &str) -> &str {
    match Kind::from_word(word) {
        Some(Kind::Praise) => "praise",
        Some(Kind::Complaint) => "a complaint",
        Some(Kind::Mixed) => "praise and a complaint",
        None => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_reads_as_sentences() {
        assert_eq!(came_in(Source::Form, &["Derrick Hale"]), "Card came in by the form. Tagged Derrick Hale.");
        assert_eq!(came_in::<&str>(Source::Email, &[]), "Card came in by email.");
        assert_eq!(line(Some("You"), Step::Taken, ""), "You took it on.");
        assert_eq!(
            line(Some("Ruth Calder"), Step::KindChanged, "complaint"),
            "Ruth Calder said that it is a complaint."
        );
        assert_eq!(
            line(Some("You"), Step::Closed, "put_right: Rang her: all is well."),
            "You marked it as put right, and noted: “Rang her: all is well.”"
        );
        assert_eq!(line(None, Step::InDigest, ""), "In the weekly letter.");
        assert_eq!(
            line(Some("Ruth Calder"), Step::Moved, "Ana Lima → Tom Reed"),
            "Ruth Calder said that it is Tom Reed, not Ana Lima."
        );
        assert_eq!(
            line(Some("You"), Step::PolarityChanged, "complaint: Tom Reed"),
            "You said that it complains about Tom Reed."
        );
        assert_eq!(line(None, Step::LookedAgain, "tagged Tom Reed."), "Smilecard looked at it again: tagged Tom Reed.");
        assert_eq!(
            line(None, Step::NotMe, "Tom Reed: I was away: all week."),
            "Tom Reed said: not me. “I was away: all week.”"
        );
    }
}
