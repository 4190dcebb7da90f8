//! Receipts for cards that were mailed: only where the organisation wants it, only to people who are proven, and never so
//! that two machines talk to each other.

use super::site::{OURS, Site, sites};
use smilecard::store::{inbound, outbox::OutboxRow};

const WORDS: &str = "Derrick Hale promised to ring me on Tuesday and never did.";
const JO: &str = "jo@mail.example";

fn on(site: &Site) {
    let led = site.done("/settings/mail/receipts", Some(&site.ada), &[("receipts", "yes")]);
    assert_eq!(led, "/settings/mail?done=receipts");
}

/// A letter from a customer, with these further lines in its header.
fn mail(site: &Site, from: &str, proven: &str, header: &str, words: &str) {
    let domain = from.split_once('@').unwrap().1;
    let number = site.later(1).as_second();
    let raw = format!(
        "Authentication-Results: {OURS}; dmarc={proven} header.from={domain}\r\n{header}From: Jo Lind <{from}>\r\n\
         To: Larkspur <cards@larkspur.example>\r\nDate: Tue, 17 Nov 2026 10:00:00 +0000\r\nSubject: My bill\r\n\
         Message-ID: <{number}@mail.example>\r\n\r\n{words}\r\n"
    );
    let id = site.arrive_raw("cards@larkspur.example", from, &raw);
    let row = site.db.database.read(|connection| inbound::by_id(connection, site.house.organisation, id)).unwrap();
    if header.is_empty() {
        assert!(row.card_id.is_some(), "it is a card: {:?}", row.reason);
    }
}

fn receipts(site: &Site) -> Vec<OutboxRow> {
    site.letters("receipt")
}

#[test]
fn who_mails_a_card_gets_a_receipt_where_the_organisation_wants_it() {
    for site in sites() {
        assert!(site.get("/settings/mail", Some(&site.ada)).html.contains("Nobody who mails a card gets a receipt."));
        mail(&site, JO, "pass", "", WORDS);
        assert!(receipts(&site).is_empty(), "{}: off until somebody wants it", site.db.kind);
        on(&site);
        assert!(site.get("/settings/mail", Some(&site.ada)).html.contains("Send no receipts"));
        mail(&site, JO, "pass", "", &format!("{WORDS} Again."));
        let letters = receipts(&site);
        assert_eq!(letters.len(), 1, "{}", site.db.kind);
        let letter = &letters[0];
        assert_eq!((letter.to_address.as_str(), letter.subject.as_str()), (JO, "We have your card"));
        assert!(letter.body_text.contains("You get this letter because you wrote to House larkspur."));
        assert!(!letter.body_text.contains("/card/"), "no private link: none was given out\n{}", letter.body_text);
        let flat = letter.body_text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("will answer you") && flat.contains("never did. Again."), "{flat}");
        // It stands beneath their letter, is known for a program's, and an answer to it comes to the card.
        let raw = site.caught.newest().into_iter().find(|letter| letter.to == JO).unwrap().raw;
        let said = String::from_utf8(raw).unwrap();
        let first = letter.in_reply_to.clone().unwrap();
        for line in [
            format!("\r\nIn-Reply-To: <{first}>\r\n"),
            "\r\nAuto-Submitted: auto-replied\r\n".to_owned(),
            "\r\nX-Auto-Response-Suppress: All\r\n".to_owned(),
        ] {
            assert!(said.contains(&line), "{line} in {said}");
        }
        assert!(!said.contains("List-Unsubscribe"), "there is nothing to stop");
        assert!(site.reply_to(JO).starts_with("cards+r."), "{}", site.reply_to(JO));
        // Once a day, however much they write; and never again once it is off.
        mail(&site, JO, "pass", "", &format!("{WORDS} Thrice."));
        assert_eq!(receipts(&site).len(), 1, "one a day");
        mail(&site, "ida@mail.example", "pass", "", WORDS);
        assert_eq!(receipts(&site).len(), 2, "somebody else has a day of their own");
        site.later(25 * 60);
        mail(&site, JO, "pass", "", &format!("{WORDS} The next day."));
        assert_eq!(receipts(&site).len(), 3);
        site.done("/settings/mail/receipts", Some(&site.ada), &[("receipts", "no")]);
        site.later(25 * 60);
        mail(&site, JO, "pass", "", &format!("{WORDS} Too late."));
        assert_eq!(receipts(&site).len(), 3);
    }
}

