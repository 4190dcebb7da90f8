//! The bytes of a letter on their way into the database: small ones in memory, large ones in a file that has no name any
//! more, so that many large letters at once need little memory and leave nothing behind.

use crate::error::{Error, Result};
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::sync::Arc;

/// The bytes of one row: a letter of 25 MB needs 100 of them, a common one a single one.
pub const PART: usize = 256 * 1024;

/// A letter's bytes; cloning it is cheap.
#[derive(Clone, Debug)]
pub enum Raw {
    /// A small letter.
    Memory(Arc<[u8]>),
    /// A large one: a file, and how many of its bytes are the letter.
    File(Arc<File>, u64),
}

impl From<Vec<u8>> for Raw {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Memory(bytes.into())
    }
}

impl Raw {
    /// How many bytes there are.
    pub fn size(&self) -> u64 {
        match self {
            Self::Memory(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Self::File(_, size) => *size,
        }
    }

    /// The bytes in pieces of [`PART`], in order; no bytes are one empty piece.
    pub fn parts(&self) -> impl Iterator<Item = Result<Vec<u8>>> + '_ {
        let (size, step) = (self.size(), PART as u64);
        (0..size.div_ceil(step).max(1)).map(move |part| {
            let from = part * step;
            let length = usize::try_from((size - from).min(step)).unwrap_or(PART);
            match self {
                Self::Memory(bytes) => {
                    let from = usize::try_from(from).unwrap_or(usize::MAX);
                    Ok(bytes.get(from..).and_then(|rest| rest.get(..length)).unwrap_or_default().to_vec())
                }
                Self::File(file, _) => {
                    let mut piece = vec![0; length];
                    file.read_exact_at(&mut piece, from).map_err(|cause| {
                        Error::unavailable("A letter's temporary file can't be read.").with_source(cause)
                    })?;
                    Ok(piece)
                }
            }
        })
    }

    /// Whether there is nothing but white space.
    ///
    /// # Errors
    /// `Unavailable` when the file can't be read.
    pub fn is_blank(&self) -> Result<bool> {
        for part in self.parts() {
            if !part?.iter().all(u8::is_ascii_whitespace) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
