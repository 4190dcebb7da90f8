//! HTML letters made into text, row by row, each row with a mark: own words, an earlier letter, a signature.
//! One pass over a stream of tags with a stack of open elements; no tree is built, nothing recurs.

mod entities;
mod marks;
mod names;
mod render;
mod token;

pub use render::html_to_text;

/// What the mark-up says about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Nothing.
    Own,
    /// It stands in an element that mail programs use for earlier letters; the name says which.
    Quote(&'static str),
    /// It stands in a `blockquote` without more: a quotation of a mail program or of the writer.
    Indent,
    /// It stands in an element that mail programs use for signatures.
    Signature(&'static str),
}

/// A letter's text and what the mark-up says of each of its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HtmlText {
    /// The text; rows end in `\n`.
    pub text: String,
    /// One mark for each row of `text`, up to `MOST_MARKS`: no more rows are judged one by one.
    pub lines: Vec<Mark>,
}

/// So many rows have marks.
pub const MOST_MARKS: usize = 5_000;
