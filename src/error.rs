//! The one error type of the house. Adapters translate its [`Kind`] into their own words: the web into a
//! status, the pipe into an exit code, the worker into "retry" or "bury". Imports nothing of ours.

use std::fmt;

/// What went wrong, in the ways that callers tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// What was sent can't be right; sending it again won't help.
    Invalid,
    /// More than we take.
    TooLarge,
    /// There is no such thing, or not for this person.
    NotFound,
    /// Nobody is signed in.
    Unauthenticated,
    /// This person may not do that.
    Forbidden,
    /// Somebody else changed it first.
    Conflict,
    /// Too often; later is fine.
    RateLimited,
    /// A part that we need is down or busy; trying again helps.
    Unavailable,
    /// Our own fault.
    Internal,
}

/// A failure with a sentence fit to show and, for the log only, its cause.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What every fallible function of this crate returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Takes [`Kind::NotFound`] for an answer: none.
///
/// # Errors
/// All others.
pub fn found<T>(asked: Result<T>) -> Result<Option<T>> {
    match asked {
        Ok(row) => Ok(Some(row)),
        Err(error) if error.kind() == Kind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl Error {
    /// Makes an error whose `message` may be shown to the person who caused it.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    /// [`Kind::Invalid`] with a sentence that says what to do instead.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(Kind::Invalid, message)
    }

    /// [`Kind::NotFound`]; also what somebody sees who may not know that the thing exists.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, message)
    }

    /// [`Kind::Unavailable`]: passing trouble, worth another try.
    pub fn unavailable(message: impl Into<String>) -> Self {
        Self::new(Kind::Unavailable, message)
    }

    /// [`Kind::Internal`]: our own fault; `message` still says something a person can act on.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(Kind::Internal, message)
    }

    /// Keeps the cause for the log.
    #[must_use]
    pub fn with_source(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// Which of the kinds this is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The sentence that may be shown.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The causes from the outermost to the innermost, for the log.
    pub fn causes(&self) -> String {
        let mut out = String::new();
        let mut next = std::error::Error::source(self);
        while let Some(cause) = next {
            if !out.is_empty() {
                out.push_str(": ");
            }
            out.push_str(&cause.to_string());
            next = cause.source();
        }
        out
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|cause| cause as &(dyn std::error::Error + 'static))
    }
}
