//! Children, pets and kin who are told by what is said of them behind the name: "Rex is four", "Ana got out. She is a house
//! cat", "Ana won it (she's my sister)".

use super::family::PETS;
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::trades::{PEOPLE, TRADES, is, ours};
use crate::analysis::mentions::zones::Zone;
use crate::analysis::roster::gender::{self, Gender};

/// How many words behind a name "she is four" may still be said of it.
const BEHIND: usize = 45;

/// Animals besides `PETS`, and infants, that nobody is called in jest or anger.
const ANIMALS: &[&str] = &[
    "cat",
    "kitten",
    "moggie",
    "tabby",
    "siamese",
    "dog",
    "hound",
    "mongrel",
    "mutt",
    "crossbreed",
    "retriever",
    "lurcher",
    "alsatian",
    "rottweiler",
    "husky",
    "staffie",
    "staffy",
    "corgi",
    "cavapoo",
    "cockerpoo",
    "schnauzer",
    "dalmatian",
    "doberman",
    "mastiff",
    "rabbit",
    "hamster",
    "gerbil",
    "cockatiel",
    "tortoise",
    "ferret",
    "pony",
    "gato",
    "gata",
    "perro",
    "perra",
    "cachorro",
    "chien",
    "chienne",
    "chaton",
    "chiot",
    "hund",
    "hundin",
    "kater",
    "katze",
    "welpe",
    "toddler",
    "newborn",
];

/// Words for a child or an animal that "he" and "she" may mean as well as the name.
const CHILDREN: &[&str] = &[
    "boy", "boys", "girl", "girls", "lad", "lass", "lassie", "one", "ones", "child", "kid", "baby", "infant",
    "princess", "pet", "animal", "horse", "bird", "fish", "patient", "angel", "monster", "terror", "fella", "fellow",
    "bub", "bairn", "pequena", "pequeno", "nina", "nino", "petit", "petite", "fille", "kind", "kleine", "kleiner",
    "junge", "madchen",
];

/// Ages in words, of children and the very old: no service is rated with them where the sentence ends so.
const AGES: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve", "thirteen", "dos", "cuatro",
    "cinco", "seis", "siete", "ocho", "nueve", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "zwei",
    "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "eighty", "ninety", "seventy",
];

/// What staff do or say, with or without an animal or a child of whom the next sentence may tell.
const DEEDS: &[&str] = &[
    "groomed",
    "walked",
    "fed",
    "dried",
    "bathed",
    "weighed",
    "examined",
    "held",
    "carried",
    "taught",
    "teaches",
    "looked",
    "looks",
    "took",
    "takes",
    "saw",
    "sees",
    "treated",
    "treats",
    "helped",
    "made",
    "let",
    "put",
    "used",
    "knew",
    "knows",
    "spoke",
    "spent",
    "played",
    "handled",
    "spotted",
    "noticed",
    "did",
    "does",
    "cut",
    "clipped",
    "trimmed",
    "brushed",
    "washed",
    "shaved",
    "checked",
    "cleaned",
    "gave",
    "gives",
    "said",
    "says",
    "told",
    "asked",
    "explained",
    "promised",
    "refused",
    "insisted",
    "answered",
    "called",
    "rang",
    "phoned",
    "emailed",
    "advised",
    "offered",
    "sent",
    "sends",
    "served",
    "showed",
    "wrote",
    "worked",
    "works",
];

/// Whether what is said behind the name shows that it is a child's, a pet's or kin's.
pub(super) fn small(reader: &Reader, i: usize, last: usize) -> bool {
    at_once(reader, last) || apposed_animal(reader, last) || taken_up(reader, i, last)
}

