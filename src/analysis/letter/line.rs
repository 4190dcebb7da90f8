//! What a line of a letter is, and why we think so.
//! The classes are the vocabulary of the whole room; the rules live in the files beside this one.

use std::ops::Range;

/// The part a line plays in a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// The customer's own words (blank lines between them too).
    Own,
    /// Words of an earlier letter that the customer answers line by line: shown for context, never analysed.
    Answered,
    /// Words of an earlier letter.
    Quote,
    /// "On Monday … Anna wrote:", in whatever language.
    Attribution,
    /// A line of a From/Sent/To/Subject block.
    Header,
    /// "-----Original Message-----" and its kin.
    Separator,
    /// Our own "write above this line".
    Marker,
    /// Who the writer is: `-- ` and what follows, telephone, title, address.
    Signature,
    /// "Sent from my …".
    Device,
    /// Confidentiality notices, virus scanners, mailing-list footers.
    Footer,
}

impl Class {
    /// Says whether lines of this class stay in what a manager reads first.
    #[must_use]
    pub fn stays(self) -> bool {
        matches!(self, Self::Own | Self::Answered)
    }
}

/// Why a line has its class: the rule that fired and, where one decided, the language of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// Name of the rule, fit to be shown beside the line.
    pub rule: &'static str,
    /// BCP 47 primary language of the words that decided, if words decided.
    pub language: Option<&'static str>,
}

impl Evidence {
    /// Evidence that no language carries.
    #[must_use]
    pub const fn rule(rule: &'static str) -> Self {
        Self { rule, language: None }
    }

    /// Evidence from words of one language.
    #[must_use]
    pub const fn words(rule: &'static str, language: &'static str) -> Self {
        Self { rule, language: Some(language) }
    }
}

/// One line (or, where own words and an attribution share a line, a piece of one).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Bytes of `Trimmed::full`, without the line end.
    pub span: Range<usize>,
    /// What the line is.
    pub class: Class,
    /// Why.
    pub evidence: Evidence,
}
