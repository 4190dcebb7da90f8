//! The manager's pages: the inbox, one card, a digest.

pub mod card_page;
pub mod digest_page;
pub mod inbox_page;
pub mod weeks;
