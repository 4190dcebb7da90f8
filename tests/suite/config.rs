//! The configuration as an operator meets it: text and variables in, values or a list of problems out.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use smilecard::config::{
    Config, DatabaseUrl, LogFormat, Origin, Problems, PublicUrl, Purpose, Sender, Sources, Tls, Transport, example,
    markdown, show,
};

const KEY: &str = "q7Hk2Vw9ZtLr4Nf6Xc8Bm1Pd3Gs5Jy0AuEoTi+RhKvQ=";

fn sources(file: &str, variables: &[(&str, &str)]) -> Sources {
    let environment: BTreeMap<String, OsString> =
        variables.iter().map(|(name, value)| ((*name).to_owned(), OsString::from(value))).collect();
    let file = (!file.is_empty()).then(|| (PathBuf::from("smilecard.toml"), file.to_owned()));
    Sources { file, environment }
}

fn load(file: &str, variables: &[(&str, &str)]) -> Result<Config, Problems> {
    Config::load(&sources(file, variables), Purpose::Command)
}

fn problems(file: &str, variables: &[(&str, &str)]) -> Vec<String> {
    load(file, variables)
        .map(|_| Vec::new())
        .unwrap_or_else(|problems| problems.iter().map(ToString::to_string).collect())
}

fn serve_problems(file: &str, variables: &[(&str, &str)]) -> Vec<String> {
    Config::load(&sources(file, variables), Purpose::Serve)
        .map(|_| Vec::new())
        .unwrap_or_else(|problems| problems.iter().map(ToString::to_string).collect())
}

/// The least that `serve` accepts.
fn servable() -> String {
    format!(
        "[server]\npublic_url = \"https://cards.example\"\n[mail]\nfrom = \"Cards <cards@mail.example>\"\n\
         [smtp]\nhost = \"relay.example\"\n[security]\nsecret_key = \"{KEY}\"\n"
    )
}

#[test]
fn with_nothing_set_every_value_is_its_secure_default() {
    let config = load("", &[]).unwrap();
    assert_eq!(config.server.bind.to_string(), "127.0.0.1:8080");
    assert!(config.server.trusted_proxies.is_empty());
    assert_eq!(config.server.request_timeout().as_secs(), 10);
    assert_eq!(config.server.body_timeout().as_secs(), 20);
    assert_eq!(config.server.max_body_bytes(), 256 * 1024);
    assert_eq!(config.database.url, DatabaseUrl::Sqlite("smilecard.db".into()));
    assert_eq!(config.smtp.tls, Tls::Starttls);
    assert_eq!(config.smtp.port(), 587);
    assert!(!config.smtp.allow_unencrypted);
    assert_eq!(config.security.sign_in().as_secs(), 900);
    assert!(config.security.secret_key.is_none());
    assert_eq!(config.log.format, LogFormat::Text);
    assert_eq!(*config.origin("server.bind"), Origin::Default);
}

#[test]
fn a_variable_stands_over_the_file_and_the_file_over_the_default() {
    let file = "[server]\nbind = \"127.0.0.1:9000\"\nworkers = 3\n";
    let config = load(file, &[("SMILECARD_SERVER__BIND", "[::1]:9001")]).unwrap();
    assert_eq!(config.server.bind.to_string(), "[::1]:9001");
    assert_eq!(config.server.workers, 3);
    assert_eq!(*config.origin("server.bind"), Origin::Variable("SMILECARD_SERVER__BIND".to_owned()));
    assert_eq!(*config.origin("server.workers"), Origin::File { path: "smilecard.toml".into(), line: 3 });
}

