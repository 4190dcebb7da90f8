//! Praise above the line, complaints below it, a bar of each a week: where the bars stand.

use jiff::civil::Date;
use serde::Serialize;

use crate::domain::wording::dates::{plain_day, short_day};

/// Width of a week's column, and of the bar within it.
const COLUMN: u64 = 24;
const BAR: u64 = 18;
/// Height of the whole drawing, to be shared by praise and complaints.
const HEIGHT: u64 = 120;

/// The drawing, in whole units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WeeksChart {
    /// Width of the drawing.
    pub width: u64,
    /// Height of the drawing.
    pub height: u64,
    /// Praise: upper edges and heights of the bars above the line.
    pub praise: Vec<Bar>,
    /// Complaints: the bars below it.
    pub complaints: Vec<Bar>,
    /// Each week's numbers and Monday, oldest first.
    pub columns: Vec<Column>,
    /// The same in words.
    pub described: String,
}

/// A bar: its corner and its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// From the left.
    pub x: u64,
    /// From the top.
    pub y: u64,
    /// Width.
    pub width: u64,
    /// Height.
    pub height: u64,
}

/// A week's numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// "10 Nov"
    pub week: String,
    /// Praise.
    pub praise: u64,
    /// Complaints.
    pub complaints: u64,
}

impl WeeksChart {
    /// Draws weeks given as (Monday, praise, complaints), oldest first; both kinds to one scale.
    pub fn draw(weeks: &[(Date, u64, u64)], today: Date) -> Self {
        let most_praise = weeks.iter().map(|week| week.1).max().unwrap_or(0);
        let most_complaints = weeks.iter().map(|week| week.2).max().unwrap_or(0);
        let scale = (most_praise + most_complaints).max(1);
        // One card is at least one unit high, so that no bar vanishes beside a large one.
        let tall = |count: u64| {
            if count == 0 { 0 } else { (count * HEIGHT / scale).max(1) }
        };
        let axis = tall(most_praise);
        let bar = |index: usize, y: u64, height: u64| Bar {
            x: u64::try_from(index).unwrap_or(0) * COLUMN + (COLUMN - BAR) / 2,
            y,
            width: BAR,
            height,
        };
        let up = |(index, week): (usize, &(Date, u64, u64))| bar(index, axis - tall(week.1), tall(week.1));
        let down = |(index, week): (usize, &(Date, u64, u64))| bar(index, axis + 3, tall(week.2));
        Self {
            width: u64::try_from(weeks.len()).unwrap_or(0) * COLUMN,
            height: axis + 3 + tall(most_complaints),
            praise: weeks.iter().enumerate().map(up).collect(),
            complaints: weeks.iter().enumerate().map(down).collect(),
            columns: weeks
                .iter()
                .map(|&(monday, praise, complaints)| Column { week: short_day(monday, monday), praise, complaints })
                .collect(),
            described: described(weeks, today),
        }
    }
}

fn described(weeks: &[(Date, u64, u64)], today: Date) -> String {
    let first = weeks.first().map_or_else(String::new, |week| plain_day(week.0, today));
    let list =
        |of: fn(&(Date, u64, u64)) -> u64| weeks.iter().map(|week| of(week).to_string()).collect::<Vec<_>>().join(", ");
    format!("Cards per week from {first}. Praise: {}. Complaints: {}.", list(|week| week.1), list(|week| week.2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn bars_share_one_scale_and_stay_inside() {
        let day = date(2025, 11, 3);
        for (praise, complaints) in [(0, 0), (1, 0), (31, 6), (1, 100_000), (7, 7)] {
            let chart = WeeksChart::draw(&[(day, praise, complaints), (day, 0, 0)], day);
            let inside = |bar: &Bar| bar.y + bar.height <= chart.height;
            assert!(chart.praise.iter().chain(&chart.complaints).all(inside));
            assert_eq!(chart.praise[0].height > 0, praise > 0);
            assert_eq!(chart.complaints[0].height > 0, complaints > 0);
            if praise == complaints {
                assert_eq!(chart.praise[0].height, chart.complaints[0].height);
            }
        }
    }

    #[test]
    fn it_says_in_words_what_it_draws() {
        let chart = WeeksChart::draw(&[(date(2025, 11, 3), 26, 8)], date(2025, 11, 17));
        assert_eq!(chart.described, "Cards per week from 3 November. Praise: 26. Complaints: 8.");
    }
}
