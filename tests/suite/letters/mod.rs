//! The short letters: alerts, praise, receipts and their like. Every one in every language, with samples and with what
//! customers could write to break them; then each by the door that a user has.

mod by_mail;
mod held;
mod languages;
mod receipts;
pub mod site;
mod stopping;
mod told;

/// Those that have no sample among the templates' own: each is rendered in every language here.
pub const SHORT: [&str; 11] =
    ["acted", "again", "alert", "due", "praise", "receipt", "refused", "shared", "stopped", "thanks", "sign_in"];
