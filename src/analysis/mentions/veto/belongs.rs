//! To which house a named person belongs, by whose possessive, verb or office stands before the name, and where the deed came from.

use super::firms::{dealer_named, headed_by_firm, house_named, other_firm, other_shop, strange, unplaced};
use super::houses::house_after;
use crate::analysis::fold::{Case, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::address::respected;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::trades::{HOUSES, TRADES, is, known_here, ours};

/// "P&O's Kevin", "puregym's trevor", "The Halifax's Mr Noonan", "the Co-op's lovely Ana".
pub(super) fn owner(reader: &Reader, i: usize) -> bool {
    let mut at = i;
    for _ in 0..3 {
        let Some(p) = reader.before(at, 1) else { return false };
        if reader.gap(at) > Gap::Space {
            return false;
        }
        if reader.tok(p).is_some_and(|t| t.possessive) {
            // "My neighbour's gardener Basil".
            if reader.has(p, lex::KIN) && at != i && reader.before(p, 1).is_some_and(|m| reader.has(m, lex::MINE)) {
                return true;
            }
            let the = reader.before(p, 1).is_some_and(|d| reader.word(d) == "the");
            // A firm has an article where a town has none.
            let town = reader.has(p, lex::PLACE | lex::ORG | lex::MEDIUM)
                || reader.tok(p).is_some_and(|t| reader.roster.team_word(t.hash));
            let article = the && reader.capital(p) && reader.mode == Mode::Normal && town && !reader.has(p, lex::DEPT);
            // "Booking.com's agent Sandra".
            let dot = reader.tok(p).is_some_and(|t| t.mark == '.' && t.gap == Gap::Soft);
            let site = dot
                && matches!(reader.word(p), "com" | "net" | "org" | "co" | "ie" | "de" | "fr" | "es")
                && p.checked_sub(1).is_some_and(|n| !known_here(reader, n) && !ours(reader, n));
            if site {
                return true;
            }
            // "P&O's".
            let letter = reader.tok(p).is_some_and(|t| t.letters == 1) && reader.capital(p);
            let plain = reader.has(p, lex::WORD) && !reader.has(p, lex::ORG) && !letter && !reader.capital(p);
            let person = reader.has(p, lex::GIVEN) && !reader.has(p, lex::ORG);
            let elided = matches!(
                reader.word(p),
                "it" | "that" | "what" | "who" | "here" | "there" | "he" | "she" | "let" | "how" | "where" | "name"
            );
            let today = matches!(
                reader.word(p),
                "today" | "tonight" | "yesterday" | "tomorrow" | "morning" | "evening" | "week" | "company"
            );
            return article || letter || strange(reader, p) && !plain && !person && !elided && !today;
        }
        if !reader.has(p, lex::TITLE | lex::ROLE | lex::PADJ) {
            return false;
        }
        at = p;
    }
    false
}

/// "Stena had a lovely girl called Priya": the house that has them is another.
pub(super) fn employer(reader: &Reader, i: usize) -> bool {
    if reader.mode != Mode::Normal {
        return false;
    }
    let mut k = i;
    for _ in 0..8 {
        let Some(p) = reader.before(k, 1) else { return false };
        if matches!(reader.word(p), "had" | "has" | "have" | "employs" | "employed" | "sent" | "sends") {
            let Some(near) = reader.before(p, 1) else { return false };
            // "We've had Tom here three days": that is the writer.
            if matches!(reader.word(near), "weve" | "ive" | "youve" | "theyve" | "id" | "wed") {
                return false;
            }
            // "The Flyefit crowd have a trainer, Dylan,".
            let crowd = matches!(reader.word(near), "crowd" | "lot" | "people" | "folks" | "guys" | "place" | "lads");
            if crowd && reader.before(near, 1).is_some_and(|f| other_firm(reader, f, false) && reader.unknown(f)) {
                return true;
            }
            let (s, nearby) = unplaced(reader, near);
            // "Checkers on the corner has a butcher named Tom".
            let called =
                nearby && reader.capital(s) && strange(reader, s) && !reader.has(s, lex::GIVEN | lex::PLACENOUN);
            return called || other_firm(reader, s, s != near) || nearby && other_shop(reader, s);
        }
        // "NRMA sent a patrolman, Trevor,".
        let some = reader.tok(p).is_some_and(|t| t.case == Case::Lower)
            && reader.before(p, 1).is_some_and(|a| matches!(reader.word(a), "a" | "an" | "one"));
        if !some
            && !reader.has(p, lex::DET | lex::PADJ | lex::ROLE | lex::NAMED | lex::TITLE | lex::TADJ | lex::BEWAS)
            && !matches!(reader.word(p), "young" | "old" | "who" | "one")
        {
            return false;
        }
        k = p;
    }
    false
}

/// "The manager of the Co-op, a Mr Stott": an office in another house, and who holds it.
pub(super) fn office(reader: &Reader, i: usize) -> bool {
    let mut at = i;
    while reader
        .before(at, 1)
        .is_some_and(|p| reader.has(p, lex::TITLE) || matches!(reader.word(p), "a" | "one" | "called" | "named"))
    {
        at -= 1;
    }
    if reader.gap(at) != Gap::Soft {
        return false;
    }
    let mut house = false;
    for back in 1..=6usize {
        let Some(p) = reader.before(at, back) else { return false };
        if p + 1 != at
            && reader.gap(p + 1) > Gap::Space
            && reader.tok(p + 1).is_none_or(|t| !matches!(t.mark, '&' | '.'))
        {
            return false;
        }
        if matches!(reader.word(p), "of" | "at" | "from") {
            // "The nurse at my surgery, Gareth": the writer's own.
            let mine = reader.has(p + 1, lex::MINE)
                && !matches!(reader.word(p + 2), "local" | "branch" | "store" | "shop" | "nearest" | "usual");
            return (house || mine)
                && (1..=3).any(|b| {
                    reader.before(p, b).is_some_and(|r| {
                        (reader.has(r, lex::ROLE) || is(reader, r, TRADES)) && !reader.has(r, lex::DEPT)
                    })
                });
        }
        let named = reader.capital(p) && reader.mode == Mode::Normal && !reader.has(p, lex::DEPT | lex::PLACE);
        if known_here(reader, p) || reader.has(p, lex::DEPT | lex::STAFFCUE) {
            return false;
        }
        let public = matches!(
            reader.word(p),
            "centre"
                | "center"
                | "mall"
                | "park"
                | "church"
                | "market"
                | "stadium"
                | "library"
                | "beach"
                | "museum"
                | "theatre"
                | "terminal"
                | "embassy"
                | "consulate"
        ) && !ours(reader, p);
        house |= public || named && strange(reader, p) || is(reader, p, HOUSES) && !ours(reader, p);
    }
    false
}

/// "The taxi I had to take (driver Yusuf, lovely)": in brackets, the man of a thing that is not ours.
pub(super) fn bracketed(reader: &Reader, i: usize) -> bool {
    let Some(role) = reader.before(i, 1).filter(|r| reader.gap(i) <= Gap::Space && reader.has(*r, lex::ROLE)) else {
        return false;
    };
    reader.tok(role).is_some_and(|t| t.mark == '(')
        && (1..=10)
            .map_while(|b| reader.before(role, b))
            .any(|k| is(reader, k, HOUSES) && !ours(reader, k) && !reader.has(k, lex::DEPT))
}

/// "Mr Brigg telephoned from the council": where the deed came from.
pub(super) fn origin(reader: &Reader, last: usize) -> Option<f32> {
    let verb = reader.after(last, 1).filter(|k| reader.has(*k, lex::VERB) || reader.word(*k).ends_with("ed"))?;
    matches!(reader.word(verb), "telephoned" | "phoned" | "rang" | "called" | "wrote" | "came" | "emailed" | "visited")
        .then(|| house_after(reader, verb))
        .flatten()
}

/// "Mark from the AA", "Simran from HDFC", "Carter from Sky": a short capital name that is no team or place here.
pub(super) fn initials_after(reader: &Reader, last: usize) -> bool {
    let Some(from) = reader.after(last, 1).filter(|k| matches!(reader.word(*k), "from" | "of" | "de" | "von")) else {
        return false;
    };
    let the = reader.after(from, 1).is_some_and(|k| matches!(reader.word(k), "the" | "la" | "der" | "dem"));
    let k = from + 1 + usize::from(the);
    let Some(t) = reader.tok(k).filter(|t| t.gap == Gap::Space && !t.digits && !t.cjk) else { return false };
    let capital = t.case == Case::Upper && t.letters >= 2 || t.case == Case::Title && t.letters == 3;
    let known =
        lex::DEPT | lex::ROLE | lex::PLACE | lex::TITLE | lex::DET | lex::POSS | lex::DAY | lex::MONTH | lex::GIVEN;
    reader.mode == Mode::Normal
        && capital
        && reader.organisation().is_some()
        && !known_here(reader, k)
        && !reader.has(k, known)
        && !matches!(reader.word(k), "hq" | "hr" | "it" | "cs" | "vip" | "tv" | "ac" | "er" | "gp" | "pm" | "am" | "ok")
        && (reader.tok(k + 1).is_none_or(|n| n.gap > Gap::Space || n.case == Case::Lower)
            || t.case == Case::Upper && firm_on(reader, k + 1, known))
}

/// "AA Cabs", "BT Retail": words with capitals that go on with a firm's letters, and none of them is of ours.
fn firm_on(reader: &Reader, from: usize, known: u64) -> bool {
    reader.capital(from)
        && (from..from + 3)
            .take_while(|n| reader.gap(*n) <= Gap::Space && reader.capital(*n))
            .all(|n| !known_here(reader, n) && !reader.has(n, known | lex::PLACENOUN))
}

/// "Mary, Queen of Scots".
pub(super) fn crowned(reader: &Reader, last: usize) -> bool {
    let next = reader.after(last, 1);
    next.is_some_and(|k| {
        reader.capital(k)
            && reader.gap(k) <= Gap::Soft
            && matches!(
                reader.word(k),
                "queen" | "king" | "princess" | "prince" | "duke" | "duchess" | "empress" | "emperor" | "tsar"
            )
    }) && reader.after(last, 2).is_some_and(|k| reader.word(k) == "of")
}

/// "our Ben turned four": said of one's own in many a family.
pub(super) fn our_own(reader: &Reader, i: usize, last: usize) -> bool {
    let Some(p) = reader.before(i, 1).filter(|_| reader.gap(i) <= Gap::Space) else { return false };
    matches!(reader.word(p), "our" | "unser" | "unsere" | "unserem" | "notre" | "nuestro" | "nuestra")
        && !reader.has(i, lex::WORD)
        && !works(reader, last)
        && !respected(reader, last + 1, last)
}

/// Whether a department follows, or a small word and where they work; but "sent our Ana in for milk" goes on otherwise.
fn works(reader: &Reader, last: usize) -> bool {
    let here = |on: usize| {
        reader.after(last, on).is_some_and(|k| {
            reader.has(k, lex::DEPT | lex::PLACENOUN)
                || known_here(reader, k)
                || reader.mode == Mode::Normal && reader.capital(k)
        })
    };
    let next = reader.after(last, 1);
    reader.is(next, lex::DEPT)
        || reader.is(next, lex::PREP)
            && (here(2) || reader.is(reader.after(last, 2), lex::DET | lex::POSS) && (here(3) || here(4)))
}

/// "some fella called Jack keyed the car": whoever is introduced so is as likely a passer-by.
pub(super) fn some_fellow(reader: &Reader, i: usize) -> bool {
    let w = |b: usize| reader.before(i, b).map_or("", |k| reader.word(k));
    // "super nice", "at the bar": what is said of those who serve.
    let serves = (1..=16).map_while(|on| reader.after(i, on)).any(|k| {
        reader.has(k, lex::PADJ) && !reader.has(k, lex::DET | lex::VERB) || reader.has(k, lex::DEPT) && k <= i + 3
    });
    !serves
        && matches!(w(1), "called" | "named")
        && w(3) == "some"
        && matches!(
            w(2),
            "guy"
                | "fella"
                | "fellow"
                | "man"
                | "bloke"
                | "dude"
                | "lad"
                | "person"
                | "woman"
                | "lady"
                | "kid"
                | "chap"
        )
}

/// "B&Q had nobody who knew, some lad called Cole pointed at the paint": in a sentence about another house.
pub(super) fn somebody_there(reader: &Reader, i: usize) -> bool {
    let called = reader.before(i, 1).is_some_and(|k| reader.has(k, lex::NAMED) || reader.has(k, lex::ROLE));
    let some =
        (1..=4).any(|b| reader.before(i, b).is_some_and(|k| matches!(reader.word(k), "some" | "a" | "one") && k > 0));
    if !called || !some {
        return false;
    }
    let least = i.saturating_sub(40);
    let start = (least..i).rev().find(|k| reader.gap(*k) == Gap::Hard).unwrap_or(least);
    // "The Toyota dealer in Tulsa, a guy there called Cole": who is there is of the house that was named.
    let there = (2..=4).any(|b| reader.before(i, b).is_some_and(|k| matches!(reader.word(k), "there" | "where")));
    house_named(reader, start, i.saturating_sub(2)) || there && dealer_named(reader, start, i.saturating_sub(2))
}

/// "their man Tadeusz", "Their driver, a Tadeusz,": where another house was named before in the sentence, or in the last one.
pub(super) fn their_man(reader: &Reader, i: usize) -> bool {
    let small = |k: usize| matches!(reader.word(k), "a" | "an" | "one" | "some" | "called" | "named");
    let introduced = reader.before(i, 1).is_some_and(|k| reader.gap(i) <= Gap::Space && small(k));
    let at = if introduced { i - 1 } else { i };
    let Some(role) = reader.before(at, 1).filter(|r| reader.gap(at) <= Gap::Soft && reader.has(*r, lex::ROLE)) else {
        return false;
    };
    let their = (1..=2)
        .filter_map(|b| reader.before(role, b))
        .find(|k| matches!(reader.word(*k), "their" | "its" | "leur" | "ihr"));
    their.is_some_and(|t| {
        (1..=12).map_while(|b| reader.before(t, b)).any(|k| {
            reader.capital(k)
                && reader.mode == Mode::Normal
                && strange(reader, k)
                && !reader.has(k, lex::GIVEN)
                && (reader.unknown(k) && !reader.starts_sentence(k)
                    || reader.has(k, lex::ORG)
                    || reader.before(k, 1).is_some_and(|d| reader.word(d) == "the"))
        }) || reader.gap(t) == Gap::Hard && headed_by_firm(reader, t)
    })
}

/// "The son of the host family, Hugh, plays drums": between commas, after kin who are the sentence's subject.
pub(super) fn kin_apposed(reader: &Reader, i: usize, last: usize) -> bool {
    if reader.gap(i) != Gap::Soft || reader.gap(last + 1) != Gap::Soft {
        return false;
    }
    for back in 1..=6usize {
        let Some(k) = reader.before(i, back) else { return false };
        if k + 1 != i && reader.gap(k + 1) > Gap::Space
            || reader.has(k, lex::VERB | lex::AUX | lex::SPOKE | lex::BYVERB)
        {
            return false;
        }
        if reader.has(k, lex::KINONLY) {
            return reader
                .before(k, 1)
                .is_some_and(|d| reader.has(d, lex::DET | lex::POSS) && reader.word(d) != "your");
        }
    }
    false
}

/// "Gio B., stayed three nights": who begins so tells of their own stay.
pub(super) fn opens_as_customer(reader: &Reader, i: usize, last: usize) -> bool {
    let next = last + 1;
    // "Darnell: patient, funny" tells what he is like.
    let kind = reader.word(next) == "patient" && reader.gap(next + 1) <= Gap::Soft && {
        let on = next + 1 + usize::from(reader.has(next + 1, lex::AND));
        reader.has(on, lex::PADJ) && !matches!(reader.word(on), "very" | "so" | "really" | "extremely")
            || reader.tok(next).is_some_and(|t| t.mark == ':')
    };
    // "Gio B. stayed past closing", "Gio, booked us in": what staff do.
    let serves = match reader.word(next) {
        "stayed" => matches!(
            reader.word(next + 1),
            "past" | "late" | "later" | "behind" | "until" | "till" | "open" | "back" | "longer" | "extra"
        ),
        "booked" | "ordered" => matches!(reader.word(next + 1), "me" | "us" | "my" | "our"),
        _ => false,
    };
    i == 0
        && !kind
        && !serves
        && reader.gap(next) >= Gap::Soft
        && (reader.gap(next) == Gap::Soft || reader.tok(last).is_some_and(|t| t.letters == 1))
        && matches!(
            reader.word(next),
            "stayed"
                | "booked"
                | "visited"
                | "ordered"
                | "bought"
                | "travelled"
                | "traveled"
                | "flew"
                | "attended"
                | "customer"
                | "member"
                | "guest"
                | "room"
                | "account"
                | "patient"
                | "aged"
                | "age"
                | "cliente"
                | "client"
                | "kunde"
                | "kundin"
        )
}
