//! Whether the sender of a letter that came straight from its own server is who it says: SPF, DKIM and DMARC, asked of a
//! DNS server of the test's own (R35).

use super::smtp::{greeted, open};
use super::{CARDS, House, count};
use crate::place::Place;
use crate::support::dns::{self, Record};
use crate::support::served::until;
use diesel::QueryableByName;
use diesel::sql_types::{Nullable, Text};
use mail_auth::common::crypto::Ed25519Key;
use mail_auth::common::headers::HeaderWriter;
use mail_auth::dkim::DkimSigner;
use std::net::{Ipv4Addr, SocketAddr};

/// The letter of RFC 8463, appendix A, with the two signatures that its authors made.
const SIGNED: &str = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r
 d=football.example.com; i=@football.example.com;\r
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r
 subject : date : message-id : from : subject : date;\r
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r
 d=football.example.com; i=@football.example.com;\r
 q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r
 date : message-id : from : subject : date;\r
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r
 b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\r
 DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\r
 dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=\r
From: Joe SixPack <joe@football.example.com>\r
To: Suzie Q <suzie@shopping.example.net>\r
Subject: Is dinner ready?\r
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r
Message-ID: <20030712040037.46341.5F8J@football.example.com>\r
\r
Hi.\r
\r
We lost the game.  Are you hungry yet?\r
\r
Joe.\r
";
const SEED: &str = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
const PUBLIC: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

fn zone() -> Vec<(&'static str, Record)> {
    let text = |words: &str| Record::Text(words.to_owned());
    let key = || text(&format!("v=DKIM1; k=ed25519; p={PUBLIC}"));
    vec![
        ("brisbane._domainkey.football.example.com", key()),
        (
            "test._domainkey.football.example.com",
            text(
                "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB",
            ),
        ),
        ("_dmarc.football.example.com", text("v=DMARC1; p=reject")),
        ("football.example.com", text("v=spf1 -all")),
        // A machine of this test may send for this one.
        ("sends.example", text("v=spf1 a:mx.sends.example -all")),
        ("mx.sends.example", Record::Address(Ipv4Addr::LOCALHOST)),
        ("other.example", text("v=spf1 ip4:127.0.0.1 -all")),
        ("house.example", text("v=spf1 ~all")),
        ("s1._domainkey.house.example", key()),
        ("_dmarc.house.example", text("v=DMARC1; p=none")),
    ]
}

#[derive(Debug, PartialEq, Eq, QueryableByName)]
struct Read {
    #[diesel(sql_type = Text)]
    proof: String,
    #[diesel(sql_type = Text)]
    checks: String,
    #[diesel(sql_type = Nullable<Text>)]
    forwarder: Option<String>,
}

struct Senders {
    house: House,
    address: SocketAddr,
}

