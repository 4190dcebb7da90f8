//! The public card and signing in.

use super::{MOTHER, ROUTER, Sample, public_shell, words};
use smilecard::domain::Kind;
use smilecard::domain::form_design::{FormDesign, Need};
use smilecard::render::messages::{Messages, Say};
use smilecard::web::agent::praise::{FoundPraise, PrintedCard, VerifyPage};
use smilecard::web::public::closed_page::ClosedPage;
use smilecard::web::public::form_fields::{FormErrors, FormValues};
use smilecard::web::public::form_page::{Asks, FormPage};
use smilecard::web::public::language;
use smilecard::web::public::notice_page::NoticePage;
use smilecard::web::public::put_right::PutRightPage;
use smilecard::web::public::stop::StopPage;
use smilecard::web::public::thanks_page::{Heard, PrivateLink, ThanksPage};
use smilecard::web::public::undo::UndoPage;
use smilecard::web::session::choices::{Choice, LettersPage};
use smilecard::web::session::pages::{ConfirmPage, NOT_AN_ADDRESS, SentPage, SignInPage, Way};
use smilecard::web::shell::Mark;

pub fn samples() -> Vec<Sample> {
    let form = "web/public/form.html";
    let thanks = "web/public/thanks.html";
    vec![
        Sample::new("form", form, &blank()),
        Sample::new("form-error", form, &wrong()),
        Sample::new("form-preset", form, &FormPage { preset: Some("Derrick Hale".into()), ..blank() }),
        Sample::new("thanks", thanks, &praise()),
        Sample::new("thanks-complaint", thanks, &complaint()),
        Sample::new("form-everything", form, &everything()),
        Sample::new("form-preview", form, &FormPage { preview: true, typed: false, ..everything() }),
        Sample::new("form-little", form, &FormPage { asks: Asks::of(&little()), ..blank() }),
        Sample::new("closed", "web/public/closed.html", &closed("They never rang back.")),
        Sample::new("closed-blank", "web/public/closed.html", &closed("")),
        Sample::new("error", "web/public/error.html", &NoticePage::fault(public_shell(), "7KQ2-M9XD")),
        Sample::new("link-used", "web/public/gone.html", &NoticePage::link_used(public_shell(), "/sign-in")),
        Sample::new("signin", "web/session/sign_in.html", &sign_in()),
        Sample::new(
            "signin-refused",
            "web/session/sign_in.html",
            &SignInPage { refused: Some("That passkey doesn’t sign you in here.".into()), ..sign_in() },
        ),
        Sample::new(
            "signin-error",
            "web/session/sign_in.html",
            &SignInPage { email: "ruth".into(), error: Some(NOT_AN_ADDRESS.into()), ..sign_in() },
        ),
        Sample::new(
            "sent",
            "web/session/sent.html",
            &SentPage {
                shell: public_shell(),
                email: "ruth@larkspur.example".into(),
                again: "/sign-in".into(),
                lasts: "15 minutes".into(),
            },
        ),
        Sample::new(
            "confirm",
            "web/session/confirm.html",
            &ConfirmPage {
                shell: public_shell(),
                action: "/session".into(),
                token: "secret".into(),
                next: "/cards/4182".into(),
            },
        ),
        Sample::new("verify-praise", "web/public/verify_praise.html", &verify(None, Some("The signature is wrong."))),
        Sample::new("verify-praise-true", "web/public/verify_praise.html", &verify(Some(true), None)),
        Sample::new("verify-praise-unknown", "web/public/verify_praise.html", &verify(Some(false), None)),
        Sample::new("put-right", "web/public/put_right.html", &put_right(None)),
        Sample::new("put-right-no", "web/public/put_right.html", &put_right(Some("no"))),
        Sample::new("put-right-yes", "web/public/put_right.html", &put_right(Some("yes"))),
        Sample::new("letters", "web/session/letters.html", &letters()),
        Sample::new("undo", "web/public/undo.html", &undo(false, false)),
        Sample::new("undone", "web/public/undo.html", &undo(true, false)),
        Sample::new("undo-late", "web/public/undo.html", &undo(false, true)),
        Sample::new("stop", "web/public/stop.html", &stop(false, "digest")),
        Sample::new("stopped", "web/public/stop.html", &stop(true, "digest")),
        Sample::new("stop-alerts", "web/public/stop.html", &stop(false, "alert")),
        Sample::new("stopped-praise", "web/public/stop.html", &stop(true, "praise")),
    ]
}

