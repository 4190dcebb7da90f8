//! Lines in and replies out. Replies are held back while the client's next command lies in hand already (PIPELINING,
//! RFC 2920), and nothing is kept of a line that is too long.

use super::reply::Reply;
use std::io;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::{Instant, timeout_at};

/// RFC 5321 wants 512, extensions add to it; nobody has more to say.
const LONGEST_LINE: usize = 2048;

/// Read at once.
const CHUNK: usize = 16 * 1024;

/// What came.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A line, without its CR LF.
    Text(Vec<u8>),
    /// A line that is too long; it has been read to its end.
    TooLong,
    /// A line that ended in a lone LF, or held a lone CR.
    Bare,
    /// Nobody is there any more.
    Closed,
    /// Nothing came in time.
    TooSlow,
}

/// A stream with what was read of it and what waits to be written.
pub(super) struct Wire<S> {
    stream: S,
    input: Vec<u8>,
    /// What of `input` was taken.
    taken: usize,
    output: Vec<u8>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream, input: Vec::new(), taken: 0, output: Vec::new() }
    }

    /// Gives the stream back; whatever was read of it and not used is forgotten.
    pub(super) fn into_stream(self) -> S {
        self.stream
    }

    /// Puts a reply where it will be written before the next reading that waits.
    pub(super) fn say(&mut self, reply: &Reply) {
        reply.write(&mut self.output);
    }

    /// The same for bytes.
    pub(super) fn say_raw(&mut self, bytes: &[u8]) {
        self.output.extend_from_slice(bytes);
    }

    /// Writes what waits. Whoever doesn't read our replies is not waited for beyond `until`.
    pub(super) async fn flush(&mut self, until: Instant) -> io::Result<()> {
        if self.output.is_empty() {
            return Ok(());
        }
        let writing = async {
            self.stream.write_all(&self.output).await?;
            self.stream.flush().await
        };
        let written = timeout_at(until, writing).await;
        self.output.clear();
        written.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
    }

    /// The next line.
    pub(super) async fn line(&mut self, until: Instant) -> Line {
        let mut too_long = false;
        loop {
            let waiting = self.waiting();
            if let Some(end) = waiting.iter().position(|byte| *byte == b'\n') {
                let line = waiting.get(..end).unwrap_or_default();
                let too_long = too_long || line.len() > LONGEST_LINE + 1;
                let text = line.strip_suffix(b"\r").filter(|text| !text.contains(&b'\r')).map(<[u8]>::to_vec);
                self.take(end + 1);
                return match text {
                    _ if too_long => Line::TooLong,
                    Some(text) if text.len() <= LONGEST_LINE => Line::Text(text),
                    Some(_) => Line::TooLong,
                    None => Line::Bare,
                };
            }
            // With room for the CR, so that the same line is too long however it is cut.
            if waiting.len() > LONGEST_LINE + 1 {
                too_long = true;
                let all = waiting.len();
                self.take(all);
            }
            match self.more(until).await {
                Ok(0) => return Line::Closed,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::TimedOut => return Line::TooSlow,
                Err(_) => return Line::Closed,
            }
        }
    }

    /// What was read and not taken.
    pub(super) fn waiting(&self) -> &[u8] {
        self.input.get(self.taken..).unwrap_or_default()
    }

    /// Takes so much of it.
    pub(super) fn take(&mut self, count: usize) {
        self.taken += count;
        if self.taken >= self.input.len() {
            self.input.clear();
            self.taken = 0;
        }
    }

    /// Writes what waits and reads on; 0 is the end.
    pub(super) async fn more(&mut self, until: Instant) -> io::Result<usize> {
        self.flush(until).await?;
        if self.taken > 0 {
            self.input.drain(..self.taken);
            self.taken = 0;
        }
        self.input.reserve(CHUNK);
        timeout_at(until, self.stream.read_buf(&mut self.input))
            .await
            .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
    }

    /// Says good-bye to the stream.
    pub(super) async fn close(mut self, until: Instant) {
        if self.flush(until).await.is_ok() {
            let _ = timeout_at(until, self.stream.shutdown()).await;
        }
    }
}