#[test]
fn every_wrong_value_is_named_at_once_with_its_place() {
    let file = "[server]\nbind = \"localhost\"\nworkers = \"four\"\nbnid = 1\n\n[smtp]\ntls = \"ssl\"\n\n[sever]\nx = 1\n\
                [log]\nlevel = \"inof\"\n[security]\nsession_idle_hours = 200\n";
    let told = problems(file, &[("SMILECARD_SMTP__PORT", "smtp"), ("SMILECARD_SERVER__WORKRES", "1")]);
    assert_eq!(
        told,
        [
            "smilecard.toml line 2: server.bind is the text \"localhost\"; expected an IP address and a port, such as \
         127.0.0.1:8080 or [::1]:8080",
            "smilecard.toml line 3: server.workers is the text \"four\"; expected a whole number from 0 to 256",
            "smilecard.toml line 4: server.bnid is unknown; did you mean server.bind?",
            "smilecard.toml line 7: smtp.tls is the text \"ssl\"; expected one of \"starttls\", \"wrapper\", \"none\"",
            "smilecard.toml line 9: [sever] is unknown; did you mean [server]?",
            "smilecard.toml line 12: log.level is the text \"inof\"; expected off, error, warn, info, debug or trace, and \
         perhaps module=level pairs after a comma",
            "smilecard.toml line 14: security.session_idle_hours is 200; expected no more than \
         security.session_absolute_hours, which is 168",
            "variable SMILECARD_SERVER__WORKRES: server.workres is unknown; did you mean SMILECARD_SERVER__WORKERS?",
            "variable SMILECARD_SMTP__PORT: smtp.port is \"smtp\"; expected a whole number from 1 to 65535",
        ]
    );
}

#[test]
fn numbers_keep_to_their_limits_and_their_type() {
    for (value, found) in
        [("0", "0"), ("301", "301"), ("-5", "-5"), ("1.5", "a number with a fraction"), ("true", "true")]
    {
        let told = problems(&format!("[server]\nrequest_timeout_s = {value}\n"), &[]);
        let expected = format!(
            "smilecard.toml line 2: server.request_timeout_s is {found}; expected a whole number from 1 to 300"
        );
        assert_eq!(told, [expected]);
    }
}

#[test]
fn a_key_in_the_wrong_section_is_sent_to_its_own() {
    let told = problems("bind = \"127.0.0.1:1\"\n[server]\npool_size = 3\n", &[]);
    assert_eq!(
        told,
        [
            "smilecard.toml line 1: bind is unknown; did you mean server.bind?",
            "smilecard.toml line 3: server.pool_size is unknown; did you mean database.pool_size?",
        ]
    );
}

#[test]
fn a_file_that_is_no_toml_is_named_by_line_and_never_quoted() {
    let told = problems("[smtp]\npassword = \"hunter2secret\nport = \"x\"\n", &[]);
    assert!(told.iter().any(|line| line.starts_with("smilecard.toml line 2: the file is not TOML here")), "{told:?}");
    assert!(!told.join("\n").contains("hunter2"), "{told:?}");
}

#[test]
fn secrets_stay_out_of_debug_show_and_problem_reports() {
    let url = "postgres://app:pas@s:wd@db.example/cards?sslpassword=tops&sslmode=require";
    let file = servable().replace("[smtp]\n", "[smtp]\nusername = \"u\"\npassword = \"hunter2\"\n");
    let config = load(&file, &[("DATABASE_URL", url)]).unwrap();
    for printed in [format!("{config:?}"), show(&config)] {
        for secret in ["hunter2", KEY, "pas@", "s:wd", "tops"] {
            assert!(!printed.contains(secret), "{secret} in {printed}");
        }
        assert!(printed.contains("postgres://…@db.example/cards?…"), "{printed}");
        assert!(printed.contains("(set, not shown)"), "{printed}");
    }
    let told = problems(
        "[smtp]\npassword = 123456\n[security]\nsecret_key = \"tooshort\"\n",
        &[("DATABASE_URL", "mysql://root:hunter2@db/cards")],
    );
    assert_eq!(
        told,
        [
            "smilecard.toml line 2: smtp.password is a number (not shown); expected a text in one line",
            "smilecard.toml line 4: security.secret_key is a text of 8 bytes (not shown); expected at least 32 random \
         bytes, not an example's; `openssl rand -base64 48` makes them",
            "variable DATABASE_URL: database.url is \"mysql:…\"; expected sqlite:FILE, or \
         postgres://USER:PASSWORD@HOST/NAME",
        ]
    );
}

