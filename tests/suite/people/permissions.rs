//! Who may open what, as a page of the documentation; and that a guess at what isn't theirs tells nobody anything.

use super::matrix::{PEOPLE, ROUTES, Scene, expected};
use crate::mailroom::room::rooms;
use crate::pages::{Page, ask_with, post};
use crate::support::house::{Person, ago};
use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use smilecard::domain::ids::{AgentId, CardId};
use std::fmt::Write as _;
use std::sync::Arc;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/permissions.md");

/// The page, made of what [`super::matrix`] asks of the running pages.
fn page() -> String {
    let mut page = "# Who may open what\n\nMade by a test, which asks every route as every one of these people, on both databases. To make it anew after a route\n\
        was added: `SMILECARD_WRITE_DOCS=1 cargo test --test suite people::permissions`.\n\n\
        | Person | Role and scope |\n| --- | --- |\n"
        .to_owned();
    for (name, about) in [
        ("nobody", "not signed in"),
        ("waiting", "signed in by link, second step still to come"),
        ("disabled", "a member who may not sign in any more"),
        ("agent", "the agent whom the card is about"),
        ("colleague", "another agent of the same organisation"),
        ("manager", "manager of the card’s team"),
        ("other-team", "manager of another team"),
        ("auditor", "auditor: reads everything, changes nothing"),
        ("admin", "admin of the organisation"),
        ("next-admin", "admin of another organisation"),
        ("next-agent", "agent of another organisation"),
    ] {
        assert!(PEOPLE.contains(&name));
        let _ = writeln!(page, "| {name} | {about} |");
    }
    page.push_str(
        "\n`+` comes in; `s` is sent to sign in; `f` is told that they may not; `.` finds nothing: the answer is the same as\n\
         for what isn’t there. `*`: the same page for whoever asks. For another organisation’s people, what has no id in its\n\
         address is their own organisation’s.\n\n```\n",
    );
    let width = ROUTES.iter().map(|(method, path, ..)| method.len() + path.len() + 2).max().unwrap_or(0);
    let _ = writeln!(page, "{:width$}{}", "", PEOPLE.join(" "));
    for (method, path, who, _) in ROUTES {
        let mut line = format!("{:width$}", format!("{method} {path}"));
        for (letter, name) in expected(*who).chars().zip(PEOPLE) {
            let letter = match letter {
                'i' => '+',
                'n' => '.',
                other => other,
            };
            let _ = write!(line, "{letter:<many$}", many = name.len() + 1);
        }
        page.push_str(line.trim_end());
        page.push('\n');
    }
    page + "```\n"
}

#[test]
fn the_documentation_shows_every_route_with_whom_it_is_for() {
    let page = page();
    if std::env::var_os("SMILECARD_WRITE_DOCS").is_some() {
        std::fs::write(FILE, &page).unwrap();
    }
    println!("{page}");
    let there = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(there == page, "docs/permissions.md is not what the pages do: make it anew with SMILECARD_WRITE_DOCS=1");
}

/// Asks, and says what it took: the answer and the statements.
fn cost(scene: &Scene, person: Option<&Person>, method: &Method, path: &str) -> (Page, u64) {
    let db = &scene.room.db.database;
    let before = db.statements();
    let page = match *method {
        Method::GET => ask_with(db, &Arc::default(), TestRequest::with_uri(path).method(Method::GET), person),
        _ => post(db, path, person, &[("reason", "It was not me."), ("text", "Yes."), ("note", "Look.")]),
    };
    (page, db.statements() - before)
}

#[test]
fn a_guess_at_somebody_elses_id_costs_the_same_statements_as_one_at_nothing() {
    for room in rooms() {
        let scene = Scene::set(room);
        let (agent, colleague, other_team, stranger) =
            (&scene.people[3], &scene.people[4], &scene.people[6], &scene.people[9]);
        let nothing = CardId::at(ago(3)).to_string();
        let nobody = AgentId::at(ago(3)).to_string();
        let (card, praise) = (scene.card.to_string(), scene.praise.to_string());
        let derrick = scene.room.house.derrick.to_string();
        for (person, method, path, theirs, none) in [
            (agent, Method::GET, "/cards/{}", &card, &nothing),
            (agent, Method::GET, "/cards/{}/people?for=mention", &card, &nothing),
            (colleague, Method::GET, "/cards/{}", &praise, &nothing),
            (colleague, Method::POST, "/me/cards/{}/thanks", &praise, &nothing),
            (colleague, Method::POST, "/me/cards/{}/not-me", &praise, &nothing),
            (colleague, Method::POST, "/me/cards/{}/answer", &praise, &nothing),
            (other_team, Method::GET, "/cards/{}", &card, &nothing),
            (other_team, Method::GET, "/cards/{}/people?for=mention", &card, &nothing),
            (other_team, Method::POST, "/cards/{}/notes", &card, &nothing),
            (stranger, Method::GET, "/cards/{}", &card, &nothing),
            (stranger, Method::POST, "/cards/{}/closure", &card, &nothing),
            (stranger, Method::GET, "/settings/staff/{}", &derrick, &nobody),
            (stranger, Method::GET, "/settings/staff/{}/leaving", &derrick, &nobody),
        ] {
            let ask = |id: &str| cost(&scene, person.as_ref(), &method, &path.replace("{}", id));
            // Once before, so that what is read once and kept is kept.
            ask(none);
            let ((there, there_cost), (gone, gone_cost)) = (ask(theirs), ask(none));
            let place = scene.room.db.kind;
            assert_eq!((there.status, gone.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{place} {path}");
            assert_eq!(there.html, gone.html, "{place} {path}");
            assert!(gone_cost > 0, "{place} {path}");
            assert_eq!(there_cost, gone_cost, "{place} {method} {path}");
        }
    }
}
