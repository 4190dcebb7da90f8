//! One integration binary: it links once. Each module asks through the doors that a user has.

mod config;
mod config_command;
mod email_address;
mod pages;
mod roster_file;
mod support;
mod telemetry;
