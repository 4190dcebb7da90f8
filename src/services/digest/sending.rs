//! The last look at a digest before it goes out: its reader may see less than when it was written, or have stopped it.

use super::gather::gather;
use super::letter::rendered;
use super::reader::Reader;
use crate::domain::calendar::Period;
use crate::domain::ids::LetterId;
use crate::error::Result;
use crate::mail::letters::Rendered;
use crate::render::Templates;
use crate::store::columns::{micros, moment};
use crate::store::digests::{self, DigestRow};
use crate::store::outbox::{self, OutboxRow};
use crate::store::{AnyConnection, organisations, subscriptions};
use jiff::Timestamp;

/// What is to be done about a letter that is about to go out.
#[derive(Debug)]
pub enum Sending {
    /// It goes as it is.
    Goes,
    /// It doesn't; why, for the outbox.
    Stays(String),
    /// It is written anew for what its reader may see now.
    Anew(Box<Rewritten>),
}

/// A digest with other words.
#[derive(Debug)]
pub struct Rewritten {
    digest: DigestRow,
    letter: LetterId,
}

/// Looks whether a letter that carries a digest may go out as it was written. Reads only.
///
/// # Errors
/// Those of the database and of rendering.
pub fn look(
    connection: &mut AnyConnection,
    templates: &Templates,
    public_url: &str,
    letter: &OutboxRow,
    now: Timestamp,
) -> Result<Sending> {
    let Some(digest) = digests::of_letter(connection, letter.organisation_id, letter.id)? else {
        return Ok(Sending::Goes);
    };
    let subscription = subscriptions::by_id(connection, digest.organisation_id, digest.subscription_id)?;
    if subscription.stopped_at.is_some() {
        return Ok(Sending::Stays("Its reader has stopped this letter.".to_owned()));
    }
    let Some(mut reader) = Reader::of(connection, &subscription)? else {
        return Ok(Sending::Stays("Its reader may no longer sign in.".to_owned()));
    };
    if reader.scope.covers(&digest.reach) {
        return Ok(Sending::Goes);
    }
    if digest.id.uuid() != letter.id.uuid() {
        return Ok(Sending::Stays("Its reader may no longer see all that it tells of.".to_owned()));
    }
    let organisation = organisations::by_id(connection, digest.organisation_id)?;
    let period = Period { start: moment(digest.period_start)?, end: moment(digest.period_end)? };
    reader.view_token.clone_from(&digest.view_token);
    let reach = reader.scope.written();
    let content = gather(connection, &organisation, reader, period, now)?;
    let Rendered { subject, text, html } = rendered(templates, &content, public_url)?;
    let digest = DigestRow { composed_at: micros(now), subject, body_text: text, body_html: html, reach, ..digest };
    Ok(Sending::Anew(Box::new(Rewritten { digest, letter: letter.id })))
}

/// Writes what a letter says now in place of what it said.
///
/// # Errors
/// Those of the database.
pub fn rewrite(connection: &mut AnyConnection, rewritten: &Rewritten) -> Result<()> {
    let Rewritten { digest, letter } = rewritten;
    digests::rewrite(connection, digest)?;
    let words = (digest.subject.as_str(), digest.body_text.as_str(), digest.body_html.as_str());
    outbox::rewrite(connection, (digest.organisation_id, *letter), words)
}

impl Rewritten {
    /// The letter with its other words.
    pub fn applied(&self, letter: OutboxRow) -> OutboxRow {
        OutboxRow {
            subject: self.digest.subject.clone(),
            body_text: self.digest.body_text.clone(),
            body_html: Some(self.digest.body_html.clone()),
            ..letter
        }
    }
}
