//! Logs: one line per event on standard error, as text or JSON, made safe on its way out.
//!
//! Whatever an event says, the line that leaves here has its mail addresses masked (`j…@mail.example`) and its control
//! and direction characters escaped, so that a customer's text can neither forge a line nor turn a terminal around.
//! Which level and shape is decided by the configuration and handed in by the command line.

use std::fmt::Write as _;
use std::io::{self, Write};

use tracing::Subscriber;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::{EnvFilter, Layer as _, Registry, layer::SubscriberExt as _};

use crate::error::{Error, Kind, Result};

/// The shape of a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    Text,
    Json,
}

/// Sends every event of this process to standard error, panics included.
///
/// # Errors
/// `Invalid` if the filter can't be read, `Internal` if logs were started before.
pub fn start(format: Format, filter: &str) -> Result<()> {
    let subscriber = subscriber(format, filter, io::stderr)?;
    tracing::subscriber::set_global_default(subscriber)
        .map_err(|error| Error::new(Kind::Internal, "Logs were started twice.").with_source(error))?;
    // The default hook would write the panic's text, perhaps a customer's, past the scrubbing.
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.payload_as_str().unwrap_or("no message");
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic: {message}");
    }));
    Ok(())
}

/// The subscriber behind [`start`], with a writer of the caller's choice.
///
/// # Errors
/// `Invalid` if the filter can't be read.
pub fn subscriber<W>(format: Format, filter: &str, writer: W) -> Result<impl Subscriber + Send + Sync + use<W>>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let filter = EnvFilter::builder().parse(filter).map_err(|error| {
        Error::new(Kind::Invalid, format!("The log filter {filter:?} can't be read.")).with_source(error)
    })?;
    let lines = tracing_subscriber::fmt::layer().with_writer(Scrubbing(writer)).with_ansi(false);
    let lines = match format {
        Format::Text => lines.boxed(),
        Format::Json => lines.json().flatten_event(true).with_current_span(true).with_span_list(false).boxed(),
    };
    Ok(Registry::default().with(filter).with(lines))
}

/// A line as it may leave: addresses masked, hidden characters escaped. Idempotent.
///
/// Hidden characters are written `\u202e`, which is right in text and inside a JSON string alike.
pub fn scrub(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 16);
    let mut rest = line;
    while let Some(at) = rest.find('@') {
        let (before, after) = rest.split_at(at);
        let run = before.chars().rev().take_while(|character| is_local(*character)).map(char::len_utf8).sum::<usize>();
        let start = before.len() - run;
        let (text, local) = before.split_at(start + kept(before, start));
        escape(text, &mut out);
        let named = after.chars().nth(1).is_some_and(|first| first.is_alphanumeric() || first == '[');
        match local.chars().next() {
            Some(first) if named => {
                out.push(first);
                out.push('…');
            }
            _ => escape(local, &mut out),
        }
        out.push('@');
        rest = after.get(1..).unwrap_or_default();
    }
    escape(rest, &mut out);
    out
}

/// What may stand before the `@`; wide, because a mask too many costs less than an address too many.
fn is_local(character: char) -> bool {
    let ascii = character.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(character);
    ascii || (!character.is_ascii() && !character.is_whitespace() && !is_hidden(character))
}

/// Bytes at the start of a run of local characters that aren't part of the address: a field's name (`to=`), or the
/// rest of a JSON escape (`\n`, `\u001b`), which cut in two would break the line for its reader.
fn kept(before: &str, start: usize) -> usize {
    let (text, run) = before.split_at(start);
    let backslashes = text.chars().rev().take_while(|character| *character == '\\').count();
    if backslashes % 2 == 1 {
        let unit = run.get(1..5).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        return if run.starts_with('u') && unit { 5 } else { run.chars().next().map_or(0, char::len_utf8) };
    }
    match run.split_once('=') {
        Some((name, _)) if name.bytes().all(|byte| byte.is_ascii_lowercase() || b"_.".contains(&byte)) => {
            name.len() + 1
        }
        _ => 0,
    }
}

fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        if is_hidden(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
    }
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Makes writers that scrub.
struct Scrubbing<W>(W);

impl<'a, W: MakeWriter<'a>> MakeWriter<'a> for Scrubbing<W> {
    type Writer = ScrubbingWriter<W::Writer>;

    fn make_writer(&'a self) -> Self::Writer {
        ScrubbingWriter { inner: self.0.make_writer(), line: Vec::new() }
    }
}

/// Gathers one event, which the formatter may hand over in pieces, and writes it scrubbed in one piece when dropped.
struct ScrubbingWriter<W: Write> {
    inner: W,
    line: Vec<u8>,
}

impl<W: Write> Write for ScrubbingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.line.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<W: Write> Drop for ScrubbingWriter<W> {
    fn drop(&mut self) {
        if self.line.is_empty() {
            return;
        }
        let line = String::from_utf8_lossy(&self.line);
        let scrubbed = scrub(line.trim_end_matches('\n')) + "\n";
        // A log that can't be written must not stop the work it tells about.
        let _ = self.inner.write_all(scrubbed.as_bytes());
    }
}
