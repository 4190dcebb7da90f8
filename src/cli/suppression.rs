//! `smilecard suppression list | lift`: the addresses to which nothing is sent, because letters came back from them.

use super::exit;
use super::open::open;
use crate::domain::mask::visible;
use crate::error::{Error, Result};
use crate::services::suppressed;
use crate::store::columns::moment;
use crate::store::{organisations, suppressions};
use clap::{Args, Subcommand};
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List them: address, since when, why
    List {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
    },
    /// Send to an address again
    Lift {
        /// The address
        address: String,
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
    },
}

/// More than anybody reads; a list this long says that something is wrong with the relay.
const MOST: i64 = 10_000;

pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> Result<()> {
    let app = open(file)?;
    match &arguments.action {
        Action::List { organisation } => {
            let lines = app.database.read(|connection| {
                let house = organisations::by_slug(connection, organisation)?;
                let mut lines = String::new();
                for row in suppressions::list(connection, house.id, MOST)? {
                    let since = moment(row.suppressed_at.unwrap_or(row.last_at))?;
                    lines.push_str(&format!("{}\t{since:.0}\t{}\n", visible(&row.address), suppressed::why(&row)));
                }
                Ok::<_, Error>(lines)
            })?;
            exit::answer(if lines.is_empty() { "Nothing is suppressed.\n" } else { &lines })
        }
        Action::Lift { address, organisation } => {
            let (given, house) = (address.clone(), organisation.clone());
            let was = app.database.write(move |connection| suppressed::lift(connection, &house, &given))?;
            if was {
                return exit::answer(&format!("Letters go to {address} again.\n"));
            }
            Err(Error::not_found(format!("{address} is not suppressed.")))
        }
    }
}
