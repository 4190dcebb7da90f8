//! Names and addresses as mail programs write them into the text of a letter.

use super::scan;

/// `"Anna Lind" <anna@shop.example>` in all its forms: the address and the name, each if there is one.
///
/// Also reads `Anna [mailto:anna@…]`, `anna@…<mailto:anna@…>`, `anna@… (Anna)` and doubled quotation marks.
/// A name that only repeats the address is no name.
#[must_use]
pub fn parse(value: &str) -> (Option<String>, Option<String>) {
    let value = value.trim();
    let Some(at) = scan::address(value) else {
        let name = clean(value);
        return (None, (!name.is_empty()).then_some(name));
    };
    let address = value.get(at.clone()).unwrap_or_default().to_owned();
    let before = value.get(..at.start).unwrap_or_default();
    let after = value.get(at.end..).unwrap_or_default();
    let mut name = clean(before);
    // `anna@… <anna@…>` has its name, if any, behind the first address; `anna@… (Anna)` too.
    if name.is_empty() && before.trim().is_empty() {
        let rest = after.trim_start();
        if let Some(inner) = rest.strip_prefix('(').and_then(|r| r.split(')').next()) {
            name = clean(inner);
        }
    }
    // `'anna@…' via list <list@…>`: the first address was part of the name.
    let no_name = name.is_empty() || name.eq_ignore_ascii_case(&address) || scan::address(&name).is_some();
    (Some(address), (!no_name).then_some(name))
}

/// Takes the wrapping off a name: quotation marks of every kind, brackets, `mailto:`, bold stars.
#[must_use]
pub fn clean(name: &str) -> String {
    let mut name = name.trim();
    loop {
        let before = name;
        name = name.trim_end_matches("mailto:").trim_end_matches("MAILTO:");
        name = name.trim_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '"' | '\''
                        | '«'
                        | '»'
                        | '„'
                        | '“'
                        | '”'
                        | '‘'
                        | '’'
                        | '*'
                        | '<'
                        | '>'
                        | '['
                        | ']'
                        | ','
                        | ';'
                        | '\u{200e}'
                        | '\u{200f}'
                        | '\u{202a}'
                        | '\u{202c}'
                )
        });
        // A bracket that opens before the address, not one that belongs to the name ("Anna (Shop)").
        if name.ends_with('(') || name.starts_with(')') {
            name = name.trim_end_matches('(').trim_start_matches(')');
        }
        if name == before {
            break;
        }
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ").replace("\\\"", "\"")
}
