//! People of another house that the sentence names: one that the writer was with before ("PureGym put me with a trainer called
//! Tom"), a supplier of ours, a rival, or where somebody is said to be from ("the driver from Ronda Taxis").

use super::bystanders::ANYBODY;
use super::firms::{a_firm, strange};
use super::houses::GENERAL;
use crate::analysis::fold::{Case, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader, Written};
use crate::analysis::mentions::trades::{HOUSES, TRADES, is, ours};

/// "PureGym in Derby put me with a trainer called Tom": the house that gave the writer somebody is another.
pub(super) fn assigned(reader: &Reader, i: usize) -> bool {
    if reader.mode != Mode::Normal || reader.organisation().is_none() {
        return false;
    }
    let (mut k, mut some) = (i, false);
    for _ in 0..8 {
        let Some(p) = reader.before(k, 1) else { return false };
        let word = reader.word(p);
        if matches!(word, "put" | "gave" | "assigned" | "paired" | "matched" | "set" | "offered" | "sent") {
            return some && subject(reader, p);
        }
        some |= matches!(word, "a" | "an" | "some" | "one" | "their");
        let step = reader.has(p, lex::DET | lex::PADJ | lex::ROLE | lex::NAMED | lex::TITLE)
            || matches!(word, "me" | "us" | "with" | "up" | "to" | "onto" | "young" | "personal");
        if !step {
            return false;
        }
        k = p;
    }
    false
}

/// Whether the subject of the verb is another house, with or without where it is: "PureGym", "PureGym in Derby".
pub(super) fn subject(reader: &Reader, verb: usize) -> bool {
    let near = reader.before(verb, 1);
    let placed = reader.before(verb, 2).is_some_and(|p| matches!(reader.word(p), "in" | "at" | "of" | "on"));
    let Some(s) = (if placed { reader.before(verb, 3) } else { near }) else { return false };
    let person = lex::GIVEN | lex::SURNAME;
    let named = reader.before(s, 1).filter(|_| reader.gap(s) <= Gap::Space);
    // "British Gas", "The Blue Cross": two words with capitals make a name, whatever the second means.
    let two = named.is_some_and(|k| reader.capital(k) && strange(reader, k) && !GENERAL.contains(&reader.word(k)));
    reader.capital(s)
        && strange(reader, s)
        && (reader.unknown(s) || reader.has(s, lex::ORG) || two)
        && !reader.has(s, person)
        && !reader.is(named, person | lex::TITLE)
}

/// "I had a trainer called Tom before I joined you": somebody of an earlier time, introduced as a stranger is.
pub(super) fn before_us(reader: &Reader, i: usize, last: usize) -> bool {
    let called = reader.before(i, 1).is_some_and(|p| matches!(reader.word(p), "called" | "named"));
    if !called {
        return false;
    }
    let back = || (2..=9).filter_map(|b| reader.before(i, b));
    let some = back().take(4).any(|k| matches!(reader.word(k), "a" | "an" | "some"));
    let spoke = back().any(|k| {
        reader.has(k, lex::SPOKE | lex::THANK) || matches!(reader.word(k), "told" | "rang" | "phoned" | "emailed")
    });
    some && !spoke
        && (1..=8).filter_map(|on| reader.after(last, on)).any(|k| {
            let here = |at: usize| matches!(reader.word(at), "here" | "you" | "your" | "over" | "to");
            matches!(reader.word(k), "before" | "until" | "till")
                && matches!(reader.word(k + 1), "i" | "we")
                && matches!(
                    reader.word(k + 2),
                    "came" | "joined" | "switched" | "moved" | "transferred" | "changed" | "found" | "discovered"
                )
                && here(k + 3)
        })
}

/// Who works for the house and is not the house.
const SUPPLIERS: &[&str] = &[
    "courier",
    "couriers",
    "contractor",
    "contractors",
    "subcontractor",
    "subcontractors",
    "supplier",
    "suppliers",
    "agency",
    "carrier",
    "insurer",
    "insurers",
    "partner",
    "partners",
];

/// "Mo from your courier", "Tom at your delivery partner": somebody of a house that works for ours.
pub(super) fn of_supplier(reader: &Reader, last: usize) -> bool {
    let n = last + 1;
    let own = reader.gap(n) <= Gap::Space
        && matches!(reader.word(n), "from" | "at" | "with")
        && matches!(reader.word(n + 1), "your" | "the");
    let supplier = |k: usize| SUPPLIERS.contains(&reader.word(k)) && !ours(reader, k);
    // "Mo at our travel agents": whom the writer has besides.
    let besides = reader.gap(n) <= Gap::Space
        && matches!(reader.word(n), "from" | "at" | "with")
        && matches!(reader.word(n + 1), "our" | "my");
    let helper = |k: usize| (supplier(k) || BESIDES.contains(&reader.word(k))) && !ours(reader, k);
    (own || besides)
        && [n + 2, n + 3].into_iter().any(|k| {
            let next = reader.gap(k + 1) <= Gap::Space && reader.has(k + 1, lex::DEPT | lex::ROLE);
            (if besides { helper(k) } else { supplier(k) }) && !next && (n + 1..=k).all(|b| reader.gap(b) <= Gap::Space)
        })
}

