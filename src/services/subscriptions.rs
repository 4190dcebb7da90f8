//! Who gets a digest, and when: to begin, to list, to change, and to stop by the link at a letter's foot.

use crate::domain::email_address::EmailAddress;
use crate::domain::ids::{MemberId, OrganisationId, SubscriptionId, TeamId};
use crate::domain::rhythm::Rhythm;
use crate::domain::token::{Token, readable};
use crate::domain::{Cadence, Shows, calendar, names};
use crate::error::{Error, Result};
use crate::mail::letters::voice::Voice;
use crate::render::messages::{self, Messages};
use crate::services::choices;
use crate::store::columns::{micros, moment};
use crate::store::forms::FormRow;
use crate::store::subscriptions::{self, Choice, SubscriptionRow};
use crate::store::{AnyConnection, arrivals, forms, members, organisations, roster};
use jiff::Timestamp;
use jiff::civil::Date;

/// When a letter comes, and what it tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// How often.
    pub cadence: Cadence,
    /// 1 is Monday, 7 is Sunday.
    pub weekday: i32,
    /// The day of a monthly letter; a shorter month has it on its last.
    pub month_day: i32,
    /// Local hour.
    pub hour: i32,
    /// IANA time zone; empty for the member's or the organisation's own.
    pub zone: String,
    /// BCP 47; empty for the member's or the organisation's own.
    pub language: String,
    /// Which kinds of card.
    pub shows: Shows,
    /// Of one team alone; none for all that the reader may see.
    pub team: Option<TeamId>,
    /// Of one place alone.
    pub place: Option<String>,
    /// Whether an empty letter is left out.
    pub skip_empty: bool,
    /// Whether it names those whom no card was about.
    pub absent: bool,
    /// No letter before this day; the first one after it covers the pause.
    pub paused_until: Option<Date>,
}

impl Default for Wishes {
    /// Mondays at 7, of everything.
    fn default() -> Self {
        Self {
            cadence: Cadence::Weekly,
            weekday: 1,
            month_day: 1,
            hour: 7,
            zone: String::new(),
            language: String::new(),
            shows: Shows::All,
            team: None,
            place: None,
            skip_empty: false,
            absent: false,
            paused_until: None,
        }
    }
}

impl Wishes {
    /// Once a week, of everything.
    pub fn weekly(weekday: i32, hour: i32, zone: &str) -> Self {
        Self { weekday, hour, zone: zone.to_owned(), ..Self::default() }
    }

    /// What is wished for now.
    ///
    /// # Errors
    /// `Internal` for a moment that can't be read; `Invalid` for a zone that is no longer known.
    pub fn of(row: &SubscriptionRow) -> Result<Self> {
        let paused_until = match row.paused_until {
            Some(until) => Some(moment(until)?.to_zoned(calendar::zone(&row.zone)?).date()),
            None => None,
        };
        Ok(Self {
            cadence: row.cadence,
            weekday: row.weekday,
            month_day: row.month_day,
            hour: row.hour,
            zone: row.zone.clone(),
            language: row.language.clone(),
            shows: row.shows,
            team: row.team_id,
            place: row.place.clone(),
            skip_empty: row.skip_empty,
            absent: row.absent,
            paused_until,
        })
    }

    /// Checks them and works out when the next letter is due.
    fn checked(self, connection: &mut AnyConnection, organisation: OrganisationId, now: Timestamp) -> Result<Choice> {
        let rhythm = Rhythm::of(self.cadence, self.weekday, self.month_day, self.hour, &self.zone)?;
        let known = messages::known();
        if !known.contains(&self.language) {
            return Err(Error::invalid(format!("Letters are written in: {}.", known.join(", "))));
        }
        if let Some(team) = self.team
            && !roster::teams_of(connection, organisation)?.iter().any(|row| row.id == team)
        {
            return Err(Error::invalid("There is no such team."));
        }
        let place = self.place.map(|place| place.trim().to_owned()).filter(|place| !place.is_empty());
        if let Some(place) = &place
            && !places(connection, organisation)?.contains(place)
        {
            return Err(Error::invalid(format!("No form hangs at \"{place}\" and nobody works there.")));
        }
        let paused_until = match self.paused_until {
            Some(day) => Some(calendar::start_of_day(day, rhythm.zone())?).filter(|until| *until > now),
            None => None,
        };
        Ok(Choice {
            weekday: self.weekday,
            hour: self.hour,
            zone: self.zone,
            due_at: micros(next_due(&rhythm, paused_until, now)?),
            cadence: self.cadence,
            month_day: self.month_day,
            language: self.language,
            shows: self.shows,
            team_id: self.team,
            place,
            skip_empty: self.skip_empty,
            absent: self.absent,
            paused_until: paused_until.map(micros),
        })
    }
}

