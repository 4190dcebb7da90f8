//! A reader's own desk: their letters, changed on a page; those that were sent, read as they were sent; the cards behind
//! a figure; and sending again by command.

use super::house::URL;
use crate::pages::{Page, get, post};
use crate::place::Place;
use crate::support::house::{self, House, Person, ago, now};
use crate::support::{TestDatabase, databases};
use actix_web::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use smilecard::domain::{Kind, Polarity, Role};
use smilecard::render::Templates;
use smilecard::store::AnyConnection;
use smilecard::store::columns::moment;
use smilecard::store::digests::{self, DigestRow};
use smilecard::store::logos::{self, LogoRow};
use smilecard::store::set_aside::{self, AsideRow};
use smilecard::store::subscriptions::{self, SubscriptionRow};
use smilecard::worker::schedule;

struct Scene {
    db: TestDatabase,
    house: House,
    admin: Person,
    ruth: Person,
    olga: Person,
    derrick: Person,
    stranger: Person,
}

fn scenes() -> Vec<Scene> {
    databases()
        .into_iter()
        .map(|db| {
            let house = house::found(&db.database, "larkspur");
            let next_door = house::found(&db.database, "nextdoor");
            let person = |name: &str, role, leads: &[_], agent| house.person(&db.database, name, role, leads, agent);
            Scene {
                admin: person("Ada Admin", Role::Admin, &[], None),
                ruth: person("Ruth Calder", Role::Manager, &[house.billing], None),
                olga: person("Olga Other", Role::Manager, &[house.shop], None),
                derrick: person("Derrick Hale", Role::Agent, &[], Some(house.derrick)),
                stranger: next_door.person(&db.database, "Stan Stranger", Role::Admin, &[], None),
                house,
                db,
            }
        })
        .collect()
}

const WEEKLY: [(&str, &str); 7] = [
    ("cadence", "weekly"),
    ("weekday", "1"),
    ("month_day", "1"),
    ("hour", "7"),
    ("zone", "Europe/London"),
    ("shows", "all"),
    ("paused_until", ""),
];

/// The usual wishes, but for these.
fn wishes<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> =
        WEEKLY.into_iter().filter(|(name, _)| other.iter().all(|(known, _)| known != name)).collect();
    fields.extend(other);
    fields
}

impl Scene {
    fn letters(&self) -> Vec<SubscriptionRow> {
        let organisation = self.house.organisation;
        self.db.database.read(|connection| subscriptions::of_organisation(connection, organisation)).unwrap()
    }

    fn get(&self, path: &str, person: Option<&Person>) -> Page {
        get(&self.db.database, path, person)
    }

    fn post(&self, path: &str, person: Option<&Person>, fields: &[(&str, &str)]) -> Page {
        post(&self.db.database, path, person, fields)
    }

    /// Writes what is due at `at`; answers with the newest digest.
    fn write(&self, at: Timestamp) -> DigestRow {
        let templates = Templates::load(None).unwrap();
        schedule::run(&self.db.database, &templates, URL, at).unwrap();
        let organisation = self.house.organisation;
        self.db.database.read(|connection| digests::newest(connection, organisation, 1)).unwrap().remove(0)
    }
}

