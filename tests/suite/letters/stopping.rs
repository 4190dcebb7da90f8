//! Letters that their reader wants no more: stopped by the link in them, by a mail program's one press, or by a letter
//! to the address beside it; and brought back.

use super::site::{Site, URL, sites};
use crate::support::house::Person;
use actix_web::http::StatusCode;
use smilecard::domain::ids::InboundId;
use smilecard::services::choices::{self, Alerts, Choices};
use smilecard::services::subscriptions::{self, NewSubscription, Wishes};
use smilecard::store::subscriptions::SubscriptionRow;
use smilecard::store::{inbound, letter_readings};

const COMPLAINT: &str = "Derrick promised to ring me on Tuesday and never did.";
const RUTH: &str = "ruth.calder@house.example";
const DERRICK: &str = "derrick.hale@house.example";

/// What stands in `List-Unsubscribe` of the newest letter to somebody: the link's path, and the address.
fn ways_out(site: &Site, to: &str) -> Option<(String, String)> {
    let raw = site.caught.newest().into_iter().find(|letter| letter.to == to).expect("a letter").raw;
    let text = String::from_utf8(raw).unwrap();
    let head = text.split_once("\r\n\r\n").unwrap().0.replace("\r\n ", " ");
    let line = |name: &str| head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned));
    let ways = line("List-Unsubscribe")?;
    assert_eq!(line("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
    assert!(
        text.lines().filter(|line| line.contains("/stop/") && line.starts_with("List-")).all(|line| line.len() < 90)
    );
    let (link, mailto) = ways.split_once(", ").unwrap_or_else(|| panic!("two ways in {ways}"));
    let link = link.trim_matches(['<', '>']).strip_prefix(URL).unwrap().to_owned();
    let mailto = mailto.trim_matches(['<', '>']).strip_prefix("mailto:").unwrap().to_owned();
    assert!(mailto.starts_with("cards+u.") && mailto.ends_with("@larkspur.example"), "{mailto}");
    Some((link, mailto))
}

fn choose(site: &Site, person: &Person, chosen: Choices) {
    let (organisation, member) = (site.house.organisation, person.member);
    site.write(move |connection| choices::set(connection, organisation, member, &chosen));
}

fn chosen(site: &Site, person: &Person) -> Choices {
    let (organisation, member) = (site.house.organisation, person.member);
    site.db.database.read(|connection| choices::of(connection, organisation, member)).unwrap()
}

/// A digest that went to Ruth.
fn digest(site: &Site) -> SubscriptionRow {
    let (organisation, member, now) = (site.house.organisation, site.ruth.member, site.clock.now());
    let row = site.write(move |connection| {
        let wishes = Wishes { language: "de".to_owned(), ..Wishes::default() };
        let wanted = NewSubscription { member: Some(member), wishes, ..NewSubscription::default() };
        subscriptions::create(connection, organisation, &wanted, now)
    });
    site.later(7 * 24 * 60);
    let tools = site.tools();
    smilecard::worker::schedule::run(&tools.database, &tools.templates, URL, site.clock.now()).unwrap();
    site.work_and_send();
    assert_eq!(site.letters("digest").len(), 1, "{}", site.db.kind);
    row
}

fn stopped(site: &Site, row: &SubscriptionRow) -> bool {
    let (organisation, id) = (row.organisation_id, row.id);
    let read = |connection: &mut _| smilecard::store::subscriptions::by_id(connection, organisation, id);
    site.db.database.read(read).unwrap().stopped_at.is_some()
}

fn no_card(site: &Site, id: InboundId, code: &str) {
    let organisation = site.house.organisation;
    let row =
        site.db.database.read(|connection| letter_readings::by_id(connection, organisation, id)).unwrap().unwrap();
    assert_eq!(row.code, code, "{}", site.db.kind);
    assert!(row.card_id.is_none());
    let letter = site.db.database.read(|connection| inbound::by_id(connection, organisation, id)).unwrap();
    assert!(letter.card_id.is_none());
}

#[test]
fn a_letter_to_the_address_beside_the_link_stops_a_digest_and_is_told_once_with_the_way_back() {
    for site in sites() {
        let row = digest(&site);
        let (link, address) = ways_out(&site, RUTH).expect("a way out");
        // As mail programs send it: nothing in it, nobody vouches for its sender, and case may have changed.
        let raw = format!(
            "From: {RUTH}\r\nTo: {}\r\nSubject: unsubscribe\r\nMessage-ID: <u1@house.example>\r\n\r\n",
            address.to_uppercase()
        );
        let id = site.arrive_raw(&address, RUTH, &raw);
        no_card(&site, id, "stopped-by-mail");
        assert!(stopped(&site, &row), "{}", site.db.kind);
        let told = site.letters("stopped");
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].to_address.as_str(), told[0].unsubscribe_url.as_deref()), (RUTH, None));
        assert_eq!(told[0].subject, "Abbestellt: der Brief über Ihre Karten bei House larkspur");
        assert!(told[0].body_text.contains(&format!("{URL}{link}")), "{}", told[0].body_text);
        // The same again, and another one: nothing is left to stop, and nobody is told again.
        site.arrive_raw(&address, RUTH, &raw);
        site.later(2 * 24 * 60);
        site.arrive(&address, RUTH, true, "unsubscribe please");
        assert_eq!(site.letters("stopped").len(), 1);
        assert!(site.letters("refused").is_empty());
        // The way back, which opening it doesn't go.
        let page = site.get(&link, None).html;
        assert!(page.contains("Der Brief ist abbestellt.") && page.contains("lang=\"de\""), "{page}");
        assert!(stopped(&site, &row));
        let page = site.post(&format!("{link}/undo"), None, &[]).html;
        assert!(page.contains("Der Brief kommt wieder.") && !stopped(&site, &row), "{page}");
        let said = String::from_utf8(site.caught.newest()[0].raw.clone()).unwrap();
        assert!(said.contains("\r\nAuto-Submitted: auto-replied\r\n"), "{said}");
    }
}

