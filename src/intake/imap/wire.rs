//! The bytes of a conversation with an IMAP server: lines, and the literals inside them (RFC 9051, section 4.3). Nothing
//! here is ever logged: passwords and letters go through it. Bounded in memory, whatever the server sends.

use crate::error::{Error, Result};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::time::timeout;

/// A line without its literals; a list of folders or capabilities is far shorter.
const LONGEST_LINE: u64 = 256 * 1024;
/// Literals of one answer; a letter has one.
const MOST_PIECES: usize = 64;
/// What is read at a time out of a literal.
const STEP: usize = 64 * 1024;

/// A connection, encrypted or not.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// A piece of an answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text between literals.
    Text(Vec<u8>),
    /// A literal.
    Literal(Vec<u8>),
    /// A literal that was larger than what was asked for; its bytes were read and dropped.
    TooLarge,
}

/// One answer: a line with its literals.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Line(pub(super) Vec<Piece>);

impl Line {
    /// The text before the first literal.
    pub(super) fn text(&self) -> String {
        match self.0.first() {
            Some(Piece::Text(text)) => String::from_utf8_lossy(text).into_owned(),
            _ => String::new(),
        }
    }
}

/// Both directions of a conversation.
pub(super) struct Wire {
    stream: BufReader<Box<dyn Stream>>,
    patience: Duration,
}

impl Wire {
    pub(super) fn new(stream: Box<dyn Stream>, patience: Duration) -> Self {
        Self { stream: BufReader::with_capacity(STEP, stream), patience }
    }

    /// Gives the connection back to be encrypted. Whatever the server said before that is a trick (RFC 3207, section 6,
    /// tells of the same for SMTP).
    pub(super) fn into_stream(self) -> Result<Box<dyn Stream>> {
        if self.stream.buffer().is_empty() {
            Ok(self.stream.into_inner())
        } else {
            Err(Error::unavailable("The server spoke before the connection was encrypted."))
        }
    }

    /// Sends bytes as they are.
    pub(super) async fn send(&mut self, bytes: &[u8]) -> Result<()> {
        let write = async {
            self.stream.write_all(bytes).await?;
            self.stream.flush().await
        };
        match timeout(self.patience, write).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(cause)) => Err(broken(cause)),
            Err(_) => Err(silent()),
        }
    }

    /// Waits until there is something to read; reads nothing, so it may be given up at any moment.
    pub(super) async fn ready(&mut self) -> Result<()> {
        match self.stream.fill_buf().await {
            Ok([]) => Err(ended()),
            Ok(_) => Ok(()),
            Err(cause) => Err(broken(cause)),
        }
    }

    /// Reads one answer; literals of more than `most` bytes in all are dropped while they are read.
    pub(super) async fn line(&mut self, most: u64) -> Result<Line> {
        let mut line = Line::default();
        let mut left = most;
        loop {
            let mut text = self.text().await?;
            let Some((start, size)) = literal(&text) else {
                line.0.push(Piece::Text(text));
                return Ok(line);
            };
            text.truncate(start);
            line.0.push(Piece::Text(text));
            if line.0.len() > MOST_PIECES {
                return Err(Error::unavailable("The server's answer has too many parts."));
            }
            if size > left {
                self.drop_bytes(size).await?;
                line.0.push(Piece::TooLarge);
            } else {
                left -= size;
                line.0.push(Piece::Literal(self.bytes(size).await?));
            }
        }
    }

    /// A line without its end.
    async fn text(&mut self) -> Result<Vec<u8>> {
        let mut text = Vec::new();
        let mut limited = (&mut self.stream).take(LONGEST_LINE);
        let read = limited.read_until(b'\n', &mut text);
        match timeout(self.patience, read).await {
            Ok(Ok(0)) => return Err(ended()),
            Ok(Ok(_)) => {}
            Ok(Err(cause)) => return Err(broken(cause)),
            Err(_) => return Err(silent()),
        }
        if text.pop() != Some(b'\n') {
            return Err(if u64::try_from(text.len()).unwrap_or(u64::MAX) + 1 >= LONGEST_LINE {
                Error::unavailable("The server's line is too long.")
            } else {
                ended()
            });
        }
        if text.last() == Some(&b'\r') {
            text.pop();
        }
        Ok(text)
    }

    async fn bytes(&mut self, size: u64) -> Result<Vec<u8>> {
        let size = usize::try_from(size).map_err(|_| silent())?;
        // Grows with what comes, not with what was announced.
        let mut all = Vec::with_capacity(size.min(STEP));
        while all.len() < size {
            let from = all.len();
            all.resize((from + STEP).min(size), 0);
            let got = self.some(all.get_mut(from..).unwrap_or_default()).await?;
            all.truncate(from + got);
        }
        Ok(all)
    }

    async fn drop_bytes(&mut self, size: u64) -> Result<()> {
        let mut bin = vec![0; STEP];
        let mut left = size;
        while left > 0 {
            let step = usize::try_from(left).unwrap_or(STEP).min(STEP);
            let got = self.some(bin.get_mut(..step).unwrap_or_default()).await?;
            left -= u64::try_from(got).unwrap_or(left);
        }
        Ok(())
    }

    async fn some(&mut self, into: &mut [u8]) -> Result<usize> {
        match timeout(self.patience, self.stream.read(into)).await {
            Ok(Ok(0)) => Err(ended()),
            Ok(Ok(got)) => Ok(got),
            Ok(Err(cause)) => Err(broken(cause)),
            Err(_) => Err(silent()),
        }
    }
}