#[test]
fn a_secret_can_be_read_from_a_file_named_in_the_file_or_by_a_variable() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("key");
    let password = folder.path().join("password");
    std::fs::write(&key, format!("{KEY}\n")).unwrap();
    std::fs::write(&password, " with blanks \r\n").unwrap();
    let file = format!("[security]\nsecret_key_file = {:?}\n[smtp]\nusername = \"u\"\npassword = \"old\"\n", key);
    let config = load(&file, &[("SMILECARD_SMTP__PASSWORD_FILE", password.to_str().unwrap())]).unwrap();
    assert_eq!(config.security.secret_key.as_ref().unwrap().bytes(), KEY.as_bytes());
    let (name, secret) = config.smtp.credentials().unwrap();
    assert_eq!((name, secret.expose()), ("u", " with blanks "));
    assert!(matches!(config.origin("security.secret_key"), Origin::SecretFile { path, .. } if *path == key));
}

#[test]
fn a_secret_file_that_is_missing_empty_or_beside_a_direct_value_is_a_problem() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty");
    std::fs::write(&empty, "\n").unwrap();
    let told = serve_problems(
        &servable().replace("secret_key =", "secret_key_file = \"/nowhere/key\" #"),
        &[("DATABASE_URL_FILE", empty.to_str().unwrap()), ("DATABASE_URL", "sqlite:a.db")],
    );
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("security.secret_key_file is \"/nowhere/key\", which can't be read"), "{told:?}");
    assert!(told[1].contains("database.url_file is set together with database.url"), "{told:?}");
    let told = problems("", &[("DATABASE_URL_FILE", empty.to_str().unwrap())]);
    assert!(told[0].contains("an empty file"), "{told:?}");
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn database_url_set_twice_to_two_values_is_refused() {
    let both = [("DATABASE_URL", "sqlite:a.db"), ("SMILECARD_DATABASE__URL", "sqlite:b.db")];
    assert_eq!(problems("", &both).len(), 1);
    assert!(problems("", &[both[0], ("SMILECARD_DATABASE__URL", "sqlite:a.db")]).is_empty());
}

#[test]
fn only_sqlite_and_postgres_urls_are_databases() {
    for (url, path) in [
        ("sqlite:smilecard.db", "smilecard.db"),
        ("sqlite:///var/lib/s.db", "/var/lib/s.db"),
        ("sqlite:/s.db", "/s.db"),
        ("sqlite://s.db", "s.db"),
    ] {
        assert_eq!(DatabaseUrl::parse(url).unwrap().sqlite_path(), Some(Path::new(path)), "{url}");
    }
    for url in [
        "postgres://h/d",
        "postgres://[::1]:5432/d",
        "postgres://a:1,b:2/d",
        "postgresql://u:p@h:5432/d",
        "postgres:///d?host=/run/postgresql",
    ] {
        assert!(matches!(DatabaseUrl::parse(url), Some(DatabaseUrl::Postgres(secret)) if secret.expose() == url));
    }
    for url in [
        "",
        "smilecard.db",
        "sqlite:",
        "sqlite::memory:",
        "sqlite:a.db?mode=ro",
        "sqllite:a.db",
        "postgres:d",
        "postgres://",
        "postgres://u:pa/ss@h/d",
        "postgres://u:pass",
        "postgres://h/d password=x",
        "mysql://h/d",
        "file:a.db",
        "sqlite:folder/",
        "sqlite:a\u{0}b",
    ] {
        assert!(DatabaseUrl::parse(url).is_none(), "{url}");
    }
}

#[test]
fn serve_refuses_to_start_without_what_strangers_need() {
    let told = serve_problems("[server]\nbind = \"0.0.0.0:8080\"\n", &[]);
    let keys: Vec<&str> = told
        .iter()
        .filter_map(|line| {
            ["security.secret_key", "mail.from", "smtp.host", "server.public_url"]
                .into_iter()
                .find(|key| line.contains(&format!("{key} is not set")))
        })
        .collect();
    assert_eq!(keys, ["server.public_url", "security.secret_key", "mail.from", "smtp.host"], "{told:?}");
    assert_eq!(serve_problems(&servable(), &[]), Vec::<String>::new());
    let told = serve_problems(&servable().replace("https://", "http://"), &[]);
    assert!(told.len() == 1 && told[0].contains("expected https://"), "{told:?}");
}

#[test]
fn a_copied_or_monotonous_secret_key_is_refused() {
    for key in [
        "change-me-change-me-change-me-change-me",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "ExampleKey7Hk2Vw9ZtLr4Nf6Xc8Bm1Pd3Gs5Jy0",
        "0123456789012345678901234567890",
    ] {
        let told = serve_problems(&servable().replace(KEY, key), &[]);
        assert!(told.len() == 1 && told[0].contains("security.secret_key"), "{key}: {told:?}");
    }
}

