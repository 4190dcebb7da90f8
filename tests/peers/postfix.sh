#!/usr/bin/env bash
# A Postfix of the tests' own: private configuration and queue, a free loopback port, short back-offs, nothing leaves it.
#   postfix.sh start DIR                          installs what is missing, starts it, prints the variables the tests read
#   postfix.sh domain DIR DOMAIN PROGRAM [ARG…]   mail for anyone@DOMAIN is piped to PROGRAM ARG… --recipient … --sender …
#   postfix.sh lmtp DIR SOCKET                    prints a domain of its own, whose mail goes to SOCKET by LMTP
#   postfix.sh wait DIR PATTERN [NOT]             returns when a line of the log matches PATTERN; fails when one matches NOT, or after 150 s
#   postfix.sh stop DIR                           stops it; the log stays in DIR/log
# DOMAIN ends in .test or .example. For the product that is
#   postfix.sh domain DIR cafe.test target/debug/smilecard --config FILE deliver
# and the pipe runs as user nobody, who must be able to write the database: give its folder to nobody.
# The log's "status=sent", "deferred" or "bounced" line comes after the program has ended: wait for that one.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

configure() {
  local dir=$1 port=$2
  mkdir -p "$dir"/{spool,domains,programs,sockets}
  # Postfix insists on owning its data folder itself, and on a folder that no one else can write.
  mkdir "$dir/data"
  chmod 700 "$dir/data"
  chown postfix:root "$dir/data"
  cat >"$dir/main.cf" <<CONF
compatibility_level = 3.6
queue_directory = $dir/spool
data_directory = $dir/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = $dir/log
maillog_file_prefixes = $dir
myhostname = mx.smilecard.test
myorigin = mx.smilecard.test
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_peername_lookup = no
smtp_host_lookup = native
disable_dns_lookups = yes
biff = no
recipient_delimiter = +
message_size_limit = 52428800
# Ours to the pipe; everything else is an error at once: a bounce would ask the DNS.
# No table changes while the tests run: which program or socket a domain has is a file of its name. A reload would leave
# processes with the old table at work for a while, and start others over in the middle of a delivery.
transport_maps = texthash:$dir/transport, inline:{ { .test = smilecard: }, { .example = smilecard: } }
default_transport = error:outside
bounce_notice_recipient = postmaster@mx.smilecard.test
# One message a call, as a pipe that names one recipient wants it.
smilecard_destination_recipient_limit = 1
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
maximal_queue_lifetime = 1h
bounce_queue_lifetime = 1h
CONF
  local number
  for number in {1..500}; do
    printf 'lmtp-%s.test lmtp:unix:%s/sockets/lmtp-%s.test\n' "$number" "$dir" "$number"
  done >"$dir/transport"
  # D adds Delivered-To, R Return-Path, X says that the delivery is final. The sender of a bounce is told as empty.
  cat >"$dir/master.cf" <<CONF
127.0.0.1:$port inet n - n - - smtpd
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp      unix  - - n - - smtp
relay     unix  - - n - - smtp
showq     unix  n - n - - showq
error     unix  - - n - - error
retry     unix  - - n - - error
discard   unix  - - n - - discard
local     unix  - n n - - local
virtual   unix  - n n - - virtual
lmtp      unix  - - n - - lmtp
anvil     unix  - - n - 1 anvil
scache    unix  - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
smilecard unix  - n n - - pipe
  flags=DRX null_sender= user=nobody argv=$dir/domains/\${domain} --recipient \${recipient} --sender \${sender}
CONF
}

start() {
  local dir=$1 port
  [ "$(id -u)" -eq 0 ] || fail "Postfix starts only as root"
  if [ ! -x /usr/lib/postfix/sbin/master ]; then
    # Left unconfigured, so that the machine's own Postfix never runs because of these tests.
    printf 'postfix postfix/main_mailer_type select No configuration\n' | debconf-set-selections
    install postfix
  fi
  need python3 python3
  port=$(free_port)
  configure "$dir" "$port"
  postfix -c "$dir" start >"$dir/start.log" 2>&1 </dev/null || { cat "$dir/start.log" >&2 && fail "Postfix did not start"; }
  wait_until 15 listening "$port" || { cat "$dir/start.log" "$dir/log" >&2 && fail "Postfix does not listen"; }
  cat <<VARS
SMILECARD_TEST_POSTFIX=$dir
SMILECARD_TEST_POSTFIX_SMTP=127.0.0.1:$port
VARS
}

listening() { (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

domain() {
  local dir=$1 name=$2 program=$3
  shift 3
  case $name in
  */* | *..*) fail "not a domain: $name" ;;
  *.test | *.example) ;;
  *) fail "$name doesn't end in .test or .example" ;;
  esac
  program=$(realpath -e "$program") || fail "no program $program"
  # Nobody may not look into the checkout (it may lie in root's home): a link to the binary stands where they may.
  local reachable
  reachable=$dir/programs/$(stat -c %d-%i-%Y "$program")
  [ -e "$reachable" ] || ln "$program" "$reachable" 2>/dev/null || cp "$program" "$reachable"
  {
    printf '#!/bin/sh\nexec '
    printf '%q ' "$reachable" "$@"
    # shellcheck disable=SC2016 # for the shell that runs the program, not for this one
    printf '"$@"\n'
  } >"$dir/domains/.$name.new"
  chmod 755 "$dir/domains/.$name.new"
  mv "$dir/domains/.$name.new" "$dir/domains/$name"
}

lmtp() {
  local dir=$1 socket=$2 number
  for number in {1..500}; do
    # Tests run side by side: whose link it is has the domain.
    if ln -s "$socket" "$dir/sockets/lmtp-$number.test" 2>/dev/null; then
      echo "lmtp-$number.test"
      return
    fi
  done
  fail "every domain for LMTP is taken"
}

wait_for() {
  local dir=$1 pattern=$2 not=${3:-$2} follower line
  # Where Postfix looks at its queue just while a letter's last try ends ("skipped, still being delivered"), the next is a
  # minute later, whatever the settings say.
  exec 3< <(exec timeout 150 tail -n +1 -F "$dir/log" 2>/dev/null)
  follower=$!
  line=$(grep -m 1 -E -e "$pattern" -e "$not" <&3) || line="no such line in $dir/log"
  kill "$follower" 2>/dev/null || true
  printf '%s\n' "$line" | grep -E -e "$pattern" && return
  grep -E 'warning|error|fatal|panic' "$dir/log" | tail -n 20 >&2 || true
  fail "not '$pattern', but: $line"
}

case "${1:-} ${2:-}" in
"start /"*) start "$2" ;;
"domain /"*)
  [ $# -ge 4 ] || fail "usage: postfix.sh domain DIR DOMAIN PROGRAM [ARG…]"
  shift
  domain "$@"
  ;;
"lmtp /"*)
  [ $# -eq 3 ] || fail "usage: postfix.sh lmtp DIR SOCKET"
  shift
  lmtp "$@"
  ;;
"wait /"*)
  [ $# -ge 3 ] || fail "usage: postfix.sh wait DIR PATTERN [NOT]"
  shift
  wait_for "$@"
  ;;
"stop /"*)
  # Nothing to stop is no error: the tests stop what they may not have started.
  [ ! -s "$2/spool/pid/master.pid" ] || postfix -c "$2" stop >"$2/stop.log" 2>&1 </dev/null || end "$2/spool/pid/master.pid"
  ;;
*) fail "usage: postfix.sh start|domain|lmtp|wait|stop /ABSOLUTE/DIR …" ;;
esac