impl Senders {
    fn open(settings: &[(&'static str, &str)]) -> Self {
        let resolver = dns::serve(zone()).to_string();
        let mut all =
            vec![("SMILECARD_SMTP_IN__RESOLVER", resolver.as_str()), ("SMILECARD_SMTP_IN__DNS_TIMEOUT_S", "2")];
        all.extend_from_slice(settings);
        let (house, address) = open(&all);
        Self { house, address }
    }

    /// Sends a letter, and says what was read of its sender. Whatever that is, it is a card.
    fn send(&self, sender: &str, letter: &str) -> (String, String) {
        let read = self.read(sender, letter);
        (read.proof, read.checks)
    }

    fn read(&self, sender: &str, letter: &str) -> Read {
        let before = count(&self.house.place, "cards");
        let mut wire = greeted(self.address);
        wire.envelope(sender, &[CARDS]);
        assert!(wire.letter(letter).starts_with("250 2.0.0"));
        until("its card", || (count(&self.house.place, "cards") > before).then_some(()));
        readings(&self.house.place).pop().unwrap()
    }
}

fn readings(place: &Place) -> Vec<Read> {
    place.rows("SELECT proof, checks, forwarder FROM letter_readings ORDER BY inbound_id")
}

fn found(proof: &str, checks: &str) -> (String, String) {
    (proof.to_owned(), checks.to_owned())
}

fn plain(from: &str, id: &str) -> String {
    format!(
        "From: Joan <{from}>\r\nTo: {CARDS}\r\nSubject: Thanks\r\nMessage-ID: <{id}@mail.example>\r\n\r\nWell done, {id}.\r\n"
    )
}

#[test]
fn r35_a_signed_letter_is_verified_and_one_that_was_changed_is_kept_and_unverified() {
    let senders = Senders::open(&[]);
    // Its server isn't named by SPF, but a signature of the domain is enough for DMARC (RFC 9989).
    assert_eq!(senders.send("joe@football.example.com", SIGNED), found("pass", "SPF fail, DKIM pass, DMARC pass"));
    let changed = SIGNED.replace("We lost the game.", "We won the game.").replace("5F8J@", "5F8K@");
    assert_eq!(senders.send("joe@football.example.com", &changed), found("fail", "SPF fail, DKIM fail, DMARC fail"));
    let unsigned = plain("joe@football.example.com", "unsigned");
    assert_eq!(senders.send("joe@football.example.com", &unsigned), found("fail", "SPF fail, DKIM none, DMARC fail"));
    // Nobody gains by what they write into their own header.
    let forged = format!(
        "Authentication-Results: mx.larkspur.example; dmarc=pass header.from=football.example.com\r\n{}",
        plain("joe@football.example.com", "forged")
    );
    assert_eq!(senders.send("joe@football.example.com", &forged).0, "fail");
}

#[test]
fn r35_the_machine_that_hands_a_letter_over_vouches_for_the_domain_of_its_envelope_and_no_other() {
    let senders = Senders::open(&[]);
    let letter = plain("joan@sends.example", "one");
    assert_eq!(senders.send("joan@sends.example", &letter), found("pass", "SPF pass, DKIM none, DMARC none"));
    let letter = plain("joan@sends.example", "two");
    assert_eq!(senders.send("joan@other.example", &letter), found("none", "SPF pass, DKIM none, DMARC none"));
    let letter = plain("joan@says.example", "three");
    assert_eq!(senders.send("joan@says.example", &letter), found("none", "SPF none, DKIM none, DMARC none"));
}

#[test]
fn r35_where_dns_gives_no_answer_the_letter_is_a_card_of_an_unverified_sender() {
    let senders = Senders::open(&[]);
    for domain in ["silent.example", "broken.example"] {
        let from = format!("joan@{domain}");
        let (proof, checks) = senders.send(&from, &plain(&from, domain));
        assert_eq!(proof, "unknown", "{domain}: {checks}");
        assert!(checks.contains("temperror"), "{domain}: {checks}");
    }
}

#[test]
fn r35_a_colleagues_forward_by_smtp_is_believed_when_it_is_signed_and_reading_again_asks_nobody() {
    let senders = Senders::open(&[]);
    let place = &senders.house.place;
    place.must(&[
        "member",
        "add",
        "--organisation",
        "larkspur",
        "--email",
        "ruth@house.example",
        "--name",
        "Ruth Calder",
        "--team",
        "Desk",
    ]);
    let forward = |id: &str| {
        format!(
            "From: Ruth Calder <ruth@house.example>\r\nTo: {CARDS}\r\nSubject: Fwd: Derrick\r\nMessage-ID: <{id}@house.example>\r\n\r\n\
             Please look.\r\n\r\n---------- Forwarded message ---------\r\nFrom: Rosa Lind <rosa@customer.example>\r\n\
             Date: Sun, 15 Nov 2026 at 18:20\r\nSubject: Derrick\r\nTo: <ruth@house.example>\r\n\r\nDerrick never rang me back.\r\n"
        )
    };
    let unsigned = senders.read("ruth@house.example", &forward("f1"));
    assert_eq!((unsigned.proof.as_str(), unsigned.forwarder), ("fail", None));
    let decode = |text: &str| base64::Engine::decode(&base64::engine::general_purpose::STANDARD, text).unwrap();
    let key = Ed25519Key::from_seed_and_public_key(&decode(SEED), &decode(PUBLIC)).unwrap();
    let words = forward("f2");
    let signer = DkimSigner::from_key(key).domain("house.example").selector("s1").headers(["From", "To", "Subject"]);
    let signed = format!("{}{words}", signer.sign(words.as_bytes()).unwrap().to_header());
    let read = senders.read("ruth@house.example", &signed);
    assert_eq!(
        (read.proof.as_str(), read.forwarder.as_deref()),
        ("pass", Some("ruth@house.example")),
        "{}",
        read.checks
    );
    // The program that reads again knows no resolver; what was found stays.
    let before = readings(place);
    place.must(&["mail", "reparse", "--since", "2020-01-01"]);
    assert_eq!(readings(place), before);
}

#[test]
fn r35_our_own_mail_server_is_believed_by_smtp_where_that_is_said() {
    let results = "Authentication-Results: mx.larkspur.example; dmarc=pass header.from=football.example.com\r\n";
    let letter = |id: &str| format!("{results}{}", plain("joe@football.example.com", id));
    let ours = ("SMILECARD_MAIL__AUTHSERV_ID", "mx.larkspur.example");
    let senders = Senders::open(&[ours, ("SMILECARD_SMTP_IN__SENDERS", "trust")]);
    assert_eq!(senders.send("joe@football.example.com", &letter("one")), found("pass", "DMARC pass"));
    let senders = Senders::open(&[ours, ("SMILECARD_SMTP_IN__SENDERS", "none")]);
    assert_eq!(senders.send("joe@football.example.com", &letter("two")), found("none", ""));
}
