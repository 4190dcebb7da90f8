//! Passkeys: as a second step after the link, and as a sign-in of their own, since whoever uses one has the device and
//! shows a finger, a face or a PIN. A question is kept here, not in the page; it is good once, for five minutes, in the
//! session it was asked in.

use super::attempts::{self, PASSKEYS, PASSKEYS_OF_NETWORK};
use super::second_factor::{self, Tried, Waiting};
use super::sessions::{self, Device, Lifetimes};
use crate::domain::ids::{MemberId, OrganisationId, PasskeyId};
use crate::domain::names::one_line;
use crate::domain::passkey::{self, Kept, OWNER_BYTES, Place, Question};
use crate::domain::token::{SigningKey, Token};
use crate::domain::{NextStep, Role, SecondFactor, Viewer};
use crate::error::{Error, Kind, Result};
use crate::store::columns::{micros, moment};
use crate::store::passkeys::{self, PasskeyRow};
use crate::store::sign_in_questions::{self, QuestionRow};
use crate::store::{AnyConnection, members, second_factors, sessions as store};
use jiff::{SignedDuration, Timestamp};

/// How long a question waits for its answer.
const WAITS: SignedDuration = SignedDuration::from_mins(5);

/// A passkey's name has so many characters at most.
pub const LONGEST_NAME: usize = 60;

/// Nobody needs more; each is sent to the browser with every question.
const MOST: i64 = 20;

const NEW: &str = "new passkey";
const SECOND: &str = "second step";
const ALONE: &str = "sign-in";

/// A question for the browser.
#[derive(Debug)]
pub struct Asked {
    /// Names the question; comes back with the answer.
    pub token: Token,
    /// The options, as JSON.
    pub options: serde_json::Value,
}

fn ask(
    connection: &mut AnyConnection,
    (purpose, bound): (&str, &[u8]),
    question: Question,
    now: Timestamp,
) -> Result<Asked> {
    let token = Token::random()?;
    let row = QuestionRow {
        token_hash: token.hash().to_vec(),
        purpose: purpose.to_owned(),
        bound: bound.to_vec(),
        state: question.state,
        expires_at: micros(now + WAITS),
    };
    sign_in_questions::insert(connection, &row, micros(now))?;
    Ok(Asked { token, options: question.options })
}

/// The organisation's id and the member's: what an authenticator knows its owner by.
fn owner(member: (OrganisationId, MemberId)) -> [u8; OWNER_BYTES] {
    let mut bytes = [0; OWNER_BYTES];
    let both = member.0.as_bytes().iter().chain(member.1.as_bytes());
    bytes.iter_mut().zip(both).for_each(|(to, from)| *to = *from);
    bytes
}

fn kept(row: &PasskeyRow) -> Kept {
    Kept {
        credential: row.credential.clone(),
        transports: u8::try_from(row.transports).unwrap_or(0),
        fixed: row.fixed.clone(),
        changing: row.changing.clone(),
    }
}

fn of_member(connection: &mut AnyConnection, member: (OrganisationId, MemberId)) -> Result<Vec<Kept>> {
    Ok(passkeys::of_member(connection, member)?.iter().map(kept).collect())
}

fn counted(
    connection: &mut AnyConnection,
    key: &SigningKey,
    member: (OrganisationId, MemberId),
    now: Timestamp,
) -> Result<bool> {
    attempts::spend(connection, key, PASSKEYS, &second_factor::bound(member), now)
}

/// Asks for a new passkey, of somebody who has just signed in or is about to. None when that was asked too often.
///
/// # Errors
/// `Conflict` when they signed in a while ago or have more than enough.
pub fn ask_for_new(
    connection: &mut AnyConnection,
    (key, place): (&SigningKey, &Place),
    (viewer, session): (&Viewer, &Token),
    now: Timestamp,
) -> Result<Option<Asked>> {
    let member = (viewer.organisation, viewer.member);
    may_add(connection, member, session, now)?;
    if !counted(connection, key, member, now)? {
        return Ok(None);
    }
    let known = of_member(connection, member)?;
    let question = passkey::ask_for_new(place, owner(member), (&viewer.email, &viewer.name), &known)?;
    ask(connection, (NEW, &session.hash()), question, now).map(Some)
}

fn may_add(
    connection: &mut AnyConnection,
    member: (OrganisationId, MemberId),
    session: &Token,
    now: Timestamp,
) -> Result<()> {
    // Whoever has nothing yet sets it up in the middle of signing in; with a link alone nobody adds to what there is.
    if second_factor::has_one(connection, member)? || !sessions::waits(connection, session, now)? {
        sessions::fresh(connection, session, now)?;
    }
    if passkeys::count(connection, member)? >= MOST {
        return Err(Error::new(
            Kind::Conflict,
            "That is more than enough passkeys. Remove one that you no longer use.",
        ));
    }
    Ok(())
}

