//! Takes a registered name apart: title, given names, particles, family names, a nickname in quotes.
use crate::analysis::fold::{self, is_cjk};

/// The parts of one registered name, as keys.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// First the given name, then other ways to call it (double names, their first halves).
    pub given: Vec<Part>,
    pub family: Vec<Part>,
    pub nick: Vec<Part>,
    /// The second of two given names, by which their bearer may go: Manuel of José Manuel, Marie of Anne-Marie.
    pub second: Vec<Part>,
    /// The whole name without spaces, when it is in a script without spaces; then where the family name may end.
    pub glyphs: Option<(String, Vec<usize>)>,
    /// First letter of a family name that is registered as a letter only ("Maria O.").
    pub initial: Option<char>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub key: String,
    pub compound: bool,
}

/// What stands before a name, and is none itself in any house: "Nurse Joy Castellano" is Joy.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "sir",
    "sr",
    "sra",
    "srta",
    "herr",
    "frau",
    "mme",
    "mlle",
    "don",
    "dona",
    "dra",
    "doctor",
    "doctora",
    "docteur",
    "professor",
    "profesor",
    "profesora",
    "nurse",
    "matron",
    "midwife",
    "sister",
    "schwester",
    "enfermera",
    "infirmiere",
    "coach",
    "chef",
    "officer",
    "sergeant",
    "captain",
    "rev",
    "reverend",
];
const SUFFIXES: &[&str] = &["jr", "ii", "iii", "iv", "phd", "md", "rn", "np", "lpn", "cpa", "esq", "dds", "dmd", "dvm"];
/// Whether the word begins a family name of several parts.
pub fn is_particle(word: &str) -> bool {
    word.len() <= 6
        && matches!(
            word,
            "van"
                | "von"
                | "der"
                | "den"
                | "de"
                | "del"
                | "della"
                | "di"
                | "da"
                | "das"
                | "do"
                | "dos"
                | "du"
                | "la"
                | "le"
                | "las"
                | "los"
                | "el"
                | "al"
                | "bin"
                | "ibn"
                | "ben"
                | "abu"
                | "abd"
                | "ter"
                | "ten"
                | "te"
                | "zu"
                | "zum"
                | "zur"
                | "st"
                | "san"
                | "santa"
                | "saint"
                | "mc"
                | "mac"
                | "o"
                | "d"
                | "l"
                | "af"
                | "av"
                | "op"
                | "vande"
                | "vander"
                | "vanden"
        )
}
/// First halves of double given names whose bearers often go by the second.
const DOUBLED: &[&str] = &[
    "jose",
    "maria",
    "juan",
    "luis",
    "francisco",
    "manuel",
    "ana",
    "miguel",
    "carlos",
    "antonio",
    "jesus",
    "pedro",
    "joao",
    "marie",
    "jean",
    "anne",
    "joseph",
    "hans",
    "karl",
    "anna",
    "eva",
    "rosa",
    "mary",
    "victor",
    "angel",
    "jorge",
    "dulce",
];
const DOUBLE_SURNAMES: &[&str] = &[
    "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "东方", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "남궁",
    "황보", "제갈", "선우", "독고", "사공", "서문",
];

/// Whether the name begins with a Chinese or Korean family name of two letters.
pub fn double_family(name: &str) -> bool {
    DOUBLE_SURNAMES.iter().any(|d| name.starts_with(d))
}

