//! `GET /cards/{card}/do/{action}`: where a button of a letter leads. The page shows the card's words and exactly that
//! action prepared, with one button. Opening it changes nothing, for mail scanners open links.

use super::tap_page::{TapPage, Write};
use crate::domain::ids::CardId;
use crate::domain::{Polarity, Status, names};
use crate::error::{Error, Result};
use crate::services::card_page::{self, CardView, MentionView};
use crate::store::organisations;
use crate::web::answer::{Answer, private, see};
use crate::web::frame;
use crate::web::session::who::CurrentManager;
use crate::web::shell::Link;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::web;

/// `GET /cards/{card}/do/{action}`
///
/// # Errors
/// `NotFound` when the card is missing or out of reach, or there is no such action.
pub async fn show(state: web::Data<State>, person: CurrentManager, path: web::Path<(String, String)>) -> Answer {
    let (card, action) = path.into_inner();
    let card: CardId = card.parse()?;
    let viewer = person.0.viewer.clone();
    let (organisation, view) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            Ok((organisation.name, card_page::read(connection, &viewer, card)?))
        })
        .await?;
    let Some(prepared) = prepared(&action, card, &view)? else { return Ok(see(&format!("/cards/{card}"))) };
    let page = TapPage {
        shell: frame::shell(&state, &person.0, &organisation, "/inbox"),
        number: view.number.to_string(),
        heading: prepared.heading,
        words: view.words.clone(),
        action: prepared.action,
        agent: prepared.agent,
        button: prepared.button,
        write: prepared.write,
        card: Link { href: format!("/cards/{card}"), text: "See the whole card instead".to_owned() },
    };
    private(&state, StatusCode::OK, "web/manager/tap.html", &page)
}

/// Whether a mention waits for its agent to be let read it.
fn held(mention: &MentionView) -> bool {
    mention.released.is_none() && matches!(mention.polarity, Polarity::Complaint | Polarity::Mixed)
}

struct Prepared {
    heading: String,
    action: String,
    agent: Option<String>,
    button: String,
    write: Option<Write>,
}

/// What an action needs; none where there is nothing left to do, or more than one thing.
fn prepared(action: &str, card: CardId, view: &CardView) -> Result<Option<Prepared>> {
    let plain = |heading: &str, path: &str, button: &str| Prepared {
        heading: heading.to_owned(),
        action: format!("/cards/{card}/{path}"),
        agent: None,
        button: button.to_owned(),
        write: None,
    };
    let closed = view.status == Status::Closed;
    Ok(match action {
        "take" => (!closed).then(|| plain("Take this card on?", "owner", "Take it on")),
        "answered" => (!closed).then(|| plain("Has the customer an answer?", "answer", "Mark as answered")),
        "answer" => view.customer.email.is_some().then(|| Prepared {
            write: Some(Write {
                name: "text".to_owned(),
                label: "Your answer".to_owned(),
                hint: "The customer gets these words by mail, with your name. Their own words follow.".to_owned(),
            }),
            ..plain("Answer this customer", "letters", "Send the answer")
        }),
        "share" => {
            let waiting: Vec<_> = view.mentions.iter().filter(|one| held(one)).collect();
            match waiting.as_slice() {
                [only] => {
                    let first = names::first_name(&only.name).to_owned();
                    Some(Prepared {
                        agent: Some(only.agent.to_string()),
                        write: Some(Write {
                            name: "note".to_owned(),
                            label: format!("Your note to {first}"),
                            hint: format!(
                                "{first} will see the customer’s words and your note. Not the customer’s name, email or photo."
                            ),
                        }),
                        ..plain(&format!("Share this card with {first}?"), "release", &format!("Share with {first}"))
                    })
                }
                _ => None,
            }
        }
        _ => return Err(Error::not_found("There is nothing under this address.")),
    })
}
