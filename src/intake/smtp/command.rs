//! One line of a client becomes a command, or the reply that refuses it. Pure: no state, no network.

use super::path::{self, Path};
use super::reply::Reply;

/// What a client can say (RFC 5321 section 4.1, RFC 2033).
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// HELO, EHLO or LHLO, and what the client calls itself.
    Hello(Hello, String),
    /// The envelope's sender, and what is promised of the letter.
    Mail(Mail),
    /// A recipient.
    Rcpt(Path),
    /// The letter follows.
    Data,
    /// Forget the envelope.
    Rset,
    /// Nothing.
    Noop,
    /// Good-bye.
    Quit,
    /// Does this person exist? We don't say.
    Vrfy,
    /// Encrypt from here on.
    StartTls,
}

/// The three greetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hello {
    /// RFC 821.
    Helo,
    /// RFC 5321.
    Ehlo,
    /// RFC 2033.
    Lhlo,
}

/// MAIL FROM with its parameters.
#[derive(Debug, PartialEq, Eq)]
pub struct Mail {
    /// The sender; empty for the null sender.
    pub from: Path,
    /// SIZE (RFC 1870).
    pub size: Option<u64>,
    /// SMTPUTF8 (RFC 6531).
    pub utf8: bool,
}

/// Reads a line without its CR LF.
pub fn parse(line: &[u8]) -> Result<Command, Reply> {
    let text = std::str::from_utf8(line).map_err(|_| Reply::UNREADABLE)?;
    if text.chars().any(char::is_control) {
        return Err(Reply::UNREADABLE);
    }
    let text = text.trim_end();
    let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
    let rest = rest.trim();
    let alone = |command| if rest.is_empty() { Ok(command) } else { Err(Reply::NO_ARGUMENTS) };
    let hello = |which| if rest.is_empty() { Err(Reply::NO_NAME) } else { Ok(Command::Hello(which, rest.to_owned())) };
    match verb.to_ascii_uppercase().as_str() {
        "HELO" => hello(Hello::Helo),
        "EHLO" => hello(Hello::Ehlo),
        "LHLO" => hello(Hello::Lhlo),
        "MAIL" => mail(after(rest, "FROM:")?),
        "RCPT" => rcpt(after(rest, "TO:")?),
        "DATA" => alone(Command::Data),
        "RSET" => alone(Command::Rset),
        "QUIT" => alone(Command::Quit),
        "STARTTLS" => alone(Command::StartTls),
        "NOOP" => Ok(Command::Noop),
        "VRFY" => Ok(Command::Vrfy),
        "BDAT" | "EXPN" | "TURN" | "ETRN" | "AUTH" | "HELP" => Err(Reply::NOT_OFFERED),
        _ => Err(Reply::UNKNOWN_COMMAND),
    }
}

/// What follows the keyword, which may be written in any case and may be followed by a blank.
fn after<'a>(rest: &'a str, keyword: &str) -> Result<&'a str, Reply> {
    let (head, tail) = rest.split_at_checked(keyword.len()).ok_or(Reply::SYNTAX)?;
    if head.eq_ignore_ascii_case(keyword) { Ok(tail.trim_start()) } else { Err(Reply::SYNTAX) }
}

fn mail(text: &str) -> Result<Command, Reply> {
    let (from, parameters) = path::parse(text).ok_or(Reply::BAD_SENDER)?;
    let mut mail = Mail { from, size: None, utf8: false };
    for parameter in parameters.split_ascii_whitespace() {
        let (name, value) = parameter.split_once('=').map_or((parameter, None), |(name, value)| (name, Some(value)));
        match (name.to_ascii_uppercase().as_str(), value) {
            // Twenty digits are more bytes than there are (RFC 1870 section 4).
            ("SIZE", Some(value)) if (1..=20).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit()) => {
                mail.size = Some(value.parse().unwrap_or(u64::MAX));
            }
            ("BODY", Some(value)) if value.eq_ignore_ascii_case("7BIT") || value.eq_ignore_ascii_case("8BITMIME") => {}
            ("SMTPUTF8", None) => mail.utf8 = true,
            ("SIZE" | "BODY" | "SMTPUTF8", _) => return Err(Reply::SYNTAX),
            _ => return Err(Reply::UNKNOWN_PARAMETER),
        }
    }
    if !mail.utf8 && !mail.from.is_ascii() {
        return Err(Reply::NEEDS_UTF8);
    }
    Ok(Command::Mail(mail))
}

fn rcpt(text: &str) -> Result<Command, Reply> {
    let (to, parameters) = path::parse(text).ok_or(Reply::BAD_RECIPIENT)?;
    if to == Path::Null {
        return Err(Reply::BAD_RECIPIENT);
    }
    if !parameters.trim().is_empty() {
        return Err(Reply::UNKNOWN_PARAMETER);
    }
    Ok(Command::Rcpt(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r11_a_line_that_is_no_command_is_refused_and_never_panics() {
        for line in ["", " ", "MAIL", "MAIL FROM", "MAIL FROM:", "RCPT TO:<>", "RCPT TO:<a@b> NOTIFY=NEVER", "DATA x"] {
            assert!(parse(line.as_bytes()).is_err(), "{line}");
        }
        for bytes in [&b"MAIL FROM:<\xff@x>"[..], b"NOOP \0", b"\r", b"RCPT TO:<a\nb@c>"] {
            assert!(parse(bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn r6_parameters_of_mail_are_read() {
        let Ok(Command::Mail(mail)) = parse(b"mail from: <Jo@mail.example> size=1234 BODY=8BITMIME SMTPUTF8") else {
            panic!("not understood")
        };
        assert_eq!((mail.from.to_string().as_str(), mail.size, mail.utf8), ("Jo@mail.example", Some(1234), true));
        let Ok(Command::Mail(mail)) = parse(b"MAIL FROM:<> SIZE=99999999999999999999") else {
            panic!("not understood")
        };
        assert_eq!((mail.from, mail.size), (Path::Null, Some(u64::MAX)));
        assert_eq!(parse(b"MAIL FROM:<a@b.example> FOO=1"), Err(Reply::UNKNOWN_PARAMETER));
        assert_eq!(parse(b"MAIL FROM:<a@b.example> SIZE=-1"), Err(Reply::SYNTAX));
        assert_eq!(parse("MAIL FROM:<jö@b.example>".as_bytes()), Err(Reply::NEEDS_UTF8));
    }
}
