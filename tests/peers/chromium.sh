#!/usr/bin/env bash
# Debian's Chromium for the browser tests, and the two npm packages that drive it and look for barriers.
#   chromium.sh start DIR   installs what is missing, shows that it renders, prints the variables the tests read
#   chromium.sh stop DIR    nothing: each test starts and ends its own browser
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Without the background switches it looks up its maker's hosts at every start.
switches=(--headless --no-sandbox --disable-gpu --disable-quic --no-first-run
  --disable-background-networking --disable-component-update --disable-sync)

start() {
  local dir=$1 program missing=()
  mkdir -p "$dir"
  program=$(command -v chromium) || missing+=(chromium)
  # The pages ask for system fonts only; a machine without any draws empty boxes.
  [ -n "$(fc-list 2>/dev/null | head -n 1)" ] || missing+=(fontconfig fonts-dejavu-core)
  command -v node >/dev/null && command -v npm >/dev/null || missing+=(nodejs npm)
  [ ${#missing[@]} -eq 0 ] || install "${missing[@]}"
  program=$(command -v chromium) || fail "Chromium is not there after its installation"

  timeout 60 "$program" "${switches[@]}" --user-data-dir="$dir/profile" --dump-dom \
    'data:text/html,<title>up</title><p>6 times 7 is <script>document.write(6*7)</script>' >"$dir/page" 2>"$dir/log" </dev/null ||
    { cat "$dir/log" >&2 && fail "Chromium did not start"; }
  grep -q 'is <script>.*</script>42' "$dir/page" || { cat "$dir/page" "$dir/log" >&2 && fail "Chromium did not render a page"; }
  rm -rf "$dir/profile"

  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail "the browser tests need Node.js 20 or newer; $(command -v node) is $(node --version)"
  local lock=$checkout/tests/browser/package-lock.json modules=$checkout/tests/browser/node_modules
  if ! cmp -s "$lock" "$modules/.installed-from"; then
    npm_config_cache="$tools_dir/npm" npm --prefix "$checkout/tests/browser" ci --ignore-scripts >"$dir/npm.log" 2>&1 </dev/null ||
      { cat "$dir/npm.log" >&2 && fail "npm ci failed"; }
    cp "$lock" "$modules/.installed-from"
  fi
  printf 'SMILECARD_TEST_CHROMIUM=%s\n' "$program"
}

case "${1:-} ${2:-}" in
"start /"*) start "$2" ;;
"stop /"*) ;;
*) fail "usage: chromium.sh start|stop /ABSOLUTE/DIR" ;;
esac
