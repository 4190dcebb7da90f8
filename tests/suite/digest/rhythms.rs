//! Days and hours all over the world, cards that come late, clocks that jump, pauses: each card stored after a
//! subscription began is in exactly one of its digests.

use super::house::{House, Made, at, in_every_store};
use jiff::{SignedDuration, Timestamp};
use smilecard::clock::Clock;
use smilecard::domain::ids::SubscriptionId;
use smilecard::domain::{Cadence, calendar};
use smilecard::services::subscriptions::{self as service, NewSubscription, Wishes};
use smilecard::store::columns::{micros, moment};
use smilecard::store::digests::DigestRow;
use smilecard::store::subscriptions::SubscriptionRow;
use smilecard::store::{digests, members, outbox, subscriptions};
use smilecard::worker::{Wake, letters};

const ZONES: [&str; 60] = [
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Dublin",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Madrid",
    "Europe/Rome",
    "Europe/Warsaw",
    "Europe/Athens",
    "Europe/Helsinki",
    "Europe/Bucharest",
    "Europe/Chisinau",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Atlantic/Azores",
    "Atlantic/Reykjavik",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Africa/Johannesburg",
    "Asia/Beirut",
    "Asia/Jerusalem",
    "Asia/Gaza",
    "Asia/Dubai",
    "Asia/Tehran",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Yangon",
    "Asia/Bangkok",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Perth",
    "Australia/Eucla",
    "Australia/Adelaide",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Apia",
    "Pacific/Norfolk",
    "Pacific/Honolulu",
    "Pacific/Marquesas",
    "Pacific/Easter",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/St_Johns",
    "America/Halifax",
    "America/Havana",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/Nuuk",
];

fn digests_of(house: &House, subscription: SubscriptionId) -> Vec<DigestRow> {
    let organisation = house.organisation;
    let mut rows = house
        .database
        .read(|connection| digests::of_subscription(connection, organisation, subscription, 1000))
        .unwrap();
    rows.reverse();
    rows
}

fn row_of(house: &House, subscription: SubscriptionId) -> SubscriptionRow {
    let organisation = house.organisation;
    house.database.read(|connection| subscriptions::by_id(connection, organisation, subscription)).unwrap()
}

/// "12 smiles, 3 complaints, …" in cards.
fn told(digest: &DigestRow) -> usize {
    if digest.subject.starts_with("0 cards") {
        return 0;
    }
    let mut numbers = digest.subject.split(", ").map(|part| part.split(' ').next().unwrap().parse::<usize>().unwrap());
    numbers.next().unwrap() + numbers.next().unwrap()
}

fn begin(house: &House, email: &str, wishes: Wishes, now: Timestamp) -> SubscriptionRow {
    let (organisation, email) = (house.organisation, email.to_owned());
    house.write(move |connection| {
        let wanted = NewSubscription { email: &email, wishes, ..NewSubscription::default() };
        service::create(connection, organisation, &wanted, now)
    })
}

/// A subscription that is followed over three letters around a change of the clocks.
struct Followed {
    row: SubscriptionRow,
    began: Timestamp,
    hour: i32,
}

