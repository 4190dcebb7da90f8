//! Passkeys: as the second step and alone, made and used by an authenticator with real keys; and everything that an
//! answer must not be.

use super::*;
use crate::pages::{get, post};
use crate::support::authenticator::Authenticator;
use actix_web::http::StatusCode;
use jiff::SignedDuration;
use serde_json::Value;
use smilecard::domain::passkey::Place;
use smilecard::domain::token::SigningKey;
use smilecard::services::attempts;
use smilecard::services::members as services;
use smilecard::services::sessions::{self, Device};
use smilecard::services::{passkeys, second_factor};
use smilecard::store::passkeys as store;

const ORIGIN: &str = "http://cards.example";

/// A question of ours, with its token.
fn ask(db: &TestDatabase, path: &str, person: Option<&Person>) -> (String, Value) {
    let page = post(&db.database, path, person, &[]);
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.html);
    assert_eq!(page.cache, "no-store");
    let told: Value = serde_json::from_str(&page.html).unwrap();
    (told["token"].as_str().unwrap().to_owned(), told["options"].clone())
}

struct Enrolled {
    person: Person,
    device: Authenticator,
    /// What the authenticator calls its owner.
    owner: String,
    recovery: Vec<String>,
}

/// Signs in for the first time and makes a passkey.
fn enrol(db: &TestDatabase, house: &House, person: &Person) -> Enrolled {
    let (page, waiting) = sign_in(db, house, person);
    assert_eq!(page.location, "/sign-in/second");
    let offer = get(&db.database, "/sign-in/second", Some(&waiting));
    assert!(offer.html.contains("Make a passkey") && offer.html.contains("/static/js/passkeys.js"), "{}", offer.html);
    let device = Authenticator::new(ORIGIN);
    let (token, options) = ask(db, "/sign-in/second/passkeys/question", Some(&waiting));
    let owner = options["user"]["id"].as_str().unwrap().to_owned();
    let answer = device.create(&options);
    let fields = [("token", token.as_str()), ("answer", &answer), ("name", "My <ring>"), ("next", "/learnt")];
    let done = post(&db.database, "/sign-in/second/passkeys", Some(&waiting), &fields);
    assert_eq!(done.status, StatusCode::OK, "{}", done.html);
    let recovery: Vec<String> =
        done.html.split("<li><code>").skip(1).map(|part| part.split('<').next().unwrap().to_owned()).collect();
    assert_eq!(recovery.len(), 10);
    assert_eq!(get(&db.database, "/inbox", Some(&waiting)).status, StatusCode::SEE_OTHER, "that session is over");
    Enrolled { person: with_cookie(person, &done), device, owner, recovery }
}

fn alone(db: &TestDatabase, enrolled: &mut Enrolled) -> Page {
    let (token, options) = ask(db, "/sign-in/passkey/question", None);
    let answer = enrolled.device.get(&options, &enrolled.owner);
    post(&db.database, "/sign-in/passkey", None, &[("token", &token), ("answer", &answer), ("next", "/learnt")])
}

fn keys(db: &TestDatabase, house: &House, person: &Person) -> Vec<store::PasskeyRow> {
    let key = (house.organisation, person.member);
    db.database.read(move |connection| store::of_member(connection, key)).unwrap()
}

#[test]
fn a_passkey_is_made_at_the_first_sign_in_and_is_the_second_step_of_the_next() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let mut enrolled = enrol(&db, &house, &ruth);
        let account = get(&db.database, "/account", Some(&enrolled.person)).html;
        assert!(account.contains("My &lt;ring&gt;") && account.contains("not used yet"), "{}: {account}", db.kind);
        assert!(account.contains("10 recovery codes are left.") && account.contains("On one device only."));

        let (_, waiting) = sign_in(&db, &house, &ruth);
        let page = get(&db.database, "/sign-in/second?next=/learnt", Some(&waiting)).html;
        assert!(page.contains("Use a passkey") && page.contains("One of your recovery codes"), "{page}");
        let (token, options) = ask(&db, "/sign-in/second/passkey/question", Some(&waiting));
        assert_eq!(options["allowCredentials"].as_array().unwrap().len(), 1);
        assert_eq!(options["userVerification"], "required");
        let answer = enrolled.device.get(&options, &enrolled.owner);
        let fields = [("token", token.as_str()), ("answer", &answer), ("next", "/learnt")];
        let done = post(&db.database, "/sign-in/second/passkey", Some(&waiting), &fields);
        assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, "/learnt"), "{}", done.html);
        let ruth_in = with_cookie(&ruth, &done);
        assert_ne!(ruth_in.session, waiting.session, "rotated");
        assert_eq!(get(&db.database, "/learnt", Some(&ruth_in)).status, StatusCode::OK);
        assert!(get(&db.database, "/account", Some(&ruth_in)).html.contains("last used"));

        // A recovery code stands in for it, and the answer opens nothing a second time.
        let (_, waiting) = sign_in(&db, &house, &ruth);
        let again = post(&db.database, "/sign-in/second/passkey", Some(&waiting), &fields);
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.html.contains("That passkey was not right"));
        let code = [("code", enrolled.recovery[0].as_str())];
        assert_eq!(post(&db.database, "/sign-in/second", Some(&waiting), &code).status, StatusCode::SEE_OTHER);
    }
}