/// When the next letter is due, after a pause if there is one. A letter due in the first moment after it is meant.
pub(super) fn next_due(rhythm: &Rhythm, paused_until: Option<Timestamp>, now: Timestamp) -> Result<Timestamp> {
    let pause = paused_until.and_then(|until| until.checked_sub(jiff::SignedDuration::from_micros(1)).ok());
    rhythm.next(pause.map_or(now, |pause| pause.max(now)))
}

/// The rhythm of a subscription.
///
/// # Errors
/// `Invalid` when its zone is no longer known.
pub fn rhythm(row: &SubscriptionRow) -> Result<Rhythm> {
    Rhythm::of(row.cadence, row.weekday, row.month_day, row.hour, &row.zone)
}

/// When a letter comes, in its own language: "on Mondays".
///
/// # Errors
/// `Invalid` when its zone is no longer known; `Internal` when the language lacks the words.
pub fn said(messages: &Messages, row: &SubscriptionRow) -> Result<String> {
    let voice = Voice::new(messages, &row.language);
    let said = voice.rhythm(&rhythm(row)?);
    voice.checked().map(|()| said)
}

/// Every place of the organisation, in order of name: where forms hang and people work.
///
/// # Errors
/// Those of the database.
pub fn places(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<String>> {
    let mut all: Vec<String> =
        forms::of_organisation(connection, organisation)?.iter().flat_map(FormRow::places).collect();
    all.extend(roster::agents_of(connection, organisation)?.into_iter().filter_map(|agent| agent.location));
    all.sort();
    all.dedup();
    Ok(all)
}

/// A subscription that somebody asks for.
#[derive(Clone, Debug, Default)]
pub struct NewSubscription<'a> {
    /// The member who will read it; their own address and scope count.
    pub member: Option<MemberId>,
    /// For a plain address: where it goes. It tells of the whole organisation, unless it is narrowed.
    pub email: &'a str,
    /// The reader's name; may be empty for a plain address.
    pub name: &'a str,
    /// When it comes, and what it tells of.
    pub wishes: Wishes,
}

/// The part of a link after the public URL that leads to the page with the button that stops a letter.
pub fn stop_path(token: &str) -> String {
    format!("/stop/{token}")
}

/// The part of a link after the public URL under which a digest is read in a browser.
pub fn view_path(token: &str) -> String {
    format!("/letter/{token}")
}

/// 128 bits, and short enough for a link that must stay on one line.
pub(super) fn short_token() -> Result<String> {
    let secret = Token::random()?.hash();
    Ok(readable(secret.get(..16).unwrap_or(&secret)))
}

