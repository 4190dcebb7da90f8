#!/usr/bin/env python3
"""Shows that each peer does what the tests lean on, with a toy program in place of Smilecard.

Run by tests/run before the suites: when a peer is at fault, it is named here and not in a test of ours.
Reads the variables that the start scripts print. Ends with `N passed, M failed`.
"""

import imaplib
import json
import os
import pathlib
import smtplib
import socket
import ssl
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

ENV = os.environ
RUN = f"run{os.getpid()}"  # so that the same peers can be looked at twice
HERE = pathlib.Path(__file__).resolve().parent
LETTER = b"From: ana@customer.example\r\nSubject: thanks\r\n\r\n.A dot first.\r\nCaf\xc3\xa9.\r\n"


def need(what, truth):
    if not truth:
        raise AssertionError(what)


def psql(query, url=None):
    command = ["psql", "--no-psqlrc", "--tuples-only", "--no-align", "--dbname", url or ENV["SMILECARD_TEST_POSTGRES"]]
    return subprocess.run([*command, "--command", query], check=True, capture_output=True, text=True).stdout.strip()


def postgres_answers_on_its_socket_and_on_loopback():
    need("the socket answers", psql("select 6 * 7") == "42")
    need("TCP answers", psql("select 6 * 7", ENV["SMILECARD_TEST_POSTGRES_TCP"]) == "42")


def postgres_is_durable_private_and_new_enough():
    settings = psql("select current_setting('fsync'), current_setting('synchronous_commit'), current_setting('listen_addresses')")
    need(f"durable and on loopback, was {settings}", settings == "on|on|127.0.0.1")
    need("15 or newer", int(psql("show server_version_num")) >= 150000)
    wrong = ENV["SMILECARD_TEST_POSTGRES_TCP"].replace("smilecard:", "smilecard:x", 1)
    refused = subprocess.run(["psql", "--dbname", wrong, "--command", "select 1"], capture_output=True, text=True)
    need("a wrong password is refused", "authentication failed" in refused.stderr)


def postgres_makes_and_drops_a_database():
    psql("create database peers_check")
    try:
        need("the new one answers", psql("select 1", ENV["SMILECARD_TEST_POSTGRES"].replace("/postgres?", "/peers_check?")) == "1")
    finally:
        psql("drop database peers_check")


def smtp(name="SMILECARD_TEST_SMTP", kind=smtplib.SMTP, **more):
    host, port = ENV[name].split(":")
    return kind(host, int(port), timeout=10, **more)


def kept():
    return {file.name for file in pathlib.Path(ENV["SMILECARD_TEST_SMTP_DIR"]).glob("*.json")}


def the_only_new(before):
    new = kept() - before
    need(f"one new letter, not {len(new)}", len(new) == 1)
    file = pathlib.Path(ENV["SMILECARD_TEST_SMTP_DIR"]) / new.pop()
    return json.loads(file.read_text()), file.with_suffix(".eml").read_bytes()


def the_smtp_server_keeps_the_bytes_and_the_envelope():
    before = kept()
    with smtp() as client:
        client.sendmail("bounce@larkspur.example", ["ruth@larkspur.example"], LETTER)
    envelope, letter = the_only_new(before)
    need("the bytes as sent", letter == LETTER)
    need("the envelope", (envelope["mail_from"], envelope["rcpt_tos"]) == ("bounce@larkspur.example", ["ruth@larkspur.example"]))
    need("no TLS was used", not envelope["tls"])


def the_smtp_server_takes_tls_and_an_account():
    trust = ssl.create_default_context(cafile=ENV["SMILECARD_TEST_SMTP_CERTIFICATE"])
    before = kept()
    with smtp("SMILECARD_TEST_SMTP_STARTTLS") as client:
        need("refused before STARTTLS", client.docmd("MAIL", "FROM:<a@b.example>")[0] == 530)
        client.starttls(context=trust)
        client.login("relay", "relay-secret")
        client.sendmail("a@b.example", ["c@d.example"], LETTER)
    envelope, _ = the_only_new(before)
    need("TLS and account are told", envelope["tls"] and envelope["account"])
    before = kept()
    with smtp("SMILECARD_TEST_SMTP_TLS", smtplib.SMTP_SSL, context=trust) as client:
        try:
            client.login("relay", "wrong")
            raise AssertionError("a wrong password was taken")
        except smtplib.SMTPAuthenticationError:
            client.login("relay", "relay-secret")
        client.sendmail("a@b.example", ["c@d.example"], LETTER)
    need("TLS is told", the_only_new(before)[0]["tls"])


def send(address):
    """The code that the server gave for this recipient, or the name of how the conversation broke off."""
    try:
        with smtp() as client:
            client.sendmail("a@b.example", [address], LETTER)
    except smtplib.SMTPRecipientsRefused as refused:
        return refused.recipients[address][0]
    except smtplib.SMTPDataError as refused:
        return refused.smtp_code
    except smtplib.SMTPServerDisconnected:
        return "gone"
    return 250


