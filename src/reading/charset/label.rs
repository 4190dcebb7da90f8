//! What a charset label means once the habits of mail programs are taken off it.

use super::tables::TABLES;
use encoding_rs::Encoding;

/// The decoder a label stands for.
pub(super) enum Kind {
    Web(&'static Encoding),
    Table(&'static str),
    Utf7,
    Korean7,
    Chinese7,
    Hz,
    Utf32 {
        big: bool,
    },
    /// No label, "us-ascii", or a name nobody knows: the bytes decide.
    Unknown,
}

/// Labels of mail programs, normalised, and the name they mean.
const ALIASES: &[(&str, &str)] = &[
    ("cp932", "shift_jis"),
    ("ms932", "shift_jis"),
    ("ms-kanji", "shift_jis"),
    ("windows-932", "shift_jis"),
    ("cp943", "shift_jis"),
    ("shift-jisx0213", "shift_jis"),
    ("shift-jis-2004", "shift_jis"),
    ("x-ms-cp932", "shift_jis"),
    ("windows-31j", "shift_jis"),
    ("cswindows31j", "shift_jis"),
    ("sjis", "shift_jis"),
    ("shift-jis", "shift_jis"),
    ("eucjp", "euc-jp"),
    ("euc-jp-ms", "euc-jp"),
    ("eucjp-ms", "euc-jp"),
    ("eucjp-win", "euc-jp"),
    ("cp51932", "euc-jp"),
    ("ujis", "euc-jp"),
    ("euc-jis-2004", "euc-jp"),
    ("euc-jisx0213", "euc-jp"),
    ("iso-2022-jp-1", "iso-2022-jp"),
    ("iso-2022-jp-2", "iso-2022-jp"),
    ("iso-2022-jp-3", "iso-2022-jp"),
    ("iso-2022-jp-2004", "iso-2022-jp"),
    ("iso-2022-jp-ms", "iso-2022-jp"),
    ("cp50220", "iso-2022-jp"),
    ("cp50221", "iso-2022-jp"),
    ("cp50222", "iso-2022-jp"),
    ("jis", "iso-2022-jp"),
    ("iso2022-jp", "iso-2022-jp"),
    ("iso2022jp", "iso-2022-jp"),
    ("cp936", "gbk"),
    ("ms936", "gbk"),
    ("windows-936", "gbk"),
    ("gb-2312", "gbk"),
    ("gb2312-80", "gbk"),
    ("euc-cn", "gbk"),
    ("euccn", "gbk"),
    ("gb-2312-80", "gbk"),
    ("gb18030-2000", "gb18030"),
    ("gb18030-2005", "gb18030"),
    ("gb-18030", "gb18030"),
    ("cn-gb", "gbk"),
    ("cp949", "euc-kr"),
    ("ms949", "euc-kr"),
    ("uhc", "euc-kr"),
    ("ks-c-5601-1987", "euc-kr"),
    ("ksc5601", "euc-kr"),
    ("ks-c-5601", "euc-kr"),
    ("euckr", "euc-kr"),
    ("johab", "euc-kr"),
    ("cp51949", "euc-kr"),
    ("cp950", "big5"),
    ("ms950", "big5"),
    ("windows-950", "big5"),
    ("big5-eten", "big5"),
    ("big-5", "big5"),
    ("big5hkscs", "big5"),
    ("big5-hkscs-2004", "big5"),
    ("cn-big5", "big5"),
    ("cp866", "ibm866"),
    ("cp-866", "ibm866"),
    ("koi8-ru", "koi8-u"),
    ("koi8u", "koi8-u"),
    ("koi8r", "koi8-r"),
    ("koi-8", "koi8-r"),
    ("mac", "macintosh"),
    ("macroman", "macintosh"),
    ("x-mac", "macintosh"),
    ("mac-roman", "macintosh"),
    ("x-macroman", "macintosh"),
    ("mac-cyrillic", "x-mac-cyrillic"),
    ("mac-ukrainian", "x-mac-cyrillic"),
    ("x-mac-ukraine", "x-mac-cyrillic"),
    ("mac-japanese", "shift_jis"),
    ("mac-korean", "euc-kr"),
    ("mac-chinesesimp", "gbk"),
    ("mac-chinesetrad", "big5"),
    ("mac-latin2", "mac-ce"),
    ("mac-centraleurroman", "mac-ce"),
    ("mac-centraleurope", "mac-ce"),
    ("mac-iceland", "mac-icelandic"),
    ("tis620", "windows-874"),
    ("tis-620-2533", "windows-874"),
    ("cp874", "windows-874"),
    ("iso-8859-11", "windows-874"),
    ("latin-9", "iso-8859-15"),
    ("latin9", "iso-8859-15"),
    ("latin10", "iso-8859-16"),
    ("hebrew-iso-8859-8", "iso-8859-8-i"),
    ("iso-8859-8e", "iso-8859-8"),
    ("utf8mb4", "utf-8"),
    ("utf-8mb4", "utf-8"),
    ("utf-8-sig", "utf-8"),
    ("utf-8n", "utf-8"),
    ("unicode-2-0-utf-8", "utf-8"),
    ("uft-8", "utf-8"),
    ("cesu-8", "utf-8"),
    ("wtf-8", "utf-8"),
    ("cp65001", "utf-8"),
    ("windows-65001", "utf-8"),
    ("ucs-2", "utf-16be"),
    ("iso-10646-ucs-2", "utf-16be"),
    ("utf16", "utf-16be"),
    ("utf-16", "utf-16be"),
    ("utf16le", "utf-16le"),
    ("utf16be", "utf-16be"),
    ("unicode", "utf-16le"),
    ("viscii1.1-1", "viscii"),
    ("csviscii", "viscii"),
    ("tcvn-5712", "tcvn"),
    ("tcvn5712-1", "tcvn"),
    ("rk1048", "kz-1048"),
    ("pt154", "ptcp154"),
    ("cp154", "ptcp154"),
    ("csptcp154", "ptcp154"),
    ("roman8", "hp-roman8"),
];

/// Finds the decoder for a label as it stands in the mail.
pub(super) fn kind(label: &str) -> Kind {
    let name = normal(label);
    match name.as_str() {
        "" | "us-ascii" | "ascii" | "ansi-x3.4-1968" | "646" | "unknown" | "unknown-8bit" | "x-unknown" | "8bit"
        | "7bit" | "binary" | "default" | "none" | "x-user-defined" | "default-charset" | "ansi" => {
            return Kind::Unknown;
        }
        "utf-7"
        | "utf7"
        | "unicode-1-1-utf-7"
        | "unicode-2-0-utf-7"
        | "x-unicode-2-0-utf-7"
        | "csunicode11utf7"
        | "cp65000" => return Kind::Utf7,
        "iso-2022-kr" | "csiso2022kr" | "iso2022-kr" | "cp50225" => return Kind::Korean7,
        "iso-2022-cn" | "iso-2022-cn-ext" | "iso2022-cn" => return Kind::Chinese7,
        "hz-gb-2312" | "hz" | "hzgb2312" | "cp52936" => return Kind::Hz,
        "utf-32" | "utf-32be" | "utf32" | "ucs-4" | "iso-10646-ucs-4" => return Kind::Utf32 { big: true },
        "utf-32le" => return Kind::Utf32 { big: false },
        _ => {}
    }
    let name = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name.as_str(), |(_, meaning)| meaning);
    let bare = name.strip_prefix("x-").unwrap_or(name);
    if let Some((_, chars)) = TABLES.iter().find(|(table, _)| {
        *table == bare || bare.strip_prefix("ibm").is_some_and(|page| table.strip_prefix("cp") == Some(page))
    }) {
        return Kind::Table(chars);
    }
    for guess in [name.to_owned(), name.replace('-', "_"), bare.to_owned(), windows(bare), latin(bare)] {
        if let Some(found) = Encoding::for_label_no_replacement(guess.as_bytes()) {
            return Kind::Web(found);
        }
    }
    Kind::Unknown
}

/// Lower case, without quotes, language tags or what a sloppy program glued behind it.
fn normal(label: &str) -> String {
    let cut = label.trim().trim_matches(['"', '\'', ' ', '<', '>', '=']);
    let cut = cut.split([';', ',', '*', ' ', '\t', '"', '\'', '/', '?']).next().unwrap_or("");
    let lower: String = cut.chars().take(60).map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    let lower = lower.strip_prefix("charset=").unwrap_or(&lower).trim_matches('-').to_owned();
    match lower.strip_prefix("cp-").or_else(|| lower.strip_prefix("cs-cp")) {
        Some(page) => format!("cp{page}"),
        None => lower,
    }
}

fn windows(name: &str) -> String {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let known = name.starts_with("win")
        || name.starts_with("cp")
        || name.starts_with("ansi")
        || name.starts_with("ms")
        || name.starts_with("125");
    if known && digits.starts_with("125") && digits.len() >= 4 {
        format!("windows-{}", digits.chars().take(4).collect::<String>())
    } else {
        String::new()
    }
}

fn latin(name: &str) -> String {
    match name.find("8859") {
        Some(at) => {
            let part: String = name
                .chars()
                .skip(at + 4)
                .skip_while(|c| !c.is_ascii_digit())
                .take_while(char::is_ascii_digit)
                .take(2)
                .collect();
            format!("iso-8859-{part}")
        }
        None => name.strip_prefix("latin-").map(|part| format!("latin{part}")).unwrap_or_default(),
    }
}