/// Who works for the writer, and not for the house.
const BESIDES: &[&str] = &[
    "agents",
    "solicitor",
    "solicitors",
    "accountant",
    "accountants",
    "broker",
    "brokers",
    "lawyer",
    "lawyers",
    "surveyor",
    "surveyors",
    "architect",
    "architects",
    "conveyancer",
    "conveyancers",
    "realtor",
    "attorney",
    "employer",
    "union",
];

/// "I prefer Selfridges, there's a girl there, Aisha,": whom the writer knows in a house that was named just before.
pub(super) fn one_there(reader: &Reader, i: usize) -> bool {
    let called = reader.before(i, 1).filter(|p| matches!(reader.word(*p), "called" | "named"));
    let Some(there) = reader.before(called.unwrap_or(i), 1).filter(|k| reader.word(*k) == "there") else {
        return false;
    };
    let somebody = reader.before(there, 1).is_some_and(|k| ANYBODY.contains(&reader.word(k)));
    let house = |k: usize| {
        reader.written(k) == Written::Capital
            && strange(reader, k)
            && (reader.unknown(k) || reader.has(k, lex::ORG | lex::SURNAME))
            && reader.before(k, 1).is_some_and(|p| {
                matches!(reader.word(p), "prefer" | "use" | "to" | "at" | "with" | "from" | "try" | "tried" | "like")
            })
    };
    let before = || (2..=20).filter_map(|b| there.checked_sub(b));
    reader.mode == Mode::Normal
        && reader.organisation().is_some()
        && somebody
        && !before().take(8).any(|k| reader.word(k) == "your")
        && before().any(house)
}

/// "United Healthcare's rep, her name was Charlotte": of a house whose possessive stands before what they are.
pub(super) fn named_for(reader: &Reader, i: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(i, b));
    let named = matches!(w(1), "was" | "is") && w(2) == "name" && matches!(w(3), "her" | "his" | "their");
    let Some(role) = reader.before(i, 4).filter(|_| named) else { return false };
    let staff = reader.has(role, lex::ROLE) || is(reader, role, TRADES);
    staff
        && reader.before(role, 1).is_some_and(|o| {
            reader.is_possessive(Some(o)) && reader.capital(o) && strange(reader, o) && !reader.has(o, lex::GIVEN)
        })
}

/// "Our guide from Sandemans was Lukas": of a house that is named between what they are and who.
pub(super) fn was_from(reader: &Reader, i: usize) -> bool {
    let be = reader.before(i, 1).filter(|b| matches!(reader.word(*b), "was" | "is" | "called" | "named"));
    let Some(firm) = be.and_then(|b| reader.before(b, 1)) else { return false };
    let from = reader.before(firm, 1).filter(|f| matches!(reader.word(*f), "from" | "with" | "of"));
    let role = from.and_then(|f| reader.before(f, 1));
    reader.organisation().is_some()
        && reader.written(firm) == Written::Capital
        && strange(reader, firm)
        && (reader.unknown(firm) || reader.has(firm, lex::ORG))
        && !reader.has(firm, lex::PLACE | lex::GIVEN | lex::SURNAME)
        && role.is_some_and(|r| reader.has(r, lex::ROLE) || is(reader, r, TRADES))
}

/// "A ghost walk with one of the tour companies, where a guide named Rory": of any company that the sentence names before.
pub(super) fn in_company(reader: &Reader, i: usize) -> bool {
    let near = || (1..=6).map_while(|b| reader.before(i, b));
    let named = reader.before(i, 1).is_some_and(|p| matches!(reader.word(p), "named" | "called"));
    let Some(place) = near().find(|k| reader.word(*k) == "where").filter(|_| named) else { return false };
    let back = || (1..=12).map_while(|b| reader.before(place, b));
    let company = |k: usize| matches!(reader.word(k), "companies" | "firms" | "agencies" | "tours") && !ours(reader, k);
    back().any(company) && !back().any(|k| matches!(reader.word(k), "your" | "you"))
}

/// "Had CAA tow it in, driver's name was Trevor": one of the house that was named just before.
pub(super) fn name_of_theirs(reader: &Reader, i: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(i, b));
    let Some(role) = reader.before(i, 3).filter(|_| matches!(w(1), "was" | "is") && w(2) == "name") else {
        return false;
    };
    let staff = reader.has(role, lex::ROLE) || is(reader, role, TRADES);
    let before = || (1..=9).filter_map(|b| reader.before(role, b));
    staff
        && reader.is_possessive(Some(role))
        && reader.organisation().is_some()
        && before().any(|k| a_firm(reader, k))
        && !before().any(|k| matches!(reader.word(k), "your" | "you"))
}

