//! `smilecard praise verify | key`.

use super::exit;
use super::open::open;
use crate::error::{Error, Result};
use crate::services::take_home;
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
    /// Check a copy of praise that an agent took home: whose it is, and that nothing was changed
    ///
    /// Without --key, the copy is compared with the keys of this database's organisations.
    ///
    /// Example: smilecard praise verify praise.json
    Verify {
        /// The file, as it was saved from the agent's page
        file: PathBuf,
        /// The public key that it must be signed with, as `smilecard praise key` prints it
        #[arg(long)]
        key: Option<String>,
    },
    /// Print the public key that an organisation's copies are signed with
    Key {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
    },
}

pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> Result<()> {
    match &arguments.action {
        Action::Verify { file: path, key } => {
            let text = std::fs::read_to_string(path)
                .map_err(|cause| Error::invalid(format!("{} can't be read.", path.display())).with_source(cause))?;
            let copy = take_home::verify(&text)?;
            let signer = match key {
                Some(key) if *key == copy.key => "the key that you gave".to_owned(),
                Some(_) => return Err(Error::invalid("It is signed, but not with the key that you gave.")),
                None => {
                    let app = open(file)?;
                    let here = app.database.read(|connection| take_home::signed_here(connection, &app.key, &copy))?;
                    here.ok_or_else(|| {
                        Error::invalid(format!(
                            "It is unchanged, but signed with a key that is none of this database's: {}",
                            copy.key
                        ))
                    })?
                }
            };
            exit::answer(&format!(
                "True: signed by {signer}, and unchanged since.\n  Praise for {} of {}, made on {}, {} cards\n",
                copy.said.name,
                copy.said.organisation,
                copy.said.made,
                copy.said.cards.len()
            ))
        }
        Action::Key { organisation } => {
            let app = open(file)?;
            let row = app.database.read(|connection| organisations::by_slug(connection, organisation))?;
            exit::answer(&format!("{}\n", take_home::public_key(&app.key, row.id)?))
        }
    }
}
