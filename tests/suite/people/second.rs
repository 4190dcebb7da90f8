//! The second step of signing in: who is asked, that a code works once, that guessing ends, and that what is stored
//! opens nothing.

use super::*;
use crate::pages::{get, post};
use actix_web::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use smilecard::domain::second_factor::code_at;

/// The secret that a page spells out.
fn secret_on(page: &Page) -> Vec<u8> {
    let spelled = page.html.split("<code>").nth(1).unwrap().split("</code>").next().unwrap();
    totp_rs::Secret::try_from_base32(spelled.replace(' ', "")).unwrap().as_bytes().to_vec()
}

fn field(page: &Page, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    page.html
        .split(&start)
        .nth(1)
        .unwrap_or_else(|| panic!("no {name}: {}", page.html))
        .split('"')
        .next()
        .unwrap()
        .into()
}

fn codes_on(page: &Page) -> Vec<String> {
    page.html.split("<li><code>").skip(1).map(|part| part.split('<').next().unwrap().to_owned()).collect()
}

fn later(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

struct Enrolled {
    person: Person,
    secret: Vec<u8>,
    recovery: Vec<String>,
}

/// Signs in for the first time and sets an app up.
fn enrol(db: &TestDatabase, house: &House, person: &Person) -> Enrolled {
    let (page, waiting) = sign_in(db, house, person);
    assert_eq!(page.location, "/sign-in/second");
    let offer = get(&db.database, "/sign-in/second", Some(&waiting));
    let (secret, sealed) = (secret_on(&offer), field(&offer, "sealed"));
    let code = code_at(&secret, now()).unwrap();
    let done = post(&db.database, "/sign-in/second/app", Some(&waiting), &[("sealed", &sealed), ("code", &code)]);
    assert_eq!(done.status, StatusCode::OK, "{}", done.html);
    let recovery = codes_on(&done);
    assert_eq!(recovery.len(), 10);
    assert_eq!(
        get(&db.database, "/inbox", Some(&waiting)).status,
        StatusCode::SEE_OTHER,
        "the waiting session is over"
    );
    Enrolled { person: with_cookie(person, &done), secret, recovery }
}

#[test]
fn a_manager_sets_an_app_up_at_the_first_sign_in_and_gives_its_code_at_the_next() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let (page, waiting) = sign_in(&db, &house, &ruth);
        assert_eq!((page.status, page.location.as_str()), (StatusCode::SEE_OTHER, "/sign-in/second"), "{}", db.kind);
        for path in ["/", "/inbox", "/me", "/account", "/learnt"] {
            let refused = get(&db.database, path, Some(&waiting));
            assert!(refused.location.starts_with("/sign-in"), "{path}: {} {}", refused.status, refused.location);
        }
        let onward = get(&db.database, "/sign-in?next=/learnt", Some(&waiting));
        assert_eq!(onward.location, "/sign-in/second?next=/learnt");
        let looked = get(&db.database, "/sign-in/second", Some(&waiting));
        assert!(looked.html.contains("class=\"qr\"") && looked.html.contains("One more step, once."));
        assert_ne!(secret_on(&looked), secret_on(&get(&db.database, "/sign-in/second", Some(&waiting))));

        let enrolled = enrol(&db, &house, &ruth);
        assert_eq!(get(&db.database, "/inbox", Some(&enrolled.person)).status, StatusCode::OK);

        let (_, waiting) = sign_in(&db, &house, &ruth);
        let asked = get(&db.database, "/sign-in/second?next=/learnt", Some(&waiting));
        assert!(asked.html.contains("The six digits in your app") && !asked.html.contains("class=\"qr\""));
        // The code of setting up was used by that; the next one is 30 seconds ahead and taken already.
        let used = code_at(&enrolled.secret, now()).unwrap();
        let wrong = post(&db.database, "/sign-in/second", Some(&waiting), &[("code", &used)]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("each works once"));
        let fresh = code_at(&enrolled.secret, later(30)).unwrap();
        let done = post(&db.database, "/sign-in/second", Some(&waiting), &[("code", &fresh), ("next", "/learnt")]);
        assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, "/learnt"));
        let ruth_in = with_cookie(&ruth, &done);
        assert_ne!(ruth_in.session, waiting.session, "rotated");
        assert_eq!(get(&db.database, "/learnt", Some(&ruth_in)).status, StatusCode::OK);
        assert_eq!(get(&db.database, "/learnt", Some(&waiting)).status, StatusCode::SEE_OTHER);
        // And the same code opens nothing a second time.
        let (_, waiting) = sign_in(&db, &house, &ruth);
        let again = post(&db.database, "/sign-in/second", Some(&waiting), &[("code", &fresh)]);
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[test]
fn guessing_ends_after_five_codes_even_over_new_links_and_restarts() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let enrolled = enrol(&db, &house, &ruth);
        for guess in 0..5 {
            // Each time with a new link and, as every request here, a service that has just started.
            let (_, waiting) = sign_in(&db, &house, &ruth);
            let page = post(&db.database, "/sign-in/second", Some(&waiting), &[("code", &format!("{guess:06}"))]);
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let (_, waiting) = sign_in(&db, &house, &ruth);
        let right = code_at(&enrolled.secret, later(30)).unwrap();
        for code in [right.as_str(), enrolled.recovery[0].as_str()] {
            let page = post(&db.database, "/sign-in/second", Some(&waiting), &[("code", code)]);
            assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{}", db.kind);
            assert!(page.html.contains("Wait a quarter of an hour"));
        }
        assert_eq!(get(&db.database, "/inbox", Some(&waiting)).status, StatusCode::SEE_OTHER);
    }
}

