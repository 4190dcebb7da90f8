//! Inviting somebody: they become a member at once, and a letter tells them where to sign in. It holds no link that lets
//! anybody in: whoever can read the address's mail asks for one there.

use super::access::may_set_up;
use super::members::{self, NewMember};
use super::post::{Envelope, post};
use super::subscriptions::{self, NewSubscription};
use crate::domain::{Role, Viewer, names};
use crate::error::{Error, Result};
use crate::mail::letters::frame::Frame;
use crate::mail::letters::voice::Voice;
use crate::mail::letters::{self, invitation::InvitationLetter};
use crate::render::Templates;
use crate::services::choices;
use crate::store::members::MemberRow;
use crate::store::{AnyConnection, organisations};
use jiff::Timestamp;

/// Who is invited, as what.
#[derive(Clone, Debug, Default)]
pub struct Invited {
    /// Name for people.
    pub name: String,
    /// Address.
    pub email: String,
    /// What they may do.
    pub role: Option<Role>,
    /// Names of the teams they lead.
    pub teams: Vec<String>,
}

/// Adds a member, writes to them, and subscribes managers and admins to the weekly letter.
///
/// # Errors
/// `NotFound` for whoever is no admin; `Invalid` when something is missing or taken.
pub fn invite(
    connection: &mut AnyConnection,
    (templates, public_url): (&Templates, &str),
    viewer: &Viewer,
    invited: &Invited,
    now: Timestamp,
) -> Result<MemberRow> {
    may_set_up(viewer)?;
    let role = invited
        .role
        .filter(|role| *role != Role::Agent)
        .ok_or_else(|| Error::invalid("Choose what they may do. Agents sign in by the staff list."))?;
    if role == Role::Manager && invited.teams.is_empty() {
        return Err(Error::invalid("Choose the teams they look after."));
    }
    let organisation = organisations::by_id(connection, viewer.organisation)?;
    let new = NewMember {
        email: &invited.email,
        name: &invited.name,
        role,
        zone: &organisation.zone,
        teams: if role == Role::Manager { &invited.teams } else { &[] },
        agent: None,
    };
    let member = members::add(connection, organisation.id, &new, now)?;
    if role != Role::Auditor {
        let wanted = NewSubscription { member: Some(member.id), ..NewSubscription::default() };
        subscriptions::create(connection, organisation.id, &wanted, now)?;
    }
    let language = choices::language(connection, &member, &organisation)?;
    let voice = Voice::new(templates.messages(), &language);
    let frame = Frame::new(templates.messages(), &language, &organisation.name, "")?;
    let (inviter, teams) = (names::one_line(&viewer.name, 80), voice.list(&invited.teams));
    let key = match role {
        Role::Admin => "invitation-admin",
        Role::Auditor => "invitation-auditor",
        Role::Manager | Role::Agent => "invitation-manager",
    };
    let letter = InvitationLetter {
        first_name: names::one_line(names::first_name(&member.name), 80),
        added: voice.say(key, &[("inviter", &inviter), ("organisation", &frame.organisation), ("teams", &teams)]),
        inviter,
        address: member.email.clone(),
        link: format!("{public_url}/sign-in"),
        frame,
    };
    voice.checked()?;
    let rendered = letters::invitation(&letter, templates)?;
    let envelope = Envelope {
        kind: "invitation",
        to_name: &member.name,
        to_address: &member.email,
        list_id: None,
        unsubscribe_url: None,
        answers: None,
    };
    post(connection, organisation.id, envelope, rendered, now)?;
    Ok(member)
}