#[test]
fn letters_go_unencrypted_only_to_this_machine_unless_that_is_allowed() {
    let plain = |host: &str, more: &str| problems(&format!("[smtp]\ntls = \"none\"\nhost = \"{host}\"\n{more}"), &[]);
    assert!(plain("localhost", "").is_empty());
    assert!(plain("127.0.0.1", "").is_empty());
    assert!(plain("relay.example", "allow_unencrypted = true").is_empty());
    let told = plain("relay.example", "");
    assert!(told.len() == 1 && told[0].contains("smtp.tls is \"none\" towards relay.example"), "{told:?}");
    assert_eq!(plain("localhost.relay.example", "").len(), 1);
}

#[test]
fn values_that_need_each_other_are_asked_for() {
    let told = problems(
        "[smtp]\nusername = \"u\"\ntransport = \"file\"\n[worker]\nlease_s = 50\n[form]\nposts_per_hour = 5\n",
        &[],
    );
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[0].contains("smtp.password is not set"), "{told:?}");
    assert!(told[1].contains("smtp.folder is not set"), "{told:?}");
    assert!(told[2].contains("worker.lease_s is 50"), "{told:?}");
    assert!(told[3].starts_with("smilecard.toml line 7: form.posts_per_minute is 20"), "{told:?}");
    let config = load("[smtp]\ntransport = \"file\"\nfolder = \"out\"\n", &[]).unwrap();
    assert_eq!(config.smtp.transport, Transport::File);
}

#[test]
fn variables_of_others_are_passed_over_and_empty_ones_count_as_not_set() {
    let config = load(
        "[server]\nworkers = 2\n",
        &[
            ("HOME", "/root"),
            ("SMILECARD_CONFIG", "x.toml"),
            ("SMILECARD_SERVER__WORKERS", ""),
            ("SMILECARD_SERVICE_HOST", "10.0.0.1"),
            ("SMILECARD_PORT_8080_TCP", "tcp://10.0.0.1:8080"),
            ("SMILECARD_TEST_ALL", "1"),
        ],
    );
    assert_eq!(config.unwrap().server.workers, 2);
    let told = problems("", &[("SMILECARD_SERVER_BIND", "127.0.0.1:1")]);
    assert_eq!(told, ["variable SMILECARD_SERVER_BIND: server.bind is unknown; did you mean SMILECARD_SERVER__BIND?"]);
}

#[test]
fn a_variable_that_is_not_utf8_is_named() {
    use std::os::unix::ffi::OsStringExt as _;
    let mut given = sources("", &[]);
    given.environment.insert("SMILECARD_MAIL__FROM".to_owned(), OsString::from_vec(vec![b'a', 0xff]));
    let told = Config::load(&given, Purpose::Serve).unwrap_err();
    assert_eq!(told.iter().filter(|problem| problem.key == "mail.from").count(), 1, "{told}");
}

#[test]
fn trusted_proxies_are_addresses_or_networks_but_never_everybody() {
    let config = load("", &[("SMILECARD_SERVER__TRUSTED_PROXIES", "10.1.2.3/8, ::1")]).unwrap();
    let trusts = |text: &str| config.server.trusts(text.parse::<IpAddr>().unwrap());
    assert!(trusts("10.9.9.9") && trusts("::1") && trusts("::ffff:10.0.0.1"));
    assert!(!trusts("11.0.0.1") && !trusts("::2"));
    for all in ["0.0.0.0/0", "::/0", "proxy.example"] {
        assert_eq!(problems(&format!("[server]\ntrusted_proxies = [{all:?}]"), &[]).len(), 1, "{all}");
    }
}

#[test]
fn a_public_url_is_an_origin() {
    let url = PublicUrl::parse("HTTPS://Cards.Example:8443/").unwrap();
    assert_eq!((url.as_str(), url.host(), url.is_https()), ("https://cards.example:8443", "cards.example", true));
    assert!(PublicUrl::parse("http://[::1]:80").unwrap().is_loopback());
    for wrong in [
        "cards.example",
        "ftp://a",
        "https://",
        "https://a/b",
        "https://a b",
        "https://a:0",
        "https://a:x",
        "https://u@a",
        "https://a?b",
        "https://-a",
        "https://a:80:80",
        "https://[::1",
        "https://a\nb",
    ] {
        assert_eq!(PublicUrl::parse(wrong), None, "{wrong:?}");
    }
}