#[test]
fn a_recovery_code_signs_in_once_and_new_ones_end_the_old() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let enrolled = enrol(&db, &house, &ruth);
        let try_code = |code: &str| {
            let (_, waiting) = sign_in(&db, &house, &ruth);
            post(&db.database, "/sign-in/second", Some(&waiting), &[("code", code)])
        };
        let typed = enrolled.recovery[0].to_lowercase().replace('-', " ");
        assert_eq!(try_code(&typed).status, StatusCode::SEE_OTHER, "{}", db.kind);
        let twice = try_code(&typed);
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.html.contains("it was used before"));
        let account = get(&db.database, "/account", Some(&enrolled.person));
        assert!(account.html.contains("9 recovery codes are left."), "{}", account.html);

        let proof = [("code", enrolled.recovery[1].as_str())];
        let renewed = post(&db.database, "/account/recovery-codes", Some(&enrolled.person), &proof);
        let fresh = codes_on(&renewed);
        assert_eq!(fresh.len(), 10);
        assert_eq!(try_code(&enrolled.recovery[2]).status, StatusCode::UNPROCESSABLE_ENTITY, "an old one");
        assert_eq!(try_code(&fresh[0]).status, StatusCode::SEE_OTHER);
    }
}

#[test]
fn taking_the_second_step_away_wants_a_code_and_ends_other_sessions() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let enrolled = enrol(&db, &house, &ruth);
        let wrong = post(&db.database, "/account/app/removal", Some(&enrolled.person), &[("code", "000000")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let proof = [("code", enrolled.recovery[0].as_str())];
        let done = post(&db.database, "/account/app/removal", Some(&enrolled.person), &proof);
        assert_eq!(done.location, "/account?done=removed");
        assert_eq!(get(&db.database, "/inbox", Some(&ruth)).status, StatusCode::SEE_OTHER, "the other session is over");
        assert_eq!(get(&db.database, "/inbox", Some(&enrolled.person)).status, StatusCode::OK);
        assert_eq!(sign_in(&db, &house, &ruth).0.location, "/sign-in/second", "required: a new one is set up");
    }
}

#[test]
fn a_secret_of_one_page_is_worth_nothing_in_another_session_and_lies_sealed_in_the_database() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let (_, mine) = sign_in(&db, &house, &ruth);
        let offer = get(&db.database, "/sign-in/second", Some(&mine));
        let (_, other) = sign_in(&db, &house, &ruth);
        let code = code_at(&secret_on(&offer), now()).unwrap();
        let sealed = field(&offer, "sealed");
        let stolen = post(&db.database, "/sign-in/second/app", Some(&other), &[("sealed", &sealed), ("code", &code)]);
        assert_eq!(stolen.status, StatusCode::CONFLICT, "{}", db.kind);

        let enrolled = enrol(&db, &house, &ruth);
        let key = (house.organisation, ruth.member);
        let row = db.database.read(|connection| second_factors::of_member(connection, key)).unwrap().unwrap();
        let part = &enrolled.secret[..8];
        assert!(!row.secret.windows(8).any(|bytes| bytes == part), "the secret lies open");
    }
}

#[test]
fn an_organisation_may_leave_it_to_people_or_switch_it_off() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let derrick = house.person(&db.database, "Derrick Hale", Role::Agent, &[], Some(house.derrick));
        assert_eq!(sign_in(&db, &house, &derrick).0.location, "/", "an agent's link is enough: {}", db.kind);
        policy(&db, &house, SecondFactor::Optional);
        let (page, ruth_in) = sign_in(&db, &house, &ruth);
        assert_eq!(page.location, "/");
        let offer = get(&db.database, "/account/app", Some(&ruth_in));
        let (secret, sealed) = (secret_on(&offer), field(&offer, "sealed"));
        let wrong = post(&db.database, "/account/app", Some(&ruth_in), &[("sealed", &sealed), ("code", "123")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(secret_on(&wrong), secret, "the app has it already");
        let code = code_at(&secret, now()).unwrap();
        let done = post(&db.database, "/account/app", Some(&ruth_in), &[("sealed", &sealed), ("code", &code)]);
        assert_eq!(codes_on(&done).len(), 10, "{}", done.html);
        let rotated = with_cookie(&ruth, &done);
        assert_eq!(get(&db.database, "/account/app", Some(&rotated)).status, StatusCode::NOT_FOUND, "there is one");
        assert_eq!(sign_in(&db, &house, &ruth).0.location, "/sign-in/second");
        policy(&db, &house, SecondFactor::Off);
        assert_eq!(sign_in(&db, &house, &ruth).0.location, "/");
        assert!(!get(&db.database, "/account", Some(&rotated)).html.contains("Second step"));
    }
}