fn verify(here: Option<bool>, error: Option<&str>) -> VerifyPage {
    let found = |here| FoundPraise {
        signed: "Signed by Larkspur Mobile, and unchanged since.".into(),
        here,
        name: "Derrick Hale".into(),
        made: "2025-11-17".into(),
        key: "bXkga2V5".into(),
        cards: vec![PrintedCard { words: words(MOTHER, &[], false), by: "2025-11-14, by the form".into() }],
    };
    VerifyPage { shell: public_shell(), typed: "{}".into(), error: error.map(Into::into), found: here.map(found) }
}

fn put_right(said: Option<&str>) -> PutRightPage {
    PutRightPage {
        shell: public_shell(),
        action: "/put-right/7KQ2".into(),
        number: "4182".into(),
        words: words(ROUTER, &[], true),
        said: said.map(Into::into),
        typed: String::new(),
        error: said.is_none().then(|| "Choose yes or no.".into()),
    }
}

fn letters() -> LettersPage {
    let choice = |value: &str, text: &str, chosen: bool| Choice { value: value.into(), text: text.into(), chosen };
    LettersPage {
        shell: public_shell(),
        email: "ruth.calder@larkspur.example".into(),
        done: true,
        languages: vec![choice("", "As the organisation has it (English)", true), choice("de", "Deutsch", false)],
        alerts: vec![choice("once", "At once", true), choice("never", "In the weekly letter only", false)],
        from: vec![choice("", "No quiet hours", false), choice("20", "20:00", true)],
        until: vec![choice("7", "07:00", true)],
        praise: Some(true),
        zone: "Europe/London".into(),
        samples: Some("/letter-samples".into()),
    }
}

fn undo(undone: bool, late: bool) -> UndoPage {
    UndoPage {
        shell: public_shell(),
        action: "/undo/7KQ2".into(),
        said: "Card 4182: Ana Reyes looks after it.".into(),
        undone,
        late,
        lang: "en".into(),
    }
}

fn stop(stopped: bool, what: &str) -> StopPage {
    StopPage {
        what: what.into(),
        when: "on Mondays".into(),
        shell: public_shell(),
        action: "/stop/7KQ2".into(),
        email: "ruth.calder@larkspur.example".into(),
        stopped,
        lang: "en".into(),
        resumed: false,
    }
}

fn sign_in() -> SignInPage {
    SignInPage {
        shell: public_shell(),
        action: "/sign-in".into(),
        email: String::new(),
        next: "/cards/4182/do/take".into(),
        error: None,
        lasts: "15 minutes".into(),
        passkey: true,
        providers: vec![Way { href: "/sign-in/with/larkspur".into(), label: "Larkspur".into() }],
        refused: None,
    }
}

fn blank() -> FormPage {
    FormPage {
        shell: public_shell(),
        heading: "How did we do?".into(),
        lead: "A few words are enough. Every card is read by a person.".into(),
        action: "/f/larkspur".into(),
        idempotency_key: "0199a".into(),
        preset: None,
        asks: Asks::of(&FormDesign::default()),
        tongues: language::tongues(&Messages::load().unwrap(), &FormDesign::default(), "en"),
        typed: false,
        values: FormValues::default(),
        errors: FormErrors::default(),
        problems: vec![],
        mail_address: Some("cards@larkspur.example".into()),
        longest_words: 10_000,
        longest_line: 200,
        kept_days: 90,
        preview: false,
    }
}