#[test]
fn a_mailbox_that_is_fetched_finds_the_address_in_the_letters_header() {
    for site in sites() {
        let row = digest(&site);
        let (_, address) = ways_out(&site, RUTH).unwrap();
        let raw = format!(
            "From: {RUTH}\r\nTo: <{address}>\r\nSubject: unsubscribe\r\nMessage-ID: <u2@house.example>\r\n\r\nx\r\n"
        );
        let id = site.arrive_raw("cards@larkspur.example", RUTH, &raw);
        no_card(&site, id, "stopped-by-mail");
        assert!(stopped(&site, &row), "{}", site.db.kind);
    }
}

#[test]
fn a_forged_or_unknown_token_stops_nothing_and_makes_no_card() {
    for site in sites() {
        let row = digest(&site);
        let (_, address) = ways_out(&site, RUTH).unwrap();
        let (head, tail) = address.split_once('@').unwrap();
        let end = if head.ends_with('0') { "4" } else { "0" };
        let forged = format!("{}{end}@{tail}", &head[..head.len() - 1]);
        let id = site.arrive(&forged, RUTH, true, "unsubscribe");
        no_card(&site, id, "nothing-to-stop");
        // What came back with that address on it is nobody's wish.
        let report = format!(
            "From: MAILER-DAEMON@mx.example\r\nTo: {address}\r\nSubject: Undelivered Mail Returned to Sender\r\n\
             Message-ID: <b@mx.example>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
             --b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
             Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; x@y.example\r\nAction: failed\r\nStatus: 5.1.1\r\n--b--\r\n"
        );
        site.arrive_raw(&address, "", &report);
        assert!(!stopped(&site, &row), "{}", site.db.kind);
        assert!(site.letters("stopped").is_empty() && site.letters("refused").is_empty());
        assert_eq!(site.post("/stop/NEVER0WAS", None, &[]).status, StatusCode::NOT_FOUND);
        // It is listed with its reason, so that nothing vanishes.
        let page = site.get("/not-accepted?why=refused", Some(&site.ada)).html;
        assert!(page.contains("wanted to stop a letter"), "{page}");
    }
}

