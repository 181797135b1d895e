#!/usr/bin/env bash
# Starts docker-compose.yml with stand-ins for what cannot be pulled, makes a generation, asks Prometheus for its series
# and rules, and takes all down and up again, which loses nothing. Grafana has no stand-in (Debian has no package of it):
# it is left out, and what it is provisioned with is held against the board.
#
#   compose.sh [IMAGE]   builds rollover:test, or takes an image that is there
#
# Ends with 75 where no Docker engine can be had.
set -euo pipefail
cd "$(dirname "$0")/../../.."
# shellcheck source=src/test/docker/buildkit.sh
. src/test/docker/buildkit.sh
# shellcheck source=src/test/docker/client.sh
. src/test/docker/client.sh

export ROLLOVER_IMAGE=${1:-rollover:test} ROLLOVER_PORT=${ROLLOVER_PORT:-18110} PROMETHEUS_PORT=${PROMETHEUS_PORT:-18111}
readonly ADDRESS=http://localhost:$ROLLOVER_PORT PROMETHEUS=http://localhost:$PROMETHEUS_PORT

# The plugin where there is one, else Debian's.
compose() {
  if docker compose version >/dev/null 2>&1; then
    docker compose -p rollover-compose-test "$@"
  else
    docker-compose -p rollover-compose-test "$@"
  fi
}

up() {
  compose up -d --no-build rollover postgres prometheus 2>/dev/null || { compose logs --tail 30 >&2; fail "it does not come up"; }
  await 120 curl -sf "$ADDRESS/actuator/health/readiness"
}

# Whether Prometheus answers a query with more than nothing.
has() { curl -sfG "$PROMETHEUS/api/v1/query" --data-urlencode "query=$1" | grep -q '"value"'; }

src/test/docker/engine.sh
if ! docker compose version >/dev/null 2>&1 && ! command -v docker-compose >/dev/null; then
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends docker-compose; } >/dev/null
fi
src/test/docker/stand-ins.sh
[ $# != 0 ] || build -t "$ROLLOVER_IMAGE" .
trap 'compose down --volumes --timeout 5 >/dev/null 2>&1' EXIT
compose down --volumes --timeout 5 >/dev/null 2>&1 || true

for profiles in cpu gpu gpu,vlm; do
  COMPOSE_PROFILES=$profiles compose config -q || fail "profile $profiles"
done
grep -q 'type: prometheus' src/main/docker/grafana/datasources.yaml || fail "Grafana has no data source"
python3 -m json.tool helm/rollover/dashboards/rollover.json >/dev/null || fail "the board is no JSON"

up
generation=$(submit "$ADDRESS" 60)
succeeds "$ADDRESS" "$generation"
image=$(picture "$ADDRESS" "$generation" | sha256sum)
await 60 has 'sum(rollover_nfe_total{job="rollover"}) > 59'
await 60 has 'rollover_generations_total{status="succeeded"}'
rules=$(curl -sf "$PROMETHEUS/api/v1/rules" | grep -o '"type":"alerting"' | wc -l)
[ "$rules" -gt 0 ] || fail "Prometheus has no alert rules"
echo "A generation was made on PostgreSQL; Prometheus has its series, and $rules alert rules"

under_way=$(submit "$ADDRESS" 1000)
compose down --timeout 60 >/dev/null 2>&1
up
[ "$(picture "$ADDRESS" "$generation" | sha256sum)" = "$image" ] || fail "the image is another after down and up"
succeeds "$ADDRESS" "$under_way"
await 60 has 'max_over_time(sum(rollover_nfe_total)[10m:1s]) > 59'
echo "After down and up it was there, with its series, and what was under way came to its end"
