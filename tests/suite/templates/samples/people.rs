//! The second step of signing in, and everybody's own account.

use super::{Sample, at, public_shell, signed_in};
use smilecard::web::session::account_page::{AccountPage, Passkey, Passkeys, Second, Session};
use smilecard::web::session::qr::Qr;
use smilecard::web::session::second_page::{RecoveryPage, SecondPage, SetUpPage, WRONG};
use smilecard::web::shell::Shell;

pub fn samples() -> Vec<Sample> {
    let (second, set_up, account) = ("web/session/second.html", "web/session/set_up.html", "web/session/account.html");
    vec![
        Sample::new("second", second, &code(None)),
        Sample::new("second-passkey", second, &SecondPage { passkey: true, ..code(None) }),
        Sample::new(
            "second-passkey-error",
            second,
            &SecondPage {
                passkey: true,
                app: false,
                refused: Some("That passkey was not right.".into()),
                ..code(None)
            },
        ),
        Sample::new(
            "set-up-passkey",
            set_up,
            &SetUpPage {
                passkey: Some("Chrome on Linux".into()),
                refused: Some("No passkey came of that.".into()),
                ..app(true, None)
            },
        ),
        Sample::new("second-error", second, &code(Some(WRONG.into()))),
        Sample::new("set-up", set_up, &app(true, None)),
        Sample::new("set-up-error", set_up, &app(false, Some(WRONG.into()))),
        Sample::new(
            "recovery-codes",
            "web/session/recovery_codes.html",
            &RecoveryPage { shell: waiting(), codes: vec!["7KQ2-M9XD-0000-ZZZZ".into(); 10], next: "/inbox".into() },
        ),
        Sample::new(
            "account",
            account,
            &own(Some(Second { app: true, passkey: true, codes: codes(7), few: false, required: true })),
        ),
        Sample::new(
            "account-few",
            account,
            &AccountPage {
                done: Some("That device is signed out.".into()),
                passkeys: Some(keys()),
                ..own(Some(Second { app: false, passkey: true, codes: codes(1), few: true, required: false }))
            },
        ),
        Sample::new(
            "account-none",
            account,
            &AccountPage {
                passkeys: Some(Passkeys { all: Vec::new(), name: String::new() }),
                ..own(Some(Second { app: false, passkey: false, codes: codes(0), few: true, required: true }))
            },
        ),
        Sample::new(
            "account-off",
            account,
            &AccountPage { error: Some(WRONG.into()), anew: Some("/sign-in?next=/account".into()), ..own(None) },
        ),
    ]
}

fn keys() -> Passkeys {
    let key = |id: &str, name: &str, used, copied| Passkey {
        id: id.into(),
        name: name.into(),
        added: at("2026-11-17T09:12", "Tuesday 17 November, 09:12"),
        used,
        copied,
    };
    let used = Some(at("2026-11-17T10:00", "Tuesday 17 November, 10:00"));
    Passkeys {
        all: vec![
            key("019aa000-0000-7000-8000-000000000001", "Key <on> my ring", used, false),
            key("019aa000-0000-7000-8000-000000000002", "Ruth's phone", None, true),
        ],
        name: "Chrome on Linux".into(),
    }
}

fn codes(left: u64) -> String {
    format!("{left} recovery codes are left.")
}

fn waiting() -> Shell {
    Shell {
        person: Some("Ruth Calder".into()),
        sign_out: Some("/sign-out".into()),
        home: "/sign-in/second".into(),
        ..public_shell()
    }
}

fn code(error: Option<String>) -> SecondPage {
    SecondPage { shell: waiting(), next: "/inbox".into(), error, app: true, passkey: false, refused: None }
}

fn app(signing_in: bool, error: Option<String>) -> SetUpPage {
    SetUpPage {
        shell: waiting(),
        action: "/sign-in/second/app".into(),
        signing_in,
        sealed: "c2VhbGVk".into(),
        qr: Qr::of("otpauth://totp/Smilecard%20Larkspur:ruth?secret=GEZDGNBVGY3TQOJQ").unwrap(),
        spelled: "GEZD GNBV GY3T QOJQ".into(),
        next: "/inbox".into(),
        error,
        passkey: None,
        refused: None,
    }
}

fn own(second: Option<Second>) -> AccountPage {
    let session = |handle: &str, device: &str, here| Session {
        handle: handle.into(),
        device: device.into(),
        network: "203.0.113.0/24".into(),
        begun: at("2026-11-17T09:12", "Tuesday 17 November, 09:12"),
        seen: at("2026-11-17T10:00", "Tuesday 17 November, 10:00"),
        here,
    };
    AccountPage {
        shell: signed_in("Ruth Calder", "Main", &[("Inbox", "/inbox")]),
        role: "Manager of Billing line".into(),
        name: "Ruth Calder".into(),
        email: "ruth@larkspur.example".into(),
        zone: "Europe/London".into(),
        second,
        passkeys: None,
        sessions: vec![session("00ff", "Firefox on Linux", true), session("11ee", "Safari on an iPhone", false)],
        done: None,
        error: None,
        anew: None,
    }
}
