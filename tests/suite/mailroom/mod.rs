//! What becomes of a letter, on both databases: whose it is, which card, who wrote it, what machines sent, and that
//! nothing vanishes.

mod authors;
mod machines;
mod not_accepted;
mod once;
mod pipe;
mod reparse;
pub mod room;
mod routing;
mod threads;
