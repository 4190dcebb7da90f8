//! The pipe as a real Exim calls it: it refuses arguments that came from outside, so everything comes by the environment.

use super::{CARDS, letter, stored};
use crate::peers;
use crate::support::served::larkspur;
use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn r21_exim_hands_the_envelope_over_by_the_environment() {
    let Some(exim) = peers::ask("mail through an Exim pipe", "SMILECARD_TEST_EXIM") else { return };
    let place = larkspur();
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("smilecard");
    std::fs::copy(env!("CARGO_BIN_EXE_smilecard"), &program).unwrap();
    let configuration = place.folder().join("smilecard.toml");
    std::fs::write(&configuration, format!("[database]\nurl = \"{}\"\n", place.url())).unwrap();
    // With this option of the test's configuration it delivers as its own user.
    place.give_to("Debian-exim");
    for path in [folder.path(), place.folder()] {
        std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }
    let exim_conf = folder.path().join("exim.conf");
    let text = format!(
        "exim_path = {exim}\ndeliver_drop_privilege = true\nspool_directory = {spool}\nlog_file_path = {spool}/%slog\nprimary_hostname = mx.larkspur.example\n\
         never_users =\ntrusted_users = root\nqualify_domain = larkspur.example\n\
         keep_environment =\nbegin acl\nbegin routers\n\
         smilecard:\n  driver = accept\n  domains = larkspur.example\n  local_parts = cards : nobody\n\
         \x20 local_part_suffix = +*\n  local_part_suffix_optional\n  transport = smilecard\n\
         begin transports\nsmilecard:\n  driver = pipe\n  command = {program} --config {configuration} deliver\n\
         \x20 home_directory = /\n  return_path_add\n  log_output\n  return_output = false\n",
        spool = folder.path().join("spool").display(),
        program = program.display(),
        configuration = configuration.display(),
    );
    std::fs::write(&exim_conf, text).unwrap();
    let spool = folder.path().join("spool");
    std::fs::create_dir(&spool).unwrap();
    assert!(Command::new("chown").arg("Debian-exim:").arg(&spool).status().unwrap().success());
    let send = |recipient: &str| {
        let mut child = Command::new(&exim)
            .arg("-C")
            .arg(&exim_conf)
            .args(["-odf", "-f", "joan@mail.example", recipient])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(letter("m", "Thank you.").replace("\r\n", "\n").as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let log = std::fs::read_to_string(folder.path().join("spool/mainlog")).unwrap_or_default();
        format!("{}{}{log}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    };
    let log = send("cards+mill-street@larkspur.example");
    let letters = stored(&place);
    assert_eq!(letters.len(), 1, "{log}");
    assert!(log.contains("Completed"), "{log}");
    assert_eq!(letters[0].recipient, "cards+mill-street@larkspur.example");
    assert_eq!(letters[0].sender, "joan@mail.example");
    assert!(letters[0].text().contains("\n\nThank you."), "{}", letters[0].text());
    let log = send(CARDS);
    assert_eq!(stored(&place).len(), 2, "{log}");
}
