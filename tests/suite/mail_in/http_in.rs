//! `POST /mail/inbound` (R29).

use super::{CARDS, House, count, letter, stored};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use smilecard::clock::Clock;
use std::io::{Read, Write};
use std::net::TcpStream;

const SECRET: &str = "kJ8wq2Lr9Zt4Nf6Xc8Bm1Pd3Gs5Jy0AuEoTi";

/// Posts a letter; gives back the status and the body.
fn post(house: &House, query: &str, headers: &str, letter: &[u8]) -> (u16, String) {
    let mut stream = TcpStream::connect(house.served.address).unwrap();
    let head = format!(
        "POST /mail/inbound{query} HTTP/1.1\r\nHost: cards\r\nConnection: close\r\nContent-Type: message/rfc822\r\n\
         Content-Length: {}\r\n{headers}\r\n",
        letter.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    // A refusal may come before all is sent.
    let _ = stream.write_all(letter);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).unwrap_or_else(|| panic!("no answer: {answer:?}")).parse().unwrap();
    (status, answer.split("\r\n\r\n").nth(1).unwrap_or_default().to_owned())
}

fn signature(at: i64, recipient: &str, sender: &str, letter: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(format!("{at}\n{recipient}\n{sender}\n").as_bytes());
    mac.update(letter);
    let hex: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("Smilecard-Signature: t={at},v1={hex}\r\n")
}

#[test]
fn r29_whoever_knows_the_secret_may_hand_a_letter_over() {
    let house = House::open(&[("SMILECARD_MAIL_IN__HTTP_SECRET", SECRET)]);
    let words = letter("m", "Maria was kind.");
    let bearer = format!("Authorization: Bearer {SECRET}\r\n");
    let (status, said) = post(&house, "?recipient=cards%2Ba@larkspur.example&sender=", &bearer, words.as_bytes());
    assert_eq!(status, 200, "{said}");
    let letters = stored(&house.place);
    assert_eq!((letters[0].recipient.as_str(), letters[0].sender.as_str()), ("cards+a@larkspur.example", ""));
    assert_eq!((letters[0].via.as_str(), letters[0].text()), ("http", words.clone()));

    let now = Clock::System.now().as_second();
    let named = format!("Smilecard-Recipient: {CARDS}\r\n");
    let signed = named.clone() + &signature(now, CARDS, "-", words.as_bytes());
    assert_eq!(post(&house, "", &signed, words.as_bytes()).0, 200);
    assert_eq!(count(&house.place, "inbound_messages"), 2);
}

#[test]
fn r29_nobody_else_may() {
    let house = House::open(&[("SMILECARD_MAIL_IN__HTTP_SECRET", SECRET)]);
    let words = letter("m", "Maria was kind.");
    let now = Clock::System.now().as_second();
    let query = format!("?recipient={CARDS}");
    for (headers, letter) in [
        (String::new(), words.as_str()),
        ("Authorization: Bearer wrong\r\n".to_owned(), &words),
        (format!("Authorization: Basic {SECRET}\r\n"), &words),
        (signature(now, CARDS, "-", words.as_bytes()), "another letter"),
        (signature(now, "other@larkspur.example", "-", words.as_bytes()), &words),
        (signature(now, CARDS, "", words.as_bytes()), &words),
        (signature(now - 600, CARDS, "-", words.as_bytes()), &words),
        (signature(now + 600, CARDS, "-", words.as_bytes()), &words),
        ("Smilecard-Signature: t=now,v1=00\r\n".to_owned(), &words),
    ] {
        assert_eq!(post(&house, &query, &headers, letter.as_bytes()).0, 401, "{headers}");
    }
    assert_eq!(count(&house.place, "inbound_messages"), 0);
    let closed = House::open(&[]);
    assert_eq!(post(&closed, &query, "Authorization: Bearer \r\n", words.as_bytes()).0, 404);
}

#[test]
fn r29_what_was_not_stored_has_a_code_that_says_why() {
    let house = House::open(&[("SMILECARD_MAIL_IN__HTTP_SECRET", SECRET)]);
    let bearer = format!("Authorization: Bearer {SECRET}\r\n");
    let words = letter("m", "Maria was kind.");
    let status = |query: &str, letter: &[u8]| post(&house, query, &bearer, letter).0;
    let query = format!("?recipient={CARDS}");
    assert_eq!(status("?recipient=nobody@larkspur.example", words.as_bytes()), 404);
    assert_eq!(status("", words.as_bytes()), 422);
    assert_eq!(status(&query, b" \r\n"), 422);
    assert_eq!(status(&query, &vec![b'x'; 26 * 1024 * 1024]), 413);
    assert_eq!(count(&house.place, "inbound_messages"), 0);
    assert_eq!(status(&query, &vec![b'x'; 20 * 1024 * 1024]), 200);
    assert_eq!(count(&house.place, "inbound_raw"), 80);
}
