//! Anything at all may come in; damaged letters most of all (R3, R61).

use proptest::prelude::*;

use super::{corpus, sane};
use smilecard::reading::{self, Envelope};

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_sanely(raw in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        sane::check(&reading::read(&raw, &Envelope::default()));
    }

    #[test]
    fn a_damaged_letter_is_read_sanely(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), length in 0usize..40, noise in proptest::collection::vec(any::<u8>(), 0..20)) {
        let letters = corpus::letters();
        let mut raw = std::fs::read(&letters[which.index(letters.len())]).unwrap();
        let start = at.index(raw.len());
        let end = (start + length).min(raw.len());
        raw.splice(start..end, noise);
        sane::check(&reading::read(&raw, &Envelope::default()));
    }

    #[test]
    fn a_letter_cut_anywhere_is_read_sanely(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let letters = corpus::letters();
        let raw = std::fs::read(&letters[which.index(letters.len())]).unwrap();
        sane::check(&reading::read(&raw[..at.index(raw.len())], &Envelope::default()));
    }

    #[test]
    fn grammar_pieces_in_any_order_are_read_sanely(pieces in proptest::collection::vec(prop::sample::select(vec![
        "From: a@b.example\r\n", "Subject: =?utf-8?B?", "?=", "Content-Type: multipart/mixed; boundary=b\r\n", "\r\n", "--b\r\n", "--b--\r\n", "Content-Type: text/html\r\n", "<div>", "</p>", "&#0;", "Content-Type: message/rfc822\r\n", "Content-Transfer-Encoding: base64\r\n", "QUJD", "Content-Disposition: attachment; filename*0*=utf-8''%00%0d%0a", "; filename*1=../x", "=\r\n", "=00", "> ", "-- \n", "\u{1b}$B", "+ADw-", "-----BEGIN PGP SIGNED MESSAGE-----\n", "From: ", "wrote:\n", "Content-Type: text/calendar; method=REPLY\r\n", "BEGIN:VEVENT\n", "begin 644 x\n", "Content-Type: application/ms-tnef\r\n", "é", "\0", "(", "<", "\"",
    ]), 0..60)) {
        sane::check(&reading::read(pieces.concat().as_bytes(), &Envelope::default()));
    }
}
