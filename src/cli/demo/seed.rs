//! Fills an empty database with the sample organisation. Cards are stored by the services that store real ones, each
//! with the clock at its own time; managers then act on them as the sample says.

use super::sample::{self, Card, Ending, People};
use crate::app::App;
use crate::domain::calendar::{monday_of, zone};
use crate::domain::ids::{ActId, AgentId, CardId, OrganisationId};
use crate::domain::token::Token;
use crate::domain::{Outcome, Polarity, SecondFactor, Source, Via, Viewer, roster_file};
use crate::error::{Error, Result};
use crate::mail::mailer::Caught;
use crate::services::access::viewer_of;
use crate::services::arrivals::Arrival;
use crate::services::directory::House;
use crate::services::members::{self as member_services, NewMember};
use crate::services::organisations::{NewForm, NewOrganisation, add_form, create, team_named};
use crate::services::sign_in::{self, Lifetimes};
use crate::services::subscriptions::{self, NewSubscription, Wishes};
use crate::services::{closure, kind, letters_in, owner, release, roster as roster_services, triage};
use crate::services::{submission, submitted::Submission};
use crate::store::columns::micros;
use crate::store::forms::FormRow;
use crate::store::{AnyConnection, cards, forms, mentions, organisations, roster, second_factors};
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp, ToSpan};
use std::collections::HashMap;
use std::time::Duration;

/// The number of the newest complete week in the sample's files.
const NEWEST_WEEK: i64 = 7;

/// How many cards share one commit while the sample is stored.
const BATCH: usize = 64;

/// The sample organisation, stored.
pub(super) struct World {
    organisation: OrganisationId,
    /// When the newest Monday's letters are due, the last of them.
    pub(super) letters_at: Timestamp,
}

/// Stores the sample unless it is there already.
pub(super) fn fill(app: &App) -> Result<World> {
    let mut people = sample::people()?;
    let zone = zone(&people.organisation.zone)?;
    let now = app.clock.now();
    let monday = monday_of(now.to_zoned(zone.clone()).date());
    let at = |date: Date, time: Time| -> Result<Timestamp> {
        let moment = date.to_datetime(time).to_zoned(zone.clone());
        Ok(moment.map_err(|cause| Error::internal("The sample's calendar is wrong.").with_source(cause))?.timestamp())
    };
    let letters_at = at(monday, Time::constant(9, 0, 1, 0))?;
    let slug = people.organisation.id.clone();
    if let Some(known) = app.database.read(organisations::all)?.into_iter().find(|row| row.slug == slug) {
        return Ok(World { organisation: known.id, letters_at });
    }
    let first_week = monday.saturating_sub(8.weeks());
    let founded = at(first_week.saturating_sub(1.days()), Time::constant(12, 0, 0, 0))?;
    let subscribed = at(monday.saturating_sub(6.days()), Time::constant(12, 0, 0, 0))?;
    let rules = app.rules();
    let letters = std::mem::take(&mut people.subscriptions);
    let (organisation, house, cast) = app.database.write(move |connection| {
        let organisation = found(connection, &people, founded)?;
        let cast = Cast::read(connection, organisation, &people, subscribed, rules)?;
        Ok((organisation, House::read(connection, organisation)?, cast))
    })?;
    let house = std::sync::Arc::new(house);
    let mut waiting = sample::cards()?.into_iter().peekable();
    while waiting.peek().is_some() {
        let mut batch = Vec::with_capacity(BATCH);
        for card in waiting.by_ref().take(BATCH) {
            let time: Time = format!("{}:00", card.time)
                .parse()
                .map_err(|cause: jiff::Error| Error::internal("A sample card has no time.").with_source(cause))?;
            batch.push((at(first_week.saturating_add(card.week.weeks()).saturating_add(card.day.days()), time)?, card));
        }
        let (house, cast) = (std::sync::Arc::clone(&house), cast.clone());
        app.database.write(move |connection| {
            batch.iter().try_for_each(|(moment, card)| put(connection, &house, &cast, card, *moment, now))
        })?;
    }
    // On the last evening, so that the newest weekly letter counts them.
    let evening = at(monday.saturating_sub(1.days()), Time::constant(20, 0, 0, 0))?;
    app.database.write(move |connection| {
        for (minute, arrival) in (0..).zip(super::post::letters(&cast.mail_address)) {
            letter_in(connection, &house, &cast.rules, &arrival, evening + SignedDuration::from_mins(minute))?;
        }
        subscribe(connection, organisation, &cast, &letters, subscribed)
    })?;
    Ok(World { organisation, letters_at })
}

