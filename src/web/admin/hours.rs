//! `GET /settings/hours`: when the organisation works, and within how much of that time a complaint is answered.

use super::organisation::Asked;
use super::pages::{Choice, Head};
use super::{Fields, head};
use crate::domain::calendar::{self, Holiday};
use crate::domain::wording::dates::Moment;
use crate::error::{Kind, Result};
use crate::services::work_calendar::{self, Hours, Wanted};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::session::who::CurrentAdmin;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::Serialize;

const PATH: &str = "/settings/hours";
const DAYS: [(&str, &str); 7] = [
    ("mon", "Monday"),
    ("tue", "Tuesday"),
    ("wed", "Wednesday"),
    ("thu", "Thursday"),
    ("fri", "Friday"),
    ("sat", "Saturday"),
    ("sun", "Sunday"),
];
const UNITS: [(&str, &str); 3] = [("d", "working days"), ("h", "working hours"), ("m", "working minutes")];

/// `templates/web/admin/hours.html`
#[derive(Debug, Clone, Serialize)]
pub struct HoursPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// The days of the week.
    pub days: Vec<Choice>,
    /// When a day begins: "09:00".
    pub opens: String,
    /// When it ends.
    pub closes: String,
    /// Within how much.
    pub within: String,
    /// Days, hours or minutes of work.
    pub units: Vec<Choice>,
    /// Days on which nobody works, one a line.
    pub holidays: String,
    /// When a complaint that comes in now is due.
    pub promise: String,
}

/// What the page's fields hold.
struct Typed {
    days: Vec<String>,
    opens: String,
    closes: String,
    within: String,
    unit: String,
    holidays: String,
}

impl Typed {
    fn of(hours: &Hours) -> Self {
        let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let (calendar, day) = (&hours.calendar, hours.calendar.day());
        let (within, unit) = match calendar.answer_within {
            minutes if minutes.is_multiple_of(day) => (minutes / day, "d"),
            minutes if minutes.is_multiple_of(60) => (minutes / 60, "h"),
            minutes => (minutes, "m"),
        };
        let works = DAYS.iter().zip(calendar.days).filter(|(_, works)| *works);
        Self {
            days: works.map(|((day, _), _)| (*day).to_owned()).collect(),
            opens: clock(calendar.opens),
            closes: clock(calendar.closes),
            within: within.to_string(),
            unit: unit.to_owned(),
            holidays: Holiday::write(&hours.holidays),
        }
    }

    fn sent(fields: &Fields) -> Self {
        let one = |name: &str| fields.one(name).trim().to_owned();
        Self {
            days: fields.all("day"),
            opens: one("opens"),
            closes: one("closes"),
            within: one("within"),
            unit: if one("unit").is_empty() { "d".to_owned() } else { one("unit") },
            holidays: fields.one("holidays").to_owned(),
        }
    }

    fn wanted(&self) -> Result<Wanted> {
        if self.days.is_empty() {
            return Err(crate::error::Error::invalid("Choose at least one day of the week."));
        }
        Ok(Wanted {
            days: Some(self.days.join(",")),
            hours: Some(format!("{}-{}", self.opens, self.closes)),
            answer_within: Some(format!("{}{}", self.within, self.unit)),
            holidays: Some(self.holidays.clone()),
        })
    }
}

/// `GET /settings/hours`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn show(state: web::Data<State>, person: CurrentAdmin, asked: web::Query<Asked>) -> Answer {
    let done = (asked.done == "saved").then_some(
        "Saved. Cards that come in from now on go by it; those that are there keep the date they were promised.",
    );
    page(&state, &person, done, None).await
}

async fn page(state: &State, person: &CurrentAdmin, done: Option<&str>, tried: Option<(Typed, &str)>) -> Answer {
    let (viewer, now) = (person.0.viewer.clone(), state.clock.now());
    let hours = state.database.read_async(move |connection| work_calendar::read_for(connection, &viewer, now)).await?;
    let mut head = head(state, &person.0, &hours.organisation.name, PATH, done);
    head.error = tried.as_ref().map(|(_, error)| (*error).to_owned());
    let status = if tried.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let typed = tried.map_or_else(|| Typed::of(&hours), |(typed, _)| typed);
    let zone = calendar::zone(&hours.organisation.zone)?;
    let due = hours.due.to_zoned(zone.clone()).datetime();
    let choice = |(value, label): &(&str, &str), chosen: bool| Choice::plain(*value, *label, chosen);
    let page = HoursPage {
        head,
        days: DAYS.iter().map(|day| choice(day, typed.days.iter().any(|chosen| chosen == day.0))).collect(),
        units: UNITS.iter().map(|unit| choice(unit, unit.0 == typed.unit)).collect(),
        opens: typed.opens,
        closes: typed.closes,
        within: typed.within,
        holidays: typed.holidays,
        promise: Moment::day_and_time(due, now.to_zoned(zone).date()).text,
    };
    private(state, status, "web/admin/hours.html", &page)
}

/// `POST /settings/hours`
///
/// # Errors
/// `NotFound` for whoever is no admin. What can't be comes back with the page.
pub async fn save(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let fields = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, fields.one("csrf"))?;
    let typed = Typed::sent(&fields);
    let saved = match typed.wanted() {
        Ok(wanted) => {
            let viewer = person.0.viewer.clone();
            state.database.write_async(move |connection| work_calendar::set_for(connection, &viewer, &wanted)).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Ok(()) => {
            state.directory.doubt(person.0.viewer.organisation);
            Ok(see(&format!("{PATH}?done=saved")))
        }
        Err(error) if error.kind() == Kind::Invalid => {
            page(&state, &person, None, Some((typed, error.message()))).await
        }
        Err(error) => Err(error.into()),
    }
}
