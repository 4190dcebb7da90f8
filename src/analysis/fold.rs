//! Text as tokens that forget case and accents but remember their exact bytes.
//! What a word means is the lexicon's affair; where quoted mail ends is that of `mentions::zones`.
use unicode_normalization::char::decompose_canonical;

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Lower,
    /// First letter large, the rest mostly small.
    Title,
    Upper,
    /// Digits, or a script without case.
    None,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing, or an apostrophe.
    Tight,
    /// A hyphen without spaces.
    Hyphen,
    Space,
    /// Comma, bracket, slash, quote mark, dash.
    Soft,
    /// The end of a sentence, or of a line.
    Hard,
}

/// A word or number of the text.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub start: u32,
    /// End of the word itself, before a possessive 's.
    pub end: u32,
    /// Range of the folded letters in `Text::folded`.
    from: u32,
    to: u32,
    pub hash: u64,
    pub case: Case,
    pub gap: Gap,
    /// A line break stands before the token.
    pub newline: bool,
    /// The last punctuation mark before the token, or a space.
    pub mark: char,
    pub possessive: bool,
    /// Letters of a script written without spaces.
    pub cjk: bool,
    pub digits: bool,
    pub letters: u8,
}

/// A text and its tokens.
pub struct Text<'a> {
    pub raw: &'a str,
    pub folded: String,
    pub tokens: Vec<Token>,
}

impl<'a> Text<'a> {
    /// Reads the text once, in time linear in its length.
    pub fn new(raw: &'a str) -> Self {
        let mut text =
            Self { raw, folded: String::with_capacity(raw.len() + 16), tokens: Vec::with_capacity(raw.len() / 5 + 8) };
        text.scan();
        text
    }