fn found(connection: &mut AnyConnection, people: &People, now: Timestamp) -> Result<OrganisationId> {
    let organisation = &people.organisation;
    let new = NewOrganisation {
        slug: organisation.id.clone(),
        name: organisation.name.clone(),
        zone: organisation.zone.clone(),
        language: "en".to_owned(),
        mail_address: organisation.mail_address.clone(),
        postal_line: organisation.postal.clone(),
    };
    let id = create(connection, &new, now)?;
    // Whoever looks around has no app at hand for it; their account offers one.
    second_factors::set_policy(connection, id, SecondFactor::Optional)?;
    let rows = roster_file::read(sample::ROSTER)?;
    roster_services::import(connection, id, &rows, now)?;
    for form in &people.forms {
        let team = people.teams.iter().find(|team| Some(&team.id) == form.team.as_ref());
        let team = team.map(|team| team_named(connection, id, &team.name, now)).transpose()?;
        let new = NewForm { slug: &form.id, title: &form.title, team, location: form.location.as_deref() };
        add_form(connection, id, &new, now)?;
    }
    Ok(id)
}

/// Who acts in the sample, by the names that its files use.
#[derive(Clone)]
struct Cast {
    managers: HashMap<String, Viewer>,
    agents: HashMap<String, AgentId>,
    forms: HashMap<String, FormRow>,
    mail_address: String,
    rules: letters_in::Rules,
}

impl Cast {
    fn read(
        connection: &mut AnyConnection,
        organisation: OrganisationId,
        people: &People,
        subscribed: Timestamp,
        rules: letters_in::Rules,
    ) -> Result<Self> {
        let mut managers = HashMap::new();
        for member in &people.members {
            let teams: Vec<String> = member
                .teams
                .iter()
                .filter_map(|id| people.teams.iter().find(|team| &team.id == id).map(|team| team.name.clone()))
                .collect();
            let new = NewMember {
                email: &member.email,
                name: &member.name,
                role: member.role,
                zone: &member.zone,
                teams: &teams,
                agent: None,
            };
            let row = member_services::add(connection, organisation, &new, subscribed)?;
            managers.insert(member.id.clone(), viewer_of(connection, row)?);
        }
        let agents = roster::agents_of(connection, organisation)?
            .into_iter()
            .map(|agent| (agent.external_id, agent.id))
            .collect();
        let forms = forms::of_organisation(connection, organisation)?
            .into_iter()
            .map(|form| (form.slug.clone(), form))
            .collect();
        Ok(Self { rules, managers, agents, forms, mail_address: people.organisation.mail_address.clone() })
    }
}

/// Letters begin last: a card that is stored after one began is in it, however old it is.
fn subscribe(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    cast: &Cast,
    wanted: &[sample::Subscription],
    now: Timestamp,
) -> Result<()> {
    for wanted in wanted {
        let member = wanted.member.as_ref().and_then(|id| cast.managers.get(id)).map(|viewer| viewer.member);
        let new = NewSubscription {
            member,
            email: wanted.address.as_deref().unwrap_or(""),
            name: "",
            wishes: Wishes::weekly(1, wanted.hour, &wanted.zone),
        };
        subscriptions::create(connection, organisation, &new, now)?;
    }
    Ok(())
}

/// Stores one card at its time and lets the managers act on it.
fn put(
    connection: &mut AnyConnection,
    house: &House,
    cast: &Cast,
    card: &Card,
    moment: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let id = match card.source.as_str() {
        "email" => by_mail(connection, house, cast, card, moment)?,
        _ => Some(by_form(connection, house, cast, card, moment)?),
    };
    let Some(id) = id else { return Ok(()) };
    correct(connection, cast, card, id, moment)?;
    confirm(connection, cast, card, id, moment)?;
    if let Some(ending) = &card.outcome {
        act(connection, cast, ending, id, moment, now)?;
    }
    Ok(())
}