#[test]
fn a_passkey_signs_in_alone_and_an_answer_works_once() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let mut enrolled = enrol(&db, &house, &ruth);
        let before = keys(&db, &house, &ruth)[0].changing.clone();
        let (token, options) = ask(&db, "/sign-in/passkey/question", None);
        assert!(options.get("allowCredentials").is_none_or(|list| list == &serde_json::json!([])), "nobody is named");
        let answer = enrolled.device.get(&options, &enrolled.owner);
        let fields = [("token", token.as_str()), ("answer", &answer), ("next", "//evil.example")];
        let done = post(&db.database, "/sign-in/passkey", None, &fields);
        assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, "/"), "{}: {}", db.kind, done.html);
        assert_eq!(get(&db.database, "/inbox", Some(&with_cookie(&ruth, &done))).status, StatusCode::OK);
        assert_ne!(keys(&db, &house, &ruth)[0].changing, before, "the counter is kept");
        let twice = post(&db.database, "/sign-in/passkey", None, &fields);
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            twice.html.contains("doesn’t sign you in") || twice.html.contains("sign you in here"),
            "{}",
            twice.html
        );
        assert!(twice.headers.iter().all(|(name, _)| name != "set-cookie"));
    }
}

#[test]
fn an_answer_from_elsewhere_of_another_or_without_its_owner_signs_nobody_in() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let mut enrolled = enrol(&db, &house, &ruth);
        let refused = |page: &Page, what: &str| {
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}: {what}: {}", db.kind, page.location);
        };
        assert_eq!(alone(&db, &mut enrolled).status, StatusCode::SEE_OTHER);
        enrolled.device.origin = "http://cards.example.evil.example".to_owned();
        refused(&alone(&db, &mut enrolled), "another origin");
        enrolled.device.origin = ORIGIN.to_owned();
        enrolled.device.place = "evil.example".to_owned();
        refused(&alone(&db, &mut enrolled), "another place");
        enrolled.device.place = "cards.example".to_owned();
        enrolled.device.verifies = false;
        refused(&alone(&db, &mut enrolled), "nobody was there");
        enrolled.device.verifies = true;
        let at = enrolled.device.counter;
        enrolled.device.counter = 0;
        refused(&alone(&db, &mut enrolled), "a copy whose counter is behind");
        enrolled.device.counter = at;
        let owner = std::mem::replace(&mut enrolled.owner, "A".repeat(43));
        refused(&alone(&db, &mut enrolled), "somebody else's");
        enrolled.owner = owner;
        let mut other = Authenticator::new(ORIGIN);
        other.credential.clone_from(&enrolled.device.credential);
        let (token, options) = ask(&db, "/sign-in/passkey/question", None);
        let forged = other.get(&options, &enrolled.owner);
        refused(
            &post(&db.database, "/sign-in/passkey", None, &[("token", &token), ("answer", &forged)]),
            "a forged key",
        );
        for nonsense in ["", "{}", "null", "[1]"] {
            let (token, _) = ask(&db, "/sign-in/passkey/question", None);
            let fields = [("token", token.as_str()), ("answer", nonsense)];
            refused(&post(&db.database, "/sign-in/passkey", None, &fields), nonsense);
        }
        // A question of five minutes ago, and one that was asked for something else.
        let key = SigningKey::derive(crate::pages::KEY);
        let place = Place::of(ORIGIN).unwrap();
        let old = db
            .database
            .write(move |connection| {
                let then = now() - SignedDuration::from_mins(5);
                passkeys::ask_for_any(connection, (&key, &place), "203.0.113.0/24", then)
            })
            .unwrap()
            .unwrap();
        let answer = enrolled.device.get(&old.options, &enrolled.owner);
        let fields = [("token", old.token.reveal()), ("answer", answer.as_str())];
        refused(&post(&db.database, "/sign-in/passkey", None, &fields), "too old");
        let (_, waiting) = sign_in(&db, &house, &ruth);
        let (token, options) = ask(&db, "/sign-in/second/passkey/question", Some(&waiting));
        let answer = enrolled.device.get(&options, &enrolled.owner);
        let fields = [("token", token.as_str()), ("answer", answer.as_str())];
        refused(&post(&db.database, "/sign-in/passkey", None, &fields), "of another question");
        assert_eq!(alone(&db, &mut enrolled).status, StatusCode::SEE_OTHER, "and it still works");
    }
}

