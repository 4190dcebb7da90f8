//! Which cards are held from their agents, how a card that is held too long is shown, and sharing many at once.

use crate::learning::{Site, act, sites};
use crate::support::house::{ago, now};
use actix_web::http::StatusCode;
use jiff::SignedDuration;
use smilecard::domain::ids::CardId;
use smilecard::domain::{Kind, Polarity, Reach, Sight};
use smilecard::services::holding::Holding;
use smilecard::store::outbox;
use smilecard::store::{AnyConnection, figures, jobs};

fn complaint(s: &Site, text: &str, hours: i64) -> CardId {
    let card = s.house.card(Kind::Complaint, text, ago(hours));
    s.house.leave(&s.db.database, card, &[(s.house.derrick, "Derrick", Polarity::Complaint)])
}

fn mixed(s: &Site, text: &str, hours: i64) -> CardId {
    let card = s.house.card(Kind::Mixed, text, ago(hours));
    let about = [(s.house.derrick, "Derrick", Polarity::Complaint), (s.house.maria, "Maria", Polarity::Praise)];
    s.house.leave(&s.db.database, card, &about)
}

fn sees(s: &Site, person: &crate::support::house::Person, words: &str) -> bool {
    s.get("/me?show=all", person).html.contains(words)
}

#[test]
fn praise_beside_a_complaint_is_free_or_held_as_the_organisation_chooses_and_only_from_then_on() {
    for s in sites() {
        mixed(&s, "Maria was sweet before. Derrick was not.", 2);
        assert!(sees(&s, &s.maria, "was sweet before"), "{}", s.db.kind);
        let to = s.done("/settings/held", &s.admin, &[("rule", "praise"), ("longest", "5")]);
        assert!(s.get(&to, &s.admin).html.contains("value=\"praise\" checked"));
        assert!(sees(&s, &s.maria, "was sweet before"), "what she has read stays hers");

        let later = |text: &str| mixed(&s, text, -1);
        let card = later("Maria was lovely since. Derrick was not.");
        let praise = s.house.card(Kind::Praise, "Maria was plainly wonderful.", ago(-1));
        s.house.leave(&s.db.database, praise, &[(s.house.maria, "Maria", Polarity::Praise)]);
        assert!(!sees(&s, &s.maria, "was lovely since"), "{}", s.db.kind);
        assert!(sees(&s, &s.maria, "plainly wonderful"), "plain praise is never held");
        let not_me = format!("/me/cards/{card}/not-me");
        assert_eq!(s.post(&not_me, &s.maria, &[("reason", "x")]).status, StatusCode::NOT_FOUND);
        assert_eq!(s.post(&format!("/me/cards/{card}/thanks"), &s.maria, &[]).status, StatusCode::NOT_FOUND);

        let page = s.get(&format!("/cards/{card}"), &s.admin).html;
        assert!(page.contains("It praises Maria: held until it is shared."), "{page}");
        assert!(page.contains("Share with Maria") && page.contains("Share with Derrick"));
        let fields = [("agent", s.house.maria.to_string()), ("note", "For you.".to_owned())];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        s.done(&format!("/cards/{card}/release"), &s.admin, &fields);
        assert!(sees(&s, &s.maria, "was lovely since") && sees(&s, &s.maria, "For you."));
        assert!(!sees(&s, &s.derrick, "was not"), "the complaint is held by itself");

        s.done("/settings/held", &s.admin, &[("rule", "complaints"), ("longest", "5")]);
        later("Maria was free again. Derrick was not.");
        assert!(sees(&s, &s.maria, "free again"));
        let wrong = s.post("/settings/held", &s.admin, &[("rule", "praise"), ("longest", "4")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("Choose one of the times.") && wrong.html.contains("value=\"praise\" checked"));
    }
}

#[test]
fn a_card_that_is_held_too_long_is_shown_as_such_everywhere_and_counted() {
    for s in sites() {
        let old = complaint(&s, "Derrick never rang back.", 24 * 14);
        complaint(&s, "Derrick rang too late.", 24);
        let shared = complaint(&s, "Derrick hung up.", 24 * 15);
        let derrick = s.house.derrick.to_string();
        s.done(&format!("/cards/{shared}/release"), &s.ruth, &[("agent", &derrick), ("note", "Let us talk.")]);
        let closed = complaint(&s, "Derrick was short.", 24 * 16);
        s.done(&format!("/cards/{closed}/closure"), &s.ruth, &[("note", "Rang her.")]);

        let inbox = s.get("/inbox", &s.ruth).html;
        assert_eq!(inbox.matches("Held too long").count(), 1, "{}: {inbox}", s.db.kind);
        let narrowed = s.get("/inbox?show=needs&held=yes", &s.ruth).html;
        assert!(narrowed.contains("never rang back") && !narrowed.contains("rang too late"), "{narrowed}");
        assert!(!narrowed.contains("hung up") && !narrowed.contains("was short"));
        assert!(!s.get("/inbox?show=needs&held=yes", &s.olga).html.contains("never rang back"), "not her team's");
        assert!(s.get(&format!("/cards/{old}"), &s.ruth).html.contains("Held too long: decide since"));
        assert!(!s.get(&format!("/cards/{shared}"), &s.ruth).html.contains("Held too long: decide"));
        let count = |connection: &mut AnyConnection| {
            let over = Holding::of(connection, s.house.organisation)?.over(now()).unwrap();
            figures::held_long(connection, s.house.organisation, Sight::all(Reach::Everything), over)
        };
        assert_eq!(s.db.database.read(count).unwrap(), 1, "{}", s.db.kind);

        s.done("/settings/held", &s.admin, &[("rule", "complaints"), ("longest", "0")]);
        assert!(!s.get("/inbox", &s.ruth).html.contains("Held too long"), "without an end none is");
        assert!(s.get("/inbox?held=yes", &s.ruth).html.contains("No card is like that."));
    }
}

#[test]
fn many_are_shared_with_one_note_each_within_ones_reach_and_undone_together() {
    for s in sites() {
        let one = complaint(&s, "Derrick never rang back.", 20);
        let two = mixed(&s, "Maria was sweet. Derrick was rude.", 21);
        let rule = complaint(&s, "Derrick had to charge me twice.", 22);
        s.done(&format!("/cards/{rule}/about"), &s.ruth, &[("about", "rule")]);
        let of_shop = s.house.card(Kind::Complaint, "Maria kept me waiting.", ago(23));
        let of_shop = s.house.leave(&s.db.database, of_shop, &[(s.house.maria, "Maria", Polarity::Complaint)]);
        let ids = [one, two, rule, of_shop].map(|id| id.to_string());
        let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("card", id.as_str())).collect();
        fields.push(("do", "share"));
        let none = s.post("/inbox/changes?list=", &s.ruth, &fields);
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "a note is needed");
        assert!(none.html.contains("Write a note to the agents") && !sees(&s, &s.derrick, "never rang back"));

        fields.push(("share-note", "Let us look at these on Friday."));
        let to = s.done("/inbox/changes?list=", &s.ruth, &fields);
        let page = s.get(&to, &s.ruth).html;
        assert!(page.contains("2 cards shared with those they are about."), "{}: {page}", s.db.kind);
        assert!(page.contains("2 cards left as they are."), "a rule, and another team's");
        assert!(sees(&s, &s.derrick, "never rang back") && sees(&s, &s.derrick, "on Friday"));
        assert!(!sees(&s, &s.derrick, "charge me twice") && !sees(&s, &s.maria, "kept me waiting"));
        assert_eq!(s.trail(one), ["released Derrick Hale"]);
        let shared = || -> usize {
            let all = s.db.database.read(|c| outbox::newest(c, s.house.organisation, 100)).unwrap();
            all.iter().filter(|letter| letter.kind == "shared").count()
        };
        s.work();
        assert_eq!(shared(), 0, "letters wait for ten minutes");

        let path = format!("/changes/{}/undo", act(&to).split('&').next().unwrap());
        for person in [&s.derrick, &s.stranger] {
            assert_eq!(s.post(&path, person, &[]).status, StatusCode::NOT_FOUND);
        }
        s.done(&path, &s.ruth, &[]);
        assert!(!sees(&s, &s.derrick, "never rang back") && !sees(&s, &s.derrick, "was rude"));
        let waiting = s.db.database.write(|c| {
            let later = now() + SignedDuration::from_mins(11);
            jobs::claim(c, later, later, 100).map(|rows| rows.len())
        });
        assert!(waiting.unwrap() > 0, "their hour comes");
        assert_eq!(shared(), 0, "and finds nothing to tell");

        // Shared anew by hand meanwhile, one stays shared when the press is undone.
        let to = s.done("/inbox/changes?list=", &s.ruth, &fields);
        let derrick = s.house.derrick.to_string();
        s.done(&format!("/cards/{one}/release/undo"), &s.ruth, &[("agent", &derrick)]);
        let kept = s.done(&format!("/changes/{}/undo", act(&to).split('&').next().unwrap()), &s.ruth, &[]);
        assert!(kept.contains("step-back-partly"), "{kept}");
        assert_eq!(s.post("/inbox/changes?list=", &s.auditor, &fields).status, StatusCode::FORBIDDEN);
    }
}
