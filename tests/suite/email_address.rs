//! Addresses as people type them.

use proptest::prelude::*;
use smilecard::domain::email_address::EmailAddress;
use smilecard::domain::mask::{is_hidden, mask_address, visible};

#[test]
fn addresses_of_real_people_are_taken() {
    for (typed, kept) in [
        ("  Jane.Doe+cards@Mail.EXAMPLE ", "Jane.Doe+cards@mail.example"),
        ("o'brien@mail.example", "o'brien@mail.example"),
        ("jörg@bücher.example", "jörg@xn--bcher-kva.example"),
        ("用户@例子.测试", "用户@xn--fsqu00a.xn--0zwm56d"),
        ("root@localhost", "root@localhost"),
        ("a@b-c.d", "a@b-c.d"),
    ] {
        assert_eq!(EmailAddress::parse(typed).unwrap().as_str(), kept);
    }
}

#[test]
fn what_is_no_address_is_refused_with_a_reason() {
    let long_local = format!("{}@mail.example", "a".repeat(65));
    let long = format!("a@{}.example", "b.".repeat(130));
    for (typed, reason) in [
        ("", "needed"),
        ("jane", "an @"),
        ("@mail.example", "missing before"),
        ("jane@", "no domain"),
        ("jane@mail", "no domain"),
        ("jane@mail.example.", "no domain"),
        ("jane@-mail.example", "no domain"),
        ("jane@mail..example", "no domain"),
        ("jane@10.0.0.1", "no domain"),
        ("jane@[10.0.0.1]", "no domain"),
        ("jane doe@mail.example", "blanks"),
        ("jane@mail.example\r\nBcc: x@y.example", "blanks"),
        ("jane\u{202e}@mail.example", "invisible"),
        ("jane\u{200b}@mail.example", "invisible"),
        (".jane@mail.example", "dot too many"),
        ("ja..ne@mail.example", "dot too many"),
        ("<jane@mail.example>", "can't hold"),
        ("a@b@mail.example", "can't hold"),
        ("a,b@mail.example", "can't hold"),
        (long_local.as_str(), "64"),
        (long.as_str(), "254"),
    ] {
        let error = EmailAddress::parse(typed).unwrap_err();
        assert!(error.message().contains(reason), "{typed:?}: {}", error.message());
    }
}

#[test]
fn a_printed_address_for_programmers_is_masked() {
    let address = EmailAddress::parse("jane@mail.example").unwrap();
    assert_eq!(format!("{address:?}"), "EmailAddress(j…@mail.example)");
    assert_eq!(address.masked(), "j…@mail.example");
    assert_eq!(address.to_string(), "jane@mail.example");
    assert_eq!((address.local(), address.domain()), ("jane", "mail.example"));
    assert_eq!(mask_address("0170 1234567"), "0…");
}

#[test]
fn two_spellings_of_one_mailbox_have_one_key() {
    let [one, other] = ["Jane@Mail.example", "jane@MAIL.example"].map(|text| EmailAddress::parse(text).unwrap());
    assert_ne!(one, other);
    assert_eq!(one.key(), other.key());
}

#[test]
fn hidden_characters_are_made_visible() {
    assert_eq!(visible("a\u{202e}b\nc"), "a\\u{202e}b\\u{a}c");
    assert_eq!(visible("می\u{200c}خواهم"), "می\u{200c}خواهم");
}

proptest! {
    #[test]
    fn whatever_is_taken_is_safe_in_a_header_and_is_taken_again(typed in "\\PC{0,12}@?[a-zA-Z0-9.äß-]{0,12}\\PC{0,4}") {
        if let Ok(address) = EmailAddress::parse(&typed) {
            let kept = address.as_str();
            prop_assert!(!kept.chars().any(|character| is_hidden(character) || character.is_whitespace()));
            prop_assert!(address.domain().is_ascii() && kept.len() <= 254);
            prop_assert_eq!(EmailAddress::parse(kept).unwrap(), address);
        }
    }

    #[test]
    fn no_text_makes_the_parser_panic(typed in any::<String>()) {
        let _ = EmailAddress::parse(&typed);
        prop_assert!(!visible(&typed).chars().any(is_hidden));
    }
}
