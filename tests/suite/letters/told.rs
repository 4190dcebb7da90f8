//! Who is told what, when, and only once.

use super::site::{Site, URL, sites};
use actix_web::http::StatusCode;
use jiff::SignedDuration;
use smilecard::domain::{Kind, Polarity};
use smilecard::services::choices::{self, Alerts, Choices};
use smilecard::services::{closure, letters_out, release};

const COMPLAINT: &str = "Derrick promised to ring me on Tuesday and never did.";
const RUTH: &str = "ruth.calder@house.example";
const DERRICK: &str = "derrick.hale@house.example";

fn choose(site: &Site, person: &crate::support::house::Person, chosen: Choices) {
    let (organisation, member) = (site.house.organisation, person.member);
    site.write(move |connection| choices::set(connection, organisation, member, &chosen));
}

#[test]
fn a_complaint_reaches_the_managers_of_its_team_once_however_often_it_is_looked_at() {
    for site in sites() {
        let card = site.complaint(COMPLAINT);
        let organisation = site.house.organisation;
        let at = site.clock.now();
        for _ in 0..3 {
            site.write(move |connection| letters_out::look(connection, organisation, card, at));
            site.work();
        }
        let alerts = site.letters("alert");
        assert_eq!(alerts.len(), 1, "{}", site.db.kind);
        let alert = &alerts[0];
        let number = site.card(card).number;
        assert_eq!(alert.to_address, RUTH);
        assert_eq!(alert.subject, format!("A complaint needs you: card {number}"));
        assert!(alert.body_text.contains("Derrick promised to ring me on Tuesday"), "{}", alert.body_text);
        for page in ["take", "answer"] {
            assert!(alert.body_text.contains(&format!("{URL}/cards/{card}/do/{page}")), "{}", alert.body_text);
        }
        let html = alert.body_html.as_deref().unwrap();
        assert!(!html.contains("janet.pruett") && !alert.body_text.contains("Janet"), "nothing of who wrote");
        assert!(alert.body_text.contains("Answer this letter and the customer gets your words"));
    }
}

#[test]
fn a_bad_hour_is_one_letter_and_what_was_answered_meanwhile_alarms_nobody() {
    for site in sites() {
        site.complaint(COMPLAINT);
        site.work();
        let more: Vec<_> = (0..14).map(|number| site.complaint(&format!("{COMPLAINT} Again, {number}."))).collect();
        site.work();
        assert_eq!(site.letters("alert").len(), 1, "{}: the others wait five minutes", site.db.kind);
        let viewer = site.viewer(&site.ruth);
        let (answered, at) = (more[0], site.clock.now());
        site.write(move |connection| closure::answered(connection, &viewer, answered, at).map(drop));
        site.later(6);
        site.work();
        let alerts = site.letters("alert");
        assert_eq!(alerts.len(), 2);
        assert_eq!(alerts[1].subject, "13 complaints need you");
        assert!(alerts[1].body_text.contains("3 more wait in the inbox."));
        assert!(!alerts[1].body_text.contains("Again, 0."), "it was answered");
        assert!(alerts[1].body_html.as_deref().unwrap().len() < 100_000);
    }
}

#[test]
fn quiet_hours_are_those_of_the_readers_own_zone_and_end_in_one_letter() {
    for site in sites() {
        choose(&site, &site.ruth, Choices { quiet: Some((9, 18)), ..Choices::default() });
        site.complaint(COMPLAINT);
        site.complaint(&format!("{COMPLAINT} Twice."));
        site.work();
        assert!(site.letters("alert").is_empty(), "{}: it is ten in the morning", site.db.kind);
        site.later(8 * 60);
        site.work();
        let alerts = site.letters("alert");
        assert_eq!(alerts.len(), 1, "{}", site.db.kind);
        assert_eq!(alerts[0].subject, "2 complaints need you");
    }
}

