//! Signing in by an organisation's provider: who comes in, as what, and who doesn't. What a provider's token must be is
//! tested beside `src/oidc/claims.rs`, the way there and back in the browser.

use super::*;
use crate::pages::{get, post};
use actix_web::http::StatusCode;
use smilecard::services::members as services;
use smilecard::services::provider_sign_in::{self as service, GroupRule, Outcome, Refusal, Vouched};
use smilecard::services::second_factor;
use smilecard::services::sessions::Device;
use smilecard::store::{members, roster, subscriptions};

const ISSUER: &str = "https://id.house.example";

fn vouched(subject: &str, email: Option<&str>) -> Vouched {
    Vouched {
        organisation: "larkspur".to_owned(),
        issuer: ISSUER.to_owned(),
        subject: subject.to_owned(),
        email: email.map(str::to_owned),
        name: Some("Nora\nBly".to_owned()),
        groups: Vec::new(),
        rules: Vec::new(),
        create: false,
        second_step: false,
    }
}

fn rule(group: &str, role: Role, team: Option<&str>) -> GroupRule {
    GroupRule { group: group.to_owned(), role, team: team.map(str::to_owned) }
}

/// Each answer with a state of its own.
fn come(db: &TestDatabase, vouched: &Vouched) -> Outcome {
    let state = Token::random().unwrap().reveal().to_owned();
    come_with(db, vouched, &state)
}

fn come_with(db: &TestDatabase, vouched: &Vouched, state: &str) -> Outcome {
    let (vouched, state) = (vouched.clone(), state.to_owned());
    db.database
        .write(move |connection| {
            service::sign_in(connection, &vouched, (&state, None), &Device::default(), Lifetimes::default(), now())
        })
        .unwrap()
}

fn refusal(outcome: Outcome) -> Refusal {
    match outcome {
        Outcome::Refused(refusal) => refusal,
        Outcome::In(_) => panic!("somebody came in"),
    }
}

fn session(outcome: Outcome, person: &Person) -> (Person, bool) {
    match outcome {
        Outcome::In(begun) => (Person { member: person.member, session: begun.session }, begun.complete),
        Outcome::Refused(refusal) => panic!("{refusal:?}"),
    }
}

const RUTH: &str = "Ruth.Calder@House.example";

#[test]
fn a_member_comes_in_by_a_verified_address_and_then_by_what_the_provider_calls_them() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        policy(&db, &house, SecondFactor::Optional);
        assert_eq!(refusal(come(&db, &vouched("u-1", None))), Refusal::Unverified, "{}", db.kind);
        assert_eq!(refusal(come(&db, &vouched("u-1", Some("nobody@house.example")))), Refusal::Unknown);
        let (ruth_in, complete) = session(come(&db, &vouched("u-1", Some(RUTH))), &ruth);
        assert!(complete);
        assert_eq!(get(&db.database, "/inbox", Some(&ruth_in)).status, StatusCode::OK);
        // Now known by name: without an address, and with another one.
        session(come(&db, &vouched("u-1", None)), &ruth);
        session(come(&db, &vouched("u-1", Some("ruth@married.example"))), &ruth);
        // The address may pass to somebody else; they are not Ruth.
        assert_eq!(refusal(come(&db, &vouched("u-2", Some(RUTH)))), Refusal::Other);
        let (organisation, member) = (house.organisation, ruth.member);
        db.database.write(move |c| second_factor::reset(c, (organisation, member), now())).unwrap();
        session(come(&db, &vouched("u-2", Some(RUTH))), &ruth);
        db.database.write(move |c| services::disable(c, organisation, member, now())).unwrap();
        assert_eq!(refusal(come(&db, &vouched("u-2", None))), Refusal::Disabled);
    }
}

#[test]
fn an_answer_is_taken_once() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        session(come_with(&db, &vouched("u-1", Some(RUTH)), "state"), &ruth);
        assert_eq!(refusal(come_with(&db, &vouched("u-1", Some(RUTH)), "state")), Refusal::Taken, "{}", db.kind);
        // One that let nobody in is used up, too.
        assert_eq!(refusal(come_with(&db, &vouched("u-9", None), "other")), Refusal::Unverified);
        assert_eq!(refusal(come_with(&db, &vouched("u-1", Some(RUTH)), "other")), Refusal::Taken);
    }
}

#[test]
fn the_second_step_is_asked_for_unless_the_provider_has_done_so() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let (waiting, complete) = session(come(&db, &vouched("u-1", Some(RUTH))), &ruth);
        assert!(!complete, "{}", db.kind);
        assert_eq!(get(&db.database, "/inbox", Some(&waiting)).status, StatusCode::SEE_OTHER);
        let page = get(&db.database, "/sign-in/second", Some(&waiting));
        assert!(page.html.contains("One more step, once."));
        let enough = Vouched { second_step: true, ..vouched("u-1", None) };
        let (ruth_in, complete) = session(come(&db, &enough), &ruth);
        assert!(complete);
        assert_eq!(get(&db.database, "/inbox", Some(&ruth_in)).status, StatusCode::OK);
    }
}