#[test]
fn sixty_time_zones_over_both_clock_changes_of_three_years() {
    in_every_store(|house| {
        let (from, until) = (at("2026-01-05T00:00:00Z"), at("2029-01-01T00:00:00Z"));
        // When each begins: nine days before each change of its clocks; once where clocks don't change.
        let mut starts: Vec<(Timestamp, usize)> = Vec::new();
        for (number, name) in ZONES.iter().enumerate() {
            let zone = calendar::zone(name).unwrap();
            let changes: Vec<Timestamp> =
                zone.following(from).map(|change| change.timestamp()).take_while(|change| *change < until).collect();
            if changes.is_empty() {
                starts.push((from + SignedDuration::from_hours(24), number));
            }
            starts.extend(changes.into_iter().map(|change| (change - SignedDuration::from_hours(9 * 24), number)));
        }
        starts.sort_unstable();
        assert!(starts.len() > 200, "{}", starts.len());

        // A card every eleven hours, as (stored, received, counted from); each seventh is stored four days late, as one
        // out of a pile.
        let mut cards: Vec<(Timestamp, Timestamp, Timestamp)> = Vec::new();
        let mut received = at("2025-12-01T00:00:00Z");
        while received < until {
            let late =
                if cards.len().is_multiple_of(7) { SignedDuration::from_hours(96) } else { SignedDuration::ZERO };
            cards.push((received + late, received, received));
            received += SignedDuration::from_hours(11);
        }
        cards.sort_unstable();

        let mut running: Vec<Followed> = Vec::new();
        let (mut next_start, mut next_card, mut letters) = (0, 0, 0);
        // Until when some letter has closed the past; what is stored later counts from there.
        let mut closed = Timestamp::MIN;
        loop {
            let start = starts.get(next_start).map(|(start, _)| *start);
            let due = running.iter().map(|one| moment(one.row.due_at).unwrap()).min();
            let Some(now) = [start, due].into_iter().flatten().min() else { break };
            while next_card < cards.len() && cards[next_card].0 <= now {
                let received = cards[next_card].1;
                house.card(Made::praise(&received.to_string(), "Thank you."));
                cards[next_card].2 = received.max(closed);
                next_card += 1;
            }
            if start == Some(now) {
                let (_, number) = starts[next_start];
                next_start += 1;
                let hour = i32::try_from(number % 24).unwrap();
                let weekday = i32::try_from(number % 7 + 1).unwrap();
                let wishes = Wishes::weekly(weekday, hour, ZONES[number]);
                let row = begin(house, &format!("reader{number}@larkspur.example"), wishes, now);
                closed = closed.max(moment(row.period_start).unwrap());
                running.push(Followed { row, began: now, hour });
                continue;
            }
            // A second before the hour there is nothing to do.
            assert_eq!(house.schedule(now - SignedDuration::from_secs(1)).issued, 0, "{now}");
            let run = house.schedule(now);
            assert_eq!(run.failed, 0);
            letters += run.issued;
            for one in &mut running {
                one.row = row_of(house, one.row.id);
                closed = closed.max(moment(one.row.period_start).unwrap());
            }
            running.retain(|one| {
                let written = digests_of(house, one.row.id);
                if written.len() < 3 {
                    return true;
                }
                check(one, &written, &cards);
                let token = one.row.stop_token.clone();
                house.write(move |connection| service::stop(connection, &token, now).map(|_| ()));
                false
            });
        }
        assert_eq!(letters, starts.len() * 3);
    });
}

fn check(one: &Followed, written: &[DigestRow], cards: &[(Timestamp, Timestamp, Timestamp)]) {
    let zone = calendar::zone(&one.row.zone).unwrap();
    let name = &one.row.zone;
    assert!(written.windows(2).all(|pair| pair[0].period_end == pair[1].period_start), "{name}");
    for digest in written {
        let composed = moment(digest.composed_at).unwrap().to_zoned(zone.clone());
        let days = (digest.period_end - digest.period_start) as f64 / 86_400e6;
        assert!((6.9..7.1).contains(&days), "{name} {days}");
        assert_eq!(i32::from(composed.weekday().to_monday_one_offset()), one.row.weekday, "{name} {composed}");
        // Where the clock jumps over the hour, the letter comes the moment after.
        assert!((0..=1).contains(&(i32::from(composed.hour()) - one.hour)), "{name} {composed} {}", one.hour);
    }
    let (first, last) = (&written[0], &written[2]);
    let (start, end) = (moment(first.period_start).unwrap(), moment(last.period_end).unwrap());
    let last_composed = moment(last.composed_at).unwrap();
    let stored = cards.iter().filter(|(stored, ..)| *stored <= last_composed);
    let wanted = stored.filter(|(.., counted)| (start..end).contains(counted)).count();
    // Whatever was stored while it ran is among them, however old, or in the letter after them.
    for (stored, received, counted) in cards {
        if *stored > one.began && *stored <= last_composed && *received < end {
            assert!(*counted >= start, "{name}: {received} stored {stored}");
        }
    }
    assert_eq!(written.iter().map(told).sum::<usize>(), wanted, "{name} from {}", one.began);
}

