//! Drawing: a picture made to fit a room, and written as a PNG.

use super::dots::Dots;
use crate::error::{Error, Result};

/// The picture within a room, its shape kept; one that fits stays as it is.
pub(super) fn fitted(dots: Dots, room: (u32, u32)) -> Dots {
    if dots.width <= room.0 && dots.height <= room.1 {
        return dots;
    }
    let (wide, high) = (u64::from(dots.width), u64::from(dots.height));
    let (room_wide, room_high) = (u64::from(room.0.max(1)), u64::from(room.1.max(1)));
    // The side that is tighter decides.
    let (width, height) = if wide * room_high >= high * room_wide {
        (room_wide, (high * room_wide / wide).max(1))
    } else {
        ((wide * room_high / high).max(1), room_high)
    };
    let size = |length: u64| u32::try_from(length).unwrap_or(1);
    scaled(&dots, size(width), size(height))
}

/// Each dot is the middle of those that fall into it, each as much as it covers.
fn scaled(from: &Dots, width: u32, height: u32) -> Dots {
    let mut rgba = Vec::with_capacity(from.rgba.len());
    let span = |at: u32, of: u32, whole: u32| {
        let start = u64::from(at) * u64::from(whole) / u64::from(of);
        let end = (u64::from(at) + 1) * u64::from(whole) / u64::from(of);
        start..end.max(start + 1).min(u64::from(whole).max(start + 1))
    };
    for y in 0..height {
        for x in 0..width {
            let (mut sums, mut cover, mut count) = ([0_u64; 3], 0_u64, 0_u64);
            for row in span(y, height, from.height) {
                for column in span(x, width, from.width) {
                    let at = usize::try_from((row * u64::from(from.width) + column) * 4).unwrap_or(usize::MAX);
                    let Some([red, green, blue, alpha]) = from.rgba.get(at..).and_then(|rest| rest.first_chunk())
                    else {
                        continue;
                    };
                    let alpha = u64::from(*alpha);
                    for (sum, part) in sums.iter_mut().zip([red, green, blue]) {
                        *sum += u64::from(*part) * alpha;
                    }
                    cover += alpha;
                    count += 1;
                }
            }
            let part = |sum: u64| u8::try_from((sum + cover / 2) / cover.max(1)).unwrap_or(u8::MAX);
            rgba.extend(sums.map(part));
            rgba.push(u8::try_from((cover + count / 2) / count.max(1)).unwrap_or(u8::MAX));
        }
    }
    Dots { width, height, rgba }
}

/// The picture as a PNG with nothing in it but its dots; without a channel that it doesn't need.
pub(super) fn png(dots: &Dots) -> Result<Vec<u8>> {
    let failed = |cause: png::EncodingError| Error::internal("A picture can't be drawn.").with_source(cause);
    let solid = dots.rgba.chunks_exact(4).all(|dot| dot[3] == u8::MAX);
    let bytes: Vec<u8> = match solid {
        true => dots.rgba.chunks_exact(4).flat_map(|dot| [dot[0], dot[1], dot[2]]).collect(),
        false => dots.rgba.clone(),
    };
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, dots.width, dots.height);
    encoder.set_color(if solid { png::ColorType::Rgb } else { png::ColorType::Rgba });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&bytes).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}