#[test]
fn somebody_may_want_complaints_together_or_not_at_all_and_in_their_own_language() {
    for site in sites() {
        choose(&site, &site.ruth, Choices { alerts: Alerts::Never, ..Choices::default() });
        site.complaint(COMPLAINT);
        site.work();
        assert!(site.letters("alert").is_empty(), "{}", site.db.kind);
        let german = Some("de".to_owned());
        choose(&site, &site.ruth, Choices { alerts: Alerts::Hourly, language: german, ..Choices::default() });
        site.complaint(COMPLAINT);
        site.complaint(COMPLAINT);
        site.work();
        assert!(site.letters("alert").is_empty());
        site.later(31);
        site.work();
        let alerts = site.letters("alert");
        assert_eq!(alerts.len(), 1);
        assert_eq!(alerts[0].subject, "2 Beschwerden brauchen Sie");
        assert!(alerts[0].body_text.contains("fällig"), "{}", alerts[0].body_text);
    }
}

#[test]
fn praise_reaches_its_agent_in_the_customers_words_at_most_every_quarter_of_an_hour() {
    for site in sites() {
        site.praise("Derrick rang me back at eight. My number is 020 7946 0018, ask for Janet Pruett.");
        site.work();
        let letters = site.letters("praise");
        assert_eq!(letters.len(), 1, "{}", site.db.kind);
        assert_eq!(
            (letters[0].to_address.as_str(), letters[0].subject.as_str()),
            (DERRICK, "Someone wrote to say thank you")
        );
        let said = format!("{}{}", letters[0].body_text, letters[0].body_html.as_deref().unwrap());
        assert!(said.contains("rang me back at eight"), "{said}");
        for private in ["7946", "Janet", "Pruett", "janet.pruett"] {
            assert!(!said.contains(private), "{private} in {said}");
        }
        site.later(5);
        site.praise("Derrick was kind.");
        site.praise("Derrick was quick.");
        site.work();
        assert_eq!(site.letters("praise").len(), 1, "a quarter of an hour has not passed");
        site.later(11);
        site.work();
        let letters = site.letters("praise");
        assert_eq!(letters.len(), 2);
        assert_eq!(letters[1].subject, "2 people wrote to say thank you");
        assert!(site.letters("alert").is_empty(), "praise alarms no manager");
    }
}

#[test]
fn an_agent_stops_these_letters_on_their_own_page_and_a_tag_that_went_is_told_to_nobody() {
    for site in sites() {
        site.done("/me/letters", Some(&site.derrick), &[("praise", "no")]);
        site.praise("Derrick was kind.");
        site.work();
        assert!(site.letters("praise").is_empty(), "{}", site.db.kind);
        let page = site.get("/me", Some(&site.derrick)).html;
        assert!(page.contains("We don’t write to you when somebody praises you."), "{page}");
        site.done("/me/letters", Some(&site.derrick), &[("praise", "yes")]);
        let card = site.praise("Derrick was patient.");
        let (viewer, agent, at) = (site.viewer(&site.ruth), site.house.derrick, site.clock.now());
        site.write(move |connection| smilecard::services::tags::remove(connection, &viewer, card, agent, at));
        site.work();
        assert!(site.letters("praise").is_empty());
    }
}

#[test]
fn praise_that_a_manager_tags_later_is_told_then() {
    for site in sites() {
        let card = site.leave(Kind::Praise, "The man on the phone was kind.", None, &[]);
        site.work();
        assert!(site.letters("praise").is_empty(), "{}", site.db.kind);
        let (viewer, agent, at) = (site.viewer(&site.ruth), site.house.derrick, site.clock.now());
        site.write(move |connection| smilecard::services::tags::add(connection, &viewer, card, agent, "", at));
        site.work();
        assert_eq!(site.letters("praise").len(), 1);
    }
}

