//! `smilecard learnt list | remove`: what managers' corrections have taught, for whoever has no browser at hand.

use super::exit;
use super::open::open;
use crate::domain::ids::MemberId;
use crate::domain::{Role, Viewer};
use crate::error::Result;
use crate::services::directory::House;
use crate::services::learnt::{self, LearntLine, State};
use crate::store::organisations;
use clap::{Args, Subcommand};
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List every name that was learnt: the name, what follows from it, and whom it means how often
    List {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
    },
    /// Forget what was learnt of a name
    Remove {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// The name, as `list` prints it
        name: String,
    },
}

pub(super) fn run(arguments: &Arguments, configuration: Option<&Path>) -> Result<()> {
    let app = open(configuration)?;
    match &arguments.action {
        Action::List { organisation } => {
            let lines = app.database.read(|connection| {
                let organisation = organisations::by_slug(connection, organisation)?;
                let (viewer, house) = (operator(organisation.id), House::read(connection, organisation.id)?);
                let mut lines = String::new();
                let mut after = None;
                loop {
                    let page = learnt::page(connection, &viewer, &house, after.as_deref())?;
                    lines.extend(page.lines.iter().map(line));
                    after = page.after;
                    if after.is_none() {
                        break Ok(lines);
                    }
                }
            })?;
            exit::answer(if lines.is_empty() { "Nothing is learnt yet.\n" } else { &lines })
        }
        Action::Remove { organisation, name } => {
            let (slug, form, now) = (organisation.clone(), learnt::key(name), app.clock.now());
            app.database.write(move |connection| {
                let organisation = organisations::by_slug(connection, &slug)?;
                learnt::forget(connection, &operator(organisation.id), &form, now)
            })?;
            exit::answer(&format!("\"{name}\" is forgotten.\n"))
        }
    }
}

fn line(line: &LearntLine) -> String {
    let state = match line.state {
        State::Tags => "tags",
        State::Asks | State::AsksBeside => "asks",
        State::Nobody => "nobody",
        State::Read => "read",
        State::Weighs => "weighs",
    };
    let counted = |(name, times): &(String, u32), sign: &str| format!("{sign}{name} ({times})");
    let mut told: Vec<String> = line.means.iter().map(|one| counted(one, "")).collect();
    told.extend(line.not.iter().map(|one| counted(one, "not ")));
    if line.nobody > 0 {
        told.push(format!("nobody ({})", line.nobody));
    }
    format!("{}\t{state}\t{}\n", line.surface, told.join(", "))
}

/// Whoever has the database may do all.
fn operator(organisation: crate::domain::ids::OrganisationId) -> Viewer {
    Viewer {
        organisation,
        member: MemberId::from_uuid(uuid::Uuid::nil()),
        name: "The operator".to_owned(),
        email: String::new(),
        role: Role::Admin,
        zone: "UTC".to_owned(),
        teams: Vec::new(),
        agent: None,
    }
}