    pub fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| self.folded.get(t.from as usize..t.to as usize).unwrap_or(""))
    }

    pub fn surface(&self, from: usize, to: usize) -> &str {
        self.raw.get(from..to).unwrap_or("")
    }

    fn scan(&mut self) {
        let raw = self.raw;
        let mut pos = 0;
        let (mut gap, mut newline, mut mark) = (Gap::Hard, true, ' ');
        let mut abbreviated = false;
        while let Some(c) = char_at(raw, pos) {
            let at = pos;
            if !is_word(c) {
                pos += c.len_utf8();
                let next = char_at(raw, pos).unwrap_or(' ');
                // "J. Smith", "Mr. Smith", "ext. 204": that stop ends no sentence.
                gap = gap.max(if c == '.' && abbreviated && gap == Gap::Tight {
                    Gap::Soft
                } else {
                    gap_of(c, next, gap)
                });
                newline |= c == '\n';
                if !c.is_whitespace() {
                    mark = c;
                }
                continue;
            }
            let digits = c.is_numeric();
            let cjk = is_cjk(c);
            let from = self.folded.len();
            let (mut upper, mut lower, mut first_upper, mut letters) = (0u32, 0u32, false, 0u32);
            let mut end = at;
            let mut possessive = false;
            // Most words are plain letters or digits to their end, which need no look at each character.
            let mut state = SEED;
            while let Some(&b) = raw.as_bytes().get(pos).filter(|b| plain(**b, digits)) {
                let small = b.to_ascii_lowercase();
                self.folded.push(char::from(small));
                state = extend(state, &[small]);
                upper += u32::from(b.is_ascii_uppercase());
                pos += 1;
            }
            if pos > at {
                (first_upper, letters, end) = (c.is_ascii_uppercase(), (pos - at) as u32, pos);
                lower = if digits { 0 } else { letters - upper };
            }
            let whole = letters;
            while let Some(c) = char_at(raw, pos) {
                if is_apostrophe(c) {
                    let mut ahead = raw.get(pos + c.len_utf8()..).unwrap_or("").chars();
                    let (a, b, third) = (ahead.next(), ahead.next(), ahead.next());
                    let ends = b.is_none_or(|b| !is_word(b));
                    // "Tom'll ring", "Tom'd rung": the name without its verb; "she'll" stays one word of the lists.
                    let verb = match a {
                        Some('d') if ends => 1,
                        Some('l') if b == Some('l') && third.is_none_or(|c| !is_word(c)) => 2,
                        _ => 0,
                    };
                    if verb > 0 && first_upper && letters > 1 && !contracts(self.folded.get(from..).unwrap_or("")) {
                        pos += c.len_utf8() + verb;
                        break;
                    }
                    match a {
                        Some(s @ ('s' | 'S')) if ends && letters > 0 => {
                            possessive = true;
                            pos += c.len_utf8() + s.len_utf8();
                            break;
                        }
                        // "l'accueil", "n'était", "qu'Élodie": the word begins behind the apostrophe.
                        Some(a) if elides(self.folded.get(from..).unwrap_or(""), a) => break,
                        Some(a) if a.is_alphabetic() && !cjk => {
                            pos += c.len_utf8();
                            continue;
                        }
                        _ => {
                            possessive = letters > 1
                                && matches!(self.folded.chars().last(), Some('s' | 'z'))
                                && a.is_some_and(char::is_whitespace);
                            break;
                        }
                    }
                }
                if !is_word(c) || (is_cjk(c) != cjk && !is_mark(c)) || (digits != c.is_numeric() && !is_mark(c)) {
                    break;
                }
                pos += c.len_utf8();
                end = pos;
                if is_mark(c) {
                    continue;
                }
                if letters == 0 {
                    first_upper = c.is_uppercase();
                }
                letters += 1;
                upper += u32::from(c.is_uppercase());
                lower += u32::from(c.is_lowercase());
                fold_char(c, &mut self.folded);
            }
            if end == at {
                // A stray mark: consume it so that the scan always moves on.
                if pos == at {
                    pos += c.len_utf8();
                }
                continue;
            }
            let case = match (upper, lower) {
                (0, 0) => Case::None,
                (0, _) => Case::Lower,
                (_, 0) if letters > 1 => Case::Upper,
                _ if first_upper => Case::Title,
                _ => Case::Lower,
            };
            let to = self.folded.len();
            self.tokens.push(Token {
                start: at as u32,
                end: end as u32,
                from: from as u32,
                to: to as u32,
                hash: if letters == whole {
                    mix(state)
                } else {
                    hash(self.folded.as_bytes().get(from..to).unwrap_or(&[]))
                },
                case,
                gap,
                newline,
                mark,
                possessive,
                cjk,
                digits,
                letters: letters.min(255) as u8,
            });
            let word = self.folded.get(from..to).unwrap_or("");
            abbreviated = letters == 1 && case == Case::Title
                || matches!(
                    word,
                    "mr" | "mrs" | "ms" | "mnr" | "mev" | "dr" | "st" | "ext" | "mme" | "sra" | "hr" | "prof" | "mlle"
                );
            (gap, newline, mark) = (Gap::Tight, false, ' ');
        }
    }
}

/// The character that begins at byte `pos`.
fn char_at(raw: &str, pos: usize) -> Option<char> {
    match raw.as_bytes().get(pos) {
        Some(b) if b.is_ascii() => Some(char::from(*b)),
        Some(_) => raw.get(pos..).and_then(|rest| rest.chars().next()),
        None => None,
    }
}

/// Whether a byte is an ASCII letter, or else an ASCII digit.
fn plain(byte: u8, digits: bool) -> bool {
    if digits { byte.is_ascii_digit() } else { byte.is_ascii_alphabetic() }
}