#[test]
fn a_card_that_is_stored_after_its_letter_went_out_is_in_the_next_one() {
    in_every_store(|house| {
        let ruth = house.subscribe_ruth(at("2026-11-04T10:00:00Z"));
        house.card(Made::praise("2026-11-05T10:00:00Z", "Quick and kind."));
        house.schedule(at("2026-11-09T07:00:00Z"));
        // Read late, at the edge, and years old out of a pile.
        for received in ["2026-11-08T23:50:00Z", "2026-11-09T00:00:00Z", "2019-05-01T10:00:00Z"] {
            house.card(Made::praise(received, "Late."));
        }
        house.schedule(at("2026-11-16T07:00:00Z"));
        house.schedule(at("2026-11-23T07:00:00Z"));
        let counts: Vec<usize> = digests_of(house, ruth.id).iter().map(told).collect();
        assert_eq!(counts, [1, 3, 0]);
        let text = &digests_of(house, ruth.id)[1].body_text;
        assert!(text.contains("Two of them are older and were stored after their own letter."), "{text}");
    });
}

#[test]
fn cards_that_are_being_stored_while_windows_close_are_in_exactly_one_letter() {
    in_every_store(|house| {
        let now = at("2026-11-08T10:00:00Z");
        let reader = begin(
            house,
            "all@larkspur.example",
            Wishes { cadence: Cadence::Daily, hour: 0, zone: "UTC".to_owned(), ..Wishes::default() },
            now,
        );
        let stored = std::thread::scope(|threads| {
            let writers: Vec<_> = (0..3_u32)
                .map(|writer| {
                    threads.spawn(move || {
                        for number in 0..60_u32 {
                            // Around each midnight, before and after the letter of that hour.
                            let day = 9 + number / 10;
                            let received = match number % 2 {
                                0 => format!("2026-11-{:02}T23:59:59.{:06}Z", day - 1, number * 3 + writer),
                                _ => format!("2026-11-{day:02}T00:00:00.{:06}Z", number * 3 + writer),
                            };
                            house.card(Made::praise(&received, "Thank you."));
                        }
                        60
                    })
                })
                .collect();
            for day in 9..=14 {
                house.schedule(at(&format!("2026-11-{day:02}T00:00:00Z")));
                std::thread::yield_now();
            }
            writers.into_iter().map(|writer| writer.join().unwrap()).sum::<usize>()
        });
        for day in 15..=17 {
            house.schedule(at(&format!("2026-11-{day}T00:00:00Z")));
        }
        assert_eq!((stored, digests_of(house, reader.id).iter().map(told).sum::<usize>()), (180, 180));
    });
}

#[test]
fn a_clock_that_ran_ahead_and_came_back_costs_no_card_and_repeats_none() {
    in_every_store(|house| {
        let ruth = house.subscribe_ruth(at("2026-11-04T10:00:00Z"));
        house.card(Made::praise("2026-11-05T10:00:00Z", "One."));
        assert_eq!(house.schedule(at("2026-11-09T07:00:00Z")).issued, 1);
        house.card(Made::praise("2026-11-10T10:00:00Z", "Two."));
        // The clock says 2031 for a while; a card comes in, and a letter is written.
        house.card(Made::praise("2031-03-01T10:00:00Z", "Three."));
        assert_eq!(house.schedule(at("2031-03-05T10:00:00Z")).issued, 1);
        house.card(Made::praise("2031-03-05T10:00:01Z", "Four."));
        // It is set right.
        house.card(Made::praise("2026-11-11T10:00:00Z", "Five."));
        assert_eq!(house.schedule(at("2026-11-12T10:00:00Z")).issued, 0);
        let row = row_of(house, ruth.id);
        assert_eq!(moment(row.due_at).unwrap(), at("2026-11-16T07:00:00Z"));
        house.card(Made::praise("2026-11-13T10:00:00Z", "Six."));
        assert_eq!(house.schedule(at("2026-11-16T07:00:00Z")).issued, 1);
        assert_eq!(house.schedule(at("2026-11-23T07:00:00Z")).issued, 1);
        let mut counts: Vec<usize> = digests_of(house, ruth.id).iter().map(told).collect();
        assert_eq!(counts.iter().sum::<usize>(), 6, "{counts:?}");
        counts.sort_unstable();
        assert_eq!(counts, [0, 1, 2, 3]);
        // An hour back, as clocks do when they are corrected, changes nothing.
        assert_eq!(house.schedule(at("2026-11-23T06:00:00Z")).issued, 0);
        assert_eq!(moment(row_of(house, ruth.id).due_at).unwrap(), at("2026-11-30T07:00:00Z"));
    });
}

