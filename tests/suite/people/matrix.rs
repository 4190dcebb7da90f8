//! Every route of `routes.rs`, asked by everybody there is: each role, its own team and another's, the organisation next
//! door, somebody whose second step is still to come, somebody who was disabled, and nobody. A route that isn't listed
//! here fails, and so does one that is listed and gone. `-- --nocapture people::matrix` prints the whole of it.

use super::*;
use crate::mailroom::room::{Room, letter, rooms};
use crate::pages::{get, post};
use crate::support::house::ago;
use actix_web::http::{Method, StatusCode};
use smilecard::domain::ids::{ActId, AgentId, CardId, FormId, InboundId, LetterId};
use smilecard::domain::{Kind, Polarity};
use smilecard::mail::letters::Rendered;
use smilecard::services::agent_acts::{self, Actor};
use smilecard::services::agents::{self, Typed};
use smilecard::services::members as services;
use smilecard::services::post::{Envelope, post as send};
use smilecard::store::{disputes, forms};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// Whom a route is for; the columns in the order of [`PEOPLE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// The same for everybody.
    Anybody,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever has the second step before them.
    Waiting,
    /// Agents, about themselves.
    Agents,
    /// The agent whose card it is.
    ItsAgent,
    /// Managers, admins and auditors, of whatever is theirs.
    Readers,
    /// Those who see this card.
    CardReaders,
    /// Those who see this card and may act; an auditor hears that they may not.
    CardManagers,
    /// Those who see the other team's letter.
    LetterReaders,
    /// Those who see it and may act.
    LetterManagers,
    /// Managers and admins, for their own organisation.
    Managers,
    /// Admins and auditors.
    Auditors,
    /// Admins.
    Admins,
    /// Admins of this very organisation.
    ItsAdmin,
    /// Admins of this very organisation; an auditor hears that they may not.
    Postmasters,
    /// Admins, of what managers and auditors see and hear that they may not change.
    Deciders,
}

pub(super) const PEOPLE: [&str; 11] = [
    "nobody",
    "waiting",
    "disabled",
    "agent",
    "colleague",
    "manager",
    "other-team",
    "auditor",
    "admin",
    "next-admin",
    "next-agent",
];

/// What each of [`PEOPLE`] is answered: i comes in, s is sent to sign in, f is told that they may not, n finds nothing.
pub(super) fn expected(who: For) -> &'static str {
    match who {
        For::Anybody => "***********",
        For::SignedIn => "sssiiiiiiii",
        For::Waiting => "sisssssssss",
        For::Agents => "sssiinnnnni",
        For::ItsAgent => "sssinnnnnnn",
        For::Readers => "sssnniiiiin",
        For::CardReaders => "sssnniniinn",
        For::CardManagers => "sssnninfinn",
        For::LetterReaders => "sssnnniiinn",
        For::LetterManagers => "sssnnnifinn",
        For::Managers => "sssnniifiin",
        For::Auditors => "sssnnnniiin",
        For::Admins => "sssnnnnniin",
        For::ItsAdmin => "sssnnnnninn",
        For::Postmasters => "sssnnnnfinn",
        For::Deciders => "sssnnfffiin",
    }
}

