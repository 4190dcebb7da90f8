//! Signing in by a link in a mail.

pub mod pages;
