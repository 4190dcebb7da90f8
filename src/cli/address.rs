//! `smilecard address add | list | remove | separator`: the addresses that take an organisation's letters.

use super::exit;
use super::open::open;
use crate::error::Result;
use crate::services::mail_addresses;
use clap::{Args, Subcommand};
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Take letters to a further address; with --form or --agent, its cards belong to that form or agent
    ///
    /// Example: smilecard address add maria@larkspur.example --organisation larkspur --agent A7
    Add {
        /// The address
        address: String,
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// The form's slug
        #[arg(long)]
        form: Option<String>,
        /// The agent's id in the roster
        #[arg(long)]
        agent: Option<String>,
    },
    /// List the addresses, the organisation's own first
    List {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
    },
    /// Take no more letters to a further address
    Remove {
        /// The address
        address: String,
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
    },
    /// Say what your mail server puts between an address and its tag: + (where nothing is said), -, =, _ or #
    Separator {
        /// The character
        separator: char,
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
    },
}

pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> Result<()> {
    let app = open(file)?;
    let now = app.clock.now();
    match &arguments.action {
        Action::Add { address, organisation, form, agent } => {
            let (address, organisation) = (address.clone(), organisation.clone());
            let (form, agent) = (form.clone(), agent.clone());
            let row = app.database.write(move |connection| {
                mail_addresses::add(connection, &organisation, &address, form.as_deref(), agent.as_deref(), now)
            })?;
            exit::answer(&format!("Letters to {} are taken. Your mail server must hand them over, too.\n", row.address))
        }
        Action::List { organisation } => {
            let rows = app.database.read(|connection| mail_addresses::list(connection, organisation))?;
            let lines: String = rows
                .iter()
                .map(|row| {
                    let (form, agent) = (row.form.as_deref().unwrap_or("-"), row.agent.as_deref().unwrap_or("-"));
                    format!("{}\t{form}\t{agent}\n", row.address)
                })
                .collect();
            exit::answer(&lines)
        }
        Action::Remove { address, organisation } => {
            let (address, organisation) = (address.clone(), organisation.clone());
            app.database.write(move |connection| mail_addresses::remove(connection, &organisation, &address))
        }
        Action::Separator { separator, organisation } => {
            let (separator, organisation) = (*separator, organisation.clone());
            app.database.write(move |connection| mail_addresses::set_separator(connection, &organisation, separator))
        }
    }
}
