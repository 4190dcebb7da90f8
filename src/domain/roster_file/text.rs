//! From bytes to a table: the encoding, the delimiter, the header and the number of a line.

use super::problem::{RosterProblem, RosterProblems};
use super::row::{COLUMNS, STARTS};
use crate::domain::mask::visible;

/// The delimiters that spreadsheets write; where two read the header equally well, the first counts.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// A file of this size is no roster.
const LARGEST: usize = 32 * 1024 * 1024;

/// The text of the file and the line its header stands on.
pub(super) fn decode(bytes: &[u8]) -> Result<(&str, u64), RosterProblems> {
    if bytes.len() > LARGEST {
        return Err(RosterProblems::whole("The file is larger than 32 MB; a roster is not."));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(RosterProblems::whole("This is a workbook, not CSV. Save it as \"CSV UTF-8\"."));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(RosterProblems::whole("This is UTF-16 text. Save it as \"CSV UTF-8\"."));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    // Excel's own note to itself about the delimiter.
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if first.len() <= 8 && first.to_ascii_lowercase().starts_with("sep=") { Ok((rest, 2)) } else { Ok((text, 1)) }
}

/// Names the first line that isn't UTF-8, with its readable part, so that it can be found and saved again.
fn not_utf8(bytes: &[u8], at: usize) -> RosterProblems {
    let before = bytes.get(..at).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let readable = String::from_utf8_lossy(before.get(start..).unwrap_or_default()).into_owned();
    let byte = bytes.get(at).copied().unwrap_or_default();
    RosterProblems(vec![RosterProblem {
        line: u64::try_from(line).unwrap_or(u64::MAX),
        column: None,
        message: format!(
            "not UTF-8 after {:?} (byte {byte:02X}); the file seems to be in windows-1252 or another old encoding. \
             Save it as \"CSV UTF-8\".",
            readable.chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect::<String>()
        ),
    }])
}

/// The delimiter and the column of each cell, from the header.
pub(super) fn header(text: &str, line: u64) -> Result<(u8, Vec<&'static str>), RosterProblems> {
    let mut best: (usize, u8, Vec<String>) = (0, b',', Vec::new());
    for delimiter in DELIMITERS {
        let cells = cells(text, delimiter);
        let known = cells.iter().filter(|cell| column(cell).is_some()).count();
        if known > best.0 || best.2.is_empty() {
            best = (known, delimiter, cells);
        }
    }
    let (known, delimiter, cells) = best;
    let expected = || format!("expected the columns {}", COLUMNS.join(", "));
    if known == 0 {
        return Err(RosterProblems::at(line, format!("The file has no header; {}.", expected())));
    }
    let mut problems = Vec::new();
    let mut order: Vec<&'static str> = Vec::new();
    for cell in &cells {
        match column(cell) {
            Some(column) if order.contains(&column) => problems.push(format!("The column {column} stands twice.")),
            Some(column) => order.push(column),
            None => problems.push(format!("The column {:?} is unknown; {}.", visible(cell.trim()), expected())),
        }
    }
    let missing: Vec<&str> = COLUMNS.into_iter().filter(|column| !order.contains(column)).collect();
    if !missing.is_empty() {
        problems.push(format!(
            "The header has no {}. Keep every column and leave its cells empty where there is nothing to say.",
            missing.join(", ")
        ));
    }
    if problems.is_empty() {
        return Ok((delimiter, order));
    }
    Err(RosterProblems(problems.into_iter().map(|message| RosterProblem { line, column: None, message }).collect()))
}

fn cells(text: &str, delimiter: u8) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let first = reader.records().next().and_then(Result::ok);
    first.map(|record| record.iter().map(str::to_owned).collect()).unwrap_or_default()
}

fn column(cell: &str) -> Option<&'static str> {
    let name = cell.trim().to_lowercase();
    COLUMNS.into_iter().chain([STARTS]).find(|column| *column == name)
}

/// The line a record begins on. The parser counts from the end of the record before, so blank lines between two
/// records are stepped over here.
pub(super) fn line_of(text: &str, record: &csv::StringRecord) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let blank =
        text.as_bytes().get(start..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + u64::try_from(blank.filter(|byte| **byte == b'\n').count()).unwrap_or_default()
}