/// "Rafael, the driver from Ronda Taxis", "Stephen at the Royal Bank up the road": a house with a name of its own, though
/// a word of it is ours.
pub(super) fn house_behind(reader: &Reader, last: usize) -> bool {
    let n = last + 1;
    let apposed = reader.gap(n) == Gap::Soft && matches!(reader.word(n), "the" | "a" | "an");
    let role = |k: usize| reader.has(k, lex::ROLE) || is(reader, k, TRADES);
    let from = if apposed {
        let Some(r) = (n + 1..n + 4).take_while(|k| reader.gap(*k) <= Gap::Hyphen.max(Gap::Space)).find(|k| role(*k))
        else {
            return false;
        };
        // "João, the tuk-tuk driver".
        if r > n + 1 && is(reader, r - 1, HOUSES) && !ours(reader, r - 1) {
            return reader.organisation().is_some();
        }
        r + 1
    } else {
        n + usize::from(matches!(reader.word(n), "over" | "down" | "up" | "back") && reader.gap(n) <= Gap::Space)
    };
    if !matches!(reader.word(from), "from" | "at" | "of")
        || reader.gap(from) > Gap::Space
        || reader.mode != Mode::Normal
    {
        return false;
    }
    let head = from + 1 + usize::from(reader.word(from + 1) == "the");
    // "Mr Siddiqui at the LGI eye clinic".
    let initials = reader.tok(head).is_some_and(|t| t.case == Case::Upper && t.letters > 2) && strange(reader, head);
    let clinic =
        |k: usize| matches!(reader.word(k), "clinic" | "hospital" | "surgery" | "practice" | "infirmary" | "unit");
    if initials && (head + 1..head + 4).take_while(|k| reader.gap(*k) <= Gap::Space).any(clinic) {
        return reader.organisation().is_some();
    }
    let run = (head..head + 4).take_while(|k| reader.gap(*k) <= Gap::Space && reader.capital(*k)).count();
    // "Patrick over at WestJet": a capital within a word is a firm's.
    let camel = |k: usize| {
        reader.tok(k).is_some_and(|t| t.case == Case::Title)
            && reader.tok(k).is_some_and(|t| {
                reader.text.surface(t.start as usize, t.end as usize).chars().skip(3).any(char::is_uppercase)
            })
    };
    if run == 1 && camel(head) && strange(reader, head) && reader.unknown(head) {
        return reader.organisation().is_some();
    }
    let Some(end) = (run > 1).then(|| head + run - 1) else { return false };
    let own = |k: usize| reader.own_words().iter().any(|w| w == reader.word(k));
    let fleet =
        matches!(reader.word(end), "taxis" | "cabs" | "minicabs" | "cars" | "couriers" | "removals" | "plumbing");
    let house = fleet || is(reader, end, HOUSES) || reader.has(end, lex::COMPANY) || own(end);
    // "the Royal Bank up the road", where ours is a bank as well; but not "the Leeds Bank", where we are in Leeds.
    // "Bristol Water", in the cards of Bristol's council.
    const UTILITIES: [&str; 9] = ["water", "gas", "energy", "power", "rail", "trains", "airport", "university", "post"];
    if own(head) && run == 2 && UTILITIES.contains(&reader.word(end)) && !ours(reader, end) {
        return reader.organisation().is_some();
    }
    let here = reader.tok(head).is_some_and(|t| reader.roster.team_word(t.hash));
    let other = !own(head) && (!ours(reader, end) || own(end) && !here);
    house && other && !reader.has(head, lex::DEPT) && !reader.has(end, lex::DEPT) && reader.organisation().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn at(text: &str, test: impl Fn(&Reader, usize, usize) -> bool) -> bool {
        testing::at(&testing::house("Halden", []), text, "kim", |reader, i| test(reader, i, i))
    }

    #[test]
    fn who_works_for_a_supplier_is_not_ours() {
        let theirs = |text: &str| at(text, |r, _, last| of_supplier(r, last));
        assert!(theirs("Kim from your courier left it outside."));
        assert!(theirs("Kim from your delivery partner left it outside."));
        assert!(!theirs("Kim from your courier desk rang."));
        assert!(!theirs("Kim from your depot left it outside."));
    }

    #[test]
    fn a_house_with_a_name_of_its_own_is_another() {
        let theirs = |text: &str| at(text, |r, _, last| house_behind(r, last));
        assert!(theirs("Kim, the driver from Ronda Taxis, overcharged us."));
        assert!(!theirs("Kim, the driver from Ronda, overcharged us."));
        assert!(!theirs("Kim from Customer Care rang."));
    }
}
