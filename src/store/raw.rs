//! The bytes of a letter on their way into the database: small ones in memory, large ones in a file that has no name any
//! more, so that many large letters at once need little memory and leave nothing behind.

use crate::error::{Error, Result};
use std::fs::File;
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The bytes of one row: a letter of 25 MB needs 100 of them, a common one a single one.
pub const PART: usize = 256 * 1024;

/// A letter's bytes; cloning it is cheap.
#[derive(Clone, Debug)]
pub enum Raw {
    /// A small letter.
    Memory(Arc<[u8]>),
    /// A large one: a part of a file.
    File {
        /// The file.
        file: Arc<File>,
        /// Where the letter begins in it.
        from: u64,
        /// How many bytes it has.
        size: u64,
    },
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
            Self::File { size, .. } => *size,
        }
    }

    /// The bytes in pieces of [`PART`], in order; no bytes are one empty piece.
    pub fn parts(&self) -> impl Iterator<Item = Result<Vec<u8>>> + '_ {
        let (size, step) = (self.size(), PART as u64);
        (0..size.div_ceil(step).max(1)).map(move |part| {
            let at = part * step;
            let length = usize::try_from((size - at).min(step)).unwrap_or(PART);
            match self {
                Self::Memory(bytes) => {
                    let at = usize::try_from(at).unwrap_or(usize::MAX);
                    Ok(bytes.get(at..).and_then(|rest| rest.get(..length)).unwrap_or_default().to_vec())
                }
                Self::File { file, from, .. } => {
                    let mut piece = vec![0; length];
                    file.read_exact_at(&mut piece, from + at).map_err(|cause| {
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

/// From here on a letter lies in a file.
const IN_MEMORY: usize = 64 * 1024;

/// Takes a letter's bytes as they come. What it holds in memory is bounded: whoever [pushes](Self::push) looks whether it
/// [is full](Self::is_full) and [spills](Self::spill) on a thread that may block.
#[derive(Debug)]
pub struct RawWriter {
    folder: PathBuf,
    memory: Vec<u8>,
    file: Option<(File, u64)>,
}

impl RawWriter {
    /// An empty one, whose file will be made in `folder`.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, memory: Vec::new(), file: None }
    }

    /// Takes a piece.
    pub fn push(&mut self, piece: &[u8]) {
        self.memory.extend_from_slice(piece);
    }

    /// Whether it is time to spill.
    pub fn is_full(&self) -> bool {
        self.memory.len() >= IN_MEMORY
    }

    /// Whether nothing had to be spilled.
    pub fn is_small(&self) -> bool {
        self.file.is_none()
    }

    /// Moves what is in memory to the file. Blocks.
    ///
    /// # Errors
    /// `Unavailable` when the disk is full or the folder can't be written.
    pub fn spill(&mut self) -> Result<()> {
        let unwritten = |cause| Error::unavailable("There is no room for a large letter right now.").with_source(cause);
        if self.file.is_none() {
            self.file = Some((nameless(&self.folder).map_err(unwritten)?, 0));
        }
        if let Some((file, size)) = &mut self.file {
            file.write_all(&self.memory).map_err(unwritten)?;
            *size += self.memory.len() as u64;
            self.memory.clear();
        }
        Ok(())
    }

    /// The letter. Blocks, if it isn't small.
    ///
    /// # Errors
    /// As [`RawWriter::spill`].
    pub fn finish(mut self) -> Result<Raw> {
        if self.file.is_some() {
            self.spill()?;
        }
        Ok(match self.file {
            Some((file, size)) => Raw::File { file: Arc::new(file), from: 0, size },
            None => Raw::from(self.memory),
        })
    }
}

/// A file for its owner alone that has lost its name at once, so that nothing is left of it whatever happens.
fn nameless(folder: &Path) -> std::io::Result<File> {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut noise = [0_u8; 16];
    getrandom::fill(&mut noise).map_err(std::io::Error::other)?;
    let path = folder.join(format!("{NAMELESS}{:032x}", u128::from_ne_bytes(noise)));
    let file = File::options().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(file)
}

/// How such a file is called for the moment that it has a name.
pub const NAMELESS: &str = "large-";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_of_any_size_is_the_same_in_parts_and_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        for size in [0, 1, IN_MEMORY - 1, IN_MEMORY, PART, PART + 1, 3 * PART + 7] {
            let bytes: Vec<u8> = (0..size).map(|at| u8::try_from(at % 251).unwrap()).collect();
            let mut writer = RawWriter::new(folder.path().join("spool"));
            for piece in bytes.chunks(10_000) {
                writer.push(piece);
                if writer.is_full() {
                    writer.spill().unwrap();
                }
            }
            let raw = writer.finish().unwrap();
            assert_eq!(matches!(raw, Raw::File { .. }), size >= IN_MEMORY, "{size}");
            let parts: Vec<Vec<u8>> = raw.parts().map(|part| part.unwrap()).collect();
            assert!(parts.iter().all(|part| part.len() <= PART), "{size}");
            assert_eq!(parts.len(), size.div_ceil(PART).max(1), "{size}");
            assert_eq!((parts.concat(), raw.size()), (bytes, size as u64));
        }
        assert_eq!(std::fs::read_dir(folder.path().join("spool")).unwrap().count(), 0);
    }
}
