//! What an import would do, shown before it is done.

use std::collections::HashMap;
use std::fmt;

use super::{RosterRow, STARTS, Start};
use crate::domain::email_address::EmailAddress;

/// The difference between the roster in force and a file. Rows are tied by their `id`.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RosterChange {
    /// In the order of the file.
    pub added: Vec<RosterRow>,
    /// In the order of the file.
    pub changed: Vec<RowChange>,
    /// In force and no longer in the file: to be archived, never deleted.
    pub archived: Vec<RosterRow>,
    /// How many rows stay as they are.
    pub unchanged: usize,
}

/// One agent whose row differs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RowChange {
    /// The row as it will be.
    pub row: RosterRow,
    pub fields: Vec<FieldChange>,
}

/// One cell that differs; an empty text is an empty cell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FieldChange {
    pub column: &'static str,
    pub before: String,
    pub after: String,
}

impl RosterChange {
    /// Says whether the import would do nothing.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.archived.is_empty()
    }
}

/// Compares two rosters field by field. The order of rows and of nicknames is no difference.
pub fn diff(old: &[RosterRow], new: &[RosterRow]) -> RosterChange {
    let mut before: HashMap<&str, &RosterRow> = old.iter().map(|row| (row.id.as_str(), row)).collect();
    let mut change = RosterChange::default();
    for row in new {
        let Some(known) = before.remove(row.id.as_str()) else {
            change.added.push(row.clone());
            continue;
        };
        let fields = differing(known, row);
        if fields.is_empty() {
            change.unchanged += 1;
        } else {
            change.changed.push(RowChange { row: row.clone(), fields });
        }
    }
    change.archived = old.iter().filter(|row| before.contains_key(row.id.as_str())).cloned().collect();
    change
}

fn differing(before: &RosterRow, after: &RosterRow) -> Vec<FieldChange> {
    let same_nicknames = sorted(&before.nicknames) == sorted(&after.nicknames);
    // Every column but `id`, which ties the two.
    let RosterRow { id: _, name, nicknames, code, email, team, location, starts } = before;
    [
        ("name", name.clone(), after.name.clone()),
        (
            "nicknames",
            nicknames.join("; "),
            if same_nicknames { nicknames.join("; ") } else { after.nicknames.join("; ") },
        ),
        ("code", text(code), text(&after.code)),
        ("email", address(email), address(&after.email)),
        ("team", text(team), text(&after.team)),
        ("location", text(location), text(&after.location)),
        (STARTS, day(*starts), if after.starts == Start::Unsaid { day(*starts) } else { day(after.starts) }),
    ]
    .into_iter()
    .filter(|(_, before, after)| before != after)
    .map(|(column, before, after)| FieldChange { column, before, after })
    .collect()
}

fn sorted(names: &[String]) -> Vec<&String> {
    let mut names: Vec<&String> = names.iter().collect();
    names.sort();
    names
}

fn text(cell: &Option<String>) -> String {
    cell.clone().unwrap_or_default()
}

fn day(start: Start) -> String {
    match start {
        Start::Unsaid | Start::Always => String::new(),
        Start::On(day) => day.to_string(),
    }
}

fn address(cell: &Option<EmailAddress>) -> String {
    cell.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// A summary line, then `+` for added, `~` for changed with its fields, `-` for archived.
impl fmt::Display for RosterChange {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { added, changed, archived, unchanged } = self;
        write!(
            out,
            "{} added, {} changed, {} archived, {unchanged} unchanged",
            added.len(),
            changed.len(),
            archived.len()
        )?;
        for row in added {
            write!(out, "\n+ {}  {}", row.id, row.name)?;
            for (column, value) in [
                ("nicknames", row.nicknames.join("; ")),
                ("code", text(&row.code)),
                ("email", address(&row.email)),
                ("team", text(&row.team)),
                ("location", text(&row.location)),
                ("starts", day(row.starts)),
            ] {
                if !value.is_empty() {
                    write!(out, ", {column} {value}")?;
                }
            }
        }
        for RowChange { row, fields } in changed {
            write!(out, "\n~ {}  {}", row.id, row.name)?;
            for FieldChange { column, before, after } in fields {
                write!(out, "\n    {column}: {} -> {}", or_nothing(before), or_nothing(after))?;
            }
        }
        archived.iter().try_for_each(|row| write!(out, "\n- {}  {}", row.id, row.name))
    }
}

fn or_nothing(cell: &str) -> &str {
    if cell.is_empty() { "(empty)" } else { cell }
}
