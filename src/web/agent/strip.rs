//! Twelve weeks of cards as marks in columns: where each mark stands in the drawing.

use crate::domain::wording::counts::{counted, number_word, plural};
use crate::domain::wording::dates::{plain_day, short_day};
use crate::web::shell::Mark;
use jiff::civil::Date;
use serde::Serialize;

/// Width of a week's column.
const COLUMN: f64 = 24.0;
/// A mark's side.
const SIDE: f64 = 16.0;
/// From one mark to the next: a hair's breadth between them.
const STEP: f64 = 17.0;
/// So many smiles stand in a column before they begin to overlap.
const TALLEST: usize = 7;
/// So many complaints hang below the line before they begin to overlap.
const DEEPEST: usize = 3;

/// One week's cards on an agent's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekOfCards {
    /// The week's Monday.
    pub monday: Date,
    /// Praise.
    pub smiles: usize,
    /// Released complaints that were put right.
    pub put_right: usize,
    /// Released complaints that are still open.
    pub open: usize,
}

/// The drawing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Strip {
    /// Width of the drawing.
    pub width: f64,
    /// Height of the drawing.
    pub height: f64,
    /// Where the line between praise and complaints runs.
    pub axis: f64,
    /// A mark's side.
    pub side: f64,
    /// Every mark.
    pub marks: Vec<Placed>,
    /// Smiles by week, for the row of numbers.
    pub counts: Vec<usize>,
    /// Every third week's Monday: "25 Aug".
    pub ticks: Vec<String>,
    /// The sentence under the heading.
    pub summary: String,
    /// The same drawing in words, for those who can't see it.
    pub described: String,
    /// True if a complaint that was put right is drawn.
    pub has_right: bool,
    /// True if an open complaint is drawn.
    pub has_open: bool,
}

/// A mark and its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Placed {
    /// Which mark.
    pub mark: Mark,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Strip {
    /// Places the marks: smiles stand on the line, complaints hang below it.
    ///
    /// A week with very many keeps its height; its marks overlap like a stack of cards.
    pub fn draw(weeks: &[WeekOfCards], today: Date) -> Self {
        let below = |week: &WeekOfCards| week.put_right + week.open;
        let deepest = weeks.iter().map(below).max().unwrap_or(0).clamp(1, DEEPEST);
        let axis = 2.0 + STEP * to_f64(TALLEST - 1) + SIDE + 2.5;
        let mut marks = Vec::new();
        for (index, week) in weeks.iter().enumerate() {
            let x = COLUMN.mul_add(to_f64(index), (COLUMN - SIDE) / 2.0);
            let up = step(week.smiles, TALLEST);
            for row in 0..week.smiles {
                let y = axis - 2.5 - SIDE - up * to_f64(row);
                marks.push(Placed { mark: Mark::Praise, x, y: round(y) });
            }
            let down = step(below(week), deepest);
            for row in 0..below(week) {
                let mark = if row < week.put_right { Mark::Right } else { Mark::Complaint };
                marks.push(Placed { mark, x, y: round(down.mul_add(to_f64(row), axis + 4.5)) });
            }
        }
        Self {
            width: COLUMN * to_f64(weeks.len()),
            height: round(STEP.mul_add(to_f64(deepest - 1), axis + 4.5 + SIDE + 1.0)),
            axis,
            side: SIDE,
            marks,
            counts: weeks.iter().map(|week| week.smiles).collect(),
            ticks: weeks.iter().step_by(3).map(|week| short_day(week.monday, week.monday)).collect(),
            summary: summary(weeks),
            described: described(weeks, today),
            has_right: weeks.iter().any(|week| week.put_right > 0),
            has_open: weeks.iter().any(|week| week.open > 0),
        }
    }
}

fn step(count: usize, room: usize) -> f64 {
    if count <= room { STEP } else { STEP * to_f64(room - 1) / to_f64(count - 1) }
}

/// Two decimals are finer than a pixel and keep the page small.
fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn to_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn total(weeks: &[WeekOfCards], of: impl Fn(&WeekOfCards) -> usize) -> u64 {
    weeks.iter().map(|week| u64::try_from(of(week)).unwrap_or(0)).sum()
}

fn summary(weeks: &[WeekOfCards]) -> String {
    let smiles = total(weeks, |week| week.smiles);
    let right = total(weeks, |week| week.put_right);
    let open = total(weeks, |week| week.open);
    let complaints = |count| format!("{} {}", number_word(count), plural(count, "complaint", "complaints"));
    let smiles = counted(smiles, "smile", "smiles");
    let tail = match (right, open) {
        (0, 0) => String::new(),
        (right, 0) => format!(", and {} put right", complaints(right)),
        (0, open) => format!(", and {} shared with you", complaints(open)),
        (right, open) => {
            format!(", {} put right and {} shared with you", complaints(right), number_word(open))
        }
    };
    format!("Each mark is one card. {smiles}{tail}.")
}

fn described(weeks: &[WeekOfCards], today: Date) -> String {
    let first = weeks.first().map_or_else(String::new, |week| plain_day(week.monday, today));
    let list = |of: &dyn Fn(&WeekOfCards) -> usize| {
        weeks.iter().map(|week| of(week).to_string()).collect::<Vec<_>>().join(", ")
    };
    let mut text = format!("Smiles per week from {first}: {}.", list(&|week| week.smiles));
    if total(weeks, |week| week.put_right + week.open) > 0 {
        text.push_str(&format!(
            " Complaints shared with you: {}; put right: {}.",
            list(&|week| week.put_right + week.open),
            list(&|week| week.put_right)
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2025, 11, 17);

    fn weeks(cards: &[(usize, usize, usize)]) -> Vec<WeekOfCards> {
        let mut monday = date(2025, 8, 25);
        cards
            .iter()
            .map(|&(smiles, put_right, open)| {
                let week = WeekOfCards { monday, smiles, put_right, open };
                monday = monday.saturating_add(jiff::Span::new().weeks(1));
                week
            })
            .collect()
    }

    #[test]
    fn smiles_stand_on_the_line_and_complaints_hang_below() {
        let strip = Strip::draw(&weeks(&[(2, 0, 0), (0, 1, 0)]), TODAY);
        assert_eq!(
            strip.marks,
            [
                Placed { mark: Mark::Praise, x: 4.0, y: 104.0 },
                Placed { mark: Mark::Praise, x: 4.0, y: 87.0 },
                Placed { mark: Mark::Right, x: 28.0, y: 127.0 },
            ]
        );
        assert_eq!((strip.axis, strip.height), (122.5, 144.0));
    }

    #[test]
    fn every_card_is_one_mark_inside_the_drawing_however_many_there_are() {
        for many in [0, 1, 7, 8, 40, 500] {
            let strip = Strip::draw(&weeks(&[(many, many, 1), (3, 0, 0)]), TODAY);
            assert_eq!(strip.marks.len(), many * 2 + 4);
            assert!(strip.marks.iter().all(|m| m.y >= 0.0 && m.y + SIDE <= strip.height));
        }
    }

    #[test]
    fn it_says_in_words_what_it_draws() {
        let strip = Strip::draw(&weeks(&[(4, 1, 0), (3, 0, 0)]), TODAY);
        assert_eq!(strip.summary, "Each mark is one card. 7 smiles, and one complaint put right.");
        assert_eq!(
            strip.described,
            "Smiles per week from 25 August: 4, 3. Complaints shared with you: 1, 0; put right: 1, 0."
        );
        assert_eq!(strip.ticks, ["25 Aug"]);
    }
}
