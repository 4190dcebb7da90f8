//! Letters: what of a mail is the customer's own, who wrote a forwarded one, HTML and flowed text made plain.
//! Pure text in, text out; MIME, charsets and addresses of the envelope belong to `intake`.
//! `docs/reading-mail.md` tells the rules in prose.

mod attribution;
mod fields;
mod flowed;
mod foot;
mod forwarded;
mod header_line;
mod heading;
mod html;
mod line;
mod mailbox;
mod row;
mod scan;
mod trim;
mod types;
mod words;

pub use flowed::unflow;
pub use forwarded::{Forwarded, forwarded};
pub use html::{HtmlText, Mark, html_to_text};
pub use line::{Class, Evidence, Line};
pub use trim::own_words;
pub use types::{Answered, Hints, Trimmed};
pub use words::list::{section as word_section, words as word_list};