/// Method, path, for whom, and what is posted.
pub(super) type Asked = (&'static str, &'static str, For, &'static [(&'static str, &'static str)]);

/// Every route, whom it is for, and fields with which a change would be made.
pub(super) const ROUTES: &[Asked] = &[
    ("GET", "/f/{form}", For::Anybody, &[]),
    ("POST", "/f/{form}", For::Anybody, &[]),
    ("GET", "/f/{form}/a/{link}", For::Anybody, &[]),
    ("POST", "/f/{form}/a/{link}", For::Anybody, &[]),
    ("GET", "/f/{form}/card/{code}", For::Anybody, &[]),
    ("GET", "/logo/{picture}", For::Anybody, &[]),
    ("GET", "/stop/{token}", For::Anybody, &[]),
    ("POST", "/stop/{token}", For::Anybody, &[]),
    ("POST", "/stop/{token}/undo", For::Anybody, &[]),
    ("GET", "/letter/{token}", For::Anybody, &[]),
    ("GET", "/undo/{token}", For::Anybody, &[]),
    ("POST", "/undo/{token}", For::Anybody, &[]),
    ("GET", "/put-right/{token}", For::Anybody, &[]),
    ("POST", "/put-right/{token}", For::Anybody, &[("right", "yes")]),
    ("GET", "/praise/verify", For::Anybody, &[]),
    ("POST", "/praise/verify", For::Anybody, &[("copy", "x")]),
    ("GET", "/static/js/{module}", For::Anybody, &[]),
    ("POST", "/mail/inbound", For::Anybody, &[]),
    ("GET", "/healthz", For::Anybody, &[]),
    ("GET", "/readyz", For::Anybody, &[]),
    ("GET", "/static/smilecard.css", For::Anybody, &[]),
    ("GET", "/static/favicon.svg", For::Anybody, &[]),
    ("GET", "/favicon.ico", For::Anybody, &[]),
    ("POST", "/sign-in", For::Anybody, &[("email", "not an address")]),
    ("GET", "/sign-in/{token}", For::Anybody, &[]),
    ("POST", "/sign-in/{token}", For::Anybody, &[]),
    ("GET", "/sign-in/second", For::Waiting, &[]),
    ("POST", "/sign-in/second", For::Waiting, &[("code", "000000")]),
    ("POST", "/sign-in/second/app", For::Waiting, &[("code", "000000")]),
    ("POST", "/sign-in/second/passkey", For::Waiting, &[]),
    ("POST", "/sign-in/second/passkey/question", For::Waiting, &[]),
    ("POST", "/sign-in/second/passkeys", For::Waiting, &[]),
    ("POST", "/sign-in/second/passkeys/question", For::Waiting, &[]),
    ("GET", "/sign-in/with/{provider}", For::Anybody, &[]),
    ("GET", "/sign-in/with/{provider}/callback", For::Anybody, &[]),
    ("POST", "/sign-in/passkey", For::Anybody, &[]),
    ("POST", "/sign-in/passkey/question", For::Anybody, &[]),
    ("POST", "/account/passkeys", For::SignedIn, &[]),
    ("POST", "/account/passkeys/question", For::SignedIn, &[]),
    ("POST", "/account/passkeys/{passkey}/name", For::SignedIn, &[("name", "x")]),
    ("POST", "/account/passkeys/{passkey}/removal", For::SignedIn, &[]),
    ("GET", "/account", For::SignedIn, &[]),
    ("GET", "/account/letters", For::SignedIn, &[]),
    ("POST", "/account/letters", For::SignedIn, &[("alerts", "once")]),
    ("GET", "/letter-samples", For::Admins, &[]),
    ("GET", "/letter-samples/{language}/{sample}/{part}", For::Admins, &[]),
    ("GET", "/account/app", For::SignedIn, &[]),
    ("POST", "/account/app", For::SignedIn, &[]),
    ("GET", "/", For::SignedIn, &[]),
    ("GET", "/me", For::Agents, &[]),
    ("POST", "/me/letters", For::Agents, &[("praise", "yes")]),
    ("POST", "/me/cards/{praise}/thanks", For::ItsAgent, &[]),
    ("POST", "/me/names", For::Agents, &[("form", "del"), ("answer", "no")]),
    ("POST", "/me/names/undo", For::Agents, &[("form", "del")]),
    ("POST", "/me/names/own", For::Agents, &[("name", "x")]),
    ("POST", "/me/names/own/undo", For::Agents, &[("name", "x")]),
    ("POST", "/me/cards/{praise}/answer", For::Agents, &[("text", "Yes.")]),
    ("GET", "/me/praise", For::Agents, &[]),
    ("GET", "/me/praise.json", For::Agents, &[]),
    ("POST", "/me/cards/{praise}/not-me", For::ItsAgent, &[("reason", " ")]),
    ("GET", "/first-steps", For::Admins, &[]),
    ("GET", "/settings", For::Admins, &[]),
    ("POST", "/settings", For::Admins, &[("name", " ")]),
    ("GET", "/settings/members", For::Admins, &[]),
    ("POST", "/settings/members", For::Admins, &[("name", " "), ("role", "admin")]),
    ("GET", "/settings/members/{member}", For::ItsAdmin, &[]),
    ("POST", "/settings/members/{member}/role", For::ItsAdmin, &[("role", "manager"), ("team", "Billing line")]),
    ("POST", "/settings/members/{member}/second-step/removal", For::ItsAdmin, &[]),
    ("POST", "/settings/members/{member}/disabled", For::ItsAdmin, &[]),
    ("POST", "/settings/members/{member}/disabled/undo", For::ItsAdmin, &[]),
    ("GET", "/settings/teams", For::Admins, &[]),
    ("POST", "/settings/teams", For::Admins, &[("name", " ")]),
    ("POST", "/settings/teams/{team}/name", For::ItsAdmin, &[("name", "Bills")]),
    ("GET", "/settings/staff", For::Admins, &[]),
    ("POST", "/settings/staff", For::Admins, &[("list", "nonsense")]),
    ("POST", "/settings/staff/preview", For::Admins, &[("list", "nonsense")]),
    ("GET", "/settings/hours", For::Admins, &[]),
    (
        "POST",
        "/settings/hours",
        For::Admins,
        &[("day", "mon"), ("opens", "09:00"), ("closes", "17:00"), ("within", "2")],
    ),
    ("GET", "/settings/held", For::Admins, &[]),
    ("POST", "/settings/held", For::Admins, &[("longest", "nonsense")]),
    ("POST", "/settings/held/looks", For::Admins, &[("senders", "nonsense")]),
    ("POST", "/settings/logo", For::Admins, &[]),
    ("POST", "/settings/logo/removal", For::Admins, &[]),
    ("POST", "/settings/logo/removal/undo", For::Admins, &[("logo", "x")]),
    ("GET", "/settings/keeping", For::Admins, &[]),
    ("POST", "/settings/keeping", For::Admins, &[("contact", "1")]),
    ("GET", "/settings/mail", For::Admins, &[]),
    ("POST", "/settings/mail", For::Admins, &[("address", "nonsense")]),
    ("POST", "/settings/mail/removal", For::Admins, &[("address", "nobody@larkspur.example")]),
    ("POST", "/settings/mail/separator", For::Admins, &[("separator", "+")]),
    ("POST", "/settings/mail/receipts", For::Admins, &[("receipts", "no")]),
    ("GET", "/settings/forms", For::Admins, &[]),
    ("POST", "/settings/forms", For::Admins, &[("title-en", " ")]),
    ("GET", "/settings/forms/new", For::Admins, &[]),
    ("POST", "/settings/forms/preview", For::Admins, &[("language", "en"), ("title-en", "How was it?")]),
    ("GET", "/settings/forms/{its-form}", For::ItsAdmin, &[]),
    ("POST", "/settings/forms/{its-form}", For::ItsAdmin, &[("title-en", " ")]),
    ("POST", "/settings/forms/{its-form}/closed", For::ItsAdmin, &[]),
    ("POST", "/settings/forms/{its-form}/closed/undo", For::ItsAdmin, &[]),
    ("GET", "/settings/staff.csv", For::Admins, &[]),
    ("GET", "/settings/staff/new", For::Admins, &[]),
    ("POST", "/settings/staff/new", For::Admins, &[("name", " ")]),
    ("GET", "/settings/staff/acts", For::Admins, &[]),
    ("POST", "/settings/staff/acts/{merging}/undo", For::ItsAdmin, &[]),
    ("GET", "/settings/staff/{agent}", For::ItsAdmin, &[]),
    ("POST", "/settings/staff/{agent}", For::ItsAdmin, &[("name", " ")]),
    ("POST", "/settings/staff/{agent}/names", For::ItsAdmin, &[("alias", "Derro")]),
    ("POST", "/settings/staff/{agent}/names/removal", For::ItsAdmin, &[("alias", "Derro")]),
    ("GET", "/settings/staff/{agent}/merge", For::ItsAdmin, &[]),
    ("POST", "/settings/staff/{agent}/merge", For::ItsAdmin, &[("into", "{agent}")]),
    ("GET", "/settings/staff/{agent}/leaving", For::ItsAdmin, &[]),
    ("POST", "/settings/staff/{leaver}/archive", For::ItsAdmin, &[]),
    ("POST", "/settings/staff/{leaver}/archive/undo", For::ItsAdmin, &[]),
    ("POST", "/settings/staff/{agent}/stand-in", For::ItsAdmin, &[("name", "somebody else")]),
    ("POST", "/settings/staff/{agent}/erasure", For::ItsAdmin, &[("name", "somebody else")]),
    ("GET", "/reads", For::Auditors, &[]),
    ("GET", "/outbox", For::Auditors, &[]),
    ("POST", "/outbox/{waiting}/again", For::Postmasters, &[]),
    ("POST", "/outbox/{waiting}/drop", For::Postmasters, &[]),
    ("POST", "/outbox/{waiting}/drop/undo", For::Postmasters, &[]),
    ("GET", "/inbox", For::Readers, &[]),
    ("GET", "/inbox/counts", For::Readers, &[]),
    ("POST", "/inbox/changes", For::Managers, &[("do", "take")]),
    ("GET", "/inbox/looks", For::Readers, &[]),
    ("POST", "/inbox/looks/{look}/card", For::CardManagers, &[]),
    ("POST", "/inbox/looks/{look}/card/undo", For::CardManagers, &[]),
    ("POST", "/inbox/looks/{look}/spam", For::CardManagers, &[]),
    ("POST", "/inbox/looks/{look}/spam/undo", For::CardManagers, &[]),
    ("GET", "/cards/{card}", For::CardReaders, &[]),
    ("GET", "/cards/{card}/do/{action}", For::CardReaders, &[]),
    ("POST", "/cards/{card}/owner", For::CardManagers, &[]),
    ("POST", "/cards/{card}/seen", For::CardManagers, &[]),
    ("POST", "/cards/{card}/notes", For::CardManagers, &[("note", " ")]),
    ("POST", "/cards/{card}/about", For::CardManagers, &[("about", "person")]),
    ("POST", "/changes/{act}/undo", For::Managers, &[]),
    ("GET", "/letters", For::Readers, &[]),
    ("POST", "/letters", For::Readers, &[("cadence", "never")]),
    ("GET", "/letters/sent/{digest}", For::Readers, &[]),
    ("POST", "/letters/{subscription}", For::Readers, &[]),
    ("POST", "/letters/{subscription}/stop", For::Readers, &[]),
    ("POST", "/letters/{subscription}/stop/undo", For::Readers, &[]),
    ("GET", "/told/{window}", For::Readers, &[]),
    ("GET", "/replies", For::Readers, &[]),
    ("POST", "/replies", For::Managers, &[("name", " ")]),
    ("POST", "/replies/{reply}", For::Managers, &[("name", " ")]),
    ("POST", "/replies/{reply}/removal", For::Managers, &[]),
    ("POST", "/cards/{card}/answer", For::CardManagers, &[]),
    ("POST", "/cards/{card}/kind", For::CardManagers, &[("kind", "mixed")]),
    ("POST", "/cards/{card}/release", For::CardManagers, &[("agent", "{agent}"), ("note", "Look.")]),
    ("POST", "/cards/{card}/release/undo", For::CardManagers, &[("agent", "{agent}")]),
    ("POST", "/cards/{card}/closure", For::CardManagers, &[("note", "Rang her.")]),
    ("POST", "/cards/{card}/closure/undo", For::CardManagers, &[]),
    ("POST", "/cards/{card}/letters", For::CardManagers, &[("text", " ")]),
    ("GET", "/cards/{card}/letters/{letter}/raw", For::CardReaders, &[]),
    ("GET", "/cards/{card}/letters/{letter}/files/{place}", For::CardReaders, &[]),
    ("POST", "/cards/{asking}/triage/{question}", For::CardManagers, &[("agent", "{agent}")]),
    ("POST", "/cards/{asking}/triage/{question}/undo", For::CardManagers, &[]),
    ("GET", "/cards/{card}/people?for=mention", For::CardManagers, &[]),
    ("POST", "/cards/{card}/mentions", For::CardManagers, &[("agent", "{agent}")]),
    ("POST", "/cards/{card}/mentions/{agent}/polarity", For::CardManagers, &[("kind", "complaint")]),
    ("POST", "/cards/{card}/mentions/{agent}/move", For::CardManagers, &[("agent", "{agent}")]),
    ("POST", "/cards/{spare}/mentions/{agent}/removal", For::CardManagers, &[]),
    ("POST", "/cards/{card}/decisions/{act}/undo", For::CardManagers, &[]),
    ("POST", "/cards/{praise}/not-me/{dispute}", For::CardManagers, &[("agent", "keep"), ("note", "It is.")]),
    ("GET", "/report", For::Readers, &[]),
    ("GET", "/report.csv", For::Readers, &[]),
    ("GET", "/report.xlsx", For::Readers, &[]),
    ("GET", "/report/themes", For::Readers, &[]),
    ("POST", "/report/themes", For::Deciders, &[("name", " ")]),
    ("POST", "/report/themes/{number}", For::Deciders, &[("name", " ")]),
    ("POST", "/report/themes/{number}/removal", For::Deciders, &[]),
    ("POST", "/report/themes/{number}/removal/undo", For::Deciders, &[]),
    ("POST", "/report/themes/start", For::Deciders, &[]),
    ("GET", "/links", For::Readers, &[]),
    ("GET", "/links/poster", For::Readers, &[]),
    ("GET", "/links/qr.svg", For::Readers, &[]),
    ("GET", "/links/qr.png", For::Readers, &[]),
    ("POST", "/links/{agent}/replacement", For::CardManagers, &[]),
    ("GET", "/learnt", For::Readers, &[]),
    ("POST", "/learnt/removal", For::Managers, &[("form", "del")]),
    ("POST", "/learnt/removals/{act}/undo", For::Managers, &[]),
    ("POST", "/learnt/names", For::Managers, &[("who", "Derrick Hale"), ("agent", "{agent}"), ("alias", "Rick")]),
    ("POST", "/learnt/names/removal", For::Managers, &[("agent", "{agent}"), ("alias", "Rick")]),
    ("POST", "/learnt/caution", For::Deciders, &[("caution", "balanced")]),
    ("GET", "/not-accepted", For::Readers, &[]),
    ("GET", "/not-accepted/{refused}/raw", For::LetterReaders, &[]),
    ("POST", "/not-accepted/{refused}/card", For::LetterManagers, &[]),
    ("POST", "/not-accepted/{refused}/card/undo", For::LetterManagers, &[]),
    ("POST", "/not-accepted/{refused}/block", For::LetterManagers, &[]),
    ("POST", "/not-accepted/{refused}/block/undo", For::LetterManagers, &[]),
    ("GET", "/blocked", For::Readers, &[]),
    ("POST", "/blocked/undo", For::Managers, &[("address", "x@y.example")]),
    // Last: these end what the others need.
    ("POST", "/account/app/removal", For::SignedIn, &[("code", "000000")]),
    ("POST", "/account/recovery-codes", For::SignedIn, &[("code", "000000")]),
    ("POST", "/account/sessions/end", For::SignedIn, &[("session", "00")]),
    ("POST", "/account/sessions/end-others", For::SignedIn, &[]),
    // In a place of their own: their answers lead to the sign-in page whoever asks.
    ("GET", "/sign-in", For::Anybody, &[]),
    ("POST", "/sign-out", For::Anybody, &[]),
];

/// Routes where whoever may come in finds nothing in this house, so that only the refusals are told apart.
const EMPTY: &[&str] = &[
    "/letter-samples/{language}/{sample}/{part}",
    "/sign-in/second",
    "/sign-in/second/passkey/question",
    "/account/passkeys/{passkey}/name",
    "/account/passkeys/{passkey}/removal",
    "/account/app",
    "/account/app/removal",
    "/account/recovery-codes",
    "/account/sessions/end",
    "/learnt/removals/{act}/undo",
    "/learnt/removal",
    "/cards/{card}/release/undo",
    "/me/names",
    "/me/names/undo",
    "/letters/sent/{digest}",
    "/letters/{subscription}",
    "/letters/{subscription}/stop",
    "/letters/{subscription}/stop/undo",
    "/told/{window}",
    "/report/themes/{number}",
    "/report/themes/{number}/removal",
    "/report/themes/{number}/removal/undo",
    "/links/poster",
    "/links/qr.svg",
    "/links/qr.png",
    "/me/names/own/undo",
    "/me/cards/{praise}/answer",
    "/changes/{act}/undo",
    "/settings/mail/removal",
    "/settings/logo/removal",
    "/settings/logo/removal/undo",
    "/replies/{reply}/removal",
];

/// Changes that can be made once: the second who may finds nothing left to do.
const ONCE: &[&str] = &[
    "/cards/{asking}/triage/{question}/undo",
    "/cards/{spare}/mentions/{agent}/removal",
    "/cards/{praise}/not-me/{dispute}",
    "/learnt/names/removal",
];

/// One letter that became a card of the billing team, with an attachment.
const LETTER: &str = "From: Rosa Lind <rosa@customer.example>\r\nTo: cards@larkspur.example\r\n\
    Date: Mon, 16 Nov 2026 10:00:00 +0000\r\nSubject: My bill\r\nMessage-ID: <m1@customer.example>\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nDerrick Hale was rude to me.\r\n\
    --b\r\nContent-Type: text/csv; name=\"bill.csv\"\r\nContent-Disposition: attachment; filename=\"bill.csv\"\r\n\r\n1;2\r\n--b--";

pub(super) struct Scene {
    pub(super) room: Room,
    pub(super) people: Vec<Option<Person>>,
    /// A member whom settings are about.
    subject: Person,
    pub(super) card: CardId,
    letter: InboundId,
    pub(super) praise: CardId,
    spare: CardId,
    asking: CardId,
    dispute: String,
    refused: InboundId,
    /// A letter of ours that waits to be sent.
    waiting: LetterId,
    /// What the billing team should look at before it is a card.
    look: CardId,
    form: FormId,
    /// Two entries that were made one, and somebody who leaves.
    merging: (ActId, AgentId),
}

impl Scene {
    pub(super) fn set(room: Room) -> Self {
        let (house, next, db) = (room.house.clone(), room.next_door.clone(), room.db.database.clone());
        let person = |name: &str, role, leads: &[_], agent| house.person(&db, name, role, leads, agent);
        let people = vec![
            None,
            Some(waiting(&room)),
            Some(disabled(&room)),
            Some(person("Derrick Hale", Role::Agent, &[], Some(house.derrick))),
            Some(person("Maria Ortiz", Role::Agent, &[], Some(house.maria))),
            Some(person("Bill Billing", Role::Manager, &[house.billing], None)),
            Some(person("Sue Shop", Role::Manager, &[house.shop], None)),
            Some(person("Abel Auditor", Role::Auditor, &[], None)),
            Some(person("Ada Admin", Role::Admin, &[], None)),
            Some(next.person(&db, "Stan Stranger", Role::Admin, &[], None)),
            Some(next.person(&db, "Nora Next", Role::Agent, &[], Some(next.derrick))),
        ];
        let subject = person("Sam Subject", Role::Manager, &[house.billing], None);
        let letter = room.post(LETTER);
        let card = room.card_of(letter).id;
        let leave = |words: &str, polarity| {
            let kind = if polarity == Polarity::Praise { Kind::Praise } else { Kind::Complaint };
            house.leave(&db, house.card(kind, words, ago(3)), &[(house.derrick, "Derrick", polarity)])
        };
        let praise = leave("Derrick explained my bill.", Polarity::Praise);
        let spare = leave("Derrick never rang back.", Polarity::Complaint);
        let asking = house.card(Kind::Praise, "Derek was patient, and Derrick too.", ago(4));
        let asking = house.leave_question(&db, asking, "Derek", &[house.derrick]);
        tie(&room, asking);
        let said = [("reason", "I was on leave.")];
        post(&db, &format!("/me/cards/{praise}/not-me"), people[3].as_ref(), &said);
        let rows = room.read(|connection| disputes::of_cards(connection, house.organisation, &[praise]));
        let dispute = rows[0].id.to_string();
        let away = self::letter("m9", "Away.")
            .replace("Subject: Thanks", "Subject: Out of office\r\nAuto-Submitted: auto-replied");
        let refused = room.arrive("cards+mill-street@larkspur.example", "rosa@customer.example", &away);
        Self {
            waiting: letter_out(&room),
            look: crate::looks::one(&room),
            form: room.read(|connection| forms::by_slug(connection, "mill-street")).id,
            merging: merging(&room),
            room,
            people,
            subject,
            card,
            letter,
            praise,
            spare,
            asking,
            dispute,
            refused,
        }
    }

    /// A path of this house; an act is one that was just made.
    fn filled(&self, text: &str) -> String {
        let mut text = text.to_owned();
        if text.contains("{act}") {
            text = text.replace("{act}", &self.act());
        }
        for (name, value) in [
            ("{card}", self.card.to_string()),
            ("{letter}", self.letter.to_string()),
            ("{praise}", self.praise.to_string()),
            ("{spare}", self.spare.to_string()),
            ("{asking}", self.asking.to_string()),
            ("{dispute}", self.dispute.clone()),
            ("{refused}", self.refused.to_string()),
            ("{agent}", self.room.house.derrick.to_string()),
            ("{waiting}", self.waiting.to_string()),
            ("{look}", self.look.to_string()),
            ("{member}", self.subject.member.to_string()),
            ("{team}", self.room.house.billing.to_string()),
            ("{reply}", self.card.to_string()),
            ("{merging}", self.merging.0.to_string()),
            ("{leaver}", self.merging.1.to_string()),
            ("{number}", "1".to_owned()),
            ("{question}", "0".to_owned()),
            ("{place}", "0".to_owned()),
            ("{action}", "take".to_owned()),
            ("{form}", "mill-street".to_owned()),
            ("{its-form}", self.form.to_string()),
        ] {
            text = text.replace(name, &value);
        }
        text.replace(['{', '}'], "-")
    }

    /// Corrects something and returns the act, to be taken back.
    fn act(&self) -> String {
        let path = format!("/cards/{}/mentions/{}/polarity", self.card, self.room.house.derrick);
        for kind in ["praise", "complaint"] {
            let page = post(&self.room.db.database, &path, self.people[8].as_ref(), &[("kind", kind)]);
            if let Some((_, act)) = page.location.split_once("act=") {
                return act.to_owned();
            }
        }
        panic!("nothing could be corrected");
    }

    fn ask(&self, (method, path, fields): (&str, &str, &[(&str, &str)]), person: Option<&Person>) -> Page {
        let path = self.filled(path);
        if method == "GET" {
            return get(&self.room.db.database, &path, person);
        }
        let fields: Vec<(&str, String)> = fields.iter().map(|(name, value)| (*name, self.filled(value))).collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        post(&self.room.db.database, &path, person, &fields)
    }
}

/// Lets the billing team see a card that only asks who is meant.
fn tie(room: &Room, card: CardId) {
    let (house, row) = (room.house.clone(), room.card(card));
    room.write(move |connection| {
        smilecard::store::mentions::insert(
            connection,
            &[smilecard::store::mentions::MentionRow {
                organisation_id: house.organisation,
                agent_id: house.derrick,
                card_id: card,
                spans: "[]".to_owned(),
                surface: "Derrick".to_owned(),
                rule: "exact".to_owned(),
                confidence: 0.95,
                polarity: Polarity::Praise,
                why: "It is in the message.".to_owned(),
                tagged_by: None,
                created_at: row.received_at,
                released_at: None,
                released_by: None,
                release_note: None,
            }],
        )
    });
}

/// Somebody who was twice on the list, and is no more; and somebody who is about to leave.
fn merging(room: &Room) -> (ActId, AgentId) {
    let (organisation, maria) = (room.house.organisation, room.house.maria);
    room.write(move |connection| {
        let actor = Actor { organisation, member: None };
        let mut add = |name: &str| {
            let typed = Typed { name: name.to_owned(), ..Typed::default() };
            agents::add(connection, actor, &typed, now()).map(|row| row.id)
        };
        let (twice, leaver) = (add("Marie Ortiz")?, add("Lea Vere")?);
        Ok((agent_acts::merge(connection, actor, (twice, maria), now())?, leaver))
    })
}

/// A letter of ours on its way out.
fn letter_out(room: &Room) -> LetterId {
    let organisation = room.house.organisation;
    room.write(move |connection| {
        let envelope = Envelope {
            kind: "answer",
            to_name: "Rosa Lind",
            to_address: "rosa@customer.example",
            list_id: None,
            unsubscribe_url: None,
            answers: None,
        };
        let text = || "We looked into it.".to_owned();
        let letter = Rendered { subject: text(), text: text(), html: text() };
        send(connection, organisation, envelope, letter, now())
    })
}

/// An admin whose link was good and who has not given a code.
fn waiting(room: &Room) -> Person {
    let wanda = room.house.person(&room.db.database, "Wanda Waiting", Role::Admin, &[], None);
    super::sign_in(&room.db, &room.house, &wanda).1
}

fn disabled(room: &Room) -> Person {
    let dora = room.house.person(&room.db.database, "Dora Disabled", Role::Admin, &[], None);
    let (organisation, member) = (room.house.organisation, dora.member);
    room.write(move |connection| services::disable(connection, organisation, member, now()));
    dora
}

fn verdict(page: &Page) -> char {
    match page.status {
        StatusCode::SEE_OTHER if page.location.starts_with("/sign-in") => 's',
        StatusCode::FORBIDDEN => 'f',
        StatusCode::NOT_FOUND => 'n',
        _ => 'i',
    }
}

/// Method and path of every line of `routes.rs`, with the names of the parts taken out.
fn routes() -> BTreeSet<(String, String)> {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/web/routes.rs")).unwrap();
    let mut found = BTreeSet::new();
    for resource in text.split("web::resource(\"").skip(1) {
        let path = bare(resource.split('"').next().unwrap());
        let routes = resource.split(';').next().unwrap();
        let get = routes.matches("reading()").count() + routes.matches("web::get()").count();
        let posts = routes.matches("web::post()").count();
        assert_eq!(get + posts, routes.matches(".route(").count(), "a route of another method: {routes}");
        if get > 0 {
            found.insert(("GET".to_owned(), path.clone()));
        }
        if posts > 0 {
            found.insert(("POST".to_owned(), path));
        }
    }
    assert!(!text.contains("web::scope"), "a scope hides routes from this test");
    assert!(found.len() > 50);
    found
}

/// "/cards/{card}/owner" as "/cards/{}/owner".
fn bare(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let mut out = String::new();
    for part in path.split('{') {
        let rest = part.split_once('}').map_or(part, |(_, rest)| rest);
        out.push_str(if part == rest { "" } else { "{}" });
        out.push_str(rest);
    }
    out
}

#[test]
fn every_route_is_asked_by_everybody_and_none_is_left_out() {
    let listed: BTreeSet<_> = ROUTES.iter().map(|(method, path, ..)| ((*method).to_owned(), bare(path))).collect();
    let there = routes();
    let missing: Vec<_> = there.difference(&listed).collect();
    assert!(missing.is_empty(), "routes that this test doesn't know; say whom they are for: {missing:?}");
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(gone.is_empty(), "routes that are no more: {gone:?}");

    for room in rooms() {
        let scene = Scene::set(room);
        let (mut wrong, mut shown) = (Vec::new(), format!("{:58}", "") + &PEOPLE.join(" ") + "\n");
        for (method, path, who, fields) in ROUTES {
            let expected = expected(*who);
            // Those who may not come first: what they were refused is still there for those who may.
            let order = |letter: char| u8::from(letter == 'i');
            let mut columns: Vec<usize> = (0..PEOPLE.len()).collect();
            columns.sort_by_key(|column| order(expected.as_bytes()[*column].into()));
            let mut said = vec![' '; PEOPLE.len()];
            let (mut first, mut done) = (None, false);
            for column in columns {
                if *who == For::Anybody && path.starts_with("/sign-") {
                    // The waiting person is shown on, and whoever signs out is out: told apart in other tests.
                    said[column] = '*';
                    continue;
                }
                let page = scene.ask((*method, *path, *fields), scene.people[column].as_ref());
                let letter = verdict(&page);
                said[column] = letter;
                let right = match expected.as_bytes()[column].into() {
                    '*' => *first.get_or_insert(page.status) == page.status,
                    'i' => letter == 'i' || letter == 'n' && (EMPTY.contains(path) || done && ONCE.contains(path)),
                    other => letter == other,
                };
                done |= letter == 'i';
                if !right {
                    let (name, status) = (PEOPLE[column], page.status);
                    wrong.push(format!("{method} {path} by {name}: {letter} ({status}) instead of {expected}"));
                }
            }
            let _ = write!(shown, "{:58}", format!("{method} {path}"));
            for (letter, name) in said.iter().zip(PEOPLE) {
                let _ = write!(shown, "{letter:<width$} ", width = name.len());
            }
            shown.push('\n');
        }
        println!("{}\n{shown}", scene.room.db.kind);
        assert!(wrong.is_empty(), "{}:\n{}", scene.room.db.kind, wrong.join("\n"));
    }
}

#[test]
fn a_guess_at_somebody_elses_card_is_answered_like_one_at_nothing_in_the_same_time() {
    for room in rooms() {
        let scene = Scene::set(room);
        let db = &scene.room.db.database;
        let (agent, colleague, other) = (&scene.people[3], &scene.people[4], &scene.people[6]);
        for (person, of_others) in [
            (other, format!("/cards/{}", scene.card)),
            (agent, format!("/cards/{}", scene.card)),
            (colleague, format!("/cards/{}", scene.card)),
        ] {
            let nothing = format!("/cards/{}", CardId::at(ago(3)));
            let mut times: [Vec<Duration>; 2] = [Vec::new(), Vec::new()];
            let mut bodies = BTreeSet::new();
            for round in 0..60 {
                let at = round % 2;
                let path = if at == 0 { &of_others } else { &nothing };
                let begun = Instant::now();
                let page = crate::pages::ask_with(
                    db,
                    &Arc::default(),
                    TestRequest::with_uri(path).method(Method::GET),
                    person.as_ref(),
                );
                times[at].push(begun.elapsed());
                assert_eq!(page.status, StatusCode::NOT_FOUND);
                bodies.insert(page.html);
            }
            assert_eq!(bodies.len(), 1, "the same page");
            let [theirs, none] = times.map(|mut times| {
                times.sort();
                times[times.len() / 2]
            });
            let apart = theirs.abs_diff(none);
            assert!(apart < none / 2 || apart < Duration::from_millis(2), "{theirs:?} and {none:?}");
        }
    }
}
