//! Answering by mail: words to a customer, notes, lines that act, undoing; and everything that must not act.

use super::site::{OURS, Site, URL, sites};
use actix_web::http::StatusCode;
use smilecard::domain::ids::InboundId;
use smilecard::domain::{Kind, Polarity, Status};
use smilecard::store::{card_letters, events, letter_readings, mentions};

const COMPLAINT: &str = "Derrick promised to ring me on Tuesday and never did.";
const RUTH: &str = "ruth.calder@house.example";
const JANET: &str = "janet.pruett@mail.example";

/// A complaint that Ruth was told of, and the address that her answer goes to.
fn told(site: &Site) -> (smilecard::domain::ids::CardId, String) {
    let card = site.complaint(COMPLAINT);
    site.work_and_send();
    (card, site.reply_to(RUTH))
}

fn trail(site: &Site, card: smilecard::domain::ids::CardId) -> Vec<String> {
    let lines = site.db.database.read(|connection| events::of_card(connection, site.house.organisation, card)).unwrap();
    lines.into_iter().map(|line| format!("{} {}", line.kind.word(), line.detail).trim().to_owned()).collect()
}

fn code(site: &Site, id: InboundId) -> String {
    let row = site.db.database.read(|connection| letter_readings::by_id(connection, site.house.organisation, id));
    row.unwrap().expect("it was read").code
}

fn nothing_happened(site: &Site, card: smilecard::domain::ids::CardId, what: &str) {
    assert_eq!(site.card(card).status, Status::New, "{what}");
    assert!(site.letters("answer").is_empty(), "{what}: nobody was written to");
    assert!(trail(site, card).is_empty(), "{what}: {:?}", trail(site, card));
}

#[test]
fn an_answer_to_an_alert_goes_to_the_customer_and_their_answer_comes_back_to_its_owner() {
    for site in sites() {
        let (card, address) = told(&site);
        assert!(address.starts_with("cards+m.") && address.ends_with("@larkspur.example"), "{address}");
        let id = site.arrive(
            &address,
            RUTH,
            true,
            "I am sorry, Janet.\n\nI shall ring you at noon.\n\nOn Tuesday, Larkspur wrote:\n> A complaint needs you",
        );
        let answers = site.letters("answer");
        assert_eq!(answers.len(), 1, "{}", site.db.kind);
        assert_eq!(answers[0].to_address, JANET);
        assert!(answers[0].body_text.contains("I shall ring you at noon."), "{}", answers[0].body_text);
        assert!(!answers[0].body_text.contains("A complaint needs you") && !answers[0].body_text.contains(RUTH));
        assert_eq!(site.card(card).status, Status::Answered);
        assert_eq!(site.card(card).owner_id, Some(site.ruth.member));
        assert_eq!(code(&site, id), "by-mail-done");
        // The customer answers what they got: to the card, and to Ruth as a letter.
        let back = site.reply_to(JANET);
        assert!(back.starts_with("cards+r."), "{back}");
        site.arrive(&back, JANET, false, "Noon is fine. Thank you.");
        let letters = site.db.database.read(|c| card_letters::of_card(c, site.house.organisation, card)).unwrap();
        let said: Vec<&str> = letters.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(said, ["I am sorry, Janet.\n\nI shall ring you at noon.", "Noon is fine. Thank you."]);
        let again = site.letters("again");
        assert_eq!(again.len(), 1);
        assert_eq!((again[0].to_address.as_str(), again[0].body_text.contains("Noon is fine.")), (RUTH, true));
        // And Ruth answers that one, too.
        site.arrive(&site.reply_to(RUTH), RUTH, true, "Until then.");
        assert_eq!(site.letters("answer").len(), 2);
        assert_eq!(site.letters("answer")[1].to_address, JANET);
        assert!(site.letters("refused").is_empty() && site.letters("acted").is_empty());
    }
}

#[test]
fn a_marked_first_line_makes_it_a_note_among_ourselves() {
    for site in sites() {
        let (card, address) = told(&site);
        site.arrive(&address, RUTH, true, "Note: rang her, no answer.\nWill try at five.");
        assert!(site.letters("answer").is_empty(), "{}", site.db.kind);
        assert_eq!(trail(&site, card).len(), 1, "{:?}", trail(&site, card));
        assert!(trail(&site, card)[0].starts_with("noted"), "{:?}", trail(&site, card));
        assert_eq!(site.card(card).status, Status::New, "a note is no answer");
    }
}

