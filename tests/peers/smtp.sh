#!/usr/bin/env bash
# A real SMTP server (aiosmtpd) that keeps what it is sent, and misbehaves when told to: see smtp_sink.py.
#   smtp.sh start DIR   installs and starts it, prints the variables the tests read
#   smtp.sh stop DIR    stops it; the letters stay in DIR/letters
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

start() {
  local dir=$1 venv=$tools_dir/python
  mkdir -p "$dir/letters" "$dir/control"
  need python3 python3
  need openssl openssl
  if ! "$venv/bin/python" -c 'import aiosmtpd' 2>/dev/null; then
    python3 -m venv --clear "$venv" >&2 || { install python3-venv && python3 -m venv --clear "$venv" >&2; }
    "$venv/bin/python" -m pip install --quiet --no-cache-dir --disable-pip-version-check \
      --require-hashes --only-binary :all: --requirement "$peers_dir/requirements.txt" >&2
  fi
  # The tests trust this certificate by its file; nobody else ever sees it.
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=localhost \
    -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' -addext 'basicConstraints=critical,CA:FALSE' \
    -keyout "$dir/key.pem" -out "$dir/cert.pem" 2>"$dir/openssl.log" || { cat "$dir/openssl.log" >&2 && fail "no certificate"; }
  "$venv/bin/python" "$peers_dir/smtp_sink.py" "$dir" >"$dir/log" 2>&1 </dev/null &
  echo $! >"$dir/pid"
  wait_until 15 test -s "$dir/ports" || { cat "$dir/log" >&2 && fail "the SMTP server did not start"; }
  local plain starttls tls
  # shellcheck source=/dev/null # written by the server once it listens
  . "$dir/ports"
  cat <<VARS
SMILECARD_TEST_SMTP=127.0.0.1:$plain
SMILECARD_TEST_SMTP_STARTTLS=localhost:$starttls
SMILECARD_TEST_SMTP_TLS=localhost:$tls
SMILECARD_TEST_SMTP_CERTIFICATE=$dir/cert.pem
SMILECARD_TEST_SMTP_DIR=$dir/letters
SMILECARD_TEST_SMTP_CONTROL=$dir/control
VARS
}

case "${1:-} ${2:-}" in
"start /"*) start "$2" ;;
"stop /"*) end "$2/pid" ;;
*) fail "usage: smtp.sh start|stop /ABSOLUTE/DIR" ;;
esac
