//! What an admin sets up in the browser, from an empty organisation to the first card.

use super::*;
use crate::mailroom::room::{letter, rooms};
use crate::pages::{get, post};
use crate::place::Place;
use crate::support::served::{Served, until};
use actix_web::http::StatusCode;
use smilecard::domain::{Kind, Polarity};
use smilecard::store::{outbox, roster};

fn admin(db: &TestDatabase, house: &House) -> Person {
    house.person(&db.database, "Ada Quist", Role::Admin, &[], None)
}

#[test]
fn an_admin_changes_the_organisation_and_hears_what_cannot_be() {
    for (db, house) in houses() {
        let ada = admin(&db, &house);
        let ruth = manager(&db, &house);
        let page = get(&db.database, "/settings", Some(&ada));
        assert!(page.html.contains("House larkspur") && page.html.contains("Europe/London"), "{}", page.html);
        let fields = [("name", "Larkspur & Sons"), ("zone", "Europe/Nowhere"), ("second", "off")];
        let wrong = post(&db.database, "/settings", Some(&ada), &fields);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("Larkspur &amp; Sons") && wrong.html.contains("role=\"alert\""), "what was typed");
        let fields = [("name", "Larkspur & Sons"), ("zone", "Europe/Paris"), ("postal", "1 Rue"), ("second", "off")];
        assert_eq!(post(&db.database, "/settings", Some(&ada), &fields).location, "/settings?done=saved");
        let page = get(&db.database, "/settings?done=saved", Some(&ada));
        for said in ["Larkspur &amp; Sons", "Europe/Paris", "1 Rue", "value=\"off\" checked", "Saved."] {
            assert!(page.html.contains(said), "{}: {said} in {}", db.kind, page.html);
        }
        assert_eq!(sign_in(&db, &house, &ruth).0.location, "/", "no second step any more");
        // Made stricter, whoever has none signs in anew.
        let fields = [("name", "Larkspur"), ("zone", "Europe/Paris"), ("second", "required")];
        post(&db.database, "/settings", Some(&ada), &fields);
        assert_eq!(get(&db.database, "/inbox", Some(&ruth)).status, StatusCode::SEE_OTHER);
    }
}

#[test]
fn somebody_is_invited_changed_disabled_and_let_in_again() {
    for (db, house) in houses() {
        policy(&db, &house, SecondFactor::Off);
        let ada = admin(&db, &house);
        let invite = |fields: &[(&str, &str)]| post(&db.database, "/settings/members", Some(&ada), fields);
        let wrong = invite(&[("name", "Bo Lind"), ("email", "bo@house.example"), ("role", "manager")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("Choose the teams") && wrong.html.contains("bo@house.example"));
        let fields = [
            ("name", "Bo Lind"),
            ("email", "bo@house.example"),
            ("role", "manager"),
            ("team", "Billing line"),
            ("team", "Mill Street shop"),
        ];
        assert_eq!(invite(&fields).location, "/settings/members?done=invited");
        assert!(invite(&fields).html.contains("is a member already"));
        let list = get(&db.database, "/settings/members", Some(&ada)).html;
        assert!(list.contains("Manager of Billing line and Mill Street shop"), "{}: {list}", db.kind);
        let letters = db.database.read(|connection| outbox::newest(connection, house.organisation, 10)).unwrap();
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].kind, "invitation");
        assert_eq!(letters[0].to_address, "bo@house.example");
        assert!(letters[0].body_text.contains("Ada Quist has added you"), "{}", letters[0].body_text);
        assert!(letters[0].body_text.contains("http://cards.example/sign-in\n"), "and no token in it");

        let path = list.split("href=\"/settings/members/").skip(1).find(|part| part.contains("Bo Lind")).unwrap();
        let path = format!("/settings/members/{}", path.split('"').next().unwrap());
        let done = post(&db.database, &format!("{path}/role"), Some(&ada), &[("role", "auditor")]);
        assert_eq!(done.location, format!("{path}?done=role"));
        assert!(get(&db.database, &done.location, Some(&ada)).html.contains("Saved. They sign in anew."));
        post(&db.database, &format!("{path}/disabled"), Some(&ada), &[]);
        assert!(get(&db.database, "/settings/members", Some(&ada)).html.contains("Can’t sign in"));
        post(&db.database, &format!("{path}/disabled/undo"), Some(&ada), &[]);
        assert!(!get(&db.database, "/settings/members", Some(&ada)).html.contains("Can’t sign in"));

        let own = format!("/settings/members/{}", ada.member);
        let last = post(&db.database, &format!("{own}/disabled"), Some(&ada), &[]);
        assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(last.html.contains("is the last admin"));
    }
}

