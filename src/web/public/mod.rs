//! Pages that anyone may open: the card, its thanks, and what is said when there is none.

pub mod form_page;
pub mod notice_page;
pub mod thanks_page;