#[test]
fn lines_act_and_are_told_back_each_with_a_link_that_undoes_it() {
    for site in sites() {
        let (held, _) = told(&site);
        let (given, done) = (site.complaint(COMPLAINT), site.complaint(COMPLAINT));
        let praised = site.praise("Derrick was kind.");
        let elsewhere =
            site.leave(Kind::Complaint, "Maria was rude.", None, &[(site.house.maria, "Maria", Polarity::Complaint)]);
        site.later(10);
        site.work_and_send();
        let number = |card| site.card(card).number;
        let text = format!(
            "{} release: Let us look at the call list together.\n#{} assign Ada Admin\n{}: answered\n{} thanks: Great work\n{} take\n999999 take\n{} frobnicate\nBest wishes",
            number(held),
            number(given),
            number(done),
            number(praised),
            number(elsewhere),
            number(held)
        );
        site.arrive(&site.reply_to(RUTH), RUTH, true, &text);
        let ties = |card| site.db.database.read(|c| mentions::of_cards(c, site.house.organisation, &[card])).unwrap();
        assert_eq!(
            ties(held)[0].release_note.as_deref(),
            Some("Let us look at the call list together."),
            "{}",
            site.db.kind
        );
        assert_eq!(site.card(given).owner_id, Some(site.ada.member));
        assert_eq!(site.card(done).status, Status::Answered);
        assert_eq!(site.card(elsewhere).owner_id, None, "out of Ruth's reach");
        let acted = site.letters("acted");
        assert_eq!(acted.len(), 1);
        let said = &acted[0].body_text;
        assert_eq!(acted[0].subject, "Done: 4 lines. Not done: 3", "{said}");
        for words in [
            format!("Card {}: Derrick Hale can read it now.", number(held)),
            format!("Card {}: Ada Admin looks after it.", number(given)),
            format!("Card {}: marked as answered.", number(done)),
            format!("Card {}: your thanks go to Derrick.", number(praised)),
            format!("> {} take", number(elsewhere)),
            "> 999999 take".to_owned(),
            "This is no line that we know.".to_owned(),
        ] {
            assert!(said.split_whitespace().collect::<Vec<_>>().join(" ").contains(&words), "{words} in {said}");
        }
        assert!(said.contains(&format!("no card {}", number(elsewhere))), "as if it were not there: {said}");
        // Each has its link. Opening it changes nothing; the button does; twice is once.
        let links: Vec<String> = said
            .split_whitespace()
            .filter_map(|word| word.strip_prefix(URL))
            .filter(|path| path.starts_with("/undo/"))
            .map(str::to_owned)
            .collect();
        assert_eq!(links.len(), 4, "{said}");
        for link in &links {
            let page = site.get(link, None);
            assert!(page.status == StatusCode::OK && page.html.contains("Undo it"), "{}", page.html);
        }
        assert_eq!(site.card(given).owner_id, Some(site.ada.member), "a GET undoes nothing");
        for link in links.iter().chain(&links) {
            let page = site.post(link, None, &[]);
            assert!(page.status == StatusCode::OK && page.html.contains("It is undone."), "{}", page.html);
        }
        assert!(ties(held)[0].released_at.is_none());
        assert_eq!((site.card(given).owner_id, site.card(given).status), (None, Status::New));
        assert_eq!((site.card(done).answered_at, site.card(done).status), (None, Status::New));
        site.later(30);
        site.work_and_send();
        assert!(
            site.letters("praise").iter().all(|letter| !letter.body_text.contains("Great work")),
            "it was taken back in time"
        );
        assert!(site.letters("shared").is_empty() || ties(held)[0].released_at.is_none());
    }
}

#[test]
fn thanks_by_mail_reach_the_agent_with_the_customers_words() {
    for site in sites() {
        let (card, _) = told(&site);
        let praised = site.praise("Derrick was kind.");
        site.work_and_send();
        site.arrive(&site.reply_to(RUTH), RUTH, true, &format!("{} thanks: Great work", site.card(praised).number));
        assert!(site.get("/me", Some(&site.derrick)).html.contains("Ruth says: Great work"), "{}", site.db.kind);
        site.later(30);
        site.work_and_send();
        let letters = site.letters("praise");
        let last = letters.last().unwrap();
        assert!(last.body_text.contains("Ruth says: Great work") && last.body_text.contains("Derrick was kind."));
        assert_eq!(site.card(card).status, Status::New);
    }
}

#[test]
fn a_link_does_not_undo_over_somebody_elses_work_nor_for_ever() {
    for site in sites() {
        let (card, address) = told(&site);
        site.arrive(&address, RUTH, true, &format!("{} take", site.card(card).number));
        let said = site.letters("acted")[0].body_text.clone();
        let link = said.split_whitespace().find_map(|word| word.strip_prefix(URL)).unwrap().to_owned();
        let (ada, at) = (site.viewer(&site.ada), site.clock.now());
        site.write(move |connection| smilecard::services::closure::answered(connection, &ada, card, at).map(drop));
        let page = site.post(&link, None, &[]);
        assert_eq!(page.status, StatusCode::CONFLICT, "{}", site.db.kind);
        assert_eq!(site.card(card).status, Status::Answered);
        assert_eq!(site.get("/undo/nothing", None).status, StatusCode::NOT_FOUND);
    }
}

