//! The same through the doors that an operator and a mail server have: the pipe, a running `serve`, the commands.

use crate::peers::SmtpServer;
use crate::place::{Place, unlike_any_other};
use crate::support::served::{Served, larkspur, until};
use diesel::QueryableByName;
use diesel::sql_types::BigInt;
use std::io::Write as _;
use std::process::{Command, Stdio};

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

fn count(place: &Place, what: &str) -> i64 {
    place.rows::<Count>(&format!("SELECT count(*) AS value FROM {what}"))[0].value
}

/// Hands a letter to the pipe.
fn deliver(place: &Place, recipient: &str, sender: &str, raw: &str) {
    let mut pipe = Command::new(env!("CARGO_BIN_EXE_smilecard"))
        .args(["deliver", "--recipient", recipient, "--sender", sender])
        .current_dir(place.folder())
        .env_clear()
        .env("DATABASE_URL", place.url())
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    pipe.stdin.take().unwrap().write_all(raw.as_bytes()).unwrap();
    assert!(pipe.wait().unwrap().success());
}

fn letter(id: &str, text: &str) -> String {
    super::room::letter(id, text)
}

#[test]
fn the_pipe_a_running_service_and_the_commands_agree_r30_r32_r43() {
    let place = larkspur();
    let _serve = Served::start(&place, &[]);
    place.must(&["address", "add", "thanks@larkspur.example", "--organisation", "larkspur", "--form", "larkspur"]);
    let listed = place.must(&["address", "list", "--organisation", "larkspur"]);
    assert_eq!(listed, "cards@larkspur.example\t-\t-\nthanks@larkspur.example\tlarkspur\t-\n");
    for _ in 0..2 {
        deliver(&place, "thanks@larkspur.example", "rosa@customer.example", &letter("m1", "Maria was kind."));
    }
    let away =
        letter("m2", "Away.").replace("Subject: Thanks", "Subject: Out of office\r\nAuto-Submitted: auto-replied");
    deliver(&place, "cards+nobody@larkspur.example", "rosa@customer.example", &away);
    until("all letters are read", || (count(&place, "inbound_messages WHERE state = 'stored'") == 0).then_some(()));
    assert_eq!(count(&place, "cards WHERE form_id IS NOT NULL"), 1);
    let machines = place.must(&["mail", "list", "--organisation", "larkspur", "--state", "machine"]);
    assert_eq!(machines.lines().count(), 1, "{machines}");
    assert!(machines.contains("\tOut of office\tAn automatic reply, such as an absence note."), "{machines}");
    assert_eq!(place.must(&["mail", "list"]).lines().count(), 3);
    assert_eq!(place.must(&["mail", "list", "--state", "refused"]), "");

    let again = place.must(&["mail", "reparse", "--since", "2020-01-01", "--organisation", "larkspur", "--dry-run"]);
    assert_eq!(again, "larkspur: 2 read again, 0 would change, 0 became cards\n");
    let again = place.must(&["mail", "reparse", "--since", "2020-01-01"]);
    assert_eq!(again, "larkspur: 2 read again, 0 changed, 0 became cards\n");
    let never = place.must(&["mail", "reparse", "--since", "2200-01-01"]);
    assert_eq!(never, "larkspur: 0 read again, 0 changed, 0 became cards\n");
    assert!(!place.smilecard(&["mail", "reparse", "--since", "yesterday"]).status.success());

    place.must(&["address", "separator", "-", "--organisation", "larkspur"]);
    deliver(&place, "cards-nobody@larkspur.example", "rosa@customer.example", &letter("m3", "Derrick was kind."));
    place.must(&["address", "remove", "thanks@larkspur.example", "--organisation", "larkspur"]);
    let gone = place.smilecard(&["address", "remove", "thanks@larkspur.example", "--organisation", "larkspur"]);
    assert_eq!(gone.status.code(), Some(67));
}

