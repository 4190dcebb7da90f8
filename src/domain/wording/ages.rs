//! How long ago something was, in one unit: "2 days".

use super::counts::counted;
use jiff::Timestamp;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Says an age in its largest whole unit: "just now", "5 minutes", "3 hours", "2 days", "6 weeks".
///
/// A time ahead of `now` (a clock that was put back) counts as just now.
pub fn age(then: Timestamp, now: Timestamp) -> String {
    let seconds = now.as_second().saturating_sub(then.as_second()).max(0);
    let count = |unit: i64| u64::try_from(seconds / unit).unwrap_or(0);
    if seconds < MINUTE {
        "just now".to_owned()
    } else if seconds < HOUR {
        counted(count(MINUTE), "minute", "minutes")
    } else if seconds < DAY {
        counted(count(HOUR), "hour", "hours")
    } else if seconds < 28 * DAY {
        counted(count(DAY), "day", "days")
    } else {
        counted(count(7 * DAY), "week", "weeks")
    }
}

/// Says an age as in a letter: "2 days old", "new" within the first minute.
pub fn age_old(then: Timestamp, now: Timestamp) -> String {
    match age(then, now).as_str() {
        "just now" => "new".to_owned(),
        said => format!("{said} old"),
    }
}

/// Says an age as in a sentence: "2 days ago", "an hour ago", "just now".
pub fn ago(then: Timestamp, now: Timestamp) -> String {
    let said = age(then, now);
    match said.strip_prefix("1 ") {
        _ if said == "just now" => said,
        Some("hour") => "an hour ago".to_owned(),
        Some(unit) => format!("a {unit} ago"),
        None => format!("{said} ago"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_763_000_000 + seconds).unwrap()
    }

    #[test]
    fn an_age_is_told_in_its_largest_whole_unit() {
        let said = |seconds| age(at(0), at(seconds));
        assert_eq!(said(59), "just now");
        assert_eq!(said(60), "1 minute");
        assert_eq!(said(HOUR), "1 hour");
        assert_eq!(said(2 * DAY + 5 * HOUR), "2 days");
        assert_eq!(said(28 * DAY), "4 weeks");
    }

    #[test]
    fn the_future_is_just_now() {
        assert_eq!(age(at(DAY), at(0)), "just now");
    }

    #[test]
    fn old_and_ago_stay_english_at_the_edge() {
        assert_eq!(age_old(at(0), at(3)), "new");
        assert_eq!(age_old(at(0), at(DAY)), "1 day old");
        assert_eq!(ago(at(0), at(3)), "just now");
        assert_eq!(ago(at(0), at(HOUR)), "an hour ago");
        assert_eq!(ago(at(0), at(DAY)), "a day ago");
        assert_eq!(ago(at(0), at(3 * DAY)), "3 days ago");
    }
}
