"""Reads the letters of a mailbox back over IMAP and looks at them with other eyes than ours: Python's parser of messages,
and dkimpy for every signature. Prints one JSON object a letter, in the order in which they came.

    read_back.py PORT USER COUNT RECORDS     waits for COUNT letters; RECORDS is a JSON file: DNS name -> TXT
"""

import email
import email.policy
import imaplib
import json
import sys
import time

import dkim

PORT, USER, COUNT, RECORDS = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), json.load(open(sys.argv[4]))


def dns(name, timeout=5):
    text = RECORDS.get(name.decode().rstrip("."))
    return text.encode() if text is not None else None


def signatures(raw: bytes) -> list[bool]:
    """Whether each signature holds."""
    count = len(email.message_from_bytes(raw).get_all("DKIM-Signature", []))
    found = []
    for number in range(count):
        try:
            found.append(bool(dkim.DKIM(raw, minkey=1024, timeout=5).verify(idx=number, dnsfunc=dns)))
        except dkim.DKIMException as cause:
            print(f"signature {number}: {cause}", file=sys.stderr)
            found.append(False)
    return found


def tampered(raw: bytes) -> dict[str, list[bool]]:
    """The same letter as somebody on the way may change it."""
    head, _, body = raw.partition(b"\r\n\r\n")
    return {
        "subject": signatures(head.replace(b"\r\nSubject: ", b"\r\nSubject: x") + b"\r\n\r\n" + body),
        "second_from": signatures(b"From: Eve <eve@evil.example>\r\n" + raw),
        "reply_to": signatures(raw.replace(b"\r\nDate:", b"\r\nReply-To: eve@evil.example\r\nDate:", 1)),
        "body": signatures(raw + b"one more line\r\n"),
    }


def described(raw: bytes) -> dict:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    return {
        "headers": [[name, str(value)] for name, value in message.items()],
        "raw_head": raw.partition(b"\r\n\r\n")[0].decode("ascii", "backslashreplace"),
        "defects": [str(defect) for part in message.walk() for defect in part.defects],
        "parts": [[part.get_content_type(), part.get_content()] for part in parts],
        "longest": max(len(line) for line in raw.split(b"\r\n")),
        "longest_of_body": max(len(line) for line in raw.partition(b"\r\n\r\n")[2].split(b"\r\n")),
        "bare_ends": raw.replace(b"\r\n", b"").count(b"\n") + raw.replace(b"\r\n", b"").count(b"\r"),
        "ascii": raw.isascii(),
        "dkim": signatures(raw),
        "tampered": tampered(raw),
    }


def main() -> None:
    end = time.monotonic() + 60
    while True:
        box = imaplib.IMAP4("127.0.0.1", PORT)
        box.login(USER, "mail-secret")
        box.select("INBOX")
        numbers = box.search(None, "ALL")[1][0].split()
        if len(numbers) >= COUNT or time.monotonic() > end:
            break
        box.logout()
        time.sleep(0.2)
    for number in numbers:
        raw = box.fetch(number, "(BODY.PEEK[])")[1][0][1]
        print(json.dumps(described(raw)))
    box.logout()


main()