#[test]
fn a_shared_complaint_is_told_to_its_agent_with_the_note_unless_it_was_taken_back() {
    for site in sites() {
        let card = site.complaint(COMPLAINT);
        let (viewer, agent, at) = (site.viewer(&site.ruth), site.house.derrick, site.clock.now());
        let ruth = viewer.clone();
        site.write(move |connection| {
            release::release(connection, &ruth, card, agent, "Let us talk tomorrow.", at).map(drop)
        });
        let ruth = viewer.clone();
        site.write(move |connection| release::withhold(connection, &ruth, card, agent, at).map(drop));
        site.work();
        assert!(site.letters("shared").is_empty(), "{}: it was taken back before it was told", site.db.kind);
        let other = site.complaint("Derrick hung up on me, says Janet Pruett.");
        site.write(move |connection| {
            release::release(connection, &viewer, other, agent, "Janet Pruett was upset.", at).map(drop)
        });
        site.work();
        let letters = site.letters("shared");
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].subject, "Ruth has shared a card with you");
        assert!(letters[0].body_text.contains("hung up on me") && letters[0].body_text.contains("was upset"));
        assert!(!letters[0].body_text.contains("Pruett"), "{}", letters[0].body_text);
    }
}

#[test]
fn an_answer_that_is_due_is_asked_for_then_missed_then_told_to_the_admins() {
    for site in sites() {
        choose(&site, &site.ruth, Choices { quiet: None, ..Choices::default() });
        choose(&site, &site.ada, Choices { quiet: None, ..Choices::default() });
        let card = site.complaint(COMPLAINT);
        let number = site.card(card).number;
        site.work();
        site.later(44 * 60 + 1);
        site.work();
        let soon = site.letters("due_soon");
        assert_eq!(soon.len(), 1, "{}", site.db.kind);
        assert_eq!(
            (soon[0].to_address.as_str(), soon[0].subject.as_str()),
            (RUTH, format!("Card {number} is due an answer today at 10:00").as_str())
        );
        assert!(soon[0].body_text.contains("Nobody has taken it on yet."));
        site.later(4 * 60);
        site.work();
        assert_eq!(site.letters("due_late").len(), 1);
        assert!(site.letters("due_admin").is_empty());
        site.later(24 * 60);
        site.work();
        let admins = site.letters("due_admin");
        assert_eq!(admins.len(), 1);
        assert_eq!(admins[0].to_address, "ada.admin@house.example");
        assert!(admins[0].subject.starts_with(&format!("Card {number} has had no answer: it was due")));

        let answered = site.complaint(COMPLAINT);
        let (viewer, at) = (site.viewer(&site.ruth), site.clock.now());
        site.work();
        site.write(move |connection| closure::answered(connection, &viewer, answered, at).map(drop));
        site.later(100 * 60);
        site.work();
        assert_eq!(site.letters("due_late").len(), 1, "it was answered in time");
    }
}

#[test]
fn old_cards_wake_nobody() {
    for site in sites() {
        let card = site.complaint(COMPLAINT);
        let organisation = site.house.organisation;
        site.later(49 * 60);
        let at = site.clock.now();
        site.write(move |connection| letters_out::look(connection, organisation, card, at));
        site.work();
        assert!(site.letters("alert").is_empty(), "{}", site.db.kind);
    }
}

