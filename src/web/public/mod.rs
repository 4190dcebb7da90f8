//! Pages that anyone may open: the card, its thanks, and what is said when there is none.

pub mod card;
pub mod check;
pub mod closed_page;
pub mod form_fields;
pub mod form_page;
mod health;
pub mod language;
pub mod letter;
pub mod logo;
pub mod mail_inbound;
pub mod notice_page;
pub mod page_key;
pub mod put_right;
mod static_files;
pub mod stop;
mod thanks;
pub mod thanks_page;
pub mod undo;

pub use health::{alive, ready};
pub use static_files::{file, script, stylesheet};
