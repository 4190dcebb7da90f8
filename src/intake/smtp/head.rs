//! The head of a letter on its way in: what only we may say is taken out (RFC 5321 section 4.4, RFC 8601 section 5), and
//! the machines that it went through are counted. Everything else passes byte for byte, and bodies at full speed.

/// A field is judged by this much of it; what is longer and still hides whose it is, is taken out.
const LONGEST_JUDGED: usize = 8 * 1024;

/// Takes forged fields out of a letter that comes in pieces.
#[derive(Debug)]
pub struct Head {
    ours: Vec<String>,
    /// The field that isn't judged yet.
    field: Vec<u8>,
    state: State,
    /// Whether the last line has ended.
    line_start: bool,
    received: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Collecting a field that isn't judged yet.
    Judging,
    /// The field passes to its end.
    Passing,
    /// The field is dropped to its end.
    Dropping,
    /// Behind the blank line.
    Body,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Keep,
    Drop,
    Unknown,
}

impl Head {
    /// `ours` are the names under which results of authentication would be believed.
    pub fn new(ours: &[&str]) -> Self {
        let ours = ours.iter().map(|name| name.to_ascii_lowercase()).collect();
        Self { ours, field: Vec::new(), state: State::Judging, line_start: true, received: 0 }
    }

    /// How many Received fields have passed.
    pub fn received(&self) -> usize {
        self.received
    }

    /// Takes a piece of the letter; puts what stays at the end of `out`.
    pub fn feed(&mut self, mut input: &[u8], out: &mut Vec<u8>) {
        while self.state != State::Body && !input.is_empty() {
            let end = input.iter().position(|byte| *byte == b'\n').map_or(input.len(), |at| at + 1);
            let (line, rest) = input.split_at(end);
            self.line(line, out);
            input = rest;
        }
        out.extend_from_slice(input);
    }

    /// The letter is over.
    pub fn end(&mut self, out: &mut Vec<u8>) {
        self.decide(true, out);
    }

    /// A line of the head, or a piece of one.
    fn line(&mut self, line: &[u8], out: &mut Vec<u8>) {
        if self.line_start && !matches!(line.first(), Some(b' ' | b'\t')) {
            self.decide(true, out);
            self.state = State::Judging;
        }
        self.line_start = line.ends_with(b"\n");
        match self.state {
            State::Passing | State::Body => out.extend_from_slice(line),
            State::Dropping => {}
            State::Judging => {
                self.field.extend_from_slice(line);
                if self.field == b"\r\n" || self.field == b"\n" {
                    out.append(&mut self.field);
                    self.state = State::Body;
                } else {
                    self.decide(self.field.len() > LONGEST_JUDGED, out);
                }
            }
        }
    }

    /// Judges what was collected, if it can be judged yet.
    fn decide(&mut self, whole: bool, out: &mut Vec<u8>) {
        if self.state != State::Judging || self.field.is_empty() {
            return;
        }
        match self.judge(whole) {
            Verdict::Unknown => {}
            Verdict::Keep => {
                if name(&self.field).is_some_and(|name| name.eq_ignore_ascii_case(b"received")) {
                    self.received += 1;
                }
                out.append(&mut self.field);
                self.state = State::Passing;
            }
            Verdict::Drop => {
                self.field.clear();
                self.state = State::Dropping;
            }
        }
    }

    fn judge(&self, whole: bool) -> Verdict {
        let Some(name) = name(&self.field) else {
            // No colon: not a field. It passes, for a reader may still make something of it.
            return if whole { Verdict::Keep } else { Verdict::Unknown };
        };
        let lower = name.to_ascii_lowercase();
        if lower == b"return-path" || lower.starts_with(b"x-smilecard-") {
            return Verdict::Drop;
        }
        if lower != b"authentication-results" {
            return Verdict::Keep;
        }
        let value = self.field.get(name_end(&self.field) + 1..).unwrap_or_default();
        match identity(value, whole) {
            Some(id) if self.ours.iter().any(|ours| id == ours.as_bytes()) => Verdict::Drop,
            Some(_) => Verdict::Keep,
            None if whole => Verdict::Drop,
            None => Verdict::Unknown,
        }
    }
}

