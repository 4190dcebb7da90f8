//! The second step of signing in. After the link a session only waits: it opens the page that asks for a code and
//! nothing else. A right code ends it and begins a new one. Codes are counted, work once, and are compared in constant
//! time; secrets lie sealed in the database, recovery codes as keyed hashes. Passkeys are in `passkeys.rs`.

use super::access::viewer_of;
use super::attempts::{self, CODES, CODES_OF_DAY};
use super::sessions::{self, Device, Lifetimes};
use crate::domain::ids::{MemberId, OrganisationId};
use crate::domain::second_factor::{self as codes, NextStep, SecondFactor};
use crate::domain::token::{SigningKey, Token};
use crate::domain::{Viewer, sealed};
use crate::error::{Error, Kind, Result};
use crate::store::columns::micros;
use crate::store::second_factors::{self, SecondFactorRow};
use crate::store::{AnyConnection, identities, members, organisations, passkeys, sessions as store};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;

/// What secrets are sealed for in the database.
const STORED: &str = "second factor";

/// What secrets are sealed for in the page that offers them.
const OFFERED: &str = "second factor on offer";

/// Somebody whose link was good and who has not done the second step.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Who.
    pub viewer: Viewer,
    /// The organisation's name.
    pub organisation: String,
    /// What they do next.
    pub next: NextStep,
    /// Whether they have an app.
    pub app: bool,
    /// Whether they have a passkey.
    pub passkey: bool,
}

/// Whether a member has anything for a second step: an app or a passkey.
///
/// # Errors
/// Those of the database.
pub fn has_one(connection: &mut AnyConnection, member: (OrganisationId, MemberId)) -> Result<bool> {
    Ok(second_factors::of_member(connection, member)?.is_some() || passkeys::count(connection, member)? > 0)
}

