//! What is read out of headers and bodies, one requirement a test; the many cases of each are under `tests/fixtures/mail`.

use smilecard::reading::{Envelope, Reading, Reason, Verdict, read};

fn of(raw: &[u8]) -> Reading {
    read(raw, &Envelope::default())
}

/// A letter with these header lines and this body.
fn letter(header: &str, body: &[u8]) -> Reading {
    let mut raw = format!("From: Rosa Lind <rosa@customer.example>\r\nTo: cards@larkspur.example\r\n{header}\r\n\r\n")
        .into_bytes();
    raw.extend_from_slice(body);
    of(&raw)
}

#[test]
fn encoded_words_are_decoded_once_joined_and_cleaned_r50() {
    for (written, read) in [
        // A letter of two bytes, cut between two words.
        ("=?UTF-8?B?R3LDvMOf?= =?UTF-8?B?ZSBhdXMgTcO8?=\r\n =?UTF-8?B?bmNoZW4=?=", "Grüße aus München"),
        ("=?UTF-8?Q?Gr=C3?= =?UTF-8?Q?=BC=C3=9Fe?=", "Grüße"),
        ("=?iso-2022-jp?B?GyRCJCIkaiQsJEgkJhsoQg==?=", "ありがとう"),
        // Decoded once: what comes out isn't decoded again.
        ("=?UTF-8?Q?=3D=3FUTF-8=3FQ=3Fnot=3F=3D?=", "=?UTF-8?Q?not?="),
        // A line feed inside starts no header of its own.
        ("=?UTF-8?Q?Thanks=0D=0ABcc:_eve@evil.example?=", "Thanks Bcc: eve@evil.example"),
        ("Plain =?UTF-8?Q?and?= plain", "Plain and plain"),
    ] {
        let subject = letter(&format!("Subject: {written}"), b"Words.\r\n").subject;
        assert_eq!(subject.split_whitespace().collect::<Vec<_>>().join(" "), read, "{written}");
    }
    // An unknown charset is shown, not dropped; in quotation marks it is decoded all the same.
    assert!(letter("Subject: =?x-nobody-knows?Q?Thanks?=", b"Words.\r\n").subject.contains("Thanks"));
    let raw = b"From: \"=?UTF-8?Q?J=C3=BCrgen?=\" <j@customer.example>\r\nSubject: x\r\n\r\nWords.\r\n";
    assert_eq!(of(raw).name.as_deref(), Some("Jürgen"));
}

#[test]
fn texts_of_every_charset_are_read_as_they_were_meant_r51() {
    for (label, bytes, read) in [
        ("iso-8859-1", &b"Gr\xfc\xdfe"[..], "Grüße"),
        ("windows-1252", b"\x84quoted\x93", "„quoted“"),
        ("koi8-r", b"\xf3\xd0\xc1\xd3\xc9\xc2\xcf", "Спасибо"),
        ("shift_jis", b"\x82\xa0\x82\xe8\x82\xaa\x82\xc6\x82\xa4", "ありがとう"),
        ("cp932", b"\x82\xa0\x82\xe8\x82\xaa\x82\xc6\x82\xa4", "ありがとう"),
        ("iso-2022-kr", b"\x1b$)C\x0e0(;gGU4O4Y\x0f", "감사합니다"),
        ("utf-7", b"Gr+APwA3w-e", "Grüße"),
        // Nothing said, or less than the truth: UTF-8 if it can be, else what Windows writes.
        ("", b"Gr\xc3\xbc\xc3\x9fe", "Grüße"),
        ("us-ascii", b"Gr\xfc\xdfe", "Grüße"),
        ("gb2312", "谢谢你们的帮助".as_bytes(), "谢谢你们的帮助"),
        ("utf-8", b"\xef\xbb\xbfThank you", "Thank you"),
    ] {
        let kind = if label.is_empty() { "text/plain".to_owned() } else { format!("text/plain; charset={label}") };
        let text = letter(&format!("Content-Type: {kind}"), bytes).text;
        assert_eq!(text, read, "{label}");
    }
    // In HTML UTF-7 is a way to smuggle tags: there it stays what it looks like.
    let html = letter("Content-Type: text/html; charset=utf-7", b"<p>+ADw-b+AD4-Thanks</p>").full_text;
    assert!(!html.contains("<b>"), "{html}");
}

