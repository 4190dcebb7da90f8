//! Ruth's letter of Monday 17 November, a quiet week's, and a sign-in link.

use super::{MOTHER, ROUTER, Sample, words};
use smilecard::mail::letters::accounting::Accounting;
use smilecard::mail::letters::answer::AnswerLetter;
use smilecard::mail::letters::digest::{
    AccountLine, CardWords, DigestLetter, Figure, LetterLink, NeedsYou, PersonRow, SmileOfTheWeek, WhoCandidate,
    WhoIsThis, headline, mood, subject, who_lead,
};
use smilecard::mail::letters::frame::Frame;
use smilecard::mail::letters::invitation::InvitationLetter;
use smilecard::mail::letters::note::NoteLetter;
use smilecard::mail::letters::put_right::PutRightLetter;
use smilecard::mail::letters::sign_in::SignInLetter;
use smilecard::mail::letters::voice::Voice;
use smilecard::mail::letters::weeks::WeekRows;
use smilecard::render::messages::Messages;

const ROOT: &str = "https://cards.larkspur.example";

pub const WEEKS: [(&str, u64, u64); 8] = [
    ("22 Sep", 28, 5),
    ("29 Sep", 21, 9),
    ("6 Oct", 27, 6),
    ("13 Oct", 30, 4),
    ("20 Oct", 25, 7),
    ("27 Oct", 29, 5),
    ("3 Nov", 26, 8),
    ("10 Nov", 31, 6),
];

pub fn samples() -> Vec<Sample> {
    let quiet = quiet();
    vec![
        Sample::new("digest.subject", "mail/digest.subject", &digest()),
        Sample::new("digest.txt", "mail/digest.text", &digest()),
        Sample::new("digest", "mail/digest.html", &digest()),
        Sample::new("digest-quiet.txt", "mail/digest.text", &quiet),
        Sample::new("digest-quiet", "mail/digest.html", &quiet),
        Sample::new("answer.subject", "mail/answer.subject", &answer()),
        Sample::new("answer.txt", "mail/answer.text", &answer()),
        Sample::new("answer", "mail/answer.html", &answer()),
        Sample::new("invitation.subject", "mail/invitation.subject", &invitation()),
        Sample::new("invitation.txt", "mail/invitation.text", &invitation()),
        Sample::new("invitation", "mail/invitation.html", &invitation()),
        Sample::new("put_right.subject", "mail/put_right.subject", &put_right()),
        Sample::new("put_right.txt", "mail/put_right.text", &put_right()),
        Sample::new("put_right", "mail/put_right.html", &put_right()),
        Sample::new("note.subject", "mail/note.subject", &note()),
        Sample::new("note.txt", "mail/note.text", &note()),
        Sample::new("note", "mail/note.html", &note()),
        Sample::new("sign_in.subject", "mail/sign_in.subject", &sign_in()),
        Sample::new("sign_in.txt", "mail/sign_in.text", &sign_in()),
        Sample::new("sign_in", "mail/sign_in.html", &sign_in()),
    ]
}

pub fn answer() -> AnswerLetter {
    AnswerLetter {
        frame: frame(),
        subject: "Re: Photos gone".to_owned(),
        paragraphs: vec![
            "I am sorry.".to_owned(),
            "A new router is on its way to you; it comes on Thursday before noon.".to_owned(),
        ],
        manager: "Ruth Calder".to_owned(),
        quoted_lead: "On Saturday 15 November you wrote:".to_owned(),
        quoted: vec!["I rang three times about the same router.".to_owned(), String::new(), "Janet Pruett".to_owned()],
    }
}

pub fn invitation() -> InvitationLetter {
    InvitationLetter {
        frame: frame(),
        first_name: "Ruth".into(),
        inviter: "Ada Quist".into(),
        added: "Ada Quist has added you to the comment cards of Larkspur Mobile as the manager of Billing line.".into(),
        address: "ruth.calder@larkspur.example".into(),
        link: format!("{ROOT}/sign-in"),
    }
}

pub fn put_right() -> PutRightLetter {
    PutRightLetter {
        frame: frame(),
        number: "4182".into(),
        wrote: "Saturday 15 November".into(),
        words: ROUTER.into(),
        link: format!("{ROOT}/put-right/token"),
    }
}

pub fn note() -> NoteLetter {
    NoteLetter {
        frame: frame(),
        from: "Ruth Calder".into(),
        number: "4182".into(),
        paragraphs: vec!["@Edwin, the call-back was booked on Kathryn’s day off.".into()],
        link: format!("{ROOT}/cards/4182"),
    }
}