#[test]
fn a_manager_begins_changes_pauses_stops_and_resumes_a_letter_of_their_own() {
    for s in scenes() {
        let empty = s.get("/letters", Some(&s.ruth));
        assert!(empty.html.contains("Begin a letter") && !empty.html.contains("Everybody’s letters"));
        let begun = s.post("/letters", Some(&s.ruth), &wishes(&[]));
        assert_eq!((begun.status, begun.location.as_str()), (StatusCode::SEE_OTHER, "/letters?done=begun"));
        let row = s.letters().remove(0);
        assert_eq!(row.member_id, Some(s.ruth.member));
        let page = s.get("/letters?done=begun", Some(&s.ruth));
        assert!(page.html.contains("On Mondays at 07:00") && page.html.contains("The letter begins."), "{}", page.html);

        let path = format!("/letters/{}", row.id);
        let daily = wishes(&[("cadence", "daily"), ("hour", "16"), ("shows", "complaints"), ("absent", "yes")]);
        assert_eq!(s.post(&path, Some(&s.ruth), &daily).location, "/letters?done=changed");
        let page = s.get("/letters", Some(&s.ruth)).html;
        assert!(page.contains("Every day at 16:00") && page.contains("complaints alone"), "{page}");
        let changed = s.letters().remove(0);
        assert_eq!((changed.period_start, changed.absent, changed.skip_empty), (row.period_start, true, false));

        let day = moment(changed.due_at).unwrap() + SignedDuration::from_hours(20 * 24);
        let day = day.to_string()[..10].to_owned();
        s.post(&path, Some(&s.ruth), &wishes(&[("paused_until", &day)]));
        assert!(s.letters()[0].due_at > changed.due_at + 18 * 86_400_000_000);

        for (wrong, said) in [
            (("hour", "24"), "The hour must be from 0 to 23."),
            (("zone", "Mars"), "is no time zone"),
            (("cadence", "hourly"), "Choose daily, weekly or monthly."),
            (("paused_until", "tomorrow"), "Write the day of the pause"),
            (("team", "nonsense"), "There is no such team."),
        ] {
            let page = s.post(&path, Some(&s.ruth), &wishes(&[wrong]));
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
            assert!(page.html.contains(said), "{wrong:?}");
        }

        assert_eq!(s.post(&format!("{path}/stop"), Some(&s.ruth), &[]).location, "/letters?done=stopped");
        assert!(s.letters()[0].stopped_at.is_some());
        assert_eq!(s.post(&format!("{path}/stop/undo"), Some(&s.ruth), &[]).location, "/letters?done=resumed");
        assert!(s.letters()[0].stopped_at.is_none());
    }
}

#[test]
fn an_admin_arranges_letters_for_everybody_and_nobody_else_does() {
    for s in scenes() {
        s.post("/letters", Some(&s.ruth), &wishes(&[]));
        let board = wishes(&[("email", "board@larkspur.example"), ("skip_empty", "yes")]);
        assert_eq!(s.post("/letters", Some(&s.ruth), &board).status, StatusCode::NOT_FOUND);
        assert_eq!(s.post("/letters", Some(&s.admin), &board).status, StatusCode::SEE_OTHER);
        let plain = s.letters().into_iter().find(|row| row.member_id.is_none()).unwrap();
        assert!(plain.skip_empty && plain.email == "board@larkspur.example");
        let page = s.get("/letters", Some(&s.admin)).html;
        assert!(page.contains("Everybody’s letters") && page.contains("board@larkspur.example"), "{page}");

        let ruths = s.letters().into_iter().find(|row| row.member_id.is_some()).unwrap();
        for row in [&plain, &ruths] {
            let path = format!("/letters/{}", row.id);
            for (end, fields) in [("", wishes(&[("hour", "9")])), ("/stop", vec![]), ("/stop/undo", vec![])] {
                let path = format!("{path}{end}");
                for person in [&s.olga, &s.derrick, &s.stranger] {
                    assert_eq!(s.post(&path, Some(person), &fields).status, StatusCode::NOT_FOUND, "{path}");
                }
                assert_eq!(s.post(&path, None, &fields).location, "/sign-in");
            }
        }
        assert_eq!(s.get("/letters", Some(&s.derrick)).status, StatusCode::NOT_FOUND);
        assert_eq!(
            s.post(&format!("/letters/{}", ruths.id), Some(&s.admin), &wishes(&[("hour", "9")])).status,
            StatusCode::SEE_OTHER
        );
        assert!(s.letters().iter().any(|row| row.hour == 9));
    }
}

