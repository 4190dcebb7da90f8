//! One person a card can mention, as an organisation registers them, and one row of a roster file.
//! How names are matched is `analysis::roster`'s affair.
use crate::error::Error;
use serde::Deserialize;

/// A person on the roster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RosterEntry {
    pub id: String,
    pub name: String,
    pub nicknames: Vec<String>,
    pub code: Option<String>,
    pub email: Option<String>,
    pub team: Option<String>,
    pub location: Option<String>,
    /// From when on a card can be about this person; none means always.
    pub active_from: Option<jiff::Timestamp>,
    /// Until when a card can be about this person; none means still.
    pub active_until: Option<jiff::Timestamp>,
}

/// A row of a roster file: columns id,name,nicknames,code,email,team,location in any order.
#[derive(Debug, Deserialize)]
pub struct RosterRow {
    pub id: String,
    pub name: String,
    #[serde(default)]
    nicknames: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    team: String,
    #[serde(default)]
    location: String,
    #[serde(default)]
    active_from: String,
    #[serde(default)]
    active_until: String,
}

impl TryFrom<RosterRow> for RosterEntry {
    type Error = Error;

    /// Trims every field, splits nicknames at `;`.
    ///
    /// # Errors
    /// `Invalid` when id or name is empty or a date can't be read.
    fn try_from(row: RosterRow) -> Result<Self, Error> {
        let id = row.id.trim().to_owned();
        let name = row.name.trim().to_owned();
        if id.is_empty() || name.is_empty() {
            return Err(Error::invalid("an agent needs an id and a name"));
        }
        Ok(Self {
            id,
            name,
            nicknames: row.nicknames.split(';').filter_map(filled).collect(),
            code: filled(&row.code),
            email: filled(&row.email),
            team: filled(&row.team),
            location: filled(&row.location),
            active_from: moment(&row.active_from)?,
            active_until: moment(&row.active_until)?,
        })
    }
}

fn filled(field: &str) -> Option<String> {
    let field = field.trim();
    (!field.is_empty()).then(|| field.to_owned())
}

/// Reads a timestamp, or a bare date as its midnight in UTC.
fn moment(field: &str) -> Result<Option<jiff::Timestamp>, Error> {
    let Some(field) = filled(field) else { return Ok(None) };
    if let Ok(at) = field.parse::<jiff::Timestamp>() {
        return Ok(Some(at));
    }
    let unread = || Error::invalid(format!("{field:?} is not a date like 2026-03-31"));
    let date = field.parse::<jiff::civil::Date>().map_err(|_| unread())?;
    let at = date.to_zoned(jiff::tz::TimeZone::UTC).map_err(|_| unread())?;
    Ok(Some(at.timestamp()))
}
