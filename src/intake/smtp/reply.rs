//! What we answer: a code, an enhanced status (RFC 3463) and a few words. Here is also the LMTP column of the table of
//! errors: a customer's letter is never bounced for a fault of ours.

use crate::error::{Error, Kind};
use std::borrow::Cow;

/// One line of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Three digits.
    pub code: u16,
    /// Three numbers; empty where RFC 2034 wants none.
    pub status: &'static str,
    /// For people.
    pub text: Cow<'static, str>,
}

macro_rules! replies {
    ($($name:ident = $code:literal $status:literal $text:literal;)+) => {
        impl Reply {$(
            #[doc = $text]
            pub const $name: Self = Self { code: $code, status: $status, text: Cow::Borrowed($text) };
        )+}
    };
}

replies! {
    OK = 250 "2.0.0" "OK";
    SENDER_OK = 250 "2.1.0" "Sender OK";
    RECIPIENT_OK = 250 "2.1.5" "Recipient OK";
    STORED = 250 "2.0.0" "Stored";
    NOT_SAID = 252 "2.5.0" "Send the letter and we will see";
    GO_AHEAD = 354 "" "End with a dot on a line of its own";
    BYE = 221 "2.0.0" "Good-bye";
    READY_FOR_TLS = 220 "2.0.0" "Go ahead";
    UNREADABLE = 500 "5.5.2" "This line can't be read";
    TOO_LONG = 500 "5.5.2" "This line is too long";
    UNKNOWN_COMMAND = 500 "5.5.1" "We don't know this command";
    NOT_OFFERED = 502 "5.5.1" "We don't offer this";
    WRONG_PROTOCOL = 500 "5.5.1" "This port speaks the other protocol (LMTP wants LHLO, SMTP wants EHLO)";
    SYNTAX = 501 "5.5.4" "This can't be understood";
    NO_ARGUMENTS = 501 "5.5.4" "Nothing may follow this command";
    NO_NAME = 501 "5.5.4" "Say who you are";
    BAD_SENDER = 501 "5.1.7" "This is no sender's address";
    BAD_RECIPIENT = 501 "5.1.3" "This is no recipient's address";
    UNKNOWN_PARAMETER = 555 "5.5.4" "We don't know this parameter";
    NEEDS_UTF8 = 553 "5.6.7" "An address with such letters needs SMTPUTF8";
    HELLO_FIRST = 503 "5.5.1" "Greet first";
    MAIL_FIRST = 503 "5.5.1" "Say MAIL first";
    RCPT_FIRST = 503 "5.5.1" "No recipient was accepted";
    MAIL_TWICE = 503 "5.5.1" "The sender was said already";
    NO_TLS = 502 "5.5.1" "There is no TLS here";
    TOO_LARGE = 552 "5.3.4" "The letter is larger than 25 MB";
    TOO_MANY_RECIPIENTS = 452 "4.5.3" "Too many recipients; send the rest in another letter";
    EMPTY = 554 "5.6.0" "The letter is empty";
    TOO_MANY_HOPS = 554 "5.4.6" "This letter has been going round in circles";
    NO_RELAY = 550 "5.7.1" "We don't pass letters on";
    UNKNOWN_RECIPIENT = 550 "5.1.1" "Nobody reads mail to this address here";
    TRY_LATER = 451 "4.3.0" "The letter can't be stored right now; please try again later";
    NO_ROOM = 452 "4.3.1" "There is no room for the letter right now; please try again later";
    SMUGGLING = 521 "5.5.2" "A line must end with CR LF";
    TOO_MANY_ERRORS = 421 "4.7.0" "Too many errors";
    TOO_MANY_LETTERS = 421 "4.7.0" "Enough letters for one connection; come again";
    TOO_MANY_CONNECTIONS = 421 "4.7.0" "Too many connections; please try again later";
    TOO_SLOW = 421 "4.4.2" "This took too long";
    STOPPING = 421 "4.3.2" "The service is stopping; please try again in a minute";
}

impl Reply {
    /// Whether the client did something wrong.
    pub fn is_refusal(&self) -> bool {
        self.code >= 500
    }

    /// Writes it at the end of `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        let blank = if self.status.is_empty() { "" } else { " " };
        out.extend_from_slice(format!("{} {}{blank}{}\r\n", self.code, self.status, self.text).as_bytes());
    }
}

/// What a failure means to whoever handed the letter over.
impl From<&Error> for Reply {
    fn from(error: &Error) -> Self {
        match error.kind() {
            Kind::Invalid => Self { code: 554, status: "5.6.0", text: one_line(error.message()).into() },
            Kind::TooLarge => Self::TOO_LARGE,
            Kind::NotFound => Self::UNKNOWN_RECIPIENT,
            Kind::Unauthenticated | Kind::Forbidden => Self::NO_RELAY,
            Kind::RateLimited => Self { code: 451, status: "4.7.0", text: Cow::Borrowed("Please try again later") },
            Kind::Unavailable if full(error) => Self::NO_ROOM,
            Kind::Conflict | Kind::Unavailable | Kind::Internal => Self::TRY_LATER,
        }
    }
}

/// Whether a disk is full, by what the system or the database says (R2).
fn full(error: &Error) -> bool {
    let causes = error.causes();
    ["is full", "No space left", "could not extend"].iter().any(|words| causes.contains(words))
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(char::is_ascii).take(200).collect()
}
