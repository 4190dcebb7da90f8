//! An address as a QR code: a path for a page, a file to print with, a picture.

use crate::error::{Error, Result};
use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;
use std::fmt::Write as _;

/// Blank modules around a code, as its standard asks.
const QUIET: usize = 4;
/// Pixels of one module in a picture: a code of 37 modules is 720 pixels wide, 6 cm at 300 dots an inch.
const PIXELS: usize = 16;

/// A code, drawn in whole units, blank margin included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Qr {
    /// Its width and height.
    pub size: usize,
    /// Dark modules, as the `d` of an SVG path.
    pub path: String,
    /// What it leads to.
    pub address: String,
}

fn code(address: &str) -> Result<QrCode> {
    // Level M survives a thumbprint on a counter card, and the code stays small enough for an old phone.
    QrCode::with_error_correction_level(address, EcLevel::M)
        .map_err(|cause| Error::internal("The address is too long for a QR code.").with_source(cause))
}

/// Each row's runs of dark modules: (row, first column, length).
fn runs(code: &QrCode) -> Vec<(usize, usize, usize)> {
    let width = code.width();
    let colors = code.to_colors();
    let mut runs = Vec::new();
    for (row, line) in colors.chunks(width).enumerate() {
        let mut column = 0;
        for run in line.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                runs.push((row, column, run.len()));
            }
            column += run.len();
        }
    }
    runs
}

impl Qr {
    /// Draws an address.
    ///
    /// # Errors
    /// `Internal` when it doesn't fit a code.
    pub fn draw(address: &str) -> Result<Self> {
        let code = code(address)?;
        let mut path = String::new();
        for (row, column, length) in runs(&code) {
            let _ = write!(path, "M{} {}h{length}v1h-{length}z", column + QUIET, row + QUIET);
        }
        Ok(Self { size: code.width() + 2 * QUIET, path, address: address.to_owned() })
    }

    /// A file of its own.
    pub fn svg(&self) -> String {
        let size = self.size;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"{width}\" height=\"{width}\" \
             shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path d=\"{}\"/></svg>\n",
            self.path,
            width = size * PIXELS,
        )
    }
}

/// A picture in black and white.
///
/// # Errors
/// `Internal` when the address doesn't fit a code.
pub fn png(address: &str) -> Result<Vec<u8>> {
    let failed = |cause: png::EncodingError| Error::internal("The picture could not be drawn.").with_source(cause);
    let code = code(address)?;
    let size = (code.width() + 2 * QUIET) * PIXELS;
    // One byte a pixel: small enough, and packed well by the format's own compression.
    let mut pixels = vec![0xff_u8; size * size];
    for (row, column, length) in runs(&code) {
        for y in (row + QUIET) * PIXELS..(row + QUIET + 1) * PIXELS {
            let start = y * size + (column + QUIET) * PIXELS;
            if let Some(line) = pixels.get_mut(start..start + length * PIXELS) {
                line.fill(0);
            }
        }
    }
    let mut out = Vec::new();
    let side = u32::try_from(size).map_err(|_| Error::internal("The picture is too large."))?;
    let mut encoder = png::Encoder::new(&mut out, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&pixels).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_margin_and_its_finder_patterns() {
        let qr = Qr::draw("https://cards.larkspur.example/f/main").unwrap();
        assert!(qr.path.starts_with(&format!("M{QUIET} {QUIET}h7v1h-7z")), "the upper left corner");
        assert!(qr.svg().contains(&format!("viewBox=\"0 0 {0} {0}\"", qr.size)));
        assert!(Qr::draw(&"x".repeat(5_000)).is_err());
    }

    #[test]
    fn a_picture_is_a_png_with_sixteen_pixels_a_module() {
        let picture = png("https://cards.larkspur.example/f/main").unwrap();
        assert!(picture.starts_with(b"\x89PNG"));
        let qr = Qr::draw("https://cards.larkspur.example/f/main").unwrap();
        let width = u32::from_be_bytes(picture[16..20].try_into().unwrap());
        assert_eq!(usize::try_from(width).unwrap(), qr.size * PIXELS);
    }
}
