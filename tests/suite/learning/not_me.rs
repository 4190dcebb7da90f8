//! "Not me": an agent says so, a manager decides, both read what became of it.

use super::*;

fn praised(s: &Site) -> CardId {
    let card = s.house.card(Kind::Praise, "Derrick explained my bill.", ago(3));
    s.house.leave(&s.db.database, card, &[(s.house.derrick, "Derrick", Polarity::Praise)])
}

/// Where the decision is posted to.
fn action(s: &Site, card: CardId) -> String {
    let html = s.get(&format!("/cards/{card}"), &s.ruth).html;
    let start = format!("action=\"/cards/{card}/not-me/");
    let at = html.find(&start).unwrap_or_else(|| panic!("nothing to decide: {html}"));
    html[at + 8..].split('"').next().unwrap().to_owned()
}

#[test]
fn praise_that_is_not_theirs_stays_until_a_manager_moves_it_and_both_read_what_became_of_it() {
    for s in sites() {
        let card = praised(&s);
        let say = format!("/me/cards/{card}/not-me");
        assert!(s.get("/me", &s.derrick).html.contains(&say));
        let empty = s.post(&say, &s.derrick, &[("reason", " ")]);
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.html.contains("Write why it is not about you"));
        let location = s.done(&say, &s.derrick, &[("reason", "I was on <b>leave</b>.")]);
        assert_eq!(location, "/me?done=not-me");
        let his = s.get("/me", &s.derrick).html;
        assert!(his.contains("explained my bill") && his.contains("Your manager decides."), "{}", s.db.kind);
        assert!(his.contains("I was on &lt;b&gt;leave&lt;"));
        let twice = s.post(&say, &s.derrick, &[("reason", "Really.")]);
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "said once");

        let list = s.get("/inbox?show=who", &s.ruth).html;
        assert!(list.contains("Derrick says: not me"), "{list}");
        let page = s.get(&format!("/cards/{card}"), &s.ruth).html;
        assert!(page.contains("Derrick says: not me") && page.contains("I was on &lt;b&gt;leave&lt;"));
        let decide = action(&s, card);
        let maria = s.house.maria.to_string();
        let note = "Right you are. Rang Janet Pruett.";
        let location = s.done(&decide, &s.ruth, &[("agent", &maria), ("note", note)]);
        assert_eq!(s.tagged(card), [s.house.maria]);
        assert!(!s.get("/inbox?show=who", &s.ruth).html.contains("Derrick says: not me"));
        let his = s.get("/me", &s.derrick).html;
        assert!(his.contains("it is about somebody else") && his.contains("Right you are."));
        assert!(!his.contains("explained my bill") && !his.contains("Pruett"), "{his}");
        let hers = s.get(&format!("/cards/{card}"), &s.olga).html;
        assert!(hers.contains("decided on") && hers.contains("said: not me."), "{hers}");

        s.done(&format!("/cards/{card}/decisions/{}/undo", act(&location)), &s.ruth, &[]);
        assert_eq!(s.tagged(card), [s.house.derrick]);
        assert_eq!(action(&s, card), decide, "it is open again");
    }
}

#[test]
fn a_complaint_never_moves_by_its_agent_s_word_and_only_a_released_one_can_be_answered() {
    for s in sites() {
        let card = s.house.card(Kind::Complaint, "Derrick never rang back.", ago(24));
        let card = s.house.leave(&s.db.database, card, &[(s.house.derrick, "Derrick", Polarity::Complaint)]);
        let say = format!("/me/cards/{card}/not-me");
        let reason = [("reason", "It was not me.")];
        assert_eq!(s.post(&say, &s.derrick, &reason).status, StatusCode::NOT_FOUND, "held: no card at all");
        assert_eq!(s.post(&say, &s.maria, &reason).status, StatusCode::NOT_FOUND, "not hers");
        let derrick = s.house.derrick.to_string();
        s.done(&format!("/cards/{card}/release"), &s.ruth, &[("agent", &derrick), ("note", "Let us talk.")]);
        s.done(&say, &s.derrick, &reason);
        assert_eq!(s.tagged(card), [s.house.derrick], "{}: it stays", s.db.kind);
        assert!(s.get("/me", &s.derrick).html.contains("never rang back"));

        let decide = action(&s, card);
        let location = s.done(&decide, &s.ruth, &[("agent", "keep"), ("note", "The log has your extension.")]);
        assert_eq!(s.tagged(card), [s.house.derrick]);
        let his = s.get("/me", &s.derrick).html;
        assert!(his.contains("it is about you") && his.contains("The log has your extension."));
        assert_eq!(s.post(&decide, &s.ruth, &[("agent", "nobody")]).status, StatusCode::NOT_FOUND, "decided once");
        assert_eq!(s.post(&say, &s.derrick, &reason).status, StatusCode::UNPROCESSABLE_ENTITY);
        s.done(&format!("/cards/{card}/decisions/{}/undo", act(&location)), &s.ruth, &[]);
        s.done(&action(&s, card), &s.ruth, &[("agent", "nobody")]);
        assert_eq!(s.tagged(card), []);
        assert!(s.get("/me", &s.derrick).html.contains("it is about nobody here"));
        assert!(!s.get("/me", &s.derrick).html.contains("never rang back"));
    }
}

#[test]
fn whoever_it_is_instead_is_chosen_from_the_roster() {
    for s in sites() {
        let card = praised(&s);
        s.done(&format!("/me/cards/{card}/not-me"), &s.derrick, &[("reason", "I was away.")]);
        let dispute = action(&s, card).rsplit('/').next().unwrap().to_owned();
        let page = s.get(&format!("/cards/{card}/people?for=not-me-{dispute}"), &s.ruth).html;
        assert!(page.contains("Who is it, if not Derrick?") && page.contains("Maria Ortiz"), "{page}");
        assert!(!page.contains(&format!("value=\"{}\"", s.house.derrick)), "not Derrick himself");
        assert!(page.contains("Your note to Derrick (optional)"));
        assert!(page.contains(&format!("action=\"/cards/{card}/not-me/{dispute}\"")));
    }
}