/// A passkey that was added.
#[derive(Debug)]
pub struct Added {
    /// The session that takes the present one's place.
    pub session: Token,
    /// Recovery codes, if it is the first thing that they could stand in for.
    pub codes: Option<Vec<String>>,
}

/// Keeps the new passkey of an answer; none when the answer isn't right.
///
/// # Errors
/// `Conflict` when the authenticator has one for us already, or they signed in a while ago.
pub fn add(
    connection: &mut AnyConnection,
    (key, place): (&SigningKey, &Place),
    (viewer, session): (&Viewer, &Token),
    (token, answer, name): (&Token, &str, &str),
    (device, lifetimes): (&Device, Lifetimes),
    now: Timestamp,
) -> Result<Option<Added>> {
    let member = (viewer.organisation, viewer.member);
    may_add(connection, member, session, now)?;
    let state = sign_in_questions::take(connection, &token.hash(), NEW, &session.hash(), micros(now))?;
    let Some(made) = state.map(|state| passkey::made(place, &state, answer)).transpose()?.flatten() else {
        return Ok(None);
    };
    if passkeys::by_credential(connection, &made.credential)?.is_some() {
        return Err(Error::new(Kind::Conflict, "That passkey is known here already."));
    }
    let first = !second_factor::has_one(connection, member)?;
    let id = PasskeyId::at(now);
    passkeys::insert(
        connection,
        &PasskeyRow {
            organisation_id: member.0,
            id,
            member_id: member.1,
            name: named(name, &device.name),
            credential: made.credential,
            transports: i32::from(made.transports),
            fixed: made.fixed,
            changing: made.changing,
            created_at: micros(now),
            used_at: None,
        },
    )?;
    tracing::info!(member = %member.1, passkey = %id, "a passkey was added");
    let asked_for = second_factors::policy(connection, member.0)? != SecondFactor::Off;
    let codes = if first && asked_for { Some(second_factor::new_codes(connection, key, member)?) } else { None };
    Ok(Some(Added { session: second_factor::rotate(connection, viewer, session, device, lifetimes, now)?, codes }))
}

fn named(name: &str, otherwise: &str) -> String {
    let name = one_line(name, LONGEST_NAME);
    if name.trim().is_empty() { one_line(otherwise, LONGEST_NAME) } else { name.trim().to_owned() }
}

/// Asks somebody whose link was good for one of their passkeys. None when that was asked too often.
///
/// # Errors
/// `NotFound` when they have none.
pub fn ask_for_second(
    connection: &mut AnyConnection,
    (key, place): (&SigningKey, &Place),
    (waiting, session): (&Waiting, &Token),
    now: Timestamp,
) -> Result<Option<Asked>> {
    let member = (waiting.viewer.organisation, waiting.viewer.member);
    let known = of_member(connection, member)?;
    if known.is_empty() {
        return Err(Error::not_found("There is nothing under this address."));
    }
    if !counted(connection, key, member, now)? {
        return Ok(None);
    }
    let question = passkey::ask_for(place, &known)?;
    ask(connection, (SECOND, &session.hash()), question, now).map(Some)
}

/// Takes the answer of somebody who waits: the session that takes its place.
///
/// # Errors
/// `Unauthenticated` when nobody waits behind the session.
pub fn give(
    connection: &mut AnyConnection,
    place: &Place,
    session: &Token,
    (token, answer): (&Token, &str),
    (device, lifetimes): (&Device, Lifetimes),
    now: Timestamp,
) -> Result<Tried<Token>> {
    let viewer = second_factor::waiting(connection, session, lifetimes, now)?.viewer;
    let member = (viewer.organisation, viewer.member);
    let state = sign_in_questions::take(connection, &token.hash(), SECOND, &session.hash(), micros(now))?;
    let Some(row) = credential(connection, answer)?.filter(|row| (row.organisation_id, row.member_id) == member) else {
        return Ok(Tried::Wrong);
    };
    let Some(state) = state else { return Ok(Tried::Wrong) };
    match passkey::used(place, &state, answer, (owner(member), &kept(&row)))? {
        Some(changing) => {
            passkeys::note_use(connection, (row.organisation_id, row.id), &changing, micros(now))?;
            Ok(Tried::Right(second_factor::rotate(connection, &viewer, session, device, lifetimes, now)?))
        }
        None => Ok(Tried::Wrong),
    }
}

fn credential(connection: &mut AnyConnection, answer: &str) -> Result<Option<PasskeyRow>> {
    match passkey::credential_of(answer) {
        Some(credential) => passkeys::by_credential(connection, &credential),
        None => Ok(None),
    }
}

