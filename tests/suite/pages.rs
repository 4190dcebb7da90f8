//! The pages of managers and agents through HTTP: who may see and do what, what an agent is shown and never shown.

use crate::support::house::{self, House, Person, ago, now};
use crate::support::{TestDatabase, databases};
use actix_web::dev::ServiceResponse;
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::{App, web};
use smilecard::clock::Clock;
use smilecard::config::{Config, Purpose, Sources};
use smilecard::domain::ids::CardId;
use smilecard::domain::token::SigningKey;
use smilecard::domain::{Kind, Polarity, Role};
use smilecard::render::Templates;
use smilecard::services::directory::Directory;
use smilecard::services::letters_in::{Direct, Rules};
use smilecard::services::report::Memories;
use smilecard::services::sign_in::Lifetimes;
use smilecard::store::{Database, cards, events, mentions};
use smilecard::web::assets::Stylesheet;
use smilecard::web::budget::Budget;
use smilecard::web::{State, csrf, error, routes};
use std::sync::{Arc, LazyLock};

pub const KEY: &[u8] = b"a key of the tests";
static TEMPLATES: LazyLock<Arc<Templates>> = LazyLock::new(|| Arc::new(Templates::load(None).unwrap()));

fn state(database: &Database, directory: &Arc<Directory>) -> web::Data<State> {
    let config = Config::load(&Sources::default(), Purpose::Command).unwrap();
    web::Data::new(State {
        rush: std::sync::Arc::default(),
        budget: Budget::new(&config.form),
        config: Arc::new(config),
        database: database.clone(),
        templates: Arc::clone(&TEMPLATES),
        clock: Clock::fixed(now()),
        directory: Arc::clone(directory),
        key: SigningKey::derive(KEY),
        rules: Rules {
            key: SigningKey::derive(KEY),
            authserv_id: None,
            direct: Direct::Nobody,
            unverified_forwards: false,
        },
        stylesheet: Stylesheet::build(),
        lifetimes: Lifetimes::default(),
        public_url: "http://cards.example".to_owned(),
        secure: false,
        reports: Memories::default(),
        ring: Arc::new(|| {}),
    })
}

/// What came back.
pub struct Page {
    pub status: StatusCode,
    pub location: String,
    pub cache: String,
    pub html: String,
    pub headers: Vec<(String, String)>,
}

impl Page {
    async fn of(answer: ServiceResponse) -> Self {
        let said = |name| answer.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        let (status, location, cache) = (answer.status(), said(header::LOCATION), said(header::CACHE_CONTROL));
        let headers = answer
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let html = String::from_utf8_lossy(&read_body(answer).await).into_owned();
        Self { status, location, cache, html, headers }
    }
}

/// Asks the running pages, as `person` or nobody.
fn ask(database: &Database, request: TestRequest, person: Option<&Person>) -> Page {
    ask_with(database, &Arc::default(), request, person)
}

/// The same for a test that keeps what a process has at hand.
pub fn ask_with(
    database: &Database,
    directory: &Arc<Directory>,
    request: TestRequest,
    person: Option<&Person>,
) -> Page {
    // Each request in a runtime of its own: between them a test may write, which waits for the commit.
    actix_web::rt::System::new().block_on(answered(database, directory, request, person))
}

async fn answered(
    database: &Database,
    directory: &Arc<Directory>,
    request: TestRequest,
    person: Option<&Person>,
) -> Page {
    let app = App::new()
        .app_data(state(database, directory))
        .configure(routes::configure)
        .default_service(web::route().to(error::nowhere))
        .wrap(from_fn(error::pages));
    let app = init_service(app).await;
    let request = match person {
        Some(person) => request.cookie(actix_web::cookie::Cookie::new("smilecard", person.session.reveal().to_owned())),
        None => request,
    };
    Page::of(call_service(&app, request.to_request()).await.map_into_boxed_body()).await
}

pub fn get(database: &Database, path: &str, person: Option<&Person>) -> Page {
    ask(database, TestRequest::get().uri(path), person)
}