#[test]
fn a_forged_sender_acts_on_nothing_and_the_forged_is_told_once_a_day() {
    for site in sites() {
        let (card, address) = told(&site);
        let number = site.card(card).number;
        for text in ["I am sorry.".to_owned(), format!("{number} take"), "note: hm".to_owned()] {
            let id = site.arrive(&address, RUTH, false, &text);
            assert_eq!(code(&site, id), "by-mail-told", "{}", site.db.kind);
            nothing_happened(&site, card, &text);
        }
        let refused = site.letters("refused");
        assert_eq!(refused.len(), 1, "one a day, however often it is tried (R41)");
        assert_eq!(refused[0].to_address, RUTH);
        assert!(refused[0].body_text.contains("nobody could verify that you sent it"), "{}", refused[0].body_text);
    }
}

#[test]
fn a_token_in_anothers_hands_is_worth_nothing() {
    for site in sites() {
        let (card, address) = told(&site);
        // Forwarded to a colleague, who is proven, and manages another team; and to a stranger, proven and not.
        for (from, proven, told) in [
            ("olga.other@house.example", true, true),
            ("stranger@evil.example", true, true),
            ("other@evil.example", false, false),
        ] {
            let before = site.letters("refused").len();
            site.arrive(&address, from, proven, &format!("{} take", site.card(card).number));
            nothing_happened(&site, card, from);
            assert_eq!(
                site.letters("refused").len() - before,
                usize::from(told),
                "{from}: an unproven address is not written to"
            );
        }
        // A token that nobody signed makes a card like any letter, and acts on nothing.
        let (head, tail) = address.split_once('@').unwrap();
        let last = if head.ends_with('0') { '1' } else { '0' };
        site.arrive(&format!("{}{last}@{tail}", &head[..head.len() - 1]), RUTH, true, "1 take");
        nothing_happened(&site, card, "a forged token");
        // Ruth without a token: an answer to the bare address, by the letter's Message-ID alone.
        let id = site.letters("alert")[0].id;
        let raw = format!(
            "Authentication-Results: {OURS}; dmarc=pass header.from=house.example\r\nFrom: {RUTH}\r\nTo: cards@larkspur.example\r\n\
             In-Reply-To: <{id}@larkspur.example>\r\nMessage-ID: <bare@house.example>\r\nSubject: Re: x\r\n\r\nI am sorry.\r\n"
        );
        let inbound = site.arrive_raw("cards@larkspur.example", RUTH, &raw);
        assert_eq!(code(&site, inbound), "answer-to-us");
        nothing_happened(&site, card, "no token");
    }
}

#[test]
fn somebody_who_no_longer_looks_after_cards_acts_on_none() {
    for site in sites() {
        let (card, address) = told(&site);
        let (organisation, ruth) = (site.house.organisation, site.ruth.member);
        site.write(move |connection| {
            let mut row = smilecard::store::members::by_id(connection, organisation, ruth)?;
            row.disabled_at = Some(1);
            smilecard::store::members::update(connection, &row)
        });
        site.arrive(&address, RUTH, true, "I am sorry.");
        nothing_happened(&site, card, "disabled");
        let said = site.letters("refused")[0].body_text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("no longer look after cards"), "{}", site.db.kind);
    }
}

#[test]
fn machines_that_answer_are_not_answered_r40() {
    for site in sites() {
        let (card, address) = told(&site);
        let before = site.letters("refused").len() + site.letters("acted").len();
        for header in [
            "Auto-Submitted: auto-replied",
            "Precedence: bulk\r\nX-Autoreply: yes",
            "List-Id: <x.example>\r\nPrecedence: list",
        ] {
            for proven in ["pass", "fail"] {
                let raw = format!(
                    "Authentication-Results: {OURS}; dmarc={proven} header.from=house.example\r\n{header}\r\nFrom: {RUTH}\r\nTo: {address}\r\n\
                     Message-ID: <{}@house.example>\r\nSubject: Out of office\r\n\r\nI am away until the 24th.\r\n",
                    header.len() * 2 + proven.len()
                );
                site.arrive_raw(&address, RUTH, &raw);
            }
        }
        nothing_happened(&site, card, "machines");
        assert_eq!(site.letters("refused").len() + site.letters("acted").len(), before, "{}", site.db.kind);
    }
}

