//! When digests are written: once for each subscription and period, whatever else runs, stands still or moves.

use super::house::{House, Made, URL, at, in_every_store};
use jiff::ToSpan;
use smilecard::domain::ids::SubscriptionId;
use smilecard::services::subscriptions as service;
use smilecard::store::columns::{micros, moment};
use smilecard::store::{Database, Sizes, digests, outbox, subscriptions};
use smilecard::worker::schedule;

fn periods(house: &House, subscription: SubscriptionId) -> Vec<(String, String)> {
    let organisation = house.organisation;
    let rows = house
        .database
        .read(|connection| digests::of_subscription(connection, organisation, subscription, 100))
        .unwrap();
    let said = |micros| moment(micros).unwrap().to_string();
    rows.into_iter().rev().map(|row| (said(row.period_start), said(row.period_end))).collect()
}

#[test]
fn a_digest_is_written_once_for_each_subscription_and_period() {
    in_every_store(|house| {
        let ruth = house.subscribe_ruth(at("2026-11-04T10:00:00Z"));
        let early = house.schedule(at("2026-11-09T06:59:59Z"));
        assert_eq!((early.issued, early.passed), (0, 0));
        for moment in ["2026-11-09T07:00:00Z", "2026-11-09T07:00:00Z", "2026-11-09T07:00:05Z", "2026-11-12T12:00:00Z"] {
            house.schedule(at(moment));
        }
        assert_eq!(periods(house, ruth.id), [("2026-11-02T00:00:00Z".to_owned(), "2026-11-09T00:00:00Z".to_owned())]);
        let organisation = house.organisation;
        let letters = house.database.read(|connection| outbox::newest(connection, organisation, 10)).unwrap();
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to_address, "ruth@larkspur.example");
        house.schedule(at("2026-11-16T07:00:00Z"));
        assert_eq!(periods(house, ruth.id)[1].0, "2026-11-09T00:00:00Z");
    });
}

#[test]
fn two_schedulers_at_once_write_each_digest_once() {
    in_every_store(|house| {
        let now = at("2026-11-04T10:00:00Z");
        for number in 0..40 {
            house.subscribe(&format!("reader{number}@larkspur.example"), 1, 7, "Europe/London", now);
        }
        let due = at("2026-11-09T07:00:00Z");
        // Each has its own handle on the database, as two instances would on PostgreSQL.
        let issued: usize = std::thread::scope(|threads| {
            let runs: Vec<_> = (0..3)
                .map(|_| {
                    let database = match house.url.sqlite_path() {
                        Some(_) => house.database.clone(),
                        None => Database::open(&house.url, Sizes::default()).unwrap(),
                    };
                    threads.spawn(move || schedule::run(&database, &house.templates, URL, due).unwrap())
                })
                .collect();
            runs.into_iter().map(|run| run.join().unwrap().issued).sum()
        });
        assert_eq!(issued, 40);
        let organisation = house.organisation;
        let (letters, kept) = house
            .database
            .read(|connection| {
                Ok((outbox::newest(connection, organisation, 200)?, digests::newest(connection, organisation, 200)?))
            })
            .unwrap();
        assert_eq!((letters.len(), kept.len()), (40, 40));
        let readers: std::collections::BTreeSet<_> = letters.iter().map(|letter| &letter.to_address).collect();
        assert_eq!(readers.len(), 40);
    });
}

#[test]
fn windows_adjoin_over_both_clock_changes_and_each_card_is_told_of_once() {
    in_every_store(|house| {
        let reader = house.subscribe("all@larkspur.example", 7, 2, "America/New_York", at("2026-10-15T10:00:00Z"));
        // One card a day at the local midnight, the very edge of two windows each Sunday.
        let zone = smilecard::domain::calendar::zone("America/New_York").unwrap();
        let (mut day, mut cards) = (jiff::civil::date(2026, 10, 11), 0);
        while day < jiff::civil::date(2026, 11, 15) {
            let received = day.to_zoned(zone.clone()).unwrap().timestamp().to_string();
            house.card(Made::praise(&received, "Thank you."));
            (day, cards) = (day.saturating_add(1.days()), cards + 1);
        }
        let mut hours = Vec::new();
        for _ in 0..5 {
            let organisation = house.organisation;
            let due =
                house.database.read(|connection| subscriptions::by_id(connection, organisation, reader.id)).unwrap();
            let due = moment(due.due_at).unwrap();
            hours.push(due.to_zoned(zone.clone()).hour());
            assert_eq!(house.schedule(due).issued, 1);
        }
        assert_eq!(hours, [2, 2, 2, 2, 2]);
        let windows = periods(house, reader.id);
        assert!(windows.windows(2).all(|pair| pair[0].1 == pair[1].0), "{windows:?}");
        // The clocks went back on Sunday 1 November: that window has an hour more.
        assert_eq!(windows[3], ("2026-11-01T04:00:00Z".to_owned(), "2026-11-08T05:00:00Z".to_owned()));
        let organisation = house.organisation;
        let told: u64 = house
            .database
            .read(|connection| digests::newest(connection, organisation, 10))
            .unwrap()
            .iter()
            .map(|digest| digest.subject.split(' ').next().unwrap().parse::<u64>().unwrap())
            .sum();
        assert_eq!((cards, told), (35, 35));
    });
}

