#!/usr/bin/env bash
# A PostgreSQL server of the tests' own: Debian's binaries, a private data folder, loopback and a private socket, not root.
#   postgres.sh start DIR   installs what is missing, starts it, prints the variables the tests read
#   postgres.sh stop DIR    stops it and leaves the folder
# Durable as in real use (fsync and synchronous_commit on), and in an odd time zone, so that a query which
# leans on the server's clock or zone shows itself.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

newest_bin() { find /usr/lib/postgresql/*/bin -name postgres 2>/dev/null | sort -V | tail -n 1; }

start() {
  local dir=$1 bin user port password
  [ -n "$(newest_bin)" ] || install postgresql
  need python3 python3
  need openssl openssl
  bin=$(dirname "$(newest_bin)")
  user=$(other_user)
  port=$(free_port)
  password=$(openssl rand -hex 16)
  mkdir -p "$dir/socket"
  printf '%s' "$password" >"$dir/password"
  printf 'localhost:*:*:*:%s\n' "$password" >"$dir/pgpass"
  chmod 600 "$dir/pgpass" "$dir/password"
  if [ "$(id -un)" != "$user" ]; then chown -R "$user" "$dir"; fi
  # --no-sync spares the sync of an empty cluster only; the server itself runs with fsync on.
  run_as "$user" "$bin/initdb" --pgdata="$dir/data" --username=smilecard --pwfile="$dir/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1 ||
    { cat "$dir/initdb.log" >&2 && fail "initdb failed"; }
  cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$dir/socket'
max_connections = 200
fsync = on
synchronous_commit = on
full_page_writes = on
timezone = 'Pacific/Chatham'
CONF
  run_as "$user" "$bin/pg_ctl" start --wait --silent --pgdata="$dir/data" --log="$dir/log" ||
    { cat "$dir/log" >&2 && fail "PostgreSQL did not start"; }
  printf 'SMILECARD_TEST_POSTGRES=postgresql://smilecard:%s@/postgres?host=%s&port=%s\n' "$password" "$dir/socket" "$port"
  printf 'SMILECARD_TEST_POSTGRES_TCP=postgresql://smilecard:%s@127.0.0.1:%s/postgres\n' "$password" "$port"
}

stop() {
  local dir=$1
  [ -s "$dir/data/postmaster.pid" ] || return 0
  run_as "$(other_user)" "$(dirname "$(newest_bin)")/pg_ctl" stop --silent --mode=immediate --pgdata="$dir/data" >&2 || end "$dir/data/postmaster.pid"
}

case "${1:-} ${2:-}" in
"start /"*) start "$2" ;;
"stop /"*) stop "$2" ;;
*) fail "usage: postgres.sh start|stop /ABSOLUTE/DIR" ;;
esac
