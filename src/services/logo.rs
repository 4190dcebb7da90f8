//! The organisation's picture: chosen, replaced and removed by an admin, and put back for a month.

use super::access::may_set_up;
use crate::domain::Viewer;
use crate::domain::logo::Logo;
use crate::error::{Error, Result};
use crate::store::columns::micros;
use crate::store::logos::{self, LogoFacts, LogoRow};
use crate::store::{AnyConnection, tagging};
use jiff::{SignedDuration, Timestamp};

/// How long a picture that was removed can be put back.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Shows `logo` from now on; `named` says that the organisation's name can be read in it. Returns the address of the one
/// before, if there was one.
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub fn choose(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (logo, named): (Logo, bool),
    now: Timestamp,
) -> Result<Option<String>> {
    may_set_up(viewer)?;
    let before = logos::current(connection, viewer.organisation)?;
    let size = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
    let row = LogoRow {
        organisation_id: viewer.organisation,
        width: size(logo.width),
        height: size(logo.height),
        hash: logo.hash,
        bytes: logo.png,
        named,
        set_at: micros(now),
        removed_at: None,
    };
    logos::put(connection, &row)?;
    logos::delete_removed(connection, viewer.organisation, micros(now - KEPT))?;
    changed(connection, viewer)?;
    Ok(before.map(|before| before.hash).filter(|hash| *hash != row.hash))
}

/// Shows none from now on; returns the address of the one that was shown.
///
/// # Errors
/// `NotFound` for whoever is no admin, and when there is none.
pub fn remove(connection: &mut AnyConnection, viewer: &Viewer, now: Timestamp) -> Result<String> {
    may_set_up(viewer)?;
    let gone = || Error::not_found("There is no logo.");
    let before = logos::current(connection, viewer.organisation)?.ok_or_else(gone)?;
    logos::remove(connection, viewer.organisation, micros(now))?;
    changed(connection, viewer)?;
    Ok(before.hash)
}

/// Shows one again that was removed or replaced.
///
/// # Errors
/// `NotFound` for whoever is no admin, and when it is no longer kept.
pub fn put_back(connection: &mut AnyConnection, viewer: &Viewer, hash: &str, now: Timestamp) -> Result<()> {
    may_set_up(viewer)?;
    if !logos::put_back(connection, viewer.organisation, hash, micros(now))? {
        return Err(Error::not_found("This logo is no longer kept."));
    }
    changed(connection, viewer)
}

/// The picture that is shown now.
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub fn current(connection: &mut AnyConnection, viewer: &Viewer) -> Result<Option<LogoFacts>> {
    may_set_up(viewer)?;
    logos::current(connection, viewer.organisation)
}

/// Pages at hand carry it: they look again when this number has risen.
fn changed(connection: &mut AnyConnection, viewer: &Viewer) -> Result<()> {
    tagging::bump(connection, viewer.organisation)
}
