//! `smilecard mail list`: what came in and what became of it, newest first, for whoever runs the service.

use super::exit;
use super::open::open;
use crate::domain::mask::visible;
use crate::error::{Error, Result};
use crate::services::letters_in;
use crate::store::{inbound_list, letter_readings, organisations};
use clap::Args;
use std::path::Path;

/// What a letter can have become.
const STATES: [&str; 9] =
    ["stored", "card", "look", "letter", "mailed", "duplicate", "machine", "refused", "unreadable"];

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Only this organisation's, by its slug
    #[arg(long)]
    organisation: Option<String>,
    /// Only what became this: stored (waits to be read), card, letter (a further one of a card), duplicate, machine,
    /// refused, unreadable
    #[arg(long, value_parser = STATES)]
    state: Option<String>,
    /// At most so many of each organisation
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=10_000))]
    limit: i64,
}

pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> Result<()> {
    let app = open(file)?;
    let lines = app.database.read(|connection| {
        let houses = match &arguments.organisation {
            Some(slug) => vec![organisations::by_slug(connection, slug)?],
            None => organisations::all(connection)?,
        };
        let mut lines = String::new();
        for house in houses {
            for row in inbound_list::newest(connection, house.id, arguments.state.as_deref(), arguments.limit)? {
                let reading = letter_readings::by_id(connection, house.id, row.id)?;
                let why = match (&reading, &row.reason) {
                    (Some(reading), _) if !reading.accepted => letters_in::sentence(&reading.code).to_owned(),
                    (_, reason) => reason.clone().unwrap_or_default(),
                };
                let subject = reading.map(|reading| reading.subject).unwrap_or_default();
                let at = crate::store::columns::moment(row.received_at)?;
                let fields = [&house.slug, &row.state, &row.recipient, &row.sender, &subject, &why];
                let fields: Vec<_> = fields.iter().map(|field| visible(field)).collect();
                lines.push_str(&format!("{}\t{at:.0}\t{}\n", row.id, fields.join("\t")));
            }
        }
        Ok::<_, Error>(lines)
    })?;
    exit::answer(&lines)
}
