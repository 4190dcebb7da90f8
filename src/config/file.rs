//! `smilecard.toml` as a layer: every value with its line, every unknown key named.
//!
//! Of a file that is no TOML only line and reason are reported: the line itself may hold a password.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::layer::{Found, Layer, is_name};
use super::problem::{Origin, Problem};
use super::raw::Raw;
use super::section::Section;
use super::sections::{SECTIONS, known};
use super::suggest::{nearest_key, nearest_section};

/// Reads the text; the flag says whether all of it was TOML.
pub(super) fn read(path: &Path, text: &str, problems: &mut Vec<Problem>) -> (Layer, bool) {
    // Notepad begins a file with a byte order mark, which TOML leaves to the reader.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let at = |offset: usize| Origin::File { path: path.to_owned(), line: line(text, offset) };
    let mut torn: BTreeSet<usize> = BTreeSet::new();
    for error in &errors {
        let offset = error.span().map_or(0, |span| span.start);
        // One slip makes the parser complain several times on the same line.
        if torn.insert(line(text, offset)) {
            problems.push(Problem {
                key: "the file".to_owned(),
                found: format!("not TOML here ({})", error.message().replace('\n', ", ")),
                remedy: "expected lines like key = \"value\" under a [section]".to_owned(),
                origin: at(offset),
            });
        }
    }
    // What the parser saved from a torn line is no key and no value; it may be a piece of a password.
    let whole = |span: Range<usize>| torn.range(line(text, span.start)..=line(text, span.end)).next().is_none();
    let mut layer = Layer::new();
    for (name, value) in table.get_ref().iter().filter(|(name, _)| whole(name.span())) {
        let origin = at(name.span().start);
        let section = SECTIONS.iter().find(|section| section.name == name.get_ref().as_ref());
        match (section, value.get_ref()) {
            (Some(section), DeValue::Table(names)) if section.named => {
                for (name, value) in names.iter().filter(|(name, _)| whole(name.span())) {
                    let origin = at(name.span().start);
                    match value.get_ref() {
                        DeValue::Table(keys) if is_name(name.get_ref()) && !keys.is_empty() => {
                            let keys = keys.iter().filter(|(name, value)| whole(name.span()) && whole(value.span()));
                            read_section(section, Some(name.get_ref()), keys, &at, &mut layer, problems);
                        }
                        value => problems.push(misnamed(section, name.get_ref(), value, origin)),
                    }
                }
            }
            (Some(section), DeValue::Table(keys)) => {
                let keys = keys.iter().filter(|(name, value)| whole(name.span()) && whole(value.span()));
                read_section(section, None, keys, &at, &mut layer, problems);
            }
            (Some(section), _) => problems.push(Problem {
                key: section.name.to_owned(),
                found: "a single value".to_owned(),
                remedy: format!("expected a section that begins with [{}]", section.name),
                origin,
            }),
            (None, value) => problems.push(unknown_at_top(name.get_ref(), value, origin)),
        }
    }
    (layer, errors.is_empty())
}

fn read_section<'a>(
    section: &Section,
    of: Option<&str>,
    keys: impl Iterator<Item = (&'a Spanned<Cow<'a, str>>, &'a Spanned<DeValue<'a>>)>,
    at: &impl Fn(usize) -> Origin,
    layer: &mut Layer,
    problems: &mut Vec<Problem>,
) {
    for (name, value) in keys {
        let begin = of.map_or_else(|| section.name.to_owned(), |of| format!("{}.{of}", section.name));
        let path = format!("{begin}.{}", name.get_ref());
        let plain = format!("{}.{}", section.name, name.get_ref());
        let own = |near: String| match near.split_once('.') {
            Some((first, key)) if first == section.name => format!("{begin}.{key}"),
            _ => near,
        };
        let origin = at(name.span().start);
        if known(section.name, name.get_ref()).is_some() {
            layer.insert(path, Found { raw: raw(value), origin });
        } else {
            problems.push(Problem {
                remedy: nearest_key(&plain).map_or_else(
                    || format!("[{begin}] has {}", names(section)),
                    |near| format!("did you mean {}?", own(near)),
                ),
                key: printable(&path),
                found: "unknown".to_owned(),
                origin,
            });
        }
    }
}

/// What stands in a section of several where `[section.name]` with keys should stand.
fn misnamed(section: &Section, name: &str, value: &DeValue<'_>, origin: Origin) -> Problem {
    let key = format!("{}.{}", section.name, printable(name));
    let (found, remedy) = match value {
        DeValue::Table(_) if is_name(name) => ("empty".to_owned(), format!("it has {}", names(section))),
        DeValue::Table(_) => {
            ("no name for a section".to_owned(), "expected up to 32 lower-case letters, digits and hyphens".to_owned())
        }
        _ => {
            ("a single value".to_owned(), format!("expected a section with a name, such as [{}.support]", section.name))
        }
    };
    Problem { key, found, remedy, origin }
}

/// A key outside any section, or a section that doesn't exist.
fn unknown_at_top(name: &str, value: &DeValue<'_>, origin: Origin) -> Problem {
    let sections = || {
        let names: Vec<&str> = SECTIONS.iter().map(|section| section.name).collect();
        format!("the sections are {}", names.join(", "))
    };
    let (key, remedy) = if matches!(value, DeValue::Table(_)) {
        let near = nearest_section(name).map(|near| format!("did you mean [{near}]?"));
        (format!("[{}]", printable(name)), near.unwrap_or_else(sections))
    } else {
        let near = nearest_key(name).map(|near| format!("did you mean {near}?"));
        (printable(name), near.unwrap_or_else(sections))
    };
    Problem { key, found: "unknown".to_owned(), remedy, origin }
}

fn names(section: &Section) -> String {
    let names: Vec<&str> = section.keys.iter().map(|key| key.name).collect();
    names.join(", ")
}

/// A name as it is if it could be a key's; a stranger one may be a value that slipped to the left.
fn printable(name: &str) -> String {
    let plain = name.len() <= 60 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    if plain { name.to_owned() } else { "a name that no key has".to_owned() }
}

fn raw(value: &Spanned<DeValue<'_>>) -> Raw {
    match value.get_ref() {
        DeValue::String(text) => Raw::Text(text.to_string()),
        DeValue::Boolean(flag) => Raw::Flag(*flag),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Raw::Other("a number too great"), Raw::Whole)
        }
        DeValue::Float(_) => Raw::Other("a number with a fraction"),
        DeValue::Datetime(_) => Raw::Other("a date or time"),
        DeValue::Table(_) => Raw::Other("a table"),
        DeValue::Array(items) => {
            let texts: Option<Vec<String>> =
                items.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect();
            texts.map_or(Raw::Other("a list of other things than texts"), Raw::List)
        }
    }
}

/// The line of a byte offset, counted from 1.
fn line(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}
