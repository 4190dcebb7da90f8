//! Compressed RTF (MS-OXRTFCP): a window of 4,096 bytes that begins with well-known words.

const START: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const WINDOW: usize = 4096;
/// One reference of two bytes yields at most 17, so that output is bounded by input; this is a second fence.
const LARGEST: usize = 32 << 20;

/// Unpacks `LZFu` and `MELA` (stored) streams.
pub(super) fn unpack(data: &[u8]) -> Option<Vec<u8>> {
    let size = usize::try_from(u32::from_le_bytes(data.get(4..8)?.try_into().ok()?)).ok()?.min(LARGEST);
    let body = data.get(16..)?;
    match data.get(8..12)? {
        b"MELA" => Some(body[..size.min(body.len())].to_vec()),
        b"LZFu" => Some(inflate(body, size)),
        _ => None,
    }
}

fn inflate(body: &[u8], size: usize) -> Vec<u8> {
    let mut window = [b' '; WINDOW];
    window[..START.len()].copy_from_slice(START);
    let mut place = START.len();
    let mut out = Vec::with_capacity(size.min(body.len().saturating_mul(4)));
    let mut bytes = body.iter().copied();
    while let Some(flags) = bytes.next() {
        for bit in 0..8 {
            if flags >> bit & 1 == 0 {
                let Some(byte) = bytes.next() else { return out };
                window[place] = byte;
                place = (place + 1) % WINDOW;
                out.push(byte);
            } else {
                let (Some(high), Some(low)) = (bytes.next(), bytes.next()) else { return out };
                let reference = usize::from(high) << 8 | usize::from(low);
                let (offset, length) = (reference >> 4, (reference & 0xf) + 2);
                if offset == place {
                    return out;
                }
                for step in 0..length {
                    let byte = window[(offset + step) % WINDOW];
                    window[place] = byte;
                    place = (place + 1) % WINDOW;
                    out.push(byte);
                }
            }
            if out.len() >= size {
                out.truncate(size);
                return out;
            }
        }
    }
    out
}