fn little() -> FormDesign {
    let (who, name, email, phone) = (Need::Off, Need::Off, Need::Off, Need::Off);
    FormDesign { who, name, email, phone, ..FormDesign::default() }
}

/// Every field there can be, and each of them wrong.
fn everything() -> FormPage {
    let need = Need::Required;
    let places = vec!["High Street".to_owned(), "Mill Street".to_owned()];
    let design = FormDesign { who: need, name: need, email: need, phone: need, place: need, places, ..little() };
    let said = || Some("This is missing".to_owned());
    let errors = FormErrors {
        kind: said(),
        words: said(),
        who: said(),
        place: said(),
        name: said(),
        email: said(),
        phone: said(),
        card: said(),
        ..FormErrors::default()
    };
    FormPage { asks: Asks::of(&design), problems: errors.problems(), errors, typed: true, ..blank() }
}

fn closed(words: &str) -> ClosedPage {
    let mail_address = "cards@larkspur.example".into();
    ClosedPage { shell: public_shell(), mail_address, words: words.into() }
}

fn wrong() -> FormPage {
    let errors = FormErrors {
        kind: Some("Choose praise or a complaint".into()),
        reach: Some("Enter an email address".into()),
        ..FormErrors::default()
    };
    FormPage {
        problems: errors.problems(),
        errors,
        values: FormValues {
            kind: String::new(),
            words: ROUTER.into(),
            who: "Derrick, on the billing line".into(),
            name: "Janet Pruett".into(),
            reach: "janet.pruett@mail".into(),
            receipt: true,
            ..FormValues::default()
        },
        typed: true,
        ..blank()
    }
}

fn heard(kind: Kind) -> Heard<'static> {
    Heard {
        kind,
        agents: vec!["Derrick"],
        manager: Some(("Ruth Calder", "Ruth")),
        duty: Some("customer care"),
        reachable: true,
        letter_day: Some("Monday"),
        kept: "12 months",
    }
}

fn praise() -> ThanksPage {
    let (heard, messages) = (heard(Kind::Praise), Messages::load().unwrap());
    let say = Say::within(&messages, "en");
    ThanksPage {
        shell: public_shell(),
        heading: heard.heading(&say).unwrap(),
        lead: heard.lead(&say).unwrap(),
        own: "Come again.".into(),
        mark: Mark::Praise,
        title: "Praise for Derrick Hale".into(),
        words: words(MOTHER, &["Derrick"], false),
        sent: "Sent Friday 14 November, 16:08".into(),
        sent_iso: "2025-11-14T16:08".into(),
        number: "4176".into(),
        postmark: ("14 NOV".into(), "2025".into()),
        private_link: Some(PrivateLink {
            href: "https://cards.larkspur.example/k/7KQ2-M9XD-41TB".into(),
            shown: "cards.larkspur.example/k/7KQ2-M9XD-41TB".into(),
            purpose:
                "This private link opens your card. Use it to add something, read an answer, or take the card back."
                    .into(),
            until: "14 February 2026".into(),
        }),
        steps: heard.steps(&say).unwrap(),
        again: "/f/larkspur".into(),
    }
}

fn complaint() -> ThanksPage {
    let (heard, messages) = (heard(Kind::Complaint), Messages::load().unwrap());
    let say = Say::within(&messages, "en");
    ThanksPage {
        heading: heard.heading(&say).unwrap(),
        lead: heard.lead(&say).unwrap(),
        mark: Mark::Complaint,
        title: "Complaint about Derrick Hale".into(),
        words: words(&format!("{ROUTER}\n\nA second paragraph,\nwith a break."), &["Derrick"], true),
        private_link: None,
        steps: heard.steps(&say).unwrap(),
        ..praise()
    }
}