/// Who of the organisation has anything for a second step.
///
/// # Errors
/// Those of the database.
pub fn members_with(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<MemberId>> {
    let mut with = second_factors::members_with(connection, organisation)?;
    with.extend(passkeys::members_with(connection, organisation)?);
    Ok(with)
}

/// Who waits behind a session.
///
/// # Errors
/// `Unauthenticated` when nobody does.
pub fn waiting(
    connection: &mut AnyConnection,
    session: &Token,
    lifetimes: Lifetimes,
    now: Timestamp,
) -> Result<Waiting> {
    let refused = || Error::new(Kind::Unauthenticated, "Please sign in.");
    let idle_since = micros(now - lifetimes.idle);
    let row = store::live(connection, &session.hash(), micros(now), idle_since)?
        .filter(|row| row.complete_at.is_none())
        .ok_or_else(refused)?;
    let key = (row.organisation_id, row.member_id);
    let member = members::by_id(connection, key.0, key.1)?;
    if member.disabled_at.is_some() {
        return Err(refused());
    }
    let app = second_factors::of_member(connection, key)?.is_some();
    let passkey = passkeys::count(connection, key)? > 0;
    let next = match second_factors::policy(connection, key.0)?.after_link(member.role, app || passkey) {
        // The organisation has become easier meanwhile; whoever has one still uses it.
        NextStep::In if app || passkey => NextStep::Code,
        NextStep::In => NextStep::SetUp,
        next => next,
    };
    let organisation = organisations::by_id(connection, key.0)?.name;
    Ok(Waiting { viewer: viewer_of(connection, member)?, organisation, next, app, passkey })
}

/// What trying a code came to.
#[derive(Debug)]
pub enum Tried<T> {
    /// It was right.
    Right(T),
    /// It was wrong, used or too old.
    Wrong,
    /// Too many were tried; none is looked at for a while.
    TooMany,
}

/// A code of the app, or a recovery code, for a session that waits: the session that takes its place.
///
/// # Errors
/// `Unauthenticated` when nobody waits behind the session.
pub fn give(
    connection: &mut AnyConnection,
    key: &SigningKey,
    session: &Token,
    code: &str,
    device: &Device,
    lifetimes: Lifetimes,
    now: Timestamp,
) -> Result<Tried<Token>> {
    let viewer = waiting(connection, session, lifetimes, now)?.viewer;
    Ok(match check(connection, key, &viewer, code, now)? {
        Tried::Right(()) => Tried::Right(rotate(connection, &viewer, session, device, lifetimes, now)?),
        Tried::Wrong => Tried::Wrong,
        Tried::TooMany => Tried::TooMany,
    })
}

/// The session that takes the place of one that ends.
pub(super) fn rotate(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    old: &Token,
    device: &Device,
    lifetimes: Lifetimes,
    now: Timestamp,
) -> Result<Token> {
    store::revoke(connection, &old.hash(), micros(now))?;
    sessions::begin(connection, (viewer.organisation, viewer.member), true, device, lifetimes, now)
}

/// Whether a code of the app or a recovery code is right; it is used up by that.
///
/// # Errors
/// `NotFound` when the viewer has set nothing up; `Unavailable` when it can't be read with this service's key.
pub fn check(
    connection: &mut AnyConnection,
    key: &SigningKey,
    viewer: &Viewer,
    code: &str,
    now: Timestamp,
) -> Result<Tried<()>> {
    let member = (viewer.organisation, viewer.member);
    let bound = bound(member);
    if !tries_left(connection, key, &bound, now)? {
        return Ok(Tried::TooMany);
    }
    let app = second_factors::of_member(connection, member)?;
    if app.is_none() && passkeys::count(connection, member)? == 0 {
        return Err(Error::not_found("There is no second step to take."));
    }
    let right = match (codes::recovery_hash(key, &bound, code), app) {
        (Some(hash), _) => second_factors::use_recovery_code(connection, member, &hash, micros(now))?,
        (None, None) => false,
        (None, Some(row)) => {
            let secret = sealed::open(key, STORED, &bound, &row.secret).ok_or_else(|| {
                Error::unavailable("Your codes can't be checked: this service's secret key has changed. Ask an admin to reset your second step.")
            })?;
            match codes::step_of(&secret, code, now, row.last_step)? {
                Some(step) => second_factors::use_step(connection, member, step)?,
                None => false,
            }
        }
    };
    if right {
        attempts::restore(connection, key, CODES, &bound)?;
        attempts::restore(connection, key, CODES_OF_DAY, &bound)?;
        return Ok(Tried::Right(()));
    }
    Ok(Tried::Wrong)
}

fn tries_left(connection: &mut AnyConnection, key: &SigningKey, bound: &[u8], now: Timestamp) -> Result<bool> {
    // Both are counted whatever the first one says.
    let (soon, today) = (
        attempts::spend(connection, key, CODES, bound, now)?,
        attempts::spend(connection, key, CODES_OF_DAY, bound, now)?,
    );
    Ok(soon && today)
}

/// A secret that nobody has kept yet: shown on a page, and handed back by it sealed and bound to the session.
#[derive(Debug)]
pub struct Offer {
    /// What the page hands back.
    pub sealed: String,
    /// The address for the app's camera.
    pub address: String,
    /// The secret for those who type it.
    pub spelled: String,
}

/// Offers a new secret. Nothing is stored: a page that is only looked at changes nothing.
///
/// # Errors
/// `Unavailable` when there are no random numbers.
pub fn offer(key: &SigningKey, session: &Token, viewer: &Viewer, organisation: &str) -> Result<Offer> {
    shown(key, session, viewer, organisation, &codes::new_secret()?)
}

/// Offers the same secret again, after a code that was wrong: the app has it already.
///
/// # Errors
/// `Conflict` when it was offered to another session.
pub fn offer_again(
    key: &SigningKey,
    session: &Token,
    viewer: &Viewer,
    organisation: &str,
    sealed: &str,
) -> Result<Offer> {
    shown(key, session, viewer, organisation, &opened(key, session, sealed)?)
}

fn shown(key: &SigningKey, session: &Token, viewer: &Viewer, organisation: &str, secret: &[u8]) -> Result<Offer> {
    let sealed = sealed::seal(key, OFFERED, &session.hash(), secret)?;
    Ok(Offer {
        sealed: URL_SAFE_NO_PAD.encode(sealed),
        address: codes::address(secret, organisation, &viewer.email)?,
        spelled: codes::spelled(secret),
    })
}

fn opened(key: &SigningKey, session: &Token, sealed: &str) -> Result<Vec<u8>> {
    let stale = || Error::new(Kind::Conflict, "This page is too old. Open it again and scan the new code.");
    let bytes = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| stale())?;
    sealed::open(key, OFFERED, &session.hash(), &bytes).ok_or_else(stale)
}

/// Keeps the secret on offer once a code of it is right. Returns a new session in the present one's place and the
/// recovery codes, which nobody can be shown again.
///
/// # Errors
/// `Conflict` when the offer was another session's, or there is one already.
pub fn set_up(
    connection: &mut AnyConnection,
    key: &SigningKey,
    (viewer, session): (&Viewer, &Token),
    (sealed, code): (&str, &str),
    device: &Device,
    lifetimes: Lifetimes,
    now: Timestamp,
) -> Result<Tried<(Token, Vec<String>)>> {
    let member = (viewer.organisation, viewer.member);
    let bound = bound(member);
    let secret = opened(key, session, sealed)?;
    if second_factors::of_member(connection, member)?.is_some() {
        return Err(Error::new(Kind::Conflict, "A second step is set up already."));
    }
    if passkeys::count(connection, member)? > 0 {
        sessions::fresh(connection, session, now)?;
    }
    if !tries_left(connection, key, &bound, now)? {
        return Ok(Tried::TooMany);
    }
    let Some(step) = codes::step_of(&secret, code, now, 0)? else { return Ok(Tried::Wrong) };
    second_factors::insert(
        connection,
        &SecondFactorRow {
            organisation_id: member.0,
            member_id: member.1,
            secret: sealed::seal(key, STORED, &bound, &secret)?,
            last_step: step,
            created_at: micros(now),
        },
    )?;
    attempts::restore(connection, key, CODES, &bound)?;
    attempts::restore(connection, key, CODES_OF_DAY, &bound)?;
    let recovery = new_codes(connection, key, member)?;
    Ok(Tried::Right((rotate(connection, viewer, session, device, lifetimes, now)?, recovery)))
}

