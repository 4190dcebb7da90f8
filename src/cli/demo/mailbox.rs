//! `/dev/mail`, in the demo only: the letters that would have gone out, newest first, as their readers would see them.

use crate::error::{Error, Kind};
use crate::mail::mailer::{Caught, CaughtMessage};
use crate::web::answer;
use crate::web::error::Failure;
use crate::web::samples;
use crate::web::shell::Shell;
use crate::web::state::State;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use mail_parser::MessageParser;
use serde::Serialize;

/// Letters carry their style in attributes, as mail programs want it; nothing else is let in.
const LETTER_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// Adds the pages, reading from what was caught.
pub(super) fn pages(caught: Caught) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static {
    move |routes| {
        routes
            .app_data(web::Data::new(caught.clone()))
            .route("/dev/mail", web::get().to(list))
            .route("/dev/mail/{number}/{part}", web::get().to(one))
            .route("/dev/letters", web::get().to(all_letters))
            .route("/dev/letters/{language}/{letter}/{part}", web::get().to(one_letter));
    }
}

/// `templates/web/dev/mail.html`
#[derive(Debug, Serialize)]
struct MailPage {
    shell: Shell,
    letters: Vec<Line>,
}

/// One letter in the list.
#[derive(Debug, Serialize)]
struct Line {
    number: usize,
    to: String,
    subject: String,
    /// Links in its text that sign in or lead to a card: the demo's reader should not have to dig for them.
    link: Option<String>,
}

async fn list(state: web::Data<State>, caught: web::Data<Caught>) -> Result<HttpResponse, Failure> {
    let letters = numbered(&caught).iter().rev().map(|(number, letter)| line(*number, letter)).collect();
    let page = MailPage { shell: Shell::public("Larkspur Mobile", &state.stylesheet.href, ""), letters };
    answer::private(&state, StatusCode::OK, "web/dev/mail.html", &page)
}

/// What was caught, each under a number that stays when more comes: the first letter is 0.
fn numbered(caught: &Caught) -> Vec<(usize, CaughtMessage)> {
    let mut letters = caught.newest();
    letters.reverse();
    letters.into_iter().enumerate().collect()
}

fn line(number: usize, letter: &CaughtMessage) -> Line {
    let parsed = MessageParser::default().parse(&letter.raw);
    let subject = parsed.as_ref().and_then(|message| message.subject()).unwrap_or("(no subject)").to_owned();
    let text = parsed.as_ref().and_then(|message| message.body_text(0)).unwrap_or_default();
    let link = text.split_whitespace().find(|word| word.contains("/sign-in/")).map(str::to_owned);
    Line { number, to: letter.to.clone(), subject, link }
}

/// Every letter with sample data, in each language.
async fn all_letters(state: web::Data<State>) -> Result<HttpResponse, Failure> {
    samples::page(&state, Shell::public("Larkspur Mobile", &state.stylesheet.href, ""), "/dev/letters")
}

async fn one_letter(
    state: web::Data<State>,
    path: web::Path<(String, String, String)>,
) -> Result<HttpResponse, Failure> {
    samples::part(&state, &path.0, &path.1, &path.2)
}

async fn one(caught: web::Data<Caught>, path: web::Path<(usize, String)>) -> Result<HttpResponse, Failure> {
    let (number, part) = path.into_inner();
    let missing = || Failure::from(Error::new(Kind::NotFound, "This letter is gone."));
    let letter = numbered(&caught).into_iter().find(|(known, _)| *known == number).ok_or_else(missing)?.1;
    let parsed = MessageParser::default().parse(&letter.raw).ok_or_else(missing)?;
    let (kind, body) = match part.as_str() {
        "html" => ("text/html; charset=utf-8", parsed.body_html(0).unwrap_or_default().into_owned()),
        "text" => ("text/plain; charset=utf-8", parsed.body_text(0).unwrap_or_default().into_owned()),
        "eml" => ("text/plain; charset=utf-8", String::from_utf8_lossy(&letter.raw).into_owned()),
        _ => return Err(missing()),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CONTENT_SECURITY_POLICY, LETTER_POLICY))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(body))
}
