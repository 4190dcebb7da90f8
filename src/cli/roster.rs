//! `smilecard roster import FILE.csv [--dry-run]`, `roster export`, `roster links`.

use super::exit;
use super::open::open;
use crate::domain::roster_file;
use crate::error::{Error, Result};
use crate::services::roster;
use crate::store::{forms, organisations, roster as stored};
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
    /// semicolons. A column active_from may be there: the day on which somebody starts, as 2026-12-01. Whoever is missing from the file is archived: old cards keep naming them, new ones don't. A row that
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
    /// Write the roster in force into a CSV file that can be imported again
    ///
    /// Example: smilecard roster export --organisation larkspur > roster.csv
    Export {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
    },
    /// Print the links of the agents' own forms; a card left there is about that agent
    Links {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// The form [default: the organisation's first]
        #[arg(long)]
        form: Option<String>,
        /// Give this agent (the id in the CSV file) a new link; the old one stops working at once
        #[arg(long, value_name = "ID")]
        rotate: Option<String>,
    },
}

pub(super) fn run(arguments: &Arguments, configuration: Option<&Path>) -> Result<()> {
    match &arguments.action {
        Action::Import { file, organisation, dry_run } => import(file, organisation, *dry_run, configuration),
        Action::Export { organisation } => {
            let app = open(configuration)?;
            let rows = app.database.read(|connection| {
                let organisation = organisations::by_slug(connection, organisation)?;
                roster::current(connection, organisation.id)
            })?;
            exit::answer(&String::from_utf8_lossy(&roster_file::write(&rows)))
        }
        Action::Links { organisation, form, rotate } => {
            links(organisation, form.as_deref(), rotate.as_deref(), configuration)
        }
    }
}

fn links(slug: &str, form: Option<&str>, rotate: Option<&str>, configuration: Option<&Path>) -> Result<()> {
    let app = open(configuration)?;
    let (slug, form, rotate) = (slug.to_owned(), form.unwrap_or(slug).to_owned(), rotate.map(str::to_owned));
    let url = app.public_url().to_owned();
    let lines = app.database.write(move |connection| {
        let organisation = organisations::by_slug(connection, &slug)?;
        let form = forms::by_slug(connection, &form)
            .ok()
            .filter(|known| known.organisation_id == organisation.id)
            .ok_or_else(|| Error::not_found(format!("This organisation has no form \"{form}\".")))?;
        if let Some(id) = rotate {
            let agents = stored::agents_of(connection, organisation.id)?;
            let agent = agents.iter().find(|agent| agent.external_id == id);
            let agent =
                agent.ok_or_else(|| Error::not_found(format!("The roster has nobody with the id \"{id}\".")))?;
            roster::rotate_link(connection, organisation.id, agent.id)?;
        }
        let agents = stored::agents_of(connection, organisation.id)?;
        let active = agents.into_iter().filter(|agent| agent.archived_at.is_none());
        Ok(active
            .map(|agent| {
                format!("{}\t{}\t{url}/f/{}/a/{}\n", agent.external_id, agent.name, form.slug, agent.link_token)
            })
            .collect::<String>())
    })?;
    exit::answer(&lines)
}

fn import(file: &Path, organisation: &str, dry_run: bool, configuration: Option<&Path>) -> Result<()> {
    let bytes = std::fs::read(file)
        .map_err(|cause| Error::invalid(format!("{} can't be read.", file.display())).with_source(cause))?;
    let rows = roster_file::read(&bytes)?;
    let app = open(configuration)?;
    let (now, slug) = (app.clock.now(), organisation.to_owned());
    if dry_run {
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
