//! `smilecard mail reparse`: reads stored letters again, in small transactions, while the service may be running.

use super::exit;
use super::open::open;
use crate::domain::calendar;
use crate::error::{Error, Result};
use crate::services::letters_in::Again;
use crate::services::reparse::{self, Progress};
use crate::store::organisations::{self, OrganisationRow};
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::Path;

/// Letters of one look; each is written in a transaction of its own.
const BATCH: i64 = 100;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Letters that came in on this day or later, by the organisation's calendar: 2026-11-01
    #[arg(long, value_name = "DATE")]
    since: Date,
    /// Only this organisation's, by its slug
    #[arg(long)]
    organisation: Option<String>,
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> Result<()> {
    let app = open(file)?;
    let wanted = arguments.organisation.clone();
    let houses: Vec<OrganisationRow> = app.database.read(|connection| match &wanted {
        Some(slug) => Ok(vec![organisations::by_slug(connection, slug)?]),
        None => organisations::all(connection),
    })?;
    for organisation in houses {
        let since = beginning(arguments.since, &organisation)?;
        let progress = one(&app, &organisation, since, arguments.dry_run)?;
        let would = if arguments.dry_run { "would change" } else { "changed" };
        exit::answer(&format!(
            "{}: {} read again, {} {would}, {} became cards\n",
            organisation.slug, progress.read, progress.changed, progress.made
        ))?;
    }
    Ok(())
}

/// Midnight of the day, where the organisation is.
fn beginning(day: Date, organisation: &OrganisationRow) -> Result<Timestamp> {
    let zone = calendar::zone(&organisation.zone)?;
    day.to_zoned(zone)
        .map(|midnight| midnight.timestamp())
        .map_err(|cause| Error::invalid("This day is out of range.").with_source(cause))
}

fn one(app: &crate::app::App, organisation: &OrganisationRow, since: Timestamp, dry: bool) -> Result<Progress> {
    let (mut progress, mut after) = (Progress::default(), None);
    let rules = app.rules();
    loop {
        let ids = app.database.read(|connection| reparse::batch(connection, organisation.id, since, after, BATCH))?;
        let Some(last) = ids.last().copied() else { return Ok(progress) };
        for id in ids {
            let now = app.clock.now();
            let opened = app.database.read(|connection| reparse::open(connection, &rules, organisation.id, id))?;
            let house = app.directory.house(&app.database, organisation.id, now)?;
            let again: Again = if dry {
                app.database.read(|connection| reparse::apply(connection, opened, &house, true, now))?
            } else {
                app.database.write(move |connection| reparse::apply(connection, opened, &house, false, now))?
            };
            progress.count(again);
        }
        exit::note(&format!("{}: {} read again so far", organisation.slug, progress.read));
        after = Some(last);
    }
}
