#!/usr/bin/env bash
# Makes sure that a Docker engine answers: Debian's own is installed and started where there is none.
# Ends with 75 and one loud line where none can be had; callers go on without containers then.
set -euo pipefail

readonly LOG=${TMPDIR:-/tmp}/rollover-dockerd.log

give_up() {
  echo "######## NO DOCKER ENGINE CAN BE HAD HERE ($1): nothing that needs containers was tried ########" >&2
  exit 75
}

answers() { docker info >/dev/null 2>&1; }

answers && exit 0
if ! command -v dockerd >/dev/null || ! command -v docker >/dev/null; then
  [ "$(id -u)" = 0 ] || give_up "not root, so none can be installed"
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends \
    docker.io iptables; } >/dev/null || give_up "docker.io cannot be installed"
fi
[ "$(id -u)" = 0 ] || give_up "not root, so none can be started"

# It has its own session, so that it outlives this script.
setsid dockerd --storage-driver overlay2 >"$LOG" 2>&1 </dev/null &
for _ in $(seq 60); do
  answers && exit 0
  sleep 1
done
tail -5 "$LOG" >&2
give_up "dockerd does not come up"
