# shellcheck shell=bash
# Sourced: `build ARGUMENT…` is `docker build` by BuildKit, which a client without the buildx plugin does not have but
# Debian's client has built in. What it prints is shown only if it fails. `--network host` lets it reach what this
# machine reaches.
export DOCKER_BUILDKIT=1
DOCKER_WITH_BUILDKIT=docker
if ! docker buildx version >/dev/null 2>&1 && [ -x /usr/bin/docker ]; then
  DOCKER_WITH_BUILDKIT=/usr/bin/docker
fi

build() {
  local log
  log=$(mktemp)
  if ! "$DOCKER_WITH_BUILDKIT" build --network host "$@" >"$log" 2>&1; then
    tail -60 "$log" >&2
    return 1
  fi
  rm -f "$log"
}
