//! The inbox as its reader works in it: looking for words and names, narrowing, going on, and pressing once for many.

use crate::learning::{Site, act, sites};
use crate::support::house::{Person, ago};
use actix_web::http::StatusCode;
use diesel::connection::SimpleConnection;
use smilecard::domain::ids::CardId;
use smilecard::domain::{Kind, Outcome, Polarity, Status};
use smilecard::services::search;
use smilecard::store::cards::{self, CardRow};
use smilecard::store::{AnyConnection, retention, search as search_index};

fn row(s: &Site, card: CardId) -> CardRow {
    s.db.database.read(|connection| cards::by_id(connection, s.house.organisation, card)).unwrap()
}

/// Puts everything that waits into the index, as the worker does.
fn index(s: &Site) {
    while s.db.database.write(search::index_waiting).unwrap() > 0 {}
}

/// Leaves a card about Derrick, to be found.
fn leave(s: &Site, kind: Kind, words: &str, hours: i64) -> CardId {
    let polarity = if kind == Kind::Praise { Polarity::Praise } else { Polarity::Complaint };
    let card = s.house.leave(&s.db.database, s.house.card(kind, words, ago(hours)), &[(s.house.derrick, "", polarity)]);
    let organisation = s.house.organisation;
    s.db.database.write(move |connection| search_index::mark(connection, organisation, card)).unwrap();
    card
}

/// Leaves cards with a rare word: about one of another team than Ruth's, about nobody, and one that asks whether it is her team.
fn others_of(s: &Site) -> [CardId; 3] {
    let card = |text: &str| s.house.card(Kind::Praise, text, ago(98));
    let (database, maria) = (&s.db.database, s.house.maria);
    let theirs = s.house.leave(database, card("As rare as can be."), &[(maria, "", Polarity::Praise)]);
    let nobodys = s.house.leave(database, card("A rare one."), &[]);
    let asks = s.house.leave_question(database, card("Mary is a rare find."), "Mary", &[maria]);
    let organisation = s.house.organisation;
    let mark = move |connection: &mut AnyConnection| {
        [theirs, nobodys, asks].iter().try_for_each(|card| search_index::mark(connection, organisation, *card))
    };
    database.write(mark).unwrap();
    [theirs, nobodys, asks]
}

/// Puts more cards into the index than PostgreSQL looks through before it asks it; SQLite always asks its own.
fn fill(s: &Site) {
    let sql = "INSERT INTO card_words (seq, words, whom) SELECT n + 1000, 'filler'::tsvector, '{}' FROM generate_series(1, 9000) n; \
               SELECT setval(pg_get_serial_sequence('card_search', 'seq'), 11000)";
    let fill = move |connection: &mut AnyConnection| match connection {
        AnyConnection::Sqlite(_) => Ok(()),
        AnyConnection::Postgres(inner) => Ok(inner.batch_execute(sql)?),
    };
    s.db.database.write(fill).unwrap();
}

/// Which of these cards a list shows to Ruth, who leads Derrick's team.
fn shown(s: &Site, query: &str, of: &[CardId]) -> Vec<usize> {
    shown_to(s, &s.ruth, query, of)
}

/// Which of these cards a list shows to somebody.
fn shown_to(s: &Site, reader: &Person, query: &str, of: &[CardId]) -> Vec<usize> {
    let page = s.get(&format!("/inbox?{query}"), reader);
    assert_eq!(page.status, StatusCode::OK, "{query}");
    let list = page.html.split("<ol class=\"rows\">").nth(1).unwrap().split("</ol>").next().unwrap().to_owned();
    (0..of.len()).filter(|place| list.contains(&format!("/cards/{}", of[*place]))).collect()
}

