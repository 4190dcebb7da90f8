//! Which letters a member gets, in which language, and when they want quiet. Who never chose gets complaints at once,
//! but not at night, and praise at once.

use crate::domain::ids::{MemberId, OrganisationId};
use crate::error::{Error, Result};
use crate::store::AnyConnection;
use crate::store::letter_choices::{self, ChoicesRow};
use crate::store::members::MemberRow;
use crate::store::organisations::OrganisationRow;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// How a manager hears of complaints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alerts {
    /// At once.
    Once,
    /// Together, at most one letter an hour.
    Hourly,
    /// In the weekly letter only.
    Never,
}

impl Alerts {
    /// Every way, with the word in tables and forms.
    pub const ALL: [(Self, &'static str); 3] = [(Self::Once, "once"), (Self::Hourly, "hourly"), (Self::Never, "never")];

    /// The word in tables and forms.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("once", |(_, word)| word)
    }

    /// The way that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(one, _)| *one)
    }
}

/// What a member chose, or what holds for those who never did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The language of their letters; none for the organisation's.
    pub language: Option<String>,
    /// How they hear of complaints.
    pub alerts: Alerts,
    /// Local hours between which nothing is written to them by itself; none for never.
    pub quiet: Option<(i32, i32)>,
    /// Whether praise is written to them at once.
    pub praise: bool,
}

impl Default for Choices {
    fn default() -> Self {
        Self { language: None, alerts: Alerts::Once, quiet: Some((20, 7)), praise: true }
    }
}

impl Choices {
    /// The first moment from `at` on that is not quiet in `zone`.
    pub fn loud(&self, at: Timestamp, zone: &TimeZone) -> Timestamp {
        let Some((from, until)) = self.quiet.filter(|(from, until)| from != until) else { return at };
        let local = at.to_zoned(zone.clone());
        let hour = i32::from(local.hour());
        let quiet = if from < until { (from..until).contains(&hour) } else { hour >= from || hour < until };
        if !quiet {
            return at;
        }
        let day = if hour < until { local.date() } else { local.date().saturating_add(1.days()) };
        let until = i8::try_from(until).unwrap_or(7);
        day.at(until, 0, 0, 0).to_zoned(zone.clone()).map_or(at, |then| then.timestamp().max(at))
    }
}

/// What holds for a member.
///
/// # Errors
/// Those of the database.
pub fn of(connection: &mut AnyConnection, organisation: OrganisationId, member: MemberId) -> Result<Choices> {
    let Some(row) = letter_choices::of(connection, organisation, member)? else { return Ok(Choices::default()) };
    Ok(Choices {
        language: row.language,
        alerts: Alerts::from_word(&row.alerts).unwrap_or(Alerts::Once),
        quiet: row.quiet_from.zip(row.quiet_until),
        praise: row.praise,
    })
}

/// The language in which a member is written to.
///
/// # Errors
/// Those of the database.
pub fn language(connection: &mut AnyConnection, member: &MemberRow, organisation: &OrganisationRow) -> Result<String> {
    let own = of(connection, member.organisation_id, member.id)?.language;
    Ok(own.unwrap_or_else(|| organisation.language.clone()))
}

/// Keeps what a member chose.
///
/// # Errors
/// `Invalid` for hours that are none.
pub fn set(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    member: MemberId,
    choices: &Choices,
) -> Result<()> {
    if let Some((from, until)) = choices.quiet
        && !((0..24).contains(&from) && (0..24).contains(&until))
    {
        return Err(Error::invalid("Hours are from 0 to 23."));
    }
    let row = ChoicesRow {
        organisation_id: organisation,
        member_id: member,
        language: choices.language.clone(),
        alerts: choices.alerts.word().to_owned(),
        quiet_from: choices.quiet.map(|(from, _)| from),
        quiet_until: choices.quiet.map(|(_, until)| until),
        praise: choices.praise,
    };
    letter_choices::keep(connection, &row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar;

    #[test]
    fn a_quiet_night_ends_at_its_hour_in_the_readers_own_zone() {
        let (choices, london) = (Choices::default(), calendar::zone("Europe/London").unwrap());
        let loud = |text: &str, zone: &TimeZone| choices.loud(text.parse().unwrap(), zone).to_string();
        assert_eq!(loud("2026-11-17T10:00:00Z", &london), "2026-11-17T10:00:00Z");
        assert_eq!(loud("2026-11-17T20:30:00Z", &london), "2026-11-18T07:00:00Z");
        assert_eq!(loud("2026-11-18T06:59:59Z", &london), "2026-11-18T07:00:00Z");
        let tokyo = calendar::zone("Asia/Tokyo").unwrap();
        assert_eq!(loud("2026-11-17T10:00:00Z", &tokyo), "2026-11-17T10:00:00Z");
        assert_eq!(loud("2026-11-17T12:00:00Z", &tokyo), "2026-11-17T22:00:00Z");
        // The night in which clocks go back is an hour longer.
        assert_eq!(loud("2026-10-24T22:00:00Z", &london), "2026-10-25T07:00:00Z");
    }

    #[test]
    fn a_quiet_day_and_no_quiet_at_all() {
        let zone = TimeZone::UTC;
        let day = Choices { quiet: Some((9, 17)), ..Choices::default() };
        assert_eq!(day.loud("2026-11-17T10:00:00Z".parse().unwrap(), &zone).to_string(), "2026-11-17T17:00:00Z");
        for never in [None, Some((7, 7))] {
            let choices = Choices { quiet: never, ..Choices::default() };
            let at = "2026-11-17T03:00:00Z".parse().unwrap();
            assert_eq!(choices.loud(at, &zone), at);
        }
    }
}
