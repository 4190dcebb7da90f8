//! Ruth's inbox and four of its cards.

use super::mailings::{letters_page, outbox, told};
use super::{ROUTER, Sample, at, signed_in, words};
use smilecard::domain::wording::Segment;
use smilecard::web::manager::card_list::{Bulk, Candidate, CardList, OwnerChoice, Row, Tab, Triage, Undo};
use smilecard::web::manager::card_page::{
    About, CardDetail, CardPage, Closure, Customer, Fact, KindChoice, NotMe, Release, TrailLine, Why,
};
use smilecard::web::manager::inbox_page::{InboxPage, no_mail, nothing};
use smilecard::web::manager::learnt_page::{AddAlias, AliasLine, Caution, CautionChoice, LearntLine, LearntPage};
use smilecard::web::manager::not_accepted_page::{
    BlockedAddress, BlockedPage, NotAcceptedPage, RefusedLetter, Suppressed,
};
use smilecard::web::manager::people_page::PeoplePage;
use smilecard::web::manager::post_page::{CardPost, FileLink, LetterView, PostNote, WriteForm};
use smilecard::web::manager::search_form::{Choice, SearchForm};
use smilecard::web::manager::subscriptions_page::SubscriptionsPage;
use smilecard::web::manager::tap_page::{TapPage, Write};
use smilecard::web::shell::{Link, Mark, Shell};

pub fn samples() -> Vec<Sample> {
    let card = "web/manager/card.html";
    let inbox = InboxPage {
        shell: ruth(),
        title: "Needs you (5)".into(),
        notice: Some(Link {
            href: "/not-accepted".into(),
            text: "Nothing is sent to 1 address any more: letters came back.".into(),
        }),
        inbox: list(),
        card: Some(derrick()),
    };
    let empty = InboxPage {
        title: "Needs you".into(),
        inbox: CardList {
            rows: vec![],
            older: None,
            alarm: Some(no_mail("support", "3 hours")),
            done: Some("Marked as put right.".into()),
            undo: None,
            bulk: None,
            error: Some("Choose at least one card first.".into()),
            empty: Some(nothing(Some(("praise for Maria Ortiz", "an hour ago")))),
            ..list()
        },
        card: None,
        ..inbox.clone()
    };
    let page = |card| CardPage { shell: ruth(), inbox: list(), card, back: "/inbox".into() };
    vec![
        Sample::new("tap", "web/manager/tap.html", &tap()),
        Sample::new("inbox", "web/manager/inbox.html", &inbox),
        Sample::new("inbox-nothing", "web/manager/inbox.html", &empty),
        Sample::new("card", card, &page(derrick())),
        Sample::new("card-new", card, &page(new())),
        Sample::new("card-by-mail", card, &page(by_mail())),
        Sample::new("not-accepted", "web/manager/not_accepted.html", &not_accepted()),
        Sample::new(
            "not-accepted-nothing",
            "web/manager/not_accepted.html",
            &NotAcceptedPage {
                letters: vec![],
                empty: Some("Every letter became a card.".into()),
                done: None,
                undo: None,
                older: None,
                suppressed: vec![],
                ..not_accepted()
            },
        ),
        Sample::new("blocked", "web/manager/blocked.html", &blocked()),
        Sample::new("outbox", "web/manager/outbox.html", &outbox()),
        Sample::new("card-closed", card, &page(closed())),
        Sample::new("card-praise", card, &page(praise())),
        Sample::new("people", "web/manager/people.html", &people()),
        Sample::new("learnt", "web/manager/learnt.html", &learnt()),
        Sample::new("learnt-empty", "web/manager/learnt.html", &nothing_learnt()),
        Sample::new("letters", "web/manager/subscriptions.html", &letters_page()),
        Sample::new(
            "letters-none",
            "web/manager/subscriptions.html",
            &SubscriptionsPage {
                own: vec![],
                others: vec![],
                plain: None,
                past: vec![],
                done: None,
                error: Some("The hour must be from 0 to 23.".into()),
                ..letters_page()
            },
        ),
        Sample::new("told", "web/manager/told.html", &told()),
    ]
}