def the_smtp_server_misbehaves_by_recipient():
    before = kept()
    need("rcpt", send("ruth+rcpt-550@x.example") == 550)
    need("data 4xx", send("ruth+data-451@x.example") == 451)
    need("data 5xx", send("ruth+data-554@x.example") == 554)
    need("drop", send("ruth+drop@x.example") == "gone")
    need("nothing was kept", kept() == before)
    need("greylisting", [send(f"{RUN}+once-451@x.example") for _ in range(2)] == [451, 250])
    the_only_new(before)
    before = kept()
    need("hang up", send("ruth+hangup@x.example") == "gone")
    the_only_new(before)


def the_smtp_server_misbehaves_by_a_file_that_can_change():
    file = pathlib.Path(ENV["SMILECARD_TEST_SMTP_CONTROL"]) / "changing@x.example"
    file.write_text("data-421\n")
    need("as the file says", send("changing@x.example") == 421)
    file.unlink()
    need("and no more without it", send("changing@x.example") == 250)


def the_smtp_server_stalls_and_serves_others_meanwhile():
    host, port = ENV["SMILECARD_TEST_SMTP"].split(":")
    with socket.create_connection((host, int(port)), timeout=10) as stalled:
        lines = stalled.makefile("rb")
        lines.readline()
        for line in (b"HELO x", b"MAIL FROM:<a@b.example>", b"RCPT TO:<ruth+stall@x.example>", b"DATA"):
            stalled.sendall(line + b"\r\n")
            lines.readline()
        stalled.sendall(b"Subject: x\r\n\r\nx\r\n.\r\n")
        need("another letter goes through", send("ruth@x.example") == 250)
        stalled.settimeout(0.5)
        try:
            need(f"no answer, was {lines.readline()}", False)
        except TimeoutError:
            pass


TOY = """#!/usr/bin/env python3
import json, os, pathlib, sys
home = pathlib.Path(sys.argv[1])
calls = len(list(home.glob("*.eml"))) + 1
(home / f"{calls}.eml").write_bytes(sys.stdin.buffer.read())
(home / f"{calls}.json").write_text(json.dumps({"argv": sys.argv[2:], "uid": os.getuid()}))
codes = (home / "codes").read_text().split()
sys.exit(int(codes[min(calls, len(codes)) - 1]))
"""


def postfix(*arguments):
    verb, *rest = arguments
    command = [str(HERE / "postfix.sh"), verb, ENV["SMILECARD_TEST_POSTFIX"], *rest]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def piped(domain, *codes, sender="ana@customer.example"):
    """Mails cards+maria@domain to a toy that exits with these codes, one a call; returns the toy's folder."""
    home = pathlib.Path(tempfile.mkdtemp(dir=ENV["SMILECARD_TEST_POSTFIX"], prefix="toy-"))
    home.chmod(0o777)
    (home / "toy").write_text(TOY)
    (home / "toy").chmod(0o755)
    (home / "codes").write_text(" ".join(map(str, codes)))
    postfix("domain", domain, str(home / "toy"), str(home))
    with smtp("SMILECARD_TEST_POSTFIX_SMTP") as client:
        client.sendmail(sender, [f"cards+maria@{domain}"], LETTER)
    return home


def postfix_pipes_a_message_to_a_program_that_is_not_root():
    home = piped(f"well.{RUN}.test", 0)
    postfix("wait", rf"to=<cards\+maria@well.{RUN}.test>.*status=sent")
    told = json.loads((home / "1.json").read_text())
    want = ["--recipient", f"cards+maria@well.{RUN}.test", "--sender", "ana@customer.example"]
    need(f"the arguments, were {told['argv']}", told["argv"] == want)
    need("not root", told["uid"] != 0)
    message = (home / "1.eml").read_bytes()
    need("Delivered-To was added", f"Delivered-To: cards+maria@well.{RUN}.test".encode() in message)
    need(f"the body is whole, was {message}", message.endswith(b"\n\n.A dot first.\nCaf\xc3\xa9.\n"))


def postfix_tries_again_after_75():
    home = piped(f"later.{RUN}.test", 75, 75, 0)
    postfix("wait", rf"to=<cards\+maria@later.{RUN}.test>.*status=deferred")
    postfix("wait", rf"to=<cards\+maria@later.{RUN}.test>.*status=sent")
    seen = [(home / f"{n}.eml").read_bytes() for n in (1, 2, 3)]
    need("the same message three times", len(set(seen)) == 1)
    need("and not a fourth", not (home / "4.eml").exists())


