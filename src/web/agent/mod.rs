//! An agent's own page.

pub mod page;
pub mod strip;
