//! Tells a file's type by its first bytes; the declared type is only believed where the content does not object.

/// First bytes and the type they prove.
const MARKS: &[(usize, &[u8], &str)] = &[
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"BM", "image/bmp"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp3g", "video/3gpp"),
    (4, b"ftyp", "video/mp4"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"#!AMR", "audio/amr"),
    (8, b"WAVE", "audio/x-wav"),
    (0, b"fLaC", "audio/flac"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"MZ", "application/x-msdownload"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"#!/", "text/x-script"),
    (0, b"BEGIN:VCARD", "text/vcard"),
    (0, b"BEGIN:VCALENDAR", "text/calendar"),
];

/// Endings for types, and types for endings.
const ENDINGS: &[(&str, &str)] = &[
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("bmp", "image/bmp"),
    ("tiff", "image/tiff"),
    ("heic", "image/heic"),
    ("svg", "image/svg+xml"),
    ("pdf", "application/pdf"),
    ("txt", "text/plain"),
    ("html", "text/html"),
    ("htm", "text/html"),
    ("csv", "text/csv"),
    ("ics", "text/calendar"),
    ("vcf", "text/vcard"),
    ("eml", "message/rfc822"),
    ("rtf", "application/rtf"),
    ("doc", "application/msword"),
    ("xls", "application/vnd.ms-excel"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("zip", "application/zip"),
    ("gz", "application/gzip"),
    ("7z", "application/x-7z-compressed"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("wav", "audio/x-wav"),
    ("ogg", "audio/ogg"),
    ("amr", "audio/amr"),
    ("mp4", "video/mp4"),
    ("mov", "video/quicktime"),
    ("json", "application/json"),
    ("xml", "application/xml"),
    ("p7s", "application/pkcs7-signature"),
    ("asc", "application/pgp-signature"),
    ("p7m", "application/pkcs7-mime"),
    ("dat", "application/ms-tnef"),
    ("exe", "application/x-msdownload"),
    ("msg", "application/vnd.ms-outlook"),
];

/// The type of a file: proven by content, else declared, else by its ending.
pub(super) fn kind(content: &[u8], declared: &str, name: &str) -> String {
    let declared = tidy(declared);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let by_ending = ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, mime)| *mime);
    let family = |mime: &str| mime == declared || (is_general(&declared).then_some(by_ending).flatten() == Some(mime));
    if let Some(found) = proven(content) {
        return match found {
            // Containers hold many formats; the declared or named one is finer.
            "application/zip" | "application/x-ole-storage" | "application/gzip" => {
                let finer = if is_general(&declared) { by_ending.map(str::to_owned) } else { Some(declared.clone()) };
                finer.filter(|mime| fits_container(mime)).unwrap_or_else(|| found.to_owned())
            }
            "video/mp4" if declared.starts_with("video/") || declared.starts_with("audio/mp4") => declared,
            "image/bmp" if !family("image/bmp") && !declared.starts_with("image/") => declared,
            "application/x-msdownload"
                if declared.starts_with("text/")
                    && content.iter().take(400).all(|byte| byte.is_ascii() && *byte != 0) =>
            {
                declared
            }
            _ => found.to_owned(),
        };
    }
    if is_general(&declared) {
        return by_ending.map_or(declared, str::to_owned);
    }
    // Declared as a picture, yet the first bytes are markup: never served as what it is not.
    let start = content
        .iter()
        .copied()
        .skip_while(u8::is_ascii_whitespace)
        .take(14)
        .map(|byte| byte.to_ascii_lowercase())
        .collect::<Vec<u8>>();
    if (declared.starts_with("image/") && declared != "image/svg+xml")
        && (start.starts_with(b"<html") || start.starts_with(b"<!doctype html") || start.starts_with(b"<script"))
    {
        return "text/html".to_owned();
    }
    declared
}

/// An ending that fits a type.
pub(super) fn extension(mime: &str) -> &'static str {
    ENDINGS
        .iter()
        .find(|(_, known)| *known == mime)
        .map_or(if mime.starts_with("text/") { "txt" } else { "bin" }, |(ending, _)| ending)
}

fn proven(content: &[u8]) -> Option<&'static str> {
    if content.starts_with(b"PK\x03\x04") || content.starts_with(b"PK\x05\x06") {
        return Some("application/zip");
    }
    MARKS
        .iter()
        .find(|(at, mark, _)| content.get(*at..).is_some_and(|rest| rest.starts_with(mark)))
        .map(|(_, _, mime)| *mime)
}

fn is_general(mime: &str) -> bool {
    matches!(
        mime,
        "" | "application/octet-stream"
            | "application/x-octet-stream"
            | "application/unknown"
            | "application/binary"
            | "application/x-download"
            | "application/force-download"
            | "text/plain"
            | "attachment/octet-stream"
    )
}

fn fits_container(mime: &str) -> bool {
    !(mime.starts_with("image/")
        || mime.starts_with("text/")
        || mime.starts_with("audio/")
        || mime.starts_with("video/")
        || mime == "application/pdf")
}

fn tidy(declared: &str) -> String {
    let declared = declared.trim();
    let valid = declared.len() < 130
        && declared.split('/').count() == 2
        && declared.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/+-._".contains(&byte));
    if valid { declared.to_ascii_lowercase() } else { "application/octet-stream".to_owned() }
}
