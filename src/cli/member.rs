//! `smilecard member add`: adds somebody who signs in and prints their first link.

use super::{exit, open};
use crate::domain::Role;
use crate::error::{Error, Result};
use crate::services::members::{self, NewMember};
use crate::services::sign_in;
use crate::services::subscriptions::{self, NewSubscription};
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
}

pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> Result<()> {
    let Action::Add { organisation, email, name, admin, auditor, team, zone, no_letter } = &arguments.action;
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
    let app = open(file)?;
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
