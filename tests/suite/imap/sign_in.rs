//! Who is let in, and how (R27): passwords, tokens, TLS.

use super::{Dovecot, house, letter, serve, until_cards, until_error, until_looked};
use crate::place::unlike_any_other;
use std::fs;
use std::path::Path;

/// The tokens that the authorisation server gave for this user.
fn grants(dovecot: &Dovecot) -> Vec<(String, String)> {
    let all = fs::read_to_string(Path::new(&dovecot.folder).join("grants")).unwrap_or_default();
    let mine = all.lines().filter_map(|line| line.strip_prefix(&dovecot.user)?.trim().split_once(' '));
    mine.map(|(grant, token)| (grant.to_owned(), token.to_owned())).collect()
}

fn by_token(dovecot: &Dovecot, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let usual = [
        ("PASSWORD", ""),
        ("TOKEN_URL", &dovecot.token_url),
        ("CLIENT_ID", &dovecot.user),
        ("CLIENT_SECRET", "machine-secret"),
        ("SCOPE", "https://mail.test/.default"),
    ];
    dovecot.mailbox("support", &usual.iter().chain(more).copied().collect::<Vec<_>>())
}

#[test]
fn client_credentials_open_the_mailbox_and_a_refused_token_is_replaced_once_r27() {
    for mechanism in ["xoauth2", "oauthbearer"] {
        let Some(dovecot) = Dovecot::ask("IMAP by token") else { return };
        let place = house();
        let mut settings = by_token(&dovecot, &[("MECHANISM", mechanism)]);
        settings.push(("SMILECARD_LOG__LEVEL".to_owned(), "trace".to_owned()));
        let mut served = serve(&place, &settings);
        dovecot.deliver(&letter("One", "Well done, number one."));
        until_cards(&place, 1);
        assert_eq!(dovecot.logged(&format!("method={}", mechanism.to_uppercase())), 1);
        // The server doesn't want the kept token any more, long before its end.
        let mut revoked = fs::read_to_string(format!("{}/revoked", dovecot.folder)).unwrap_or_default();
        revoked.push_str(&format!("{}\n", grants(&dovecot)[0].1));
        fs::write(format!("{}/revoked", dovecot.folder), revoked).unwrap();
        dovecot.kick();
        dovecot.deliver(&letter("Two", "Well done, number two."));
        until_cards(&place, 2);
        let grants = grants(&dovecot);
        assert_eq!(grants.len(), 2, "{mechanism}");
        assert!(grants.iter().all(|(grant, _)| grant == "client_credentials"));
        let log = served.rest_of_log();
        for secret in grants.iter().map(|(_, token)| token.as_str()).chain(["machine-secret"]) {
            assert!(!log.contains(secret), "{mechanism}: a secret is in the log");
        }
        assert!(log.contains("mailbox opened"), "{log}");
    }
}

#[test]
fn a_token_is_replaced_before_its_end_and_a_refresh_token_gives_one_r27() {
    let Some(dovecot) = Dovecot::ask("IMAP by refresh token") else { return };
    let place = house();
    let (client, refresh) = (format!("brief-{}", dovecot.user), format!("refresh-{}", dovecot.user));
    let more = [
        ("MECHANISM", "xoauth2"),
        ("CLIENT_ID", client.as_str()),
        ("CLIENT_SECRET", ""),
        ("SCOPE", ""),
        ("REFRESH_TOKEN", refresh.as_str()),
    ];
    let _served = serve(&place, &by_token(&dovecot, &more));
    until_looked(&place);
    // It lasts for 30 seconds, less than signing in may take: it isn't used twice, though the server would take it.
    dovecot.kick();
    dovecot.deliver(&letter("One", "Well done, number one."));
    until_cards(&place, 1);
    let grants = grants(&dovecot);
    assert_eq!(grants.len(), 2);
    assert!(grants.iter().all(|(grant, _)| grant == "refresh_token"));
    assert_eq!(dovecot.logged("method=XOAUTH2"), 2);
}

#[test]
fn a_wrong_client_secret_is_told_clearly_and_the_mail_server_is_not_bothered_r27() {
    let Some(dovecot) = Dovecot::ask("IMAP with a wrong secret") else { return };
    let place = house();
    let _served = serve(&place, &by_token(&dovecot, &[("MECHANISM", "xoauth2"), ("CLIENT_SECRET", "machine-wrong")]));
    let said = until_error(&place);
    assert_eq!(said, "The server that gives tokens refuses: invalid_client (no such client or secret)");
    assert_eq!(dovecot.logged("imap-login"), 0);
}

#[test]
fn tls_from_the_first_byte_and_starttls_trust_the_authority_that_is_named_and_no_other_r27() {
    let Some(dovecot) = Dovecot::ask("IMAP with TLS") else { return };
    let wrapper = [("HOST", "localhost"), ("TLS", "wrapper"), ("PORT", dovecot.tls_port.as_str())];
    let starttls = [("HOST", "localhost"), ("TLS", "starttls"), ("PORT", dovecot.port.as_str())];
    for way in [wrapper, starttls] {
        let place = house();
        let user = format!("u{}", unlike_any_other());
        let trusting = [&way[..], &[("CA_FILE", dovecot.ca.as_str()), ("USERNAME", &user)]].concat();
        {
            let mut served = serve(&place, &dovecot.mailbox("support", &trusting));
            served.told("mailbox opened");
            until_looked(&place);
        }
        let place = house();
        let _served = serve(&place, &dovecot.mailbox("support", &way));
        let said = until_error(&place);
        assert!(said.starts_with("No secure connection to the mail server: "), "{said}");
        assert!(said.contains("certificate"), "{said}");
    }
    assert_eq!(dovecot.logged("Login"), 0, "nobody signed in over a connection that wasn't trusted");
}

#[test]
fn a_wrong_password_is_tried_once_and_then_not_for_a_while_r26() {
    let Some(dovecot) = Dovecot::ask("IMAP with a wrong password") else { return };
    let place = house();
    let other = format!("u{}", unlike_any_other());
    let mut settings = dovecot.mailbox("locked", &[("PASSWORD", "mail-wrong")]);
    settings.extend(dovecot.mailbox("open", &[("USERNAME", &other), ("HOST", "127.0.0.2")]));
    let _served = serve(&place, &settings);
    let said = until_error(&place);
    assert_eq!(said, "The mail server refuses our sign-in: [AUTHENTICATIONFAILED] Authentication failed.");
    // The other mailbox is asked every second meanwhile: four letters in a row take as many rounds.
    for number in 1..=4 {
        let open = Dovecot { user: other.clone(), ..Dovecot::ask("").unwrap() };
        open.deliver(&letter("One", &format!("Well done, number {number}.")));
        until_cards(&place, number);
    }
    assert_eq!(dovecot.logged("auth failed"), 1, "a second try could lock the account");
    let variables: Vec<(&str, &str)> = settings.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    let (code, told) = super::trouble::status(&place, &variables);
    assert_eq!(code, Some(0), "it isn't so for long: {told}");
    assert!(told.contains("locked: in trouble; 0 letters; last looked through never"), "{told}");
    assert!(told.contains("open: well; 4 letters"), "{told}");
}