def postfix_bounces_after_67_and_1():
    piped(f"unknown.{RUN}.test", 67)
    postfix("wait", rf"to=<cards\+maria@unknown.{RUN}.test>.*status=bounced \(user unknown")
    piped(f"broken.{RUN}.test", 1)
    postfix("wait", rf"to=<cards\+maria@broken.{RUN}.test>.*status=bounced")


def postfix_tells_a_bounce_by_an_empty_sender():
    home = piped(f"null.{RUN}.test", 0, sender="")
    postfix("wait", rf"to=<cards\+maria@null.{RUN}.test>.*status=sent")
    told = json.loads((home / "1.json").read_text())
    need(f"an empty sender, was {told['argv']}", told["argv"][2:] == ["--sender", ""])


def imap(host="127.0.0.1", user=f"check-{RUN}"):
    client = imaplib.IMAP4(host, int(ENV["SMILECARD_TEST_IMAP_PORT"]), timeout=10)
    client.login(user, "mail-secret")
    return client


def dovecot(*arguments, message=b""):
    verb, *rest = arguments
    command = [str(HERE / "dovecot.sh"), verb, ENV["SMILECARD_TEST_IMAP"], *rest]
    return subprocess.run(command, check=True, capture_output=True, input=message).stdout.decode()


def dovecot_takes_letters_and_lists_them():
    dovecot("deliver", f"check-{RUN}", "INBOX", message=LETTER)
    need("one letter", dovecot("list", f"check-{RUN}", "INBOX").split("\t")[0::2] == ["1", "thanks\n"])
    with imap() as client:
        client.select("INBOX")
        need("by IMAP, too", b"Caf\xc3\xa9." in client.uid("FETCH", "1", "(BODY.PEEK[])")[1][0][1])


def dovecot_hides_idle_and_move_where_it_should():
    can = {}
    for host in ("127.0.0.1", "127.0.0.2", "127.0.0.3"):
        with imap(host) as client:
            can[host] = client.capability()[1][0].decode().split()
    need("all", {"IDLE", "MOVE", "UIDPLUS"} <= set(can["127.0.0.1"]))
    need("no IDLE", "IDLE" not in can["127.0.0.2"] and "MOVE" in can["127.0.0.2"])
    need("no MOVE", "MOVE" not in can["127.0.0.3"] and "IDLE" in can["127.0.0.3"])


def dovecot_lets_in_by_token_and_by_no_other():
    form = {"grant_type": "client_credentials", "client_id": f"check-{RUN}", "client_secret": "machine-secret"}
    form["scope"] = "https://mail.test/.default"
    with urllib.request.urlopen(ENV["SMILECARD_TEST_IMAP_TOKEN_URL"], urllib.parse.urlencode(form).encode()) as answer:
        right = json.load(answer)["access_token"]
    for token, well in ((right, True), ("wrong", False)):
        client = imaplib.IMAP4("127.0.0.1", int(ENV["SMILECARD_TEST_IMAP_PORT"]), timeout=10)
        says = f"user=check-{RUN}\1auth=Bearer {token}\1\1".encode()
        try:
            let_in = client.authenticate("XOAUTH2", lambda asked: b"" if asked else says)[0] == "OK"
        except imaplib.IMAP4.error:
            let_in = False
        client.shutdown()
        need(f"{'in' if well else 'out'}", let_in == well)


def chromium_is_there():
    said = subprocess.run([ENV["SMILECARD_TEST_CHROMIUM"], "--version"], check=True, capture_output=True, text=True)
    need("it says its name", said.stdout.startswith("Chromium "))


TESTS = [
    postgres_answers_on_its_socket_and_on_loopback,
    postgres_is_durable_private_and_new_enough,
    postgres_makes_and_drops_a_database,
    the_smtp_server_keeps_the_bytes_and_the_envelope,
    the_smtp_server_takes_tls_and_an_account,
    the_smtp_server_misbehaves_by_recipient,
    the_smtp_server_misbehaves_by_a_file_that_can_change,
    the_smtp_server_stalls_and_serves_others_meanwhile,
    postfix_pipes_a_message_to_a_program_that_is_not_root,
    postfix_tries_again_after_75,
    postfix_bounces_after_67_and_1,
    postfix_tells_a_bounce_by_an_empty_sender,
    dovecot_takes_letters_and_lists_them,
    dovecot_hides_idle_and_move_where_it_should,
    dovecot_lets_in_by_token_and_by_no_other,
    chromium_is_there,
]

passed = failed = 0
for test in TESTS:
    name = test.__name__.replace("_", " ")
    try:
        test()
    except Exception as fault:
        failed += 1
        detail = getattr(fault, "stderr", None) or ""
        print(f"FAILED {name}: {type(fault).__name__}: {fault} {detail}".rstrip(), flush=True)
    else:
        passed += 1
        print(f"ok {name}", flush=True)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
