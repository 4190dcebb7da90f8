//! A card knows whom it names: also when two people tag it at the same moment, and when a tag moves or goes.

use crate::support::databases;
use crate::support::house::{ago, found};
use crate::support::named::{missed, wrong};
use diesel::{RunQueryDsl, sql_query};
use smilecard::domain::ids::AgentId;
use smilecard::domain::{Kind, Polarity};
use smilecard::services::search;
use smilecard::store::{AnyConnection, mentions, search as search_index};
use std::sync::Barrier;

#[test]
fn two_who_tag_a_card_at_the_same_moment_are_both_counted() {
    for place in databases() {
        let house = found(&place.database, "larkspur");
        for _ in 0..20 {
            let card = house.card(Kind::Praise, "Derrick and Maria were kind.", ago(1));
            let tie = |agent: AgentId| house.tie(&card, (agent, "kind", Polarity::Praise));
            let ties = [tie(house.derrick), tie(house.maria)];
            house.leave(&place.database, card.clone(), &[]);
            let both = Barrier::new(2);
            std::thread::scope(|scope| {
                for tie in ties {
                    let (database, both) = (place.database.clone(), &both);
                    scope.spawn(move || {
                        both.wait();
                        database.write(move |connection| mentions::insert(connection, &[tie])).unwrap();
                    });
                }
            });
            assert_eq!(wrong(&place.database), Some(0), "{}", place.kind);
        }
    }
}

#[test]
fn a_card_that_a_narrowed_search_would_miss_is_counted_until_its_words_wait_again() {
    for place in databases() {
        let house = found(&place.database, "larkspur");
        let card = house.card(Kind::Praise, "Derrick was kind.", ago(1));
        let (id, tie) = (card.id, house.tie(&card, (house.derrick, "Derrick", Polarity::Praise)));
        house.leave(&place.database, card, &[]);
        let organisation = house.organisation;
        let mark = move |connection: &mut AnyConnection| search_index::mark(connection, organisation, id);
        place.database.write(mark).unwrap();
        assert_eq!(missed(&place.database), Some(0), "{}: what waits is not counted", place.kind);
        place.database.write(search::index_waiting).unwrap();
        place.database.write(move |connection| mentions::insert(connection, &[tie])).unwrap();
        let unknown = if place.kind == "postgres" { 1 } else { 0 };
        assert_eq!(missed(&place.database), Some(unknown), "{}", place.kind);
        place.database.write(mark).unwrap();
        place.database.write(search::index_waiting).unwrap();
        assert_eq!(missed(&place.database), Some(0), "{}", place.kind);
    }
}

#[test]
fn a_card_that_knows_wrong_is_found() {
    for place in databases() {
        let house = found(&place.database, "larkspur");
        let card = house.card(Kind::Praise, "Derrick was kind.", ago(1));
        house.leave(&place.database, card, &[(house.derrick, "Derrick", Polarity::Praise)]);
        assert_eq!(wrong(&place.database), Some(0), "{}", place.kind);
        let spoil = |named: &'static str| {
            place.database.write(move |connection| Ok(sql_query(named).execute(connection)?)).unwrap();
            wrong(&place.database)
        };
        assert_eq!(spoil("UPDATE cards SET named = 2"), Some(1), "{}", place.kind);
        assert_eq!(spoil("UPDATE cards SET named = 1, named_agent_id = NULL"), Some(1), "{}", place.kind);
        assert_eq!(
            spoil("UPDATE cards SET named_agent_id = (SELECT agent_id FROM mentions)"),
            Some(0),
            "{}",
            place.kind
        );
    }
}
