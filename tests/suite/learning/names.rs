//! What was learnt, as people read it: the list, the nicknames that agents are asked about, names added by hand.

use super::*;

#[test]
fn a_confirmed_nickname_is_put_to_its_agent_and_becomes_an_alias_when_they_say_yes() {
    for s in sites() {
        s.confirm(s.ask("Dezza was patient.", "Dezza", 40));
        assert!(!s.get("/me", &s.derrick).html.contains("Customers call you"), "once is not enough");
        s.confirm(s.ask("Dezza, thank you.", "Dezza", 39));
        assert!(s.get("/me", &s.derrick).html.contains("Customers call you “Dezza”. Is that you?"));
        assert!(!s.get("/me", &s.maria).html.contains("Dezza"), "nobody else is asked");
        let not_hers = s.post("/me/names", &s.maria, &[("form", "dezza"), ("answer", "yes")]);
        assert_eq!(not_hers.status, StatusCode::NOT_FOUND, "{}", s.db.kind);

        s.done("/me/names", &s.derrick, &[("form", "dezza"), ("answer", "yes")]);
        let his = s.get("/me", &s.derrick).html;
        assert!(!his.contains("Customers call you") && his.contains("Cards that say “Dezza” come to you, too."));
        let learnt = s.get("/learnt", &s.ruth).html;
        assert!(learnt.contains("Derrick said yes to it"), "{learnt}");
        let card = s.leave("praise", "Dezza rang me back.");
        assert_eq!(s.tagged(card), [s.house.derrick]);

        s.done("/me/names/undo", &s.derrick, &[("form", "dezza")]);
        assert!(s.get("/me", &s.derrick).html.contains("Customers call you “Dezza”."), "and he is asked again");
        assert!(!s.get("/learnt", &s.ruth).html.contains("Derrick said yes to it"));
    }
}

#[test]
fn a_nickname_that_its_agent_declined_is_never_proposed_again() {
    for s in sites() {
        s.teach();
        s.done("/me/names", &s.derrick, &[("form", "dezza"), ("answer", "no")]);
        s.confirm(s.ask("Dezza, a star.", "Dezza", 20));
        assert!(!s.get("/me", &s.derrick).html.contains("Customers call you"), "{}", s.db.kind);
        assert_eq!(
            s.post("/me/names", &s.derrick, &[("form", "dezza"), ("answer", "yes")]).status,
            StatusCode::NOT_FOUND
        );
    }
}

#[test]
fn each_line_of_what_was_learnt_is_forgotten_and_learnt_again_with_one_press() {
    for s in sites() {
        assert!(s.get("/learnt", &s.ruth).html.contains("Nothing yet."));
        let [first, _] = s.teach();
        let page = s.get("/learnt", &s.ruth).html;
        assert!(page.contains("Tags alone") && page.contains("Derrick Hale, confirmed twice."), "{page}");
        assert!(page.contains(&format!("/cards/{first}")), "where it came from");
        let audited = s.get("/learnt", &s.auditor).html;
        assert!(audited.contains("Derrick Hale, confirmed twice.") && !audited.contains("Forget it"));
        // Another team's manager reads the line, but not the cards.
        assert!(!s.get("/learnt", &s.olga).html.contains(&format!("/cards/{first}")));
        assert_eq!(s.get("/learnt", &s.derrick).status, StatusCode::NOT_FOUND);
        assert!(s.get("/learnt", &s.stranger).html.contains("Nothing yet."), "another house has learnt nothing");

        let location = s.done("/learnt/removal", &s.ruth, &[("form", "dezza")]);
        let page = s.get(&location, &s.ruth).html;
        assert!(page.contains("Forgotten.") && page.contains("Nothing yet."));
        let card = s.leave("praise", "Dezza rang me back.");
        assert_eq!(s.tagged(card), [], "{}", s.db.kind);
        s.done(&format!("/learnt/removals/{}/undo", act(&location)), &s.ruth, &[]);
        assert!(s.get("/learnt", &s.ruth).html.contains("Derrick Hale, confirmed twice."));
        let card = s.leave("praise", "Dezza rang me again.");
        assert_eq!(s.tagged(card), [s.house.derrick]);
        assert_eq!(s.post("/learnt/removal", &s.ruth, &[("form", "nobody")]).status, StatusCode::NOT_FOUND);
    }
}

#[test]
fn a_name_added_by_hand_tags_at_once_and_can_be_removed() {
    for s in sites() {
        let wrong = s.post("/learnt/names", &s.ruth, &[("who", "<b>Del</b>"), ("alias", "Del")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("Nobody here is called “&lt;b&gt;Del&lt;"), "{}", wrong.html);
        assert!(wrong.html.contains("value=\"Del\""), "what was typed is handed back");
        s.done("/learnt/names", &s.ruth, &[("who", "derrick hale"), ("alias", "Dezza")]);
        assert!(s.get("/learnt", &s.ruth).html.contains("Added by hand"));
        let card = s.leave("praise", "Dezza rang me back.");
        assert_eq!(s.tagged(card), [s.house.derrick], "{}", s.db.kind);
        let derrick = s.house.derrick.to_string();
        s.done("/learnt/names/removal", &s.ruth, &[("agent", &derrick), ("alias", "Dezza")]);
        let card = s.leave("praise", "Dezza rang me again.");
        assert_eq!(s.tagged(card), []);
    }
}

#[test]
fn what_was_learnt_from_a_customer_s_words_is_text_wherever_it_stands() {
    for s in sites() {
        let evil = "<b>Dezza</b>";
        for hours in [30, 29] {
            s.confirm(s.ask("<b>Dezza</b> was patient.", evil, hours));
        }
        for (path, person) in [("/learnt", &s.ruth), ("/me", &s.derrick)] {
            let html = s.get(path, person).html;
            assert!(html.contains("&lt;b&gt;Dezza") && !html.contains(evil), "{path}: {html}");
        }
    }
}
