//! What a type must know to be a setting, and the plain types that are.

use std::net::SocketAddr;
use std::path::PathBuf;

use super::key::Key;
use super::raw::{Limits, Raw, toml_text};

/// A type that can stand in a section.
pub(super) trait Setting: Sized {
    /// A secret is never echoed and may come from a `…_file`.
    const SECRET: bool = false;

    /// Turns what was found into the value, or `None` if it is wrong.
    fn read(raw: &Raw, limits: Limits) -> Option<Self>;

    /// What is right, in words that follow "expected".
    fn expected(limits: Limits) -> String;

    /// The value as TOML, secrets replaced.
    fn shown(&self) -> String;

    /// What was found, in words that follow "is".
    fn found(raw: &Raw) -> String {
        if Self::SECRET { raw.found_secret() } else { raw.found() }
    }
}

/// The default of a key as TOML.
pub(super) fn shown_default<T: Setting>(key: &Key) -> String {
    let raw = Raw::Untyped(key.default.to_owned());
    T::read(&raw, key.limits).map_or_else(|| toml_text(key.default), |value| value.shown())
}

macro_rules! whole_number {
    ($($number:ty),+) => {$(
        impl Setting for $number {
            fn read(raw: &Raw, limits: Limits) -> Option<Self> {
                let number = raw.whole()?;
                (limits.low..=limits.high).contains(&number).then_some(number)?.try_into().ok()
            }

            fn expected(limits: Limits) -> String {
                let high = limits.high.min(u64::try_from(<$number>::MAX).unwrap_or(u64::MAX));
                format!("a whole number from {} to {high}", limits.low)
            }

            fn shown(&self) -> String {
                self.to_string()
            }
        }
    )+};
}

whole_number!(u16, u32, u64, usize);

impl Setting for bool {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        raw.flag()
    }

    fn expected(_: Limits) -> String {
        "true or false".to_owned()
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Setting for String {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        let text = raw.text()?;
        (!text.is_empty() && !text.chars().any(char::is_control)).then(|| text.to_owned())
    }

    fn expected(_: Limits) -> String {
        "a text in one line".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(self)
    }
}

impl Setting for PathBuf {
    fn read(raw: &Raw, limits: Limits) -> Option<Self> {
        String::read(raw, limits).map(Self::from)
    }

    fn expected(_: Limits) -> String {
        "a path".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(&self.to_string_lossy())
    }
}

impl Setting for SocketAddr {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        raw.text()?.parse().ok()
    }

    fn expected(_: Limits) -> String {
        "an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(&self.to_string())
    }
}

/// Empty text is "none".
impl<T: Setting> Setting for Option<T> {
    const SECRET: bool = T::SECRET;

    fn read(raw: &Raw, limits: Limits) -> Option<Self> {
        if raw.is_empty_text() { Some(None) } else { T::read(raw, limits).map(Some) }
    }

    fn expected(limits: Limits) -> String {
        T::expected(limits)
    }

    fn shown(&self) -> String {
        self.as_ref().map_or_else(|| "\"\"".to_owned(), T::shown)
    }

    fn found(raw: &Raw) -> String {
        T::found(raw)
    }
}

impl<T: Setting> Setting for Vec<T> {
    fn read(raw: &Raw, limits: Limits) -> Option<Self> {
        let items = raw.list()?;
        items.into_iter().map(|item| T::read(&Raw::Text(item.to_owned()), limits)).collect()
    }

    fn expected(limits: Limits) -> String {
        format!("a list, each item {}", T::expected(limits))
    }

    fn shown(&self) -> String {
        let items: Vec<String> = self.iter().map(T::shown).collect();
        format!("[{}]", items.join(", "))
    }
}

/// Declares an enum whose variants are words in the configuration.
macro_rules! choice {
    ($(#[$meta:meta])* $Name:ident { $($(#[doc = $doc:literal])* $Variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub enum $Name { $($(#[doc = $doc])* $Variant),+ }

        impl super::setting::Setting for $Name {
            fn read(raw: &super::raw::Raw, _: super::raw::Limits) -> Option<Self> {
                match raw.text()? {
                    $($word => Some(Self::$Variant),)+
                    _ => None,
                }
            }

            fn expected(_: super::raw::Limits) -> String {
                let words = [$(concat!("\"", $word, "\"")),+];
                format!("one of {}", words.join(", "))
            }

            fn shown(&self) -> String {
                match self { $(Self::$Variant => concat!("\"", $word, "\"").to_owned()),+ }
            }
        }
    };
}

pub(super) use choice;
