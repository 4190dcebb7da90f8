//! The main job with everything real around it: a running `serve`, letters that leave to an SMTP server, letters that
//! come in through a Postfix pipe, on either database.

use std::path::Path;

use mail_parser::MessageParser;

use crate::peers::{Postfix, SmtpServer};
use crate::place::{Place, unlike_any_other};
use crate::support::http::Answer;
use crate::support::served::{Served, until};

const ROSTER: &str = "id,name,nicknames,code,email,team,location\n\
    hale,Derrick Hale,Del,LM-1017,DERRICK,Billing line,\n\
    moss,Catherine Moss,Cathy,LM-1009,,Mill Street shop,Mill Street\n";

/// Larkspur with its roster, its mail at a domain of this test's own, and `serve` with an SMTP server behind it.
struct Larkspur {
    place: Place,
    serve: Served,
    relay: SmtpServer,
    domain: String,
}

impl Larkspur {
    fn open(relay: SmtpServer) -> Self {
        let place = Place::new();
        let domain = format!("{}.test", unlike_any_other());
        let mail = format!("cards@{domain}");
        place.must(&["organisation", "create", "--slug", "larkspur", "--name", "Larkspur Mobile", "--mail", &mail]);
        place.must(&["organisation", "second-step", "--organisation", "larkspur", "off"]);
        let roster = place.folder().join("roster.csv");
        std::fs::write(&roster, ROSTER.replace("DERRICK", &format!("derrick@{domain}"))).unwrap();
        place.must(&["roster", "import", roster.to_str().unwrap(), "--organisation", "larkspur"]);
        let ruth = format!("ruth@{domain}");
        place.must(&[
            "member",
            "add",
            "--organisation",
            "larkspur",
            "--email",
            &ruth,
            "--name",
            "Ruth Calder",
            "--admin",
        ]);
        let (host, port) = relay.address.split_once(':').unwrap();
        let settings = [
            ("SMILECARD_SMTP__TRANSPORT", "smtp"),
            ("SMILECARD_SMTP__HOST", host),
            ("SMILECARD_SMTP__PORT", port),
            ("SMILECARD_SMTP__TLS", "none"),
        ];
        let serve = Served::start(&place, &settings);
        Self { place, serve, relay, domain }
    }

    fn address(&self, local: &str) -> String {
        format!("{local}@{}", self.domain)
    }

    /// Asks for a link, reads it in the letter that the SMTP server received, presses its button; returns the cookie.
    fn sign_in(&self, email: &str) -> String {
        let mut visitor = self.serve.visitor();
        assert_eq!(visitor.post("/sign-in", &[("email", email)], "").unwrap().status, 200);
        let letter = until("the sign-in letter", || self.relay.letters_to(email).pop());
        assert!(!letter.sender.is_empty());
        let parsed = MessageParser::default().parse(&letter.raw).unwrap();
        let text = parsed.body_text(0).unwrap();
        let link = text.split_whitespace().find(|word| word.contains("/sign-in/")).unwrap();
        let path = &link[link.find("/sign-in/").unwrap()..];
        assert_eq!(visitor.get(path).unwrap().status, 200, "the link shows a button");
        let answer = visitor.post(path, &[], "").unwrap();
        assert_eq!(answer.status, 303);
        let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        assert_eq!(visitor.post(path, &[], "").unwrap().status, 410, "and works once");
        format!("Cookie: {cookie}\r\n")
    }

    fn page(&self, path: &str, cookie: &str) -> Answer {
        let answer = self.serve.visitor().ask("GET", path, cookie).unwrap();
        assert_eq!(answer.status, 200, "{path}");
        answer
    }
}

#[test]
fn somebody_signs_in_by_the_letter_that_an_smtp_server_received() {
    let Some(relay) = SmtpServer::ask("a sign-in letter by SMTP") else { return };
    let house = Larkspur::open(relay);
    let cookie = house.sign_in(&house.address("ruth"));
    assert!(house.page("/inbox", &cookie).body.contains("Ruth Calder"));
    assert_eq!(house.relay.letters_to(&house.address("ruth")).len(), 1);
}

#[test]
fn a_stranger_is_answered_alike_and_sent_nothing() {
    let Some(relay) = SmtpServer::ask("no letter to a stranger") else { return };
    let house = Larkspur::open(relay);
    let mut visitor = house.serve.visitor();
    let mut ask =
        |email: &str| visitor.post("/sign-in", &[("email", email)], "").unwrap().body.replace(email, "ADDRESS");
    let (stranger, ruth) = (house.address("stranger"), house.address("ruth"));
    assert_eq!(ask(&stranger), ask(&ruth));
    // Ruth's letter was asked for later: once it is there, a stranger's would be, too.
    until("Ruth's letter", || house.relay.letters_to(&ruth).pop());
    assert!(house.relay.letters_to(&stranger).is_empty());
}

#[test]
fn a_letter_that_postfix_took_is_on_the_page_of_the_agent_it_praises() {
    let Some(relay) = SmtpServer::ask("mail in and out") else { return };
    let Some(postfix) = Postfix::ask("mail in and out") else { return };
    let house = Larkspur::open(relay);
    let configuration = house.place.folder().join("smilecard.toml");
    std::fs::write(&configuration, format!("[database]\nurl = \"{}\"\n", house.place.url())).unwrap();
    house.place.give_to(Postfix::USER);
    let program = Path::new(env!("CARGO_BIN_EXE_smilecard"));
    postfix.pipe(&house.domain, program, &["--config", configuration.to_str().unwrap(), "deliver"]);

    let cards = house.address("cards");
    let letter = format!(
        "From: Howard Penfold <howard@mail.example>\r\nTo: {cards}\r\nSubject: A good word\r\nMessage-ID: <{}@mail.example>\r\n\
         Date: Mon, 16 Nov 2026 10:00:00 +0000\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\nThank you, Derrick Hale, for the caf=E9 tip. You were wonderful, \
         and very kind to my mother.\r\n",
        house.domain
    );
    // Sent twice, as a mail server does that missed an answer: one card.
    for _ in 0..2 {
        postfix.send("howard@mail.example", &cards, letter.as_bytes());
    }
    postfix.wait(&cards, "sent");

    let cookie = house.sign_in(&house.address("derrick"));
    let page = until("the card on Derrick's page", || {
        Some(house.page("/me", &cookie)).filter(|page| page.body.contains("for the café tip"))
    });
    assert_eq!(page.body.matches("for the café tip").count(), 1);
    assert!(!page.body.contains("howard@mail.example"), "never the customer's address");
}