/// How old somebody in the words at `k` is: "four", "nearly 81", "two and a half", "3 years old"; not "two hours late".
fn age(reader: &Reader, k: usize) -> bool {
    let hedge = matches!(
        reader.word(k),
        "just" | "only" | "nearly" | "almost" | "now" | "still" | "barely" | "erst" | "gerade" | "solo" | "apenas"
    );
    let at = k + usize::from(hedge);
    if reader.gap(at) > Gap::Space {
        return false;
    }
    let number = reader.word(at).parse::<u32>().ok();
    let bare = number.is_some_and(|n| (2..10).contains(&n) || (11..14).contains(&n) || (70..100).contains(&n));
    // "Ana est très gentille".
    let tres = reader.word(at) == "tres" && matches!(reader.word(at + 1), "anos" | "meses");
    if !(tres || number.is_some_and(|n| n < 15 || (70..100).contains(&n)) || AGES.contains(&reader.word(at))) {
        return false;
    }
    let mut next = at + 1;
    if reader.word(next) == "and" && matches!(reader.word(next + 1), "a" | "three") {
        if !matches!(reader.word(next + 2), "half" | "bit" | "quarter" | "quarters") {
            return false;
        }
        next += 3;
    }
    let near = reader.gap(next) <= Gap::Space || reader.gap(next) == Gap::Hyphen;
    match reader.word(next) {
        "years" | "year" | "months" | "month" | "weeks" | "jahre" | "monate" if near => {
            return matches!(reader.word(next + 1), "old" | "alt") && ends(reader, next + 2);
        }
        "anos" | "meses" | "ans" | "mois" if near => return ends(reader, next + 1),
        _ => {}
    }
    (bare || number.is_none()) && ends(reader, next)
}

/// Whether what was said is over before the token at `k`: "four.", "four (and a menace)", "four and", "four today".
fn ends(reader: &Reader, k: usize) -> bool {
    match reader.gap(k) {
        Gap::Hard => true,
        Gap::Soft => {
            !reader.tok(k).is_some_and(|t| t.digits || !matches!(t.mark, ',' | ')' | '(' | '—' | '–' | '"' | '”'))
        }
        _ => {
            let joined = reader.has(k, lex::AND) && reader.word(k) != "or" || reader.word(k) == "but";
            joined || matches!(reader.word(k), "now" | "today" | "tomorrow" | "yesterday" | "last" | "this" | "next")
        }
    }
}

/// Words behind which a noun says no more what somebody is: "the man with a dog".
const OTHERWISE: u64 = lex::VERB | lex::AUX | lex::PRON | lex::POSS | lex::PREP | lex::WITH | lex::CONJ;

/// Whether the word is for an animal or an infant.
fn beast(word: &str) -> bool {
    PETS.contains(&word) || ANIMALS.contains(&word)
}

/// "a ginger cat", "a fourteen year old labrador", "our puppy": what nobody who works is; "a cat person" is somebody.
fn animal(reader: &Reader, k: usize) -> bool {
    if !(reader.has(k, lex::DET) || reader.has(k, lex::MINE)) || reader.gap(k) > Gap::Space {
        return false;
    }
    let Some(noun) = (1..=6)
        .map_while(|on| reader.after(k, on))
        .take_while(|n| reader.gap(*n) <= Gap::Space && !reader.has(*n, OTHERWISE))
        .find(|n| beast(reader.word(*n)))
    else {
        return false;
    };
    // "He's a dog" may be said in anger.
    let bare = noun == k + 1 && matches!(reader.word(noun), "dog" | "pup" | "puppy" | "rabbit" | "mare" | "hound");
    noun_ends(reader, noun) && !(bare && !reader.has(k, lex::MINE))
}

/// Whether the noun at `k` stands by itself, and no other goes on with it.
fn noun_ends(reader: &Reader, k: usize) -> bool {
    !reader.is_possessive(Some(k))
        && (reader.gap(k + 1) >= Gap::Soft
            || reader.has(k + 1, lex::PREP | lex::AND | lex::CONJ | lex::AUX | lex::WITH) && reader.word(k + 1) != "of")
}

/// "my sister", "our exchange student": what somebody is to the writer.
fn to_writer(reader: &Reader, k: usize) -> bool {
    reader.has(k, lex::MINE)
        && reader.gap(k) <= Gap::Space
        && (1..=3).map_while(|on| reader.after(k, on)).take_while(|n| reader.gap(*n) <= Gap::Space).any(|n| {
            let kin =
                reader.has(n, lex::KINONLY) && !matches!(reader.word(n), "friend" | "baby" | "lawyer" | "attorney");
            let guest = match reader.word(n) {
                "student" => matches!(reader.word(n - 1), "exchange" | "foreign"),
                "pair" => reader.word(n - 1) == "au",
                "lodger" | "flatmate" | "housemate" | "cleaner" | "nanny" | "childminder" | "babysitter" => true,
                _ => false,
            };
            (kin || guest) && !ours(reader, n) && noun_ends(reader, n)
        })
}

