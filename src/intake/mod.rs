//! The ways in for letters. Each adapter takes a letter from its own kind of mail system and walks through one door.

pub mod door;
pub mod imap;
pub mod inquiry;
pub mod reader;
pub mod smtp;
pub mod spool;
