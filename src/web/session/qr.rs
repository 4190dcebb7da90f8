//! A QR code as the path of an inline SVG: nothing is fetched, and nothing in it is markup.

use crate::error::{Error, Result};
use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;
use std::fmt::Write as _;

/// What `parts/components.html` draws as `qr.code`.
#[derive(Debug, Clone, Serialize)]
pub struct Qr {
    /// With a quiet zone of four modules around it: "-4 -4 41 41".
    pub view: String,
    /// One box for each run of dark modules.
    pub path: String,
}

impl Qr {
    /// The code of a text.
    ///
    /// # Errors
    /// `Invalid` when it is too long for one.
    pub fn of(text: &str) -> Result<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M)
            .map_err(|cause| Error::invalid("This is too long for a QR code.").with_source(cause))?;
        let width = code.width();
        let mut path = String::new();
        for (y, row) in code.to_colors().chunks(width).enumerate() {
            let mut x = 0;
            while x < width {
                let run = row[x..].iter().take_while(|module| **module == Color::Dark).count();
                if run > 0 {
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                x += run.max(1);
            }
        }
        Ok(Self { view: format!("-4 -4 {0} {0}", width + 8), path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_path_with_room_around_it() {
        let code = Qr::of("https://cards.example/f/larkspur").unwrap();
        assert_eq!(code.view, "-4 -4 37 37");
        assert!(code.path.starts_with("M0 0h7v1h-7z"), "the finder in the corner: {}", &code.path[..20]);
        assert!(code.path.bytes().all(|letter| b"Mhvz- 0123456789".contains(&letter)));
        assert!(Qr::of(&"x".repeat(5_000)).is_err());
    }
}