#[test]
fn a_link_alone_adds_nothing_to_what_somebody_has() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        enrol(&db, &house, &ruth);
        let (_, waiting) = sign_in(&db, &house, &ruth);
        let asked = post(&db.database, "/sign-in/second/passkeys/question", Some(&waiting), &[]);
        assert_eq!(asked.status, StatusCode::CONFLICT, "{}: {}", db.kind, asked.html);
        let member = (house.organisation, ruth.member);
        let key = SigningKey::derive(crate::pages::KEY);
        let session = waiting.session.clone();
        let app = db
            .database
            .write(move |connection| {
                let viewer = second_factor::waiting(connection, &session, Lifetimes::default(), now())?.viewer;
                let offer = second_factor::offer(&key, &session, &viewer, "Larkspur")?;
                let secret = totp_rs::Secret::try_from_base32(offer.spelled.replace(' ', "")).unwrap();
                let code = smilecard::domain::second_factor::code_at(secret.as_bytes(), now())?;
                let (given, device) = ((offer.sealed.as_str(), code.as_str()), Device::default());
                Ok(second_factor::set_up(
                    connection,
                    &key,
                    (&viewer, &session),
                    given,
                    &device,
                    Lifetimes::default(),
                    now(),
                )
                .is_ok())
            })
            .unwrap();
        assert!(!app, "no app is set up beside a passkey by somebody who has only the mail");
        assert!(db.database.read(move |c| second_factors::of_member(c, member)).unwrap().is_none());

        // Nor by whoever finds a browser in which its owner signed in a while ago.
        let then = now() - SignedDuration::from_mins(16);
        let stale = db
            .database
            .write(move |c| sessions::begin(c, member, true, &Device::default(), Lifetimes::default(), then))
            .unwrap();
        let stale = Person { member: ruth.member, session: stale };
        let asked = post(&db.database, "/account/passkeys/question", Some(&stale), &[]);
        assert_eq!(asked.status, StatusCode::CONFLICT);
        assert!(asked.html.contains("do it anew"), "{}", asked.html);
        let id = keys(&db, &house, &ruth)[0].id;
        let page = post(&db.database, &format!("/account/passkeys/{id}/removal"), Some(&stale), &[]);
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert!(page.html.contains("/sign-in?next=/account"), "{}", page.html);
    }
}

#[test]
fn passkeys_are_named_and_removed_by_their_owner_and_the_last_second_step_stays() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let mut enrolled = enrol(&db, &house, &ruth);
        let bill = house.person(&db.database, "Bill Bills", Role::Manager, &[], None);
        let id = keys(&db, &house, &ruth)[0].id;
        let (name, removal) = (format!("/account/passkeys/{id}/name"), format!("/account/passkeys/{id}/removal"));
        for path in [&name, &removal] {
            let theirs = post(&db.database, path, Some(&bill), &[("name", "Mine")]);
            assert_eq!(theirs.status, StatusCode::NOT_FOUND, "{}", db.kind);
        }
        let blank = post(&db.database, &name, Some(&enrolled.person), &[("name", " \n ")]);
        assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = post(&db.database, &name, Some(&enrolled.person), &[("name", "Ruth's\nkey")]);
        assert_eq!(done.location, "/account?done=passkey-named");
        assert_eq!(keys(&db, &house, &ruth)[0].name, "Ruth's key");

        let kept = post(&db.database, &removal, Some(&enrolled.person), &[]);
        assert_eq!(kept.status, StatusCode::CONFLICT);
        assert!(kept.html.contains("This is your only second step"), "{}", kept.html);
        assert_eq!(alone(&db, &mut enrolled).status, StatusCode::SEE_OTHER);

        // With a second one it may go; the same authenticator isn't taken twice.
        let person = enrolled.person.clone();
        let (token, options) = ask(&db, "/account/passkeys/question", Some(&person));
        assert_eq!(options["excludeCredentials"].as_array().unwrap().len(), 1);
        let same = enrolled.device.create(&options);
        let fields = [("token", token.as_str()), ("answer", same.as_str())];
        assert_eq!(post(&db.database, "/account/passkeys", Some(&person), &fields).status, StatusCode::CONFLICT);
        let (token, options) = ask(&db, "/account/passkeys/question", Some(&person));
        let mut phone = Authenticator::new(ORIGIN);
        phone.copied = true;
        let made = phone.create(&options);
        let fields = [("token", token.as_str()), ("answer", made.as_str())];
        let done = post(&db.database, "/account/passkeys", Some(&person), &fields);
        assert_eq!(done.location, "/account?done=passkey", "{}", done.html);
        let person = with_cookie(&ruth, &done);
        assert!(get(&db.database, "/account", Some(&person)).html.contains("Your other devices may have it, too."));
        let done = post(&db.database, &removal, Some(&person), &[]);
        assert_eq!(done.location, "/account?done=passkey-removed", "{}", done.html);
        assert_eq!(alone(&db, &mut enrolled).status, StatusCode::UNPROCESSABLE_ENTITY, "it is removed");
        assert_eq!(get(&db.database, "/account", Some(&person)).status, StatusCode::OK);

        // Where nobody must have one, the last may go, and the recovery codes with it.
        policy(&db, &house, SecondFactor::Optional);
        let last = keys(&db, &house, &ruth)[0].id;
        let done = post(&db.database, &format!("/account/passkeys/{last}/removal"), Some(&person), &[]);
        assert_eq!(done.location, "/account?done=passkey-removed");
        let member = (house.organisation, ruth.member);
        assert_eq!(db.database.read(move |c| second_factors::recovery_codes_left(c, member)).unwrap(), 0);
        assert_eq!(sign_in(&db, &house, &ruth).0.location, "/");
    }
}