/// Whether it is a Chinese character.
pub fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether it is a syllable of Hangul.
pub fn is_hangul(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

/// Whether a nickname is a whole name in Chinese characters or Hangul: 坂本大輔, 박지훈; but not 小李, さくら.
pub fn is_whole(nickname: &str) -> bool {
    let all = |script: fn(char) -> bool| nickname.chars().all(|c| c.is_whitespace() || script(c) || c == '々');
    nickname.chars().filter(|c| !c.is_whitespace()).count() >= 3
        && (all(is_han) || all(is_hangul))
        && !nickname.starts_with(['小', '老', '阿', '大'])
}

pub fn parse(name: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut name = name.trim().to_owned();
    take_quoted(&mut name, &mut parsed);
    if let Some((family, given)) = name.split_once(',') {
        let ending = fold::key(given);
        name = if SUFFIXES.contains(&ending.as_str()) {
            family.to_owned()
        } else {
            format!("{} {}", given.trim(), family.trim())
        };
    }
    if name.chars().any(is_cjk) {
        glyphs(&name, &mut parsed);
        return parsed;
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 && words.first().is_some_and(|w| TITLES.contains(&fold::key(w).as_str())) {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|w| SUFFIXES.contains(&fold::key(w).as_str())) {
        words.pop();
    }
    if let Some(reordered) = family_first(&words, &mut parsed) {
        words = reordered;
    }
    let Some((&first, rest)) = words.split_first() else { return parsed };
    add_given(first, &mut parsed.given);
    if let Some((_, second)) = first.split_once('-')
        && second.chars().count() > 2
    {
        parsed.second.push(part(second));
    }
    if rest.is_empty() {
        return parsed;
    }
    let rest = devotional(first, rest, &mut parsed.given);
    if rest.is_empty() {
        return parsed;
    }
    let particle = rest.iter().position(|w| {
        let k = fold::key(w);
        is_particle(&k) && k.len() > 1 || w.starts_with("d'") || w.starts_with("D'")
    });
    // A last word always belongs to the family name; a particle begins it earlier.
    let cut = particle.filter(|&p| p + 1 < rest.len()).unwrap_or(rest.len() - 1);
    let (middle, family) = rest.split_at(cut.min(rest.len()));
    add_family(family, &mut parsed);
    for word in middle {
        let key = fold::key(word);
        if key.chars().count() < 2 {
            continue;
        }
        let known = crate::analysis::lexicon::flags(fold::hash(key.as_bytes())) & crate::analysis::lexicon::GIVEN != 0;
        if known {
            let double = Part { key: format!("{}{}", fold::key(first), key), compound: true };
            parsed.given.push(double);
            let first = fold::key(first);
            if DOUBLED.contains(&first.as_str()) && !matches!(key.as_str(), "jose" | "maria" | "jesus") {
                parsed.second.push(Part { key, compound: false });
            }
        } else {
            // Two family names: either may be used, or both.
            parsed.family.push(Part { key, compound: false });
            let both = middle.iter().chain(family).map(|w| fold::key(w)).collect::<String>();
            parsed.family.push(Part { key: both, compound: true });
        }
    }
    parsed
}

/// Family names that stand first: Vietnamese, then Chinese and Korean in Latin letters.
const FIRST_FAMILIES: &[&str] = &[
    "nguyen", "tran", "le", "pham", "huynh", "hoang", "phan", "vu", "vo", "dang", "bui", "do", "ngo", "duong", "ly",
    "dinh", "truong", "wang", "zhang", "liu", "chen", "yang", "zhao", "huang", "zhou", "wu", "xu", "zhu", "hu", "guo",
    "lin", "gao", "zheng", "liang", "xie", "tang", "deng", "feng", "cao", "zeng", "xiao", "cai", "pan", "jiang",
    "shen", "cheng", "ye", "lu", "kim", "park", "choi", "jung", "jeong", "kang", "cho", "yoon", "jang", "lim", "han",
    "shin", "seo", "kwon", "hwang",
];

/// Others of Cantonese and Hokkien, which hold only before two words: "Lee Jia Hui", but not "Lee Ann Marsh".
const BEFORE_TWO: &[&str] = &[
    "lee", "tan", "ng", "chua", "goh", "ong", "koh", "teo", "toh", "wong", "chan", "leung", "lau", "cheung", "kwok",
    "ho", "yip", "yap", "chong", "chow", "tay", "yeo", "ang", "quek", "loh", "foo", "soh", "phua", "chia", "teh",
    "fung", "tse", "yuen", "kwan", "tam", "poon",
];

/// What such names are made of, as far as it is written in Singapore, Malaysia and Hong Kong.
const SYLLABLES: &[&str] = &[
    "jia", "wei", "mei", "hui", "min", "xin", "yi", "li", "kai", "jun", "yu", "chi", "siu", "ling", "jing", "ming",
    "lin", "yan", "hao", "jie", "sze", "wing", "wai", "ka", "man", "pui", "siew", "soo", "boon", "teck", "kok", "chee",
    "eng", "hock", "sook", "suet", "zhi", "xiu", "xiao", "yong", "zhen", "qi", "rui", "shu", "ting", "wen", "yee",
    "choon", "geok", "guat", "kim", "lay", "leng", "peng", "poh", "seng", "siang", "swee", "tze", "keung", "kit",
    "kwong", "lok", "shing", "tak", "tsz", "yin", "ying", "yuk", "hon", "ho", "lee", "kin", "kwan", "hin", "hei",
    "yat", "sau", "mun",
];

/// "Nguyễn Anh Tuấn" is called Tuấn, or Anh Tuấn: the words with the family name last.
fn family_first<'a>(words: &[&'a str], parsed: &mut Parsed) -> Option<Vec<&'a str>> {
    let (first, rest) = words.split_first()?;
    let (last, middle) = rest.split_last()?;
    let key = fold::key(first);
    let flags = |w: &str| crate::analysis::lexicon::flags(fold::hash(fold::key(w).as_bytes()));
    let western = flags(last) & crate::analysis::lexicon::SURNAME != 0 || fold::key(last).len() > 9;
    // "Lee Carl Stubb" and "Tan Ali Kaya" are called by what stands first.
    let given = |w: &str| flags(w) & crate::analysis::lexicon::GIVEN != 0;
    let syllable = |w: &str| SYLLABLES.contains(&fold::key(w).as_str());
    let before_two = middle.iter().all(|w| syllable(w))
        && middle.len() == 1
        && BEFORE_TWO.contains(&key.as_str())
        && (syllable(last) || !given(last) && fold::key(last).len() <= 5);
    if !(FIRST_FAMILIES.contains(&key.as_str()) || before_two)
        || FIRST_FAMILIES.contains(&fold::key(last).as_str())
        || western
        || middle.is_empty() && flags(first) & crate::analysis::lexicon::GIVEN != 0 && !last.contains('-')
        || middle.iter().any(|w| is_particle(&fold::key(w)) && fold::key(w) != "van")
    {
        return None;
    }
    let said: Vec<String> = middle.iter().map(|w| fold::key(w)).filter(|w| w != "thi" && w != "van").collect();
    parsed.given.push(part(last));
    if !said.is_empty() {
        parsed.given.push(Part { key: format!("{}{}", said.concat(), fold::key(last)), compound: true });
    }
    if !middle.is_empty() {
        let whole: String = middle.iter().map(|w| fold::key(w)).collect();
        parsed.given.push(Part { key: format!("{whole}{}", fold::key(last)), compound: true });
    }
    Some(vec![last, first])
}

