//! The weekly digest: who reads it (`reader`), what happened (`gather`), which words were best (`smile`), how it is
//! said (`sentences`, `items`, `letter`), and how it is issued exactly once for each subscription and period (`issue`).

mod gather;
pub mod issue;
mod items;
mod letter;
mod links;
mod quote;
mod reader;
mod sentences;
mod smile;
mod table;

pub use gather::{Content, gather};
pub use letter::{compose, rendered};
pub use links::Links;
pub use reader::{Reader, Scope};