#[test]
fn an_answer_for_a_new_one_must_be_right_too() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let try_with = |change: &dyn Fn(&mut Authenticator)| {
            let mut device = Authenticator::new(ORIGIN);
            change(&mut device);
            let (token, options) = ask(&db, "/account/passkeys/question", Some(&ruth));
            let answer = device.create(&options);
            post(&db.database, "/account/passkeys", Some(&ruth), &[("token", &token), ("answer", &answer)])
        };
        for (what, change) in [
            ("origin", &(|device: &mut Authenticator| device.origin = "http://evil.example".into()) as &dyn Fn(&mut _)),
            ("place", &|device: &mut Authenticator| device.place = "evil.example".into()),
            ("owner", &|device: &mut Authenticator| device.verifies = false),
        ] {
            let page = try_with(change);
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}: {what}", db.kind);
        }
        assert!(keys(&db, &house, &ruth).is_empty());
        // Another session's question.
        let device = Authenticator::new(ORIGIN);
        let bill = house.person(&db.database, "Bill Bills", Role::Manager, &[], None);
        let (token, options) = ask(&db, "/account/passkeys/question", Some(&bill));
        let answer = device.create(&options);
        let fields = [("token", token.as_str()), ("answer", answer.as_str())];
        let page = post(&db.database, "/account/passkeys", Some(&ruth), &fields);
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(keys(&db, &house, &ruth).is_empty());
        let page = try_with(&|_| {});
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        assert_eq!(keys(&db, &house, &ruth)[0].name, "A browser", "named after the device");
    }
}

#[test]
fn disabling_a_member_or_resetting_their_second_step_ends_their_passkeys() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let mut enrolled = enrol(&db, &house, &ruth);
        let (organisation, member) = (house.organisation, ruth.member);
        db.database.write(move |c| services::disable(c, organisation, member, now())).unwrap();
        assert_eq!(alone(&db, &mut enrolled).status, StatusCode::UNPROCESSABLE_ENTITY, "{}", db.kind);
        db.database.write(move |c| services::enable(c, organisation, member)).unwrap();
        assert_eq!(alone(&db, &mut enrolled).status, StatusCode::SEE_OTHER);
        let there = db.database.write(move |c| second_factor::reset(c, (organisation, member), now())).unwrap();
        assert!(there && keys(&db, &house, &ruth).is_empty());
        assert_eq!(alone(&db, &mut enrolled).status, StatusCode::UNPROCESSABLE_ENTITY);
        let code = [("code", enrolled.recovery[0].as_str())];
        let (_, waiting) = sign_in(&db, &house, &ruth);
        assert_eq!(post(&db.database, "/sign-in/second", Some(&waiting), &code).status, StatusCode::NOT_FOUND);
    }
}

#[test]
fn one_network_asks_only_so_often() {
    for (db, _) in houses() {
        let network = "0.0.0.0/24";
        let key = SigningKey::derive(crate::pages::KEY);
        db.database
            .write(move |connection| {
                for _ in 1..attempts::PASSKEYS_OF_NETWORK.most {
                    attempts::spend(connection, &key, attempts::PASSKEYS_OF_NETWORK, network.as_bytes(), now())?;
                }
                Ok(())
            })
            .unwrap();
        assert_eq!(post(&db.database, "/sign-in/passkey/question", None, &[]).status, StatusCode::OK, "{}", db.kind);
        let page = post(&db.database, "/sign-in/passkey/question", None, &[]);
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(page.html.contains("Wait a quarter of an hour"));
    }
}