fn by_form(
    connection: &mut AnyConnection,
    house: &House,
    cast: &Cast,
    card: &Card,
    moment: Timestamp,
) -> Result<CardId> {
    let form = card.form.as_ref().and_then(|slug| cast.forms.get(slug));
    let reach = card.reach.clone();
    let is_address = reach.as_ref().is_some_and(|reach| reach.contains('@'));
    let prepared = submission::prepare(
        house,
        Submission {
            once_key: Token::random()?.hash().get(..16).unwrap_or_default().to_vec(),
            source: Source::Form,
            kind: Some(card.kind),
            text: card.text.clone(),
            subject: None,
            helper: card.who.clone(),
            customer_name: card.name.clone(),
            customer_email: reach.clone().filter(|_| is_address),
            customer_phone: reach.filter(|_| !is_address),
            form_id: form.map(|form| form.id),
            team_id: form.and_then(|form| form.team_id),
            location: form.and_then(|form| form.location.clone()),
            preset: card.preset.as_ref().and_then(|id| cast.agents.get(id)).copied(),
            inbound_id: None,
            received_at: moment,
        },
    )?;
    submission::store(connection, &prepared)
}

/// Writes the card as a letter and sends it through the door that real ones come through.
fn by_mail(
    connection: &mut AnyConnection,
    house: &House,
    cast: &Cast,
    card: &Card,
    moment: Timestamp,
) -> Result<Option<CardId>> {
    let sender =
        card.reach.clone().filter(|reach| reach.contains('@')).unwrap_or_else(|| "a.customer@mail.example".to_owned());
    let raw = format!(
        "From: {name} <{sender}>\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{stamp}@mail.example>\r\n\
         Date: {date}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n",
        name = card.name.as_deref().unwrap_or(""),
        to = cast.mail_address,
        subject = card.subject.as_deref().unwrap_or(""),
        stamp = micros(moment),
        date = jiff::fmt::rfc2822::to_string(&moment.to_zoned(jiff::tz::TimeZone::UTC)).unwrap_or_default(),
        text = card.text.replace('\n', "\r\n"),
    );
    let arrival = Arrival {
        recipient: cast.mail_address.clone(),
        sender: Some(sender),
        raw: raw.into_bytes().into(),
        via: Via::Pipe,
        peer: None,
        hello: None,
    };
    letter_in(connection, house, &cast.rules, &arrival, moment)
}

/// Takes a letter in and reads it at once.
fn letter_in(
    connection: &mut AnyConnection,
    house: &House,
    rules: &letters_in::Rules,
    arrival: &Arrival,
    moment: Timestamp,
) -> Result<Option<CardId>> {
    let organisation = house.organisation.id;
    let inbound = letters_in::receive(connection, arrival, moment)?;
    let Some(waiting) = letters_in::take_up(connection, organisation, inbound)? else { return Ok(None) };
    let opened = letters_in::open(waiting, rules)?;
    let known = letters_in::look_up(connection, rules, &opened)?;
    let letter = letters_in::read(opened, known, house, None)?;
    letters_in::settle(connection, letter, moment)?;
    Ok(crate::store::inbound::by_id(connection, organisation, inbound)?.card_id)
}

/// A letter doesn't say whether it is praise: where that was read wrong, a manager set it right. The newest week's
/// letters still wait for that.
fn correct(connection: &mut AnyConnection, cast: &Cast, card: &Card, id: CardId, moment: Timestamp) -> Result<()> {
    let (Some(ruth), true) = (cast.managers.get("ruth"), card.week < NEWEST_WEEK) else { return Ok(()) };
    if cards::by_id(connection, ruth.organisation, id)?.kind != card.kind {
        kind::set(connection, ruth, id, card.kind, moment + SignedDuration::from_hours(1))?;
    }
    Ok(())
}

