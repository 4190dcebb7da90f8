//! The header block of a message or part: raw name and value slices, unfolded on demand. Keeps what is damaged.

/// Fields in their order. Values still hold their folds.
#[derive(Debug, Clone, Default)]
pub(super) struct Headers<'a> {
    fields: Vec<(&'a [u8], &'a [u8])>,
}

/// More fields than this are noise; the rest of the block is skipped.
const MOST_FIELDS: usize = 5_000;

impl<'a> Headers<'a> {
    /// Splits off the header block; returns it with the offset at which the body starts.
    pub(super) fn parse(raw: &'a [u8]) -> (Self, usize) {
        let mut fields: Vec<(&'a [u8], usize, usize)> = Vec::new();
        let mut at = 0;
        while at < raw.len() {
            let end = raw[at..].iter().position(|&byte| byte == b'\n').map_or(raw.len(), |found| at + found + 1);
            let line = trim_end(&raw[at..end]);
            if line.is_empty()
                || line.iter().all(|byte| matches!(byte, b' ' | b'\t'))
                    && !looks_like_header(raw, end)
                    && !matches!(raw.get(end), Some(b' ' | b'\t'))
            {
                at = end;
                break;
            }
            if line.starts_with(b"--") {
                // A boundary: this block has no blank line and no body.
                break;
            }
            let fold = matches!(line.first(), Some(b' ' | b'\t'));
            match (fold, name_end(line)) {
                (false, Some(colon)) => {
                    if fields.len() < MOST_FIELDS {
                        fields.push((line[..colon].trim_ascii_end(), at + colon + 1, at + line.len()));
                    }
                }
                (true, _) => {
                    if let Some(last) = fields.last_mut() {
                        last.2 = at + line.len();
                    }
                }
                (false, None) if line.starts_with(b"From ") || line.starts_with(b">From ") => {}
                // A torn line between two fields is theirs; anything else is the body without its blank line.
                (false, None) if looks_like_header(raw, end) => {}
                (false, None) => break,
            }
            at = end;
        }
        let fields =
            fields.into_iter().map(|(name, start, end)| (name, raw.get(start..end).unwrap_or_default())).collect();
        (Headers { fields }, at)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// First field of that name, unfolded.
    pub(super) fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.all(name).next()
    }

    /// First field of that name as ASCII-ish text, trimmed; for machine-readable fields.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(|value| super::words::clean(&String::from_utf8_lossy(&value)))
    }

    /// Every field of that name, unfolded, in order.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = Vec<u8>> + 's {
        self.fields
            .iter()
            .filter(move |(field, _)| field.eq_ignore_ascii_case(name.as_bytes()))
            .map(|(_, value)| unfold(value))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field.eq_ignore_ascii_case(name.as_bytes()))
    }

    /// True when a field's name starts so (lower case expected).
    pub(super) fn has_prefix(&self, prefix: &str) -> bool {
        self.fields.iter().any(|(field, _)| {
            field.len() >= prefix.len() && field[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes())
        })
    }
}

fn trim_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Position of the colon when the line begins with a field name.
fn name_end(line: &[u8]) -> Option<usize> {
    let colon = line.iter().take(200).position(|&byte| byte == b':')?;
    let name = line[..colon].trim_ascii_end();
    (!name.is_empty() && name.iter().all(|byte| byte.is_ascii_graphic())).then_some(colon)
}

fn looks_like_header(raw: &[u8], at: usize) -> bool {
    let rest = raw.get(at..).unwrap_or_default();
    let line = &rest[..rest.len().min(60)];
    const KNOWN: [&str; 16] = [
        "from:",
        "to:",
        "cc:",
        "subject:",
        "date:",
        "message-id:",
        "mime-version:",
        "content-type:",
        "content-transfer-encoding:",
        "content-disposition:",
        "received:",
        "reply-to:",
        "return-path:",
        "x-mailer:",
        "in-reply-to:",
        "references:",
    ];
    KNOWN.iter().any(|known| line.len() >= known.len() && line[..known.len()].eq_ignore_ascii_case(known.as_bytes()))
}

/// Removes the line ends of folds; the blanks stay. A NUL goes.
fn unfold(value: &[u8]) -> Vec<u8> {
    value.iter().copied().filter(|byte| !matches!(byte, b'\r' | b'\n' | 0)).collect::<Vec<u8>>().trim_ascii().to_vec()
}