#[test]
fn the_best_body_is_read_and_a_letter_of_attachments_says_so_r52() {
    let parts = |kind: &str, parts: &[(&str, &str)], end: &str| {
        let body: String =
            parts.iter().map(|(header, text)| format!("--b\r\n{header}\r\n\r\n{text}\r\n")).collect::<String>() + end;
        letter(&format!("Subject: x\r\nContent-Type: multipart/{kind}; boundary=b"), body.as_bytes())
    };
    let (plain, html) = ("Content-Type: text/plain", "Content-Type: text/html");
    let both = parts("alternative", &[(plain, "Plain words."), (html, "<p>Rich words.</p>")], "--b--\r\n");
    assert_eq!(both.text, "Plain words.");
    let blank = parts("alternative", &[(plain, " \r\n"), (html, "<p>Rich words.</p>")], "--b--\r\n");
    assert_eq!(blank.text, "Rich words.");
    // Cut off on its way: the text is there, and is no attachment.
    let cut = parts("mixed", &[(plain, "Words of a letter that was cut off.")], "");
    assert_eq!((cut.text.as_str(), cut.attachments.len()), ("Words of a letter that was cut off.", 0));
    let picture = "Content-Type: image/png; name=a.png\r\nContent-Disposition: attachment; filename=a.png";
    let only = parts("mixed", &[(picture, "x")], "--b--\r\n");
    assert_eq!((only.verdict, only.reason, only.attachments.len()), (Verdict::Card, Reason::AttachmentsOnly, 1));
}

#[test]
fn html_becomes_text_with_its_lines_and_without_what_nobody_sees_r53() {
    let html = "<html><head><title>Not this</title><style>p{color:red}</style></head><body>\
        <div style=\"display:none\">Hidden preheader</div><!-- not this --><script>alert(1)</script>\
        <p>Maria was kind.</p><p>Thank<br>you.</p><ul><li>one</li><li>two</li></ul>\
        <table><tr><td>left</td><td>right</td></tr></table>\
        <div class=\"gmail_quote\">On Monday Anna wrote:<blockquote>Earlier words.</blockquote></div></body></html>";
    let read = letter("Content-Type: text/html; charset=utf-8", html.as_bytes());
    let lines: Vec<&str> = read.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(lines[..3], ["Maria was kind.", "Thank", "you."]);
    assert!(!read.text.contains("onetwo") && !read.text.contains("leftright"), "{}", read.text);
    assert!(read.text.contains("one") && read.text.contains("right"));
    for unseen in ["Not this", "not this", "Hidden", "alert", "color", "Earlier"] {
        assert!(!read.text.contains(unseen), "{unseen}: {}", read.text);
    }
    assert!(read.elided.contains("Earlier words."));
    let deep = format!("{}Deep words.{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let began = std::time::Instant::now();
    assert_eq!(letter("Content-Type: text/html", deep.as_bytes()).text, "Deep words.");
    assert!(began.elapsed().as_secs() < 10);
}

#[test]
fn flowed_text_is_joined_into_its_paragraphs_r54() {
    let flowed = |more: &str, body: &str| {
        letter(&format!("Content-Type: text/plain; format=flowed{more}"), body.as_bytes()).text
    };
    assert_eq!(
        flowed("", "Maria was \r\nkind to \r\nme.\r\n\r\n From here.\r\n"),
        "Maria was kind to me.\n\nFrom here."
    );
    assert_eq!(flowed("; delsp=yes", "Ma \r\nria.\r\n"), "Maria.");
    // A line of a signature is never joined to what stands below it.
    assert_eq!(flowed("", "Well done.\r\n-- \r\nRosa Lind\r\n"), "Well done.");
}

#[test]
fn an_impossible_or_future_date_gives_way_to_the_moment_of_receipt_r59() {
    let received = "2026-11-20T10:00:00Z".parse().unwrap();
    let envelope = Envelope { received_at: Some(received), ..Envelope::default() };
    for (written, kept) in [
        ("Thu, 19 Nov 2026 10:00:00 +0000", false),
        ("Fri, 20 Nov 2026 20:00:00 +0000", false),
        ("Tue, 24 Nov 2026 10:00:00 +0000", true),
        ("Fri, 32 Nov 2026 10:00:00 +0000", true),
        ("yesterday", true),
    ] {
        let raw = format!("From: rosa@customer.example\r\nDate: {written}\r\n\r\nWords.\r\n");
        let letter = read(raw.as_bytes(), &envelope);
        assert_eq!(letter.date == Some(received), kept, "{written}: {:?}", letter.date);
        assert_eq!(letter.date_written.as_deref(), Some(written), "the original stays");
    }
}