#[test]
fn letters_come_daily_and_monthly_too() {
    in_every_store(|house| {
        let now = at("2026-11-04T10:00:00Z");
        let zone = "Europe/London".to_owned();
        let daily = Wishes { cadence: Cadence::Daily, zone: zone.clone(), ..Wishes::default() };
        let monthly = Wishes { cadence: Cadence::Monthly, month_day: 31, zone, ..Wishes::default() };
        let (daily, monthly) =
            (begin(house, "d@larkspur.example", daily, now), begin(house, "m@larkspur.example", monthly, now));
        for day in 5..=30 {
            house.card(Made::praise(&format!("2026-11-{day:02}T05:00:00Z"), "Thank you."));
            house.schedule(at(&format!("2026-11-{day:02}T07:00:00Z")));
        }
        house.schedule(at("2026-12-31T07:00:00Z"));
        let (days, months) = (digests_of(house, daily.id), digests_of(house, monthly.id));
        assert_eq!((days.len(), months.len()), (27, 2));
        assert_eq!(days[..26].iter().map(told).sum::<usize>(), 25, "what came in on a day is told on the next");
        assert_eq!(months.iter().map(told).collect::<Vec<_>>(), [25, 1]);
        assert!(days[1].body_text.contains("than the day before"), "{}", days[1].body_text);
        assert!(months[1].body_text.contains("than the month before"), "{}", months[1].body_text);
        assert!(days[0].body_text.contains("You get this letter every day"));
        assert!(months[0].body_text.contains("on the 31st of each month, or its last day"));
    });
}

#[test]
fn a_paused_letter_waits_until_the_day_and_then_covers_the_pause() {
    in_every_store(|house| {
        let now = at("2026-11-04T10:00:00Z");
        let ruth = house.subscribe_ruth(now);
        let wishes = Wishes { paused_until: Some(jiff::civil::date(2026, 11, 30)), ..Wishes::of(&ruth).unwrap() };
        let row = ruth.clone();
        house.write(move |connection| service::change(connection, &row, wishes, now).map(|_| ()));
        house.card(Made::praise("2026-11-05T10:00:00Z", "One."));
        for monday in ["2026-11-09", "2026-11-16", "2026-11-23"] {
            assert_eq!(house.schedule(at(&format!("{monday}T07:00:00Z"))).issued, 0);
        }
        house.card(Made::praise("2026-11-26T10:00:00Z", "Two."));
        // The pause ends on a Monday: that Monday's letter comes.
        assert_eq!(house.schedule(at("2026-11-30T07:00:00Z")).issued, 1);
        let written = digests_of(house, ruth.id);
        assert_eq!((written.len(), told(&written[0]), written[0].period_start), (1, 2, ruth.period_start));
        assert!(written[0].body_text.contains("This letter covers 28 days."), "{}", written[0].body_text);
    });
}

#[test]
fn an_empty_letter_comes_unless_its_reader_wants_none_and_then_that_is_written_down() {
    in_every_store(|house| {
        let now = at("2026-11-04T10:00:00Z");
        let zone = "Europe/London".to_owned();
        let quiet = Wishes { skip_empty: true, zone: zone.clone(), ..Wishes::default() };
        let quiet = begin(house, "quiet@larkspur.example", quiet, now);
        begin(house, "every@larkspur.example", Wishes { zone, ..Wishes::default() }, now);
        assert_eq!(house.schedule(at("2026-11-09T07:00:00Z")).issued, 1);
        house.card(Made::praise("2026-11-10T10:00:00Z", "One."));
        assert_eq!(house.schedule(at("2026-11-16T07:00:00Z")).issued, 2);
        let organisation = house.organisation;
        let letters = house.database.read(|connection| outbox::newest(connection, organisation, 10)).unwrap();
        let of = |to: &str| letters.iter().filter(|letter| letter.to_address.starts_with(to)).count();
        assert_eq!((of("quiet"), of("every")), (1, 2));
        let states: Vec<String> = digests_of(house, quiet.id).into_iter().map(|row| row.state).collect();
        assert_eq!(states, ["skipped", "sent"]);
    });
}

