//! The MIME tree in one pass over the lines: a flat list of parts, each with its parent. Every open boundary is looked
//! for on every line, so an unterminated inner multipart ends where an outer one goes on and its text stays text.
//! Nesting costs a list entry, not a stack frame; nothing is copied but headers on demand.

use std::collections::HashMap;

use super::{headers::Headers, params::Field, transfer};

/// One entity. A multipart has children; everything else is a leaf.
pub(super) struct Part<'a> {
    pub(super) headers: Headers<'a>,
    pub(super) content: Field,
    pub(super) disposition: Field,
    pub(super) children: Vec<usize>,
    pub(super) body: &'a [u8],
}

impl Part<'_> {
    /// The body with its transfer encoding undone.
    pub(super) fn bytes(&self) -> Vec<u8> {
        transfer::decode(self.body, &self.encoding())
    }

    /// How the body was made fit for transport.
    pub(super) fn encoding(&self) -> String {
        self.headers.text("content-transfer-encoding").unwrap_or_default()
    }

    /// The same of a part whose words are shown. What is longer than anybody writes is cut at the end of a line: each
    /// step of reading holds a copy, and the whole stays in the raw letter.
    pub(super) fn words(&self) -> Vec<u8> {
        let mut body = self.body;
        if let Some(start) = body.get(..LONGEST_WORDS) {
            let line = start.iter().rposition(|byte| *byte == b'\n').map(|at| at + 1);
            // Without a line to end at, no letter of several bytes is cut in two.
            let letter = (0..=LONGEST_WORDS).rev().find(|at| self.body.get(*at).is_none_or(|byte| byte & 0xc0 != 0x80));
            let end = line.or(letter).unwrap_or(LONGEST_WORDS);
            body = body.get(..end).unwrap_or(start);
        }
        transfer::decode(body, &self.encoding())
    }

    pub(super) fn is_multipart(&self) -> bool {
        !self.children.is_empty()
    }

    /// `text/plain` and friends; an absent or broken type is plain text.
    pub(super) fn kind(&self) -> &str {
        &self.content.value
    }
}

/// Bytes of one text that are read.
const LONGEST_WORDS: usize = 2 * 1024 * 1024;

/// Parts beyond this are left inside the last one: a real letter has few, an attack has many.
const MOST_PARTS: usize = 20_000;

struct Open {
    part: usize,
    boundary: Vec<u8>,
}

/// Splits a message; the first part is the message itself.
pub(super) fn parse(raw: &[u8]) -> Vec<Part<'_>> {
    let mut builder = Builder { raw, parts: Vec::new(), open: Vec::new(), known: HashMap::new(), leaf: None };
    let mut at = builder.begin(0, None);
    while at < raw.len() {
        let end = raw[at..].iter().position(|&byte| byte == b'\n').map_or(raw.len(), |found| at + found + 1);
        let line = raw[at..end].trim_ascii_end();
        at = match line.strip_prefix(b"--").and_then(|mark| builder.lookup(mark)) {
            Some((depth, closing)) => builder.boundary(depth, closing, at, end),
            None => end,
        };
    }
    builder.end_leaf(raw.len());
    builder.parts
}

struct Builder<'a> {
    raw: &'a [u8],
    parts: Vec<Part<'a>>,
    open: Vec<Open>,
    known: HashMap<Vec<u8>, Vec<usize>>,
    /// The part whose body is being read, and where the body began.
    leaf: Option<(usize, usize)>,
}

impl<'a> Builder<'a> {
    /// Reads a header block at `at` and opens the part; returns where its body begins.
    fn begin(&mut self, at: usize, parent: Option<usize>) -> usize {
        let (headers, length) = Headers::parse(self.raw.get(at..).unwrap_or_default());
        // A boundary straight after the header block (no blank line) must not be eaten as header.
        let content = Field::parse(&headers.get("content-type").unwrap_or_default());
        let disposition = Field::parse(&headers.get("content-disposition").unwrap_or_default());
        let number = self.parts.len();
        let start = at + length;
        let multipart = content.value.starts_with("multipart");
        let boundary = content.raw("boundary").map(|value| value.trim_ascii_end().to_vec());
        let body = self.raw.get(start..).unwrap_or_default();
        self.parts.push(Part { headers, content, disposition, children: Vec::new(), body });
        if let Some(parent) = parent {
            self.parts[parent].children.push(number);
        }
        self.leaf = Some((number, start));
        let boundary =
            if multipart { boundary.filter(|value| !value.is_empty()).or_else(|| unnamed(body)) } else { None };
        if let Some(boundary) = boundary {
            self.known.entry(boundary.clone()).or_default().push(self.open.len());
            self.open.push(Open { part: number, boundary });
        }
        start
    }

    /// Which open multipart a `--…` line belongs to, and whether it closes it.
    fn lookup(&self, mark: &[u8]) -> Option<(usize, bool)> {
        let depth = |name: &[u8]| self.known.get(name).and_then(|depths| depths.last().copied());
        if let Some(found) = depth(mark) {
            return Some((found, false));
        }
        mark.strip_suffix(b"--")
            .and_then(|name| depth(name).or_else(|| depth(name.trim_ascii_end())))
            .map(|found| (found, true))
    }

    fn boundary(&mut self, depth: usize, closing: bool, line: usize, next: usize) -> usize {
        if self.parts.len() >= MOST_PARTS && !closing {
            return next;
        }
        self.end_leaf(line);
        let keep = if closing { depth } else { depth + 1 };
        while self.open.len() > keep {
            let Some(gone) = self.open.pop() else { break };
            if let Some(depths) = self.known.get_mut(&gone.boundary) {
                depths.pop();
                if depths.is_empty() {
                    self.known.remove(&gone.boundary);
                }
            }
        }
        match self.open.last() {
            Some(owner) if !closing => {
                let parent = owner.part;
                self.begin(next, Some(parent))
            }
            _ => next,
        }
    }

    fn end_leaf(&mut self, at: usize) {
        let Some((part, start)) = self.leaf.take() else { return };
        let body = self.raw.get(start..at.max(start)).unwrap_or_default();
        let body = body.strip_suffix(b"\n").unwrap_or(body);
        self.parts[part].body = if at == self.raw.len() {
            self.raw.get(start..).unwrap_or_default()
        } else {
            body.strip_suffix(b"\r").unwrap_or(body)
        };
    }
}

/// The boundary of a multipart that forgot to name it: the first line that begins with two dashes and ends a line.
fn unnamed(body: &[u8]) -> Option<Vec<u8>> {
    let line = body
        .split(|&byte| byte == b'\n')
        .take(50)
        .map(<[u8]>::trim_ascii_end)
        .find(|line| line.starts_with(b"--") && line.len() > 6)?;
    Some(line[2..].to_vec())
}
