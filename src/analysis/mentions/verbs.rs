//! Whether a word is a verb: by the lists, by its ending, by what stands around it.
use super::reader::Reader;
use crate::analysis::fold::{self, Case, Gap};
use crate::analysis::lexicon as lex;

/// Verbs of the past that no ending shows, and a few of the present in Spanish.
const IRREGULAR: &[&str] = &[
    "drew", "shone", "ran", "drove", "threw", "blew", "hit", "swore", "tore", "wore", "woke", "sang", "fell", "caught",
    "bought", "thought", "fought", "sold", "lost", "paid", "dug", "shut", "bent", "fed", "rode", "shook", "slept",
    "stole", "swept", "chose", "drank", "flew", "froze", "grew", "laid", "lied", "beat", "bit", "hid", "sank", "swung",
    "dealt", "crept", "knelt", "meant", "spat", "split", "wept", "withdrew", "undid", "redid", "limpia", "deja",
    "hace",
];

/// Whether the word at `at`, or the one after an adverb, is a verb of which the name is the subject.
pub(super) fn acts(reader: &Reader, at: usize) -> bool {
    let mut k = at;
    let adverb = |k: usize| {
        let w = reader.word(k);
        w.len() > 4 && w.ends_with("ly")
            || matches!(
                w,
                "always"
                    | "never"
                    | "also"
                    | "just"
                    | "even"
                    | "only"
                    | "double"
                    | "still"
                    | "again"
                    | "siempre"
                    | "toujours"
                    | "immer"
                    | "upstairs"
                    | "downstairs"
                    | "outside"
                    | "inside"
                    | "arriba"
                    | "abajo"
                    | "oben"
                    | "unten"
            )
    };
    while k < at + 2 && adverb(k) && reader.after(k, 1).is_some() {
        k += 1;
    }
    let (w, next) = (reader.word(k), reader.after(k, 1));
    if reader.gap(k) > Gap::Space || reader.tok(k).is_none_or(|t| t.digits) {
        return false;
    }
    let clitic = matches!(w, "no" | "me" | "nos" | "se" | "le" | "les" | "lo" | "la" | "ne" | "n" | "m" | "nous")
        && next.is_some_and(|n| reader.gap(n) <= Gap::Space && !reader.has(n, lex::DET | lex::NEG));
    let carries = w.strip_suffix("ies").is_some_and(|stem| lex::is_word(&format!("{stem}y")));
    let irregular = IRREGULAR.contains(&w);
    let third = w.len() > 3
        && w.strip_suffix('s').is_some_and(|stem| {
            lex::flags(fold::hash(stem.as_bytes())) & (lex::VERB | lex::BASEV | lex::SPOKE | lex::OBJECT) != 0
                || (k > at || carries || reader.capital(at.wrapping_sub(1)))
                    && lex::is_common(stem)
                    && (reader.is(next, lex::DET | lex::POSS | lex::OBJ | lex::PREP)
                        || reader.word_at(next) == "that"
                        || next.is_some_and(|n| reader.unknown(n)))
        });
    reader.has(k, lex::VERB | lex::AUX | lex::BYVERB)
        || clitic
        || behind_clitics(reader, at)
        || compound(reader, at)
        || irregular
        || k > at && (third || carries)
        || third
        || past(w) && w.len() > 4 && w.ends_with("ed") && !reader.has(k, lex::TADJ | lex::PADJ | lex::PREP)
        || ended(reader, k, &["ó", "aron", "ieron"])
}

/// Whether the word as it is written, with its accents, ends in one of these ways.
fn ended(reader: &Reader, k: usize, endings: &[&str]) -> bool {
    reader.tok(k).is_some_and(|t| {
        let written = reader.text.surface(t.start as usize, t.end as usize);
        endings.iter().any(|e| written.ends_with(e))
    })
}

/// Small pronouns and denials between a name and its verb in Spanish and French.
const CLITICS: &[&str] = &[
    "no", "me", "te", "nos", "se", "le", "les", "lo", "la", "los", "las", "ne", "n", "m", "l", "nous", "vous", "lui",
    "leur",
];

/// Verbs that stand behind such words and that no ending shows.
const SERVED: &[&str] = &[
    "trajo", "puso", "vino", "tuvo", "pudo", "quiso", "supo", "hizo", "dijo", "dio", "va", "viene", "trata", "ayuda",
    "atiende", "explica", "resuelve", "cobra", "dice", "da", "fera", "dira", "donne", "aide", "explique", "rend",
];

/// "me lo explicó", "las arregló", "n'a jamais rappelé", "nous l'a dit": small pronouns at `at`, and then a verb.
fn behind_clitics(reader: &Reader, at: usize) -> bool {
    let small = |k: &usize| {
        reader.gap(*k) <= Gap::Space
            && CLITICS.contains(&reader.word(*k))
            && (reader.word(*k).len() > 1 || reader.gap(k + 1) == Gap::Tight)
    };
    let count = (at..at + 4).take_while(small).count();
    let k = at + count;
    let lower = reader.tok(k).is_some_and(|t| t.case == Case::Lower && !t.digits && t.gap <= Gap::Space);
    let verb = reader.has(k, lex::VERB | lex::AUX | lex::BYVERB)
        || SERVED.contains(&reader.word(k))
        || ended(reader, k, &["ó", "aron", "ieron", "ía", "aba"]);
    count > 0 && lower && (verb || count > 1 && !reader.has(k, lex::DET | lex::NEG | lex::PREP | lex::AND | lex::POSS))
}

/// "re-glazed my frames", "double-checked the form": a verb in two parts, and what it was done to.
fn compound(reader: &Reader, at: usize) -> bool {
    let verb = at + 1;
    let word = reader.word(verb);
    reader.gap(verb) == Gap::Hyphen
        && reader.tok(at).is_some_and(|t| t.case == Case::Lower && !t.digits)
        && (reader.has(verb, lex::VERB | lex::BYVERB) || IRREGULAR.contains(&word) || word.len() > 3 && past(word))
        && reader
            .after(verb, 1)
            .is_some_and(|o| reader.gap(o) <= Gap::Space && reader.has(o, lex::DET | lex::POSS | lex::OBJ))
}

/// "Cash was taken at the door": what is done to a thing, by the two words behind the name.
pub fn undergone(reader: &Reader, to: usize) -> bool {
    let verb = to + 1 + usize::from(reader.word(to + 1) == "been");
    let word = reader.word(verb);
    reader.has(to, lex::AUX) && (reader.has(verb, lex::BYVERB) || word.ends_with("ed") || word.ends_with("en"))
}

/// Whether the word looks like a verb's past: "measured", but not "speed".
pub(super) fn past(w: &str) -> bool {
    const UNLIKE_OTHERS: &[&str] =
        &["built", "rebuilt", "redid", "rewrote", "redrew", "remade", "rebound", "swept", "unwound"];
    let Some(stem) = w.strip_suffix("ed") else { return UNLIKE_OTHERS.contains(&w) };
    let doubled = stem.get(..stem.len().saturating_sub(1)).unwrap_or("");
    !lex::is_word(w)
        || [stem, doubled].iter().any(|s| s.len() > 2 && lex::is_common(s))
        || lex::is_common(&format!("{stem}e"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    #[test]
    fn what_is_done_to_a_thing_is_told_from_what_somebody_is() {
        let undergoes =
            |text: &str| testing::at(&testing::nobody(), text, "cash", |reader, i| undergone(reader, i + 1));
        assert!(undergoes("Cash was refused at the till."));
        assert!(!undergoes("Cash has been lovely."));
    }
}
