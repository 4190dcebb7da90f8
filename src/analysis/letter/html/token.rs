//! A letter's HTML as a stream of texts and tags, in one pass.
//! Broken mark-up never loses text: what can't be a tag is text, and an unclosed comment ends at its first `>`.

/// One piece of the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    Text(&'a str),
    Open(Tag<'a>),
    Close(&'a str),
}

/// An opening tag: its name and what stands behind it, unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'a> {
    pub name: &'a str,
    pub attributes: &'a str,
}

/// Elements whose content is not mark-up and is never shown.
const RAW: &[&str] = &["script", "style", "title", "template", "xml"];

/// The stream.
pub struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// Ends that were looked for and don't exist any more; looking again would cost the whole rest each time.
    missing: Vec<&'static str>,
}

impl<'a> Tokens<'a> {
    /// Reads from the start.
    pub fn new(html: &'a str) -> Self {
        Self { html, at: 0, missing: Vec::new() }
    }

    fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or_default()
    }

    /// Where `end` comes next behind `from`, remembered when it never comes.
    fn find(&mut self, from: usize, end: &'static str) -> Option<usize> {
        if self.missing.contains(&end) {
            return None;
        }
        let found = self.html.get(from..).and_then(|r| r.find(end));
        if found.is_none() {
            self.missing.push(end);
        }
        found.map(|p| from + p)
    }

    /// Jumps behind `</name …>`; stays when it never comes.
    fn skip_raw(&mut self, name: &'static str) {
        if self.missing.contains(&name) {
            return;
        }
        let mut from = self.at;
        while let Some(open) = self.html.get(from..).and_then(|r| r.find("</")).map(|p| p + from) {
            let tail = self.html.get(open + 2..).unwrap_or_default();
            if tail.as_bytes().get(..name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name.as_bytes())) {
                self.at = tail.find('>').map_or(self.html.len(), |p| open + 3 + p);
                return;
            }
            from = open + 2;
        }
        self.missing.push(name);
    }
}

/// The end of a tag that starts before `from`: a `>` outside quotation marks, within reason.
fn tag_end(html: &str, from: usize) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut quote = None;
    let mut plain = None;
    for (i, b) in bytes.iter().enumerate().skip(from).take(65_536) {
        match (quote, b) {
            (None, b'>') => return Some(i),
            (None, b'"' | b'\'')
                if bytes.get(i - 1) == Some(&b'=') || bytes.get(i.saturating_sub(1)) == Some(&b' ') =>
            {
                quote = Some(*b)
            }
            (Some(q), b) if q == *b => quote = None,
            (Some(_), b'>') if plain.is_none() => plain = Some(i),
            // A tag that never closes its quotation mark ends where the next one starts.
            (Some(_), b'<') if plain.is_some() && i - from > 2048 => return plain,
            _ => {}
        }
    }
    plain
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            let Some(open) = rest.find('<') else {
                self.at = self.html.len();
                return Some(Token::Text(rest));
            };
            if open > 0 {
                self.at += open;
                return rest.get(..open).map(Token::Text);
            }
            let start = self.at;
            if rest.starts_with("<!--") {
                // "<!-->" and "<!--->" are whole comments.
                let close = self.find(start + 2, "-->").map(|p| p + 3);
                self.at = close.or_else(|| rest.find('>').map(|p| start + p + 1)).unwrap_or(self.html.len());
                continue;
            }
            let second = rest.as_bytes().get(1).copied().unwrap_or(b' ');
            if matches!(second, b'!' | b'?') {
                let close = self.find(start, ">");
                self.at = close.map_or(self.html.len(), |p| p + 1);
                continue;
            }
            let closing = second == b'/';
            let name_from = start + 1 + usize::from(closing);
            let name_len = self
                .html
                .as_bytes()
                .iter()
                .skip(name_from)
                .take(64)
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_' | b'.' | b'@' | b'+'))
                .count();
            let name = self.html.get(name_from..name_from + name_len).unwrap_or_default();
            let is_tag = name.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
                && !name.contains('@')
                && !name.starts_with("http:")
                && !name.starts_with("https:")
                && !name.starts_with("mailto:");
            let end =
                if is_tag && !self.missing.contains(&"tag") { tag_end(self.html, name_from + name_len) } else { None };
            let Some(end) = end else {
                // "5 < 6", "<3", "<anna@shop.example>": text, as the writer saw it.
                if is_tag && !self.missing.contains(&"tag") && self.html.len() - start > 65_536 {
                    self.missing.push("tag");
                }
                self.at += 1;
                return Some(Token::Text("<"));
            };
            self.at = end + 1;
            if closing {
                return Some(Token::Close(name));
            }
            let attributes = self.html.get(name_from + name_len..end).unwrap_or_default();
            if let Some(raw) = RAW.iter().find(|r| name.eq_ignore_ascii_case(r)) {
                if !attributes.ends_with('/') {
                    self.skip_raw(raw);
                }
                continue;
            }
            return Some(Token::Open(Tag { name, attributes }));
        }
    }
}

impl<'a> Tag<'a> {
    /// Calls `see` with each attribute's name (as written) and value.
    pub fn each(&self, mut see: impl FnMut(&'a str, &'a str)) {
        let mut rest = self.attributes.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        while !rest.is_empty() {
            let name_len = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
            let name = rest.get(..name_len).unwrap_or_default();
            rest = rest.get(name_len..).unwrap_or_default().trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                let after = after.trim_start();
                let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
                if let Some(q) = quote {
                    let inner = after.get(1..).unwrap_or_default();
                    let len = inner.find(q).unwrap_or(inner.len());
                    value = inner.get(..len).unwrap_or_default();
                    rest = inner.get(len + 1..).unwrap_or_default();
                } else {
                    let len = after.find(char::is_whitespace).unwrap_or(after.len());
                    value = after.get(..len).unwrap_or_default();
                    rest = after.get(len..).unwrap_or_default();
                }
            } else if name.is_empty() {
                // A stray sign: step over it, or we would stand still.
                let step = rest.chars().next().map_or(rest.len(), char::len_utf8);
                rest = rest.get(step..).unwrap_or_default();
            }
            if !name.is_empty() {
                see(name, value);
            }
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        }
    }
}
