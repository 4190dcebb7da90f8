//! Letters to addresses that letters came back from: written, not sent, and visible (R44).

use super::house::{House, at, in_every_store};
use smilecard::clock::Clock;
use smilecard::domain::ids::LetterId;
use smilecard::store::columns::micros;
use smilecard::store::outbox;
use smilecard::store::suppressions::{self, SuppressionRow};
use smilecard::worker::{Wake, letters};

#[test]
fn a_digest_to_a_suppressed_address_is_written_and_not_sent_and_can_be_seen_r44() {
    in_every_store(|house| {
        house.subscribe("board@larkspur.example", 1, 7, "Europe/London", at("2026-11-04T10:00:00Z"));
        house.subscribe("chair@larkspur.example", 1, 7, "Europe/London", at("2026-11-04T10:00:00Z"));
        let (organisation, now) = (house.organisation, at("2026-11-05T10:00:00Z"));
        house.write(move |connection| {
            suppressions::keep(
                connection,
                &SuppressionRow {
                    organisation_id: organisation,
                    address: "board@larkspur.example".to_owned(),
                    cause: "hard".to_owned(),
                    detail: "5.1.1".to_owned(),
                    letter_id: LetterId::at(now),
                    score: 0,
                    first_at: micros(now),
                    last_at: micros(now),
                    suppressed_at: Some(micros(now)),
                },
            )
        });
        let due = at("2026-11-09T07:00:00Z");
        house.schedule(due);
        let (mailer, caught) = House::catcher();
        let tools = house.tools(mailer, &Clock::fixed(due));
        letters::send_waiting(&tools, &Wake::default()).unwrap();
        let sent: Vec<String> = caught.newest().into_iter().map(|message| message.to).collect();
        assert_eq!(sent, ["chair@larkspur.example"]);
        let rows = house.database.read(|connection| outbox::newest(connection, organisation, 10)).unwrap();
        let held = rows.iter().find(|row| row.to_address == "board@larkspur.example").unwrap();
        assert_eq!(held.state, "withheld");
        assert_eq!(held.last_error.as_deref(), Some("a letter came back for good (5.1.1)"));
        assert_eq!(letters::send_waiting(&tools, &Wake::default()).unwrap().tried(), 0, "it is not taken up again");
    });
}
