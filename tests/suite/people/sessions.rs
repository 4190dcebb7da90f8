//! Sessions: listed with what their owner recognises, ended one by one or all at once, and never somebody else's.

use super::*;
use crate::pages::{get, post};
use actix_web::http::StatusCode;
use smilecard::domain::ids::CardId;
use smilecard::services::members as services;
use smilecard::store::identity_reads;

const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1";

/// Signs in with an iPhone.
fn on_an_iphone(db: &TestDatabase, house: &House, person: &Person) -> Person {
    let request = TestRequest::post()
        .uri(&link(db, house, person))
        .insert_header(("user-agent", IPHONE))
        .peer_addr("203.0.113.77:4000".parse().unwrap())
        .set_form([("next", "/")]);
    with_cookie(person, &ask_with(&db.database, &Arc::default(), request, None))
}

fn handles(page: &Page) -> Vec<String> {
    page.html
        .split("name=\"session\" value=\"")
        .skip(1)
        .map(|part| part.split('"').next().unwrap().to_owned())
        .collect()
}

#[test]
fn somebody_sees_where_they_are_signed_in_and_signs_a_lost_phone_out() {
    for (db, house) in houses() {
        policy(&db, &house, SecondFactor::Off);
        let ruth = manager(&db, &house);
        let phone = on_an_iphone(&db, &house, &ruth);
        let page = get(&db.database, "/account", Some(&ruth));
        assert_eq!(page.status, StatusCode::OK);
        for said in ["Safari on an iPhone", "203.0.113.0/24", "This device", "Manager of Billing line"] {
            assert!(page.html.contains(said), "{said}: {}", page.html);
        }
        assert!(!page.html.contains("203.0.113.77"), "the network is enough");
        let handles = handles(&page);
        assert_eq!(handles.len(), 1, "only others can be ended here");

        let stranger = house.person(&db.database, "Olga Other", Role::Manager, &[house.shop], None);
        let theirs = post(&db.database, "/account/sessions/end", Some(&stranger), &[("session", &handles[0])]);
        assert_eq!(theirs.status, StatusCode::NOT_FOUND, "somebody else's session");
        assert_eq!(get(&db.database, "/inbox", Some(&phone)).status, StatusCode::OK);

        let done = post(&db.database, "/account/sessions/end", Some(&ruth), &[("session", &handles[0])]);
        assert_eq!(done.location, "/account?done=ended");
        assert_eq!(get(&db.database, "/inbox", Some(&phone)).status, StatusCode::SEE_OTHER, "{}", db.kind);
        assert_eq!(get(&db.database, "/inbox", Some(&ruth)).status, StatusCode::OK);

        let phones = [on_an_iphone(&db, &house, &ruth), on_an_iphone(&db, &house, &ruth)];
        post(&db.database, "/account/sessions/end-others", Some(&ruth), &[]);
        for phone in &phones {
            assert_eq!(get(&db.database, "/inbox", Some(phone)).status, StatusCode::SEE_OTHER);
        }
        assert_eq!(get(&db.database, "/account", Some(&ruth)).status, StatusCode::OK);
    }
}

#[test]
fn signing_in_again_ends_the_session_that_the_browser_had() {
    for (db, house) in houses() {
        policy(&db, &house, SecondFactor::Off);
        let ruth = manager(&db, &house);
        let request = TestRequest::post().uri(&link(&db, &house, &ruth)).set_form([("next", "/")]);
        let page = ask_with(&db.database, &Arc::default(), request, Some(&ruth));
        let again = with_cookie(&ruth, &page);
        assert_ne!(again.session, ruth.session);
        assert_eq!(get(&db.database, "/inbox", Some(&again)).status, StatusCode::OK);
        assert_eq!(get(&db.database, "/inbox", Some(&ruth)).status, StatusCode::SEE_OTHER, "{}", db.kind);
    }
}

#[test]
fn another_role_or_being_disabled_ends_every_session_and_link_at_once() {
    for (db, house) in houses() {
        policy(&db, &house, SecondFactor::Off);
        let ruth = manager(&db, &house);
        let ada = house.person(&db.database, "Ada Admin", Role::Admin, &[], None);
        let organisation = house.organisation;
        let waiting = link(&db, &house, &ruth);
        let member = ruth.member;
        db.database
            .write(move |connection| services::set_role(connection, organisation, member, (Role::Auditor, &[]), now()))
            .unwrap();
        assert_eq!(get(&db.database, "/inbox", Some(&ruth)).status, StatusCode::SEE_OTHER);
        assert_eq!(get(&db.database, &waiting, None).status, StatusCode::GONE, "a link that was on its way");
        let (_, ruth) = sign_in(&db, &house, &ruth);
        assert!(get(&db.database, "/account", Some(&ruth)).html.contains("Auditor: reads everything"));
        db.database.write(move |connection| services::disable(connection, organisation, member, now())).unwrap();
        assert_eq!(get(&db.database, "/inbox", Some(&ruth)).status, StatusCode::SEE_OTHER, "{}", db.kind);

        let last = ada.member;
        let refused = db.database.write(move |connection| services::disable(connection, organisation, last, now()));
        assert!(refused.unwrap_err().message().contains("is the last admin"));
        let refused = db
            .database
            .write(move |connection| services::set_role(connection, organisation, last, (Role::Auditor, &[]), now()));
        assert!(refused.unwrap_err().message().contains("is the last admin"));
        assert_eq!(get(&db.database, "/inbox", Some(&ada)).status, StatusCode::OK);
    }
}