fn people() -> PeoplePage {
    let Triage { question, words, candidates, .. } = kathryn();
    PeoplePage {
        shell: ruth(),
        heading: question,
        words,
        back: Link { href: "/cards/4185".into(), text: "Back to card 4185".into() },
        search: "/cards/4185/people".into(),
        purpose: "question-1".into(),
        from: Some("who".into()),
        wanted: "kath".into(),
        action: "/cards/4185/triage/1?from=who".into(),
        people: candidates,
        said: Some("There are more. Write a part of the name to find them.".into()),
        asks_words: true,
        note_label: Some("Your note to Derrick (optional)".into()),
    }
}

fn learnt() -> LearntPage {
    let line = |index: usize, surface: &str, state: &str, told: &[&str], form: Option<&str>| LearntLine {
        id: format!("learnt-{index}"),
        surface: surface.into(),
        state: state.into(),
        told: told.iter().map(|told| (*told).into()).collect(),
        cards: vec![Link { href: "/cards/4182".into(), text: "Card 4182".into() }],
        other_cards: Some("and 2 more".into()),
        form: form.map(Into::into),
    };
    LearntPage {
        shell: signed_in("Ruth Calder", "Main", &[("Learnt", "/learnt"), ("Inbox", "/inbox")]),
        lead: "Two names are learnt from what managers decided.".into(),
        done: Some("Forgotten. Cards that come in now are read without it.".into()),
        undo: Some(Undo { action: "/learnt/removals/1/undo".into(), label: "Undo".into() }),
        error: Some("Nobody here is called “Del”.".into()),
        lines: vec![
            line(0, "Del", "Tags alone", &["Derrick Hale, confirmed twice."], Some("del")),
            line(1, "The router", "Nobody of ours", &["Nobody of ours, said once."], None),
        ],
        more: Some(Link { href: "/learnt?after=therouter".into(), text: "More names".into() }),
        aliases: vec![AliasLine {
            id: "name-0".into(),
            agent: "hale".into(),
            name: "Derrick Hale".into(),
            alias: "Delboy".into(),
            source: "Derrick said yes to it".into(),
            removable: true,
        }],
        add: Some(AddAlias { who: "Derrick Hale".into(), alias: "Del".into(), people: vec!["Derrick Hale".into()] }),
        caution: Caution {
            told: "Balanced: we tag what is clear, and ask about the rest.".into(),
            choices: vec![CautionChoice {
                value: "careful".into(),
                label: "Careful".into(),
                hint: "Ask more often".into(),
            }],
        },
    }
}

fn nothing_learnt() -> LearntPage {
    LearntPage {
        lead: "Nothing yet.".into(),
        done: None,
        undo: None,
        error: None,
        lines: vec![],
        more: None,
        aliases: vec![],
        add: None,
        caution: Caution { told: "Balanced.".into(), choices: vec![] },
        ..learnt()
    }
}

pub fn ruth() -> Shell {
    signed_in("Ruth Calder", "Main", &[("Inbox", "/inbox"), ("Letters", "/letters")])
}

pub fn tab(label: &str, show: &str, count: Option<u64>, current: bool) -> Tab {
    Tab { label: label.into(), href: format!("/inbox?show={show}"), count, current }
}

fn row(mark: Mark, number: u32, title: &str, age: (&str, &str), excerpt: &str, state: &str) -> Row {
    Row {
        choose: Some("4182".into()),
        mark,
        title: title.into(),
        age: at(age.0, age.1),
        href: format!("/cards/{number}"),
        current: number == 4182,
        excerpt: excerpt.into(),
        due: (number == 4182).then(|| "Answer due today".into()),
        state: state.into(),
        triage: None,
    }
}