/// "María del Carmen", "María de los Ángeles": given names of several words; returns what follows them.
fn devotional<'a, 'b>(first: &str, rest: &'a [&'b str], given: &mut Vec<Part>) -> &'a [&'b str] {
    if !matches!(fold::key(first).as_str(), "maria" | "ma" | "jose" | "juan" | "ana" | "francisco" | "rosa") {
        return rest;
    }
    let keys: Vec<String> = rest.iter().take(3).map(|w| fold::key(w)).collect();
    let taken = match keys.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["del", _, ..] => 2,
        ["de", "la" | "los" | "las" | "el", _] => 3,
        _ => return rest,
    };
    let Some((head, tail)) = rest.split_at_checked(taken).filter(|(_, tail)| !tail.is_empty()) else { return rest };
    let Some(last) = head.last().map(|w| fold::key(w)) else { return rest };
    let flags = crate::analysis::lexicon::flags(fold::hash(last.as_bytes()));
    let devoted = flags & crate::analysis::lexicon::GIVEN != 0
        || matches!(
            last.as_str(),
            "mar"
                | "pilar"
                | "carmen"
                | "rosario"
                | "angeles"
                | "dolores"
                | "luz"
                | "rocio"
                | "socorro"
                | "cielo"
                | "nieves"
                | "mercedes"
                | "gracia"
                | "sol"
                | "paz"
        );
    if !devoted {
        return rest;
    }
    let first = fold::key(first);
    given.push(Part {
        key: format!("{first}{}", head.iter().map(|w| fold::key(w)).collect::<String>()),
        compound: true,
    });
    given.push(Part { key: format!("{first}{last}"), compound: true });
    if first == "maria" {
        given.push(Part { key: format!("mari{last}"), compound: true });
    }
    given.push(Part { key: last, compound: false });
    tail
}

fn take_quoted(name: &mut String, parsed: &mut Parsed) {
    for (open, close) in [('"', '"'), ('“', '”'), ('(', ')'), ('«', '»')] {
        if let Some(from) = name.find(open)
            && let Some(len) = name.get(from + open.len_utf8()..).and_then(|s| s.find(close))
        {
            let inner = name.get(from + open.len_utf8()..from + open.len_utf8() + len).unwrap_or("").to_owned();
            name.replace_range(from..from + open.len_utf8() + len + close.len_utf8(), " ");
            if !inner.trim().is_empty() {
                parsed.nick.push(part(&inner));
            }
        }
    }
}

