//! The digest: who reads it (`reader`), what happened (`gather`) and what needs somebody (`needs`), which words were best
//! (`smile`), how it is said (`sentences`, `items`, `letter`), how it is issued exactly once for each subscription and period
//! (`issue`), and the last look at it before it goes out (`sending`). `sample` is one that nobody gets.

pub mod desk;
mod gather;
pub mod issue;
mod items;
mod letter;
mod links;
mod needs;
mod quote;
mod reader;
mod sample;
pub mod sending;
mod sentences;
mod smile;
mod table;

pub use gather::{Content, gather};
pub use letter::rendered;
pub use links::Links;
pub use reader::{Reader, Scope};
pub use sample::sample;
