//! Why a letter was not taken: what the worker needs to know of it.

/// Why a message was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// True if trying again won't help.
    pub permanent: bool,
    /// True if the relay could not even be offered the letter: every other one would meet the same.
    pub relay: bool,
    /// The status, if it says that there is nobody at this address.
    pub nobody: Option<String>,
    /// The SMTP code, if the relay gave one.
    pub code: Option<u16>,
    /// What was said, on one line.
    pub said: String,
}

impl Failure {
    /// Trouble that may pass.
    pub fn passing(said: String) -> Self {
        Self { permanent: false, relay: false, nobody: None, code: None, said }
    }

    /// The relay is away or won't have us.
    pub fn relay(said: String) -> Self {
        Self { relay: true, ..Self::passing(said) }
    }
}