#[test]
fn after_weeks_of_standing_still_one_letter_covers_the_gap() {
    in_every_store(|house| {
        let ruth = house.subscribe_ruth(at("2026-09-02T10:00:00Z"));
        house.card(Made::praise("2026-09-01T10:00:00Z", "Quick and kind."));
        house.card(Made::praise("2026-10-20T10:00:00Z", "Kind and quick."));
        assert_eq!(house.schedule(at("2026-11-11T12:00:00Z")).issued, 1);
        assert_eq!(periods(house, ruth.id), [("2026-08-30T23:00:00Z".to_owned(), "2026-11-09T00:00:00Z".to_owned())]);
        let organisation = house.organisation;
        let digest = house.database.read(|connection| digests::newest(connection, organisation, 1)).unwrap().remove(0);
        assert_eq!(digest.subject, "2 smiles, 0 complaints, nothing needs you");
        assert!(digest.body_text.contains("This letter covers 70 days."), "{}", digest.body_text);
        assert!(digest.body_text.contains("2 more than the 70 days before"));
        assert_eq!(house.schedule(at("2026-11-16T07:00:00Z")).issued, 1);
        assert_eq!(periods(house, ruth.id)[1].0, "2026-11-09T00:00:00Z");
    });
}

#[test]
fn an_empty_week_is_told_of_too() {
    in_every_store(|house| {
        house.subscribe_ruth(at("2026-11-04T10:00:00Z"));
        assert_eq!(house.schedule(at("2026-11-09T07:00:00Z")).issued, 1);
        let organisation = house.organisation;
        let digest = house.database.read(|connection| digests::newest(connection, organisation, 1)).unwrap().remove(0);
        assert_eq!(digest.subject, "0 cards, nothing needs you");
        assert!(digest.body_text.contains("0 cards came in"), "{}", digest.body_text);
    });
}

#[test]
fn a_stopped_subscription_gets_no_letter_and_a_disabled_member_neither() {
    in_every_store(|house| {
        let (now, due) = (at("2026-11-04T10:00:00Z"), at("2026-11-09T07:00:00Z"));
        let plain = house.subscribe("all@larkspur.example", 1, 7, "Europe/London", now);
        let ruth = house.subscribe_ruth(now);
        let token = plain.stop_token.clone();
        let (first, again) = house.write(move |connection| {
            let first = service::stop(connection, &token, now)?;
            Ok((first, service::stop(connection, &token, due)?))
        });
        assert_eq!((first.stopped_at, again.stopped_at), (Some(micros(now)), Some(micros(now))));
        let (organisation, member) = (house.organisation, house.ruth);
        house.write(move |connection| {
            let mut row = smilecard::store::members::by_id(connection, organisation, member)?;
            row.disabled_at = Some(micros(now));
            smilecard::store::members::update(connection, &row)
        });
        assert_eq!(house.schedule(due).issued, 0);
        let after = house.database.read(|connection| subscriptions::by_id(connection, organisation, ruth.id)).unwrap();
        assert_eq!(after.stopped_at, Some(micros(due)));
        let unknown = house.database.read(|connection| service::by_token(connection, "nonsense").map(|_| ()));
        assert_eq!(unknown.unwrap_err().kind(), smilecard::error::Kind::NotFound);
    });
}

#[test]
fn a_subscription_that_can_not_be_written_for_holds_up_nobody() {
    in_every_store(|house| {
        let now = at("2026-11-04T10:00:00Z");
        let broken = house.subscribe("a@larkspur.example", 1, 7, "Europe/London", now);
        house.subscribe("b@larkspur.example", 1, 7, "Europe/London", now);
        let mut copy = broken.clone();
        copy.id = SubscriptionId::at(now);
        copy.zone = "Atlantis/Capital".to_owned();
        copy.stop_token = "other".to_owned();
        copy.due_at -= 1;
        house.write(move |connection| subscriptions::insert(connection, &copy));
        let run = house.schedule(at("2026-11-09T07:00:00Z"));
        assert_eq!((run.issued, run.failed), (2, 1));
    });
}
