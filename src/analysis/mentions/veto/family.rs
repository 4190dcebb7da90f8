//! Relatives, children and animals who are told apart by what they are: "Nan (her name's Hope)", "our little girl Joy".

use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::persons::for_somebody;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::trades::ours;

/// Relatives whom nobody calls so at work, with or without "my".
const DEAR: &[&str] = &[
    "nan", "nana", "nanna", "gran", "granny", "grandma", "grandpa", "grandad", "granddad", "gramps", "nonna", "nonno",
    "mum", "mom", "mam", "mummy", "mommy", "mama", "mamma", "dad", "daddy", "papa", "hubby", "wifey", "baby",
    "toddler", "dog", "puppy", "cat", "kitten", "oma", "opa", "mutti", "papi", "mami", "maman", "abuela", "abuelo",
];

/// Whom staff have as well: "her colleague" may be one of ours, "my colleague" is none.
const AT_WORK: &[&str] = &[
    "colleague",
    "coworker",
    "boss",
    "partner",
    "companion",
    "client",
    "mate",
    "pal",
    "friend",
    "chef",
    "jefe",
    "jefa",
    "collegue",
    "kollege",
    "kollegin",
];

/// Pets: nobody at work is called so.
pub(super) const PETS: &[&str] = &[
    "pup",
    "puppy",
    "doggo",
    "pooch",
    "pug",
    "labrador",
    "spaniel",
    "beagle",
    "poodle",
    "terrier",
    "collie",
    "kelpie",
    "dachshund",
    "greyhound",
    "whippet",
    "cockapoo",
    "labradoodle",
    "chihuahua",
    "moggy",
    "tomcat",
    "budgie",
    "gelding",
    "mare",
];

/// Children, and "bulldog", which may be said of a man: with "my" or "our" before them, nobody of the house.
const YOUNG: &[&str] = &[
    "eldest",
    "oldest",
    "youngest",
    "firstborn",
    "toddler",
    "newborn",
    "nipper",
    "bairn",
    "tot",
    "teenager",
    "teen",
    "infant",
    "bulldog",
    "pequena",
    "pequeno",
    "peque",
    "nina",
    "nino",
    "bebe",
    "petite",
    "petit",
    "aine",
    "ainee",
    "cadet",
    "cadette",
    "kleine",
    "kleiner",
    "kleinen",
    "jungste",
    "jungster",
    "jungsten",
    "alteste",
    "altester",
    "altesten",
];

/// Words for anybody, and for a child only where the words before them say so.
const PERHAPS_CHILDREN: &[&str] = &[
    "girl", "boy", "lad", "lass", "lassie", "kid", "child", "man", "lady", "one", "fella", "chap", "guy", "princess",
    "monster", "monkey", "soul", "darling", "love", "terror",
];

/// How small a child is.
const LITTLE: &[&str] = &["little", "wee", "tiny", "small", "baby"];

/// Which of several children it is.
const WHICH: &[&str] = &[
    "eldest", "oldest", "youngest", "older", "younger", "elder", "middle", "only", "darling", "precious", "old",
    "young",
];

/// "your" and its like, which may speak of the house that the card is written to.
pub(super) fn yours(word: &str) -> bool {
    matches!(word, "your" | "su" | "votre" | "ihr" | "ihre" | "ihrem" | "ihren")
}

/// A word that says whose, and is not the house's: "my", "her", but not "your".
fn ones_own(reader: &Reader, k: usize) -> bool {
    let word = reader.word(k);
    reader.has(k, lex::POSS) && !yours(word) && word != "its" || reader.is_possessive(Some(k))
}