/// Asks whoever comes for a passkey. None when this network has asked too often.
///
/// # Errors
/// Those of the database.
pub fn ask_for_any(
    connection: &mut AnyConnection,
    (key, place): (&SigningKey, &Place),
    network: &str,
    now: Timestamp,
) -> Result<Option<Asked>> {
    if !attempts::spend(connection, key, PASSKEYS_OF_NETWORK, network.as_bytes(), now)? {
        return Ok(None);
    }
    ask(connection, (ALONE, &[]), passkey::ask_for_any(place)?, now).map(Some)
}

/// Signs in with a passkey alone; none when it isn't right, isn't known, or its member is disabled. A session that the
/// browser still has ends by that.
///
/// # Errors
/// Those of the database.
pub fn sign_in(
    connection: &mut AnyConnection,
    place: &Place,
    old: Option<&Token>,
    (token, answer): (&Token, &str),
    (device, lifetimes): (&Device, Lifetimes),
    now: Timestamp,
) -> Result<Option<Token>> {
    let state = sign_in_questions::take(connection, &token.hash(), ALONE, &[], micros(now))?;
    let (Some(state), Some(row)) = (state, credential(connection, answer)?) else { return Ok(None) };
    let member = (row.organisation_id, row.member_id);
    if members::by_id(connection, member.0, member.1)?.disabled_at.is_some() {
        return Ok(None);
    }
    let Some(changing) = passkey::used_by(place, &state, answer, (owner(member), &kept(&row)))? else {
        return Ok(None);
    };
    passkeys::note_use(connection, (row.organisation_id, row.id), &changing, micros(now))?;
    if let Some(old) = old {
        store::revoke(connection, &old.hash(), micros(now))?;
    }
    sessions::begin(connection, member, true, device, lifetimes, now).map(Some)
}

/// A passkey as its owner sees it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Key.
    pub id: PasskeyId,
    /// What they call it.
    pub name: String,
    /// When it was added.
    pub added: Timestamp,
    /// When it was used last.
    pub used: Option<Timestamp>,
    /// Whether their other devices have it, too.
    pub copied: bool,
}

/// The viewer's passkeys, the oldest first.
///
/// # Errors
/// Those of the database.
pub fn list(connection: &mut AnyConnection, viewer: &Viewer) -> Result<Vec<Listed>> {
    passkeys::of_member(connection, (viewer.organisation, viewer.member))?
        .into_iter()
        .map(|row| {
            Ok(Listed {
                id: row.id,
                copied: kept(&row).is_copied(),
                added: moment(row.created_at)?,
                used: row.used_at.map(moment).transpose()?,
                name: row.name,
            })
        })
        .collect()
}

fn not_theirs() -> Error {
    Error::not_found("There is nothing under this address.")
}

/// Gives one of the viewer's passkeys another name.
///
/// # Errors
/// `NotFound` when it isn't theirs; `Invalid` without a name.
pub fn rename(connection: &mut AnyConnection, viewer: &Viewer, id: PasskeyId, name: &str) -> Result<()> {
    let name = named(name, "");
    let member = (viewer.organisation, viewer.member);
    if !passkeys::of_member(connection, member)?.iter().any(|row| row.id == id) {
        return Err(not_theirs());
    }
    if name.is_empty() {
        return Err(Error::invalid("Give the passkey a name."));
    }
    passkeys::rename(connection, member, id, &name).map(|_| ())
}

/// Removes one of the viewer's passkeys and ends their other sessions. The last second step stays where one is required.
///
/// # Errors
/// `NotFound` when it isn't theirs; `Conflict` when it is the last, or they signed in a while ago.
pub fn remove(
    connection: &mut AnyConnection,
    (viewer, here): (&Viewer, &Token),
    id: PasskeyId,
    now: Timestamp,
) -> Result<()> {
    let member = (viewer.organisation, viewer.member);
    let theirs = passkeys::of_member(connection, member)?;
    if !theirs.iter().any(|row| row.id == id) {
        return Err(not_theirs());
    }
    sessions::fresh(connection, here, now)?;
    let last = theirs.len() == 1 && second_factors::of_member(connection, member)?.is_none();
    if last && is_required(connection, viewer)? {
        let message = "This is your only second step, and you need one. Set up another first, then remove this.";
        return Err(Error::new(Kind::Conflict, message));
    }
    passkeys::delete(connection, member, id)?;
    second_factor::forget_idle_codes(connection, member)?;
    tracing::info!(member = %member.1, passkey = %id, "a passkey was removed");
    sessions::end_others(connection, viewer, here, now).map(|_| ())
}

fn is_required(connection: &mut AnyConnection, viewer: &Viewer) -> Result<bool> {
    let role: Role = viewer.role;
    Ok(second_factors::policy(connection, viewer.organisation)?.after_link(role, false) == NextStep::SetUp)
}
