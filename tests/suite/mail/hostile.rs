//! Messages made to hurt (R3, R50, R57, R58, R61): each is read in time, without a panic, into sane fields.

use std::fmt::Write as _;

use super::{sane, scale::compare};
use smilecard::reading::{self, Envelope, Reading, Verdict};

const HEAD: &str = "From: rosa@customer.example\r\nTo: cards@shop.example\r\nSubject: Hello\r\n";

fn read(name: &str, raw: &[u8]) -> Reading {
    let reading = reading::read(raw, &Envelope::default());
    println!("{name}: {} kB, {:?}", raw.len() / 1024, reading.verdict);
    sane::check(&reading);
    reading
}

fn with_type(kind: &str, body: &str) -> Vec<u8> {
    format!("{HEAD}Content-Type: {kind}\r\n\r\n{body}").into_bytes()
}

#[test]
fn ten_thousand_nested_multiparts_are_read_r61() {
    let mut raw = HEAD.to_owned();
    for level in 0..10_000 {
        let _ = write!(raw, "Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n");
    }
    raw.push_str("Content-Type: text/plain\r\n\r\nMaria was kind.\r\n");
    let reading = read("nested multiparts", raw.as_bytes());
    assert_eq!(reading.full_text, "Maria was kind.");
    let same = HEAD.to_owned()
        + &"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(20_000)
        + "\r\nMaria was kind.";
    read("nested, one boundary", same.as_bytes());
}

#[test]
fn letters_in_letters_ten_thousand_deep_cost_no_stack_r61() {
    let raw = format!("{HEAD}Content-Type: message/rfc822\r\n\r\n").repeat(10_000) + HEAD + "\r\nMaria was kind.";
    read("nested letters", raw.as_bytes());
    let multi =
        format!("{HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n")
            .repeat(10_000);
    read("nested letters in multiparts", multi.as_bytes());
}

#[test]
fn five_megabytes_of_anything_are_read_sanely_r61() {
    for (name, raw) in pieces(5 << 20) {
        read(name, &raw);
    }
}

#[test]
fn four_times_the_letter_takes_about_four_times_as_long_r61() {
    let work = |raw: &[u8]| drop(reading::read(raw, &Envelope::default()));
    let slow: Vec<String> = pieces(150_000)
        .into_iter()
        .zip(pieces(600_000))
        .filter_map(|((name, small), (_, large))| compare(name, &mut || work(&small), &mut || work(&large)))
        .collect();
    assert!(slow.is_empty(), "slow:\n{}", slow.join("\n"));
}

