//! Which given names are borne almost only by women or by men. Used for one thing: "Mr Patel" is not Neha Patel.
use crate::analysis::fold;
use crate::analysis::lexicon::ByHash;
use std::sync::LazyLock;

/// What a title or a given name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Female,
    Male,
}

static TABLE: LazyLock<ByHash<Gender>> = LazyLock::new(|| {
    let mut table = ByHash::default();
    let mut gender = Gender::Female;
    for line in include_str!("gender.txt").lines().filter(|l| !l.starts_with('#')) {
        match line.strip_prefix('@') {
            Some(section) => gender = if section == "m" { Gender::Male } else { Gender::Female },
            None => line.split_whitespace().for_each(|w| {
                table.insert(fold::hash(w.as_bytes()), gender);
            }),
        }
    }
    table
});

/// The gender of a given name by its key, if nearly all who bear it share one.
pub fn of_name(hash: u64) -> Option<Gender> {
    TABLE.get(&hash).copied()
}

/// The gender a title tells.
pub fn of_title(word: &str) -> Option<Gender> {
    match word {
        "mr" | "sir" | "mister" | "monsieur" | "sr" | "senor" | "don" | "herr" | "herrn" | "signor" => {
            Some(Gender::Male)
        }
        "mrs" | "ms" | "miss" | "missus" | "madam" | "madame" | "mme" | "mlle" | "mademoiselle" | "sra" | "srta"
        | "senora" | "senorita" | "dona" | "frau" | "signora" => Some(Gender::Female),
        _ => None,
    }
}