/// "Nan (her name's Hope)", "our dog, who is called Max,", "mi madre (se llama Ana)": kin first, and then the name.
pub(super) fn told_name(reader: &Reader, i: usize) -> bool {
    let Some(p) = reader.before(i, 1).filter(|_| reader.gap(i) <= Gap::Space) else { return false };
    let Some(names) = naming(reader, p) else { return false };
    let mut first = names;
    for _ in 0..3 {
        let Some(k) = reader.before(first, 1).filter(|k| leads(reader, *k)) else { break };
        first = k;
    }
    let Some(kin) = reader.before(first, 1).filter(|k| reader.has(*k, lex::KIN) || DEAR.contains(&reader.word(*k)))
    else {
        return false;
    };
    let near = (1..=3).map_while(|b| reader.before(kin, b)).take_while(|k| reader.gap(*k + 1) <= Gap::Space);
    let whose =
        |k: usize| if AT_WORK.contains(&reader.word(kin)) { reader.has(k, lex::MINE) } else { ones_own(reader, k) };
    if !(DEAR.contains(&reader.word(kin)) || near.clone().any(whose)) || ours(reader, kin) {
        return false;
    }
    // "A kind lady helped my mum, her name was Hope" tells who the lady is.
    let bracket = reader.tok(first).is_some_and(|t| t.gap == Gap::Soft && matches!(t.mark, '(' | '–' | '—' | '-'));
    let relative = matches!(reader.word(first), "who" | "whose" | "called" | "named" | "que" | "qui" | "die" | "der");
    let small = |k: &usize| reader.has(*k, lex::POSS | lex::DET | lex::PADJ) || ones_own(reader, *k);
    let head = near.take_while(small).last().unwrap_or(kin);
    bracket || relative || reader.starts_clause(head)
}

/// Where "name is", "called", "se llama" begins, which ends at `p`.
fn naming(reader: &Reader, p: usize) -> Option<usize> {
    let name = |k: usize| reader.word(k) == "name";
    let possessive = reader.is_possessive(Some(p));
    match reader.word(p) {
        "name" | "that" if possessive => Some(p),
        "names" | "thats" | "called" | "named" | "llama" | "llamada" | "llamado" | "appelle" | "appelee" | "heisst"
        | "hiess" => Some(p),
        "is" | "was" => reader.before(p, 1).filter(|k| name(*k)),
        _ => None,
    }
}

/// Small words that lead to a name: "her", "who's", "elle s'".
fn leads(reader: &Reader, k: usize) -> bool {
    matches!(
        reader.word(k),
        "her"
            | "his"
            | "their"
            | "whose"
            | "who"
            | "she"
            | "he"
            | "shes"
            | "hes"
            | "is"
            | "was"
            | "we"
            | "se"
            | "s"
            | "elle"
            | "il"
            | "sie"
            | "er"
            | "die"
            | "der"
            | "que"
            | "qui"
    )
}

/// "our little girl Joy", "my eldest, Ben,", "our three year old Max", "a little boy called Tom".
pub(super) fn child(reader: &Reader, i: usize, last: usize) -> bool {
    if !(reader.set_off(i) && reader.gap(last + 1) >= Gap::Soft || reader.gap(i) <= Gap::Space) {
        return false;
    }
    let called = reader.before(i, 1).is_some_and(|k| matches!(reader.word(k), "called" | "named"));
    let Some(k) = reader.before(i, 1 + usize::from(called)) else { return false };
    let aged = reader.word(k) == "old"
        && reader.before(k, 1).is_some_and(|y| matches!(reader.word(y), "year" | "yr" | "month" | "week"));
    let young = aged || YOUNG.contains(&reader.word(k)) || PETS.contains(&reader.word(k));
    let mut little = false;
    let mut which = false;
    if !(young || PERHAPS_CHILDREN.contains(&reader.word(k))) {
        return false;
    }
    for back in 1..=5usize {
        let Some(p) = reader.before(k, back).filter(|p| reader.gap(*p + 1) <= Gap::Space) else { return false };
        let w = reader.word(p);
        if ones_own(reader, p) {
            // "Our lad Taylor": in the north, a son.
            let dialect = back == 1 && reader.has(p, lex::MINE) && matches!(reader.word(k), "lad" | "lass" | "lassie");
            return young || little || which || dialect;
        }
        // "the little one, Max, loved it"; but "a little lass called Ana served us".
        if matches!(w, "the" | "a" | "an" | "this" | "that") {
            let small = little && matches!(reader.word(k), "girl" | "boy" | "one" | "kid" | "child" | "lad" | "lass");
            return small && !for_somebody(reader, last + 1);
        }
        little |= LITTLE.contains(&w);
        which |= WHICH.contains(&w);
        let other = lex::VERB | lex::PREP | lex::AND | lex::AUX | lex::PRON | lex::DET | lex::THANK;
        let step = LITTLE.contains(&w) || !reader.has(p, other) && !(reader.mode == Mode::Normal && reader.capital(p));
        if !step {
            return false;
        }
    }
    false
}

