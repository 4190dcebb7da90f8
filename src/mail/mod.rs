//! Letters that go out: what they say (`letters`), how they are written down (`message`), who takes them (`mailer`).

pub mod dkim;
pub mod letters;
pub mod mailer;
pub mod message;
mod relay;

pub use mailer::{Caught, CaughtMessage, Failure, Mailer};
pub use message::{Marks, Outgoing, Parcel, message, message_with};
pub use relay::{Lane, Standing};
