//! Looking again at recent cards when the roster has changed, or what was learnt.

use super::*;
use smilecard::domain::roster_file;
use smilecard::services::{look_again, roster};

fn import(s: &Site, more: &str) {
    let organisation = s.house.organisation;
    let file = format!(
        "id,name,nicknames,code,email,team,location\nDerrick Hale,Derrick Hale,,,,Billing line,\n\
         Maria Ortiz,Maria Ortiz,,,,Mill Street shop,\n{more}"
    );
    let rows = roster_file::read(file.as_bytes()).unwrap();
    s.db.database.write(move |connection| roster::import(connection, organisation, &rows, now())).unwrap();
}

#[test]
fn a_colleague_who_joins_the_roster_is_found_on_recent_cards_once_and_never_over_a_decision() {
    for s in sites() {
        let open = s.leave("praise", "Tabitha was so helpful on Monday.");
        let held = s.leave("complaint", "Tabitha hung up on me twice.");
        let decided = s.leave("praise", "Tabitha was lovely.");
        let maria = s.house.maria.to_string();
        let location = s.done(&format!("/cards/{decided}/mentions"), &s.admin, &[("agent", &maria), ("words", "")]);
        let long_ago = s.house.card(Kind::Praise, "Tabitha was kind in spring.", ago(24 * 100));
        let long_ago = s.house.leave(&s.db.database, long_ago, &[]);
        s.work();
        assert_eq!((s.tagged(open).len(), s.trail(open).len()), (0, 0));

        import(&s, "tabitha,Tabitha Reed,,,,Billing line,\n");
        assert!(s.work() > 0);
        assert_eq!(s.tags(open).len(), 1, "{}: {:?}", s.db.kind, s.questions(open));
        assert_eq!(s.trail(open), ["looked_again tagged Tabitha Reed."]);
        let page = s.get(&format!("/cards/{open}"), &s.admin).html;
        assert!(page.contains("Smilecard looked at it again: tagged Tabitha Reed."), "{page}");
        let tag = s.tags(held).remove(0);
        assert!(!tag.polarity.is_free() && tag.released_at.is_none(), "a complaint is held");
        assert_eq!(s.tagged(decided), [s.house.maria], "a person's decision stands");
        assert_eq!(s.tagged(long_ago), [], "too long ago");

        import(&s, "tabitha,Tabitha Reed,Tabs,,,Billing line,\n");
        assert!(s.work() > 0);
        assert_eq!(s.trail(open).len(), 1, "a second look changes nothing");
        // With the decision taken back, the card is one of those again.
        s.done(&format!("/cards/{decided}/decisions/{}/undo", act(&location)), &s.admin, &[]);
        import(&s, "tabitha,Tabitha Reed,,,,Billing line,\n");
        s.work();
        assert_eq!(s.tags(decided).len(), 1);
    }
}

#[test]
fn a_lesson_answers_the_questions_that_are_open_and_taking_it_back_asks_them_again() {
    for s in sites() {
        s.confirm(s.ask("Dezza was patient.", "Dezza", 40));
        let open = s.leave("praise", "Dezza sorted my bill out.");
        assert_eq!((s.tagged(open).len(), s.questions(open).len()), (0, 1));
        let second = s.ask("Dezza, thank you.", "Dezza", 39);
        let location = s.confirm(second);
        s.work();
        assert_eq!(s.tagged(open), [s.house.derrick], "{}", s.db.kind);
        assert_eq!(s.questions(open).len(), 0);
        assert!(!s.get("/inbox?show=who", &s.ruth).html.contains("sorted my bill"));
        s.done(&format!("/cards/{second}/decisions/{}/undo", act(&location)), &s.ruth, &[]);
        s.work();
        assert_eq!(s.tagged(open), [], "the tag rested on the lesson alone");
        assert_eq!(s.questions(open).len(), 1);
        assert!(s.get("/inbox?show=who", &s.ruth).html.contains("sorted my bill"));
    }
}

#[test]
fn many_changes_wait_as_one_look_and_many_cards_are_looked_at_in_batches() {
    for s in sites() {
        let texts: Vec<String> = (0..450).map(|n| format!("Tabitha was kind, card {n}.")).collect();
        let cards: Vec<CardId> = (450..)
            .zip(&texts)
            .map(|(minutes, text)| {
                let received = now() - jiff::SignedDuration::from_mins(minutes);
                s.house.leave(&s.db.database, s.house.card(Kind::Praise, text, received), &[])
            })
            .collect();
        for more in ["tabitha,Tabitha Reed,,,,,\n", "tabitha,Tabitha Reed,Tabs,,,,\n", "tabitha,Tabitha Reed,,,,,\n"] {
            import(&s, more);
        }
        assert_eq!(s.work(), 3 + 450, "{}: one run of three batches, and each card's letters", s.db.kind);
        assert!(cards.iter().all(|card| s.tags(*card).len() == 1));
    }
}

#[test]
fn a_decision_made_between_the_reading_and_the_writing_stands() {
    for s in sites() {
        let card = s.leave("praise", "Tabitha was so helpful on Monday.");
        import(&s, "tabitha,Tabitha Reed,,,,Billing line,\n");
        s.directory.doubt(s.house.organisation);
        let house = s.directory.house(&s.db.database, s.house.organisation, now()).unwrap();
        let batch = s.db.database.read(|connection| look_again::read(connection, &house, None, now())).unwrap();
        assert_eq!(batch.changes.len(), 1);
        let maria = s.house.maria.to_string();
        s.done(&format!("/cards/{card}/mentions"), &s.admin, &[("agent", &maria), ("words", "")]);
        let (organisation, run) = (s.house.organisation, smilecard::domain::ids::JobId::at(now()));
        let changed =
            s.db.database
                .write(move |connection| look_again::settle(connection, organisation, batch, run, now()))
                .unwrap();
        assert_eq!((changed, s.tagged(card)), (0, vec![s.house.maria]), "{}", s.db.kind);
    }
}