/// Begins a subscription. Its first letter comes the next time its hour does, about the day, week or month before. A
/// card that is stored from now on is in one of its letters, however old it is.
///
/// # Errors
/// `Invalid` for a wrong day, hour, zone, language, place, team or address; `NotFound` for an unknown member.
pub fn create(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    wanted: &NewSubscription<'_>,
    now: Timestamp,
) -> Result<SubscriptionRow> {
    let (mut email, mut name, mut wishes) =
        (wanted.email.trim().to_owned(), names::one_line(wanted.name, 80), wanted.wishes.clone());
    let house = organisations::by_id(connection, organisation)?;
    let mut language = house.language.clone();
    if let Some(member) = wanted.member {
        let row = members::by_id(connection, organisation, member)?;
        language = choices::language(connection, &row, &house)?;
        (email, name) = (row.email, row.name);
        if wishes.zone.is_empty() {
            wishes.zone = row.zone;
        }
    }
    if wishes.zone.is_empty() {
        wishes.zone = house.zone;
    }
    if wishes.language.is_empty() {
        wishes.language = messages::closest(&language);
    }
    if wanted.member.is_none() {
        email = EmailAddress::parse(&email)?.key();
    }
    let choice = wishes.checked(connection, organisation, now)?;
    let rhythm = Rhythm::of(choice.cadence, choice.weekday, choice.month_day, choice.hour, &choice.zone)?;
    let first = micros(rhythm.first(now)?.boundary);
    arrivals::seal(connection, organisation, first)?;
    let row = SubscriptionRow {
        organisation_id: organisation,
        id: SubscriptionId::at(now),
        member_id: wanted.member,
        email,
        name,
        weekday: choice.weekday,
        hour: choice.hour,
        zone: choice.zone,
        stop_token: short_token()?,
        period_start: first,
        due_at: choice.due_at,
        created_at: micros(now),
        stopped_at: None,
        cadence: choice.cadence,
        month_day: choice.month_day,
        language: choice.language,
        shows: choice.shows,
        team_id: choice.team_id,
        place: choice.place,
        skip_empty: choice.skip_empty,
        absent: choice.absent,
        paused_until: choice.paused_until,
    };
    subscriptions::insert(connection, &row)?;
    Ok(row)
}

/// Writes other wishes for a subscription. The next letter begins where the last one ended, whatever is changed.
///
/// # Errors
/// `Invalid` for a wrong day, hour, zone, language, place or team.
pub fn change(
    connection: &mut AnyConnection,
    row: &SubscriptionRow,
    mut wishes: Wishes,
    now: Timestamp,
) -> Result<SubscriptionRow> {
    if wishes.zone.trim().is_empty() {
        wishes.zone.clone_from(&row.zone);
    }
    if wishes.language.is_empty() {
        wishes.language.clone_from(&row.language);
    }
    let choice = wishes.checked(connection, row.organisation_id, now)?;
    subscriptions::choose(connection, row.organisation_id, row.id, &choice)?;
    subscriptions::by_id(connection, row.organisation_id, row.id)
}

/// Lets a stopped subscription run again: its next letter tells of the day, week or month before it, as the first did.
///
/// # Errors
/// `Invalid` when its zone is no longer known.
pub fn resume(connection: &mut AnyConnection, row: &SubscriptionRow, now: Timestamp) -> Result<()> {
    let first = rhythm(row)?.first(now)?;
    // What it told of before it was stopped is not told of again.
    let start = micros(first.boundary).max(row.period_start);
    arrivals::seal(connection, row.organisation_id, start.min(micros(now)))?;
    subscriptions::resume(connection, row.organisation_id, row.id, start, micros(first.due))
}

/// Every subscription of the tenant, stopped ones too, oldest first.
///
/// # Errors
/// Those of the database.
pub fn list(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<SubscriptionRow>> {
    subscriptions::of_organisation(connection, organisation)
}

/// The subscription behind the link at a letter's foot, stopped or not. Changes nothing: mail scanners open links.
///
/// # Errors
/// `NotFound` for a token that never was.
pub fn by_token(connection: &mut AnyConnection, token: &str) -> Result<SubscriptionRow> {
    // A token has 26 characters; nothing longer is looked up.
    let found = if token.len() <= 64 { subscriptions::by_stop_token(connection, token)? } else { None };
    found.ok_or_else(|| Error::not_found("There is no letter to stop under this address."))
}

/// Lets the letter behind the link at its foot come again; doing it twice is fine.
///
/// # Errors
/// `NotFound` for a token that never was.
pub fn resume_by_token(connection: &mut AnyConnection, token: &str, now: Timestamp) -> Result<SubscriptionRow> {
    let row = by_token(connection, token)?;
    if row.stopped_at.is_some() {
        resume(connection, &row, now)?;
    }
    subscriptions::by_id(connection, row.organisation_id, row.id)
}

/// Stops the letter behind the link at its foot; doing it twice is fine. Answers with the subscription as it now is.
///
/// # Errors
/// `NotFound` for a token that never was.
pub fn stop(connection: &mut AnyConnection, token: &str, now: Timestamp) -> Result<SubscriptionRow> {
    let row = by_token(connection, token)?;
    subscriptions::stop(connection, row.organisation_id, row.id, micros(now))?;
    subscriptions::by_id(connection, row.organisation_id, row.id)
}
