//! A roster as a file that reads back as what it was, and that no spreadsheet takes a formula from.

use super::row::{COLUMNS, RosterRow, STARTS, Start};

/// Characters by which a spreadsheet takes a cell for a formula; some take the wide ones, too.
const FORMULA: [char; 13] = ['=', '+', '-', '@', '\t', '\r', '\n', '|', '%', '＝', '＋', '－', '＠'];

/// Writes a roster: UTF-8 with a byte order mark, so that spreadsheets read accents right.
pub fn write(rows: &[RosterRow]) -> Vec<u8> {
    let mut out = vec![0xef, 0xbb, 0xbf];
    let mut line = |cells: [String; 8]| {
        let quoted = cells.map(|cell| match cell.contains([',', ';', '"', '\n', '\r', '\t', '\'']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell,
        });
        out.extend_from_slice(quoted.join(",").as_bytes());
        out.extend_from_slice(b"\r\n");
    };
    let [id, name, nicknames, code, email, team, location] = COLUMNS.map(str::to_owned);
    line([id, name, nicknames, code, email, team, location, STARTS.to_owned()]);
    for row in rows {
        let starts = match row.starts {
            Start::On(day) => day.to_string(),
            Start::Unsaid | Start::Always => String::new(),
        };
        let text = |cell: &Option<String>| harmless(cell.as_deref().unwrap_or_default());
        line([
            harmless(&row.id),
            harmless(&row.name),
            harmless(&row.nicknames.join("; ")),
            text(&row.code),
            harmless(&row.email.as_ref().map(ToString::to_string).unwrap_or_default()),
            text(&row.team),
            text(&row.location),
            starts,
        ]);
    }
    out
}

/// A cell with an apostrophe before what would be a formula, or before an apostrophe of its own that would be taken
/// for ours.
fn harmless(text: &str) -> String {
    let own = text.strip_prefix('\'').is_some_and(|rest| rest.starts_with(FORMULA) || rest.starts_with('\''));
    if own || text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

/// A cell without the apostrophe that [`harmless`] put before it.
pub(super) fn bare(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'');
    rest.filter(|rest| rest.starts_with(FORMULA) || rest.starts_with('\'')).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roster_file::{diff, read};
    use proptest::prelude::*;

    fn row(id: &str, name: &str, nickname: &str, code: &str, starts: Option<jiff::civil::Date>) -> RosterRow {
        RosterRow {
            id: id.to_owned(),
            name: name.to_owned(),
            nicknames: vec![nickname.to_owned()],
            code: Some(code.to_owned()),
            email: None,
            team: Some("+ team".to_owned()),
            location: None,
            starts: starts.map_or(Start::Always, Start::On),
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_as_it_was_and_no_cell_is_a_formula(
            cells in proptest::collection::vec("[=+@'|%\"a-zÀ-ž-][=+@'|%\",a-zÀ-ž-]{0,8}", 3),
            day in proptest::option::of(1_i8..28),
        ) {
            let one = row("1", &cells[0], &cells[1], &cells[2], day.map(|day| jiff::civil::date(2026, 12, day)));
            let file = write(std::slice::from_ref(&one));
            let back = read(&file).unwrap();
            prop_assert!(diff(std::slice::from_ref(&one), &back).is_empty(), "{:?} {:?}", one, back);
            let mut cells = csv::ReaderBuilder::new().has_headers(false).from_reader(&file[3..]);
            for record in cells.records() {
                for cell in &record.unwrap() {
                    prop_assert!(!cell.starts_with(FORMULA), "{cell:?}");
                }
            }
        }
    }
}
