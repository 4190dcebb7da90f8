//! `POST /inbox/changes`: one press for the cards that are chosen in a list. It leads back to the list, where it can be
//! undone.

use super::filters::Listed;
use super::inbox;
use crate::domain::ids::{ActId, CardId, MemberId};
use crate::error::{Error, Kind, Result};
use crate::services::bulk::{self, What};
use crate::web::answer::{Answer, see};
use crate::web::csrf;
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// The list that the cards were chosen in.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    #[serde(default)]
    list: String,
}

/// `POST /inbox/changes`
///
/// # Errors
/// `Forbidden`. What is wrong is said above the list.
pub async fn press(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    from: web::Query<From>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let field =
        |name: &str| form.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).unwrap_or_default();
    csrf::check(&state, &request, &person.0.csrf, field("csrf"))?;
    let chosen = form.iter().filter(|(name, _)| name == "card");
    let cards: Vec<CardId> = chosen.map(|(_, id)| id.parse()).collect::<Result<_>>()?;
    let listed = Listed::from_query(&from.list);
    let note = if field("do") == "share" { field("share-note") } else { field("note") };
    let (what, done) = match what(field("do"), field("member"), note, person.0.viewer.member) {
        Ok(found) => found,
        Err(error) => return inbox::refused(&state, &person, &listed, &error).await,
    };
    let (now, viewer) = (state.clock.now(), person.0.viewer.clone());
    let act = ActId::at(now);
    let pressed =
        state.database.write_async(move |connection| bulk::press(connection, &viewer, (act, &cards), &what, now)).await;
    match pressed {
        Ok(pressed) => {
            let (changed, left) = (pressed.changed.to_string(), pressed.left.to_string());
            let act = act.to_string();
            let told = [("done", done), ("act", act.as_str()), ("n", changed.as_str()), ("left", left.as_str())];
            Ok(see(&listed.href_with(&told)))
        }
        Err(error) if error.kind() == Kind::Invalid => inbox::refused(&state, &person, &listed, &error).await,
        Err(error) => Err(error.into()),
    }
}

/// What is to be done, and the code of the word about it.
fn what(word: &str, member: &str, note: &str, reader: MemberId) -> Result<(What, &'static str)> {
    match word {
        "take" => Ok((What::Own(reader), "many-taken")),
        "give" => Ok((What::Own(member.parse().map_err(|_| Error::invalid("Choose a colleague."))?), "many-given")),
        "answered" => Ok((What::Answered, "many-answered")),
        "put_right" => Ok((What::PutRight(note.to_owned()), "many-right")),
        "share" => Ok((What::Share(note.to_owned()), "many-shared")),
        _ => Err(Error::invalid("Choose what to do with the cards.")),
    }
}
