//! R35: what our own mail server says of a letter's origin, and nothing that anybody else says.

use smilecard::reading::authentication::{self, Authentication, Outcome};

const OURS: &str = "mx.shop.example";

fn letter(from: &str, fields: &[&str]) -> Authentication {
    let mut raw = String::from("Received: from a by b; Mon, 2 Mar 2026 10:00:00 +0100\r\n");
    for field in fields {
        raw.push_str(&format!("Authentication-Results: {field}\r\n"));
    }
    raw.push_str(&format!("From: {from}\r\nSubject: x\r\n\r\nHello\r\nAuthentication-Results: {OURS}; dmarc=pass\r\n"));
    authentication::of(raw.as_bytes(), OURS)
}

fn aligned(from: &str, field: &str) -> bool {
    letter(from, &[field]).aligned
}

const ROSA: &str = "Rosa <rosa@customer.example>";

#[test]
fn the_forms_of_well_known_servers_are_read_r35() {
    let all = letter(
        ROSA,
        &[
            "mx.shop.example;\r\n       dkim=pass header.i=@customer.example header.s=s1 header.b=AbC/+d=;\r\n       spf=pass (mx.shop.example: domain of rosa@customer.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=rosa@customer.example;\r\n       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=customer.example",
        ],
    );
    assert_eq!(all, Authentication { spf: Outcome::Pass, dkim: Outcome::Pass, dmarc: Outcome::Pass, aligned: true });
    for (field, want) in [
        ("mx.shop.example 1; dmarc=pass header.from=customer.example", true),
        ("MX.Shop.Example (mail server); dmarc = pass header.from = Customer.Example", true),
        ("\"mx.shop.example\"; dmarc/1=pass header.from=\"customer.example\"", true),
        ("mx.shop.example; dkim=pass (2048-bit key) reason=\"good; dmarc=fail\" header.d=customer.example", true),
        ("mx.shop.example; dkim=pass header.d=mail.customer.example; dmarc=none", true),
        ("mx.shop.example; dkim=fail header.d=customer.example; dkim=pass header.d=customer.example", true),
        ("mx.shop.example; spf=pass smtp.mailfrom=bounces+rosa=x@customer.example", true),
        ("mx.shop.example; spf=pass smtp.mailfrom=customer.example; dmarc=temperror", true),
        ("mx.shop.example; none", false),
        ("mx.shop.example", false),
        ("mx.shop.example; spf=pass smtp.helo=customer.example", false),
        ("mx.shop.example; spf=softfail smtp.mailfrom=customer.example", false),
        ("mx.shop.example; dkim=pass header.d=mailer.example; spf=pass smtp.mailfrom=mailer.example", false),
        (
            "mx.shop.example; dmarc=fail (p=NONE) header.from=customer.example; dkim=pass header.d=customer.example",
            false,
        ),
        ("mx.shop.example; dmarc=pass header.from=other.example", false),
        ("mx.shop.example; dmarc=permerror; spf=pass smtp.mailfrom=customer.example", false),
    ] {
        assert_eq!(aligned(ROSA, field), want, "{field}");
    }
}

#[test]
fn only_the_topmost_field_of_our_own_server_counts_r35() {
    let good = "mx.shop.example; dmarc=pass header.from=customer.example";
    let bad = "mx.shop.example; dmarc=fail header.from=customer.example";
    let foreign = "mx.evil.example; dmarc=pass header.from=customer.example";
    assert_eq!(letter(ROSA, &[bad, good]).dmarc, Outcome::Fail);
    assert!(!letter(ROSA, &[bad, good]).aligned);
    assert!(letter(ROSA, &[foreign, good]).aligned);
    assert_eq!(letter(ROSA, &[foreign]), Authentication::default());
    assert_eq!(letter(ROSA, &[]), Authentication::default(), "a line in the body is no header field");
    for field in [
        "spf=pass smtp.mailfrom=customer.example; dmarc=pass header.from=customer.example",
        "mx.shop.example.evil.example; dmarc=pass header.from=customer.example",
        "evil mx.shop.example; dmarc=pass header.from=customer.example",
        "(mx.shop.example) evil.example; dmarc=pass header.from=customer.example",
        "",
    ] {
        assert_eq!(letter(ROSA, &[field]), Authentication::default(), "{field}");
    }
    let raw = format!("Authentication-Results: ; dmarc=pass\r\nFrom: {ROSA}\r\n\r\n");
    assert_eq!(authentication::of(raw.as_bytes(), ""), Authentication::default());
}

#[test]
fn what_a_sender_smuggles_into_a_value_is_not_believed_r35() {
    for field in [
        "mx.shop.example; spf=fail (dmarc=pass; dmarc=pass header.from=customer.example) smtp.mailfrom=evil.example",
        "mx.shop.example; spf=fail smtp.mailfrom=\"x; dmarc=pass header.from=customer.example \"@evil.example",
        "mx.shop.example; spf=fail smtp.mailfrom=x; dmarc=pass header.from=customer.example; dmarc=fail",
        "mx.shop.example; x dmarc=pass header.from=customer.example",
        "mx.shop.example; spf=fail (never closed; dmarc=pass header.from=customer.example",
        "mx.shop.example; spf=fail \"never closed; dmarc=pass header.from=customer.example",
        "mx.shop.example; dmarc=pass header.from=",
    ] {
        assert!(!aligned(ROSA, field), "{field}");
    }
}

#[test]
fn a_from_field_that_names_nobody_or_several_is_never_aligned_r35() {
    let field = "mx.shop.example; dmarc=pass header.from=customer.example; spf=pass smtp.mailfrom=customer.example";
    for from in
        ["", "Rosa", "rosa@customer.example, eve@evil.example", "rosa@customer.example\r\nFrom: eve@evil.example"]
    {
        assert!(!aligned(from, field), "{from}");
    }
    assert!(aligned("=?utf-8?q?Rosa_=3Ceve=40evil.example=3E?= <rosa@customer.example>", field));
    assert!(!aligned("\"rosa@customer.example\" <eve@evil.example>", field));
}

#[test]
fn a_name_under_a_registry_vouches_for_no_other_r35() {
    for (from, signer, want) in [
        ("a@shop.co.uk", "evil.co.uk", false),
        ("a@co.uk", "evil.co.uk", false),
        ("a@news.shop.co.uk", "shop.co.uk", true),
        ("a@shop.co.uk", "news.shop.co.uk", true),
        ("a@evilshop.example", "shop.example", false),
        ("a@github.io", "evil.github.io", false),
        ("a@bücher.example", "xn--bcher-kva.example", true),
        ("a@shop.example", "example", false),
    ] {
        assert_eq!(aligned(from, &format!("{OURS}; dkim=pass header.d={signer}")), want, "{from} {signer}");
    }
}