#[test]
fn a_letter_is_read_in_the_browser_as_it_was_sent_and_for_a_while() {
    for s in scenes() {
        s.post(
            "/letters",
            Some(&s.admin),
            &wishes(&[("email", "board@larkspur.example"), ("cadence", "daily"), ("hour", "0"), ("zone", "UTC")]),
        );
        let card = s.house.card(Kind::Praise, "Derrick was kind.", ago(1));
        let card = s.house.leave(&s.db.database, card, &[(s.house.derrick, "Derrick", Polarity::Praise)]);
        // Two days on, and read at the tests' own present.
        let digest = s.write(now() + SignedDuration::from_hours(24));
        let path = format!("/letter/{}", digest.view_token.clone().unwrap());
        let page = s.get(&path, None);
        assert_eq!((page.status, page.html.as_str()), (StatusCode::OK, digest.body_html.as_str()));
        assert!(page.html.contains("Derrick"), "{}", page.html);
        let header = |name: &str| page.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        let policy = header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("sandbox") && !policy.contains("script"));
        assert_eq!(header("referrer-policy").as_deref(), Some("no-referrer"));

        // What changes afterwards changes nothing of it.
        let organisation = s.house.organisation;
        s.db.database
            .write(move |connection| smilecard::store::retention::delete_cards(connection, organisation, &[card]))
            .unwrap();
        assert_eq!(s.get(&path, None).html, digest.body_html);
        let sent = format!("/letters/sent/{}", digest.id);
        assert_eq!(s.get(&sent, Some(&s.admin)).html, digest.body_html);
        for person in [&s.ruth, &s.derrick, &s.stranger] {
            assert_eq!(s.get(&sent, Some(person)).status, StatusCode::NOT_FOUND);
        }
        assert_eq!(s.get("/letter/nonsense", None).status, StatusCode::NOT_FOUND);

        // The organisation's logo stands above it, and is all that the page may load; the letter has none.
        let row = LogoRow {
            organisation_id: organisation,
            hash: "0f".repeat(32),
            bytes: vec![0x89],
            width: 200,
            height: 48,
            named: true,
            set_at: 1,
            removed_at: None,
        };
        s.db.database.write(move |connection| logos::put(connection, &row)).unwrap();
        let page = s.get(&path, None);
        let picture = format!("<img src=\"/logo/{}.png\" alt=\"House larkspur\"", "0f".repeat(32));
        assert_eq!(page.html.matches(&picture).count(), 1, "{}", page.html);
        assert!(page.html.len() > digest.body_html.len() && !digest.body_html.contains("<img"));
        let policy = page.headers.iter().find(|(name, _)| name == "content-security-policy").unwrap().1.clone();
        assert!(policy.ends_with("; img-src http://cards.example/logo/"), "{policy}");
        let take = move |connection: &mut AnyConnection| logos::remove(connection, organisation, 2).map(drop);
        s.db.database.write(take).unwrap();
        assert_eq!(s.get(&path, None).html, digest.body_html);

        // The link runs out.
        let id = digest.id;
        let letter = digest.id.uuid();
        s.db.database
            .write(move |connection| {
                let letter = smilecard::domain::ids::LetterId::from_uuid(letter);
                digests::resent(connection, organisation, id, letter, smilecard::store::columns::micros(now()))
            })
            .unwrap();
        let late = s.get(&path, None);
        assert_eq!(late.status, StatusCode::NOT_FOUND);
        assert!(!late.html.contains("Derrick was kind"));
    }
}

#[test]
fn a_digest_counts_what_waits_for_a_look_and_what_is_held_too_long() {
    for s in scenes() {
        s.post("/letters", Some(&s.admin), &wishes(&[("cadence", "daily"), ("hour", "0"), ("zone", "UTC")]));
        let old = s.house.card(Kind::Complaint, "Derrick never rang back.", ago(24 * 14));
        s.house.leave(&s.db.database, old, &[(s.house.derrick, "Derrick", Polarity::Complaint)]);
        let (organisation, team) = (s.house.organisation, s.house.billing);
        for (state, count) in [(set_aside::WAITING, 2), (set_aside::SPAM, 3), (set_aside::CARD, 4)] {
            for _ in 0..count {
                let card = s.house.card(Kind::Complaint, "Pills.", ago(1));
                let row = AsideRow {
                    organisation_id: organisation,
                    card_id: card.id,
                    once_key: card.once_key,
                    content: String::new(),
                    reason: String::new(),
                    kind: Kind::Complaint,
                    team_id: Some(team),
                    place: None,
                    inbound_id: None,
                    received_at: card.received_at,
                    state: state.to_owned(),
                    decided_by: None,
                    decided_at: None,
                };
                s.db.database.write(move |connection| set_aside::insert(connection, &row)).unwrap();
            }
        }
        let digest = s.write(now() + SignedDuration::from_hours(24));
        let text = digest.body_text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            text.contains("6 cards came in: 1 tagged or read, 0 waiting for a name, 2 held back, 3 spam, 0 not"),
            "{}: {text}",
            s.db.kind
        );
        assert!(text.contains("One complaint is held for longer than you allow."), "{text}");
        assert!(text.contains("/inbox?show=needs&held=yes") && digest.body_html.contains("/inbox/looks?show=spam"));
    }
}

