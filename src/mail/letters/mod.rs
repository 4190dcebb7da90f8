//! One struct a letter, each with its three templates: `.subject`, `.text`, `.html`.

pub mod accounting;
pub mod digest;
pub mod rendered;
pub mod sign_in;
pub mod weeks;

pub use rendered::{Rendered, render};
