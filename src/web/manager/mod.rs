//! The manager's pages: the inbox, one card and what is done about it, what was learnt, letters.

mod asked;
pub mod bulk;
pub mod card;
pub mod card_list;
pub mod card_page;
pub mod card_view;
pub mod change;
pub mod changes;
pub mod closure;
pub mod done;
pub mod filters;
pub mod inbox;
pub mod inbox_page;
pub mod inbox_view;
pub mod learnt;
pub mod learnt_page;
pub mod letters;
pub mod links;
pub mod links_page;
pub mod looks;
pub mod looks_page;
pub mod not_accepted;
pub mod not_accepted_page;
pub mod not_me;
mod not_me_view;
pub mod outbox;
pub mod outbox_page;
pub mod people;
pub mod people_page;
pub mod post_page;
pub mod qr;
pub mod release;
pub mod replies;
pub mod report;
pub mod report_page;
pub mod report_view;
pub mod search_form;
pub mod subscriptions;
pub mod subscriptions_page;
mod tabs;
pub mod tags;
pub mod tap;
pub mod tap_page;
pub mod themes;
pub mod themes_page;
pub mod told;
pub mod triage;
pub mod weeks;

use super::answer::{Answer, see};
use super::frame;
use super::session::who::SignedIn;
use super::state::State;
use crate::domain::Role;
use crate::store::cards;
use actix_web::web;

/// `GET /`: the first page of whoever is signed in; an admin's is the first steps until there is a card.
///
/// # Errors
/// `Unauthenticated`, which leads to the sign-in page.
pub async fn home(state: web::Data<State>, person: SignedIn) -> Answer {
    if person.viewer.role == Role::Admin {
        let organisation = person.viewer.organisation;
        if !state.database.read_async(move |connection| cards::any(connection, organisation)).await? {
            return Ok(see("/first-steps"));
        }
    }
    Ok(see(frame::home(&person)))
}