pub fn post(database: &Database, path: &str, person: Option<&Person>, fields: &[(&str, &str)]) -> Page {
    let token = person.map(|person| csrf::token(&SigningKey::derive(KEY), &person.session)).unwrap_or_default();
    let mut fields = fields.to_vec();
    fields.push(("csrf", &token));
    ask(database, TestRequest::post().uri(path).set_form(fields), person)
}

/// A house with everybody in it and one complaint about Derrick.
struct Scene {
    db: TestDatabase,
    house: House,
    admin: Person,
    ruth: Person,
    other_manager: Person,
    derrick: Person,
    maria: Person,
    auditor: Person,
    stranger: Person,
    complaint: CardId,
}

const COMPLAINT: &str =
    "I waited and Derrick never rang back on 020 7946 0018.\n\nJanet Pruett, janet.pruett@mail.example";

fn scenes() -> Vec<Scene> {
    databases().into_iter().map(scene).collect()
}

fn scene(db: TestDatabase) -> Scene {
    let house = house::found(&db.database, "larkspur");
    let next_door = house::found(&db.database, "nextdoor");
    let person = |name: &str, role, leads: &[_], agent| house.person(&db.database, name, role, leads, agent);
    let complaint = house.card(Kind::Complaint, COMPLAINT, ago(24));
    let complaint = house.leave(&db.database, complaint, &[(house.derrick, "Derrick", Polarity::Complaint)]);
    Scene {
        admin: person("Ada Admin", Role::Admin, &[], None),
        ruth: person("Ruth Calder", Role::Manager, &[house.billing], None),
        other_manager: person("Olga Other", Role::Manager, &[house.shop], None),
        derrick: person("Derrick Hale", Role::Agent, &[], Some(house.derrick)),
        maria: person("Maria Ortiz", Role::Agent, &[], Some(house.maria)),
        auditor: person("Abel Auditor", Role::Auditor, &[], None),
        stranger: next_door.person(&db.database, "Stan Stranger", Role::Admin, &[], None),
        complaint,
        house,
        db,
    }
}

#[test]
fn every_page_is_for_those_whose_it_is_and_not_found_for_the_rest() {
    for s in scenes() {
        let db = &s.db.database;
        let card = format!("/cards/{}", s.complaint);
        let missing = format!("/cards/{}", CardId::at(now()));
        let ok = |page: &Page| page.status == StatusCode::OK;
        for person in [&s.admin, &s.ruth, &s.auditor] {
            assert!(ok(&get(db, &card, Some(person))), "{}", s.db.kind);
            assert!(ok(&get(db, "/inbox", Some(person))));
            assert_eq!(get(db, "/", Some(person)).location, "/inbox");
            assert_eq!(get(db, "/me", Some(person)).status, StatusCode::NOT_FOUND);
        }
        let unseen = get(db, &missing, Some(&s.ruth));
        assert_eq!(unseen.status, StatusCode::NOT_FOUND);
        for person in [&s.other_manager, &s.derrick, &s.maria, &s.stranger] {
            let page = get(db, &card, Some(person));
            assert_eq!(
                (page.status, &page.html),
                (StatusCode::NOT_FOUND, &unseen.html),
                "the same page as a missing one"
            );
        }
        for person in [&s.derrick, &s.maria] {
            assert_eq!(get(db, "/inbox", Some(person)).status, StatusCode::NOT_FOUND);
            assert!(ok(&get(db, "/me", Some(person))));
            assert_eq!(get(db, "/", Some(person)).location, "/me");
        }
        for path in ["/inbox", "/me", card.as_str()] {
            let page = get(db, path, None);
            assert_eq!(page.status, StatusCode::SEE_OTHER);
            assert_eq!(page.location, format!("/sign-in?next={path}"));
        }
        assert_eq!(get(db, "/", None).location, "/sign-in");
        assert_eq!(get(db, "/cards/nonsense", Some(&s.ruth)).html, unseen.html);
        assert_eq!(get(db, "/nowhere", None).html, unseen.html);
    }
}