fn name_end(field: &[u8]) -> usize {
    field.iter().position(|byte| *byte == b':').unwrap_or(field.len())
}

/// A field's name; blanks before the colon are no reason to overlook it.
fn name(field: &[u8]) -> Option<&[u8]> {
    let end = name_end(field);
    let name = field.get(..end).filter(|_| end < field.len())?.trim_ascii();
    (!name.contains(&b'\n')).then_some(name)
}

/// Whose results these are: the first word behind blanks and comments, in lower case; none when it isn't there yet.
fn identity(value: &[u8], whole: bool) -> Option<Vec<u8>> {
    let (mut at, mut depth) = (0, 0_usize);
    loop {
        match value.get(at)? {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b'\\' if depth > 0 => at += 1,
            byte if depth > 0 || byte.is_ascii_whitespace() => {}
            _ => break,
        }
        at += 1;
    }
    let rest = value.get(at..)?;
    if let Some(quoted) = rest.strip_prefix(b"\"") {
        let end = quoted.iter().position(|byte| *byte == b'"')?;
        let inner = quoted.get(..end)?.iter().filter(|byte| **byte != b'\\');
        return Some(inner.map(u8::to_ascii_lowercase).collect());
    }
    let end = rest.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b';' | b'(' | b'/'));
    let end = end.or(whole.then_some(rest.len()))?;
    Some(rest.get(..end)?.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(letter: &str) -> (String, usize) {
        let mut all = Vec::new();
        for piece in 1..=letter.len().max(1) {
            let (mut head, mut out) = (Head::new(&["Cards.Larkspur.Example"]), Vec::new());
            for chunk in letter.as_bytes().chunks(piece) {
                head.feed(chunk, &mut out);
            }
            head.end(&mut out);
            all.push((String::from_utf8_lossy(&out).into_owned(), head.received()));
        }
        let first = all[0].clone();
        for (piece, one) in (1..).zip(&all) {
            assert_eq!(*one, first, "in pieces of {piece}");
        }
        first
    }

    #[test]
    fn r15_fields_that_only_we_may_write_are_taken_out_with_their_folds() {
        let kept = "From: a@b.example\r\nSubject: x\r\n folded\r\n\r\nReturn-Path: in the body\r\n";
        for forged in [
            "Return-Path: <boss@larkspur.example>\r\n",
            "return-path : <boss@larkspur.example>\r\n",
            "X-Smilecard-Member: 1\r\n\tmore\r\n",
            "Authentication-Results: cards.larkspur.example; dkim=pass\r\n\theader.d=x\r\n",
            "Authentication-Results:\r\n cards.larkspur.example;\r\n spf=pass\r\n",
            "AUTHENTICATION-RESULTS: (a (nested) \\) comment) \"CARDS.larkspur.example\" 1; spf=pass\r\n",
            "Authentication-Results: cards.larkspur.example\r\n",
            "Authentication-Results:\r\n",
        ] {
            assert_eq!(read(&format!("{forged}{kept}")).0, kept, "{forged}");
            let middle = kept.replace("Subject", &format!("{forged}Subject"));
            assert_eq!(read(&middle).0, kept, "{forged}");
        }
    }

    #[test]
    fn everything_else_passes_byte_for_byte() {
        for letter in [
            "Authentication-Results: mx.elsewhere.example; spf=pass\r\nX-Smile: 1\r\n\r\nbody\r\n",
            "no colon at all\r\n\r\nx",
            "\r\nX-Smilecard-In: the body\r\n",
            "From: a\n\nReturn-Path: b\n",
            "From: a\r\n :x\r\n",
            "",
            "\r",
        ] {
            assert_eq!(read(letter).0, letter);
        }
    }

    #[test]
    fn r14_received_fields_are_counted_in_the_head_alone() {
        let letter = format!("{}From: a\r\n\r\nReceived: body\r\n", "Received: from x\r\n by y\r\n".repeat(3));
        assert_eq!(read(&letter).1, 3);
    }
}
