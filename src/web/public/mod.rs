//! Pages that anyone may open: the card, its thanks, and what is said when there is none.

pub mod card;
pub mod form_page;
pub mod notice_page;
mod page_key;
pub mod thanks;
pub mod thanks_page;

pub use super::error::nowhere as not_found;
