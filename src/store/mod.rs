//! Persistence: the one door to SQLite or PostgreSQL and, one file per family of tables, the queries behind it.
//! Every query names its organisation, but for the worker's queues and the first step of signing in.

pub mod aliases;
pub mod arrivals;
pub mod attempts;
pub mod blocks;
pub mod card_letters;
pub mod cards;
pub mod columns;
mod connection;
pub mod corrections;
mod database;
mod dialect;
pub mod digests;
pub mod disputes;
mod errors;
pub mod events;
pub mod figures;
pub mod forms;
pub mod identity_reads;
pub mod inbound;
pub mod inbound_list;
pub mod inbox;
pub mod jobs;
pub mod letter_readings;
pub mod mail_addresses;
pub mod mailbox_letters;
pub mod mailboxes;
pub mod members;
pub mod mentions;
pub mod migrations;
pub mod organisations;
pub mod outbox;
pub mod raw;
pub mod retention;
pub mod roster;
pub(crate) mod schema;
pub mod second_factors;
pub mod sessions;
pub mod subscriptions;
pub mod suppressions;
pub mod tagging;
mod writer;

pub use connection::AnyConnection;
pub use database::{Database, Sizes};
pub use raw::{Raw, RawWriter};
