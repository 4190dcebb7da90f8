//! What customers, rosters and settings could hold to break a letter: nothing of it gets out of its place.

use super::content::ruths_letter;
use super::house::{House, Made, at, in_every_store};
use mail_parser::MessageParser;
use proptest::test_runner::{Config, TestRunner};
use smilecard::clock::Clock;
use smilecard::mail::{Mailer, Outgoing, message};
use smilecard::store::columns::micros;
use smilecard::store::{members, organisations, outbox};
use smilecard::worker::{Wake, letters};

const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>bold</b>",
    "\r\nBcc: everybody@x.example\r\n\r\n<h1>new body</h1>",
    "\u{202e}gnp.exe\u{2066} right to left \u{200f}\u{61c}",
    "line\u{2028}and\u{2029}paragraph\u{85}next\u{0}nul\u{1b}[31m",
    "{{ 123456 * 1000 }} {% include \"mail/base.html\" %} {# comment #}",
    "https://evil.example/?a=1&b=<2> javascript:alert(1)",
    "שלום עולם 👩‍👩‍👧‍👦 你好 Ünïcödé z̷̡̢a̴l̵g̶o̷",
    ".\n.\n..\nFrom someone\n--=_smilecard_00000000000000000000000000000007--\n",
    "=\n=3D=?utf-8?q?x?=",
];

/// Puts each of the hostile texts into every field that a letter shows.
fn poisoned(house: &House, text: &str) {
    let long = format!("{text} {}", "w".repeat(10_000));
    let (organisation, ruth, derrick) = (house.organisation, house.ruth, house.derrick);
    let (billing, name) = (house.billing, text.to_owned());
    house.write(move |connection| {
        let mut member = members::by_id(connection, organisation, ruth)?;
        member.name.clone_from(&name);
        members::update(connection, &member)?;
        let mut agent = smilecard::store::roster::agent(connection, organisation, derrick)?;
        agent.name.clone_from(&name);
        smilecard::store::roster::update_agent(connection, &agent)?;
        let team = smilecard::domain::ids::TeamId::at(at("2026-08-03T08:00:01Z"));
        let row = smilecard::store::roster::TeamRow {
            organisation_id: organisation,
            id: team,
            name: name.clone(),
            created_at: 0,
        };
        smilecard::store::roster::insert_team(connection, &row)?;
        smilecard::store::roster::let_lead(connection, organisation, team, ruth)?;
        let _ = billing;
        agent.team_id = Some(team);
        smilecard::store::roster::update_agent(connection, &agent)
    });
    let about = [(derrick, text)];
    house.card(Made { about: &about, ..Made::complaint("2026-11-10T10:00:00Z", &long) });
    house.card(Made {
        about: &about,
        owner: Some(ruth),
        customer: Some(text),
        ..Made::complaint("2026-11-10T11:00:00Z", text)
    });
    house.card(Made { about: &about, score: 0.9, ..Made::praise("2026-11-10T12:00:00Z", &long) });
    house.card(Made { maybe: &[(derrick, text), (house.odile, text)], ..Made::praise("2026-11-10T13:00:00Z", text) });
}

#[test]
fn hostile_words_in_every_field_stay_words() {
    for text in HOSTILE {
        in_every_store(|house| one_hostile_text(house, text));
    }
}

fn one_hostile_text(house: &House, text: &str) {
    // PostgreSQL keeps no NUL; the intake takes it out.
    poisoned(house, &text.replace('\0', ""));
    let letter = ruths_letter(house);
    let page = scraper::Html::parse_document(&letter.html);
    let count = |what: &str| page.select(&scraper::Selector::parse(what).unwrap()).count();
    assert_eq!((count("script"), count("img"), count("h1"), count("iframe"), count("[onerror]")), (0, 0, 1, 0, 0));
    for link in page.select(&scraper::Selector::parse("a").unwrap()) {
        assert!(link.value().attr("href").unwrap().starts_with(super::house::URL));
    }
    for part in [&letter.subject, &letter.text, &letter.html] {
        assert!(!part.contains(['\u{202e}', '\u{2066}', '\u{2028}', '\u{2029}', '\u{85}', '\0', '\u{1b}']));
    }
    let said = letter.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.starts_with("{{") {
        assert!(said.contains("{{ 123456 * 1000 }} {% include"), "{said}");
    }
    assert!(!said.contains("123456000"));
    assert!(letter.html.len() <= 100_000 && !letter.subject.contains('\n'));
}

