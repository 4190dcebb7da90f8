//! Opening pictures: PNG, JPEG and WebP, told by their first bytes. The size that a file claims is looked at before
//! memory is taken for it.

use super::dots::{Dots, bounded, unreadable};
use crate::error::{Error, Result};
use image_webp::WebPDecoder;
use std::io::Cursor;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The dots of a picture.
///
/// # Errors
/// `Invalid` for what is none of the three, moves, or is damaged; `TooLarge`.
pub(super) fn dots(file: &[u8]) -> Result<Dots> {
    match file {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => png(file),
        [0xff, 0xd8, 0xff, ..] => jpeg(file),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(file),
        _ => Err(Error::invalid("Choose a picture: a PNG, JPEG or WebP file.")),
    }
}

fn png(file: &[u8]) -> Result<Dots> {
    let mut decoder = png::Decoder::new(Cursor::new(file));
    // Sixteen bits become eight, palettes and greys become colours.
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let head = decoder.read_header_info().map_err(|_| unreadable())?;
    bounded(head.width, head.height)?;
    let mut reader = decoder.read_info().map_err(|_| unreadable())?;
    if reader.info().animation_control.is_some() {
        return Err(moves());
    }
    let mut bytes = vec![0; reader.output_buffer_size().ok_or_else(unreadable)?];
    let frame = reader.next_frame(&mut bytes).map_err(|_| unreadable())?;
    bytes.truncate(frame.buffer_size());
    let channels = frame.color_type.samples();
    coloured(frame.width, frame.height, channels, &bytes)
}

fn jpeg(file: &[u8]) -> Result<Dots> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(file, options);
    decoder.decode_headers().map_err(|_| unreadable())?;
    let (width, height) = decoder.dimensions().ok_or_else(unreadable)?;
    let side = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    bounded(side(width), side(height))?;
    let bytes = decoder.decode().map_err(|_| unreadable())?;
    coloured(side(width), side(height), 3, &bytes)
}

fn webp(file: &[u8]) -> Result<Dots> {
    let mut decoder = WebPDecoder::new(Cursor::new(file)).map_err(|_| unreadable())?;
    if decoder.is_animated() {
        return Err(moves());
    }
    let (width, height) = decoder.dimensions();
    bounded(width, height)?;
    let mut bytes = vec![0; decoder.output_buffer_size().ok_or_else(unreadable)?];
    decoder.read_image(&mut bytes).map_err(|_| unreadable())?;
    coloured(width, height, if decoder.has_alpha() { 4 } else { 3 }, &bytes)
}

fn moves() -> Error {
    Error::invalid("Choose a picture that stands still.")
}

/// Dots of one to four channels as red, green, blue and cover.
fn coloured(width: u32, height: u32, channels: usize, bytes: &[u8]) -> Result<Dots> {
    let count = usize::try_from(u64::from(width) * u64::from(height)).map_err(|_| unreadable())?;
    if bytes.len() != count * channels {
        return Err(unreadable());
    }
    let dot = |dot: &[u8]| match *dot {
        [grey] => [grey, grey, grey, u8::MAX],
        [grey, alpha] => [grey, grey, grey, alpha],
        [red, green, blue] => [red, green, blue, u8::MAX],
        [red, green, blue, alpha, ..] => [red, green, blue, alpha],
        [] => [0; 4],
    };
    Ok(Dots { width, height, rgba: bytes.chunks_exact(channels).flat_map(dot).collect() })
}
