//! `smilecard dkim generate | show`: makes a key that letters are signed with, and prints what belongs into the DNS.

use super::exit;
use super::open::configuration;
use crate::app;
use crate::config::Purpose;
use crate::error::{Error, Result};
use crate::mail::dkim::{self, Key};
use clap::{Args, Subcommand, ValueEnum};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Keys that letters are signed with (DKIM)
///
/// A signature tells a receiver that a letter is ours and came through unchanged; Gmail, Yahoo and Microsoft want one.
/// Where the relay signs for the domain of mail.from already, you need none of your own.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "Examples:
  smilecard dkim generate --selector s2026 --out /etc/smilecard/dkim-s2026.pem
  smilecard dkim generate --selector e2026 --kind ed25519 --out /etc/smilecard/dkim-e2026.pem
  smilecard dkim show                what belongs into the DNS, for every configured key
  smilecard doctor mail              whether it is there

To change a key: make one with a new selector, put its record into the DNS, wait a day, add its section beside the old
one, restart, and remove the old section. Leave the old record in the DNS for a week: letters may still be under way.";

#[derive(Debug, Subcommand)]
enum Action {
    /// Make a key, write it into a file that only its owner can read, and print its record
    Generate {
        /// A name of your choice, new for each key: lower-case letters, digits and hyphens
        #[arg(long)]
        selector: String,
        /// The domain that it signs for [default: the domain of mail.from]
        #[arg(long)]
        domain: Option<String>,
        /// Where to write it; a file that is there is never overwritten
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Everybody understands RSA; Ed25519 is shorter, and only a second signature as yet
        #[arg(long, value_enum, default_value_t = KeyKind::Rsa)]
        kind: KeyKind,
    },
    /// Print the records of the configured keys
    Show,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum KeyKind {
    /// 2048 bits
    Rsa,
    Ed25519,
}

pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> Result<()> {
    let config = configuration(file, Purpose::Command)?;
    match &arguments.action {
        Action::Generate { selector, domain, out, kind } => {
            let own = config.mail.from.as_ref().map(|from| from.domain().to_owned());
            let domain = domain.clone().or(own).ok_or_else(|| {
                Error::invalid("Say which domain the key signs for: --domain, or mail.from in the configuration.")
            })?;
            if !is_selector(selector) || !is_domain(&domain) {
                return Err(Error::invalid(
                    "A selector is up to 60 lower-case letters, digits and hyphens, such as s2026; a domain is such as \
                     larkspur.example.",
                ));
            }
            let pem = match kind {
                KeyKind::Rsa => dkim::new_rsa()?,
                KeyKind::Ed25519 => dkim::new_ed25519()?,
            };
            let key = Key::read(selector, &domain, pem.as_bytes())?;
            write(out, &pem)?;
            exit::answer(&format!(
                "The key is in {}. Put this into the DNS:\n\n{}\nand this into the configuration:\n\n\
                 [dkim.{selector}]\nkey_file = \"{}\"\ndomain = \"{domain}\"\n\n\
                 Then restart `smilecard serve`; `smilecard doctor mail` says whether the record is there.\n",
                out.display(),
                zone_line(&key.name(), &key.record()),
                out.display(),
            ))
        }
        Action::Show => {
            let keys = app::keys(&config)?;
            let told: String = keys.iter().map(|key| zone_line(&key.name(), &key.record())).collect();
            exit::answer(if told.is_empty() {
                "No key is configured; `smilecard dkim generate` makes one.\n"
            } else {
                &told
            })
        }
    }
}

fn is_selector(text: &str) -> bool {
    (1..=60).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

fn is_domain(text: &str) -> bool {
    crate::config::Sender::parse(&format!("x@{text}")).is_some()
}

/// A record as a zone file has it: a text of more than 255 bytes stands there in pieces (RFC 1035, section 3.3).
pub(super) fn zone_line(name: &str, text: &str) -> String {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, more) = rest.split_at_checked(255).unwrap_or((rest, ""));
        pieces.push(format!("\"{piece}\""));
        rest = more;
    }
    match pieces.as_slice() {
        [one] => format!("{name}. IN TXT {one}\n"),
        several => format!("{name}. IN TXT ( {} )\n", several.join("\n    ")),
    }
}

fn write(out: &Path, pem: &str) -> Result<()> {
    let cause_of = |cause: std::io::Error| match cause.kind() {
        std::io::ErrorKind::AlreadyExists => Error::invalid(format!(
            "{} is there already. Give the new key a new selector and a new file.",
            out.display()
        )),
        _ => Error::unavailable(format!("{} can't be written.", out.display())).with_source(cause),
    };
    let mut file = std::fs::File::options().write(true).create_new(true).mode(0o600).open(out).map_err(cause_of)?;
    file.write_all(pem.as_bytes()).and_then(|()| file.sync_all()).map_err(cause_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_record_stands_in_pieces() {
        assert_eq!(zone_line("s._domainkey.x.example", "v=DKIM1"), "s._domainkey.x.example. IN TXT \"v=DKIM1\"\n");
        let long = zone_line("s._domainkey.x.example", &"a".repeat(300));
        assert!(long.contains(&format!("( \"{}\"\n    \"{}\" )", "a".repeat(255), "a".repeat(45))), "{long}");
    }
}
