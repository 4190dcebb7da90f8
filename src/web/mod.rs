//! The HTTP adapter. `routes.rs` is every URL on one page; a handler reads, asks the time, calls one service and
//! answers. Who may come in is said by the extractors of `session/who.rs`.

pub mod admin;
pub mod agent;
pub mod answer;
pub mod assets;
pub mod blocking;
pub mod budget;
pub mod csrf;
pub mod error;
pub mod frame;
pub mod manager;
pub mod peer;
pub mod public;
pub mod routes;
pub mod samples;
pub mod server;
pub mod session;
pub mod shell;
pub mod state;
pub mod upload;

pub use state::State;
