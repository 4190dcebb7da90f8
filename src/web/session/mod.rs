//! Signing in by a link in a mail and a second step, who is behind a request, and everybody's own account.

pub mod account;
pub mod account_page;
pub mod choices;
pub mod cookie;
pub mod device;
mod next;
pub mod pages;
pub mod passkey_sign_in;
pub mod passkeys;
pub mod provider;
pub mod qr;
pub mod second;
pub mod second_page;
pub mod sign_in;
pub mod who;

pub use who::{CurrentAdmin, CurrentAgent, CurrentAuditor, CurrentManager, SignedIn, WaitingPerson};
