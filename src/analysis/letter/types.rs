//! What goes into the trimming of a letter and what comes out.
use super::html::HtmlText;
use super::line::{Class, Line};

/// What to do with quotations that the customer answers one by one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Answered {
    /// They stay in `own` (as [`Class::Answered`] lines): "Yes" alone says nothing.
    #[default]
    Keep,
    /// They go like any quotation.
    Elide,
}

/// What is known beside the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The display name of the sender; helps to tell a signature from a sentence.
    pub sender_name: &'a str,
    /// The text came from this HTML; its marks are used when the rows agree.
    pub from_html: Option<&'a HtmlText>,
    /// The line that our own letters carry ("write above this line"); empty if none.
    pub our_marker: &'a str,
    /// What becomes of quotations that are answered line by line.
    pub answered: Answered,
}

/// A letter taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trimmed {
    /// The customer's own words (and the quotations they answer one by one, unless told otherwise).
    pub own: String,
    /// What was taken out, in its order.
    pub elided: String,
    /// The whole text, line ends as `\n`.
    pub full: String,
    /// Every line of `full` in order, with its class and why.
    pub lines: Vec<Line>,
}

impl Trimmed {
    /// Only the customer's words, without the quotations they answer: what names and moods may be read from.
    #[must_use]
    pub fn spoken(&self) -> String {
        let mut out = String::new();
        for line in self.lines.iter().filter(|l| l.class == Class::Own) {
            out.push_str(self.full.get(line.span.clone()).unwrap_or_default().trim_end());
            out.push('\n');
        }
        out.trim().to_owned()
    }
}