fn triage(number: u32, name: &str, text: &str, candidates: &[(&str, &str, &str)]) -> Triage {
    let spoken = format!("{}{}", name[..1].to_lowercase(), &name[1..]);
    Triage {
        id: format!("who-{number}"),
        question: format!("Who is “{}”?", if name.contains(' ') { &spoken } else { name }),
        words: words(text, &[name], false),
        action: format!("/cards/{number}/triage/1"),
        candidates: candidates
            .iter()
            .map(|(value, name, reason)| Candidate {
                value: (*value).into(),
                name: (*name).into(),
                reason: (*reason).into(),
            })
            .collect(),
        someone: format!("/cards/{number}/people?for=question-1"),
    }
}

fn kathryn() -> Triage {
    triage(
        4185,
        "Kathryn",
        "Kathryn in the Mill Street shop moved all my photos across while I had a coffee.",
        &[
            ("bell", "Kathryn Bell", "Billing line. Spelled the same"),
            ("moss", "Catherine Moss", "Mill Street shop. Sounds the same"),
        ],
    )
}

pub fn list() -> CardList {
    let asked = |number, age, triage: Triage| Row {
        triage: Some(triage.clone()),
        ..row(Mark::Who, number, &triage.question, age, "", "")
    };
    let glasses = triage(
        4170,
        "The lady with red glasses",
        "The lady with red glasses sold me the cheaper plan. Who does that?",
        &[
            ("carvalho", "Ines Carvalho", "Mill Street shop. At work that day"),
            ("moss", "Catherine Moss", "Mill Street shop. At work that day"),
        ],
    );
    let choice = |value: &str, label: &str, chosen: bool| Choice { value: value.into(), label: label.into(), chosen };
    CardList {
        error: None,
        search: Some(SearchForm {
            q: "router".into(),
            shows: vec![choice("needs", "Needs you", true), choice("all", "All", false)],
            kinds: vec![choice("praise", "Praise", false)],
            statuses: vec![choice("new", "New", true)],
            owners: vec![choice("me", "You", false)],
            teams: vec![choice("1", "Billing line", false)],
            overdue: true,
            held: true,
            since: "2025-11-01".into(),
            until: String::new(),
            agent: Some("hale".into()),
            of: Some("billing".into()),
            place: Some("Mill Street".into()),
            open: true,
            told: Some("Cards about Derrick Hale with “router”, narrowed twice.".into()),
            clear: "/inbox".into(),
        }),
        bulk: Some(Bulk {
            action: "/inbox/changes?list=show%3Dall".into(),
            owners: vec![OwnerChoice { value: "moss".into(), name: "Edwin Moss".into(), current: false }],
        }),
        tabs: vec![
            tab("Needs you", "needs", Some(5), true),
            tab("Who is this?", "who", Some(2), false),
            tab("Praise", "praise", None, false),
            tab("Complaints", "complaints", None, false),
            tab("All", "all", None, false),
        ],
        rows: vec![
            row(
                Mark::Complaint,
                4182,
                "Complaint about Derrick Hale",
                ("2025-11-15", "2 days"),
                "I rang three times about the same router and explained it from the start each time.",
                "yours",
            ),
            row(
                Mark::Complaint,
                4187,
                "Complaint, nobody named",
                ("2025-11-16", "1 day"),
                "The shop on Mill Street shut ten minutes early with three of us still at the door.",
                "New · no owner yet",
            ),
            asked(4185, ("2025-11-16", "1 day"), kathryn()),
            row(
                Mark::Complaint,
                4161,
                "Complaint about Odile Kerr",
                ("2025-11-13", "4 days"),
                "Thank you for the credit. The bill on the website still shows the old amount, though.",
                "The customer wrote back · yours",
            ),
            asked(4170, ("2025-11-14", "3 days"), glasses),
        ],
        empty: None,
        alarm: None,
        done: None,
        undo: None,
        older: Some(Link { href: "/inbox?before=4161".into(), text: "Older cards".into() }),
    }
}

fn fact(label: &str, value: &str, due: bool) -> Fact {
    Fact { label: label.into(), value: value.into(), due }
}

fn line(iso: &str, text: &str, what: &str) -> TrailLine {
    TrailLine { at: at(iso, text), what: what.into() }
}

