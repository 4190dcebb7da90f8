//! The stylesheet and the icon. Their addresses carry what is in them, so browsers may keep them for a year.

use crate::error::Error;
use crate::web::assets;
use crate::web::error::Failure;
use crate::web::state::State;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

const A_YEAR: &str = "public, max-age=31536000, immutable";
const A_DAY: &str = "public, max-age=86400";

/// `GET /static/smilecard.css`
pub async fn stylesheet(state: web::Data<State>, request: HttpRequest) -> HttpResponse {
    let sheet = &state.stylesheet;
    // The address of an older page may still be asked for: it gets today's sheet, and is asked for again soon.
    let named = request.query_string() == format!("v={}", sheet.hash);
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/css; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, if named { A_YEAR } else { A_DAY }))
        .insert_header((header::ETAG, format!("\"{}\"", sheet.hash)))
        .body(sheet.body.clone())
}

/// `GET /static/js/{module}`
///
/// # Errors
/// `NotFound`.
pub async fn script(request: HttpRequest, module: web::Path<String>) -> Result<HttpResponse, Failure> {
    let name = module.strip_suffix(".js").unwrap_or_default();
    let named = assets::script(name).ends_with(&format!("?{}", request.query_string()));
    let file = assets::file(&format!("js/{name}.js")).ok_or_else(|| Error::not_found("There is no such file."))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/javascript; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, if named { A_YEAR } else { A_DAY }))
        .body(file.data.into_owned()))
}

/// `GET /static/{file}`, and the addresses that browsers ask for by themselves.
pub async fn file(request: HttpRequest) -> Result<HttpResponse, Failure> {
    let name = request.path().rsplit('/').next().unwrap_or_default();
    let name = if name == "favicon.ico" { "favicon.svg" } else { name };
    let file = assets::file(name).ok_or_else(|| Error::not_found("There is no such file."))?;
    let kind = if name.ends_with(".svg") { "image/svg+xml" } else { "application/octet-stream" };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CACHE_CONTROL, A_DAY))
        .body(file.data.into_owned()))
}
