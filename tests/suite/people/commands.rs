//! `smilecard member` and `organisation second-step`, as an operator types them.

use crate::support::http::Visitor;
use crate::support::served::{Served, larkspur};

const WHO: [&str; 4] = ["--organisation", "larkspur", "--email", "ada@larkspur.example"];

fn with<'a>(command: &[&'a str], rest: &[&'a str]) -> Vec<&'a str> {
    [command, &WHO, rest].concat()
}

/// The path of the link that a command printed.
fn path(printed: &str) -> String {
    let link =
        printed.split_whitespace().find(|word| word.contains("/sign-in/")).unwrap_or_else(|| panic!("{printed}"));
    format!("/sign-in/{}", link.split("/sign-in/").nth(1).unwrap())
}

#[test]
fn the_first_admin_signs_in_by_a_printed_link_and_is_managed_by_commands() {
    let place = larkspur();
    let printed = place.must(&with(&["member", "add"], &["--name", "Ada Quist", "--admin"]));
    let served = Served::start(&place, &[]);
    let mut visitor: Visitor = served.visitor();
    let mut open = |printed: &str| visitor.post(&path(printed), &[], "").unwrap();
    let answer = open(&printed);
    assert_eq!((answer.status, answer.header("location")), (303, Some("/sign-in/second")), "{answer:?}");

    assert_eq!(place.must(&["organisation", "second-step", "--organisation", "larkspur"]), "Second step: required\n");
    place.must(&["organisation", "second-step", "--organisation", "larkspur", "optional"]);
    let answer = open(&place.must(&with(&["member", "link"], &[])));
    assert_eq!((answer.status, answer.header("location")), (303, Some("/")));
    let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let page = |path: &str| served.visitor().ask("GET", path, &format!("Cookie: {cookie}\r\n")).unwrap().status;
    assert_eq!(page("/inbox"), 200);

    let last = place.smilecard(&with(&["member", "disable"], &[]));
    assert_eq!(last.status.code(), Some(65));
    assert!(String::from_utf8_lossy(&last.stderr).contains("last admin"), "{last:?}");
    place.must(&[
        "member",
        "add",
        "--organisation",
        "larkspur",
        "--email",
        "bo@larkspur.example",
        "--name",
        "Bo Lind",
        "--admin",
    ]);
    place.must(&with(&["member", "role"], &["--auditor"]));
    assert_eq!(page("/inbox"), 303, "a session ends with the role");
    let listed = place.must(&["member", "list", "--organisation", "larkspur"]);
    assert_eq!(listed.lines().next(), Some("ada@larkspur.example\tAda Quist\tauditor\t\t\t"), "{listed}");

    place.must(&with(&["member", "disable"], &[]));
    let listed = place.must(&["member", "list", "--organisation", "larkspur"]);
    assert!(listed.lines().next().unwrap().ends_with("\tdisabled"), "{listed}");
    let no_link = place.smilecard(&with(&["member", "link"], &[]));
    assert_eq!(no_link.status.code(), Some(65));
    place.must(&with(&["member", "enable"], &[]));
    place.must(&with(&["member", "link"], &[]));
    assert!(place.must(&with(&["member", "reset-second-step"], &[])).contains("They had none."));
    let unknown = place.smilecard(&["member", "link", "--organisation", "larkspur", "--email", "no@larkspur.example"]);
    assert_eq!(unknown.status.code(), Some(67));
}
