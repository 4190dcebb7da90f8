//! A form with a file in it, as a browser posts it (`multipart/form-data`, RFC 7578): read whole, within a limit, with
//! few parts.

use crate::error::{Error, Kind, Result};
use actix_web::http::header;
use actix_web::{HttpRequest, web};

/// Parts of a form; no page of ours has more.
const MOST_PARTS: usize = 16;

/// What a form sent: each field with its bytes.
#[derive(Debug, Default)]
pub struct Upload(Vec<(String, Vec<u8>)>);

impl Upload {
    /// Reads the body of a request, at most `limit` bytes of it.
    ///
    /// # Errors
    /// `TooLarge`; `Invalid` for anything that is no such form.
    pub async fn read(request: &HttpRequest, body: web::Payload, limit: usize) -> Result<Self> {
        let boundary = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .and_then(boundary)
            .ok_or_else(wrong)?;
        let too_large = || Error::new(Kind::TooLarge, "Choose a smaller file.");
        let body = body.to_bytes_limited(limit).await.map_err(|_| too_large())?.map_err(|_| wrong())?;
        parts(&body, &boundary).map(Self)
    }

    /// A field of text; empty if there is none.
    pub fn text(&self, name: &str) -> &str {
        std::str::from_utf8(self.file(name)).unwrap_or_default()
    }

    /// The bytes of a field; empty if there is none.
    pub fn file(&self, name: &str) -> &[u8] {
        self.0.iter().find(|(known, _)| known == name).map_or(&[], |(_, bytes)| bytes)
    }
}

fn wrong() -> Error {
    Error::invalid("What was sent can't be read as a form.")
}

/// What parts the fields, as the header says it.
fn boundary(content_type: &str) -> Option<String> {
    let (kind, rest) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let value = rest.split(';').find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"').to_owned())
    })?;
    ((1..=70).contains(&value.len()) && value.is_ascii()).then_some(value)
}

fn parts(body: &[u8], boundary: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let line = [b"--", boundary.as_bytes()].concat();
    let between = [b"\r\n", line.as_slice()].concat();
    let mut rest = body.strip_prefix(line.as_slice()).ok_or_else(wrong)?;
    let mut found = Vec::new();
    while !rest.starts_with(b"--") {
        if found.len() == MOST_PARTS {
            return Err(wrong());
        }
        rest = rest.strip_prefix(b"\r\n").ok_or_else(wrong)?;
        let head_end = place(rest, b"\r\n\r\n").ok_or_else(wrong)?;
        let (head, after) = rest.split_at(head_end);
        let after = after.get(4..).unwrap_or_default();
        let end = place(after, &between).ok_or_else(wrong)?;
        found.push((name(head).ok_or_else(wrong)?, after.get(..end).unwrap_or_default().to_vec()));
        rest = after.get(end + between.len()..).unwrap_or_default();
    }
    Ok(found)
}

/// Where `wanted` begins in `text`.
fn place(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.iter().position(|byte| *byte == first)?;
        if text.get(at..)?.starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// The field that a part is, by its head.
fn name(head: &[u8]) -> Option<String> {
    let head = std::str::from_utf8(head).ok()?;
    let line = head.split("\r\n").find(|line| {
        line.split_once(':').is_some_and(|(name, _)| name.trim().eq_ignore_ascii_case("content-disposition"))
    })?;
    let (_, after) = line.split_once("; name=\"")?;
    after.split_once('"').map(|(name, _)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_files_come_as_they_were_sent() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n--x\r\n\
            content-disposition: form-data; name=\"logo\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n\
            \x89PNG\r\n--\r\n--y\r\n--x--\r\n";
        let upload = Upload(parts(body, "x").unwrap());
        assert_eq!(upload.text("csrf"), "abc");
        assert_eq!(upload.file("logo"), b"\x89PNG\r\n--\r\n--y");
        assert_eq!((upload.text("logo"), upload.file("other")), ("", b"".as_slice()));
    }

    #[test]
    fn what_is_cut_off_or_no_form_is_refused() {
        let whole = b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nabc\r\n--x--";
        assert!(parts(whole, "x").is_ok());
        for end in 0..whole.len() {
            assert!(parts(&whole[..end], "x").is_err() || end >= whole.len() - 2, "{end}");
        }
        let many = b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n".repeat(MOST_PARTS + 1);
        assert!(parts(&many, "x").is_err());
        assert!(parts(b"--x\r\n\r\n\r\nno name\r\n--x--", "x").is_err());
    }

    #[test]
    fn only_a_form_with_a_boundary_is_read() {
        assert_eq!(boundary("multipart/form-data; boundary=\"--- a\"").unwrap(), "--- a");
        assert_eq!(boundary("Multipart/Form-Data; charset=x; Boundary=b").unwrap(), "b");
        for wrong in ["application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary="] {
            assert_eq!(boundary(wrong), None, "{wrong}");
        }
    }
}
