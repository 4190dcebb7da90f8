//! A picture in memory, and how large one may be.

use crate::error::{Error, Kind, Result};

/// The longest side of a picture that is opened, in dots.
pub(super) const LONGEST_SIDE: u32 = 4_096;
/// The most dots of a picture that is opened: 24 MB in memory.
const MOST_DOTS: u64 = 6_000_000;

/// A picture in memory, four bytes a dot: red, green, blue, and how much of it covers what is behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dots {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) rgba: Vec<u8>,
}

/// What is said of a file that is no picture.
pub(super) fn unreadable() -> Error {
    Error::invalid("This picture can’t be read. Save it as a PNG and try again.")
}

/// Refuses what would fill the memory, before it is opened.
pub(super) fn bounded(width: u32, height: u32) -> Result<()> {
    if width == 0 || height == 0 {
        return Err(unreadable());
    }
    if width > LONGEST_SIDE || height > LONGEST_SIDE || u64::from(width) * u64::from(height) > MOST_DOTS {
        return Err(Error::new(
            Kind::TooLarge,
            format!("This picture has {width} by {height} dots. Make it smaller: 640 dots wide are enough."),
        ));
    }
    Ok(())
}
