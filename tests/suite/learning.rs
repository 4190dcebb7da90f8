//! Correcting who is meant, through the pages: what a correction teaches, what follows from it, how it is taken back,
//! and who may.

mod again;
mod cards;
mod names;
mod not_me;
mod sure;

use crate::pages::{KEY, Page, ask_with};
use crate::support::house::{self, House, Person, ago, now};
use crate::support::{TestDatabase, databases};
use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use smilecard::clock::Clock;
use smilecard::config::Sender;
use smilecard::domain::ids::{AgentId, CardId};
use smilecard::domain::token::SigningKey;
use smilecard::domain::{Kind, Polarity, Role};
use smilecard::mail::Mailer;
use smilecard::mail::mailer::Caught;
use smilecard::render::Templates;
use smilecard::services::directory::Directory;
use smilecard::services::organisations::{NewForm, add_form};
use smilecard::services::sign_in::Lifetimes;
use smilecard::store::mentions::{self, CandidateRow, MentionRow};
use smilecard::store::{cards as stored, events};
use smilecard::web::csrf;
use smilecard::worker::{Pace, Tools, jobs};
use std::sync::Arc;
use std::time::Duration;

/// A running house: one process's directory, a form, a manager of each team, and the two agents.
pub struct Site {
    pub db: TestDatabase,
    pub directory: Arc<Directory>,
    pub house: House,
    pub admin: Person,
    pub ruth: Person,
    pub olga: Person,
    pub auditor: Person,
    pub derrick: Person,
    pub maria: Person,
    pub stranger: Person,
}

pub fn sites() -> Vec<Site> {
    databases().into_iter().map(Site::open).collect()
}

impl Site {
    pub fn open(db: TestDatabase) -> Self {
        let house = house::found(&db.database, "larkspur");
        let next_door = house::found(&db.database, "nextdoor");
        let organisation = house.organisation;
        db.database
            .write(move |connection| {
                let form = NewForm { slug: "larkspur", title: "How did we do?", team: None, location: None };
                add_form(connection, organisation, &form, now())
            })
            .unwrap();
        let person = |name: &str, role, leads: &[_], agent| house.person(&db.database, name, role, leads, agent);
        Self {
            admin: person("Ada Admin", Role::Admin, &[], None),
            ruth: person("Ruth Calder", Role::Manager, &[house.billing], None),
            olga: person("Olga Other", Role::Manager, &[house.shop], None),
            auditor: person("Abel Auditor", Role::Auditor, &[], None),
            derrick: person("Derrick Hale", Role::Agent, &[], Some(house.derrick)),
            maria: person("Maria Ortiz", Role::Agent, &[], Some(house.maria)),
            stranger: next_door.person(&db.database, "Stan Stranger", Role::Admin, &[], None),
            directory: Arc::default(),
            house,
            db,
        }
    }

    pub fn get(&self, path: &str, person: &Person) -> Page {
        ask_with(&self.db.database, &self.directory, TestRequest::get().uri(path), Some(person))
    }

    pub fn post(&self, path: &str, person: &Person, fields: &[(&str, &str)]) -> Page {
        let token = csrf::token(&SigningKey::derive(KEY), &person.session);
        let mut fields = fields.to_vec();
        fields.push(("csrf", &token));
        let request = TestRequest::post().uri(path).set_form(fields);
        ask_with(&self.db.database, &self.directory, request, Some(person))
    }

