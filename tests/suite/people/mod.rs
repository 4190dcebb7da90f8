//! Who may sign in, how, and what each role may do and see.

mod commands;
mod forms;
mod matrix;
mod passkeys;
mod permissions;
mod provider;
mod second;
mod sessions;
mod settings;

use crate::pages::{Page, ask_with};
use crate::support::TestDatabase;
use crate::support::house::{self, House, Person, now};
use actix_web::test::TestRequest;
use smilecard::domain::token::Token;
use smilecard::domain::{Role, SecondFactor};
use smilecard::services::sign_in::{self, Lifetimes};
use smilecard::store::{members, second_factors};
use std::sync::Arc;

/// An organisation in each database that is there.
fn houses() -> Vec<(TestDatabase, House)> {
    crate::support::databases()
        .into_iter()
        .map(|db| {
            let house = house::found(&db.database, "larkspur");
            (db, house)
        })
        .collect()
}

fn policy(db: &TestDatabase, house: &House, policy: SecondFactor) {
    let organisation = house.organisation;
    db.database.write(move |connection| second_factors::set_policy(connection, organisation, policy)).unwrap();
}

/// The path of a fresh link for somebody.
fn link(db: &TestDatabase, house: &House, person: &Person) -> String {
    let (organisation, member) = (house.organisation, person.member);
    let token = db
        .database
        .write(move |connection| {
            let row = members::by_id(connection, organisation, member)?;
            sign_in::new_link(connection, &row, Lifetimes::default(), now())
        })
        .unwrap();
    format!("/sign-in/{}", token.reveal())
}

/// The person with the session that an answer gave their browser.
fn with_cookie(person: &Person, page: &Page) -> Person {
    let cookie = page
        .headers
        .iter()
        .find(|(name, value)| name == "set-cookie" && value.starts_with("smilecard="))
        .unwrap_or_else(|| panic!("no session in {:?}", page.headers));
    let value = cookie.1.trim_start_matches("smilecard=").split(';').next().unwrap();
    Person { member: person.member, session: Token::from_visitor(value) }
}

/// Opens a fresh link and presses its button.
fn sign_in(db: &TestDatabase, house: &House, person: &Person) -> (Page, Person) {
    let path = link(db, house, person);
    let page = ask_with(&db.database, &Arc::default(), TestRequest::post().uri(&path).set_form([("next", "/")]), None);
    let signed_in = with_cookie(person, &page);
    (page, signed_in)
}

fn manager(db: &TestDatabase, house: &House) -> Person {
    house.person(&db.database, "Ruth Calder", Role::Manager, &[house.billing], None)
}
