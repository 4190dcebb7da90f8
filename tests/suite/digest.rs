//! Digests, from the subscription to the letter that an SMTP server received: on a new SQLite file for each test, and
//! again on a new PostgreSQL database where there is a server.

mod content;
mod desk;
mod hostile;
mod house;
mod narrowed;
mod post;
mod returned;
mod rhythms;
mod schedule;
mod tongues;