/// A manager answers the card's questions an hour later.
fn confirm(connection: &mut AnyConnection, cast: &Cast, card: &Card, id: CardId, moment: Timestamp) -> Result<()> {
    let (Some(ruth), false) = (cast.managers.get("ruth"), card.confirmed.is_empty()) else { return Ok(()) };
    let asked = mentions::candidates_of(connection, ruth.organisation, &[id])?;
    for name in &card.confirmed {
        let Some(agent) = cast.agents.get(name).copied() else { continue };
        if let Some(candidate) = asked.iter().find(|candidate| candidate.agent_id == agent) {
            triage::decide(
                connection,
                ruth,
                id,
                candidate.question,
                Some(agent),
                moment + SignedDuration::from_hours(1),
            )?;
        }
    }
    Ok(())
}

fn act(
    connection: &mut AnyConnection,
    cast: &Cast,
    ending: &Ending,
    id: CardId,
    moment: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let owner = ending.owner.as_ref().and_then(|name| cast.managers.get(name)).or_else(|| cast.managers.get("ruth"));
    let Some(owner) = owner else { return Ok(()) };
    // Edwin sees his own team's cards only; the sample leaves him what is his.
    let viewer = if crate::services::access::visible_card(connection, owner, id).is_ok() {
        owner
    } else {
        match cast.managers.get("ruth") {
            Some(ruth) => ruth,
            None => return Ok(()),
        }
    };
    let after = |hours: Option<f64>| {
        let moment = moment.checked_add(SignedDuration::try_from_secs_f64(hours? * 3600.0).ok()?).ok()?;
        (moment <= now).then_some(moment)
    };
    if let (Some(at), Some(_)) = (after(ending.seen_after_h), &ending.owner) {
        owner::take(connection, viewer, id, at)?;
    }
    if let Some(at) = after(ending.answered_after_h) {
        closure::answered(connection, viewer, id, at)?;
    }
    let Some(at) = after(ending.closed_after_h) else { return Ok(()) };
    let note = ending.closure_note.as_deref().unwrap_or("Done.");
    closure::close(connection, viewer, (id, ActId::at(at)), ending.closure.unwrap_or(Outcome::PutRight), note, at)?;
    if let Some(note) = &ending.release_note {
        let blamed = mentions::of_cards(connection, viewer.organisation, &[id])?
            .into_iter()
            .filter(|mention| mention.polarity != Polarity::Praise);
        for mention in blamed {
            release::release(connection, viewer, id, mention.agent_id, note, at)?;
        }
    }
    Ok(())
}

/// What stands on the terminal when everything is ready.
pub(super) fn welcome(app: &App, world: &World, caught: &Caught, took: Duration) -> Result<String> {
    let (now, url) = (app.clock.now(), app.public_url().to_owned());
    // Whoever tries it out may come back to the terminal after lunch.
    let lifetimes = Lifetimes { link: SignedDuration::from_hours(12), ..app.lifetimes() };
    let organisation = world.organisation;
    let link = |email: &'static str| {
        app.database.write(move |connection| {
            let member = crate::store::members::by_email(connection, organisation, email)?
                .ok_or_else(|| Error::internal("Somebody of the sample is missing."))?;
            sign_in::new_link(connection, &member, lifetimes, now)
        })
    };
    let ruth = sign_in::link(&url, &link("ruth.calder@larkspur.example")?);
    let derrick = sign_in::link(&url, &link("derrick.hale@larkspur.example")?);
    let letters = match caught.newest().len() {
        0 => "they came at the first start; ask for a sign-in letter".to_owned(),
        count => format!("{count} letters caught"),
    };
    Ok(format!(
        "Smilecard demo, ready after {seconds:.1} s. Larkspur Mobile, twelve people, eight weeks of cards.\n\n\
         \x20 Leave a card       {url}/f/main\n\
         \x20 Ruth's inbox       {ruth}?next=/inbox\n\
         \x20 Derrick's page     {derrick}?next=/me\n\
         \x20 Monday's digest    {url}/dev/mail   ({letters})\n\n\
         The two links sign in once each; for another, ask at {url}/sign-in as ruth.calder@larkspur.example\n\
         and look at {url}/dev/mail. Ctrl-C ends the demo.\n",
        seconds = took.as_secs_f64(),
    ))
}
