//! Smilecard collects comment cards by form and by mail, tags each to the person it is about, and sends management
//! a weekly digest. `docs/architecture.md` is the map of the rooms below.

pub mod clock;
pub mod domain;
pub mod error;
pub mod mail;
pub mod render;
pub mod services;
pub mod store;
