//! `smilecard config …` through its door, the command line.

use std::path::Path;
use std::process::{Command, Output};

fn smilecard(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_smilecard"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

#[test]
fn check_names_all_problems_on_standard_error_and_ends_with_78() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("smilecard.toml"), "[server]\nbind = 1\n[smpt]\n").unwrap();
    let output = smilecard(folder.path(), &["config", "check"], &[("SMILECARD_LOG__FORMAT", "xml")]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(78), "{told}");
    assert!(output.stdout.is_empty());
    for part in [
        "smilecard.toml line 2: server.bind is 1",
        "did you mean [smtp]?",
        "SMILECARD_LOG__FORMAT",
        "security.secret_key is not set",
        "mail.from is not set",
        "smtp.host is not set",
    ] {
        assert!(told.contains(part), "{part} not in {told}");
    }
}

#[test]
fn the_file_is_the_argument_s_else_the_variable_s_else_this_folder_s() {
    let folder = tempfile::tempdir().unwrap();
    for (name, workers) in [("smilecard.toml", 1), ("two.toml", 2), ("three.toml", 3)] {
        std::fs::write(folder.path().join(name), format!("[server]\nworkers = {workers}\n")).unwrap();
    }
    let variable = [("SMILECARD_CONFIG", "two.toml")];
    let workers = |arguments: &[&str], variables: &[(&str, &str)]| {
        let output = smilecard(folder.path(), arguments, variables);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(workers(&["config", "show"], &[]).contains("workers = 1  # smilecard.toml line 2"));
    assert!(workers(&["config", "show"], &variable).contains("workers = 2  # two.toml line 2"));
    assert!(
        workers(&["config", "show", "--config", "three.toml"], &variable).contains("workers = 3  # three.toml line 2")
    );
    let missing = smilecard(folder.path(), &["config", "show", "--config", "none.toml"], &[]);
    assert_eq!(missing.status.code(), Some(78));
    assert!(String::from_utf8(missing.stderr).unwrap().contains("none.toml can't be read"));
}

#[test]
fn the_example_filled_in_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let example = smilecard(folder.path(), &["config", "example"], &[]).stdout;
    std::fs::write(folder.path().join("smilecard.toml"), example).unwrap();
    std::fs::write(folder.path().join("key"), "q7Hk2Vw9ZtLr4Nf6Xc8Bm1Pd3Gs5Jy0AuEoTi+RhKvQ=\n").unwrap();
    let output = smilecard(
        folder.path(),
        &["config", "check"],
        &[
            ("SMILECARD_SECURITY__SECRET_KEY_FILE", "key"),
            ("SMILECARD_MAIL__FROM", "Cards <cards@mail.example>"),
            ("SMILECARD_SMTP__HOST", "localhost"),
        ],
    );
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("The configuration is sound"));
}
