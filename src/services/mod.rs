//! The application layer: one public function, one use case, one transaction. Everything here is synchronous, takes
//! the connection and `now`, and knows neither HTTP nor mail protocols.

pub mod access;
pub mod agent_page;
pub mod arrivals;
pub mod card_page;
pub mod caution;
pub mod closure;
pub mod corrections;
pub mod digest;
pub mod directory;
pub mod inbox;
pub mod jobs;
pub mod kind;
pub mod learnt;
pub mod letters_in;
pub mod look_again;
pub mod members;
pub mod names;
pub mod not_me;
pub mod organisations;
pub mod people;
pub mod people_search;
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
pub mod tags;
pub mod trail;
pub mod triage;
