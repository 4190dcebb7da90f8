//! The pages of whoever sets the organisation up: the organisation itself, its working hours, forms, addresses for mail, members, teams, the staff list, the first
//! steps; and for auditors, too, who read whose identity. The extractor lets nobody else in.

mod act_row;
pub mod acts;
pub mod agents;
pub mod agents_page;
pub mod first_steps;
pub mod forms;
pub mod forms_page;
pub mod held;
pub mod hours;
pub mod keeping;
pub mod leaving;
pub mod logo;
pub mod mail;
pub mod mail_page;
pub mod members;
pub mod organisation;
pub mod pages;
pub mod reads;
pub mod staff;
pub mod teams;

use super::answer::see;
use super::frame;
use super::session::who::CurrentAdmin;
use super::session::who::SignedIn;
use super::state::State;
use crate::domain::urls::encoded;
use crate::error::Result;
use crate::services::access;
use crate::services::agent_acts::Actor;
use crate::store::AnyConnection;
use actix_web::HttpResponse;
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
            tab("What is held", "/settings/held"),
            tab("What is kept", "/settings/keeping"),
        ],
        done: done.map(str::to_owned),
        error: None,
    }
}

/// Back to the first page of the settings, with what was done and the picture that it can be undone to.
fn see_settings(done: &str, logo: Option<&str>) -> HttpResponse {
    see(&match logo {
        Some(logo) => format!("/settings?done={done}&logo={}", encoded(logo)),
        None => format!("/settings?done={done}"),
    })
}

/// Makes a change of the roster as this admin; the next card is read with it.
async fn made<T: Send + 'static>(
    state: &State,
    person: &CurrentAdmin,
    act: impl FnOnce(&mut AnyConnection, Actor) -> Result<T> + Send + 'static,
) -> Result<T> {
    let viewer = person.0.viewer.clone();
    let done = state
        .database
        .write_async(move |connection| {
            access::may_set_up(&viewer)?;
            act(connection, Actor { organisation: viewer.organisation, member: Some(viewer.member) })
        })
        .await?;
    state.directory.doubt(person.0.viewer.organisation);
    (state.ring)();
    Ok(done)
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
