//! The frame of pages for people who are signed in: where they can go, and in which days they read.

use super::session::who::SignedIn;
use super::shell::{NavItem, Shell};
use super::state::State;
use crate::domain::{Role, calendar};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Where somebody's own first page is.
pub fn home(person: &SignedIn) -> &'static str {
    match person.viewer.role {
        Role::Admin | Role::Manager | Role::Auditor => "/inbox",
        Role::Agent => "/me",
    }
}

/// The frame of the page at `here`.
pub fn shell(state: &State, person: &SignedIn, organisation: &str, here: &str) -> Shell {
    let mut nav = Vec::new();
    let mut entry = |label: &str, href: &str| {
        nav.push(NavItem { label: label.to_owned(), href: href.to_owned(), current: href == here });
    };
    if home(person) == "/inbox" {
        entry("Inbox", "/inbox");
        entry("Your letters", "/letters");
        entry("Report", "/report");
        entry("Links", "/links");
        entry("Learnt", "/learnt");
        entry("Not accepted", "/not-accepted");
    }
    match person.viewer.role {
        Role::Admin => {
            entry("Letters", "/outbox");
            entry("Who read whom", "/reads");
            entry("Settings", "/settings");
        }
        Role::Auditor => {
            entry("Letters", "/outbox");
            entry("Who read whom", "/reads");
        }
        Role::Manager | Role::Agent => {}
    }
    if person.viewer.agent.is_some() {
        entry("Your cards", "/me");
    }
    Shell {
        home: home(person).to_owned(),
        nav_label: "Main".to_owned(),
        nav,
        person: Some(person.viewer.name.clone()),
        sign_out: Some("/sign-out".to_owned()),
        ..Shell::public(organisation, &state.stylesheet.href, &person.csrf)
    }
}

/// The days of a reader.
#[derive(Clone, Debug)]
pub struct Days {
    zone: TimeZone,
    /// The present moment.
    pub now: Timestamp,
}

impl Days {
    /// The days of whoever is signed in. A zone that has gone from the tables reads as UTC rather than not at all.
    pub fn of(person: &SignedIn, now: Timestamp) -> Self {
        Self { zone: calendar::zone(&person.viewer.zone).unwrap_or(TimeZone::UTC), now }
    }

    /// The days of another zone.
    pub fn within(zone: TimeZone, now: Timestamp) -> Self {
        Self { zone, now }
    }

    /// The reader's zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// A moment as the reader's clock shows it.
    pub fn local(&self, moment: Timestamp) -> DateTime {
        moment.to_zoned(self.zone.clone()).datetime()
    }

    /// The reader's today.
    pub fn today(&self) -> Date {
        self.local(self.now).date()
    }
}
