//! What is wrong in a roster file, with its line.

use crate::error::{Error, Kind};
use std::fmt;

/// One thing that is wrong in a roster file. Line 0 is the file as a whole.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RosterProblem {
    pub line: u64,
    pub column: Option<&'static str>,
    pub message: String,
}

impl fmt::Display for RosterProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(out, "line {}", self.line)?;
            if let Some(column) = self.column {
                write!(out, ", {column}")?;
            }
            out.write_str(": ")?;
        }
        out.write_str(&self.message)
    }
}

/// Everything that is wrong in a roster file, in the order of its lines.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RosterProblems(pub Vec<RosterProblem>);

impl RosterProblems {
    pub(super) fn whole(message: impl Into<String>) -> Self {
        Self::at(0, message)
    }

    pub(super) fn at(line: u64, message: impl Into<String>) -> Self {
        Self(vec![RosterProblem { line, column: None, message: message.into() }])
    }
}

impl fmt::Display for RosterProblems {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("The roster can't be read; nothing was changed.")?;
        self.0.iter().try_for_each(|problem| write!(out, "\n  - {problem}"))
    }
}

impl std::error::Error for RosterProblems {}

impl From<RosterProblems> for Error {
    fn from(problems: RosterProblems) -> Self {
        Self::new(Kind::Invalid, problems.to_string())
    }
}