#[test]
fn words_and_names_are_found_without_case_and_accents_on_either_database() {
    for s in sites() {
        let cards = [
            leave(&s, Kind::Complaint, "The router broke again, and the CAFÉ was shut.", 30),
            leave(&s, Kind::Praise, "Спасибо за помощь, 田中さん.", 20),
            leave(&s, Kind::Complaint, "Nobody rang about my routers.", 10),
        ];
        index(&s);
        let kind = s.db.kind;
        assert_eq!(shown(&s, "q=router", &cards), [0, 2], "{kind}: the beginning of a word is enough");
        assert_eq!(shown(&s, "q=CAFE+rout", &cards), [0], "{kind}: all of the words");
        assert_eq!(shown(&s, "q=outer", &cards), [0; 0], "{kind}: not the middle of one");
        assert_eq!(shown(&s, "q=%D0%BF%D0%BE%D0%BC%D0%BE", &cards), [1], "{kind}: any script");
        assert_eq!(shown(&s, "q=%E7%94%B0", &cards), [1], "{kind}");
        assert_eq!(shown(&s, "q=hale", &cards), [0, 1, 2], "{kind}: the name of whom it mentions");
        assert_eq!(shown(&s, "q=PRUETT&show=complaints", &cards), [0, 2], "{kind}: the customer's name, in one list");
        for odd in ["q=%22", "q=*", "q=AND", "q=%27%3A*", "q=%5C", "q=%00", "q=NEAR%28a%2Cb%29"] {
            assert_eq!(s.get(&format!("/inbox?{odd}"), &s.ruth).status, StatusCode::OK, "{kind}: {odd}");
        }
        let none = s.get("/inbox?q=roaming", &s.ruth).html;
        assert!(none.contains("No card says “roaming”. Try part of a word, or a person’s name."), "{none}");
        assert!(s.get("/inbox?q=router", &s.ruth).html.contains("Cards with “router”."));

        assert_eq!(shown(&s, "q=router", &[cards[0]]), [0]);
        assert!(!s.get("/inbox?q=router", &s.olga).html.contains(&cards[0].to_string()), "{kind}: another team's");
        assert!(!s.get("/inbox?q=router", &s.stranger).html.contains(&cards[0].to_string()), "{kind}: another house's");
    }
}

#[test]
fn rare_words_and_common_ones_are_found_behind_thousands_of_newer_cards() {
    for s in sites() {
        let kind = s.db.kind;
        let old = [leave(&s, Kind::Complaint, "A common complaint.", 99), leave(&s, Kind::Praise, "A rare word.", 98)];
        let others = others_of(&s);
        let mut common: Vec<CardId> = (0..10).map(|_| leave(&s, Kind::Praise, "Common praise.", 97)).collect();
        index(&s);
        fill(&s);
        // The first 64 fill one look; of the next look's thousands so many hold the word that it goes on in order.
        common.extend((0..140).map(|_| leave(&s, Kind::Praise, "Common praise.", 95)));
        index(&s);
        assert_eq!(shown(&s, "q=rare", &old), [1], "{kind}: from the index");
        assert_eq!(shown(&s, "q=common&show=complaints", &old), [0], "{kind}: past as many of another kind");
        let all = [old[1], others[0], others[1], others[2]];
        let (derrick, shop) = (s.house.derrick, s.house.shop);
        for (reader, query, found) in [
            (&s.ruth, "q=rare&show=all".to_owned(), &[0, 2, 3][..]),
            (&s.olga, "q=rare&show=all".to_owned(), &[1, 2, 3]),
            (&s.admin, "q=rare&show=all".to_owned(), &[0, 1, 2, 3]),
            (&s.admin, format!("q=rare&show=all&agent={derrick}"), &[0]),
            (&s.admin, format!("q=rare&show=all&team={shop}"), &[1]),
            (&s.olga, format!("q=rare&show=all&agent={derrick}"), &[]),
        ] {
            assert_eq!(shown_to(&s, reader, &query, &all), found, "{kind}: {query}");
        }
        assert_eq!(shown(&s, "q=common+rare", &old), [0; 0], "{kind}");
        let (mut path, mut seen) = ("/inbox?q=common&show=praise".to_owned(), Vec::<CardId>::new());
        loop {
            let html = s.get(&path, &s.ruth).html;
            seen.extend(common.iter().copied().filter(|card| html.contains(&format!("href=\"/cards/{card}?"))));
            let Some(at) = html.find("rel=\"next\" href=\"") else { break };
            path = html[at + 17..].split('"').next().unwrap().replace("&amp;", "&");
        }
        seen.sort_unstable();
        common.sort_unstable();
        assert_eq!(seen, common, "{kind}: each once, on one page after the other");
    }
}

