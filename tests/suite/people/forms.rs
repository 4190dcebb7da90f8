//! The public forms as an admin sets them up, and as customers find them: in their own language, with the fields that were
//! chosen, open or closed.

use super::*;
use crate::letters::site::{Site, sites};
use crate::pages::KEY;
use actix_web::http::{StatusCode, header};
use smilecard::domain::calendar::Period;
use smilecard::domain::token::SigningKey;
use smilecard::domain::{Reach, Sight};
use smilecard::store::cards::CardRow;
use smilecard::store::{card_origins, cards, figures, forms};
use smilecard::web::csrf;
use smilecard::web::public::page_key::once_key;

/// A customer's browser, which asks for `language`.
fn visit(site: &Site, path: &str, language: &str) -> Page {
    let request = TestRequest::get().uri(path).insert_header((header::ACCEPT_LANGUAGE, language));
    ask_with(&site.db.database, &Arc::default(), request, None)
}

/// Fills the form in as it stands and sends it.
fn send(site: &Site, path: &str, language: &str, page: &Page, fields: &[(&str, &str)]) -> Page {
    let key = page.html.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut fields = fields.to_vec();
    fields.push(("key", key));
    let request = TestRequest::post().uri(path).insert_header((header::ACCEPT_LANGUAGE, language)).set_form(fields);
    ask_with(&site.db.database, &Arc::default(), request, None)
}

/// The card behind its private link.
fn card_at(site: &Site, location: &str) -> CardRow {
    let code = location.split("/card/").nth(1).unwrap().split('?').next().unwrap();
    let (organisation, key) = (site.house.organisation, once_key(code));
    site.db.database.read(|connection| cards::by_once_key(connection, organisation, &key)).unwrap().unwrap()
}

const EVERYTHING: &[(&str, &str)] = &[
    ("slug", "shops"),
    ("language", "en"),
    ("language", "de"),
    ("language", "fr"),
    ("title-en", "How was your visit?"),
    ("intro-en", "Tell <us>."),
    ("title-de", "Wie war Ihr Besuch?"),
    ("thanks-de", "Bis bald in der Mühlstraße."),
    ("who", "required"),
    ("name", "off"),
    ("email", "required"),
    ("phone", "optional"),
    ("place", "required"),
    ("places", "Mill Street\r\n\r\nHigh Street \r\nMill Street"),
];

