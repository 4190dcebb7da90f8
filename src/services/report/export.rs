//! The report as files for a spreadsheet: what the page shows, nothing more. No cell of text can become a formula.

use super::{Line, Report, Sums};
use crate::error::{Error, Result};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// One table of the report.
struct Table {
    name: &'static str,
    head: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

enum Cell {
    Text(String),
    Number(u64),
    Nothing,
}

fn tables(report: &Report) -> [Table; 4] {
    let sums = |first: Cell, sums: &Sums| {
        let wait = sums.first_answer.map_or(Cell::Nothing, Cell::Number);
        let counts = [sums.praise, sums.complaints, sums.put_right, sums.answers];
        std::iter::once(first).chain(counts.map(Cell::Number)).chain([wait]).collect::<Vec<_>>()
    };
    let line = |line: &Line, team: bool| {
        let mut cells = vec![Cell::Text(line.name.clone())];
        if team {
            cells.push(line.team.clone().map_or(Cell::Nothing, Cell::Text));
        }
        cells.extend([line.praise, line.complaints, line.put_right].map(Cell::Number));
        cells
    };
    let counts = ["Praise", "Complaints", "Put right"];
    let answers = ["Answered", "Minutes to the first answer (median)"];
    let head = |first: &[&'static str], more: &[&'static str]| [first, &counts, more].concat();
    let mut weeks: Vec<Vec<Cell>> =
        report.weeks.iter().map(|week| sums(Cell::Text(week.monday.to_string()), &week.sums)).collect();
    weeks.push(sums(Cell::Text("All twelve weeks".to_owned()), &report.sums));
    weeks.push(sums(Cell::Text("The twelve weeks before".to_owned()), &report.before));
    let themes = report
        .themes
        .iter()
        .map(|theme| vec![Cell::Text(theme.name.clone()), Cell::Number(theme.praise), Cell::Number(theme.complaints)]);
    [
        Table { name: "Week by week", head: head(&["Week from"], &answers), rows: weeks },
        Table {
            name: "By team",
            head: head(&["Team"], &[]),
            rows: report.by_team.iter().map(|row| line(row, false)).collect(),
        },
        Table {
            name: "By person",
            head: head(&["Person", "Team"], &[]),
            rows: report.by_person.iter().map(|row| line(row, true)).collect(),
        },
        Table { name: "Themes", head: vec!["Theme", "Praise", "Complaints"], rows: themes.collect() },
    ]
}

/// All tables one below the other, UTF-8 with a byte order mark so that spreadsheets read accents right.
///
/// # Errors
/// `Internal`.
pub fn csv(report: &Report) -> Result<Vec<u8>> {
    let failed = |cause: csv::Error| Error::internal("The file could not be written.").with_source(cause);
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(vec![0xef, 0xbb, 0xbf]);
    for (place, table) in tables(report).iter().enumerate() {
        if place > 0 {
            out.write_record([""]).map_err(failed)?;
        }
        out.write_record([table.name]).map_err(failed)?;
        out.write_record(&table.head).map_err(failed)?;
        for row in &table.rows {
            let cells = row.iter().map(|cell| match cell {
                Cell::Text(text) => harmless(text),
                Cell::Number(number) => number.to_string(),
                Cell::Nothing => String::new(),
            });
            out.write_record(cells).map_err(failed)?;
        }
    }
    out.into_inner().map_err(|cause| Error::internal("The file could not be written.").with_source(cause))
}

/// A spreadsheet takes a cell that begins so for a formula; an apostrophe before it makes it text.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '|', '%', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A workbook with a sheet for each table. Text is written as text.
///
/// # Errors
/// `Internal`.
pub fn xlsx(report: &Report) -> Result<Vec<u8>> {
    let failed = |cause: XlsxError| Error::internal("The file could not be written.").with_source(cause);
    let mut book = Workbook::new();
    for table in tables(report) {
        write(book.add_worksheet(), &table).map_err(failed)?;
    }
    book.save_to_buffer().map_err(failed)
}

fn write(sheet: &mut Worksheet, table: &Table) -> std::result::Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_name(table.name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, head) in (0_u16..).zip(&table.head) {
        sheet.write_string_with_format(0, column, *head, &bold)?;
    }
    for (line, row) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                Cell::Text(text) => sheet.write_string(line, column, text)?,
                #[expect(clippy::cast_precision_loss, reason = "a count of cards is far below 2^53")]
                Cell::Number(number) => sheet.write_number(line, column, *number as f64)?,
                Cell::Nothing => continue,
            };
        }
    }
    sheet.autofit();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::report::{ThemeLine, Week};
    use jiff::civil::date;

    fn report() -> Report {
        let line = |name: &str| Line {
            name: name.to_owned(),
            team: None,
            agent: None,
            praise: 2,
            complaints: 1,
            put_right: 1,
        };
        Report {
            organisation: "Larkspur Mobile".to_owned(),
            first: date(2026, 8, 24),
            last: date(2026, 11, 15),
            today: date(2026, 11, 17),
            teams: Vec::new(),
            team: None,
            sums: Sums::default(),
            before: Sums::default(),
            weeks: vec![Week { monday: date(2026, 8, 24), sums: Sums::default() }],
            by_team: vec![line("+44 line")],
            by_person: vec![line("Ana")],
            themes: vec![ThemeLine { name: "@home".to_owned(), praise: 1, complaints: 0, said: None }],
            read: None,
        }
    }

    #[test]
    fn text_that_would_be_a_formula_is_text() {
        let text = String::from_utf8(csv(&report()).unwrap()).unwrap();
        assert!(text.contains("'+44 line,2,1,1") && text.contains("'@home,1,0"), "{text}");
    }

    #[test]
    fn the_workbook_has_a_sheet_for_each_table() {
        let book = xlsx(&report()).unwrap();
        assert!(book.starts_with(b"PK"));
        let has = |name: &[u8]| book.windows(name.len()).any(|window| window == name);
        assert!(has(b"xl/worksheets/sheet4.xml") && !has(b"xl/worksheets/sheet5.xml"));
    }
}