/// "Rex is four", "Ana's two and a half", "Rex turned seven", "Ana is our exchange student", "Ana tiene tres años".
fn at_once(reader: &Reader, last: usize) -> bool {
    let n = last + 1;
    if reader.gap(n) > Gap::Space {
        return false;
    }
    if reader.is_possessive(Some(last)) && (age(reader, n) || animal(reader, n)) {
        return true;
    }
    match reader.word(n) {
        "is" | "ist" => age(reader, n + 1) || animal(reader, n + 1) || to_writer(reader, n + 1),
        "est" | "es" => animal(reader, n + 1),
        "turned" | "turns" | "cumplio" | "cumple" | "tiene" | "wurde" | "wird" => age(reader, n + 1),
        "just" | "recently" => reader.word(n + 1) == "turned" && age(reader, n + 2),
        "a" => matches!(reader.word(n + 2), "ans" | "mois") && age(reader, n + 1),
        _ => false,
    }
}

/// "gave Frank (whippet, elderly) his own bowl", "Frank, an old labrador,", "Frank (aged 4)": right behind the name.
fn apposed_animal(reader: &Reader, last: usize) -> bool {
    let n = last + 1;
    let Some(mark) = reader.tok(n).filter(|t| t.gap == Gap::Soft).map(|t| t.mark) else { return false };
    if !matches!(mark, '(' | ',' | '—' | '–') {
        return false;
    }
    if matches!(reader.word(n), "aged" | "age") {
        return age(reader, n + 1);
    }
    (matches!(reader.word(n), "a" | "an") || mark == '(')
        && (n..n + 5)
            .take_while(|k| *k == n || reader.gap(*k) <= Gap::Space && !reader.has(*k, OTHERWISE))
            .any(|k| beast(reader.word(k)) && noun_ends(reader, k) && reader.gap(k + 1) >= Gap::Soft)
}

/// Whether the name is that of somebody who did something for the writer, or for an animal that has no name.
fn served(reader: &Reader, i: usize, last: usize) -> bool {
    let led = reader.before(i, 1).is_some_and(|p| {
        reader.has(p, lex::THANK | lex::BYVERB)
            || matches!(reader.word(p), "by" | "to" | "with" | "from" | "por" | "par" | "von" | "con" | "avec" | "mit")
    });
    let deed = |k: usize| DEEDS.contains(&reader.word(k)) && reader.gap(k) <= Gap::Space;
    led || deed(last + 1)
        || deed(last + 2)
        || (1..=7).map_while(|on| reader.after(last, on)).any(|k| {
            reader.has(k, lex::PADJ) && !reader.has(k, lex::DET | lex::PREP) && !matches!(reader.word(k), "so" | "just")
                || matches!(reader.word(k), "me" | "us" | "gentle" | "gently" | "brilliantly" | "beautifully" | "job")
        })
}

/// "Rex chewed the lead (he's a ginger cat)", "Ana got out. She's three.", "Ana paid. I'm her husband": what a later clause
/// says of the name, if nobody else is there of whom it may be said.
fn taken_up(reader: &Reader, i: usize, last: usize) -> bool {
    let gender = reader.tok(i).and_then(|t| gender::of_name(t.hash));
    for k in last + 1..reader.len().min(last + BEHIND) {
        let Some(first) = reader.tok(k).filter(|t| t.gap >= Gap::Soft && t.letters <= 4) else { continue };
        let (at, whose) = match reader.word(k) {
            "he" if first.possessive => (k + 1, Gender::Male),
            "she" if first.possessive => (k + 1, Gender::Female),
            "hes" => (k + 1, Gender::Male),
            "shes" => (k + 1, Gender::Female),
            "he" if matches!(reader.word(k + 1), "is" | "turned" | "turns") => (k + 2, Gender::Male),
            "she" if matches!(reader.word(k + 1), "is" | "turned" | "turns") => (k + 2, Gender::Female),
            "im" | "i" => {
                let at = if reader.word(k) == "im" { k + 1 } else { k + 2 };
                let whose = match reader.word(at) {
                    "her" => Gender::Female,
                    "his" => Gender::Male,
                    _ => continue,
                };
                let am = at == k + 1 || reader.word(k + 1) == "am";
                if am && reader.has(at + 1, lex::KINONLY) && noun_ends(reader, at + 1) {
                    return gender.is_none_or(|g| g == whose) && meant(reader, i, last, k, true);
                }
                continue;
            }
            _ => continue,
        };
        if gender.is_some_and(|g| g != whose) {
            continue;
        }
        let young = animal(reader, at) || age(reader, at);
        if young || to_writer(reader, at) {
            return meant(reader, i, last, k, !young);
        }
    }
    false
}