/// The key of a word or words, and whether it was written in several parts.
pub fn part(word: &str) -> Part {
    let word = word.trim();
    let inner = word.chars().skip(2).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let compound = inner || word.chars().any(|c| c.is_whitespace() || c == '-' || fold::is_apostrophe(c));
    Part { key: fold::key(word), compound }
}

fn add_given(word: &str, out: &mut Vec<Part>) {
    let whole = part(word);
    let halves: Vec<Part> = word.split('-').map(part).filter(|p| p.key.chars().count() > 1).collect();
    out.push(whole);
    if halves.len() > 1 {
        out.extend(halves.into_iter().take(1));
    }
    if let Some(key) = fold::german_key(word) {
        out.push(Part { key, compound: false });
    }
}

fn add_family(words: &[&str], parsed: &mut Parsed) {
    let whole = words.join(" ");
    let whole_part = part(&whole);
    if whole_part.key.chars().count() == 1 {
        parsed.initial = whole_part.key.chars().next();
        return;
    }
    if let Some(key) = fold::german_key(&whole) {
        parsed.family.push(Part { key, compound: whole_part.compound });
    }
    // "van der Berg" is also filed under Berg; "Smith-Jones" under each half.
    let last = words.last().copied().unwrap_or("");
    if words.len() > 1 {
        parsed.family.push(part(last));
    }
    let halves: Vec<Part> = last.split('-').map(part).filter(|p| p.key.chars().count() > 2).collect();
    if halves.len() > 1 {
        parsed.family.extend(halves);
    }
    // McAllister and MacAllister are heard as one name.
    let scots = whole_part
        .key
        .strip_prefix("mac")
        .map(|r| format!("mc{r}"))
        .or_else(|| whole_part.key.strip_prefix("mc").map(|r| format!("mac{r}")));
    if let Some(key) = scots.filter(|k| k.len() > 5 && whole_part.compound) {
        parsed.family.push(Part { key, compound: true });
    }
    // St. Clair, St-Clair and Saint Clair.
    let pieces: Vec<String> =
        words.iter().flat_map(|w| w.split('-')).map(fold::key).filter(|piece| !piece.is_empty()).collect();
    if let Some((first, rest)) = pieces.split_first().filter(|cut| !cut.1.is_empty())
        && let Some(forms) = SAINTS.iter().find(|forms| forms.contains(&first.as_str()))
    {
        let rest = rest.concat();
        let others = forms.iter().filter(|form| **form != first.as_str());
        parsed.family.extend(others.map(|form| Part { key: format!("{form}{rest}"), compound: true }));
    }
    // Van der Berg is written van den Berg and van de Berg as well.
    if let Some((last, particles)) = words.split_last()
        && !particles.is_empty()
    {
        let joined: String = particles.iter().map(|w| fold::key(w)).collect();
        let alike = LIKE_PARTICLES.iter().find(|group| group.contains(&joined.as_str())).copied().unwrap_or(&[]);
        for other in alike.iter().filter(|other| **other != joined) {
            parsed.family.push(Part { key: format!("{other}{}", fold::key(last)), compound: true });
        }
    }
    parsed.family.insert(0, whole_part);
}

/// How "saint" is written before a family name.
const SAINTS: &[&[&str]] = &[&["st", "saint", "sankt"], &["ste", "sainte", "saint"]];

/// Particles that are easily taken for each other.
const LIKE_PARTICLES: &[&[&str]] = &[
    &["vander", "vanden", "vande", "van", "vonder", "von"],
    &["dela", "delas", "delos", "del"],
    &["al", "el"],
    &["di", "de", "da", "du"],
];

fn glyphs(name: &str, parsed: &mut Parsed) {
    let words: Vec<&str> = name.split([' ', '\u{3000}', '・', '·']).filter(|w| !w.is_empty()).collect();
    let whole: String = words.concat();
    let count = whole.chars().count();
    let cuts = if words.len() > 1 {
        vec![words.first().map_or(1, |w| w.chars().count())]
    } else if count < 2 {
        vec![]
    } else if double_family(&whole) {
        vec![2]
    } else if count == 3 && whole.chars().all(is_han) {
        // 王小明 is cut after one, 田中健 after two: what follows in the text decides.
        vec![1, 2]
    } else if whole.chars().any(|c| ('\u{ac00}'..='\u{d7af}').contains(&c)) || count <= 3 {
        vec![1]
    } else {
        // Japanese without a space: 田中太郎 is cut after two far more often than after one or three.
        vec![2]
    };
    parsed.glyphs = Some((whole, cuts));
}
