//! Signing in by a link in a mail, and who is behind a request.

pub mod cookie;
pub mod pages;
pub mod sign_in;
pub mod who;

pub use who::{CurrentAgent, CurrentManager, SignedIn};
