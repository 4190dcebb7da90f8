//! The words of cards and of those who look for them, brought to one form: without case and accents, each word as
//! letters and digits of ASCII (other scripts as their bytes in hexadecimal digits), so that both databases find the
//! same. A card is found by its words, its subject, its customer's name, and the names of those whom it mentions.

use crate::analysis::fold;
use crate::domain::ids::AgentId;
use crate::error::{Kind, Result};
use crate::store::cards::CardRow;
use crate::store::{AnyConnection, cards, mentions, roster, search};
use std::collections::BTreeSet;

/// Words of one card that are kept: twice the longest card on a form.
const MOST_WORDS: usize = 2_000;

/// Bytes of one word that are kept.
const LONGEST: usize = 60;

/// Words of one search.
const MOST_WANTED: usize = 8;

/// Cards whose words are put into the index in one transaction: a few milliseconds of the writing thread.
pub const AT_ONCE: i64 = 40;

/// The words of a text in their one form, in order.
fn words(text: &str) -> Vec<String> {
    let (mut out, mut word) = (Vec::new(), String::new());
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            out.push(plain(&std::mem::take(word)));
        }
    };
    for letter in text.chars() {
        if fold::is_cjk(letter) {
            // Nothing parts words there: each sign stands for itself.
            end(&mut word);
            word.push(letter);
            end(&mut word);
        } else if letter.is_alphanumeric() {
            fold::fold_char(letter, &mut word);
        } else if !matches!(letter, '\'' | '’' | '\u{300}'..='\u{36f}') {
            end(&mut word);
        }
    }
    end(&mut word);
    out
}

/// A word as letters and digits of ASCII. What is the beginning of a word stays the beginning of its form.
fn plain(word: &str) -> String {
    let mut out = if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        word.to_owned()
    } else {
        word.bytes().fold("u8".to_owned(), |out, byte| format!("{out}{byte:02x}"))
    };
    out.truncate(LONGEST);
    out
}

/// What somebody looks for, as words in their one form; none when there is nothing to look for.
pub fn wanted(typed: &str) -> Vec<String> {
    let mut all = words(typed);
    all.truncate(MOST_WANTED);
    all
}

/// All words of a card, each once.
fn of_card(card: &CardRow, names: &[String]) -> String {
    let mut seen = BTreeSet::new();
    let texts = [Some(&card.text), card.subject.as_ref(), card.helper.as_ref(), card.customer_name.as_ref()];
    let number = card.number.to_string();
    for text in texts.into_iter().flatten().chain(names).chain([&number]) {
        for word in words(text) {
            if seen.len() < MOST_WORDS {
                seen.insert(word);
            }
        }
    }
    seen.into_iter().collect::<Vec<_>>().join(" ")
}

/// Puts the words of up to [`AT_ONCE`] waiting cards into the index; says how many those were.
///
/// # Errors
/// Those of the database.
pub fn index_waiting(connection: &mut AnyConnection) -> Result<usize> {
    let waiting = search::waiting(connection, AT_ONCE)?;
    for (organisation, id) in &waiting {
        let card = match cards::by_id(connection, *organisation, *id) {
            Err(error) if error.kind() == Kind::NotFound => {
                search::heard(connection, *organisation, *id)?;
                continue;
            }
            other => other?,
        };
        let known = known(connection, &card)?;
        search::put(connection, *organisation, *id, &known)?;
    }
    Ok(waiting.len())
}

/// What the index is to know of a card: its words and names, and to whom a search for them may be narrowed.
fn known(connection: &mut AnyConnection, card: &CardRow) -> Result<search::Known> {
    let organisation = card.organisation_id;
    let ties = mentions::of_cards(connection, organisation, &[card.id])?;
    let mut agents: Vec<AgentId> = ties.into_iter().map(|tie| tie.agent_id).collect();
    let nobodys = agents.is_empty() && card.team_id.is_none();
    let named = if agents.is_empty() { Vec::new() } else { roster::agents_by_id(connection, organisation, &agents)? };
    let names: Vec<String> = named.into_iter().map(|agent| agent.name).collect();
    if card.uncertain {
        agents
            .extend(mentions::candidates_of(connection, organisation, &[card.id])?.into_iter().map(|row| row.agent_id));
    }
    Ok(search::Known { words: of_card(card, &names), agents, team: card.team_id, nobodys })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_one_form_whatever_their_case_accents_and_script() {
        assert_eq!(words("Inês rang-me: O'Neil's CAFÉ, 42!"), ["ines", "rang", "me", "oneils", "cafe", "42"]);
        assert_eq!(wanted("  — …"), Vec::<String>::new());
        let (whole, part) = (words("Спасибо").remove(0), words("спас").remove(0));
        assert!(whole.starts_with(&part) && whole.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert_eq!(words("田中さん").len(), 4);
        assert_eq!(wanted(&"a ".repeat(50)).len(), MOST_WANTED);
        assert!(words(&"x".repeat(500))[0].len() <= LONGEST);
    }
}