#[test]
fn a_tag_that_moves_moves_what_finds_the_card_and_what_is_forgotten_is_not_found() {
    for s in sites() {
        let card = leave(&s, Kind::Praise, "So patient with me.", 30);
        index(&s);
        assert_eq!(shown(&s, "q=derrick", &[card]), [0], "{}", s.db.kind);
        let (from, to) = (s.house.derrick, s.house.maria.to_string());
        s.post(&format!("/cards/{card}/mentions/{from}/move"), &s.admin, &[("agent", &to)]);
        index(&s);
        let found = |q: &str| s.get(&format!("/inbox?q={q}"), &s.admin).html.contains(&format!("/cards/{card}"));
        assert!(found("ortiz") && !found("derrick"), "{}", s.db.kind);
        let organisation = s.house.organisation;
        s.db.database.write(move |c| retention::forget_contact(c, organisation, &[card])).unwrap();
        index(&s);
        assert!(!found("pruett") && found("patient"), "{}: the customer's name is gone from the index", s.db.kind);
        s.db.database.write(move |c| retention::delete_cards(c, organisation, &[card])).unwrap();
        assert!(!found("patient"), "{}", s.db.kind);
    }
}

#[test]
fn a_list_is_narrowed_by_its_address_and_goes_on_where_it_ended() {
    for s in sites() {
        let cards = [
            leave(&s, Kind::Complaint, "First.", 24 * 9),
            leave(&s, Kind::Complaint, "Second.", 30),
            leave(&s, Kind::Praise, "Third.", 20),
            leave(&s, Kind::Complaint, "Fourth.", 10),
        ];
        let first = s.get("/inbox", &s.ruth).html;
        for blank in ["<option value=\"\">Any</option>", "<option value=\"\">Anybody</option>"] {
            assert!(first.contains(blank), "who only searches narrows nothing else: {blank}");
        }
        s.done(&format!("/cards/{}/owner", cards[1]), &s.ruth, &[]);
        s.done(&format!("/cards/{}/closure", cards[3]), &s.ruth, &[("note", "Done.")]);
        let kind = s.db.kind;
        let derrick = format!("agent={}", s.house.derrick);
        for (query, expected) in [
            ("owner=me&show=needs", vec![1]),
            ("owner=me", vec![1, 3]),
            ("owner=nobody", vec![0]),
            ("kind=praise", vec![2]),
            ("status=new&show=all", vec![0]),
            ("status=open", vec![1]),
            ("status=put_right", vec![3]),
            ("overdue=yes", vec![0]),
            ("since=2026-11-16", vec![1, 2, 3]),
            ("until=2026-11-15&show=complaints", vec![0]),
            (derrick.as_str(), vec![0, 1, 2, 3]),
            (&format!("team={}", s.house.billing), vec![0, 1, 2, 3]),
            (&format!("team={}", s.house.shop), vec![]),
            ("status=nonsense&owner=nobody&team=x", vec![0]),
        ] {
            assert_eq!(shown(&s, query, &cards), expected, "{kind}: {query}");
        }
        let page = s.get("/inbox?kind=complaint&overdue=yes", &s.ruth).html;
        assert!(page.contains("narrowed twice") && page.contains("Answer overdue"), "{kind}");
        assert!(
            page.contains("/inbox?show=praise&amp;kind=complaint&amp;overdue=yes"),
            "tabs keep what narrows: {page}"
        );
        let card = s.get(&format!("/cards/{}?owner=me", cards[1]), &s.ruth).html;
        assert!(card.contains("href=\"/inbox?owner=me\""), "a card leads back to the list it was opened from");

        let many: Vec<CardId> = (0..30).map(|place| leave(&s, Kind::Praise, &format!("Bulk {place}."), 5)).collect();
        index(&s);
        for query in ["kind=praise", "q=bulk"] {
            let (mut path, mut seen) = (format!("/inbox?{query}"), Vec::<CardId>::new());
            loop {
                let html = s.get(&path, &s.ruth).html;
                seen.extend(many.iter().copied().filter(|card| html.contains(&format!("href=\"/cards/{card}?"))));
                let Some(at) = html.find("rel=\"next\" href=\"") else { break };
                path = html[at + 17..].split('"').next().unwrap().replace("&amp;", "&");
            }
            assert_eq!(seen.len(), 30, "{kind}: {query}: each once");
        }
    }
}

