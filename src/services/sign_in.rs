//! Signing in without a password: a link by mail that works once, for 15 minutes. Opening it shows a button; only the
//! button signs in, so that a mail scanner can't use it up. Tokens are kept as hashes.

pub use super::sessions::Lifetimes;

use super::access::viewer_of;
use super::attempts::{self, LINKS_OF_ADDRESS, LINKS_OF_NETWORK};
use super::choices;
use super::jobs::{self, Job};
use super::post::{Envelope, post};
use super::second_factor;
use super::sessions::{self, Device};
use crate::domain::token::{SigningKey, Token};
use crate::domain::{NextStep, Viewer, calendar, names};
use crate::error::{Error, Kind, Result};
use crate::mail::letters::{self, frame::Frame, sign_in::SignInLetter};
use crate::render::Templates;
use crate::store::columns::micros;
use crate::store::members::{self, MemberRow};
use crate::store::{AnyConnection, organisations, second_factors, sessions as store};
use jiff::{SignedDuration, Timestamp};

/// At most so many links an hour for one member: enough for a lost mail, too few to flood a mailbox.
const LINKS_AN_HOUR: i64 = 5;

/// Has a link written to an address, if it is a member's: the same work whether it is or not. False when this network
/// has asked too often; an address that was written to often enough hears nothing more and is told nothing else.
/// The link leads on to `next`, a path of ours, if one is given.
///
/// # Errors
/// Those of the database.
pub fn ask(
    connection: &mut AnyConnection,
    key: &SigningKey,
    (email, next): (&str, &str),
    network: &str,
    now: Timestamp,
) -> Result<bool> {
    if !attempts::spend(connection, key, LINKS_OF_NETWORK, network.as_bytes(), now)? {
        return Ok(false);
    }
    if attempts::spend(connection, key, LINKS_OF_ADDRESS, email.as_bytes(), now)? {
        jobs::enqueue(connection, None, &Job::SignIn { email: email.to_owned(), next: next.to_owned() }, now)?;
    }
    Ok(true)
}

/// Writes to everybody who signs in from this address; an address we don't know gets nothing. The link leads on to `next`,
/// a path of ours, if one is given.
///
/// # Errors
/// Those of the database and of rendering.
pub fn send_links(
    connection: &mut AnyConnection,
    templates: &Templates,
    public_url: &str,
    lifetimes: Lifetimes,
    (email, next): (&str, &str),
    now: Timestamp,
) -> Result<()> {
    for member in members::active_by_email(connection, &email.to_lowercase())? {
        let key = (member.organisation_id, member.id);
        if members::sign_in_tokens_since(connection, key, micros(now - SignedDuration::from_hours(1)))? >= LINKS_AN_HOUR
        {
            continue;
        }
        let token = new_link(connection, &member, lifetimes, now)?;
        // A page of ours, as the redirect wrote it: nothing in it needs another escape.
        let next = if next.is_empty() { String::new() } else { format!("?next={next}") };
        let link = (format!("{}{next}", link(public_url, &token)), format!("{public_url}/sign-in"));
        let letter = letter(connection, templates, &member, lifetimes, link, now)?;
        let rendered = letters::sign_in(&letter, templates)?;
        let envelope = Envelope {
            kind: "sign_in",
            to_name: &member.name,
            to_address: &member.email,
            list_id: None,
            unsubscribe_url: None,
            answers: None,
        };
        post(connection, key.0, envelope, rendered, now)?;
    }
    Ok(())
}

/// Makes a one-time link's token for a member: also what `member add` prints.
///
/// # Errors
/// Those of the database.
pub fn new_link(
    connection: &mut AnyConnection,
    member: &MemberRow,
    lifetimes: Lifetimes,
    now: Timestamp,
) -> Result<Token> {
    let token = Token::random()?;
    let key = (member.organisation_id, member.id);
    members::insert_sign_in_token(connection, key, &token.hash(), micros(now), micros(now + lifetimes.link))?;
    Ok(token)
}

