//! The words under which it is kept why a letter is no card, where that isn't one of reading's own reasons.

use crate::reading;
use crate::services::mail_commands;

/// The code of a letter from a blocked address; other codes are [`reading::Reason`]'s.
pub const BLOCKED: &str = "blocked";
/// The code of a letter that stopped another one, which its reader wanted no more.
pub const STOPPED: &str = "stopped-by-mail";
/// The code of one that wanted to stop a letter that there isn't.
pub const NOTHING_TO_STOP: &str = "nothing-to-stop";
/// The code of an answer to a letter that only our own people get.
pub const ANSWER_TO_US: &str = "answer-to-us";

/// Why a letter was refused before it was read. It is kept all the same, as far as it could be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nobody reads what is sent to this address; it was spooled while nobody could be asked.
    NoSuchAddress,
    /// It lies in a mailbox and is larger than what is taken.
    TooLarge,
    /// It lies in a mailbox whose server doesn't hand it over.
    NotFetched,
}

impl Refused {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::NoSuchAddress, Self::TooLarge, Self::NotFetched];

    /// The word in the table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoSuchAddress => "no-such-address",
            Self::TooLarge => "too-large",
            Self::NotFetched => "not-fetched",
        }
    }

    /// Why, for people; also what marks the stored letter until it is read.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NoSuchAddress => "It was sent to an address that nobody reads.",
            Self::TooLarge => "It is larger than 25 MB. Its beginning is here; the whole of it lies in the mailbox.",
            Self::NotFetched => "The mailbox did not hand it over. Here is what could be had of it.",
        }
    }

    /// The refusal that a stored letter is marked with, if it is.
    pub(super) fn of(reason: Option<&str>) -> Option<Self> {
        Self::ALL.into_iter().find(|refused| reason == Some(refused.sentence()))
    }
}

/// Whether letters of this code were refused, rather than known for a program's.
pub(super) fn is_refusal(code: &str) -> bool {
    matches!(code, BLOCKED | ANSWER_TO_US | NOTHING_TO_STOP | mail_commands::REFUSED | mail_commands::NO_LONGER)
        || Refused::ALL.iter().any(|refused| refused.code() == code)
}

/// What became of it, as a sentence.
pub fn sentence(code: &str) -> &'static str {
    if let Some(refused) = Refused::ALL.iter().find(|refused| refused.code() == code) {
        return refused.sentence();
    }
    match code {
        BLOCKED => "It comes from an address that somebody has blocked.",
        ANSWER_TO_US => "An answer to a letter that only your own people get.",
        STOPPED => "It stopped a letter that its reader wanted no more.",
        NOTHING_TO_STOP => "It wanted to stop a letter, but its address names none.",
        mail_commands::REFUSED | mail_commands::NO_LONGER => {
            "It wanted something done by mail, but nobody could tell that it came from the letter's own reader."
        }
        _ => reading::Reason::ALL
            .iter()
            .find(|reason| reason.code() == code)
            .map_or("Why is no longer known.", |reason| reason.sentence()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_sentence() {
        let own = [BLOCKED, ANSWER_TO_US, STOPPED, NOTHING_TO_STOP]
            .into_iter()
            .chain(Refused::ALL.iter().map(|refused| refused.code()));
        for code in own.chain(reading::Reason::ALL.iter().map(|reason| reason.code())) {
            assert!(sentence(code).ends_with('.') && !sentence(code).starts_with("Why"), "{code}");
        }
    }
}
