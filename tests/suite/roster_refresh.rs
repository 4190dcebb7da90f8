//! A change of the roster is seen by the next card, without reading the roster again: what the cache then holds finds
//! what a roster read whole would find.

use crate::support::databases;
use crate::support::house::{found, now};
use jiff::SignedDuration;
use smilecard::analysis::mentions::{self, CardText, Learnt, Thresholds};
use smilecard::analysis::roster::Roster;
use smilecard::domain::roster_file::RosterRow;
use smilecard::services::directory::{Directory, House};
use smilecard::services::roster;
use smilecard::store::Database;

fn row(id: &str, name: &str, nicknames: &[&str], team: &str) -> RosterRow {
    RosterRow {
        id: id.to_owned(),
        name: name.to_owned(),
        nicknames: nicknames.iter().map(|n| (*n).to_owned()).collect(),
        code: None,
        email: None,
        team: Some(team.to_owned()),
        location: None,
        starts: smilecard::domain::roster_file::Start::Unsaid,
    }
}

fn named(roster: &Roster, text: &str) -> Vec<String> {
    let at = now() + SignedDuration::from_hours(24);
    let card = CardText { text, received_at: Some(at), ..CardText::default() };
    let found = mentions::find(roster, &card, &Thresholds::default(), &Learnt::default());
    found
        .mentions
        .iter()
        .filter_map(|m| roster.find(&m.agent).and_then(|r| roster.agent(r)))
        .map(|agent| agent.entry.name.clone())
        .collect()
}

#[test]
fn every_kind_of_change_is_seen_by_the_next_card() {
    for place in databases() {
        seen_by_the_next_card(&place.database);
    }
}

fn seen_by_the_next_card(database: &Database) {
    let house = found(database, "larkspur");
    let directory = Directory::default();
    let texts =
        ["Nadia was so kind to me.", "Dezzie was so kind to me.", "Maria was so kind to me.", "Omar helped me."];
    let look = |directory: &Directory| -> Vec<Vec<String>> {
        let house = directory.house(database, house.organisation, now()).unwrap();
        texts.iter().map(|text| named(&house.roster, text)).collect()
    };
    assert_eq!(look(&directory), [vec![], vec![], vec!["Maria Ortiz".to_owned()], vec![]]);
    let steps: [&[RosterRow]; 4] = [
        // Somebody new, and a nickname.
        &[
            row("Derrick Hale", "Derrick Hale", &["Dezzie"], "Billing line"),
            row("Maria Ortiz", "Maria Ortiz", &[], "Mill Street shop"),
            row("n", "Nadia Fox", &[], "Billing line"),
        ],
        // A new name for Maria, the nickname taken away.
        &[
            row("Derrick Hale", "Derrick Hale", &[], "Billing line"),
            row("Maria Ortiz", "Omar Ortiz", &[], "Mill Street shop"),
            row("n", "Nadia Fox", &[], "Billing line"),
        ],
        // Nadia leaves.
        &[
            row("Derrick Hale", "Derrick Hale", &[], "Billing line"),
            row("Maria Ortiz", "Omar Ortiz", &[], "Mill Street shop"),
        ],
        // And comes back to another team.
        &[row("Derrick Hale", "Derrick Hale", &["Dezzie"], "Night shift"), row("n", "Nadia Fox", &[], "Night shift")],
    ];
    for rows in steps {
        let rows = rows.to_vec();
        let organisation = house.organisation;
        database.write(move |connection| roster::import(connection, organisation, &rows, now())).unwrap();
        directory.doubt(house.organisation);
        let whole = database.read(|connection| House::read(connection, organisation)).unwrap();
        let expected: Vec<Vec<String>> = texts.iter().map(|text| named(&whole.roster, text)).collect();
        assert_eq!(look(&directory), expected);
    }
    // The last step, so that the comparison above is not of two empty things.
    assert_eq!(look(&directory), [vec!["Nadia Fox".to_owned()], vec!["Derrick Hale".to_owned()], vec![], vec![]]);
}