fn gap_of(c: char, next: char, so_far: Gap) -> Gap {
    match c {
        '\n' | '!' | '?' | '…' | '。' | '！' | '？' | ';' | '|' | '•' | '*' => Gap::Hard,
        // "J. Smith" and "ext.204": a stop ends a sentence only before a space or the end.
        '.' if next.is_whitespace() || next == '.' || next == '"' || next == ')' => Gap::Hard,
        '.' => Gap::Soft,
        ':' => Gap::Soft,
        '-' | '‐' | '‑' if so_far == Gap::Tight && is_word(next) => Gap::Hyphen,
        c if c.is_whitespace() => Gap::Space,
        c if is_apostrophe(c) || c == '`' => {
            if so_far == Gap::Tight && is_word(next) {
                Gap::Tight
            } else {
                Gap::Soft
            }
        }
        _ => Gap::Soft,
    }
}

fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_mark(c) }
}

/// Whether a French word before an apostrophe only lends its letter to the next, which begins with `next`.
fn elides(word: &str, next: char) -> bool {
    matches!(word, "l" | "d" | "n" | "j" | "m" | "c" | "s" | "t" | "qu" | "jusqu" | "lorsqu" | "puisqu")
        && matches!(
            next.to_ascii_lowercase(),
            'a' | 'e'
                | 'i'
                | 'o'
                | 'u'
                | 'h'
                | 'é'
                | 'è'
                | 'ê'
                | 'à'
                | 'â'
                | 'î'
                | 'ô'
                | 'œ'
                | 'É'
                | 'È'
                | 'Ê'
                | 'À'
                | 'Î'
                | 'Ô'
        )
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '´')
}

/// Han, kana and Hangul: names stand in them without spaces.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// Appends the letter without case or accent; ß becomes ss, ø o, æ ae.
pub fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    if is_cjk(c) {
        out.push(c);
        return;
    }
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'ø' | 'Ø' => out.push('o'),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'þ' | 'Þ' => out.push_str("th"),
        'ı' => out.push('i'),
        _ => {
            for c in c.to_lowercase() {
                decompose_canonical(c, |d| {
                    if !is_mark(d) {
                        out.push(d);
                    }
                });
            }
        }
    }
}

/// A word without case, accents, spaces and punctuation: the key under which names are found.
pub fn key(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().filter(|&c| is_word(c) && !is_mark(c)) {
        fold_char(c, &mut out);
    }
    out
}

/// The German way to write umlauts without them (Müller as Mueller), if the word has any.
pub fn german_key(word: &str) -> Option<String> {
    if !word.chars().any(|c| "äöüÄÖÜåÅøØ".contains(c)) {
        return None;
    }
    let mut out = String::with_capacity(word.len() + 2);
    for c in word.chars().filter(|&c| is_word(c)) {
        match c {
            'ä' | 'Ä' => out.push_str("ae"),
            'ö' | 'Ö' | 'ø' | 'Ø' => out.push_str("oe"),
            'ü' | 'Ü' => out.push_str("ue"),
            'å' | 'Å' => out.push_str("aa"),
            c => fold_char(c, &mut out),
        }
    }
    Some(out)
}

/// Words with which "will" and "had" are written as one: no names.
fn contracts(word: &str) -> bool {
    matches!(
        word,
        "you"
            | "he"
            | "she"
            | "it"
            | "we"
            | "they"
            | "who"
            | "what"
            | "that"
            | "this"
            | "there"
            | "here"
            | "how"
            | "where"
            | "when"
            | "which"
            | "why"
            | "one"
            | "these"
            | "those"
    )
}

/// FNV-1a with a final mix; equal for a concatenation however it is cut, so "mary ann" finds "maryann".
pub fn hash(bytes: &[u8]) -> u64 {
    mix(extend(SEED, bytes))
}

pub const SEED: u64 = 0xcbf2_9ce4_8422_2325;

pub fn extend(mut state: u64, bytes: &[u8]) -> u64 {
    for &b in bytes {
        state = (state ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    }
    state
}

/// One hash for four numbers in their order.
pub fn joined(numbers: [u64; 4]) -> u64 {
    let step = |state: u64, number: &u64| (state ^ number).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
    mix(numbers.iter().fold(SEED, step))
}

pub fn mix(state: u64) -> u64 {
    let x = (state ^ (state >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    x ^ (x >> 29)
}
