//! What members do by answering a letter. Their words go to the customer of the letter's one card, or stay as a note; a
//! letter about several cards is answered by lines, each a card's number and a word. Believed only from the address that
//! the letter was written to, when that address is proven (R35), and only under the letter's own token (R36). Whatever
//! else comes under such a token is refused politely, and nothing is done.
//!
//! Reading the letter made it a job (`letters_in`); the job comes here: taken up, read without a connection, acted upon
//! in one transaction. Done twice, the second finds it done.

mod act;
mod lines;
mod reply;
mod token;
mod undo;

pub use reply::{Taken, act, take_up};
pub use token::ByMail;
pub(super) use token::look;
pub use undo::{Undoable, undo, undoable};

/// The code of a letter whose wish will be done, of one that was, and of one that is refused.
pub const WANTED: &str = "by-mail";
/// It was acted upon.
pub const ACTED: &str = "by-mail-done";
/// It isn't believed.
pub const REFUSED: &str = "by-mail-refused";
/// It wasn't believed, and whoever sent it was told so if they could be.
pub const NO_LONGER: &str = "by-mail-told";

/// The part of a link after the public URL that leads to the page with the button that undoes.
pub fn undo_path(token: &str) -> String {
    format!("/undo/{token}")
}

/// The code under which an answer is kept.
pub(super) fn code(by_mail: &ByMail) -> &'static str {
    if by_mail.refused.is_none() { WANTED } else { REFUSED }
}
