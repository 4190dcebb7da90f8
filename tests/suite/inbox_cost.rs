//! What the inbox costs goes with what is in it, not with how many cards there ever were.

use crate::support::databases;
use crate::support::house::{ago, found};
use smilecard::domain::ids::{CardId, MemberId};
use smilecard::domain::{Kind, Reach, Status};
use smilecard::store::inbox::{self, Filter, OwnedBy, Show, Stage};
use smilecard::store::{Database, cards};
use std::time::{Duration, Instant};

/// Cards that need nobody, beside which a few that do are looked for.
const FEW: usize = 200;
const MANY: usize = 12_000;

/// The quickest of several looks at the inbox of a house with `praise` cards of praise, one complaint and one question.
fn look(database: &Database, slug: &str, praise: usize) -> Duration {
    let house = found(database, slug);
    house.leave(database, house.card(Kind::Complaint, "Twenty minutes on hold.", ago(9)), &[]);
    house.leave_question(database, house.card(Kind::Praise, "Maria was kind.", ago(9)), "Maria", &[house.maria]);
    let rows: Vec<_> = (0..praise).map(|_| house.card(Kind::Praise, "All fine.", ago(8))).collect();
    database
        .write(move |connection| rows.iter().try_for_each(|row| cards::insert(connection, row).map(|_| ())))
        .unwrap();
    let organisation = house.organisation;
    let once = || {
        let started = Instant::now();
        database
            .read(|connection| {
                let (needs, who) = inbox::counts(connection, organisation, Reach::Everything)?;
                let page = inbox::list(
                    connection,
                    organisation,
                    Reach::Everything,
                    (Show::NeedsYou, &Filter::default()),
                    None,
                    26,
                )?;
                let now = smilecard::store::columns::micros(ago(0));
                for (filter, expected) in [
                    (Filter { overdue: Some(now + 1_000_000_000_000), ..Filter::default() }, 1),
                    (Filter { owner: Some(OwnedBy::Nobody), ..Filter::default() }, 1),
                    (Filter { owner: Some(OwnedBy::Member(MemberId::at(ago(1)))), ..Filter::default() }, 0),
                    (Filter { stage: Some(Stage::At(Status::Again)), ..Filter::default() }, 0),
                    (Filter { until: Some(CardId::first_at(ago(8))), ..Filter::default() }, 2),
                ] {
                    let wanted = (Show::All, &filter);
                    let page = inbox::list(connection, organisation, Reach::Everything, wanted, None, 26)?;
                    assert_eq!(page.len(), expected, "{filter:?}");
                }
                let teams = [house.shop];
                let (_, asked) = inbox::counts(connection, organisation, Reach::Teams(&teams))?;
                assert_eq!((needs, who, page.len(), asked), (2, 1, 2, 1));
                Ok(())
            })
            .unwrap();
        started.elapsed()
    };
    (0..15).map(|_| once()).min().unwrap()
}

#[test]
fn an_inbox_costs_as_much_among_many_cards_as_among_few() {
    // PostgreSQL plans by statistics that it gathers in its own time.
    for place in databases().into_iter().filter(|place| place.kind == "sqlite") {
        let few = look(&place.database, "few", FEW);
        let many = look(&place.database, "many", MANY);
        assert!(many < few * 8, "{few:?} with {FEW} cards, {many:?} with {MANY}");
    }
}
