# shellcheck shell=bash
# Sourced: what the tests of image and compose file ask of a running service, by curl.

fail() { echo "FAILED: $*" >&2; exit 1; }

# Until a command succeeds, or a number of seconds has passed.
await() { # SECONDS COMMAND…
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "not in time: $*"
    sleep 0.1
  done
}

# Submits a generation and prints its path.
submit() { # ADDRESS NFE
  curl -sf -D - -o /dev/null "$1/v1/generations" -H 'Content-Type: application/json' \
    -d "{\"prompt\": \"three red circles and two blue squares\", \"seed\": 7, \"budget\": {\"nfe\": $2},
        \"reward\": [{\"name\": \"count\", \"params\": {\"targets\": {\"red circle\": 8}}}]}" |
    tr -d '\r' | sed -nE 's#^Location: (https?://[^/]*)?##ip'
}

# Fails unless a generation ends well, with an image.
succeeds() { # ADDRESS PATH
  curl -sf --max-time 180 "$1$2/events" >/dev/null
  curl -sf "$1$2" | grep -Eq '"status" ?: ?"succeeded"' || fail "$2 did not succeed: $(curl -s "$1$2")"
  [ "$(picture "$1" "$2" | head -c 8 | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ] || fail "$2 has no PNG"
}

picture() { curl -sf "$1$2/images/0"; }

# Whether a container's own health check is content.
healthy() { [ "$(docker inspect -f '{{.State.Health.Status}}' "$1")" = healthy ]; }