#[test]
fn asking_for_links_has_a_budget_per_network_that_a_restart_does_not_renew() {
    for (db, house) in houses() {
        let _ruth = manager(&db, &house);
        let ask = |email: &str, peer: &str| {
            let request =
                TestRequest::post().uri("/sign-in").peer_addr(peer.parse().unwrap()).set_form([("email", email)]);
            // A new application each time: nothing is kept in memory.
            ask_with(&db.database, &Arc::default(), request, None)
        };
        for n in 0..60 {
            let page = ask(&format!("nobody{n}@house.example"), &format!("198.51.100.{n}:1"));
            assert_eq!(page.status, StatusCode::OK);
        }
        assert_eq!(ask("ruth.calder@house.example", "198.51.100.200:1").status, StatusCode::TOO_MANY_REQUESTS);
        let known = ask("ruth.calder@house.example", "203.0.113.1:1");
        let unknown = ask("nobody@house.example", "203.0.113.1:1");
        let blank = |page: &Page, email: &str| page.html.replace(email, "ADDRESS");
        assert_eq!(
            blank(&known, "ruth.calder@house.example"),
            blank(&unknown, "nobody@house.example"),
            "{}: the same answer",
            db.kind
        );
    }
}

#[test]
fn whoever_has_a_customers_identity_before_their_eyes_is_noted_once() {
    for (db, house) in houses() {
        use smilecard::domain::{Kind, Polarity};
        let ruth = manager(&db, &house);
        let card = house.card(Kind::Complaint, "Derrick never rang back.", house::ago(24));
        let card = house.leave(&db.database, card, &[(house.derrick, "Derrick", Polarity::Complaint)]);
        let mut nameless = house.card(Kind::Complaint, "Derrick again.", house::ago(23));
        (nameless.customer_name, nameless.customer_email, nameless.customer_phone) = (None, None, None);
        let nameless = house.leave(&db.database, nameless, &[(house.derrick, "Derrick", Polarity::Complaint)]);
        let noted = |card: CardId| {
            db.database
                .read(|connection| identity_reads::list(connection, house.organisation, Some(card), None, 10))
                .unwrap()
        };
        for _ in 0..3 {
            assert!(get(&db.database, &format!("/cards/{card}"), Some(&ruth)).html.contains("Janet Pruett"));
            get(&db.database, &format!("/cards/{nameless}"), Some(&ruth));
        }
        let lines = noted(card);
        assert_eq!(lines.len(), 1, "{}: one look", db.kind);
        assert_eq!((lines[0].member.as_str(), lines[0].place.as_str()), ("Ruth Calder", "card"));
        assert!(noted(nameless).is_empty(), "nobody's identity was shown");
        let olga = house.person(&db.database, "Olga Other", Role::Manager, &[house.shop], None);
        assert_eq!(get(&db.database, &format!("/cards/{card}"), Some(&olga)).status, StatusCode::NOT_FOUND);
        assert_eq!(noted(card).len(), 1, "whoever sees nothing is not noted");
    }
}

#[test]
fn a_session_ends_when_nobody_uses_it_and_at_last_even_if_somebody_does() {
    use jiff::SignedDuration;
    use smilecard::services::sessions::{Device, Lifetimes, begin};
    use smilecard::services::sign_in;
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let (key, hours, start) = ((house.organisation, ruth.member), SignedDuration::from_hours, now());
        let limits = Lifetimes { idle: hours(12), absolute: hours(30), ..Lifetimes::default() };
        let after = move |since: i64| start + hours(since);
        let opened = || db.database.write(move |c| begin(c, key, true, &Device::default(), limits, start)).unwrap();
        let opens = |session: &_, at| db.database.read(|c| sign_in::viewer(c, session, limits, at)).is_ok();
        let (left, used) = (opened(), opened());
        assert!(opens(&left, after(11)) && !opens(&left, after(12)), "{}: nobody used it", db.kind);
        for at in [11, 22, 29] {
            assert!(opens(&used, after(at)), "{}: used until {at}", db.kind);
            let session = used.clone();
            db.database.write(move |c| sign_in::touch(c, &session, after(at))).unwrap();
        }
        assert!(!opens(&used, after(30)), "{}: its time is over", db.kind);
    }
}