    /// A change that is made; answers where it leads.
    pub fn done(&self, path: &str, person: &Person, fields: &[(&str, &str)]) -> String {
        let page = self.post(path, person, fields);
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}: {}", page.html);
        page.location
    }

    /// A customer's card through the form; answers its id.
    pub fn leave(&self, kind: &str, words: &str) -> CardId {
        let form = TestRequest::get().uri("/f/larkspur");
        let html = ask_with(&self.db.database, &self.directory, form, None).html;
        let key = html.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let fields = [("key", key.as_str()), ("kind", kind), ("words", words)];
        let post = TestRequest::post().uri("/f/larkspur").set_form(fields);
        let page = ask_with(&self.db.database, &self.directory, post, None);
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.html);
        let organisation = self.house.organisation;
        let read = |connection: &mut smilecard::store::AnyConnection| {
            let number = stored::count(connection, organisation)?;
            let mut newest = None;
            for back in 0..number {
                let card = stored::by_number(connection, organisation, number - back)?;
                newest = card.filter(|card| card.text == words).map(|card| card.id);
                if newest.is_some() {
                    break;
                }
            }
            Ok(newest)
        };
        // PostgreSQL numbers cards by a sequence of the whole database, here shared by nobody else.
        self.db.database.read(read).unwrap().unwrap()
    }

    pub fn tags(&self, card: CardId) -> Vec<MentionRow> {
        self.db.database.read(|c| mentions::of_cards(c, self.house.organisation, &[card])).unwrap()
    }

    pub fn tagged(&self, card: CardId) -> Vec<AgentId> {
        self.tags(card).iter().map(|tag| tag.agent_id).collect()
    }

    pub fn questions(&self, card: CardId) -> Vec<CandidateRow> {
        self.db.database.read(|c| mentions::candidates_of(c, self.house.organisation, &[card])).unwrap()
    }

    pub fn trail(&self, card: CardId) -> Vec<String> {
        let lines = self.db.database.read(|c| events::of_card(c, self.house.organisation, card)).unwrap();
        lines.into_iter().map(|line| format!("{} {}", line.kind.word(), line.detail).trim().to_owned()).collect()
    }

    /// A card that asks who `surface` is, of the billing team's manager.
    pub fn ask(&self, words: &str, surface: &str, hours: i64) -> CardId {
        let card = self.house.card(Kind::Praise, words, ago(hours));
        self.house.leave_question(&self.db.database, card, surface, &[self.house.derrick])
    }

    /// Answers the question of such a card with Derrick; answers where that led.
    pub fn confirm(&self, card: CardId) -> String {
        let agent = self.house.derrick.to_string();
        self.done(&format!("/cards/{card}/triage/0"), &self.ruth, &[("agent", &agent)])
    }

    /// Two managers' confirmations that Dezza is Derrick; the cards.
    pub fn teach(&self) -> [CardId; 2] {
        let cards = [self.ask("Dezza was patient.", "Dezza", 30), self.ask("Dezza, thank you.", "Dezza", 29)];
        for card in cards {
            self.confirm(card);
        }
        cards
    }

    /// Does all background work that waits; says how many jobs that were.
    pub fn work(&self) -> usize {
        self.work_at(now())
    }

    /// The same at another time.
    pub fn work_at(&self, now: jiff::Timestamp) -> usize {
        let tools = Tools {
            rush: std::sync::Arc::default(),
            database: self.db.database.clone(),
            templates: Arc::new(Templates::load(None).unwrap()),
            mailer: Mailer::Memory(Caught::new(10)),
            clock: Clock::fixed(now),
            from: Sender::parse("Smilecard <cards@mail.example>").unwrap(),
            public_url: "http://cards.example".to_owned(),
            lifetimes: Lifetimes::default(),
            pace: Pace { poll: Duration::from_millis(50), lease: Duration::from_secs(60), concurrency: 1 },
            read_letter: Arc::new(|_, _, _, _| Ok(())),
            back: None,
            stamp: Default::default(),
            directory: Arc::clone(&self.directory),
        };
        let mut all = 0;
        loop {
            match jobs::do_waiting(&tools).unwrap() {
                0 => return all,
                some => all += some,
            }
        }
    }
}

/// The act that a redirect names.
pub fn act(location: &str) -> String {
    location.split("act=").nth(1).unwrap_or_else(|| panic!("no act in {location}")).to_owned()
}

