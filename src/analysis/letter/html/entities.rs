//! Character references of HTML: numbers (with the windows-1252 repair browsers make) and the names letters use.

use std::collections::HashMap;
use std::sync::LazyLock;

const NAMES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("AMP", "&"),
    ("LT", "<"),
    ("GT", ">"),
    ("QUOT", "\""),
    ("iexcl", "¡"),
    ("cent", "¢"),
    ("pound", "£"),
    ("curren", "¤"),
    ("yen", "¥"),
    ("brvbar", "¦"),
    ("sect", "§"),
    ("uml", "¨"),
    ("copy", "©"),
    ("ordf", "ª"),
    ("laquo", "«"),
    ("not", "¬"),
    ("shy", "\u{ad}"),
    ("reg", "®"),
    ("macr", "¯"),
    ("deg", "°"),
    ("plusmn", "±"),
    ("sup2", "²"),
    ("sup3", "³"),
    ("acute", "´"),
    ("micro", "µ"),
    ("para", "¶"),
    ("middot", "·"),
    ("cedil", "¸"),
    ("sup1", "¹"),
    ("ordm", "º"),
    ("raquo", "»"),
    ("frac14", "¼"),
    ("frac12", "½"),
    ("frac34", "¾"),
    ("iquest", "¿"),
    ("Agrave", "À"),
    ("Aacute", "Á"),
    ("Acirc", "Â"),
    ("Atilde", "Ã"),
    ("Auml", "Ä"),
    ("Aring", "Å"),
    ("AElig", "Æ"),
    ("Ccedil", "Ç"),
    ("Egrave", "È"),
    ("Eacute", "É"),
    ("Ecirc", "Ê"),
    ("Euml", "Ë"),
    ("Igrave", "Ì"),
    ("Iacute", "Í"),
    ("Icirc", "Î"),
    ("Iuml", "Ï"),
    ("ETH", "Ð"),
    ("Ntilde", "Ñ"),
    ("Ograve", "Ò"),
    ("Oacute", "Ó"),
    ("Ocirc", "Ô"),
    ("Otilde", "Õ"),
    ("Ouml", "Ö"),
    ("times", "×"),
    ("Oslash", "Ø"),
    ("Ugrave", "Ù"),
    ("Uacute", "Ú"),
    ("Ucirc", "Û"),
    ("Uuml", "Ü"),
    ("Yacute", "Ý"),
    ("THORN", "Þ"),
    ("szlig", "ß"),
    ("agrave", "à"),
    ("aacute", "á"),
    ("acirc", "â"),
    ("atilde", "ã"),
    ("auml", "ä"),
    ("aring", "å"),
    ("aelig", "æ"),
    ("ccedil", "ç"),
    ("egrave", "è"),
    ("eacute", "é"),
    ("ecirc", "ê"),
    ("euml", "ë"),
    ("igrave", "ì"),
    ("iacute", "í"),
    ("icirc", "î"),
    ("iuml", "ï"),
    ("eth", "ð"),
    ("ntilde", "ñ"),
    ("ograve", "ò"),
    ("oacute", "ó"),
    ("ocirc", "ô"),
    ("otilde", "õ"),
    ("ouml", "ö"),
    ("divide", "÷"),
    ("oslash", "ø"),
    ("ugrave", "ù"),
    ("uacute", "ú"),
    ("ucirc", "û"),
    ("uuml", "ü"),
    ("yacute", "ý"),
    ("thorn", "þ"),
    ("yuml", "ÿ"),
    ("OElig", "Œ"),
    ("oelig", "œ"),
    ("Scaron", "Š"),
    ("scaron", "š"),
    ("Yuml", "Ÿ"),
    ("fnof", "ƒ"),
    ("circ", "ˆ"),
    ("tilde", "˜"),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("zwnj", "\u{200c}"),
    ("zwj", "\u{200d}"),
    ("lrm", "\u{200e}"),
    ("rlm", "\u{200f}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("dagger", "†"),
    ("Dagger", "‡"),
    ("bull", "•"),
    ("hellip", "…"),
    ("permil", "‰"),
    ("prime", "′"),
    ("Prime", "″"),
    ("lsaquo", "‹"),
    ("rsaquo", "›"),
    ("oline", "‾"),
    ("frasl", "⁄"),
    ("euro", "€"),
    ("trade", "™"),
    ("larr", "←"),
    ("uarr", "↑"),
    ("rarr", "→"),
    ("darr", "↓"),
    ("harr", "↔"),
    ("minus", "−"),
    ("infin", "∞"),
    ("asymp", "≈"),
    ("ne", "≠"),
    ("le", "≤"),
    ("ge", "≥"),
    ("spades", "♠"),
    ("clubs", "♣"),
    ("hearts", "♥"),
    ("diams", "♦"),
    ("Alpha", "Α"),
    ("Beta", "Β"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Epsilon", "Ε"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Omega", "Ω"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("eta", "η"),
    ("theta", "θ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("omega", "ω"),
    ("abreve", "ă"),
    ("Abreve", "Ă"),
    ("aogon", "ą"),
    ("Aogon", "Ą"),
    ("cacute", "ć"),
    ("Cacute", "Ć"),
    ("ccaron", "č"),
    ("Ccaron", "Č"),
    ("dcaron", "ď"),
    ("Dcaron", "Ď"),
    ("dstrok", "đ"),
    ("Dstrok", "Đ"),
    ("ecaron", "ě"),
    ("Ecaron", "Ě"),
    ("eogon", "ę"),
    ("Eogon", "Ę"),
    ("gbreve", "ğ"),
    ("Gbreve", "Ğ"),
    ("Idot", "İ"),
    ("imath", "ı"),
    ("inodot", "ı"),
    ("lstrok", "ł"),
    ("Lstrok", "Ł"),
    ("nacute", "ń"),
    ("ncaron", "ň"),
    ("odblac", "ő"),
    ("Odblac", "Ő"),
    ("rcaron", "ř"),
    ("Rcaron", "Ř"),
    ("sacute", "ś"),
    ("Sacute", "Ś"),
    ("scedil", "ş"),
    ("Scedil", "Ş"),
    ("tcaron", "ť"),
    ("udblac", "ű"),
    ("Udblac", "Ű"),
    ("uring", "ů"),
    ("zacute", "ź"),
    ("zcaron", "ž"),
    ("Zcaron", "Ž"),
    ("zdot", "ż"),
    ("Zdot", "Ż"),
    ("commat", "@"),
    ("colon", ":"),
    ("comma", ","),
    ("period", "."),
    ("lpar", "("),
    ("rpar", ")"),
    ("excl", "!"),
    ("quest", "?"),
    ("num", "#"),
    ("percnt", "%"),
    ("sol", "/"),
    ("NewLine", "\n"),
    ("Tab", "\t"),
    ("check", "✓"),
    ("star", "☆"),
    ("starf", "★"),
    ("hyphen", "-"),
    ("dash", "-"),
    ("zwsp", "\u{200b}"),
    ("ZeroWidthSpace", "\u{200b}"),
    ("numsp", " "),
    ("puncsp", " "),
    ("hairsp", " "),
];

static TABLE: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| NAMES.iter().copied().collect());

/// What the numbers 128 to 159 mean in the mail of old programs.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The longest name we know, and the longest number that can mean something.
const LONGEST: usize = 32;

/// Appends `raw` to `out` with its character references read.
pub fn decode(raw: &str, out: &mut String) {
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        out.push_str(before);
        let (used, text) = one(reference);
        match text {
            Some(Read::Char(c)) => out.push(c),
            Some(Read::Text(t)) => out.push_str(t),
            None => out.push('&'),
        }
        rest = reference.get(used..).unwrap_or_default();
    }
    out.push_str(rest);
}

