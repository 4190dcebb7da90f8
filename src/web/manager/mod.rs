//! The manager's pages: the inbox, one card and what is done about it, a digest.

mod asked;
pub mod card;
pub mod card_list;
pub mod card_page;
pub mod card_view;
pub mod closure;
pub mod digest_page;
pub mod done;
pub mod inbox;
pub mod inbox_page;
pub mod inbox_view;
pub mod release;
pub mod triage;
pub mod weeks;

use super::answer::{Answer, see};
use super::frame;
use super::session::who::SignedIn;

/// `GET /`: the first page of whoever is signed in.
///
/// # Errors
/// `Unauthenticated`, which leads to the sign-in page.
pub async fn home(person: SignedIn) -> Answer {
    Ok(see(frame::home(&person)))
}
