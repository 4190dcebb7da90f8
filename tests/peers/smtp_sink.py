"""A real SMTP server for the tests: keeps every letter, and can be told to misbehave.

Started by smtp.sh with one folder. Three ports on loopback: plain, STARTTLS required, TLS from the first byte;
the latter two take the account relay / relay-secret. A letter n becomes letters/n.eml (bytes as received) and
then letters/n.json (the envelope), both there before the client hears its 250.

How it misbehaves is said by the recipient, so that tests running side by side don't meet: either in the
address itself, after a plus (ruth+data-451@example.test), or in a file control/ADDRESS (or control/DOMAIN)
that holds the word and may change while a test runs:

    rcpt-CODE   refuse the recipient with CODE (451, 550, …)
    data-CODE   read the letter, keep nothing, answer CODE
    once-CODE   the first time data-CODE, from then on accept (greylisting)
    hangup      keep the letter, then drop the connection before the 250
    drop        read the letter, keep nothing, drop the connection
    stall       read the letter, keep nothing, and say nothing until the client has gone
    chaos       by lot, for each letter anew: one of the above, or as if nothing had been said
"""

import asyncio
import json
import random
import signal
import ssl
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

HOME = Path(sys.argv[1])
LETTERS = HOME / "letters"
CONTROL = HOME / "control"
ACCOUNT = LoginPassword(b"relay", b"relay-secret")
VERBS = ("rcpt-", "data-", "once-")
WORDS = ("hangup", "drop", "stall", "chaos")
# What chaos does, and how often among a hundred letters; the rest is taken.
LOTS = {"rcpt-451": 5, "rcpt-554": 2, "data-451": 5, "data-554": 2, "hangup": 4, "drop": 5, "stall": 1}


def manners(address: str) -> str:
    """The word that says how to treat this recipient, or nothing."""
    local, _, domain = address.lower().rpartition("@")
    for name in (address.lower(), domain):
        file = CONTROL / name
        if "/" not in name and file.is_file():
            return file.read_text().strip()
    tag = local.partition("+")[2]
    return tag if tag in WORDS or tag.startswith(VERBS) else ""


def drawn(word: str) -> str:
    """The word that chaos comes to this time."""
    if word != "chaos":
        return word
    return random.choices([*LOTS, ""], [*LOTS.values(), 100 - sum(LOTS.values())])[0]


def answer(code: str) -> str:
    # 550 says that there is nobody; 554 only that this letter isn't wanted.
    kind = {"4": "4.3.0 not now", "5": "5.7.0 not this one" if code == "554" else "5.1.1 not here"}
    kind = kind.get(code[:1], "2.0.0 as you like")
    return f"{code} {kind}"


def hang_up(server) -> str:
    server.transport.abort()
    # aiosmtpd wants an answer to send; nobody is there to hear it.
    return answer("421")


class Keeper:
    """What the server does with an envelope; the protocol is aiosmtpd's."""

    def __init__(self) -> None:
        # Goes on counting where a server that was stopped left off.
        self.count = max((int(file.stem) for file in LETTERS.glob("*.json") if file.stem.isdigit()), default=0)
        self.seen_once: set[str] = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        word = drawn(manners(address))
        # What was drawn holds for this letter.
        envelope.smilecard = word
        if word.startswith("rcpt-"):
            return answer(word[5:])
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 welcome"

    async def handle_DATA(self, server, session, envelope):
        words = [word for word in map(manners, envelope.rcpt_tos) if word and word != "chaos"]
        word = words[0] if words else envelope.smilecard
        if word == "stall":
            # Ends when the client has gone: aiosmtpd cancels the task with its connection.
            await asyncio.Event().wait()
        if word == "drop":
            return hang_up(server)
        if word.startswith("data-"):
            return answer(word[5:])
        if word.startswith("once-"):
            key = " ".join(sorted(envelope.rcpt_tos))
            if key not in self.seen_once:
                self.seen_once.add(key)
                return answer(word[5:])
        number = self.keep(server, session, envelope, word)
        if word == "hangup":
            return hang_up(server)
        return f"250 2.0.0 kept as {number}"

    def keep(self, server, session, envelope, word: str) -> int:
        self.count += 1
        number = self.count
        (LETTERS / f"{number}.eml").write_bytes(envelope.original_content or b"")
        told = {
            "number": number,
            # aiosmtpd writes the null sender of a bounce as <>.
            "mail_from": "" if envelope.mail_from == "<>" else envelope.mail_from,
            "rcpt_tos": envelope.rcpt_tos,
            "mail_options": envelope.mail_options,
            "helo": session.host_name,
            "tls": server.transport.get_extra_info("ssl_object") is not None,
            "account": getattr(session, "auth_data", None) is not None,
            "received_at": time.time(),
            # What came before the 250, if it came at all.
            "manners": word,
        }
        draft = LETTERS / f".{number}.json"
        draft.write_text(json.dumps(told, indent=1) + "\n")
        # Renamed last: who sees n.json can read both files whole.
        draft.rename(LETTERS / f"{number}.json")
        return number


def authenticate(server, session, envelope, mechanism, data):
    right = data == ACCOUNT
    # handled=False: the answer, 235 or 535, is aiosmtpd's to give.
    return AuthResult(success=right, handled=False, auth_data=data if right else None)


async def main() -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(HOME / "cert.pem", HOME / "key.pem")
    keeper = Keeper()
    loop = asyncio.get_running_loop()
    common = {"hostname": "smtp.smilecard.test", "enable_SMTPUTF8": True, "data_size_limit": 50 * 1024 * 1024}
    secret = common | {"authenticator": authenticate, "auth_required": True, "auth_require_tls": False}
    kinds = {
        "plain": (lambda: SMTP(keeper, **common), None),
        "starttls": (lambda: SMTP(keeper, tls_context=context, require_starttls=True, **secret), None),
        "tls": (lambda: SMTP(keeper, **secret), context),
    }
    ports = {}
    for name, (factory, tls) in kinds.items():
        server = await loop.create_server(factory, "127.0.0.1", 0, ssl=tls)
        ports[name] = server.sockets[0].getsockname()[1]
    draft = HOME / ".ports"
    draft.write_text("".join(f"{name}={port}\n" for name, port in ports.items()))
    draft.rename(HOME / "ports")
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()


asyncio.run(main())
