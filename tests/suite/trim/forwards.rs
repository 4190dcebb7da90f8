//! R34: whose a forwarded letter is, what it says and what was added, for many programs and locales.
use smilecard::analysis::letter::{Forwarded, forwarded};

const TEXT: &str = "Derek found my glove under the seat. I had given it up.\nPlease tell him: he made my day, and my daughter's too.\n\nThe tea was cold: it happens.";
const NOTE: &str = "For you, Derek.\n\nWell done!";
const SUBJECT: &str = "A lost glove: thank you";
const CC: &str = "Walter Hill <walter@home.example>, Nick <nick@corp.example>";

struct Names<'a> {
    locale: &'a str,
    apple: &'a str,
    from: &'a str,
    date: &'a str,
    to: &'a str,
    cc: &'a str,
    subject: &'a str,
    dashed: &'a str,
}

fn locales() -> Vec<Names<'static>> {
    include_str!("../../fixtures/trim/locales.txt")
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .filter_map(|l| {
            let mut p = l.split('|');
            Some(Names {
                locale: p.next()?,
                apple: p.next()?,
                from: p.next()?,
                date: p.next()?,
                to: p.next()?,
                cc: p.next()?,
                subject: p.next()?,
                dashed: p.next()?,
            })
        })
        .collect()
}