pub fn sign_in() -> SignInLetter {
    SignInLetter {
        frame: frame(),
        first_name: Some("Ruth".into()),
        link: format!("{ROOT}/session/confirm?token=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c"),
        minutes: 15,
        asked: "Monday 17 November, 09:12".into(),
        again: format!("{ROOT}/sign-in"),
    }
}

fn frame() -> Frame {
    Frame { lang: "en".into(), dir: "ltr".into(), organisation: "Larkspur Mobile".into(), postal: String::new() }
}

fn figure(label: &str, value: &str, unit: &str, compared: &str) -> Figure {
    Figure {
        label: label.into(),
        value: value.into(),
        unit: unit.into(),
        compared: compared.into(),
        link: format!("{ROOT}/told/1-2?show={}", label.to_lowercase()),
    }
}

fn needs(number: u32, title: &str, age: &str, text: &str, status: &str, action: &str) -> NeedsYou {
    NeedsYou {
        title: title.into(),
        age: age.into(),
        words: words(text, &["Derrick"], true),
        status: status.into(),
        action: action.into(),
        link: format!("{ROOT}/i/{number}"),
        open_too: number == 4182,
        anchor: format!("c{number}"),
    }
}

fn link(text: &str, path: &str) -> LetterLink {
    LetterLink { href: format!("{ROOT}{path}"), text: text.into() }
}

fn who(question: &str, name: &str, text: &str, number: u32, people: [(&str, &str, &str); 2]) -> WhoIsThis {
    WhoIsThis {
        question: question.into(),
        words: words(text, &[name], false),
        anchor: format!("c{number}"),
        candidates: people
            .into_iter()
            .map(|(id, name, reason)| WhoCandidate {
                name: name.into(),
                reason: reason.into(),
                link: format!("{ROOT}/t/{number}/{id}"),
            })
            .collect(),
    }
}

fn account_lines() -> Vec<AccountLine> {
    [(35, "tagged or read"), (2, "waiting for a name"), (0, "spam")]
        .into_iter()
        .map(|(count, text)| AccountLine { count, text: text.into(), href: format!("{ROOT}/told/1-2") })
        .collect()
}

fn weeks(voice: &Voice<'_>, numbers: &[(&str, u64, u64)]) -> WeekRows {
    let weeks: Vec<_> = numbers.iter().map(|&(w, p, c)| (w.to_owned(), p, c)).collect();
    WeekRows::measure(voice, &weeks)
}