/// The address that a link's token stands in.
pub fn link(public_url: &str, token: &Token) -> String {
    format!("{public_url}/sign-in/{}", token.reveal())
}

fn letter(
    connection: &mut AnyConnection,
    templates: &Templates,
    member: &MemberRow,
    lifetimes: Lifetimes,
    (link, again): (String, String),
    now: Timestamp,
) -> Result<SignInLetter> {
    let organisation = organisations::by_id(connection, member.organisation_id)?;
    let local = now.to_zoned(calendar::zone(&member.zone)?);
    let language = choices::language(connection, member, &organisation)?;
    let messages = templates.messages();
    let frame = Frame::new(messages, &language, &organisation.name, "")?;
    Ok(SignInLetter {
        first_name: Some(names::first_name(&member.name).to_owned()),
        link,
        minutes: lifetimes.link.as_mins(),
        asked: messages.moment(&frame.lang, local.datetime(), local.date())?,
        again,
        frame,
    })
}

/// Whether the button behind a link is worth showing. Changes nothing.
///
/// # Errors
/// Those of the database.
pub fn link_is_good(connection: &mut AnyConnection, token: &Token, now: Timestamp) -> Result<bool> {
    members::sign_in_token_is_good(connection, &token.hash(), micros(now))
}

/// A session that has begun.
#[derive(Debug)]
pub struct Begun {
    /// Its token, for the browser alone.
    pub session: Token,
    /// Whether they are in; otherwise the second step comes next.
    pub complete: bool,
}

/// Uses a link up and starts a session. One that the browser still has ends by that: whoever signs in gets a new one.
///
/// # Errors
/// `Unauthenticated` when the link was used, is too old, never was, or its member is disabled.
pub fn sign_in(
    connection: &mut AnyConnection,
    token: &Token,
    old: Option<&Token>,
    device: &Device,
    lifetimes: Lifetimes,
    now: Timestamp,
) -> Result<Begun> {
    let refused = || Error::new(Kind::Unauthenticated, "This link no longer works. Ask for another.");
    let key = members::use_sign_in_token(connection, &token.hash(), micros(now))?.ok_or_else(refused)?;
    let member = members::by_id(connection, key.0, key.1)?;
    if member.disabled_at.is_some() {
        return Err(refused());
    }
    if let Some(old) = old {
        store::revoke(connection, &old.hash(), micros(now))?;
    }
    let has_one = second_factor::has_one(connection, key)?;
    let complete = second_factors::policy(connection, key.0)?.after_link(member.role, has_one) == NextStep::In;
    let session = sessions::begin(connection, key, complete, device, lifetimes, now)?;
    Ok(Begun { session, complete })
}

/// Who is behind a session, with the moment it was last seen.
///
/// # Errors
/// `Unauthenticated` when it has ended, waits for the second step, or its member is disabled.
pub fn viewer(
    connection: &mut AnyConnection,
    session: &Token,
    lifetimes: Lifetimes,
    now: Timestamp,
) -> Result<(Viewer, i64)> {
    let refused = || Error::new(Kind::Unauthenticated, "Please sign in.");
    let idle_since = micros(now - lifetimes.idle);
    let found = store::live(connection, &session.hash(), micros(now), idle_since)?
        .filter(|row| row.complete_at.is_some())
        .ok_or_else(refused)?;
    let row = members::by_id(connection, found.organisation_id, found.member_id)?;
    if row.disabled_at.is_some() {
        return Err(refused());
    }
    Ok((viewer_of(connection, row)?, found.seen_at))
}

/// Notes that a session was used.
///
/// # Errors
/// Those of the database.
pub fn touch(connection: &mut AnyConnection, session: &Token, now: Timestamp) -> Result<()> {
    store::touch(connection, &session.hash(), micros(now))
}

/// Ends a session.
///
/// # Errors
/// Those of the database.
pub fn sign_out(connection: &mut AnyConnection, session: &Token, now: Timestamp) -> Result<()> {
    store::revoke(connection, &session.hash(), micros(now))
}
