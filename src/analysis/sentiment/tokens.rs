//! Cuts a text into folded words, marks and emoji in one pass, keeping byte
//! offsets into the original. Folding is lower case without accents, so that
//! "Atención" and "atencion" are one word. Meaning is left to `lexicon`.
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    Number,
    /// `.`, `!`, `?`, `,`, `;`, `:`, a dash, a bracket, or a line break (`\n`).
    Mark(char),
    /// An emoji or an emoticon.
    Emoji,
}

/// One token: where it stands in the text and in the folded buffer.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub start: u32,
    pub end: u32,
    from: u32,
    to: u32,
    pub hash: u64,
    pub kind: TokenKind,
    /// Two or more letters, all of them capitals.
    pub caps: bool,
    /// Starts with a capital letter.
    pub title: bool,
    /// Written in a script that none of the four languages uses.
    pub foreign: bool,
    /// A letter that only one language has: 1 Spanish, 2 French, 3 German.
    pub hint: Option<u8>,
}

/// The tokens of one text and the buffer of their folded letters.
#[derive(Debug, Default)]
pub struct Tokens {
    pub list: Vec<Token>,
    folded: String,
}

impl Tokens {
    /// The folded letters of a token.
    #[must_use]
    pub fn word(&self, token: &Token) -> &str {
        self.folded.get(token.from as usize..token.to as usize).unwrap_or("")
    }
}

/// Keys that are hashes already are not hashed again.
#[derive(Clone, Copy, Default)]
pub struct Same(u64);
impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash_bytes(bytes);
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}
/// A map from the hashes of words.
pub type Hashed<T> = HashMap<u64, T, BuildHasherDefault<Same>>;

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// One step of FNV-1a; the lexicon walks prefixes with it.
#[must_use]
pub const fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(PRIME)
}

/// FNV-1a over folded bytes.
#[must_use]
pub const fn hash_bytes(bytes: &[u8]) -> u64 {
    let (mut hash, mut rest) = (OFFSET, bytes);
    while let [byte, after @ ..] = rest {
        hash = step(hash, *byte);
        rest = after;
    }
    hash
}

/// The start value of [`step`].
#[must_use]
pub fn hash_start() -> u64 {
    OFFSET
}

/// Folds a single word and hashes it.
#[must_use]
pub fn hash_of(word: &str) -> u64 {
    hash_bytes(fold(word).as_bytes())
}

/// Lower case, no accents, straight apostrophes.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    word.chars().for_each(|c| push_folded(c, &mut out));
    out
}

fn push_folded(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    let plain = match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'Ç' | 'č' | 'ć' | 'Č' | 'Ć' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' | 'ę' | 'ě' | 'ė' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' | 'ı' => "i",
        'ñ' | 'Ñ' | 'ń' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' | 'ő' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' | 'ű' => "u",
        'ý' | 'ÿ' | 'Ý' => "y",
        'š' | 'ś' | 'ş' | 'Š' | 'Ś' | 'Ş' => "s",
        'ž' | 'ź' | 'ż' | 'Ž' => "z",
        'ł' | 'Ł' => "l",
        'ß' | 'ẞ' => "ss",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        '’' | '‘' | 'ʼ' | '´' => "'",
        '\u{300}'..='\u{36f}' => "",
        _ => {
            out.extend(c.to_lowercase());
            return;
        }
    };
    out.push_str(plain);
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F300}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B50}' | '\u{2B55}')
}

fn is_foreign(c: char) -> bool {
    c.is_alphabetic() && c as u32 >= 0x370 && !matches!(c, '\u{1E00}'..='\u{1EFF}' | '\u{2100}'..='\u{214F}')
}

fn hint_of(c: char) -> Option<u8> {
    match c {
        'ñ' | 'Ñ' | '¿' | '¡' => Some(1),
        'ê' | 'è' | 'œ' | 'ù' | 'û' | 'î' => Some(2),
        'ß' | 'ä' | 'Ä' => Some(3),
        _ => None,
    }
}

