//! The end of a letter, and the dots that are doubled inside it (RFC 5321 section 4.5.2). Only CR LF . CR LF ends a letter:
//! servers that also took LF . LF could be made to see a second, smuggled letter inside the first.

/// How far a letter has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Everything was taken; more is to come.
    More,
    /// The letter has ended; what follows is the next command.
    End,
    /// A CR or LF stood alone, and this port takes none.
    Bare,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    LineStart,
    Dot,
    DotCr,
    Inside,
    Cr,
}

/// Undoes the doubling of dots, over any cuts of the input.
#[derive(Debug)]
pub struct Dots {
    at: At,
    strict: bool,
}

impl Dots {
    /// At the beginning of a letter. `strict` refuses a CR or LF that stands alone; otherwise it is kept, and is never the
    /// end of a line.
    pub fn new(strict: bool) -> Self {
        Self { at: At::LineStart, strict }
    }

    /// Takes from `input` what belongs to the letter and puts it, undoubled, at the end of `out`. Says how much of
    /// `input` was taken.
    pub fn feed(&mut self, input: &[u8], out: &mut Vec<u8>) -> (usize, Status) {
        let mut index = 0;
        while let Some(&byte) = input.get(index) {
            let mut bare = false;
            self.at = match (self.at, byte) {
                (At::Inside, b'\r') => At::Cr,
                (At::Inside, b'\n') => {
                    out.push(b'\n');
                    bare = true;
                    At::Inside
                }
                (At::Inside, _) => {
                    let rest = input.get(index..).unwrap_or_default();
                    let plain = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
                    out.extend_from_slice(rest.get(..plain).unwrap_or_default());
                    index += plain;
                    continue;
                }
                (At::Cr, b'\n') => {
                    out.extend_from_slice(b"\r\n");
                    At::LineStart
                }
                (At::Cr, _) => {
                    out.push(b'\r');
                    if self.strict {
                        return (index, Status::Bare);
                    }
                    // This byte is looked at again, as one inside a line.
                    self.at = At::Inside;
                    continue;
                }
                (At::LineStart, b'.') => At::Dot,
                (At::Dot, b'\r') => At::DotCr,
                (At::DotCr, b'\n') => {
                    self.at = At::LineStart;
                    return (index + 1, Status::End);
                }
                (At::DotCr, _) => {
                    // The dot was a doubling after all, and its CR stands alone.
                    self.at = At::Cr;
                    continue;
                }
                // At the start of a line, or behind its dropped dot.
                (At::LineStart | At::Dot, _) => {
                    self.at = At::Inside;
                    if byte == b'.' {
                        out.push(b'.');
                        index += 1;
                    }
                    continue;
                }
            };
            index += 1;
            if bare && self.strict {
                return (index, Status::Bare);
            }
        }
        (index, Status::More)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds a letter in pieces of every size; all must agree.
    fn read(input: &[u8], strict: bool) -> (Vec<u8>, Status, usize) {
        let mut all = Vec::new();
        for piece in 1..=input.len() {
            let (mut dots, mut out, mut taken, mut status) = (Dots::new(strict), Vec::new(), 0, Status::More);
            for chunk in input.chunks(piece) {
                let (took, now) = dots.feed(chunk, &mut out);
                taken += took;
                status = now;
                if now != Status::More {
                    break;
                }
            }
            all.push((out, status, taken));
        }
        let first = all[0].clone();
        assert!(all.iter().all(|one| *one == first), "{input:?} depends on how it is cut");
        first
    }

    #[test]
    fn r9_only_cr_lf_dot_cr_lf_ends_a_letter() {
        for end in ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r\r.\r\r", "\n.\r", "\r.\r\n", "\r\n.\r\r\n"] {
            let letter = format!("one{end}MAIL FROM:<x@y>\r\n.\r\n");
            let (kept, status, taken) = read(letter.as_bytes(), false);
            assert_eq!((status, taken), (Status::End, letter.len()), "{end:?}");
            assert!(kept.ends_with(b"MAIL FROM:<x@y>\r\n"), "{end:?}");
            assert_eq!(read(letter.as_bytes(), true).1, Status::Bare, "{end:?}");
        }
    }

    #[test]
    fn dots_are_undoubled_and_nothing_else_changes() {
        for (sent, kept) in [
            (&b"a\r\n..b\r\n...\r\n.\r\n"[..], &b"a\r\n.b\r\n..\r\n"[..]),
            (b".\r\n", b""),
            (b"..\r\n.\r\n", b".\r\n"),
            (b".x\r\n.\r\n", b"x\r\n"),
            (b"\r\n\r\n.\r\n", b"\r\n\r\n"),
        ] {
            assert_eq!(read(sent, true), (kept.to_vec(), Status::End, sent.len()));
        }
        assert_eq!(read(b"a\nb\rc\r\n.\r\n", false).0, b"a\nb\rc\r\n");
    }
}