/// Where a literal is announced at the end of a line, and its size: `{42}`, `{42+}` or `~{42}`.
fn literal(text: &[u8]) -> Option<(usize, u64)> {
    let inner = text.strip_suffix(b"}")?;
    let inner = inner.strip_suffix(b"+").unwrap_or(inner);
    let start = inner.iter().rposition(|byte| *byte == b'{')?;
    let digits = inner.get(start + 1..).filter(|digits| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit))?;
    let size = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some((start, size))
}

fn broken(cause: std::io::Error) -> Error {
    Error::unavailable(format!("The connection to the mail server broke: {}.", cause.kind())).with_source(cause)
}

fn ended() -> Error {
    Error::unavailable("The mail server ended the conversation.")
}

fn silent() -> Error {
    Error::unavailable("The mail server did not answer in time.")
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(sent: &'static [u8], most: u64) -> Result<Line> {
        let (here, mut there) = tokio::io::duplex(sent.len().max(1));
        there.write_all(sent).await.unwrap();
        drop(there);
        Wire::new(Box::new(here), Duration::from_secs(5)).line(most).await
    }

    fn run<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
    }

    #[test]
    fn literals_are_part_of_their_line_and_may_hold_line_ends() {
        let line = run(read(b"* 1 FETCH (UID 7 BODY[] {8}\r\nab\r\ncd)! FLAGS ())\r\n", 100)).unwrap();
        let [Piece::Text(before), Piece::Literal(body), Piece::Text(after)] = &line.0[..] else { panic!("{line:?}") };
        assert_eq!(before, b"* 1 FETCH (UID 7 BODY[] ");
        assert_eq!((&body[..], &after[..]), (&b"ab\r\ncd)!"[..], &b" FLAGS ())"[..]));
    }

    #[test]
    fn what_is_larger_than_asked_for_is_dropped_and_the_conversation_goes_on() {
        let line = run(read(b"* 1 FETCH (BODY[] {8}\r\n12345678 UID 7)\r\n", 7)).unwrap();
        assert_eq!(line.0[1..], [Piece::TooLarge, Piece::Text(b" UID 7)".to_vec())]);
    }

    #[test]
    fn a_server_that_hangs_up_in_the_middle_is_an_error() {
        for sent in [&b""[..], b"* OK", b"* 1 FETCH (BODY[] {8}\r\n123"] {
            assert!(run(read(sent, 100)).is_err(), "{sent:?}");
        }
    }
}
