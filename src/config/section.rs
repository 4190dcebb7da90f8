//! One declaration per section: the struct, its table of keys, its reader and its words for the handbook.
//!
//! The doc comments of the fields are the documentation an operator reads, so the two can't drift apart.

use super::key::Key;

/// One `[section]`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    pub name: &'static str,
    /// There may be any number of it, each with a name of its own: `[imap.support]`.
    pub named: bool,
    pub about: &'static [&'static str],
    pub keys: &'static [Key],
}

/// Declares a section: `key: Type = "default as in a variable", low..=high;`. After the word `each` it is one that there
/// may be several of, each with a name of its own.
macro_rules! section {
    (
        $(#[doc = $about:literal])+
        $($each:ident)? $name:literal => $Settings:ident {
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
            const NAMED: bool = super::section::named!($($each)?);

            pub(super) const SECTION: super::section::Section = super::section::Section {
                name: $name,
                named: Self::NAMED,
                about: &[$($about),+],
                keys: &[$(super::key::Key {
                    section: $name,
                    named: Self::NAMED,
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

macro_rules! named {
    () => {
        false
    };
    (each) => {
        true
    };
}

pub(super) use {limits, named, section};
