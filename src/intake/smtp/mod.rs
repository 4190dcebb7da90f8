//! LMTP and SMTP, spoken by us as the server: LMTP (RFC 2033) for the mail server of the house, SMTP (RFC 5321) for
//! anybody's, if the operator says so. Pure parts are `command`, `path`, `dots`, `head` and `reply`; `session` is one
//! conversation over any stream, `listener` opens the ports and counts, `desk` is what stands behind: who is known here,
//! and where letters go. A letter is answered with 250 after its commit and never before.

pub mod command;
pub mod desk;
pub mod dots;
pub mod head;
pub mod listener;
pub mod path;
pub mod reply;
pub mod session;
mod tls;
mod wire;