#[test]
fn machines_lists_and_whoever_is_not_proven_get_no_receipt_r40() {
    for site in sites() {
        on(&site);
        for proven in ["fail", "none", "temperror"] {
            mail(&site, &format!("{proven}@mail.example"), proven, "", WORDS);
        }
        for (number, header) in [
            "Auto-Submitted: auto-replied",
            "Auto-Submitted: auto-generated",
            "Precedence: bulk",
            "Precedence: list\r\nList-Id: <x.example>",
            "List-Unsubscribe: <https://x.example/u>",
            "X-Auto-Response-Suppress: OOF",
            "X-Loop: cards@larkspur.example",
            "Feedback-ID: a:b:c",
            "Return-Path: <>",
            "Reply-To: other@else.example",
        ]
        .iter()
        .enumerate()
        {
            mail(&site, &format!("machine-{number}@mail.example"), "pass", &format!("{header}\r\n"), WORDS);
        }
        for from in ["no-reply@mail.example", "noreply+3@mail.example", "postmaster@mail.example"] {
            mail(&site, from, "pass", "X-Mailer: y\r\n", WORDS);
        }
        // A blind copy: they didn't write to us.
        let blind = format!(
            "Authentication-Results: {OURS}; dmarc=pass header.from=mail.example\r\nFrom: bcc@mail.example\r\n\
             To: everybody@else.example\r\nSubject: Look\r\nMessage-ID: <blind@mail.example>\r\n\r\n{WORDS}\r\n"
        );
        site.arrive_raw("cards@larkspur.example", "bcc@mail.example", &blind);
        // A colleague who passes a customer's letter on is not the customer, and the customer didn't write to us.
        let passed_on = format!(
            "Authentication-Results: {OURS}; dmarc=pass header.from=house.example\r\nFrom: ruth.calder@house.example\r\n\
             To: cards@larkspur.example\r\nSubject: Fwd: My bill\r\nMessage-ID: <fwd@house.example>\r\n\r\n\
             ---------- Forwarded message ---------\r\nFrom: Rosa Lind <rosa@mail.example>\r\nDate: Mon, 16 Nov 2026\r\n\
             Subject: My bill\r\nTo: <ruth.calder@house.example>\r\n\r\n{WORDS}\r\n"
        );
        site.arrive_raw("cards@larkspur.example", "ruth.calder@house.example", &passed_on);
        let told: Vec<String> = receipts(&site).into_iter().map(|letter| letter.to_address).collect();
        assert!(told.is_empty(), "{}: {told:?}", site.db.kind);
        // A person among all of them, so that this test can fail for the right reason.
        mail(&site, JO, "pass", "", WORDS);
        assert_eq!(receipts(&site).len(), 1);
    }
}

#[test]
fn a_receipt_that_a_machine_answers_is_the_end_of_it() {
    for site in sites() {
        on(&site);
        mail(&site, JO, "pass", "", WORDS);
        let back = site.reply_to(JO);
        let before = site.caught.newest().len();
        // One that says what it is, and one that lies, again and again, from the address that is proven.
        for number in 0..12 {
            let header = if number % 2 == 0 { "Auto-Submitted: auto-replied\r\n" } else { "" };
            for to in [back.as_str(), "cards@larkspur.example"] {
                let at = site.later(1).as_second();
                let raw = format!(
                    "Authentication-Results: {OURS}; dmarc=pass header.from=mail.example\r\n{header}From: {JO}\r\nTo: {to}\r\n\
                     Subject: Your ticket {number}\r\nMessage-ID: <{at}@mail.example>\r\n\r\nWe have your letter {number}, thank you.\r\n"
                );
                site.arrive_raw(to, JO, &raw);
            }
        }
        let to_jo = site.caught.newest().into_iter().filter(|letter| letter.to == JO).count();
        assert_eq!(to_jo, 1, "{}: {} letters before", site.db.kind, before);
    }
}
