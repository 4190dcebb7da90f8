//! One line of what was done to people on the roster: told in a sentence, with how far it has come and until when it can
//! be taken back.

use super::agents_page::{ActRow, Progress};
use crate::domain::AgentAct;
use crate::domain::wording::counts::grouped;
use crate::domain::wording::dates::{Moment, plain_day};
use crate::error::Result;
use crate::services::agent_acts::{self, Listed};
use crate::store::columns::moment;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// An act as a line.
///
/// # Errors
/// `Internal` for a moment that can't be.
pub(super) fn row(one: &Listed, zone: &TimeZone, now: Timestamp) -> Result<ActRow> {
    let row = &one.row;
    let today = now.to_zoned(zone.clone()).date();
    let at = moment(row.at)?;
    let by = one.by.as_deref().unwrap_or("The command line");
    let into = one.into.as_deref().unwrap_or("somebody who has left");
    let shown = &row.shown;
    let told = match row.kind {
        AgentAct::Archived => format!("{by} archived {shown}."),
        AgentAct::Returned => format!("{by} brought {shown} back."),
        AgentAct::Merged => match (row.undone_at, &one.undone_by) {
            (None, _) => format!("{by} merged {shown} into {into}."),
            (Some(_), Some(other)) => format!("{by} merged {shown} into {into}. {other} took it back."),
            (Some(_), None) => format!("{by} merged {shown} into {into}. It was taken back."),
        },
        AgentAct::StandIn => format!("{by} put {shown} in somebody’s place."),
        AgentAct::Erased => format!("{by} erased somebody."),
    };
    let count = |number: i64| grouped(u64::try_from(number).unwrap_or(0));
    let progress = row.work.is_some().then(|| Progress {
        text: format!("{} of {} cards", count(row.done), count(row.total.max(row.done))),
        done: row.done,
        of: row.total.max(row.done).max(1),
    });
    let until = one.can_be_undone(now).then(|| (at + agent_acts::UNDO).to_zoned(zone.clone()).date());
    Ok(ActRow {
        at: Moment::day_and_time(at.to_zoned(zone.clone()).datetime(), today),
        told,
        progress,
        undo: until.map(|_| format!("/settings/staff/acts/{}/undo", row.id)),
        until: until.map(|day| format!("until {}", plain_day(day, today))),
    })
}
