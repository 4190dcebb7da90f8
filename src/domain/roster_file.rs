//! A roster as a spreadsheet saves it: CSV bytes in, checked rows out, all of them or none.
//!
//! Header required, columns in any order, comma, semicolon or tab between them. Whatever can't be read is named with
//! its line. Writing rows to the database is left to the services; showing them first to [`change::diff`].

mod change;
mod problem;
mod row;
mod text;
mod write;

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

pub use change::{FieldChange, RosterChange, RowChange, diff};
pub use problem::{RosterProblem, RosterProblems};
pub use row::{COLUMNS, RosterRow, STARTS, Start};
pub use write::write;

use super::email_address::EmailAddress;
use super::mask::{is_hidden, visible};
use jiff::civil::Date;

/// Longest text of a cell, in characters; names of people and places stay far below.
const LONGEST_CELL: usize = 200;

/// Most nicknames of one agent: each is looked for in every card.
const MOST_NICKNAMES: usize = 30;

/// More than any one organisation's roster; bounds the work that a wrong file can cause.
const MOST_ROWS: usize = 100_000;

/// Reads a roster.
///
/// # Errors
/// All problems with their lines; then no row is returned.
pub fn read(bytes: &[u8]) -> Result<Vec<RosterRow>, RosterProblems> {
    let (text, first_line) = text::decode(bytes)?;
    let (delimiter, order) = text::header(text, first_line)?;
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut reading = Reading::default();
    for (at, record) in reader.records().enumerate() {
        let record = record.map_err(|error| RosterProblems::whole(format!("This is no CSV: {error}.")))?;
        let line = text::line_of(text, &record) + first_line - 1;
        if at == 0 || record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if reading.rows.len() >= MOST_ROWS {
            return Err(RosterProblems::at(line, format!("A roster has {MOST_ROWS} rows at most.")));
        }
        reading.take(&record, line, &order);
    }
    if reading.rows.is_empty() && reading.problems.is_empty() {
        return Err(RosterProblems::whole(
            "The file has a header and no rows; an empty roster would archive everybody.",
        ));
    }
    if reading.problems.is_empty() { Ok(reading.rows) } else { Err(RosterProblems(reading.problems)) }
}

/// Reads one agent who was typed into a form, by the same rules.
///
/// # Errors
/// All that is wrong; the line is 0.
pub fn one(cells: &[(&'static str, &str)]) -> Result<RosterRow, RosterProblems> {
    let order: Vec<&'static str> = cells.iter().map(|(column, _)| *column).collect();
    let mut reading = Reading::default();
    reading.take(&cells.iter().map(|(_, cell)| *cell).collect(), 0, &order);
    match reading.rows.pop() {
        Some(row) if reading.problems.is_empty() => Ok(row),
        _ => Err(RosterProblems(reading.problems)),
    }
}

/// Rows and problems so far, and where each unique value stood first.
#[derive(Default)]
struct Reading {
    rows: Vec<RosterRow>,
    problems: Vec<RosterProblem>,
    seen: HashMap<(&'static str, String), u64>,
}

impl Reading {
    /// Reads one row; every wrong cell of it is named, not only the first.
    fn take(&mut self, record: &csv::StringRecord, line: u64, order: &[&'static str]) {
        if record.len() != order.len() {
            let message = format!(
                "{} cells where the header has {}: a delimiter too many or too few, or a quote that isn't closed",
                record.len(),
                order.len()
            );
            self.problems.push(RosterProblem { line, column: None, message });
            return;
        }
        let cell = |column: &str| {
            let at = order.iter().position(|known| *known == column);
            write::bare(at.and_then(|at| record.get(at)).unwrap_or_default())
        };
        let id = self.needed(line, "id", cell("id"));
        let name = self.needed(line, "name", cell("name"));
        let nicknames = self.nicknames(line, cell("nicknames"));
        let code = self.text(line, "code", cell("code"));
        let email = self.email(line, cell("email"));
        let team = self.text(line, "team", cell("team"));
        let location = self.text(line, "location", cell("location"));
        let starts = if order.contains(&STARTS) { self.start(line, cell(STARTS)) } else { Start::Unsaid };
        for (column, value) in [
            ("id", id.as_ref().map(|id| id.to_lowercase())),
            ("code", code.as_ref().map(|code| code.to_lowercase())),
            ("email", email.as_ref().map(EmailAddress::key)),
        ] {
            if let Some(value) = value {
                self.unique(line, column, value);
            }
        }
        self.rows.push(RosterRow {
            id: id.unwrap_or_default(),
            name: name.unwrap_or_default(),
            nicknames,
            code,
            email,
            team,
            location,
            starts,
        });
    }

    fn problem(&mut self, line: u64, column: &'static str, message: impl Into<String>) {
        self.problems.push(RosterProblem { line, column: Some(column), message: message.into() });
    }

    /// A cell that every agent has.
    fn needed(&mut self, line: u64, column: &'static str, cell: &str) -> Option<String> {
        let problems = self.problems.len();
        let text = self.text(line, column, cell);
        if text.is_none() && self.problems.len() == problems {
            self.problem(line, column, "is empty; every agent needs one");
        }
        text
    }

    /// A cell in composed form with single blanks; `None` if it is empty or was reported.
    fn text(&mut self, line: u64, column: &'static str, cell: &str) -> Option<String> {
        let cell = cell.trim_matches(|character: char| character.is_whitespace() || is_mark(character));
        if cell.contains(['\n', '\r']) {
            self.problem(line, column, "has a line break; perhaps a quote isn't closed");
            return None;
        }
        let composed: String = cell.nfc().collect();
        let text = composed.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() > LONGEST_CELL {
            self.problem(line, column, format!("is longer than {LONGEST_CELL} characters"));
            return None;
        }
        if text.chars().any(|character| is_hidden(character) || character == char::REPLACEMENT_CHARACTER) {
            self.problem(line, column, format!("has an invisible or broken character: {}", visible(&text)));
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    fn nicknames(&mut self, line: u64, cell: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for part in cell.split(';') {
            if let Some(name) = self.text(line, "nicknames", part)
                && !names.iter().any(|known| known.to_lowercase() == name.to_lowercase())
            {
                names.push(name);
            }
        }
        if names.len() > MOST_NICKNAMES {
            self.problem(line, "nicknames", format!("has more than {MOST_NICKNAMES} names"));
        }
        names
    }

    fn email(&mut self, line: u64, cell: &str) -> Option<EmailAddress> {
        let cell = cell.trim();
        if cell.is_empty() {
            return None;
        }
        match EmailAddress::parse(cell) {
            Ok(address) => Some(address),
            Err(error) => {
                self.problem(line, "email", format!("{:?} can't be used. {}", shortened(cell), error.message()));
                None
            }
        }
    }

    fn start(&mut self, line: u64, cell: &str) -> Start {
        let cell = cell.trim();
        match cell.parse::<Date>() {
            _ if cell.is_empty() => Start::Always,
            Ok(day) => Start::On(day),
            Err(_) => {
                self.problem(line, STARTS, format!("{:?} is no day like 2026-12-01", shortened(cell)));
                Start::Unsaid
            }
        }
    }

    fn unique(&mut self, line: u64, column: &'static str, value: String) {
        let shown = shortened(&value);
        if let Some(first) = self.seen.get(&(column, value.clone())) {
            let message = format!("{shown:?} stands on line {first} already");
            self.problem(line, column, message);
        } else {
            self.seen.insert((column, value), line);
        }
    }
}

/// Marks that spreadsheets leave at the ends of a cell and nobody sees.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{200b}')
}

fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}
