//! How it goes with the mailboxes that letters are fetched from: read from the database, so that it is told also by an
//! instance that doesn't fetch, and while none does.

use super::mailboxes::Held;
use crate::domain::ids::OrganisationId;
use crate::domain::{Role, Viewer, names};
use crate::error::Result;
use crate::store::AnyConnection;
use crate::store::columns::moment;
use crate::store::mailbox_letters as letters;
use crate::store::mailboxes::{self, MailboxRow};
use jiff::{SignedDuration, Timestamp};

/// After so long without a look, somebody is told (R26).
pub const WORRYING: SignedDuration = SignedDuration::from_mins(15);

/// Letters that are listed with what is the matter with them.
const LISTED: i64 = 20;

/// How it goes with one mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The name of its section.
    pub name: String,
    /// How many letters were taken.
    pub letters: i64,
    /// When it was last looked through.
    pub looked_at: Option<Timestamp>,
    /// Since when nothing could be fetched, if that is so for longer than [`WORRYING`].
    pub stalled_since: Option<Timestamp>,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// Letters that are not taken, or not yet: their number in the mailbox, and why.
    pub left: Vec<(i64, String)>,
}

/// The mailbox was looked through to its end. Says since when nothing had come, if somebody was alarmed about it.
///
/// # Errors
/// Those of the database.
pub fn looked(
    connection: &mut AnyConnection,
    held: &Held,
    trouble: Option<&str>,
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    let key = (held.organisation, held.name.as_str());
    let alarmed = mailboxes::find(connection, key)?.and_then(|row| row.alarmed_at);
    mailboxes::looked(connection, key, trouble, now)?;
    alarmed.map(moment).transpose()
}

/// It could not be looked through. Says since when nothing came, the first time that this is worrying.
///
/// # Errors
/// Those of the database.
pub fn failed(connection: &mut AnyConnection, held: &Held, said: &str, now: Timestamp) -> Result<Option<Timestamp>> {
    let key = (held.organisation, held.name.as_str());
    let Some(row) = mailboxes::find(connection, key)? else { return Ok(None) };
    mailboxes::failed(connection, &row, &names::one_line(said, 500), now)?;
    let stalled = stalled_since(&row, now)?;
    if stalled.is_some() && row.alarmed_at.is_none() {
        mailboxes::alarmed(connection, key, now)?;
        return Ok(stalled);
    }
    Ok(None)
}

/// Mailboxes of other names than these are configured no longer: nobody is alarmed about them.
///
/// # Errors
/// Those of the database.
pub fn configured(connection: &mut AnyConnection, names: &[String], now: Timestamp) -> Result<()> {
    mailboxes::retire_others(connection, names, now)
}

fn stalled_since(row: &MailboxRow, now: Timestamp) -> Result<Option<Timestamp>> {
    let last = moment(row.looked_at.unwrap_or(row.created_at))?;
    Ok((now.duration_since(last) >= WORRYING).then_some(last))
}

/// How it goes with every mailbox of a tenant.
///
/// # Errors
/// Those of the database.
pub fn standings(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    now: Timestamp,
) -> Result<Vec<Standing>> {
    let rows = mailboxes::of_organisation(connection, organisation)?;
    rows.into_iter().map(|row| standing(connection, row, now)).collect()
}

fn standing(connection: &mut AnyConnection, row: MailboxRow, now: Timestamp) -> Result<Standing> {
    let key = (row.organisation_id, row.name.as_str());
    let open = letters::in_state(connection, key, row.uid_validity, &["left", "waiting"], LISTED)?;
    Ok(Standing {
        letters: row.letters,
        looked_at: row.looked_at.map(moment).transpose()?,
        stalled_since: stalled_since(&row, now)?,
        left: open.into_iter().map(|met| (met.uid, met.note.unwrap_or_default())).collect(),
        last_error: row.last_error,
        name: row.name,
    })
}

/// The mailboxes from which nothing comes, for those whose letters they are: name, and since when.
///
/// # Errors
/// Those of the database.
pub fn alarms(connection: &mut AnyConnection, viewer: &Viewer, now: Timestamp) -> Result<Vec<(String, Timestamp)>> {
    match viewer.role {
        Role::Admin | Role::Manager => {}
        Role::Agent | Role::Auditor => return Ok(Vec::new()),
    }
    let mut stalled = Vec::new();
    for row in mailboxes::of_organisation(connection, viewer.organisation)? {
        if let Some(since) = stalled_since(&row, now)? {
            stalled.push((row.name, since));
        }
    }
    Ok(stalled)
}
