//! What a digest says in whole sentences. Pure: counts and moments in, English out.

use super::gather::{Content, Counts};
use super::links::Links;
use super::reader::Scope;
use crate::domain::names::{first_name, one_line};
use crate::domain::rhythm::Span;
use crate::domain::wording::counts::{and_list, compared, counted, grouped, number_word, plural, sentence_case};
use crate::mail::letters::digest::{Figure, mood};

/// "Good morning Ruth. A kinder week than the one before. Two people are still waiting to hear from you."
pub(super) fn greeting(content: &Content) -> String {
    let hour = content.now.to_zoned(content.reader.zone().clone()).hour();
    let hello = match hour {
        0..=11 => "Good morning",
        12..=17 => "Good afternoon",
        _ => "Good evening",
    };
    let hello = match first_name(&content.reader.name) {
        "" => format!("{hello}."),
        name => format!("{hello} {name}."),
    };
    let pair = |counts: &Counts| (counts.cards.praise, counts.cards.complaints);
    match content.span {
        Span::Days(_) => format!("{hello} This letter covers {}. {}", content.span.noun(), waiting(content)),
        Span::Day | Span::Week | Span::Month => {
            let mood = mood(&content.span.noun(), pair(&content.this), pair(&content.before));
            format!("{hello} {mood} {}", waiting(content))
        }
    }
}

/// "Two of them are older and were stored after their own letter."
pub(super) fn late(content: &Content) -> Option<String> {
    let (count, all) = (content.late, content.accounting.shown + content.accounting.waiting);
    let older = format!(
        "older and {} stored after {} own letter.",
        plural(count, "was", "were"),
        plural(count, "its", "their")
    );
    match count {
        0 => None,
        1 if all == 1 => Some(format!("It is {older}")),
        1 => Some(format!("One of them is {older}")),
        _ => Some(format!("{} of them are {older}", sentence_case(&number_word(count)))),
    }
}

/// "Two people are still waiting to hear from you, and one complaint has no owner." Says no name and no word of a
/// customer's: a mailbox shows it beside the subject.
pub(super) fn waiting(content: &Content) -> String {
    let unowned = content.complaints_unowned;
    let owned = content.complaints_in_all.saturating_sub(unowned);
    let mut parts = Vec::new();
    if owned > 0 {
        let people = plural(owned, "person is", "people are");
        parts.push(format!("{} {people} still waiting to hear from you", number_word(owned)));
    }
    if unowned > 0 {
        let complaints = plural(unowned, "complaint has", "complaints have");
        parts.push(format!("{} {complaints} no owner", number_word(unowned)));
    }
    match parts.as_slice() {
        [] if content.questions_in_all > 0 => {
            let cards = plural(content.questions_in_all, "card asks", "cards ask");
            format!("{} {cards} who is meant.", sentence_case(&number_word(content.questions_in_all)))
        }
        [] => "Nobody is waiting to hear from you.".to_owned(),
        parts => format!("{}.", sentence_case(&parts.join(", and "))),
    }
}

/// The four figures, each against the window before. Never a percentage: of small numbers it would be a lie.
pub(super) fn figures(content: &Content, links: Links<'_>) -> Vec<Figure> {
    let than = format!(" than the {} before", content.span.noun());
    let (this, before) = (&content.this, &content.before);
    let link = |what| links.told(content.period, what);
    let count = |label: &str, now: u64, then: u64, than: &str, what| Figure {
        link: link(what),
        label: label.to_owned(),
        value: grouped(now),
        unit: String::new(),
        compared: match compared(now, then) {
            same if now == then && !than.is_empty() => format!("{same} as{}", than.trim_start_matches(" than")),
            other => format!("{other}{than}"),
        },
    };
    let (value, unit) = this.first_answer.map_or_else(|| ("–".to_owned(), String::new()), length);
    vec![
        count("Praise", this.cards.praise, before.cards.praise, &than, "praise"),
        count("Complaints", this.cards.complaints, before.cards.complaints, "", "complaints"),
        count("Put right", this.put_right, before.put_right, "", "right"),
        Figure {
            label: "First answer".to_owned(),
            value,
            unit,
            compared: answered(this, before),
            link: link("answered"),
        },
    ]
}

