//! Letters that go out: what they say (`letters`), how they are written down (`message`), who takes them (`mailer`).

pub mod letters;
pub mod mailer;
pub mod message;

pub use mailer::{Caught, CaughtMessage, Failure, Mailer};
pub use message::{Outgoing, message};
