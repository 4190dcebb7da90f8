//! One card put right: removed, moved, added, what it says of somebody, its kind; each taken back.

use super::*;

#[test]
fn a_complaint_that_moves_is_held_from_its_new_agent_and_its_release_comes_back_with_the_undo() {
    for s in sites() {
        let card = s.house.card(Kind::Complaint, "Derrick never rang back.", ago(24));
        let card = s.house.leave(&s.db.database, card, &[(s.house.derrick, "Derrick", Polarity::Complaint)]);
        let (derrick, maria) = (s.house.derrick.to_string(), s.house.maria.to_string());
        let release = format!("/cards/{card}/release");
        s.done(&release, &s.ruth, &[("agent", &derrick), ("note", "Let us talk.")]);
        assert!(s.get("/me", &s.derrick).html.contains("never rang back"));

        let location = s.done(&format!("/cards/{card}/mentions/{derrick}/move"), &s.admin, &[("agent", &maria)]);
        assert_eq!(s.tagged(card), [s.house.maria], "{}", s.db.kind);
        assert!(!s.get("/me", &s.derrick).html.contains("never rang back"));
        assert!(!s.get("/me", &s.maria).html.contains("never rang back"), "held until it is released to her");
        let tag = s.tags(card).remove(0);
        assert_eq!((tag.polarity, tag.released_at, tag.surface.as_str()), (Polarity::Complaint, None, "Derrick"));
        let page = s.get(&location, &s.admin).html;
        assert!(
            page.contains("The tag is moved.") && page.contains("You said that it is Maria Ortiz, not Derrick Hale.")
        );
        assert!(page.contains("It complains about Maria: held until it is shared."));

        s.done(&format!("/cards/{card}/decisions/{}/undo", act(&location)), &s.admin, &[]);
        assert_eq!(s.tagged(card), [s.house.derrick]);
        assert!(s.get("/me", &s.derrick).html.contains("Let us talk."), "released as it was");
        assert!(s.trail(card).contains(&"taken_back".to_owned()));
    }
}

#[test]
fn a_tag_that_was_removed_weighs_against_it_until_it_is_taken_back() {
    for s in sites() {
        let card = s.leave("praise", "Derrick was kind to me.");
        assert_eq!(s.tagged(card), [s.house.derrick]);
        let removal = format!("/cards/{card}/mentions/{}/removal", s.house.derrick);
        let mut location = s.done(&removal, &s.ruth, &[]);
        assert_eq!(s.tagged(card), []);
        assert!(s.get("/learnt", &s.ruth).html.contains("Not Derrick Hale, said once."));
        let undo = format!("/cards/{card}/decisions/{}/undo", act(&location));
        let later = s.get(&format!("/cards/{card}"), &s.ruth).html;
        assert!(later.contains("Take the last correction back") && later.contains(&undo), "{later}");
        s.done(&undo, &s.ruth, &[]);
        assert_eq!(s.tagged(card), [s.house.derrick], "{}", s.db.kind);
        assert!(s.get("/learnt", &s.ruth).html.contains("Nothing yet."));
        // A tag that a person set is only taken back when it goes: that is no lesson against the name.
        let maria = s.house.maria.to_string();
        s.done(&format!("/cards/{card}/mentions"), &s.ruth, &[("agent", &maria), ("words", "")]);
        location = s.done(&format!("/cards/{card}/mentions/{maria}/removal"), &s.ruth, &[]);
        assert!(location.contains("done=untagged"));
        assert!(s.get("/learnt", &s.ruth).html.contains("Nothing yet."));
    }
}

#[test]
fn somebody_whom_nothing_found_is_tagged_by_the_words_of_the_card_and_so_the_words_are_learnt() {
    for s in sites() {
        for words in ["The lad Dezza helped us.", "Ask for dezza, he is kind."] {
            let card = s.leave("praise", words);
            assert_eq!(s.tagged(card), []);
            let derrick = s.house.derrick.to_string();
            let path = format!("/cards/{card}/mentions");
            let wrong = s.post(&path, &s.ruth, &[("agent", &derrick), ("words", "Desmond")]);
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.html.contains("“Desmond” doesn’t stand on the card."));
            s.done(&path, &s.ruth, &[("agent", &derrick), ("words", "DEZZA")]);
            let tag = s.tags(card).remove(0);
            assert_eq!(tag.surface.to_lowercase(), "dezza", "{}: as the customer wrote it", s.db.kind);
            assert!(words.contains(&tag.surface));
            assert!(s.get(&format!("/cards/{card}"), &s.ruth).html.contains(&format!("<mark>{}</mark>", tag.surface)));
            let twice = s.post(&path, &s.ruth, &[("agent", &derrick), ("words", "")]);
            assert!(twice.html.contains("Derrick Hale is tagged already."));
        }
        let card = s.leave("praise", "Dezza rang me back.");
        assert_eq!(s.tagged(card), [s.house.derrick], "learnt from two cards");
    }
}

