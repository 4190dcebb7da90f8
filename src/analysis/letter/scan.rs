//! Cheap facts about a piece of text: folding, dates, times, addresses. One pass each, no look-back.

/// Lower case, with bidi and zero-width marks dropped, and every kind of blank made a plain one.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{ad}' => {}
            c if c.is_whitespace() => out.push(' '),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            c if c.is_ascii() => out.push(c),
            // Lower case of the dotted capital is two characters, and no table is written so.
            'İ' => out.push('i'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The value of a decimal digit of the scripts that write dates.
fn digit(c: char) -> Option<u32> {
    let base = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        '\u{9e6}'..='\u{9ef}' => '\u{9e6}',
        '\u{e50}'..='\u{e59}' => '\u{e50}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(base))
}

/// Says whether the text holds a digit of any of those scripts.
#[must_use]
pub fn has_digit(text: &str) -> bool {
    text.chars().any(|c| digit(c).is_some())
}

/// What a line tells about time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct When {
    /// A year with a day beside it, or a date written in numbers.
    pub date: bool,
    /// An hour and a minute.
    pub time: bool,
}

/// Looks for a date and a time of day in the numbers of `text`.
#[must_use]
pub fn when(text: &str) -> When {
    let mut runs: Vec<(u32, usize, char)> = Vec::new(); // value, digits, the character after it
    let mut current: Option<(u32, usize)> = None;
    for c in text.chars() {
        if let Some(d) = digit(c) {
            let (value, len) = current.unwrap_or((0, 0));
            current = Some((value.saturating_mul(10).saturating_add(d), len + 1));
        } else if let Some((value, len)) = current.take() {
            runs.push((value, len, c));
        }
    }
    if let Some((value, len)) = current {
        runs.push((value, len, ' '));
    }
    let is_year = |v: u32, n: usize| {
        n == 4 && ((1980..=2100).contains(&v) || (1370..=1460).contains(&v) || (2520..=2650).contains(&v))
    };
    let is_day = |v: u32, n: usize| n <= 2 && (1..=31).contains(&v);
    let mut out = When::default();
    let year = runs.iter().any(|r| is_year(r.0, r.1));
    let day = runs.iter().any(|r| is_day(r.0, r.1));
    out.date = year && day;
    for pair in runs.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        let clock = matches!(a.2, ':' | '.' | 'h' | 'H' | '：' | '時' | '시' | '时' | '點' | '点');
        if clock && a.1 <= 2 && b.1 <= 2 && a.0 < 25 && b.0 < 60 && (b.1 == 2 || a.2 == '시') {
            out.time = true;
        }
    }
    for three in runs.windows(3) {
        let [a, b, c] = [three[0], three[1], three[2]];
        let separated = a.2 == b.2 && matches!(a.2, '/' | '.' | '-');
        let short_year = is_day(a.0, a.1) && is_day(b.0, b.1) && c.1 == 2;
        if separated && short_year {
            out.date = true;
        }
    }
    out
}

/// Where the first mail address stands in `text`, as bytes.
#[must_use]
pub fn address(text: &str) -> Option<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let part = |b: u8| {
        b.is_ascii_alphanumeric()
            || matches!(
                b,
                b'.' | b'_' | b'%' | b'+' | b'-' | b'=' | b'\'' | b'/' | b'&' | b'#' | b'!' | b'~' | b'$' | b'*' | b'^'
            )
            || b >= 0x80
    };
    let mut from = 0;
    while let Some(offset) = text.get(from..)?.find('@') {
        let at = from + offset;
        let mut start = at;
        // Never look back past the last '@': each byte is seen twice at most.
        while start > from && bytes.get(start - 1).copied().is_some_and(part) {
            start -= 1;
        }
        let mut end = at + 1;
        while bytes.get(end).copied().is_some_and(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-' || b >= 0x80)
        {
            end += 1;
        }
        while end > at + 1 && bytes.get(end - 1).copied().is_some_and(|b| b == b'.' || b == b'-') {
            end -= 1;
        }
        if start < at
            && text.is_char_boundary(start)
            && text.is_char_boundary(end)
            && text.get(at + 1..end).is_some_and(|d| d.contains('.'))
        {
            while start < at && bytes.get(start).copied().is_some_and(|b| matches!(b, b'\'' | b'*' | b'.')) {
                start += 1;
            }
            if start < at {
                return Some(start..end);
            }
        }
        from = end.max(at + 1);
        while !text.is_char_boundary(from) {
            from += 1;
        }
    }
    None
}

/// Splits the quotation marks (`>`, and `|` of old programs) off a line: how many there are, and the rest.
#[must_use]
pub fn unquote(line: &str) -> (usize, &str) {
    let mut depth = 0;
    let mut rest = line;
    loop {
        let trimmed = rest.trim_start_matches([' ', '\t', '\u{a0}']);
        // A quote mark may stand a little indented, not at the end of a deep indent.
        let Some(after) = trimmed.strip_prefix('>').or_else(|| trimmed.strip_prefix('＞')) else { break };
        if rest.len() - trimmed.len() > 3 {
            break;
        }
        depth += 1;
        rest = after;
    }
    (depth, rest)
}

/// Number of words; letters of scripts without blanks count in fours.
#[must_use]
pub fn words(text: &str) -> usize {
    let dense = text
        .chars()
        .filter(|c| matches!(u32::from(*c), 0x0e00..=0x0e7f | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af))
        .count();
    text.split_whitespace().count() + dense / 4
}