#[test]
fn a_line_feed_in_a_readers_name_never_stops_the_letters_after_it() {
    in_every_store(|house| {
        let (organisation, now) = (house.organisation, at("2026-11-04T10:00:00Z"));
        let plain = house.subscribe("eve@larkspur.example", 1, 7, "Europe/London", now);
        house.subscribe("next@larkspur.example", 1, 7, "Europe/London", now);
        assert_eq!(house.schedule(at("2026-11-09T07:00:00Z")).issued, 2);
        // As if an older version had stored it: straight into the outbox.
        house.write(move |connection| {
            let mut row = outbox::newest(connection, organisation, 10)?.remove(0);
            row.id = smilecard::domain::ids::LetterId::at(now);
            row.to_name = "Eve\nBcc: x@x.example".to_owned();
            row.subject = "Hello\r\nBcc: y@x.example".to_owned();
            row.list_id = Some("Lark\nspur <dig\nest>".to_owned());
            row.unsubscribe_url = Some("https://x.example/\r\nBcc: z@x.example".to_owned());
            row.run_at = micros(now);
            outbox::insert(connection, &row)?;
            let mut organisation = organisations::by_id(connection, organisation)?;
            organisation.name = "x".to_owned();
            Ok(organisation)
        });
        let (mailer, caught) = House::catcher();
        let clock = Clock::fixed(at("2026-11-09T07:00:01Z"));
        let batch = letters::send_waiting(&house.tools(mailer, &clock), &Wake::default()).unwrap();
        assert_eq!((batch.sent, batch.dead), (3, 0));
        for message in caught.newest() {
            let read = MessageParser::default().parse(&message.raw).unwrap();
            assert!(read.bcc().is_none() && read.to().unwrap().iter().count() == 1);
            assert_eq!(read.parts.len(), 3);
        }
        assert!(plain.stopped_at.is_none());
    });
}

#[test]
fn what_is_read_back_is_what_was_written() {
    let from = smilecard::config::Sender::parse("Smilecard <cards@mail.example>").unwrap();
    let mut runner = TestRunner::new(Config { cases: 300, ..Config::default() });
    let text = "[ -~\u{e0}-\u{17f}\u{4e00}-\u{4e20}😀\n]{0,400}";
    runner
        .run(&(text, "[ -~À-ž你😀]{1,60}"), |(text, subject)| {
            let letter = Outgoing {
                id: uuid::Uuid::from_u128(7),
                to_name: subject.clone(),
                to_address: "ruth@larkspur.example".to_owned(),
                subject: subject.clone(),
                html: Some(format!("<p>{text}</p>")),
                text: text.clone(),
                list_id: None,
                unsubscribe_url: None,
                written_at: at("2026-11-16T07:00:00Z"),
                return_path: None,
                reply_to: None,
                in_reply_to: None,
                personal: false,
            };
            let raw = message(&letter, &from).unwrap().formatted();
            let read = MessageParser::default().parse(&raw).unwrap();
            let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(squeeze(&read.body_text(0).unwrap()), squeeze(&text));
            assert_eq!(squeeze(&read.body_html(0).unwrap()), squeeze(&format!("<p>{text}</p>")));
            assert_eq!(squeeze(read.subject().unwrap_or("")), squeeze(&subject));
            let body = raw.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
            assert!(raw[body..].split(|byte| *byte == b'\n').all(|line| line.len() <= 77));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_letter_nobody_can_get_is_given_up_and_the_others_go() {
    in_every_store(|house| {
        let (organisation, now) = (house.organisation, at("2026-11-04T10:00:00Z"));
        house.subscribe("next@larkspur.example", 1, 7, "Europe/London", now);
        house.schedule(at("2026-11-09T07:00:00Z"));
        house.write(move |connection| {
            let mut row = outbox::newest(connection, organisation, 1)?.remove(0);
            row.id = smilecard::domain::ids::LetterId::at(now);
            row.to_address = "no address\r\nBcc: x@x.example".to_owned();
            row.run_at = micros(now);
            outbox::insert(connection, &row)
        });
        let (mailer, caught): (Mailer, _) = House::catcher();
        let clock = Clock::fixed(at("2026-11-09T07:00:01Z"));
        let batch = letters::send_waiting(&house.tools(mailer, &clock), &Wake::default()).unwrap();
        assert_eq!((batch.sent, batch.dead, caught.newest().len()), (1, 1, 1));
    });
}