fn derrick() -> CardDetail {
    CardDetail {
        path: "/cards/4182".into(),
        number: "4182".into(),
        mark: Mark::Complaint,
        title: "Complaint about Derrick Hale".into(),
        facts: vec![
            fact("Status", "Being looked at", false),
            fact("Owner", "You", false),
            fact("Age", "2 days", false),
            fact("Answer due", "Today, 17:00", true),
        ],
        can_take: false,
        can_answer: true,
        undo: Vec::new(),
        subject: None,
        words: words(&format!("{ROUTER} I took the afternoon off work for that call."), &["Derrick"], true),
        customer: Some(Customer { name: Some("Janet Pruett".into()), reach: Some("janet.pruett@mail.example".into()) }),
        sent: at("2025-11-15T16:42", "Saturday 15 November, 16:42, by the form"),
        named: None,
        triage: vec![],
        why: vec![Why {
            id: "why-1".into(),
            heading: "Why we tagged Derrick".into(),
            reasons: vec![
                vec![
                    Segment::plain("“"),
                    Segment::marked("Derrick", false),
                    Segment::plain("” is in the message. One person at Larkspur has that name."),
                ],
                vec![
                    Segment::plain("Under “Who helped you?” the customer wrote “"),
                    Segment::marked("Derrick, on the billing line", false),
                    Segment::plain("”. That is Derrick’s team."),
                ],
            ],
            remove: None,
            change: None,
            mood: "It complains about Derrick: held until it is shared.".into(),
            moods: vec![],
            moods_to: "/cards/4182/mentions/hale/polarity".into(),
            edit: "Not Derrick? Change it".into(),
        }],
        not_me: vec![],
        add: Some("/cards/4182/people?for=mention".into()),
        take_back: None,
        kinds: vec![
            KindChoice { value: "praise".into(), label: "It is praise".into() },
            KindChoice { value: "mixed".into(), label: "It is both".into() },
        ],
        releases: vec![Release {
            agent: "hale".into(),
            first_name: "Derrick".into(),
            note: String::new(),
            released: None,
        }],
        closure: Closure::Open { note: String::new() },
        can_see: false,
        owners: vec![
            OwnerChoice { value: "calder".into(), name: "Ruth Calder (you)".into(), current: true },
            OwnerChoice { value: "moss".into(), name: "Edwin Moss".into(), current: false },
        ],
        about: Some(About {
            said: None,
            choices: vec![
                KindChoice { value: "rule".into(), label: "It is about a rule".into() },
                KindChoice { value: "tool".into(), label: "It is about a tool".into() },
            ],
        }),
        asked_right: None,
        can_note: true,
        tell: vec![OwnerChoice { value: "0193".into(), name: "Ines Carvalho".into(), current: false }],
        note: String::new(),
        trail: vec![
            line("2025-11-15T16:42", "Sat 16:42", "Card came in by the form. Tagged Derrick Hale."),
            line("2025-11-17T07:00", "Mon 07:00", "In your weekly letter."),
            line("2025-11-17T08:55", "Mon 08:55", "You took it on."),
        ],
        done: None,
        error: None,
        post: CardPost {
            write: Some(WriteForm {
                to: "janet.pruett@mail.example".into(),
                text: String::new(),
                cannot: None,
                replies: vec![],
                closes: false,
            }),
            ..CardPost::default()
        },
    }
}