/// Letters of about `big` bytes that are made of one thing.
fn pieces(big: usize) -> Vec<(&'static str, Vec<u8>)> {
    let fill = |piece: &str| piece.repeat(big / piece.len());
    vec![
        ("text", with_type("text/plain", &fill("Maria was very kind to me. \r\n"))),
        ("one line", with_type("text/plain", &fill("Maria was kind "))),
        ("quotes", with_type("text/plain", &fill("> "))),
        ("quote lines", with_type("text/plain", &fill("> On Monday Rosa wrote:\r\n"))),
        ("flowed", with_type("text/plain; format=flowed; delsp=yes", &fill("word \r\n"))),
        ("tags", with_type("text/html", &fill("<div>"))),
        ("open tags", with_type("text/html", &fill("<a href=\""))),
        ("angle", with_type("text/html", &fill("<"))),
        ("entities", with_type("text/html", &fill("&amp"))),
        ("comments", with_type("text/html", &fill("<!--"))),
        ("tables", with_type("text/html", &fill("<table><tr><td>"))),
        ("blockquotes", with_type("text/html", &fill("<blockquote>x"))),
        ("styles", with_type("text/html", &fill("<style>"))),
        ("boundaries", with_type("multipart/mixed; boundary=b", &fill("--b\r\n"))),
        ("closings", with_type("multipart/mixed; boundary=b", &fill("--b--\r\n"))),
        ("dashes", with_type("multipart/mixed; boundary=b", &fill("-"))),
        ("subject", format!("From: a@b.example\r\nSubject: {}\r\n\r\nHello", fill("word ")).into_bytes()),
        ("word starts", format!("From: a@b.example\r\nSubject: {}\r\n\r\nHello", fill("=?")).into_bytes()),
        ("word halves", format!("From: a@b.example\r\nSubject: {}\r\n\r\nHello", fill("=?utf-8?Q?a")).into_bytes()),
        ("words", format!("From: a@b.example\r\nSubject: {}\r\n\r\nHello", fill("=?utf-8?Q?a?= ")).into_bytes()),
        ("split words", format!("From: a@b.example\r\nSubject: {}\r\n\r\nHello", fill("=?utf-8?B?YQ?= ")).into_bytes()),
        ("folds", format!("From: a@b.example\r\nSubject: a{}\r\n\r\nHello", fill("\r\n b")).into_bytes()),
        ("headers", format!("From: a@b.example\r\n{}\r\nHello", fill("X-A: b\r\n")).into_bytes()),
        (
            "received",
            format!("From: a@b.example\r\n{}\r\nHello", fill("Received: by x; Mon, 2 Mar 2026 10:00:00 +0000\r\n"))
                .into_bytes(),
        ),
        ("recipients", format!("From: a@b.example\r\nTo: {}\r\n\r\nHello", fill("a@b.example, ")).into_bytes()),
        (
            "many recipients",
            format!(
                "From: a@b.example\r\nTo: {}\r\n\r\nHello",
                (0..big / 20).map(|n| format!("a{n}@b.example, ")).collect::<String>()
            )
            .into_bytes(),
        ),
        ("brackets", format!("From: {}\r\n\r\nHello", fill("<")).into_bytes()),
        ("parentheses", format!("From: {}\r\n\r\nHello", fill("(")).into_bytes()),
        ("colons", format!("From: {}\r\n\r\nHello", fill("a:")).into_bytes()),
        ("commas", format!("From: {}\r\n\r\nHello", fill("a,")).into_bytes()),
        ("bare names", format!("From: {}\r\n\r\nHello", fill("Abc Def, ")).into_bytes()),
        ("references", format!("From: a@b.example\r\nReferences: {}\r\n\r\nHello", fill("<a@b> ")).into_bytes()),
        ("parameters", with_type(&format!("text/plain; {}", fill("a=b; ")), "Hello")),
        (
            "continuations",
            with_type(
                &format!("text/plain; {}", (0..big / 50).map(|n| format!("name*{n}*=a; ")).collect::<String>()),
                "Hello",
            ),
        ),
        (
            "soft ends",
            format!("{HEAD}Content-Transfer-Encoding: quoted-printable\r\n\r\n{}", fill("=\r\n")).into_bytes(),
        ),
        ("equals", format!("{HEAD}Content-Transfer-Encoding: quoted-printable\r\n\r\n{}", fill("= ")).into_bytes()),
        (
            "blank ends",
            format!("{HEAD}Content-Transfer-Encoding: quoted-printable\r\n\r\n{}", fill("  \r\n")).into_bytes(),
        ),
        ("base64", format!("{HEAD}Content-Transfer-Encoding: base64\r\n\r\n{}", fill("QUFB")).into_bytes()),
        ("armour", with_type("text/plain", &fill("-----BEGIN PGP MESSAGE-----\r\n"))),
        ("signed armour", with_type("text/plain", &fill("-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\n"))),
        (
            "calendar",
            with_type("text/calendar; method=REQUEST", &format!("BEGIN:VCALENDAR\r\n{}", fill("BEGIN:VEVENT\r\n "))),
        ),
        ("enriched", with_type("text/enriched", &fill("<bold>"))),
        ("utf-7", with_type("text/plain; charset=utf-7", &fill("+AAA"))),
        (
            "addresses in a bounce",
            format!(
                "From: mailer-daemon@b.example\r\nSubject: failure notice\r\n\r\n{}",
                fill("x@y.example failed 550 5.1.1 ")
            )
            .into_bytes(),
        ),
        (
            "bounce lines",
            format!(
                "From: mailer-daemon@b.example\r\nSubject: failure notice\r\n\r\n{}",
                fill("<x@y.example>: failed\r\n")
            )
            .into_bytes(),
        ),
        (
            "forwards",
            with_type("text/plain", &fill("---------- Forwarded message ---------\r\nFrom: Rosa <r@c.example>\r\n")),
        ),
        ("separators", with_type("text/plain", &fill("-- \r\n"))),
        ("blank lines", with_type("text/plain", &fill("\r\n"))),
        ("zero width", with_type("text/plain; charset=utf-8", &fill("\u{200b}"))),
    ]
}

#[test]
fn bytes_that_are_no_mail_are_unreadable_with_a_reason_r3() {
    for (name, raw) in [
        ("nothing", Vec::new()),
        ("blanks", b" \r\n\r\n \n".to_vec()),
        ("zeros", vec![0; 100_000]),
        ("noise", (0..200_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()),
    ] {
        let reading = read(name, &raw);
        assert_eq!(reading.verdict, Verdict::Unreadable, "{name}");
    }
    read("high bytes", &vec![0xff; 100_000]);
    read("only header", b"From: a@b.example\r\n");
    read("only colon", b":");
    read("only boundary", b"Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n");
}

#[test]
fn wrappers_that_never_end_are_left_alone_r55_r56() {
    let attach = |kind: &str, bytes: &[u8]| {
        let mut raw = format!("{HEAD}Content-Type: {kind}\r\nContent-Transfer-Encoding: binary\r\n\r\n").into_bytes();
        raw.extend_from_slice(bytes);
        raw
    };
    read("deep BER", &attach("application/pkcs7-mime", &[0x30, 0x80].repeat(500_000)));
    read("deep octets", &attach("application/pkcs7-mime", &[0x24, 0x80].repeat(500_000)));
    read("huge length", &attach("application/pkcs7-mime", &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]));
    let tnef = |body: &[u8]| [&[0x78, 0x9f, 0x3e, 0x22, 1, 0][..], body].concat();
    read("TNEF huge length", &attach("application/ms-tnef", &tnef(&[1, 0x03, 0x90, 6, 0, 0xff, 0xff, 0xff, 0xff])));
    read(
        "TNEF many empty",
        &attach("application/ms-tnef", &tnef(&[2, 0x02, 0x90, 6, 0, 0, 0, 0, 0, 0, 0].repeat(200_000))),
    );
}

#[test]
fn external_bodies_are_never_fetched_r58() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let raw = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/external-body; access-type=URL; URL=\"http://127.0.0.1:{port}/x\"\r\n\r\nContent-Type: text/plain\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Hello</p><img src=\"http://127.0.0.1:{port}/y.png\"><link rel=stylesheet href=\"http://127.0.0.1:{port}/z.css\">\r\n--b--\r\n"
    );
    assert_eq!(read("external", raw.as_bytes()).full_text.trim(), "Hello");
    assert!(listener.accept().is_err(), "somebody called");
}