#[test]
fn alerts_are_stopped_by_one_press_without_a_login_and_come_back_as_they_came() {
    for site in sites() {
        let french = Some("fr".to_owned());
        choose(
            &site,
            &site.ruth,
            Choices { alerts: Alerts::Hourly, language: french, quiet: None, ..Choices::default() },
        );
        site.complaint(COMPLAINT);
        site.work();
        site.later(31);
        site.work_and_send();
        assert_eq!(site.letters("alert").len(), 1, "{}", site.db.kind);
        let (link, address) = ways_out(&site, RUTH).expect("a way out");
        let alert = &site.letters("alert")[0];
        for part in [&alert.body_text, alert.body_html.as_ref().unwrap()] {
            assert!(part.contains(&format!("{URL}{link}")), "the same link in the letter");
        }
        // Opening it shows what it is, in the reader's language, and changes nothing.
        let page = site.get(&link, None);
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.html.contains("Ne plus recevoir ces lettres ?") && page.html.contains(RUTH), "{}", page.html);
        assert_eq!(chosen(&site, &site.ruth).alerts, Alerts::Hourly);
        // A mail program's press: no cookie, no page before it.
        let page = site.post(&link, None, &[("List-Unsubscribe", "One-Click")]);
        assert!(page.status == StatusCode::OK && page.html.contains("Ces lettres sont arrêtées."), "{}", page.html);
        assert_eq!(chosen(&site, &site.ruth).alerts, Alerts::Never);
        site.post(&link, None, &[]);
        site.complaint(COMPLAINT);
        site.work();
        site.later(61);
        site.work_and_send();
        assert_eq!(site.letters("alert").len(), 1, "none came after that");
        let page = site.post(&format!("{link}/undo"), None, &[]).html;
        assert!(page.contains("Ces lettres reviennent."), "{page}");
        assert_eq!(chosen(&site, &site.ruth).alerts, Alerts::Hourly, "as before, not at once");
        assert_eq!(chosen(&site, &site.ruth).language.as_deref(), Some("fr"), "nothing else was touched");
        // And by a letter.
        let id = site.arrive(&address, "somebody@else.example", false, "");
        no_card(&site, id, "stopped-by-mail");
        assert_eq!(chosen(&site, &site.ruth).alerts, Alerts::Never);
        assert_eq!(site.letters("stopped").len(), 1);
        assert_eq!(site.letters("stopped")[0].to_address, RUTH, "its reader is told, not who asked");
        assert!(site.letters("stopped")[0].subject.starts_with("Arrêtées"));
    }
}

#[test]
fn praise_is_stopped_by_one_press_and_the_link_stays_the_same() {
    for site in sites() {
        site.praise("Derrick was kind.");
        site.work_and_send();
        let (link, _) = ways_out(&site, DERRICK).expect("a way out");
        site.later(20);
        site.praise("Derrick was quick.");
        site.work_and_send();
        assert_eq!(ways_out(&site, DERRICK).unwrap().0, link, "{}", site.db.kind);
        assert!(site.get(&link, None).html.contains("Stop these letters?"));
        assert!(site.post(&link, None, &[]).html.contains("no more letters with praise"));
        assert!(!chosen(&site, &site.derrick).praise);
        site.later(20);
        site.praise("Derrick was patient.");
        site.work_and_send();
        assert_eq!(site.letters("praise").len(), 2);
        site.post(&format!("{link}/undo"), None, &[]);
        assert!(chosen(&site, &site.derrick).praise);
    }
}

#[test]
fn what_answers_somebody_has_nothing_to_stop() {
    for site in sites() {
        choose(&site, &site.ruth, Choices { quiet: None, ..Choices::default() });
        let card = site.complaint(COMPLAINT);
        site.work_and_send();
        let answer = site.reply_to(RUTH);
        site.arrive(&answer, RUTH, true, "I am sorry.");
        assert!(ways_out(&site, "janet.pruett@mail.example").is_none(), "{}", site.db.kind);
        site.arrive(&site.reply_to("janet.pruett@mail.example"), "janet.pruett@mail.example", false, "Thank you.");
        assert!(ways_out(&site, RUTH).is_none(), "the customer's answer");
        site.arrive(&site.reply_to(RUTH), RUTH, true, &format!("{} take", site.card(card).number));
        assert!(ways_out(&site, RUTH).is_none(), "what was done by mail");
        site.post("/sign-in", None, &[("email", RUTH)]);
        site.work_and_send();
        assert!(!site.letters("sign_in").is_empty());
        assert!(ways_out(&site, RUTH).is_none(), "a link to sign in");
        for kind in ["answer", "again", "acted", "sign_in"] {
            assert!(site.letters(kind).iter().all(|row| row.unsubscribe_url.is_none()), "{kind}");
        }
        assert!(site.letters("alert").iter().all(|row| row.unsubscribe_url.is_some()));
    }
}