/// The same card, come by mail, with letters that went to and fro.
fn by_mail() -> CardDetail {
    let file = FileLink {
        href: "/cards/4182/letters/1/files/0".into(),
        name: "bill.pdf".into(),
        about: "application/pdf, 12 kB".into(),
    };
    let letter = |id: &str, ours: bool, heading: &str, said: &str| LetterView {
        id: id.into(),
        ours,
        heading: heading.into(),
        at: at("2025-11-16T09:00", "Sunday 16 November, 09:00"),
        words: words(said, &[], false),
        unverified: !ours,
        elided: (!ours).then(|| words("On Sunday Ruth wrote: I am sorry.", &[], false)),
        raw: (!ours).then(|| "/cards/4182/letters/2/raw".into()),
        files: if ours { vec![] } else { vec![file.clone()] },
    };
    let note = |text: &str, warns: bool, card: Option<Link>| PostNote { text: text.into(), warns, card };
    CardDetail {
        facts: vec![fact("Status", "The customer wrote again", false), fact("Age", "2 days", false)],
        subject: Some("Router".into()),
        post: CardPost {
            notes: vec![
                note("Unverified sender: the address may not be theirs.", true, None),
                note("Passed on by tom@larkspur.example.", false, None),
                note(
                    "From another address, it answers",
                    false,
                    Some(Link { href: "/cards/4170".into(), text: "card 4170".into() }),
                ),
            ],
            elided: Some(words("On Friday Larkspur wrote: your bill is here.", &[], false)),
            raw: Some("/cards/4182/letters/1/raw".into()),
            files: vec![file.clone()],
            letters: vec![
                letter("letter-0", true, "You wrote", "I am sorry. A new router is on its way."),
                letter("letter-1", false, "Janet Pruett wrote", "It came, thank you."),
            ],
            write: Some(WriteForm {
                to: "janet.pruett@mail.example".into(),
                text: "Dear Janet".into(),
                cannot: Some("Nothing is sent to this address: a letter came back for good (5.1.1).".into()),
                replies: vec![Link { href: "/cards/4182?reply=1#letter-text".into(), text: "An apology".into() }],
                closes: true,
            }),
        },
        ..derrick()
    }
}

pub fn not_accepted() -> NotAcceptedPage {
    let refused = |id: &str, blocked: bool| RefusedLetter {
        id: id.into(),
        title: "Out of office".into(),
        from: "Rosa Lind <rosa@customer.example>".into(),
        at: at("2025-11-16T09:00", "Sunday 16 November, 09:00"),
        reason: "An automatic reply, such as an absence note.".into(),
        preview: "I am away until Monday.".into(),
        raw: "/not-accepted/1/raw".into(),
        card: blocked.then(|| Link { href: "/cards/4170".into(), text: "Card 4170".into() }),
        make: (!blocked).then(|| "/not-accepted/1/card".into()),
        block: (!blocked).then(|| "/not-accepted/1/block".into()),
        blocked,
    };
    NotAcceptedPage {
        shell: ruth(),
        tabs: vec![
            Tab { label: "All".into(), href: "/not-accepted".into(), count: None, current: true },
            Tab { label: "Refused".into(), href: "/not-accepted?why=refused".into(), count: None, current: false },
        ],
        letters: vec![refused("letter-0", false), refused("letter-1", true)],
        empty: None,
        done: Some("It is a card now.".into()),
        undo: Some(smilecard::web::manager::card_list::Undo {
            action: "/not-accepted/1/card/undo".into(),
            label: "Undo: it is no card".into(),
        }),
        older: Some(Link { href: "/not-accepted?before=1".into(), text: "Older letters".into() }),
        suppressed: vec![Suppressed {
            address: "tom@larkspur.example".into(),
            why: "a letter came back for good (5.1.1)".into(),
        }],
    }
}

fn blocked() -> BlockedPage {
    BlockedPage {
        shell: ruth(),
        may_act: true,
        addresses: vec![BlockedAddress {
            address: "news@elsewhere.example".into(),
            since: at("2025-11-16", "Sunday 16 November"),
        }],
        more: Some(Link { href: "/blocked?after=news".into(), text: "More addresses".into() }),
        done: Some("Letters from this address are read again.".into()),
    }
}

fn new() -> CardDetail {
    CardDetail {
        path: "/cards/4185".into(),
        number: "4185".into(),
        title: "Complaint, nobody named".into(),
        facts: vec![fact("Status", "New", false), fact("Owner", "Nobody yet", false), fact("Age", "1 day", false)],
        can_take: true,
        can_see: true,
        can_answer: true,
        undo: Vec::new(),
        subject: Some("Photos gone".into()),
        words: kathryn().words,
        customer: None,
        named: Some("Kathryn or so".into()),
        triage: vec![kathryn()],
        why: vec![],
        releases: vec![],
        error: Some("Write a note first, so that the one who reads it knows why.".into()),
        ..derrick()
    }
}

