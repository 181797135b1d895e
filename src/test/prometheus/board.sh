#!/usr/bin/env bash
# Tests the alarms, then starts the service and a real Prometheus on it, gives it work, and asks every question of the board
# and of the alarms. Needs Maven, a JDK 25, Python 3 and curl. BOARD_PORT and the port after it must be free. Where BOARD_SERVICE
# is the address of a running service, such as localhost:8080, that is asked instead.
set -euo pipefail
cd "$(dirname "$0")/../../.."

port=${BOARD_PORT:-18210}
address=${BOARD_SERVICE:-localhost:$port}
service=http://$address
prometheus=http://localhost:$((port + 1))
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$work"' EXIT

command -v promtool > /dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends prometheus > /dev/null; }
promtool check rules helm/rollover/rules/rollover.yaml
promtool test rules src/test/prometheus/rules_test.yaml

# Waits until an address answers, as long as the process that is to answer lives.
await() {
  local address=$1 process=$2 log=$3
  for _ in $(seq 300); do
    if curl -fsS -o /dev/null "$address" 2> /dev/null; then return; fi
    kill -0 "$process" 2> /dev/null || break
    sleep 1
  done
  echo "nothing answers at $address"
  tail -n 50 "$log"
  exit 1
}

if [[ -v BOARD_SERVICE ]]; then
  await "$service/actuator/health/readiness" $$ /dev/null
else
  mvn -B -ntp -q spring-boot:run -Dspring-boot.run.arguments="--server.port=$port --rollover.sample.enabled=false \
    --spring.datasource.url=jdbc:h2:mem:board;DB_CLOSE_DELAY=-1" > "$work/service.log" 2>&1 &
  await "$service/actuator/health/readiness" $! "$work/service.log"
fi

cat > "$work/prometheus.yml" <<END
global: {scrape_interval: 2s, evaluation_interval: 2s}
rule_files: ["$PWD/helm/rollover/rules/rollover.yaml"]
scrape_configs:
  - job_name: rollover
    metrics_path: /actuator/prometheus
    static_configs: [{targets: ["$address"]}]
END
prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/tsdb" \
  --web.listen-address="localhost:$((port + 1))" > "$work/prometheus.log" 2>&1 &
await "$prometheus/-/ready" $! "$work/prometheus.log"

# The chart's own test, as `helm test` runs it in its pod.
SERVICE=$service TIMEOUT=60 REQUEST='{"prompt":"one red circle","budget":{"nfe":50}}' sh -eu helm/rollover/files/test.sh

python3 src/test/prometheus/board.py "$service" "$prometheus"