#[test]
fn groups_give_a_role_and_teams_keep_others_out_and_make_members() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        house.person(&db.database, "Ada Admin", Role::Admin, &[], None);
        policy(&db, &house, SecondFactor::Off);
        let rules = vec![
            rule("admins", Role::Admin, None),
            rule("billing", Role::Manager, Some("Billing line")),
            rule("shop", Role::Manager, Some("Mill Street shop")),
            rule("lost", Role::Manager, Some("No such team")),
            rule("audit", Role::Auditor, None),
        ];
        let teams = {
            let organisation = house.organisation;
            db.database.read(move |c| roster::teams_of(c, organisation)).unwrap()
        };
        let names: Vec<&str> = teams.iter().map(|team| team.name.as_str()).collect();
        let rules: Vec<GroupRule> = rules
            .into_iter()
            .map(|one| match one.group.as_str() {
                "billing" => GroupRule { team: Some(names[0].to_owned()), ..one },
                "shop" => GroupRule { team: Some(names[1].to_owned()), ..one },
                _ => one,
            })
            .collect();
        let of = |subject: &str, email: &str, groups: &[&str]| Vouched {
            groups: groups.iter().map(|group| (*group).to_owned()).collect(),
            rules: rules.clone(),
            create: true,
            ..vouched(subject, Some(email))
        };
        let organisation = house.organisation;
        let role = |email: &str| {
            let email = email.to_lowercase();
            let row = db.database.read(move |c| members::by_email(c, organisation, &email)).unwrap();
            row.map(|row| row.role)
        };
        let led = |member| db.database.read(move |c| roster::teams_led_by(c, organisation, member)).unwrap().len();

        assert_eq!(refusal(come(&db, &of("u-1", RUTH, &[]))), Refusal::NoGroup, "{}", db.kind);
        assert_eq!(refusal(come(&db, &of("u-1", RUTH, &["elsewhere"]))), Refusal::NoGroup);
        assert_eq!(refusal(come(&db, &of("u-1", RUTH, &["lost"]))), Refusal::Unfit);
        let (first, _) = session(come(&db, &of("u-1", RUTH, &["shop", "billing", "elsewhere"])), &ruth);
        assert_eq!((role(RUTH), led(ruth.member)), (Some(Role::Manager), 2));
        let (second, _) = session(come(&db, &of("u-1", RUTH, &["shop", "billing"])), &ruth);
        assert_eq!(get(&db.database, "/inbox", Some(&first)).status, StatusCode::OK, "nothing changed, nothing ended");
        session(come(&db, &of("u-1", RUTH, &["audit"])), &ruth);
        assert_eq!((role(RUTH), led(ruth.member)), (Some(Role::Auditor), 0));
        assert_eq!(
            get(&db.database, "/inbox", Some(&second)).status,
            StatusCode::SEE_OTHER,
            "another role ends sessions"
        );

        // Somebody new, in a group and out of it; what can't be made isn't made by half.
        assert_eq!(refusal(come(&db, &of("u-5", "nora@house.example", &[]))), Refusal::NoGroup);
        assert_eq!(refusal(come(&db, &of("u-5", "nora@house.example", &["lost"]))), Refusal::Unfit);
        let closed = Vouched { create: false, ..of("u-5", "nora@house.example", &["billing"]) };
        assert_eq!(refusal(come(&db, &closed)), Refusal::Unknown);
        assert_eq!(role("nora@house.example"), None);
        session(come(&db, &of("u-5", "nora@house.example", &["billing"])), &ruth);
        assert_eq!(role("nora@house.example"), Some(Role::Manager));
        let row = db.database.read(move |c| members::by_email(c, organisation, "nora@house.example")).unwrap().unwrap();
        assert_eq!((row.name.as_str(), led(row.id)), ("Nora Bly", 1));
        let letters = db.database.read(move |c| subscriptions::of_organisation(c, organisation)).unwrap();
        assert!(letters.iter().any(|letter| letter.member_id == Some(row.id)), "the weekly letter comes");

        // The last admin stays one.
        let ada = "ada.admin@house.example";
        assert_eq!(refusal(come(&db, &of("u-7", ada, &["audit"]))), Refusal::Unfit);
        assert_eq!(role(ada), Some(Role::Admin));
    }
}

#[test]
fn an_address_of_a_provider_that_isnt_there_is_nothing() {
    for (db, _) in houses() {
        for path in ["/sign-in/with/larkspur", "/sign-in/with/larkspur/callback?code=x&state=y"] {
            assert_eq!(get(&db.database, path, None).status, StatusCode::NOT_FOUND, "{}", db.kind);
            assert_ne!(post(&db.database, path, None, &[]).status, StatusCode::OK);
        }
    }
}