#[test]
fn two_confirmations_teach_a_name_at_once_and_one_undo_unteaches_it() {
    for s in sites() {
        let before = s.leave("praise", "Dezza was so kind on the phone.");
        assert_eq!(s.tagged(before), [], "{}: nobody knows the name", s.db.kind);
        let first = s.ask("Dezza was patient.", "Dezza", 30);
        s.confirm(first);
        let once = s.leave("praise", "Dezza sorted my bill out.");
        assert_eq!(s.tagged(once), [], "one confirmation only asks");
        assert_eq!(s.questions(once).iter().map(|row| row.agent_id).collect::<Vec<_>>(), [s.house.derrick]);
        let second = s.ask("Dezza, thank you.", "Dezza", 29);
        let location = s.confirm(second);
        let twice = s.leave("praise", "Dezza rang me back at once.");
        assert_eq!(s.tagged(twice), [s.house.derrick], "the second teaches it");
        assert!(s.get("/me", &s.derrick).html.contains("rang me back at once"));

        s.done(&format!("/cards/{second}/decisions/{}/undo", act(&location)), &s.ruth, &[]);
        assert_eq!(s.tagged(second), []);
        let after = s.leave("praise", "Dezza was there on Monday.");
        assert_eq!(s.tagged(after), [], "what the decision taught is gone with it");
        assert_eq!(s.questions(after).len(), 1);
        let again = s.post(&format!("/cards/{second}/decisions/{}/undo", act(&location)), &s.ruth, &[]);
        assert_eq!(again.status, StatusCode::NOT_FOUND, "it can be taken back once");
    }
}

#[test]
fn a_conflict_keeps_a_name_a_question_and_nobody_makes_it_none() {
    for s in sites() {
        s.teach();
        let other = s.ask("Dezza sold me a phone.", "Dezza", 20);
        let maria = s.house.maria.to_string();
        s.done(&format!("/cards/{other}/triage/0?from=who"), &s.ruth, &[("agent", &maria)]);
        let card = s.leave("praise", "Dezza was lovely to us.");
        assert_eq!(s.tagged(card), [], "{}: two people are meant by it", s.db.kind);
        assert_eq!(s.questions(card).len(), 2);
        for hours in [10, 9, 8] {
            let card = s.ask("Dezza is my dog.", "Dezza", hours);
            s.done(&format!("/cards/{card}/triage/0"), &s.ruth, &[("agent", "nobody")]);
        }
        let card = s.leave("praise", "Dezza barked all day.");
        assert_eq!((s.tagged(card).len(), s.questions(card).len()), (0, 0));
    }
}

#[test]
fn a_customer_s_friend_of_the_same_name_does_not_silence_a_colleague() {
    for s in sites() {
        for hours in [30, 29] {
            let card = s.house.card(Kind::Praise, "My friend Maria says hello.", ago(hours));
            let card = s.house.leave_question(&s.db.database, card, "Maria", &[s.house.maria]);
            s.done(&format!("/cards/{card}/triage/0"), &s.olga, &[("agent", "nobody")]);
        }
        let card = s.leave("praise", "Maria in the shop was patient with me.");
        assert!(s.tagged(card).len() + s.questions(card).len() > 0, "{}: neither tagged nor asked about", s.db.kind);
        assert!(s.get("/learnt", &s.ruth).html.contains("Read as ever: a colleague has that name"));
        // A tag that is taken off twice is asked about the third time, unless the card leaves no doubt.
        let mut asked = 0;
        for turn in 0..5 {
            let card = s.leave("praise", &format!("Thank you, Maria! It was call number {turn}."));
            asked += s.questions(card).len();
            for agent in s.tagged(card) {
                s.done(&format!("/cards/{card}/mentions/{agent}/removal"), &s.admin, &[]);
            }
        }
        assert!(asked > 0, "{}", s.db.kind);
    }
}

