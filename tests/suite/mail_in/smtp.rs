//! SMTP from strangers, in the clear and by STARTTLS.

use super::wire::Wire;
use super::{CARDS, House, letter, stored};
use crate::peers;
use crate::support::served::{Served, command, larkspur};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

/// A service with SMTP beside LMTP, and where it listens.
pub(super) fn open(settings: &[(&'static str, &str)]) -> (House, SocketAddr) {
    let mut all = vec![("SMILECARD_SMTP_IN__LISTEN", "127.0.0.1:0")];
    all.extend_from_slice(settings);
    let mut house = House::open(&all);
    let told = house.served.told("protocol=\"smtp\"");
    let address = told.split("address=").nth(1).unwrap().split_whitespace().next().unwrap().parse().unwrap();
    (house, address)
}

pub(super) fn greeted(address: SocketAddr) -> Wire {
    let mut wire = Wire::tcp(address).unwrap();
    assert!(wire.hear().contains(" ESMTP "));
    assert!(wire.ask("EHLO mx.mail.example").starts_with("250"));
    wire
}

#[test]
fn r5_smtp_wants_ehlo_or_helo() {
    let (_house, address) = open(&[]);
    let mut wire = Wire::tcp(address).unwrap();
    wire.hear();
    assert!(wire.ask("LHLO mx").starts_with("500 "));
    assert!(wire.ask("HELO mx").starts_with("250 "));
    assert!(wire.ask("VRFY cards").starts_with("252 "));
    assert!(wire.ask("AUTH PLAIN").starts_with("502 "));
}

#[test]
fn one_answer_is_for_all_recipients() {
    let (house, address) = open(&[]);
    let mut wire = greeted(address);
    wire.envelope("joan@mail.example", &["cards+a@larkspur.example", "cards+b@larkspur.example"]);
    assert!(wire.letter(&letter("m", "Thank you.")).starts_with("250 2.0.0"));
    assert!(wire.ask("NOOP").starts_with("250 2.0.0 OK"));
    let letters = stored(&house.place);
    assert_eq!(letters.len(), 2);
    assert!(letters[0].text().contains("Received: from mx.mail.example ([127.0.0.1])"), "{}", letters[0].text());
    assert_eq!(letters[0].via, "smtp");
}

#[test]
fn r8_nothing_is_passed_on_in_any_spelling() {
    let (house, address) = open(&[("SMILECARD_MAIL_IN__ERRORS_PER_SESSION", "100")]);
    let mut wire = greeted(address);
    assert!(wire.ask("MAIL FROM:<joan@mail.example>").starts_with("250 "));
    for to in [
        "<user@elsewhere.example>",
        "<user%elsewhere.example@larkspur.example>",
        "<elsewhere.example!user@larkspur.example>",
        "<@larkspur.example:user@elsewhere.example>",
        "<\"user@elsewhere.example\"@larkspur.example>",
        "<\"user%elsewhere.example\"@larkspur.example>",
        "<user@elsewhere.example@larkspur.example>",
        "<cards>",
        "<\"cards\">",
        "<cards@[127.0.0.1]>",
        "<cards@localhost>",
        "<cards@mail.larkspur.example>",
        "<cards@larkspur.example.elsewhere.example>",
    ] {
        let reply = wire.ask(&format!("RCPT TO:{to}"));
        assert!(reply.starts_with("550 5.7.1") || reply.starts_with("501 5.1.3"), "{to}: {reply}");
    }
    assert!(wire.ask("RCPT TO:<nobody@larkspur.example>").starts_with("550 5.1.1"));
    assert!(wire.ask("DATA").starts_with("503 "));
    assert!(stored(&house.place).is_empty());
    // The same mailbox in another spelling is ours all the same.
    for to in [
        "<Cards@Larkspur.Example>",
        "<\"cards\"@larkspur.example>",
        "<@one.example,@two.example:cards@larkspur.example>",
    ] {
        assert!(wire.ask(&format!("RCPT TO:{to}")).starts_with("250 "), "{to}");
    }
}

#[test]
fn r9_a_lone_cr_or_lf_ends_the_conversation_and_nothing_is_stored() {
    let (house, address) = open(&[]);
    for end in ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r\r.\r\r", "\r.\n"] {
        let mut wire = greeted(address);
        wire.envelope("joan@mail.example", &[CARDS]);
        assert!(wire.ask("DATA").starts_with("354 "));
        let smuggled = format!(
            "{}{end}MAIL FROM:<boss@larkspur.example>\r\nRCPT TO:<{CARDS}>\r\nDATA\r\nx\r\n.\r\n",
            letter("m", "one")
        );
        wire.send(smuggled.as_bytes());
        assert!(wire.hear().starts_with("521 5.5.2"), "{end:?}");
        assert!(wire.is_over(), "{end:?}");
    }
    let mut wire = greeted(address);
    wire.send(b"NOOP\n");
    assert!(wire.hear().starts_with("521 5.5.2"));
    assert!(stored(&house.place).is_empty());
}

/// A certificate for `cards.larkspur.example` that nobody has signed, and its key.
fn certificate(folder: &Path) -> (String, String) {
    let (certificate, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=cards.larkspur.example", "-addext", "subjectAltName=DNS:cards.larkspur.example"])
        .arg("-keyout")
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    (certificate.display().to_string(), key.display().to_string())
}

#[test]
fn swaks_delivers_by_starttls() {
    let Some(swaks) = peers::ask("SMTP with STARTTLS by swaks", "SMILECARD_TEST_SWAKS") else { return };
    let folder = tempfile::tempdir().unwrap();
    let (certificate, key) = certificate(folder.path());
    let (house, address) =
        open(&[("SMILECARD_SMTP_IN__CERTIFICATE", &certificate), ("SMILECARD_SMTP_IN__CERTIFICATE_KEY", &key)]);
    let output = Command::new(swaks)
        .args(["--server", "127.0.0.1", "--port", &address.port().to_string(), "--tls", "--ehlo", "mx.mail.example"])
        .args(["--from", "joan@mail.example", "--to", CARDS, "--body", "Maria was kind.", "--timeout", "30s"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("TLS started"), "{said}");
    let letters = stored(&house.place);
    assert_eq!(letters.len(), 1);
    assert!(letters[0].text().contains("with ESMTPS"), "{}", letters[0].text());
}

#[test]
fn r10_what_was_said_in_the_clear_is_forgotten_after_starttls() {
    let Some(_) = peers::ask("STARTTLS with commands behind it", "SMILECARD_TEST_SWAKS") else { return };
    let folder = tempfile::tempdir().unwrap();
    let (certificate, key) = certificate(folder.path());
    let (house, address) =
        open(&[("SMILECARD_SMTP_IN__CERTIFICATE", &certificate), ("SMILECARD_SMTP_IN__CERTIFICATE_KEY", &key)]);
    // The client injects an envelope behind STARTTLS in the same packet, then shakes hands: what it injected must be gone.
    let script = format!(
        "import socket, ssl, sys\n\
         s = socket.create_connection(('127.0.0.1', {port})); f = s.makefile('rb'); f.readline()\n\
         def reply(f):\n    while True:\n        line = f.readline()\n        if line[3:4] != b'-': return line\n\
         s.sendall(b'EHLO mx\\r\\n'); reply(f)\n\
         s.sendall(b'MAIL FROM:<joan@mail.example>\\r\\n'); reply(f)\n\
         s.sendall(b'STARTTLS\\r\\nRCPT TO:<{CARDS}>\\r\\nNOOP\\r\\n'); assert reply(f).startswith(b'220'), 'no TLS'\n\
         c = ssl.create_default_context(); c.check_hostname = False; c.verify_mode = ssl.CERT_NONE\n\
         t = c.wrap_socket(s); g = t.makefile('rb')\n\
         t.sendall(b'RCPT TO:<{CARDS}>\\r\\n'); print(reply(g).decode().strip())\n\
         t.sendall(b'MAIL FROM:<joan@mail.example>\\r\\n'); print(reply(g).decode().strip())\n\
         t.sendall(b'EHLO mx\\r\\nQUIT\\r\\n')\n\
         while True:\n    line = g.readline()\n    if not line: break\n    print(line.decode().strip())\n",
        port = address.port()
    );
    let output = Command::new("python3").args(["-c", &script]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let replies: Vec<&str> = said.lines().collect();
    assert!(replies[0].starts_with("503 ") && replies[1].starts_with("503 5.5.1 Greet first"), "{said}");
    assert!(!said.contains("STARTTLS") && replies.last().unwrap().starts_with("221 "), "{said}");
    assert!(stored(&house.place).is_empty());
}

#[test]
fn r16_only_this_machine_is_answered_until_somebody_says_otherwise() {
    let place = larkspur();
    let checked = |settings: &[(&str, &str)]| {
        let output = command(&place, settings).stdin(std::process::Stdio::null()).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for (listen, switch) in
        [("SMILECARD_SMTP_IN__LISTEN", "smtp_in.public = true"), ("SMILECARD_LMTP__LISTEN", "lmtp.public = true")]
    {
        for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:2525"] {
            let (code, told) = checked(&[(listen, address)]);
            assert_eq!(code, Some(78), "{listen} {address}: {told}");
            assert!(told.contains(switch), "{told}");
        }
    }
    // Nothing listens by itself.
    let mut nothing = Served::start(&place, &[]);
    let log = nothing.rest_of_log();
    assert!(!log.contains("protocol=\"smtp\"") && !log.contains("protocol=\"lmtp\""), "{log}");
    drop(nothing);
    let (_house, address) = open(&[]);
    assert!(address.ip().is_loopback());
    // With the switch, every address answers.
    let all = [("SMILECARD_SMTP_IN__LISTEN", "0.0.0.0:0"), ("SMILECARD_SMTP_IN__PUBLIC", "true")];
    let mut open = Served::start(&place, &all);
    assert!(open.told("protocol=\"smtp\"").contains("address=0.0.0.0:"));
}

#[test]
fn a_renewed_certificate_is_shown_without_a_restart_and_half_a_renewal_changes_nothing() {
    let Some(_) = peers::ask("STARTTLS with a renewed certificate", "SMILECARD_TEST_SWAKS") else { return };
    let (folder, newer) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (old, key) = certificate(folder.path());
    let (_house, address) =
        open(&[("SMILECARD_SMTP_IN__CERTIFICATE", &old), ("SMILECARD_SMTP_IN__CERTIFICATE_KEY", &key)]);
    let shown = || {
        let script = format!(
            "import smtplib, ssl, sys\n\
             c = ssl.create_default_context(); c.check_hostname = False; c.verify_mode = ssl.CERT_NONE\n\
             s = smtplib.SMTP('127.0.0.1', {}); s.starttls(context=c)\n\
             print(ssl.DER_cert_to_PEM_cert(s.sock.getpeercert(True)).strip()); s.quit()",
            address.port()
        );
        let output = Command::new("python3").args(["-c", &script]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let in_file = |path: &str| std::fs::read_to_string(path).unwrap().trim().to_owned();
    let before = in_file(&old);
    assert_eq!(shown(), before);
    let (new, new_key) = certificate(newer.path());
    std::fs::rename(&new, &old).unwrap();
    assert_eq!(shown(), before, "its key isn't there yet");
    std::fs::rename(&new_key, &key).unwrap();
    assert_eq!(shown(), in_file(&old));
    assert_ne!(shown(), before);
}
