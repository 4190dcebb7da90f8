//! What narrows a list of cards, as it stands in the address: read with care, written in one order, so that the same
//! list has the same address.

use actix_web::web::Query;
use serde::Deserialize;

/// Which list, and what of it. Every field is text as it was sent; what can't be read narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Listed {
    /// `needs`, `who`, `praise`, `complaints`, `all`.
    #[serde(default)]
    pub show: Option<String>,
}

impl Listed {
    /// A list as it stands behind the `?` of an address.
    pub fn from_query(query: &str) -> Self {
        Query::<Self>::from_query(query).map(Query::into_inner).unwrap_or_default()
    }

    /// The address of the list with more behind it: pairs that need no encoding.
    pub fn href_with(&self, more: &[(&str, &str)]) -> String {
        let own = [("show", self.show.as_deref())];
        let own = own.iter().filter_map(|(name, value)| Some((*name, (*value)?)));
        let pairs: Vec<String> =
            own.chain(more.iter().copied()).map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        if pairs.is_empty() { "/inbox".to_owned() } else { format!("/inbox?{}", pairs.join("&")) }
    }
}

/// A value as it may stand in an address.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
        out
    })
}

/// The address of a list that was left, with a word about what was done.
pub(super) fn with_done(list: &str, done: &str) -> String {
    Listed::from_query(list).href_with(&[("done", done)])
}