/// Whether an emoticon may begin with this letter.
fn opens_face(c: char) -> bool {
    matches!(c, ':' | ';' | '=' | '<' | '>' | '^' | 'D')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// An emoticon at the start of `rest`: its length in bytes and its folded form.
fn emoticon(rest: &str) -> Option<(usize, &'static str)> {
    const FACES: [(&str, &str); 22] = [
        (":-)", ":)"),
        (":)", ":)"),
        (":-D", ":)"),
        (":D", ":)"),
        (";-)", ":)"),
        (";)", ":)"),
        ("=)", ":)"),
        (":]", ":)"),
        (":-P", ":)"),
        (":P", ":)"),
        ("<3", ":)"),
        (":-(", ":("),
        (":(", ":("),
        (":'(", ":("),
        ("=(", ":("),
        (":-/", ":/"),
        (":/", ":/"),
        (":[", ":("),
        (">:(", ":("),
        ("D:", ":("),
        (":|", ":/"),
        ("^^", ":)"),
    ];
    FACES.iter().find(|(face, _)| rest.starts_with(face)).map(|(face, folded)| (face.len(), *folded))
}

/// Cuts a text into tokens; any text is legal, and time grows with its length.
#[must_use]
pub fn read(text: &str) -> Tokens {
    let mut out =
        Tokens { list: Vec::with_capacity(text.len() / 4 + 4), folded: String::with_capacity(text.len() + 8) };
    let mut at = 0;
    let mut after_letter = false;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte == b' ' {
            after_letter = false;
            at += 1;
            continue;
        }
        if byte.is_ascii_alphanumeric()
            && !(byte == b'D' && text.as_bytes().get(at + 1) == Some(&b':'))
            && let Some(end) = plain_word(text, at, &mut out)
        {
            at = end;
            after_letter = true;
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        let Some(c) = rest.chars().next() else { break };
        if c.is_alphanumeric() && c != 'D' || (c == 'D' && !rest.starts_with("D:")) {
            at = word(text, at, &mut out);
            after_letter = true;
            continue;
        }
        let token = if opens_face(c) && (c != 'D' || !after_letter) {
            emoticon(rest)
                .filter(|(size, _)| !(rest.starts_with(":/") && rest.get(*size..).is_some_and(|r| r.starts_with('/'))))
        } else {
            None
        };
        let size = if let Some((size, folded)) = token {
            push(&mut out, at, at + size, folded, TokenKind::Emoji);
            size
        } else if is_emoji(c) {
            let mut buffer = [0_u8; 4];
            push(&mut out, at, at + c.len_utf8(), c.encode_utf8(&mut buffer), TokenKind::Emoji);
            c.len_utf8()
        } else if let Some(mark) = mark_of(c, rest) {
            push(&mut out, at, at + c.len_utf8(), "", TokenKind::Mark(mark));
            if let (Some(last), Some(_)) = (out.list.last_mut(), hint_of(c)) {
                last.hint = hint_of(c);
            }
            c.len_utf8()
        } else {
            c.len_utf8()
        };
        after_letter = false;
        at += size;
    }
    out
}

fn mark_of(c: char, rest: &str) -> Option<char> {
    match c {
        '.' | '!' | '?' | ',' | ';' | ':' | '\n' | '(' | ')' | '"' => Some(c),
        '¡' | '¿' => Some('('),
        '…' | '。' => Some('.'),
        '–' | '—' => Some('–'),
        '-' if rest.starts_with("- ") || rest.starts_with("--") => Some('–'),
        '！' => Some('!'),
        '？' => Some('?'),
        '，' | '、' => Some(','),
        '“' | '”' | '«' | '»' | '„' => Some('"'),
        _ => None,
    }
}

fn push(out: &mut Tokens, start: usize, end: usize, folded: &str, kind: TokenKind) {
    let from = out.folded.len() as u32;
    out.folded.push_str(folded);
    let hash = hash_bytes(folded.as_bytes());
    out.list.push(Token {
        start: start as u32,
        end: end as u32,
        from,
        to: out.folded.len() as u32,
        hash,
        kind,
        caps: false,
        title: false,
        foreign: false,
        hint: None,
    });
}

fn is_elided(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"l'" | b"d'" | b"c'" | b"j'" | b"m'" | b"t'" | b"s'" | b"n'" | b"qu'" | b"jusqu'" | b"lorsqu'" | b"puisqu'"
    )
}

