//! The lists of the inbox: what each is called, on the page and in an address.

use crate::store::inbox::Show;

/// The lists in order: code, label.
pub(super) const TABS: [(Show, &str, &str); 5] = [
    (Show::NeedsYou, "needs", "Needs you"),
    (Show::WhoIsThis, "who", "Who is this?"),
    (Show::Praise, "praise", "Praise"),
    (Show::Complaints, "complaints", "Complaints"),
    (Show::All, "all", "All"),
];

/// The code and label of a list.
pub(super) fn named(show: Show) -> (&'static str, &'static str) {
    TABS.iter().find(|(known, _, _)| *known == show).map_or(("needs", "Needs you"), |(_, code, label)| (code, label))
}

/// The code of a list.
pub(super) fn code(show: Show) -> &'static str {
    named(show).0
}

/// The list of a code.
pub fn show_of(code: &str) -> Option<Show> {
    TABS.iter().find(|(_, known, _)| *known == code).map(|(show, _, _)| *show)
}
