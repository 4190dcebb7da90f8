//! The addresses that customers leave their cards at: whose they are, as codes, as a card to print, and replaced.

use crate::pages::{get, post};
use crate::support::databases;
use crate::support::house::{self, House, Person, now};
use actix_web::http::StatusCode;
use smilecard::domain::Role;
use smilecard::domain::ids::FormId;
use smilecard::store::Database;
use smilecard::store::columns::micros;
use smilecard::store::forms::{self, FormRow};

fn form(database: &Database, house: &House, slug: &str, closed: bool) {
    let row = FormRow {
        organisation_id: house.organisation,
        id: FormId::at(now()),
        slug: slug.to_owned(),
        title: format!("Form {slug}"),
        team_id: None,
        location: None,
        created_at: micros(now()),
        closed_at: closed.then(|| micros(now())),
        design: String::new(),
    };
    database.write(move |connection| forms::insert(connection, &row)).unwrap();
}

fn addresses(database: &Database, person: &Person) -> Vec<String> {
    let page = get(database, "/links", Some(person)).html;
    page.split("class=\"slip\">").skip(1).filter_map(|rest| Some(rest.split_once('<')?.0.to_owned())).collect()
}

#[test]
fn each_manager_hands_out_the_links_of_their_own_people() {
    for db in databases() {
        let house = house::found(&db.database, "larkspur");
        let next_door = house::found(&db.database, "nextdoor");
        form(&db.database, &house, "main", false);
        form(&db.database, &house, "shut", true);
        form(&db.database, &next_door, "theirs", false);
        let ruth = house.person(&db.database, "Ruth Calder", Role::Manager, &[house.billing], None);
        let admin = house.person(&db.database, "Ada Admin", Role::Admin, &[], None);
        let auditor = house.person(&db.database, "Abel Auditor", Role::Auditor, &[], None);
        let agent = house.person(&db.database, "Derrick Hale", Role::Agent, &[], Some(house.derrick));

        let of_ruth = addresses(&db.database, &ruth);
        assert_eq!(of_ruth.len(), 2, "the open form and Derrick: {of_ruth:?}");
        assert_eq!(of_ruth[0], "http://cards.example/f/main");
        assert!(of_ruth[1].starts_with("http://cards.example/f/main/a/"));
        assert_eq!(addresses(&db.database, &admin).len(), 3);
        assert_eq!(get(&db.database, "/links", Some(&agent)).status, StatusCode::NOT_FOUND);
        assert_eq!(get(&db.database, "/links", None).status, StatusCode::SEE_OTHER);

        for path in ["poster", "qr.svg"] {
            let of = |query: &str, person| get(&db.database, &format!("/links/{path}?{query}"), Some(person)).status;
            let (derrick, maria) = (house.derrick, house.maria);
            assert_eq!(of("form=main", &ruth), StatusCode::OK);
            assert_eq!(of(&format!("form=main&agent={derrick}"), &ruth), StatusCode::OK);
            assert_eq!(of(&format!("form=main&agent={maria}"), &ruth), StatusCode::NOT_FOUND, "of another team");
            assert_eq!(of("form=theirs", &admin), StatusCode::NOT_FOUND, "of another organisation");
            assert_eq!(of("form=shut", &admin), StatusCode::NOT_FOUND);
            assert_eq!(of("", &admin), StatusCode::NOT_FOUND);
        }

        // A new link ends the old one; who only reads can't, and nobody for another team's.
        let replace =
            |person, agent| post(&db.database, &format!("/links/{agent}/replacement"), Some(person), &[]).status;
        assert_eq!(replace(&auditor, house.derrick), StatusCode::FORBIDDEN);
        assert_eq!(replace(&ruth, house.maria), StatusCode::NOT_FOUND);
        assert_eq!(addresses(&db.database, &ruth), of_ruth);
        assert_eq!(replace(&ruth, house.derrick), StatusCode::SEE_OTHER);
        let after = addresses(&db.database, &ruth);
        assert_ne!(after[1], of_ruth[1]);
        let path = |address: &str| address.trim_start_matches("http://cards.example").to_owned();
        assert_eq!(get(&db.database, &path(&of_ruth[1]), None).status, StatusCode::NOT_FOUND);
        assert_eq!(get(&db.database, &path(&after[1]), None).status, StatusCode::OK);
    }
}

#[test]
fn a_card_to_print_names_its_person_and_leads_to_their_form() {
    for db in databases() {
        let house = house::found(&db.database, "larkspur");
        form(&db.database, &house, "main", false);
        let admin = house.person(&db.database, "Ada Admin", Role::Admin, &[], None);
        let general = get(&db.database, "/links/poster?form=main", Some(&admin)).html;
        assert!(general.contains("Did someone make your day?") && general.contains("<b>cards.example/f/main</b>"));
        assert!(general.contains("QR code for http://cards.example/f/main\""));
        let own = format!("/links/poster?form=main&agent={}&size=badge", house.derrick);
        let own = get(&db.database, &own, Some(&admin)).html;
        assert!(own.contains("Did <bdi>Derrick Hale</bdi> make your day?") && own.contains("sheet-badge"));
        let svg = get(&db.database, "/links/qr.svg?form=main", Some(&admin));
        assert!(svg.html.starts_with("<svg xmlns=") && svg.html.contains("viewBox"));
        assert!(svg.headers.iter().any(|(name, value)| name == "content-disposition" && value.contains("attachment")));
    }
}