#[test]
fn what_a_card_says_of_somebody_can_be_put_right_and_decides_what_they_read() {
    for s in sites() {
        let card = s.house.card(Kind::Mixed, "Derrick was kind, but it took four calls.", ago(2));
        let card = s.house.leave(&s.db.database, card, &[(s.house.derrick, "Derrick", Polarity::Mixed)]);
        let reads = || s.get("/me", &s.derrick).html.contains("took four calls");
        assert!(!reads());
        let path = format!("/cards/{card}/mentions/{}/polarity", s.house.derrick);
        let location = s.done(&path, &s.ruth, &[("kind", "praise")]);
        assert!(reads(), "{}: praise is theirs at once", s.db.kind);
        let page = s.get(&location, &s.ruth).html;
        assert!(page.contains("You said that it praises Derrick Hale.") && page.contains("who can read it"));
        s.done(&format!("/cards/{card}/decisions/{}/undo", act(&location)), &s.ruth, &[]);
        assert!(!reads());
        let wrong = s.post(&path, &s.ruth, &[("kind", "splendid")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[test]
fn a_complaint_that_was_taken_for_praise_leaves_its_agent_s_page_and_comes_back_with_the_undo() {
    for s in sites() {
        let card = s.house.card(Kind::Praise, "Derrick, splendid: four calls for nothing.", ago(2));
        let card = s.house.leave(&s.db.database, card, &[(s.house.derrick, "Derrick", Polarity::Praise)]);
        let reads = || s.get("/me", &s.derrick).html.contains("four calls for nothing");
        assert!(reads());
        let location = s.done(&format!("/cards/{card}/kind"), &s.ruth, &[("kind", "complaint")]);
        assert!(!reads(), "{}", s.db.kind);
        assert!(s.get("/inbox", &s.ruth).html.contains("four calls"), "somebody has to answer it now");
        s.done(&format!("/cards/{card}/decisions/{}/undo", act(&location)), &s.ruth, &[]);
        assert!(reads());
        let back = s.db.database.read(|c| stored::by_id(c, s.house.organisation, card)).unwrap();
        assert_eq!((back.kind, back.due_at), (Kind::Praise, None));
        assert_eq!(back.kind_from, smilecard::domain::KindFrom::Customer, "the customer's own word again");
    }
}

#[test]
fn someone_else_is_found_by_a_part_of_the_name_and_a_card_that_leaves_the_team_can_be_called_back() {
    for s in sites() {
        let card = s.ask("Odile was patient.", "Odile", 5);
        let list = s.get("/inbox?show=who", &s.ruth).html;
        let people = format!("/cards/{card}/people?for=question-0&from=who");
        assert!(list.contains(&people.replace('&', "&amp;")), "{list}");
        let found = s.get(&format!("{people}&q=ort%C3%AD"), &s.ruth).html;
        assert!(found.contains("Maria Ortiz") && !found.contains("Derrick Hale"), "{found}");
        assert!(found.contains("Who is “Odile”?") && found.contains("<mark>Odile</mark>"));
        let nobody = s.get(&format!("{people}&q=%3Cb%3Ex"), &s.ruth).html;
        assert!(nobody.contains("Nobody here is called “&lt;b&gt;x”."), "{nobody}");
        assert_eq!(s.get(&format!("/cards/{card}/people?for=question-7"), &s.ruth).status, StatusCode::NOT_FOUND);

        // Maria is of the other team: Ruth no longer sees the card that she gave away.
        let maria = s.house.maria.to_string();
        let location = s.done(&format!("/cards/{card}/triage/0"), &s.ruth, &[("agent", &maria)]);
        assert_eq!(s.get(&format!("/cards/{card}"), &s.ruth).status, StatusCode::NOT_FOUND);
        assert!(location.starts_with("/inbox?done=tagged"), "{location}");
        let told = s.get(&location, &s.ruth).html;
        let undo = format!("/cards/{card}/decisions/{}/undo", act(&location));
        assert!(told.contains(&undo), "{told}");
        assert_eq!(s.post(&undo, &s.auditor, &[]).status, StatusCode::FORBIDDEN);
        assert_eq!(s.post(&undo, &s.stranger, &[]).status, StatusCode::NOT_FOUND);
        s.done(&undo, &s.ruth, &[]);
        assert_eq!(s.tagged(card), [], "{}", s.db.kind);
        assert_eq!(s.get(&format!("/cards/{card}"), &s.ruth).status, StatusCode::OK);
    }
}

#[test]
fn answered_again_a_question_follows_the_later_answer_and_forgets_the_first() {
    for s in sites() {
        let card = s.ask("Dezza was patient.", "Dezza", 5);
        s.confirm(card);
        let maria = s.house.maria.to_string();
        s.done(&format!("/cards/{card}/triage/0"), &s.admin, &[("agent", &maria)]);
        assert_eq!(s.tagged(card), [s.house.maria]);
        let page = s.get("/learnt", &s.admin).html;
        assert!(page.contains("Maria Ortiz, confirmed once.") && !page.contains("Derrick Hale, confirmed"), "{page}");
    }
}
