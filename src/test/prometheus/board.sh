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

if [[ ! -v BOARD_SERVICE ]]; then
  mvn -B -ntp -q spring-boot:run -Dspring-boot.run.arguments="--server.port=$port --rollover.sample.enabled=false \
    --spring.datasource.url=jdbc:h2:mem:board;DB_CLOSE_DELAY=-1" > "$work/service.log" 2>&1 &
fi
curl -fsS -o /dev/null --retry 240 --retry-delay 1 --retry-all-errors "$service/actuator/health/readiness" 2> /dev/null \
  || { tail -50 "$work/service.log" || true; exit 1; }

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
curl -fsS -o /dev/null --retry 60 --retry-delay 1 --retry-all-errors "$prometheus/-/ready" 2> /dev/null \
  || { tail -20 "$work/prometheus.log"; exit 1; }

# The chart's own test, as `helm test` runs it in its pod.
SERVICE=$service TIMEOUT=60 REQUEST='{"prompt":"one red circle","budget":{"nfe":50}}' sh -eu helm/rollover/files/test.sh

python3 src/test/prometheus/board.py "$service" "$prometheus"