#[test]
fn thanks_go_to_the_customer_once_and_neither_learns_the_others_address() {
    for site in sites() {
        let card = site.praise("Derrick was kind.");
        let unreachable =
            site.leave(Kind::Praise, "Derrick was quick.", None, &[(site.house.derrick, "Derrick", Polarity::Praise)]);
        let page = site.get("/me", Some(&site.derrick)).html;
        assert!(page.contains(&format!("/me/cards/{card}/thanks")), "{page}");
        assert!(!page.contains(&format!("/me/cards/{unreachable}/thanks")), "no address, no button");
        assert_eq!(
            site.post(&format!("/me/cards/{card}/thanks"), Some(&site.maria), &[]).status,
            StatusCode::NOT_FOUND
        );
        site.done(&format!("/me/cards/{card}/thanks"), Some(&site.derrick), &[]);
        site.done(&format!("/me/cards/{card}/thanks"), Some(&site.derrick), &[]);
        let refused = site.post(&format!("/me/cards/{unreachable}/thanks"), Some(&site.derrick), &[]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        site.work();
        let letters = site.letters("thanks");
        assert_eq!(letters.len(), 1, "{}", site.db.kind);
        assert_eq!(letters[0].subject, "Derrick read your card and says thank you");
        assert_eq!(letters[0].to_address, "janet.pruett@mail.example");
        let said = format!("{}{}", letters[0].body_text, letters[0].body_html.as_deref().unwrap());
        assert!(!said.contains("house.example") && !said.contains("Hale"), "{said}");
        assert!(site.get("/me", Some(&site.derrick)).html.contains("You said thanks."));
    }
}

#[test]
fn a_receipt_comes_only_when_it_was_asked_for_and_at_most_once_a_day_r41() {
    for site in sites() {
        let leave = |words: &str, receipt: bool| {
            let html = site.get("/f/larkspur", None).html;
            let key = html.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
            let mut fields =
                vec![("key", key.as_str()), ("kind", "complaint"), ("words", words), ("reach", "jo@mail.example")];
            if receipt {
                fields.push(("receipt", "yes"));
            }
            site.done("/f/larkspur", None, &fields)
        };
        leave("Nobody rang.", false);
        site.work();
        assert!(site.letters("receipt").is_empty(), "{}", site.db.kind);
        let link = leave("Nobody rang, again.", true);
        site.work();
        let letters = site.letters("receipt");
        assert_eq!(letters.len(), 1);
        assert_eq!(
            (letters[0].subject.as_str(), letters[0].to_address.as_str()),
            ("We have your card", "jo@mail.example")
        );
        assert!(letters[0].body_text.contains(&format!("{URL}{link}")), "{} in {}", link, letters[0].body_text);
        assert_eq!(site.get(&link, None).status, StatusCode::OK);
        leave("And again.", true);
        site.work();
        assert_eq!(site.letters("receipt").len(), 1, "one a day");
        assert!(site.clock.now() + SignedDuration::from_hours(1) > site.clock.now());
    }
}

#[test]
fn everybody_chooses_their_own_letters() {
    for site in sites() {
        let fields = [("language", "fr"), ("alerts", "hourly"), ("from", "22"), ("until", "6")];
        assert_eq!(site.done("/account/letters", Some(&site.ruth), &fields), "/account/letters?done=yes");
        let page = site.get("/account/letters?done=yes", Some(&site.ruth)).html;
        for held in
            ["value=\"fr\" selected", "value=\"hourly\" checked", "value=\"22\" selected", "value=\"6\" selected"]
        {
            assert!(page.contains(held), "{held} in {page}");
        }
        for wrong in [
            [("language", "tlh"), ("alerts", "once"), ("from", "")],
            [("language", ""), ("alerts", "often"), ("from", "")],
            [("language", ""), ("alerts", "once"), ("from", "24")],
        ] {
            assert_eq!(
                site.post("/account/letters", Some(&site.ruth), &wrong).status,
                StatusCode::UNPROCESSABLE_ENTITY
            );
        }
        assert!(site.get("/account/letters", Some(&site.derrick)).html.contains("Praise about you"));
        assert_eq!(site.get("/letter-samples", Some(&site.ruth)).status, StatusCode::NOT_FOUND);
        let all = site.get("/letter-samples", Some(&site.ada)).html;
        assert!(all.contains("Someone wrote to say thank you") && all.contains("Wir haben Ihre Karte"), "{all}");
        let one = site.get("/letter-samples/es/thanks/html", Some(&site.ada));
        assert!(one.status == StatusCode::OK && one.html.contains("lang=\"es\""));
        assert_eq!(site.get("/letter-samples/es/nothing/html", Some(&site.ada)).status, StatusCode::NOT_FOUND);
    }
}
