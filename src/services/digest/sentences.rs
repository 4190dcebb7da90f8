//! What a digest says in whole sentences. Pure: counts and moments in, texts of the reader's language out.

use super::gather::{Content, Counts};
use super::links::Links;
use super::reader::Scope;
use crate::domain::names::{first_name, one_line};
use crate::domain::rhythm::Span;
use crate::domain::wording::counts::sentence_case;
use crate::mail::letters::digest::{Figure, mood};
use crate::mail::letters::voice::Voice;

/// "Good morning Ruth. A kinder week than the one before. Two people are still waiting to hear from you."
pub(super) fn greeting(content: &Content, voice: &Voice<'_>) -> String {
    let time = match content.now.to_zoned(content.reader.zone().clone()).hour() {
        0..=11 => "morning",
        12..=17 => "afternoon",
        _ => "evening",
    };
    let hello = match first_name(&content.reader.name) {
        "" => voice.say("digest-hello-nobody", &[("time", time)]),
        name => voice.say("digest-hello", &[("time", time), ("name", name)]),
    };
    let pair = |counts: &Counts| (counts.cards.praise, counts.cards.complaints);
    let then = match content.span {
        Span::Days(_) => voice.count("digest-gap", content.span.gap(), &[]),
        Span::Day | Span::Week | Span::Month => {
            mood(voice, content.span.name(), pair(&content.this), pair(&content.before))
        }
    };
    format!("{hello} {then} {}", waiting(content, voice))
}

/// "Two of them are older and were stored after their own letter."
pub(super) fn late(content: &Content, voice: &Voice<'_>) -> Option<String> {
    match (content.late, content.accounting.shown + content.accounting.waiting) {
        (0, _) => None,
        (1, 1) => Some(voice.plain("late-only")),
        (late, _) => Some(voice.sentence("late", late, &[])),
    }
}

/// "Two people are still waiting to hear from you, and one complaint has no owner." Says no name and no word of a
/// customer's: a mailbox shows it beside the subject.
pub(super) fn waiting(content: &Content, voice: &Voice<'_>) -> String {
    let unowned = content.complaints_unowned;
    let owned = content.complaints_in_all.saturating_sub(unowned);
    let people = voice.count("digest-wait-people", owned, &[]);
    let nobody = voice.count("digest-wait-unowned", unowned, &[]);
    let said = match (owned, unowned) {
        (0, 0) if content.questions_in_all > 0 => voice.count("digest-wait-who", content.questions_in_all, &[]),
        (0, 0) => voice.plain("digest-wait-nobody"),
        (_, 0) => voice.say("digest-wait-one", &[("said", &people)]),
        (0, _) => voice.say("digest-wait-one", &[("said", &nobody)]),
        _ => voice.say("digest-wait-both", &[("people", &people), ("unowned", &nobody)]),
    };
    sentence_case(&said)
}

/// The four figures, each against the window before. Never a percentage: of small numbers it would be a lie.
pub(super) fn figures(content: &Content, links: Links<'_>, voice: &Voice<'_>) -> Vec<Figure> {
    let (this, before) = (&content.this, &content.before);
    let link = |what| links.told(content.period, what);
    let span = voice.count("compared-before", content.span.gap(), &[("span", content.span.name())]);
    let count = |label: &str, now: u64, then: u64, key: &str, what| {
        let way = match now.cmp(&then) {
            std::cmp::Ordering::Greater => "more",
            std::cmp::Ordering::Less => "fewer",
            std::cmp::Ordering::Equal => "same",
        };
        Figure {
            link: link(what),
            label: voice.plain(label),
            value: voice.number(now),
            unit: String::new(),
            compared: voice.count(key, now.abs_diff(then), &[("way", way), ("before", &span)]),
        }
    };
    let (value, unit) = this.first_answer.map_or_else(|| ("–".to_owned(), String::new()), |wait| voice.wait(wait));
    vec![
        count("figure-praise", this.cards.praise, before.cards.praise, "compared-with", "praise"),
        count("figure-complaints", this.cards.complaints, before.cards.complaints, "compared", "complaints"),
        count("figure-right", this.put_right, before.put_right, "compared", "right"),
        Figure {
            label: voice.plain("figure-answer"),
            value,
            unit,
            compared: answered(this, before, voice),
            link: link("answered"),
        },
    ]
}

/// "7 h sooner"
fn answered(this: &Counts, before: &Counts, voice: &Voice<'_>) -> String {
    match (this.first_answer, before.first_answer) {
        (None, _) => voice.plain("answered-none"),
        (Some(_), None) => voice.plain("answered-first"),
        (Some(now), Some(then)) => {
            let (value, unit) = voice.wait(now.abs_diff(then));
            let wait = format!("{value} {unit}");
            match now.cmp(&then) {
                std::cmp::Ordering::Less => voice.say("answered-sooner", &[("wait", &wait)]),
                std::cmp::Ordering::Greater => voice.say("answered-later", &[("wait", &wait)]),
                std::cmp::Ordering::Equal => voice.plain("answered-same"),
            }
        }
    }
}

/// What stands above the cards in the customer's own words: that these are all, or how they were chosen.
pub(super) fn words_lead(content: &Content, shown: usize, voice: &Voice<'_>) -> String {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let (shown, all) = (number(shown), number(content.marks.len()));
    let key = match () {
        () if shown == all && all == 1 => "words-one",
        () if shown == all => "words-all",
        () if content.marks.len() <= super::gather::MOST_WORDS => "words-newest",
        () => "words-chosen",
    };
    voice.count(key, all, &[("shown", &voice.number(shown))])
}

/// Why this person gets the letter, what its links do, and that it should not be passed on.
pub(super) fn why(content: &Content, voice: &Voice<'_>) -> String {
    let (rhythm, organisation) = (voice.rhythm(&content.reader.rhythm), one_line(&content.organisation.name, 80));
    let given = [("rhythm", rhythm.as_str()), ("organisation", organisation.as_str())];
    let private = voice.plain("why-private");
    let because = match (&content.reader.scope, content.reader.member) {
        (_, None) => return format!("{} {private}", voice.say("why-address", &given)),
        (Scope::Everything, Some(_)) => voice.say("why-all", &given),
        (Scope::Nothing, Some(_)) => voice.say("why-nothing", &given),
        (Scope::Teams(teams), Some(_)) => {
            let mut names: Vec<String> =
                teams.iter().filter_map(|team| content.teams.get(team)).map(|name| one_line(name, 60)).collect();
            names.sort();
            match names.len() {
                0 => voice.say("why-cards", &given),
                1..=4 => {
                    let teams = voice.list(&names);
                    voice.say("why-teams", &[given[0], given[1], ("teams", teams.as_str())])
                }
                many => voice.count("why-many", u64::try_from(many).unwrap_or(u64::MAX), &given),
            }
        }
    };
    format!("{because} {} {private}", voice.plain("why-links"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::messages::Messages;

    #[test]
    fn a_first_answer_is_compared_only_where_there_are_two() {
        let messages = Messages::load().unwrap();
        let voice = Voice::new(&messages, "en");
        let counts = |first_answer| Counts { first_answer, ..Counts::default() };
        assert_eq!(answered(&counts(Some(1140)), &counts(Some(1560)), &voice), "7 h sooner");
        assert_eq!(answered(&counts(Some(50)), &counts(Some(10)), &voice), "40 min later");
        assert_eq!(answered(&counts(None), &counts(Some(10)), &voice), "nobody was answered");
        assert_eq!(answered(&counts(Some(10)), &counts(None), &voice), "nothing to compare with");
        voice.checked().unwrap();
    }
}
