//! The address between angle brackets (RFC 5321 section 4.1.2): source routes are read and forgotten, quotes undone,
//! and an address that asks us to pass a letter on is recognised in each of its spellings.

use std::fmt;

/// RFC 5321 section 4.5.3.1.3, with room for the letters of other scripts.
const LONGEST: usize = 512;

/// A reverse or forward path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Path {
    /// `<>`.
    Null,
    /// A mailbox; without a domain it is somebody on "this" machine.
    Mailbox {
        /// What stands before the `@`, unquoted.
        local: String,
        /// What stands behind it.
        domain: Option<String>,
    },
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Mailbox { local, domain: None } => write!(out, "{}", quoted(local)),
            Self::Mailbox { local, domain: Some(domain) } => write!(out, "{}@{domain}", quoted(local)),
        }
    }
}

/// A local part as it must be written: in quotes where it holds more than an atom may.
fn quoted(local: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c) || !c.is_ascii();
    if !local.is_empty() && local.chars().all(plain) {
        return local.to_owned();
    }
    format!("\"{}\"", local.replace('\\', "\\\\").replace('"', "\\\""))
}

impl Path {
    /// Whether every letter is ASCII.
    pub fn is_ascii(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Mailbox { local, domain } => {
                local.is_ascii() && domain.as_ref().is_none_or(|domain| domain.is_ascii())
            }
        }
    }

    /// Whether it asks us to pass the letter on: no domain, an address literal, or a second address hidden in the
    /// local part (`user%elsewhere.example@ours`, `elsewhere!user@ours`, `"user@elsewhere.example"@ours`).
    pub fn wants_relay(&self) -> bool {
        match self {
            Self::Null | Self::Mailbox { domain: None, .. } => true,
            Self::Mailbox { local, domain: Some(domain) } => {
                local.contains(['%', '!', '@', ':', ',']) || domain.starts_with('[')
            }
        }
    }
}

/// Reads a path at the beginning of `text`; gives back what follows it.
pub fn parse(text: &str) -> Option<(Path, &str)> {
    let inner = text.strip_prefix('<')?;
    if let Some(rest) = inner.strip_prefix('>') {
        return parameters(rest).map(|rest| (Path::Null, rest));
    }
    let inner = without_route(inner)?;
    let (local, rest) = local_part(inner)?;
    let (domain, rest) = match rest.strip_prefix('@') {
        Some(rest) => {
            let end = rest.find('>')?;
            let (domain, rest) = rest.split_at(end);
            (Some(domain_of(domain)?), rest)
        }
        None => (None, rest),
    };
    let rest = parameters(rest.strip_prefix('>')?)?;
    let length = local.len() + domain.as_ref().map_or(0, String::len);
    (length <= LONGEST).then_some((Path::Mailbox { local, domain }, rest))
}

/// Parameters stand apart from the bracket.
fn parameters(rest: &str) -> Option<&str> {
    (rest.is_empty() || rest.starts_with(' ')).then_some(rest)
}

/// `@one.example,@two.example:` before the mailbox: must be taken, should be ignored (RFC 5321 appendix C).
fn without_route(text: &str) -> Option<&str> {
    if !text.starts_with('@') {
        return Some(text);
    }
    let (route, rest) = text.split_once(':')?;
    let right = route.split(',').all(|hop| hop.strip_prefix('@').is_some_and(|hop| domain_of(hop).is_some()));
    right.then_some(rest)
}

fn local_part(text: &str) -> Option<(String, &str)> {
    let Some(inner) = text.strip_prefix('"') else {
        let end = text.find(['@', '>'])?;
        let (local, rest) = text.split_at(end);
        let stray = |c: char| c.is_whitespace() || c.is_control() || "<>\"\\()".contains(c);
        return (!local.is_empty() && !local.contains(stray)).then(|| (local.to_owned(), rest));
    };
    let (mut local, mut escaped) = (String::new(), false);
    for (at, c) in inner.char_indices() {
        match c {
            _ if c.is_control() => return None,
            _ if escaped => {
                local.push(c);
                escaped = false;
            }
            '\\' => escaped = true,
            '"' => return Some((local, inner.get(at + 1..)?)),
            _ => local.push(c),
        }
    }
    None
}

fn domain_of(domain: &str) -> Option<String> {
    let literal = domain.starts_with('[') && domain.ends_with(']');
    let named = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c) || !c.is_ascii();
    let right = !domain.is_empty() && (literal || domain.chars().all(named)) && !domain.contains(char::is_whitespace);
    right.then(|| domain.trim_end_matches('.').to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Path> {
        parse(text).map(|(path, _)| path)
    }

    #[test]
    fn r8_every_spelling_of_somebody_elses_address_asks_for_a_relay() {
        for text in [
            "<user%elsewhere.example@larkspur.example>",
            "<elsewhere.example!user@larkspur.example>",
            "<\"user@elsewhere.example\"@larkspur.example>",
            "<\"user%elsewhere.example\"@larkspur.example>",
            "<cards>",
            "<\"cards\">",
            "<cards@[192.0.2.1]>",
            "<@larkspur.example:user%elsewhere.example@larkspur.example>",
        ] {
            assert!(read(text).is_some_and(|path| path.wants_relay()), "{text}");
        }
        // A route is forgotten: what counts is where the letter is meant to end.
        let path = read("<@larkspur.example,@other.example:user@elsewhere.example>").map(|path| path.to_string());
        assert_eq!(path.as_deref(), Some("user@elsewhere.example"));
    }

    #[test]
    fn an_address_is_the_same_in_quotes_and_without() {
        for text in ["<cards@Larkspur.Example>", "<\"cards\"@larkspur.example>", "<\"car\\ds\"@larkspur.example.>"] {
            let path = read(text);
            assert_eq!(path.as_ref().map(ToString::to_string).as_deref(), Some("cards@larkspur.example"), "{text}");
            assert!(!path.is_some_and(|path| path.wants_relay()));
        }
    }

    #[test]
    fn what_is_no_path_is_none() {
        for text in [
            "",
            "cards@x.example",
            "<cards@x.example",
            "<a b@x.example>",
            "<\"open@x.example>",
            "<a@>",
            "<a@b>x",
            "<@x.example>",
            "<@:a@b.example>",
            "<a@b c>",
            "<<a@b>>",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