/// Whether nobody but the name is there whom the pronoun at `k` may mean: nobody of age either, where it may be one.
fn meant(reader: &Reader, i: usize, last: usize, k: usize, grown: bool) -> bool {
    let another = |n: usize| {
        let name = reader.has(n, lex::GIVEN) && !reader.has(n, lex::WORD);
        let written = reader.capital(n) && (name || reader.unknown(n) && !reader.starts_sentence(n));
        let called = (written || reader.mode != Mode::Normal && name)
            && reader.tok(n).map(|t| t.hash) != reader.tok(i).map(|t| t.hash);
        let word = reader.word(n);
        called
            || word == "him"
            || word == "her" && !possesses(reader, n)
            || reader.has(n, lex::KIN)
            || CHILDREN.contains(&word)
            || beast(word)
            || grown && (reader.has(n, lex::ROLE | lex::TITLE) || is(reader, n, TRADES | PEOPLE))
            || reader.zones.get(n) != Some(&Zone::Body)
    };
    !served(reader, i, last) && !(last + 1..k).any(another)
}

/// Whether "her" at `k` says whose something is, and not whom.
fn possesses(reader: &Reader, k: usize) -> bool {
    reader.gap(k + 1) <= Gap::Space
        && !reader.has(k + 1, lex::PREP | lex::AND | lex::CONJ | lex::WITH | lex::DET | lex::PRON | lex::AUX)
        && !matches!(reader.word(k + 1), "out" | "back" | "up" | "down" | "again" | "very" | "there" | "here" | "home")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn is_small(text: &str) -> bool {
        testing::alone(text, "kim", small)
    }

    #[test]
    fn an_age_right_behind_the_name_is_a_childs_or_of_the_very_old() {
        assert!(is_small("Kim is three and has a cough."));
        assert!(is_small("Kim's two and a half, is there a place?"));
        assert!(is_small("Kim just turned six, and nobody sang."));
        assert!(is_small("Kim tiene tres años y no pudo entrar."));
        assert!(is_small("We had a bowl for Kim (whippet, old) by the door."));
        assert!(is_small("Kim is our exchange student, can she come?"));
        assert!(!is_small("Kim turned six tables over."));
        assert!(!is_small("Kim est très, très gentille."));
        assert!(!is_small("Kim (desk) was kind."));
        assert!(!is_small("Kim is 19 years old and the best you have."));
        assert!(!is_small("Kim (the one with the whippet) was kind."));
        assert!(is_small("Kim is 83, and she waited in the rain."));
        assert!(!is_small("Kim is two hours late."));
        assert!(!is_small("Kim is 10/10."));
        assert!(!is_small("Kim is two for two."));
        assert!(!is_small("Kim's three colleagues were kind."));
    }

    #[test]
    fn a_later_clause_may_say_that_it_is_an_animal_a_child_or_kin() {
        assert!(is_small("Kim was sick by the pool (she's four) and nobody came."));
        assert!(is_small("Kim got out because the fitter left the gate open. She is an old beagle."));
        assert!(is_small("Kim won the hamper (she's my aunt) and heard nothing."));
        assert!(is_small("Kim paid it at once. I'm her husband."));
        assert!(!is_small("Kim was so patient with him. He's four."));
        assert!(!is_small("Kim was lovely with our pup. She is an old beagle."));
        assert!(!is_small("Thanks to Kim for the trim. She's three and hates it."));
        assert!(!is_small("Kim met my wife at the desk. I'm her husband."));
        assert!(!is_small("Kim stood at the desk. She is a cat person."));
    }
}
