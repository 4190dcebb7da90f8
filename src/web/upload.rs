//! A form with a file in it, as a browser posts it (`multipart/form-data`, RFC 7578): read whole, within a limit, with
//! few parts.

use crate::error::{Error, Kind, Result};
use actix_multipart::{Multipart, MultipartError};
use actix_web::HttpRequest;
use actix_web::error::PayloadError;
use actix_web::web::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt};

/// Parts of a form; no page of ours has more.
const MOST_PARTS: usize = 16;

/// Bytes beside the fields: boundaries and heads of parts. What never ends a head is not collected any further.
const BESIDE: usize = 64 * 1024;

/// What a form sent: each field with its bytes.
#[derive(Debug, Default)]
pub struct Upload(Vec<(String, Vec<u8>)>);

impl Upload {
    /// Reads the body of a request, at most `limit` bytes in its fields.
    ///
    /// # Errors
    /// `TooLarge`; `Invalid` for anything that is no such form.
    pub async fn read(
        request: &HttpRequest,
        body: impl Stream<Item = Result<Bytes, PayloadError>> + 'static,
        limit: usize,
    ) -> Result<Self> {
        let mut room = limit.saturating_add(BESIDE);
        let body = body.map(move |some| {
            let some = some?;
            room = room.checked_sub(some.len()).ok_or(PayloadError::Overflow)?;
            Ok(some)
        });
        let (mut parts, mut found, mut left) = (Multipart::new(request.headers(), body), Vec::new(), limit);
        while let Some(mut field) = parts.try_next().await.map_err(unread)? {
            if found.len() == MOST_PARTS {
                return Err(wrong());
            }
            let name = field.name().ok_or_else(wrong)?.to_owned();
            let mut bytes = Vec::new();
            while let Some(some) = field.try_next().await.map_err(unread)? {
                left = left.checked_sub(some.len()).ok_or_else(too_large)?;
                bytes.extend_from_slice(&some);
            }
            found.push((name, bytes));
        }
        Ok(Self(found))
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

fn too_large() -> Error {
    Error::new(Kind::TooLarge, "Choose a smaller file.")
}

fn unread(cause: MultipartError) -> Error {
    match cause {
        MultipartError::Payload(PayloadError::Overflow) => too_large(),
        _ => wrong(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::CONTENT_TYPE;
    use actix_web::test::TestRequest;

    async fn read(kind: &str, body: &[u8], limit: usize) -> Result<Upload> {
        let request = TestRequest::post().insert_header((CONTENT_TYPE, kind)).set_payload(body.to_vec());
        let (request, body) = request.to_http_parts();
        Upload::read(&request, body, limit).await
    }

    const KIND: &str = "multipart/form-data; boundary=x";

    #[actix_web::test]
    async fn fields_and_files_come_as_they_were_sent() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n--x\r\n\
            content-disposition: form-data; name=\"logo\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n\
            \x89PNG\r\n--\r\n--y\r\n--x--\r\n";
        let upload = read(KIND, body, 100).await.unwrap();
        assert_eq!(upload.text("csrf"), "abc");
        assert_eq!(upload.file("logo"), b"\x89PNG\r\n--\r\n--y");
        assert_eq!((upload.text("logo"), upload.file("other")), ("", b"".as_slice()));
        let kept = upload.file("csrf").len() + upload.file("logo").len();
        assert!(read(KIND, body, kept).await.is_ok());
        assert_eq!(read(KIND, body, kept - 1).await.unwrap_err().kind(), Kind::TooLarge);
    }

    #[actix_web::test]
    async fn what_is_cut_off_or_no_form_is_refused() {
        let whole = b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nabc\r\n--x--\r\n";
        assert!(read(KIND, whole, 100).await.is_ok());
        for end in 0..whole.len() - 4 {
            assert!(read(KIND, &whole[..end], 100).await.is_err(), "{end}");
        }
        let endless = [b"--x\r\nContent-Disposition: ".as_slice(), &vec![b'a'; BESIDE + 100]].concat();
        assert_eq!(read(KIND, &endless, 100).await.unwrap_err().kind(), Kind::TooLarge);
        let many = b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n".repeat(MOST_PARTS + 1);
        assert!(read(KIND, &[many.as_slice(), b"--x--\r\n"].concat(), 100).await.is_err());
        assert!(read(KIND, b"--x\r\n\r\n\r\nno name\r\n--x--\r\n", 100).await.is_err());
        for kind in ["application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary="] {
            assert!(read(kind, whole, 100).await.is_err(), "{kind}");
        }
    }
}