#[test]
fn a_namesake_is_asked_about_however_often_the_other_was_meant() {
    for s in sites() {
        let (organisation, shop) = (s.house.organisation, s.house.shop);
        s.db.database
            .write(move |connection| {
                let row = smilecard::store::roster::agents_of(connection, organisation)?.remove(1);
                let namesake = smilecard::store::roster::AgentRow {
                    id: AgentId::at(now()),
                    external_id: "lindqvist".to_owned(),
                    name: "Maria Lindqvist".to_owned(),
                    team_id: Some(shop),
                    link_token: "lindqvist".to_owned(),
                    ..row
                };
                smilecard::store::roster::insert_agent(connection, &namesake)?;
                smilecard::store::organisations::bump_roster_version(connection, organisation)
            })
            .unwrap();
        let ortiz = s.house.maria.to_string();
        for hours in [30, 29, 28, 27] {
            let card = s.house.card(Kind::Praise, "Maria was patient.", ago(hours));
            let card = s.house.leave_question(&s.db.database, card, "Maria", &[s.house.maria]);
            s.done(&format!("/cards/{card}/triage/0"), &s.olga, &[("agent", &ortiz)]);
        }
        let card = s.leave("praise", "Maria was a great help to me.");
        assert_eq!(s.tagged(card), [], "{}", s.db.kind);
        assert_eq!(s.questions(card).len(), 2);
        assert_eq!(s.questions(card)[0].agent_id, s.house.maria, "the likelier one first");
        assert!(s.get("/learnt", &s.ruth).html.contains("Asks: somebody else has that name"));
    }
}

#[test]
fn every_correction_is_for_the_card_s_managers_and_refused_to_everybody_else() {
    for s in sites() {
        let card = s.house.card(Kind::Complaint, "Derrick never rang back.", ago(24));
        let card = s.house.leave(&s.db.database, card, &[(s.house.derrick, "Derrick", Polarity::Complaint)]);
        let derrick = s.house.derrick.to_string();
        let (base, maria) = (format!("/cards/{card}"), s.house.maria.to_string());
        let nowhere = CardId::at(now());
        let changes = [
            (format!("{base}/mentions"), vec![("agent", maria.as_str())]),
            (format!("{base}/mentions/{derrick}/removal"), vec![]),
            (format!("{base}/mentions/{derrick}/move"), vec![("agent", maria.as_str())]),
            (format!("{base}/mentions/{derrick}/polarity"), vec![("kind", "praise")]),
            (format!("{base}/decisions/{nowhere}/undo"), vec![]),
            (format!("{base}/not-me/{nowhere}"), vec![("agent", "keep")]),
        ];
        for (path, fields) in &changes {
            for person in [&s.olga, &s.derrick, &s.maria, &s.stranger] {
                assert_eq!(s.post(path, person, fields).status, StatusCode::NOT_FOUND, "{path}");
            }
            assert_eq!(s.post(path, &s.auditor, fields).status, StatusCode::FORBIDDEN, "{path}");
            let forged = TestRequest::post().uri(path).set_form([("csrf", "0".repeat(64))]);
            let forged = ask_with(&s.db.database, &s.directory, forged, Some(&s.ruth));
            assert_eq!(forged.status, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(s.get(path, &s.ruth).status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        }
        for (path, fields) in [
            ("/learnt/removal", vec![("form", "derrick")]),
            ("/learnt/names", vec![("who", "Derrick Hale"), ("alias", "Del")]),
            ("/learnt/names/removal", vec![("agent", derrick.as_str()), ("alias", "Del")]),
            ("/learnt/caution", vec![("caution", "careful")]),
        ] {
            assert_eq!(s.post(path, &s.derrick, &fields).status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(s.post(path, &s.auditor, &fields).status, StatusCode::FORBIDDEN, "{path}");
        }
        assert_eq!(s.post("/learnt/caution", &s.ruth, &[("caution", "eager")]).status, StatusCode::FORBIDDEN);
        let people = format!("{base}/people?for=mention");
        for (person, status) in [
            (&s.ruth, StatusCode::OK),
            (&s.auditor, StatusCode::FORBIDDEN),
            (&s.olga, StatusCode::NOT_FOUND),
            (&s.derrick, StatusCode::NOT_FOUND),
            (&s.stranger, StatusCode::NOT_FOUND),
        ] {
            assert_eq!(s.get(&people, person).status, status);
        }
        assert_eq!(s.trail(card), Vec::<String>::new(), "nothing of that was done");
        assert_eq!(s.tagged(card), [s.house.derrick]);
        // An agent of another organisation is nobody here.
        let foreign = AgentId::at(now()).to_string();
        assert_eq!(s.post(&changes[0].0, &s.ruth, &[("agent", &foreign)]).status, StatusCode::NOT_FOUND);
    }
}
