//! One integration binary: it links once. Each module asks through the doors that a user has.

mod config;
mod config_command;
mod digest;
mod durability;
mod email_address;
mod mail;
mod main_job;
mod pages;
mod peers;
mod place;
mod postfix_pipe;
mod roster_file;
mod sentiment;
mod support;
mod tagging_properties;
mod telemetry;
mod templates;
mod trim;
