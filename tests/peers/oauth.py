"""An authorisation server for the tests: gives tokens that Dovecot then asks it about. Plain HTTP on loopback.

Started by dovecot.sh with one folder; writes its port into `oauth-port`. Whoever asks is told by the client's id:

    POST /token        grant_type=client_credentials, client_secret=machine-secret   a token for the user `client_id`
                       grant_type=refresh_token, refresh_token=refresh-USER          a token for USER
                       anything else: 400 with {"error": …}
    GET  /introspect?token=…   {"active": true, "sub": USER} while the token is valid

A client whose id begins with `brief-` is told that its token lasts for 30 seconds; what stands in the file `revoked` is
no longer valid. Every grant is a line `USER GRANT TOKEN` in `grants`. A client whose id ends in `-down` is answered 503.
"""

import json
import secrets
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

HOME = Path(sys.argv[1])
LOCK = threading.Lock()
TOKENS: dict[str, str] = {}
ROOM = "https://mail.test/.default"


class Door(BaseHTTPRequestHandler):
    def answer(self, code, told):
        body = json.dumps(told).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
        asked = {name: values[0] for name, values in form.items()}
        if urlsplit(self.path).path != "/token":
            return self.answer(404, {})
        grant, client = asked.get("grant_type"), asked.get("client_id", "")
        if client.endswith("-down"):
            return self.answer(503, {"error": "temporarily_unavailable"})
        if grant == "client_credentials" and asked.get("client_secret") == "machine-secret" and asked.get("scope") == ROOM:
            user = client.removeprefix("brief-")
        elif grant == "refresh_token" and asked.get("refresh_token", "").startswith("refresh-"):
            user = asked["refresh_token"].removeprefix("refresh-")
        else:
            return self.answer(400, {"error": "invalid_client", "error_description": "no such client or secret"})
        token = secrets.token_urlsafe(24)
        with LOCK:
            TOKENS[token] = user
            with (HOME / "grants").open("a") as grants:
                grants.write(f"{user} {grant} {token}\n")
        lasts = 30 if client.startswith("brief-") else 3600
        self.answer(200, {"access_token": token, "token_type": "Bearer", "expires_in": lasts})

    def do_GET(self):
        asked = urlsplit(self.path)
        token = parse_qs(asked.query).get("token", [""])[0]
        if asked.path == "/introspect":
            user = TOKENS.get(token)
            revoked = HOME / "revoked"
            if user and not (revoked.is_file() and token in revoked.read_text().split()):
                return self.answer(200, {"active": True, "sub": user, "username": user})
            return self.answer(200, {"active": False})
        self.answer(404, {})

    def log_message(self, *_):
        """Tokens stand in what would be logged."""


server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
draft = HOME / ".oauth-port"
draft.write_text(str(server.server_address[1]))
draft.rename(HOME / "oauth-port")
server.serve_forever()