#[test]
fn a_bounce_that_comes_through_the_pipe_is_listed_and_lifted_by_a_command_r44() {
    let place = larkspur();
    place.must(&[
        "member",
        "add",
        "--organisation",
        "larkspur",
        "--email",
        "ruth@larkspur.example",
        "--name",
        "Ruth Calder",
        "--admin",
    ]);
    let settings = [("SMILECARD_MAIL__FROM", "Cards <cards@larkspur.example>")];
    let serve = Served::start(&place, &settings);
    let asked = serve.visitor().post("/sign-in", &[("email", "ruth@larkspur.example")], "").unwrap();
    assert_eq!(asked.status, 200);
    let eml = until("the letter is in the folder", || {
        let mut files = std::fs::read_dir(place.folder().join("letters")).unwrap().map_while(Result::ok);
        files.find(|file| file.path().extension().is_some_and(|end| end == "eml")).map(|file| file.path())
    });
    let written = std::fs::read_to_string(eml).unwrap();
    let id = written.lines().find_map(|line| line.strip_prefix("Message-ID: <")).unwrap().split('>').next().unwrap();
    let report = format!(
        "From: MAILER-DAEMON@relay.example\r\nTo: cards@larkspur.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         Message-ID: <d1@relay.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nNo.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n\
         Final-Recipient: rfc822; ruth@larkspur.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{id}>\r\n--b--\r\n"
    );
    deliver(&place, "cards@larkspur.example", "", &report);
    until("the report is read", || (count(&place, "suppressions") == 1).then_some(()));
    let listed = place.must(&["suppression", "list", "--organisation", "larkspur"]);
    assert!(
        listed.starts_with("ruth@larkspur.example\t") && listed.contains("a letter came back for good (5.1.1)"),
        "{listed}"
    );
    drop(serve);

    place.must(&["suppression", "lift", "ruth@larkspur.example", "--organisation", "larkspur"]);
    assert_eq!(place.must(&["suppression", "list", "--organisation", "larkspur"]), "Nothing is suppressed.\n");
    let twice = place.smilecard(&["suppression", "lift", "ruth@larkspur.example", "--organisation", "larkspur"]);
    assert_eq!(twice.status.code(), Some(67));
}

#[test]
fn a_letter_leaves_with_a_signed_address_that_its_bounce_comes_back_to_r44() {
    let Some(relay) = SmtpServer::ask("a signed return path") else { return };
    let place = Place::new();
    let domain = format!("{}.test", unlike_any_other());
    let mail = format!("cards@{domain}");
    place.must(&["organisation", "create", "--slug", "larkspur", "--name", "Larkspur Mobile", "--mail", &mail]);
    let ruth = format!("ruth@{domain}");
    place.must(&["member", "add", "--organisation", "larkspur", "--email", &ruth, "--name", "Ruth Calder", "--admin"]);
    let (host, port) = relay.address.split_once(':').unwrap();
    let settings = [
        ("SMILECARD_MAIL__FROM", mail.as_str()),
        ("SMILECARD_SMTP__TRANSPORT", "smtp"),
        ("SMILECARD_SMTP__HOST", host),
        ("SMILECARD_SMTP__PORT", port),
        ("SMILECARD_SMTP__TLS", "none"),
    ];
    let serve = Served::start(&place, &settings);
    assert_eq!(serve.visitor().post("/sign-in", &[("email", ruth.as_str())], "").unwrap().status, 200);
    let sent = until("the letter", || relay.letters_to(&ruth).pop());
    assert!(sent.sender.starts_with("cards+b.") && sent.sender.ends_with(&domain), "{}", sent.sender);
    let report = format!(
        "From: MAILER-DAEMON@relay.example\r\nTo: {}\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         Message-ID: <d1@relay.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\
         Content-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; x@x.example\r\nAction: failed\r\n\
         Status: 5.1.1\r\n\r\n--b--\r\n",
        sent.sender
    );
    deliver(&place, &sent.sender, "", &report);
    until("the report is read", || (count(&place, "suppressions WHERE cause = 'hard'") == 1).then_some(()));
    let listed = place.must(&["suppression", "list", "--organisation", "larkspur"]);
    assert!(listed.starts_with(&ruth), "{listed}");
}
