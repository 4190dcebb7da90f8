//! What thumbs write: "u", "thx", "n", "wiv". The words beside a name are read as what they stand for; names never are.
use crate::analysis::fold::{self, Case, Gap, Text};
use crate::analysis::roster::Roster;
use std::sync::LazyLock;

/// Short or sounded spellings and the word they stand for, in the order of the alphabet.
const FORMS: &[(&str, &str)] = &[
    ("abt", "about"),
    ("agn", "again"),
    ("av", "have"),
    ("bk", "back"),
    ("brill", "brilliant"),
    ("cannae", "cant"),
    ("couldnae", "couldnt"),
    ("coz", "because"),
    ("cud", "could"),
    ("cus", "because"),
    ("cust", "customer"),
    ("dat", "that"),
    ("didnae", "didnt"),
    ("dnt", "dont"),
    ("doesnae", "doesnt"),
    ("ere", "here"),
    ("fab", "fabulous"),
    ("fone", "phone"),
    ("frm", "from"),
    ("gd", "good"),
    ("hadnae", "hadnt"),
    ("hav", "have"),
    ("isnae", "isnt"),
    ("iz", "is"),
    ("luv", "love"),
    ("luvly", "lovely"),
    ("mgr", "manager"),
    ("pls", "please"),
    ("plz", "please"),
    ("ppl", "people"),
    ("recep", "reception"),
    ("rly", "really"),
    ("sed", "said"),
    ("shud", "should"),
    ("sum1", "someone"),
    ("thanx", "thanks"),
    ("thnx", "thanks"),
    ("thx", "thanks"),
    ("tks", "thanks"),
    ("tysm", "thanks"),
    ("tyvm", "thanks"),
    ("u", "you"),
    ("ur", "your"),
    ("wasnae", "wasnt"),
    ("wen", "when"),
    ("wi", "with"),
    ("wisnae", "wasnt"),
    ("wiv", "with"),
    ("wos", "was"),
    ("wouldnae", "wouldnt"),
    ("woz", "was"),
    ("wud", "would"),
    ("wuz", "was"),
];

/// Letters of the longest of them.
const LONGEST: u8 = 8;

/// Into so many numbers the hashes of words are sorted.
const SIEVE: usize = 1024;
type Marks = [u64; SIEVE / 64];

/// Which of `SIEVE` numbers the spellings have, so that hardly any other word is looked up.
static MARKS: LazyLock<Marks> = LazyLock::new(|| {
    let mut marks = [0; SIEVE / 64];
    for (form, _) in FORMS {
        let (word, bit) = place(fold::hash(form.as_bytes()));
        if let Some(mark) = marks.get_mut(word) {
            *mark |= bit;
        }
    }
    marks
});

/// Where the number of a hash stands in the marks: which of them, and which bit of it.
fn place(hash: u64) -> (usize, u64) {
    let number = hash as usize % SIEVE;
    (number / 64, 1 << (number % 64))
}

/// Whether a word of that hash may be one of the spellings.
fn likely(marks: &Marks, hash: u64) -> bool {
    let (word, bit) = place(hash);
    marks.get(word).is_some_and(|mark| mark & bit != 0)
}

/// The tokens to be read otherwise, by their place, in order. Empty for a text without shorthand, which most are.
pub fn of(text: &Text, roster: &Roster) -> Vec<(u32, &'static str)> {
    let mut found = vec![];
    let marks = *MARKS;
    for (i, t) in text.tokens.iter().enumerate() {
        if t.letters > LONGEST || !likely(&marks, t.hash) || t.cjk || t.digits || t.case == Case::Title || t.possessive
        {
            continue;
        }
        let word = text.word(i);
        if let Ok(at) = FORMS.binary_search_by_key(&word, |f| f.0)
            && let Some(form) = FORMS.get(at)
            && !roster.knows(t.hash).any()
            && text.tokens.get(i + 1).is_none_or(|next| next.gap > Gap::Tight)
        {
            found.push((i as u32, form.1));
        }
    }
    let joins = |i: usize| {
        text.tokens.get(i).is_some_and(|t| t.gap == Gap::Space)
            && text.tokens.get(i + 1).is_some_and(|t| t.gap == Gap::Space && !t.digits)
    };
    let small = text.tokens.iter().filter(|t| t.case == Case::Title).count() <= 1;
    for i in 0..if small { text.tokens.len() } else { 0 } {
        let form = match text.word(i) {
            "n" => "and",
            "2" if !found.is_empty() => "to",
            "4" if !found.is_empty() => "for",
            _ => continue,
        };
        if i > 0 && joins(i) {
            found.push((i as u32, form));
        }
    }
    found.sort_unstable_by_key(|f| f.0);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::roster::Settings;

    #[test]
    fn the_forms_stand_in_order_and_names_are_left_alone() {
        assert!(FORMS.iter().all(|f| f.0.len() <= usize::from(LONGEST)));
        assert!(FORMS.windows(2).all(|f| f[0].0 < f[1].0));
        let roster = Roster::build([], Settings::default());
        let read = |s: &str| of(&Text::new(s), &roster).into_iter().map(|f| f.1).collect::<Vec<_>>();
        assert_eq!(read("thx jaz n mo 4 the help"), ["thanks", "and", "for"]);
        assert_eq!(read("It wasnae her"), ["wasnt"]);
        assert!(read("Room 4 in block N was cold").is_empty());
    }
}
