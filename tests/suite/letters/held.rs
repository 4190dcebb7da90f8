//! A complaint that nobody decides about: when its time is over, its managers and the admins hear of it, and its agent
//! never does.

use super::site::{Site, sites};
use smilecard::domain::{Kind, Polarity};
use smilecard::services::{about, holding, release};

const COMPLAINT: &str = "Derrick promised to ring me on Tuesday and never did.";
const DAY: i64 = 24 * 60;
const RUTH: &str = "ruth.calder@house.example";
const ADA: &str = "ada.admin@house.example";
const DERRICK: &str = "derrick.hale@house.example";

fn longest(site: &Site, days: i32) {
    let (viewer, at) = (site.viewer(&site.ada), site.clock.now());
    site.write(move |connection| holding::choose(connection, &viewer, (false, days), at));
}

fn told(site: &Site) -> Vec<String> {
    let mut to: Vec<String> = site.letters("held").into_iter().map(|letter| letter.to_address).collect();
    to.sort();
    to
}

#[test]
fn after_the_longest_time_those_who_decide_are_told_once_and_the_agent_never_is() {
    for site in sites() {
        // Tuesday; five working days are over when the next one closes.
        let card = site.complaint(COMPLAINT);
        site.work();
        for _ in 0..7 {
            site.later(DAY);
            site.work();
            assert_eq!(told(&site), Vec::<String>::new(), "{}: {}", site.db.kind, site.clock.now());
        }
        site.later(DAY);
        site.work();
        assert_eq!(told(&site), [ADA, RUTH], "{}: {}", site.db.kind, site.clock.now());
        let letter = &site.letters("held")[0];
        let number = site.card(card).number;
        assert!(letter.subject.starts_with(&format!("Card {number} is held and undecided")), "{}", letter.subject);
        assert!(letter.body_text.contains("It does not reach them by itself."), "{}", letter.body_text);
        assert!(!letter.body_text.contains("Janet") && !letter.body_text.contains("janet.pruett"));
        for _ in 0..40 {
            site.later(DAY);
            site.work();
        }
        assert_eq!(told(&site).len(), 2, "once each");
        assert!(!site.get("/me", Some(&site.derrick)).html.contains("never did"), "however long it waits");
        assert!(site.letters("shared").is_empty() && site.letters("praise").is_empty());
        let all = site.db.database.read(|c| smilecard::store::outbox::newest(c, site.house.organisation, 500)).unwrap();
        assert!(all.iter().all(|letter| letter.to_address != DERRICK));
    }
}

#[test]
fn whatever_is_decided_in_time_alarms_nobody() {
    for site in sites() {
        let (shared, rule) = (site.complaint(COMPLAINT), site.complaint("Derrick had to charge me twice."));
        let passing = [(site.house.derrick, "Derrick", Polarity::Neutral)];
        site.leave(Kind::Complaint, "Your phones are awful, I told Derrick.", None, &passing);
        site.work();
        let (viewer, at, derrick) = (site.viewer(&site.ruth), site.later(DAY), site.house.derrick);
        site.write(move |connection| {
            release::release(connection, &viewer, shared, derrick, "Let us talk.", at)?;
            about::set(connection, &viewer, rule, smilecard::domain::About::Rule, at)
        });
        for _ in 0..10 {
            site.later(DAY);
            site.work();
        }
        assert_eq!(told(&site), Vec::<String>::new(), "{}", site.db.kind);
    }
}

#[test]
fn a_time_that_is_chosen_anew_holds_for_cards_that_wait_already() {
    for site in sites() {
        longest(&site, 0);
        site.complaint(COMPLAINT);
        site.work();
        for _ in 0..20 {
            site.later(DAY);
            site.work();
        }
        assert_eq!(told(&site), Vec::<String>::new(), "{}: without an end nobody is told", site.db.kind);
        longest(&site, 20);
        site.work();
        assert_eq!(told(&site), Vec::<String>::new(), "not yet");
        longest(&site, 2);
        site.work();
        assert_eq!(told(&site), [ADA, RUTH], "{}", site.db.kind);
    }
}
