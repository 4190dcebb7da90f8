//! `smilecard deliver`: the pipe for Postfix, Exim and others. Ends with 0 only after the letter is durably stored, or left
//! in the spool beside a SQLite file that is locked at this moment; with 75 for anything that may pass, and never with a
//! code that a mail server takes for a bounce of our own making.

use super::open::configuration;
use super::{environment, exit};
use crate::clock::Clock;
use crate::config::{Config, Purpose};
use crate::error::{Error, Kind, Result};
use crate::intake::door::{self, Arrival, Via};
use crate::intake::spool::Spool;
use crate::services::arrivals::{self, LARGEST};
use crate::store::{Database, Sizes};
use clap::Args;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;

#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes (sysexits.h): 0 stored, 65 can't be a letter or too large, 67 no such address, 75 try again later.\n\n\
    Postfix, master.cf:\n  smilecard unix - n n - 4 pipe flags=DRX user=smilecard null_sender=\n    argv=/usr/bin/smilecard --config /etc/smilecard.toml deliver --recipient ${recipient} --sender ${sender}\n\
    Postfix, main.cf:\n  smilecard_destination_recipient_limit = 1\n\n\
    Exim refuses arguments that came from outside: leave all options away, RECIPIENT and SENDER are read from the environment."
)]
pub(super) struct Arguments {
    /// The envelope's recipient (default: $RECIPIENT, else $ORIGINAL_RECIPIENT, else $LOCAL_PART@$DOMAIN)
    #[arg(long)]
    recipient: Option<String>,
    /// What stood behind the + of a recipient that is given without it [default: $EXTENSION]
    #[arg(long)]
    extension: Option<String>,
    /// The envelope's sender; empty for automatic mail [default: $SENDER]
    #[arg(long)]
    sender: Option<String>,
}

pub(super) fn run(arguments: Arguments, file: Option<&Path>) -> ExitCode {
    let outcome = catch_unwind(AssertUnwindSafe(|| take(arguments, file)));
    match outcome {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err((error, code))) => {
            exit::say(&error);
            ExitCode::from(code)
        }
        // The panic has told its story; the mail server keeps the letter and tries again.
        Err(_) => ExitCode::from(exit::TRY_AGAIN),
    }
}

fn take(arguments: Arguments, file: Option<&Path>) -> Result<(), (Error, u8)> {
    let by_kind = |error: Error| {
        let code = exit::code(error.kind());
        (error, code)
    };
    // A wrong configuration is the operator's to mend, not the customer's to suffer: the letter waits.
    let later = |error| (error, exit::TRY_AGAIN);
    let config = configuration(file, Purpose::Command).map_err(later)?;
    if let Some(missing) = config.database.url.sqlite_path().filter(|path| !path.exists()) {
        // Mail servers start pipes in folders of their own: a database made there would swallow letters.
        let message =
            format!("There is no database at {}. Name the configuration with --config FILE.", missing.display());
        return Err(later(Error::unavailable(message)));
    }
    let recipient = recipient(&arguments)
        .ok_or_else(|| by_kind(Error::invalid("Say whom the letter is for: --recipient ADDRESS.")))?;
    let sender = arguments.sender.or_else(|| environment::variable("SENDER"));
    let raw = letter().map_err(by_kind)?.into();
    let arrival = Arrival { recipient, sender, raw, via: Via::Pipe, peer: None, hello: None };
    arrivals::check(&arrival).map_err(by_kind)?;
    let now = Clock::System.now();
    match store(&config, &arrival, now) {
        Ok(()) => Ok(()),
        Err(error) if exit::code(error.kind()) == exit::TRY_AGAIN && config.database.url.sqlite_path().is_some() => {
            // Locked, or written to for longer than we want to wait. The first fault is the one to tell of.
            Spool::at(config.spool()).leave(&arrival, now).map(drop).map_err(|_| later(error))
        }
        Err(error) => Err(by_kind(error)),
    }
}

fn store(config: &Config, arrival: &Arrival, now: jiff::Timestamp) -> Result<()> {
    let sizes = Sizes { pool: 1, ..Sizes::default() };
    let database = Database::open(&config.database.url, sizes)?;
    door::accept(&database, arrival.clone(), now).map(drop)
}

/// Whom the letter is for: by option or, as mail servers also tell it, by the environment. Exim's transport sets
/// LOCAL_PART, LOCAL_PART_SUFFIX and DOMAIN; Postfix's local delivery EXTENSION beside a LOCAL that has it.
fn recipient(arguments: &Arguments) -> Option<String> {
    let given = |name| environment::variable(name).filter(|value: &String| !value.is_empty());
    let parts = || {
        let local = given("LOCAL_PART").or_else(|| given("LOCAL"))?;
        Some(format!("{local}{}@{}", given("LOCAL_PART_SUFFIX").unwrap_or_default(), given("DOMAIN")?))
    };
    let whole = arguments
        .recipient
        .clone()
        .or_else(|| given("RECIPIENT"))
        .or_else(|| given("ORIGINAL_RECIPIENT"))
        .or_else(parts)?;
    let extension = arguments.extension.clone().or_else(|| given("EXTENSION")).filter(|text| !text.is_empty());
    match (whole.rsplit_once('@'), extension) {
        (Some((local, domain)), Some(extension)) if !local.contains('+') => {
            Some(format!("{local}+{extension}@{domain}"))
        }
        _ => Some(whole),
    }
}

/// Reads the letter from standard input, a little more than the limit at most. A line `From …` at its beginning is the
/// mark of a mailbox file, not the letter's (R22).
fn letter() -> Result<Vec<u8>> {
    let mut raw = Vec::new();
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX) + 1;
    std::io::stdin().lock().take(most).read_to_end(&mut raw).map_err(|cause| {
        Error::new(Kind::Unavailable, "The letter can't be read from standard input.").with_source(cause)
    })?;
    if raw.starts_with(b"From ") || raw.starts_with(b">From ") {
        let line = raw.iter().position(|byte| *byte == b'\n').map_or(raw.len(), |at| at + 1);
        raw.drain(..line);
    }
    Ok(raw)
}
