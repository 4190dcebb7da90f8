//! What a database says, in the words of the house: busy and broken things are `Unavailable` (try again),
//! a clash of keys is `Conflict`, the rest is our own fault.

use crate::error::{Error, Kind};
use diesel::result::{DatabaseErrorKind, Error as Diesel};

impl From<Diesel> for Error {
    fn from(cause: Diesel) -> Self {
        let error = match &cause {
            Diesel::NotFound => Self::not_found("There is nothing under this address."),
            Diesel::DatabaseError(kind, information) => of_database(kind, information.message()),
            Diesel::BrokenTransactionManager => busy(),
            Diesel::InvalidCString(_)
            | Diesel::QueryBuilderError(_)
            | Diesel::DeserializationError(_)
            | Diesel::SerializationError(_)
            | Diesel::RollbackErrorOnCommit { .. }
            | Diesel::RollbackTransaction
            | Diesel::AlreadyInTransaction
            | Diesel::NotInTransaction => ours(),
            // diesel's enum is non-exhaustive: what a later version adds is our fault until it is looked at.
            _ => ours(),
        };
        error.with_source(cause)
    }
}

fn of_database(kind: &DatabaseErrorKind, message: &str) -> Error {
    match kind {
        DatabaseErrorKind::UniqueViolation => {
            Error::new(Kind::Conflict, "Somebody else was faster. Look at the page again.")
        }
        DatabaseErrorKind::SerializationFailure => {
            Error::new(Kind::Conflict, "Somebody else changed this at the same moment.")
        }
        DatabaseErrorKind::ClosedConnection
        | DatabaseErrorKind::UnableToSendCommand
        | DatabaseErrorKind::ReadOnlyTransaction => busy(),
        DatabaseErrorKind::ForeignKeyViolation
        | DatabaseErrorKind::NotNullViolation
        | DatabaseErrorKind::CheckViolation
        | DatabaseErrorKind::RestrictViolation
        | DatabaseErrorKind::ExclusionViolation => ours(),
        // SQLite reports a full disk, a lock or a read-only file by its text alone.
        _ if passing(message) => busy(),
        _ => ours(),
    }
}

/// Whether SQLite's or PostgreSQL's words describe trouble that may pass.
fn passing(message: &str) -> bool {
    const PASSING: [&str; 15] = [
        "locked",
        "busy",
        "is full",
        "disk I/O error",
        "readonly database",
        "read-only",
        "unable to open database file",
        "terminating connection",
        "shutting down",
        "starting up",
        "server closed the connection",
        "too many clients",
        "No space left",
        "timeout",
        "could not extend file",
    ];
    PASSING.iter().any(|words| message.contains(words))
}

fn busy() -> Error {
    Error::unavailable("The database is busy or out of reach. Please try again in a minute.")
}

fn ours() -> Error {
    Error::internal("Something went wrong on our side. Please try again.")
}
