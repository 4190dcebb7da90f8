//! What a name sounds like, vowels kept: equal keys may be one name heard and spelled anew
//! (Sara and Sarah), while Tyler and Taylor, or Jerome and Jeremy, stay apart.
use super::near;

/// The consonants of a sound's key, behind a mark if it begins with a vowel; none where fewer than three are left.
pub fn skeleton(key: &str) -> String {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut out = String::with_capacity(key.len());
    if key.starts_with(vowel) {
        out.push('A');
    }
    for c in softened(key).chars().filter(|c| !vowel(*c) && *c != 'h') {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    if out.len() < 3 { String::new() } else { out }
}

/// A key whose "g" before "e" and "i" is the sound of "j": Angelie for Anjali.
fn softened(key: &str) -> String {
    key.replace("ge", "je").replace("gi", "ji")
}

/// Whether two keys are one name heard loosely: the same consonants, and at most one vowel lost, added or changed.
pub fn resembles(a: &str, b: &str) -> bool {
    let open = |key: &str| softened(&key.strip_suffix("oe").map_or_else(|| key.to_owned(), |head| format!("{head}o")));
    let bones = skeleton(a);
    !bones.is_empty() && bones == skeleton(b) && near::slips(&open(a), &open(b), 1).is_some()
}

/// What is left of a name when every sound is taken for its nearest kin: "s", "z", "sh", "ch" and "j" are one, so are "b" and
/// "p", "d" and "t", "g" and "k", "v" and "f"; vowels that stand together are one "o". Names of the Slavs and the Irish are read
/// as they are spoken.
pub fn kin(word: &str) -> String {
    let slavic = ["cz", "sz", "rz", "wski", "wska"].iter().any(|part| word.contains(part)) || word.ends_with("icz");
    let mut word = word.replace("cz", "ch").replace("sz", "sh").replace("rz", "zh");
    if slavic {
        word = word.replace('w', "v");
    }
    word = word.replace("bh", "v").replace("mh", "v").replace("dh", "h");
    let mut out = String::with_capacity(word.len());
    for c in softened(&key(&word)).chars() {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => 'o',
            'b' => 'p',
            'd' => 't',
            'g' => 'k',
            'v' => 'f',
            'z' | 'S' | 'C' | 'j' => 's',
            'h' | 'w' => continue,
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// The consonants of a name's kin; none where fewer than three are left.
pub fn kin_bones(word: &str) -> String {
    let kin = kin(word);
    let mut out = String::with_capacity(kin.len());
    for c in kin.chars().enumerate().filter(|(n, c)| *n == 0 || *c != 'o').map(|(_, c)| c) {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    if out.chars().filter(|c| *c != 'o').count() < 3 { String::new() } else { out }
}

/// Whether two names are kin by ear: the same consonants in kind, and at most one syllable more or less.
pub fn akin(a: &str, b: &str) -> bool {
    near::slips(&kin(a), &kin(b), 1).is_some()
}

/// As `key`, with every way to write a long "a" alike and apart from a short "e": Tait and Tate, Haig and Hague, but not Dell
/// and Dale. For family names beside a given name that fits.
pub fn spoken(word: &str) -> String {
    let word = word.strip_suffix("gue").map_or_else(|| word.to_owned(), |head| format!("{head}ge"));
    let (bytes, n) = (word.as_bytes(), word.len());
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let letter = |back: usize| n.checked_sub(back).and_then(|at| bytes.get(at)).copied().unwrap_or(b'a');
    let open = n > 3 && letter(1) == b'e' && !vowel(letter(2)) && letter(3) == b'a' && !vowel(letter(4));
    if open && let (Some(head), Some(end)) = (word.get(..n - 3), word.get(n - 2..n - 1)) {
        return key(&format!("{head}A{end}"));
    }
    key(&word.replace("ai", "A").replace("ay", "A").replace("ei", "A"))
}

/// As `key`, with every way to write the sound of "eye" alike: Reiter and Ryter, Meyer and Maier. For family names as well.
pub fn eyed(word: &str) -> String {
    let word = ["eigh", "igh", "ei", "ai", "ey", "ay", "y"].iter().fold(word.to_owned(), |w, eye| w.replace(eye, "I"));
    key(&word)
}

/// A key without each "r" behind a vowel and before a consonant, which half of the English do not say.
pub fn without_mute_r(key: &str) -> String {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let letters: Vec<char> = key.chars().collect();
    let at = |n: usize| letters.get(n).copied();
    let mute =
        |n: usize| n > 0 && at(n) == Some('r') && at(n - 1).is_some_and(vowel) && at(n + 1).is_some_and(|c| !vowel(c));
    letters.iter().enumerate().filter(|(n, _)| !mute(*n)).map(|(_, c)| *c).collect()
}

/// The sound of a folded name.
pub fn key(word: &str) -> String {
    let w: Vec<u8> = word.bytes().collect();
    let at = |i: usize| w.get(i).copied().unwrap_or(0);
    let vowel = |c: u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let mut out: Vec<u8> = Vec::with_capacity(w.len());
    let mut i = 0;
    while i < w.len() {
        let (c, n, n2) = (at(i), at(i + 1), at(i + 2));
        let start = i == 0;
        let (put, step): (&[u8], usize) = match (c, n) {
            (b'p', b'h') => (b"f", 2),
            (b'k', b'n') | (b'g', b'n') if start => (b"n", 2),
            (b'w', b'r') if start => (b"r", 2),
            (b'm', b'c') if start => (b"mak", 2),
            (b'c', b'h') if n2 == b'r' || n2 == b'l' => (b"k", 2),
            (b'c', b'h') => (b"C", 2),
            (b's', b'c') if n2 == b'h' => (b"S", 3),
            (b's', b'h') => (b"S", 2),
            (b't', b'h') => (b"t", 2),
            (b'd', b't') => (b"t", 2),
            (b'c', b'k') => (b"k", 2),
            (b'g', b'h') if start => (b"g", 2),
            (b'g', b'h') => (b"", 2),
            (b'w', b'h') => (b"w", 2),
            (b'q', b'u') => (b"k", 2),
            (b'c', b'e' | b'i' | b'y') => (b"s", 1),
            (b'c' | b'q', _) => (b"k", 1),
            (b'x', _) if start => (b"s", 1),
            (b'x', _) => (b"ks", 1),
            (b'z', _) => (b"s", 1),
            (b'g', b'e') if start && n2 != b'r' => (b"j", 1),
            (b'a', b'i' | b'y') | (b'e', b'i') => (b"e", 2),
            // Thibodeaux, Boudreau.
            (b'e', b'a') if n2 == b'u' => (b"o", if at(i + 3) == b'x' && i + 4 == w.len() { 4 } else { 3 }),
            (b'e', b'y') if i + 2 >= w.len() => (b"i", 2),
            (b'e', b'y') => (b"e", 2),
            (b'i', b'e') if i + 2 >= w.len() => (b"i", 2),
            (b'e', b'e') | (b'e', b'a') => (b"i", 2),
            (b'o', b'o') | (b'o', b'u') => (b"u", 2),
            (b'a', b'u' | b'w') => (b"o", 2),
            (b'y', n) if start && vowel(n) => (b"y", 1),
            (b'y', _) => (b"i", 1),
            (b'h', n) if !start && !vowel(n) => (b"", 1),
            (b'e', _) if i + 1 == w.len() && i > 2 && !vowel(at(i - 1)) => (b"", 1),
            (b's', b'o') if n2 == b'n' && i + 3 == w.len() => (b"sen", 3),
            _ => (w.get(i..=i).unwrap_or(b""), 1),
        };
        for &b in put {
            if out.last() != Some(&b) {
                out.push(b);
            }
        }
        i += step;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_a_is_one_however_it_is_written() {
        let alike = |a: &str, b: &str| spoken(a) == spoken(b);
        assert!(alike("tait", "tate") && alike("haig", "hague") && alike("spraik", "sprake"));
        assert!(!alike("dell", "dale") && !alike("tate", "tatt") && !alike("lane", "len"));
    }

    #[test]
    fn the_sound_of_eye_is_one_however_it_is_written() {
        let alike = |a: &str, b: &str| eyed(a) == eyed(b);
        assert!(alike("reiter", "ryter") && alike("meyer", "maier") && alike("kaiser", "kyser"));
        assert!(!alike("reiter", "ritter") && !alike("reiter", "rater"));
    }

    #[test]
    fn a_name_heard_loosely_keeps_its_consonants() {
        let alike = |a: &str, b: &str| resembles(&key(a), &key(b));
        assert!(
            alike("kwahmay", "kwame")
                && alike("zanthy", "xanthe")
                && alike("tibadoe", "thibodeaux")
                && alike("angelie", "anjali")
        );
        assert!(!alike("jerome", "jeremy") && !alike("ana", "anna") && !alike("tamara", "timor"));
    }
}
