//! How a failed command ends: its sentence on standard error and an exit code of sysexits.h, so that scripts and mail
//! servers can tell what may pass from what never will.

use crate::error::{Error, Kind, Result};
use std::io::Write;
use std::process::ExitCode;

/// `EX_TEMPFAIL`: try again later.
pub(super) const TRY_AGAIN: u8 = 75;

/// The code that a failure of this kind ends with.
pub(super) fn code(kind: Kind) -> u8 {
    match kind {
        Kind::Invalid | Kind::TooLarge => 65,
        Kind::NotFound => 67,
        Kind::Unauthenticated | Kind::Forbidden => 77,
        Kind::Conflict | Kind::RateLimited | Kind::Unavailable | Kind::Internal => TRY_AGAIN,
    }
}

/// Says what went wrong, with its causes, on standard error.
pub(super) fn say(error: &Error) {
    let causes = error.causes();
    let mut out = std::io::stderr();
    let _ = writeln!(out, "{}", error.message());
    if !causes.is_empty() {
        let _ = writeln!(out, "  because: {}", crate::telemetry::scrub(&causes));
    }
}

/// Ends a command.
pub(super) fn after(outcome: Result<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&error);
            ExitCode::from(code(error.kind()))
        }
    }
}

/// Ends a command that chooses its own code.
pub(super) fn with_code(outcome: Result<u8>) -> ExitCode {
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(error) => after(Err(error)),
    }
}

/// Tells how far a long command has come, on standard error.
pub(super) fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Writes a command's answer; a reader that left early (`| head`) is no error.
pub(super) fn answer(text: &str) -> Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(cause) if cause.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::unavailable("The answer can't be written.").with_source(cause))
        }
        _ => Ok(()),
    }
}