/// Every change there is, with fields that would succeed.
fn changes(s: &Scene) -> Vec<(String, Vec<(&'static str, String)>)> {
    let card = format!("/cards/{}", s.complaint);
    let agent = || ("agent", s.house.derrick.to_string());
    let note = || ("note", "Rang her.".to_owned());
    vec![
        (format!("{card}/owner"), vec![]),
        (format!("{card}/answer"), vec![]),
        (format!("{card}/kind"), vec![("kind", "mixed".to_owned())]),
        (format!("{card}/release"), vec![agent(), note()]),
        (format!("{card}/release/undo"), vec![agent()]),
        (format!("{card}/closure"), vec![note()]),
        (format!("{card}/closure/undo"), vec![]),
        (format!("{card}/mentions/{}/removal", s.house.derrick), vec![]),
        (format!("{card}/triage/0"), vec![agent()]),
        (format!("{card}/triage/0/undo"), vec![]),
    ]
}

fn trail(s: &Scene) -> usize {
    let (organisation, card) = (s.house.organisation, s.complaint);
    s.db.database.read(|connection| events::of_card(connection, organisation, card)).unwrap().len()
}

#[test]
fn a_change_is_made_by_its_manager_and_refused_to_everybody_else() {
    for s in scenes() {
        let db = &s.db.database;
        for (path, fields) in changes(&s) {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            for person in [&s.other_manager, &s.derrick, &s.maria, &s.stranger] {
                let page = post(db, &path, Some(person), &fields);
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            }
            assert_eq!(post(db, &path, Some(&s.auditor), &fields).status, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(post(db, &path, None, &fields).location, "/sign-in", "{path}");
            let forged = TestRequest::post().uri(&path).set_form([("csrf", "0".repeat(64))]);
            assert_eq!(ask(db, forged, Some(&s.ruth)).status, StatusCode::FORBIDDEN, "{path}");
            let get = get(db, &path, Some(&s.ruth));
            assert_eq!(get.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        }
        assert_eq!(trail(&s), 0, "nothing of that was done");
        for (path, fields) in &changes(&s)[..8] {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let page = post(db, path, Some(&s.ruth), &fields);
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}: {}", page.html);
            assert!(page.location.starts_with(&format!("/cards/{}?done=", s.complaint)), "{}", page.location);
            let told = get(db, &page.location, Some(&s.admin));
            assert!(told.html.contains("role=\"status\""), "{path}");
        }
        assert_eq!(trail(&s), 8);
    }
}

#[test]
fn a_form_from_another_site_is_refused_though_its_token_is_right() {
    let s = scene(databases().remove(0));
    let token = csrf::token(&SigningKey::derive(KEY), &s.ruth.session);
    let path = format!("/cards/{}/owner", s.complaint);
    for (name, value, expected) in [
        ("sec-fetch-site", "cross-site", StatusCode::FORBIDDEN),
        ("origin", "https://evil.example", StatusCode::FORBIDDEN),
        ("origin", "http://cards.example", StatusCode::SEE_OTHER),
    ] {
        let form = TestRequest::post().uri(&path).insert_header((name, value)).set_form([("csrf", &token)]);
        assert_eq!(ask(&s.db.database, form, Some(&s.ruth)).status, expected, "{name}: {value}");
    }
}

/// Nothing of the customer may stand anywhere in it.
fn assert_private(html: &str) {
    for part in ["Janet", "Pruett", "janet.pruett", "mail.example", "7946"] {
        assert!(!html.contains(part), "{part} in {html}");
    }
}

#[test]
fn a_complaint_reaches_its_agent_only_when_released_and_never_with_the_customer() {
    for s in scenes() {
        let db = &s.db.database;
        let before = get(db, "/me", Some(&s.derrick));
        assert!(!before.html.contains("never rang back"));
        assert_private(&before.html);

        let path = format!("/cards/{}/release", s.complaint);
        let agent = s.house.derrick.to_string();
        let empty = post(db, &path, Some(&s.ruth), &[("agent", &agent), ("note", " ")]);
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.html.contains("Write a note to Derrick") && empty.html.contains("role=\"alert\""));
        let note = "Janet rang again. Let us look at it together.";
        post(db, &path, Some(&s.ruth), &[("agent", &agent), ("note", note)]);

        let after = get(db, "/me", Some(&s.derrick));
        assert!(after.html.contains("never rang back") && after.html.contains("phone number hidden"));
        assert!(after.html.contains("Let us look at it together.") && after.html.contains("Ruth’s note"));
        assert!(after.html.contains("<mark class=\"is-c\">Derrick</mark>"));
        assert_private(&after.html);
        assert_eq!(after.cache, "no-store");
        assert!(!get(db, "/me", Some(&s.maria)).html.contains("never rang back"));

        post(db, &format!("{path}/undo"), Some(&s.ruth), &[("agent", &agent)]);
        assert!(!get(db, "/me", Some(&s.derrick)).html.contains("never rang back"));
    }
}

#[test]
fn praise_is_there_at_once_for_whom_it_names_and_for_nobody_else() {
    for s in scenes() {
        let db = &s.db.database;
        let text = "Derrick explained it twice. Maria was rude to me. Thank you, Derrick!";
        let card = s.house.card(Kind::Mixed, text, ago(2));
        let ties = [(s.house.derrick, "Derrick", Polarity::Praise), (s.house.maria, "Maria", Polarity::Complaint)];
        s.house.leave(db, card, &ties);
        let his = get(db, "/me", Some(&s.derrick)).html;
        assert!(his.contains("<mark>Derrick</mark> explained it twice."), "{his}");
        assert!(his.contains("One person went home happier, Derrick."));
        assert!(!his.contains("was rude") && !his.contains("Maria"), "a colleague's complaint stays with the manager");
        let hers = get(db, "/me", Some(&s.maria)).html;
        assert!(!hers.contains("explained it twice") && !hers.contains("was rude"));
    }
}

#[test]
fn a_quiet_week_remembers_an_older_card() {
    let s = scene(databases().remove(0));
    let older = s.house.card(Kind::Praise, "Maria, you made my spring.", ago(24 * 40));
    s.house.leave(&s.db.database, older, &[(s.house.maria, "Maria", Polarity::Praise)]);
    let page = get(&s.db.database, "/me", Some(&s.maria)).html;
    assert!(page.contains("A quiet week, Maria.") && page.contains("one you may have forgotten"));
    assert!(page.contains("you made my spring") && page.contains("9 to 15 November"));
}

#[test]
fn a_question_is_answered_from_the_list_and_can_be_undone() {
    for s in scenes() {
        let db = &s.db.database;
        let card = s.house.card(Kind::Praise, "Derek was patient with me.", ago(3));
        let card = s.house.leave_question(db, card, "Derek", &[s.house.derrick, s.house.maria]);
        let list = get(db, "/inbox?show=who", Some(&s.ruth)).html;
        assert!(list.contains("Who is “Derek”?") && list.contains("<mark>Derek</mark>"));
        assert!(list.contains("Billing line. Sounds the same."));
        let path = format!("/cards/{card}/triage/0");
        assert!(list.contains(&format!("action=\"{path}?from=who\"")), "{list}");

        let agent = s.house.derrick.to_string();
        let tied = || db.read(|c| mentions::of_cards(c, s.house.organisation, &[card])).unwrap().len();
        let page = post(db, &format!("{path}?from=who"), Some(&s.ruth), &[("agent", &agent)]);
        let act =
            page.location.strip_prefix(&format!("/inbox?show=who&done=tagged&card={card}&act=")).unwrap().to_owned();
        assert_eq!(tied(), 1);
        let told = get(db, &page.location, Some(&s.ruth)).html;
        let undo = format!("/cards/{card}/decisions/{act}/undo?from=who");
        assert!(told.contains("Tagged.") && told.contains(&format!("action=\"{undo}\"")), "{told}");
        assert!(!told.contains("Who is “Derek”?"));
        assert!(get(db, "/me", Some(&s.derrick)).html.contains("Ruth confirmed it was you"));

        post(db, &format!("{path}/undo"), Some(&s.ruth), &[]);
        assert_eq!(tied(), 0);
        assert!(get(db, "/inbox?show=who", Some(&s.ruth)).html.contains("Who is “Derek”?"));
        post(db, &path, Some(&s.ruth), &[("agent", "nobody")]);
        assert!(!get(db, "/inbox?show=who", Some(&s.ruth)).html.contains("Who is “Derek”?"));
    }
}

#[test]
fn what_a_customer_writes_is_text_wherever_it_stands() {
    let s = scene(databases().remove(0));
    let db = &s.db.database;
    let evil = "<b>Derrick</b><script>alert(1)</script>";
    let mut card = s.house.card(Kind::Complaint, evil, ago(1));
    card.subject = Some(format!("{evil}1"));
    card.helper = Some(format!("{evil}2"));
    card.customer_name = Some(format!("{evil}3"));
    card.customer_email = Some(format!("{evil}4"));
    card.customer_phone = Some(format!("{evil}5"));
    let asked = s.house.leave_question(db, card.clone(), "<b>Derrick</b>", &[s.house.derrick]);
    card.id = CardId::at(ago(0));
    card.once_key = vec![7; 32];
    let tied = s.house.leave(db, card, &[(s.house.derrick, "<b>Derrick</b>", Polarity::Praise)]);
    let pages = [
        ("/inbox?show=all".to_owned(), &s.ruth),
        (format!("/cards/{asked}"), &s.ruth),
        (format!("/cards/{tied}"), &s.ruth),
        ("/me".to_owned(), &s.derrick),
    ];
    for (path, person) in pages {
        let page = get(db, &path, Some(person));
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.html.contains("&lt;b&gt;"), "{path}");
        assert!(!page.html.contains("<b>Derrick</b>") && !page.html.contains("<script>"), "{path}");
        for forbidden in [" style=", "<style", " onclick=", "javascript:"] {
            assert!(!page.html.contains(forbidden), "{forbidden} in {path}");
        }
    }
}