#[test]
fn a_form_asks_what_an_admin_chose_in_the_language_of_whoever_opens_it() {
    for site in sites() {
        let added = site.done("/settings/forms", Some(&site.ada), EVERYTHING);
        let edit = site.get(&added, Some(&site.ada)).html;
        for said in [
            "It takes cards from now on.",
            "Wie war Ihr Besuch?",
            "Mill Street\nHigh Street</textarea>",
            "cards.example/f/shops",
        ] {
            assert!(edit.contains(said), "{}: {said} in {edit}", site.db.kind);
        }
        let german = visit(&site, "/f/shops", "de-AT, en;q=0.5");
        let shown =
            ["lang=\"de\" dir=\"ltr\"", "Wie war Ihr Besuch?", "Ein paar Worte", "Wo war es?", "High Street</option>"];
        for said in
            shown.into_iter().chain(["name=\"email\"", "name=\"phone\"", "hreflang=\"fr\"", "Wer hat Ihnen geholfen?"])
        {
            assert!(german.html.contains(said), "{said} in {}", german.html);
        }
        for not in ["name=\"name\"", "name=\"reach\"", "hreflang=\"es\"", "Who helped"] {
            assert!(!german.html.contains(not), "{not} in {}", german.html);
        }
        assert!(visit(&site, "/f/shops", "es").html.contains("Tell &lt;us&gt;."), "Spanish is not offered");
        assert!(visit(&site, "/f/shops?lang=fr", "de").html.contains("Comment avons-nous fait"), "chosen by hand");

        // What is wrong is said in the same language, and a change of language keeps what was typed.
        let typed =
            [("kind", "praise"), ("words", "Ana war großartig."), ("email", "rosa@mail"), ("place", "Mill Street")];
        let wrong = send(&site, "/f/shops", "de", &german, &typed);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for said in
            ["<title>Fehler: ", "Da stimmt etwas nicht", "Schreiben Sie, wer Ihnen geholfen hat", "href=\"#email\""]
        {
            assert!(wrong.html.contains(said), "{said} in {}", wrong.html);
        }
        let mut french = typed.to_vec();
        french.push(("to", "fr"));
        let changed = send(&site, "/f/shops", "de", &wrong, &french);
        assert_eq!(changed.status, StatusCode::OK);
        for said in ["action=\"/f/shops?lang=fr\"", "Ana war großartig.", "value=\"rosa@mail\"", "Qui vous a aidé"] {
            assert!(changed.html.contains(said), "{said} in {}", changed.html);
        }

        let good = [
            ("kind", "praise"),
            ("words", "Ana war großartig."),
            ("who", "Ana"),
            ("email", "rosa@mail.example"),
            ("name", "Rosa is not asked"),
            ("place", "Mill Street"),
            ("receipt", "yes"),
        ];
        let sent = send(&site, "/f/shops", "de", &wrong, &good);
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
        let thanks = visit(&site, &sent.location, "de").html;
        for said in
            ["Danke. Ihre Karte ist unterwegs.", "Bis bald in der Mühlstraße.", "Wie es weitergeht", ">ERHALTEN<"]
        {
            assert!(thanks.contains(said), "{said} in {thanks}");
        }
        let card = card_at(&site, &sent.location);
        assert_eq!((card.customer_name.as_deref(), card.helper.as_deref()), (None, Some("Ana")));
        let origin = site.db.database.read(|c| card_origins::of(c, site.house.organisation, card.id)).unwrap();
        assert_eq!((origin.place.as_deref(), origin.language.as_deref()), (Some("Mill Street"), Some("de")));
        site.work();
        let receipt = &site.letters("receipt")[0];
        assert_eq!(receipt.subject, "Wir haben Ihre Karte", "the letter speaks the language of the page");

        // Whoever asks for a place gets the cards that were left there.
        let there = |place| {
            let sight = Sight { place: Some(place), ..Sight::all(Reach::Everything) };
            let day = Period { start: house::ago(1), end: now() + jiff::SignedDuration::from_hours(1) };
            site.db.database.read(|c| figures::tally(c, site.house.organisation, sight, day)).unwrap().praise
        };
        assert_eq!((there("Mill Street"), there("High Street")), (1, 0));
        let trail = site.get(&format!("/cards/{}", card.id), Some(&site.ada)).html;
        assert!(trail.contains("The customer said where it was: Mill Street."), "{trail}");
        assert!(site.get("/letters", Some(&site.ada)).html.contains("High Street"), "a letter can be of one place");
    }
}

#[test]
fn what_cannot_be_comes_back_with_what_was_typed_and_a_preview_keeps_nothing() {
    for site in sites() {
        let ada = Some(&site.ada);
        let refused = |path: &str, fields: &[(&str, &str)], said: &str| {
            let page = site.post(path, ada, fields);
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
            assert!(
                page.html.contains(said)
                    && page.html.contains("Mein <b> Laden".replace('<', "&lt;").replace('>', "&gt;").as_str()),
                "{said}: {}",
                page.html
            );
        };
        let base = [("slug", "larkspur"), ("language", "en"), ("title-en", "Hello"), ("title-de", "Mein <b> Laden")];
        refused("/settings/forms", &base, "The address /f/larkspur is taken.");
        refused("/settings/forms", &[("slug", "No good"), base[1], base[2], base[3]], "be part of an address");
        refused(
            "/settings/forms",
            &[("slug", "fresh"), base[1], ("title-en", " "), base[3]],
            "Give the form a heading",
        );
        refused("/settings/forms", &[("slug", "fresh"), base[2], base[3]], "Choose at least one language.");

        let seen = site.post(
            "/settings/forms/preview",
            ada,
            &[("language", "de"), ("title-en", "Hi"), base[3], ("see", "de")],
        );
        assert_eq!(seen.status, StatusCode::OK);
        assert!(seen.html.contains("Mein &lt;b&gt; Laden") && seen.html.contains("Dies ist eine Vorschau"));
        assert!(!seen.html.contains("Karte abschicken</button>"), "nothing can be sent from it");
        assert_eq!(visit(&site, "/f/fresh", "en").status, StatusCode::NOT_FOUND);
        assert_eq!(visit(&site, "/f/preview", "en").status, StatusCode::NOT_FOUND);
    }
}

