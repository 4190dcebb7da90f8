//! `smilecard retention --dry-run`: what the next hour's forgetting would take, class by class. `serve` does it by itself.

use super::exit;
use super::open::open;
use crate::error::{Error, Result};
use crate::services::retention;
use crate::store::organisations;
use clap::Args;
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Only count; forgetting is done by serve, once an hour
    #[arg(long, required = true)]
    dry_run: bool,
}

pub(super) fn run(_: &Arguments, file: Option<&Path>) -> Result<()> {
    let app = open(file)?;
    let now = app.clock.now();
    let lines = app.database.read(|connection| {
        let mut lines = String::from("organisation\tcontacts\tletters\tnot accepted\tcards\tdigests\tsent letters\n");
        for house in organisations::all(connection)? {
            let due = retention::due(connection, house.id, now)?;
            let figures = [due.contacts, due.letters, due.apart, due.cards, due.digests, due.outbox]
                .map(|count| count.to_string());
            lines.push_str(&format!("{}\t{}\n", house.slug, figures.join("\t")));
        }
        Ok::<_, Error>(lines)
    })?;
    exit::answer(&lines)
}