#[test]
fn mistakes_again_and_again_end_the_conversation() {
    for site in sites() {
        let (_, address) = told(&site);
        for _ in 0..20 {
            site.arrive(&address, RUTH, true, "1 frobnicate");
        }
        assert_eq!(site.letters("acted").len(), 1, "{}: no loop, within five minutes", site.db.kind);
        site.later(6);
        site.arrive(&address, RUTH, true, "1 frobnicate");
        assert_eq!(site.letters("acted").len(), 2, "a person who tries again later is told again");
    }
}

#[test]
fn the_same_letter_twice_and_work_done_twice_act_once() {
    for site in sites() {
        let (_, address) = told(&site);
        let raw = format!(
            "Authentication-Results: {OURS}; dmarc=pass header.from=house.example\r\nFrom: {RUTH}\r\nTo: {address}\r\n\
             Message-ID: <same@house.example>\r\nDate: Tue, 17 Nov 2026 10:00:00 +0000\r\nSubject: Re: x\r\n\r\nI am sorry.\r\n"
        );
        let id = site.arrive_raw(&address, RUTH, &raw);
        site.arrive_raw(&address, RUTH, &raw);
        // A worker that was killed after the work and before the note that it is done.
        let (organisation, at) = (site.house.organisation, site.clock.now());
        let job = smilecard::services::jobs::Job::ByMail { inbound: id };
        site.write(move |connection| smilecard::services::jobs::enqueue(connection, Some(organisation), &job, at));
        site.work_and_send();
        assert_eq!(site.letters("answer").len(), 1, "{}", site.db.kind);
    }
}

#[test]
fn what_can_not_be_sent_is_told_with_its_reason() {
    for site in sites() {
        site.leave(Kind::Complaint, COMPLAINT, None, &[(site.house.derrick, "Derrick", Polarity::Complaint)]);
        site.work_and_send();
        let alert = site.letters("alert")[0].body_text.clone();
        assert!(alert.contains("This customer left no address."), "{alert}");
        site.arrive(&site.reply_to(RUTH), RUTH, true, "I am sorry.");
        let refused = site.letters("refused");
        assert!(refused[0].body_text.contains("left no address"), "{}: {}", site.db.kind, refused[0].body_text);
        assert!(site.letters("answer").is_empty());
    }
}

#[test]
fn a_button_of_a_letter_opens_a_page_with_that_action_and_nothing_happens_by_opening_it() {
    for site in sites() {
        let card = site.complaint(COMPLAINT);
        let number = site.card(card).number;
        for (action, button, to) in [
            ("take", "Take it on", "owner"),
            ("answered", "Mark as answered", "answer"),
            ("answer", "Send the answer", "letters"),
            ("share", "Share with Derrick", "release"),
        ] {
            let page = site.get(&format!("/cards/{card}/do/{action}"), Some(&site.ruth));
            assert_eq!(page.status, StatusCode::OK, "{}", site.db.kind);
            assert!(
                page.html.contains(button) && page.html.contains(&format!("action=\"/cards/{card}/{to}\"")),
                "{}",
                page.html
            );
            assert_eq!(page.html.matches("<button").count() - page.html.matches("Sign out").count(), 1, "one button");
            assert!(page.html.contains(&format!("Card {number}")) && page.html.contains("never did"));
        }
        nothing_happened(&site, card, "GET");
        assert_eq!(site.get(&format!("/cards/{card}/do/take"), Some(&site.olga)).status, StatusCode::NOT_FOUND);
        assert_eq!(site.get(&format!("/cards/{card}/do/eat"), Some(&site.ruth)).status, StatusCode::NOT_FOUND);
        let away = site.get(&format!("/cards/{card}/do/take"), None);
        assert_eq!(
            (away.status, away.location),
            (StatusCode::SEE_OTHER, format!("/sign-in?next=/cards/{card}/do/take"))
        );
    }
}

#[test]
fn signing_in_leads_to_the_page_that_was_asked_for() {
    for site in sites() {
        let page = site.get("/sign-in?next=/cards/7/do/take", None).html;
        assert!(page.contains("name=\"next\" value=\"/cards/7/do/take\""), "{page}");
        for (next, led) in
            [("/cards/7/do/take", "?next=/cards/7/do/take"), ("https://evil.example/", ""), ("//evil.example", "")]
        {
            site.later(61);
            site.post("/sign-in", None, &[("email", RUTH), ("next", next)]);
            site.work_and_send();
            let letter = site.letters("sign_in").pop().unwrap().body_text;
            let link = letter.split_whitespace().find(|word| word.contains("/sign-in/")).unwrap();
            assert!(if led.is_empty() { !link.contains("next") } else { link.ends_with(led) }, "{next}: {link}");
        }
    }
}