/// Words for kin and housemates that are written in two: what stands first, and what behind it.
const PAIRS: &[(&[&str], &[&str])] = &[
    (
        &["step", "half", "foster", "god", "grand", "great", "twin", "baby", "big", "kid"],
        &[
            "brother", "sister", "son", "daughter", "mother", "father", "mum", "mom", "dad", "aunt", "uncle", "bro",
            "sis",
        ],
    ),
    (&["other", "better"], &["half"]),
    (&["flat", "house", "room", "best"], &["mate"]),
    (&["ex"], &["wife", "husband", "boyfriend", "girlfriend", "partner", "missus", "hubby"]),
    (&["beau", "belle", "demi"], &["frere", "pere", "mere", "soeur", "fils", "fille"]),
];

/// Kin by marriage and housemates in one word.
const IN_ONE: &[&str] = &[
    "flatmate",
    "housemate",
    "roommate",
    "schwiegersohn",
    "schwiegertochter",
    "schwiegermutter",
    "schwiegervater",
    "mitbewohner",
    "mitbewohnerin",
    "colocataire",
    "gendre",
    "yerno",
    "nuera",
];

/// "son in law Will", "step daughter Joy", "the better half Tom": kin right before the name, whoever's they are.
pub(super) fn compound(reader: &Reader, i: usize) -> bool {
    let Some(p) = reader.before(i, 1).filter(|_| reader.gap(i) <= Gap::Space) else { return false };
    let whole = |k: usize| !reader.is_possessive(Some(k));
    let (w1, w2) = (reader.word(p), reader.word_at(reader.before(i, 2)));
    let in_law = w1 == "law" && w2 == "in" && reader.is(reader.before(i, 3), lex::KIN);
    let pair =
        PAIRS.iter().any(|(first, second)| first.contains(&w2) && second.contains(&w1)) && reader.gap(p) <= Gap::Space;
    let words = match (in_law, pair) {
        (true, _) => 3,
        (_, true) => 2,
        _ if IN_ONE.contains(&w1) => 1,
        _ => return false,
    };
    // "The other half Will did".
    let whose = reader.word_at(reader.before(i, words + 1));
    whole(p) && whose != "your" && !(w1 == "half" && matches!(whose, "the" | "and"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    /// Whether that name in the text is one of the writer's own.
    fn own(text: &str, name: &str) -> bool {
        testing::at(&testing::nobody(), text, name, |reader, i| {
            told_name(reader, i) || child(reader, i, i) || compound(reader, i)
        })
    }

    #[test]
    fn kin_may_be_written_in_two_or_three_words() {
        assert!(own("mother in law Joy thinks the tea was cold", "joy"));
        assert!(own("Step son Ben cried.", "ben"));
        assert!(own("Flat mate Ben paid for it.", "ben"));
        assert!(!own("Your better half Joy served us.", "joy"));
        assert!(!own("Half the work was done by Ann, the other half Joy did.", "joy"));
        assert!(!own("I took my son in and Ben served us.", "ben"));
    }

    #[test]
    fn who_is_named_as_kin_is_kin() {
        assert!(own("Gran (she's called Grace) sat in the cold.", "grace"));
        assert!(own("My daughter, whose name is Joy, loved it.", "joy"));
        assert!(own("Mi madre (se llama Pilar) no pudo entrar.", "pilar"));
        assert!(!own("A kind lady helped my mum, her name was Grace.", "grace"));
        assert!(!own("I spoke to the manager (her name's Grace).", "grace"));
        assert!(!own("I spoke to her colleague (his name's Mark).", "mark"));
    }

    #[test]
    fn a_child_or_an_animal_is_told_by_the_words_before_it() {
        assert!(own("Our poor wee boy Ben cried all night.", "ben"));
        assert!(own("My youngest, Ben, cried all night.", "ben"));
        assert!(own("My young fella Ben broke his wrist.", "ben"));
        assert!(!own("Your young fella Ben broke the lamp.", "ben"));
        assert!(own("Our 3 year old Ben cried all night.", "ben"));
        assert!(own("Notre petite Rose a adoré.", "rose"));
        assert!(!own("Your little girl Rose on the till was great.", "rose"));
        assert!(!own("Our lovely girl Rose served us.", "rose"));
        assert!(!own("A little lass called Rose served us.", "rose"));
    }
}
