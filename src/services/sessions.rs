//! Where somebody is signed in: beginning a session, a list of them, ending them one by one or all at once.

use crate::domain::Viewer;
use crate::domain::ids::{MemberId, OrganisationId};
use crate::domain::token::Token;
use crate::error::{Error, Kind, Result};
use crate::store::columns::{micros, moment};
use crate::store::sessions::{self, SessionRow};
use crate::store::{AnyConnection, members};
use jiff::{SignedDuration, Timestamp};

/// How long after signing in somebody may change what they sign in with: who finds a browser lying open may not.
const FRESH: SignedDuration = SignedDuration::from_mins(15);

/// How long links and sessions live.
#[derive(Clone, Copy, Debug)]
pub struct Lifetimes {
    /// A link.
    pub link: SignedDuration,
    /// A session that nobody uses.
    pub idle: SignedDuration,
    /// Any session.
    pub absolute: SignedDuration,
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self {
            link: SignedDuration::from_mins(15),
            idle: SignedDuration::from_hours(24 * 14),
            absolute: SignedDuration::from_hours(24 * 90),
        }
    }
}

/// What the browser says of itself, as far as its owner would recognise it.
#[derive(Clone, Debug, Default)]
pub struct Device {
    /// "Firefox on Linux"
    pub name: String,
    /// "203.0.113.0/24"
    pub network: String,
}

/// Starts a session and returns its token. One that waits for the second step lives as long as a link does.
///
/// # Errors
/// Those of the database.
pub fn begin(
    connection: &mut AnyConnection,
    member: (OrganisationId, MemberId),
    complete: bool,
    device: &Device,
    lifetimes: Lifetimes,
    now: Timestamp,
) -> Result<Token> {
    let session = Token::random()?;
    let lasts = if complete { lifetimes.absolute } else { lifetimes.link };
    sessions::insert(
        connection,
        &SessionRow {
            organisation_id: member.0,
            token_hash: session.hash().to_vec(),
            member_id: member.1,
            created_at: micros(now),
            seen_at: micros(now),
            expires_at: micros(now + lasts),
            revoked_at: None,
            complete_at: complete.then(|| micros(now)),
            device: device.name.clone(),
            network: device.network.clone(),
        },
    )?;
    Ok(session)
}

/// Lets those through who signed in just now, all the way.
///
/// # Errors
/// `Conflict` for everybody else.
pub fn fresh(connection: &mut AnyConnection, session: &Token, now: Timestamp) -> Result<()> {
    let row = sessions::live(connection, &session.hash(), micros(now), 0)?;
    if row.and_then(|row| row.complete_at).is_some_and(|since| since >= micros(now - FRESH)) {
        return Ok(());
    }
    Err(Error::new(Kind::Conflict, "Nothing was changed. It is some time since you signed in: for this, do it anew."))
}

/// Whether the second step of a session is still to come.
///
/// # Errors
/// Those of the database.
pub fn waits(connection: &mut AnyConnection, session: &Token, now: Timestamp) -> Result<bool> {
    Ok(sessions::live(connection, &session.hash(), micros(now), 0)?.is_some_and(|row| row.complete_at.is_none()))
}

/// A session as its owner sees it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Names it in a form; opens nothing.
    pub handle: String,
    /// "Firefox on Linux"
    pub device: String,
    /// "203.0.113.0/24"
    pub network: String,
    /// When it was begun.
    pub begun: Timestamp,
    /// When it was last used.
    pub seen: Timestamp,
    /// Whether it is the one that asks.
    pub here: bool,
}

/// The viewer's live sessions, the present one first.
///
/// # Errors
/// Those of the database.
pub fn list(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    here: &Token,
    lifetimes: Lifetimes,
    now: Timestamp,
) -> Result<Vec<Listed>> {
    let idle_since = micros(now - lifetimes.idle);
    let here = here.hash();
    let rows = sessions::of_member(connection, (viewer.organisation, viewer.member), micros(now), idle_since)?;
    let mut listed = rows
        .into_iter()
        .filter(|row| row.complete_at.is_some())
        .map(|row| {
            Ok(Listed {
                handle: handle(&row.token_hash),
                begun: moment(row.created_at)?,
                seen: moment(row.seen_at)?,
                here: row.token_hash == here,
                device: row.device,
                network: row.network,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    listed.sort_by_key(|row| !row.here);
    Ok(listed)
}

/// Ends one of the viewer's own sessions.
///
/// # Errors
/// `NotFound` when it is nobody's, somebody else's, or over.
pub fn end(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    asked: &str,
    lifetimes: Lifetimes,
    now: Timestamp,
) -> Result<()> {
    let idle_since = micros(now - lifetimes.idle);
    let rows = sessions::of_member(connection, (viewer.organisation, viewer.member), micros(now), idle_since)?;
    let row = rows
        .into_iter()
        .find(|row| handle(&row.token_hash) == asked)
        .ok_or_else(|| Error::not_found("There is nothing under this address."))?;
    sessions::revoke(connection, &row.token_hash, micros(now))
}

/// Ends all of the viewer's sessions but the present one; says how many.
///
/// # Errors
/// Those of the database.
pub fn end_others(connection: &mut AnyConnection, viewer: &Viewer, here: &Token, now: Timestamp) -> Result<usize> {
    sessions::revoke_all(connection, (viewer.organisation, viewer.member), Some(&here.hash()), micros(now))
}

/// Ends everything that lets a member in: sessions, and links that are on their way.
///
/// # Errors
/// Those of the database.
pub fn end_all(connection: &mut AnyConnection, member: (OrganisationId, MemberId), now: Timestamp) -> Result<()> {
    sessions::revoke_all(connection, member, None, micros(now))?;
    members::spend_sign_in_tokens(connection, member, micros(now))
}

/// What a session is called in a form: a part of its hash, which is no key to it.
fn handle(hash: &[u8]) -> String {
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