fn closed() -> CardDetail {
    CardDetail {
        mark: Mark::Right,
        facts: vec![fact("Status", "Put right", false), fact("Owner", "You", false), fact("Age", "2 days", false)],
        releases: vec![Release {
            released: Some("Shared with Derrick on Monday 17 November.".into()),
            ..derrick().releases[0].clone()
        }],
        closure: Closure::Closed {
            said: "Marked by you, Monday 17 November, 11:20.".into(),
            note: Some(words(
                "The call-back was booked on a day off. Rang Janet, said sorry, sent a new router.",
                &[],
                false,
            )),
            can_reopen: true,
        },
        asked_right: Some("The customer was asked on Tuesday 18 November whether it was put right.".into()),
        about: Some(About {
            said: Some("It is about a rule, not a person. It counts for nobody.".into()),
            choices: vec![KindChoice { value: "person".into(), label: "It is about a person".into() }],
        }),
        done: Some("Marked as put right.".into()),
        ..derrick()
    }
}

fn not_me(decided: Option<&str>) -> NotMe {
    NotMe {
        id: if decided.is_some() { "not-me-1" } else { "not-me-2" }.into(),
        heading: "Derrick says: not me".into(),
        reason: words("I was on leave that week.", &[], false),
        at: at("2025-11-17", "Mon 09:10"),
        decided: decided.map(Into::into),
        note: decided.map(|_| words("The shift plan has you at the desk.", &[], false)),
        action: decided.is_none().then(|| "/cards/4176/not-me/2".into()),
        keep: "It is about Derrick".into(),
        someone: "/cards/4176/people?for=not-me-2".into(),
        reopen: decided.map(|_| Undo { action: "/cards/4176/decisions/2/undo".into(), label: "Open it again".into() }),
        note_label: "Your note to Derrick (optional)".into(),
    }
}

fn praise() -> CardDetail {
    CardDetail {
        path: "/cards/4176".into(),
        number: "4176".into(),
        mark: Mark::Praise,
        title: "Praise for Derrick Hale".into(),
        facts: vec![fact("Status", "With Derrick", false), fact("Age", "3 days", false)],
        words: words(super::MOTHER, &["Derrick"], false),
        why: vec![Why {
            remove: Some(Undo {
                action: "/cards/4176/mentions/hale/removal".into(),
                label: "Not Derrick: remove the tag".into(),
            }),
            change: Some(Link {
                href: "/cards/4176/people?for=move-hale".into(),
                text: "Not Derrick: choose who".into(),
            }),
            mood: "It praises Derrick, who can read it.".into(),
            moods: vec![KindChoice { value: "complaint".into(), label: "It is a complaint".into() }],
            ..derrick().why[0].clone()
        }],
        not_me: vec![not_me(None), not_me(Some("Ruth Calder decided on Tuesday 18 November: it is about Derrick."))],
        take_back: Some(Undo { action: "/cards/4176/decisions/1/undo".into(), label: "Undo".into() }),
        done: Some("Changed.".into()),
        kinds: vec![KindChoice { value: "complaint".into(), label: "It is a complaint".into() }],
        releases: vec![],
        closure: Closure::None,
        ..derrick()
    }
}

fn tap() -> TapPage {
    TapPage {
        shell: signed_in("Ruth Calder", "Main", &[("Inbox", "/inbox")]),
        number: "4182".into(),
        heading: "Share this card with Derrick?".into(),
        words: words(ROUTER, &["Derrick"], true),
        action: "/cards/4182/release".into(),
        agent: Some("derrick".into()),
        button: "Share with Derrick".into(),
        write: Some(Write {
            name: "note".into(),
            label: "Your note to Derrick".into(),
            hint: "Derrick will see the customer’s words and your note.".into(),
        }),
        card: Link { href: "/cards/4182".into(), text: "See the whole card instead".into() },
    }
}