#[test]
fn one_press_changes_the_chosen_cards_and_one_undo_takes_it_all_back() {
    for s in sites() {
        let cards = [leave(&s, Kind::Complaint, "One.", 30), leave(&s, Kind::Complaint, "Two.", 20)];
        let praise = leave(&s, Kind::Praise, "Three.", 10);
        let ids: Vec<String> = cards.iter().chain([&praise]).map(ToString::to_string).collect();
        let press = |fields: &[(&'static str, &str)], of: &[String]| {
            let all = fields.iter().copied().chain(of.iter().map(|id| ("card", id.as_str())));
            s.post("/inbox/changes?list=show%3Dcomplaints", &s.ruth, &all.collect::<Vec<_>>())
        };
        let page = s.get("/inbox?show=complaints", &s.ruth).html;
        assert!(page.contains(&format!("name=\"card\" value=\"{}\"", cards[0])) && page.contains("id=\"bulk\""));
        assert!(!s.get("/inbox?show=complaints", &s.auditor).html.contains("id=\"bulk\""), "who only reads");

        for (fields, of, said) in [
            (vec![("do", "take")], &ids[..0], "Choose at least one card first."),
            (vec![("do", "put_right"), ("note", " ")], &ids[..], "Write what was done about them."),
            (vec![("do", "dance")], &ids[..], "Choose what to do with the cards."),
        ] {
            let page = press(&fields, of);
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", s.db.kind);
            assert!(page.html.contains(said), "{said}");
        }
        let done = press(&[("do", "put_right"), ("note", "Refunded them all.")], &ids);
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        assert!(done.location.starts_with("/inbox?show=complaints&done=many-right&act="), "{}", done.location);
        for card in cards {
            assert_eq!((row(&s, card).status, row(&s, card).outcome), (Status::Closed, Some(Outcome::PutRight)));
        }
        assert_eq!(row(&s, praise).outcome, None, "a press that means nothing to praise leaves it");
        let told = s.get(&done.location, &s.ruth).html;
        assert!(told.contains("2 cards marked as put right. 1 card left as it is."), "{told}");
        let undo = format!("/changes/{}/undo?list=show%3Dcomplaints", act(&done.location).split('&').next().unwrap());
        assert!(told.contains(&format!("action=\"{undo}\"")), "{told}");
        assert_eq!(s.done(&undo, &s.ruth, &[]), "/inbox?show=complaints&done=step-back");
        for card in cards {
            assert_eq!((row(&s, card).status, row(&s, card).outcome), (Status::New, None), "{}", s.db.kind);
        }
        let given = press(&[("do", "give"), ("member", &s.admin.member.to_string())], &ids[..2]);
        assert_eq!((given.status, row(&s, cards[1]).owner_id), (StatusCode::SEE_OTHER, Some(s.admin.member)));
        for person in [&s.olga, &s.auditor, &s.derrick] {
            let all: Vec<(&str, &str)> = vec![("do", "take"), ("card", ids[0].as_str())];
            let page = s.post("/inbox/changes", person, &all);
            assert!(page.status.is_client_error(), "{}", page.status);
        }
        assert_eq!(row(&s, cards[0]).owner_id, Some(s.admin.member));
    }
}

#[test]
fn the_counts_are_there_for_a_page_that_stays_open() {
    for s in sites() {
        leave(&s, Kind::Complaint, "One.", 30);
        s.ask("Derek was kind.", "Derek", 5);
        let page = s.get("/inbox/counts", &s.ruth);
        assert_eq!(page.html, "{\"needs\":2,\"who\":1}", "{}", s.db.kind);
        assert_eq!(page.cache, "no-store");
        assert_eq!(s.get("/inbox/counts", &s.derrick).status, StatusCode::NOT_FOUND);
    }
}
