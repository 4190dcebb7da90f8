//! In which language a customer reads a page: the one they chose, else the first that their browser asks for and the form
//! is shown in, else the organisation's.

use crate::domain::form_design::FormDesign;
use crate::render::messages::Messages;
use actix_web::HttpRequest;
use actix_web::http::header;
use serde::{Deserialize, Serialize};

/// What stands in the address of a page for customers.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The language that was chosen by hand.
    pub lang: String,
}

/// A language to change to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tongue {
    /// Its code, as in `lang` attributes.
    pub code: String,
    /// The same page in it.
    pub href: String,
    /// What those who speak it call it.
    pub name: String,
    /// Whether the page is in it.
    pub current: bool,
}

/// The language of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Its code.
    pub code: String,
    /// What an address ends with to stay in it; empty where the browser asks for it anyway.
    pub query: String,
}

/// Chooses for whoever asks.
pub fn choose(messages: &Messages, design: &FormDesign, own: &str, asked: &str, request: &HttpRequest) -> Chosen {
    let offered: Vec<&str> = messages.languages().filter(|code| design.speaks(code)).collect();
    if let Some(code) = offered.iter().find(|code| **code == asked) {
        return Chosen { code: (*code).to_owned(), query: format!("?lang={code}") };
    }
    let said = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let own = messages.closest(own);
    let wished = wishes(said).into_iter().find_map(|wish| offered.iter().find(|code| **code == wish).copied());
    let code = wished
        .or_else(|| offered.iter().find(|code| **code == own).copied())
        .or_else(|| offered.first().copied())
        .unwrap_or(own);
    Chosen { code: code.to_owned(), query: String::new() }
}

/// The languages that a browser names, the dearest first: `de-AT` is `de`.
fn wishes(header: &str) -> Vec<String> {
    // A browser names a handful; what else comes is noise.
    let mut wishes: Vec<(f32, String)> = header
        .split(',')
        .take(16)
        .filter_map(|part| {
            let mut pieces = part.split(';');
            let tag = pieces.next()?.trim().to_lowercase();
            let main = tag.split('-').next().filter(|main| !main.is_empty())?.to_owned();
            let weight =
                pieces.find_map(|piece| piece.trim().strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok())?;
            (weight > 0.0).then_some((weight, main))
        })
        .collect();
    // Equals stay in the order in which they were named.
    wishes.sort_by(|one, other| other.0.total_cmp(&one.0));
    wishes.into_iter().map(|(_, main)| main).collect()
}

/// The languages to change to; none where there is only one.
pub fn tongues(messages: &Messages, design: &FormDesign, here: &str) -> Vec<Tongue> {
    let tongues: Vec<Tongue> = messages
        .languages()
        .filter(|code| design.speaks(code) || *code == here)
        .map(|code| Tongue {
            code: code.to_owned(),
            href: format!("?lang={code}"),
            name: messages.plain(code, "language").unwrap_or_else(|_| code.to_owned()),
            current: code == here,
        })
        .collect();
    if tongues.len() > 1 { tongues } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn the_dearest_language_that_there_is_wins_and_the_hand_wins_over_the_browser() {
        let messages = Messages::load().unwrap();
        let choose = |design: &FormDesign, asked: &str, header: &str| {
            let request = TestRequest::get().insert_header(("accept-language", header)).to_http_request();
            super::choose(&messages, design, "en-GB", asked, &request).code
        };
        let all = FormDesign::default();
        assert_eq!(choose(&all, "", "nl, fr-CH;q=0.9, de;q=0.95"), "de");
        assert_eq!(choose(&all, "", "nl,pt;q=0.5"), "en");
        assert_eq!(choose(&all, "", "de;q=0, es;q=nonsense, *"), "en");
        assert_eq!(choose(&all, "fr", "de"), "fr");
        assert_eq!(choose(&all, "tlh", "de"), "de");
        let some = FormDesign { languages: vec!["de".to_owned(), "es".to_owned()], ..FormDesign::default() };
        assert_eq!(choose(&some, "fr", "fr, es;q=0.2"), "es");
        assert_eq!(choose(&some, "", "en"), "de", "the first that the form has, where it has not the house's own");
    }
}
