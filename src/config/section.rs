//! One declaration per section: the struct, its table of keys, its reader and its words for the handbook.
//!
//! The doc comments of the fields are the documentation an operator reads, so the two can't drift apart.

use super::raw::Limits;

/// One setting as the table of known keys sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub section: &'static str,
    pub name: &'static str,
    /// The doc comment, one entry per line.
    pub about: &'static [&'static str],
    /// As it would stand in an environment variable; empty: none.
    pub default: &'static str,
    pub limits: Limits,
    /// Accepts a `…_file` twin.
    pub secret: bool,
    pub expected: fn(Limits) -> String,
    /// The default as TOML.
    pub shown_default: fn(&Key) -> String,
}

impl Key {
    /// `section.key`
    pub fn path(&self) -> String {
        format!("{}.{}", self.section, self.name)
    }

    /// `SMILECARD_SECTION__KEY`
    pub fn variable(&self) -> String {
        format!("SMILECARD_{}__{}", self.section.to_uppercase(), self.name.to_uppercase())
    }
}

/// One `[section]`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    pub name: &'static str,
    pub about: &'static [&'static str],
    pub keys: &'static [Key],
}

/// Declares a section: `key: Type = "default as in a variable", low..=high;`.
macro_rules! section {
    (
        $(#[doc = $about:literal])+
        $name:literal => $Settings:ident {
            $(
                $(#[doc = $doc:literal])+
                $key:ident: $kind:ty = $default:literal $(, $low:literal..=$high:literal)?;
            )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug)]
        pub struct $Settings {
            $($(#[doc = $doc])+ pub $key: $kind,)+
        }

        impl $Settings {
            pub(super) const SECTION: super::section::Section = super::section::Section {
                name: $name,
                about: &[$($about),+],
                keys: &[$(super::section::Key {
                    section: $name,
                    name: stringify!($key),
                    about: &[$($doc),+],
                    default: $default,
                    limits: super::section::limits!($($low, $high)?),
                    secret: <$kind as super::setting::Setting>::SECRET,
                    expected: <$kind as super::setting::Setting>::expected,
                    shown_default: super::setting::shown_default::<$kind>,
                }),+],
            };

            pub(super) fn read(reader: &mut super::reader::Reader) -> Option<Self> {
                let mut keys = Self::SECTION.keys.iter();
                $(let $key = keys.next().and_then(|key| reader.take::<$kind>(key));)+
                Some(Self { $($key: $key?),+ })
            }

            pub(super) fn shown(&self) -> Vec<(&'static str, String)> {
                vec![$((stringify!($key), super::setting::Setting::shown(&self.$key))),+]
            }
        }
    };
}

macro_rules! limits {
    () => {
        super::raw::Limits::NONE
    };
    ($low:literal, $high:literal) => {
        super::raw::Limits { low: $low, high: $high }
    };
}

pub(super) use {limits, section};
