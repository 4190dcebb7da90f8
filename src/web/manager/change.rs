//! Making a correction of a card's tags: the transaction, what was learnt from it, and the way back to where it was
//! made, with an undo beside it. A card that has gone to another team by the correction is no longer shown to whoever
//! made it; they come back to their list, where they can still undo it.

use super::asked::Asked;
use super::card::shown;
use super::done::Done;
use super::inbox_view;
use super::tabs::show_of;
use crate::domain::Viewer;
use crate::domain::ids::{ActId, CardId};
use crate::error::{Kind, Result};
use crate::services::access::visible_card;
use crate::store::AnyConnection;
use crate::store::inbox::Show;
use crate::web::answer::{Answer, see};
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::http::StatusCode;
use serde::Deserialize;

/// Which list a change was made in; none on a card's own page.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    #[serde(default)]
    from: Option<String>,
}

impl From {
    fn list(&self) -> Option<Show> {
        self.from.as_deref().and_then(show_of)
    }
}

/// Makes `change` and answers. What is wrong with it is said on the card's page.
///
/// # Errors
/// Those of `change`, but for `Invalid`.
pub(super) async fn make(
    state: &State,
    person: &CurrentManager,
    (card, from, done): (CardId, &From, Done),
    change: impl FnOnce(&mut AnyConnection, &Viewer) -> Result<Option<ActId>> + Send + 'static,
) -> Answer {
    let viewer = person.0.viewer.clone();
    let outcome = state
        .database
        .write_async(move |connection| {
            let act = change(connection, &viewer)?;
            Ok((act, visible_card(connection, &viewer, card).is_ok()))
        })
        .await;
    match outcome {
        Ok((act, visible)) => {
            // The next card is read with what was just learnt, and recent ones are looked at again.
            state.directory.doubt(person.0.viewer.organisation);
            (state.ring)();
            let act = act.map_or_else(String::new, |act| format!("&act={act}"));
            let code = done.code();
            Ok(match from.list() {
                None if visible => see(&format!("/cards/{card}?done={code}{act}")),
                list => {
                    let list = inbox_view::href(list.unwrap_or(Show::NeedsYou));
                    let joint = if list.contains('?') { '&' } else { '?' };
                    see(&format!("{list}{joint}done={code}&card={card}{act}"))
                }
            })
        }
        Err(error) if error.kind() == Kind::Invalid => {
            let said = error.message().to_owned();
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            shown(state, person, card, &Asked::default(), status, |detail| detail.error = Some(said)).await
        }
        Err(error) => Err(error.into()),
    }
}
