//! Letters that go out: what they say (`letters`), how they are written down (`message`), who takes them (`mailer`).

pub mod dkim;
mod failure;
pub mod letters;
pub mod mailer;
pub mod message;
mod relay;

pub use failure::Failure;
pub use mailer::{Caught, CaughtMessage, Mailer};
pub use message::{Marks, Outgoing, Parcel, message, message_with};
pub use relay::{Lane, Standing};
