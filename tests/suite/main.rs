//! One integration binary: it links once. Each module asks through the doors that a user has.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::single_range_in_vec_init,
    reason = "a test ends where it fails, reads the peers' variables, and says its spans as they are"
)]

mod architecture;
mod care;
mod circles;
mod config;
mod config_command;
mod config_mailboxes;
mod config_providers;
mod digest;
mod durability;
mod email_address;
mod group_commit;
mod holding;
mod imap;
mod inbox;
mod inbox_cost;
mod learning;
mod letters;
mod links;
mod logo;
mod looks;
mod mail;
mod mail_in;
mod mailboxes;
mod mailroom;
mod main_job;
mod migrations;
mod named;
mod outbox;
mod own_page;
mod pages;
mod peers;
mod people;
mod place;
mod plans;
mod postfix_pipe;
mod receipt;
mod report;
mod report_kept;
mod retention;
mod roster_acts;
mod roster_file;
mod roster_import;
mod roster_refresh;
mod rush;
mod sentiment;
mod support;
mod tag_command;
mod tagging_gate;
mod tagging_properties;
mod tagging_turns;
mod telemetry;
mod templates;
mod traps;
mod trim;
