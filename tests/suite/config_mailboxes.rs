//! `[imap.NAME]` as an operator writes it: any number of mailboxes, each checked whole.

use smilecard::config::{After, Config, Mechanism, Origin, Problems, Purpose, Sources, example, markdown, show};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

fn load(file: &str, variables: &[(&str, &str)]) -> Result<Config, Problems> {
    let environment: BTreeMap<String, OsString> =
        variables.iter().map(|(name, value)| ((*name).to_owned(), OsString::from(value))).collect();
    let file = (!file.is_empty()).then(|| (PathBuf::from("smilecard.toml"), file.to_owned()));
    Config::load(&Sources { file, environment }, Purpose::Command)
}

fn problems(file: &str) -> Vec<String> {
    load(file, &[]).map(|_| Vec::new()).unwrap_or_else(|found| found.iter().map(ToString::to_string).collect())
}

const TWO: &str = "[imap.support]\nhost = \"imap.larkspur.example\"\nusername = \"cards@larkspur.example\"\n\
    password = \"hunter2secret\"\nrecipient = \"cards@larkspur.example\"\nafter = \"move:Archive/Cards\"\n\
    [imap.shop-2]\nhost = \"outlook.office365.com\"\nusername = \"shop@larkspur.example\"\nmechanism = \"xoauth2\"\n\
    tenant = \"larkspur.example\"\nclient_id = \"11-22\"\nclient_secret = \"hunter3secret\"\n\
    recipient = \"cards+shop@larkspur.example\"\n";

#[test]
fn mailboxes_have_names_of_their_own_and_are_read_from_file_and_variables() {
    let config = load(TWO, &[("SMILECARD_IMAP__SUPPORT__POLL_S", "7"), ("SMILECARD_IMAP__THIRD__HOST", "::1")]);
    let told = config.unwrap_err().to_string();
    assert!(told.contains("imap.third.username is not set; say whose mailbox it is"), "{told}");
    let config = load(TWO, &[("SMILECARD_IMAP__SUPPORT__POLL_S", "7")]).unwrap();
    assert_eq!(config.imap.keys().collect::<Vec<_>>(), ["shop-2", "support"]);
    let (support, shop) = (&config.imap["support"], &config.imap["shop-2"]);
    assert_eq!((support.port(), support.poll().as_secs(), support.mechanism), (993, 7, Mechanism::Password));
    assert!(matches!(&support.after, After::Move(folder) if folder.as_str() == "Archive/Cards"));
    assert_eq!(shop.token_url().unwrap(), "https://login.microsoftonline.com/larkspur.example/oauth2/v2.0/token");
    assert_eq!(shop.scope(), Some("https://outlook.office365.com/.default"));
    let line = Origin::File { path: "smilecard.toml".into(), line: 2 };
    assert_eq!(*config.origin("imap.support.host"), line);
    let shown = show(&config);
    assert!(shown.contains("[imap.shop-2]") && shown.contains("after = \"move:Archive/Cards\""), "{shown}");
    assert!(!format!("{shown}{config:?}").contains("hunter"), "a secret is shown");
}

#[test]
fn a_secret_of_a_mailbox_can_be_kept_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("password");
    std::fs::write(&file, "from the file\n").unwrap();
    let text = TWO.replace("password = \"hunter2secret\"", &format!("password_file = {file:?}"));
    let config = load(&text, &[]).unwrap();
    assert_eq!(config.imap["support"].password.as_ref().unwrap().expose(), "from the file");
    let told = problems(&text.replace("password\"", "nowhere\""));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("smilecard.toml line 4: imap.support.password_file is "), "{told:?}");
}

#[test]
fn every_wrong_value_of_a_mailbox_is_named_with_its_place_and_its_remedy() {
    let wrong = "[imap.support]\nhost = \"mail.example\"\nusername = \"a\"\ntls = \"none\"\nafter = \"move:inbox\"\n\
        hots = 1\nmechanism = \"xoauth2\"\npassword = \"hunter2secret\"\nrecipient = \"Cards <cards@a.example>\"\n\
        token_url = \"http://login.example/token\"\n[imap.Big_Name]\nhost = \"x\"\n[imap.empty]\n";
    let told = problems(wrong);
    let expected = [
        "line 4: imap.support.tls is \"none\" towards mail.example; expected \"wrapper\" or \"starttls\": without TLS only a server on this machine is asked",
        "line 5: imap.support.after is the folder that is watched; name another folder to move letters to",
        "line 6: imap.support.hots is unknown; did you mean imap.support.host?",
        "line 8: imap.support.password is set, though the mechanism takes a token; remove it, or set mechanism = \"password\"",
        "line 9: imap.support.recipient is the text \"Cards <cards@a.example>\"; expected an address such as cards@larkspur.example",
        "line 10: imap.support.token_url is the text \"http://login.example/token\"; expected a URL that begins with https://",
        "line 11: imap.Big_Name is no name for a section; expected up to 32 lower-case letters, digits and hyphens",
        "imap.support.client_id is not set; signing in by token needs the application's id",
        "imap.support.client_secret is not set; signing in by token needs client_secret (client credentials) or refresh_token",
        "imap.support.scope is not set; say what the token is to be good for",
    ];
    for line in expected {
        assert!(told.iter().any(|told| told.ends_with(line)), "{line}\nis not in {told:#?}");
    }
    assert!(told.iter().any(|told| told.contains("line 13: imap.empty is empty; it has host, port, tls")), "{told:#?}");
    assert_eq!(told.len(), expected.len() + 1, "{told:#?}");
    assert!(!told.join("").contains("hunter"), "{told:?}");
}

#[test]
fn one_mailbox_in_two_sections_is_refused_and_single_values_are_too() {
    let twice = format!("{TWO}{}", TWO.replace("imap.support", "imap.third").split("[imap.shop-2]").next().unwrap());
    let told = problems(&twice);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("imap.third.folder is the same mailbox as imap.support; give each mailbox one section"));
    let told = problems("[imap]\nhost = \"x\"\n");
    assert_eq!(
        told,
        ["smilecard.toml line 2: imap.host is a single value; expected a section with a name, such as [imap.support]"]
    );
}

#[test]
fn the_example_and_the_handbook_tell_of_mailboxes_without_making_one() {
    assert!(load(&example(), &[]).unwrap().imap.is_empty());
    assert!(markdown().contains("## [imap.NAME]") && markdown().contains("`SMILECARD_IMAP__NAME__HOST`"));
}
