//! What a customer is told of their card: only what will really happen.

use crate::support::databases;
use crate::support::house::{self, ago, now};
use smilecard::domain::ids::FormId;
use smilecard::domain::{Kind, Polarity, Role};
use smilecard::services::receipt;
use smilecard::services::subscriptions::{self, NewSubscription, Wishes};
use smilecard::store::columns::micros;
use smilecard::store::forms::{self, FormRow};

#[test]
fn the_day_of_the_letter_is_that_of_the_manager_who_reads_the_card() {
    for db in databases() {
        let database = &db.database;
        let house = house::found(database, "larkspur");
        let ruth = house.person(database, "Ruth Calder", Role::Manager, &[house.billing], None);
        let form = FormRow {
            organisation_id: house.organisation,
            id: FormId::at(now()),
            slug: "main".to_owned(),
            title: "Tell us".to_owned(),
            team_id: None,
            location: None,
            created_at: micros(now()),
            closed_at: None,
            design: String::new(),
        };
        let kept = form.clone();
        database.write(move |connection| forms::insert(connection, &kept)).unwrap();
        let mut card = house.card(Kind::Praise, "Derrick was kind.", ago(1));
        card.form_id = Some(form.id);
        let key = card.once_key.clone();
        house.leave(database, card, &[(house.derrick, "Derrick", Polarity::Praise)]);

        let told = || database.read(|connection| receipt::read(connection, &form, &key, now())).unwrap();
        assert_eq!(told().manager.map(|manager| manager.id), Some(ruth.member));
        assert_eq!(told().letter_weekday, None, "nobody gets a letter yet, so none is promised");

        let (organisation, member) = (house.organisation, Some(ruth.member));
        let begin = move |weekday| NewSubscription {
            member,
            wishes: Wishes::weekly(weekday, 7, ""),
            ..NewSubscription::default()
        };
        let letter = database
            .write(move |connection| subscriptions::create(connection, organisation, &begin(4), now()))
            .unwrap();
        assert_eq!(told().letter_weekday, Some(4));
        database.write(move |connection| subscriptions::stop(connection, &letter.stop_token, now())).unwrap();
        assert_eq!(told().letter_weekday, None);
    }
}