pub(super) fn new_codes(
    connection: &mut AnyConnection,
    key: &SigningKey,
    member: (OrganisationId, MemberId),
) -> Result<Vec<String>> {
    let fresh = codes::new_recovery_codes()?;
    let bound = bound(member);
    let hashes: Vec<[u8; 32]> = fresh.iter().filter_map(|code| codes::recovery_hash(key, &bound, code)).collect();
    second_factors::replace_recovery_codes(connection, member, &hashes)?;
    Ok(fresh)
}

/// New recovery codes in the place of the old ones, for whoever gives a right code. Who has only passkeys and has just
/// signed in needs none.
///
/// # Errors
/// As [`check`]; `Conflict` when they have only passkeys and signed in a while ago.
pub fn renew_codes(
    connection: &mut AnyConnection,
    key: &SigningKey,
    (viewer, session): (&Viewer, &Token),
    code: &str,
    now: Timestamp,
) -> Result<Tried<Vec<String>>> {
    let member = (viewer.organisation, viewer.member);
    if second_factors::of_member(connection, member)?.is_none() && passkeys::count(connection, member)? > 0 {
        sessions::fresh(connection, session, now)?;
        return Ok(Tried::Right(new_codes(connection, key, member)?));
    }
    Ok(match check(connection, key, viewer, code, now)? {
        Tried::Right(()) => Tried::Right(new_codes(connection, key, (viewer.organisation, viewer.member))?),
        Tried::Wrong => Tried::Wrong,
        Tried::TooMany => Tried::TooMany,
    })
}

/// Takes the viewer's own app away, for whoever gives a right code. Where a second step is required and they have no
/// passkey, a new one is set up when they next sign in; all their other sessions end.
///
/// # Errors
/// As [`check`].
pub fn remove(
    connection: &mut AnyConnection,
    key: &SigningKey,
    (viewer, here): (&Viewer, &Token),
    code: &str,
    now: Timestamp,
) -> Result<Tried<()>> {
    let member = (viewer.organisation, viewer.member);
    let tried = check(connection, key, viewer, code, now)?;
    if matches!(tried, Tried::Right(())) {
        second_factors::delete(connection, member)?;
        forget_idle_codes(connection, member)?;
        sessions::end_others(connection, viewer, here, now)?;
    }
    Ok(tried)
}

/// Recovery codes of somebody who has nothing left that they could stand in for.
pub(super) fn forget_idle_codes(connection: &mut AnyConnection, member: (OrganisationId, MemberId)) -> Result<()> {
    if has_one(connection, member)? { Ok(()) } else { second_factors::replace_recovery_codes(connection, member, &[]) }
}

/// Takes a member's app and passkeys away, for whoever has lost them and the paper, and ends all their sessions. Which
/// account of a provider is theirs is settled anew, too. Says whether there was an app or a passkey.
///
/// # Errors
/// Those of the database.
pub fn reset(connection: &mut AnyConnection, member: (OrganisationId, MemberId), now: Timestamp) -> Result<bool> {
    sessions::end_all(connection, member, now)?;
    second_factors::replace_recovery_codes(connection, member, &[])?;
    let passkeys = passkeys::delete_all(connection, member)?;
    identities::forget(connection, member)?;
    Ok(second_factors::delete(connection, member)? || passkeys > 0)
}

/// Changes what an organisation asks for. Where it becomes required, whoever has none signs in anew.
///
/// # Errors
/// Those of the database.
pub fn set_policy(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    policy: SecondFactor,
    now: Timestamp,
) -> Result<()> {
    second_factors::set_policy(connection, organisation, policy)?;
    let with = members_with(connection, organisation)?;
    for member in members::of_organisation(connection, organisation)? {
        let has_one = with.contains(&member.id);
        if policy.after_link(member.role, has_one) == NextStep::SetUp {
            store::revoke_all(connection, (organisation, member.id), None, micros(now))?;
        }
    }
    Ok(())
}

/// How it stands with the viewer's second step.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// What their organisation asks for.
    pub policy: SecondFactor,
    /// Whether they have an app.
    pub app: bool,
    /// How many passkeys they have.
    pub passkeys: i64,
    /// How many recovery codes are left.
    pub codes_left: i64,
}

/// How it stands with the viewer's second step.
///
/// # Errors
/// Those of the database.
pub fn standing(connection: &mut AnyConnection, viewer: &Viewer) -> Result<Standing> {
    let member = (viewer.organisation, viewer.member);
    Ok(Standing {
        policy: second_factors::policy(connection, member.0)?,
        app: second_factors::of_member(connection, member)?.is_some(),
        passkeys: passkeys::count(connection, member)?,
        codes_left: second_factors::recovery_codes_left(connection, member)?,
    })
}

/// Whom a secret belongs to.
pub(super) fn bound(member: (OrganisationId, MemberId)) -> Vec<u8> {
    [member.0.as_bytes(), member.1.as_bytes()].concat()
}