enum Read {
    Char(char),
    Text(&'static str),
}

/// Reads the reference at the start of `text`; gives how many bytes it takes.
fn one(text: &str) -> (usize, Option<Read>) {
    let body = text.get(1..).unwrap_or_default();
    if let Some(number) = body.strip_prefix('#') {
        let (hex, digits) = match number.strip_prefix(['x', 'X']) {
            Some(d) => (true, d),
            None => (false, number),
        };
        let len = digits
            .bytes()
            .take(LONGEST)
            .take_while(|b| if hex { b.is_ascii_hexdigit() } else { b.is_ascii_digit() })
            .count();
        let value = u32::from_str_radix(digits.get(..len).unwrap_or_default(), if hex { 16 } else { 10 });
        if len == 0 {
            return (1, None);
        }
        let semicolon = usize::from(digits.as_bytes().get(len) == Some(&b';'));
        let used = 2 + usize::from(hex) + len + semicolon;
        let value = value.unwrap_or(0xfffd);
        let c = match value {
            0x80..=0x9f => WINDOWS.get(value as usize - 0x80).copied().unwrap_or('\u{fffd}'),
            0 => '\u{fffd}',
            v => char::from_u32(v).unwrap_or('\u{fffd}'),
        };
        return (used, Some(Read::Char(c)));
    }
    let len = body.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let name = body.get(..len).unwrap_or_default();
    let semicolon = body.as_bytes().get(len) == Some(&b';');
    if let Some(found) = TABLE.get(name)
        && (semicolon || matches!(name, "amp" | "lt" | "gt" | "quot" | "nbsp" | "copy" | "reg"))
    {
        return (1 + len + usize::from(semicolon), Some(Read::Text(found)));
    }
    // "&copy2026": browsers read the oldest names without their semicolon.
    for old in ["nbsp", "copy", "reg"] {
        if name.strip_prefix(old).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            && let Some(found) = TABLE.get(old)
        {
            return (1 + old.len(), Some(Read::Text(found)));
        }
    }
    (1, None)
}
