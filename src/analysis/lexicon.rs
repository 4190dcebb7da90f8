//! What single words tell about a name beside them: one table from folded word to a set of flags,
//! built once from the lists in `lexicon/`. Grammar is left to `mentions::context`.
use super::fold;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

macro_rules! flags {
    ($($name:ident = $bit:expr, $section:expr;)*) => {
        $(#[doc = concat!("Section `", $section, "` of the lists.")] pub const $name: u64 = 1 << $bit;)*
        const SECTIONS: &[(&str, u64)] = &[$(($section, $name)),*];
    };
}

flags! {
    WORD = 0, "word"; GIVEN = 1, "given"; SURNAME = 2, "surname"; DET = 3, "det"; POSS = 4, "poss"; MINE = 5, "mine";
    PRON = 6, "pron"; OBJ = 7, "obj"; NEG = 8, "neg"; AUX = 9, "aux"; BEWAS = 10, "bewas"; VERB = 11, "verb";
    PADJ = 12, "padj"; TADJ = 13, "tadj"; ROLE = 14, "role"; TITLE = 15, "title"; NAMED = 16, "named"; WITH = 17, "with";
    SPOKE = 18, "spoke"; BYVERB = 19, "byverb"; BY = 20, "by"; THANK = 21, "thank"; OBJECT = 22, "object"; GREET = 23, "greet";
    CLOSE = 24, "close"; KIN = 25, "kin"; KINONLY = 26, "kinonly"; OTHER = 27, "other"; STAFFCUE = 28, "staffcue"; DEPT = 29, "dept";
    STREET = 30, "street"; PRESTREET = 31, "prestreet"; PLACENOUN = 32, "placenoun"; COMPANY = 33, "company"; MONTH = 34, "month";
    SEASON = 35, "season"; DATEWORD = 36, "dateword"; DAY = 37, "day"; PREP = 38, "prep"; MOTION = 39, "motion"; CONJ = 40, "conj";
    AND = 41, "and"; BASEV = 42, "basev"; CONTRAST = 43, "contrast"; DENY = 44, "deny"; QUOTE = 45, "quotebefore"; BOT = 46, "bot";
    BENEFICIARY = 47, "beneficiary"; WH = 48, "wh"; SPELL = 49, "spell"; CODECUE = 50, "codecue"; CODENOISE = 51, "codenoise";
    CODEVETO = 52, "codeveto"; EN = 53, "en"; ES = 54, "es"; FR = 55, "fr"; DE = 56, "de"; ORG = 57, "orgs"; PLACE = 58, "places";
    MODAL = 59, "modal"; STRONG = 60, "strong"; MEDIUM = 61, "medium"; INPLACE = 62, "inplace"; HALF = 63, "half";
}

/// A hasher for keys that are hashes already.
#[derive(Default)]
pub struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = fold::hash(bytes);
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

/// A map keyed by `fold::hash`.
pub type ByHash<T> = HashMap<u64, T, BuildHasherDefault<Ready>>;

static TABLE: LazyLock<ByHash<u64>> = LazyLock::new(|| {
    let mut table = ByHash::default();
    let mut add = |word: &str, flags: u64| {
        *table.entry(fold::hash(fold::key(word).as_bytes())).or_insert(0) |= flags;
    };
    for (list, flag) in [
        (include_str!("lexicon/en.txt"), WORD),
        (include_str!("lexicon/more.txt"), WORD),
        (include_str!("lexicon/es.txt"), WORD),
        (include_str!("lexicon/fr.txt"), WORD),
        (include_str!("lexicon/de.txt"), WORD),
        (include_str!("lexicon/names.txt"), GIVEN),
        (include_str!("lexicon/more_names.txt"), GIVEN),
        (include_str!("lexicon/surnames.txt"), SURNAME),
    ] {
        for word in list.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace) {
            add(word, flag);
        }
    }
    for list in [include_str!("lexicon/cues.txt"), include_str!("lexicon/wordnames.txt")] {
        let mut flag = 0;
        for line in list.lines().filter(|l| !l.starts_with('#')) {
            if let Some(section) = line.strip_prefix('@') {
                flag = SECTIONS.iter().find(|s| s.0 == section.trim()).map_or(0, |s| s.1);
                continue;
            }
            let word = if flag & (MODAL | STRONG | HALF | MEDIUM | PLACE | ORG) == 0 { WORD } else { 0 };
            line.split_whitespace().for_each(|w| add(w, flag | word));
        }
    }
    // Whatever is a short or long form of a name is somebody's name: Katya is no slip for Kavya.
    for line in include_str!("roster/nicknames.txt").lines().filter(|l| !l.starts_with('#')) {
        for word in line.split([':', '|', ' ']).filter(|w| w.len() > 4) {
            let flags = table.entry(fold::hash(fold::key(word).as_bytes())).or_insert(0);
            if *flags == 0 {
                *flags = GIVEN;
            }
        }
    }
    // A given name that crept into a list of words by careless writers is a name, unless it is listed as both.
    let names = WORD | GIVEN | SURNAME | MEDIUM | PLACE | ORG;
    for flags in table.values_mut() {
        if *flags & GIVEN != 0 && *flags & !names == 0 {
            *flags &= !WORD;
        }
        if *flags & (MODAL | STRONG | HALF) != 0 {
            *flags |= WORD;
        }
    }
    table
});

/// The flags of a folded word, by its hash.
pub fn flags(hash: u64) -> u64 {
    TABLE.get(&hash).copied().unwrap_or(0)
}

/// Words that stand beside the table: asked for only where a word may be a slip for a name.
static COMMON: LazyLock<ByHash<()>> = LazyLock::new(|| {
    let lines = include_str!("lexicon/common.txt").lines().filter(|l| !l.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(|w| (fold::hash(w.as_bytes()), ())).collect()
});

/// Whether the folded word, or what it is an inflection of, is an ordinary word.
pub fn is_word(word: &str) -> bool {
    inflected(word, |hash| flags(hash) & WORD != 0)
}

/// As `is_word`, with many rarer words: "toaster" and "sauna" are no slips for Torsten and Shauna.
pub fn is_common(word: &str) -> bool {
    inflected(word, |hash| flags(hash) & WORD != 0 || COMMON.contains_key(&hash))
}

fn inflected(word: &str, common: impl Fn(u64) -> bool) -> bool {
    let known = |w: &str| common(fold::hash(w.as_bytes()));
    if known(word) {
        return true;
    }
    for (ending, put) in [
        ("s", ""),
        ("es", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("ly", ""),
        ("er", ""),
        ("er", "e"),
        ("est", ""),
        ("ies", "y"),
        ("ied", "y"),
        ("ness", ""),
        ("less", ""),
        ("ful", ""),
        ("ily", "y"),
        ("ier", "y"),
        ("iest", "y"),
        ("iness", "y"),
    ] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= 3
        {
            if put.is_empty() && known(stem) {
                return true;
            }
            let joined = || fold::mix(fold::extend(fold::extend(fold::SEED, stem.as_bytes()), put.as_bytes()));
            if !put.is_empty() && common(joined()) {
                return true;
            }
            let mut last = stem.chars().rev();
            if let (Some(a), Some(b)) = (last.next(), last.next())
                && a == b
                && a.is_ascii()
                && known(stem.get(..stem.len() - 1).unwrap_or(""))
            {
                return true;
            }
        }
    }
    false
}
