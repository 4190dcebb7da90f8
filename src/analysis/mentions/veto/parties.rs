//! Third parties: who is told to be of a small firm, at the desk of "them", or the owner of a place that is none of ours.

use crate::analysis::fold::{Case, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::trades::known_here;

/// How likely somebody works here whom the words beside the name, from `i` to `last`, place with a third party.
pub(super) fn third(reader: &Reader, i: usize, last: usize) -> Option<f32> {
    let placed = small_firm(reader, last) || their_desk(reader, last) || chat(reader, last);
    (placed || owner(reader, i) || executive(reader, i)).then_some(0.2)
}

/// What rivals do.
const OFFERS: &[&str] = &["offered", "offers", "quoted", "quotes", "charges", "undercut", "matched", "beats"];

/// "Derek from eir has offered us": a word that nobody knows, in small letters, and then what he did.
fn small_firm(reader: &Reader, last: usize) -> bool {
    let k = last + 2;
    reader.word(last + 1) == "from"
        && (last + 1..=k).all(|k| reader.gap(k) <= Gap::Space)
        && reader.mode == Mode::Normal
        && reader.capital(last)
        && reader.tok(k).is_some_and(|t| t.case == Case::Lower && !t.digits && t.letters > 2)
        && reader.unknown(k)
        && !lex::is_common(reader.word(k))
        && !known_here(reader, k)
        && !reader.has(k, lex::PLACE | lex::DEPT)
        && (k + 1..k + 4).take_while(|n| reader.gap(*n) <= Gap::Space).any(|n| OFFERS.contains(&reader.word(n)))
}

/// What somebody is talked to by, which may be ours.
const CHANNELS: &[&str] =
    &["whatsapp", "zendesk", "livechat", "messenger", "facebook", "instagram", "twitter", "zoom", "skype", "intercom"];

/// "The Interislander bumped us. Liam on their check-in said your voucher was wrong": they are not you.
fn their_desk(reader: &Reader, last: usize) -> bool {
    let end = (last + 2..reader.len()).find(|k| reader.gap(*k) == Gap::Hard).unwrap_or(reader.len());
    matches!(reader.word(last + 1), "on" | "at" | "in" | "from" | "behind")
        && reader.word(last + 2) == "their"
        && matches!(reader.word(last + 3), "desk" | "check" | "checkin" | "counter" | "stand")
        && (last + 1..last + 4).all(|k| reader.gap(k) <= Gap::Space)
        && (last + 4..end).any(|k| reader.word(k) == "your")
}

/// A house with a name that nothing here has.
fn strange(reader: &Reader, k: usize) -> bool {
    reader.mode == Mode::Normal
        && reader.capital(k)
        && reader.unknown(k)
        && !reader.has(k, lex::GIVEN | lex::PLACE | lex::SURNAME)
        && !known_here(reader, k)
}

/// "Joy on the Groupon chat": at the counter of another house.
fn chat(reader: &Reader, last: usize) -> bool {
    let k = last + 3;
    matches!(reader.word(last + 1), "on" | "at" | "in" | "from")
        && reader.word(last + 2) == "the"
        && (last + 1..=k + 1).all(|k| reader.gap(k) <= Gap::Space)
        && strange(reader, k)
        && !CHANNELS.contains(&reader.word(k))
        && matches!(reader.word(k + 1), "chat" | "helpline" | "app" | "page" | "site" | "website")
}

/// "Bajaj Finance executive Savio": of a house that is named before what they are.
fn executive(reader: &Reader, i: usize) -> bool {
    let Some(role) = i.checked_sub(1).filter(|p| reader.gap(i) <= Gap::Space && reader.word(*p) == "executive") else {
        return false;
    };
    let named = |k: usize| {
        reader.capital(k)
            && reader.gap(k + 1) <= Gap::Space
            && !known_here(reader, k)
            && !reader.has(k, lex::GIVEN | lex::TITLE)
    };
    let unheard =
        |k: usize| (reader.unknown(k) || reader.has(k, lex::SURNAME)) && !reader.has(k, lex::PLACE | lex::DEPT);
    reader.mode == Mode::Normal
        && role >= 2
        && reader.tok(role).is_some_and(|t| t.case == Case::Lower)
        && (role - 2..role).all(named)
        && (role - 2..role).any(unheard)
}

/// "the holiday park owner, Moana": of a place that is none of ours.
fn owner(reader: &Reader, i: usize) -> bool {
    let Some(p) = i.checked_sub(1).filter(|p| *p > 1 && reader.gap(i) == Gap::Soft) else { return false };
    let place = p - 1;
    reader.tok(i).is_some_and(|t| t.mark == ',')
        && matches!(reader.word(p), "owner" | "landlord" | "landlady" | "proprietor")
        && reader.gap(p) <= Gap::Space
        && matches!(
            reader.word(place),
            "park" | "site" | "land" | "building" | "house" | "flat" | "farm" | "field" | "pub"
        )
        && !known_here(reader, place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    #[test]
    fn third_parties_are_told_by_what_they_belong_to() {
        let other = |text: &str| testing::at(&testing::nobody(), text, "liam", |r, i| third(r, i, i).is_some());
        assert!(other("Our Liam from eir has offered us more for less."));
        assert!(other("Then Liam on their check-in said your voucher was wrong."));
        assert!(other("Thank God for the holiday park owner, Liam, who let us in."));
        assert!(other("Liam on the Groupon chat swore that it covered the sauna."));
        assert!(other("Bajaj Finance executive Liam keeps calling me."));
        assert!(!other("Your executive Liam keeps calling me."));
        assert!(!other("Young executive Liam keeps calling me."));
        assert!(!other("And Liam from accounts has put it right."));
        assert!(!other("The staff is great, and Liam on their check-in was lovely."));
        assert!(!other("Thank God for the owner, Liam, who let us in."));
        assert!(!other("Thank God for your new owner, Liam, who let us in."));
    }
}
