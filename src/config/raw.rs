//! A value before its type is known: as the file wrote it, or as text from a variable.

/// A value as it was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Raw {
    /// TOML text.
    Text(String),
    /// TOML whole number.
    Whole(i64),
    /// TOML `true` or `false`.
    Flag(bool),
    /// TOML list of texts.
    List(Vec<String>),
    /// A TOML type that no setting has, in words.
    Other(&'static str),
    /// A variable, a secret file or a default: text whose type the setting decides.
    Untyped(String),
}

/// Least and greatest value of a number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Limits {
    pub low: u64,
    pub high: u64,
}

impl Limits {
    pub const NONE: Self = Self { low: 0, high: u64::MAX };
}

/// Long enough to recognise a value, short enough for one line of a terminal.
const ECHO: usize = 60;

impl Raw {
    /// The text without blanks at its ends.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Untyped(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// The text with the blanks at its ends, which may belong to a password.
    pub fn verbatim(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Untyped(text) => Some(text),
            _ => None,
        }
    }

    pub fn whole(&self) -> Option<u64> {
        match self {
            Self::Whole(number) => u64::try_from(*number).ok(),
            Self::Untyped(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    pub fn flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Untyped(text) => match text.trim() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// A TOML list, or text with commas between the items.
    pub fn list(&self) -> Option<Vec<&str>> {
        match self {
            Self::List(items) => Some(items.iter().map(|item| item.trim()).collect()),
            Self::Untyped(text) => Some(text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect()),
            _ => None,
        }
    }

    pub fn is_empty_text(&self) -> bool {
        self.text().is_some_and(str::is_empty)
    }

    /// The value fit for a problem report: quoted, cut, nothing that a terminal would obey.
    pub fn found(&self) -> String {
        match self {
            Self::Text(text) => format!("the text {}", quoted(text)),
            Self::Untyped(text) => quoted(text),
            Self::Whole(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
                format!("the list [{}]", items.join(", "))
            }
            Self::Other(words) => (*words).to_owned(),
        }
    }

    /// The value's shape, for a secret: never its content.
    pub fn found_secret(&self) -> String {
        match self {
            Self::Text(text) | Self::Untyped(text) => {
                format!("a text of {} bytes (not shown)", text.trim().len())
            }
            Self::Whole(_) => "a number (not shown)".to_owned(),
            Self::Flag(_) => "true or false (not shown)".to_owned(),
            Self::List(_) => "a list (not shown)".to_owned(),
            Self::Other(words) => (*words).to_owned(),
        }
    }
}

/// Text in quotes with everything unprintable escaped, cut after [`ECHO`] characters.
pub(super) fn quoted(text: &str) -> String {
    let mut cut: String = text.chars().take(ECHO).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    format!("{cut:?}")
}

/// Text as a TOML string. Control characters are written as escapes.
pub(super) fn toml_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            control if control.is_control() => {
                out.push_str(&format!("\\u{:04X}", u32::from(control)));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
