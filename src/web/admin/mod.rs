//! The pages of whoever sets the organisation up: the organisation itself, its working hours, forms, addresses for mail, members, teams, the staff list, the first
//! steps; and for auditors, too, who read whose identity. The extractor lets nobody else in.

pub mod first_steps;
pub mod forms;
pub mod forms_page;
pub mod hours;
pub mod keeping;
pub mod mail;
pub mod mail_page;
pub mod members;
pub mod organisation;
pub mod pages;
pub mod reads;
pub mod staff;
pub mod teams;

use super::frame;
use super::session::who::SignedIn;
use super::state::State;
use pages::{Head, Tab};

/// The tabs of the settings, with the organisation's frame around them.
fn head(state: &State, person: &SignedIn, organisation: &str, here: &str, done: Option<&str>) -> Head {
    let tab = |label: &str, href: &str| Tab { label: label.to_owned(), href: href.to_owned(), current: href == here };
    Head {
        shell: frame::shell(state, person, organisation, "/settings"),
        tabs: vec![
            tab("Organisation", "/settings"),
            tab("Working hours", "/settings/hours"),
            tab("Forms", "/settings/forms"),
            tab("Mail addresses", "/settings/mail"),
            tab("Members", "/settings/members"),
            tab("Teams", "/settings/teams"),
            tab("Staff list", "/settings/staff"),
            tab("What is kept", "/settings/keeping"),
        ],
        done: done.map(str::to_owned),
        error: None,
    }
}

/// What a form sent: fields in their order, some more than once.
struct Fields(Vec<(String, String)>);

impl Fields {
    /// The first of this name; empty if there is none.
    fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    /// All of this name.
    fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.clone()).collect()
    }
}
