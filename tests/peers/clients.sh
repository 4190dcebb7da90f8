#!/usr/bin/env bash
# Mail programs that are called, not started: swaks, a Python that verifies DKIM, and an Exim that is unpacked beside the
# build, because its package and Postfix's exclude one another.
#   clients.sh start DIR   fetches what is missing, prints the variables the tests read
#   clients.sh stop DIR    nothing to do
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

exim() {
  local dir=$tools_dir/exim work
  if [ ! -x "$dir/usr/sbin/exim4" ]; then
    install libidn12
    work=$(mktemp -d)
    # apt fetches as a user of its own.
    chmod 777 "$work"
    (cd "$work" && { apt-get -q download exim4-daemon-light exim4-base || { as_root apt-get -q update && apt-get -q download exim4-daemon-light exim4-base; }; }) >&2
    mkdir -p "$dir"
    for package in "$work"/*.deb; do dpkg -x "$package" "$dir"; done
    rm -rf "$work"
  fi
  # The program was built for this user and doesn't start without one.
  getent passwd Debian-exim >/dev/null || as_root useradd --system --no-create-home --shell /usr/sbin/nologin Debian-exim
  printf '%s\n' "$dir/usr/sbin/exim4"
}

case "${1:-} ${2:-}" in
"start /"*)
  [ "$(id -u)" -eq 0 ] || fail "Exim delivers only as root"
  need swaks swaks
  # Without it swaks knows no TLS.
  perl -MNet::SSLeay -e 1 2>/dev/null || install libnet-ssleay-perl
  need openssl openssl
  # A second implementation of DKIM; the machine's own Python knows Debian's packages.
  /usr/bin/python3 -c 'import dkim, nacl' 2>/dev/null || install python3-dkim python3-nacl
  cat <<VARS
SMILECARD_TEST_SWAKS=$(command -v swaks)
SMILECARD_TEST_EXIM=$(exim)
SMILECARD_TEST_DKIM=/usr/bin/python3
VARS
  ;;
"stop /"*) ;;
*) fail "usage: clients.sh start|stop /ABSOLUTE/DIR" ;;
esac
