#!/usr/bin/env bash
# Holds a running service against the document that it serves, with requests of schemathesis' making:
# no 5xx, no undocumented status, type, header or body, valid ones accepted and others refused. From the
# repository root.
set -euo pipefail

work=$(mktemp -d)
janitor=
. src/test/clients/service.sh
finish() {
  if [ -n "$janitor" ]; then
    kill "$janitor" 2> /dev/null || true
  fi
  stop_service
  rm -rf "$work"
}
trap finish EXIT

# Cancels what would run for long, so that every watched stream of events ends soon.
cancel_large_ones() {
  local status id
  while sleep 0.5; do
    for status in queued running; do
      for id in $(curl -s "$service/v1/generations?limit=100&status=$status" \
        | jq -r '.generations[]? | select(.budget.nfe.limit > 200) | .id'); do
        curl -s -o /dev/null -X POST "$service/v1/generations/$id/cancel"
      done
    done
  done
}

command -v jq > /dev/null || { apt-get update -qq && apt-get install -qq -y jq > /dev/null; }
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check schemathesis==4.32.5
start_service "$work" --rollover.queue.capacity=50
cancel_large_ones &
janitor=$!
cp src/test/clients/schemathesis.toml src/test/clients/hooks.py "$work"
status=0
(cd "$work" && venv/bin/schemathesis --no-color run --checks all "$service/v3/api-docs") || status=$?
if grep "Unexpected failure" "$work/service.log"; then
  status=1
fi
exit "$status"
