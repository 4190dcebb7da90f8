//! Addresses to hand out, and the card of the visual reference.

use super::{Sample, signed_in};
use smilecard::web::manager::links_page::{LinkRow, LinksPage, PosterPage};
use smilecard::web::manager::qr::Qr;
use smilecard::web::shell::{Link, Shell};

fn shell() -> Shell {
    signed_in("Ruth Calder", "Main", &[("Links", "/links"), ("Inbox", "/inbox")])
}

fn row(id: &str, name: &str, about: &str, replace: bool) -> LinkRow {
    LinkRow {
        id: id.to_owned(),
        name: name.to_owned(),
        about: Some(about.to_owned()),
        address: "https://cards.larkspur.example/f/main".to_owned(),
        query: "form=main".to_owned(),
        replace: replace.then(|| "/links/7/replacement".to_owned()),
    }
}

fn links() -> LinksPage {
    LinksPage {
        shell: shell(),
        done: Some("There is a new address.".to_owned()),
        mail: "cards@larkspur.example".to_owned(),
        forms: vec![row("form-main", "How did we do?", "Mill Street shop", false)],
        agents: vec![row("agent-7", "Derrick Hale", "Billing line", true)],
        may_change: true,
    }
}

fn poster(name: Option<&str>, size: &'static str) -> PosterPage {
    PosterPage {
        shell: shell(),
        name: name.map(str::to_owned),
        qr: Qr::draw("https://cards.larkspur.example/f/main").unwrap(),
        short: name.is_none().then(|| "cards.larkspur.example/f/main".to_owned()),
        mail: "cards@larkspur.example".to_owned(),
        kept_days: 90,
        size,
        sizes: vec![Link { href: "/links/poster?form=main&size=a4".to_owned(), text: "Poster, A4".to_owned() }],
        query: "form=main".to_owned(),
    }
}

pub fn samples() -> Vec<Sample> {
    let none = LinksPage { done: None, forms: Vec::new(), agents: Vec::new(), ..links() };
    vec![
        Sample::new("links", "web/manager/links.html", &links()),
        Sample::new("links-none", "web/manager/links.html", &none),
        Sample::new("poster", "web/manager/poster.html", &poster(None, "a6")),
        Sample::new("poster-agent", "web/manager/poster.html", &poster(Some("Derrick Hale"), "badge")),
    ]
}
