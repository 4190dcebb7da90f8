//! Twelve weeks: what came in, by week, by team, by person in order of name, by theme.

use super::weeks::WeeksChart;
use crate::web::shell::{Link, Shell};
use serde::Serialize;

/// `templates/web/manager/report.html`
#[derive(Debug, Clone, Serialize)]
pub struct ReportPage {
    /// The frame.
    pub shell: Shell,
    /// "25 August to 16 November, all teams"
    pub when: String,
    /// "308 smiles, 80 complaints, 71 put right."
    pub title: String,
    /// What changed, in a sentence or two.
    pub lead: Vec<String>,
    /// What to say when there is nothing to tell.
    pub empty: Option<String>,
    /// The weeks, drawn.
    pub weeks: WeeksChart,
    /// The same as a table.
    pub table: Vec<WeekRow>,
    /// Where the dates stand below the drawing: of every third week.
    pub dates: Vec<String>,
    /// By team; empty for one team.
    pub teams: Vec<Row>,
    /// By person.
    pub people: Vec<Row>,
    /// Where they stand instead, when there are more than a page can show.
    pub crowd: Option<String>,
    /// What people write about.
    pub themes: Vec<ThemeRow>,
    /// "Read in the 5,000 newest cards."
    pub read: Option<String>,
    /// Earlier weeks, later weeks.
    pub others: Vec<Link>,
    /// The teams to choose from; the first is all of them. Empty when there is nothing to choose.
    pub choices: Vec<Choice>,
    /// The last week of this report, for the form that chooses a team.
    pub until: String,
    /// The same figures as files.
    pub files: Vec<Link>,
    /// Whether the reader may change the words that are looked for.
    pub may_change: bool,
}

/// A team to choose.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What is sent as `team`.
    pub value: String,
    /// Its name.
    pub label: String,
    /// Whether it is the one that is shown.
    pub chosen: bool,
}

/// A week of the table.
#[derive(Debug, Clone, Serialize)]
pub struct WeekRow {
    /// "25 August"
    pub week: String,
    /// Praise.
    pub praise: u64,
    /// Complaints.
    pub complaints: u64,
    /// Those that were put right.
    pub put_right: u64,
    /// "about 5 hours"; or why there is none.
    pub first_answer: String,
}

/// A row of a table with its bar.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// "Derrick Hale"
    pub name: String,
    /// "Billing line"
    pub team: Option<String>,
    /// Praise.
    pub praise: u64,
    /// Complaints.
    pub complaints: u64,
    /// Those that were put right.
    pub put_right: u64,
    /// The bar: complaints to the left of the axis, praise to the right.
    pub bar: Bars,
}

/// A bar both ways from one axis, in units of one card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bars {
    /// Width of the drawing, the same in all rows of a table.
    pub width: u64,
    /// Where the complaints' side begins.
    pub from: u64,
    /// Where the praise's side begins.
    pub axis: u64,
}

impl Bars {
    /// The bars of rows given as (complaints, praise); all to one scale.
    pub fn draw(rows: &[(u64, u64)]) -> Vec<Self> {
        let left = rows.iter().map(|row| row.0).max().unwrap_or(0);
        let right = rows.iter().map(|row| row.1).max().unwrap_or(0);
        // A gap of a hundredth, so that the two sides are told apart without colour.
        let gap = ((left + right) / 100).max(1);
        let axis = left + gap;
        rows.iter().map(|row| Self { width: (axis + right).max(1), from: left - row.0, axis }).collect()
    }
}

/// A theme.
#[derive(Debug, Clone, Serialize)]
pub struct ThemeRow {
    /// "Being rung back"
    pub name: String,
    /// "9 praise"
    pub praise: u64,
    /// "21 complaints"
    pub complaints: u64,
    /// "complaints", or "complaint" for one.
    pub complaints_word: &'static str,
    /// What somebody wrote.
    pub said: Option<Sentence>,
}

/// A sentence of a card.
#[derive(Debug, Clone, Serialize)]
pub struct Sentence {
    /// The card it stands on.
    pub href: String,
    /// Whether that is praise.
    pub praise: bool,
    /// As it was written.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_of_a_table_share_one_axis() {
        let bars = Bars::draw(&[(18, 112), (0, 0), (31, 84)]);
        assert!(bars.iter().all(|bar| bar.axis == 32 && bar.width == 144));
        assert_eq!(bars.iter().map(|bar| bar.from).collect::<Vec<_>>(), [13, 31, 0]);
        assert_eq!(Bars::draw(&[(0, 0)])[0], Bars { width: 1, from: 0, axis: 1 });
        assert!(Bars::draw(&[]).is_empty());
    }
}
