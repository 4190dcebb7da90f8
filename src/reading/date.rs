//! The date of a letter (R59): what the writer's clock said where that can be true, else when it was received.

use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::Offset};
use mail_parser::DateTime as Written;

use super::{headers::Headers, types::Envelope};

/// Chooses the date; `None` only when nobody knows one.
pub(super) fn choose(headers: &Headers<'_>, envelope: &Envelope) -> Option<Timestamp> {
    let limit = |date: &Timestamp| envelope.received_at.is_none_or(|now| *date <= now + SignedDuration::from_hours(24));
    let received = headers
        .text("received")
        .and_then(|line| parse(line.rsplit(';').next().unwrap_or("")))
        .filter(limit)
        .or(envelope.received_at);
    let written = headers.text("date").and_then(|line| parse(&line));
    match (written, received) {
        (Some(date), Some(arrival)) if date > arrival + SignedDuration::from_hours(24) => Some(arrival),
        (Some(date), _) => Some(date),
        (None, arrival) => arrival,
    }
}

/// Parses a date of RFC 5322 and its relatives; impossible ones (31 February, hour 25, year 0) are `None`.
pub(super) fn parse(line: &str) -> Option<Timestamp> {
    let line = line.trim();
    if line.is_empty() || line.len() > 200 {
        return None;
    }
    let line = &with_seconds(line);
    let parsed =
        Written::parse_rfc822(line).or_else(|| iso(line)).filter(|date| date.year >= 1970 && date.year < 2200)?;
    let civil = DateTime::new(
        i16::try_from(parsed.year).ok()?,
        i8::try_from(parsed.month).ok()?,
        i8::try_from(parsed.day).ok()?,
        i8::try_from(parsed.hour).ok()?,
        i8::try_from(parsed.minute).ok()?,
        i8::try_from(parsed.second.min(59)).ok()?,
        0,
    )
    .ok()?;
    let seconds = i32::from(parsed.tz_hour) * 3600 + i32::from(parsed.tz_minute) * 60;
    // Zones beyond 15 hours do not exist; a clock with one is read as UTC.
    let seconds = if seconds > 15 * 3600 { 0 } else { seconds };
    let offset = Offset::from_seconds(if parsed.tz_before_gmt { -seconds } else { seconds }).ok()?;
    offset.to_timestamp(civil).ok()
}

fn iso(line: &str) -> Option<Written> {
    line.as_bytes().first().is_some_and(u8::is_ascii_digit).then(|| Written::parse_rfc3339(line)).flatten()
}

/// `10:00` as `10:00:00`; the seconds are optional (RFC 5322 section 3.3) but the parser wants them.
fn with_seconds(line: &str) -> String {
    let colons = line.matches(':').count();
    match line.find(':') {
        Some(at)
            if !line[..at].contains('+')
                && line
                    .get(at + 1..at + 3)
                    .is_some_and(|minutes| minutes.bytes().all(|byte| byte.is_ascii_digit()))
                && line.as_bytes().get(at + 3) != Some(&b':')
                && colons <= 2 =>
        {
            format!("{}:00{}", &line[..at + 3], &line[at + 3..])
        }
        _ => line.to_owned(),
    }
}
