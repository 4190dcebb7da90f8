//! `GET /letter/{token}`: a digest in a browser, word for word as it was sent, beneath the organisation's picture (which the
//! letter itself does without). The link in the letter is the key; it opens nothing but this letter, and for a while only.

use crate::services::digest::desk;
use crate::store::{logos, organisations};
use crate::web::answer::Answer;
use crate::web::shell::Picture;
use crate::web::state::State;
use actix_web::http::header;
use actix_web::{HttpResponse, web};

/// A letter carries its styles in attributes, which our pages forbid: it is shown as a document of its own, which can run,
/// load and post nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'; sandbox allow-popups allow-top-navigation-by-user-activation";

/// `GET /letter/{token}`
///
/// # Errors
/// `NotFound` when there is none or its time has run out.
pub async fn show(state: web::Data<State>, token: web::Path<String>) -> Answer {
    let (now, token) = (state.clock.now(), token.into_inner());
    let (digest, picture) = state
        .database
        .read_async(move |connection| {
            let digest = desk::by_link(connection, &token, now)?;
            let name = organisations::by_id(connection, digest.organisation_id)?.name;
            let logo = logos::current(connection, digest.organisation_id)?;
            Ok((digest, logo.map(|facts| Picture::of(&facts, &name))))
        })
        .await?;
    Ok(match picture {
        None => document(digest.body_html),
        Some(picture) => {
            let page = beneath(&digest.body_html, &state.templates.render("web/parts/letter_logo.html", &picture)?);
            // In its sandbox the document has no origin of its own, so the place of pictures is named in full.
            answered(page, &format!("{POLICY}; img-src {}/logo/", state.public_url))
        }
    })
}

/// The letter with something at its head.
fn beneath(letter: &str, head: &str) -> String {
    let body = letter.find("<body").and_then(|at| Some(at + letter.get(at..)?.find('>')? + 1));
    let (before, after) = letter.split_at(body.unwrap_or(0));
    [before, head, after].concat()
}

/// The HTML of a letter as an answer.
pub fn document(html: String) -> HttpResponse {
    answered(html, POLICY)
}

fn answered(html: String, policy: &str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CONTENT_SECURITY_POLICY, policy))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .body(html)
}

#[cfg(test)]
mod tests {
    use super::beneath;

    #[test]
    fn a_picture_stands_at_the_head_of_the_letter_and_changes_no_word_of_it() {
        assert_eq!(beneath("<html><body class=\"x\"><p>Hi", "<img>"), "<html><body class=\"x\"><img><p>Hi");
        assert_eq!(beneath("plain", "<img>"), "<img>plain");
    }
}