#[test]
fn the_cards_behind_a_figure_are_those_that_it_counts() {
    for s in scenes() {
        let about = |agent, name, kind, polarity, hours| {
            let card = s.house.card(kind, &format!("{name} again."), ago(hours));
            s.house.leave(&s.db.database, card, &[(agent, name, polarity)])
        };
        about(s.house.derrick, "Derrick", Kind::Praise, Polarity::Praise, 2);
        about(s.house.derrick, "Derrick", Kind::Complaint, Polarity::Complaint, 3);
        about(s.house.derrick, "Derrick", Kind::Praise, Polarity::Praise, 100);
        let window = format!("{}-{}", ago(24).as_microsecond(), now().as_microsecond());
        let rows = |path: &str, person| {
            let page = s.get(path, Some(person));
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.html);
            page.html.matches("class=\"row\"").count()
        };
        for (show, count) in [("all", 2), ("praise", 1), ("complaints", 1), ("read", 2), ("waiting", 0), ("right", 0)] {
            assert_eq!(rows(&format!("/told/{window}?show={show}"), &s.ruth), count, "{show}");
        }
        assert_eq!(rows(&format!("/told/{window}?who={}", s.house.derrick), &s.ruth), 2);
        assert_eq!(rows(&format!("/told/{window}?show=all"), &s.olga), 0, "not of her teams");
        for path in [format!("/told/{window}"), "/told/1-x".to_owned()] {
            assert_eq!(s.get(&path, Some(&s.derrick)).status, StatusCode::NOT_FOUND);
        }
        assert_eq!(s.get("/told/1-x", Some(&s.ruth)).status, StatusCode::NOT_FOUND);
        assert_eq!(
            s.get(&format!("/told/{window}?who={}", s.house.derrick), Some(&s.stranger)).status,
            StatusCode::NOT_FOUND
        );
    }
}

#[test]
fn a_digest_is_sent_again_word_for_word_by_command() {
    let place = Place::new();
    let larkspur = ["--organisation", "larkspur"];
    place.must(&[
        "organisation",
        "create",
        "--slug",
        "larkspur",
        "--name",
        "Larkspur Mobile",
        "--mail",
        "cards@larkspur.example",
        "--zone",
        "UTC",
    ]);
    let said = place.must(&[
        "digest",
        "subscribe",
        larkspur[0],
        larkspur[1],
        "--to",
        "board@larkspur.example",
        "--cadence",
        "monthly",
        "--month-day",
        "31",
        "--only",
        "complaints",
        "--skip-empty",
        "--absent",
    ]);
    assert!(said.contains("board@larkspur.example gets the letter, first on"), "{said}");
    place.must(&[
        "digest",
        "subscribe",
        larkspur[0],
        larkspur[1],
        "--to",
        "all@larkspur.example",
        "--cadence",
        "daily",
        "--hour",
        "0",
    ]);
    // It is due: its hour has come.
    place.change(
        "UPDATE subscriptions SET due_at = 1, period_start = period_start - 86400000000 WHERE cadence = 'daily'",
    );
    let letters = place.folder().join("letters");
    std::fs::create_dir_all(&letters).unwrap();
    let folder = letters.to_str().unwrap();
    let settings = [
        ("SMILECARD_MAIL__FROM", "Cards <cards@mail.example>"),
        ("SMILECARD_SMTP__TRANSPORT", "file"),
        ("SMILECARD_SMTP__FOLDER", folder),
    ];
    let said = place.must_with(&settings, &["digest", "send", "--due"]);
    assert!(said.contains("1 digests written. Letters: 1 sent"), "{said}");
    let list = place.must(&["digest", "list", larkspur[0], larkspur[1]]);
    assert!(list.contains(" sent ") && list.contains("0 cards, nothing needs you"), "{list}");
    let id = list.split_whitespace().next().unwrap().to_owned();
    let kept = place.must(&["digest", "preview", larkspur[0], larkspur[1], "--sent", &id]);
    assert!(kept.contains("0 cards came in"), "{kept}");
    let said = place.must(&["digest", "resend", larkspur[0], larkspur[1], &id]);
    assert!(said.contains("all@larkspur.example once more"), "{said}");
    let said = place.must_with(&settings, &["digest", "send", "--due"]);
    assert!(said.contains("0 digests written. Letters: 1 sent"), "{said}");
    let bodies: Vec<String> = std::fs::read_dir(&letters)
        .unwrap()
        .filter_map(|entry| std::fs::read_to_string(entry.unwrap().path()).ok())
        .filter(|text| text.contains("Subject:"))
        .map(|text| text.split_once("\r\n\r\n").map_or(text.clone(), |(_, body)| body.to_owned()))
        .collect();
    assert_eq!(bodies.len(), 2);
    let words = |body: &str| body.lines().filter(|line| !line.starts_with("--")).collect::<Vec<_>>().join("\n");
    assert_eq!(words(&bodies[0]), words(&bodies[1]));
}
