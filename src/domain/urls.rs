//! Addresses of pages: what may stand in them, and how they are read by people.

use std::fmt::Write as _;

/// A text as it may stand in an address, in UTF-8 and percents where it must (RFC 3986, section 2.3).
pub fn encoded(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a String can't fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// An address as people read and write it down: without its scheme.
pub fn without_scheme(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_means_something_in_an_address_is_left() {
        assert_eq!(encoded("Mill Street & Co/é?#=+%"), "Mill%20Street%20%26%20Co%2F%C3%A9%3F%23%3D%2B%25");
        assert_eq!(encoded("a-Z_0.9~"), "a-Z_0.9~");
    }

    #[test]
    fn people_read_no_scheme() {
        assert_eq!(without_scheme("https://cards.example/f/larkspur"), "cards.example/f/larkspur");
        assert_eq!(without_scheme("cards.example"), "cards.example");
    }
}
