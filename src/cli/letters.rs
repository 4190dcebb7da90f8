//! `smilecard letters preview`.

use super::exit;
use crate::config::Sender;
use crate::error::{Error, Result};
use crate::mail::{Outgoing, message};
use crate::services::letter_samples::{DIGEST, Samples, names};
use clap::{Args, Subcommand, ValueEnum};
use std::fmt::Write as _;

/// Whose service the samples are of.
const URL: &str = "https://cards.larkspur.example";

/// Those that carry the link to be rid of them.
const STOPPABLE: [&str; 5] = [DIGEST, "alert", "alerts", "praise", "praises"];

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show a letter with sample data; without --letter, list all of them with their subjects
    ///
    /// Needs no database. A weekly letter about your own cards: smilecard digest preview.
    ///
    /// Example: smilecard letters preview --letter praise --language de --format text
    Preview {
        /// Which letter
        #[arg(long, value_name = "NAME")]
        letter: Option<String>,
        /// In which language
        #[arg(long, default_value = "en")]
        language: String,
        /// What to print of it
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// The HTML part
    Html,
    /// The plain-text part
    Text,
    /// The whole message
    Eml,
}

pub(super) fn run(arguments: &Arguments) -> Result<()> {
    let Action::Preview { letter, language, format } = &arguments.action;
    let samples = Samples::built_in()?;
    let Some(name) = letter else { return list(&samples, language) };
    let letter = samples.letter(name, language, URL)?;
    match format {
        Format::Html => exit::answer(&letter.html),
        Format::Text => exit::answer(&format!("{}\n\n{}", letter.subject, letter.text)),
        Format::Eml => {
            let from = Sender::parse("Smilecard at Larkspur Mobile <cards@larkspur.example>")
                .ok_or_else(|| Error::internal("The sample has no sender."))?;
            let outgoing = Outgoing {
                id: uuid::Uuid::nil(),
                to_name: "Ruth Calder".to_owned(),
                to_address: "ruth@larkspur.example".to_owned(),
                subject: letter.subject,
                text: letter.text,
                html: Some(letter.html),
                list_id: None,
                unsubscribe_url: STOPPABLE
                    .contains(&name.as_str())
                    .then(|| format!("{URL}/stop/7QK2M4ZD9XW1T8RB3NCF5GHJ6P")),
                written_at: jiff::Timestamp::UNIX_EPOCH,
                return_path: None,
                reply_to: None,
                in_reply_to: None,
                personal: name == "answer",
            };
            exit::answer(&String::from_utf8_lossy(&message(&outgoing, &from)?.formatted()))
        }
    }
}

fn list(samples: &Samples, language: &str) -> Result<()> {
    let mut said = String::new();
    for name in names() {
        let _ = writeln!(said, "{name:<15}{}", samples.letter(name, language, URL)?.subject);
    }
    let languages: Vec<String> = samples.languages()?.into_iter().map(|(code, _)| code).collect();
    let _ = writeln!(said, "\nOne of them: --letter {DIGEST}. Languages: {}.", languages.join(", "));
    exit::answer(&said)
}
