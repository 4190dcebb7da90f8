//! The one letter to whoever had a letter stopped by a letter: that it is so, and the way back. Nothing is asked, and
//! it comes once however many wishes came, for only the first changes anything.

use super::{DAY, Desk, may_write};
use crate::error::{Result, found};
use crate::mail::letters;
use crate::mail::letters::frame::Frame;
use crate::mail::letters::stopped::StoppedLetter;
use crate::services::letters_in::addressed;
use crate::services::post::{Envelope, post};
use crate::services::stops;
use crate::services::subscriptions::stop_path;
use crate::store::AnyConnection;
use jiff::Timestamp;

/// Tells the reader of what `token` stops that it is stopped, if it still is; at most one such letter a day to an address.
///
/// # Errors
/// Those of the database and of rendering.
pub fn stopped(connection: &mut AnyConnection, desk: &Desk<'_>, token: &str, now: Timestamp) -> Result<()> {
    let Some(standing) = found(stops::standing(connection, token))?.filter(|standing| standing.stopped) else {
        return Ok(());
    };
    let (organisation, to) = (standing.organisation, standing.email);
    if addressed(connection, &to)?.is_some() || !may_write(connection, organisation.id, &to, DAY, now)? {
        return Ok(());
    }
    let messages = desk.templates.messages();
    let letter = StoppedLetter {
        frame: Frame::new(messages, &standing.language, &organisation.name, &organisation.postal_line)?,
        what: standing.stop.word().to_owned(),
        address: to.clone(),
        undo: format!("{}{}", desk.public_url, stop_path(&standing.token)),
    };
    let envelope = Envelope {
        kind: "stopped",
        to_name: &standing.name,
        to_address: &to,
        list_id: None,
        unsubscribe_url: None,
        answers: None,
    };
    post(connection, organisation.id, envelope, letters::stopped(&letter, desk.templates)?, now).map(drop)
}
