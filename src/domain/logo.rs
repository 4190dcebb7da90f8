//! The picture of an organisation. What is uploaded is drawn anew: only its dots are kept, so that nothing else that a
//! file may carry (places, comments, scripts, a second file behind the first) reaches a customer.

mod decode;
mod dots;
mod draw;

use crate::error::{Error, Kind, Result};
use dots::unreadable;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::panic::catch_unwind;

/// The largest file that is read.
pub const LARGEST: usize = 2 * 1024 * 1024;
/// The room that it is drawn into, in dots: twice the size it is shown in, for sharp screens.
const ROOM: (u32, u32) = (640, 192);
/// The most bytes of what is drawn: a form must open on a slow line.
const MOST_BYTES: usize = 40 * 1024;

/// A picture that can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// A PNG.
    pub png: Vec<u8>,
    /// In dots.
    pub width: u32,
    /// In dots.
    pub height: u32,
    /// SHA-256 of the PNG, in hexadecimal.
    pub hash: String,
}

impl Logo {
    /// Reads an uploaded PNG, JPEG or WebP, told by its first bytes and not by its name, and draws it anew, as large as
    /// there is room for it.
    ///
    /// # Errors
    /// `TooLarge` for a file or a picture beyond the limits; `Invalid` for any other file, for one that can't be read,
    /// and for one that moves.
    pub fn read(file: &[u8]) -> Result<Self> {
        if file.len() > LARGEST {
            return Err(Error::new(Kind::TooLarge, "Choose a picture smaller than 2 MB."));
        }
        // A fault in a reader of pictures costs this picture.
        let dots = catch_unwind(|| decode::dots(file)).unwrap_or_else(|_| Err(unreadable()))?;
        let (mut room, mut dots) = (ROOM, dots);
        loop {
            dots = draw::fitted(dots, room);
            let png = draw::png(&dots)?;
            if png.len() <= MOST_BYTES || dots.width.max(dots.height) <= 64 {
                let hash = Sha256::digest(&png).iter().fold(String::with_capacity(64), |mut out, byte| {
                    let _ = write!(out, "{byte:02x}");
                    out
                });
                return Ok(Self { png, width: dots.width, height: dots.height, hash });
            }
            room = (dots.width * 4 / 5, dots.height * 4 / 5);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::dots::{Dots, LONGEST_SIDE};
    use super::*;

    fn plain(width: u32, height: u32, dot: [u8; 4]) -> Dots {
        Dots { width, height, rgba: dot.repeat(usize::try_from(width * height).unwrap()) }
    }

    #[test]
    fn a_png_is_drawn_anew_and_loses_what_is_not_seen() {
        let mut file = draw::png(&plain(40, 20, [200, 30, 30, 255])).unwrap();
        let same = Logo::read(&file).unwrap();
        assert_eq!((same.width, same.height, same.hash.len()), (40, 20, 64));
        file.extend_from_slice(b"<script>alert(1)</script>PK\x03\x04");
        let logo = Logo::read(&file).unwrap();
        assert_eq!(logo, same, "what hangs behind is gone, and the address is the same");
    }

    #[test]
    fn a_large_picture_is_made_to_fit_and_keeps_its_shape() {
        let logo = Logo::read(&draw::png(&plain(1_600, 400, [0, 90, 0, 128])).unwrap()).unwrap();
        assert_eq!((logo.width, logo.height), (640, 160));
        assert_eq!(decode::dots(&logo.png).unwrap(), plain(640, 160, [0, 90, 0, 128]));
    }

    #[test]
    fn a_picture_full_of_noise_is_made_smaller_until_it_is_light() {
        let mut seed = 7_u32;
        let mut noise = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed.to_be_bytes()[0]
        };
        let rgba = (0..640 * 192 * 4).map(|_| noise()).collect();
        let logo = Logo::read(&draw::png(&Dots { width: 640, height: 192, rgba }).unwrap()).unwrap();
        assert!(logo.png.len() <= MOST_BYTES && logo.width < 400, "{} {}", logo.png.len(), logo.width);
    }

    #[test]
    fn what_is_no_picture_or_too_much_of_one_is_refused() {
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>".as_slice();
        let cut = &draw::png(&plain(40, 20, [1, 2, 3, 255])).unwrap()[..60];
        for wrong in
            [svg, b"GIF89a\x01\x00\x01\x00".as_slice(), b"", b"\xff\xd8\xff\xe0junk", b"RIFF\x04\0\0\0WEBP", cut]
        {
            assert_eq!(Logo::read(wrong).unwrap_err().kind(), Kind::Invalid, "{wrong:?}");
        }
        assert_eq!(Logo::read(&vec![0; LARGEST + 1]).unwrap_err().kind(), Kind::TooLarge);
        let wide = draw::png(&plain(LONGEST_SIDE + 1, 1, [0; 4])).unwrap();
        assert_eq!(Logo::read(&wide).unwrap_err().kind(), Kind::TooLarge);
        // A few bytes that say they are 60,000 by 60,000 dots are refused by what they say, not after opening.
        let mut bomb = draw::png(&plain(1, 1, [0; 4])).unwrap();
        bomb[16..24].copy_from_slice(&[0, 0, 234, 96, 0, 0, 234, 96]);
        assert!(Logo::read(&bomb).is_err());
    }
}