/// "7 h sooner"
fn answered(this: &Counts, before: &Counts) -> String {
    match (this.first_answer, before.first_answer) {
        (None, _) => "nobody was answered".to_owned(),
        (Some(_), None) => "nothing to compare with".to_owned(),
        (Some(now), Some(then)) => {
            let (value, unit) = length(now.abs_diff(then));
            match now.cmp(&then) {
                std::cmp::Ordering::Less => format!("{value} {unit} sooner"),
                std::cmp::Ordering::Greater => format!("{value} {unit} later"),
                std::cmp::Ordering::Equal => "the same".to_owned(),
            }
        }
    }
}

/// Minutes in the unit in which people say them: minutes below two hours, hours below four days, then days.
fn length(minutes: u64) -> (String, String) {
    match minutes {
        0..=119 => (minutes.to_string(), "min".to_owned()),
        120..=5759 => (((minutes + 30) / 60).to_string(), "h".to_owned()),
        _ => (grouped((minutes + 720) / 1440), "days".to_owned()),
    }
}

/// What stands above the cards in the customer's own words: that these are all, or how they were chosen.
pub(super) fn words_lead(content: &Content, shown: usize) -> String {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let (shown, all) = (number(shown), number(content.marks.len()));
    if shown == all {
        return match all {
            1 => "The one card, in the customer’s words.".to_owned(),
            _ => format!("All {}, the newest first.", counted(all, "card", "cards")),
        };
    }
    if content.marks.len() <= super::gather::MOST_WORDS {
        return format!("The newest {} of {}.", grouped(shown), counted(all, "card", "cards"));
    }
    format!("{} of {}: the newest complaints and the warmest praise.", grouped(shown), counted(all, "card", "cards"))
}

/// Why this person gets the letter, what its links do, and that it should not be passed on.
pub(super) fn why(content: &Content) -> String {
    let organisation = one_line(&content.organisation.name, 80);
    let because = match (&content.reader.scope, content.reader.member) {
        (_, None) => {
            return format!(
                "You get this letter {} because {organisation} has it sent to this address. It can be read in a \
                 browser for 45 days. Please do not forward it: it quotes customers.",
                content.reader.rhythm.days()
            );
        }
        (Scope::Everything, Some(_)) => format!("you look after all of {organisation}"),
        (Scope::Nothing, Some(_)) => format!("you belong to {organisation}; it tells of no card, for you lead no team"),
        (Scope::Teams(teams), Some(_)) => {
            let mut names: Vec<String> =
                teams.iter().filter_map(|team| content.teams.get(team)).map(|name| one_line(name, 60)).collect();
            names.sort();
            match names.len() {
                0 => format!("you look after cards of {organisation}"),
                1..=4 => format!("you look after {} at {organisation}", and_list(&names)),
                many => format!("you look after {many} teams at {organisation}"),
            }
        }
    };
    format!(
        "You get this letter {} because {because}. Links open Smilecard and ask you to sign in; nothing happens \
         until you confirm it there. Please do not forward it: it quotes customers.",
        content.reader.rhythm.days()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_told_in_a_unit_that_people_use() {
        let said = |minutes| {
            let (value, unit) = length(minutes);
            format!("{value} {unit}")
        };
        assert_eq!(said(45), "45 min");
        assert_eq!(said(19 * 60 + 10), "19 h");
        assert_eq!(said(5 * 1440), "5 days");
    }

    #[test]
    fn a_first_answer_is_compared_only_where_there_are_two() {
        let counts = |first_answer| Counts { first_answer, ..Counts::default() };
        assert_eq!(answered(&counts(Some(1140)), &counts(Some(1560))), "7 h sooner");
        assert_eq!(answered(&counts(Some(50)), &counts(Some(10))), "40 min later");
        assert_eq!(answered(&counts(None), &counts(Some(10))), "nobody was answered");
        assert_eq!(answered(&counts(Some(10)), &counts(None)), "nothing to compare with");
    }
}
