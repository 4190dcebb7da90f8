#!/usr/bin/env bash
# A Dovecot of the tests' own: a private configuration, high ports on loopback, no root, with a small authorisation
# server beside it (oauth.py) that it asks about tokens. Every user exists; the password is `mail-secret`.
#   dovecot.sh start DIR                     installs and starts it, prints the variables the tests read
#   dovecot.sh deliver DIR USER FOLDER       saves the message on standard input, as a delivery does
#   dovecot.sh list DIR USER FOLDER          one line a message: UID, flags and the Subject
#   dovecot.sh doveadm DIR COMMAND…          its own tool, with its own configuration
#   dovecot.sh stop DIR
# 127.0.0.1 offers everything, 127.0.0.2 no IDLE, 127.0.0.3 no MOVE.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

certificates() {
  local dir=$1
  # An authority of our own and a server's certificate by it: the tests trust the authority, not the server.
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj '/CN=Smilecard tests' \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign' \
    -keyout "$dir/ca-key.pem" -out "$dir/ca.pem" 2>"$dir/openssl.log" || return 1
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost \
    -keyout "$dir/key.pem" -out "$dir/request.pem" 2>>"$dir/openssl.log" || return 1
  printf 'subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n' >"$dir/extensions"
  openssl x509 -req -in "$dir/request.pem" -CA "$dir/ca.pem" -CAkey "$dir/ca-key.pem" -CAcreateserial -days 30 \
    -extfile "$dir/extensions" -out "$dir/cert.pem" 2>>"$dir/openssl.log"
}

configure() {
  local dir=$1 user=$2 plain=$3 tls=$4 oauth=$5 group
  group=$(id -gn "$user")
  cat >"$dir/oauth2.conf" <<CONF
introspection_url = http://127.0.0.1:$oauth/introspect?token=
introspection_mode = get
username_attribute = sub
active_attribute = active
active_value = true
use_grant_password = no
CONF
  cat >"$dir/dovecot.conf" <<CONF
base_dir = $dir/run
state_dir = $dir/state
instance_name = smilecard-tests
log_path = $dir/log
auth_verbose = yes
protocols = imap lmtp
listen = 127.0.0.1, 127.0.0.2, 127.0.0.3
default_internal_user = $user
default_internal_group = $group
default_login_user = $user
first_valid_uid = 1
first_valid_gid = 1
mail_uid = $(id -u "$user")
mail_gid = $(id -g "$user")
mail_location = maildir:~/Maildir
# A test starts and kills many clients at once; each is one process and all come from loopback.
mail_max_userip_connections = 100
default_vsz_limit = 512M
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
ssl = yes
ssl_cert = <$dir/cert.pem
ssl_key = <$dir/key.pem
disable_plaintext_auth = no
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $dir/oauth2.conf
}
passdb {
  driver = static
  mechanisms = plain login
  args = password=mail-secret
}
userdb {
  driver = static
  args = home=$dir/mail/%u allow_all_users=yes
}
namespace inbox {
  inbox = yes
  separator = /
}
local 127.0.0.2 {
  protocol imap {
    imap_capability = IMAP4rev1 SASL-IR LITERAL+ ID ENABLE NAMESPACE UIDPLUS MOVE
  }
}
local 127.0.0.3 {
  protocol imap {
    imap_capability = IMAP4rev1 SASL-IR LITERAL+ ID ENABLE IDLE NAMESPACE UIDPLUS
  }
}
service imap-login {
  chroot =
  process_min_avail = 1
  inet_listener imap {
    port = $plain
  }
  inet_listener imaps {
    port = $tls
    ssl = yes
  }
}
service lmtp {
  # Postfix is another user.
  unix_listener $dir/lmtp {
    mode = 0666
  }
}
service anvil {
  chroot =
  # One test's wrong passwords must not make every other client of this address wait.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
CONF
}

start() {
  local dir=$1 user plain tls
  if [ ! -x /usr/lib/dovecot/imap ] || [ ! -x /usr/lib/dovecot/lmtp ]; then install dovecot-imapd dovecot-lmtpd; fi
  need python3 python3
  need openssl openssl
  user=$(other_user)
  mkdir -p "$dir/mail" "$dir/run" "$dir/state"
  certificates "$dir" || { cat "$dir/openssl.log" >&2 && fail "no certificates"; }
  # Who isn't root can't read it from a checkout that may lie in root's home.
  cp "$peers_dir/oauth.py" "$dir/oauth.py"
  if [ "$(id -un)" != "$user" ]; then chown -R "$user" "$dir"; fi
  run_as "$user" python3 "$dir/oauth.py" "$dir" >"$dir/oauth.log" 2>&1 </dev/null &
  echo $! >"$dir/oauth-pid"
  wait_until 15 test -s "$dir/oauth-port" || { cat "$dir/oauth.log" >&2 && fail "the authorisation server did not start"; }
  plain=$(free_port)
  tls=$(free_port)
  configure "$dir" "$user" "$plain" "$tls" "$(cat "$dir/oauth-port")"
  if [ "$(id -un)" != "$user" ]; then chown "$user" "$dir/dovecot.conf" "$dir/oauth2.conf"; fi
  run_as "$user" dovecot -c "$dir/dovecot.conf" >"$dir/start.log" 2>&1 </dev/null ||
    { cat "$dir/start.log" "$dir/log" >&2 && fail "Dovecot did not start"; }
  wait_until 15 listening "$plain" || { cat "$dir/start.log" "$dir/log" >&2 && fail "Dovecot does not listen"; }
  cat <<VARS
SMILECARD_TEST_IMAP=$dir
SMILECARD_TEST_IMAP_PORT=$plain
SMILECARD_TEST_IMAP_TLS_PORT=$tls
SMILECARD_TEST_IMAP_CA=$dir/ca.pem
SMILECARD_TEST_IMAP_LMTP=$dir/lmtp
SMILECARD_TEST_IMAP_TOKEN_URL=http://127.0.0.1:$(cat "$dir/oauth-port")/token
VARS
}

listening() { (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

adm() {
  local dir=$1
  shift
  run_as "$(other_user)" doveadm -c "$dir/dovecot.conf" "$@"
}

case "${1:-} ${2:-}" in
"start /"*) start "$2" ;;
"deliver /"*) adm "$2" save -u "$3" -m "$4" ;;
"list /"*) adm "$2" -f tab fetch -u "$3" "uid flags hdr.subject" mailbox "$4" all | tail -n +2 ;;
"doveadm /"*)
  dir=$2
  shift 2
  adm "$dir" "$@"
  ;;
"stop /"*)
  end "$2/run/master.pid"
  end "$2/oauth-pid"
  ;;
*) fail "usage: dovecot.sh start|deliver|list|doveadm|stop /ABSOLUTE/DIR …" ;;
esac
