//! Signing in by a link in a mail, and who is behind a request.

pub mod pages;
pub mod who;

pub use who::{CurrentAgent, CurrentManager, SignedIn};