pub fn digest() -> DigestLetter {
    let person = |name: &str, team: &str, praise, complaints| PersonRow {
        name: name.into(),
        team: team.into(),
        praise,
        complaints,
        link: Some(format!("{ROOT}/told/1-2?who=x")),
    };
    let messages = Messages::load().unwrap();
    let voice = Voice::new(&messages, "en");
    DigestLetter {
        frame: Frame { postal: "Larkspur Mobile, 12 Mill Street, Harrowby".into(), ..frame() },
        can_answer: true,
        period: "10 to 16 November".into(),
        subject: subject(&voice, 31, 6, 5),
        headline: headline(&voice, "week", 31, 6, 5),
        preview: "Derrick’s call back is due an answer by 17:00 today. And an 81-year-old mother has told the whole street about us.".into(),
        greeting: format!("Good morning Ruth. {} Two people are still waiting to hear from you, and one new complaint has no owner.", mood(&voice, "week", (31, 6), (26, 8))),
        figures: vec![
            figure("Praise", "31", "", "5 more than the week before"),
            figure("Complaints", "6", "", "2 fewer"),
            figure("Put right", "7", "", "1 more"),
            figure("First answer", "19", "h", "7 h sooner"),
        ],
        needs_you: vec![
            needs(4182, "Complaint about Derrick Hale", "2 days old", ROUTER, "Card 4182. An answer is due today at 17:00.", "Answer Janet"),
            needs(4161, "Complaint about Odile Kerr", "4 days old", "Thank you for the credit. The bill on the website still shows the old amount, though.", "Card 4161. The customer wrote back on Saturday.", "Read, answer"),
            needs(4187, "Complaint, nobody named", "1 day old", "The shop on Mill Street shut ten minutes early with three of us still at the door.", "Card 4187. No owner yet.", "Take it on"),
        ],
        needs_you_more: Some(link("Three more wait in the inbox", "/inbox?show=needs")),
        held_long: None,
        smile: Some(SmileOfTheWeek {
            words: words(MOTHER, &["Derrick"], false),
            for_whom: "For Derrick Hale".into(),
            details: ", billing line. Card 4176, Friday 14 November.".into(),
            link: format!("{ROOT}/i/4176"),
            action: "Read the card".into(),
            anchor: "c4176".into(),
        }),
        who_lead: who_lead(&voice, 2, 0),
        who: vec![
            who("Who is “Kathryn”?", "Kathryn", "Kathryn in the Mill Street shop moved all my photos across while I had a coffee.", 4185, [("bell", "Kathryn Bell", "Billing line. Spelled the same"), ("moss", "Catherine Moss", "Mill Street shop. Sounds the same")]),
            who("Who is “the lady with red glasses”?", "The lady with red glasses", "The lady with red glasses sold me the cheaper plan. Who does that?", 4170, [("carvalho", "Ines Carvalho", "Mill Street shop. At work that day"), ("moss", "Catherine Moss", "Mill Street shop. At work that day")]),
        ],
        who_link: format!("{ROOT}/i?show=who"),
        weeks: weeks(&voice, &WEEKS),
        people: vec![
            person("Bram Visser", "Online chat", 3, 1),
            person("Catherine Moss", "Mill Street shop", 5, 0),
            person("Derrick Hale", "Billing line", 5, 2),
            person("Ines Carvalho", "Mill Street shop", 2, 0),
            person("Kathryn Bell", "Billing line", 4, 0),
            person("Maria Ortiz", "Technical help", 6, 1),
            person("Odile Kerr", "Online chat", 1, 1),
            person("Tomas Lind", "Technical help", 3, 0),
            person("Nobody yet", "still to be tagged", 2, 1),
        ],
        people_praise: 31,
        people_complaints: 6,
        people_overlap: true,
        inbox: link("Open the inbox", "/inbox"),
        accounting: Accounting { shown: 35, waiting: 2, held: 0, spam: 1, not_accepted: 0 }.sentence(&voice),
        late: None,
        account_lines: account_lines(),
        top: vec![link("Read it in the browser", "/letter/1"), link("Stop this letter", "/stop/1")],
        smile_heading: "Smile of the week".into(),
        words_lead: "All eight cards, the newest first.".into(),
        words: vec![CardWords {
            title: "Praise for Maria Ortiz".into(),
            details: "Card 4171, Wednesday 12 November".into(),
            words: words("Maria answered before I had finished asking.", &["Maria"], false),
            complaint: false,
            link: format!("{ROOT}/cards/4171"),
            anchor: "c4171".into(),
        }],
        all_words: link("Every card of this letter", "/told/1-2?show=all"),
        people_note: Some("Fewer than five cards say little about a person.".into()),
        absent: None,
        not_accepted: Some(LetterLink { href: format!("{ROOT}/not-accepted"), text: "See what was not accepted".to_owned() }),
        why: "You get this letter on Mondays because you look after customer care at Larkspur Mobile. Links open Smilecard and ask you to sign in; nothing happens until you confirm it there. Please do not forward it: it quotes customers.".into(),
        settings: vec![link("Stop this letter", "/unsubscribe/w1")],
    }
}

fn quiet() -> DigestLetter {
    let messages = Messages::load().unwrap();
    let voice = Voice::new(&messages, "en");
    DigestLetter {
        frame: frame(),
        subject: subject(&voice, 0, 0, 0),
        headline: headline(&voice, "week", 0, 0, 0),
        preview: "Nobody wrote this week.".into(),
        greeting: format!("Good morning Ruth. {}", mood(&voice, "week", (0, 0), (26, 8))),
        figures: vec![
            figure("Praise", "0", "", "26 fewer than the week before"),
            figure("Complaints", "0", "", "8 fewer"),
            figure("Put right", "0", "", "the same"),
            figure("First answer", "–", "", "nothing to answer"),
        ],
        needs_you: vec![],
        needs_you_more: None,
        held_long: None,
        smile: None,
        who_lead: String::new(),
        who: vec![],
        weeks: weeks(&voice, &[("3 Nov", 26, 8), ("10 Nov", 0, 0)]),
        people: vec![],
        people_praise: 0,
        people_complaints: 0,
        people_overlap: false,
        accounting: Accounting::default().sentence(&voice),
        late: None,
        account_lines: account_lines(),
        top: vec![link("Read it in the browser", "/letter/1"), link("Stop this letter", "/stop/1")],
        smile_heading: "Smile of the week".into(),
        words_lead: "All eight cards, the newest first.".into(),
        words: vec![],
        all_words: link("Every card of this letter", "/told/1-2?show=all"),
        people_note: Some("Fewer than five cards say little about a person.".into()),
        absent: None,
        not_accepted: None,
        settings: vec![],
        ..digest()
    }
}