/// A word of plain letters and digits: most words. Nothing when another letter follows, which `word` then reads.
fn plain_word(text: &str, start: usize, out: &mut Tokens) -> Option<usize> {
    let bytes = text.as_bytes().get(start..)?;
    let (mut size, mut digits, mut capitals, mut apostrophes) = (0, 0_u32, 0_u32, 0_u32);
    let mut hash = OFFSET;
    while let Some(&byte) = bytes.get(size) {
        if byte == b'\'' {
            match bytes.get(size + 1) {
                Some(next) if next.is_ascii_alphabetic() => {}
                Some(next) if !next.is_ascii() => return None,
                _ => break,
            }
            apostrophes += 1;
            hash = step(hash, byte);
            size += 1;
            // "l'agent" is two words: the longest of these has eight letters.
            if apostrophes == 1 && size <= 8 && elided(bytes.get(..size)?) {
                break;
            }
            continue;
        }
        if !byte.is_ascii_alphanumeric() {
            if !byte.is_ascii() {
                return None;
            }
            break;
        }
        digits += u32::from(byte.is_ascii_digit());
        capitals += u32::from(byte.is_ascii_uppercase());
        hash = step(hash, byte.to_ascii_lowercase());
        size += 1;
    }
    let letters = size as u32 - digits - apostrophes;
    let from = out.folded.len();
    out.folded.push_str(text.get(start..start + size)?);
    if capitals > 0 {
        out.folded.get_mut(from..)?.make_ascii_lowercase();
    }
    let number = digits > 0 && letters * 2 <= digits;
    out.list.push(Token {
        start: start as u32,
        end: (start + size) as u32,
        from: from as u32,
        to: out.folded.len() as u32,
        hash: if number { const { hash_bytes(b"0") } } else { hash },
        kind: if number { TokenKind::Number } else { TokenKind::Word },
        caps: letters >= 2 && capitals == letters,
        title: bytes.first().is_some_and(u8::is_ascii_uppercase),
        foreign: false,
        hint: None,
    });
    Some(start + size)
}

fn elided(word: &[u8]) -> bool {
    let mut folded = [0_u8; 8];
    for (to, from) in folded.iter_mut().zip(word) {
        *to = from.to_ascii_lowercase();
    }
    is_elided(folded.get(..word.len()).unwrap_or(&[]))
}

fn word(text: &str, start: usize, out: &mut Tokens) -> usize {
    let from = out.folded.len();
    let (mut end, mut letters, mut capitals, mut digits) = (start, 0_u32, 0_u32, 0_u32);
    let (mut foreign, mut hint, mut title) = (false, None, false);
    let mut chars = text.get(start..).unwrap_or("").char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let combining = matches!(c, '\u{300}'..='\u{36f}');
        let inside = c.is_alphanumeric()
            || combining
            || (is_apostrophe(c) && chars.peek().is_some_and(|(_, next)| next.is_alphabetic()));
        if !inside {
            break;
        }
        end = start + offset + c.len_utf8();
        letters += u32::from(c.is_alphabetic());
        digits += u32::from(c.is_numeric());
        title |= offset == 0 && c.is_uppercase();
        capitals += u32::from(c.is_uppercase());
        foreign |= is_foreign(c);
        hint = hint.or_else(|| hint_of(c));
        push_folded(c, &mut out.folded);
        // French and Spanish elision: "l'agent" and "n'est" are two words each.
        if is_apostrophe(c) && is_elided(out.folded.as_bytes().get(from..).unwrap_or(&[])) {
            break;
        }
    }
    let kind = if digits > 0 && letters * 2 <= digits { TokenKind::Number } else { TokenKind::Word };
    let folded = out.folded.as_bytes().get(from..).unwrap_or(&[]);
    let hash = if kind == TokenKind::Number { hash_bytes(b"0") } else { hash_bytes(folded) };
    out.list.push(Token {
        start: start as u32,
        end: end as u32,
        from: from as u32,
        to: out.folded.len() as u32,
        hash,
        kind,
        caps: letters >= 2 && capitals == letters,
        title,
        foreign,
        hint,
    });
    end
}
