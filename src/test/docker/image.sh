#!/usr/bin/env bash
# Builds the image and runs it as its users do: as nobody in particular, on a read-only root, with no way out to the
# internet. Shows its size, the time until it is ready and the memory that it takes, with the JVM's cache and without.
#
#   image.sh [IMAGE]   builds rollover:test, or takes an image that is there
#
# Ends with 75 where no Docker engine can be had.
set -euo pipefail
cd "$(dirname "$0")/../../.."
# shellcheck source=src/test/docker/buildkit.sh
. src/test/docker/buildkit.sh
# shellcheck source=src/test/docker/client.sh
. src/test/docker/client.sh

readonly NAME=rollover-image-test
image=${1:-rollover:test}

clean_up() {
  docker rm -fv $NAME >/dev/null 2>&1 || true
  docker volume rm $NAME >/dev/null 2>&1 || true
  docker network rm $NAME >/dev/null 2>&1 || true
}

# Starts the image with the given arguments of docker run; sets `address`.
start() { # [ARGUMENT…]
  docker run -d --name $NAME --network $NAME --read-only --cap-drop ALL -v $NAME:/data "$@" >/dev/null
  address=http://$(docker inspect -f "{{(index .NetworkSettings.Networks \"$NAME\").IPAddress}}" $NAME):8080
}

ready() { curl -sf -o /dev/null "$address/actuator/health/readiness"; }

# Ends it by SIGTERM, which it answers in order.
stop() {
  docker stop -t 60 $NAME >/dev/null
  [ "$(docker inspect -f '{{.State.ExitCode}}' $NAME)" = 143 ] || fail "SIGTERM: $(docker logs $NAME 2>&1 | tail -20)"
  docker logs $NAME 2>&1 | grep -q 'Graceful shutdown complete' || fail "it did not end gracefully"
  docker rm $NAME >/dev/null
}

# One row of the table: wall clock and processor time until it is ready, and memory.
measure() { # WITH-OR-WITHOUT [ARGUMENT…]
  local begin=${EPOCHREALTIME/./} process
  start "${@:2}"
  await 120 ready
  local end=${EPOCHREALTIME/./}
  process=$(docker inspect -f '{{.State.Pid}}' $NAME)
  awk -v what="$1" -v wall=$((end - begin)) -v tick="$(getconf CLK_TCK)" -v memory="$(awk '/VmRSS/ {print $2}' \
    "/proc/$process/status")" '{printf "| %s | %.1f | %.1f | %d |\n", what, wall / 1e6, ($14 + $15) / tick, memory / 1024}' \
    "/proc/$process/stat"
  stop
}

if [ $# = 0 ]; then
  src/test/docker/stand-ins.sh maven jre
  build -t "$image" .
fi
trap clean_up EXIT
clean_up
# Containers reach each other and this machine in it, and nothing else.
docker network create --internal $NAME >/dev/null

start "$image"
await 120 healthy $NAME
[ "$(docker exec $NAME id -u)" != 0 ] || fail "it runs as root"
! docker exec $NAME touch /opt/rollover/x 2>/dev/null || fail "its root can be written"
! docker logs $NAME 2>&1 | grep -Eq '\[warning\]|WARN|ERROR' || fail "$(docker logs $NAME 2>&1 | tail -20)"
first=$(submit "$address" 60)
succeeds "$address" "$first"
before=$(picture "$address" "$first" | sha256sum)
second=$(submit "$address" 1000)
stop
echo "One generation was made, and one was under way at SIGTERM"

start "$image"
await 120 healthy $NAME
[ "$(picture "$address" "$first" | sha256sum)" = "$before" ] || fail "the image is another after a restart"
succeeds "$address" "$second"
stop
echo "After a restart with the volume the first was there, and the second came to its end"

# Whoever runs it may choose another user.
docker volume rm $NAME >/dev/null
start --user 54321 "$image"
await 120 healthy $NAME
stop

echo "| $(docker image inspect -f '{{.Size}}' "$image" | awk '{printf "%d MB", $1 / 1e6}') | ready after, s | processor time, s | resident, MiB |"
echo "|---|---|---|---|"
for _ in 1 2 3; do
  measure "with the ahead-of-time cache" "$image"
  measure "without" --entrypoint java "$image" @/opt/rollover/jvm.options -jar /opt/rollover/rollover.jar
done