#[test]
fn reading_writes_nothing() {
    for s in scenes() {
        let db = &s.db.database;
        let organisation = s.house.organisation;
        let stored = || {
            db.read(|connection| {
                let card = cards::by_id(connection, organisation, s.complaint)?;
                let ties = mentions::of_cards(connection, organisation, &[s.complaint])?;
                let count = cards::count(connection, organisation)?;
                let events = events::of_card(connection, organisation, s.complaint)?.len();
                let idle = smilecard::store::columns::micros(ago(1));
                let hash = s.ruth.session.hash();
                let seen = smilecard::store::sessions::live(connection, &hash, idle, idle)?.map(|found| found.seen_at);
                Ok(format!("{card:?} {ties:?} {count} {events} {seen:?}"))
            })
            .unwrap()
        };
        let before = stored();
        for path in changes(&s)
            .into_iter()
            .map(|(path, _)| path)
            .chain(["/", "/inbox", "/inbox?show=all", "/me", "/inbox?done=tagged"].map(str::to_owned))
        {
            for method in [Method::GET, Method::HEAD] {
                ask(db, TestRequest::with_uri(&path).method(method), Some(&s.ruth));
            }
        }
        assert_eq!(stored(), before);
    }
}

#[test]
fn a_long_list_continues_behind_its_last_card() {
    for s in scenes() {
        let db = &s.db.database;
        for hour in 0..30 {
            let card = s.house.card(Kind::Praise, &format!("Card of hour {hour}."), ago(100 + hour));
            s.house.leave(db, card, &[(s.house.derrick, "Derrick", Polarity::Praise)]);
        }
        let first = get(db, "/inbox?show=praise", Some(&s.ruth)).html;
        assert!(first.contains("Card of hour 24.") && !first.contains("Card of hour 25."));
        let next = first
            .split("rel=\"next\" href=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .replace("&amp;", "&")
            .replace("&#x2F;", "/");
        let second = get(db, &next, Some(&s.ruth)).html;
        assert!(second.contains("Card of hour 29.") && !second.contains("Card of hour 24."));
        assert!(!second.contains("rel=\"next\""));
        assert!(!get(db, "/inbox?show=praise", Some(&s.other_manager)).html.contains("Card of hour"));
        let nothing = get(db, "/inbox", Some(&s.other_manager)).html;
        assert!(nothing.contains("No cards yet."), "{nothing}");
    }
}