#[test]
fn a_sender_has_an_address_and_perhaps_a_name_and_never_a_line_feed() {
    let sender = Sender::parse("\"Smile, cards\" <Cards@Mail.Example>").unwrap();
    assert_eq!(
        (sender.name(), sender.address(), sender.domain()),
        ("Smile, cards", "Cards@mail.example", "mail.example")
    );
    assert_eq!(Sender::parse("a@b.example").unwrap().to_string(), "a@b.example");
    for wrong in
        ["Eve\nX <a@b.example>", "a", "a@", "@b", "a b@c.example", "<a@b.example", "a@b@c.example", "a..b@c.example"]
    {
        assert!(Sender::parse(wrong).is_none(), "{wrong:?}");
    }
    let config = load("[mail]\nfrom = \"a@b.example\"\n", &[]).unwrap();
    assert_eq!(config.mail.reply_domain(), Some("b.example"));
}

#[test]
fn a_misspelt_log_level_is_refused_and_directives_are_taken() {
    let config = load("[log]\nlevel = \"info, smilecard::worker=debug\"\nformat = \"json\"", &[]).unwrap();
    assert_eq!(config.log.level.as_str(), "info,smilecard::worker=debug");
    assert_eq!(problems("[log]\nlevel = \"smilecard=loud\"", &[]).len(), 1);
}

#[test]
fn the_example_says_the_defaults_and_parses_with_every_line_taken_in() {
    let defaults = show(&load("", &[]).unwrap());
    assert_eq!(show(&load(&example(), &[]).unwrap()), defaults);
    let taken: String = example()
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(key) if key.contains(" = ") && !key.starts_with(' ') => key,
            _ => line,
        })
        .map(|line| format!("{line}\n"))
        .collect();
    let shown = show(&load(&taken, &[]).unwrap());
    let without_origins: Vec<&str> = shown.lines().map(|line| line.split("  # ").next().unwrap_or(line)).collect();
    assert_eq!(without_origins, defaults.lines().collect::<Vec<_>>());
    assert!(shown.contains("bind = \"127.0.0.1:8080\"  # smilecard.toml line "));
}

#[test]
fn what_show_prints_can_be_read_again() {
    let file = "[server]\nbind = \"[::1]:1\"\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n[mail]\nfrom = \"A \\\\ B <a@b.example>\"\n";
    let shown = show(&load(file, &[]).unwrap());
    let values = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.split("  # ").next().unwrap_or(line).to_owned()).collect()
    };
    assert_eq!(values(&show(&load(&shown, &[]).unwrap())), values(&shown));
}

#[test]
fn the_handbook_page_on_disk_is_the_one_drawn_from_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/configuration.md");
    let disk = std::fs::read_to_string(path).unwrap();
    assert!(disk == markdown(), "run: cargo run -- config docs > docs/configuration.md");
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(file in any::<String>(), value in any::<String>()) {
        let _ = problems(&file, &[("SMILECARD_SERVER__BIND", &value), ("DATABASE_URL", &value)]);
    }

    #[test]
    fn one_slip_of_the_finger_never_prints_a_secret(
        at in any::<proptest::sample::Index>(),
        typed in prop_oneof!["[\\]\\[\"'=#\\\\ .\\n{},]", Just(String::new())],
        cut in 0..3_usize,
    ) {
        let file = "[smtp]\nport = 25\nusername = \"u\"\npassword = \"hunter2\"\n[database]\n\
                    url = \"postgres://app:hunter2@db/cards?password=hunter2\"\n";
        let at = at.index(file.len());
        let slipped = format!("{}{typed}{}", &file[..at], &file[(at + cut).min(file.len())..]);
        match load(&slipped, &[]) {
            Ok(config) => prop_assert!(!format!("{config:?}{}", show(&config)).contains("hunter2"), "{}", slipped),
            Err(problems) => prop_assert!(!problems.to_string().contains("hunter2"), "{slipped}\n{problems}"),
        }
    }
}
