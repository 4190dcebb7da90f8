//! Eight weeks of a digest: bar widths in percent for HTML, marks for plain text.

use super::voice::Voice;
use serde::Serialize;

/// Room for marks of praise and of complaints in a line of 70 columns.
const PRAISE_ROOM: u64 = 32;
const COMPLAINT_ROOM: u64 = 12;
/// "10 Nov"
const NARROWEST: usize = 6;

/// A week of the figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WeekRow {
    /// The Monday: "10 Nov".
    pub week: String,
    /// Cards of praise.
    pub praise: u64,
    /// Cards of complaint.
    pub complaints: u64,
    /// True for the week the letter is about.
    pub current: bool,
    /// Width of the bar, in percent of the longest; at least 1 where there is a card.
    pub praise_percent: u64,
    /// What is left of 100.
    pub praise_rest: u64,
    /// Width of the bar, in percent of the longest.
    pub complaints_percent: u64,
    /// What is left of 100.
    pub complaints_rest: u64,
    /// How many marks in plain text.
    pub praise_marks: u64,
    /// How many marks in plain text.
    pub complaints_marks: u64,
    /// The week's cards.
    pub link: Option<String>,
}

/// The figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WeekRows {
    /// Oldest first.
    pub rows: Vec<WeekRow>,
    /// How to read the plain-text marks.
    pub legend: String,
    /// Columns that the longest day takes in plain text.
    pub width: usize,
}

impl WeekRows {
    /// Measures weeks given as (Monday, praise, complaints), oldest first; the last is this one.
    pub fn measure(voice: &Voice<'_>, weeks: &[(String, u64, u64)]) -> Self {
        let most_praise = weeks.iter().map(|week| week.1).max().unwrap_or(0);
        let most_complaints = weeks.iter().map(|week| week.2).max().unwrap_or(0);
        let per_mark = per_mark(most_praise, most_complaints);
        let last = weeks.len().saturating_sub(1);
        let rows = weeks
            .iter()
            .enumerate()
            .map(|(index, (week, praise, complaints))| {
                let praise_percent = percent(*praise, most_praise);
                let complaints_percent = percent(*complaints, most_complaints);
                WeekRow {
                    week: week.clone(),
                    praise: *praise,
                    complaints: *complaints,
                    current: index == last,
                    praise_percent,
                    praise_rest: 100 - praise_percent,
                    complaints_percent,
                    complaints_rest: 100 - complaints_percent,
                    praise_marks: praise.div_ceil(per_mark),
                    complaints_marks: complaints.div_ceil(per_mark),
                    link: None,
                }
            })
            .collect();
        let width = weeks.iter().map(|week| week.0.chars().count()).max().unwrap_or(0).max(NARROWEST);
        Self { rows, legend: voice.count("weeks-legend", per_mark, &[]), width }
    }
}

fn percent(count: u64, most: u64) -> u64 {
    if count == 0 { 0 } else { ((count * 100 + most / 2) / most).clamp(1, 100) }
}

/// The smallest round number of cards a mark can stand for so that the longest row fits.
fn per_mark(praise: u64, complaints: u64) -> u64 {
    let mut unit = 1;
    loop {
        for step in [1, 2, 5] {
            let per = unit * step;
            if praise.div_ceil(per) <= PRAISE_ROOM && complaints.div_ceil(per) <= COMPLAINT_ROOM {
                return per;
            }
        }
        unit *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(weeks: &[(u64, u64)]) -> WeekRows {
        let messages = crate::render::messages::Messages::load().unwrap();
        let weeks: Vec<_> = weeks.iter().map(|&(p, c)| ("10 Nov".to_owned(), p, c)).collect();
        WeekRows::measure(&Voice::new(&messages, "en"), &weeks)
    }

    #[test]
    fn bars_are_shares_of_the_longest() {
        let figure = measured(&[(28, 5), (31, 9)]);
        assert_eq!(figure.rows[0].praise_percent, 90);
        assert_eq!((figure.rows[0].complaints_percent, figure.rows[0].complaints_rest), (56, 44));
        assert_eq!((figure.rows[1].praise_percent, figure.rows[1].praise_rest), (100, 0));
        assert!(figure.rows[1].current && !figure.rows[0].current);
    }

    #[test]
    fn marks_fit_the_line_whatever_the_numbers() {
        for (praise, complaints) in [(0, 0), (32, 12), (33, 1), (1, 13), (90_000, 4), (u64::from(u32::MAX), 9)] {
            let row = measured(&[(praise, complaints)]).rows[0].clone();
            assert!(row.praise_marks <= PRAISE_ROOM && row.complaints_marks <= COMPLAINT_ROOM);
            assert_eq!(row.praise_marks > 0, praise > 0);
            assert_eq!(row.complaints_percent > 0, complaints > 0);
        }
    }

    #[test]
    fn the_legend_says_what_a_mark_stands_for() {
        assert_eq!(measured(&[(32, 12)]).legend, "Each ) is one card of praise, each - one complaint.");
        assert!(measured(&[(60, 12)]).legend.contains("up to 2 cards of praise"));
    }
}