#[test]
fn teams_are_added_and_renamed_but_never_twice() {
    for (db, house) in houses() {
        let ada = admin(&db, &house);
        let add = |name: &str| post(&db.database, "/settings/teams", Some(&ada), &[("name", name)]);
        assert_eq!(add("Online chat").location, "/settings/teams?done=added");
        assert!(add("online CHAT").html.contains("There is a team"));
        let rename = format!("/settings/teams/{}/name", house.billing);
        assert!(post(&db.database, &rename, Some(&ada), &[("name", "Online chat")]).html.contains("There is a team"));
        let done = post(&db.database, &rename, Some(&ada), &[("name", "Bills")]);
        assert_eq!(done.location, "/settings/teams?done=renamed");
        let page = get(&db.database, "/settings/teams", Some(&ada)).html;
        assert!(page.contains("Bills") && page.contains("In it: 1 agent.") && !page.contains("Billing line"), "{page}");
    }
}

#[test]
fn a_staff_list_is_shown_with_what_it_would_change_before_it_is_taken() {
    const LIST: &str = "id,name,nicknames,code,email,team,location\n\
        Derrick Hale,Derrick Hale,Del,,,Billing line,\nnew,Nora <b>Bly</b>,,,,Billing line,\n";
    for (db, house) in houses() {
        let ada = admin(&db, &house);
        let staff = || {
            let rows = db.database.read(|connection| roster::agents_of(connection, house.organisation)).unwrap();
            rows.into_iter().filter(|agent| agent.archived_at.is_none()).map(|agent| agent.name).collect::<Vec<_>>()
        };
        let wrong = post(&db.database, "/settings/staff/preview", Some(&ada), &[("list", "id,name\n1,Derrick")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("nothing was changed") && wrong.html.contains("1,Derrick"), "{}", wrong.html);
        let shown = post(&db.database, "/settings/staff/preview", Some(&ada), &[("list", LIST)]);
        assert_eq!(shown.status, StatusCode::OK);
        for said in ["1 would be added, 1 changed, 1 archived; 0 would stay", "Nora &lt;b&gt;Bly", "Maria Ortiz"] {
            assert!(shown.html.contains(said), "{}: {said} in {}", db.kind, shown.html);
        }
        assert_eq!(staff(), ["Derrick Hale", "Maria Ortiz"], "nothing has changed");
        let taken = post(&db.database, "/settings/staff", Some(&ada), &[("list", LIST)]);
        assert_eq!(taken.location, "/settings/staff?done=taken");
        assert_eq!(staff(), ["Derrick Hale", "Nora <b>Bly</b>"]);
        let again = post(&db.database, "/settings/staff/preview", Some(&ada), &[("list", LIST)]);
        assert!(again.html.contains("it says what is known already"));
    }
}

#[test]
fn auditors_and_admins_read_who_read_whom() {
    for (db, house) in houses() {
        let ruth = manager(&db, &house);
        let abel = house.person(&db.database, "Abel Auditor", Role::Auditor, &[], None);
        assert!(get(&db.database, "/reads", Some(&abel)).html.contains("Nobody has read"));
        let card = house.card(Kind::Complaint, "Derrick never rang back.", house::ago(24));
        let card = house.leave(&db.database, card, &[(house.derrick, "Derrick", Polarity::Complaint)]);
        get(&db.database, &format!("/cards/{card}"), Some(&ruth));
        let page = get(&db.database, "/reads", Some(&abel));
        assert!(page.html.contains("Ruth Calder") && page.html.contains("card 1"), "{}: {}", db.kind, page.html);
        assert!(!page.html.contains("Janet"), "the list names no customer");
        let one = get(&db.database, &format!("/reads?card={card}"), Some(&abel));
        assert!(one.html.contains("Only <b>card 1</b>"));
        assert_eq!(get(&db.database, "/reads", Some(&ruth)).status, StatusCode::NOT_FOUND);
    }
}

/// From nothing to the first card: what a newcomer does, with the service as it runs.
#[test]
fn an_empty_organisation_comes_to_its_first_card_in_the_browser() {
    let place = Place::new();
    let who = ["--organisation", "larkspur", "--email", "ada@larkspur.example"];
    let mail = ["--slug", "larkspur", "--name", "Larkspur Mobile", "--mail", "cards@larkspur.example"];
    place.must(&[&["organisation", "create"][..], &mail].concat());
    place.must(&["organisation", "second-step", "--organisation", "larkspur", "off"]);
    let printed = place.must(&[&["member", "add"][..], &who, &["--name", "Ada Quist", "--admin"]].concat());
    let link = printed.split_whitespace().find(|word| word.contains("/sign-in/")).unwrap().to_owned();
    let served = Served::start(&place, &[]);
    let mut visitor = served.visitor();
    let path = format!("/sign-in/{}", link.split("/sign-in/").nth(1).unwrap());
    let answer = visitor.post(&path, &[], "").unwrap();
    let cookie = format!("Cookie: {}\r\n", answer.header("set-cookie").unwrap().split(';').next().unwrap());
    let home = visitor.ask("GET", "/", &cookie).unwrap();
    assert_eq!(home.header("location"), Some("/first-steps"));
    let steps = visitor.ask("GET", "/first-steps", &cookie).unwrap();
    assert!(steps.body.contains("No cards yet.") && steps.body.contains("/f/larkspur"), "{}", steps.body);

    let staff = visitor.ask("GET", "/settings/staff", &cookie).unwrap();
    let list = "id,name,nicknames,code,email,team,location\nhale,Derrick Hale,Del,,,Billing line,\n";
    let fields = [("csrf", staff.field("csrf")), ("list", list.to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(visitor.post("/settings/staff", &fields, &cookie).unwrap().status, 303);
    assert_eq!(visitor.leave_card("/f/larkspur", "praise", "Derrick Hale was kind.").unwrap().status, 303);
    until("the card is in the inbox, tagged", || {
        let inbox = visitor.ask("GET", "/inbox?show=all", &cookie).unwrap();
        inbox.body.contains("Praise for Derrick Hale").then_some(())
    });
    assert_eq!(visitor.ask("GET", "/", &cookie).unwrap().header("location"), Some("/inbox"));
}

#[test]
fn an_admin_adds_an_address_takes_it_away_and_puts_it_back_with_what_it_was_for() {
    for room in rooms() {
        let (db, house) = (&room.db.database, &room.house);
        let ada = house.person(db, "Ada Quist", Role::Admin, &[], None);
        let fresh = get(db, "/settings/mail", Some(&ada)).html;
        for said in ["cards@larkspur.example", "No letter has come yet.", "cards+mill-street@larkspur.example"] {
            assert!(fresh.contains(said), "{}: {said} in {fresh}", room.db.kind);
        }
        assert!(fresh.contains("Please hand letters to these addresses over"), "a text to pass on");
        assert!(get(db, "/first-steps", Some(&ada)).html.contains("Not seen to work yet"));
        let add = |fields: &[(&str, &str)]| post(db, "/settings/mail", Some(&ada), fields);
        let wrong = add(&[("address", "mill@"), ("form", "mill-street")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("value=\"mill@\"") && wrong.html.contains("value=\"mill-street\" selected"));
        assert!(add(&[("address", "cards@larkspur.example")]).html.contains("takes letters already"));
        let both = [("address", "x@larkspur.example"), ("form", "mill-street"), ("agent", "Derrick Hale")];
        assert!(add(&both).html.contains("not for both"));
        assert_eq!(
            add(&[("address", "Mill@larkspur.example"), ("form", "mill-street")]).location,
            "/settings/mail?done=added"
        );

        let letter =
            room.arrive("mill@larkspur.example", "rosa@customer.example", &letter("a1", "Derrick Hale was kind."));
        assert_eq!(room.card_of(letter).team_id, Some(house.shop), "the form's team has it");
        let page = get(db, "/settings/mail", Some(&ada)).html;
        assert!(page.contains("For the form mill-street") && page.contains("Last letter: <time"), "{page}");
        assert!(page.contains("No letter lately."), "none came to the other one");
        assert!(get(db, "/first-steps", Some(&ada)).html.contains("It works: letters have come."));

        let gone = post(db, "/settings/mail/removal", Some(&ada), &[("address", "mill@larkspur.example")]);
        let undo = get(db, &gone.location, Some(&ada)).html;
        assert!(
            !undo.contains("For the form mill-street") && undo.contains("Undo: take letters to mill@larkspur.example")
        );
        let hidden = |name: &str| {
            let field = undo.split(&format!("type=\"hidden\" name=\"{name}\" value=\"")).nth(1).unwrap();
            field.split('"').next().unwrap().to_owned()
        };
        let fields = ["address", "form", "agent"].map(|name| (name, hidden(name)));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(add(&fields).location, "/settings/mail?done=added");
        assert!(get(db, "/settings/mail", Some(&ada)).html.contains("For the form mill-street"), "as it was");

        assert_eq!(
            post(db, "/settings/mail/separator", Some(&ada), &[("separator", "-")]).status,
            StatusCode::SEE_OTHER
        );
        assert!(get(db, "/settings/mail", Some(&ada)).html.contains("cards-mill-street@larkspur.example"));
        let odd = post(db, "/settings/mail/separator", Some(&ada), &[("separator", "?")]);
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[test]
fn working_hours_and_holidays_decide_when_an_answer_is_due() {
    for (db, house) in houses() {
        let ada = admin(&db, &house);
        let page = get(&db.database, "/settings/hours", Some(&ada)).html;
        for said in
            ["value=\"mon\" checked", "value=\"sat\">", "value=\"09:00\"", "value=\"17:00\"", "value=\"d\" selected"]
        {
            assert!(page.contains(said), "{}: {said} in {page}", db.kind);
        }
        let save = |fields: &[(&str, &str)]| post(&db.database, "/settings/hours", Some(&ada), fields);
        let base =
            [("day", "mon"), ("day", "sat"), ("opens", "10:00"), ("closes", "16:00"), ("within", "3"), ("unit", "h")];
        let wrong = save(&[&base[..], &[("holidays", "Christmas")]].concat());
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for said in ["“Christmas” is no day", "value=\"sat\" checked", "value=\"16:00\"", "Christmas</textarea>"] {
            assert!(wrong.html.contains(said), "{said} in {}", wrong.html);
        }
        assert!(save(&base[2..]).html.contains("Choose at least one day"));
        let early = [("day", "mon"), ("opens", "17:00"), ("closes", "09:00"), ("within", "3"), ("unit", "h")];
        assert!(save(&early).html.contains("The day must end after it begins"));

        // The tests' now is a Tuesday: Saturday is a holiday, so that the three hours are those of Monday.
        let saturday = "2026-11-21 Founder's day\r\n2026-12-25";
        assert_eq!(save(&[&base[..], &[("holidays", saturday)]].concat()).location, "/settings/hours?done=saved");
        let page = get(&db.database, "/settings/hours?done=saved", Some(&ada)).html;
        assert!(page.contains("2026-11-21 Founder") && page.contains("2026-12-25</textarea>"), "{page}");
        assert!(page.contains("Monday 23 November, 13:00"), "{}: {page}", db.kind);
        let prepared =
            db.database.read(|c| smilecard::services::directory::House::read(c, house.organisation)).unwrap();
        assert_eq!((prepared.holidays.len(), prepared.calendar.answer_within), (2, 180));
    }
}

#[test]
fn the_language_of_the_organisation_is_that_of_its_pages_and_letters() {
    for (db, house) in houses() {
        let ada = admin(&db, &house);
        let form = smilecard::services::organisations::NewForm {
            slug: "main",
            title: "How did we do?",
            team: None,
            location: None,
        };
        let organisation = house.organisation;
        let add = move |c: &mut smilecard::store::AnyConnection| {
            smilecard::services::organisations::add_form(c, organisation, &form, now())
        };
        db.database.write(add).unwrap();
        assert!(get(&db.database, "/f/main", None).html.contains("<html lang=\"en\""));
        let fields = [("name", "Larkspur"), ("zone", "Europe/Paris"), ("language", "fr"), ("second", "off")];
        assert_eq!(post(&db.database, "/settings", Some(&ada), &fields).location, "/settings?done=saved");
        assert!(get(&db.database, "/settings", Some(&ada)).html.contains("value=\"fr\" lang=\"fr\" selected"));
        let form = get(&db.database, "/f/main", None).html;
        assert!(form.contains("<html lang=\"fr\"") && form.contains("Comment avons-nous fait"), "{}: {form}", db.kind);
    }
}
