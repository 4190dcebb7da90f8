//! `GET /logo/{hash}.png`: the picture of an organisation. Its address is the hash of its bytes, so a browser may keep it
//! for a year, and asks with what it has.

use crate::error::Error;
use crate::store::logos;
use crate::web::error::Failure;
use crate::web::state::State;
use actix_web::http::header::{self, ETag, EntityTag, IfNoneMatch};
use actix_web::{HttpResponse, web};

/// `GET /logo/{name}`
///
/// # Errors
/// `NotFound` when no organisation uses it.
pub async fn show(
    state: web::Data<State>,
    name: web::Path<String>,
    known: Option<web::Header<IfNoneMatch>>,
) -> Result<HttpResponse, Failure> {
    let gone = || Error::not_found("There is no such picture.");
    let hash = name.strip_suffix(".png").filter(|hash| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()));
    let hash = hash.ok_or_else(gone)?.to_owned();
    let asked = hash.clone();
    let bytes =
        state.database.read_async(move |connection| logos::bytes(connection, &asked)).await?.ok_or_else(gone)?;
    let tag = EntityTag::new_strong(hash);
    let same = match known.map(web::Header::into_inner) {
        Some(IfNoneMatch::Any) => true,
        Some(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        None => false,
    };
    let mut answer = if same { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header(ETag(tag))
        .insert_header(("X-Robots-Tag", "noindex"));
    if same {
        return Ok(answer.finish());
    }
    Ok(answer.insert_header((header::CONTENT_TYPE, "image/png")).body(bytes))
}