fn marked(text: &str, mark: &str) -> String {
    text.lines().map(|l| format!("{mark}{l}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// The program's name, the body, the subject.
fn shapes(n: &Names<'_>) -> Vec<(&'static str, String, &'static str)> {
    let block = |date: &str, gap: &str| {
        format!(
            "{}{gap}: Janet Hill <janet@home.example>\n{}{gap}: {date}\n{}{gap}: cards@shop.example\n{}{gap}: {CC}\n{}{gap}: {SUBJECT}",
            n.from, n.date, n.to, n.cc, n.subject
        )
    };
    let plain = block("13 May 2024 at 10:15:22 CEST", "");
    let subject_first = format!(
        "{}: \t{SUBJECT}\n{}: \tMon, 13 May 2024 10:15:22 +0200\n{}: \tJanet Hill <janet@home.example>\n{}: \tcards@shop.example\n{}: \t{CC}",
        n.subject, n.date, n.from, n.to, n.cc
    );
    vec![
        (
            "apple",
            format!(
                "{}\n\n{}",
                n.apple,
                marked(
                    &format!(
                        "{}: Janet Hill <janet@home.example>\n{}: {SUBJECT}\n{}: 13 May 2024 at 10:15:22 CEST\n{}: cards@shop.example\n{}: {CC}\n\n{TEXT}",
                        n.from, n.subject, n.date, n.to, n.cc
                    ),
                    "> "
                )
            ),
            "",
        ),
        (
            "gmail",
            format!(
                "---------- Forwarded message ---------\n{}: Janet Hill <janet@home.example>\nDate: Mon, 13 May 2024 at 10:15\nSubject: {SUBJECT}\nTo: <cards@shop.example>\nCc: {CC}\n\n\n{TEXT}\n",
                n.from
            ),
            "Fwd: x",
        ),
        ("thunderbird", format!("-------- {} --------\n{subject_first}\n\n\n{TEXT}\n", n.dashed), "Fwd: x"),
        ("new outlook", format!("{plain}\n{TEXT}"), "FW: x"),
        ("web outlook", format!("________________________________\n{plain}\n\n{TEXT}"), "Fw: x"),
        (
            "french spacing",
            format!("-------- {} --------\n{}\n\n{TEXT}", n.dashed, block("13 mai 2024", " ")),
            "TR : x",
        ),
        ("missive", format!("---------- Forwarded message ----------\n{plain}\n\n{}\n>", marked(TEXT, "> ")), "Fwd: x"),
        (
            "yahoo",
            format!(
                "   ----- {} ----- {}: Janet Hill <janet@home.example>{}: \"cards@shop.example\" <cards@shop.example>{}: {CC}{}: Monday, May 13, 2024, 10:15:22 AM GMT+2{}: {SUBJECT}\n {TEXT}",
                n.dashed, n.from, n.to, n.cc, n.date, n.subject
            ),
            "Fw: x",
        ),
    ]
}

fn check(name: &str, body: &str, subject: &str, note: &str) -> Option<String> {
    let got = forwarded(body, subject);
    let Some(Forwarded { address, name: who, subject: about, date, text, note: said }) = got else {
        return Some(format!("{name}: not seen\n{body}"));
    };
    let right = address == "janet@home.example"
        && who.as_deref() == Some("Janet Hill")
        && about.as_deref() == Some(SUBJECT)
        && date.is_some()
        && text == TEXT
        && said == note;
    (!right).then(|| format!("{name}: {address} {who:?} {about:?} {date:?}\n  text {text:?}\n  note {said:?}"))
}

#[test]
fn forwarded_letters_of_every_program_and_locale_are_read() {
    let mut wrong = Vec::new();
    let mut all = 0;
    for names in locales() {
        for (program, body, subject) in shapes(&names) {
            all += 2;
            let label = format!("{} {program}", names.locale);
            wrong.extend(check(&label, &body, subject, ""));
            wrong.extend(check(&format!("{label} with a note"), &format!("{NOTE}\n\n{body}"), subject, NOTE));
        }
    }
    assert!(wrong.is_empty(), "{} of {all} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn programs_that_forward_by_quoting_are_read() {
    let lines = [
        "On 28/10/2021 12:46, \"Janet Hill\" <janet@home.example> wrote:",
        "Am 28.10.21, 12:46 schrieb \"Janet Hill\" <janet@home.example>:",
        "El 28/10/21 12:46, \"Janet Hill\" <janet@home.example> escribió:",
        "Le 28/10/2021 12:46, « Janet Hill » <janet@home.example> a écrit :",
        "Janet Hill <janet@home.example> kirjoitti 28.10.2021 12.46:",
        "28/10/2021 12:46 időpontban Janet Hill (janet@home.example) ezt írta:",
        "Il giorno 28/10/21, 12:46 \"Janet Hill\" <janet@home.example> ha scritto:",
        "Op 28-10-2021 12:46 heeft Janet Hill <janet@home.example> geschreven:",
        "Janet Hill <janet@home.example> skrev følgende den 28.10.2021, 12:46:",
        "Dnia 28.10.2021, 12:46 „Janet Hill” <janet@home.example> napisał:",
        "Em 28/10/2021 12:46, \"Janet Hill\" <janet@home.example> escreveu:",
        "28.10.2021, 12:46 пользователь \"Janet Hill\" <janet@home.example> написал:",
        "28.10.2021 12:46 používateľ Janet Hill (<janet@home.example>) napísal:",
        "Den 2021-10-28 12:46 skrev \"Janet Hill\" <janet@home.example> följande:",
        "\"Janet Hill\" <janet@home.example>, 28.10.2021 12:46 tarihinde şunu yazdı:",
        "Dne 28.10.2021 12:46, Janet Hill <janet@home.example> napsal(a):",
        "Den 28/10/2021 12.46 skrev \"Janet Hill\" <janet@home.example>:",
    ];
    let mut wrong = Vec::new();
    for line in lines {
        let body = format!("{line}\n\n{}\n", marked(TEXT, "    "));
        let got = forwarded(&body, "FW: A lost glove");
        let right = got.as_ref().is_some_and(|g| {
            g.address == "janet@home.example"
                && g.name.as_deref() == Some("Janet Hill")
                && g.text == TEXT
                && g.date.as_deref().is_some_and(|d| d.contains("21"))
        });
        if !right {
            wrong.push(format!("{line}\n   {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn programs_with_ways_of_their_own_are_read() {
    let block = format!(
        "From: Janet Hill <janet@home.example>\nTo: \"cards@shop.example\" <cards@shop.example>\nDate: 02/10/2023 4:52 PM EST\nSubject: {SUBJECT}"
    );
    let cases = [
        ("ionos", marked(&format!("---------- Original Message ----------\n{block}\n\n\n{TEXT}"), "> "), "Fwd: x"),
        ("mailmate", format!("Forwarded message:\n\n{}", marked(&format!("{block}\n\n{TEXT}"), "> ")), "Fwd: x"),
        (
            "notes",
            format!(
                "----- Forwarded by Anna Lind/Shop on 13/05/2024 10:15 -----\n\nFrom:\tJanet Hill <janet@home.example>\nTo:\tcards@shop.example\nDate:\t13/05/2024 10:10\nSubject:\t{SUBJECT}\n\n\n\n{TEXT}"
            ),
            "Fw: x",
        ),
        (
            "zimbra",
            format!(
                "----- Forwarded Message -----\nFrom: \"Janet Hill\" <janet@home.example>\nTo: \"Cards\" <cards@shop.example>\nSent: Monday, May 13, 2024 10:15:22 AM\nSubject: {SUBJECT}\n\n{TEXT}"
            ),
            "Fwd: x",
        ),
        (
            "proton",
            format!(
                "------- Forwarded Message -------\nFrom: Janet Hill <janet@home.example>\nDate: On Monday, May 13th, 2024 at 10:15 AM\nSubject: {SUBJECT}\nTo: cards@shop.example <cards@shop.example>\n\n> {}",
                marked(TEXT, "> ").trim_start_matches("> ")
            ),
            "Fw: x",
        ),
        (
            "outlook for desktop",
            format!(
                "From: Janet Hill [mailto:janet@home.example] \nSent: Monday, May 13, 2024 10:15 AM\nTo: cards@shop.example\nCc: {CC}\nSubject: {SUBJECT}\n\n{TEXT}"
            ),
            "FW: x",
        ),
        (
            "outlook for ios",
            format!(
                "Get Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Janet Hill <janet@home.example>\nSent: Monday, May 13, 2024 10:15:22 AM\nTo: cards@shop.example <cards@shop.example>\nSubject: {SUBJECT}\n\n{TEXT}"
            ),
            "Fw: x",
        ),
        (
            "samsung",
            format!(
                "-------- Original message --------\nFrom: Janet Hill <janet@home.example>\nDate: 13/05/2024 10:15 (GMT+00:00)\nTo: cards@shop.example\nSubject: {SUBJECT}\n\n{TEXT}"
            ),
            "Fwd: x",
        ),
        (
            "aol",
            format!(
                "-----Original Message-----\nFrom: Janet Hill <janet@home.example>\nTo: cards <cards@shop.example>\nSent: Mon, May 13, 2024 10:15 am\nSubject: {SUBJECT}\n\n\n\n{TEXT}"
            ),
            "Fwd: x",
        ),
        (
            "hubspot",
            format!(
                "---------- Forwarded message ---------\nFrom: Janet Hill <janet@home.example>\nDate: Mon, Sep 19, 2022, 3:20 PM\nSubject: {SUBJECT}\nTo: cards@shop.example\nCc: {CC}\n\n{TEXT}"
            ),
            "",
        ),
        (
            "mailbird",
            format!(
                "------ Forwarded Message ------\nFrom: \"Janet Hill\" <janet@home.example>\nTo: \"cards@shop.example\" <cards@shop.example>\nSent: 13/05/2024 10:15:22\nSubject: {SUBJECT}\n\n{TEXT}"
            ),
            "Fwd: x",
        ),
    ];
    let mut wrong = Vec::new();
    for (name, body, subject) in cases {
        wrong.extend(check(name, &body, subject, ""));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn answers_and_talk_of_forwarding_are_no_forwards() {
    let block = format!(
        "From: Janet Hill <janet@home.example>\nSent: Monday, May 13, 2024 10:15 AM\nTo: cards@shop.example\nSubject: {SUBJECT}"
    );
    let cases = [
        (
            "an answer",
            format!("It was fine.\n\n________________________________\n{block}\n\n{TEXT}"),
            "Re: A lost glove",
        ),
        (
            "an answer of a telephone",
            "It was fine.\n\n> On 25 Oct 2021, at 11:43, Janet Hill <janet@home.example> wrote:\n>\n> hello".to_owned(),
            "Re: x",
        ),
        (
            "an answer by quoting",
            "It was fine.\n\nOn 28/10/2021 12:46, \"Janet Hill\" <janet@home.example> wrote:\n\n    hello".to_owned(),
            "Re: x",
        ),
        ("talk", "Forwarded my complaint twice and nobody answered.".to_owned(), "Complaint"),
        ("talk of a message", "I sent you a forwarded message: nobody answered.".to_owned(), "Complaint"),
        ("a plain card", TEXT.to_owned(), "Fwd: a glove"),
    ];
    for (name, body, subject) in cases {
        assert_eq!(forwarded(&body, subject), None, "{name}");
    }
}