#[test]
fn a_form_is_changed_closed_and_opened_again_and_nobody_loses_what_they_wrote() {
    for site in sites() {
        let organisation = site.house.organisation;
        let form = site.db.database.read(|c| forms::by_slug(c, "larkspur")).unwrap();
        let path = format!("/settings/forms/{}", form.id);
        let open = visit(&site, "/f/larkspur", "en");
        assert!(open.html.contains("name=\"reach\""), "one field for either, as every form begins");
        let card = [("kind", "complaint"), ("words", "They never <rang> back."), ("reach", "0301 555 0101")];

        assert_eq!(site.done(&format!("{path}/closed"), Some(&site.ada), &[]), format!("{path}?done=closed"));
        let gone = visit(&site, "/f/larkspur", "es");
        assert_eq!(gone.status, StatusCode::GONE);
        assert!(gone.html.contains("Esta tarjeta ya no está.") && gone.html.contains("mailto:cards@"), "{}", gone.html);
        let sent = send(&site, "/f/larkspur", "en", &open, &card);
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "the page was open before: {}", sent.html);
        assert_eq!(card_at(&site, &sent.location).customer_phone.as_deref(), Some("0301 555 0101"));
        assert_eq!(visit(&site, &sent.location, "en").status, StatusCode::OK, "the card stays");
        let list = site.get("/settings/forms", Some(&site.ada)).html;
        assert!(list.contains("closed since"), "{list}");
        assert!(!site.get("/links", Some(&site.ada)).html.contains("/f/larkspur"), "nobody hands it out");

        // A page that was opened after the form had closed can only have been made up; the words come back all the same.
        site.write(move |c| forms::close(c, organisation, form.id, Some(house::ago(2).as_microsecond())));
        let refused = send(&site, "/f/larkspur", "en", &open, &card);
        assert_eq!(refused.status, StatusCode::GONE);
        assert!(refused.html.contains("They never &lt;rang&gt; back.") && refused.html.contains("was not sent"));

        assert_eq!(site.done(&format!("{path}/closed/undo"), Some(&site.ada), &[]), format!("{path}?done=opened"));
        let fields = [
            ("language", "en"),
            ("language", "es"),
            ("title-en", "Tell us"),
            ("phone", "off"),
            ("places", "Mill Street"),
        ];
        assert_eq!(site.done(&path, Some(&site.ada), &fields), format!("{path}?done=saved"));
        let page = visit(&site, "/f/larkspur", "en").html;
        assert!(
            page.contains("<h1>Tell us</h1>") && !page.contains("name=\"reach\"") && !page.contains("name=\"place\"")
        );
        let row = site.db.database.read(|c| forms::by_slug(c, "larkspur")).unwrap();
        assert_eq!((row.location.as_deref(), row.places()), (Some("Mill Street"), vec!["Mill Street".to_owned()]));
        assert!(site.get(&path, Some(&site.ada)).html.contains("Mill Street</textarea>"));
    }
}

#[test]
fn a_form_of_another_house_is_out_of_reach() {
    for site in sites() {
        let next = house::found(&site.db.database, "next-door");
        let stan = next.person(&site.db.database, "Stan Stranger", Role::Admin, &[], None);
        let form = site.db.database.read(|c| forms::by_slug(c, "larkspur")).unwrap();
        let path = format!("/settings/forms/{}", form.id);
        let token = csrf::token(&SigningKey::derive(KEY), &stan.session);
        for (path, fields) in [(path.clone(), vec![("title-en", "Mine")]), (format!("{path}/closed"), vec![])] {
            let fields: Vec<(&str, &str)> =
                fields.into_iter().chain([("csrf", token.as_str()), ("language", "en")]).collect();
            let request = TestRequest::post().uri(&path).set_form(fields);
            let answer = ask_with(&site.db.database, &Arc::default(), request, Some(&stan));
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(site.db.database.read(|c| forms::by_slug(c, "larkspur")).unwrap().closed_at, None);
    }
}

#[test]
fn nothing_hidden_stands_in_a_forms_texts_and_an_address_with_a_word_twice_has_a_page() {
    for site in sites() {
        let fields = [
            ("slug", "quays"),
            ("language", "en"),
            ("title-en", "Your visit"),
            ("intro-en", "One\r\ntwo\u{202e}\0 three"),
        ];
        site.done("/settings/forms", Some(&site.ada), &fields);
        let page = visit(&site, "/f/quays", "en");
        assert!(!page.html.contains(['\u{202e}', '\0']) && page.html.contains("two three"), "{}", page.html);
        let twice = visit(&site, "/f/quays?lang=de&lang=fr", "en");
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.html.starts_with("<!doctype html>") && !twice.html.contains("deserialize"), "{}", twice.html);
    }
}
