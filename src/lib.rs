//! Smilecard collects comment cards by form and by mail, tags each to the person it is about, and sends management
//! a weekly digest. `docs/architecture.md` is the map of the rooms below.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod error;
pub mod intake;
pub mod mail;
pub mod oidc;
pub mod reading;
pub mod render;
pub mod services;
pub mod store;
pub mod telemetry;
pub mod web;
pub mod worker;
