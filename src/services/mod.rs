//! The application layer: one public function, one use case, one transaction. Everything here is synchronous, takes
//! the connection and `now`, and knows neither HTTP nor mail protocols.

pub mod access;
pub mod agent_page;
pub mod arrivals;
pub mod card_page;
pub mod closure;
pub mod digest;
pub mod directory;
pub mod inbox;
pub mod jobs;
pub mod kind;
pub mod letters_in;
pub mod members;
pub mod organisations;
pub mod people;
pub mod post;
pub mod questions;
pub mod receipt;
pub mod release;
pub mod retention;
pub mod roster;
mod roster_index;
pub mod sign_in;
pub mod submission;
pub mod submitted;
pub mod subscriptions;
pub mod tagging;
pub mod trail;
pub mod triage;
