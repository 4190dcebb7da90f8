//! `smilecard roster import FILE.csv [--dry-run]`.

use super::{exit, open};
use crate::domain::roster_file;
use crate::error::{Error, Result};
use crate::services::roster;
use crate::store::organisations;
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Bring the roster in line with a CSV file and show what changes
    ///
    /// The file has the columns id,name,nicknames,code,email,team,location in any order; nicknames are separated by
    /// semicolons. Whoever is missing from the file is archived: old cards keep naming them, new ones don't. A row that
    /// can't be read is named with its line, and nothing is written.
    Import {
        /// The CSV file
        file: PathBuf,
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// Only show what would change
        #[arg(long)]
        dry_run: bool,
    },
}

pub(super) fn run(arguments: &Arguments, configuration: Option<&Path>) -> Result<()> {
    let Action::Import { file, organisation, dry_run } = &arguments.action;
    let bytes = std::fs::read(file)
        .map_err(|cause| Error::invalid(format!("{} can't be read.", file.display())).with_source(cause))?;
    let rows = roster_file::read(&bytes)?;
    let app = open(configuration)?;
    let (now, slug) = (app.clock.now(), organisation.clone());
    if *dry_run {
        let change = app.database.read(|connection| {
            let organisation = organisations::by_slug(connection, &slug)?;
            roster::difference(connection, organisation.id, &rows)
        })?;
        return exit::answer(&format!("{change}\nNothing was written. Run it again without --dry-run to import.\n"));
    }
    let change = app.database.write(move |connection| {
        let organisation = organisations::by_slug(connection, &slug)?;
        roster::import(connection, organisation.id, &rows, now)
    })?;
    exit::answer(&format!("{change}\nImported.\n"))
}
