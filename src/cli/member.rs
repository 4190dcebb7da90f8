//! `smilecard member …`: who signs in, and as what. `add` and `link` print a link that signs in once.

use super::exit;
use super::open::open;
use crate::app::App;
use crate::domain::Role;
use crate::domain::email_address::EmailAddress;
use crate::error::{Error, Result};
use crate::services::members::{self, NewMember};
use crate::services::subscriptions::{self, NewSubscription};
use crate::services::{second_factor, sign_in};
use crate::store::members::{self as store, MemberRow};
use crate::store::{AnyConnection, organisations};
use clap::{Args, Subcommand};
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Add a member and print a link that signs them in once
    ///
    /// Example: smilecard member add --organisation larkspur --email ruth@larkspur.example --name "Ruth Calder" --team "Billing line"
    Add {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// Address
        #[arg(long)]
        email: String,
        /// Name as colleagues know it
        #[arg(long)]
        name: String,
        /// Make them an admin, who sees and sets up everything
        #[arg(long, conflicts_with_all = ["auditor", "team"])]
        admin: bool,
        /// Make them an auditor, who reads everything and changes nothing
        #[arg(long, conflicts_with = "team")]
        auditor: bool,
        /// A team that they lead; give it once for each team
        #[arg(long)]
        team: Vec<String>,
        /// IANA time zone in which they read dates [default: the organisation's]
        #[arg(long)]
        zone: Option<String>,
        /// Don't send them the weekly letter (Mondays at 7:00 in their zone)
        #[arg(long)]
        no_letter: bool,
    },
    /// List the members: address, name, role, teams, second step, disabled or not
    List {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
    },
    /// Print a link that signs a member in once, when no letter reaches them
    Link(Whom),
    /// Keep a member from signing in, and end all their sessions
    Disable(Whom),
    /// Let a member sign in again
    Enable(Whom),
    /// Change what a member may do; they sign in anew
    ///
    /// Example: smilecard member role --organisation larkspur --email ruth@larkspur.example --manager --team "Billing line"
    Role {
        #[command(flatten)]
        whom: Whom,
        #[command(flatten)]
        role: NewRole,
        /// A team that they lead; give it once for each team
        #[arg(long, requires = "manager")]
        team: Vec<String>,
    },
    /// Take a member's second step away, when phone and recovery codes are lost; they set up a new one
    ResetSecondStep(Whom),
}

#[derive(Debug, Args)]
struct Whom {
    /// The organisation's slug
    #[arg(long)]
    organisation: String,
    /// Their address
    #[arg(long)]
    email: String,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct NewRole {
    /// Sets everything up, sees everything
    #[arg(long)]
    admin: bool,
    /// Looks after the cards of their teams
    #[arg(long)]
    manager: bool,
    /// Reads everything, changes nothing
    #[arg(long)]
    auditor: bool,
    /// Sees their own page only; for somebody on the roster
    #[arg(long)]
    agent: bool,
}

impl NewRole {
    fn role(&self) -> Role {
        match (self.admin, self.manager, self.auditor) {
            (true, _, _) => Role::Admin,
            (_, true, _) => Role::Manager,
            (_, _, true) => Role::Auditor,
            _ => Role::Agent,
        }
    }
}

/// Does something to a member who is named by their address.
fn to_one<T: Send + 'static>(
    app: &App,
    whom: &Whom,
    act: impl FnOnce(&mut AnyConnection, MemberRow) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (organisation, email) = (whom.organisation.clone(), EmailAddress::parse(&whom.email)?.key());
    app.database.write(move |connection| {
        let organisation = organisations::by_slug(connection, &organisation)?;
        let member = store::by_email(connection, organisation.id, &email)?
            .ok_or_else(|| Error::not_found(format!("{} has no member {email}.", organisation.name)))?;
        act(connection, member)
    })
}

pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> Result<()> {
    let app = open(file)?;
    let (now, lifetimes) = (app.clock.now(), app.lifetimes());
    match &arguments.action {
        Action::Add { .. } => add(&app, &arguments.action),
        Action::List { organisation } => list(&app, organisation),
        Action::Link(whom) => {
            let token = to_one(&app, whom, move |connection, member| {
                if member.disabled_at.is_some() {
                    return Err(Error::invalid(format!("{} is disabled: smilecard member enable", member.email)));
                }
                sign_in::new_link(connection, &member, lifetimes, now)
            })?;
            exit::answer(&format!(
                "This link signs them in once, within {} minutes:\n\n  {}\n",
                lifetimes.link.as_mins(),
                sign_in::link(app.public_url(), &token)
            ))
        }
        Action::Disable(whom) => {
            let row = to_one(&app, whom, move |connection, row| {
                members::disable(connection, row.organisation_id, row.id, now)
            })?;
            exit::answer(&format!("{} can't sign in any more. What they did keeps their name.\n", row.name))
        }
        Action::Enable(whom) => {
            let row = to_one(&app, whom, |connection, row| members::enable(connection, row.organisation_id, row.id))?;
            exit::answer(&format!("{} can sign in again.\n", row.name))
        }
        Action::Role { whom, role, team } => {
            let (role, team) = (role.role(), team.clone());
            to_one(&app, whom, move |connection, row| {
                members::set_role(connection, row.organisation_id, row.id, (role, &team), now)
            })?;
            exit::answer("Changed. They sign in anew.\n")
        }
        Action::ResetSecondStep(whom) => {
            let had = to_one(&app, whom, move |connection, row| {
                second_factor::reset(connection, (row.organisation_id, row.id), now)
            })?;
            exit::answer(if had {
                "Taken away, and all their sessions ended. They set up a new one when they next sign in.\n"
            } else {
                "They had none. All their sessions ended.\n"
            })
        }
    }
}

fn list(app: &App, organisation: &str) -> Result<()> {
    let listed = app.database.read(|connection| {
        let organisation = organisations::by_slug(connection, organisation)?;
        members::list(connection, organisation.id)
    })?;
    let lines: String = listed
        .iter()
        .map(|one| {
            let second = if one.second_factor { "second step" } else { "" };
            let state = if one.row.disabled_at.is_some() { "disabled" } else { "" };
            let (row, teams) = (&one.row, one.teams.join(", "));
            format!("{}\t{}\t{}\t{teams}\t{second}\t{state}\n", row.email, row.name, row.role.word())
        })
        .collect();
    exit::answer(if lines.is_empty() { "Nobody signs in yet: smilecard member add --help\n" } else { &lines })
}

fn add(app: &App, action: &Action) -> Result<()> {
    let Action::Add { organisation, email, name, admin, auditor, team, zone, no_letter } = action else {
        return Ok(());
    };
    let role = match (admin, auditor) {
        (true, _) => Role::Admin,
        (_, true) => Role::Auditor,
        _ => Role::Manager,
    };
    if role == Role::Manager && team.is_empty() {
        return Err(Error::invalid("Say which team they lead (--team NAME), or make them an --admin or --auditor."));
    }
    // An auditor looks when there is a reason to; everybody else wants to know how the week was.
    let letter = !no_letter && role != Role::Auditor;
    let (now, lifetimes) = (app.clock.now(), app.lifetimes());
    let (organisation, email, name, team, zone) =
        (organisation.clone(), email.clone(), name.clone(), team.clone(), zone.clone());
    let token = app.database.write(move |connection| {
        let organisation = organisations::by_slug(connection, &organisation)?;
        let zone = zone.as_deref().unwrap_or(&organisation.zone);
        let new = NewMember { email: &email, name: &name, role, zone, teams: &team, agent: None };
        let member = members::add(connection, organisation.id, &new, now)?;
        if letter {
            let wanted = NewSubscription { member: Some(member.id), ..NewSubscription::default() };
            subscriptions::create(connection, organisation.id, &wanted, now)?;
        }
        sign_in::new_link(connection, &member, lifetimes, now)
    })?;
    exit::answer(&format!(
        "Added{}. This link signs them in once, within {} minutes:\n\n  {}\n",
        if letter { ", with the weekly letter on Mondays at 7:00" } else { "" },
        lifetimes.link.as_mins(),
        sign_in::link(app.public_url(), &token)
    ))
}