#[test]
fn other_wishes_change_the_next_letter_and_open_no_gap() {
    in_every_store(|house| {
        let now = at("2026-11-04T10:00:00Z");
        let ruth = house.subscribe_ruth(now);
        house.card(Made::praise("2026-11-05T10:00:00Z", "One."));
        house.schedule(at("2026-11-09T07:00:00Z"));
        let row = row_of(house, ruth.id);
        let wishes = Wishes { weekday: 4, hour: 16, zone: "Asia/Tokyo".to_owned(), ..Wishes::of(&row).unwrap() };
        house
            .write(move |connection| service::change(connection, &row, wishes, at("2026-11-09T08:00:00Z")).map(|_| ()));
        house.card(Made::praise("2026-11-11T10:00:00Z", "Two."));
        // Thursday 16:00 in Tokyo.
        assert_eq!(house.schedule(at("2026-11-12T06:59:59Z")).issued, 0);
        assert_eq!(house.schedule(at("2026-11-12T07:00:00Z")).issued, 1);
        let written = digests_of(house, ruth.id);
        assert_eq!(written[0].period_end, written[1].period_start);
        assert_eq!(written.iter().map(told).collect::<Vec<_>>(), [1, 1]);
        for wrong in [
            Wishes { hour: 24, ..Wishes::default() },
            Wishes { month_day: 0, ..Wishes::default() },
            Wishes { zone: "Mars/Olympus".to_owned(), ..Wishes::default() },
            Wishes { language: "tlh".to_owned(), ..Wishes::default() },
            Wishes { place: Some("The moon".to_owned()), ..Wishes::default() },
        ] {
            let row = row_of(house, ruth.id);
            let refused = house.database.write(move |connection| service::change(connection, &row, wrong, now));
            assert_eq!(refused.unwrap_err().kind(), smilecard::error::Kind::Invalid);
        }
    });
}

#[test]
fn who_lost_a_team_between_writing_and_sending_reads_nothing_of_it() {
    in_every_store(|house| {
        let now = at("2026-11-04T10:00:00Z");
        let ruth = house.subscribe_ruth(now);
        let board = begin(house, "board@larkspur.example", Wishes::weekly(1, 7, "Europe/London"), now);
        house.card(Made {
            about: &[(house.odile, "Odile")],
            ..Made::complaint("2026-11-05T10:00:00Z", "Odile was short with me.")
        });
        house.card(Made {
            about: &[(house.derrick, "Derrick")],
            ..Made::praise("2026-11-05T11:00:00Z", "Derrick was kind.")
        });
        let due = at("2026-11-09T07:00:00Z");
        assert_eq!(house.schedule(due).issued, 2);
        assert!(digests_of(house, ruth.id)[0].body_text.contains("Odile"));
        // She loses the shop, and the board's letter is stopped.
        let (organisation, member, shop) = (house.organisation, house.ruth, house.shop);
        let token = board.stop_token.clone();
        house.write(move |connection| {
            smilecard::store::roster::stop_leading(connection, organisation, shop, member)?;
            service::stop(connection, &token, due).map(|_| ())
        });
        let (mailer, caught) = House::catcher();
        let tools = house.tools(mailer, &Clock::fixed(due));
        while letters::send_waiting(&tools, &Wake::default()).unwrap().tried() > 0 {}
        let sent = caught.newest();
        assert_eq!(sent.len(), 1);
        let raw = format!("{:?}", sent[0]);
        assert!(!raw.contains("Odile"), "{raw}");
        let kept = digests_of(house, ruth.id).remove(0);
        assert!(kept.body_text.contains("Derrick") && !kept.body_text.contains("Odile"), "{}", kept.body_text);
        let state = |id: SubscriptionId| {
            let digest = digests_of(house, id).remove(0);
            house.database.read(|connection| outbox::state_of(connection, organisation, digest.id.uuid())).unwrap()
        };
        assert_eq!((state(ruth.id).as_deref(), state(board.id).as_deref()), (Some("sent"), Some("withheld")));

        // Who may no longer sign in gets nothing that was written before.
        assert_eq!(house.schedule(at("2026-11-16T07:00:00Z")).issued, 1);
        house.write(move |connection| {
            let mut row = members::by_id(connection, organisation, member)?;
            row.disabled_at = Some(micros(due));
            members::update(connection, &row)
        });
        let tools = house.tools(House::catcher().0, &Clock::fixed(at("2026-11-16T07:00:00Z")));
        while letters::send_waiting(&tools, &Wake::default()).unwrap().tried() > 0 {}
        let newest = digests_of(house, ruth.id).pop().unwrap();
        let state =
            house.database.read(|connection| outbox::state_of(connection, organisation, newest.id.uuid())).unwrap();
        assert_eq!(state.as_deref(), Some("withheld"));
    });
}
