# What every peer script shares: where things are, free ports, packages, running as somebody who is not root.
# Sourced, never run. Leaves to each script what its own peer needs.
# shellcheck shell=bash

set -euo pipefail

peers_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
checkout=$(cd "$peers_dir/../.." && pwd)
# Everything fetched for the tests stays inside the checkout, beside what cargo builds.
# shellcheck disable=SC2034 # read by the scripts that source this file
tools_dir=${CARGO_TARGET_DIR:-$checkout/target}/test-tools

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "$(basename "$0"): $*"
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n --preserve-env=DEBIAN_FRONTEND "$@"
  else
    fail "this needs root: $* (run the tests as root, with sudo that asks no password, or install it by hand)"
  fi
}

# install PACKAGE…: nothing is removed for it, and no service is started by it.
install() {
  local policy=/usr/sbin/policy-rc.d made_policy=no done_well=yes
  say "installing $*"
  if [ ! -e "$policy" ]; then
    # A package that starts its own service would take port 25 or 5432 and outlive the tests.
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    made_policy=yes
  fi
  export DEBIAN_FRONTEND=noninteractive
  local apt=(apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
  local add=("${apt[@]}" install -y --no-install-recommends --no-remove "$@")
  # A machine's package lists may be missing or stale: the second try fetches them.
  as_root "${add[@]}" >&2 || { as_root "${apt[@]}" update >&2 && as_root "${add[@]}" >&2; } || done_well=no
  if [ "$made_policy" = yes ]; then as_root rm -f "$policy"; fi
  [ "$done_well" = yes ] || fail "could not install $*"
}

# need PROGRAM PACKAGE: installs the package when the program isn't there.
need() { command -v "$1" >/dev/null || install "$2"; }

# free_port: a TCP port of the loopback that nobody listens on at this moment.
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# wait_until SECONDS COMMAND…: asks every tenth of a second, and fails when the time is over.
wait_until() {
  local rounds=$(($1 * 10))
  shift
  until "$@"; do
    rounds=$((rounds - 1))
    [ "$rounds" -gt 0 ] || return 1
    sleep 0.1
  done
}

# end PIDFILE: asks a process that we started to stop, and insists after five seconds.
end() {
  local pid
  pid=$(head -n 1 "$1" 2>/dev/null | tr -d ' ') || return 0
  [ -n "$pid" ] || return 0
  kill "$pid" 2>/dev/null || return 0
  wait_until 5 gone "$pid" || kill -9 "$pid" 2>/dev/null || true
}
gone() { ! kill -0 "$1" 2>/dev/null; }

# other_user: whom a server runs as that refuses to be root; ourselves when we are not.
other_user() {
  if [ "$(id -u)" -ne 0 ]; then id -un; else echo nobody; fi
}
# run_as USER COMMAND…
run_as() {
  local user=$1
  shift
  if [ "$user" = "$(id -un)" ]; then (cd / && "$@"); else (cd / && runuser -u "$user" -- "$@"); fi
}
