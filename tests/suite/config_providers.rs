//! `[oidc.NAME]` as an operator writes it: any number of providers, each checked whole.

use smilecard::config::{Config, Problems, Purpose, Sources, markdown, show};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

fn load(file: &str, variables: &[(&str, &str)]) -> Result<Config, Problems> {
    let environment: BTreeMap<String, OsString> =
        variables.iter().map(|(name, value)| ((*name).to_owned(), OsString::from(value))).collect();
    let file = Some((PathBuf::from("smilecard.toml"), file.to_owned()));
    Config::load(&Sources { file, environment }, Purpose::Command)
}

fn problems(file: &str) -> String {
    load(file, &[]).map(|_| String::new()).unwrap_or_else(|found| found.to_string())
}

const ONE: &str = "[oidc.larkspur]\norganisation = \"larkspur\"\nlabel = \"Larkspur\"\n\
    issuer = \"https://id.larkspur.example/realms/staff\"\nclient_id = \"smilecard\"\nclient_secret = \"hunter2secret\"\n\
    groups = [\"cards-admins = admin\", \"/teams/a=b = manager: Billing line\"]\n";

#[test]
fn a_provider_is_read_whole_and_its_secret_is_never_shown() {
    let config = load(ONE, &[("SMILECARD_OIDC__LARKSPUR__SECOND_STEP", "mfa, phr")]).unwrap();
    let provider = &config.oidc["larkspur"];
    assert_eq!(provider.scopes, ["openid", "email", "profile"]);
    assert_eq!(provider.second_step, ["mfa", "phr"]);
    assert!(!provider.create && !provider.trust_email);
    let rule = &provider.groups[1];
    assert_eq!((rule.group.as_str(), rule.role.as_str()), ("/teams/a=b", "manager"));
    assert_eq!(rule.team.as_deref(), Some("Billing line"));
    let shown = show(&config);
    assert!(shown.contains("\"/teams/a=b = manager: Billing line\"") && !shown.contains("hunter2secret"), "{shown}");
    assert!(!format!("{config:?}").contains("hunter2secret"));
    assert!(markdown().contains("[oidc.NAME]"));
}

#[test]
fn what_a_provider_lacks_is_told_at_once() {
    let told = problems("[oidc.larkspur]\nlabel = \"Larkspur\"\n");
    for key in ["organisation", "issuer", "client_id"] {
        assert!(told.contains(&format!("oidc.larkspur.{key} is not set")), "{key}: {told}");
    }
    for (from, to, said) in [
        ("https://id", "http://id", "oidc.larkspur.issuer"),
        ("= admin", "= king", "oidc.larkspur.groups"),
        ("manager: Billing line", "manager", "oidc.larkspur.groups"),
        ("label", "scopes = [\"email\"]\nlabel", "expected openid among the scopes"),
        ("[oidc.larkspur]", "[oidc.Lark_spur]", "lower-case letters, digits and hyphens"),
        ("label", "colour = \"red\"\nlabel", "colour"),
    ] {
        let told = problems(&ONE.replace(from, to));
        assert!(told.contains(said), "{to}: {told}");
    }
    let told = problems(&format!("{}create = true\n", ONE.split("groups").next().unwrap()));
    assert!(told.contains("oidc.larkspur.create"), "{told}");
    assert_eq!(problems(&ONE.replace("https://id.larkspur.example", "http://127.0.0.1:9000")), "");
}
